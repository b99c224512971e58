"""Sample of putus_sekolah: kecamatan and levels of 2025, and files that each break one rule."""

from pathlib import Path

from angka_rekaan import count, districts, names
from tulis import INVENTED, write_csv, write_sheet

LEVELS = {"SD": "SD/MI", "SMP": "SMP/MTs"}
HEAD = [
    ["Kecamatan", "Jenjang", ("Putus sekolah", 3), ("Murid awal tahun ajaran", 3)],
    ["", "", *("L", "P", "L+P") * 2],
]
SCHOOLS = ("NPSN", "Nama sekolah", "Kecamatan", "Jenjang", "Tahun ajaran", "JK", "Putus sekolah",
           "Murid awal tahun")  # fmt: skip


def write(good: Path, broken: Path) -> None:
    """One workbook of a school year below `good`; below `broken` one file per broken rule."""
    title = [["MURID PUTUS SEKOLAH KOTA SERANG, TAHUN AJARAN 2025/2026"], [INVENTED], []]
    rows = [_row(district, level) for district in districts() for level in LEVELS]
    write_sheet(good / "putus_sekolah_2025.xlsx", [*title, *HEAD, *rows], "Putus sekolah")
    sound = [
        ["99990001", "SD Contoh 01", "Curug", "SD", "2025/2026", "L", 1, 151],
        ["99990001", "SD Contoh 01", "Curug", "SD", "2025/2026", "P", 0, 148],
    ]
    asked = [[*line[:3], "kelas jauh", *line[4:]] for line in _other(sound)]
    write_csv(broken / "R17_jenjang_tidak_dikenal.csv", [SCHOOLS, *sound, *asked])
    years = [[*line[:4], "2025/2027", *line[5:]] for line in _other(sound)]
    write_csv(broken / "R11_tahun_ajaran.csv", [SCHOOLS, *sound, *years])


def _other(rows: list[list]) -> list[list]:
    return [["99990002", "SMP Contoh 02", "Kasemen", "SMP", *line[4:]] for line in rows]


def _row(district: str, level: str) -> list:
    counts = []
    for measure in ("putus_sekolah", "murid_awal_tahun"):
        element = {"ukuran": measure, "jenjang": level}
        men, women = (count(element | {"jenis_kelamin": s}, 2025, district) for s in "LP")
        counts += [men, women, men + women]
    return [names()[district], LEVELS[level], *counts]
