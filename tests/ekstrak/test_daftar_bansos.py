"""Daftar bansos: recipients are counted by programme, decile, sex and age; nobody is named."""

import pytest
from tabel import admission, counts_of, harmonised_of, holes_of, write_book

HEAD = ["No", "NIK", "Nama KPM", "JK", "Umur", "Program", "Desil DTSEN", "Kecamatan", "Kelurahan"]
NIK, NAME = "3673014101900001", "Sri Rekaan"


def person(sex, age, program, decile, place="Curug"):
    return [1, NIK, NAME, sex, age, program, decile, place, "Cipete"]


PEOPLE = [
    person("Perempuan", 34, "PKH, BPNT", 1),
    person("Laki-laki", 67, "sembako", 2),
    person("Perempuan", 41, "PKH", "", place="Kasemen"),
]


@pytest.fixture
def taken(tmp_path):
    return admission(write_book(tmp_path / "a.xlsx", [HEAD, *PEOPLE]), "daftar_bansos")


def at(found, place="36.73.04", **only):
    return {sex: n for (_, code, _, sex), n in counts_of(found, **only).items() if code == place}


def test_a_person_of_two_programmes_is_one_recipient(taken):
    assert at(taken) == {"L": 1, "P": 1, "L+P": 2}
    assert at(taken, rincian="program=pkh") == {"L": 0, "P": 1, "L+P": 1}
    assert at(taken, rincian="program=sembako") == {"L": 1, "P": 1, "L+P": 2}


def test_an_unknown_decile_is_said_to_be_unknown(taken):
    assert at(taken, rincian="desil=1") == {"L": 0, "P": 1, "L+P": 1}
    assert at(taken, "36.73.02", rincian="desil=tidak_diketahui") == {"L": 0, "P": 1, "L+P": 1}


def test_ages_stand_in_bands(taken):
    assert at(taken, umur_min=60) == {"L": 1, "P": 0, "L+P": 1}
    assert at(taken, umur_min=18, umur_max=59) == {"L": 0, "P": 1, "L+P": 1}


def test_nobody_is_named(taken):
    assert taken.findings == []
    told = str([taken.admitted.to_dicts(), harmonised_of(taken).to_dicts()])
    assert not any(word in told for word in (NIK, NAME, "Cipete"))


def test_a_name_in_the_column_of_sexes_is_not_told(tmp_path):
    wrong = person(NAME, 30, "PKH", 1, place="Taktakan")
    found = admission(write_book(tmp_path / "a.xlsx", [HEAD, *PEOPLE, wrong]), "daftar_bansos")
    assert [(f.aturan, f.sel) for f in found.findings] == [("R3", "D5")]
    assert NAME not in f"{found.findings[0].kalimat} {found.returned.to_dicts()}"
    assert holes_of(found) == {"36.73.06"}


def test_a_programme_that_nobody_knows_goes_back(tmp_path):
    wrong = person("Laki-laki", 30, "Rumah subsidi", 1, place="Taktakan")
    found = admission(write_book(tmp_path / "a.xlsx", [HEAD, *PEOPLE, wrong]), "daftar_bansos")
    assert [(f.aturan, f.sel, f.nilai) for f in found.findings] == [("R17", "F5", "(disamarkan)")]
    assert "pkh" in found.findings[0].kalimat


def test_a_person_of_no_kecamatan_leaves_a_hole_in_the_city(tmp_path):
    wrong = person("Laki-laki", 30, "PKH", 1, place="")
    found = admission(write_book(tmp_path / "a.xlsx", [HEAD, *PEOPLE, wrong]), "daftar_bansos")
    assert [f.aturan for f in found.findings] == ["R4"]
    assert holes_of(found) == {"36.73"}
