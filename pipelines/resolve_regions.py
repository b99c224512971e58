"""Give a region its Kemendagri code, by code or by (parent, level, name); refuse the unclear."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl
from rapidfuzz import fuzz
from schemas.temuan import Finding
from schemas.wilayah import KodeBps, KodeKemendagri, System

from pipelines.load_reference import bps_bridge, regions
from pipelines.suggest_names import nearest

SAME_NAME = 85  # below this score a name does not belong to its code
SUGGESTION = 60
_TYPE = re.compile(
    r"^(provinsi|prov|kabupaten|kab|kota|kecamatan|kec|kelurahan|kel|desa|ds)\b\.? *(?=\S)"
)
_SHORT = {"brt": "barat", "tmr": "timur", "sel": "selatan", "utr": "utara", "tgh": "tengah"}
_DEPTH = {"prov": 0, "kab": 1, "kota": 1, "kec": 2, "kel": 3, "desa": 3, "ds": 3}
_SPECIAL = {"adm": "", "administrasi": ""}


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


def normalise_name(name: str) -> str:
    """A region's name without its type, its spaces and its abbreviations: Kec. Amarasi Sel."""
    words = re.sub(r"[^a-z0-9 ]", " ", _TYPE.sub("", name.casefold().strip())).split()
    return "".join(_SPECIAL.get(word, _SHORT.get(word, word)) for word in words)


def name_type(name: str) -> str:
    """The type a name states of itself ("kota", "kab", "kec", …), "" when it states none."""
    match = _TYPE.match(name.casefold().strip())
    full = {"kabupaten": "kab", "kecamatan": "kec", "kelurahan": "kel", "provinsi": "prov"}
    return full.get(match[1], match[1]) if match else ""


def resolve_rows(rows: pl.DataFrame, names: Sequence[str]) -> list[Region]:
    """The region of each row, from its kode_wilayah (where it has one) and its name columns."""
    code = pl.col("kode_wilayah") if "kode_wilayah" in rows.columns else pl.lit(None, pl.String)
    wanted = rows.select(code.alias("_code"), *names, "sistem_kode", "wilayah_induk")
    return [resolve(row[0], row[1:-2], row[-2], row[-1]) for row in wanted.iter_rows()]


def resolve(code: str | None, names: Sequence[str | None], system: System, home: str) -> Region:
    """Find the region that a row names.

    `names` runs from the top level down; its last one is checked against `code` when there
    is a code. Without a code the names are looked up one below the other, from `home` (the
    deployment's own region, or what the cover letter says) or from the nation.
    """
    return _resolve(code or "", tuple(name for name in names if name), system, home)


@lru_cache(maxsize=200_000)
def _resolve(code: str, names: tuple[str, ...], system: System, home: str) -> Region:
    if code:
        return _by_code(code, names[-1] if names else "", system)
    if not names:
        return Region(None, "R4", {"nilai": "", "sebab": ": kode dan namanya kosong"})
    return _by_names(names, home)


def _by_code(code: str, name: str, system: System) -> Region:
    parsed = _kemendagri(code, system)
    if parsed is None or parsed.text not in _names():
        why = " dalam kode BPS" if system == "bps" else " dalam kode Kemendagri"
        above = parsed.parent if parsed else None
        known = above.text if above and above.text in _names() else None
        return Region(None, "R4", {"nilai": code, "sebab": why}, known)
    official = _names()[parsed.text]
    if name and not _same(name, official):
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


def _same(name: str, official: str) -> bool:
    """Names agree, and so do their types where both state one: Kota Bogor is not Kab. Bogor."""
    types = {kind for kind in (name_type(name), name_type(official)) if kind in ("kab", "kota")}
    close = fuzz.ratio(normalise_name(name), normalise_name(official)) >= SAME_NAME
    return close and len(types) < 2


def _by_names(names: Sequence[str], home: str) -> Region:
    place = home if len(names) == 1 else ""
    for name in names:
        found = _children_named(place, name)
        if len(found) != 1:
            return Region(None, "R4", _unclear(place, name, found), place or None)
        place = found[0]
    return Region(place)


def _children_named(parent: str, name: str) -> list[str]:
    """Codes below the parent with exactly this name; the parent itself when it is the one named."""
    wanted = normalise_name(name)
    if (
        parent
        and _DEPTH.get(name_type(name)) == parent.count(".")
        and _same(name, _names()[parent])
    ):
        return [parent]
    return [
        code
        for code in _children().get(parent, ())
        if normalise_name(_names()[code]) == wanted and _types_agree(name, _names()[code])
    ]


def _types_agree(name: str, official: str) -> bool:
    stated = name_type(name)
    return stated not in ("kab", "kota") or name_type(official) == stated


def _unclear(parent: str, name: str, found: Sequence[str]) -> dict[str, str]:
    where = f" di {_names()[parent]}" if parent else ""
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
