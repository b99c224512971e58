"""Opening files that agencies really published: as many cells as an independent reader finds."""

import csv
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from pipelines.read_setoran import Setoran, error_cells, percent_cells, uncalculated_cells
from pipelines.read_text import decode

REAL = Path(__file__).parents[3] / "shared" / "real"
BOOKS = sorted(REAL.rglob("*.xlsx"))
TEXTS = sorted(REAL.rglob("*.csv"))
OLD_BOOKS = sorted(REAL.rglob("*.xls"))


def name(path: Path) -> str:
    return path.relative_to(REAL).as_posix()


pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real files are not here: no folder shared/real beside the repo"
)


@pytest.mark.parametrize("path", BOOKS, ids=name)
def test_a_workbook_has_the_cells_that_openpyxl_finds(path):
    setoran = Setoran(path, path.name)
    book = openpyxl.load_workbook(path, data_only=True)
    typed = openpyxl.load_workbook(path)
    assert [sheet.name for sheet in setoran.sheets()] == book.sheetnames
    for sheet in setoran.sheets():
        page = [cell for row in book[sheet.name].iter_rows() for cell in row]
        errors = {cell.coordinate: cell.value for cell in page if cell.data_type == "e"}
        filled = {c.coordinate for c in page if c.value not in (None, "")} - set(errors)
        found = {
            f"{openpyxl.utils.get_column_letter(column)}{row}"
            for row, line in enumerate(sheet.rows, start=1)
            for column, cell in enumerate(line, start=1)
            if cell != ""
        }
        assert found == filled
        assert error_cells(setoran, sheet.name) == errors
        formulas = {
            cell.coordinate
            for row in typed[sheet.name].iter_rows() for cell in row if cell.data_type == "f"
        }  # fmt: skip
        assert uncalculated_cells(setoran, sheet.name) == formulas - filled - set(errors)
        percent = {cell.coordinate for cell in page if "%" in (cell.number_format or "")}
        assert percent_cells(setoran, sheet.name) == percent


@pytest.mark.parametrize("path", OLD_BOOKS, ids=name)
def test_an_old_workbook_has_the_cells_that_calamine_finds(path):
    with CalamineWorkbook.from_path(path) as book:
        wanted = [
            book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in book.sheet_names
        ]
    for sheet, page in zip(Setoran(path, path.name).sheets(), wanted, strict=True):
        width = max(map(len, page), default=0)
        assert [[*row, *[""] * (width - len(row))] for row in sheet.rows] == page


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_a_text_has_the_cells_that_the_csv_module_finds(path):
    (sheet,) = Setoran(path, path.name).sheets()
    lines = decode(path.read_bytes()).splitlines()
    counts = {separator: sum(line.count(separator) for line in lines) for separator in ";,\t|"}
    separator = max(counts, key=lambda mark: counts[mark])
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert sheet.rows == list(csv.reader(file, delimiter=separator))
