"""Workbooks of Dinkes Jawa Barat and BKPSDM Kota Bandung, against openpyxl and loops alone."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from pipelines.admit_setoran import Admission, admit
from pipelines.harmonise_counts import harmonise_with_holes
from pipelines.read_answers import Answers
from pipelines.read_setoran import Delivery
from pipelines.receive_setoran import receive
from schemas.sources import SOURCES

REAL = Path(__file__).parents[3] / "shared" / "real"
LETTER = Path(__file__).with_name("pengantar.toml")
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real files are not here: no folder shared/real beside the repo"
)

MR = "dinkes-od_17449_jml_imunisasi_campakmr_pada_bayi__jk_v1_data.xlsx"
IDL = "dinkes-od_17464_jml_bayi_mendapat_imunisasi_dasar_lengkap__jk_v1_data.xlsx"
MOTHERS = "dinkes-od_17520_jumlah_ibu_bersalin_berdasarkan_kabupatenkota_v1_data.xlsx"
ANTIGENS = "dinkes-od_18490_jml_bayi_diimunisasi_berdasarkan_jenis_imunisasi_kabu_v1_data.xlsx"
COLUMNS = {
    "jumlah_bayi_hepatitis": "imunisasi_hepatitis_b0", "jumlah_bayi_campak": "imunisasi_campak_mr",
    "jumlah_bayi_polio": "imunisasi_polio", "jumlah_bayi_bcg": "imunisasi_bcg",
    "jumlah_ibu_bersalin": "ibu_bersalin", "jumlah_ibu_hamil": "ibu_hamil",
}  # fmt: skip
WEST_BANDUNG = ("32.17", 2019)


@cache
def book(name: str) -> list[dict]:
    workbook = openpyxl.load_workbook(REAL / name, read_only=True)
    head, *rows = workbook.worksheets[0].iter_rows(values_only=True)
    workbook.close()
    return [dict(zip(head, row, strict=True)) for row in rows]


def health(name: str) -> Iterator[tuple[tuple, object]]:
    """Each number of a Dinkes workbook under measure, region, year and sex."""
    for row in book(f"jawa_barat/{name}"):
        code = str(row["kode_kabupaten_kota"])
        place, year = f"{code[:2]}.{code[2:]}", row["tahun"]
        if name in (MR, IDL):
            ukuran, number = {
                MR: ("imunisasi_campak_mr", "jumlah_imunisasi"),
                IDL: ("imunisasi_dasar_lengkap", "jumlah_bayi"),
            }[name]  # fmt: skip
            yield (ukuran, place, year, row["jenis_kelamin"][0]), row[number]
        for column, ukuran in COLUMNS.items():
            if column in row:
                yield (ukuran, place, year, "TB" if name == MOTHERS else "L+P"), row[column]


@pytest.fixture(scope="module")
def taken() -> dict[str, Admission]:
    sent = receive(REAL, "36.73", LETTER).deliveries
    codes = ("imunisasi", "kesehatan_ibu_anak", "asn")
    return {code: confirmed(code, sent[code]) for code in codes}


def confirmed(code: str, sent: Sequence[Delivery]) -> Admission:
    """The admission after the agency has said that each great change or repeat is right."""
    asked = (f for f in admit(SOURCES[code], sent).findings if f.aturan in ("R13G", "R13C"))
    keys = frozenset((f.berkas, f.aturan, f.lembar, f.sel, f.nilai) for f in asked)
    return admit(SOURCES[code], sent, Answers(keys))


def counts(admission: Admission) -> dict[tuple, int | None]:
    admitted, returned = admission.admitted.drop("_id"), admission.returned.drop("_id")
    table = harmonise_with_holes(admitted, returned, admission.source)
    keys = table.select("ukuran", "kode_wilayah", "tahun", "jenis_kelamin").rows()
    return dict(zip(keys, table["jumlah"], strict=True))


# --- Dinkes Jawa Barat


def test_every_number_on_immunisation_is_that_of_its_cell(taken):
    expected = {key: n for name in (MR, IDL, ANTIGENS) for key, n in health(name)}
    fraction = ("imunisasi_hepatitis_b0", "32.17", 2020, "L+P")
    blank = {("imunisasi_campak_mr", *WEST_BANDUNG, sex) for sex in ("L", "P", "L+P")}
    found = {key: n for key, n in counts(taken["imunisasi"]).items() if n is not None}
    assert expected[fraction] == pytest.approx(28_932.89664)
    assert {key: n for key, n in expected.items() if key != fraction and key not in blank} == found
    assert len(found) == 1_292


def test_every_number_on_mothers_is_that_of_its_cell(taken):
    expected = dict(health(MOTHERS))
    assert counts(taken["kesehatan_ibu_anak"]) == expected
    assert len(expected) == 432


def test_some_figures_as_they_stand_in_the_files(taken):
    found = counts(taken["imunisasi"]) | counts(taken["kesehatan_ibu_anak"])
    assert found["imunisasi_dasar_lengkap", "32.01", 2017, "L"] == 49_743
    assert found["imunisasi_dasar_lengkap", "32.79", 2023, "P"] == 1_260
    assert found["imunisasi_campak_mr", "32.01", 2019, "P"] == 53_090
    assert found["imunisasi_campak_mr", "32.01", 2019, "L+P"] == 54_096 + 53_090
    assert found["imunisasi_bcg", "32.01", 2016, "L+P"] == 111_270
    assert found["imunisasi_polio", "32.78", 2023, "L+P"] == 1_036
    assert found["imunisasi_hepatitis_b0", "32.76", 2023, "L+P"] == 51
    assert found["ibu_bersalin", "32.01", 2016, "TB"] == 20_306
    assert found["ibu_hamil", "32.79", 2023, "TB"] == 2_951
    assert found["ibu_bersalin", "32.79", 2016, "TB"] == 45_601


@pytest.mark.parametrize("year", range(2017, 2024))
def test_full_basic_immunisation_of_the_province_adds_up(taken, year):
    rows = taken["imunisasi"].admitted.filter(ukuran="imunisasi_dasar_lengkap", tahun=year)
    for sex in ("L", "P"):
        cells = [n for key, n in health(IDL) if key[2:] == (year, sex)]
        assert len(cells) == 27
        assert rows.filter(jenis_kelamin=sex)["jumlah"].sum() == sum(cells)


def test_what_goes_back_is_a_fraction_and_a_blank_pair(taken):
    told = ("R8N", "R13", "R13E")
    findings = [f for f in taken["imunisasi"].findings if f.aturan not in told]
    found = [(f.aturan, f.tempat.split("_v1_data.xlsx ")[1], f.nilai) for f in findings]
    assert sorted(found) == [
        ("R7", "[data!F126]", "28932.89664"), ("R8K", "[data!G34]", ""), ("R8K", "[data!G35]", ""),
    ]  # fmt: skip
    lost = {key for key, number in counts(taken["imunisasi"]).items() if number is None}
    assert {key[:3] for key in lost} == {
        ("imunisasi_hepatitis_b0", "32.17", 2020), ("imunisasi_campak_mr", *WEST_BANDUNG),
    }  # fmt: skip


def test_the_measles_of_two_files_are_held_against_each_other(taken):
    """The file by sex and the one by antigen state 2019 both: all pairs add up."""
    by_sex, both = Counter(), dict(health(ANTIGENS))
    for (ukuran, place, year, _), number in health(MR):
        by_sex[ukuran, place, year, "L+P"] += number or 0
    assert len(by_sex) == 27
    assert {key: both[key] for key in by_sex} == by_sex
    assert "R1" not in {f.aturan for f in taken["imunisasi"].findings}


def test_a_region_with_no_immunised_baby_at_all_is_asked_about(taken):
    zero = {key[:3] for key, n in health(ANTIGENS) if n == 0}
    pairs = Counter(key[:3] for key, n in health(IDL) if n == 0)
    zero |= {key for key, times in pairs.items() if times == 2}
    asked = [f for f in taken["imunisasi"].findings if f.aturan == "R8N"]
    assert ("imunisasi_campak_mr", "32.04", 2016) in zero  # beside 61.539 for polio
    assert len(asked) == len(zero - {("imunisasi_campak_mr", *WEST_BANDUNG)})
    assert {f.tingkat for f in asked} == {"peringatan"}


def test_health_is_counted_as_restricted_and_by_nobody_but_dinkes(taken):
    for admission in (taken["imunisasi"], taken["kesehatan_ibu_anak"]):
        assert (admission.source.kelas, admission.source.opd) == ("terbatas", "Dinas Kesehatan")
        assert set(pl.Series(admission.admitted["sistem_kode"])) == {"kemendagri"}


# --- BKPSDM Kota Bandung

PNS = "kota_bandung/jumlah_pns.xlsx"


@cache
def districts() -> dict[str, str]:
    """Codes of the kecamatan of Kota Bandung by name, as a public table has them."""
    path = REAL / "codes" / "idn-area-data_4.0.1" / "districts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["regency_code"] == "32.73"]
    return {row["name"].casefold().replace(" ", ""): row["code"] for row in rows}


def test_every_count_of_civil_servants_is_that_of_its_cell(taken):
    expected = {}
    for row in book(PNS):
        code = districts()[row["namakec"].casefold().replace(" ", "")]
        key = ("asn", code, int(row["tahun"]), row["jenis_kelamin"][0])
        expected[key] = int(row["jumlah_pns"])
    assert counts(taken["asn"]) == expected
    assert len(expected) == 30 * 2 * 8
    assert len({key[1] for key in expected}) == 30


def test_some_civil_servants_as_they_stand_in_the_file(taken):
    found = counts(taken["asn"])
    andir, ujungberung = districts()["andir"], districts()["ujungberung"]
    assert found["asn", andir, 2016, "L"] == 47
    assert found["asn", andir, 2017, "P"] == 17
    assert found["asn", ujungberung, 2023, "P"] == 18


@pytest.mark.parametrize("year", range(2016, 2024))
def test_civil_servants_of_all_kecamatan_add_up(taken, year):
    for sex in ("L", "P"):
        own = [int(row["jumlah_pns"]) for row in book(PNS)
               if int(row["tahun"]) == year and row["jenis_kelamin"][0] == sex]  # fmt: skip
        rows = taken["asn"].admitted.filter(tahun=year, jenis_kelamin=sex)
        assert (len(own), sum(own)) == (30, rows["jumlah"].sum())


def test_they_are_pns_and_nothing_goes_back(taken):
    assert taken["asn"].findings == []
    assert taken["asn"].returned.is_empty()
    assert set(taken["asn"].admitted["status"]) == {"pns"}
