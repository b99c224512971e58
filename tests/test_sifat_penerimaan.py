"""A property of admission: one bad number sends back its whole sel data, and nothing else."""

import csv
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tabel import admission, write_book

REFERENCE = Path(__file__).parents[1] / "data" / "referensi" / "wilayah" / "36.csv"
NAMES = dict(csv.reader(REFERENCE.read_text(encoding="utf-8").splitlines()))
OF_CURUG = [code for code in NAMES if code.startswith("36.73.04.")]
HEADINGS = {
    "panjang": ["Kode Wilayah", "Nama Wilayah", "Kelompok Umur", "Jenis Kelamin", "Jumlah"],
    "lebar": ["Kode Wilayah", "Nama Wilayah", "Kelompok Umur", "L", "P", "L+P"],
}
CELLS = [(code, band) for code in OF_CURUG[:4] for band in ("0-4", "5-9", "10-14")]


def sheet_of(layout: str, dice: random.Random) -> list[list]:
    """A valid table of twelve sel data in one of the two layouts of penduduk."""
    body = []
    for code, band in CELLS:
        men, women = dice.randint(1, 999), dice.randint(1, 999)
        place = [code, NAMES[code], band]
        wide = [[*place, men, women, men + women]]
        body += wide if layout == "lebar" else [[*place, "L", men], [*place, "P", women]]
    return [HEADINGS[layout], *body]


@st.composite
def spoilt_sheets(draw) -> tuple[list[list], tuple[str, str]]:
    """A valid table with one number spoilt, and the sel data that the number belongs to."""
    sheet = sheet_of(
        draw(st.sampled_from(["panjang", "lebar"])), random.Random(draw(st.integers()))
    )
    row = draw(st.sampled_from(sheet[1:]))
    first = 4 if len(row) == 5 else 3
    column = draw(st.integers(first, len(row) - 1))
    wrong = ["dua puluh", "12,5", "1.5", -row[column], row[column] + 0.5, True, "12 orang", "#REF!"]
    if column < 5:  # a blank total is nobody's fault
        wrong.append("")
    row[column] = draw(st.sampled_from(wrong))
    return sheet, (row[0], row[2])


@given(spoilt_sheets())
def test_one_spoilt_number_sends_back_its_sel_data_and_nothing_else(tmp_path_factory, spoilt):
    sheet, cell = spoilt
    path = write_book(tmp_path_factory.mktemp("setoran") / "penduduk.xlsx", sheet)
    found = admission(path)
    back = set(found.returned.select("kode_wilayah", "umur").iter_rows())
    kept = found.admitted.select("kode_wilayah", "umur")
    assert back == {cell}
    assert set(kept.iter_rows()) == set(CELLS) - {cell}
    numbers_of_a_cell = 3 if "L+P" in sheet[0] else 2
    assert kept.height == (len(CELLS) - 1) * numbers_of_a_cell


@pytest.mark.parametrize("layout", HEADINGS)
def test_a_valid_table_is_admitted_whole(layout, tmp_path):
    found = admission(write_book(tmp_path / "a.xlsx", sheet_of(layout, random.Random(1))))
    assert not found.findings
    assert set(found.admitted.select("kode_wilayah", "umur").iter_rows()) == set(CELLS)
