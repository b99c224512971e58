"""Strip a written region name to what identifies it: the type it states and its bare letters."""

import re

# The words that say a region's type, by how deep its code is: elsewhere they are part of a name,
# as in the kelurahan Kota Baru.
_TYPES = (
    {"provinsi": "prov", "propinsi": "prov", "prov": "prov"},
    {"kabupaten": "kab", "kab": "kab", "kota": "kota"},
    {"kecamatan": "kec", "kec": "kec", "distrik": "kec", "kapanewon": "kec", "kemantren": "kec"},
    {"kelurahan": "kel", "kel": "kel", "desa": "desa", "ds": "desa"},
)
_SHORT = {
    "brt": "barat", "tmr": "timur", "sel": "selatan", "utr": "utara", "tgh": "tengah",
    "kep": "kepulauan", "adm": "", "administrasi": "",
}  # fmt: skip
_LIST_NUMBER = re.compile(r"\s*\d+\s*[.)](?=\s*[^\W\d])")  # "010. Prajurit Kulon"
_FOOTNOTE = re.compile(r"(?<=\D)\d{1,2}\)+\s*$")  # "Kota Jambi 1)"; an asterisk is no letter anyway


def split_name(name: str, depth: int) -> tuple[str, str]:
    """The type a name states (kab, kota, kec, …; "" for none) and its bare name.

    Bare means without the type, list numbers, footnote marks, spaces (also those between
    letters: "B l o o t o"), punctuation and common abbreviations. `depth` counts the dots of
    the code: only a type of that level is one.
    """
    return read_name(name, depth)[0]


def read_name(name: str, depth: int) -> list[tuple[str, str]]:
    """Both ways to read a name: as `split_name` does, and with the type's word part of the name.

    "Kota Baru" may be a kota called Baru or Kabupaten Kotabaru.
    """
    text = _FOOTNOTE.sub("", _LIST_NUMBER.sub("", name, count=1))
    words = re.sub(r"[^a-z0-9 ]", " ", text.casefold()).split()
    stated = _TYPES[depth].get(words[0], "") if len(words) > 1 else ""
    whole = ("", _joined(words))
    return [(stated, _joined(words[1:])), whole] if stated else [whole]


def _joined(words: list[str]) -> str:
    return "".join(_SHORT.get(word, word) for word in words)
