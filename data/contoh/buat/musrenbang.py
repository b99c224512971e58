"""Sample of musrenbang: invented participants of 2025 by stage, and files that break a rule."""

from pathlib import Path

from angka_rekaan import CITY, between, districts, names
from tulis import INVENTED, write_csv, write_sheet

HEAD = [["Wilayah", "Tahap", ("Peserta", 3), ("Pengusul", 3)], ["", "", *("L", "P", "L+P") * 2]]


def write(good: Path, broken: Path) -> None:
    """One workbook of two stages below `good`; below `broken` one file per broken rule."""
    rows = [_row(code, f"Kecamatan {names()[code]}", "Kecamatan") for code in districts()]
    rows.append(_row(CITY, "Kota Serang", "Kota"))
    title = [["PESERTA MUSRENBANG RKPD KOTA SERANG TAHUN 2025"], [INVENTED], []]
    write_sheet(good / "2025" / "musrenbang_2025.xlsx", [*title, *HEAD, *rows])
    sound = ["Kec. Curug", "Kecamatan", 41, 22, 63, 9, 4, 13]
    other = ["Kec. Kasemen", "Pra-musrenbang", 38, 19, 57, 7, 3, 10]
    write_sheet(broken / "2025" / "R17_tahap_tak_dikenal.xlsx", [*HEAD, sound, other])
    head = ["Wilayah", "Tahap", "Jenis kelamin", "Peserta"]
    parts = [["Curug", "Kecamatan", sex, number] for sex, number in (("L", 41), ("P", 22))]
    words = [["Kasemen", "Kecamatan", "Laki-laki", 38], ["Kasemen", "Kecamatan", "ibu-ibu", 19]]
    write_csv(broken / "2025" / "R3_jenis_kelamin.csv", [head, *parts, *words])


def _row(code: str, name: str, stage: str) -> list[object]:
    counts = []
    for what, low, high in (("peserta", 30, 70), ("pengusul", 4, 14)):
        men, women = (round(between(low, high, what, code, sex)) for sex in "LP")
        counts += [men, women, men + women]
    return [name, stage, *counts]
