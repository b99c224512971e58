"""Pemerintah desa: heads of desa and kelurahan, their staff and BPD, by desa and sex."""

from tabel import admission, counts_of, holes_of, write_book

HEAD = [["Kode Desa", "Desa/Kelurahan", "Kepala Desa/Lurah", "", "", "Perangkat Desa", "", "",
         "Anggota BPD", "", ""],
        ["", "", *("L", "P", "Jumlah") * 3]]  # fmt: skip
LONG = ["Kode Wilayah", "Nama Desa", "JK", "Kepala Desa", "BPD"]


def sent(tmp_path, rows):
    return admission(write_book(tmp_path / "a.xlsx", rows), "pemerintah_desa")


def counts(found) -> dict[tuple, int]:
    return {(key[0], key[1], key[3]): number for key, number in counts_of(found).items()}


def test_three_offices_side_by_side(tmp_path):
    rows = [["36.73.04.1001", "Curug", 0, 1, 1, 4, 3, 7, 5, 2, 7]]
    found = sent(tmp_path, [*HEAD, *rows])
    assert found.findings == []
    desa = "36.73.04.1001"
    assert counts(found) == {
        ("lurah", desa, "L"): 0, ("lurah", desa, "P"): 1, ("lurah", desa, "L+P"): 1,
        ("perangkat_desa", desa, "L"): 4, ("perangkat_desa", desa, "P"): 3,
        ("perangkat_desa", desa, "L+P"): 7,
        ("anggota_bpd", desa, "L"): 5, ("anggota_bpd", desa, "P"): 2,
        ("anggota_bpd", desa, "L+P"): 7,
    }  # fmt: skip


def test_one_row_per_sex(tmp_path):
    rows = [["36.73.04.1001", "Curug", "L", 1, 5], ["36.73.04.1001", "Curug", "P", "-", 2]]
    found = sent(tmp_path, [LONG, *rows])
    assert counts(found) == {
        ("lurah", "36.73.04.1001", "L"): 1,
        ("lurah", "36.73.04.1001", "P"): 0,
        ("anggota_bpd", "36.73.04.1001", "L"): 5,
        ("anggota_bpd", "36.73.04.1001", "P"): 2,
    }


def test_kelurahan_without_bpd_leave_its_columns_out(tmp_path):
    head = [["Kode", "Kelurahan", "Lurah", ""], ["", "", "L", "P"]]
    found = sent(tmp_path, [*head, ["36.73.04.1001", "Curug", 1, 0]])
    assert {key[0] for key in counts(found)} == {"lurah"}
    assert found.findings == []


def test_one_office_whose_total_is_wrong_takes_no_other_with_it(tmp_path):
    found = sent(tmp_path, [*HEAD, ["36.73.04.1001", "Curug", 0, 1, 1, 4, 3, 8, 5, 2, 7]])
    assert [(f.aturan, f.sel) for f in found.findings] == [("R1", "H3")]
    assert {key[0] for key in counts(found)} == {"lurah", "anggota_bpd"}
    assert holes_of(found) == {"36.73.04.1001"}


def test_a_total_row_is_checked_and_not_counted(tmp_path):
    rows = [["36.73.04.1001", "Curug", 0, 1, 1, 4, 3, 7, 5, 2, 7],
            ["36.73.04.1002", "Tinggar", 1, 0, 1, 5, 2, 7, 6, 1, 7],
            ["JUMLAH", "", 1, 1, 2, 9, 5, 14, 11, 3, 14]]  # fmt: skip
    found = sent(tmp_path, [*HEAD, *rows])
    assert found.findings == []
    assert sum(n for key, n in counts(found).items() if key[0] == "lurah" and key[2] == "P") == 1
