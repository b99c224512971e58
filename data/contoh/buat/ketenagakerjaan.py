"""Sample of ketenagakerjaan: quarters of 2025 per kecamatan, and files that each break one rule."""

from pathlib import Path

from angka_rekaan import between, districts, names
from tulis import INVENTED, write_csv, write_sheet

QUARTERS = ("I", "II", "III", "IV")
TITLES = ("Pencari kerja terdaftar", "Pencari kerja ditempatkan", "Peserta pelatihan kerja")
HEAD = [
    ["Kecamatan", "Tahun", "Triwulan", *((title, 3) for title in TITLES)],
    ["", "", "", *("L", "P", "L+P") * 3],
]


def write(good: Path, broken: Path) -> None:
    """One workbook of four quarters below `good`; below `broken` one file per broken rule."""
    rows = [_row(district, quarter) for quarter in QUARTERS for district in districts()]
    title = [["PENCARI KERJA DAN PELATIHAN KOTA SERANG TAHUN 2025"], [INVENTED], []]
    write_sheet(good / "ketenagakerjaan_2025.xlsx", [*title, *HEAD, *rows], "IPK")
    head = ["kecamatan", "tahun", "jenis_kelamin", "terdaftar", "ditempatkan"]
    sound = [["Curug", 2025, "L", 41, 12], ["Curug", 2025, "P", 38, 11]]
    asked = [["Kasemen", "tahun ini", "L", 55, 20], ["Kasemen", "tahun ini", "P", 57, 22]]
    write_csv(broken / "R11_bukan_periode.csv", [head, *sound, *asked])
    wrong = ["Curug", 2025, "I", 41, 38, 79, 12, 11, 32, 5, 6, 11]
    write_sheet(broken / "R1_jumlah_tidak_sama.xlsx", [*HEAD, _row("36.73.02", "I"), wrong])


def _row(district: str, quarter: str) -> list[object]:
    counts = []
    for title, low, high in zip(TITLES, (180, 60, 5), (420, 150, 22), strict=True):
        men = round(between(low, high, title, district, quarter, "L"))
        women = round(between(low, high, title, district, quarter, "P"))
        counts += [men, women, men + women]
    return [names()[district], 2025, quarter, *counts]
