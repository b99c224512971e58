"""Lay out tables of a page on a sheet, nested and spanning as they are, as Excel does.

Excel stacks everything in the body on one sheet. What is inside a cell it lays out the same way:
each line takes a row, a table inside takes its own rows and columns, and the cells beside and
below are merged over as many. Here the lines of a cell stay together in the first of its rows.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple

from pipelines.refuse_file import WORKBOOK, check_size, not_a

LAST_COLUMN, LAST_ROW = 2**14, 2**20

Content = str | float
Stack = list["Content | Table"]


class Cell(NamedTuple):
    """A cell: what it holds, and how many columns and rows it spans."""

    content: Stack
    columns: int
    rows: int

    @property
    def stretches(self) -> bool:
        """Whether it may take more rows or columns of the sheet than of its table."""
        return len(self.content) > 1 or any(isinstance(item, Table) for item in self.content)


@dataclass
class Table:
    """A table being read: its rows so far and the stack of the cell that is open, if any."""

    rows: list[list[Cell]] = field(default_factory=list)
    open: Stack | None = None
    span: tuple[int, int] = (1, 1)
    number: str | None = None


Place = tuple[int, int]
Places = dict[Place, Content]
Layout = tuple[int, int, Places]
PLAIN: Layout = (1, 1, {})


def lay_out(stack: Stack, *, joined: bool) -> Layout:
    """Height, width and places of a stack; `joined` keeps lines in a row at the first of them."""
    places: Places = {}
    top, width, first = 0, 1, None
    for item in stack:
        if isinstance(item, Table):
            height, wide, inner = _grid(item)
            places |= {(top + row, column): text for (row, column), text in inner.items()}
            top, width, first = top + height, max(width, wide), None
            continue
        if joined and first is not None:
            places[first, 0] = f"{places[first, 0]}\n{item}"
        elif item != "":
            places[top, 0], first = item, top
        top += 1
    return max(top, 1), width, places


def _grid(table: Table) -> Layout:
    """The grid of a table, its rows and columns stretched to what the cells hold."""
    cells = list(_positions(table))
    laid = {at: lay_out(cell.content, joined=True) for at, cell in cells if cell.stretches}
    heights, widths = defaultdict(lambda: 1), defaultdict(lambda: 1)
    for (row, column), cell in sorted(cells, key=_spans) if laid else ():
        height, width, _ = laid.get((row, column), PLAIN)
        _stretch(heights, row, min(cell.rows, len(table.rows) - row), height)
        _stretch(widths, column, cell.columns, width)
    right = max((column + cell.columns for (_, column), cell in cells), default=0)
    tops = list(accumulate((heights[row] for row in range(len(table.rows))), initial=0))
    lefts = list(accumulate((widths[column] for column in range(right)), initial=0))
    places: Places = {}
    for (row, column), cell in cells:
        _, _, inner = laid.get((row, column)) or lay_out(cell.content, joined=True)
        for (down, along), content in inner.items():
            places[tops[row] + down, lefts[column] + along] = content
    return tops[-1], lefts[-1], places


def _spans(at: tuple[Place, Cell]) -> int:
    return at[1].rows * at[1].columns


def _stretch(sizes: dict[int, int], first: int, span: int, needed: int) -> None:
    """Give the last of the spanned rows or columns what a cell needs more than they have."""
    if needed > 1:
        sizes[first + span - 1] += max(0, needed - sum(sizes[first + i] for i in range(span)))


def _positions(table: Table) -> Iterator[tuple[Place, Cell]]:
    """Row and column of each cell in the table's own grid; cells from above keep their place."""
    taken: dict[int, int] = {}  # column: first row that is free again
    spread = 0
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while taken.get(column, 0) > row:
                column += 1
            yield (row, column), cell
            for _ in range(cell.columns):
                taken[column] = row + cell.rows
                column += 1
            spread += cell.columns
            check_size(spread * 16)
            if column > LAST_COLUMN:
                raise not_a(WORKBOOK)
