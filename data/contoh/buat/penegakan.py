"""Sample of penegakan: invented quarters of Satpol PP in 2025, and a broken table."""

from pathlib import Path

from angka_rekaan import between
from tulis import INVENTED, write_csv, write_sheet

HEAD = [["Wilayah", "Triwulan", "Jenis tindakan", "Perda", "Kelompok umur", ("Orang ditangani", 3),
         "Jumlah kegiatan"],
        ["", "", "", "", "", "L", "P", "L+P", ""]]  # fmt: skip
ACTIONS = (("Penertiban", "Perda ketertiban umum", "18+"), ("Mediasi", "Perda PPPA", "18+"),
           ("Pembinaan", "Perda PPPA", "0-17"))  # fmt: skip


def write(good: Path, broken: Path) -> None:
    """One workbook below `good`; below `broken` one file per broken rule."""
    rows = [_row(quarter, *action) for quarter in ("I", "II", "III", "IV") for action in ACTIONS]
    title = [["PENEGAKAN PERDA DAN MEDIASI"], [INVENTED], []]
    write_sheet(good / "2025" / "penegakan_2025.xlsx", [*title, *HEAD, *rows])
    head = ["Kecamatan", "Tindakan", "Jenis kelamin", "Terjaring"]
    sound = [["Curug", "Razia", "L", 4], ["Curug", "Razia", "P", 2]]
    lone = ["Kasemen", "Mediasi", "L", 3]
    write_csv(broken / "2025" / "R8_tanpa_pasangan.csv", [head, *sound, lone])


def _row(quarter: str, action: str, law: str, age: str) -> list[object]:
    men, women = (round(between(1, 25, "satpol", quarter, action, sex)) for sex in "LP")
    return ["Kota Serang", quarter, action, law, age, men, women, men + women, 2]
