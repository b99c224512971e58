"""Focal points: one row per person, counted per agency; who was lost leaves a hole."""

from tabel import admission, counts_of, holes_of, write_book

HEAD = ["No", "OPD", "Nama", "Jenis Kelamin", "Nomor SK", "Tgl SK", "Status"]
BAPPEDA = [
    [1, "Bappeda", "A", "P", "050/1", "01/02/2025", "aktif"],
    [2, "Bappeda", "B", "L", "050/1", "2025-02-01", "nonaktif"],
]
LOST = [3, "BPKAD", "C", "P", "050/2", "31/02/2025", "aktif"]


def test_persons_are_counted_by_agency_and_sex(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [HEAD, *BAPPEDA, ["Jumlah", 2]])
    assert counts_of(admission(path, "focal_point"), by="satuan_unit") == {
        ("focal_point", "Bappeda", "2025", "L"): 1,
        ("focal_point", "Bappeda", "2025", "P"): 1,
        ("focal_point", "Bappeda", "2025", "L+P"): 2,
        ("focal_point_ber_sk", "Bappeda", "2025", "L"): 1,
        ("focal_point_ber_sk", "Bappeda", "2025", "P"): 1,
        ("focal_point_ber_sk", "Bappeda", "2025", "L+P"): 2,
        ("focal_point_aktif", "Bappeda", "2025", "L"): 0,
        ("focal_point_aktif", "Bappeda", "2025", "P"): 1,
        ("focal_point_aktif", "Bappeda", "2025", "L+P"): 1,
    }


def test_who_has_no_decree_is_a_focal_point_without_one(tmp_path):
    without = [[3, "Bappeda", "C", "P", "", "", "aktif"], [4, "BPKAD", "D", "L", "", "", "aktif"]]
    path = write_book(tmp_path / "a.xlsx", [HEAD, *BAPPEDA, *without])
    found = counts_of(admission(path, "focal_point"), by="satuan_unit")
    assert found["focal_point", "Bappeda", "2025", "L+P"] == 3
    assert found["focal_point_ber_sk", "Bappeda", "2025", "L+P"] == 2
    assert found["focal_point_ber_sk", "BPKAD", "2025", "L+P"] == 0


def test_an_impossible_date_returns_the_person_and_leaves_a_hole(tmp_path):
    found = admission(write_book(tmp_path / "a.xlsx", [HEAD, *BAPPEDA, LOST]), "focal_point")
    assert [(f.aturan, f.sel) for f in found.findings] == [("R11D", "F4")]
    assert holes_of(found, by="satuan_unit") == {"BPKAD"}


def test_the_names_of_persons_are_read_nowhere(tmp_path):
    rows = [[1, "Bappeda", "Sri Rekaan", "Perempuan", "050/1", "01/02/2025", "aktif"]]
    found = admission(write_book(tmp_path / "a.xlsx", [HEAD, *rows]), "focal_point")
    assert "Sri Rekaan" not in str(found.admitted.to_dicts())
    assert found.findings == []
