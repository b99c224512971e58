"""The sample: made again to the same bytes, judged as written by hand, computed a second way."""

import csv
import re
import shutil
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from pipelines.admit_setoran import Admission, admit
from pipelines.compute_indicators import compute
from pipelines.count_rows import sel_data
from pipelines.harmonise_counts import harmonise_with_holes
from pipelines.load_catalogue import has_sources, indicators
from pipelines.receive_setoran import receive
from pipelines.take_in_registers import take_in_registers
from schemas.sources import REGISTERS, SOURCES
from schemas.temuan import Finding

SAMPLE = Path(__file__).parents[1] / "data" / "contoh"
DROP = SAMPLE / "masuk"
BROKEN = SAMPLE / "rusak"
CITY = "36.73"
YEARS = (2023, 2024, 2025)


def read_csv(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def expected() -> list[dict[str, str]]:
    """What each broken file must give, as written by hand in the harapan.csv beside it."""
    rows = []
    for path in sorted(BROKEN.rglob("harapan.csv")):
        folder = path.parent.relative_to(BROKEN)
        rows += [row | {"berkas": (folder / row["berkas"]).as_posix()} for row in read_csv(path)]
    return rows


EXPECTED = expected()


def take_in(drop: Path) -> tuple[list[Finding], list[Admission]]:
    reception = receive(drop, CITY)
    sent = reception.deliveries
    admissions = [admit(source, sent[code]) for code, source in SOURCES.items() if sent[code]]
    registers = [take_in_registers(source, sent[code], drop / ".ekstrak" / code)
                 for code, source in REGISTERS.items()]  # fmt: skip
    found = [finding for each in (*admissions, *registers) for finding in each.findings]
    return [*reception.refused, *found], admissions


def take_in_alone(name: str, folder: Path) -> tuple[list[Finding], list[Admission]]:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(BROKEN / name, folder / name)
    return take_in(folder)


@pytest.fixture(autouse=True)
def _key(monkeypatch):
    monkeypatch.setenv("TERPILAH_KUNCI", "rekaan-untuk-pengujian")


# --- the generator


def contents(path: Path) -> object:
    """A file's bytes; of a workbook its unpacked members, as zlib builds pack differently."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        return [(entry.filename, entry.date_time, archive.read(entry)) for entry in entries]


def setoran_below(folder: Path) -> set[str]:
    paths = (path for top in ("masuk", "rusak") for path in (folder / top).rglob("*"))
    files = {path.relative_to(folder).as_posix() for path in paths if path.is_file()}
    return {name for name in files if not name.endswith("/harapan.csv")}  # written by hand


@pytest.fixture(scope="module")
def made_again(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("contoh")
    subprocess.run([sys.executable, "-B", SAMPLE / "buat_contoh.py", folder], check=True)
    return folder


def test_the_generator_makes_the_same_files(made_again):
    assert setoran_below(made_again) == setoran_below(SAMPLE)


@pytest.mark.parametrize("name", sorted(setoran_below(SAMPLE)))
def test_the_generator_makes_the_same_bytes(made_again, name):
    if name.endswith("B3_bersandi.xlsx"):  # salted anew each time
        return
    assert contents(made_again / name) == contents(SAMPLE / name)


def test_the_sample_stays_small():
    assert sum((SAMPLE / name).stat().st_size for name in setoran_below(SAMPLE)) < 1_500_000


# --- the broken files


def test_every_broken_file_has_an_expectation():
    listed = {f"rusak/{row['berkas']}" for row in EXPECTED}
    assert listed == {name for name in setoran_below(SAMPLE) if name.startswith("rusak/")}


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["berkas"])
def test_a_broken_file_gives_the_finding_written_by_hand(row, tmp_path):
    findings, _ = take_in_alone(row["berkas"], tmp_path)
    first = findings[0]
    found = (first.berkas, first.aturan, first.lembar, first.sel, first.nilai)
    assert found == tuple(row.values())
    assert {finding.aturan for finding in findings} == {row["aturan"]}


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["berkas"])
def test_what_is_said_of_a_broken_file_is_a_whole_sentence(row, tmp_path):
    findings, _ = take_in_alone(row["berkas"], tmp_path)
    for finding in findings:
        for sentence in (finding.kalimat, finding.perbaikan):
            assert sentence.endswith(".")
            assert not re.search(r"[{}]|None|  ", sentence)


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["berkas"])
def test_nothing_of_a_blamed_sel_data_is_admitted(row, tmp_path):
    findings, admissions = take_in_alone(row["berkas"], tmp_path)
    errors = [finding for finding in findings if finding.tingkat == "galat"]
    for admission in admissions:
        named = {"_sel_data": sel_data(admission.source)}
        held = admission.returned.with_columns(**named)
        assert (
            admission.admitted.with_columns(**named)
            .join(held, on="_sel_data", how="semi")
            .is_empty()
        )
        cells = set(admission.admitted["sel"])
        assert cells.isdisjoint(finding.sel for finding in errors)
        assert cells.isdisjoint(admission.returned["sel"])


ADMITTED_IN_PART = [row for row in EXPECTED if not row["aturan"].startswith("B")]


def is_register(row: dict[str, str]) -> bool:
    return row["berkas"].split("/")[0] in REGISTERS


@pytest.mark.parametrize(
    "row", [r for r in ADMITTED_IN_PART if not is_register(r)], ids=lambda r: r["berkas"]
)
def test_what_is_not_blamed_is_admitted(row, tmp_path):
    _, admissions = take_in_alone(row["berkas"], tmp_path)
    assert [admission.admitted.is_empty() for admission in admissions] == [False]


@pytest.mark.parametrize(
    "row", [r for r in ADMITTED_IN_PART if is_register(r)], ids=lambda r: r["berkas"]
)
def test_persons_who_are_not_blamed_are_admitted(row, tmp_path):
    findings, _ = take_in_alone(row["berkas"], tmp_path)
    (extract,) = (tmp_path / ".ekstrak").rglob("*.parquet")
    held = sum(f.fakta["banyak"] for f in findings if f.tingkat == "galat")
    persons = len(read_csv(BROKEN / row["berkas"]))
    assert 0 < pl.read_parquet(extract).height == persons - held


# --- the good files


@pytest.fixture(scope="module")
def good() -> tuple[list[Finding], list[Admission]]:
    return take_in(DROP)


def test_only_the_two_mistyped_totals_of_2025_are_errors(good):
    errors = [finding for finding in good[0] if finding.tingkat == "galat"]
    assert [(f.aturan, f.tempat, f.nilai) for f in errors] == [
        ("R1", "penduduk/penduduk_2025.xlsx [Penduduk!G157]", "2049"),
        ("R1", "penduduk/penduduk_2025.xlsx [Penduduk!G296]", "173"),
    ]


def test_the_warnings_name_the_sensitive_and_the_unmapped_element(good):
    warnings = [f for f in good[0] if f.rule.family == "elemen"]
    assert [(f.aturan, f.fakta["kode"]) for f in warnings] == [
        ("E2", "2.08.0001"),
        ("E1", "2.12.0021"),
    ]
    assert "mirip elemen 2.12.0002 (ukuran kepala_keluarga)" in warnings[1].kalimat


def test_every_number_is_admitted_returned_or_a_total_row(good):
    population = next(a for a in good[1] if a.source.kode == "penduduk")
    in_total_rows = 3 * 7
    returned = population.returned.select("kode_wilayah", "umur").unique().rows()
    assert population.cells_read == 2 * 2144 + 3 * 1072 + in_total_rows
    assert population.admitted.height == 2 * 2144 + 3 * 1072 - 3 * 2
    assert sorted(returned) == [("36.73.01.1010", "25-29"), ("36.73.02.1007", "75+")]
    assert {admission.source.kode for admission in good[1]} == set(SOURCES)


# --- indicators, a second time with csv and openpyxl only


def sheet_rows(path: Path) -> list[tuple]:
    book = openpyxl.load_workbook(path, read_only=True)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return rows


@cache
def people(year: int) -> dict[tuple[str, str, str], int]:
    """Persons by kelurahan, age band and sex, without the cells whose total is mistyped."""
    if year < 2025:
        rows = read_csv(DROP / "penduduk" / f"penduduk_{year}.csv", ";")
        return {
            (row["kode_wilayah"], row["kelompok_umur"], row["jenis_kelamin"][0]):
                int(row["jumlah_penduduk"].replace(".", ""))
            for row in rows
        }  # fmt: skip
    table = {}
    for code, _, band, _, men, women, both in sheet_rows(DROP / "penduduk/penduduk_2025.xlsx"):
        if str(code).startswith(f"{CITY}.") and men + women == both:
            table[code, band, "L"], table[code, band, "P"] = men, women
    return table


def persons(year: int, region: str, sexes: str, first: int = 0, last: int = 149) -> int:
    """Persons of a region, of the sexes "L", "P" or "LP", from one age to another."""
    return sum(
        number
        for (code, band, sex), number in people(year).items()
        if code.startswith(region) and sex in sexes and first <= _youngest(band) <= last
    )


def _youngest(band: str) -> int:
    return int(re.split("[-+]", band)[0])


@cache
def element_table(year: int) -> list[dict[str, str]]:
    return read_csv(DROP / "elemen_sektoral" / f"elemen_{year}.csv")


def element(year: int, region: str, *names: str) -> int:
    """Elements of these names, summed over a region."""
    rows = [row for row in element_table(year) if row["uraian_dssd"] in names]
    return sum(int(row["data"]) for row in rows if row["kode_wilayah"].startswith(region))


def both(name: str) -> tuple[str, str]:
    return f"{name} Laki-Laki", f"{name} Perempuan"


@cache
def schools(year: int) -> list[dict]:
    if year == 2024:
        return read_csv(DROP / "peserta_didik/2024/sekolah_2024.csv")
    head, *rows = sheet_rows(DROP / "peserta_didik/2025/sekolah_2025.xlsx")[2:-1]
    return [dict(zip(head, row, strict=True)) for row in rows]


def teachers(year: int, column: str, district: str = "", form: str = "") -> int:
    return sum(
        int(school[column])
        for school in schools(year)
        if school["Kecamatan"].endswith(district) and school["Bentuk_Pendidikan"].startswith(form)
    )


def job_seekers(column: int) -> int:
    """One column of the four quarters of 2025 in all kecamatan, added up."""
    rows = sheet_rows(DROP / "ketenagakerjaan/ketenagakerjaan_2025.xlsx")[5:]
    assert {row[2] for row in rows} == {"I", "II", "III", "IV"}
    return sum(row[column] for row in rows)


def holders(column: int, district: str = "") -> int:
    """One column of the holders of certificates and cards of 2025, in a kecamatan or in all."""
    rows = sheet_rows(DROP / "akta_dan_kia/kepemilikan_2025.xlsx")[5:]
    return sum(row[column] for row in rows if row[0].endswith(district))


def left_school(column: int, level: str = "") -> int:
    """One column of the pupils who left school in 2025, of a level or of all."""
    rows = sheet_rows(DROP / "putus_sekolah/putus_sekolah_2025.xlsx")[5:]
    return sum(row[column] for row in rows if row[1].startswith(level))


def ceilings(*, tagged: bool = False) -> int:
    """First ceilings of the sub kegiatan of 2025, of all or of those tagged ARG."""
    rows = sheet_rows(DROP / "anggaran/2025/sipd_2025.xlsx")[4:]
    details = [row for row in rows if row[0].count(".") == 5]
    assert {row[3] for row in details} == {"Operasi", "Modal"}
    return sum(row[6] for row in details if not tagged or row[4] == "Ya")


@pytest.fixture(scope="module")
def table(good) -> dict[tuple, dict]:
    """The computed indicators by code, region, year, age, level and sex."""
    frames = []
    for admission in (a for a in good[1] if a.source.number == "jumlah"):
        for year in admission.years:
            admitted, returned = (
                frame.filter(pl.col("tahun") == year).drop("_id", strict=False)
                for frame in (admission.admitted, admission.returned)
            )
            frames.append(harmonise_with_holes(admitted, returned, admission.source))
    computed = compute(pl.concat(frames), indicators().values())
    key = ("kode_indikator", "kode_wilayah", "tahun", "umur", "jenjang", "jenis_kelamin")
    return {tuple(row[name] for name in key): row for row in computed.rows(named=True)}


CHILD = "Jumlah Anak Usia 0-17 Tahun"
DEED = f"{CHILD} Yang Memiliki Akta Kelahiran"
ALL = ("semua", "semua")
# Indicator, region, year, slice and sex: numerator, denominator, multiplier and status.
CASES = {
    ("KPD-01", "36.73.01.1005", 2023, *ALL, "P"):
        lambda: (persons(2023, "36.73.01.1005", "P"), None, 1, "final"),
    ("KPD-01", "36.73.04", 2024, "0-4", "semua", "L"):
        lambda: (persons(2024, "36.73.04", "L", 0, 4), None, 1, "final"),
    ("KPD-01", CITY, 2024, *ALL, "L+P"):
        lambda: (persons(2024, CITY, "LP"), None, 1, "final"),
    ("KPD-01", "36", 2024, *ALL, "L+P"):
        lambda: (persons(2024, CITY, "LP"), None, 1, "sebagian"),
    ("KPD-01", CITY, 2025, *ALL, "L"):
        lambda: (persons(2025, CITY, "L"), None, 1, "sebagian"),
    ("KPD-01", CITY, 2025, *ALL, "L+P"):
        lambda: (persons(2025, CITY, "LP"), None, 1, "sebagian"),
    ("KPD-01", "36.73.01.1010", 2025, *ALL, "P"):
        lambda: (persons(2025, "36.73.01.1010", "P"), None, 1, "sebagian"),
    ("KPD-01", "36.73.01.1010", 2025, "30-34", "semua", "P"):
        lambda: (persons(2025, "36.73.01.1010", "P", 30, 34), None, 1, "final"),
    ("KPD-01", "36.73.01.1010", 2025, "25-29", "semua", "P"):
        lambda: (None, None, 1, "tidak_tersedia"),
    ("KPD-02", CITY, 2023, *ALL, "L+P"):
        lambda: (persons(2023, CITY, "L"), persons(2023, CITY, "P"), 100, "final"),
    ("KPD-02", "36.73.03", 2025, "75+", "semua", "L+P"):
        lambda: (persons(2025, "36.73.03", "L", 75), persons(2025, "36.73.03", "P", 75), 100,
                 "final"),
    ("KPD-02", CITY, 2025, *ALL, "L+P"):
        lambda: (persons(2025, CITY, "L"), persons(2025, CITY, "P"), 100, "sebagian"),
    ("KPD-03", "36.73.05", 2025, *ALL, "P"):
        lambda: (persons(2025, "36.73.05", "P", 0, 14) + persons(2025, "36.73.05", "P", 65),
                 persons(2025, "36.73.05", "P", 15, 64), 100, "final"),
    ("KPD-04", "36.73.01", 2025, *ALL, "P"):
        lambda: (element(2025, "36.73.01", "Jumlah Kepala Keluarga Perempuan"),
                 element(2025, "36.73.01", *both("Jumlah Kepala Keluarga")), 100, "final"),
    ("KPD-05", CITY, 2024, *ALL, "L"):
        lambda: (element(2024, CITY, f"{DEED} Laki-Laki"),
                 element(2024, CITY, f"{CHILD} Laki-Laki"), 100, "final"),
    ("KPD-06", "36.73.02", 2023, *ALL, "P"):
        lambda: (element(2023, "36.73.02",
                         "Jumlah Penduduk Yang Sudah Merekam KTP Elektronik Perempuan"),
                 element(2023, "36.73.02", "Jumlah Penduduk Wajib KTP Perempuan"), 100, "final"),
    ("KPD-07", "36.73.06", 2025, *ALL, "L+P"):
        lambda: (holders(13, "Taktakan"), holders(10, "Taktakan"), 100, "final"),
    ("KPD-05", "36.73.04", 2025, *ALL, "P"):
        lambda: (holders(6, "Curug"), holders(3, "Curug"), 100, "final"),
    ("PDK-01", "36.73.02", 2025, *ALL, "P"):
        lambda: (element(2025, "36.73.02", "Jumlah Murid PAUD Perempuan"),
                 element(2025, "36.73.02", "Jumlah Penduduk Usia 3-6 Tahun Perempuan"), 100,
                 "final"),
    ("PDK-02", CITY, 2025, *ALL, "L"):
        lambda: (element(2025, CITY, "Jumlah Murid SD Usia 7-12 Tahun Laki-Laki"),
                 element(2025, CITY, "Jumlah Penduduk Usia 7-12 Tahun Laki-Laki"), 100, "final"),
    ("PDK-03", "36.73.03", 2024, *ALL, "L+P"):
        lambda: (element(2024, "36.73.03", *both("Jumlah Murid SMP Usia 13-15 Tahun")),
                 element(2024, "36.73.03", *both("Jumlah Penduduk Usia 13-15 Tahun")), 100,
                 "final"),
    ("PDK-07", CITY, 2025, "semua", "SMP", "L"):
        lambda: (left_school(2, "SMP"), left_school(5, "SMP"), 100, "final"),
    ("PDK-07", CITY, 2025, *ALL, "L+P"): lambda: (left_school(4), left_school(7), 100, "final"),
    ("PDK-07", CITY, 2024, "semua", "SMP", "L"):
        lambda: (element(2024, CITY, "Jumlah Murid SMP Putus Sekolah Laki-Laki"),
                 element(2024, CITY, "Jumlah Murid SMP Pada Awal Tahun Ajaran Laki-Laki"), 100,
                 "final"),
    ("PDK-13", "36.73.01", 2025, *ALL, "P"):
        lambda: (teachers(2025, "Guru_P", "Kec. Serang"),
                 teachers(2025, "Guru_Total", "Kec. Serang"), 100, "final"),
    ("PDK-13", CITY, 2024, "semua", "SM", "L"):
        lambda: (teachers(2024, "Guru_L", form="SMA") + teachers(2024, "Guru_L", form="SMK"),
                 teachers(2024, "Guru_Total", form="SMA")
                 + teachers(2024, "Guru_Total", form="SMK"), 100, "final"),
    ("TKJ-06", CITY, 2025, *ALL, "P"):
        lambda: (job_seekers(column=7), job_seekers(column=4), 100, "final"),
    ("TKJ-06", CITY, 2024, *ALL, "P"): lambda: (1795, 5610, 100, "final"),
    ("EKO-01", CITY, 2023, *ALL, "P"):
        lambda: (element(2023, CITY, "Jumlah Pemilik UMKM Perempuan"),
                 element(2023, CITY, *both("Jumlah Pemilik UMKM")), 100, "final"),
    ("POL-01", CITY, 2025, *ALL, "P"): lambda: (9, 45, 100, "final"),
    ("POL-03", CITY, 2025, *ALL, "P"): lambda: (11, 67, 100, "final"),
    ("ASN-02", CITY, 2023, *ALL, "P"): lambda: (4, 31, 100, "final"),
    ("ARG-01", CITY, 2025, *ALL, "TB"):
        lambda: (ceilings(tagged=True), ceilings(), 100, "final"),
    ("ARG-01", CITY, 2024, *ALL, "TB"):
        lambda: (118_260_500_000, 1_421_905_000_000, 100, "final"),
}  # fmt: skip


@pytest.mark.parametrize("key", CASES, ids=lambda key: "-".join(map(str, key)))
def test_an_indicator_equals_its_second_computation(key, table):
    numerator, denominator, multiplier, status = CASES[key]()
    row = table[key]
    assert (row["pembilang"], row["penyebut"]) == (numerator, denominator)
    assert row["status_obs"] == status
    value = None if numerator is None else multiplier * numerator / (denominator or 1)
    assert row["nilai"] == (value and pytest.approx(value, rel=1e-12))


# What the agencies of the sample sent in 2025 only, and what none of them sends at all.
ONLY_2025 = {
    "ARG-02", "ARG-03", "DIS-01", "DIS-02", "KES-02", "KES-03", "KES-04", "KES-05", "KES-06",
    "KES-07", "KES-08", "KES-10", "LBG-03", "POL-02", "PPA-01", "PPA-03", "PPA-04", "PPA-05",
    "PPA-06", "PPA-07",
}  # fmt: skip
NOT_IN_THE_SAMPLE = {"KES-09", "PDK-04", "POL-04"}


def test_the_city_has_what_its_agencies_sent_in_each_year_but_for_four(table):
    with_value = {(key[0], key[2]) for key, row in table.items()
                  if key[1] == CITY and row["nilai"] is not None}  # fmt: skip
    no_schools_sent = ("PDK-13", 2023)
    returned_from_one_side_only = {("KPD-03", 2025), ("PPA-02", 2025)}
    more_focal_points_than_budgets = ("LBG-01", 2025)
    counted = {code for code, item in indicators().items() if not item.resmi and has_sources(item)}
    every_year = counted - ONLY_2025 - NOT_IN_THE_SAMPLE - {"PPA-02", "LBG-01"}
    wanted = {(code, year) for code in every_year for year in YEARS}
    wanted |= {(code, 2025) for code in (*ONLY_2025, "PPA-02", "LBG-01")}
    missing = {no_schools_sent, more_focal_points_than_budgets, *returned_from_one_side_only}
    assert with_value == wanted - missing


def test_the_sexes_differ_in_every_rate(table):
    as_many_candidates = "POL-02"
    for code in {key[0] for key in table} - {"KPD-01", as_many_candidates}:
        men, women = (table.get((code, CITY, 2025, *ALL, sex)) for sex in ("L", "P"))
        if men and women:
            assert men["nilai"] is None or abs(men["nilai"] - women["nilai"]) > 0.1


def test_targets_name_indicators_of_the_catalogue(good):
    targets = next(a for a in good[1] if a.source.kode == "target_rencana").admitted
    assert set(targets["kode_indikator"]) <= set(indicators())
    assert set(targets["dokumen"]) == {"RPJMD", "Renstra", "RKPD"}
