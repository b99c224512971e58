"""Follow each gap over the years: its change, its slope, and whether it comes nearer to zero."""

import polars as pl

from schemas.kesenjangan import KEADAAN

SERIES = ["kode_indikator", "kode_wilayah", "umur", "jenjang"]
EQUAL = 1e-9  # in units of the value, far below any digit that is shown


def measure_trends(gaps: pl.DataFrame) -> pl.DataFrame:
    """The measures of `TrenKesenjangan` from measured gaps, one row per gap.

    Only years whose gap is final are compared, each with the last such year before it. The
    slope is that of the least-squares line through the final years up to the row's own.
    """
    final = gaps.filter(pl.col("selisih_poin").is_not_null(), status_obs="final")
    series = final.sort(*SERIES, "tahun").select(*SERIES, "tahun", "selisih_poin", "_asal")
    before = {
        "tahun_pembanding": "tahun",
        "selisih_pembanding": "selisih_poin",
        "_asal_dulu": "_asal",
    }
    compared = series.with_columns(
        **{name: pl.col(column).shift(1).over(SERIES) for name, column in before.items()},
        **_slope(),
    ).drop("selisih_poin", "_asal")
    joined = gaps.join(compared, on=[*SERIES, "tahun"], how="left")
    return joined.with_columns(
        pl.col("banyak_tahun").fill_null(0),
        perubahan_poin=pl.col("selisih_poin") - pl.col("selisih_pembanding"),
        keadaan=_state(),
        berbalik=pl.col("selisih_poin") * pl.col("selisih_pembanding") < 0,
        ganti_sumber=pl.col("_asal") != pl.col("_asal_dulu"),
        alasan=_hindrance(),
    )


def _slope() -> dict[str, pl.Expr]:
    """The slope of the years so far, and their number; years count from the first of the series."""
    year = pl.col("tahun") - pl.col("tahun").first().over(SERIES)
    gap = pl.col("selisih_poin")
    count = pl.int_range(1, pl.len() + 1).over(SERIES)
    years, gaps, squares, products = (
        part.cum_sum().over(SERIES) for part in (year, gap, year**2, year * gap)
    )
    slope = (count * products - years * gaps) / (count * squares - years**2)
    return {
        "kemiringan_per_tahun": pl.when(count > 1).then(slope),
        "banyak_tahun": count.cast(pl.Int64),
    }


def _state() -> pl.Expr:
    nearer, farther, same = KEADAAN
    change = pl.col("selisih_poin").abs() - pl.col("selisih_pembanding").abs()
    return (
        pl.when(change < -EQUAL).then(pl.lit(nearer))
        .when(change > EQUAL).then(pl.lit(farther))
        .when(change.is_not_null()).then(pl.lit(same))
    )  # fmt: skip


def _hindrance() -> pl.Expr:
    reasons = [
        (pl.col("selisih_poin").is_null(), "selisih tahun ini tidak tersedia"),
        (pl.col("status_obs") != "final", "selisih tahun ini belum mencakup seluruh wilayah"),
        (pl.col("selisih_pembanding").is_null(), "belum ada tahun lengkap sebelumnya"),
    ]
    return pl.coalesce(pl.when(holds).then(pl.lit(why)) for holds, why in reasons)
