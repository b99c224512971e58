"""Penduduk as Disdukcapil sends it: with codes, by names alone, by age, by citizenship."""

import pytest
from tabel import admission, counts_of, harmonised_of, holes_of, write_book

MEN_WOMEN = ["Laki-laki", "Perempuan", "Jumlah"]
CURUG = "36.73.04"


def told(found) -> list[tuple[str, str, str]]:
    return [(f.aturan, f.sel, f.nilai) for f in found.findings]


def people(found, **only) -> dict[tuple, int]:
    """Persons by region and sex, of the whole or of what `only` names."""
    counts = counts_of(found, **only)
    return {(key[1], key[3]): n for key, n in counts.items() if key[0] == "penduduk"}


# --- with codes


def test_one_row_per_region_and_sex(tmp_path):
    head = ["Kode Wilayah", "Nama Wilayah", "Jenis Kelamin", "Jumlah Penduduk"]
    rows = [[CURUG, "Curug", "LAKI-LAKI", "31.204"], [CURUG, "Curug", "PEREMPUAN", "30.118"]]
    found = admission(write_book(tmp_path / "a.xlsx", [head, *rows]))
    assert people(found) == {(CURUG, "L"): 31_204, (CURUG, "P"): 30_118}


def test_the_sexes_side_by_side_below_a_merged_heading(tmp_path):
    head = [["Kode", "Kecamatan", "Penduduk", "", ""], ["", "", "L", "P", "L+P"]]
    found = admission(write_book(tmp_path / "a.xlsx", [*head, [CURUG, "Curug", 12, 11, 23]]))
    assert people(found) == {(CURUG, "L"): 12, (CURUG, "P"): 11, (CURUG, "L+P"): 23}


@pytest.mark.parametrize(
    ("year", "semester", "period"),
    [(2025, 1, "2025-S1"), (2025, "II", "2025-S2"), (2025, "Semester II", "2025-S2")],
)
def test_a_dkb_of_a_semester_keeps_its_period(year, semester, period, tmp_path):
    head = ["Kode", "Kecamatan", "Tahun", "Semester", "L", "P"]
    rows = [[CURUG, "Curug", year, semester, 12, 11]]
    found = admission(write_book(tmp_path / "a.xlsx", [head, *rows]), year="")
    assert {key[2] for key in counts_of(found)} == {period}


def test_a_folder_may_state_the_semester(tmp_path):
    path = write_book(
        tmp_path / "a.xlsx", [["Kode", "Kecamatan", "L", "P"], [CURUG, "Curug", 1, 2]]
    )
    assert {key[2] for key in counts_of(admission(path, year="2025-S1"))} == {"2025-S1"}


def test_households_by_kelurahan_have_no_sex_and_the_code_of_the_ministry(tmp_path):
    head = ["id", "bps_kode_desa_kelurahan", "bps_desa_kelurahan", "KODE_KD",
            "kemendagri_nama_desa_kelurahan", "jumlah_kk", "semester", "tahun"]  # fmt: skip
    rows = [
        [1, "3673040001", "CURUG", f"{CURUG}.1001", "CURUG", 812, 1, 2024],
        [2, "3673040001", "CURUG", f"{CURUG}.1001", "CURUG", 834, 2, 2024],
    ]
    found = admission(write_book(tmp_path / "a.xlsx", [head, *rows]), year="")
    assert found.findings == []
    assert counts_of(found) == {
        ("kepala_keluarga", f"{CURUG}.1001", "2024-S1", "TB"): 812,
        ("kepala_keluarga", f"{CURUG}.1001", "2024-S2", "TB"): 834,
    }


# --- by names alone

BY_NAME = [
    ["Kelurahan", *MEN_WOMEN, "Persentase"],
    ["Kecamatan Kasemen", 55, 50, 105, 8.33],
    ["Kasemen", 30, 28, 58, 4.6],
    ["Sawah Luhur", 25, 22, 47, 3.73],
    ["Kecamatan Curug", "1 080", 75, "1 155", 91.67],
    ["Curug", 40, 36, 76, 6.03],
    ["Tinggar", 40, 39, 79, 6.27],
    ["Kota Serang", "1 135", 125, "1 260", 100.0],
]


def test_kelurahan_lie_in_the_kecamatan_named_above_them(tmp_path):
    found = admission(write_book(tmp_path / "a.xlsx", BY_NAME))
    assert found.findings == []
    by_place = {place: n for (place, sex), n in people(found).items() if sex == "P"}
    assert by_place == {
        "36.73": 125, "36.73.02": 50, "36.73.02.1001": 28, "36.73.02.1008": 22,
        "36.73.04": 75, "36.73.04.1001": 36, "36.73.04.1002": 39,
    }  # fmt: skip


def test_a_space_parts_thousands_and_a_dash_is_nobody(tmp_path):
    grid = [BY_NAME[0], ["Kecamatan Curug", "21 575", "-", "21 575", "-"]]
    found = admission(write_book(tmp_path / "a.xlsx", grid))
    assert people(found) == {(CURUG, "L"): 21_575, (CURUG, "P"): 0, (CURUG, "L+P"): 21_575}


def test_a_space_at_the_wrong_place_returns_its_row_alone(tmp_path):
    grid = [*BY_NAME[:2], ["Kasemen", "2 8", 28, 58, 4.6], *BY_NAME[3:]]
    found = admission(write_book(tmp_path / "a.xlsx", grid))
    assert told(found) == [("R7", "B3", "2 8")]
    assert holes_of(found) == {"36.73.02.1001"}


def test_kelurahan_that_exceed_their_kecamatan_go_back_with_it(tmp_path):
    grid = [*BY_NAME[:4], ["Kecamatan Curug", 70, 75, 145], *BY_NAME[5:7]]
    found = admission(write_book(tmp_path / "a.xlsx", grid))
    assert {rule for rule, _, _ in told(found)} - {"R5"} == {"R2W"}
    assert holes_of(found) == {"36.73.04", "36.73.04.1001", "36.73.04.1002"}


def test_a_kelurahan_is_never_looked_for_outside_its_kecamatan(tmp_path):
    grid = [
        *BY_NAME[:2],
        ["Tinggar", 40, 39, 79],
        ["Kecamatan Entah", 9, 9, 18],
        ["Curug", 4, 5, 9],
    ]
    found = admission(write_book(tmp_path / "a.xlsx", grid))
    assert {place for place, _ in people(found)} == {"36.73.02"}
    assert [f.sel for f in found.findings if f.nilai == "Tinggar"] == ["A3"]
    assert {f.nilai for f in found.findings if f.aturan != "R5"} == {
        "Tinggar",
        "Kecamatan Entah",
        "Curug",
    }


def test_a_kelurahan_whose_name_begins_like_a_city_opens_no_region(tmp_path):
    grid = [BY_NAME[0], ["Kecamatan Serang", 50, 50, 100], ["Kota Baru", 9, 8, 17],
            ["Sukawana", 7, 7, 14]]  # fmt: skip
    found = admission(write_book(tmp_path / "a.xlsx", grid))
    assert found.findings == []
    assert [place for place, sex in people(found) if sex == "L"][1:] == [
        "36.73.01.1004", "36.73.01.1008",
    ]  # fmt: skip


def test_a_jumlah_row_is_held_against_the_kecamatan_or_the_kelurahan_never_both(tmp_path):
    total = ["Jumlah", "1 135", 125, "1 260", 100]
    assert admission(write_book(tmp_path / "a.xlsx", [*BY_NAME[:-1], total])).findings == []
    wrong = ["Jumlah", "2 215", 250, "2 520", 100]
    found = admission(write_book(tmp_path / "b.xlsx", [*BY_NAME[:-1], wrong]))
    assert {f.aturan for f in found.findings} == {"R2", "R5"}


def test_the_name_may_be_a_merged_span_of_numbers_and_names(tmp_path):
    grid = [
        ["Jumlah Penduduk Akhir Tahun Menurut Kelurahan"], [],
        ["Kecamatan \nSubdistrict", "", "", "Jenis Kelamin/Gender", "", "", "Persentase"],
        ["", "", "", "Laki-laki\nMale", "Perempuan \nFemale", "Jumlah\nTotal", ""],
        ["020.", "Kasemen", "", 55, 50, 105, 100],
        ["", "001.", "Kasemen", 30, 28, 58, 55.24],
        ["", "010.", "Sawah Luhur", 25, 22, 47, 44.76],
    ]  # fmt: skip
    found = admission(write_book(tmp_path / "a.xlsx", grid))
    assert found.findings == []
    men = {place: n for (place, sex), n in people(found).items() if sex == "L"}
    assert men == {"36.73.02": 55, "36.73.02.1001": 30, "36.73.02.1008": 25}


def test_the_kecamatan_may_stand_beside_in_cells_merged_over_its_kelurahan(tmp_path):
    grid = [
        ["No", "Kecamatan", "Kelurahan", "L", "P"],
        [1, "Kasemen", "Kasemen", 30, 28], [2, "", "Sawah Luhur", 25, 22],
        [3, "Curug", "Curug", 40, 36],
    ]  # fmt: skip
    found = admission(write_book(tmp_path / "a.xlsx", grid))
    assert found.findings == []
    women = {place: n for (place, sex), n in people(found).items() if sex == "P"}
    assert women == {"36.73.02.1001": 28, "36.73.02.1008": 22, "36.73.04.1001": 36}


# --- what the title says


@pytest.mark.parametrize(("title", "code"), [("Indonesia", "wni"), ("Asing", "wna")])
def test_citizens_and_foreigners_are_parts_of_the_population(title, code, tmp_path):
    above = [[f"Penduduk akhir tahun Warga Negara {title} menurut Kelurahan"], []]
    found = admission(write_book(tmp_path / "a.xlsx", [*above, *BY_NAME]))
    assert people(found) == {}
    part = people(found, rincian=f"kewarganegaraan={code}")
    assert part["36.73", "L+P"] == 1260


def test_heads_of_families_by_sex_are_no_population(tmp_path):
    above = [["Jumlah Kepala Keluarga menurut Kelurahan dan Jenis Kelamin"], []]
    found = admission(write_book(tmp_path / "a.xlsx", [*above, *BY_NAME[:2]]))
    assert counts_of(found)["kepala_keluarga", "36.73.02", "2025", "P"] == 50


def test_a_table_of_arrivals_is_never_taken_for_the_population(tmp_path):
    found = admission(write_book(tmp_path / "Jumlah Penduduk datang 2025.xlsx", BY_NAME))
    assert found.admitted.is_empty()
    assert {f.aturan for f in found.findings} == {"R17"}
    assert "“Penduduk datang” tidak sah untuk Ukuran" in found.findings[0].kalimat


@pytest.mark.parametrize(
    "head",
    [["Kelurahan", "Kepadatan Penduduk (per Km2)"],
     ["Kecamatan", "Penduduk", "Persentase Penduduk", "Rasio Jenis Kelamin Penduduk"]],
)  # fmt: skip
def test_a_table_without_sexes_is_refused_by_the_column_it_lacks(head, tmp_path):
    found = admission(write_book(tmp_path / "a.xlsx", [head, ["Curug", 5828, 30.46, 1.0]]))
    assert (found.cells_read, [f.aturan for f in found.findings]) == (0, ["B8"])
    assert "Kolom wajib “laki-laki” tidak ditemukan" in found.findings[0].kalimat


# --- by age, of the region itself

AGES = [
    ["Kelompok Umur", "Penduduk Akhir Tahun Menurut Kelompok Umur dan Jenis Kelamin (Jiwa)"],
    ["", "L", "P", "L+P", "L", "P", "L+P"],
    ["", "2014", "2014", "2014", "2015", "2015", "2015"],
    ["0-4", "53.00", "51.00", "104.00", "54.00", "52.00", "106.00"],
    ["75+", "10.00", "19.00", "29.00", "11.00", "20.00", "31.00"],
    ["Semua Umur", "63.00", "70.00", "133.00", "65.00", "72.00", "137.00"],
    [],
    ["Sumber : Dinas Kependudukan"], ["Access Time: July 17, 2024, 3:55 pm"],
]  # fmt: skip


def test_ages_and_years_of_the_home_region_below_one_long_title(tmp_path):
    found = admission(write_book(tmp_path / "a.xlsx", AGES), year="", locale="en")
    assert found.findings == []
    rows = harmonised_of(found).filter(jenis_kelamin="P")
    cells = rows.select("tahun", "umur_min", "umur_max", "jumlah").rows()
    assert set(rows["kode_wilayah"]) == {"36.73"}
    assert sorted(cells) == [
        (2014, 0, 4, 51), (2014, 0, 149, 70), (2014, 75, 149, 19),
        (2015, 0, 4, 52), (2015, 0, 149, 72), (2015, 75, 149, 20),
    ]  # fmt: skip


def test_ages_of_a_year_that_the_folder_states(tmp_path):
    grid = [["Umur", *MEN_WOMEN], ["0-4 tahun", 5, 4, 9], ["75 tahun ke atas", 1, 3, 5]]
    found = admission(write_book(tmp_path / "a.xlsx", grid))
    assert told(found) == [("R1", "D3", "5")]
    assert people(found, umur_min=0, umur_max=4) == {
        ("36.73", "L"): 5, ("36.73", "P"): 4, ("36.73", "L+P"): 9,
    }  # fmt: skip
