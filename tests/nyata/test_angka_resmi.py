"""Figures that BPS published, against a second reading with csv, openpyxl and loops alone."""

import csv
import math
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from pipelines.admit_setoran import Admission, admit
from pipelines.check_indices import check_indices
from pipelines.compute_indices import compute_indices
from pipelines.harmonise_official import harmonise_official
from pipelines.receive_setoran import receive
from schemas.sources import SOURCES

REAL = Path(__file__).parents[3] / "shared" / "real"
LETTER = Path(__file__).with_name("pengantar.toml")
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real files are not here: no folder shared/real beside the repo"
)

KEY = ("indikator", "kode_wilayah", "periode", "jenis_kelamin", "jenjang")
RLS = "Rata-rata Lama Sekolah (RLS) menurut Jenis Kelamin, 2025.csv"
TPT = "Tingkat Pengangguran Terbuka (TPT) Penduduk Umur 15 Tahun Keatas Manurut Kab_Kota, 2025.csv"
APK = "Angka Partisipasi Kasar (APK) Menurut Provinsi dan Jenjang Pendidikan, 2025.csv"
APK_PT = "Angka Partisipasi Kasar (APK) Perguruan Tinggi (PT) Menurut Provinsi, 2025.csv"
NEET = ("Percentage of Youth (Aged 15-24 Years) Not in Education, Employment or Training (NEET), "
        "2025.csv")  # fmt: skip
TPAK = "Persentase Angkatan Kerja Terhadap Penduduk Usia Kerja (TPAK) menurut Provinsi, 2025.csv"
IKG, IDG = "Indeks Ketimpangan Gender (IKG).xlsx", "Indeks Pemberdayaan Gender.xlsx"
# Header lines, and what the columns after the name stand for: figure, period, sex, school level.
FORMS = {
    APK: (4, [("apk", "2025", "L+P", level) for level in ("SD", "SMP", "SM")]),
    APK_PT: (3, [("apk", "2025", "L+P", "PT")]),
    NEET: (3, [("neet", "2025", "L+P", "semua")]),
    TPAK: (4, [("tpak", month, "L+P", "semua") for month in ("2025-02", "2025-08")]),
    RLS: (4, [("rls", "2025", sex, "semua") for sex in ("L", "P")]),
    TPT: (3, [("tpt", "2025", "L+P", "semua")]),
    IKG: (1, [("ikg", year, "L+P", "semua") for year in ("2021", "2022", "2023")]),
    IDG: (1, [("idg", year, "L+P", "semua") for year in ("2021", "2022", "2023")]),
}
# Spellings of BPS that differ from the decree in more than case and spaces, and what lies below
# the provinces among them. They may be known by now; a name outside this list may not go back.
SPELLINGS = {
    "KEP. BANGKA BELITUNG", "KEP. RIAU", "DKI JAKARTA", "DI YOGYAKARTA", "D I YOGYAKARTA",
    "Bangka", "Belitung", "Bangka Barat", "Bangka Tengah", "Bangka Selatan", "Belitung Timur",
    "Kota Pangkal Pinang", "Kep. Seribu", "Kota Jakarta Selatan", "Kota Jakarta Timur",
    "Kota Jakarta Pusat", "Kota Jakarta Barat", "Kota Jakarta Utara", "Kulon Progo", "Bantul",
    "Gunung Kidul", "Sleman", "Kota Yogyakarta", "Toba Samosir / Toba", "Labuanbatu Utara",
    "Siau Tagulandang Biaro", "Kota Makasar", "Mamuju Utara / Pasangkayu",
    "Maluku Tenggara Barat / Kepulauan Tanimbar",
}  # fmt: skip


@pytest.fixture(scope="module")
def taken() -> dict[str, Admission]:
    sent = receive(REAL, "36.73", LETTER).deliveries["indeks_resmi"]
    source = SOURCES["indeks_resmi"]
    return {d.setoran.label.removeprefix("bps/"): admit(source, [d]) for d in sent}


@cache
def rows_of(name: str) -> list[list[str]]:
    """All rows of a file as text, its header lines left out."""
    path, first = REAL / "bps" / name, FORMS[name][0]
    if path.suffix == ".xlsx":
        rows = list(openpyxl.load_workbook(path).worksheets[0].values)[first:]
        return [[str(cell) for cell in row] for row in rows if row[0]]
    text = path.read_text(encoding="utf-8-sig")
    parted = csv.reader(text.splitlines(), delimiter="," if name == RLS else ";")
    return [row for row in list(parted)[first:] if "".join(row)]


@cache
def codes() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Codes of provinces by name, and of kab/kota by province and name, of a public table."""
    tables = []
    for name in ("provinces", "regencies"):
        path = REAL / "codes" / "idn-area-data_4.0.1" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            tables.append(list(csv.DictReader(file)))
    provinces = {squeezed(row["name"]): row["code"] for row in tables[0]}
    return provinces, {(r["province_code"], squeezed(r["name"])): r["code"] for r in tables[1]}


def squeezed(name: str) -> str:
    return re.sub(r"\W", "", name.casefold().replace("kab. ", "kabupaten "))


def placed(name: str) -> Iterator[tuple[str, list[str]]]:
    """Code and row of each region that the public table knows under the name of the file."""
    provinces, regencies = codes()
    province = ""
    for row in rows_of(name):
        own = squeezed(row[0])
        is_province = own in provinces and (name != RLS or row[0].isupper())
        if is_province or (name == RLS and row[0].isupper()):
            province = provinces.get(own, "")
        if own == "indonesia":
            yield "00", row
        elif is_province:
            yield province, row
        else:
            written = [f"kabupaten{own}", f"kota{own}"]
            options = [own] if own.startswith(("kabupaten", "kota")) else written
            found = [regencies[province, o] for o in options if (province, o) in regencies]
            if name == RLS and not own.startswith("kota"):
                found = found[:1]
            for code in found:
                yield code, row


def expected(name: str) -> dict[tuple, float]:
    kinds = FORMS[name][1]
    return {
        (figure, code, period, sex, level): float(text)
        for code, row in placed(name)
        for (figure, period, sex, level), text in zip(kinds, row[1:], strict=True)
        if text != "-"
    }


def figures(admission: Admission) -> dict[tuple, float]:
    table = harmonise_official(admission.admitted.drop("_id"), admission.source)
    return dict(zip(table.select(KEY).rows(), table["nilai"], strict=True))


def test_all_eight_files_of_bps_are_read(taken):
    assert set(taken) == set(FORMS)


@pytest.mark.parametrize("name", FORMS)
def test_every_figure_of_bps_stands_at_its_region(taken, name):
    found, wanted = figures(taken[name]), expected(name)
    assert {key: found[key] for key in wanted if key in found} == {
        key: number for key, number in wanted.items() if key in found
    }
    left_out = {key[1] for key in wanted} - {key[1] for key in found}
    spelt = {code for code, row in placed(name) if row[0] in SPELLINGS}
    assert left_out <= spelt
    assert len(found) >= 0.85 * len(wanted)


@pytest.mark.parametrize("name", FORMS)
def test_no_number_of_bps_is_lost_and_only_spellings_go_back(taken, name):
    admission = taken[name]
    numbers = [text for row in rows_of(name) for text in row[1:] if text != "-"]
    assert admission.cells_read == len(numbers)
    assert admission.cells_read == admission.admitted.height + admission.returned.height
    back = {f.nilai.removeprefix("Kabupaten ") for f in admission.findings}
    assert {finding.aturan for finding in admission.findings} <= {"R4"}
    assert back <= SPELLINGS


def test_some_figures_as_they_stand_in_the_files(taken):
    rls, tpt, ikg = (figures(taken[name]) for name in (RLS, TPT, IKG))
    assert rls["rls", "00", "2025", "P", "semua"] == 8.79
    assert rls["rls", "11.71", "2025", "L", "semua"] == 13.47
    assert rls["rls", "75.01", "2025", "L", "semua"] != rls["rls", "75", "2025", "L", "semua"]
    assert tpt["tpt", "12", "2025", "L+P", "semua"] == 5.32
    assert tpt["tpt", "12.71", "2025", "L+P", "semua"] == 7.99
    assert ikg["ikg", "35", "2021", "L+P", "semua"] == 0.46
    assert ikg["ikg", "35.05", "2023", "L+P", "semua"] == 0.26
    assert ikg["ikg", "35.72", "2023", "L+P", "semua"] == 0.188
    assert figures(taken[IDG])["idg", "35.78", "2023", "L+P", "semua"] == 85.29
    assert figures(taken[TPAK])["tpak", "11", "2025-08", "L+P", "semua"] == 65.32
    assert figures(taken[APK])["apk", "36", "2025", "L+P", "SM"] == 82.97
    assert figures(taken[APK_PT])["apk", "36", "2025", "L+P", "PT"] == 34.33
    assert figures(taken[NEET])["neet", "36", "2025", "L+P", "semua"] == 23.72


def test_kabupaten_and_kota_of_one_name_are_told_apart(taken):
    rls = figures(taken[RLS])
    own = {row[0]: [float(text) for text in row[1:]] for row in rows_of(RLS)
           if row[0] in ("Bogor", "Kota Bogor", "Serang", "Kota Serang")}  # fmt: skip
    pairs = {"32.01": "Bogor", "32.71": "Kota Bogor", "36.04": "Serang", "36.73": "Kota Serang"}
    for code, name in pairs.items():
        assert [rls["rls", code, "2025", sex, "semua"] for sex in "LP"] == own[name]


def test_nothing_that_bps_published_contradicts_its_own_components(taken):
    """The eight files hold RLS, TPAK and whole indices, but no index with all its components."""
    admitted = pl.concat([each.admitted for each in taken.values()]).drop("_id")
    table = harmonise_official(admitted, SOURCES["indeks_resmi"])
    assert check_indices(table, SOURCES["indeks_resmi"]) == []
    computed = compute_indices(table)
    assert computed.height > 1_000
    assert computed["nilai"].null_count() == computed.height
    east_java = computed.filter(indeks="ipm", kode_wilayah="35", tahun=2025, jenis_kelamin="P")
    assert east_java["alasan"].item() == (
        "komponen belum ada: Umur harapan hidup saat lahir perempuan, Harapan lama sekolah "
        "perempuan, Pengeluaran per kapita disesuaikan perempuan"
    )


def test_a_component_of_bps_in_another_cell_would_be_found(taken):
    """RLS of Kota Serang with invented other components, beside their own IPM and one of 3 more."""
    rls = figures(taken[RLS])["rls", "36.73", "2025", "P", "semua"]
    table = harmonise_official(taken[RLS].admitted.drop("_id"), SOURCES["indeks_resmi"])
    own = table.filter(kode_wilayah="36.73", jenis_kelamin="P")
    given = {"uhh": 74.12, "hls": 13.06, "pengeluaran_per_kapita": 12_471.0}
    school = (13.06 / 18 + rls / 15) / 2
    money = math.log(12_471 / 1_007.436) / math.log(26_572.352 / 1_007.436)
    ipm = 100 * ((74.12 - 22.5) / 65 * school * money) ** (1 / 3)
    for off, rules in ((0, []), (3, ["R22"])):
        more = [own.with_columns(indikator=pl.lit(code), nilai=pl.lit(number), sel=pl.lit("X1"))
                for code, number in {**given, "ipm": round(ipm + off, 2)}.items()]  # fmt: skip
        found = check_indices(pl.concat([own, *more]), SOURCES["indeks_resmi"])
        assert [finding.aturan for finding in found] == rules
