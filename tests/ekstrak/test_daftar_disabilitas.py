"""Daftar disabilitas: persons are counted by kind, sex and age; no NIK, name or village is read."""

import pytest
from tabel import admission, counts_of, harmonised_of, holes_of, write_book

from schemas.sources import SOURCES

HEAD = ["No", "NIK", "Nama", "Umur", "JK", "Jenis Disabilitas", "Layanan yang diterima",
        "Kecamatan", "Kelurahan", "Alamat"]  # fmt: skip
NIK, NAME = "3673014101900001", "Sri Rekaan"


def person(age, sex, kind, aid="", place="Curug"):
    return [1, NIK, NAME, age, sex, kind, aid, place, "Cipete", "Jl. Rekaan"]


PEOPLE = [
    person("9 th", "L", "tuna netra", "kursi roda"),
    person(34, "P", "Fisik", "Rehabilitasi sosial; bantuan tunai"),
    person(71, "P", "Fisik"),
    person("", "L", "Mental", "Terapi", place="Kasemen"),
]


@pytest.fixture
def taken(tmp_path):
    return admission(write_book(tmp_path / "a.xlsx", [HEAD, *PEOPLE]), "daftar_disabilitas")


def at(found, ukuran, place="36.73.04", **only):
    return {sex: n for (name, code, _, sex), n in counts_of(found, **only).items()
            if (name, code) == (ukuran, place)}  # fmt: skip


def test_persons_served_and_aided_are_counted(taken):
    assert at(taken, "penyandang_disabilitas") == {"L": 1, "P": 2, "L+P": 3}
    assert at(taken, "disabilitas_dilayani") == {"L": 1, "P": 1, "L+P": 2}
    assert at(taken, "disabilitas_alat_bantu") == {"L": 1, "P": 0, "L+P": 1}
    assert at(taken, "disabilitas_dilayani", "36.73.02") == {"L": 1, "P": 0, "L+P": 1}


def test_they_are_counted_by_kind_and_by_each_service(taken):
    physical = at(taken, "penyandang_disabilitas", rincian="ragam=fisik")
    cash = at(taken, "disabilitas_dilayani", rincian="bantuan=bantuan_tunai")
    assert physical == {"L": 0, "P": 2, "L+P": 2}
    assert cash == {"L": 0, "P": 1, "L+P": 1}


def test_an_unknown_age_counts_in_the_whole_and_in_no_band(taken):
    elder = at(taken, "penyandang_disabilitas", umur_min=60)
    children = at(taken, "penyandang_disabilitas", "36.73.02", umur_min=0, umur_max=17)
    assert elder == {"L": 0, "P": 1, "L+P": 1}
    assert children == {"L": 0, "P": 0, "L+P": 0}
    assert at(taken, "penyandang_disabilitas", "36.73.02") == {"L": 1, "P": 0, "L+P": 1}


def test_no_nik_name_or_street_is_kept(taken):
    assert taken.findings == []
    told = str([taken.admitted.to_dicts(), harmonised_of(taken).to_dicts()])
    assert not any(word in told for word in (NIK, NAME, "Cipete", "Rekaan"))
    assert SOURCES["daftar_disabilitas"].private


def test_a_nik_in_the_column_of_ages_is_not_told(tmp_path):
    wrong = person(NIK, "P", "Fisik", place="Taktakan")
    found = admission(write_book(tmp_path / "a.xlsx", [HEAD, *PEOPLE, wrong]), "daftar_disabilitas")
    assert [(f.aturan, f.sel, f.nilai) for f in found.findings] == [("T2", "D6", "(disamarkan)")]
    assert NIK not in str([found.findings, found.returned.to_dicts()])
    assert holes_of(found) == {"36.73.06"}
