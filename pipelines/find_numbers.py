"""Find where numbers stand in the rows of a sheet, whatever stands above them."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from pipelines.read_setoran import Cell

FIGURE = re.compile(r"-?\d[\d.,]*")
YEAR = re.compile(r"(19|20)\d\d(\.0)?")


def unheaded_numbers(body: Sequence[Sequence[Cell]], headed: Container[int]) -> list[int]:
    """Columns that hold numbers and have no heading at all."""
    width = max(map(len, body), default=0)
    bare = (column for column in range(width) if column not in headed)
    return [column for column in bare if any(numbers_below(body, [column]))]


def numbers_below(body: Sequence[Sequence[Cell]], columns: Iterable[int]) -> Iterator[bool]:
    """Whether the cells of these columns are numbers, row by row."""
    wanted = list(columns)
    return (_is_number(row[c]) for row in body for c in wanted if c < len(row) and row[c] != "")


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return FIGURE.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def is_count(cell: Cell) -> bool:
    """Whether a cell is a number that can be no year: what stands above it is all of a header."""
    return _is_number(cell) and not YEAR.fullmatch(str(cell).strip())
