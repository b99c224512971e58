"""Layanan PPA: clients by service, channel, sex and age; days in the shelter and its capacity."""

from tabel import admission, counts_of, holes_of, write_book

HEAD = [["Wilayah", "Jenis layanan", "Kanal masuk", "Umur", "Jumlah klien", "", ""],
        ["", "", "", "", "L", "P", "L+P"]]  # fmt: skip
CITY = "Kota Serang"


def taken(path, grid):
    return admission(write_book(path, grid), "layanan_ppa")


def told(found):
    return [(f.aturan, f.sel) for f in found.findings]


def test_clients_are_counted_by_service_channel_and_age(tmp_path):
    rows = [[CITY, "Konseling", "SAPA 129", "0-17", 2, 5, 7],
            [CITY, "psikologis", "Koling PePA", "18+", 1, 9, 10]]  # fmt: skip
    found = taken(tmp_path / "a.xlsx", [*HEAD, *rows])
    children = counts_of(found, rincian="kanal=sapa_129|layanan=konseling", umur_max=17)
    adults = counts_of(found, rincian="kanal=koling_pepa|layanan=konseling", umur_min=18)
    key = ("klien_layanan_ppa", "36.73", "2025")
    assert children == {(*key, "L"): 2, (*key, "P"): 5, (*key, "L+P"): 7}
    assert adults == {(*key, "L"): 1, (*key, "P"): 9, (*key, "L+P"): 10}
    assert found.findings == []


def test_the_shelter_has_days_by_sex_and_a_capacity_without(tmp_path):
    head = ["Wilayah", "Bulan", "Hari tinggal L", "Hari tinggal P", "Kapasitas rumah aman"]
    rows = [[CITY, "Januari", 4, 31, 12], [CITY, "Februari", 0, 28, 12]]
    found = taken(tmp_path / "a.xlsx", [head, *rows])
    assert counts_of(found) == {
        ("hari_rumah_aman", "36.73", "2025-01", "L"): 4,
        ("hari_rumah_aman", "36.73", "2025-01", "P"): 31,
        ("hari_rumah_aman", "36.73", "2025-02", "L"): 0,
        ("hari_rumah_aman", "36.73", "2025-02", "P"): 28,
        ("kapasitas_rumah_aman", "36.73", "2025-01", "TB"): 12,
        ("kapasitas_rumah_aman", "36.73", "2025-02", "TB"): 12,
    }


def test_one_row_per_sex_says_the_same(tmp_path):
    head = ["Kecamatan", "Layanan", "JK", "Klien"]
    rows = [["Curug", "Bantuan hukum", "L", 3], ["Curug", "hukum", "P", 9]]
    found = taken(tmp_path / "a.xlsx", [head, *rows])
    assert counts_of(found, rincian="layanan=bantuan_hukum") == {
        ("klien_layanan_ppa", "36.73.04", "2025", "L"): 3,
        ("klien_layanan_ppa", "36.73.04", "2025", "P"): 9,
    }


def test_another_service_is_no_guess_and_leaves_a_hole(tmp_path):
    rows = [[CITY, "Konseling", "", "semua", 2, 5, 7], ["Curug", "Pijat", "", "semua", 1, 1, 2]]
    found = taken(tmp_path / "a.xlsx", [*HEAD, *rows])
    assert set(told(found)) == {("R17", "B4")}
    assert holes_of(found) == {"36.73.04"}


def test_a_total_that_is_not_the_sum_goes_back(tmp_path):
    rows = [[CITY, "Konseling", "", "semua", 2, 5, 8]]
    assert told(taken(tmp_path / "a.xlsx", [*HEAD, *rows])) == [("R1", "G3")]
