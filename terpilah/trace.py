"""Walk one published figure back to the cells it was added up from."""

from pathlib import Path

import polars as pl
from rich.console import Console
from rich.table import Table

from pipelines.ask_catalogue import requests
from pipelines.load_catalogue import catalogue, indicators
from pipelines.store_tables import Store
from schemas.kode import ALL, OPEN_AGE
from schemas.sources import ALL_SOURCES
from terpilah.report import thousands

LISTED = 30
COLUMNS = ("sisi", "jenis_kelamin", "kode_wilayah", "umur", "jumlah", "berkas", "lembar", "sel")


def trace(console: Console, code: str, region: str, year: int, data: Path) -> bool:
    """Print every cell behind an indicator at a region and year; True when there is one."""
    if code not in indicators():
        console.print(f"Indikator {code} tidak ada dalam katalog.", markup=False)
        return False
    cells = cells_behind(code, region, year, Store(data))
    if cells.is_empty():
        console.print(
            f"Tidak ada angka {code} untuk {region} tahun {year} di {data}.", markup=False
        )
        return False
    table = Table(title=f"{code} {indicators()[code].nama}, {region}, {year}")
    for name in COLUMNS:
        table.add_column(name, justify="right" if name == "jumlah" else "left", overflow="fold")
    for row in cells.head(LISTED).select(COLUMNS).rows():
        table.add_row(*("" if item is None else str(item) for item in row))
    console.print(table)
    if cells.height > LISTED:
        console.print(f"… dan {thousands(cells.height - LISTED)} sel lain.")
    return True


def cells_behind(code: str, region: str, year: int, store: Store) -> pl.DataFrame:
    """The harmonised cells that an indicator's whole (all ages, all levels) adds up at a region.

    Columns: sisi, jenis_kelamin, kode_wilayah, umur, jumlah (null where the sel data went
    back to the agency), berkas, lembar, sel, sidik. Only the sumber that was used is shown,
    and of a written total and its parts only the total.
    """
    tables = [table for name, source in ALL_SOURCES.items() if source.harmonis == "cacah"
              if (table := store.read("harmonis", name, year)) is not None]  # fmt: skip
    asked = _asked(code).join(_sources_used(code, region, year, store), on=["sisi", "sumber"])
    if not tables or asked.is_empty():
        return pl.DataFrame(schema=dict.fromkeys((*COLUMNS, "sidik"), pl.String))
    below = pl.col("kode_wilayah").eq(region) | pl.col("kode_wilayah").str.starts_with(f"{region}.")
    joined = pl.concat(tables).filter(below).join(asked, on=["ukuran", "sumber"], suffix="_diminta")
    cells = _wholes_before_parts(joined.filter(_is_asked_for())).with_columns(umur=_band())
    return cells.select(*COLUMNS, "sidik").sort("sisi", "kode_wilayah", "jenis_kelamin", "umur")


def _asked(code: str) -> pl.DataFrame:
    """What the indicator's whole asks of the counts, one row per measure and breakdown."""
    asked = requests([indicators()[code]]).filter(umur=ALL, jenjang=ALL).drop("ukuran")
    measures = asked.explode("terdiri").rename({"terdiri": "ukuran"})
    picked = pl.col("saring_rincian").str.split(";")
    return measures.with_columns(picked).explode("saring_rincian")


def _sources_used(code: str, region: str, year: int, store: Store) -> pl.DataFrame:
    """Which sumber the computed indicator names for each of its sides."""
    schema = {"sisi": pl.String, "sumber": pl.String}
    rows = {
        (side, row[f"sumber_{side}"])
        for topic in catalogue()
        if (table := store.read("indikator", topic, year)) is not None
        for row in table.filter(kode_indikator=code, kode_wilayah=region).rows(named=True)
        for side in ("pembilang", "penyebut")
    }
    return pl.DataFrame([row for row in rows if row[1]], schema=schema, orient="row")


def _is_asked_for() -> pl.Expr:
    level, schooling = pl.col("saring_jenjang"), pl.col("saring_pendidikan")
    return (
        (pl.col("umur_min") >= pl.col("umur_dari"))
        & (pl.col("umur_max") <= pl.col("umur_sampai"))
        & (level.is_null() | (pl.col("jenjang") == level))
        & (schooling.is_null() | (pl.col("pendidikan") == schooling))
        & (
            (pl.col("saring_rincian") == "")
            | (_picked().list.set_difference(_parts()).list.len() == 0)
        )
    )


def _parts() -> pl.Expr:
    return pl.col("rincian").str.split("|")


def _picked() -> pl.Expr:
    return pl.col("saring_rincian").str.split("|")


def _wholes_before_parts(cells: pl.DataFrame) -> pl.DataFrame:
    """Leave parts out where their whole stands: bands, breakdowns and regions under theirs."""
    place = ["sisi", "jenis_kelamin", "kode_wilayah"]
    exact = (pl.col("umur_min") == pl.col("umur_dari")) & (
        pl.col("umur_max") == pl.col("umur_sampai")
    )
    cells = cells.filter(exact | ~exact.any().over(*place, "rentang"))
    left = _parts().list.set_difference(_picked()).list.sort().list.join("|")
    dimensions = left.str.replace_all("=[^|]*", "").replace(ALL, "")
    cells = cells.filter(dimensions == dimensions.min().over(*place, "rentang"))
    known = set(cells.filter(pl.col("jumlah").is_not_null()).select(place).unique().rows())
    has_parent = [
        any((side, sex, code[:length]) in known for length in (2, 5, 8) if length < len(code))
        for side, sex, code in cells.select(place).iter_rows()
    ]
    return cells.filter(~pl.Series(has_parent, dtype=pl.Boolean))


def _band() -> pl.Expr:
    """Age limits as people write them."""
    open_ended = pl.col("umur_max") == OPEN_AGE
    return (
        pl.when(open_ended & (pl.col("umur_min") == 0)).then(pl.lit(ALL))
        .when(open_ended).then(pl.format("{}+", "umur_min"))
        .otherwise(pl.format("{}-{}", "umur_min", "umur_max"))
    )  # fmt: skip
