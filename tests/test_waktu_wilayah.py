"""Codes need their system and their year: bare digits and former codes are read only with them."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tabel import admission, write_book
from tempat import by_code, by_names, sentence

from pipelines.load_reference import bps_bridge, region_changes, regions
from pipelines.resolve_regions import Region, resolve, resolve_rows
from schemas.sources import SOURCES

NAMES = dict(regions().select("kode", "nama").iter_rows())


def undeclared(code: str, year: int | None = None) -> Region:
    return by_code(code, "", "belum_dinyatakan", year)


# --- the system


@pytest.mark.parametrize("code", ["36.73", "15.06", "15.06.01", "36.73.01.1001"])
def test_dots_say_that_a_code_is_of_kemendagri(code):
    assert undeclared(code).kode == code
    assert by_code(code, system="nama").kode == code


def test_dots_are_not_of_bps():
    assert by_code("36.73", system="bps").rule == "R4"


@pytest.mark.parametrize(
    ("digits", "as_kemendagri", "as_bps"),
    [("1506", "15.06 Kabupaten Tanjung Jabung Barat", "15.07 Kabupaten Tanjung Jabung Timur"),
     ("1509", "15.09 Kabupaten Tebo", "15.08 Kabupaten Bungo"),
     ("91", "91 Papua", "92 Papua Barat"), ("94", "94 Papua Tengah", "91 Papua"),
     ("9201", "96.01 Kabupaten Sorong", "96.03 Kabupaten Raja Ampat")],
)  # fmt: skip
def test_bare_digits_with_two_meanings_are_refused_with_both(digits, as_kemendagri, as_bps):
    found = undeclared(digits)
    assert (found.kode, found.rule) == (None, "R4K")
    assert f"dalam kode Kemendagri berarti {as_kemendagri}" in sentence(found)
    assert f"dalam kode BPS berarti {as_bps}" in sentence(found)


@pytest.mark.parametrize(
    ("digits", "place"),
    [("3673", "36.73 Kota Serang"), ("367301", "36.73.01 Serang"),
     ("3673011001", "36.73.01.1001 Serang"), ("3673010", "36.73.04 Curug"),
     ("93", "93 Papua Selatan"), ("97", "95 Papua Pegunungan")],
)  # fmt: skip
def test_bare_digits_are_refused_even_if_only_one_region_has_them(digits, place):
    found = undeclared(digits)
    assert (found.kode, found.rule) == (None, "R4K")
    assert place in sentence(found)


def test_a_province_may_stand_without_dots_where_both_systems_agree():
    alike = [code for code in NAMES if len(code) == 2 and bps_bridge().get(code) == code]
    assert len(alike) == 32
    assert {undeclared(code).kode for code in alike} == set(alike)


def test_digits_that_no_system_knows_are_simply_unknown():
    assert "Kemendagri maupun BPS" in sentence(undeclared("9999"))
    assert (undeclared("1599").rule, undeclared("1599").nearest) == ("R4", "15")
    assert undeclared("9299").nearest is None  # 92 is Papua Barat to one, 96 to the other


def test_what_is_missing_is_missing_from_the_place_that_both_readings_share():
    assert undeclared("1506").nearest == "15"
    assert undeclared("3673").nearest == "36.73"
    assert undeclared("9201").nearest == "96"
    assert undeclared("91").nearest is None


FOUR_DIGITS = sorted({c.replace(".", "") for c in NAMES if c.count(".") == 1} | set(bps_bridge()))


@given(digits=st.sampled_from(FOUR_DIGITS))
def test_declared_digits_never_mean_the_other_system(digits):
    dotted = f"{digits[:2]}.{digits[2:]}"
    if len(digits) == 4 and dotted in NAMES:
        assert by_code(digits, system="kemendagri").kode == dotted
    if bps_bridge().get(digits) in NAMES:
        assert by_code(digits, system="bps").kode == bps_bridge()[digits]


HEAD = ["Kode Wilayah", "Nama Wilayah", "Umur", "L", "P"]


def sent(path: Path, *codes: str, **more) -> tuple[list[str], set[tuple[str, str]]]:
    """Codes admitted and findings of a small file of penduduk."""
    book = write_book(path / "a.xlsx", [HEAD, *([code, "", "0-4", 1, 2] for code in codes)])
    found = admission(book, **more)
    told = {(finding.aturan, finding.nilai) for finding in found.findings}
    return sorted(set(found.admitted["kode_wilayah"])), told


def test_a_file_of_bare_digits_goes_back_until_its_system_is_declared(tmp_path):
    assert sent(tmp_path, "3673", "36.71") == (["36.71"], {("R4K", "3673")})
    assert sent(tmp_path, "3673", "3671", system="kemendagri") == (["3671", "3673"], set())
    assert sent(tmp_path, "3673", "3671", system="bps") == (["3671", "3673"], set())


def test_no_contract_takes_bare_digits_for_granted():
    stated = {layout.system for source in SOURCES.values() for layout in source.layouts}
    assert stated == {"belum_dinyatakan", "nama"}


# --- the year


@pytest.mark.parametrize(
    ("former", "now", "until"),
    [("91.01", "93.01", 2022), ("91.04", "94.01", 2022), ("91.02", "95.01", 2022),
     ("92.01", "96.01", 2025), ("92.71", "96.71", 2025), ("91.02.29", "95.01.09", 2022)],
)  # fmt: skip
def test_a_former_code_of_papua_is_read_up_to_its_last_year_and_refused_after(former, now, until):
    for written, system in ((former, "kemendagri"), (former.replace(".", ""), "kemendagri")):
        assert by_code(written, NAMES[now], system, until - 1).kode == now
        assert by_code(written, "", system, until).kode == now
        late = by_code(written, "", system, until + 1)
        assert (late.kode, late.rule, late.nearest) == (None, "R4L", now)
        assert f"berlaku sampai {until}" in sentence(late)
        assert f"Tulis {now} {NAMES[now]};" in sentence(late)


def test_a_former_code_without_a_year_is_refused():
    found = by_code("91.01")
    assert found.rule == "R4L"
    assert "data tanpa tahun" in sentence(found)


def test_the_bps_codes_of_papua_before_and_after_the_split():
    assert by_code("9401", "Merauke", "bps", 2020).kode == "93.01"
    assert by_code("9501", "Merauke", "bps", 2024).kode == "93.01"
    assert by_code("9401", "Merauke", "bps", 2024).rule == "R4L"
    assert by_code("9201", "Raja Ampat", "bps", 2024).kode == "96.03"
    assert by_code("9171", "Kota Sorong", "bps", 2020).kode == "96.71"
    assert by_code("94", "Papua", "bps", 2024).kode == "91"
    assert by_code("91", "Papua Barat", "bps", 2024).kode == "92"


@pytest.mark.parametrize(
    ("code", "system", "name"),
    [("91", "kemendagri", "Papua"), ("92", "kemendagri", "Papua Barat"), ("94", "bps", "Papua")],
)
def test_a_province_is_not_the_one_it_was_before_it_was_divided(code, system, name):
    before = by_code(code, name, system, 2021)
    assert (before.kode, before.rule, before.nearest) == (None, "R4L", None)
    assert "waktu itu" in sentence(before)
    assert "UU" in sentence(before)
    assert by_code(code, name, system, 2023).kode is not None
    assert by_names(name, year=2021).rule == "R4L"
    assert by_names(name, year=2023).kode == by_code(code, name, system, 2023).kode


def test_the_parts_of_a_divided_province_are_named():
    assert "91 Papua, 93 Papua Selatan, 94 Papua Tengah" in sentence(by_code("91", "", year=2020))


def test_a_kabupaten_is_found_by_name_where_it_was():
    assert by_names("Papua", "Kab. Merauke", year=2020).kode == "93.01"
    assert by_names("Papua", "Kab. Merauke", "Muting", year=2020).kode == "93.01.02"
    assert by_names("Papua", "Kab. Merauke", year=2024).rule == "R4L"
    assert by_names("Papua Selatan", "Kab. Merauke", year=2024).kode == "93.01"
    assert by_names("Papua Barat", "Kota Sorong", year=2020).kode == "96.71"


@given(former=st.sampled_from(sorted(region_changes())), year=st.integers(2010, 2035) | st.none())
def test_a_former_code_is_its_successor_or_refused_but_never_another(former, year):
    change = region_changes()[former]
    found = by_code(former, "", year=year)
    before = year is not None and year <= change.until
    if len(change.now) == 1:
        assert found.kode == (change.now[0] if before else None)
    else:
        assert found.kode == (None if before else former)


def test_rows_are_resolved_in_their_own_year():
    rows = pl.DataFrame(
        {"kode_wilayah": ["91.01"] * 3, "nama_wilayah": ["Merauke"] * 3,
         "tahun": [2020, 2024, None], "sistem_kode": "belum_dinyatakan", "wilayah_induk": "36.73"}
    )  # fmt: skip
    assert [found.kode for found in resolve_rows(rows, ["nama_wilayah"])] == ["93.01", None, None]
    undated = resolve_rows(rows.drop("tahun"), ["nama_wilayah"])
    assert [found.rule for found in undated] == ["R4L"] * 3


def test_a_file_with_a_former_code_is_admitted_for_its_years_only(tmp_path):
    assert sent(tmp_path, "91.01", year="2021") == (["91.01"], set())
    assert sent(tmp_path, "91.01", year="2024") == ([], {("R4L", "91.01")})


def test_an_unknown_village_below_a_former_kecamatan_counts_as_missing_there():
    found = resolve("91.01.01.2001", [], "kemendagri", "", 2020)
    assert (found.rule, found.nearest) == ("R4", "93.01.01")
