"""Kesehatan ibu dan anak: the tables of births and deaths that Dinkes prints each year."""

from tabel import admission, counts_of, harmonised_of, write_book

SEX = ["LAKI-LAKI", "", "", "PEREMPUAN", "", "", "LAKI-LAKI + PEREMPUAN", "", ""]
BIRTHS = [
    ["NO", "KECAMATAN", "NAMA PUSKESMAS", "JUMLAH KELAHIRAN", *[""] * 8],
    ["", "", "", *SEX],
    ["", "", "", *["HIDUP", "MATI", "HIDUP + MATI"] * 3],
    ["1", "2", "3", "4", "5", "6=4+5", "7", "8", "9=7+8", "10", "11", "12=10+11"],
]
DEATHS = [
    ["NO", "KECAMATAN", "PUSKESMAS", "JUMLAH KEMATIAN", *[""] * 11],
    ["", "", "", "LAKI - LAKI", "", "", "", "PEREMPUAN", "", "", "", "LAKI - LAKI + PEREMPUAN"],
    ["", "", "", *["NEONATAL", "BALITA", "", ""] * 3],
    ["", "", "", *["", "BAYI", "ANAK BALITA", "JUMLAH TOTAL"] * 3],
]
CURUG_BIRTHS = [1, "Curug", "Curug", 300, 2, 302, 280, 1, 281, 580, 3, 583]


def births(tmp_path, *rows):
    return admission(write_book(tmp_path / "a.xlsx", [*BIRTHS, *rows]), "kesehatan_ibu_anak")


def test_births_stand_below_their_sex(tmp_path):
    found = births(tmp_path, CURUG_BIRTHS)
    assert found.findings == []
    assert counts_of(found) == {
        ("lahir_hidup", "36.73.04", "2025", "L"): 300,
        ("lahir_hidup", "36.73.04", "2025", "P"): 280,
        ("lahir_hidup", "36.73.04", "2025", "L+P"): 580,
        ("lahir_mati", "36.73.04", "2025", "L"): 2,
        ("lahir_mati", "36.73.04", "2025", "P"): 1,
        ("lahir_mati", "36.73.04", "2025", "L+P"): 3,
    }


def test_the_rates_below_the_total_row_are_no_counts(tmp_path):
    total = ["JUMLAH (KAB/KOTA)", "", "", *CURUG_BIRTHS[3:]]
    rate = ["ANGKA LAHIR MATI PER 1.000 KELAHIRAN (DILAPORKAN)", "", "", "", 6.6, "", "", 3.6]
    found = births(tmp_path, CURUG_BIRTHS, total, rate)
    assert (found.findings, found.tally["baris jumlah"], found.admitted.height) == ([], 6, 6)


def test_deaths_stand_under_headings_merged_downwards(tmp_path):
    row = [1, "Curug", "Curug", 3, 4, 1, 5, 2, 2, 0, 2, 5, 6, 1, 7]
    path = write_book(tmp_path / "a.xlsx", [*DEATHS, row])
    found = admission(path, "kesehatan_ibu_anak")
    assert found.findings == []
    assert counts_of(found) == {
        (ukuran, "36.73.04", "2025", sex): number
        for ukuran, numbers in {
            "kematian_neonatal": (3, 2, 5), "kematian_bayi": (4, 2, 6),
            "kematian_anak_balita": (1, 0, 1), "kematian_balita": (5, 2, 7),
        }.items()
        for sex, number in zip(("L", "P", "L+P"), numbers, strict=True)
    }  # fmt: skip


def test_sex_does_not_apply_to_mothers(tmp_path):
    head = ["kode_kabupaten_kota", "nama_kabupaten_kota", "jumlah_ibu_bersalin",
            "jumlah_ibu_hamil", "satuan", "tahun"]  # fmt: skip
    rows = [["32.79", "KOTA BANJAR", 2817, 2951, "ORANG", 2023]]
    path = write_book(tmp_path / "a.xlsx", [head, *rows])
    assert counts_of(admission(path, "kesehatan_ibu_anak", year="")) == {
        ("ibu_bersalin", "32.79", "2023", "TB"): 2817,
        ("ibu_hamil", "32.79", "2023", "TB"): 2951,
    }


def test_deliveries_in_a_facility_and_deaths_of_a_quarter(tmp_path):
    head = [
        ["Kecamatan", "Tahun", "TW", "Ibu bersalin/nifas", "", "", "Kematian ibu"],
        ["", "", "", "Jumlah", "Persalinan di fasyankes", "", ""],
        ["", "", "", "", "Jumlah", "%", ""],
    ]
    rows = [["Curug", 2025, "II", 200, 196, 98, "-"]]
    found = admission(write_book(tmp_path / "a.xlsx", [*head, *rows]), "kesehatan_ibu_anak", "")
    assert counts_of(found) == {
        ("ibu_bersalin", "36.73.04", "2025-T2", "TB"): 200,
        ("ibu_bersalin_di_faskes", "36.73.04", "2025-T2", "TB"): 196,
        ("kematian_ibu", "36.73.04", "2025-T2", "TB"): 0,
    }


def test_rows_per_sex(tmp_path):
    head = ["Kecamatan", "Jenis Kelamin", "Lahir Hidup", "Kematian Bayi"]
    rows = [["Curug", "Laki-laki", 300, 4], ["Curug", "Perempuan", 280, 2]]
    path = write_book(tmp_path / "a.xlsx", [head, *rows])
    found = counts_of(admission(path, "kesehatan_ibu_anak"))
    assert found["lahir_hidup", "36.73.04", "2025", "P"] == 280
    assert found["kematian_bayi", "36.73.04", "2025", "L"] == 4


def test_two_puskesmas_of_one_kecamatan_are_not_the_same_number_twice(tmp_path):
    second = [2, "", "Sukalaksana", *CURUG_BIRTHS[3:]]
    found = births(tmp_path, CURUG_BIRTHS, second)
    assert found.findings == []
    live = harmonised_of(found).filter(ukuran="lahir_hidup", jenis_kelamin="L+P")
    assert sorted(live.select("satuan_unit", "jumlah").iter_rows()) == [
        ("Curug", 580), ("Sukalaksana", 580),
    ]  # fmt: skip


def test_an_unknown_kecamatan_takes_its_puskesmas_with_it_and_no_other(tmp_path):
    lost = [2, "Serang Baru", "Kilasah", *CURUG_BIRTHS[3:]]
    found = births(tmp_path, CURUG_BIRTHS, lost)
    assert {(f.aturan, f.nilai) for f in found.findings} == {("R4", "Serang Baru")}
    assert (found.admitted.height, found.returned.height) == (6, 6)


def test_a_semester_is_no_period_of_this_form(tmp_path):
    head = ["Kecamatan", "Semester", "Kematian ibu"]
    path = write_book(tmp_path / "a.xlsx", [head, ["Curug", "I", 1]])
    found = admission(path, "kesehatan_ibu_anak")
    assert [(f.aturan, f.nilai) for f in found.findings] == [("R11", "semester I 2025")]
