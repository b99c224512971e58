"""Anggaran as SIPD gives it: sub kegiatan are counted, what stands above them is their sum."""

import pytest
from tabel import admission, counts_of, holes_of, write_book

HEAD = ["Kode", "Uraian", "Nama SKPD", "Jenis Belanja", "ARG", "Kategori", "Pagu Murni",
        "Pagu Perubahan", "Realisasi"]  # fmt: skip
ROWS = [
    ["2", "Urusan wajib", "", "", "", "", 100, 130, 90],
    ["2.08", "Pemberdayaan perempuan", "", "", "", "", 100, 130, 90],
    ["2.08.02", "Program PUG", "DP3AKB", "", "", "", 100, 130, 90],
    ["2.08.02.2.01", "Pelembagaan PUG", "DP3AKB", "", "", "", 100, 130, 90],
    ["2.08.02.2.01. 0001", "Koordinasi", "DP3AKB", "Belanja Operasi", "v", "C", 60, 80, 50],
    ["2.08.02.2.01.0002", "Peralatan", "DP3AKB", "Belanja Modal", "", "", 40, 50, 40],
]


def sent(tmp_path, rows, head=HEAD):
    return admission(write_book(tmp_path / "a.xlsx", [head, *rows]), "anggaran")


def city(found, **only):
    return {(key[0], key[1]): n for key, n in counts_of(found, by="satuan_unit", **only).items()}


def test_sub_kegiatan_are_added_up_by_agency_version_and_tag(tmp_path):
    found = sent(tmp_path, [*ROWS, ["Jumlah", "", "", "", "", "", 100, 130, 90]])
    assert found.findings == []
    assert city(found) == {
        ("pagu", "DP3AKB"): 100,
        ("pagu_perubahan", "DP3AKB"): 130,
        ("realisasi", "DP3AKB"): 90,
        ("anggaran_responsif_gender", "DP3AKB"): 60,
        ("anggaran_responsif_gender_perubahan", "DP3AKB"): 80,
        ("realisasi_responsif_gender", "DP3AKB"): 50,
        ("belanja_operasi_modal", "DP3AKB"): 100,
        ("sub_kegiatan", "DP3AKB"): 2,
        ("sub_kegiatan_arg", "DP3AKB"): 1,
        ("sub_kegiatan_arg_perubahan", "DP3AKB"): 1,
        ("sub_kegiatan_arg_realisasi", "DP3AKB"): 1,
    }
    assert (
        city(found, rincian="kategori_arg=kelembagaan")["anggaran_responsif_gender", "DP3AKB"] == 60
    )
    assert city(found, rincian="jenis_belanja=modal")["pagu", "DP3AKB"] == 40


def test_sums_need_no_agency_and_are_never_counted(tmp_path):
    found = sent(tmp_path, ROWS)
    assert found.tally["baris jumlah"] == 4 * 3
    assert set(found.admitted["kode_nomenklatur"]) == {"2.08.02.2.01.0001", "2.08.02.2.01.0002"}


def test_a_sum_that_is_none_returns_the_sub_kegiatan_below_it(tmp_path):
    rows = [[*row] for row in ROWS]
    rows[2][6] = 110
    rows.append(["2.08.06.2.01.0001", "Forum anak", "DP3AKB", "Operasi", "Ya", "B", 10, 10, 10])
    rows[0][6:], rows[1][6:] = [110, 140, 100], [110, 140, 100]
    found = sent(tmp_path, rows)
    assert [(f.aturan, f.sel, f.fakta["hitung"]) for f in found.findings] == [("R2", "G4", 100)]
    assert set(found.admitted["kode_nomenklatur"]) == {"2.08.06.2.01.0001"}
    assert holes_of(found, by="satuan_unit") == {"DP3AKB"}


def test_without_a_tag_nothing_is_said_of_arg(tmp_path):
    head = ["Kode", "Uraian", "SKPD", "Pagu"]
    found = sent(tmp_path, [["2.08.02.2.01.0001", "Koordinasi", "DP3AKB", "60.000.000"]], head)
    assert city(found) == {("pagu", "DP3AKB"): 60_000_000, ("sub_kegiatan", "DP3AKB"): 1}


def test_nobody_has_spent_what_nobody_reported(tmp_path):
    head = [*HEAD[:3], "Pagu Murni", "Realisasi"]
    rows = [["2.08.02.2.01.0001", "Koordinasi", "DP3AKB", 60, ""],
            ["1.01.02.2.01.0005", "Kelas", "Disdik", 70, 20]]  # fmt: skip
    found = sent(tmp_path, rows, head)
    assert [(f.aturan, f.sel) for f in found.findings] == [("R8K", "E2")]
    assert ("realisasi", "DP3AKB") not in city(found)
    assert city(found)["realisasi", "Disdik"] == 20


def test_a_sub_kegiatan_without_agency_goes_back(tmp_path):
    rows = [*ROWS[:4], [*ROWS[4][:2], "", *ROWS[4][3:]], ROWS[5]]
    found = sent(tmp_path, rows)
    assert {f.kalimat for f in found.findings} == {"Kolom Perangkat daerah wajib diisi."}
    assert set(found.admitted["uraian"]) == {"Peralatan"}


@pytest.mark.parametrize(
    "code", ["2.08.2.01.0001", "2.08.02.3.01.0001", "PUG", "2.08.02.2.01.001", "208022010001"]
)
def test_a_code_of_another_shape_goes_back(tmp_path, code):
    head = ["Kode", "Uraian", "SKPD", "Pagu"]
    rows = [[code, "Koordinasi", "DP3AKB", 60], ["2.08.02.2.01.0001", "Koordinasi", "DP3AKB", 1]]
    found = sent(tmp_path, rows, head)
    assert {finding.aturan for finding in found.findings} == {"R18"}
    assert city(found)["pagu", "DP3AKB"] == 1


@pytest.mark.parametrize("code", ["2.08.02.2.01.0001", "2.08.02.2.01.01", "X.XX.01.2.01.0001"])
def test_shapes_of_the_decrees(tmp_path, code):
    head = ["Kode", "Uraian", "SKPD", "Pagu"]
    found = sent(tmp_path, [[code, "Koordinasi", "DP3AKB", 60]], head)
    assert (found.findings, city(found)["pagu", "DP3AKB"]) == ([], 60)


def test_every_sub_kegiatan_stands_by_itself_with_its_own_agency_only(tmp_path):
    other = ["1.01.02.2.01.0005", "Kelas", "Disdik", "Modal", "", "", 70, 70, 20]
    found = sent(tmp_path, [*ROWS[4:], other])
    code = "kode_nomenklatur=1.01.02.2.01.0005"
    assert city(found, rincian=code)["pagu", "Disdik"] == 70
    assert city(found, rincian=code)["sub_kegiatan_arg", "Disdik"] == 0
    assert ("pagu", "DP3AKB") not in city(found, rincian=code)
