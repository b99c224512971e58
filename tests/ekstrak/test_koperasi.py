"""Koperasi: a register of cooperatives, a recap per kecamatan, rows per sex."""

from tabel import admission, counts_of, harmonised_of, holes_of, write_book

HEAD = [
    [
        "No",
        "Nama Koperasi",
        "Nomor Badan Hukum",
        "Kecamatan",
        "Pengurus",
        "",
        "",
        "Anggota",
        "",
        "",
    ],
    ["", "", "", "", "L", "P", "Jml", "L", "P", "L+P"],
]
MELATI = [1, "Melati", "518/BH/1", "Curug", 2, 3, 5, 40, 60, 100]
MAKMUR = [2, "Makmur", "518/BH/2", "Curug", 4, 1, 5, 70, 30, 100]


def register(tmp_path, *rows):
    return admission(write_book(tmp_path / "a.xlsx", [*HEAD, *rows]), "koperasi")


def test_each_cooperative_is_counted_by_itself(tmp_path):
    assert counts_of(register(tmp_path, MELATI, MAKMUR), by="satuan_unit") == {
        ("pengurus_koperasi", "Melati", "2025", "L"): 2,
        ("pengurus_koperasi", "Melati", "2025", "P"): 3,
        ("anggota_koperasi", "Melati", "2025", "L"): 40,
        ("anggota_koperasi", "Melati", "2025", "P"): 60,
        ("anggota_koperasi", "Melati", "2025", "L+P"): 100,
        ("pengurus_koperasi", "Makmur", "2025", "L"): 4,
        ("pengurus_koperasi", "Makmur", "2025", "P"): 1,
        ("anggota_koperasi", "Makmur", "2025", "L"): 70,
        ("anggota_koperasi", "Makmur", "2025", "P"): 30,
        ("anggota_koperasi", "Makmur", "2025", "L+P"): 100,
    }


def test_a_total_under_an_unknown_word_is_reported_as_unread(tmp_path):
    (finding,) = register(tmp_path, MELATI).findings
    assert (finding.aturan, finding.fakta["kolom"]) == ("K1", "“pengurus > jml”")


def test_a_cooperative_that_left_a_cell_empty_leaves_a_hole(tmp_path):
    blank = [*MAKMUR[:4], "", *MAKMUR[5:]]
    found = register(tmp_path, MELATI, blank)
    assert ("R8K", "E4") in {(f.aturan, f.sel) for f in found.findings}
    assert holes_of(found, by="satuan_unit") == {"Makmur"}


def test_two_rows_of_one_cooperative_that_differ_both_go_back(tmp_path):
    again = [3, "Melati", "518/BH/1", "Curug", 2, 2, 4, 40, 60, 100]
    found = register(tmp_path, MELATI, again, MAKMUR)
    wrong = {(f.aturan, f.sel) for f in found.findings if f.tingkat == "galat"}
    assert wrong == {("R12", "F3"), ("R12", "F4")}  # the men are the same, and go with the women
    assert set(found.admitted.filter(ukuran="pengurus_koperasi")["koperasi"]) == {"Makmur"}


def test_a_recap_per_kecamatan(tmp_path):
    head = ["Kecamatan", "Tahun", "Smt", "Pengurus L", "Pengurus P", "Pengawas L", "Pengawas P"]
    path = write_book(tmp_path / "a.xlsx", [head, ["Kec. Curug", 2025, "II", 30, 12, 9, "-"]])
    assert counts_of(admission(path, "koperasi", year="")) == {
        ("pengurus_koperasi", "36.73.04", "2025-S2", "L"): 30,
        ("pengurus_koperasi", "36.73.04", "2025-S2", "P"): 12,
        ("pengawas_koperasi", "36.73.04", "2025-S2", "L"): 9,
        ("pengawas_koperasi", "36.73.04", "2025-S2", "P"): 0,
    }


def test_a_register_without_places_counts_for_the_home_region(tmp_path):
    head = ["Nama Koperasi", "Alamat", "Jumlah Anggota L", "Jumlah Anggota P"]
    path = write_book(tmp_path / "a.xlsx", [head, ["Melati", "Jl. Rekaan 1", 40, 60]])
    found = admission(path, "koperasi")
    assert found.findings == []
    assert set(harmonised_of(found)["kode_wilayah"]) == {"36.73"}
    assert "Rekaan" not in str(found.admitted.to_dicts())


def test_rows_per_sex(tmp_path):
    head = ["Kecamatan", "Nama Koperasi", "Jenis Kelamin", "Pengurus", "Anggota"]
    rows = [["Curug", "Melati", "Laki-laki", 2, 40], ["Curug", "Melati", "Perempuan", 3, 60]]
    found = counts_of(admission(write_book(tmp_path / "a.xlsx", [head, *rows]), "koperasi"))
    assert found["pengurus_koperasi", "36.73.04", "2025", "P"] == 3
    assert found["anggota_koperasi", "36.73.04", "2025", "L"] == 40
