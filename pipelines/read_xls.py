"""Read an old .xls: every sheet as rows, with the errors it holds and what it shows as percent."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

import xlrd
from xlrd.sheet import Sheet as XlsPage

from pipelines.refuse_file import WHOLE_WORKBOOK, check_size, locked, not_a
from schemas.temuan import BrokenFile

Value = str | float | bool | date | datetime | time
BYTES_PER_CELL = 64


@dataclass(frozen=True)
class XlsSheet:
    """One sheet, with the positions (row, column from 0) of its errors."""

    name: str
    rows: list[list[Value]]
    hidden: bool
    errors: dict[tuple[int, int], str]


def read_xls(raw: bytes) -> list[XlsSheet]:
    """All sheets; raises BrokenFile (B2, B3, B6).

    Not with calamine: on a few damaged bytes it ends the whole process, and it drops errors.
    """
    book = _open(raw)
    check_size(
        sum(page.row_len(row) for page in book for row in range(page.nrows)) * BYTES_PER_CELL
    )
    return [_sheet(book, page) for page in book]


def percent_places(raw: bytes, sheet: str) -> set[tuple[int, int]]:
    """Row and column, from 0, of the cells that a sheet shows as percent."""
    try:
        return set(_percent_places(_open(raw, formatting_info=True), sheet))
    except LookupError as error:
        raise not_a(WHOLE_WORKBOOK) from error


def _percent_places(book: xlrd.Book, sheet: str) -> Iterator[tuple[int, int]]:
    page = book.sheet_by_name(sheet)
    for row in range(page.nrows):
        for column in range(page.row_len(row)):
            style = book.xf_list[page.cell_xf_index(row, column)]
            if "%" in book.format_map[style.format_key].format_str:
                yield row, column


def _open(raw: bytes, *, formatting_info: bool = False) -> xlrd.Book:
    try:
        return xlrd.open_workbook(
            file_contents=raw, logfile=io.StringIO(), ragged_rows=True,
            formatting_info=formatting_info,
        )  # fmt: skip
    except MemoryError:
        raise
    except Exception as error:  # a damaged file makes xlrd raise whatever its bytes lead to
        raise _refusal(error) from error


def _refusal(error: Exception) -> BrokenFile:
    return locked() if "encrypted" in str(error) else not_a(WHOLE_WORKBOOK)


def _sheet(book: xlrd.Book, page: XlsPage) -> XlsSheet:
    errors: dict[tuple[int, int], str] = {}
    rows = []
    for row in range(page.nrows):
        cells = []
        for column, (kind, value) in enumerate(
            zip(page.row_types(row), page.row_values(row), strict=True)
        ):
            if kind == xlrd.XL_CELL_ERROR:
                errors[row, column] = xlrd.error_text_from_code.get(int(value), "#?")
            cells.append(_value(kind, value, book.datemode))
        rows.append(cells)
    return XlsSheet(page.name, rows, page.visibility != 0, errors)


def _value(kind: int, value: str | float, datemode: Literal[0, 1]) -> Value:
    if kind in (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER):
        return value
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    return _moment(float(value), datemode) if kind == xlrd.XL_CELL_DATE else ""


def _moment(value: float, datemode: Literal[0, 1]) -> Value:
    """A date without a time, a time without a date, or both; the number where it is neither."""
    try:
        moment = xlrd.xldate_as_datetime(value, datemode)
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return value
    if value < 1:
        return moment.time()
    return moment if value % 1 else moment.date()
