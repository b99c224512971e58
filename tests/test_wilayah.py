"""Regions: a code is what its system says, a name what stands below its parent, else refused."""

import pytest
from tabel import admission, write_book
from tempat import CITY, by_code, by_names, sentence

from pipelines.resolve_regions import resolve
from schemas.wilayah import KodeBps, KodeKemendagri

# --- codes


@pytest.mark.parametrize(
    ("text", "code", "level"),
    [("36", "36", "provinsi"), ("3673", "36.73", "kab_kota"), ("36.73", "36.73", "kab_kota"),
     ("367301", "36.73.01", "kecamatan"), ("3673011001", "36.73.01.1001", "desa"),
     ("36.73.01.1001", "36.73.01.1001", "desa")],
)  # fmt: skip
def test_a_kemendagri_code_is_read_with_and_without_its_dots(text, code, level):
    parsed = KodeKemendagri.parse(text)
    assert (parsed.text, parsed.level) == (code, level)


@pytest.mark.parametrize("text", ["", "3", "367", "36.7", "3673.01", "36.73.1", "36-73", "36.73 "])
def test_a_code_of_another_shape_is_no_kemendagri_code(text):
    assert KodeKemendagri.parse(text) is None


@pytest.mark.parametrize("text", ["36.73", "367301", "3673.011", "kota"])
def test_a_code_of_another_shape_is_no_bps_code(text):
    assert KodeBps.parse(text) is None


def test_the_same_digits_in_two_systems_are_two_codes():
    assert KodeKemendagri("1506") != KodeBps("1506")
    assert KodeKemendagri.parse("36.73.01.1001").parent == KodeKemendagri("36.73.01")


@pytest.mark.parametrize(
    ("digits", "as_bps", "as_kemendagri"),
    [("1506", "15.07", "15.06"), ("1507", "15.06", "15.07"),
     ("1508", "15.09", "15.08"), ("1509", "15.08", "15.09")],
)  # fmt: skip
def test_the_swapped_numbers_of_jambi_are_told_apart(digits, as_bps, as_kemendagri):
    assert by_code(digits, system="bps").kode == as_bps
    assert by_code(digits, system="kemendagri").kode == as_kemendagri


def test_a_name_reveals_a_code_of_the_other_system():
    assert by_code("1506", "Tanjung Jabung Timur", "bps").kode == "15.07"
    assert by_code("1506", "Tanjung Jabung Timur", "kemendagri").rule == "R4N"


@pytest.mark.parametrize("code", ["99", "36.99", "36.73.99", "36.73.01.9999", "3673.01", "36.7"])
def test_a_code_that_no_decree_knows_is_refused(code):
    found = by_code(code)
    assert (found.kode, found.rule) == (None, "R4")
    assert code in sentence(found)


def test_an_unknown_code_below_a_known_region_still_counts_as_missing_there():
    assert by_code("36.73.99").nearest == CITY


# --- names beside codes


@pytest.mark.parametrize("name", ["Kota Serang", "KOTA SERANG", "Serang", "Kota  Serang", ""])
def test_a_code_and_a_name_that_agree_are_one_region(name):
    assert by_code(CITY, name).kode == CITY


@pytest.mark.parametrize(
    ("code", "name"),
    [("36.73", "Kabupaten Serang"), ("36.04", "Kota Serang"), ("32.71", "Kab. Bogor"),
     ("32.01", "Kota Bogor"), ("32.75", "Kab Bekasi"), ("36.73", "Kota Cilegon"),
     ("36.73.01", "Kasemen")],
)  # fmt: skip
def test_a_name_that_belongs_to_another_code_is_refused(code, name):
    found = by_code(code, name)
    assert (found.kode, found.rule) == (None, "R4N")
    assert name in sentence(found)


@pytest.mark.parametrize(
    ("code", "name"),
    [("36.73.01", "Kota Serang"), ("36.73", "Kec. Serang"), ("36.73.01.1001", "Kecamatan Serang"),
     ("36.73.01", "Kelurahan Serang")],
)  # fmt: skip
def test_a_name_that_states_another_level_than_its_code_is_refused(code, name):
    assert by_code(code, name).rule == "R4N"


@pytest.mark.parametrize("name", ["Kota Baru", "Kelurahan Kota Baru", "Kel. Kota Baru", "KOTABARU"])
def test_a_kelurahan_whose_own_name_begins_with_kota_keeps_its_name(name):
    assert by_code("36.73.01.1004", name).kode == "36.73.01.1004"
    assert by_names(name, home="36.73.01").kode == "36.73.01.1004"


@pytest.mark.parametrize("name", ["Kec. Cipocok Jaya", "cipocokjaya", "CIPOCOK  JAYA"])
def test_spaces_case_and_type_words_do_not_make_another_name(name):
    assert by_names(name, home=CITY).kode == "36.73.05"


# --- names alone


@pytest.mark.parametrize(
    ("name", "code"),
    [("Kota Bogor", "32.71"), ("Kab. Bogor", "32.01"), ("KABUPATEN BOGOR", "32.01"),
     ("Kota Bekasi", "32.75"), ("Kab Bekasi", "32.16"), ("Depok", "32.76")],
)  # fmt: skip
def test_namesakes_are_told_apart_by_the_type_they_state(name, code):
    assert by_names("Jawa Barat", name).kode == code


@pytest.mark.parametrize(
    ("province", "name", "candidates"),
    [("Jawa Barat", "Bogor", ["32.01 Kabupaten Bogor", "32.71 Kota Bogor"]),
     ("Jawa Barat", "Bekasi", ["32.16 Kabupaten Bekasi", "32.75 Kota Bekasi"]),
     ("Banten", "Serang", ["36.04 Kabupaten Serang", "36.73 Kota Serang"])],
)  # fmt: skip
def test_namesakes_without_a_type_are_refused_with_both_listed(province, name, candidates):
    found = by_names(province, name)
    assert (found.kode, found.rule) == (None, "R4")
    assert all(candidate in sentence(found) for candidate in candidates)


def test_the_kecamatan_serang_is_not_the_city_around_it():
    assert by_names("Kec. Serang", home=CITY).kode == "36.73.01"
    assert by_names("Kota Serang", home=CITY).kode == CITY
    assert by_names("Banten", "Kota Serang", "Kec. Serang").kode == "36.73.01"


def test_a_name_repeated_in_one_parent_is_refused_with_both_listed():
    found = by_names("Wuyukwi", home="94.02.01")
    assert found.kode is None
    assert "94.02.01.1010" in sentence(found)
    assert "94.02.01.2002" in sentence(found)
    assert by_names("Kelurahan Wuyukwi", home="94.02.01").kode == "94.02.01.1010"
    assert by_names("Desa Wuyukwi", home="94.02.01").kode == "94.02.01.2002"


def test_a_name_used_twice_in_a_province_needs_its_kab_kota():
    assert by_names("Banten", "Kab. Lebak", "Sobang").kode == "36.02.22"
    assert by_names("Banten", "Kab. Pandeglang", "Sobang").kode == "36.01.35"
    assert by_names("Banten", "Sobang").kode is None


def test_a_misspelt_name_is_refused_and_the_nearest_one_suggested():
    found = by_names("Kasemenn", home=CITY)
    assert (found.kode, found.nearest) == (None, CITY)
    assert "mungkin 36.73.02 Kasemen" in sentence(found)


@pytest.mark.parametrize(
    ("parent", "name"),
    [("12.07.28", "Lubuk Pakam IIII"), ("53", "Timor Tengah"), ("73", "Luwu Tenggara")],
)
def test_a_name_that_could_be_misspelt_from_several_gets_no_suggestion(parent, name):
    found = by_names(name, home=parent)
    assert found.kode is None
    assert "mungkin" not in sentence(found)


@pytest.mark.parametrize("name", ["Amarasi Sel", "Kec. Amarasi Selatan", "amarasi selatan"])
def test_a_longer_name_is_not_cut_to_its_neighbour(name):
    assert by_names(name, home="53.01").kode == "53.01.18"


def test_a_name_like_no_other_is_refused_without_a_suggestion():
    found = by_names("Zzyzx", home=CITY)
    assert found.kode is None
    assert "mungkin" not in sentence(found)


def test_a_region_without_code_and_name_is_refused():
    assert resolve(None, [None], "nama", CITY).rule == "R4"


# --- through a file


def test_only_the_rows_of_an_unclear_region_go_back(tmp_path):
    head = ["Kode Wilayah", "Nama Wilayah", "Umur", "L", "P"]
    places = [("36.73.01", "Kec. Serang"), ("36.73.09", "Kec. Baru"), ("36.73.02", "Kec. Curug")]
    grid = [head, *([code, name, "0-4", 1, 2] for code, name in places)]
    found = admission(write_book(tmp_path / "penduduk.xlsx", grid))
    assert {(finding.aturan, finding.nilai) for finding in found.findings} == {
        ("R4", "36.73.09"), ("R4N", "Kec. Curug"),
    }  # fmt: skip
    assert found.admitted["kode_wilayah"].unique().to_list() == ["36.73.01"]


def test_a_row_that_names_no_region_lies_somewhere_in_its_own():
    region = by_names(home=CITY)
    assert (region.kode, region.rule, region.nearest) == (None, "R4", CITY)
