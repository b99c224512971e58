"""Putus sekolah: pupils who left beside those of the year's beginning, by level and sex."""

import pytest
from tabel import admission, counts_of, harmonised_of, holes_of, write_book

HEAD = [
    ["Kecamatan", "Jenjang", "Tahun Ajaran", "Putus Sekolah", "", "", "Siswa awal tahun", ""],
    ["", "", "", "L", "P", "Jumlah", "L", "P"],
]
CURUG = ["Curug", "SMP", "2024/2025", 3, 2, 5, 310, 305]


def take(path, **more):
    return admission(path, "putus_sekolah", **{"year": "", **more})


def test_those_who_left_stand_beside_all_pupils_of_the_school_year(tmp_path):
    found = take(write_book(tmp_path / "a.xlsx", [*HEAD, CURUG]))
    assert found.findings == []
    assert counts_of(found) == {
        ("putus_sekolah", "36.73.04", "2024/2025", "L"): 3,
        ("putus_sekolah", "36.73.04", "2024/2025", "P"): 2,
        ("putus_sekolah", "36.73.04", "2024/2025", "L+P"): 5,
        ("murid_awal_tahun", "36.73.04", "2024/2025", "L"): 310,
        ("murid_awal_tahun", "36.73.04", "2024/2025", "P"): 305,
    }
    assert set(harmonised_of(found)["tahun"]) == {2024}


def test_a_dash_is_nobody_and_a_blank_is_asked_for(tmp_path):
    rows = [[*CURUG[:3], "-", 2, 2, 310, 305], ["Kasemen", *CURUG[1:3], "", 1, "", 200, 190]]
    found = take(write_book(tmp_path / "a.xlsx", [*HEAD, *rows]))
    assert counts_of(found)["putus_sekolah", "36.73.04", "2024/2025", "L"] == 0
    assert ("R8K", "D4") in [(f.aturan, f.sel) for f in found.findings]
    assert holes_of(found) == {"36.73.02"}


def test_one_row_per_school_and_sex(tmp_path):
    head = ["NPSN", "Nama Sekolah", "Kecamatan", "Bentuk Pendidikan", "Tahun", "Jenis Kelamin",
            "Siswa putus sekolah", "Murid awal tahun ajaran"]  # fmt: skip
    school = ["99990001", "MTs Contoh", "Curug", "MTs", "2024/2025"]
    rows = [[*school, "L", 1, 80], [*school, "P", 0, 85]]
    found = take(write_book(tmp_path / "a.xlsx", [head, *rows]))
    assert counts_of(found, by="satuan_unit") == {
        ("putus_sekolah", "99990001", "2024/2025", "L"): 1,
        ("putus_sekolah", "99990001", "2024/2025", "P"): 0,
        ("murid_awal_tahun", "99990001", "2024/2025", "L"): 80,
        ("murid_awal_tahun", "99990001", "2024/2025", "P"): 85,
    }
    assert set(harmonised_of(found)["jenjang"]) == {"SMP"}


def test_an_age_column_is_kept(tmp_path):
    head = ["Kecamatan", "Jenjang", "Umur", "Putus sekolah L", "Putus sekolah P"]
    found = take(
        write_book(tmp_path / "a.xlsx", [head, ["Curug", "SD", "7-12", 1, 2]]), year="2025"
    )
    assert counts_of(found) == {}
    part = counts_of(found, umur_min=7, umur_max=12)
    assert {key[3]: n for key, n in part.items()} == {"L": 1, "P": 2}


def test_levels_side_by_side_in_a_sheet_that_its_folder_names(tmp_path):
    grid = [
        ["PUTUS SEKOLAH TAHUN AJARAN 2024/2025"],
        ["Kecamatan", "SD/MI", "", "SMP/MTs", ""],
        ["", "L", "P", "L", "P"],
        ["Curug", 1, 0, 3, 2],
    ]
    found = take(write_book(tmp_path / "a.xlsx", grid))
    rows = harmonised_of(found).filter(jenis_kelamin="L").select("jenjang", "periode", "jumlah")
    assert sorted(rows.rows()) == [("SD", "2024/2025", 1), ("SMP", "2024/2025", 3)]


@pytest.mark.parametrize(
    ("place", "word", "rule"),
    [(1, "kelas jauh", "R17"), (2, "2024/2026", "R11"), (0, "Curuk", "R4")],
)
def test_an_unknown_word_returns_its_row_alone(place, word, rule, tmp_path):
    asked = ["Kasemen", *CURUG[1:]]
    asked[place] = word
    found = take(write_book(tmp_path / "a.xlsx", [*HEAD, CURUG, asked]))
    assert {f.aturan for f in found.findings} == {rule}
    assert set(found.admitted["nama_wilayah"]) == {"Curug"}
