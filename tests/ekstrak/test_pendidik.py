"""Pendidik: teachers, heads and staff by level, status, qualification and sex."""

import pytest
from tabel import admission, counts_of, harmonised_of, write_book

HEAD = [
    ["Kecamatan", "Jenjang", "Guru", "", "", "Kepala Sekolah", "", "Tendik", ""],
    ["", "", "L", "P", "L+P", "L", "P", "L", "P"],
]
CURUG = ["Curug", "SD", 40, 90, 130, 12, 8, 5, 4]


def take(path, **more):
    return admission(path, "pendidik", **more)


def test_teachers_heads_and_staff_stand_side_by_side(tmp_path):
    found = take(write_book(tmp_path / "a.xlsx", [*HEAD, CURUG]))
    assert found.findings == []
    assert counts_of(found) == {
        ("guru", "36.73.04", "2025", "L"): 40,
        ("guru", "36.73.04", "2025", "P"): 90,
        ("guru", "36.73.04", "2025", "L+P"): 130,
        ("kepala_sekolah", "36.73.04", "2025", "L"): 12,
        ("kepala_sekolah", "36.73.04", "2025", "P"): 8,
        ("tendik", "36.73.04", "2025", "L"): 5,
        ("tendik", "36.73.04", "2025", "P"): 4,
    }


@pytest.mark.parametrize(
    ("heading", "word", "part"),
    [("Status", "PNS", "status=pns"), ("Status Guru", "GTY", "status=tetap_yayasan"),
     ("Status Pegawai", "P3K", "status=pppk"), ("Status", "Non ASN", "status=honorer"),
     ("Kualifikasi", "S1/D4", "kualifikasi=s1"), ("Pendidikan Terakhir", "S2", "kualifikasi=s2"),
     ("Kualifikasi Akademik", "< S1", "kualifikasi=di_bawah_s1")],
)  # fmt: skip
def test_status_and_qualification_are_parts_of_the_teachers(heading, word, part, tmp_path):
    head = ["Kecamatan", "Jenjang", heading, "Guru L", "Guru P"]
    found = take(write_book(tmp_path / "a.xlsx", [head, ["Curug", "SMP", word, 3, 7]]))
    assert found.findings == []
    assert counts_of(found) == {}
    assert [key[3] for key in counts_of(found, rincian=part)] == ["L", "P"]


def test_both_together_are_one_part(tmp_path):
    head = ["Kecamatan", "Jenjang", "Status", "Kualifikasi", "JK", "Guru", "Tendik"]
    rows = [["Curug", "SMP", "PPPK", "S1", "L", 3, 1], ["Curug", "SMP", "PPPK", "S1", "P", 7, 0]]
    found = take(write_book(tmp_path / "a.xlsx", [head, *rows]))
    part = counts_of(found, rincian="kualifikasi=s1|status=pppk")
    assert part["guru", "36.73.04", "2025", "P"] == 7
    assert part["tendik", "36.73.04", "2025", "L"] == 1


def test_a_school_may_have_a_row_per_status_but_only_one_each(tmp_path):
    head = ["NPSN", "Nama Sekolah", "Kecamatan", "Jenjang", "Status", "Guru L", "Guru P"]
    school = ["99990001", "SMP Contoh", "Curug", "SMP"]
    rows = [[*school, "PNS", 5, 9], [*school, "Honorer", 2, 3]]
    assert take(write_book(tmp_path / "a.xlsx", [head, *rows])).findings == []
    found = take(write_book(tmp_path / "b.xlsx", [head, *rows, [*school, "PNS", 6, 9]]))
    assert {f.aturan for f in found.findings if f.tingkat == "galat"} == {"R12"}
    assert set(found.admitted["status"]) == {"honorer"}


def test_levels_side_by_side_with_the_school_year_in_the_title(tmp_path):
    grid = [
        ["Jumlah Guru Tahun Pelajaran 2024/2025"],
        ["Kecamatan", "SD", "", "SMP", ""],
        ["", "L", "P", "L", "P"],
        ["Curug", 40, 90, 20, 31],
    ]
    found = take(write_book(tmp_path / "a.xlsx", grid), year="")
    rows = harmonised_of(found).filter(jenis_kelamin="P").select("jenjang", "periode", "jumlah")
    assert sorted(rows.rows()) == [("SD", "2024/2025", 90), ("SMP", "2024/2025", 31)]


def test_an_unknown_status_returns_its_row_alone(tmp_path):
    head = ["Kecamatan", "Jenjang", "Status", "Guru L", "Guru P"]
    rows = [["Curug", "SD", "PNS", 3, 7], ["Curug", "SD", "titipan", 1, 1]]
    found = take(write_book(tmp_path / "a.xlsx", [head, *rows]))
    assert {(f.aturan, f.sel) for f in found.findings} == {("R17", "C3")}
    assert counts_of(found, rincian="status=pns")["guru", "36.73.04", "2025", "P"] == 7
