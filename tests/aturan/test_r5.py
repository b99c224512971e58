"""R5: a published percentage is that of its own numbers, and of no other ones by accident."""

from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from tabel import admission, write_book

JOBS = ["Nama Wilayah", "Terdaftar", "", "", "Ditempatkan", "", "", "Persentase penempatan", "", ""]
SEXES = ["", *["L", "P", "L+P"] * 3]
PEOPLE = ["Kode Wilayah", "Nama Wilayah", "L", "P", "L+P", "Persentase"]


def jobs(path: Path, *shares: object, numbers: tuple = (42_980, 40_000, 27_749, 26_280)) -> Path:
    """Kasemen: those registered and placed, and the three percentages as they were published."""
    men, women, men_placed, women_placed = numbers
    row = ["Kasemen", men, women, men + women, men_placed, women_placed, men_placed + women_placed]
    return write_book(path, [JOBS, SEXES, [*row, *shares]])


def told(path: Path, source: str) -> list[tuple[str, str, str]]:
    found = admission(path, source)
    return [(f.aturan, f.sel, f.nilai) for f in found.findings if f.aturan != "K1"]


# --- a share of another number of the same row


@pytest.mark.parametrize("men", [64.56, 64.6, "64,56", "64.56 %", "64,6%", "-", ""])
def test_the_right_percentage_is_right_however_it_is_written(men, tmp_path):
    """27.749 of 42.980 is 64,56 percent."""
    path = jobs(tmp_path / "a.xlsx", men, 65.7, 65.1)
    assert told(path, "ketenagakerjaan") == ([("R5", "H3", "-")] if men == "-" else [])


def test_the_percentage_of_both_sexes_beside_the_men_is_found_and_named(tmp_path):
    """As Berau published it: boys "27.749 (65,11%)" of 42.980, which is the share of the two."""
    path = jobs(tmp_path / "a.xlsx", "65,11", "65,70", "65,11")
    (finding,) = admission(path, "ketenagakerjaan").findings
    assert (finding.aturan, finding.tingkat, finding.sel) == ("R5", "galat", "H3")
    assert finding.kalimat == (
        "Persentase tertulis “65,11”, padahal 27.749 dari 42.980 adalah 64,56 persen; "
        "yang tertulis itu persentase laki-laki dan perempuan."
    )


def test_the_counts_stay(tmp_path):
    found = admission(jobs(tmp_path / "a.xlsx", 1, 2, 3), "ketenagakerjaan")
    assert (found.admitted.height, found.returned.height) == (6, 0)
    assert [f.aturan for f in found.findings] == ["R5"] * 3


def test_text_that_is_no_percentage_is_none(tmp_path):
    path = jobs(tmp_path / "a.xlsx", "separuh", 65.7, 65.11)
    assert told(path, "ketenagakerjaan") == [("R5", "H3", "separuh")]


def test_of_nobody_there_is_no_share(tmp_path):
    path = jobs(tmp_path / "a.xlsx", 0, "-", "", numbers=(0, 0, 0, 0))
    assert "R5" not in {rule for rule, _, _ in told(path, "ketenagakerjaan")}


def test_a_cell_formatted_as_percent_is_read_as_it_is_shown(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, percent = book.add_worksheet("Data"), book.add_format({"num_format": "0.00%"})
        sheet.write_row(0, 0, JOBS)
        sheet.write_row(1, 0, SEXES)
        sheet.write_row(2, 0, ["Kasemen", 200, 100, 300, 50, 60, 110])
        for column, share in ((7, 0.25), (8, 0.6), (9, 0.3)):
            sheet.write(2, column, share, percent)
    (finding,) = admission(path, "ketenagakerjaan").findings
    assert (finding.aturan, finding.sel, finding.fakta["hitung"]) == ("R5", "J3", "36,67")


# --- a share of the column's total

BIRTHS = [
    ["36.73.01", "Serang", 327, 323, 650, 34.85],
    ["36.73.02", "Kasemen", 406, 346, 752, 40.32],
    ["36.73.03", "Walantaka", 229, 234, 463, 24.83],
]


@pytest.mark.parametrize(
    "total",
    [[], [["Jumlah", "", 962, 903, 1865, 100]], [["36.73", "Kota Serang", 962, 903, 1865, 100]]],
)
def test_the_total_is_the_jumlah_row_or_the_row_of_100_percent_or_the_sum(total, tmp_path):
    """Births of Kota Mojokerto in 2023 by kecamatan: 650, 752 and 463 of 1.865."""
    path = write_book(tmp_path / "a.xlsx", [PEOPLE, *BIRTHS, *total])
    assert "R5" not in {rule for rule, _, _ in told(path, "penduduk")}
    wrong = [[*BIRTHS[0][:5], 38.54], *BIRTHS[1:]]
    path = write_book(tmp_path / "b.xlsx", [PEOPLE, *wrong, *total])
    assert ("R5", "F2", "38.54") in told(path, "penduduk")


def test_a_percentage_of_the_men_alone_is_named(tmp_path):
    share_of_men = round(100 * 327 / 962, 2)
    path = write_book(tmp_path / "a.xlsx", [PEOPLE, [*BIRTHS[0][:5], share_of_men], *BIRTHS[1:]])
    (finding,) = (f for f in admission(path).findings if f.aturan == "R5")
    assert finding.kalimat == (
        "Persentase tertulis “33.99”, padahal 650 dari 1.865 adalah 34,85 persen; "
        "yang tertulis itu persentase laki-laki."
    )


def test_without_a_written_total_the_sexes_are_added_up(tmp_path):
    grid = [[*row[:4], row[5]] for row in BIRTHS]
    head = [title for title in PEOPLE if title != "L+P"]
    assert told(write_book(tmp_path / "a.xlsx", [head, *grid]), "penduduk") == []
    grid[0][-1] = 36
    path = write_book(tmp_path / "b.xlsx", [head, *grid])
    assert told(path, "penduduk") == [("R5", "E2", "36")]


def test_a_column_of_shares_is_known_and_not_reported_as_unread(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [PEOPLE, *BIRTHS])
    assert admission(path).findings == []


def test_a_sheet_without_percentages_has_none_to_check(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [PEOPLE[:5], *(row[:5] for row in BIRTHS)])
    assert admission(path).findings == []


@given(st.lists(st.integers(1, 9_999), min_size=4, max_size=4), st.integers(-300, 300))
def test_it_is_told_exactly_when_it_is_off_by_more_than_five_hundredths(
    tmp_path_factory, numbers, off
):
    true = 100 * numbers[2] / numbers[0]
    path = jobs(
        tmp_path_factory.mktemp("r5") / "a.xlsx", true + off / 1000, "", "", numbers=numbers
    )
    assert (("R5", "H3") in {(r, s) for r, s, _ in told(path, "ketenagakerjaan")}) == (
        abs(off) > 50
    )
