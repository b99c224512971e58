"""UMKM: owners counted per village or kecamatan, and lists of one row per enterprise."""

import pytest
from tabel import admission, counts_of, harmonised_of, holes_of, write_book

ROSTER = ["Nama Usaha", "Pemilik", "JK Pemilik", "Skala", "Kelurahan"]
KEYED = ["NIB", *ROSTER]
CILAKU = "36.73.04.1005"
ROWS = [
    ["Warung A", "Sri Rekaan", "P", "Mikro", "Cilaku"],
    ["Warung B", "Budi Rekaan", "L", "Usaha Kecil", "Cilaku"],
    ["Warung C", "Nama Rekaan", "", "Mikro", "Cilaku"],
]


def listed(tmp_path, *rows, head=ROSTER):
    return admission(write_book(tmp_path / "a.xlsx", [head, *rows]), "umkm")


def test_a_list_is_counted_by_the_sex_of_the_owner(tmp_path):
    found = listed(tmp_path, *ROWS)
    assert found.findings == []
    assert counts_of(found) == {
        ("pemilik_umkm", CILAKU, "2025", "L"): 1,
        ("pemilik_umkm", CILAKU, "2025", "P"): 1,
        ("pemilik_umkm", CILAKU, "2025", "TT"): 1,  # the sex was left empty
        ("pemilik_umkm", CILAKU, "2025", "L+P"): 3,
    }


def test_it_is_broken_down_by_scale(tmp_path):
    found = listed(tmp_path, *ROWS)
    small = counts_of(found, rincian="skala=kecil")
    assert small["pemilik_umkm", CILAKU, "2025", "L"] == 1
    assert small["pemilik_umkm", CILAKU, "2025", "P"] == 0


def test_an_owner_of_several_enterprises_is_counted_once(tmp_path):
    rows = [
        ["9120000000001", *ROWS[0]],
        ["9120000000001", "Warung D", "Sri Rekaan", "P", "Mikro", "Cilaku"],
        ["9120000000002", *ROWS[1]],
        ["-", "Warung E", "Ani Rekaan", "P", "Mikro", "Cilaku"],
        ["", "Warung F", "Ina Rekaan", "P", "Mikro", "Cilaku"],
    ]
    found = counts_of(listed(tmp_path, *rows, head=KEYED))
    assert found["pemilik_umkm", CILAKU, "2025", "P"] == 3  # one keyed twice, two without a key
    assert found["pemilik_umkm", CILAKU, "2025", "L"] == 1


def test_neither_names_nor_keys_are_kept(tmp_path):
    found = listed(tmp_path, ["9120000000001", *ROWS[0]], head=KEYED)
    kept = str(found.admitted.to_dicts()) + str(harmonised_of(found).to_dicts())
    for secret in ("9120000000001", "Sri Rekaan", "Warung A"):
        assert secret not in kept


def test_a_key_that_excel_has_spoilt_goes_back_without_being_repeated(tmp_path):
    rows = [[3604010101800001, *ROWS[0]], ["9120000000002", *ROWS[1]]]
    found = listed(tmp_path, *rows, head=["NIK Pemilik", *ROSTER])
    assert [(f.aturan, f.sel, f.nilai) for f in found.findings] == [("R21", "A2", "Nomor pemilik")]
    assert (found.admitted.height, found.returned.height) == (1, 1)
    assert "36040101" not in str(found.returned.to_dicts())


def test_a_village_without_its_kecamatan_is_found_when_there_is_one_of_that_name(tmp_path):
    found = listed(tmp_path, [*ROWS[0][:4], "Curug"], [*ROWS[1][:4], "Antah"])
    assert set(found.admitted["nama_wilayah"]) == {"Curug"}
    assert set(harmonised_of(found).drop_nulls("jumlah")["kode_wilayah"]) == {"36.73.04.1001"}
    assert [(f.aturan, f.nilai) for f in found.findings] == [("R4", "Antah")]
    assert holes_of(found) == {"36.73"}


def test_an_unknown_scale_returns_one_enterprise_and_no_other(tmp_path):
    found = listed(tmp_path, ROWS[0], [*ROWS[1][:3], "Raksasa", "Cilaku"])
    assert [(f.aturan, f.sel, f.nilai) for f in found.findings] == [("R17", "D3", "Raksasa")]
    assert (found.admitted.height, found.returned.height) == (1, 1)
    assert holes_of(found) == {CILAKU}


def test_a_list_without_the_sex_of_owners_is_no_count(tmp_path):
    rows = [["Warung A", "Sri Rekaan", "Cilaku"]]
    found = listed(tmp_path, *rows, head=["Nama Usaha", "Pemilik", "Kelurahan"])
    assert {f.aturan for f in found.findings} <= {"B7", "B8"}
    assert "Sri" not in "".join(f.kalimat for f in found.findings)


def test_counts_per_village_and_scale(tmp_path):
    head = [["Kecamatan", "Kelurahan", "Mikro", "", "Kecil", "", "Menengah", ""],
            ["", "", *"LPLPLP"]]  # fmt: skip
    rows = [["Curug", "Cilaku", 100, 120, 9, 4, 1, 0], ["", "Curug", 80, 90, 3, 2, 0, 0]]
    found = admission(write_book(tmp_path / "a.xlsx", [*head, *rows]), "umkm")
    micro = counts_of(found, rincian="skala=mikro")
    assert micro["pemilik_umkm", CILAKU, "2025", "P"] == 120
    assert micro["pemilik_umkm", "36.73.04.1001", "2025", "L"] == 80
    assert counts_of(found, rincian="skala=menengah")["pemilik_umkm", CILAKU, "2025", "L"] == 1


def test_a_scale_that_is_missing_makes_the_table_incomplete(tmp_path):
    rows = [["Kecamatan", "Mikro L", "Mikro P", "Kecil L", "Kecil P"], ["Curug", 9, 8, 2, 1]]
    found = admission(write_book(tmp_path / "a.xlsx", rows), "umkm")
    assert [f.aturan for f in found.findings] == ["B8"]


@pytest.mark.parametrize("title", ["Pemilik UMKM", "Jumlah UMKM", "Pemilik"])
def test_counts_per_kecamatan(tmp_path, title):
    rows = [["Kecamatan", title, "", ""], ["", "L", "P", "L+P"], ["Curug", 400, 450, 850]]
    found = counts_of(admission(write_book(tmp_path / "a.xlsx", rows), "umkm"))
    assert found == {
        ("pemilik_umkm", "36.73.04", "2025", sex): number
        for sex, number in (("L", 400), ("P", 450), ("L+P", 850))
    }


def test_rows_per_sex_and_sector(tmp_path):
    head = ["Kecamatan", "Jenis Kelamin", "Sektor", "Jumlah Pemilik UMKM"]
    rows = [["Curug", "L", "Makanan dan minuman", 30], ["Curug", "P", "Makanan dan minuman", 70]]
    found = admission(write_book(tmp_path / "a.xlsx", [head, *rows]), "umkm")
    assert counts_of(found, rincian="sektor=kuliner") == {
        ("pemilik_umkm", "36.73.04", "2025", "L"): 30,
        ("pemilik_umkm", "36.73.04", "2025", "P"): 70,
    }


def test_a_wrong_number_takes_its_partner_with_it_in_counts(tmp_path):
    head = ["Kecamatan", "Jenis Kelamin", "Jumlah Pemilik UMKM"]
    rows = [["Curug", "L", "banyak"], ["Curug", "P", 70], ["Kasemen", "L", 5], ["Kasemen", "P", 6]]
    found = admission(write_book(tmp_path / "a.xlsx", [head, *rows]), "umkm")
    assert [(f.aturan, f.sel) for f in found.findings] == [("R7", "C2")]
    assert set(found.admitted["nama_kecamatan"]) == {"Kasemen"}
    assert holes_of(found) == {"36.73.04"}
