"""Let one period stand for a year: a stock by its last count, a flow by the sum of its parts."""

from collections.abc import Sequence

import polars as pl

from pipelines.load_reference import measures
from pipelines.read_periods import last_day, read_period
from schemas.harmonis import CELL
from schemas.kode import ALL

PARTS = {"semester": 2, "triwulan": 4, "bulan": 12}
WHOLE = ["tahun", "tahun_ajaran"]
SERIES = ("sumber", "ukuran", "tahun")


def of_the_year(harmonised: pl.DataFrame) -> pl.DataFrame:
    """The rows of a `Harmonis` frame that stand for their year, one per cell and sex.

    A number of the whole year goes before those of its parts. Without one, a stock is that of
    the last period reported; a flow is the sum of its parts where all of them are there, and
    nothing where one is missing.
    """
    if harmonised["periode_jenis"].eq("tahun").all():
        return harmonised
    whole = pl.col("periode_jenis").is_in(WHOLE)
    has_whole = whole.any().over(SERIES)
    stock = pl.col("ukuran").is_in([name for name, m in measures().items() if m["sifat"] == "stok"])
    parts = harmonised.filter(~has_whole)
    return pl.concat(
        [
            _last(harmonised.filter(whole)),
            _last(parts.filter(stock)),
            _summed(parts.filter(~stock)),
        ]
    )


def by_month(harmonised: pl.DataFrame) -> pl.DataFrame:
    """Flows reported month by month, as a breakdown by `bulan` of the year that is their sum.

    Only what `of_the_year` adds up has months: all twelve are there, and no number of the year.
    """
    flow = [name for name, m in measures().items() if m["sifat"] != "stok"]
    whole = pl.col("periode_jenis").is_in(WHOLE).any().over(SERIES)
    monthly = pl.col("periode_jenis") == "bulan"
    cell = [*(name for name in CELL if name != "periode"), "sumber", "jenis_kelamin"]
    return (
        harmonised.filter(~whole)
        .filter(monthly, pl.col("ukuran").is_in(flow), rincian=ALL)
        .filter(pl.col("periode").n_unique().over(cell) == PARTS["bulan"])
        .with_columns(rincian=pl.format("bulan={}", pl.col("periode").str.slice(-2)))
    )


def last_of_the_year(harmonised: pl.DataFrame) -> pl.DataFrame:
    """The rows that stand for a year where each period repeats or goes on from the one before."""
    whole = pl.col("periode_jenis").is_in(WHOLE)
    return _last(harmonised.filter(whole | ~whole.any().over(SERIES)))


def official_of_the_year(figures: pl.DataFrame) -> pl.DataFrame:
    """Of a `ResmiHarmonis` frame the figures of the whole year, or else of its last period."""
    series = ("indikator", "kode_wilayah", "tahun", "metode", "vintage")
    whole = pl.col("periode_jenis").is_in(WHOLE)
    return _last(figures.filter(whole | ~whole.any().over(series)), series)


def _last(rows: pl.DataFrame, series: Sequence[str] = SERIES) -> pl.DataFrame:
    """The rows of the period that ends last in each series."""
    codes = rows["periode"].unique().to_list()
    ends = {code: last_day(period) for code in codes if (period := read_period(code))}
    end = pl.col("periode").replace_strict(ends, default=None, return_dtype=pl.Date)
    return rows.filter(end == end.max().over(series))


def _summed(rows: pl.DataFrame) -> pl.DataFrame:
    """Flows added up over the parts of the year, where every part is there; a hole stays one."""
    expected = pl.col("periode_jenis").replace_strict(PARTS, default=0, return_dtype=pl.Int64)
    cell = [
        name for name in (*CELL, "sumber", "jenis_kelamin", "periode_jenis") if name != "periode"
    ]
    lost = pl.col("jumlah").is_null().any()
    return (
        rows.group_by(cell, maintain_order=True)
        .agg(
            pl.exclude(*cell, "jumlah").first(),
            jumlah=pl.when(~lost).then(pl.col("jumlah").sum()),
            _parts=pl.col("periode").n_unique().cast(pl.Int64),
        )
        .filter(pl.col("_parts") == expected)
        .select(rows.columns)
    )
