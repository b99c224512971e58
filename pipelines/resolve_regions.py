"""Give a region its Kemendagri code, by code or by (parent, level, name); refuse the unclear."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl
from rapidfuzz import fuzz

from pipelines.load_reference import bps_bridge, regions
from pipelines.suggest_names import nearest
from schemas.temuan import Finding
from schemas.wilayah import KodeBps, KodeKemendagri, System

SAME_NAME = 85  # below this score a name does not belong to its code
SUGGESTION = 60
FROM_THE_TOP = "nama_provinsi"  # a path of names whose first column this is begins at the nation
# The words that say a region's type, by how deep its code is: elsewhere they are part of a name,
# as in the kelurahan Kota Baru.
_TYPES = (
    {"provinsi": "prov", "prov": "prov"},
    {"kabupaten": "kab", "kab": "kab", "kota": "kota"},
    {"kecamatan": "kec", "kec": "kec"},
    {"kelurahan": "kel", "kel": "kel", "desa": "desa", "ds": "desa"},
)
_SHORT = {
    "brt": "barat", "tmr": "timur", "sel": "selatan", "utr": "utara", "tgh": "tengah",
    "adm": "", "administrasi": "",
}  # fmt: skip


@dataclass(frozen=True)
class Region:
    """A resolved region, or the rule and facts that explain why there is none."""

    kode: str | None
    rule: str = ""
    facts: Mapping[str, str] | None = None
    nearest: str | None = None  # the last clear region above an unclear one

    def finding(self, row: Mapping, source: str) -> Finding:
        """What to tell the agency of an unclear region, at the row that names it."""
        return Finding.at(self.rule, row, source, **(self.facts or {"nilai": ""}))


def split_name(name: str, depth: int) -> tuple[str, str]:
    """The type a name states (kab, kota, kec, …; "" for none) and its bare name.

    Bare means without the type, spaces, punctuation and common abbreviations. `depth` counts
    the dots of the code: only a type of that level is one.
    """
    words = re.sub(r"[^a-z0-9 ]", " ", name.casefold()).split()
    stated = _TYPES[depth].get(words[0], "") if len(words) > 1 else ""
    bare = words[1:] if stated else words
    return stated, "".join(_SHORT.get(word, word) for word in bare)


def resolve_rows(rows: pl.DataFrame, names: Sequence[str]) -> list[Region]:
    """The region of each row, from its kode_wilayah (where it has one) and its name columns."""
    code = pl.col("kode_wilayah") if "kode_wilayah" in rows.columns else pl.lit(None, pl.String)
    wanted = rows.select(code.alias("_code"), "sistem_kode", "wilayah_induk", *names)
    top = names[0] == FROM_THE_TOP
    return [
        resolve(code, path, system, "" if top and path[0] else home)
        for code, system, home, *path in wanted.iter_rows()
    ]


def resolve(code: str | None, names: Sequence[str | None], system: System, home: str) -> Region:
    """Find the region that a row names.

    `names` runs from the top level down; its last one is checked against `code` when there
    is a code. Without a code the names are looked up one below the other, the first one below
    `home`: the deployment's own region, what the cover letter says, or "" for the nation. Of
    two names the first may be missing: a village that is the only one so named below `home`.
    """
    known = tuple(name for name in names if name)
    if len(names) == len(("kecamatan", "desa")) and not names[0]:
        known = ("", *known)
    return _resolve(code or "", known, system, home)


@lru_cache(maxsize=200_000)
def _resolve(code: str, names: tuple[str, ...], system: System, home: str) -> Region:
    if code:
        return _by_code(code, names[-1] if names else "", system)
    if not any(names):
        return Region(None, "R4", {"nilai": "", "sebab": ": kode dan namanya kosong"})
    return _by_names(names, home) if names[0] else _village(names[1], home)


def _by_code(code: str, name: str, system: System) -> Region:
    parsed = _kemendagri(code, system)
    if parsed is None or parsed.text not in _names():
        why = " dalam kode BPS" if system == "bps" else " dalam kode Kemendagri"
        above = parsed.parent if parsed else None
        known = above.text if above and above.text in _names() else None
        return Region(None, "R4", {"nilai": code, "sebab": why}, known)
    official = _names()[parsed.text]
    if name and not _same(name, official, parsed.text.count(".")):
        facts = {"kode": parsed.text, "nama_resmi": official, "nilai": name}
        above = parsed.parent
        return Region(None, "R4N", facts, above.text if above else None)
    return Region(parsed.text)


def _kemendagri(code: str, system: System) -> KodeKemendagri | None:
    if system != "bps":
        return KodeKemendagri.parse(code)
    bps = KodeBps.parse(code)
    bridged = bps_bridge().get(bps.text) if bps else None
    return KodeKemendagri(bridged) if bridged else None


def _same(name: str, official: str, depth: int) -> bool:
    """Names agree, and so do their types where both state one: Kota Bogor is not Kab. Bogor."""
    (own, bare), (other, right) = split_name(name, depth), split_name(official, depth)
    return fuzz.ratio(bare, right) >= SAME_NAME and _types_agree(own, other)


def _types_agree(own: str, other: str) -> bool:
    return not (own and other) or own == other


def _by_names(names: Sequence[str], home: str) -> Region:
    place = home
    for name in names:
        found = _children_named(place, name)
        if len(found) != 1:
            return Region(None, "R4", _unclear(place, name, found), place or None)
        place = found[0]
    return Region(place)


def _village(name: str, home: str) -> Region:
    below = _children().get(home, ())
    found = [code for district in below for code in _children_named(district, name)]
    if len(found) != 1:
        return Region(None, "R4", _unclear(home, name, found), home or None)
    return Region(found[0])


def _children_named(parent: str, name: str) -> list[str]:
    """Codes below the parent with exactly this name; the parent itself when it is the one named."""
    depth = parent.count(".")
    if parent and split_name(name, depth)[0] and _same(name, _names().get(parent, ""), depth):
        return [parent]
    below = depth + 1 if parent else 0
    own, bare = split_name(name, below)
    found = []
    for code in _children().get(parent, ()):
        other, right = split_name(_names()[code], below)
        if bare == right and _types_agree(own, other):
            found.append(code)
    return found


def _unclear(parent: str, name: str, found: Sequence[str]) -> dict[str, str]:
    where = f" di {_names().get(parent, 'wilayah yang belum jelas')}" if parent else ""
    if found:
        which = ", ".join(f"{code} {_names()[code]}" for code in found)
        return {"nilai": name, "sebab": f"{where}: nama itu dipakai oleh {which}"}
    codes = {_names()[code]: code for code in _children().get(parent, ())}
    near = nearest(name, codes, SUGGESTION)
    hint = f"; mungkin {codes[near]} {near}" if near else ""
    return {"nilai": name, "sebab": where, "saran": hint}


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    table = regions()
    return dict(zip(table["kode"], table["nama"], strict=True))


@lru_cache(maxsize=1)
def _children() -> Mapping[str, Sequence[str]]:
    below: dict[str, list[str]] = {}
    for code, parent in regions().select("kode", "induk").iter_rows():
        below.setdefault(parent or "", []).append(code)
    return below
