"""Measure the admission of an invented register of N persons against DuckDB's bare scan of it.

`python bench/periksa_register.py 9000000 [folder]` writes a CSV of about 1 GB and a Parquet of the
same rows to the folder, admits and counts both, each in a process of its own that may not have
held more than 2 GiB, and removes them.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from pipelines.admit_register import MEMORY, admit_register
from pipelines.count_register import count_register
from pipelines.load_reference import regions
from pipelines.open_register import open_register
from pipelines.read_setoran import Delivery, Setoran
from schemas.ekstrak.penduduk_perorangan import SOURCE

LIMIT_MIB = 2048
PERSONS = """
WITH orang AS (
    SELECT i, hash(i) AS a, hash(i, 1) AS b, hash(i, 2) AS c,
           DATE '1940-01-01' + (hash(i) % 31000)::INTEGER AS lahir, hash(i, 1) % 2 = 1 AS p
    FROM range(?) AS t(i)
)
SELECT printf('3673%02d%02d%s%04d', 1 + b // 7 % 6, day(lahir) + if(p, 40, 0),
              strftime(lahir, '%m%y'), 1 + c // 13 % 9999) AS "NIK",
       printf('9999%012d', c // 11 % 1000000000000) AS "NO_KK",
       'REKAAN ' || a % 100000 AS "NAMA_LENGKAP", 'JL REKAAN ' || b % 1000 AS "ALAMAT",
       desa[1 + (c % len(desa))::INTEGER] AS "KODE_WILAYAH",
       if(p, 'PEREMPUAN', 'LAKI-LAKI') AS "JENIS_KELAMIN",
       strftime(lahir, '%d/%m/%Y') AS "TANGGAL_LAHIR",
       CASE WHEN lahir > DATE '2005-01-01' THEN 'BELUM KAWIN' ELSE 'KAWIN' END AS "STATUS_KAWIN",
       ['TAMAT SD/SEDERAJAT', 'SLTA/SEDERAJAT', 'STRATA I'][1 + (b // 3 % 3)::INTEGER]
           AS "PENDIDIKAN",
       if(b // 5 % 10 < 8, 'YA', 'TIDAK') AS "REKAM_KTP",
       if(b // 50 % 10 < 8, 'YA', 'TIDAK') AS "AKTA_KELAHIRAN",
       if(c // 5 % 10 < 5, 'YA', 'TIDAK') AS "KIA"
FROM orang, (SELECT list(kode) AS desa FROM wilayah)
"""


def write_register(path: Path, persons: int) -> None:
    """Nobody in it exists; some NIK stand twice, as chance has it."""
    with duckdb.connect(config={"memory_limit": MEMORY}) as db:
        inside = regions().filter(tingkat="desa")
        db.register("wilayah", inside.filter(inside["kode"].str.starts_with("36")).to_arrow())
        rows = db.sql(PERSONS, params=[persons])
        if path.suffix == ".csv":
            rows.write_csv(str(path), sep=";")
        else:
            rows.write_parquet(str(path))


def bare_scan(path: Path) -> None:
    table = (
        "read_csv($path, all_varchar = true)" if path.suffix == ".csv" else "read_parquet($path)"
    )
    with duckdb.connect(config={"memory_limit": MEMORY}) as db:
        db.execute(f"SELECT count(*) FROM {table}", {"path": str(path)}).fetchall()


def read_columns(delivery: Delivery) -> None:
    """The same scan that admission makes, with nothing done to the cells but reading them."""
    register = open_register(delivery)
    columns = ", ".join(f"max({name})" for name in sorted(register.columns))
    with duckdb.connect(config={"memory_limit": MEMORY}) as db:
        db.execute(f"SELECT {columns} FROM ({register.scan()})").fetchall()


def cost(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def measure(path: Path) -> None:
    """One process: the bare scans, the admission, the counting; and the most memory it ever had."""
    out = path.with_name("ekstrak") / f"{path.suffix[1:]}.parquet"
    delivery = Delivery(Setoran(path, path.name), SOURCE)
    bare = cost(lambda: bare_scan(path))
    columns = cost(lambda: read_columns(delivery))
    whole = cost(lambda: admit_register(delivery, date(2025, 12, 31), "36", out))
    counts = cost(lambda: count_register(out))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{path.name} {path.stat().st_size / 1e6:.0f} MB: "
        f"hitung baris {bare[0]:.1f}/{bare[1]:.1f} dtk (dinding/CPU), "
        f"baca kolom {columns[0]:.1f}/{columns[1]:.1f}, "
        f"terima {whole[0]:.1f}/{whole[1]:.1f}, hitung {counts[0]:.1f}/{counts[1]:.1f}, "
        f"rasio CPU {whole[1] / bare[1]:.1f} dan {whole[1] / columns[1]:.1f}, puncak {peak} MiB, "
        f"memory_limit DuckDB {MEMORY}, ekstrak {out.stat().st_size / 1e6:.0f} MB",
        flush=True,
    )
    if peak >= LIMIT_MIB:
        raise SystemExit(f"lebih dari {LIMIT_MIB} MiB")


def main() -> None:
    if sys.argv[1] == "--ukur":
        measure(Path(sys.argv[2]))
        return
    os.environ.setdefault("TERPILAH_KUNCI", "rekaan-untuk-pengukuran")
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as folder:
        for name in ("register.csv", "register.parquet"):
            write_register(Path(folder) / name, int(sys.argv[1]))
            subprocess.run(
                [sys.executable, __file__, "--ukur", str(Path(folder) / name)], check=True
            )


if __name__ == "__main__":
    main()
