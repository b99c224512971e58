"""Musrenbang: participants of each stage at the region that holds it, by sex."""

from tabel import admission, counts_of, write_book

HEAD = [["Wilayah", "Tahapan", "Jumlah Peserta", "", "", "Pengusul", "", ""],
        ["", "", *("L", "P", "L+P") * 2]]  # fmt: skip


def sent(tmp_path, rows):
    return admission(write_book(tmp_path / "a.xlsx", rows), "musrenbang")


def stage(found, code: str) -> dict[tuple, int]:
    counted = counts_of(found, rincian=f"tahap={code}")
    return {(key[0], key[1], key[3]): number for key, number in counted.items()}


def test_stages_are_kept_apart(tmp_path):
    rows = [["Kec. Curug", "Kecamatan", 41, 22, 63, 9, 4, 13],
            ["Kota Serang", "Kota", 120, 71, 191, 18, 9, 27]]  # fmt: skip
    found = sent(tmp_path, [*HEAD, *rows])
    assert found.findings == []
    assert stage(found, "kecamatan")["peserta_musrenbang", "36.73.04", "P"] == 22
    assert stage(found, "kab_kota") == {
        ("peserta_musrenbang", "36.73", "L"): 120,
        ("peserta_musrenbang", "36.73", "P"): 71,
        ("peserta_musrenbang", "36.73", "L+P"): 191,
        ("pengusul_musrenbang", "36.73", "L"): 18,
        ("pengusul_musrenbang", "36.73", "P"): 9,
        ("pengusul_musrenbang", "36.73", "L+P"): 27,
    }


def test_more_people_in_the_kecamatan_than_at_the_city_stage_are_no_contradiction(tmp_path):
    rows = [["Kec. Curug", "Kecamatan", 410, 220, 630, 9, 4, 13],
            ["Kota Serang", "Kabupaten/Kota", 12, 7, 19, 2, 1, 3]]  # fmt: skip
    assert sent(tmp_path, [*HEAD, *rows]).findings == []


def test_one_row_per_sex(tmp_path):
    head = ["Kecamatan", "Tahap", "Jenis Kelamin", "Peserta"]
    rows = [["Curug", "kecamatan", "Laki-laki", 41], ["Curug", "kecamatan", "Perempuan", 22]]
    assert stage(sent(tmp_path, [head, *rows]), "kecamatan") == {
        ("peserta_musrenbang", "36.73.04", "L"): 41,
        ("peserta_musrenbang", "36.73.04", "P"): 22,
    }


def test_a_stage_that_is_none_goes_back(tmp_path):
    rows = [["Kec. Curug", "Reses", 41, 22, 63, 9, 4, 13],
            ["Kec. Kasemen", "Kecamatan", 30, 20, 50, 5, 5, 10]]  # fmt: skip
    found = sent(tmp_path, [*HEAD, *rows])
    assert {(f.aturan, f.sel) for f in found.findings} == {("R17", "B3")}
    assert set(found.admitted["nama_wilayah"]) == {"Kec. Kasemen"}


def test_the_same_stage_of_one_place_stands_once(tmp_path):
    rows = [["Kec. Curug", "Kecamatan", 41, 22, 63, 9, 4, 13],
            ["Kec. Curug", "Kecamatan", 30, 20, 50, 9, 4, 13]]  # fmt: skip
    found = sent(tmp_path, [*HEAD, *rows])
    assert "R12" in {f.aturan for f in found.findings}
    assert "peserta_musrenbang" not in {key[0] for key in stage(found, "kecamatan")}
