"""Set targets beside what was achieved; a capaian exists only where polarity and unit allow it."""

import polars as pl

from pipelines import rate_achievement as rate
from pipelines.read_settings import achievement_rules
from schemas.capaian import AchievementRules
from schemas.kode import ALL

LINE = ["dokumen", "opd", "kode_wilayah", "kode_program", "indikator", "jenis_kelamin"]
WORDING = ["nama_program", "kode_indikator", "satuan", "polaritas", "jenis_perhitungan"]


def achieve(
    targets: pl.DataFrame, computed: pl.DataFrame, rules: AchievementRules | None = None
) -> pl.DataFrame:
    """Targets (`TargetHarmonis`) with baseline, realisation (`Indikator`) and achievement.

    `capaian_persen` is what the form gives (`schemas.capaian.BENTUK_CAPAIAN`), `capaian_terbatas`
    the same inside the limits of the rule, `peringkat` its class. All three are null, with their
    reason, where T is 0 and R is not, where nothing was realised, where no polarity or another
    unit is stated, and for targets of parity, which have their distance instead. Columns that
    begin with "_" serve what is computed next: whether plan and figure can be compared, and the
    point of parity.
    """
    rules = rules or achievement_rules()
    baseline = targets.filter(isian="kondisi_awal").select(
        *LINE, tahun_dasar="tahun", nilai_dasar="nilai"
    )
    baseline = baseline.sort("tahun_dasar").unique(LINE, keep="last", maintain_order=True)
    joined = (
        _planned(targets)
        .join(baseline, on=LINE, how="left", nulls_equal=True)
        .join(
            realised(computed),
            on=["kode_indikator", "kode_wilayah", "jenis_kelamin", "tahun"],
            how="left",
        )
        .with_columns(pl.col("status_realisasi").fill_null("tidak_tersedia"))
    )
    return _with_distance(_with_achievement(rate.with_rules(joined, rules), rules))


def _planned(targets: pl.DataFrame) -> pl.DataFrame:
    """One row per line and year: its target, or the bounds that stand in its place."""
    names = ("target", "target_bawah", "target_atas")
    numbers = [pl.col("nilai").filter(isian=name).first().alias(name) for name in names]
    years = targets.filter(pl.col("isian") != "kondisi_awal")
    return years.group_by(*LINE, *WORDING, "tahun", maintain_order=True).agg(numbers)


def realised(computed: pl.DataFrame) -> pl.DataFrame:
    """Whole figures per indicator, region, year and sex, as plans name the sex.

    Plans write L+P also where sex does not apply, as for a budget share.
    """
    return computed.filter(umur=ALL, jenjang=ALL).select(
        "kode_indikator", "kode_wilayah", "tahun",
        jenis_kelamin=pl.col("jenis_kelamin").replace({"TB": "L+P"}),
        realisasi="nilai", status_realisasi="status_obs",
    )  # fmt: skip


def _with_achievement(rows: pl.DataFrame, rules: AchievementRules) -> pl.DataFrame:
    rows = rows.with_columns(_same_unit=rate.same_unit(), _sasaran=rate.goal())
    rows = rows.with_columns(
        alasan=rate.hindrance(), _sebanding=pl.col("_same_unit") & ~rate.is_whole_share()
    )
    rows = rows.with_columns(
        capaian_persen=pl.when(pl.col("alasan").is_null()).then(rate.achievement()),
        selisih_target=pl.when("_sebanding").then(pl.col("realisasi") - pl.col("_sasaran")),
    )  # fmt: skip
    rows = rows.with_columns(capaian_terbatas=rate.limited())
    return rows.with_columns(peringkat=rate.graded(rules))


def _with_distance(rows: pl.DataFrame) -> pl.DataFrame:
    """How far from parity, and how much nearer (below zero) or farther than the baseline."""
    point, got = pl.col("_titik"), pl.when("_sebanding").then("realisasi")
    now, then = (got - point).abs(), (pl.col("nilai_dasar") - point).abs()
    return rows.with_columns(jarak_setara=now, perubahan_jarak=now - then)
