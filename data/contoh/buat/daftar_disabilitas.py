"""Sample of daftar_disabilitas: an invented roster of 2025 without any name, and a broken one."""

from pathlib import Path

from angka_rekaan import between, districts, names
from tulis import INVENTED, write_csv, write_sheet

HEAD = ["No", "Umur", "Jenis kelamin", "Ragam disabilitas", "Layanan atau bantuan", "Kecamatan"]
KINDS = ("Fisik", "Intelektual", "Mental", "Sensorik netra", "Tuna rungu", "Ganda")
AID = ("", "Alat bantu", "Rehabilitasi sosial; bantuan tunai", "Terapi")


def write(good: Path, broken: Path) -> None:
    """One roster below `good`; below `broken` one file per broken rule."""
    rows = [_row(number) for number in range(1, 61)]
    title = [["DAFTAR PENYANDANG DISABILITAS"], [INVENTED], []]
    write_sheet(good / "2025" / "daftar_2025.xlsx", [*title, HEAD, *rows], "Daftar")
    wrong = _row(3)
    wrong[1] = "dewasa"
    write_csv(broken / "2025" / "T2_bukan_umur.csv", [HEAD, _row(1), _row(2), wrong])


def _row(number: int) -> list[object]:
    drawn = round(between(0, 10_000, "disabilitas", str(number)))
    return [number, 3 + drawn % 80, "L" if number % 2 else "P", KINDS[drawn % 6],
            AID[drawn // 7 % 4], names()[districts()[drawn // 11 % 6]]]  # fmt: skip
