"""Tell the rows of a table's body from its sums, its notes and its header printed again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pipelines.match_layout import Match
from pipelines.read_cells import cell_text
from pipelines.read_headings import normalise_heading
from pipelines.read_setoran import Cell

TOTAL_ROW = re.compile(r"\s*(jumlah|total|jml|sub ?total|grand total)\b", re.IGNORECASE)
NOTE_ROW = re.compile(
    r"\s*(sumber|source( url)?|catatan|keterangan|ket\.?|access time)\s*:|\s*\*", re.IGNORECASE
)
COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?(=.*)?")


@dataclass(frozen=True)
class Body:
    """The rows of a table's body, column by column: each list has one item a row."""

    lines: Sequence[int]  # 0-based place in the sheet
    totals: Sequence[bool]  # whether it is a "Jumlah" row
    rows: Sequence[Sequence[Cell]]

    @cached_property
    def _width(self) -> int:
        """How many cells every row has."""
        return min(map(len, self.rows), default=0)

    def column(self, at: int) -> list[Cell]:
        """The cells of one column; a row that ends before it has a blank one."""
        if at < self._width:
            return [row[at] for row in self.rows]
        return [row[at] if at < len(row) else "" for row in self.rows]


def data_rows(match: Match, *, totals: bool = True) -> Body:
    """The body without blank, numbering and note rows, repeated headings and unwanted totals."""
    body = match.sheet.rows[match.first_row :]
    firsts = [_first_word(row) for row in body]
    plain = {word for word in {*firsts} if word is not None and _is_plain(word, match)}
    lines, sums = [], []
    for line, first in enumerate(firsts):
        if first in plain and line:
            lines.append(line)
            sums.append(False)
            continue
        for total in _judged(first, body[line], match, first_row=not line):
            if totals or not total:
                lines.append(line)
                sums.append(total)
    return Body([match.first_row + line for line in lines], sums, [body[line] for line in lines])


def _is_plain(first: str, match: Match) -> bool:
    """Whether a row that begins so is data, whatever else stands in it."""
    return not (
        any(_stands_for(first))
        or normalise_heading(first) in match.headings.values()
        or _is_left_out(first, match)
    )


def _judged(
    first: str | None, row: Sequence[Cell], match: Match, *, first_row: bool
) -> Iterator[bool]:
    """Whether a row is a "Jumlah" row; nothing at all when it is no row of the body."""
    if first is None or (first_row and _is_numbering(row)):
        return
    if _is_header(row, first, match) or _is_left_out(first, match):
        return
    total, note = _stands_for(first)
    if note and not any(words_of(row, (c for value, c in match.values if value.headings))):
        return
    # a "Jumlah" row says so where it would otherwise name something, and carries no code
    coded = total and any(not TOTAL_ROW.match(text) for text in words_of(row, _codes(match)))
    yield total and not coded


def _codes(match: Match) -> list[int]:
    known = match.source.columns
    return [
        column for name, column in match.columns.items()
        if name in known and match.source.kind(name) == "kode"
    ]  # fmt: skip


def _is_left_out(first: str, match: Match) -> bool:
    unwanted = match.layout.not_data
    return bool(unwanted) and re.match(unwanted, first, re.IGNORECASE) is not None


def _first_word(row: Sequence[Cell]) -> str | None:
    """The first cell that holds anything; "" when that is no text, None in a blank row."""
    for cell in row:
        if not isinstance(cell, str):
            return ""
        if cell and not cell.isspace():
            return cell
    return None


@lru_cache(maxsize=2**16)
def _stands_for(first: str) -> tuple[bool, bool]:
    """Whether a row that begins so is a "Jumlah" row, and whether it is a note."""
    return TOTAL_ROW.match(first) is not None, NOTE_ROW.match(first) is not None


def words_of(row: Sequence[Cell], columns: Iterable[int]) -> list[str]:
    """What stands in these cells of a row, blank ones left out."""
    texts = (cell_text(row[column]) for column in columns if column < len(row))
    return [text for text in texts if text]


def _is_header(row: Sequence[Cell], first: str, match: Match) -> bool:
    """The header printed again, as where tables were pasted below one another."""
    if normalise_heading(first) not in match.headings.values():
        return False
    texts = [(column, text) for column, cell in enumerate(row) if (text := cell_text(cell))]
    own = [match.headings.get(column) == normalise_heading(text) for column, text in texts]
    return len(texts) > 1 and all(own)


def _is_numbering(row: Sequence[Cell]) -> bool:
    """The row "(1) (2) (3)" that official forms print below the header."""
    texts = [text for cell in row if (text := cell_text(cell))]
    found = [COLUMN_NUMBER.fullmatch(text) for text in texts]
    return len(texts) > 1 and [m and int(m[1]) for m in found] == list(range(1, len(texts) + 1))
