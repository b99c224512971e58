"""Penegakan: persons Satpol PP dealt with, by action, by-law, sex and age; and its activities."""

from tabel import admission, counts_of, holes_of, write_book

HEAD = [["Wilayah", "Triwulan", "Jenis tindakan", "Perda", "Umur", "Orang ditangani", "", "",
         "Jumlah kegiatan"], ["", "", "", "", "", "L", "P", "L+P", ""]]  # fmt: skip


def taken(path, grid):
    return admission(write_book(path, grid), "penegakan")


def test_persons_and_activities_of_a_quarter(tmp_path):
    rows = [["Kota Serang", "III", "Mediasi", "Perda PPPA", "18+", 4, 7, 11, 3],
            ["Kota Serang", "III", "Razia", "Perda ketertiban umum", "0-17", 6, 1, 7,
             2]]  # fmt: skip
    found = taken(tmp_path / "a.xlsx", [*HEAD, *rows])
    talks = counts_of(found, rincian="perda=pppa|tindakan=mediasi", umur_min=18)
    raids = counts_of(found, rincian="perda=ketertiban|tindakan=penertiban", umur_max=17)
    assert talks == {
        ("orang_penegakan_perda", "36.73", "2025-T3", "L"): 4,
        ("orang_penegakan_perda", "36.73", "2025-T3", "P"): 7,
        ("orang_penegakan_perda", "36.73", "2025-T3", "L+P"): 11,
        ("kegiatan_penegakan_perda", "36.73", "2025-T3", "TB"): 3,
    }
    assert raids["orang_penegakan_perda", "36.73", "2025-T3", "L"] == 6
    assert found.findings == []


def test_one_row_per_sex_says_the_same(tmp_path):
    head = ["Kecamatan", "Tindakan", "Jenis kelamin", "Terjaring"]
    rows = [["Curug", "dirujuk", "Laki-laki", 1], ["Curug", "dirujuk", "Perempuan", 2]]
    found = taken(tmp_path / "a.xlsx", [head, *rows])
    assert counts_of(found, rincian="tindakan=dirujuk_ke_uptd_ppa") == {
        ("orang_penegakan_perda", "36.73.04", "2025", "L"): 1,
        ("orang_penegakan_perda", "36.73.04", "2025", "P"): 2,
    }


def test_one_sex_alone_goes_back(tmp_path):
    head = ["Kecamatan", "Tindakan", "Jenis kelamin", "Terjaring"]
    rows = [
        ["Curug", "Mediasi", "L", 1],
        ["Curug", "Mediasi", "P", 2],
        ["Kasemen", "Mediasi", "L", 3],
    ]
    found = taken(tmp_path / "a.xlsx", [head, *rows])
    assert [(f.aturan, f.sel) for f in found.findings] == [("R8", "D4")]
    assert holes_of(found) == {"36.73.02"}


def test_an_unknown_law_goes_back(tmp_path):
    rows = [["Curug", "I", "Mediasi", "Perda parkir", "18+", 4, 7, 11, 3]]
    found = taken(tmp_path / "a.xlsx", [*HEAD, *rows])
    assert {(f.aturan, f.sel) for f in found.findings} == {("R17", "D3")}
    assert found.admitted.is_empty()
