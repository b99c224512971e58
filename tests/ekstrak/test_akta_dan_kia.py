"""Akta dan KIA as Disdukcapil sends it: holders by sex, certificates by month, events by name."""

import pytest
from tabel import admission, counts_of, holes_of, write_book

from pipelines.receive_setoran import receive

HEAD = [
    ["Kecamatan", "Anak usia 0-17 tahun", "", "", "Anak memiliki akta kelahiran", ""],
    ["", "L", "P", "Jumlah", "Laki-laki", "Perempuan"],
]
CURUG = ["Kec. Curug", 100, 90, 190, 97, 88]


def take(path, **more):
    return admission(path, "akta_dan_kia", **more)


def test_children_and_those_with_a_certificate_stand_side_by_side(tmp_path):
    found = take(write_book(tmp_path / "a.xlsx", [*HEAD, CURUG]))
    assert counts_of(found) == {
        ("anak_0_17", "36.73.04", "2025", "L"): 100,
        ("anak_0_17", "36.73.04", "2025", "P"): 90,
        ("anak_0_17", "36.73.04", "2025", "L+P"): 190,
        ("anak_berakta", "36.73.04", "2025", "L"): 97,
        ("anak_berakta", "36.73.04", "2025", "P"): 88,
    }


def test_the_same_with_one_row_per_sex_and_semester(tmp_path):
    head = ["Kecamatan", "Tahun", "Semester", "JK", "Wajib KTP", "Perekaman KTP-el", "Pemilik KIA"]
    rows = [["Curug", 2025, 1, "L", 50, 49, 7], ["Curug", 2025, 1, "P", 51, "-", 8]]
    found = take(write_book(tmp_path / "a.xlsx", [head, *rows]), year="")
    assert counts_of(found) == {
        ("wajib_ktp", "36.73.04", "2025-S1", "L"): 50,
        ("wajib_ktp", "36.73.04", "2025-S1", "P"): 51,
        ("rekam_ktp", "36.73.04", "2025-S1", "L"): 49,
        ("rekam_ktp", "36.73.04", "2025-S1", "P"): 0,
        ("pemilik_kia", "36.73.04", "2025-S1", "L"): 7,
        ("pemilik_kia", "36.73.04", "2025-S1", "P"): 8,
    }


def test_a_wrong_sum_of_one_measure_takes_no_other_with_it(tmp_path):
    found = take(write_book(tmp_path / "a.xlsx", [*HEAD, [*CURUG[:3], 109, 97, 88]]))
    assert [(f.aturan, f.sel) for f in found.findings] == [("R1", "D3")]
    assert {key[0] for key in counts_of(found)} == {"anak_berakta"}


def test_one_sex_without_the_other_goes_back(tmp_path):
    head = ["Kecamatan", "Memiliki KIA L", "Memiliki KIA P"]
    found = take(write_book(tmp_path / "a.xlsx", [head, ["Curug", 7, ""]]))
    assert [(f.aturan, f.sel) for f in found.findings] == [("R8", "B2"), ("R8K", "C2")]
    assert holes_of(found) == {"36.73.04"}


# --- certificates by month: no region and no sex in the table

MONTHS = [
    ["Bulan", "Kelahiran Umum", "Kelahiran Dispensasi ", "Perkawinan", "Perceraian", "Kematian"],
    ["Januari", 352, 52, 3, "-", 96],
    ["Pebruari", 377, 41, 5, 2, 92],
    ["Jumlah/Total", 729, 93, 8, 2, 188],
]


def test_certificates_of_a_month_are_those_of_the_home_region(tmp_path):
    found = take(write_book(tmp_path / "a.xlsx", MONTHS))
    assert [f.aturan for f in found.findings] == ["R8N"]
    assert counts_of(found) == {
        ("akta_perkawinan_terbit", "36.73", "2025-01", "TB"): 3,
        ("akta_perkawinan_terbit", "36.73", "2025-02", "TB"): 5,
        ("akta_perceraian_terbit", "36.73", "2025-01", "TB"): 0,
        ("akta_perceraian_terbit", "36.73", "2025-02", "TB"): 2,
        ("akta_kematian_terbit", "36.73", "2025-01", "TB"): 96,
        ("akta_kematian_terbit", "36.73", "2025-02", "TB"): 92,
    }


@pytest.mark.parametrize(("report", "numbers"), [("umum", [352, 377]), ("terlambat", [52, 41])])
def test_births_reported_late_are_a_part_of_the_birth_certificates(report, numbers, tmp_path):
    found = take(write_book(tmp_path / "a.xlsx", MONTHS))
    part = counts_of(found, rincian=f"pelaporan={report}")
    assert part == {
        ("akta_kelahiran_terbit", "36.73", f"2025-{month:02}", "TB"): number
        for month, number in enumerate(numbers, start=1)
    }


def test_the_total_row_of_months_is_a_check_and_no_month(tmp_path):
    assert take(write_book(tmp_path / "a.xlsx", MONTHS)).tally["baris jumlah"] == 5
    wrong = [*MONTHS[:-1], ["Jumlah/Total", 729, 93, 9, 2, 188]]
    found = take(write_book(tmp_path / "b.xlsx", wrong))
    assert [(f.aturan, f.sel) for f in found.findings if f.tingkat == "galat"] == [("R2", "D4")]
    assert "akta_perkawinan_terbit" not in {key[0] for key in counts_of(found)}


# --- events: what is counted stands in the title or the file's name only

EVENTS = [
    ["Kelurahan", "Laki-laki", "Perempuan", "Jumlah", "Persentase"],
    ["Kecamatan Curug", 32, 30, 62, 100],
    ["Curug", 17, 18, 35, 56.5],
    ["Kota Serang", 32, 30, 62, 100],
]


@pytest.mark.parametrize(
    ("name", "measure"),
    [("Jumlah Kelahiran menurut Kelurahan 2025", "kelahiran_tercatat"),
     ("Jumlah Kematian menurut Kelurahan 2025", "kematian_tercatat"),
     ("Jumlah Penduduk datang menurut Kelurahan 2025", "penduduk_datang"),
     ("Banyaknya penduduk keluar menurut Kelurahan 2025", "penduduk_keluar")],
)  # fmt: skip
def test_the_name_of_the_file_says_which_event_is_counted(name, measure, tmp_path):
    found = take(write_book(tmp_path / f"{name}.xlsx", EVENTS))
    assert found.findings == []
    women = {key[:2]: n for key, n in counts_of(found).items() if key[3] == "P"}
    assert women == {
        (measure, "36.73"): 30, (measure, "36.73.04"): 30, (measure, "36.73.04.1001"): 18,
    }  # fmt: skip


def test_a_title_above_the_table_says_it_as_well(tmp_path):
    grid = [["JUMLAH PENDUDUK DATANG TAHUN 2025"], *EVENTS]
    assert {key[0] for key in counts_of(take(write_book(tmp_path / "a.xlsx", grid)))} == {
        "penduduk_datang"
    }


def test_an_event_that_nobody_names_is_asked_for(tmp_path):
    found = take(write_book(tmp_path / "a.xlsx", EVENTS))
    assert [f.aturan for f in found.findings] == ["B12"]
    assert "“Ukuran”" in found.findings[0].kalimat


@pytest.mark.parametrize("name", ["kematian ibu", "kelahiran hidup", "Kematian bayi"])
def test_deaths_of_mothers_and_infants_are_other_tables(name, tmp_path):
    found = take(write_book(tmp_path / f"Jumlah {name} menurut Kelurahan.xlsx", EVENTS))
    assert (found.cells_read, [f.aturan for f in found.findings]) == (0, ["B12"])


# --- the screen for persons' health


def test_counts_of_certificates_are_no_data_on_health(tmp_path):
    write_book(tmp_path / "setoran.xlsx", [*HEAD, CURUG])
    reception = receive(tmp_path, "36.73")
    assert reception.refused == []
    assert len(reception.deliveries["akta_dan_kia"]) == 1


def test_births_without_a_folder_of_their_own_stay_outside(tmp_path):
    write_book(tmp_path / "Jumlah Kelahiran menurut Kelurahan.xlsx", EVENTS)
    assert [f.aturan for f in receive(tmp_path, "36.73").refused] == ["B10"]
