"""Files that agencies really published, against a second computation with csv and loops alone."""

import csv
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from pipelines.achieve_targets import achieve
from pipelines.admit_setoran import Admission, admit
from pipelines.compute_indicators import compute
from pipelines.harmonise_counts import harmonise_with_holes
from pipelines.harmonise_targets import harmonise_targets
from pipelines.load_catalogue import indicators
from pipelines.receive_setoran import Reception, receive
from schemas.sources import SOURCES
from schemas.temuan import Finding

REAL = Path(__file__).parents[3] / "shared" / "real"
LETTER = Path(__file__).with_name("pengantar.toml")
MAPPING = Path(__file__).parents[2] / "data" / "referensi" / "elemen" / "sikondang.csv"
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real files are not here: no folder shared/real beside the repo"
)

ALL = "semua"
SEXES = {"L": "L", "P": "P", "L+P": "LP"}
BANDS = [*(f"{low}-{low + 4}" for low in range(0, 75, 5)), "75+"]
CITY = "36.73"
DISTRICTS = {
    "Serang": "36.73.01", "Kasemen": "36.73.02", "Walantaka": "36.73.03",
    "Curug": "36.73.04", "Cipocok Jaya": "36.73.05", "Taktakan": "36.73.06",
}  # fmt: skip
SERANG = {code: [name] for name, code in DISTRICTS.items()} | {CITY: [*DISTRICTS]}
SENSITIVE = {  # pattern -> the only sumber that may hold such files
    "dki_jakarta/*": "rekap_kekerasan", "jawa_barat/KASUS_TERLAYANI.csv": "rekap_kekerasan",
    "jawa_barat/BERDASARKAN_PENDIDIKAN.csv": "rekap_kekerasan",
    "jawa_barat/dinkes-od_17520*": "kesehatan_ibu_anak",
    "jawa_barat/dinkes-od_174*": "imunisasi", "jawa_barat/dinkes-od_18*": "imunisasi",
}  # fmt: skip


# --- the pipelines


@dataclass(frozen=True)
class Taken:
    """The real folder after the pipelines: admissions by sumber, counts, indicators by key."""

    reception: Reception
    admissions: dict[str, Admission]
    counts: pl.DataFrame
    computed: pl.DataFrame
    figures: dict[tuple, dict]

    @property
    def findings(self) -> list[Finding]:
        admitted = [finding for a in self.admissions.values() for finding in a.findings]
        return [*self.reception.refused, *admitted]

    def sides(self, code: str, year: int, regions: Iterable[str], ages: Iterable[str] = (ALL,),
              levels: Iterable[str] = (ALL,)) -> dict[tuple, tuple]:  # fmt: skip
        """Numerator and denominator by region, age, level and sex, where there is such a row."""
        keys = (
            (code, region, year, age, level, sex)
            for region in regions for age in ages for level in levels for sex in SEXES
        )  # fmt: skip
        found = {(key[1], *key[3:]): self.figures[key] for key in keys if key in self.figures}
        return {key: (row["pembilang"], row["penyebut"]) for key, row in found.items()}


KEY = ("kode_indikator", "kode_wilayah", "tahun", "umur", "jenjang", "jenis_kelamin")


def counts_of(admission: Admission) -> Iterable[pl.DataFrame]:
    for year in admission.years:
        parts = (admission.admitted, admission.returned)
        admitted, returned = (part.filter(pl.col("tahun") == year).drop("_id") for part in parts)
        yield harmonise_with_holes(admitted, returned, admission.source)


@pytest.fixture(scope="module")
def taken() -> Taken:
    reception = receive(REAL, CITY, LETTER)
    admissions = {code: admit(SOURCES[code], reception.deliveries[code]) for code in SOURCES}
    counted = [a for a in admissions.values() if a.source.number == "jumlah"]
    counts = pl.concat(frame for admission in counted for frame in counts_of(admission))
    computed = compute(counts, indicators().values())
    figures = {tuple(row[name] for name in KEY): row for row in computed.rows(named=True)}
    return Taken(reception, admissions, counts, computed, figures)


def assert_complete(taken: Taken, rows: Iterable[tuple]) -> None:
    assert {taken.figures[row]["status_obs"] for row in rows} == {"final"}


# --- the second computation: csv and loops


@cache
def read(name: str) -> list[dict[str, str]]:
    with (REAL / name).open(encoding="utf-8-sig", newline="") as file:
        return [
            {key: " ".join(text.split()) for key, text in row.items()}
            for row in csv.DictReader(file)
        ]


@cache
def elements() -> dict[tuple[str, int, str], set[int]]:
    """The values of SIKONDANG by element, year and kecamatan."""
    values = defaultdict(set)
    for row in read("kota_serang/sikondang_joined.csv"):
        values[row["id_jenis_data"], int(row["tahun"]), row["wilayah"]].add(int(row["jumlah"]))
    return values


def element(codes: Iterable[int], year: int, region: str) -> int:
    """Elements summed over a region, each of which has one value in each kecamatan."""
    total = 0
    for code in codes:
        for district in SERANG[region]:
            (value,) = elements()[str(code), year, district]
            total += value
    return total


@cache
def jabar() -> dict[tuple[int, str, str, str], int]:
    """Persons of Jawa Barat by year, region, age band and sex, with sums of places and sexes."""
    people = defaultdict(int)
    for name in ("2024-09_penduduk_jk.csv", "piramida_penduduk.csv"):
        for row in read(f"jawa_barat/{name}"):
            code, number = row["kode_kabupaten_kota"], int(row["jumlah_penduduk"])
            band = band_of(row.get("kelompok_umur", ALL))
            for region in (f"{code[:2]}.{code[2:]}", "32"):
                for sex in (row["jenis_kelamin"][0], "L+P"):
                    people[int(row["tahun"]), region, band, sex] += number
    return people


def band_of(text: str) -> str:
    low, _, high = text.partition(" - ")
    return f"{int(low)}-{int(high)}" if high else text


def jabar_regions() -> list[str]:
    return sorted({region for _, region, _, _ in jabar()})


def squeezed(name: str) -> str:
    return re.sub(r"^kec |\W", "", name.casefold().replace(".", " ").replace("kab ", "kabupaten "))


@cache
def jabar_codes() -> dict[tuple[str, str], str]:
    """Codes by names of kab/kota and kecamatan ("" for the kab/kota), as a public table has it."""
    regencies = {
        row["code"]: squeezed(row["name"])
        for row in read("codes/idn-area-data_4.0.1/regencies.csv")
        if row["province_code"] == "32"
    }
    codes = {(name, ""): code for code, name in regencies.items()}
    for row in read("codes/idn-area-data_4.0.1/districts.csv"):
        if row["regency_code"] in regencies:
            codes[regencies[row["regency_code"]], squeezed(row["name"])] = row["code"]
    return codes


SCHOOL_FILES = ("dapodik/data_Bekasi.deidentified.csv", "dapodik/data_Depok.deidentified.csv")


@cache
def schools() -> dict[str, dict[str, str]]:
    """Schools by NPSN, each once, with the codes of their kab/kota and kecamatan."""
    found = {}
    for row in (row for name in SCHOOL_FILES for row in read(name)):
        regency, district = squeezed(row["Kota_Kabupaten"]), squeezed(row["Kecamatan"])
        codes = {"kab": jabar_codes()[regency, ""], "kec": jabar_codes()[regency, district]}
        found[row["NPSN"]] = row | codes
    return found


def level_of(school: dict[str, str]) -> str:
    form = school["Bentuk_Pendidikan"].removeprefix("SPK ")
    return form if form in ("SD", "SMP") else "SM"


def persons_at_school(column: str) -> dict[tuple[str, str, str], int]:
    """Persons of a column group by region, level and sex."""
    sums = Counter()
    for school in schools().values():
        for region in (school["kab"], school["kec"], "32"):
            for level in (ALL, level_of(school)):
                for sex, ending in (("L", "L"), ("P", "P"), ("L+P", "Total")):
                    sums[region, level, sex] += int(school[f"{column}_{ending}"])
    return sums


# --- what is taken in at all


def real_files() -> list[str]:
    return [path.relative_to(REAL).as_posix() for path in REAL.rglob("*") if path.is_file()]


def sensitive_files() -> list[Path]:
    return sorted(path for pattern in SENSITIVE for path in REAL.glob(pattern))


def test_every_file_is_a_delivery_or_refused_with_a_known_rule(taken):
    sent = [d.setoran.label for sent in taken.reception.deliveries.values() for d in sent]
    refused = [finding.berkas for finding in taken.reception.refused]
    assert sorted(sent + refused) == sorted(real_files())
    assert {finding.aturan for finding in taken.reception.refused} == {"B5", "B10", "B11"}


MOJOKERTO = {
    "akta_dan_kia": ("Banyaknya", "Jumlah "),
    "penduduk": ("Kepadatan", "Penduduk", "jumlah "),
}


def of_mojokerto(source: str) -> list[str]:
    names = sorted(path.name for path in (REAL / "kota_mojokerto").iterdir())
    return [f"kota_mojokerto/{name}" for name in names if name.startswith(MOJOKERTO[source])]


def test_the_deliveries_that_name_nobodys_life_are_these(taken):
    sent = {
        code: [delivery.setoran.label for delivery in deliveries]
        for code, deliveries in taken.reception.deliveries.items()
        if deliveries and code not in SENSITIVE.values()
    }
    assert sent == {
        "akta_dan_kia": of_mojokerto("akta_dan_kia"),
        "indeks_resmi": sorted(path.relative_to(REAL).as_posix() for path in REAL.glob("bps/*")),
        "penduduk": [
            "jawa_barat/2024-09_penduduk_jk.csv",
            "jawa_barat/piramida_penduduk.csv",
            "kota_bandung/jumlah_kk.csv",
            *of_mojokerto("penduduk"),
        ],
        "elemen_sektoral": ["kota_serang/sikondang_joined.csv"],
        "asn": ["kota_bandung/jumlah_pns.xlsx"],
        "peserta_didik": [*SCHOOL_FILES],
        "target_rencana": ["banyuwangi/banyuwangi_rpjmd2025-2029_program_2.08.csv"],
    }


def test_files_on_violence_and_health_are_taken_in_their_own_sumber_alone_or_refused(taken):
    refused = {finding.berkas: finding.aturan for finding in taken.reception.refused}
    sent = {
        delivery.setoran.label: code
        for code, deliveries in taken.reception.deliveries.items() for delivery in deliveries
    }  # fmt: skip
    assert len(sensitive_files()) == 18
    for pattern, own in SENSITIVE.items():
        for path in REAL.glob(pattern):
            name = path.relative_to(REAL).as_posix()
            assert (sent.get(name, ""), refused.get(name, "")) == (own, "" if own else "B10")


def test_they_stay_refused_in_the_folder_of_the_population(tmp_path):
    (tmp_path / "penduduk" / "2020").mkdir(parents=True)
    for path in sensitive_files():
        shutil.copy(path, tmp_path / "penduduk" / "2020" / path.name)
    reception = receive(tmp_path, CITY)
    assert [finding.aturan for finding in reception.refused] == ["B10"] * 18
    assert not any(reception.deliveries.values())


@pytest.mark.parametrize("source", SOURCES)
def test_no_number_of_theirs_is_kept_in_another_folder_than_their_own(source, tmp_path):
    (tmp_path / source / "2020").mkdir(parents=True)
    for pattern in (pattern for pattern, own in SENSITIVE.items() if own != source):
        for path in REAL.glob(pattern):
            shutil.copy(path, tmp_path / source / "2020" / path.name)
    deliveries = receive(tmp_path, CITY).deliveries
    for code in SOURCES:
        admission = admit(SOURCES[code], deliveries[code])
        assert (admission.cells_read, admission.admitted.height, admission.returned.height) == (
            0, 0, 0,
        )  # fmt: skip


def test_what_is_said_is_whole_and_indonesian(taken):
    english = r"(?i)\b(the|of|and|is|are|not|file|row|column|sheet|missing|error|none|null|nan)\b"
    for finding in taken.findings:
        for sentence in (finding.kalimat, finding.perbaikan):
            assert not re.search(r"[{}]|  ", sentence)
            assert not re.search(english, re.sub(r"“[^”]*”", "", sentence))
            assert sentence.endswith(".")


# --- every number is accounted for


def distinct_elements() -> dict[tuple, int]:
    """How often each row of SIKONDANG stands in the file, when its own number and dates differ."""
    columns = (
        "id_jenis_data", "jenis_data", "tahun", "triwulan", "wilayah", "satuan", "sumber_data",
        "jumlah",
    )  # fmt: skip
    rows = read("kota_serang/sikondang_joined.csv")
    return Counter(tuple(row[name] for name in columns) for row in rows)


@cache
def sensitive_codes() -> set[str]:
    with MAPPING.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["kode_elemen"] for row in rows if row["keputusan"] == "sensitif"}


def test_every_number_of_sikondang_is_admitted_returned_sensitive_or_repeated(taken):
    admission = taken.admissions["elemen_sektoral"]
    rows = distinct_elements()
    repeated = sum(rows.values()) - len(rows)
    sensitive = sum(row[0] in sensitive_codes() for row in rows)
    kept = admission.admitted.height + admission.returned.height
    assert admission.cells_read == sum(rows.values()) == 18_192
    assert (repeated, sensitive, kept) == (407, 2_891, 14_894)
    assert admission.cells_read == kept + sensitive + repeated


def test_repeated_rows_of_sikondang_are_each_reported(taken):
    findings = Counter(finding.aturan for finding in taken.admissions["elemen_sektoral"].findings)
    assert findings["R12S"] == sum(times - 1 for times in distinct_elements().values())
    assert findings["E2"] == len({row[0] for row in distinct_elements()} & sensitive_codes())


def test_nothing_sensitive_is_kept_of_sikondang(taken):
    admission = taken.admissions["elemen_sektoral"]
    kept = {*admission.admitted["kode_elemen"], *admission.returned["kode_elemen"]}
    assert not kept & sensitive_codes()


def test_sel_data_with_two_different_numbers_go_back(taken):
    returned = taken.admissions["elemen_sektoral"].returned
    found = set(returned.select("kode_elemen", "tahun", "nama_wilayah").iter_rows())
    assert len(elements()["578", 2018, "Kasemen"]) == 2
    assert {("578", 2018, "Kasemen"), ("585", 2018, "Serang"), ("314", 2017, "Serang")} <= found


def test_every_number_of_the_others_is_admitted_or_repeated(taken):
    people = sum(len(read(label)) for label in (
        "jawa_barat/2024-09_penduduk_jk.csv", "jawa_barat/piramida_penduduk.csv"))  # fmt: skip
    rows = sum(len(read(name)) for name in SCHOOL_FILES)
    found = {
        code: (a.cells_read, a.admitted.height, a.returned.height)
        for code, a in taken.admissions.items()
    }
    in_jabar = taken.admissions["penduduk"].admitted["berkas"].str.starts_with("jawa_barat/")
    assert in_jabar.sum() == people
    assert found["peserta_didik"] == (9 * rows, 9 * len(schools()), 0)
    assert found["target_rencana"] == (42, 42, 0)


# --- Kota Serang


@pytest.mark.parametrize("year", [2017, 2018])
def test_people_of_serang_by_sex(taken, year):
    codes = {"L": [564], "P": [565], "L+P": [564, 565]}
    expected = {
        (region, ALL, ALL, sex): (element(both, year, region), None)
        for region in SERANG for sex, both in codes.items()
    }  # fmt: skip
    assert taken.sides("KPD-01", year, SERANG) == expected
    assert_complete(taken, [("KPD-01", region, year, ALL, ALL, "P") for region in SERANG])


def test_some_figures_of_serang_as_they_stand_in_the_file(taken):
    people = taken.sides("KPD-01", 2017, [CITY, "36.73.01"])
    assert people[CITY, ALL, ALL, "L"] == (325_997, None)
    assert people[CITY, ALL, ALL, "P"] == (309_635, None)
    assert people[CITY, ALL, ALL, "L+P"] == (635_632, None)
    assert people["36.73.01", ALL, ALL, "P"] == (108_499, None)


@pytest.mark.parametrize("year", [2017, 2018])
@pytest.mark.parametrize("region", SERANG)
def test_sex_ratio_of_serang(taken, year, region):
    men, women = element([564], year, region), element([565], year, region)
    row = taken.figures["KPD-02", region, year, ALL, ALL, "L+P"]
    assert (row["pembilang"], row["penyebut"]) == (men, women)
    assert row["nilai"] == pytest.approx(100 * men / women, rel=1e-12)


@pytest.mark.parametrize("region", SERANG)
def test_ages_labelled_men_in_2017_hold_both_sexes(taken, region):
    bands = {band: element([577 + n], 2017, region) for n, band in enumerate(BANDS)}
    assert sum(bands.values()) == element([564, 565], 2017, region)
    expected = {(region, band, ALL, "L+P"): (number, None) for band, number in bands.items()}
    assert taken.sides("KPD-01", 2017, [region], BANDS) == expected


@pytest.mark.parametrize("region", SERANG)
def test_dependency_ratio_of_serang_in_2017(taken, region):
    dependent = element([577, 578, 579, 590, 591, 592], 2017, region)
    working = element(range(580, 590), 2017, region)
    row = taken.figures["KPD-03", region, 2017, ALL, ALL, "L+P"]
    assert (row["pembilang"], row["penyebut"], row["status_obs"]) == (dependent, working, "final")
    assert row["nilai"] == pytest.approx(100 * dependent / working, rel=1e-12)
    assert taken.sides("KPD-03", 2017, [region]).keys() == {(region, ALL, ALL, "L+P")}


def test_ages_of_2018_are_by_sex_and_partial_where_a_kecamatan_went_back(taken):
    rest = [code for code in SERANG if code not in (CITY, "36.73.01")]
    ages = {sex: sum(element([code], 2018, region) for region in rest)
            for sex, code in (("L", 585), ("P", 638))}  # fmt: skip
    row = taken.figures["KPD-02", CITY, 2018, "40-44", ALL, "L+P"]
    assert (row["pembilang"], row["penyebut"]) == (ages["L"], ages["P"])
    assert row["status_obs"] == "sebagian"
    assert taken.figures["KPD-02", CITY, 2018, "45-49", ALL, "L+P"]["status_obs"] == "final"


@pytest.mark.parametrize("region", SERANG)
def test_drop_outs_of_serang_have_no_rate_without_those_who_began(taken, region):
    levels = {"SD": [627], "SMP": [628], "SM": [629], ALL: [627, 628, 629]}
    expected = {
        (region, ALL, level, "L+P"): (element(codes, 2017, region), None)
        for level, codes in levels.items()
    }
    assert taken.sides("PDK-07", 2017, [region], levels=levels) == expected
    rows = [taken.figures["PDK-07", region, 2017, ALL, level, "L+P"] for level in levels]
    assert {(row["nilai"], row["status_obs"]) for row in rows} == {(None, "tidak_tersedia")}


# --- Jawa Barat


@pytest.mark.parametrize("year", range(2013, 2024))
def test_people_of_jawa_barat_by_sex(taken, year):
    regions = jabar_regions()
    expected = {
        (region, ALL, ALL, sex): (jabar()[year, region, ALL, sex], None)
        for region in regions for sex in SEXES
    }  # fmt: skip
    assert len(regions) == 28
    assert taken.sides("KPD-01", year, regions) == expected
    assert_complete(taken, [("KPD-01", region, year, ALL, ALL, "L+P") for region in regions])


@pytest.mark.parametrize("year", range(2020, 2024))
def test_ages_of_jawa_barat(taken, year):
    regions = jabar_regions()
    expected = {
        (region, band, ALL, sex): (jabar()[year, region, band, sex], None)
        for region in regions for band in BANDS for sex in SEXES
    }  # fmt: skip
    assert taken.sides("KPD-01", year, regions, BANDS) == expected
    assert_complete(taken, [("KPD-01", "32", year, band, ALL, "P") for band in BANDS])


@pytest.mark.parametrize("year", range(2020, 2024))
def test_ages_of_jawa_barat_add_up_to_its_people(year):
    for region in jabar_regions():
        for sex in SEXES:
            ages = sum(jabar()[year, region, band, sex] for band in BANDS)
            assert ages == jabar()[year, region, ALL, sex]


@pytest.mark.parametrize("region", ["32.01", "32.73", "32.79"])
@pytest.mark.parametrize("year", range(2020, 2024))
@pytest.mark.parametrize("sex", SEXES)
def test_dependency_ratio_in_jawa_barat(taken, region, year, sex):
    dependent = sum(jabar()[year, region, band, sex] for band in (*BANDS[:3], *BANDS[13:]))
    working = sum(jabar()[year, region, band, sex] for band in BANDS[3:13])
    row = taken.figures["KPD-03", region, year, ALL, ALL, sex]
    assert (row["pembilang"], row["penyebut"], row["status_obs"]) == (dependent, working, "final")
    assert row["nilai"] == pytest.approx(100 * dependent / working, rel=1e-12)


def test_some_figures_of_jawa_barat_as_they_stand_in_the_file(taken):
    assert taken.sides("KPD-01", 2013, ["32.01"])["32.01", ALL, ALL, "L"] == (1_930_902, None)
    assert taken.sides("KPD-01", 2023, ["32"])["32", ALL, ALL, "P"] == (24_631_847, None)
    ages = taken.sides("KPD-01", 2020, ["32.01"], ["0-4"])
    assert ages["32.01", "0-4", ALL, "P"] == (193_538, None)


def test_a_place_with_no_woman_has_no_sex_ratio(taken):
    row = taken.figures["KPD-02", "32.18", 2013, ALL, ALL, "L+P"]
    assert jabar()[2013, "32.18", ALL, "L+P"] == 0
    assert (row["nilai"], row["status_obs"]) == (None, "tidak_tersedia")


# --- Dapodik


def school_regions() -> set[str]:
    return {school[kind] for school in schools().values() for kind in ("kab", "kec")}


def test_there_are_46_kecamatan_in_3_kab_kota():
    assert Counter(len(code) for code in school_regions()) == {5: 3, 8: 46}


def test_teachers_by_sex_and_level(taken):
    teachers = persons_at_school("Guru")
    expected = {
        (region, ALL, level, sex): (number, teachers[region, level, "L+P"])
        for (region, level, sex), number in teachers.items()
    }
    levels = ("SD", "SMP", "SM", ALL)
    found = taken.sides("PDK-13", 2025, [*school_regions(), "32"], levels=levels)
    assert found == expected
    assert len(found) > 500


@pytest.mark.parametrize("level", ["SD", "SMP", "SM", ALL])
def test_share_of_women_among_teachers(taken, level):
    teachers = persons_at_school("Guru")
    for region in school_regions():
        if (region, level, "P") not in teachers:
            continue
        row = taken.figures["PDK-13", region, 2025, ALL, level, "P"]
        share = 100 * teachers[region, level, "P"] / teachers[region, level, "L+P"]
        assert row["nilai"] == pytest.approx(share, rel=1e-12)
        assert row["status_obs"] == "final"


@pytest.mark.parametrize(("measure", "column"), [("murid", "Peserta_Didik"), ("tendik", "Tendik")])
def test_pupils_and_staff_per_kecamatan(taken, measure, column):
    found = Counter()
    for row in taken.counts.filter(ukuran=measure, sumber="peserta_didik").rows(named=True):
        for level in (ALL, row["jenjang"]):
            found[row["kode_wilayah"], level, row["jenis_kelamin"]] += row["jumlah"]
    expected = {k: n for k, n in persons_at_school(column).items() if k[0].count(".") == 2}
    assert dict(found) == expected


def test_a_school_that_is_listed_twice_is_counted_once(taken):
    rows = [row for name in SCHOOL_FILES for row in read(name)]
    assert (len(rows), len(schools())) == (4_045, 3_976)
    counted = taken.counts.filter(sumber="peserta_didik")
    assert set(counted["satuan_unit"]) == schools().keys()
    assert counted.height == 9 * len(schools())
    findings = Counter(finding.aturan for finding in taken.admissions["peserta_didik"].findings)
    assert findings == {"R12S": 9 * (len(rows) - len(schools())), "K1": len(SCHOOL_FILES)}


def test_three_of_27_kab_kota_are_never_the_province(taken):
    of_province = taken.computed.filter(kode_wilayah="32", tahun=2025)
    assert of_province.height == 12
    assert set(of_province["status_obs"]) == {"sebagian"}
    assert all("3 dari 27" in reason for reason in of_province["alasan"])


def test_no_province_is_final_on_one_city(taken):
    banten = taken.computed.filter(kode_wilayah="36")
    assert "final" not in set(banten["status_obs"])


# --- Banyuwangi

PLAN = "banyuwangi/banyuwangi_rpjmd2025-2029_program_2.08.csv"
BASE_YEAR = 2024  # from the cover letter
TARGET_YEARS = range(2026, 2031)


def english_number(text: str) -> float:
    return float(text.replace(",", ""))


def test_every_target_of_banyuwangi(taken):
    expected = []
    for row in read(PLAN):
        program, wording = row["kode_program"], row["indikator"]
        base = english_number(row["kondisi_awal"])
        expected.append((program, wording, "kondisi_awal", BASE_YEAR, base))
        for year in TARGET_YEARS:
            target = english_number(row[f"target_{year}"])
            expected.append((program, wording, "target", year, target))
    targets = harmonise_targets(taken.admissions["target_rencana"].admitted)
    columns = ("kode_program", "indikator", "isian", "tahun", "nilai")
    assert sorted(targets.select(columns).iter_rows()) == sorted(expected)
    assert len(expected) == 7 * 6
    assert set(targets["kode_wilayah"]) == {"35.10"}


def test_a_comma_parts_thousands_in_the_plan_of_banyuwangi(taken):
    targets = harmonise_targets(taken.admissions["target_rencana"].admitted)
    energy = targets.filter(kode_program="2.09.03").sort("tahun")
    assert energy["nilai"].to_list() == [2288, 2244, 2208, 2172, 2136, 2100]
    placed = targets.filter(kode_program="2.07.04").sort("tahun")
    assert placed["nilai"].to_list() == [93.92, 94.43, 94.69, 95, 95.2, 95.46]


def test_one_indicator_of_the_plan_is_matched_and_six_are_reported(taken):
    admission = taken.admissions["target_rencana"]
    targets = harmonise_targets(admission.admitted)
    matched = set(targets.filter(pl.col("kode_indikator").is_not_null())["indikator"])
    assert matched == {"Persentase anggaran responsif Gender"}
    assert set(targets.filter(indikator=matched.pop())["kode_indikator"]) == {"ARG-01"}
    others = [row["indikator"] for row in read(PLAN)[1:]]
    found = [(f.aturan, f.nilai) for f in admission.findings if f.aturan != "K1"]
    assert sorted(found) == sorted(("R17P", wording) for wording in others)


def test_targets_without_realisation_have_no_achievement(taken):
    targets = harmonise_targets(taken.admissions["target_rencana"].admitted)
    lines = achieve(targets, taken.computed)
    assert lines.height == 7 * len(TARGET_YEARS)
    assert lines["realisasi"].null_count() == lines["capaian_persen"].null_count() == lines.height
    assert lines["alasan"].null_count() == 0
    budget = lines.filter(kode_indikator="ARG-01").sort("tahun")
    assert budget["target"].to_list() == [60.5, 65.5, 70.5, 75.5, 80.5]
    assert set(budget.select("tahun_dasar", "nilai_dasar").iter_rows()) == {(2024, 59.0)}
