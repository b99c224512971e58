"""Tell the rows of a table's body from its sums, its notes and its header printed again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from pipelines.match_layout import Match
from pipelines.read_cells import cell_text
from pipelines.read_headings import normalise_heading
from pipelines.read_setoran import Cell

TOTAL_ROW = re.compile(r"\s*(jumlah|total|jml|sub ?total|grand total)\b", re.IGNORECASE)
NOTE_ROW = re.compile(
    r"\s*(sumber|source( url)?|catatan|keterangan|ket\.?|access time)\s*:|\s*\*", re.IGNORECASE
)
COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?(=.*)?")
Rows = Sequence[tuple[int, bool, Sequence[Cell]]]  # 0-based index, whether a "Jumlah" row, cells


def data_rows(match: Match) -> Iterator[tuple[int, bool, Sequence[Cell]]]:
    """Rows of the body; blank, numbering and note rows and repeated headings left out."""
    numbers = [column for value, column in match.values if value.headings]
    codes = [
        column for name, column in match.columns.items()
        if name in match.source.columns and match.source.kind(name) == "kode"
    ]  # fmt: skip
    unwanted = match.layout.not_data
    left_out = re.compile(unwanted, re.IGNORECASE) if unwanted else None
    for index, row in enumerate(match.sheet.rows[match.first_row :], start=match.first_row):
        first = _first_word(row)
        if first is None or (index == match.first_row and _is_numbering(row)):
            continue
        if _is_header(row, first, match) or (left_out and left_out.match(first)):
            continue
        total, note = _stands_for(first)
        if note and not any(words_of(row, numbers)):
            continue
        # a "Jumlah" row says so where it would otherwise name something, and carries no code
        coded = total and any(not TOTAL_ROW.match(text) for text in words_of(row, codes))
        yield index, total and not coded, row


def _first_word(row: Sequence[Cell]) -> str | None:
    """The first cell that holds anything; "" when that is no text, None in a blank row."""
    for cell in row:
        if isinstance(cell, str):
            if cell and not cell.isspace():
                return cell
        else:
            return ""
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
    if _folded(first) not in match.headings.values():
        return False
    texts = [(column, text) for column, cell in enumerate(row) if (text := cell_text(cell))]
    own = [match.headings.get(column) == normalise_heading(text) for column, text in texts]
    return len(texts) > 1 and all(own)


@lru_cache(maxsize=2**16)
def _folded(word: str) -> str:
    return normalise_heading(word)


def _is_numbering(row: Sequence[Cell]) -> bool:
    """The row "(1) (2) (3)" that official forms print below the header."""
    texts = [text for cell in row if (text := cell_text(cell))]
    found = [COLUMN_NUMBER.fullmatch(text) for text in texts]
    return len(texts) > 1 and [m and int(m[1]) for m in found] == list(range(1, len(texts) + 1))
