"""Rows that name a region and the rows below them that lie in it: each row gets its parent."""

import re
from collections.abc import Sequence

import polars as pl

from pipelines.match_layout import Match
from pipelines.normalise_names import split_name
from pipelines.resolve_regions import resolve
from schemas.wilayah import NATION_NAME

UNKNOWN = "?"  # the parent could not be told: no name below it may be found anywhere else


NUMBERING = re.compile(r"\d+\.")


def place_rows(
    rows: Sequence[Sequence[str]], match: Match, home: str
) -> tuple[list[str], list[str]]:
    """The region name of each row and the code of the region it is looked up in.

    `rows` are the texts of the name's cells. A row that the layout's `parents` fits, its cells
    parted by tabs, opens a region of `home`; those below lie in it until the next one.
    """
    if match.layout.from_nation:
        return _below_provinces([" ".join(filter(None, cells)) for cells in rows], match)
    names, parents, current = [], [], home
    for cells in rows:
        name = " ".join(cell for cell in cells if cell and not NUMBERING.fullmatch(cell))
        opens = re.match(match.layout.parents, "\t".join(cells), re.IGNORECASE)
        opened = resolve(None, [name], "nama", home).kode if opens else None
        if opens and not opened:  # the kelurahan Kota Baru is no city
            opens = resolve(None, [name], "nama", current).kode is None
        if opens:
            current = opened or UNKNOWN
        names.append(name)
        parents.append(home if opens else current)
    return names, parents


def place_beside(texts: pl.Series | None, home: str, height: int) -> pl.Series:
    """The code of the region in which each row lies: home, or what a column beside the names says.

    Merged cells run on. A name that is not known in `home` is UNKNOWN, and so is what lies in it.
    """
    if texts is None:
        return pl.Series([home], dtype=pl.String).new_from_index(0, height)
    codes, current = [], UNKNOWN
    for text in texts:
        if text:
            current = resolve(None, [text], "nama", home).kode or UNKNOWN
        codes.append(current)
    return pl.Series(codes, dtype=pl.String)


def _below_provinces(texts: Sequence[str], match: Match) -> tuple[list[str], list[str]]:
    """Names of provinces and, below each, of its kab/kota; names without a type get the declared.

    A row that `parents` fits is a province, known or not. Without such a pattern a known name
    opens its province once: again below itself it is a kab/kota's, as Gorontalo.
    """
    names, parents, current, pattern = [], [], "", match.layout.parents
    for name in texts:
        province = resolve(None, [name], "nama", "").kode
        opens = province not in (None, current)
        if pattern:
            opens = re.match(pattern, name, re.IGNORECASE) is not None
        current = province or UNKNOWN if opens else current
        outside = opens or name.casefold() == NATION_NAME
        typed = outside or split_name(name, 1)[0] or not match.layout.bare_type
        names.append(name if typed else f"{match.layout.bare_type} {name}")
        parents.append("" if outside else current)
    return names, parents


def name_span(match: Match) -> slice:
    """The columns of the region's name: its own and, under a merged heading, those beside it."""
    first = match.columns["nama_wilayah"]
    headed = [column for column in match.headings if column > first]
    return slice(first, min(headed, default=first + 1))
