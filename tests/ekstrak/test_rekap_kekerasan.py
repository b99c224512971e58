"""Rekap kekerasan: tables of one breakdown, with and without sex, and women without men."""

from dataclasses import replace

import pytest
from tabel import admission, counts_of, delivery, holes_of, write_book

from pipelines.admit_setoran import admit
from pipelines.receive_setoran import receive

HEAD = [["Kecamatan", "Korban kekerasan", "", "", "Korban dilayani", "", "", "Jumlah kasus"],
        ["", "L", "P", "L+P", "L", "P", "L+P", ""]]  # fmt: skip
MONTHLY = "jumlah_korban_kekerasan_thd_perempuan_dan_anak_berdasarkan_"


def rekap(path, grid, **more):
    return admission(write_book(path, grid), "rekap_kekerasan", **more)


def told(found):
    return [(f.aturan, f.sel) for f in found.findings]


def test_victims_served_victims_and_cases_of_a_kecamatan(tmp_path):
    found = rekap(tmp_path / "a.xlsx", [*HEAD, ["Curug", 2, 5, 7, 1, 5, 6, 6]])
    assert counts_of(found) == {
        ("korban_kekerasan", "36.73.04", "2025", "L"): 2,
        ("korban_kekerasan", "36.73.04", "2025", "P"): 5,
        ("korban_kekerasan", "36.73.04", "2025", "L+P"): 7,
        ("korban_dilayani", "36.73.04", "2025", "L"): 1,
        ("korban_dilayani", "36.73.04", "2025", "P"): 5,
        ("korban_dilayani", "36.73.04", "2025", "L+P"): 6,
        ("kasus_kekerasan", "36.73.04", "2025", "TB"): 6,
    }
    assert found.findings == []


def test_more_served_than_there_are_victims_goes_back_with_them(tmp_path):
    rows = [["Curug", 2, 5, 7, 1, 5, 6, 6], ["Kasemen", 2, 5, 7, 2, 6, 8, 7]]
    found = rekap(tmp_path / "a.xlsx", [*HEAD, *rows])
    assert told(found) == [("R9", "F4"), ("R9", "G4")]
    assert holes_of(found) == {"36.73.02"}


def test_categories_of_women_girls_and_boys_are_sex_and_age(tmp_path):
    grid = [["Tahun", "Bulan", "Jenis kelamin", "Jumlah klien"],
            ["2020.0", "January", "Perempuan", 34], ["2020.0", "January", "Anak Perempuan", 47],
            ["2020.0", "January", "Anak Laki-laki", 21], ["", "", " ", ""]]  # fmt: skip
    found = rekap(tmp_path / "a.xlsx", grid, year="")
    child, adult = {"umur_min": 0, "umur_max": 17}, {"umur_min": 18, "umur_max": 149}
    key = ("korban_kekerasan", "36.73", "2020-01")
    assert counts_of(found, **child) == {(*key, "L"): 21, (*key, "P"): 47}
    assert counts_of(found, **adult) == {(*key, "P"): 34}
    assert told(found) == [("R8S", "D2")]


def test_another_category_is_no_guess(tmp_path):
    grid = [["Kategori korban", "Jumlah klien"], ["Anak Perempuan", 4], ["Anak Laki-laki", 3],
            ["Lansia", 2]]  # fmt: skip
    found = rekap(tmp_path / "a.xlsx", grid)
    assert {rule for rule, _ in told(found)} == {"R3", "T2"}
    assert {cell for _, cell in told(found)} == {"A4"}
    assert found.admitted["jumlah"].sum() == 7


def test_a_breakdown_without_sex_is_of_both_and_its_blanks_are_asked_for(tmp_path):
    grid = [["bentuk_kekerasan", MONTHLY + "bentuk_kekerasan"], ["Kekerasan Fisik", 3],
            ["Kekerasan Psikis", ""], ["Penelantaran Rumah Tangga", 0]]  # fmt: skip
    found = rekap(tmp_path / "a.xlsx", grid)
    key = ("korban_kekerasan", "36.73", "2025", "L+P")
    assert counts_of(found, rincian="bentuk=fisik") == {key: 3}
    assert counts_of(found, rincian="bentuk=penelantaran") == {key: 0}
    assert told(found) == [("R8K", "B3")]


def test_the_header_printed_again_and_blank_lines_are_no_rows(tmp_path):
    head = ["tahun", "bulan", "jenis_pelayanan", MONTHLY + "jenis_pelayanan_yang_diberikan"]
    grid = [head, ["", "", "", ""], ["2020.0", "May", "Home Visit ", "5"], ["", "", *head[2:]],
            ["2020.0", "May", "BAP Ahli", "1"]]  # fmt: skip
    found = rekap(tmp_path / "a.xlsx", grid, year="")
    key = ("layanan_kekerasan", "36.73", "2020-05", "TB")
    assert counts_of(found, rincian="tindakan=home_visit") == {key: 5}
    assert counts_of(found, rincian="tindakan=bap_ahli") == {key: 1}
    assert found.cells_read == 2
    assert found.findings == []


def test_victims_and_perpetrators_of_one_table_are_told_apart(tmp_path):
    head = ["usia_klien_dan_pelaku", MONTHLY + "usia_pelaku", MONTHLY + "usia_klien"]
    found = rekap(tmp_path / "a.xlsx", [head, ["0 - 17 thn", 4, 69], ["60 +", 2, 0]])
    young = counts_of(found, umur_min=0, umur_max=17)
    assert young == {
        ("pelaku_kekerasan", "36.73", "2025", "L+P"): 4,
        ("korban_kekerasan", "36.73", "2025", "L+P"): 69,
    }
    assert found.findings == []


def test_codes_and_names_without_a_type_agree(tmp_path):
    head = ["kode_kabupaten_kota", "nama_kabupaten_kota", "jenis_kelamin", "kategori_pendidikan",
            "jumlah", "satuan"]  # fmt: skip
    rows = [["32.01", "BOGOR", "LAKI-LAKI", "SLTP", 1, "KORBAN"],
            ["32.01", "BOGOR", "PEREMPUAN", "SLTP", 2, "KORBAN"],
            ["32.71", "KOTA BOGOR", "LAKI-LAKI", "TK", 3, "KORBAN"],
            ["32.71", "KOTA BOGOR", "PEREMPUAN", "TK", 4, "KORBAN"],
            ["32.71", "BOGOR", "LAKI-LAKI", "SD", 5, "KORBAN"]]  # fmt: skip
    found = rekap(tmp_path / "a.xlsx", [head, *rows])
    junior = counts_of(found, rincian="sekolah=sltp")
    assert junior[("korban_kekerasan", "32.01", "2025", "P")] == 2
    assert counts_of(found, rincian="sekolah=tk")[("korban_kekerasan", "32.71", "2025", "L")] == 3


def test_a_code_of_one_region_and_the_type_of_another_go_back(tmp_path):
    head = ["kode kabupaten/kota", "nama kabupaten/kota", "jenis kelamin", "jumlah korban"]
    rows = [["32.01", "KOTA BOGOR", "LAKI-LAKI", 1], ["32.01", "KOTA BOGOR", "PEREMPUAN", 2]]
    found = rekap(tmp_path / "a.xlsx", [head, *rows])
    assert {finding.aturan for finding in found.findings} == {"R4N"}
    assert "Bogor" not in " ".join(finding.kalimat for finding in found.findings)


def test_the_letter_says_that_a_table_is_of_those_served(tmp_path):
    head = ["nama kabupaten/kota", "kode kabupaten/kota", "jenis kelamin", "jumlah korban"]
    rows = [["GARUT", "32.05", "LAKI-LAKI", 1], ["GARUT", "32.05", "PEREMPUAN", 2]]
    sent = delivery(write_book(tmp_path / "a.xlsx", [head, *rows]), "rekap_kekerasan")
    said = replace(sent, facts={**sent.facts, "ukuran": "korban_dilayani"})
    assert set(admit(sent.source, [said]).admitted["ukuran"]) == {"korban_dilayani"}


def test_places_have_children_women_and_all_side_by_side(tmp_path):
    head = [MONTHLY.replace("perempuan_dan_anak", "anak") + "klien_anak_per_wilayah",
            MONTHLY.replace("perempuan_dan_anak", "perempuan") + "klien_perempuan_per_wilayah",
            MONTHLY + "tempat_kejadian_perkara_di_kabupaten.kota", "Kecamatan"]  # fmt: skip
    found = rekap(tmp_path / "a.xlsx", [head, [5, 6, 11, "Curug"], [1, 0, 1, "Entah"]])
    key = ("korban_kekerasan", "36.73.04", "2025")
    assert counts_of(found) == {(*key, "L+P"): 11}
    assert counts_of(found, umur_max=17) == {(*key, "L+P"): 5}
    assert counts_of(found, umur_min=18) == {(*key, "P"): 6}
    assert {rule for rule, _ in told(found)} == {"R4", "R8S"}


TABLES = {
    "jenis=tppo": ("jenis_kekerasan", "Trafficking", "jenis_kekerasan", "korban_kekerasan"),
    "hubungan=pacar_teman":
        ("pelaku_kekerasan", "Pacar", "pelaku_kekerasan", "korban_kekerasan"),
    "tempat=rumah_tangga":
        ("tempat_kejadian", "Rumah Tangga", "tempat_kejadian_kasus", "korban_kekerasan"),
    "lapor_polisi=tidak":
        ("jenis_lapor", "Tidak Lapor", "yg_melapor_ke_kepolisian", "korban_kekerasan"),
    "sekolah=slta":
        ("pendidikan_klien_dan_pelaku", "SLTA", "pendidikan_klien", "korban_kekerasan"),
    "pekerjaan=pelajar":
        ("pekerjaan_klien_dan_pelaku", "Pelajar", "jenis_pekerjaan_klien", "korban_kekerasan"),
    "tindakan=asesmen_risiko":
        ("jenis_pelayanan", "Assesmsen Resiko", "jenis_pelayanan_yang_diberikan",
         "layanan_kekerasan"),
}  # fmt: skip


@pytest.mark.parametrize("rincian", TABLES)
def test_every_table_is_known_by_its_headings_alone(rincian, tmp_path):
    heading, word, of, measure = TABLES[rincian]
    perpetrators = [MONTHLY + of.replace("klien", "pelaku")] if of.endswith("klien") else []
    head = ["tahun", "bulan", heading, MONTHLY + of, *perpetrators, "yearmonth"]
    row = ["2020.0", "March", word, "38.0", *(["4.0"] if perpetrators else []), "2020-03"]
    path = write_book(tmp_path / "tabel.xlsx", [head, row])
    (sent,) = receive(tmp_path, "36.73").deliveries["rekap_kekerasan"]
    sex = "TB" if measure == "layanan_kekerasan" else "L+P"
    found = admit(sent.source, [replace(sent, locale="en")])
    assert sent.setoran.path == path
    assert counts_of(found, rincian=rincian)[measure, "36.73", "2020-03", sex] == 38
    assert found.findings == []


def test_a_quarter_may_be_broken_down_by_channel_and_age(tmp_path):
    head = [["Kecamatan", "Triwulan", "Kelompok umur", "Kanal masuk", "Korban kekerasan", "", ""],
            ["", "", "", "", "L", "P", "L+P"]]  # fmt: skip
    rows = [["Curug", "II", "0-17", "Nyapeu Wacil", 1, 2, 3],
            ["Curug", "II", "18+", "Silayang", 0, 4, 4]]  # fmt: skip
    found = rekap(tmp_path / "a.xlsx", [*head, *rows])
    key = ("korban_kekerasan", "36.73.04", "2025-T2")
    children = counts_of(found, rincian="kanal=nyapeu_wacil", umur_max=17)
    adults = counts_of(found, rincian="kanal=silayang", umur_min=18)
    assert children == {(*key, "L"): 1, (*key, "P"): 2, (*key, "L+P"): 3}
    assert adults == {(*key, "L"): 0, (*key, "P"): 4, (*key, "L+P"): 4}


def test_of_children_one_sex_alone_still_goes_back(tmp_path):
    grid = [["Kategori korban", "Jumlah klien"], ["Perempuan", 4], ["Anak Perempuan", 3]]
    found = rekap(tmp_path / "a.xlsx", grid)
    assert set(told(found)) == {("R8S", "B2"), ("R8", "B3")}
    assert found.admitted["umur"].to_list() == ["18+"]
