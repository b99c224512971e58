"""Note the day on which every file on record came, once and for good."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo

import polars as pl

from pipelines.gather_status import Facts
from pipelines.record_admission import EXTRACT, all_findings
from pipelines.store_tables import ARCHIVE, PRIVATE, RETURNED, Store
from schemas.sources import ALL_SOURCES

STAGE, NAME, WHOLE = "kedatangan", "setoran", "semua"
KEY = ["sumber", "tahun", "periode", "berkas", "sidik"]
KEYS = {"sumber": pl.String, "tahun": pl.Int64, "periode": pl.String, "berkas": pl.String,
        "sidik": pl.String}  # fmt: skip
ON_RECORD = {**KEYS, "diterima": pl.Int64, "dikembalikan": pl.Int64}
ARRIVED = {**KEYS, "tanggal": pl.Date}


def on_record(store: Store, facts: Facts) -> pl.DataFrame:
    """What the extracts of every sumber hold now: numbers admitted and returned by file and period.

    A file that has findings of a year and nothing in its extract stands there with no number.
    """
    frames = [
        _numbers(store, code, int(path.stem))
        for code in ALL_SOURCES
        for path in store.paths(EXTRACT, code)
    ]
    held = pl.concat([pl.DataFrame(schema=ON_RECORD), *frames])
    return pl.concat([held, _fruitless(store, facts, held)]).sort(KEY)


def record_arrivals(
    store: Store, facts: Facts, records: pl.DataFrame, zone: tzinfo
) -> pl.DataFrame:
    """The day each file of `records` came, and of all before it; a day once noted never changes.

    A file came when the cover letter says so, whatever was noted before; else when it was first
    seen, in the drop folder or in the archive, whichever was earlier. The day is null where
    neither holds it any more.
    """
    known = store.read(STAGE, NAME, WHOLE)
    known = pl.DataFrame(schema=ARRIVED) if known is None else known
    seen = {(a.label, a.digest): a.time.date() for group in facts.arrivals.values() for a in group}
    fresh = records.select(KEY).join(known, on=KEY, how="anti")
    days = [_day(store, seen, file, zone) for file in fresh.select("berkas", "sidik").iter_rows()]
    table = pl.concat([known, fresh.with_columns(tanggal=pl.Series(days, dtype=pl.Date))])
    table = _as_stated(table, facts).sort(KEY)
    store.write(table, STAGE, NAME, WHOLE, private=True)
    return table


def _as_stated(table: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """The days that cover letters state of files, in place of those that were noted."""
    said = [
        (arrival.label, arrival.digest, arrival.time.date())
        for group in facts.arrivals.values()
        for arrival in group
        if arrival.stated
    ]
    schema = {"berkas": pl.String, "sidik": pl.String, "_kata": pl.Date}
    letters = pl.DataFrame(said, schema=schema, orient="row").unique(["berkas", "sidik"])
    joined = table.join(letters, on=["berkas", "sidik"], how="left")
    return joined.with_columns(tanggal=pl.coalesce("_kata", "tanggal")).select(list(ARRIVED))


def _numbers(store: Store, code: str, year: int) -> pl.DataFrame:
    parts = [(code, "diterima"), (f"{code}_{RETURNED}", "dikembalikan")]
    found = [
        _tally(store.path(EXTRACT, table, year), year).rename({"len": name})
        for table, name in parts
        if store.path(EXTRACT, table, year).is_file()
    ]
    whole = pl.concat(found, how="diagonal_relaxed")
    for _, name in parts:
        known = pl.col(name) if name in whole.columns else pl.lit(0)
        whole = whole.with_columns(known.fill_null(0).cast(pl.Int64).alias(name))
    keyed = whole.with_columns(sumber=pl.lit(code), tahun=pl.lit(year, pl.Int64))
    return keyed.group_by(KEY).agg(pl.col("diterima", "dikembalikan").sum()).select(list(ON_RECORD))


def _tally(path, year: int) -> pl.DataFrame:
    """Rows by file and period, without loading them; a register is of its whole year."""
    rows = pl.scan_parquet(path)
    if "periode" not in rows.collect_schema().names():
        rows = rows.with_columns(periode=pl.lit(str(year)))
    return rows.group_by("berkas", "sidik", pl.col("periode").fill_null(str(year))).len().collect()


def _fruitless(store: Store, facts: Facts, held: pl.DataFrame) -> pl.DataFrame:
    """Files of which only findings are left, because nothing in them could be used."""
    digests = {a.label: a.digest for group in facts.arrivals.values() for a in group}
    told = all_findings(store).filter(
        pl.col("tahun").is_not_null() & pl.col("sumber").is_in(list(ALL_SOURCES))
    )
    files = told.select("sumber", "tahun", "berkas").unique()
    lost = files.join(held, on=["sumber", "tahun", "berkas"], how="anti")
    return lost.with_columns(
        periode=pl.col("tahun").cast(pl.String),
        sidik=pl.col("berkas").replace_strict(digests, default="", return_dtype=pl.String),
        diterima=pl.lit(0, pl.Int64),
        dikembalikan=pl.lit(0, pl.Int64),
    ).select(list(ON_RECORD))


def _day(
    store: Store, seen: Mapping[tuple[str, str], date], file: tuple[str, str], zone: tzinfo
) -> date | None:
    label, digest = file
    if (label, digest) in seen:
        return seen[label, digest]
    kept = [
        path
        for archive in (ARCHIVE, PRIVATE)
        for path in (store.root / archive / digest[:2]).glob(f"{digest}*")
        if digest
    ]
    return min((datetime.fromtimestamp(p.stat().st_mtime, zone).date() for p in kept), default=None)
