"""The harmonised tables of a drop folder, made once per test run; registers are left out."""

from functools import cache
from pathlib import Path

import polars as pl

from pipelines.admit_setoran import admit
from pipelines.harmonise_counts import harmonise_with_holes
from pipelines.harmonise_official import harmonise_official
from pipelines.receive_setoran import receive
from schemas.sources import SOURCES

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "contoh" / "masuk"


@cache
def harmonised(drop: Path = SAMPLE, letter: Path | None = None) -> tuple[pl.DataFrame, ...]:
    """Counts and official figures of a drop folder."""
    reception = receive(drop, "36.73", letter)
    counts, figures = [], []
    for code, source in SOURCES.items():
        if not reception.deliveries[code] or source.harmonis == "target":
            continue
        found = admit(source, reception.deliveries[code])
        admitted, back = found.admitted.drop("_id"), found.returned.drop("_id", strict=False)
        if source.harmonis == "resmi":
            figures.append(harmonise_official(admitted, source))
        else:
            counts.append(harmonise_with_holes(admitted, back, source))
    return pl.concat(counts), pl.concat(figures)
