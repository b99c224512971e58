"""Write text, CSV and workbooks whose bytes depend on nothing but what they hold."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

INVENTED = "Data rekaan untuk contoh, bukan data resmi"


def write_text(path: Path, text: str) -> None:
    """Text as UTF-8 with LF line ends, its folder made first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))


def write_csv(path: Path, rows: Iterable[Sequence[object]], delimiter: str = ";") -> None:
    """Rows as UTF-8 with LF line ends, its folder made first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)


def new_workbook(path: Path) -> xlsxwriter.Workbook:
    """A workbook whose bytes do not depend on when it is written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook = xlsxwriter.Workbook(path)
    workbook.set_properties({"created": datetime(2026, 1, 5)})
    return workbook


def write_sheet(path: Path, rows: Iterable[Sequence[object]], name: str = "Data") -> None:
    """A workbook of one sheet; a tuple of (text, width) in a row is merged over its width."""
    with new_workbook(path) as workbook:
        sheet = workbook.add_worksheet(name)
        style = workbook.add_format({"bold": True, "border": 1, "align": "center"})
        for number, row in enumerate(rows):
            column = 0
            for cell in row:
                text, width = cell if isinstance(cell, tuple) else (cell, 1)
                if width > 1:
                    sheet.merge_range(number, column, number, column + width - 1, text, style)
                else:
                    sheet.write(number, column, text)
                column += width
