"""Hold L and P against the target that a plan sets for both, and show the gap that it hides."""

import polars as pl

from pipelines import rate_achievement as rate
from pipelines.achieve_targets import LINE, WORDING, realised
from pipelines.load_catalogue import indicators
from schemas.kode import BOTH

SIDES = {"L": "l", "P": "p", BOTH: "lp"}
KEY = [name for name in LINE if name != "jenis_kelamin"]
NEARLY = 1e-9


def split(achieved: pl.DataFrame, computed: pl.DataFrame) -> pl.DataFrame:
    """One `TargetTerpilah` row per plan line and year of `achieve`, without names of regions.

    `ada_target_terpilah` says whether the plan sets targets for L and P. The combined target is
    held against each sex only where that means something: a rate of each sex with a direction.
    """
    lines = _with_sides(_lines(achieved), computed).with_columns(
        ada_target_terpilah=_set_by_sex(), alasan=_hindrance()
    )
    judged = pl.col("alasan").is_null()
    return lines.with_columns(
        selisih_l=pl.when(judged).then(pl.col("realisasi_l") - pl.col("target_lp")),
        selisih_p=pl.when(judged).then(pl.col("realisasi_p") - pl.col("target_lp")),
        selisih_p_l=pl.col("realisasi_p") - pl.col("realisasi_l"),
        jenis_kelamin_tertinggal=pl.when(judged).then(_behind()),
        kesenjangan_tersembunyi=pl.when(judged).then(_hidden()),
    )


def _lines(achieved: pl.DataFrame) -> pl.DataFrame:
    """The three targets of a line and year side by side, with what makes them comparable."""
    wording = [name for name in WORDING if name != "jenis_perhitungan"]
    targets = [
        pl.col("target").filter(jenis_kelamin=sex).first().alias(f"target_{side}")
        for sex, side in SIDES.items()
    ]
    bounds = [pl.col("target").is_null().any().alias("_rentang")]
    stated = [pl.col("jenis_kelamin").is_in([sex]).any().alias(f"_ada_{side}")
              for sex, side in SIDES.items()]  # fmt: skip
    first = pl.col(*wording, "bentuk_capaian", "_same_unit").first()
    return achieved.group_by([*KEY, "tahun"], maintain_order=True).agg(
        first, *targets, *stated, *bounds
    )


def _with_sides(lines: pl.DataFrame, computed: pl.DataFrame) -> pl.DataFrame:
    """What was realised by each sex and by both, beside the line; null where there is none."""
    figures = realised(computed)
    key = ["kode_indikator", "kode_wilayah", "tahun"]
    for sex, side in SIDES.items():
        own = figures.filter(jenis_kelamin=sex).select(*key, pl.col("realisasi").alias(
            f"realisasi_{side}"))  # fmt: skip
        lines = lines.join(own, on=key, how="left", maintain_order="left")
    return lines


def _has_sexes() -> pl.Expr:
    with_both = [code for code, item in indicators().items() if {"L", "P"} <= {*item.jenis_kelamin}]
    return pl.col("kode_indikator").is_in(with_both)


def _set_by_sex() -> pl.Expr:
    """Whether the plan has targets by sex; one side of a share states the other too."""
    shares = [code for code, item in indicators().items() if rate.is_share(item)]
    both = pl.col("_ada_l") & pl.col("_ada_p")
    one = pl.col("_ada_l") | pl.col("_ada_p")
    enough = both | (one & pl.col("kode_indikator").is_in(shares).fill_null(value=False))
    return (
        pl.when(enough).then(pl.lit("ada"))
        .when(one).then(pl.lit("sebagian"))
        .when(_has_sexes().fill_null(value=True)).then(pl.lit("tidak_ada"))
        .otherwise(pl.lit("tidak_berlaku"))
    )  # fmt: skip


def _hindrance() -> pl.Expr:
    """Why the combined target cannot be held against L and P, the first reason that holds."""
    known = indicators().items()
    shares = [code for code, item in known if rate.is_share(item)]
    counts = [code for code, item in known if item.is_count]
    code, form = pl.col("kode_indikator"), pl.col("bentuk_capaian")
    missing = pl.any_horizontal(pl.col(f"realisasi_{side}").is_null() for side in SIDES.values())
    reasons = [
        (code.is_null(), "indikator belum dipadankan dengan katalog"),
        (~_has_sexes(), "jenis kelamin tidak berlaku bagi indikator ini"),
        (code.is_in(shares), "indikator bagian: L dan P berjumlah 100, tidak ada target gabungan"),
        (code.is_in(counts), "indikator jumlah: target gabungan bukan ukuran satu jenis kelamin"),
        (~pl.col("_ada_lp"), "rencana tidak menetapkan target gabungan"),
        (pl.col("_rentang"), "target rentang dinilai per tahun pada tabel target"),
        (~pl.col("_same_unit"), "satuan target berbeda dari satuan indikator"),
        (form.is_null() | (form == "paritas"), "indikator tanpa arah naik atau turun"),
        (missing, "realisasi L, P, atau L+P belum tersedia"),
    ]
    return pl.coalesce(pl.when(holds).then(pl.lit(why)) for holds, why in reasons)


def _misses(side: str) -> pl.Expr:
    """Whether the realisation of a side falls short of the combined target."""
    sign = pl.when(pl.col("bentuk_capaian") == "naik_rasio").then(1).otherwise(-1)
    return sign * (pl.col(f"realisasi_{side}") - pl.col("target_lp")) < -NEARLY


def _behind() -> pl.Expr:
    """The sexes that fall short of the combined target; null where neither does."""
    return (
        pl.when(_misses("l") & _misses("p")).then(pl.lit("L; P"))
        .when(_misses("l")).then(pl.lit("L"))
        .when(_misses("p")).then(pl.lit("P"))
    )  # fmt: skip


def _hidden() -> pl.Expr:
    """A combined target that is met while one sex falls short of it hides a gap."""
    hides = ~_misses("lp") & (_misses("l") | _misses("p"))
    return pl.when(hides).then(pl.lit("ya")).otherwise(pl.lit("tidak"))
