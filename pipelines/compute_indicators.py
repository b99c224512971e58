"""Turn harmonised counts into indicators: sum at the finest cells, roll up, divide last."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.ask_catalogue import (
    LAST_PERIOD,
    derivations,
    official_requests,
    outputs,
    requests,
)
from pipelines.choose_periods import last_of_the_year, of_the_year, official_of_the_year
from pipelines.load_catalogue import indicators
from pipelines.load_reference import regions
from schemas.indikator import Z_95, Indicator
from schemas.kode import OPEN_AGE
from schemas.resmi import ResmiHarmonis
from schemas.wilayah import LEVELS, NATION_CODE

SQL = Path(__file__).parent / "sql"
NATION = "nasional"
UPWARD = [*reversed(LEVELS), NATION]
COUNTS = (
    "sumber", "ukuran", "kode_wilayah", "tingkat", "satuan_unit", "tahun", "jenis_kelamin",
    "umur_min", "umur_max", "jenjang", "pendidikan", "rincian", "jumlah",
)  # fmt: skip
BY_ITS_KEY = "kode_indikator, kode_wilayah, tahun, umur, jenjang, jenis_kelamin, metode, vintage"
Step = tuple[str, dict[str, Any]]  # a statement and the values of its parameters


def compute(
    harmonised: pl.DataFrame,
    catalogue: Iterable[Indicator],
    official: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The `Indikator` table of a catalogue, sorted by its full key.

    Wants a `Harmonis` frame and, for imported figures, a `ResmiHarmonis` frame. Integers are
    added up before anything is divided. A value without its numerator or its denominator, or
    whose two sides cover different regions, is null with its reason. Indicators that no sumber
    can bring have no row. What others are derived from is computed too, and not shown.
    """
    import duckdb  # noqa: PLC0415 - keeps the graph quick to load

    shown = list(catalogue)
    wanted = [*shown, *_bases(shown)]
    with duckdb.connect(config={"autoinstall_known_extensions": False}) as db:
        for name, table in inputs(harmonised, wanted, official).items():
            db.register(name, table.to_arrow())
        for statement, values in steps():
            db.execute(statement, values or None)
        listed = [item.kode for item in shown]
        found = db.sql(f"FROM indikator ORDER BY {BY_ITS_KEY}").pl()
    return found.filter(pl.col("kode_indikator").is_in(listed))


def _bases(shown: list[Indicator]) -> list[Indicator]:
    """What the derived indicators of a list are made from, where the list lacks it."""
    codes = dict.fromkeys(
        code for item in shown if item.turunan for code in item.turunan.dari.values()
    )
    known = {item.kode for item in shown}
    return [indicators()[code] for code in codes if code not in known]


def inputs(
    harmonised: pl.DataFrame, wanted: list[Indicator], official: pl.DataFrame | None
) -> dict[str, pl.DataFrame]:
    """The tables that the statements read, by name."""
    asked = requests(wanted)
    if official is None:
        schema = ResmiHarmonis.to_schema().columns
        official = pl.DataFrame(schema={name: c.dtype.type for name, c in schema.items()})
    return {
        "masukan": _periods_chosen(harmonised, asked).select(COUNTS),
        "permintaan": asked,
        "keluaran": outputs(wanted),
        "permintaan_resmi": official_requests(wanted),
        "resmi": official_of_the_year(official),
        "turunan": derivations(wanted),
        "wilayah": _above(harmonised["kode_wilayah"]),
    }


def steps() -> Iterator[Step]:
    """The statements that make `indikator`, in order, each with its parameters."""
    yield f"CREATE TABLE unit AS\n{sql('units')}", {"umur_terbuka": OPEN_AGE}
    yield f"CREATE VIEW harmonis AS\n{sql('counted')}", {}
    yield f"CREATE TABLE sel AS\n{sql('cells')}", {}
    yield f"CREATE TABLE sel_berbekas AS\n{sql('holes')}", {}
    yield f"CREATE TABLE sisi AS\n{sql('sides')}", {"umur_terbuka": OPEN_AGE}
    for child, parent in pairwise(UPWARD):
        levels = {"tingkat_anak": child, "tingkat_induk": parent}
        yield f"CREATE OR REPLACE TEMP TABLE jumlah_anak AS\n{sql('roll_up')}", levels
        yield sql("replaced"), {}
        yield "INSERT INTO sisi BY NAME FROM jumlah_anak", {}
    yield f"CREATE TABLE dasar AS\n{sql('rates')}", {"z": Z_95}
    yield f"INSERT INTO dasar BY NAME\n{sql('official')}", {}
    yield f"CREATE TABLE indikator AS FROM dasar UNION ALL BY NAME (\n{sql('derived')})", {}


def sql(name: str) -> str:
    """One statement of `pipelines/sql`."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def _periods_chosen(harmonised: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """One number per year of each cell; a cumulative flow also by its last period alone."""
    ending = asked.filter(pl.col("ukuran").str.ends_with(LAST_PERIOD))["ukuran"].unique()
    names = [name.removesuffix(LAST_PERIOD) for name in ending]
    cumulative = last_of_the_year(harmonised.filter(pl.col("ukuran").is_in(names)))
    return pl.concat([
        of_the_year(harmonised),
        cumulative.with_columns(pl.col("ukuran") + LAST_PERIOD),
    ])  # fmt: skip


def _above(codes: pl.Series) -> pl.DataFrame:
    """The regions that appear and all above them, with how many children each should have."""
    prefixes = {code[:length] for code in codes.unique() for length in (2, 5, 8, 13)}
    provinces = regions().filter(tingkat=LEVELS[0]).height
    nation = {"kode": NATION_CODE, "nama": "Indonesia", "tingkat": NATION, "induk": None,
              "anak": provinces}  # fmt: skip
    below = regions().filter(pl.col("kode").is_in(list(prefixes)))
    top = pl.DataFrame([nation], schema=below.schema)
    return pl.concat([top, below.with_columns(pl.col("induk").fill_null(NATION_CODE))])
