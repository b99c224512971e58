"""Put other sumber beside one: what is admitted of them now, and on record of other years."""

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from pipelines.admit_setoran import Admission
from pipelines.check_gender_budget import Beside
from pipelines.harmonise_counts import harmonise_with_holes
from pipelines.record_admission import EXTRACT
from schemas.harmonis import Harmonis

Held = tuple[Admission, Sequence[Path]]  # admitted now; the harmonised tables of silent years


def stand_beside(held: Callable[[str], Held | None]) -> Beside:
    """Both tables of any sumber out of its admission and its records; none for one not held."""
    return Beside(
        lambda code: _joined(_counts(*found)) if (found := held(code)) else pl.DataFrame(),
        lambda code: _joined(_rows(*found)) if (found := held(code)) else pl.DataFrame(),
    )


def _joined(tables: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The tables that have rows and today's columns, one below the other."""
    filled = [table for table in tables if not table.is_empty()]
    return pl.concat([t for t in filled if t.columns == filled[0].columns] or [pl.DataFrame()])


def _counts(admission: Admission, recorded: Sequence[Path]) -> list[pl.DataFrame]:
    """Counts with their holes, year by year, as the harmonised tables will have them."""
    tables = []
    for year in admission.years:
        parts = (admission.admitted, admission.returned)
        admitted, returned = (part.filter(tahun=year).drop("_id") for part in parts)
        tables.append(harmonise_with_holes(admitted, returned, admission.source))
    columns = list(Harmonis.to_schema().columns)
    return [t for t in (*tables, *map(pl.read_parquet, recorded)) if t.columns == columns]


def _rows(admission: Admission, recorded: Sequence[Path]) -> list[pl.DataFrame]:
    """Admitted rows of the contract; on record they lie beside the harmonised table of a year."""
    columns = list(admission.source.columns)
    paths = [path.parents[2] / EXTRACT / path.parent.name / path.name for path in recorded]
    older = [pl.read_parquet(path) for path in paths if path.is_file()]
    tables = (table.select(columns) for table in older if {*columns} <= {*table.columns})
    return [admission.admitted.select(columns), *tables]
