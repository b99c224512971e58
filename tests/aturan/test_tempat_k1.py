"""Findings stand where the agency looks for them: regions at their name or code, K1 once a file."""

import pytest
from tabel import admission, write_book

HEAD = ["No.", "Kode Wilayah", "Nama Wilayah", "L", "P", "Keterangan"]
GOOD = [1, "36.73.01", "Serang", 10, 20, "sementara"]


def told(path, source: str = "penduduk") -> list[tuple[str, str, str]]:
    return [(f.aturan, f.sel, f.nilai) for f in admission(path, source).findings]


# --- R4


@pytest.mark.parametrize(
    ("code", "name", "finding"),
    [
        ("36.73.99", "Serang", ("R4", "B3", "36.73.99")),
        ("36.73.02", "Curug", ("R4N", "C3", "Curug")),
        ("3673", "Kota Serang", ("R4K", "B3", "3673")),
    ],
)
def test_an_unclear_region_is_told_once_at_the_cell_that_names_it(code, name, finding, tmp_path):
    path = write_book(tmp_path / "a.xlsx", [HEAD, GOOD, [2, code, name, 1, 2, ""]])
    assert told(path) == [finding]


def test_without_a_code_it_is_told_at_the_name(tmp_path):
    rows = [["Nama Wilayah", "Terdaftar L", "Terdaftar P"], ["Serang", 1, 2], ["Antah", 3, 4]]
    path = write_book(tmp_path / "a.xlsx", rows, at=(4, 2))
    assert told(path, "ketenagakerjaan") == [("R4", "C7", "Antah")]


def test_of_a_path_of_names_it_is_told_at_the_one_that_is_unclear(tmp_path):
    head = ["NPSN", "Nama Sekolah", "Kota Kabupaten", "Kecamatan", "Jenjang",
            "Murid L", "Murid P", "Guru L", "Guru P", "Tendik L", "Tendik P"]  # fmt: skip
    school = ["12345678", "SD Rekaan", "Kota Serank", "Kec. Curug", "SD", 1, 2, 3, 4, 5, 6]
    path = write_book(tmp_path / "a.xlsx", [head, school])
    assert {(rule, cell) for rule, cell, _ in told(path, "peserta_didik")} == {("R4", "C2")}


# --- K1


def test_numbering_and_remarks_and_empty_columns_are_nobodys_loss(tmp_path):
    head = [*HEAD, "Agama", ""]
    path = write_book(tmp_path / "a.xlsx", [head, [*GOOD, "", " "]])
    assert told(path) == []


def test_a_filled_column_that_nothing_reads_is_told_once_for_all_sheets(tmp_path):
    first = [[*HEAD, "Agama"], [*GOOD, "Islam"]]
    second = [[*HEAD, "Agama", "Catatan"], [1, "36.73.02", "Kasemen", 3, 4, "", "Islam", "x"]]
    path = write_book(tmp_path / "a.xlsx", first, second)
    (finding,) = admission(path).findings
    assert (finding.aturan, finding.lembar) == ("K1", "Data")
    assert "“agama”, “catatan”" in finding.kalimat
