"""Cells of one column as text and as numbers: what a person sees, and what the file holds."""

import re
from collections.abc import Sequence

import polars as pl

from pipelines.read_setoran import Cell

NUMERIC_CODE = "\0"  # prefix of a code that the workbook holds as a fraction: 15.10 became 15.1
UNCALCULATED = "\0rumus"  # stands for a formula that was never worked out
SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)
WHOLE = 2.0**63


def cell_text(cell: Cell) -> str:
    """A cell as text: whole floats lose their ".0", text is trimmed and single-spaced."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def texts(cells: Sequence[Cell]) -> pl.Series:
    """A column as text, each cell as `cell_text` gives it; all of one type go the quick way."""
    kinds = set(map(type, cells))
    if kinds == {str}:
        return pl.Series(cells, dtype=pl.String).str.replace_all(r"\s+", " ").str.strip_chars()
    if kinds == {float}:
        numbers = pl.Series(cells, dtype=pl.Float64)
        if ((numbers % 1 == 0) & (numbers.abs() < WHOLE)).all():
            return numbers.cast(pl.Int64).cast(pl.String)
    return pl.Series([cell_text(cell) for cell in cells], dtype=pl.String)


def codes(cells: Sequence[Cell]) -> pl.Series:
    """A column of codes as text; one that is no longer what was typed is marked as such."""
    read = texts(cells)
    if set(map(type, cells)) == {str} and not any(map(_is_spoilt, {*cells})):
        return read
    marks = [NUMERIC_CODE if _is_spoilt(cell) else "" for cell in cells]
    return pl.Series(marks, dtype=pl.String) + read


def natives(cells: Sequence[Cell]) -> pl.Series:
    """The numbers that the cells hold as numbers; null where a cell holds anything else."""
    if set(map(type, cells)) <= {float, int}:
        return pl.Series(cells, dtype=pl.Float64, strict=False)
    held = [
        float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None
        for cell in cells
    ]
    return pl.Series(held, dtype=pl.Float64)


def _is_spoilt(cell: Cell) -> bool:
    """Excel keeps 15 digits and no trailing zeros: 15.10 and 16-digit codes do not survive."""
    if isinstance(cell, str):
        return "E" in cell.upper() and SCIENTIFIC.fullmatch(cell.strip()) is not None
    return isinstance(cell, float) and not (cell.is_integer() and abs(cell) < 1e15)
