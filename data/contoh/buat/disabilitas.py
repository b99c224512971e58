"""Sample of disabilitas: invented persons with disability of 2025, and a broken table."""

from pathlib import Path

from angka_rekaan import between, districts, names
from tulis import INVENTED, write_sheet

HEAD = [["Kecamatan", "Ragam disabilitas", ("Penyandang disabilitas", 3), ("Mendapat layanan", 3)],
        ["", "", *("L", "P", "L+P") * 2]]  # fmt: skip
KINDS = ("Fisik", "Intelektual", "Mental", "Netra", "Tuna rungu", "Sensorik wicara", "Ganda")


def write(good: Path, broken: Path) -> None:
    """One workbook below `good`; below `broken` one file per broken rule."""
    rows = [_row(place, kind) for place in districts() for kind in KINDS]
    title = [["PENYANDANG DISABILITAS"], [INVENTED], []]
    write_sheet(good / "2025" / "disabilitas_2025.xlsx", [*title, *HEAD, *rows])
    wrong = ["Kasemen", "Fisik", 30, 20, 50, 31, 10, 41]
    write_sheet(broken / "2025" / "R9_dilayani_melebihi.xlsx",
                [*HEAD, _row("36.73.04", "Fisik"), wrong])  # fmt: skip


def _row(place: str, kind: str) -> list[object]:
    men, women = (round(between(12, 90, "disabilitas", place, kind, sex)) for sex in "LP")
    served = men // 3, women // 4
    return [names()[place], kind, men, women, men + women, *served, sum(served)]
