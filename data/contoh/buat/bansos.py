"""Sample of bansos: invented recipients of 2025 by programme and decile, and a broken table."""

from pathlib import Path

from angka_rekaan import between, districts, names
from tulis import INVENTED, write_csv, write_sheet

HEAD = [["Kecamatan", "Program bantuan", "Desil", ("Penerima", 3)], ["", "", "", "L", "P", "L+P"]]


def write(good: Path, broken: Path) -> None:
    """One workbook below `good`; below `broken` one file per broken rule."""
    rows = [_row(place, program, decile) for place in districts() for program in ("PKH", "BPNT")
            for decile in (1, 2, 3)]  # fmt: skip
    title = [["PENERIMA BANTUAN SOSIAL"], [INVENTED], []]
    write_sheet(good / "2025" / "bansos_2025.xlsx", [*title, *HEAD, *rows])
    head = ["Kecamatan", "Program", "Desil", "JK", "KPM"]
    sound = [["Curug", "PKH", 1, "L", 40], ["Curug", "PKH", 1, "P", 260]]
    wrong = [["Kasemen", "PKH", 11, "L", 40], ["Kasemen", "PKH", 11, "P", 260]]
    write_csv(broken / "2025" / "R17_bukan_pilihan.csv", [head, *sound, *wrong])


def _row(place: str, program: str, decile: int) -> list[object]:
    men, women = (round(between(low, high, program, place, str(decile), sex))
                  for sex, low, high in (("L", 40, 160), ("P", 120, 600)))  # fmt: skip
    return [names()[place], program, decile, men, women, men + women]
