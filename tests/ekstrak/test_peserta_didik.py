"""Peserta didik: one row per school or madrasah, or kecamatan with levels and ages side by side."""

import polars as pl
import pytest
from tabel import admission, counts_of, harmonised_of, write_book

DAPODIK = ["Nama_Sekolah", "Kecamatan", "NPSN", "Bentuk_Pendidikan", "Tahun", "Guru_L", "Guru_P",
           "Tendik_L", "Tendik_P", "Peserta_Didik_L", "Peserta_Didik_P",
           "Peserta_Didik_Total"]  # fmt: skip
SCHOOL = ["SD Contoh 01", "Kec. Curug", "99990001", "SD", 2025, 4, 9, 1, 2, 154, 149, 303]


def take(path, **more):
    return admission(path, "peserta_didik", **more)


def told(found) -> list[tuple[str, str]]:
    return [(f.aturan, f.sel) for f in found.findings]


def pupils(found, **only) -> dict[tuple, int]:
    """Pupils by kecamatan, level, youngest and oldest age, and sex."""
    rows = harmonised_of(found).filter(ukuran="murid", **only)
    key = rows.select("kode_wilayah", "jenjang", "umur_min", "umur_max", "jenis_kelamin").rows()
    return dict(zip(key, rows["jumlah"], strict=True))


# --- one row per school


def test_a_school_has_pupils_teachers_and_staff_of_both_sexes(tmp_path):
    found = take(write_book(tmp_path / "a.xlsx", [DAPODIK, SCHOOL]), year="")
    assert found.findings == []
    assert counts_of(found, by="satuan_unit") == {
        ("guru", "99990001", "2025", "L"): 4,
        ("guru", "99990001", "2025", "P"): 9,
        ("tendik", "99990001", "2025", "L"): 1,
        ("tendik", "99990001", "2025", "P"): 2,
        ("murid", "99990001", "2025", "L"): 154,
        ("murid", "99990001", "2025", "P"): 149,
        ("murid", "99990001", "2025", "L+P"): 303,
    }


@pytest.mark.parametrize(
    ("form", "level"),
    [
        ("TK", "PAUD"),
        ("MI", "SD"),
        ("MTs", "SMP"),
        ("SMK", "SM"),
        ("SPK SMP", "SMP"),
        ("MAN", "SM"),
    ],
)
def test_each_form_of_school_has_its_level(form, level, tmp_path):
    school = [*SCHOOL[:3], form, *SCHOOL[4:]]
    found = take(write_book(tmp_path / "a.xlsx", [DAPODIK, school]), year="")
    assert set(harmonised_of(found)["jenjang"]) == {level}


def test_a_school_listed_twice_with_other_numbers_goes_back(tmp_path):
    twice = [*SCHOOL[:9], 155, 149, 304]
    found = take(write_book(tmp_path / "a.xlsx", [DAPODIK, SCHOOL, twice]), year="")
    assert {f.aturan for f in found.findings if f.tingkat == "galat"} == {"R12"}
    assert set(found.returned["ukuran"]) == {"murid"}


def test_a_school_in_two_kecamatan_is_not_counted_twice(tmp_path):
    moved = [SCHOOL[0], "Kec. Kasemen", *SCHOOL[2:]]
    found = take(write_book(tmp_path / "a.xlsx", [DAPODIK, SCHOOL, moved]), year="")
    assert {f.aturan for f in found.findings} == {"R12"}
    assert found.admitted.is_empty()


def test_a_list_of_madrasah_has_pupils_and_may_lack_staff(tmp_path):
    head = ["No", "NSM", "Nama Madrasah", "Jenjang", "Kecamatan", "Siswa Laki-laki",
            "Siswa Perempuan", "Jumlah"]  # fmt: skip
    rows = [[1, "111236730001", "MIS Contoh", "MIS", "Curug", 60, 71, 131]]
    found = take(write_book(tmp_path / "a.xlsx", [head, *rows]))
    assert counts_of(found, by="satuan_unit") == {
        ("murid", "111236730001", "2025", "L"): 60,
        ("murid", "111236730001", "2025", "P"): 71,
    }
    assert set(harmonised_of(found)["jenjang"]) == {"SD"}


def test_a_blank_number_of_a_school_is_asked_for_and_leaves_a_hole(tmp_path):
    found = take(
        write_book(tmp_path / "a.xlsx", [DAPODIK, [*SCHOOL[:5], "", *SCHOOL[6:]]]), year=""
    )
    assert ("R8K", "F2") in told(found)
    holes = harmonised_of(found).filter(pl.col("jumlah").is_null())
    assert set(holes["ukuran"]) == {"guru"}


# --- school years


def test_a_school_year_is_kept_and_belongs_to_the_year_it_begins_in(tmp_path):
    school = [*SCHOOL[:4], "2024/2025", *SCHOOL[5:]]
    found = take(write_book(tmp_path / "a.xlsx", [DAPODIK, school]), year="")
    rows = harmonised_of(found).select("tahun", "periode_jenis", "periode").unique().rows()
    assert rows == [(2024, "tahun_ajaran", "2024/2025")]


@pytest.mark.parametrize("year", ["2024/2026", "2025/2024", "Semester I 2025"])
def test_what_is_no_school_year_is_asked_for(year, tmp_path):
    school = [*SCHOOL[:4], year, *SCHOOL[5:]]
    found = take(write_book(tmp_path / "a.xlsx", [DAPODIK, school]), year="")
    assert set(told(found)) == {("R11", "E2")}
    assert "2025 atau 2024/2025" in found.findings[0].kalimat


def test_a_title_states_the_school_year(tmp_path):
    above = [["DATA SEKOLAH TAHUN PELAJARAN 2024/2025"], []]
    head, school = [*DAPODIK[:4], *DAPODIK[5:]], [*SCHOOL[:4], *SCHOOL[5:]]
    found = take(write_book(tmp_path / "a.xlsx", [*above, head, school]), year="2024")
    assert set(harmonised_of(found)["periode"]) == {"2024/2025"}


# --- one row per kecamatan

LEVELS = [
    ["No", "Kecamatan", "SD/MI", "", "", "SMP/MTs", "", "", "SMA/SMK/MA", "", ""],
    ["", "", *("L", "P", "Jumlah") * 3],
    [1, "Curug", 10, 9, 19, 5, 6, 11, 3, 4, 7],
    [2, "Kasemen", 12, 13, 25, 7, 8, 15, 1, 2, 3],
    ["Jumlah", "", 22, 22, 44, 12, 14, 26, 4, 6, 10],
]


def test_levels_side_by_side_for_each_kecamatan(tmp_path):
    found = take(write_book(tmp_path / "a.xlsx", LEVELS))
    assert found.findings == []
    assert pupils(found, jenis_kelamin="P") == {
        ("36.73.04", "SD", 0, 149, "P"): 9,
        ("36.73.04", "SMP", 0, 149, "P"): 6,
        ("36.73.04", "SM", 0, 149, "P"): 4,
        ("36.73.02", "SD", 0, 149, "P"): 13,
        ("36.73.02", "SMP", 0, 149, "P"): 8,
        ("36.73.02", "SM", 0, 149, "P"): 2,
    }


def test_a_wrong_sum_of_one_level_returns_that_level_of_that_kecamatan(tmp_path):
    wrong = [*LEVELS[:2], [*LEVELS[2][:7], 12, *LEVELS[2][8:]]]
    found = take(write_book(tmp_path / "a.xlsx", wrong))
    assert told(found) == [("R1", "H3")]
    assert set(found.returned["jenjang"]) == {"SMP"}


def test_ages_of_each_level_are_what_net_participation_needs(tmp_path):
    head = [
        ["Kecamatan", "SD", "", "SMP", "", "SMA", ""],
        ["", "7-12 tahun", "", "Usia 13-15 tahun", "", "16-18 th", ""],
        ["", *("L", "P") * 3],
    ]
    found = take(write_book(tmp_path / "a.xlsx", [*head, ["Curug", 10, 9, 5, 6, 3, 4]]))
    assert found.findings == []
    assert pupils(found) == {
        ("36.73.04", "SD", 7, 12, "L"): 10, ("36.73.04", "SD", 7, 12, "P"): 9,
        ("36.73.04", "SMP", 13, 15, "L"): 5, ("36.73.04", "SMP", 13, 15, "P"): 6,
        ("36.73.04", "SM", 16, 18, "L"): 3, ("36.73.04", "SM", 16, 18, "P"): 4,
    }  # fmt: skip
