"""Rows that name a region and the rows below them that lie in it: each row gets its parent."""

import re
from collections.abc import Sequence

from pipelines.match_layout import Match
from pipelines.resolve_regions import resolve, split_name
from schemas.wilayah import NATION_NAME

UNKNOWN = "?"  # the parent could not be told: no name below it may be found anywhere else


def place_rows(
    rows: Sequence[Sequence[str]], match: Match, home: str
) -> tuple[list[str], list[str]]:
    """The region name of each row and the code of the region it is looked up in.

    `rows` are the texts of the name's cells. A row that the layout's `parents` fits opens a
    region of `home`; those below lie in it until the next one.
    """
    if match.layout.from_nation:
        return _below_provinces([" ".join(filter(None, cells)) for cells in rows], match)
    names, parents, current = [], [], home
    for cells in rows:
        name = " ".join(cell for cell in cells if cell)
        opens = re.match(match.layout.parents, name, re.IGNORECASE)
        if opens:
            current = resolve(None, [name], "nama", home).kode or UNKNOWN
        names.append(name)
        parents.append(home if opens else current)
    return names, parents


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


def name_span(match: Match) -> range:
    """The columns of the region's name: its own and, under a merged heading, those beside it."""
    first = match.columns["nama_wilayah"]
    headed = [column for column in match.headings if column > first]
    return range(first, min(headed, default=first + 1))
