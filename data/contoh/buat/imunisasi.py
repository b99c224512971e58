"""Sample of imunisasi: a table of the Profil Kesehatan under four rows of headings; broken ones."""

from pathlib import Path

from angka_rekaan import between, districts, names
from tulis import INVENTED, write_csv, write_sheet

ANTIGENS = ("HB0", "BCG", "Campak/MR", "Imunisasi dasar lengkap")
SEXES = ("L", "P", "L + P")
HEAD = [
    ["No", "Kecamatan", "Puskesmas", ("Jumlah bayi (surviving infant)", 3),
     ("Bayi diimunisasi", 6 * len(ANTIGENS))],
    ["", "", "", *SEXES, *((antigen, 6) for antigen in ANTIGENS)],
    ["", "", "", "", "", "", *((sex, 2) for _ in ANTIGENS for sex in SEXES)],
    ["", "", "", "", "", "", *("Jumlah", "%") * 3 * len(ANTIGENS)],
]  # fmt: skip


def write(good: Path, broken: Path) -> None:
    """One workbook per puskesmas below `good`; below `broken` one file per broken rule."""
    rows = [
        _row(number, names()[district] if half == 1 else "", f"{names()[district]} {half}")
        for number, (district, half) in enumerate(((d, h) for d in districts() for h in (1, 2)), 1)
    ]
    total = [round(sum(row[place] for row in rows)) for place in range(3, 6 + 6 * len(ANTIGENS))]
    title = [["CAKUPAN IMUNISASI BAYI MENURUT JENIS KELAMIN"], [INVENTED], []]
    numbering = list(range(1, len(rows[0]) + 1))
    write_sheet(
        good / "2025" / "imunisasi_2025.xlsx",
        [*title, *HEAD, numbering, *rows, ["Jumlah (kab/kota)", "", "", *total]],
    )
    head = ["kecamatan", "jenis_kelamin", "idl"]
    sound = [["Curug", "L", 301], ["Curug", "P", 287], ["Kasemen", "L", 640]]
    write_csv(broken / "2025" / "R8_hanya_laki_laki.csv", [head, *sound])
    wide = [["Kecamatan", ("BCG", 3)], ["", "L", "Pr.", "L+P"], ["Curug", 301, 287, 588]]
    write_sheet(broken / "2025" / "B8_tanpa_perempuan.xlsx", wide)


def _row(number: int, district: str, health_centre: str) -> list:
    men = round(between(180, 420, "bayi", health_centre, "L"))
    women = round(between(180, 400, "bayi", health_centre, "P"))
    cells: list = [number, district, health_centre, men, women, men + women]
    for antigen in ANTIGENS:
        parts = [round(all_ * between(0.8, 0.98, antigen, health_centre, sex))
                 for sex, all_ in (("L", men), ("P", women))]  # fmt: skip
        for count, all_ in zip((*parts, sum(parts)), (men, women, men + women), strict=True):
            cells += [count, round(100 * count / all_, 1)]
    return cells
