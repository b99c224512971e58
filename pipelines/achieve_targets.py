"""Set targets beside what was achieved; a capaian exists only where polarity and unit allow it."""

import polars as pl

from pipelines.load_catalogue import indicators
from schemas.kode import ALL

LINE = ["dokumen", "opd", "kode_wilayah", "kode_program", "indikator", "jenis_kelamin"]
WORDING = ["nama_program", "kode_indikator", "satuan", "polaritas", "jenis_perhitungan"]
POLARITY_OF_DIRECTION = {"naik": "positif", "turun": "negatif"}
PERCENT = {"%", "persen"}


def achieve(targets: pl.DataFrame, computed: pl.DataFrame) -> pl.DataFrame:
    """Targets (`TargetHarmonis`) with baseline, realisation (`Indikator`) and achievement.

    Achievement in percent: R/T for higher-better, (2T - R)/T for lower-better (form A of
    LKjIP, identical to 1 + (1 - R/T)). It is null, with its reason, where T is 0, where
    nothing was realised, or where no polarity or another unit is stated.
    """
    baseline = targets.filter(isian="kondisi_awal").select(
        *LINE, tahun_dasar="tahun", nilai_dasar="nilai"
    )
    baseline = baseline.sort("tahun_dasar").unique(LINE, keep="last", maintain_order=True)
    planned = targets.filter(isian="target").select(*LINE, *WORDING, "tahun", target="nilai")
    realised = computed.filter(umur=ALL, jenjang=ALL).select(
        "kode_indikator", "kode_wilayah", "jenis_kelamin", "tahun",
        realisasi="nilai", status_realisasi="status_obs",
    )  # fmt: skip
    key = ["kode_indikator", "kode_wilayah", "jenis_kelamin", "tahun"]
    joined = planned.join(baseline, on=LINE, how="left", nulls_equal=True).join(
        _by_plan_sex(realised), on=key, how="left"
    )
    return _with_achievement(
        joined.with_columns(pl.col("status_realisasi").fill_null("tidak_tersedia"))
    )


def _by_plan_sex(realised: pl.DataFrame) -> pl.DataFrame:
    """Plans write L+P also where sex does not apply, as for a budget share."""
    both = pl.col("jenis_kelamin").replace({"TB": "L+P"})
    return realised.with_columns(both)


def _with_achievement(rows: pl.DataFrame) -> pl.DataFrame:
    catalogue = indicators()
    own = {code: POLARITY_OF_DIRECTION.get(item.arah) for code, item in catalogue.items()}
    units = {code: item.satuan for code, item in catalogue.items()}
    stated = pl.when(pl.col("polaritas") != "tidak_dinyatakan").then(pl.col("polaritas"))
    rows = rows.with_columns(
        _polarity=pl.coalesce(stated, _lookup(own)),
        _same_unit=_unit(pl.col("satuan")) == _unit(_lookup(units)),
    )
    return rows.with_columns(alasan=_hindrance()).with_columns(
        capaian_persen=pl.when(pl.col("alasan").is_null()).then(_achievement()),
        selisih_target=pl.when("_same_unit").then(pl.col("realisasi") - pl.col("target")),
    ).drop("_polarity", "_same_unit")  # fmt: skip


def _lookup(book: dict) -> pl.Expr:
    return pl.col("kode_indikator").replace_strict(book, default=None, return_dtype=pl.String)


def _unit(column: pl.Expr) -> pl.Expr:
    folded = column.str.to_lowercase()
    return pl.when(folded.is_in(list(PERCENT))).then(pl.lit("%")).otherwise(folded)


def _hindrance() -> pl.Expr:
    """Why there is no achievement, the first reason that holds; null where there is one."""
    reasons = [
        (pl.col("kode_indikator").is_null(), "indikator belum dipadankan dengan katalog"),
        (pl.col("realisasi").is_null(), "realisasi belum tersedia"),
        (~pl.col("_same_unit"), "satuan target berbeda dari satuan indikator"),
        (pl.col("_polarity").is_null(), "polaritas tidak dinyatakan"),
        (pl.col("target") == 0, "target nol"),
    ]
    return pl.coalesce(pl.when(holds).then(pl.lit(why)) for holds, why in reasons)


def _achievement() -> pl.Expr:
    target, realised = pl.col("target"), pl.col("realisasi")
    higher, lower = realised / target * 100, (2 * target - realised) / target * 100
    return pl.when(pl.col("_polarity") == "negatif").then(lower).otherwise(higher)
