"""R8E and R8F: a formula that failed or was never calculated is no number, and no zero either."""

import openpyxl
import pytest
from tabel import admission, counts_of, holes_of, write_book

HEAD = ["Nama Wilayah", "Terdaftar L", "Terdaftar P"]
CURUG, KASEMEN = "36.73.04", "36.73.02"


def sent(tmp_path, cell: str):
    """A form of two kecamatan; the women of the first are `cell`, as a spreadsheet keeps it."""
    path = write_book(tmp_path / "a.xlsx", [HEAD, ["Curug", 10, 20], ["Kasemen", 30, 40]])
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["C2"] = cell
    book.save(path)  # without the result of a formula
    return admission(path, "ketenagakerjaan")


@pytest.mark.parametrize(
    ("cell", "rule", "text"),
    [("#REF!", "R8E", "#REF!"), ("#DIV/0!", "R8E", "#DIV/0!"), ("#N/A", "R8E", "#N/A"),
     ("=B2*2", "R8F", "")],
)  # fmt: skip
def test_the_cell_is_told_and_its_pair_goes_back_and_no_other(tmp_path, cell, rule, text):
    found = sent(tmp_path, cell)
    assert [(f.aturan, f.tingkat, f.sel, f.nilai) for f in found.findings] == [
        (rule, "galat", "C2", text)
    ]
    measure = "pencari_kerja_terdaftar"
    assert counts_of(found) == {
        (measure, KASEMEN, "2025", "L"): 30, (measure, KASEMEN, "2025", "P"): 40,
    }  # fmt: skip
    assert holes_of(found) == {CURUG}
