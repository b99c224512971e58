"""Bansos: recipients by programme, decile and sex."""

from tabel import admission, counts_of, holes_of, write_book

HEAD = [
    ["Kecamatan", "Program bantuan", "Desil", "Penerima", "", ""],
    ["", "", "", "L", "P", "L+P"],
]


def taken(path, grid):
    return admission(write_book(path, grid), "bansos")


def test_recipients_are_counted_by_programme_and_decile(tmp_path):
    rows = [["Curug", "PKH", 1, 40, 260, 300], ["Curug", "BPNT", "Desil 2", 50, 150, 200]]
    found = taken(tmp_path / "a.xlsx", [*HEAD, *rows])
    assert counts_of(found, rincian="desil=1|program=pkh") == {
        ("penerima_bansos", "36.73.04", "2025", "L"): 40,
        ("penerima_bansos", "36.73.04", "2025", "P"): 260,
        ("penerima_bansos", "36.73.04", "2025", "L+P"): 300,
    }
    food = counts_of(found, rincian="desil=2|program=sembako")
    assert food["penerima_bansos", "36.73.04", "2025", "P"] == 150
    assert found.findings == []


def test_one_row_per_sex_and_no_decile(tmp_path):
    head = ["Kecamatan", "Jenis bantuan", "JK", "KPM"]
    rows = [["Curug", "PBI-JK", "L", 4], ["Curug", "PBI-JK", "P", 6]]
    found = taken(tmp_path / "a.xlsx", [head, *rows])
    assert counts_of(found, rincian="program=pbi_jk") == {
        ("penerima_bansos", "36.73.04", "2025", "L"): 4,
        ("penerima_bansos", "36.73.04", "2025", "P"): 6,
    }


def test_there_are_ten_deciles(tmp_path):
    rows = [["Curug", "PKH", 10, 1, 2, 3], ["Kasemen", "PKH", 11, 1, 2, 3]]
    found = taken(tmp_path / "a.xlsx", [*HEAD, *rows])
    assert {(f.aturan, f.sel) for f in found.findings} == {("R17", "C4")}
    assert holes_of(found) == {"36.73.02"}


def test_families_of_both_sexes_have_to_be_the_sum(tmp_path):
    rows = [["Curug", "PKH", 1, 40, 260, 310]]
    found = taken(tmp_path / "a.xlsx", [*HEAD, *rows])
    assert [(f.aturan, f.sel) for f in found.findings] == [("R1", "F3")]
