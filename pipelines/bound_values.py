"""Keep a reckoned value inside what its indicator can be: not below zero, a part not above all."""

import polars as pl

from pipelines.load_catalogue import indicators


def possible(value: pl.Expr) -> pl.Expr:
    """The value between zero and, where the numerator is part of the denominator, the whole.

    Wants `kode_indikator` beside it; an indicator that is no such part has no upper bound.
    """
    most = {code: float(item.pengali) for code, item in indicators().items() if item.proporsi}
    whole = pl.col("kode_indikator").replace_strict(most, default=None, return_dtype=pl.Float64)
    bounded = pl.max_horizontal(pl.min_horizontal(value, whole), pl.lit(0.0))
    return pl.when(value.is_not_null()).then(bounded)
