"""Sample of rekap_kekerasan: invented quarters of 2025 per kecamatan, and broken tables."""

from pathlib import Path

from angka_rekaan import between, districts, names
from tulis import INVENTED, write_csv, write_sheet

QUARTERS = ("I", "II", "III", "IV")
HEAD = [
    ["Kecamatan", "Triwulan", ("Korban kekerasan", 3), ("Korban dilayani", 3), "Jumlah kasus"],
    ["", "", *("L", "P", "L+P") * 2, ""],
]


def write(good: Path, broken: Path) -> None:
    """One workbook of four quarters below `good`; below `broken` one file per broken rule."""
    rows = [_row(district, quarter) for quarter in QUARTERS for district in districts()]
    title = [["REKAP KORBAN KEKERASAN KOTA SERANG"], [INVENTED], []]
    write_sheet(good / "2025" / "rekap_2025.xlsx", [*title, *HEAD, *rows], "Rekap")
    sound = _row("36.73.04", "I")
    wrong = ["Kasemen", "I", 2, 5, 7, 2, 6, 8, 7]
    write_sheet(broken / "2025" / "R9_dilayani_melebihi_korban.xlsx", [*HEAD, sound, wrong])
    head = ["Kategori korban", "Bulan", "Jumlah klien"]
    write_csv(broken / "2025" / "R7_bukan_angka.csv", [
        head, ["Anak perempuan", "Januari", 4], ["Anak laki-laki", "Januari", 2],
        ["Anak perempuan", "Februari", "3 orang"], ["Anak laki-laki", "Februari", 1],
    ])  # fmt: skip


def _row(district: str, quarter: str) -> list[object]:
    boys, women = (round(between(low, high, "rekap korban", district, quarter, sex))
                   for sex, low, high in (("L", 0, 3), ("P", 1, 7)))  # fmt: skip
    served = (boys, max(women - 1, 0))
    return [names()[district], quarter, boys, women, boys + women, *served, sum(served),
            boys + women]  # fmt: skip
