"""A file of a million rows: what becomes of it, in how much time and memory, one process each.

Run: python bench/sejuta_baris.py [ROWS]
"""

import csv
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import xlsxwriter

from pipelines.admit_setoran import admit
from pipelines.load_reference import regions
from pipelines.receive_setoran import receive
from schemas.sources import SOURCES

HEADER = ["Kode Wilayah", "Nama Wilayah", "Tahun", "Kelompok Umur", "Jenis Kelamin", "Jumlah"]
BANDS = [*(f"{low}-{low + 4}" for low in range(0, 75, 5)), "75+"]


def lines(rows: int, *, sound: bool) -> Iterator[list]:
    """Population in the long form, desa x band x sex; unsound: the same sel data over and over."""
    desa = regions().filter(tingkat="desa").select("kode", "nama").rows()
    cells = product(desa, BANDS, ("L", "P"))
    for number in range(rows):
        (code, name), band, sex = next(cells) if sound or number < 64 else (desa[0], "0-4", "L")
        yield [code, name, 2025, band, sex, number % 997]


def write(path: Path, rows: int, *, sound: bool) -> None:
    path.parent.mkdir(parents=True)
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADER, *lines(rows, sound=sound)])
        return
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Penduduk")
        sheet.write_row(0, 0, HEADER)
        for number, line in enumerate(lines(rows, sound=sound), start=1):
            sheet.write_row(number, 0, line)


def take_in(drop: Path) -> None:
    """Receive and admit one drop folder and say what it took."""
    start = time.process_time()
    reception = receive(drop, "36.73")
    sent = reception.deliveries["penduduk"]
    found = admit(SOURCES["penduduk"], sent) if sent else None
    rules = {finding.aturan for finding in (found.findings if found else reception.refused)}
    spent = time.process_time() - start
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    tally = found.tally if found and found.cells_read else "ditolak"
    print(f"{spent:.1f} dtk CPU, {most:.0f} MB, aturan {sorted(rules)}: {tally}")


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    for suffix, sound in product((".csv", ".xlsx"), (True, False)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "penduduk" / f"sejuta{suffix}"
            write(path, rows, sound=sound)
            size = path.stat().st_size / 2**20
            print(
                f"{path.name}, {size:.0f} MB, {'baik' if sound else 'berulang'}: ",
                end="",
                flush=True,
            )
            subprocess.run([sys.executable, __file__, "--map", folder], check=True)


if __name__ == "__main__":
    take_in(Path(sys.argv[2])) if sys.argv[1:2] == ["--map"] else main()
