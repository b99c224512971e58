"""How much dearer opening a setoran is than calamine's bare read, as a ratio in one process.

Run: python bench/baca_buku_kerja.py [ROWS]
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from pipelines.read_setoran import Setoran

ROUNDS = 9


def write_workbook(path: Path, rows: int) -> None:
    """Ten columns: texts, codes, whole numbers and fractions."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for n in range(rows):
            line = [f"36.73.{n % 100}", "Nama desa", 2025, "0-4", n % 997, n % 991, n % 13]
            sheet.write_row(n, 0, [*line, n % 7 * 1.5, n, "ya"])


def bare_read(path: Path) -> None:
    with CalamineWorkbook.from_path(path) as book:
        book.get_sheet_by_index(0).to_python()


def open_setoran(path: Path) -> None:
    fresh = Path(f"{path}.{time.monotonic_ns()}.xlsx")  # sheets are cached by path and time
    fresh.hardlink_to(path)
    assert Setoran(fresh, path.name).sheets()
    fresh.unlink()


def cpu_seconds(work: Callable[[Path], None], path: Path) -> float:
    start = time.process_time()
    work(path)
    return time.process_time() - start


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.xlsx"
        write_workbook(path, rows)
        pairs = [
            (cpu_seconds(bare_read, path), cpu_seconds(open_setoran, path)) for _ in range(ROUNDS)
        ]
    ratios = sorted(whole / bare for bare, whole in pairs)
    print(
        f"{rows} baris: baca {min(p[0] for p in pairs):.2f} dtk CPU, "
        f"rasio buka/baca {ratios[0]:.2f} – {ratios[ROUNDS // 2]:.2f} – {ratios[-1]:.2f}"
    )


if __name__ == "__main__":
    main()
