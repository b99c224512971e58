"""Kota Mojokerto's and Bandung's published tables of people, against openpyxl, csv and loops."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from python_calamine import CalamineWorkbook
from tabel import harmonised_of

from pipelines.admit_setoran import Admission, admit
from pipelines.compute_indicators import compute
from pipelines.load_catalogue import indicators
from pipelines.read_setoran import Setoran
from pipelines.receive_setoran import read_cover_letter, recognise
from schemas.sources import SOURCES

REAL = Path(__file__).parents[3] / "shared" / "real"
LETTER = Path(__file__).with_name("pengantar.toml")
NAMES = Path(__file__).parents[2] / "data" / "referensi" / "wilayah"
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real files are not here: no folder shared/real beside the repo"
)

CITY = "35.76"
SEXES = ("L", "P", "L+P")
CITIZENS = "Penduduk akhir tahun Warga Negara Indonesia menurut*"
FOREIGNERS = "Penduduk akhir tahun Warga Negara Asing menurut*"
EVERYBODY = "jumlah penduduk kota mojokerto 2023*"
IN_2013 = "Penduduk Akhir Tahun Berdasarkan*2013.xls"
AGES = "Penduduk Akhir Tahun Menurut Kelompok Umur*"
MONTHS = "Banyaknya akte*"


def path_of(pattern: str, folder: str = "kota_mojokerto") -> Path:
    (path,) = (REAL / folder).glob(pattern)
    return path


@cache
def taken(*patterns: str, folder: str = "kota_mojokerto") -> Admission:
    """What becomes of these files when they are sent together."""
    letters, sent = read_cover_letter(LETTER), []
    for pattern in patterns:
        path = path_of(pattern, folder)
        setoran = Setoran(path, path.relative_to(REAL).as_posix())
        sent.append(recognise(setoran, letters.of(setoran.label), "36.73"))
    return admit(SOURCES[sent[0].source.kode], sent)


def counts(found: Admission, year: int, part: str = "semua") -> dict[tuple[str, str], int]:
    """Counts of one year by region and sex; what went back is not among them."""
    rows = harmonised_of(found).filter(pl.col("jumlah").is_not_null(), tahun=year, rincian=part)
    key = rows.select("kode_wilayah", "jenis_kelamin").rows()
    assert len(set(key)) == len(key)
    return dict(zip(key, rows["jumlah"], strict=True))


# --- the second reading


def rows_of(pattern: str) -> list[tuple]:
    path = path_of(pattern)
    if path.suffix == ".xls":
        with CalamineWorkbook.from_path(path) as book:
            return [tuple(row) for row in book.get_sheet_by_index(0).to_python()]
    book = openpyxl.load_workbook(path, data_only=True)
    rows = [tuple("" if cell is None else cell for cell in row) for row in book.active.values]
    return [row for row in rows if any(row)]


def number(cell: object) -> int | None:
    """A cell as a plain count; None where a space stands at the wrong place."""
    text = str(cell).strip()
    if text == "-":
        return 0
    *_, last = text.split(" ")
    if " " in text and len(last) != 3:
        return None
    return int(float(text.replace(" ", "")))


def squeezed(name: str) -> str:
    text = name.casefold().lstrip("0123456789. ").removeprefix("kecamatan ")
    return "".join(text.split())


@cache
def codes() -> dict[tuple[str, str], str]:
    """Codes of the city's regions by the code above them and their name."""
    with (NAMES / f"{CITY[:2]}.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kode"].startswith(CITY)]
    return {(row["kode"].rpartition(".")[0], squeezed(row["nama"])): row["kode"] for row in rows}


@cache
def by_place(pattern: str) -> dict[tuple[str, str], int | None]:
    """Numbers by region and sex of a table whose kecamatan rows stand above their kelurahan."""
    found: dict[tuple[str, str], int | None] = {}
    district = ""
    for name, *cells in rows_of(pattern)[1:]:
        if name.startswith("Kecamatan "):
            place = district = codes()[CITY, squeezed(name)]
        else:
            place = CITY if name.startswith("Kota") else codes()[district, squeezed(name)]
        found |= {(place, sex): number(cell) for sex, cell in zip(SEXES, cells, strict=False)}
    return found


def everybody() -> dict[tuple[str, str], int]:
    """The same of the workbook whose names stand in three columns; without the city's row."""
    found, district = {}, ""
    for first, second, third, *cells in rows_of(EVERYBODY)[3:-1]:
        if first:
            place = district = codes()[CITY, squeezed(second)]
        else:
            place = codes()[district, squeezed(third)]
        found |= {(place, sex): int(cell) for sex, cell in zip(SEXES, cells, strict=False)}
    return found


# --- Kota Mojokerto 2023: events


@pytest.mark.parametrize(
    ("pattern", "measure", "city"),
    [("Jumlah Kelahiran*", "kelahiran_tercatat", (962, 903, 1865)),
     ("Jumlah Penduduk datang*", "penduduk_datang", (1274, 1270, 2544)),
     ("Jumlah Penduduk keluar*", "penduduk_keluar", (1032, 1020, 2052))],
)  # fmt: skip
def test_every_number_of_an_event_stands_at_its_place(pattern, measure, city):
    found = taken(pattern)
    assert (found.cells_read, found.admitted.height, found.findings) == (66, 66, [])
    assert set(found.admitted["ukuran"]) == {measure}
    assert counts(found, 2023) == by_place(pattern)
    assert tuple(counts(found, 2023)[CITY, sex] for sex in SEXES) == city


# --- Kota Mojokerto 2023: people


def test_citizens_but_for_the_row_with_a_space_at_the_wrong_place():
    found = taken(CITIZENS)
    assert [(f.aturan, f.sel, f.nilai) for f in found.findings] == [
        ("R7", "B22", "7 52"), ("R7", "C22", "8 25"),
    ]  # fmt: skip
    lost = codes()["35.76.03", "purwotengah"]
    expected = {key: n for key, n in by_place(CITIZENS).items() if key[0] != lost}
    assert None not in expected.values()
    assert counts(found, 2023, "kewarganegaraan=wni") == expected
    assert (found.admitted.height, found.returned.height) == (63, 3)


def test_foreigners_are_few_and_a_dash_is_none():
    found = taken(FOREIGNERS)
    part = counts(found, 2023, "kewarganegaraan=wna")
    assert part == by_place(FOREIGNERS)
    assert [part[CITY, sex] for sex in SEXES] == [34, 1, 35]
    assert sum(n == 0 for n in part.values()) == 48
    assert {f.aturan for f in found.findings} == {"R8N"}


def test_everybody_under_names_in_three_columns():
    found = taken(EVERYBODY)
    assert counts(found, 2023) == everybody()
    assert len(everybody()) == 21 * 3
    told = {(f.aturan, f.sel, f.nilai) for f in found.findings}
    assert told == {("R4", "A26", "Mojokerto")}  # once for its row, at the cell that names it


def test_everybody_leaves_foreigners_out_so_that_whole_and_parts_are_held_where_some_live():
    found = taken(EVERYBODY, CITIZENS, FOREIGNERS)
    citizens, foreigners = by_place(CITIZENS), by_place(FOREIGNERS)
    unlike = {
        key for key, n in everybody().items()
        if citizens.get(key) is not None and citizens[key] + foreigners[key] != n
    }  # fmt: skip
    assert all(foreigners[key] > 0 for key in unlike)
    told = {(f.sel, f.fakta["hitung"]) for f in found.findings if f.aturan == "R10R"}
    assert sorted(n for _, n in told) == sorted(citizens[k] + foreigners[k] for k in unlike)
    kept = {place for place, _ in counts(found, 2023)}
    assert kept == {place for place, _ in everybody()} - {place for place, _ in unlike}


def test_the_city_is_the_sum_of_its_kelurahan_and_none_is_counted_twice():
    rows = harmonised_of(taken(EVERYBODY)).filter(tahun=2023)
    table = compute(rows, [indicators()["KPD-01"]]).filter(umur="semua", tahun=2023)
    key = table.select("kode_wilayah", "jenis_kelamin").rows()
    found = dict(zip(key, table["pembilang"], strict=True))
    kelurahan = {key: n for key, n in everybody().items() if key[0].count(".") == 3}
    for sex in SEXES:
        assert found[CITY, sex] == sum(n for key, n in kelurahan.items() if key[1] == sex)
    assert [found[CITY, sex] for sex in SEXES] == list(rows_of(EVERYBODY)[-1][3:6])
    assert {key: found[key] for key in everybody()} == everybody()


@pytest.mark.parametrize("pattern", ["Kepadatan*", "Penduduk, Distribusi*"])
def test_densities_and_shares_are_refused_because_they_lack_the_sexes(pattern):
    found = taken(pattern)
    assert (found.cells_read, [f.aturan for f in found.findings]) == (0, ["B8"])
    assert "“laki-laki”" in found.findings[0].kalimat


# --- Kota Mojokerto before its third kecamatan


def test_kelurahan_that_lay_elsewhere_in_2013_are_not_misplaced():
    found, district, moved, kept = taken(IN_2013), "", [], Counter()
    for name, men, *_ in rows_of(IN_2013)[3:-1]:
        if name[:3].isdigit():
            district = codes()[CITY, squeezed(name)]
        elif (district, squeezed(name)) in codes():
            kept[district] += int(men)
        else:
            moved.append(name)
    refused = Counter(f.nilai for f in found.findings if f.aturan == "R4")
    assert len(moved) == 6
    assert refused == dict.fromkeys(moved, 1)  # once for each row, not for each of its numbers
    written = {f.sel: f.fakta["hitung"] for f in found.findings if f.aturan == "R2W"}
    assert (written["B4"], written["B13"]) == (kept["35.76.01"], kept["35.76.02"])
    assert found.admitted.is_empty()


def test_ages_of_2014_are_the_citys():
    found = taken(AGES)
    rows = harmonised_of(found)
    key = rows.select("kode_wilayah", "tahun", "umur_min", "umur_max", "jenis_kelamin").rows()
    expected = {}
    for band, *cells in rows_of(AGES)[3:20]:
        low, _, high = band.removesuffix("+").partition("-")
        limits = (0, 149) if band == "Semua Umur" else (int(low), int(high or 149))
        for sex, cell in zip(SEXES, cells, strict=False):
            expected[CITY, 2014, *limits, sex] = int(float(cell))
    assert dict(zip(key, rows["jumlah"], strict=True)) == expected
    assert (len(expected), found.findings) == (51, [])


# --- Kota Mojokerto 2023: certificates


def test_certificates_of_each_month_and_their_sums():
    head, *months, total = rows_of(MONTHS)
    rows = harmonised_of(taken(MONTHS))
    series = {
        "Kelahiran Umum": ("akta_kelahiran_terbit", "pelaporan=umum"),
        "Kelahiran Dispensasi": ("akta_kelahiran_terbit", "pelaporan=terlambat"),
        "Perkawinan": ("akta_perkawinan_terbit", "semua"),
        "Perceraian": ("akta_perceraian_terbit", "semua"),
        "Kematian": ("akta_kematian_terbit", "semua"),
    }
    for column, title in enumerate(head[1:], start=1):
        measure, part = series[title.strip()]
        found = rows.filter(ukuran=measure, rincian=part).sort("periode")
        assert found["jumlah"].to_list() == [number(month[column]) for month in months]
        assert found["jumlah"].sum() == total[column]
    assert rows.height == 60
    assert set(rows["kode_wilayah"]) == {CITY}


# --- Kota Bandung

MISNAMED = {"32.73.27.1001", "32.73.23.1004"}  # Cimincrang and Mekar Jaya under other names
GROSS = {  # twice or half as many as a year before, or none at all: held until it is confirmed
    ("32.73.25.1003", "2018-S1"), ("32.73.25.1004", "2018-S1"), ("32.73.26.1006", "2018-S1"),
    ("32.73.27.1002", "2018-S1"), ("32.73.27.1002", "2023-S2"),
}  # fmt: skip


@cache
def households() -> list[dict[str, str]]:
    with (REAL / "kota_bandung/jumlah_kk.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_households_of_bandung_by_kelurahan_and_semester():
    found = taken("jumlah_kk.csv", folder="kota_bandung")
    times = Counter((row["KODE_KD"], row["tahun"], row["semester"]) for row in households())
    expected = {}
    for row in households():
        key = (row["KODE_KD"], row["tahun"], row["semester"])
        if times[key] == 1 and row["KODE_KD"] not in MISNAMED:
            expected[key[0], f"{key[1]}-S{key[2]}"] = int(row["jumlah_kk"])
    for code, period in GROSS:
        before = expected[code, f"{int(period[:4]) - 1}{period[4:]}"]
        assert not 0.5 <= expected.pop((code, period)) / before <= 2
    admitted = found.admitted.select("kode_wilayah", "periode", "jumlah").rows()
    assert {(code, period): number for code, period, number in admitted} == expected
    assert set(found.admitted["jenis_kelamin"]) == {"TB"}
    assert (len(households()), len(expected), found.returned.height) == (2262, 2213, 49)


def test_what_went_back_of_bandung_is_one_kelurahan_twice_two_renamed_and_five_jumps():
    findings = taken("jumlah_kk.csv", folder="kota_bandung").findings
    assert Counter(f.aturan for f in findings) == {
        "R4N": 30, "R12": 14, "R13G": len(GROSS), "R13": 1,
    }  # fmt: skip
    assert {f.fakta["kode"] for f in findings if f.aturan == "R4N"} == MISNAMED
    twice = Counter((row["KODE_KD"], row["tahun"], row["semester"]) for row in households())
    assert {key[0] for key, times in twice.items() if times > 1} == {"32.73.30.1004"}
