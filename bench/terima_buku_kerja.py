"""How much dearer admitting a workbook is than only reading its cells, as a ratio in one process.

Run: python bench/terima_buku_kerja.py [ROWS]
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from pipelines.admit_setoran import admit
from pipelines.load_reference import regions
from pipelines.read_setoran import Delivery, Setoran
from pipelines.read_setoran import _open as opened
from schemas.sources import SOURCES

ROUNDS = 5
HEADER = ["Kode Wilayah", "Nama Wilayah", "Tahun", "Kelompok Umur", "L", "P", "L+P"]
BANDS = [*(f"{low}-{low + 4}" for low in range(0, 75, 5)), "75+"]


def write_workbook(path: Path, rows: int) -> None:
    """A wide population workbook: desa x five-year band, all sel data sound."""
    desa = regions().filter(tingkat="desa").select("kode", "nama").rows()
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Penduduk")
        sheet.write_row(0, 0, HEADER)
        for number in range(rows):
            code, name = desa[number // len(BANDS)]
            men, women = number % 997, number % 991
            line = [code, name, 2025, BANDS[number % len(BANDS)], men, women, men + women]
            sheet.write_row(number + 1, 0, line)


def bare_read(path: Path) -> None:
    with CalamineWorkbook.from_path(path) as book:
        book.get_sheet_by_index(0).to_python()


def read_and_admit(path: Path) -> None:
    fresh = Path(f"{path}.{time.monotonic_ns()}.xlsx")  # sheets are cached by path and time
    fresh.hardlink_to(path)
    result = admit(SOURCES["penduduk"], [Delivery(Setoran(fresh, path.name), SOURCES["penduduk"])])
    assert not result.returned.height
    fresh.unlink()
    opened.cache_clear()  # those of earlier rounds would only be in the way of this one


def cpu_seconds(work: Callable[[Path], None], path: Path) -> float:
    start = time.process_time()
    work(path)
    return time.process_time() - start


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "penduduk.xlsx"
        write_workbook(path, rows)
        read_and_admit(path)  # reference tables are loaded once per process
        pairs = [
            (cpu_seconds(bare_read, path), cpu_seconds(read_and_admit, path)) for _ in range(ROUNDS)
        ]
    ratios = sorted(whole / bare for bare, whole in pairs)
    print(
        f"{rows} baris: baca {min(p[0] for p in pairs):.2f} dtk CPU, "
        f"rasio terima/baca {ratios[0]:.1f} – {ratios[ROUNDS // 2]:.1f} – {ratios[-1]:.1f}"
    )


if __name__ == "__main__":
    main()
