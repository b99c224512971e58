"""Turn harmonised counts into indicators: sum at the finest cells, roll up, divide last."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from pipelines.choose_periods import of_the_year
from pipelines.load_reference import measures, regions
from pipelines.read_words import age_limits
from schemas.indikator import Indicator, Side
from schemas.kode import ALL, JENJANG, OPEN_AGE
from schemas.wilayah import LEVELS

SQL = Path(__file__).parent / "sql"
FIVE_YEAR_BANDS = [*(f"{low}-{low + 4}" for low in range(0, 75, 5)), "75+"]


def compute(harmonised: pl.DataFrame, catalogue: Iterable[Indicator]) -> pl.DataFrame:
    """The `Indikator` table of a catalogue from a `Harmonis` frame, sorted by its full key.

    Integers are added up before anything is divided. A value without its numerator or its
    denominator, or whose two sides cover different regions, is null with its reason.
    """
    import duckdb  # noqa: PLC0415 - keeps the graph quick to load

    wanted, harmonised = list(catalogue), of_the_year(harmonised)
    with duckdb.connect(config={"autoinstall_known_extensions": False}) as db:
        db.register("harmonis", harmonised.to_arrow())
        db.register("permintaan", requests(wanted).to_arrow())
        db.register("keluaran", outputs(wanted).to_arrow())
        db.register("wilayah", _above(harmonised["kode_wilayah"]).to_arrow())
        db.execute(f"CREATE TABLE sel AS {_sql('cells')}")
        db.execute(f"CREATE TABLE sisi AS {_sql('sides')}", {"umur_terbuka": OPEN_AGE})
        for child, parent in zip(reversed(LEVELS), [*reversed(LEVELS)][1:], strict=False):
            levels = {"tingkat_anak": child, "tingkat_induk": parent}
            db.execute(f"CREATE OR REPLACE TEMP TABLE jumlah_anak AS {_sql('roll_up')}", levels)
            db.execute(_sql("replaced"))
            db.execute("INSERT INTO sisi BY NAME FROM jumlah_anak")
        return db.sql(_sql("rates")).pl()


def _above(codes: pl.Series) -> pl.DataFrame:
    """The regions that appear and all above them, with how many children each should have."""
    prefixes = {code[:length] for code in codes.unique() for length in (2, 5, 8, 13)}
    return regions().filter(pl.col("kode").is_in(list(prefixes)))


def _sql(name: str) -> str:
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def requests(catalogue: Iterable[Indicator]) -> pl.DataFrame:
    """What the catalogue asks of the cells: one row per side, slice, age range and sumber."""
    schema = {
        "kode_indikator": pl.String, "sisi": pl.String, "umur": pl.String, "jenjang": pl.String,
        "rentang": pl.Int64, "banyak_rentang": pl.Int64, "ukuran": pl.String,
        "umur_dari": pl.Int64, "umur_sampai": pl.Int64, "saring_jenjang": pl.String,
        "saring_pendidikan": pl.String, "sumber": pl.String, "urutan_sumber": pl.Int64,
    }  # fmt: skip
    rows = (row for item in catalogue for row in _requests_of(item))
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def _requests_of(item: Indicator) -> Iterator[tuple]:
    sides = {"pembilang": item.pembilang, "penyebut": item.penyebut}
    for name, side in sides.items():
        if side is None:
            continue
        for age, level in _slices(item):
            ranges = side.umur if age == ALL else (age,)
            for number, span in enumerate(ranges):
                low, high = age_limits(span)
                for order, source in enumerate(_sources(side)):
                    yield (
                        item.kode, name, age, level, number, len(ranges), side.ukuran, low, high,
                        side.jenjang if level == ALL else level, side.pendidikan, source, order,
                    )  # fmt: skip


def _slices(item: Indicator) -> Iterator[tuple[str, str]]:
    """The whole, then each age band or school level that the indicator is broken down by."""
    yield ALL, ALL
    if "umur" in item.rincian:
        yield from ((band, ALL) for band in FIVE_YEAR_BANDS)
    if "jenjang" in item.rincian:
        yield from ((ALL, level) for level in JENJANG if level != ALL)


def _sources(side: Side) -> list[str]:
    """The sumber that may hold a measure, the best first."""
    return measures()[side.ukuran]["sumber"].split(";")


def outputs(catalogue: Iterable[Indicator]) -> pl.DataFrame:
    """The rows each indicator has: which sex stands in its numerator and denominator."""
    schema = {
        "kode_indikator": pl.String, "jenis_kelamin": pl.String, "jk_pembilang": pl.String,
        "jk_penyebut": pl.String, "pengali": pl.Int64, "proporsi": pl.Boolean,
        "berpenyebut": pl.Boolean, "tingkat": pl.List(pl.String),
    }  # fmt: skip
    rows = [
        (item.kode, sex, item.pembilang.jenis_kelamin or sex,
         (item.penyebut.jenis_kelamin or sex) if item.penyebut else None,
         item.pengali, item.proporsi, item.penyebut is not None, list(item.tingkat))
        for item in catalogue
        for sex in item.jenis_kelamin
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")
