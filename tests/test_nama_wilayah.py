"""Names of regions: however they are written they name one place below their parent, or none."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tempat import CITY, by_code, by_names, sentence

from pipelines.load_reference import regions
from pipelines.resolve_regions import Region, resolve_rows

# --- how names are written


@pytest.mark.parametrize(
    ("home", "name", "code"),
    [("35.76", "010. Prajurit Kulon", "35.76.01"), ("35.76", "2) Magersari", "35.76.02"),
     ("35.76.01", "01. Surodinawan", "35.76.01.1007"),
     ("35.76.01", "B l o o t o", "35.76.01.1008"), ("15", "Kota Jambi*", "15.71"),
     ("15", "Kota Jambi 1)", "15.71"), ("14", "KOTA D U M A I", "14.72"),
     ("15", "Batang Hari", "15.04"), ("15", "Kab. Batanghari", "15.04"),
     ("63", "Kota Baru", "63.02"), ("63", "Kab. Kotabaru", "63.02"),
     ("62", "Kota Waringin Timur", "62.02"), ("31", "Kep. Seribu", "31.01"),
     ("31", "Kota Adm. Jakarta Pusat", "31.71"), ("93.01", "Distrik Merauke", "93.01.01"),
     ("13.05", "2 x 11 Kayu Tanam", "13.05.15")],
)  # fmt: skip
def test_numbers_marks_spaces_and_short_forms_do_not_hide_a_name(home, name, code):
    assert by_names(name, home=home).kode == code


@pytest.mark.parametrize(
    ("home", "name", "code"),
    [("", "DKI Jakarta", "31"), ("", "D.I. Yogyakarta", "34"), ("", "NTB", "52"),
     ("15", "Tanjab Timur", "15.07"), ("73", "Pangkajene Kepulauan", "73.10"),
     ("12", "Toba Samosir", "12.12"), ("12", "Kab. Toba Samosir", "12.12"),
     ("16", "OKU Timur", "16.08"), ("32.03", "Cibinong", "32.03.20")],
)  # fmt: skip
def test_a_confirmed_alias_names_its_region_with_and_without_a_code(home, name, code):
    assert by_names(name, home=home).kode == code
    assert by_code(code, name).kode == code


def test_an_alias_of_a_kabupaten_does_not_name_a_kota():
    assert by_names("Kota Toba Samosir", home="12").kode is None


# --- where a path of names begins


def by_columns(home: str, **path: str | None) -> str | None:
    row = {"sistem_kode": "nama", "wilayah_induk": home, **path}
    columns = pl.DataFrame([row], schema=dict.fromkeys(row, pl.String))
    (found,) = resolve_rows(columns, list(path))
    return found.kode


@pytest.mark.parametrize(
    ("path", "code"),
    [({"nama_provinsi": "Banten", "nama_kab_kota": None}, "36"),
     ({"nama_provinsi": "Jawa Barat", "nama_kab_kota": "Kota Depok"}, "32.76"),
     ({"nama_provinsi": "Jawa Barat", "nama_kab_kota": "Kota Depok", "nama_kecamatan": "Beji"},
      "32.76.06"),
     ({"nama_provinsi": None, "nama_kab_kota": "Kota Serang", "nama_kecamatan": "Curug"},
      "36.73.04"),
     ({"nama_provinsi": None, "nama_kab_kota": None, "nama_kecamatan": "Curug"}, "36.73.04"),
     ({"nama_kecamatan": "Kec. Serang", "nama_kelurahan": "Kota Baru"}, "36.73.01.1004"),
     ({"nama_kecamatan": "Kec. Curug"}, "36.73.04"),
     ({"nama_kab_kota": "Kota Serang", "nama_kecamatan": "Curug", "nama_kelurahan": "Curug"},
      "36.73.04.1001"),
     ({"nama_kab_kota": "Kota Depok", "nama_kecamatan": "Beji"}, None)],
)  # fmt: skip
def test_a_path_begins_at_the_nation_with_a_province_and_at_home_without_one(path, code):
    assert by_columns(CITY, **path) == code


def test_a_province_is_not_mistaken_for_a_village_of_its_name():
    assert by_columns("36.73.02", nama_provinsi="Banten", nama_kab_kota=None) == "36"
    assert by_columns("36.73.02", nama_kelurahan="Banten") == "36.73.02.1007"


# --- every region of the decree

PLACES = dict(regions().select("kode", "nama").iter_rows())
TYPES = ("Provinsi ", "", "Kec. ")


def with_type(code: str) -> str:
    if code.count(".") == 3:
        return {"1": "Kelurahan ", "2": "Desa ", "3": "Desa "}[code[-4]] + PLACES[code]
    return TYPES[code.count(".")] + PLACES[code]


def is_itself_or_asked_for(code: str, found: Region) -> bool:
    return found.kode == code or (
        found.kode is None and f"{code} {PLACES[code]}" in sentence(found)
    )


@given(
    code=st.sampled_from(sorted(PLACES)),
    decorate=st.sampled_from(
        [str, str.upper, str.lower, "  {} ".format, "07. {}".format, "{}*".format, "{} 2)".format]
    ),
    typed=st.booleans(),
)
def test_a_region_named_below_its_parent_is_found_or_asked_for_and_never_another(
    code, decorate, typed
):
    name = decorate(with_type(code) if typed else PLACES[code])
    assert is_itself_or_asked_for(code, by_names(name, home=code.rpartition(".")[0]))


@pytest.mark.parametrize("province", sorted(code for code in PLACES if len(code) == 2))
def test_a_region_keeps_its_own_name_and_code_in_every_province(province):
    codes = [code for code in PLACES if code.startswith(province)]
    wrong = [code for code in codes if by_code(code, with_type(code)).kode != code]
    lost = [
        code for code in codes
        if not is_itself_or_asked_for(code, by_names(PLACES[code], home=code.rpartition(".")[0]))
    ]  # fmt: skip
    assert (wrong, lost) == ([], [])
