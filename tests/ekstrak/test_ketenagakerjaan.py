"""Ketenagakerjaan as Disnaker sends it: quarters of three measures, side by side or one below."""

from tabel import admission, counts_of, write_book

TITLES = ["Pencari kerja terdaftar", "", "", "Ditempatkan", "", ""]
HEAD = [["Kecamatan", "Tahun", "TW", *TITLES], ["", "", "", "L", "P", "L+P", "L", "P", "Jumlah"]]
LONG = ["Nama Kecamatan", "JK", "Pencaker Terdaftar", "Penempatan"]


def test_two_measures_of_a_quarter_are_told_apart(tmp_path):
    rows = [["Curug", 2025, "III", 10, 20, 30, 1, 2, 3]]
    found = admission(write_book(tmp_path / "a.xlsx", [*HEAD, *rows]), "ketenagakerjaan", year="")
    assert counts_of(found) == {
        ("pencari_kerja_terdaftar", "36.73.04", "2025-T3", "L"): 10,
        ("pencari_kerja_terdaftar", "36.73.04", "2025-T3", "P"): 20,
        ("pencari_kerja_terdaftar", "36.73.04", "2025-T3", "L+P"): 30,
        ("pencari_kerja_ditempatkan", "36.73.04", "2025-T3", "L"): 1,
        ("pencari_kerja_ditempatkan", "36.73.04", "2025-T3", "P"): 2,
        ("pencari_kerja_ditempatkan", "36.73.04", "2025-T3", "L+P"): 3,
    }


def test_the_same_with_one_row_per_sex(tmp_path):
    rows = [["Kec. Curug", "L", 10, 1], ["Kec. Curug", "P", 20, "-"]]
    found = admission(write_book(tmp_path / "a.xlsx", [LONG, *rows]), "ketenagakerjaan")
    assert counts_of(found) == {
        ("pencari_kerja_terdaftar", "36.73.04", "2025", "L"): 10,
        ("pencari_kerja_terdaftar", "36.73.04", "2025", "P"): 20,
        ("pencari_kerja_ditempatkan", "36.73.04", "2025", "L"): 1,
        ("pencari_kerja_ditempatkan", "36.73.04", "2025", "P"): 0,
    }


def test_a_measure_whose_total_is_wrong_takes_no_other_with_it(tmp_path):
    rows = [["Curug", 2025, "III", 10, 20, 30, 1, 2, 13]]
    found = admission(write_book(tmp_path / "a.xlsx", [*HEAD, *rows]), "ketenagakerjaan", year="")
    assert {key[0] for key in counts_of(found)} == {"pencari_kerja_terdaftar"}
    assert [(f.aturan, f.sel) for f in found.findings] == [("R1", "I3")]
