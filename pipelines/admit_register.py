"""Admit a register of persons of any size: checked out of core, faults counted, no NIK kept."""

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from pipelines.check_register import (
    BROKEN,
    ENOUGH_TO_TELL,
    Tally,
    findings,
    judged_facts,
    row_facts,
)
from pipelines.lay_books import lay_books, sex_codes
from pipelines.locate_rows import Rows, locate
from pipelines.mask_persons import pads, secret
from pipelines.open_register import Register, open_register, quoted, statement
from pipelines.read_setoran import Delivery
from pipelines.store_tables import replacing
from schemas.temuan import BrokenFile, Finding
from schemas.temuan_register import SHOWN

MEMORY = "1GB"  # of DuckDB; with its reading buffers and Python the process stays below 2 GiB
MANY_TWINS = 1_000_000  # below that many, looking them up leaves the rows in their order
HOLES, RANGE = "lubang", "sel"  # what an extract says of itself, beside its rows


@dataclass(frozen=True)
class RegisterAdmission:
    """What became of one register; read = admitted + returned + repeats."""

    findings: Sequence[Finding]
    read: int
    admitted: int
    returned: int
    repeats: int
    years: Sequence[int]


def admit_register(
    delivery: Delivery, reference_date: date, home: str, out: Path
) -> RegisterAdmission:
    """Check a register and write its admitted persons to the Parquet file `out`.

    Ages are those of `reference_date`, whose year is the year of the extract. `home` is the
    region that names without a code lie in, and where a row is missing whose place is unclear.
    `out` is replaced whole or not at all, and stays when nobody is admitted. Raises BrokenFile
    for a file that cannot be read, BadKey for a key that cannot be used.
    """
    try:
        register = open_register(delivery)
    except OSError as error:
        facts = {"sebab": f"komputer menolak membacanya (kode {error.errno})"}
        raise BrokenFile(Finding("B4", delivery.setoran.label, fakta=facts)) from error
    with _workshop(out) as (db, folder):
        for name, value in {**pads(secret()), "acuan": reference_date}.items():
            db.execute(f"SET VARIABLE {name} = $value", {"value": value})
        rows = _sift(db, register, home, folder / "saringan.parquet")
        _judge(db, register, rows)
        tallies = _tallies(db)
        result = _result(register, rows, tallies, reference_date.year)
        if result.admitted:
            about = {HOLES: json.dumps(_holes(db, home, len(rows.rejected))),
                     RANGE: f"A{register.header_row + 1}:A{rows.last}"}  # fmt: skip
            _write(db, register, rows, about, out)
    return result


@contextmanager
def _workshop(out: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """A bounded DuckDB and its folder beside `out`; what a killed run left there is swept."""
    folder = out.with_name(f".{out.stem}.kerja")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "temp_directory": str(folder / "tumpah"),
        "autoinstall_known_extensions": False,
    }
    try:
        with duckdb.connect(config=config) as db:
            yield db, folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sift(db: duckdb.DuckDBPyConnection, register: Register, home: str, sieve: Path) -> Rows:
    """Scan the file once into `saringan`, which holds no NIK; raises BrokenFile."""
    try:
        lay_books(db, register, home)
        query = statement("register_rows", row_facts(register))
        db.execute(f"COPY ({query}) TO {quoted(str(sieve))} (FORMAT parquet)")
        rejects = _rejects(db)
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        # DuckDB's own words quote the line, which names a person
        facts = {"jenis": "tabel yang utuh", "akhiran": register.path.suffix}
        raise BrokenFile(Finding("B2", register.label, fakta=facts)) from None
    db.read_parquet(str(sieve), file_row_number=True).create_view("saringan")
    ((read,),) = db.execute("SELECT count(*) FROM saringan").fetchall()
    if not read and not rejects:
        raise BrokenFile(Finding("B9", register.label))
    return locate(register, read, rejects)


def _rejects(db: duckdb.DuckDBPyConnection) -> list[int]:
    """Byte offsets of the lines the scan refused; a Parquet file has no such table.

    The table quotes each line, so it is dropped before memory could run short and spill it.
    """
    known = db.execute("FROM duckdb_tables() WHERE table_name = 'reject_errors'").fetchall()
    if not known:
        return []
    query = "SELECT DISTINCT line_byte_position FROM reject_errors"
    offsets = [offset for (offset,) in db.execute(query).fetchall()]
    db.execute("DROP TABLE reject_errors")
    return offsets


def _judge(db: duckdb.DuckDBPyConnection, register: Register, rows: Rows) -> None:
    """Make the view `dinilai`: each row with all its faults and its row in the file."""
    ((seen, nik, zeros),) = db.execute(
        "SELECT list(DISTINCT kata_kelamin::VARCHAR) FILTER (kata_kelamin IS NOT NULL), "
        "count(kunci_orang), "
        "count(*) FILTER (nik_berakhir_nol) FROM saringan"
    ).fetchall()
    ruined = nik >= ENOUGH_TO_TELL and nik == zeros
    db.execute("SET VARIABLE semua_berakhir_nol = $ruined", {"ruined": ruined})
    db.register("buku_kelamin", sex_codes(register, seen or []).to_arrow())
    db.execute(f"CREATE TEMP TABLE kembar AS {statement('register_twins')}")
    shifts = pl.DataFrame(rows.shifts, schema={"sejak": pl.Int64, "geser": pl.Int64}, orient="row")
    db.register("pergeseran", shifts.to_arrow())
    query = statement("register_judged", judged_facts(rows.shifts))
    db.execute(f"CREATE VIEW dinilai AS {query}")


def _tallies(db: duckdb.DuckDBPyConnection) -> list[Tally]:
    query = statement("register_tallies", {"shown": SHOWN})
    return [Tally(*row) for row in db.execute(query).fetchall()]


def _result(
    register: Register, rows: Rows, tallies: Sequence[Tally], year: int
) -> RegisterAdmission:
    lines = len(rows.rejected)
    broken = Tally(BROKEN, repeat=False, refused=True, rows=lines, first=rows.rejected[:SHOWN])
    every = [*tallies, broken] if lines else tallies
    repeats = sum(tally.rows for tally in every if tally.repeat)
    returned = sum(tally.rows for tally in every if tally.refused and not tally.repeat)
    read = sum(tally.rows for tally in every)
    found = findings(register, every, year)
    return RegisterAdmission(
        [*_unread(register), *found], read, read - returned - repeats, returned, repeats, (year,)
    )


def _unread(register: Register) -> list[Finding]:
    if not register.unread:
        return []
    facts = {"kolom": ", ".join(f"“{name}”" for name in register.unread)}
    return [Finding("K1", register.label, sumber=register.delivery.source.kode, fakta=facts)]


def _holes(db: duckdb.DuckDBPyConnection, home: str, unread: int) -> Mapping[str, int]:
    """How many rows each place lacks: the village, or the nearest place known to hold it."""
    holes = dict(db.execute(statement("register_holes"), {"home": home}).fetchall())
    return holes | ({home: holes.get(home, 0) + unread} if unread else {})


def _write(
    db: duckdb.DuckDBPyConnection, register: Register, rows: Rows, about: Mapping, out: Path
) -> None:
    """Stream the admitted persons into `out`, in the order of the file."""
    # one thread past small tables keeps the order, and the bytes, at a third of the cost of sorting
    db.execute("SET disabled_optimizers = 'build_side_probe_side'; SET threads = 1")
    ((twins,),) = db.execute("SELECT count(*) FROM kembar").fetchall()
    in_order = len(rows.shifts) == 1 and twins < MANY_TWINS
    facts = {
        "sidik": quoted(register.delivery.setoran.digest),
        "berkas": quoted(register.label),
        "order": "" if in_order else "ORDER BY baris",
    }
    query = statement("register_extract", facts)
    notes = ", ".join(f"{name}: {quoted(text)}" for name, text in about.items())
    with replacing(out, private=True) as staging:
        db.execute(
            f"COPY ({query}) TO {quoted(str(staging))} "
            f"(FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false, KV_METADATA {{{notes}}})"
        )
