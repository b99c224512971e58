"""Walk one published figure back to the cells it was added up from."""

from pathlib import Path

import polars as pl
from rich.console import Console
from rich.table import Table

from pipelines.compute_indicators import requests
from pipelines.load_catalogue import indicators
from pipelines.store_tables import Store
from schemas.kode import ALL, OPEN_AGE
from schemas.sources import SOURCES
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
    """The harmonised cells an indicator's whole (all ages, all levels) takes in at a region.

    Columns: sisi, jenis_kelamin, kode_wilayah, umur, jumlah (null where the sel data went
    back to the agency), berkas, lembar, sel, sidik.
    """
    tables = [table for name in SOURCES if name != "target_rencana"
              if (table := store.read("harmonis", name, year)) is not None]  # fmt: skip
    asked = requests([indicators()[code]]).filter(umur=ALL, jenjang=ALL)
    if not tables:
        return asked.clear().select("sisi")
    below = pl.col("kode_wilayah").eq(region) | pl.col("kode_wilayah").str.starts_with(f"{region}.")
    joined = pl.concat(tables).filter(below).join(asked, on=["ukuran", "sumber"], suffix="_diminta")
    within = (
        (pl.col("umur_min") >= pl.col("umur_dari"))
        & (pl.col("umur_max") <= pl.col("umur_sampai"))
        & (pl.col("saring_jenjang").is_null() | (pl.col("jenjang") == pl.col("saring_jenjang")))
    )
    open_ended = pl.col("umur_max") == OPEN_AGE
    age = (
        pl.when(open_ended & (pl.col("umur_min") == 0)).then(pl.lit(ALL))
        .when(open_ended).then(pl.format("{}+", "umur_min"))
        .otherwise(pl.format("{}-{}", "umur_min", "umur_max"))
    )  # fmt: skip
    cells = joined.filter(within).with_columns(umur=age).select(*COLUMNS, "sidik")
    return cells.sort("sisi", "kode_wilayah", "jenis_kelamin", "umur")
