"""Divide the gap of a region among the regions below it, so that the parts sum to it exactly."""

import polars as pl
import polars.selectors as cs

from schemas.wilayah import NATION_CODE

SLICE = ["kode_indikator", "tahun", "umur", "jenjang"]
SIDES = ("pembilang_l", "pembilang_p", "penyebut_l", "penyebut_p")


def contributions(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with counts of both sexes and `selisih_poin`, and each one's `sumbangan_poin`.

    With n and d of a region, N and D of its parent, R = (N_P + N_L)/(D_P + D_L) and k the
    multiplier, a region gives k·((n_P - R·d_P)/D_P - (n_L - R·d_L)/D_L). Over all regions that
    is k·(N_P/D_P - N_L/D_L), the parent's gap; a region where both sexes stand at the parent's
    rate gives nothing. Of compositions R cancels out; of counts it is n_P - n_L. Null, with
    `alasan_sumbangan`, where the regions do not add up to their parent.
    """
    below = rows.with_columns(_induk=_parent())
    sums = below.group_by(*SLICE, "_induk").agg(
        *(pl.col(name).sum().name.suffix("_anak") for name in SIDES),
        _kosong=pl.any_horizontal(pl.col(name).is_null() for name in SIDES[:2]).any(),
    )
    parents = rows.select(
        *SLICE, pl.col(*SIDES).name.suffix("_induk"), _induk="kode_wilayah",
        _selisih_induk="selisih_poin",
    )  # fmt: skip
    key = [*SLICE, "_induk"]
    joined = below.join(parents, on=key, how="left").join(sums, on=key, how="left")
    return (
        joined.with_columns(alasan_sumbangan=_hindrance())
        .with_columns(sumbangan_poin=pl.when(pl.col("alasan_sumbangan").is_null()).then(_part()))
        .drop("_kosong", cs.matches("_(anak|induk)$"))
    )


def _parent() -> pl.Expr:
    code = pl.col("kode_wilayah")
    above = code.str.replace(r"\.\d+$", "")
    top = pl.when(code != NATION_CODE).then(pl.lit(NATION_CODE))
    return pl.when(code.str.contains(".", literal=True)).then(above).otherwise(top)


def _hindrance() -> pl.Expr:
    """Why there is no contribution, the first reason that holds; null where there is one."""
    whole = [
        (pl.col(f"{name}_anak") == pl.col(f"{name}_induk")).fill_null(
            pl.col(f"{name}_induk").is_null() & (pl.col("jenis_ukuran") == "jumlah")
        )
        for name in SIDES
    ]
    reasons = [
        (pl.col("_selisih_induk").is_null(), "selisih wilayah induknya tidak ada"),
        (pl.col("_kosong"), "ada wilayah di bawah induk yang sama tanpa pembilang"),
        (~pl.all_horizontal(whole[:2]), "pembilang wilayah di bawah induk bukan jumlah induknya"),
        (~pl.all_horizontal(whole), "penyebut wilayah di bawah induk bukan jumlah induknya"),
    ]  # fmt: skip
    return pl.coalesce(pl.when(holds).then(pl.lit(why)) for holds, why in reasons)


def _part() -> pl.Expr:
    men, women, all_men, all_women = (pl.col(name) for name in SIDES)
    men_n, women_n, men_d, women_d = (pl.col(f"{name}_induk") for name in SIDES)
    rate = (men_n + women_n) / (men_d + women_d)
    gap = (women - rate * all_women) / women_d - (men - rate * all_men) / men_d
    plain = (women - men).cast(pl.Float64)
    return (
        pl.when(pl.col("jenis_ukuran") == "jumlah").then(plain).otherwise(gap * pl.col("_pengali"))
    )
