"""Set women beside men: the gap and its interval, ratios, shares, and each region's part in it."""

from collections.abc import Iterable

import polars as pl

from pipelines.measure_contributions import contributions
from pipelines.measure_intervals import Bounds, newcombe, wilson
from schemas.indikator import Indicator
from schemas.kesenjangan import PARITAS, PARITY_BAND
from schemas.kode import BOTH

KEY = ["kode_indikator", "kode_wilayah", "tahun", "umur", "jenjang"]
SEXES = {"L": "l", "P": "p", BOTH: "lp"}
COUNTS = ("nilai", "pembilang", "penyebut")
ORIGIN = ("sumber_pembilang", "sumber_penyebut", "metode")  # what a series may change in
Reason = tuple[pl.Expr, str]


def measure_gaps(computed: pl.DataFrame, definitions: Iterable[Indicator]) -> pl.DataFrame:
    """The measures of `Kesenjangan` from `Indikator` rows of indicators that have both sexes.

    Gaps are P − L in the unit of the value, so that 0 is parity. Counts of both sides and the
    origin of the figures (`_asal`) stay beside the measures. What is not defined is null, with
    its reason.
    """
    pairs = _facts(item for item in definitions if {"L", "P"} <= {*item.jenis_kelamin})
    rows = _side_by_side(computed).join(pairs, on="kode_indikator")
    both = pl.col("nilai_l").is_not_null() & pl.col("nilai_p").is_not_null()
    measured = rows.with_columns(
        selisih_poin=pl.col("nilai_p") - pl.col("nilai_l"),
        status_obs=_status(both),
        alasan=_told(_reasons(both)),
        **_ratios(),
        **_shares(both),
        **_intervals(both),
    )
    sure = (pl.col("selisih_bawah") > 0) | (pl.col("selisih_atas") < 0)
    return contributions(measured.with_columns(pasti=sure))


def kind_of(item: Indicator) -> str:
    """Whether each sex has a denominator of its own, is a share of both, or is a plain count.

    A figure that is only imported has no numerator either: it is a rate.
    """
    if item.penyebut:
        return "komposisi" if item.penyebut.jenis_kelamin == BOTH else "tingkat"
    return "jumlah" if item.pembilang else "tingkat"


def _facts(definitions: Iterable[Indicator]) -> pl.DataFrame:
    rows = [(item.kode, kind_of(item), item.proporsi, item.pengali) for item in definitions]
    names = ["kode_indikator", "jenis_ukuran", "_proporsi", "_pengali"]
    types = [pl.String, pl.String, pl.Boolean, pl.Int64]
    return pl.DataFrame(rows, schema=dict(zip(names, types, strict=True)), orient="row")


def _side_by_side(computed: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator, region, year and slice that has an L or a P."""
    of_one, pair = pl.col("jenis_kelamin"), pl.col("jenis_kelamin").is_in(["L", "P"])
    values = [
        pl.col(name).filter(of_one == sex).first().alias(f"{name}_{end}")
        for name in COUNTS
        for sex, end in SEXES.items()
    ]
    states = {
        f"_{state}": (pl.col("status_obs").filter(pair) == state).any()
        for state in ("sebagian", "disamarkan")
    }
    origin = [pl.col(name).fill_null("") for name in ORIGIN if name in computed.columns]
    sides = computed.filter(of_one.is_in(list(SEXES))).with_columns(
        _asal=pl.concat_str(origin, separator="|")
    )
    return (
        sides.group_by(*KEY, "tingkat")
        .agg(*values, pl.col("_asal").filter(pair).unique().sort().str.join(" "), _ada=pair.any(),
             **states)
        .filter("_ada").drop("_ada")
    )  # fmt: skip


def _status(both: pl.Expr) -> pl.Expr:
    return (
        pl.when(~both & pl.col("_disamarkan")).then(pl.lit("disamarkan"))
        .when(~both).then(pl.lit("tidak_tersedia"))
        .when("_sebagian").then(pl.lit("sebagian"))
        .otherwise(pl.lit("final"))
    )  # fmt: skip


def _reasons(both: pl.Expr) -> list[Reason]:
    women, men = pl.col("pembilang_p"), pl.col("pembilang_l")
    hidden = pl.col("_disamarkan")
    return [
        (~both & hidden, "nilai L atau P disamarkan"),
        (~both & ~hidden, "nilai L atau P tidak tersedia"),
        (both & (pl.col("nilai_l") == 0), "nilai L nol, rasio tidak terdefinisi"),
        (both & (women.is_null() | men.is_null()), "pembilang tidak ada, porsi tidak dihitung"),
        (both & (women == 0) & (men > 0), "pembilang P nol, rasio jenis kelamin tidak terdefinisi"),
        (both & (women == 0) & (men == 0), "pembilang L dan P nol, porsi tidak terdefinisi"),
    ]  # fmt: skip


def _told(reasons: Iterable[Reason]) -> pl.Expr:
    """All reasons that hold, in one sentence; null where there is none."""
    texts = [pl.when(holds).then(pl.lit(why)) for holds, why in reasons]
    joined = pl.concat_str(texts, separator="; ", ignore_nulls=True)
    return pl.when(joined != "").then(joined)


def _ratios() -> dict[str, pl.Expr]:
    """P/L where L is not zero; as a parity index only of rates, where both are levels."""
    men, women = pl.col("nilai_l"), pl.col("nilai_p")
    ratio = pl.when(men != 0).then(women / men)
    of_rates = pl.col("jenis_ukuran") == "tingkat"
    low, high = PARITY_BAND
    below, inside, above = PARITAS
    return {
        "rasio_p_l": ratio,
        "gpi_disesuaikan": pl.when(of_rates).then(
            pl.when(ratio > 1).then(2 - men / women).otherwise(ratio)
        ),
        "paritas": pl.when(of_rates & ratio.is_not_null()).then(
            pl.when(ratio < low).then(pl.lit(below))
            .when(ratio > high).then(pl.lit(above))
            .otherwise(pl.lit(inside))
        ),
    }  # fmt: skip


def _shares(both: pl.Expr) -> dict[str, pl.Expr]:
    """Of those counted in the numerators: how many are women, and men per 100 women."""
    men, women = pl.col("pembilang_l"), pl.col("pembilang_p")
    return {
        "porsi_p": pl.when(both & (men + women > 0)).then(100 * women / (men + women)),
        "rasio_jenis_kelamin": pl.when(both & (women > 0)).then(100 * men / women),
    }


def _intervals(both: pl.Expr) -> dict[str, pl.Expr]:
    """Bounds at 95 percent of each value and of the gap; only of proportions.

    Two rates are two samples. The two shares of a composition are one: their gap is twice
    women's share less the whole, and its interval that of the share.
    """
    women, men = ((pl.col(f"pembilang_{s}"), pl.col(f"penyebut_{s}")) for s in ("p", "l"))
    kind = pl.col("jenis_ukuran")
    together = (kind == "komposisi") & (women[0] + men[0] == women[1])
    low, high = (
        pl.when(kind == "tingkat").then(rate).when(together).then(2 * share - 1)
        for rate, share in zip(newcombe(*women, *men), wilson(*women), strict=True)
    )  # fmt: skip
    bounds: dict[str, Bounds] = {
        "nilai_l": wilson(*men), "nilai_p": wilson(*women), "selisih": (low, high),
    }  # fmt: skip
    shown = pl.col("_proporsi") & both
    return {
        f"{name}_{end}": pl.when(shown).then(bound * pl.col("_pengali"))
        for name, pair in bounds.items()
        for end, bound in zip(("bawah", "atas"), pair, strict=True)
    }
