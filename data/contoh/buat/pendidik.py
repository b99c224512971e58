"""Sample of pendidik: teachers by status and heads of schools of 2025, and files that break."""

from pathlib import Path

from angka_rekaan import between, districts, names
from tulis import INVENTED, write_csv, write_sheet

LEVELS = ("SD", "SMP")
STATUS = ("PNS", "PPPK", "Honorer")
TITLES = ("Guru", "Kepala sekolah")
HEAD = [
    ["Kecamatan", "Jenjang", "Status", "Tahun", *((title, 3) for title in TITLES)],
    ["", "", "", "", *("L", "P", "L+P") * 2],
]


def write(good: Path, broken: Path) -> None:
    """One workbook below `good`; below `broken` one file per broken rule."""
    title = [["GURU DAN KEPALA SEKOLAH KOTA SERANG MENURUT STATUS"], [INVENTED], []]
    rows = [_row(d, level, s) for d in districts() for level in LEVELS for s in STATUS]
    write_sheet(good / "pendidik_2025.xlsx", [*title, *HEAD, *rows], "Pendidik")
    head = ("Kecamatan", "Jenjang", "Status", "Tahun", "Guru L", "Guru P")
    sound = ["Curug", "SD", "PNS", 2025, 31, 84]
    asked = ["Curug", "SD", "titipan", 2025, 4, 9]
    write_csv(broken / "R17_status_tidak_dikenal.csv", [head, sound, asked])
    worded = ["Kasemen", "SD", "PNS", 2025, 28, "71 orang"]
    write_csv(broken / "R7_bukan_angka.csv", [head, sound, worded])


def _row(district: str, level: str, status: str) -> list:
    counts = []
    for title, most in zip(TITLES, (90, 4), strict=True):
        men = round(between(0, most * 0.6, title, district, level, status, "L"))
        women = round(between(0, most, title, district, level, status, "P"))
        counts += [men, women, men + women]
    return [names()[district], level, status, 2025, *counts]
