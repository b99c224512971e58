"""NIK and NIP say what their digits mean, and nothing where they are impossible."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from schemas.nik import Nik, Nip

TODAY = date(2025, 12, 31)
REGION = st.sampled_from(["367301", "110101", "960101"])
SERIAL = st.integers(1, 9999).map("{:04}".format)


def test_a_man_born_on_5_march_1990():
    nik = Nik.parse("3673010503900007")
    assert nik == Nik("36.73.01", "L", 5, 3, 90, "0007")
    assert nik.born(TODAY) == date(1990, 3, 5)


def test_a_womans_day_is_40_higher():
    nik = Nik.parse("3673014503900007")
    assert (nik.jenis_kelamin, nik.hari, nik.born(TODAY)) == ("P", 5, date(1990, 3, 5))


def test_the_century_is_the_latest_that_is_not_in_the_future():
    assert Nik.parse("3673013112250001").born(TODAY) == date(2025, 12, 31)
    assert Nik.parse("3673010101260001").born(TODAY) == date(1926, 1, 1)
    assert Nik.parse("3673012902000001").born(TODAY) == date(2000, 2, 29)


def test_an_impossible_date_is_none():
    assert Nik.parse("3673013102900001").born(TODAY) is None
    assert Nik.parse("3673010013900001").born(TODAY) is None
    assert Nik.parse("3673018001900001").born(TODAY) is None  # day 80 is a woman's 40


def test_other_lengths_and_letters_are_no_nik():
    for text in ("", "367301050390000", "36730105039000071", "1.57E+15", "36730105O3900007"):
        assert Nik.parse(text) is None


@given(REGION, st.dates(date(1926, 1, 1), TODAY), st.sampled_from("LP"), SERIAL)
def test_what_a_registry_writes_is_read_back(region, born, sex, serial):
    day = born.day + (40 if sex == "P" else 0)
    nik = Nik.parse(f"{region}{day:02}{born:%m%y}{serial}")
    assert (nik.jenis_kelamin, nik.born(TODAY), nik.urut) == (sex, born, serial)
    assert nik.kecamatan.replace(".", "") == region


def test_a_nip_has_birth_appointment_and_sex():
    assert Nip.parse("198503152010012003") == Nip(date(1985, 3, 15), 2010, 1, "P", "003")
    assert Nip.parse("198503152010011003").jenis_kelamin == "L"


def test_a_pppk_has_21_for_the_month_of_appointment():
    assert Nip.parse("198503152022211003") == Nip(date(1985, 3, 15), 2022, 21, "L", "003")


def test_an_impossible_nip_is_none():
    for text in (
        "198502302010012003", "198503152010132003", "198503152010013003", "19850315201001200", "",
    ):  # fmt: skip
        assert Nip.parse(text) is None
