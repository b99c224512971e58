"""Tell which protected count each side of an indicator is, so that one decision holds for both."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from pipelines.protect.links import Cell
from schemas.indikator import Indicator, Side
from schemas.kode import ALL

SIDES = ("pembilang", "penyebut")
Row = Mapping[str, Any]
Told = tuple[str, Cell, int | None]  # which side, of what, how many


def side_cell(side: Side, row: Row) -> Cell:
    """The count that stands in a row of an indicator as its numerator or denominator."""
    level = side.jenjang if row["jenjang"] == ALL else row["jenjang"]
    parts = [";".join(side.rincian)] if side.rincian else []
    parts += [f"jenjang={level}"] if level else []
    parts += [f"pendidikan={side.pendidikan}"] if side.pendidikan else []
    return Cell(
        side.ukuran,
        row["kode_wilayah"],
        row["tahun"],
        ";".join(side.umur) if row["umur"] == ALL else row["umur"],
        "|".join(parts) or ALL,
        side.jenis_kelamin or row["jenis_kelamin"],
    )


def protected_sides(item: Indicator, names: Iterable[str]) -> Iterator[tuple[str, Side]]:
    """The sides of an indicator that are made of a protected measure, by column name."""
    for name, side in zip(SIDES, (item.pembilang, item.penyebut), strict=True):
        if side and side.ukuran in names:
            yield name, side


def cells_told(
    computed: pl.DataFrame, items: Mapping[str, Indicator], names: Iterable[str]
) -> Iterator[tuple[Row, list[Told]]]:
    """Each row that has a protected side, with the counts that it tells."""
    for row in computed.filter(pl.col("kode_indikator").is_in(list(items))).iter_rows(named=True):
        sides = protected_sides(items[row["kode_indikator"]], names)
        told = [(name, side_cell(side, row), row[name]) for name, side in sides]
        if told:
            yield row, told
