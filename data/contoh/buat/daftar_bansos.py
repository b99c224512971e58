"""Sample of daftar_bansos: an invented roster of 2025 without any name, and a broken one."""

from pathlib import Path

from angka_rekaan import between, districts, names
from tulis import INVENTED, write_csv, write_sheet

HEAD = ["No", "Jenis kelamin", "Umur", "Program bantuan", "Desil", "Kecamatan"]
PROGRAMS = ("PKH", "PKH; BPNT", "Sembako (BPNT)", "PBI-JK")


def write(good: Path, broken: Path) -> None:
    """One roster below `good`; below `broken` one file per broken rule."""
    rows = [_row(number) for number in range(1, 61)]
    title = [["DAFTAR PENERIMA BANTUAN SOSIAL"], [INVENTED], []]
    write_sheet(good / "2025" / "daftar_2025.xlsx", [*title, HEAD, *rows], "Daftar")
    wrong = _row(3)
    wrong[1] = "X"
    write_csv(broken / "2025" / "R3_bukan_jenis_kelamin.csv", [HEAD, _row(1), _row(2), wrong])


def _row(number: int) -> list[object]:
    drawn = round(between(0, 10_000, "bansos", str(number)))
    return [number, "Laki-laki" if number % 4 == 0 else "Perempuan", 20 + drawn % 60,
            PROGRAMS[drawn % 4], 1 + drawn // 5 % 4,
            names()[districts()[drawn // 11 % 6]]]  # fmt: skip
