"""Kontak layanan: one row per contact, counted by channel; numbers are hashed, nobody is named."""

import pytest
from tabel import admission, counts_of, harmonised_of, write_book

from pipelines.mask_persons import hashed_book

HEAD = ["No", "Nama", "NIK", "No Registrasi", "Tgl Penanganan", "Instansi", "JK", "Usia",
        "Rujukan ke"]  # fmt: skip
NIK, CASE, NAME = "0000000000000123", "UPTD/2025/0017", "Sri Rekaan"
ROW = [1, NAME, NIK, CASE, "03/02/2025", "satpol", "Perempuan", "15", "UPTD PPA"]


def taken(path, *rows):
    return admission(write_book(path, [HEAD, *rows]), "kontak_layanan")


def changed(**cells):
    return [cells.get(name, cell) for name, cell in zip(HEAD, ROW, strict=True)]


def test_contacts_are_counted_by_channel_and_by_where_they_were_sent(tmp_path):
    found = taken(
        tmp_path / "a.xlsx", ROW, changed(Instansi="RSUD", JK="Laki-laki", **{"Rujukan ke": ""})
    )
    assert found.findings == []
    key = ("kontak_layanan", "36.73", "2025")
    assert counts_of(found) == {(*key, "L"): 1, (*key, "P"): 1, (*key, "L+P"): 2}
    assert counts_of(found, rincian="kanal=satpol_pp")[*key, "P"] == 1
    assert counts_of(found, rincian="kanal=rumah_sakit")[*key, "L"] == 1
    assert counts_of(found, rincian="rujuk_ke=uptd_ppa")[*key, "L+P"] == 1
    assert counts_of(found, umur_min=0, umur_max=17)[*key, "L+P"] == 2


def test_numbers_are_kept_as_hashes_and_only_until_they_are_counted(tmp_path):
    found = taken(tmp_path / "a.xlsx", ROW)
    kept = found.admitted.to_dicts()[0]
    assert kept["kunci_orang"] == hashed_book([NIK], "kunci_orang")[NIK]
    assert kept["kunci_kasus"] == hashed_book([CASE], "kunci_kasus")[CASE]
    for table in (found.admitted, found.returned, harmonised_of(found)):
        said = str(table.to_dicts())
        assert not any(secret in said for secret in (NIK, NIK[-3:] + "'", CASE, NAME))
    assert not any("kunci" in name for name in harmonised_of(found).columns)


@pytest.mark.parametrize("written", [3673010101900001, "", "-", "tidak ada", "3673", "0" * 16])
def test_a_number_that_is_not_a_whole_nik_stands_for_nobody(tmp_path, written):
    found = taken(tmp_path / "a.xlsx", changed(NIK=written), ROW)
    assert found.findings == []
    assert found.admitted["kunci_orang"][0] in ("", None)


def test_a_nik_with_blanks_in_it_is_the_same(tmp_path):
    spaced = f"{NIK[:6]} {NIK[6:12]} {NIK[12:]}"
    keys = taken(tmp_path / "a.xlsx", ROW, changed(NIK=spaced)).admitted["kunci_orang"]
    assert keys[0] == keys[1] != ""


def test_an_unknown_channel_goes_back_and_is_not_repeated(tmp_path):
    found = taken(tmp_path / "a.xlsx", ROW, changed(Instansi="Dukun", NIK="9" * 15 + "8"))
    assert [(f.aturan, f.sel) for f in found.findings] == [("R17", "F3")]
    (finding,) = found.findings
    said = f"{finding.nilai} {finding.kalimat} {finding.perbaikan} {finding.fakta}"
    assert not any(text in said for text in ("Dukun", "999", CASE, NAME))


def test_the_year_is_that_of_the_contact(tmp_path):
    found = taken(tmp_path / "a.xlsx", changed(**{"Tgl Penanganan": "30/12/2024"}))
    assert [f.aturan for f in found.findings] == ["R11M"]
    assert found.admitted["tahun"].to_list() == [2024]
