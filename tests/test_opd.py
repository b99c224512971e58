"""Names of agencies: one canonical form, aliases as data, nothing guessed and no number shown."""

import pytest

from pipelines import name_agencies
from pipelines.load_catalogue import BadCatalogue, indicators
from pipelines.load_schedule import schedule
from pipelines.name_agencies import NUMBERED, agencies_of, agency_of, every_agency
from schemas.sources import ALL_SOURCES

HEAD = "kode,nama,jenis,alias\n"


def names(text: str) -> list[str]:
    return [agency.nama for agency in agencies_of(text)]


@pytest.mark.parametrize("text", ["Satpol PP", "SATPOL  PP", "Satuan Polisi Pamong Praja"])
def test_an_alias_in_any_case_is_the_agency(text):
    assert names(text) == ["Satuan Polisi Pamong Praja"]


def test_a_shared_text_names_each_of_its_agencies_and_is_nobodys_own():
    assert names("BPKAD dan Bappeda") == ["Bappeda", "BPKAD"]
    assert agency_of("BPKAD dan Bappeda").kode == ""
    assert agency_of("BPKAD").kode == "bpkad"


def test_what_is_nearly_a_name_is_not_that_name():
    almost = agency_of("Dinas Kesehatann")
    assert (almost.kode, almost.nama, almost.jenis) == ("", "Dinas Kesehatann", "tidak_dikenal")
    assert almost.own


@pytest.mark.parametrize("number", ["0000000000000000", "00000000 000000 0 000", "000-000"])
def test_a_number_in_place_of_a_name_is_never_shown(number):
    assert names(f"Sri {number}") == [NUMBERED]


def test_a_unit_number_is_part_of_a_name():
    assert names("UPTD Wilayah 12") == ["UPTD Wilayah 12"]


def test_every_duty_sumber_and_indicator_has_an_agency_that_is_known():
    texts = {duty.opd for duty in schedule()} | {s.opd for s in ALL_SOURCES.values()}
    texts |= {item.opd for item in indicators().values()}
    assert [text for text in texts if not all(a.kode for a in agencies_of(text))] == []
    assert every_agency().nama == "Semua perangkat daerah"


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ("a,Dinas A,perangkat_daerah,\na,Dinas B,perangkat_daerah,\n", "baris 3"),
        ("a,Dinas A,dinas,\n", "baris 2"),
        ("a,Dinas A,perangkat_daerah,Dinas B\nb,Dinas B,perangkat_daerah,\n", "baris 3"),
    ],
)
def test_a_mistake_in_the_list_is_named_by_its_line(tmp_path, monkeypatch, rows, line):
    (tmp_path / "opd.csv").write_text(HEAD + rows, encoding="utf-8")
    monkeypatch.setenv("TERPILAH_REFERENSI", str(tmp_path))
    for cached in (name_agencies._agencies, name_agencies._written):
        cached.cache_clear()
    try:
        with pytest.raises(BadCatalogue, match=f"opd.csv {line} "):
            agencies_of("Dinas A")
    finally:
        monkeypatch.undo()
        for cached in (name_agencies._agencies, name_agencies._written):
            cached.cache_clear()
