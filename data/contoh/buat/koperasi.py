"""Sample of koperasi: invented cooperatives with their officers, and broken lists."""

from pathlib import Path

from angka_rekaan import between, districts, names
from tulis import INVENTED, write_csv, write_sheet

KINDS = (("Pengurus", 1, 4), ("Pengawas", 0, 3), ("Anggota", 15, 160))
HEAD = [
    ["No", "Nama koperasi", "Kecamatan", *((kind, 3) for kind, _, _ in KINDS)],
    ["", "", "", *("L", "P", "Jumlah") * len(KINDS)],
]
TRADES = ("Pasar", "Tani", "Melati", "Guru")


def write(good: Path, broken: Path) -> None:
    """One register below `good`; below `broken` one file per broken rule."""
    places = [(trade, district) for district in districts() for trade in TRADES]
    rows = [_row(number, *place) for number, place in enumerate(places, start=1)]
    title = [["DATA KOPERASI KOTA SERANG"], [INVENTED], []]
    write_sheet(good / "2025" / "koperasi_2025.xlsx", [*title, *HEAD, *rows])
    wrong = [*rows[0][:5], 99, *rows[0][6:]]
    write_sheet(broken / "2025" / "R1_jumlah_tidak_sama.xlsx", [*HEAD, wrong, *rows[1:3]])
    blank = ["Koperasi Rekaan", "Curug", "", 2]
    head = ["nama_koperasi", "kecamatan", "pengurus L", "pengurus P"]
    sound = ["Koperasi Contoh", "Curug", 3, 2]
    write_csv(broken / "2025" / "R8_laki_laki_kosong.csv", [head, sound, blank])


def _row(number: int, trade: str, district: str) -> list:
    name = f"Koperasi {trade} {names()[district]} (rekaan)"
    cells: list = [number, name, names()[district]]
    for kind, low, high in KINDS:
        men, women = (round(between(low, high, kind, name, sex)) for sex in "LP")
        cells += [men, women, men + women]
    return cells
