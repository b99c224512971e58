"""Read the words of agencies as codes: sexes, ages, closed lists; what is no such word is None."""

import re
from collections.abc import Iterable, Mapping

from schemas.kode import ALL, BOTH, OPEN_AGE
from schemas.sumber import Source

SEX_WORDS = {
    "l": "L", "lk": "L", "laki": "L", "laki-laki": "L", "laki - laki": "L", "laki laki": "L",
    "pr": "P", "perempuan": "P", "wanita": "P", "pria": "L",
    "l+p": BOTH, "jumlah": BOTH, "total": BOTH, "laki-laki + perempuan": BOTH,
    "laki-laki dan perempuan": BOTH, "tidak diketahui": "TT",
    "tt": "TT", "tb": "TB", "tidak berlaku": "TB",
}  # fmt: skip
# The letter P is perempuan beside an L and pria beside a W; alone it is unreadable.
P_BY_PARTNER = {"l": {"p": "P"}, "lk": {"p": "P"}, "w": {"p": "L", "w": "P"}}
AGE_RANGE = re.compile(r"(\d{1,3}) ?(?:-|–|s/d|sd|sampai) ?(\d{1,3})(?: ?(?:tahun|thn|th))?")
AGE_OPEN = re.compile(
    r"(?:>=|≥) ?(\d{1,3})|(\d{1,3}) ?\+|(\d{1,3})(?: ?(?:tahun|thn|th))? ?ke ?atas", re.IGNORECASE
)
SEVERAL = re.compile(r"[;,\n/+]| dan ")


def sex_book(words: Iterable[str]) -> Mapping[str, str]:
    """The code book of one column: P is read only beside its partner in the same column."""
    seen = {word.casefold() for word in words}
    partner = next((letter for letter in P_BY_PARTNER if letter in seen), None)
    return {**SEX_WORDS, **(P_BY_PARTNER[partner] if partner else {})}


def p_is_readable(words: Iterable[str]) -> bool:
    """Whether a P in this column has the partner that says which of the two it is."""
    seen = {word.casefold() for word in words}
    return "p" not in seen or bool(seen & P_BY_PARTNER.keys())


def read_age(word: str) -> str | None:
    """An age band as "0-4", "75+", "17" or "semua"; None when it is something else."""
    text = word.casefold().strip()
    if text in (ALL, "semua umur", "jumlah", "total"):
        return ALL
    if match := AGE_RANGE.fullmatch(text):
        low, high = int(match[1]), int(match[2])
        return f"{low}-{high}" if low <= high < OPEN_AGE else None
    if match := AGE_OPEN.fullmatch(text):
        low = next(int(group) for group in match.groups() if group)
        return f"{low}+" if low < OPEN_AGE else None
    single = re.fullmatch(r"(\d{1,3})(?: ?(?:tahun|thn|th))?", text)
    return str(int(single[1])) if single and int(single[1]) < OPEN_AGE else None


def age_limits(band: str) -> tuple[int, int]:
    """Youngest and oldest age of a band as read_age writes it: "75+" is (75, OPEN_AGE)."""
    if band == ALL:
        return 0, OPEN_AGE
    if band.endswith("+"):
        return int(band[:-1]), OPEN_AGE
    low, _, high = band.partition("-")
    return int(low), int(high or low)


def code_book(source: Source, codes: Mapping[str, str], name: str) -> Mapping[str, str]:
    """The words of a closed list: the contract's own, then those the layout has seen."""
    return {**own_words(source, name), **_folded(codes)}


def own_words(source: Source, name: str) -> dict[str, str]:
    """The words of a closed list as the contract itself writes them."""
    column = source.columns[name]
    listed = (column.metadata or {}).get("codes")
    if listed:
        return _folded({code: code for code in listed}) | _folded(
            {label: code for code, label in listed.items()}
        )
    for check in column.checks:
        if allowed := check.statistics.get("allowed_values"):
            return _folded({str(word): str(word) for word in allowed})
    return {}


def read_several(word: str, book: Mapping[str, str]) -> str | None:
    """A cell with several codes as "a;b", sorted; None when one of its words is unknown."""
    parts = [part.strip().casefold() for part in SEVERAL.split(word) if part.strip()]
    whole = book.get(word.casefold())
    codes = [whole] if whole else [book.get(part) for part in parts]
    return ";".join(sorted({code for code in codes if code})) if codes and all(codes) else None


def _folded(book: Mapping[str, str]) -> dict[str, str]:
    return {word.casefold(): code for word, code in book.items()} | {
        word.casefold().replace("_", " "): code for word, code in book.items()
    }
