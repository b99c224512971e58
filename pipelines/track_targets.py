"""Tell how each line of a plan stands at its latest realisation: pace made, pace still needed."""

import polars as pl

from pipelines.achieve_targets import LINE, WORDING, realised
from pipelines.bound_values import possible
from pipelines.load_catalogue import indicators

NEARLY = 1e-9  # of the unit: a pace that is exactly kept may differ by binary fractions
KINDS = {
    "progres_positif": "nilai_terakhir",
    "progres_negatif": "nilai_terakhir",
    "akumulatif": "jumlah",
    "repetitif": "setiap_tahun",
}


def track(achieved: pl.DataFrame, computed: pl.DataFrame) -> pl.DataFrame:
    """One `KemajuanTarget` row per plan line of `achieve`, without names of regions.

    Progress is judged by the last value, an accumulating line by the sum of its years, a
    repeating one by the target of the latest year. Paces are in units per year; for targets of
    parity every value is first turned into its distance from parity. Years between two targets
    count for progress: their figures are taken from `computed`.
    """
    rows = achieved.with_columns(cara_hitung=_kind(), _rencana=pl.lit(value=True))
    rows = pl.concat([rows, _between(rows, computed)], how="diagonal")
    lines = _lines(rows).with_columns(
        _arah=pl.when(pl.col("bentuk_capaian") == "naik_rasio").then(1).otherwise(-1),
    )
    lines = _with_pace(_with_state(lines))
    return lines.with_columns(alasan=_hindrance()).with_columns(
        arah_jalur=pl.when(pl.col("alasan").is_not_null())
        .then(pl.lit("belum_dapat_dinilai"))
        .otherwise(_verdict())
    )


def _kind() -> pl.Expr:
    """How the years of a line go together, as the plan states it, or as only one kind can be.

    A rate cannot be added up, and targets that differ by year do not repeat: what is left is
    progress. With one year of target, progress and repetition are the same.
    """
    stated = pl.col("jenis_perhitungan").replace_strict(KINDS, default=None)
    rates = [code for code, item in indicators().items() if not item.is_count]
    years, aims = pl.len().over(LINE), pl.col("target").n_unique().over(LINE)
    progress = pl.col("kode_indikator").is_in(rates) & ((years == 1) | (aims > 1))
    return pl.coalesce(stated, pl.when(progress).then(pl.lit("nilai_terakhir")))


def _between(rows: pl.DataFrame, computed: pl.DataFrame) -> pl.DataFrame:
    """Figures of lines of progress in years of the plan for which it sets no target."""
    constant = [*LINE, *WORDING, "bentuk_capaian", "tahun_dasar", "nilai_dasar", "_titik",
                "_sebanding", "cara_hitung"]  # fmt: skip
    begun = pl.coalesce(pl.col("tahun_dasar") + 1, pl.col("tahun").min().over(LINE))
    lines = rows.select(*constant, _dari=begun, _sampai=pl.col("tahun").max().over(LINE))
    lines = lines.unique(LINE, keep="first", maintain_order=True).filter(
        cara_hitung="nilai_terakhir"
    )
    key = ["kode_indikator", "kode_wilayah", "jenis_kelamin"]
    found = lines.join(realised(computed), on=key, how="inner", maintain_order="left")
    found = found.filter(pl.col("tahun").is_between("_dari", "_sampai"))
    found = found.join(rows, on=[*LINE, "tahun"], how="anti", nulls_equal=True)
    return found.drop("_dari", "_sampai").with_columns(_rencana=pl.lit(value=False))


def _lines(rows: pl.DataFrame) -> pl.DataFrame:
    """Each line with its first and last year and what is known up to the latest realisation."""
    comparable = pl.col("_sebanding").fill_null(value=False)
    rows = rows.with_columns(
        _dasar=_distance("nilai_dasar"),
        _sasaran=_distance("target"),
        _hasil=_distance("realisasi"),
        _ada=pl.col("realisasi").is_not_null() & comparable,
    )
    known, planned, year = pl.col("_ada"), pl.col("_rencana"), pl.col("tahun")
    wording = [name for name in WORDING if name != "kode_indikator"]
    first, last = year.filter(planned).min(), year.filter(planned).max()
    until = year.filter(known).max()
    return rows.sort("tahun").group_by(LINE, maintain_order=True).agg(
        pl.col("kode_indikator", *wording, "cara_hitung", "bentuk_capaian", "tahun_dasar",
               "nilai_dasar", "_dasar").first(),
        tahun_awal=first,
        tahun_akhir=last,
        tahun_realisasi=until,
        realisasi_terakhir=pl.col("realisasi").filter(known).last(),
        status_realisasi=pl.col("status_realisasi").filter(known).last(),
        _hasil=pl.col("_hasil").filter(known).last(),
        _sasaran_itu=pl.col("_sasaran").filter(known).last(),
        _sasaran_akhir=pl.col("_sasaran").filter(planned).last(),
        _target_akhir=pl.col("target").filter(planned).last(),
        _target_semua=pl.col("target").sum(),
        _hasil_semua=pl.col("realisasi").filter(known).sum(),
        _bertarget=pl.col("target").filter(planned).is_not_null().all(),
        _bersatuan=comparable.any(),
        _berturut=last - first + 1 == planned.sum(),
        _lengkap=known.sum() == until - first + 1,
    )  # fmt: skip


def _distance(name: str) -> pl.Expr:
    """The value, or for parity how far it is from the point where both sexes are equal."""
    away = (pl.col(name) - pl.col("_titik")).abs()
    return pl.when(pl.col("_titik").is_not_null()).then(away).otherwise(name)


def _with_state(lines: pl.DataFrame) -> pl.DataFrame:
    """What is aimed at in the end and what is reached so far, summed where the line adds up."""
    summed = pl.col("cara_hitung") == "jumlah"
    return lines.with_columns(
        target_akhir=pl.when(summed & pl.col("_bertarget")).then("_target_semua")
        .when(~summed.fill_null(value=False)).then("_target_akhir"),
        realisasi_sampai=pl.when(summed & pl.col("_lengkap")).then("_hasil_semua")
        .when(~summed.fill_null(value=False)).then("realisasi_terakhir"),
        _kini=pl.when(summed).then("_hasil_semua").otherwise("_hasil"),
        _tujuan=pl.when(summed).then("_target_semua").otherwise("_sasaran_akhir"),
    )  # fmt: skip


def _with_pace(lines: pl.DataFrame) -> pl.DataFrame:
    """Pace needed from the latest realisation to the last year, and pace since the baseline."""
    summed, last = pl.col("cara_hitung") == "jumlah", pl.col("cara_hitung") == "nilai_terakhir"
    left = pl.col("tahun_akhir") - pl.col("tahun_realisasi")
    needed = pl.when(left > 0).then((pl.col("_tujuan") - pl.col("_kini")) / left)
    since = pl.col("tahun_realisasi") - pl.col("tahun_dasar")
    grown = pl.when(since > 0).then((pl.col("_kini") - pl.col("_dasar")) / since)
    years = pl.col("tahun_realisasi") - pl.col("tahun_awal") + 1
    made = pl.when(summed & pl.col("_lengkap")).then(pl.col("_kini") / years)
    whole = pl.when(last | (summed & pl.col("_lengkap")))
    lines = lines.with_columns(
        laju_perlu=whole.then(needed), laju_nyata=pl.when(last).then(grown).otherwise(made)
    )
    going_on = possible(pl.col("_kini") + pl.col("laju_nyata") * left)
    return lines.with_columns(
        proyeksi_akhir=pl.when(pl.col("bentuk_capaian") != "paritas").then(going_on)
    )


def _hindrance() -> pl.Expr:
    """Why nothing can be said of the line, the first reason that holds."""
    rates = [code for code, item in indicators().items() if not item.is_count]
    summed, last = pl.col("cara_hitung") == "jumlah", pl.col("cara_hitung") == "nilai_terakhir"
    missed = ~_met()
    reasons = [
        (pl.col("kode_indikator").is_null(), "indikator belum dipadankan dengan katalog"),
        (pl.col("bentuk_capaian").is_null(), "polaritas tidak dinyatakan"),
        (pl.col("cara_hitung").is_null(),
         "jenis perhitungan tidak dinyatakan dan tidak dapat dipastikan"),
        (~pl.col("_bersatuan"),
         "satuan atau jenis kelamin target tidak sebanding dengan indikator"),
        (~pl.col("_bertarget"), "target rentang dinilai per tahun pada tabel target"),
        (summed & pl.col("kode_indikator").is_in(rates),
         "nilai berpenyebut tidak dapat dijumlahkan antartahun"),
        (pl.col("tahun_realisasi").is_null(), "realisasi belum tersedia"),
        (summed & ~pl.col("_berturut"), "target tidak ada untuk setiap tahun rencana"),
        (summed & ~pl.col("_lengkap"), "realisasi tahun sebelumnya belum lengkap"),
        (last & missed & pl.col("_dasar").is_null(), "kondisi awal tidak ada"),
        (last & missed & (pl.col("tahun_realisasi") <= pl.col("tahun_dasar")),
         "realisasi setelah kondisi awal belum tersedia"),
    ]  # fmt: skip
    return pl.coalesce(pl.when(holds).then(pl.lit(why)) for holds, why in reasons)


def _met() -> pl.Expr:
    """Whether the aim of the last year is reached; a sum that must stay low only at the end."""
    reached = pl.col("_arah") * (pl.col("_kini") - pl.col("_tujuan")) >= -NEARLY
    may_grow = (pl.col("cara_hitung") == "jumlah") & (pl.col("_arah") < 0)
    at_end = pl.col("tahun_realisasi") == pl.col("tahun_akhir")
    repeats = pl.col("cara_hitung") == "setiap_tahun"
    return reached & (at_end | ~(may_grow | repeats))


def _verdict() -> pl.Expr:
    """Where a line stands that can be judged."""
    sign = pl.col("_arah")
    on_target = sign * (pl.col("_hasil") - pl.col("_sasaran_itu")) >= -NEARLY
    fast_enough = sign * (pl.col("laju_nyata") - pl.col("laju_perlu")) >= -NEARLY
    on_track = (
        pl.when(pl.col("cara_hitung") == "setiap_tahun").then(on_target).otherwise(fast_enough)
    )
    away = sign * (pl.col("_hasil") - pl.col("_dasar")) < -NEARLY
    return (
        pl.when(_met()).then(pl.lit("tercapai"))
        .when((pl.col("cara_hitung") != "jumlah") & away).then(pl.lit("menjauh"))
        .when(on_track).then(pl.lit("sesuai_jalur"))
        .otherwise(pl.lit("tertinggal"))
    )  # fmt: skip
