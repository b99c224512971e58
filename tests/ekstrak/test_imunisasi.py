"""Imunisasi: tables of the yearly health profile, recaps per puskesmas, and files of portals."""

import polars as pl
import pytest
from tabel import admission, counts_of, harmonised_of, holes_of, write_book

from pipelines.receive_setoran import receive

# Four rows of headings; "Jumlah bayi" is merged over three of them, the sexes of it downwards.
PROFILE = [
    ["NO", "KECAMATAN", "PUSKESMAS", "JUMLAH BAYI (SURVIVING INFANT)", "", "",
     "BAYI DIIMUNISASI", *[""] * 11],
    ["", "", "", "L", "P", "L+P", "BCG", *[""] * 5, "CAMPAK/MR", *[""] * 5],
    ["", "", "", "", "", "", *["L", "", "P", "", "L+P", ""] * 2],
    ["", "", "", "", "", "", *["JUMLAH", "%"] * 6],
    ["1", "2", "3", *map(str, range(4, 19))],
]  # fmt: skip
BCG, MR = [90, 90, 80, 100, 170, 94.4], [95, 95, 78, 97.5, 173, 96.1]
CURUG = [1, "Curug", "Curug", 100, 80, 180, *BCG, *MR]
BESIDE = [2, "", "Sukalaksana", 50, 40, 90, 45, 90, 36, 90, 81, 90, 44, 88, 39, 97.5, 83, 92.2]


def profile(tmp_path, *rows):
    return admission(write_book(tmp_path / "a.xlsx", [*PROFILE, *rows]), "imunisasi")


def test_a_table_of_the_profile_is_read_through_its_four_rows_of_headings(tmp_path):
    found = counts_of(profile(tmp_path, CURUG))
    assert found == {
        (ukuran, "36.73.04", "2025", sex): number
        for ukuran, numbers in {
            "bayi_sasaran_imunisasi": (100, 80, 180),
            "imunisasi_bcg": (90, 80, 170),
            "imunisasi_campak_mr": (95, 78, 173),
        }.items()
        for sex, number in zip(("L", "P", "L+P"), numbers, strict=True)
    }


def test_percent_columns_are_passed_over_without_a_word(tmp_path):
    assert profile(tmp_path, CURUG).findings == []


def test_a_kecamatan_merged_over_two_puskesmas_speaks_for_both(tmp_path):
    rows = harmonised_of(profile(tmp_path, CURUG, BESIDE)).filter(
        ukuran="imunisasi_bcg", jenis_kelamin="L"
    )
    assert set(rows.select("kode_wilayah", "satuan_unit", "jumlah").iter_rows()) == {
        ("36.73.04", "Curug", 90), ("36.73.04", "Sukalaksana", 45),
    }  # fmt: skip


def test_a_wrong_total_of_one_puskesmas_leaves_the_other_alone(tmp_path):
    wrong = [*CURUG[:10], 171, *CURUG[11:]]
    found = profile(tmp_path, wrong, BESIDE)
    assert [(f.aturan, f.sel, f.nilai) for f in found.findings] == [("R1", "K6", "171")]
    returned = found.returned.select("puskesmas", "ukuran").unique().rows()
    assert returned == [("Curug", "imunisasi_bcg")]


def test_a_blank_number_of_a_puskesmas_is_missing_and_not_zero(tmp_path):
    blank = [*CURUG[:8], "", *CURUG[9:]]
    found = profile(tmp_path, blank, BESIDE)
    assert [(f.aturan, f.tingkat, f.sel) for f in found.findings] == [("R8K", "peringatan", "I6")]
    assert holes_of(found) == {"36.73.04"}
    assert ("imunisasi_bcg", "36.73.04", "2025", "P") in counts_of(found)  # of Sukalaksana


def test_the_total_row_of_the_form_is_checked(tmp_path):
    sums = [a + b for a, b in zip(CURUG[3:], BESIDE[3:], strict=True)]
    right = profile(tmp_path, CURUG, BESIDE, ["JUMLAH (KAB/KOTA)", "", "", *sums])
    assert (right.findings, right.tally["baris jumlah"]) == ([], 9)
    wrong = profile(tmp_path, CURUG, BESIDE, ["JUMLAH (KAB/KOTA)", "", "", 151, *sums[1:]])
    assert [(f.aturan, f.sel, f.nilai) for f in wrong.findings] == [("R2", "D8", "151")]


def test_a_recap_with_puskesmas_only_counts_for_the_home_region(tmp_path):
    rows = [["Puskesmas", "IDL L", "IDL P"], ["Curug", 30, 28], ["Singandaru", 41, 44]]
    found = admission(write_book(tmp_path / "a.xlsx", rows), "imunisasi")
    assert counts_of(found, by="satuan_unit") == {
        ("imunisasi_dasar_lengkap", "Curug", "2025", "L"): 30,
        ("imunisasi_dasar_lengkap", "Curug", "2025", "P"): 28,
        ("imunisasi_dasar_lengkap", "Singandaru", "2025", "L"): 41,
        ("imunisasi_dasar_lengkap", "Singandaru", "2025", "P"): 44,
    }
    assert set(harmonised_of(found)["kode_wilayah"]) == {"36.73"}


def test_rows_per_sex_and_month(tmp_path):
    head = ["Kecamatan", "Bulan", "JK", "BCG", "Campak/MR"]
    rows = [["Curug", "Maret", "L", 8, 7], ["Curug", "Maret", "P", 9, 6]]
    found = counts_of(admission(write_book(tmp_path / "a.xlsx", [head, *rows]), "imunisasi"))
    assert found["imunisasi_bcg", "36.73.04", "2025-03", "P"] == 9
    assert found["imunisasi_campak_mr", "36.73.04", "2025-03", "L"] == 7


def test_antigens_without_sexes_are_counted_for_both(tmp_path):
    head = ["kode_kabupaten_kota", "nama_kabupaten_kota", "jumlah_bayi_bcg", "jumlah_bayi_polio",
            "satuan", "tahun"]  # fmt: skip
    rows = [["32.01", "KABUPATEN BOGOR", 111270, 107245, "ORANG", 2016]]
    path = write_book(tmp_path / "a.xlsx", [head, *rows])
    assert counts_of(admission(path, "imunisasi", year="")) == {
        ("imunisasi_bcg", "32.01", "2016", "L+P"): 111270,
        ("imunisasi_polio", "32.01", "2016", "L+P"): 107245,
    }


PORTAL = [
    ["kode_kabupaten_kota", "nama_kabupaten_kota", "jenis_kelamin", "jumlah_bayi", "tahun"],
    ["32.01", "KABUPATEN BOGOR", "LAKI-LAKI", 49743, 2017],
    ["32.01", "KABUPATEN BOGOR", "PEREMPUAN", 48337, 2017],
]


def test_a_file_of_one_kind_says_which_in_its_name(tmp_path):
    path = write_book(tmp_path / "jml_bayi_mendapat_imunisasi_dasar_lengkap.xlsx", PORTAL)
    assert counts_of(admission(path, "imunisasi", year="")) == {
        ("imunisasi_dasar_lengkap", "32.01", "2017", "L"): 49743,
        ("imunisasi_dasar_lengkap", "32.01", "2017", "P"): 48337,
    }


def test_a_file_that_says_no_kind_is_refused_instead_of_guessed(tmp_path):
    found = admission(write_book(tmp_path / "bayi.xlsx", PORTAL), "imunisasi", year="")
    assert [(f.aturan, f.fakta["isian"]) for f in found.findings] == [("B12", "“Ukuran”")]
    assert found.cells_read == 0


def test_girls_under_an_unknown_heading_are_never_read_as_both(tmp_path):
    rows = [["Kecamatan", "BCG", ""], ["", "L", "Pr."], ["Curug", 30, 28]]
    found = admission(write_book(tmp_path / "a.xlsx", rows), "imunisasi")
    assert [(f.aturan, f.lembar, f.sel) for f in found.findings] == [("B8", "Data", "2:2")]


@pytest.mark.parametrize("folder", ["imunisasi", "asal"])
def test_health_of_babies_is_taken_for_imunisasi_by_its_headings(tmp_path, folder):
    (tmp_path / folder / "2025").mkdir(parents=True)
    write_book(tmp_path / folder / "2025" / "cakupan.xlsx", [*PROFILE, CURUG])
    sent = receive(tmp_path, "36.73").deliveries["imunisasi"]
    assert len(sent) == 1


def test_what_is_kept_states_its_class():
    measures = pl.read_csv("data/referensi/ukuran/kesehatan.csv").filter(sumber="imunisasi")
    assert set(measures["kelas"]) == {"terbatas"}
