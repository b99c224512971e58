"""Gizi balita: recaps of the weighing months per village, by degree and sex."""

from tabel import admission, counts_of, harmonised_of, holes_of, write_book

SEXED = ["L", "P", "L", "P", "L", "P"]
HEAD = [
    ["Kecamatan", "Puskesmas", "Desa/Kelurahan", "Bulan", "Balita diukur", "", "TB/U", "", "", ""],
    ["", "", "", "", "", "", "Pendek", "", "Sangat pendek", ""],
    ["", "", "", "", *SEXED],
]
SUKAJAYA = ["Curug", "Curug", "Sukajaya", "Februari", 100, 90, 12, 9, 3, 1]
CILAKU = ["", "", "Cilaku", "Februari", 80, 70, 8, 7, 0, 2]


def taken(tmp_path, *rows):
    return admission(write_book(tmp_path / "a.xlsx", [*HEAD, *rows]), "gizi_balita")


def test_short_and_very_short_children_are_two_parts_of_stunting(tmp_path):
    found = taken(tmp_path, SUKAJAYA)
    assert found.findings == []
    assert counts_of(found, rincian="derajat=sedang") == {
        ("balita_stunting", "36.73.04.1010", "2025-02", "L"): 12,
        ("balita_stunting", "36.73.04.1010", "2025-02", "P"): 9,
    }
    assert counts_of(found, rincian="derajat=berat") == {
        ("balita_stunting", "36.73.04.1010", "2025-02", "L"): 3,
        ("balita_stunting", "36.73.04.1010", "2025-02", "P"): 1,
    }
    assert counts_of(found) == {
        ("balita_diukur", "36.73.04.1010", "2025-02", "L"): 100,
        ("balita_diukur", "36.73.04.1010", "2025-02", "P"): 90,
    }


def test_one_degree_without_the_other_is_no_stunting(tmp_path):
    halved = [[row[0], row[2], row[4], row[5], row[6], row[7]] for row in (*HEAD, SUKAJAYA)]
    found = admission(write_book(tmp_path / "a.xlsx", halved), "gizi_balita", "2025-02")
    assert [f.aturan for f in found.findings] == ["B8"]
    assert "sangat pendek" in found.findings[0].kalimat


def test_a_village_is_looked_up_in_its_own_kecamatan(tmp_path):
    """Curug is a kecamatan and a village of it; merged cells speak for the rows below."""
    found = taken(tmp_path, ["Curug", "Curug", "Curug", *SUKAJAYA[3:]], CILAKU)
    places = set(harmonised_of(found)["kode_wilayah"])
    assert places == {"36.73.04.1001", "36.73.04.1005"}


def test_an_unknown_village_leaves_a_hole_in_its_kecamatan(tmp_path):
    found = taken(tmp_path, SUKAJAYA, ["Curug", "Curug", "Antah", *SUKAJAYA[3:]])
    assert {(f.aturan, f.nilai) for f in found.findings} == {("R4", "Antah")}
    assert holes_of(found) == {"36.73.04"}


def test_the_recap_of_a_kecamatan_may_state_the_whole_only(tmp_path):
    head = ["Kecamatan", "Jumlah balita", "Balita diukur", "Stunting", "Wasting", "Underweight"]
    path = write_book(tmp_path / "a.xlsx", [head, ["Curug", 900, 850, 70, 41, 66]])
    assert counts_of(admission(path, "gizi_balita", "2025-08")) == {
        ("balita_sasaran", "36.73.04", "2025-08", "L+P"): 900,
        ("balita_diukur", "36.73.04", "2025-08", "L+P"): 850,
        ("balita_stunting", "36.73.04", "2025-08", "L+P"): 70,
        ("balita_wasting", "36.73.04", "2025-08", "L+P"): 41,
        ("balita_berat_kurang", "36.73.04", "2025-08", "L+P"): 66,
    }


def test_rows_per_sex_with_breastfeeding(tmp_path):
    head = ["Kecamatan", "Kelurahan", "JK", "Diukur", "Stunting", "Bayi usia < 6 bulan",
            "Diberi ASI eksklusif"]  # fmt: skip
    rows = [["Curug", "Cilaku", "L", 80, 8, 20, 13], ["Curug", "Cilaku", "P", 70, 9, 18, 12]]
    path = write_book(tmp_path / "a.xlsx", [head, *rows])
    found = counts_of(admission(path, "gizi_balita", "2025-08"))
    assert found["bayi_asi_eksklusif", "36.73.04.1005", "2025-08", "P"] == 12
    assert found["bayi_dinilai_asi", "36.73.04.1005", "2025-08", "L"] == 20
    assert found["balita_stunting", "36.73.04.1005", "2025-08", "P"] == 9


def test_both_weighing_months_stand_side_by_side(tmp_path):
    august = [*SUKAJAYA[:3], "Agustus", 101, 92, 11, 8, 2, 1]
    found = counts_of(taken(tmp_path, SUKAJAYA, august))
    boys = {key[2]: n for key, n in found.items() if (key[0], key[3]) == ("balita_diukur", "L")}
    assert boys == {"2025-02": 100, "2025-08": 101}
