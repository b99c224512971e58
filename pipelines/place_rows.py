"""Rows that name a region and the rows below them that lie in it: each row gets its parent."""

import re
from collections.abc import Sequence

from pipelines.match_layout import Match
from pipelines.resolve_regions import resolve

UNKNOWN = "?"  # the parent could not be told: no name below it may be found anywhere else


def place_rows(
    rows: Sequence[Sequence[str]], match: Match, home: str
) -> tuple[list[str], list[str]]:
    """The region name of each row and the code of the region it is looked up in.

    `rows` are the texts of the name's cells. A row that the layout's `parents` fits opens a
    region of `home`; those below lie in it until the next one.
    """
    names, parents, current = [], [], home
    for cells in rows:
        name = " ".join(cells)
        opens = re.match(match.layout.parents, name, re.IGNORECASE)
        if opens:
            current = resolve(None, [name], "nama", home).kode or UNKNOWN
        names.append(name)
        parents.append(home if opens else current)
    return names, parents


def name_span(match: Match) -> range:
    """The columns of the region's name: its own and, under a merged heading, those beside it."""
    first = match.columns["nama_wilayah"]
    headed = [column for column in match.headings if column > first]
    return range(first, min(headed, default=first + 1))
