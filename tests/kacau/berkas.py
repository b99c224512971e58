"""Write a table as the files agencies send: workbooks and CSVs, cells exactly as they are."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter
from formulir import Mark, Table

FORMULA, ERROR = "rumus", "galat"


def plain(cell: object) -> object:
    return cell.value if isinstance(cell, Mark) else cell


def write_workbook(path: Path, tables: Sequence[Table], hidden: Sequence[int] = ()) -> None:
    """One sheet per table; hidden ones are there but not shown."""
    path.parent.mkdir(parents=True, exist_ok=True)
    options = {"default_date_format": "dd/mm/yyyy", "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        for number, table in enumerate(tables):
            sheet = book.add_worksheet(table.name)
            for area in table.merged:
                sheet.merge_range(*area, "")
            for kind, place in table.hidden:
                (sheet.set_row if kind == "baris" else sheet.set_column)(
                    *([place] if kind == "baris" else [place, place]), None, None, {"hidden": True}
                )
            for line, row in enumerate(table.rows):
                for column, cell in enumerate(row):
                    _write(sheet, line, column, plain(cell))
            if number in hidden:
                sheet.hide()


def _write(sheet, line: int, column: int, cell: object) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, tuple):  # formula and the result that was saved with it
        sheet.write_formula(line, column, cell[0], None, cell[1])
    elif isinstance(cell, str):
        sheet.write_string(line, column, cell[:32_767])
    elif isinstance(cell, bool):
        sheet.write_boolean(line, column, cell)
    elif isinstance(cell, date | datetime | time):
        sheet.write_datetime(line, column, cell)
    else:
        sheet.write_number(line, column, cell)


def csv_text(table: Table, delimiter: str, end: str = "\n") -> str:
    """The table as text; a formula stands there as its result."""
    lines = []
    for row in table.rows:
        cells = [plain(cell) for cell in row]
        line = io.StringIO(newline="")  # with \r\n either kind of break inside a cell is quoted
        csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(
            [cell[1] if isinstance(cell, tuple) else cell for cell in cells]
        )
        lines.append(line.getvalue().removesuffix("\r\n") + end)
    return "".join(lines)
