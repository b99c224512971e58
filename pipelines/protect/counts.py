"""Count protected measures by every margin of the publication plan, as indicators are counted."""

import re
from collections.abc import Iterable, Iterator

import polars as pl

from pipelines.choose_periods import by_month, of_the_year
from pipelines.compute_indicators import compute
from schemas.indikator import Indicator, Side
from schemas.kode import ALL
from schemas.perlindungan import LEVELS, Plan, Policy

KEY = ("ukuran", "kode_wilayah", "tahun", "umur", "rincian", "jenis_kelamin")
COUNTED = (*KEY, "tingkat", "jumlah", "status_obs", "alasan")
SEXES = ("L", "P", "L+P", "TT", "TB")
LOWEST = "kecamatan"  # below it nothing of persons is counted at all
_LEVELS = tuple(name for name, depth in LEVELS.items() if 1 <= depth <= LEVELS[LOWEST])
_PARTED = "\t"


def count_margins(harmonised: pl.DataFrame, names: Iterable[str], rules: Policy) -> pl.DataFrame:
    """One row per count of the measures named, with the columns `COUNTED`, sorted by its key.

    Wants a `Harmonis` frame. Each margin is counted by the same statements as an indicator, so
    that one number is never counted in two ways; rows without a number say why.
    """
    own = _of_years(harmonised.filter(pl.col("ukuran").is_in(list(names))))
    asked = [item for name in own["ukuran"].unique().sort() for item in _margins(own, name, rules)]
    if not asked:
        return pl.DataFrame(schema=_SCHEMA)
    parts = pl.col("kode_indikator").str.split(_PARTED).list
    return _of_one_source(
        compute(own, asked)
        .with_columns(ukuran=parts.get(0), umur=parts.get(1), rincian=parts.get(2))
        .with_columns(jumlah="pembilang")
    )


_SCHEMA = {
    name: pl.Int64 if name in ("tahun", "jumlah") else pl.String for name in COUNTED
}  # fmt: skip


def _of_years(own: pl.DataFrame) -> pl.DataFrame:
    """Rows that stand for their year, and for a month of it where it was reported by month."""
    rows = pl.concat([of_the_year(own), by_month(own)])
    return rows.with_columns(periode_jenis=pl.lit("tahun"))


def _of_one_source(counts: pl.DataFrame) -> pl.DataFrame:
    """The counts of a place and year from the sumber of their whole: others do not add up."""
    place = ["ukuran", "kode_wilayah", "tahun"]
    wholes = counts.filter(umur=ALL, rincian=ALL).select(*place, "sumber_pembilang").unique()
    return (
        counts.join(wholes, on=[*place, "sumber_pembilang"], how="semi", nulls_equal=True)
        .select(pl.col(name).cast(kind) for name, kind in _SCHEMA.items())
        .sort(KEY)
    )


def _margins(harmonised: pl.DataFrame, measure: str, rules: Policy) -> Iterator[Indicator]:
    """The whole, each age band and each code of each breakdown, as indicators without a divisor."""
    plan = rules.plan_of(measure)
    yield _slice(measure, ALL, ALL)
    yield from (_slice(measure, band, ALL) for band in plan.umur)
    said = harmonised.filter(ukuran=measure)["rincian"].unique().sort()
    yield from (_slice(measure, ALL, text) for text in said if _is_planned(text, plan))


def _is_planned(rincian: str, plan: Plan) -> bool:
    return rincian not in plan.tanpa and re.sub(r"=[^|]*", "", rincian) in plan.rincian


def _slice(measure: str, age: str, detail: str) -> Indicator:
    side = Side(ukuran=measure, umur=(age,), rincian=() if detail == ALL else (detail,))
    return Indicator.model_construct(
        kode=_PARTED.join((measure, age, detail)), pembilang=side, tingkat=_LEVELS,
        jenis_kelamin=SEXES, kelas="sensitif", pengali=1,
    )  # fmt: skip
