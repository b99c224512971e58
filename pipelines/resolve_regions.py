"""Give a region its Kemendagri code, by code or by (parent, level, name); refuse the unclear."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

import polars as pl

from pipelines.load_reference import bps_bridge, region_changes
from pipelines.match_names import (
    codes_below,
    codes_named,
    fits,
    label,
    official_name,
    parent_of,
    suggested,
    today,
)
from schemas.temuan import Finding
from schemas.wilayah import KodeBps, KodeKemendagri, LayoutSystem

FROM_THE_TOP = "nama_provinsi"  # a path of names whose first column this is begins at the nation


@dataclass(frozen=True)
class Region:
    """A resolved region, or the rule and facts that explain why there is none."""

    kode: str | None
    rule: str = ""
    facts: Mapping[str, str] | None = None
    nearest: str | None = None  # the last clear region above an unclear one

    def finding(self, row: Mapping, source: str) -> Finding:
        """What to tell the agency of an unclear region, and which column of the row says it."""
        facts = {"nilai": "", **(self.facts or {})}
        names = (name for name in row if name.startswith(("kode_", "nama_")))
        said = (name for name in names if row[name] == facts["nilai"])
        return Finding.at(self.rule, row, source, **facts, kolom=next(said, "kode_wilayah"))


def resolve_rows(rows: pl.DataFrame, names: Sequence[str]) -> list[Region]:
    """The region of each row, as `resolve_distinct` finds it."""
    found, places = resolve_distinct(rows, names)
    return [found[place] for place in places]


def resolve_distinct(
    rows: pl.DataFrame, names: Sequence[str]
) -> tuple[Sequence[Region], pl.Series]:
    """Every region that rows name, and at which place among them the one of each row stands.

    It is told from kode_wilayah (where there is one) and the name columns. The column `tahun`,
    where there is one, says when codes and names meant what they say.
    """
    code = pl.col("kode_wilayah") if "kode_wilayah" in rows.columns else pl.lit(None, pl.String)
    year = pl.col("tahun") if "tahun" in rows.columns else pl.lit(None, pl.Int64)
    wanted = rows.select(
        code.alias("_code"), year.alias("_year"), "sistem_kode", "wilayah_induk", *names
    )
    top = names[0] == FROM_THE_TOP
    # rows below one another mostly name the same region: a first row stands for those that follow
    other = pl.any_horizontal(pl.all().ne_missing(pl.all().shift()))
    first = wanted.select((pl.int_range(pl.len()) == 0) | other).to_series()
    firsts = wanted.filter(first)
    distinct = firsts.unique(maintain_order=True)
    found = [
        resolve(code, path, system, "" if top and path[0] else home, year)
        for code, year, system, home, *path in distinct.iter_rows()
    ]
    places = firsts.join(
        distinct.with_row_index("_place"), on=wanted.columns, how="left", nulls_equal=True,
        maintain_order="left",
    )  # fmt: skip
    return found, places["_place"].gather(first.cum_sum() - 1)


def resolve(
    code: str | None,
    names: Sequence[str | None],
    system: LayoutSystem,
    home: str,
    year: int | None = None,
) -> Region:
    """Find the region of today that a row names.

    `names` runs from the top level down; its last one is checked against `code` when there
    is a code. Without a code the names are looked up one below the other, the first one below
    `home`: the deployment's own region, what the cover letter says, or "" for the nation. Of
    two names the first may be missing: a village that is the only one so named below `home`.
    A former code or place is read only in a `year` in which it still held.
    """
    known = tuple(name for name in names if name)
    if known and len(names) == len(("kecamatan", "desa")) and not names[0]:
        known = ("", *known)
    return _resolve(code or "", known, system, home, year)


@lru_cache(maxsize=200_000)
def _resolve(
    code: str, names: tuple[str, ...], system: LayoutSystem, home: str, year: int | None
) -> Region:
    if code:
        return _by_code(code, names[-1] if names else "", system, year)
    if not names:
        why = {"nilai": "", "sebab": ": kode dan namanya kosong"}
        return Region(None, "R4", why, home or None)
    return _by_names(names, home, year) if names[0] else _village(names[1], home, year)


# --- codes


def _by_code(code: str, name: str, system: LayoutSystem, year: int | None) -> Region:
    declared = system in ("kemendagri", "bps")
    if not declared and code.isdecimal() and (refused := _undeclared(code)):
        return refused
    parsed = KodeBps.parse(code) if system == "bps" else KodeKemendagri.parse(code)
    known = _known(parsed)
    if known is None:
        why = " dalam kode BPS" if system == "bps" else " dalam kode Kemendagri"
        return Region(None, "R4", {"nilai": code, "sebab": why}, _known_above(parsed))
    region = _renumbered(known, code, year)
    if region.kode and name and not fits(name, region.kode):
        official = official_name(region.kode) or ""
        facts = {"kode": region.kode, "nama_resmi": official, "nilai": name}
        return Region(None, "R4N", facts, parent_of(region.kode) or None)
    return _undivided(region.kode, code, year) if region.kode else region


def _known(code: KodeKemendagri | KodeBps | None) -> str | None:
    """The Kemendagri code, of today or of its time, that a typed code stands for."""
    if code is None:
        return None
    text = bps_bridge().get(code.text, "") if isinstance(code, KodeBps) else code.text
    return text if official_name(text) or text in region_changes() else None


def _known_above(code: KodeKemendagri | KodeBps | None) -> str | None:
    """Today's region of the code, or of the first one above it that a table has."""
    while code is not None and _known(code) is None:
        code = code.parent
    known = _known(code)
    return today(known) if known else None


def _undeclared(code: str) -> Region | None:
    """Why bare digits of no declared system are refused.

    Two digits may pass: a province has no dots to show, and most have one number in both.
    """
    parsed = {"Kemendagri": KodeKemendagri.parse(code), "BPS": KodeBps.parse(code)}
    read = {name: today(known) for name, each in parsed.items() if (known := _known(each))}
    places = set(read.values())
    agreed = len(read) == 2 and len(places) == 1
    if not read:
        above = {place for each in parsed.values() if (place := _known_above(each))}
        why = " dalam kode Kemendagri maupun BPS"
        return Region(None, "R4", {"nilai": code, "sebab": why}, _above_all(above))
    if agreed and len(code) == 2:
        return None
    said = ", ".join(f"dalam kode {name} berarti {label(place)}" for name, place in read.items())
    if agreed:
        said = f"dalam kedua sistem berarti {label(*places)}"
    return Region(None, "R4K", {"nilai": code, "bacaan": said}, _above_all(places))


def _above_all(places: Collection[str]) -> str | None:
    """The lowest region that has all of these places in it, if any has."""
    levels = zip(*(place.split(".") for place in places), strict=False)
    shared = [parts[0] for parts in takewhile(lambda parts: len(set(parts)) == 1, levels)]
    return ".".join(shared) or None


# --- time


def _renumbered(code: str, written: str, year: int | None) -> Region:
    """The region that has the territory of a code which is no longer in use."""
    if official_name(code):
        return Region(code)
    change = region_changes()[code]
    if year is not None and year <= change.until:
        return Region(today(code))
    why = f"kode {code} hanya berlaku sampai {change.until} ({change.basis})"
    return _outdated(written, year, why, f"Tulis {label(today(code))}", today(code))


def _undivided(code: str, written: str, year: int | None) -> Region:
    """The region itself, unless in that year it still had what is now in other regions."""
    change = region_changes().get(code)
    if change is None or year is None or year > change.until:
        return Region(code)
    parts = ", ".join(label(part) for part in change.now)
    why = f"waktu itu {change.name} masih meliputi {parts} ({change.basis})"
    return _outdated(written, year, why, "Kirim angkanya per wilayah di bawahnya")


def _outdated(
    written: str, year: int | None, why: str, remedy: str, nearest: str | None = None
) -> Region:
    when = f"tahun {year}" if year is not None else "data tanpa tahun"
    facts = {"nilai": written, "masa": when, "sebab": why, "saran": remedy}
    return Region(None, "R4L", facts, nearest)


# --- names


def _by_names(names: Sequence[str], home: str, year: int | None) -> Region:
    place = home
    for name in names:
        found = codes_named(place, name)
        if len(found) != 1:
            return Region(None, "R4", _unclear(place, name, found), place or None)
        region = _renumbered(found[0], name, year)
        if region.kode is None:
            return region
        place = region.kode
    return _undivided(place, names[-1], year)


def _village(name: str, home: str, year: int | None) -> Region:
    found = [code for district in codes_below(home) for code in codes_named(district, name)]
    if len(found) != 1:
        return Region(None, "R4", _unclear(home, name, found), home or None)
    region = _renumbered(found[0], name, year)
    return _undivided(region.kode, name, year) if region.kode else region


def _unclear(parent: str, name: str, found: Sequence[str]) -> dict[str, str]:
    where = f" di {official_name(parent) or 'wilayah yang belum jelas'}" if parent else ""
    if found:
        which = ", ".join(label(today(code)) for code in found)
        return {"nilai": name, "sebab": f"{where}: nama itu dipakai oleh {which}"}
    near = suggested(parent, name)
    hint = f"; mungkin {label(near[0])}" if len(near) == 1 else ""
    return {"nilai": name, "sebab": where, "saran": hint}
