"""Elemen sektoral: one number per element, the sex inside its name, as walidata's lists have it."""

import csv
from pathlib import Path

import pytest
from tabel import admission, counts_of, write_book

ELEMENTS = Path(__file__).parents[2] / "data" / "referensi" / "elemen" / "dssd.csv"
DSSD = ["Kode DSSD", "Uraian DSSD", "Kode Wilayah", "Nama Wilayah", "Satuan", "Tahun", "Triwulan",
        "Data"]  # fmt: skip
SIKONDANG = ["id_jenis_data", "jenis_data", "wilayah", "satuan", "tahun", "sumber_data", "jumlah"]
MEN = ["4.02.0001", "Jumlah Anggota DPRD Laki-Laki", "36.73", "Kota Serang", "Orang", 2025, "", 36]
WOMEN = ["4.02.0002", "Jumlah Anggota DPRD Perempuan", "36.73", "Kota Serang", "Orang", 2025, "", 9]


def sent(tmp_path, rows, head=DSSD):
    path = write_book(tmp_path / "a.xlsx", [head, *rows])
    return admission(path, "elemen_sektoral", year="")


def rules(found) -> list[tuple[str, str]]:
    return [(finding.aturan, finding.sel) for finding in found.findings]


def changed(row: list, **cells: object) -> list:
    names = ("kode", "uraian", "wilayah", "nama", "satuan", "tahun", "triwulan", "data")
    return [cells.get(name, cell) for name, cell in zip(names, row, strict=True)]


def test_the_sex_inside_the_name_becomes_a_dimension(tmp_path):
    found = sent(tmp_path, [MEN, WOMEN])
    assert found.findings == []
    assert counts_of(found) == {
        ("anggota_dprd", "36.73", "2025", "L"): 36,
        ("anggota_dprd", "36.73", "2025", "P"): 9,
    }


def test_a_list_that_names_its_regions_only(tmp_path):
    rows = [["564", "Jumlah Penduduk Laki-Laki", "Curug", "Jiwa", 2017, "Disdukcapil", 27_012],
            ["565", "Jumlah Penduduk Perempuan", "Curug", "Jiwa", 2017, "Disdukcapil",
             25_918]]  # fmt: skip
    with (ELEMENTS.with_name("sikondang.csv")).open(encoding="utf-8", newline="") as file:
        names = {row["kode_elemen"]: row["nama_elemen"] for row in csv.DictReader(file)}
    found = sent(tmp_path, [[row[0], names[row[0]], *row[2:]] for row in rows], SIKONDANG)
    assert counts_of(found) == {
        ("penduduk", "36.73.04", "2017", "L"): 27_012,
        ("penduduk", "36.73.04", "2017", "P"): 25_918,
    }


@pytest.mark.parametrize(
    "name",
    [
        "Jumlah Anggota DPRD Laki-Laki",
        "JUMLAH ANGGOTA DPRD LAKI LAKI",
        "  Jumlah  Anggota DPRD (Laki-Laki) ",
    ],
)
def test_a_name_is_the_same_whatever_its_case_and_punctuation(tmp_path, name):
    found = sent(tmp_path, [changed(MEN, uraian=name), WOMEN])
    assert found.findings == []
    assert counts_of(found)["anggota_dprd", "36.73", "2025", "L"] == 36


def test_a_code_whose_name_is_another_is_undecided_again(tmp_path):
    found = sent(tmp_path, [changed(MEN, uraian="Jumlah Staf Sekretariat DPRD Laki-Laki"), WOMEN])
    assert "E1" in {finding.aturan for finding in found.findings}
    assert ("anggota_dprd", "36.73", "2025", "L") not in counts_of(found)


def test_an_element_that_nobody_decided_on_is_reported_once(tmp_path):
    row = changed(MEN, kode="9.99.0001", uraian="Jumlah Penyuluh")
    rows = [changed(row, wilayah=f"36.73.0{n}", nama="") for n in (1, 2, 3)]
    found = sent(tmp_path, [*rows, MEN, WOMEN])
    assert [finding.aturan for finding in found.findings] == ["E1"]
    assert found.admitted.height == 5


def test_a_sensitive_element_is_not_kept_at_all(tmp_path):
    row = changed(MEN, kode="2.08.0001", uraian="Jumlah Perempuan Korban Kekerasan Yang Dilayani",
                  data=41)  # fmt: skip
    found = sent(tmp_path, [row, MEN, WOMEN])
    assert [finding.aturan for finding in found.findings] == ["E2"]
    assert (found.admitted.height, found.returned.height) == (2, 0)
    assert found.tally["elemen sensitif"] == 1


def test_the_fourth_quarter_stands_for_the_year(tmp_path):
    rows = [changed(row, triwulan=quarter, data=row[-1] + quarter)
            for row in (MEN, WOMEN) for quarter in (3, 4)]  # fmt: skip
    found = sent(tmp_path, rows)
    assert {finding.aturan for finding in found.findings} == {"E4"}
    assert counts_of(found) == {
        ("anggota_dprd", "36.73", "2025", "L"): 40,
        ("anggota_dprd", "36.73", "2025", "P"): 13,
    }


@pytest.mark.parametrize(
    ("cells", "rule", "cell"),
    [
        ({"data": "36 orang"}, "R7", "H2"),
        ({"data": -36}, "T1", "H2"),
        ({"satuan": "Persen"}, "R6", "H2"),
        ({"wilayah": "36.99"}, "R4", "C2"),
        ({"nama": "Kota Cilegon"}, "R4N", "D2"),
        ({"tahun": "2024/2025"}, "R11", "F2"),
        ({"kode": "", "uraian": "Jumlah Anggota DPRD Laki-Laki"}, "T3", "A2"),
    ],
)
def test_a_row_that_cannot_be_used_goes_back(tmp_path, cells, rule, cell):
    found = sent(tmp_path, [changed(MEN, **cells), WOMEN])
    assert (rule, cell) in rules(found)
    assert ("anggota_dprd", "36.73", "2025", "L") not in counts_of(found)


def test_two_numbers_for_one_element_contradict_each_other(tmp_path):
    found = sent(tmp_path, [MEN, changed(MEN, data=37), WOMEN])
    assert "R12" in {finding.aturan for finding in found.findings}
    assert ("anggota_dprd", "36.73", "2025", "L") not in counts_of(found)


def test_every_mapped_element_of_the_list_can_be_sent(tmp_path):
    with ELEMENTS.open(encoding="utf-8", newline="") as file:
        mapped = [row for row in csv.DictReader(file) if row["keputusan"] == "dipetakan"]
    unit = {"TB": "Rupiah"}
    rows = [[row["kode_elemen"], row["nama_elemen"], "36.73.04", "Curug",
             unit.get(row["jenis_kelamin"], "Orang"), 2025, "", 10] for row in mapped]  # fmt: skip
    found = sent(tmp_path, rows)
    assert found.findings == []
    assert found.admitted.height == len(mapped)
