"""Sample of layanan_ppa: invented clients and shelter days of 2025, and a broken table."""

from pathlib import Path

from angka_rekaan import between
from tulis import INVENTED, write_csv, write_sheet

SERVICES = ("Konseling", "Bantuan hukum", "Kesehatan")
STAYS = (31, 28, 12, 44, 40, 8, 19, 23, 51, 37, 30, 16)
CHANNELS = ("Datang langsung", "SAPA 129", "Koling PePA")
HEAD = [["Wilayah", "Jenis layanan", "Kanal masuk", "Kelompok umur", ("Jumlah klien", 3)],
        ["", "", "", "", "L", "P", "L+P"]]  # fmt: skip


def write(good: Path, broken: Path) -> None:
    """One workbook below `good`; below `broken` one file per broken rule."""
    rows = [_row(service, channel, age) for service in SERVICES for channel in CHANNELS
            for age in ("0-17", "18+")]  # fmt: skip
    title = [["LAYANAN UPTD PPA"], [INVENTED], []]
    write_sheet(good / "2025" / "layanan_2025.xlsx", [*title, *HEAD, *rows], "Layanan")
    shelter = ["Wilayah", "Bulan", "Hari tinggal L", "Hari tinggal P", "Kapasitas rumah aman"]
    stays = [["Kota Serang", month, days % 9, days, 12] for month, days in enumerate(STAYS, 1)]
    write_csv(good / "2025" / "rumah_aman_2025.csv", [shelter, *stays])
    head = ["Kecamatan", "Layanan", "JK", "Klien"]
    sound = [["Curug", "Konseling", "L", 3], ["Curug", "Konseling", "P", 9]]
    wrong = [["Kasemen", "Pijat", "L", 1], ["Kasemen", "Pijat", "P", 2]]
    write_csv(broken / "2025" / "R17_bukan_pilihan.csv", [head, *sound, *wrong])


def _row(service: str, channel: str, age: str) -> list[object]:
    men, women = (round(between(low, high, "klien", service, channel, age, sex))
                  for sex, low, high in (("L", 0, 6), ("P", 2, 20)))  # fmt: skip
    return ["Kota Serang", service, channel, age, men, women, men + women]
