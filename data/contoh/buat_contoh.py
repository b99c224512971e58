"""Write the whole sample again, always to the same bytes: invented setoran, good and broken."""

import csv
import sys
import tomllib
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from angka_rekaan import (
    BANDS,
    CITY,
    REFERENCE,
    YEARS,
    between,
    count,
    districts,
    is_city_wide,
    names,
    people,
    villages,
)
from buat_rusak import write_broken
from tulis import INVENTED, new_workbook, write_csv

HERE = Path(__file__).parent
SEXES = {"L": "LAKI-LAKI", "P": "PEREMPUAN"}
# The two cells of 2025 whose L+P is not the sum: digits swapped, as a typist does.
MISTYPED = {("36.73.01.1010", "25-29"), ("36.73.02.1007", "75+")}
PRODUCERS = {
    "1.01": "Dinas Pendidikan", "1.03": "Dinas Pekerjaan Umum", "2.07": "Dinas Tenaga Kerja",
    "2.08": "DP3AKB", "2.12": "Disdukcapil", "2.17": "Dinas Koperasi dan UKM",
    "4.02": "Sekretariat DPRD", "5.01": "Bappeda", "5.02": "BPKAD", "5.03": "BKPSDM",
    "7.01": "Kecamatan",
}  # fmt: skip
ROAD_KM = ("251,8", "252,6", "253,4")
VICTIMS_SERVED = (41, 52, 47)
UNMAPPED = ("2.12.0021", "Jumlah Kepala Keluarga Perempuan Cerai Mati")
SCHOOLS = (("SD", 34), ("SMP", 14), ("SMA", 6), ("SMK", 6))
SCHOOL_FACTS = ("Nama_Sekolah", "Provinsi", "Kota_Kabupaten", "Kecamatan", "NPSN", "Status",
                "Bentuk_Pendidikan")  # fmt: skip
SCHOOL_COUNTS = [f"{who}_{what}" for who in ("Guru", "Tendik", "Peserta_Didik")
                 for what in ("L", "P", "Total")]  # fmt: skip
# Share of women among teachers, and pupils of the smallest and largest school.
SCHOOL_SIZE = {"SD": (0.72, 120, 420), "SMP": (0.60, 180, 640), "SMA": (0.53, 320, 900),
               "SMK": (0.44, 300, 980)}  # fmt: skip
TARGET_HEAD = (
    "dokumen", "perangkat_daerah", "kode_wilayah", "kode_program", "nama_program",
    "kode_indikator", "indikator", "satuan", "polaritas", "jenis_perhitungan", "jenis_kelamin",
    "kondisi_awal_2024", *(f"target_{year}" for year in range(2025, 2030)),
)  # fmt: skip
PROGRAMS = {
    "1.01.02": ("Dinas Pendidikan", "Program Pengelolaan Pendidikan"),
    "2.07.03": ("Dinas Tenaga Kerja",
                "Program Pelatihan Kerja dan Produktivitas Tenaga Kerja"),
    "2.07.04": ("Dinas Tenaga Kerja", "Program Penempatan Tenaga Kerja"),
    "2.08.02": ("DP3AKB", "Program Pengarusutamaan Gender dan Pemberdayaan Perempuan"),
    "2.12.02": ("Disdukcapil", "Program Pendaftaran Penduduk"),
    "2.12.03": ("Disdukcapil", "Program Pencatatan Sipil"),
    "5.01.02": ("Bappeda",
                "Program Perencanaan, Pengendalian dan Evaluasi Pembangunan Daerah"),
    "5.03.02": ("BKPSDM", "Program Kepegawaian Daerah"),
}  # fmt: skip
# Plan, program, indicator, sex, baseline of 2024 and yearly step.
TARGETS = (
    ("RPJMD", "2.08.02", "ARG-01", "L+P", 8.32, 1.5),
    ("RPJMD", "1.01.02", "PDK-02", "L+P", 95.18, 0.6),
    ("RPJMD", "1.01.02", "PDK-03", "L", 80.29, 1.6),
    ("RPJMD", "1.01.02", "PDK-03", "P", 81.71, 1.2),
    ("RPJMD", "1.01.02", "PDK-03", "L+P", 80.99, 1.4),
    ("RPJMD", "2.12.03", "KPD-05", "L", 96.67, 0.5),
    ("RPJMD", "2.12.03", "KPD-05", "P", 95.76, 0.7),
    ("RPJMD", "2.12.03", "KPD-05", "L+P", 96.23, 0.6),
    ("Renstra", "1.01.02", "PDK-01", "L+P", 51.32, 2.5),
    ("Renstra", "1.01.02", "PDK-07", "L+P", 0.29, -0.03),
    ("Renstra", "2.07.04", "TKJ-06", "L+P", 35.13, 2.0),
    ("Renstra", "2.12.02", "KPD-06", "L+P", 97.83, 0.3),
    ("Renstra", "2.12.02", "KPD-07", "L+P", 54.03, 6.0),
    ("Renstra", "5.03.02", "ASN-02", "P", 16.13, 2.0),
    ("RKPD", "2.07.03", "TKJ-07", "P", 44.49, 1.1),
    ("RKPD", "5.01.02", "POL-05", "P", 36.02, 1.5),
)


def with_dots(number: int) -> str:
    """A number as Indonesian offices write it: 1.234."""
    return f"{number:,}".replace(",", ".")


def write_people_csv(drop: Path, year: int) -> None:
    """Penduduk in long form: one line per kelurahan, age band and sex."""
    head = "kode_wilayah;nama_wilayah;tahun;kelompok_umur;jenis_kelamin;jumlah_penduduk"
    rows = [
        (code, names()[code], year, band, word, with_dots(people(year, code, band, sex)))
        for code in villages()
        for band in BANDS
        for sex, word in SEXES.items()
    ]
    write_csv(drop / "penduduk" / f"penduduk_{year}.csv", [head.split(";"), *rows], ";")


def write_people_workbook(drop: Path, year: int) -> None:
    """Penduduk in wide form, with titles, a merged header, total rows and a source line."""
    with new_workbook(drop / "penduduk" / f"penduduk_{year}.xlsx") as workbook:
        sheet = workbook.add_worksheet("Penduduk")
        sheet.write("A1", "PENDUDUK MENURUT KELURAHAN, KELOMPOK UMUR, DAN JENIS KELAMIN")
        sheet.write("A2", f"KOTA SERANG TAHUN {year}")
        sheet.write("A3", INVENTED)
        _write_people_head(workbook, sheet)
        row = _write_districts(sheet, year, 7)
        sheet.write(row + 1, 0, f"Sumber: {INVENTED.lower()}")
        sheet.set_column("A:D", 20)


def _write_people_head(workbook, sheet) -> None:
    style = workbook.add_format({"bold": True, "border": 1, "align": "center"})
    for column, text in enumerate(("Kode Wilayah", "Kecamatan/Kelurahan", "Kelompok Umur",
                                   "Tahun")):  # fmt: skip
        sheet.merge_range(4, column, 5, column, text, style)
    sheet.merge_range("E5:G5", "Jumlah Penduduk", style)
    sheet.write_row("E6", ("L", "P", "L+P"), style)
    sheet.write_row("A7", [f"({number})" for number in range(1, 8)], style)


def _write_districts(sheet, year: int, row: int) -> int:
    """Every kecamatan below the other with its total row, then the grand total; the last row."""
    totals = []
    for district in districts():
        lines = [line for code in villages(district) for line in _people_lines(year, code)]
        for place, line in enumerate(lines):
            sheet.write_row(row + place, 0, line)
        row += len(lines) + 1
        totals.append([sum(line[column] for line in lines) for column in (4, 5, 6)])
        _write_total(sheet, row - 1, f"Jumlah Kecamatan {names()[district]}", totals[-1])
    _write_total(sheet, row, "JUMLAH", [sum(column) for column in zip(*totals, strict=True)])
    return row


def _write_total(sheet, row: int, label: str, total: Sequence[int]) -> None:
    sheet.write(row, 0, label)
    sheet.write_row(row, 4, total)


def _people_lines(year: int, code: str) -> list[tuple]:
    """The rows of one kelurahan; a mistyped total stays in the total rows, as a formula does."""
    lines = []
    for band in BANDS:
        men, women = (people(year, code, band, sex) for sex in SEXES)
        both = men + women
        written = _swap_digits(both) if (code, band) in MISTYPED else both
        lines.append((code, names()[code], band, year, men, women, written))
    return lines


def _swap_digits(number: int) -> int:
    text = str(number)
    return next(
        int(text[:place] + text[place + 1] + text[place] + text[place + 2 :])
        for place in reversed(range(len(text) - 1))
        if text[place] != text[place + 1]
    )


def write_elements(drop: Path, year: int) -> None:
    """Elemen sektoral: one line per element and region, with the sex inside the name."""
    head = "kode_dssd,uraian_dssd,kode_wilayah,nama_wilayah,satuan,tahun,data,produsen_data"
    with (REFERENCE / "elemen" / "dssd.csv").open(encoding="utf-8", newline="") as file:
        elements = list(csv.DictReader(file))
    rows = [_element_row(element, year, region) for element in elements
            for region in ([CITY] if is_city_wide(element) else districts())]  # fmt: skip
    if year == YEARS[-1]:
        rows += [_unmapped_row(year, region) for region in districts()]
    write_csv(drop / "elemen_sektoral" / f"elemen_{year}.csv", [head.split(","), *rows], ",")


def _element_row(element: dict[str, str], year: int, region: str) -> tuple:
    code, name, since = element["kode_elemen"], element["nama_elemen"], YEARS.index(year)
    unit, data = "Orang", ""
    if element["keputusan"] == "di_luar_lingkup":
        unit, data = "Kilometer", ROAD_KM[since]
    elif element["keputusan"] == "sensitif":
        data = VICTIMS_SERVED[since]
    else:
        data = count(element, year, region)
        unit = "Rupiah" if element["jenis_kelamin"] == "TB" else "Orang"
    return code, name, region, names()[region], unit, year, data, PRODUCERS[code[:4]]


def _unmapped_row(year: int, region: str) -> tuple:
    widows = round(between(400, 1900, "cerai mati", region))
    return *UNMAPPED, region, names()[region], "Orang", year, widows, PRODUCERS["2.12"]


def school_rows(year: int) -> list[tuple]:
    """All invented schools, spread over the kecamatan, with staff and pupils of one year."""
    forms = [(form, number) for form, many in SCHOOLS for number in range(1, many + 1)]
    return [_school_row(year, place, form, number) for place, (form, number) in enumerate(forms)]


def _school_row(year: int, place: int, form: str, number: int) -> tuple:
    district = names()[districts()[place % 6]]
    status = "Negeri" if number % 3 else "Swasta"
    facts = (f"{form} Contoh {number:02d}", "Prov. Banten", "Kota Serang", f"Kec. {district}",
             f"9999{place + 1:04d}", status, form)  # fmt: skip
    women, low, high = SCHOOL_SIZE[form]
    growth = 1 + 0.02 * (year - YEARS[0])
    pupils = round(between(low, high, "murid", form, number) * growth)
    shares = {
        "guru": (pupils // 22 + 2, women),
        "tendik": (pupils // 120 + 2, 0.42),
        "murid": (pupils, 0.48),
    }
    return *facts, *(n for who in shares for n in _by_sex(*shares[who], who, form, number, year))


def _by_sex(total: int, women: float, *key: object) -> tuple[int, int, int]:
    share = min(1.0, women * between(0.9, 1.1, *key))
    part = round(total * share)
    return total - part, part, total


def write_schools_csv(drop: Path, year: int) -> None:
    """Peserta didik as a comma-separated export, its year stated by the folder."""
    rows = [(*SCHOOL_FACTS, *SCHOOL_COUNTS), *school_rows(year)]
    write_csv(drop / "peserta_didik" / str(year) / f"sekolah_{year}.csv", rows, ",")


def write_schools_workbook(drop: Path, year: int) -> None:
    """Peserta didik as a workbook with a title, a total row and its year stated by the folder."""
    rows = school_rows(year)
    first = len(SCHOOL_FACTS)
    path = drop / "peserta_didik" / str(year) / f"sekolah_{year}.xlsx"
    with new_workbook(path) as workbook:
        sheet = workbook.add_worksheet("Sekolah")
        sheet.write("A1", f"Satuan pendidikan Kota Serang {year}. {INVENTED}")
        sheet.write_row("A3", (*SCHOOL_FACTS, *SCHOOL_COUNTS))
        for number, row in enumerate(rows, start=3):
            sheet.write_row(number, 0, row)
        sheet.write(len(rows) + 3, 0, "Jumlah")
        columns = range(first, first + len(SCHOOL_COUNTS))
        sheet.write_row(len(rows) + 3, first, [sum(row[c] for row in rows) for c in columns])
        sheet.set_column(0, first - 1, 18)


def write_targets(drop: Path) -> None:
    """Targets of the plans 2025-2029, decimals with a comma."""
    rows = [_target_row(target) for target in TARGETS]
    write_csv(drop / "target_rencana" / "target_2025-2029.csv", [TARGET_HEAD, *rows], ";")


def _target_row(target: tuple[str, str, str, str, float, float]) -> tuple:
    plan, program, code, sex, start, step = target
    agency, title = PROGRAMS[program]
    indicator = catalogue()[code]
    polarity = "negatif" if indicator["arah"] == "turun" else "positif"
    values = [f"{start + step * year:.2f}".replace(".", ",") for year in range(6)]
    return (plan, agency, CITY, program, title, code, indicator["nama"], indicator["satuan"],
            polarity, f"progres_{polarity}", sex, *values)  # fmt: skip


def catalogue() -> dict[str, dict]:
    """The catalogue's indicators by code."""
    files = sorted((REFERENCE / "indikator").glob("*.toml"))
    topics = [tomllib.loads(path.read_text(encoding="utf-8")) for path in files]
    return {item["kode"]: item for topic in topics for item in topic["indikator"]}


def main(folder: Path = HERE) -> None:
    """Write masuk/ and rusak/ below a folder."""
    drop = folder / "masuk"
    for year in YEARS[:-1]:
        write_people_csv(drop, year)
    write_people_workbook(drop, YEARS[-1])
    for year in YEARS:
        write_elements(drop, year)
    write_schools_csv(drop, 2024)
    write_schools_workbook(drop, 2025)
    write_targets(drop)
    write_broken(folder / "rusak")
    for path in sorted((HERE / "buat").glob("*.py")):  # the others: one module per sumber
        sumber = import_module(f"buat.{path.stem}")
        sumber.write(drop / path.stem, folder / "rusak" / path.stem)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
