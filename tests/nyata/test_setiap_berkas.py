"""Every file that was really published is read as what it is or refused for what it is."""

import csv
import importlib.util
from functools import cache
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, range_boundaries
from python_calamine import CalamineWorkbook

from pipelines.admit_setoran import Admission, admit
from pipelines.receive_setoran import receive
from schemas.sources import SOURCES

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "real"
LETTER = Path(__file__).with_name("pengantar.toml")
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real files are not here: no folder shared/real beside the repo"
)

# What each file was found to be by looking into it, and where the numbers stand that it owes.
# Beside them stand ids, codes, percentages, densities and ceilings, which no contract wants.
READ = """
    target_rencana     | 42    | G2:H8 J2:J8 L2:L8 N2:N8 P2:P8 | banyuwangi/*
    indeks_resmi       | 117   | B5:D43    | bps/Angka Partisipasi Kasar (APK) Menurut *
    indeks_resmi       | 39    | B4:B42    | bps/Angka Partisipasi Kasar (APK) Perguruan *
    indeks_resmi       | 117   | B2:D40    | bps/Indeks Ketimpangan Gender*
    indeks_resmi       | 117   | B2:D40    | bps/Indeks Pemberdayaan Gender*
    indeks_resmi       | 39    | B4:B42    | bps/Percentage of Youth*
    indeks_resmi       | 78    | B5:C43    | bps/Persentase Angkatan Kerja*
    indeks_resmi       | 1106  | B5:C583   | bps/Rata-rata Lama Sekolah*
    indeks_resmi       | 34    | B4:B37    | bps/Tingkat Pengangguran*
    peserta_didik      | 28089 | W2:AB3122 AF2:AH3122 | dapodik/data_Bekasi*
    peserta_didik      | 8316  | W2:AB925 AF2:AH925   | dapodik/data_Depok*
    rekap_kekerasan    | 48    | D2:D49    | dki_jakarta/bentuk_kekerasan.csv
    rekap_kekerasan    | 72    | D2:D73    | dki_jakarta/hub_pelaku.csv
    rekap_kekerasan    | 48    | D2:D50    | dki_jakarta/jenis_kekerasan.csv
    rekap_kekerasan    | 36    | D2:D37    | dki_jakarta/jenis_korban.csv
    rekap_kekerasan    | 36    | D2:D38    | dki_jakarta/korban_2019.csv
    rekap_kekerasan    | 216   | C2:E73    | dki_jakarta/letak_geografis.csv
    rekap_kekerasan    | 168   | D2:E85    | dki_jakarta/pekerjaan.csv
    rekap_kekerasan    | 24    | D2:D25    | dki_jakarta/pelapor.csv
    rekap_kekerasan    | 186   | D2:D197   | dki_jakarta/pelayanan.csv
    rekap_kekerasan    | 144   | D2:E81    | dki_jakarta/pendidikan.csv
    rekap_kekerasan    | 36    | D2:D37    | dki_jakarta/tempat_perkara.csv
    rekap_kekerasan    | 96    | D2:E49    | dki_jakarta/usia.csv
    penduduk           | 594   | G2:G595   | jawa_barat/2024-09_penduduk_jk.csv
    penduduk           | 3456  | H2:H3457  | jawa_barat/piramida_penduduk.csv
    rekap_kekerasan    | 1728  | H2:H1729  | jawa_barat/BERDASARKAN_PENDIDIKAN.csv
    rekap_kekerasan    | 216   | G2:G217   | jawa_barat/KASUS_TERLAYANI.csv
    imunisasi          | 54    | G2:G55    | jawa_barat/dinkes-od_17449*
    imunisasi          | 378   | G2:G379   | jawa_barat/dinkes-od_17464*
    kesehatan_ibu_anak | 432   | F2:G217   | jawa_barat/dinkes-od_17520*
    imunisasi          | 864   | F2:I217   | jawa_barat/dinkes-od_18490*
    penduduk           | 2262  | K2:K2263  | kota_bandung/jumlah_kk.csv
    asn                | 480   | C2:C481   | kota_bandung/jumlah_pns.xlsx
    akta_dan_kia       | 65    | B2:F14    | kota_mojokerto/Banyaknya akte*
    akta_dan_kia       | 66    | B2:D23    | kota_mojokerto/Jumlah Kelahiran*
    akta_dan_kia       | 66    | B2:D23    | kota_mojokerto/Jumlah Penduduk datang*
    akta_dan_kia       | 66    | B2:D23    | kota_mojokerto/Jumlah Penduduk keluar*
    penduduk           | 63    | B4:D24    | kota_mojokerto/Penduduk Akhir Tahun Berdasarkan*
    penduduk           | 51    | B4:D20    | kota_mojokerto/Penduduk Akhir Tahun Menurut*
    penduduk           | 66    | B2:D23    | kota_mojokerto/Penduduk akhir tahun Warga Negara Asing*
    penduduk           | 66    | B2:D23    | kota_mojokerto/Penduduk akhir tahun Warga Negara Indo*
    penduduk           | 66    | D5:F26    | kota_mojokerto/jumlah penduduk*
    elemen_sektoral    | 18192 | H2:H18193 | kota_serang/sikondang_joined.csv
"""
# Rule, how many files, and how the reason begins.
REFUSED = """
    B5  | 1  | Jenis berkas “.md”       | README.md
    B5  | 1  | Jenis berkas “.md”       | boundaries/DATA_LICENSE.md
    B5  | 1  | Jenis berkas “tanpa akh  | boundaries/LICENSE
    B5  | 1  | Jenis berkas “.geojson”  | boundaries/*.geojson
    B5  | 2  | Jenis berkas “.json”     | boundaries/*.json
    B5  | 5  | Jenis berkas “.sql”      | boundaries/*.sql
    B11 | 4  | Berkas tidak dikenali    | codes/bridging_bps_kemendagri_2020/*
    B11 | 3  | Berkas tidak dikenali    | codes/idn-area-data_4.0.1/*.csv
    B5  | 1  | Jenis berkas “.md”       | codes/idn-area-data_4.0.1/LICENSE.md
    B5  | 3  | Jenis berkas “.sql”      | codes/kepmendagri_2025/*.sql
    B8  | 1  | Kolom wajib “laki-laki”  | kota_mojokerto/Kepadatan*
    B8  | 1  | Kolom wajib “laki-laki”  | kota_mojokerto/Penduduk, Distribusi*
    B11 | 1  | Berkas tidak dikenali    | kota_serang/tb_bidang_urusan.csv
    B10 | 1  | Isi berkas menyangkut ke | kota_serang/tb_jenis_data.csv
    B11 | 1  | Berkas tidak dikenali    | kota_serang/tb_wilayah.csv
    B11 | 27 | Berkas tidak dikenali    | sdc/*
"""
# Two workbooks of Mojokerto hold densities and shares of both sexes together: no table by sex.
# tb_jenis_data.csv is a list of names of elements, diseases among them; the door knows words only
# and lets in no file that speaks of diseases, whatever it says of them.
# Two cells of the measles workbook are empty: they are read, as not filled in.
EMPTY = {"jawa_barat/dinkes-od_17449*": 2}


def table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


def files_of(pattern: str) -> list[str]:
    return sorted(path.relative_to(REAL).as_posix() for path in REAL.glob(pattern))


WANTED = {row[-1]: row for row in (*table(READ), *table(REFUSED))}


@pytest.fixture(scope="module")
def bench():
    """The table that `bench/periksa_berkas_nyata.py` prints."""
    path = ROOT / "bench" / "periksa_berkas_nyata.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def lines(bench) -> dict:
    return {line.file: line for line in bench.lines_of(REAL, LETTER)}


@pytest.fixture(scope="module")
def taken() -> dict[str, Admission]:
    sent = receive(REAL, "36.73", LETTER).deliveries
    return {code: admit(SOURCES[code], files) for code, files in sent.items() if files}


def test_the_table_has_every_file_once():
    named = [file for pattern in WANTED for file in files_of(pattern)]
    assert sorted(named) == sorted(p.relative_to(REAL).as_posix() for p in REAL.rglob("*")
                                   if p.is_file())  # fmt: skip
    assert (len(named), len(table(READ))) == (97, 43)


@pytest.mark.parametrize("pattern", [row[-1] for row in table(READ)])
def test_a_table_of_an_agency_is_read_by_its_sumber(pattern, lines):
    source, count, _, _ = WANTED[pattern]
    (file,) = files_of(pattern)
    assert lines[file].refusal is None
    assert (lines[file].source, lines[file].numbers["dibaca"]) == (source, int(count))


@pytest.mark.parametrize("pattern", [row[-1] for row in table(REFUSED)])
def test_what_is_no_such_table_is_refused_for_what_it_is(pattern, lines):
    rule, count, reason, _ = WANTED[pattern]
    refused = [lines[file].refusal for file in files_of(pattern)]
    assert [finding.aturan for finding in refused] == [rule] * int(count)
    assert all(finding.kalimat.startswith(reason) for finding in refused)


def test_no_number_is_lost_between_reading_and_admission(lines):
    assert not [file for file, line in lines.items() if line.wrong]
    total = sum(line.numbers.get("dibaca", 0) for line in lines.values())
    assert total == sum(int(row[1]) for row in table(READ)) == 68_435


def test_a_file_that_vanishes_or_loses_a_number_is_called_wrong(bench):
    whole = dict.fromkeys(bench.FATES, 0) | {"dibaca": 3, "diterima": 2, "dikembalikan": 1}
    assert not bench.Line("a.csv", "penduduk", numbers=whole).wrong
    assert bench.Line("a.csv", "penduduk", numbers=whole | {"diterima": 1}).wrong
    assert bench.Line("a.csv", "penduduk").wrong
    assert bench.Line("a.csv").wrong


# --- the cells themselves, by openpyxl, calamine and csv


@cache
def cells_of(file: str) -> list[list]:
    """All cells of the first sheet of a file."""
    path = REAL / file
    if path.suffix == ".xls":
        with CalamineWorkbook.from_path(path) as book:
            return book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
        return [list(row) for row in sheet.iter_rows(values_only=True)]
    text = path.read_text(encoding="utf-8-sig")
    mark = max(";,", key=text.partition("\n")[0].count)
    return list(csv.reader(text.splitlines(), delimiter=mark))


def plain(cell: object) -> float | None:
    """A cell as a number by the plainest reading; None when there is none in it."""
    if isinstance(cell, int | float):
        return float(cell)
    text = str(cell or "").strip().replace(" ", "").replace(",", "")
    if text == "-":
        return 0.0
    return float(text) if text[:1].isdigit() else None


@pytest.mark.parametrize("pattern", [row[-1] for row in table(READ)])
def test_as_many_numbers_are_read_as_stand_in_its_columns(pattern):
    source, count, ranges, _ = WANTED[pattern]
    (file,) = files_of(pattern)
    found = 0
    for part in ranges.split():
        left, top, right, bottom = range_boundaries(part)
        rows = [row[left - 1 : right] for row in cells_of(file)[top - 1 : bottom]]
        # to BPS a dash says that there is no such figure; in a count it says none
        numbers = [plain(cell) for row in rows for cell in row
                   if source != "indeks_resmi" or cell != "-"]  # fmt: skip
        found += len(numbers) - numbers.count(None)
    assert found + EMPTY.get(pattern, 0) == int(count)


@pytest.mark.parametrize("pattern", [row[-1] for row in table(READ)])
def test_every_admitted_number_is_the_one_in_its_cell(pattern, taken):
    source, _, ranges, _ = WANTED[pattern]
    (file,) = files_of(pattern)
    rows, number = taken[source].admitted, SOURCES[source].number
    own = rows.filter(pl.col("berkas") == file).select("sel", number).rows()
    assert len({place for place, _ in own}) == len(own)
    bounds = [range_boundaries(part) for part in ranges.split()]
    for place, value in own:
        letters, line = coordinate_from_string(place)
        column = column_index_from_string(letters)
        assert any(left <= column <= right and top <= line <= bottom
                   for left, top, right, bottom in bounds)  # fmt: skip
        assert plain(cells_of(file)[line - 1][column - 1]) == pytest.approx(value, abs=1e-9)
