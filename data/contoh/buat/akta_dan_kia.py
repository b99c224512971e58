"""Sample of akta_dan_kia: who holds what in 2025, certificates by month, and files that break."""

from pathlib import Path

from angka_rekaan import between, count, districts, names
from tulis import INVENTED, write_csv, write_sheet

HELD = {
    "anak_0_17": "Anak usia 0-17 tahun", "anak_berakta": "Anak memiliki akta kelahiran",
    "anak_0_16": "Anak usia 0-16 tahun", "pemilik_kia": "Anak pemilik KIA",
    "wajib_ktp": "Wajib KTP-el", "rekam_ktp": "Sudah rekam KTP-el",
}  # fmt: skip
HEAD = [
    ["Kecamatan", "Tahun", *((title, 3) for title in HELD.values())],
    ["", "", *("L", "P", "L+P") * len(HELD)],
]
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
          "Oktober", "November", "Desember")  # fmt: skip
ISSUED = ("Bulan", "Kelahiran Umum", "Kelahiran Dispensasi", "Perkawinan", "Perceraian", "Kematian")


def write(good: Path, broken: Path) -> None:
    """A workbook and a table of months below `good`; below `broken` one file per broken rule."""
    title = [["KEPEMILIKAN AKTA KELAHIRAN, KIA, DAN KTP-EL KOTA SERANG"], [INVENTED], []]
    rows = [_row(district) for district in districts()]
    write_sheet(good / "kepemilikan_2025.xlsx", [*title, *HEAD, *rows], "Kepemilikan")
    months = [_month(month) for month in MONTHS]
    sums = [sum(row[column] for row in months) for column in range(1, 6)]
    write_csv(good / "2025/akta_bulanan_2025.csv", [ISSUED, *months, ["Jumlah", *sums]])
    wrong = _row("36.73.04")
    wrong[7] += 9
    write_sheet(broken / "R1_jumlah_tidak_sama.xlsx", [*HEAD, _row("36.73.02"), wrong])
    short = ["Jumlah", sums[0] - 10, *sums[1:]]
    write_csv(broken / "2025/R2_jumlah_bulan.csv", [ISSUED, *months, short])


def _row(district: str) -> list:
    counts = []
    for measure in HELD:
        element = {"ukuran": measure, "jenjang": "semua"}
        men, women = (count(element | {"jenis_kelamin": s}, 2025, district) for s in "LP")
        counts += [men, women, men + women]
    return [names()[district], 2025, *counts]


def _month(month: str) -> list:
    limits = ((900, 1400), (60, 180), (8, 24), (1, 5), (210, 390))
    return [month, *(round(between(*pair, month, n)) for n, pair in enumerate(limits))]
