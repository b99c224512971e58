"""Write the sample register of persons again, always to the same bytes: nobody in it exists."""

import csv
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from angka_rekaan import BANDS, OLDEST, between, names, people, villages

HERE = Path(__file__).parent
PLACE = Path("register") / "penduduk_perorangan" / "2025" / "register_2025.csv"
PERSONS, YEAR, REFERENCE = 2_000, 2025, date(2025, 12, 31)
TITLE = "Data rekaan untuk contoh; NIK dan nama di sini tidak dimiliki siapa pun"
HEAD = (
    "NIK", "Nama Lengkap", "Kode Wilayah", "Kelurahan", "Jenis Kelamin", "Tanggal Lahir",
    "Status Kawin", "Pendidikan", "Pekerjaan", "Status Rekam KTP", "Akta Kelahiran", "KIA",
    "Tanggal Pembaruan",
)  # fmt: skip
# What is wrong, by number of the person: the column and what stands there instead.
MISTAKES = {
    40: ("Jenis Kelamin", ""),
    81: ("NIK", "3,67301E+15"),
    82: ("NIK", "367301010190001"),
    160: ("Kode Wilayah", "36.73.01.9999"),
    240: ("Tanggal Lahir", "31/02/2001"),
    320: ("Tanggal Lahir", "17/08/1845"),
    400: ("Status Kawin", "entah"),
}
COPIED, CHANGED = 500, 600  # stands twice as it is; stands twice with another kelurahan


def persons() -> Iterator[dict[str, str]]:
    """As many of each kelurahan, age and sex as there are in the invented city, by share."""
    cells = [(v, b, s) for v in villages() for b in BANDS for s in "LP"]
    weights = [people(YEAR, *cell) for cell in cells]
    seen, number, total = 0, 0, sum(weights)
    for cell, weight in zip(cells, weights, strict=True):
        seen += weight
        while number < seen * PERSONS // total:
            number += 1
            yield _person(number, *cell)


def _person(number: int, village: str, band: str, sex: str) -> dict[str, str]:
    low, _, high = band.rstrip("+").partition("-")
    days = between(int(low), min(int(high or OLDEST), 94) + 1, "lahir", number) * 365.25
    born = REFERENCE - timedelta(days=int(days))
    adult = days > 17.3 * 365.25
    schooling = between(0, 1, "pendidikan", number) if adult else 0
    return dict(zip(HEAD, (
        f"{village[:8].replace('.', '')}{born.day + 40 * (sex == 'P'):02}{born:%m%y}{number:04}",
        f"ORANG REKAAN {number:04}",
        village,
        names()[village].upper(),
        {"L": "LAKI-LAKI", "P": "PEREMPUAN"}[sex],
        f"{born:%d/%m/%Y}",
        "KAWIN" if days > 24 * 365.25 else "BELUM KAWIN",
        "SLTA/SEDERAJAT" if schooling > 0.4 else "TAMAT SD/SEDERAJAT" if adult
        else "TIDAK/BELUM SEKOLAH",
        "KARYAWAN SWASTA" if schooling > 0.6 else "BELUM/TIDAK BEKERJA",
        _yes(adult and between(0, 1, "rekam", number) < 0.97) if adult else "",
        _yes(between(0, 1, "akta", number) < 0.96),
        _yes(between(0, 1, "kia", number) < 0.52) if days < 17 * 365.25 else "",
        "30/06/2025",
    ), strict=True))  # fmt: skip


def _yes(fact: bool) -> str:
    return "YA" if fact else "TIDAK"


def register() -> list[dict[str, str]]:
    """The persons with the mistakes, and two of them once more at the end."""
    rows = list(persons())
    moved = {"Kode Wilayah": villages()[0]}
    again = [dict(rows[COPIED]), {**rows[CHANGED], **moved}]
    for number, (column, text) in MISTAKES.items():
        rows[number - 1][column] = text
    return rows + again


def main(folder: Path) -> None:
    """The register below `folder`, its own folder made first."""
    path = folder / PLACE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{TITLE}\n\n")
        table = csv.DictWriter(file, HEAD, delimiter=";", lineterminator="\n")
        table.writeheader()
        table.writerows(register())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
