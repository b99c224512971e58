"""Match GAP and GBS with the budget by agency and sub kegiatan: what is tagged must be analysed."""

import polars as pl

from pipelines.list_budget import budget_rows, harmonised_or_none, known_sum, sub_kegiatan
from schemas.anggaran_gender import UNKNOWN
from schemas.harmonis import ITEMISED
from schemas.kode import ALL

YEAR = ["kode_wilayah", "tahun"]
DOCUMENTS = {"dokumen_gap": "_gap", "dokumen_gbs": "_gbs", "anggaran_gbs": "_rupiah_gbs"}
SUMS = (
    "sub_kegiatan_arg", "arg_ber_gap", "arg_ber_gbs", "arg_ber_gap_gbs", "gbs_tanpa_tanda",
    "pagu_arg", "anggaran_gbs", "pagu_gbs", "gbs_melebihi_pagu", "dokumen_tanpa_kode",
    "dokumen_tanpa_anggaran",
)  # fmt: skip


def match_statements(budget: pl.DataFrame | None, statements: pl.DataFrame | None) -> pl.DataFrame:
    """`KonsistensiPprg` rows, without names of regions, of two `Harmonis` tables.

    A document belongs to a sub kegiatan when its code is the same and its agency is written the
    same, but for case and spaces. The agency is named as in the budget, else as in the document.
    """
    rows = budget_rows(harmonised_or_none(budget)).filter(versi="murni")
    both = _side_by_side(sub_kegiatan(rows), _documents(harmonised_or_none(statements)))
    every = pl.concat([both, both.with_columns(perangkat_daerah=pl.lit(ALL))])
    sums = every.group_by([*YEAR, "perangkat_daerah"], maintain_order=True).agg(
        *(known_sum(pl.col(name)).alias(name) for name in SUMS),
        pl.col("_lubang", "_bertanda", "_tanpa_tanda").any(),
        pl.col("_ada_anggaran", "_ada_dokumen").first(),
    )
    return _with_shares(sums).filter(pl.col("perangkat_daerah") != "")


def _documents(counts: pl.DataFrame) -> pl.DataFrame:
    """One row per agency and code with its GAP, GBS and the rupiah of its GBS."""
    listed = counts.filter(
        pl.col("rincian").str.starts_with(ITEMISED), pl.col("ukuran").is_in(list(DOCUMENTS))
    )
    key = [*YEAR, "satuan_unit", "rincian"]
    numbers = [
        known_sum(pl.col("jumlah").filter(ukuran=name)).fill_null(0).alias(short)
        for name, short in DOCUMENTS.items()
    ]
    found = listed.group_by(key, maintain_order=True).agg(
        *numbers, _lubang_dokumen=pl.col("jumlah").is_null().any()
    )
    return found.rename({"satuan_unit": "_opd"}).with_columns(
        kode=pl.col("rincian").str.strip_prefix(ITEMISED), _sama=_folded("_opd")
    ).drop("rincian")  # fmt: skip


def _folded(name: str) -> pl.Expr:
    return pl.col(name).str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()


def _side_by_side(items: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """Every sub kegiatan and every document, each pair on one row, and what that row counts."""
    items = items.with_columns(_sama=_folded("perangkat_daerah"), _dianggarkan=pl.lit(value=True))
    key = [*YEAR, "_sama", "kode"]
    both = items.join(documents, on=key, how="full", coalesce=True, maintain_order="left_right")
    both = both.with_columns(
        pl.col("perangkat_daerah").fill_null(pl.col("_opd")),
        pl.col("_dianggarkan").fill_null(value=False),
        pl.col("_gap", "_gbs", "_rupiah_gbs").fill_null(0),
        _ada_anggaran=_in_year(items, "_ada_anggaran", both),
        _ada_dokumen=_in_year(documents, "_ada_dokumen", both),
    )
    return _named_as_in_budget(both, items).with_columns(_lubang=(
        pl.col("_lubang").fill_null(value=False) | pl.col("_lubang_dokumen").fill_null(value=False)
    )).with_columns(**_counted())  # fmt: skip


def _in_year(frame: pl.DataFrame, name: str, rows: pl.DataFrame) -> pl.Series:
    """Whether the region and year of each row has anything in a frame."""
    present = frame.select(YEAR).unique().with_columns(pl.lit(value=True).alias(name))
    return rows.join(present, on=YEAR, how="left", maintain_order="left")[name].fill_null(False)


def _named_as_in_budget(both: pl.DataFrame, items: pl.DataFrame) -> pl.DataFrame:
    """Documents without a sub kegiatan stand with the agency that is written the same."""
    names = items.select(*YEAR, "_sama", _nama="perangkat_daerah").unique(
        [*YEAR, "_sama"], keep="first", maintain_order=True
    )
    joined = both.join(names, on=[*YEAR, "_sama"], how="left", maintain_order="left")
    return joined.with_columns(perangkat_daerah=pl.coalesce("_nama", "perangkat_daerah"))


def _counted() -> dict[str, pl.Expr]:
    """What one sub kegiatan or document adds to each number; null where it cannot be known."""
    tagged, budgeted = pl.col("sub_kegiatan_arg") > 0, pl.col("_dianggarkan")
    gap, gbs = pl.col("_gap") > 0, pl.col("_gbs") > 0
    coded, papers = pl.col("kode") != UNKNOWN, pl.col("_gap") + pl.col("_gbs")
    has_budget, has_papers = pl.col("_ada_anggaran"), pl.col("_ada_dokumen")
    known = pl.when(has_budget & has_papers)
    stated = known.then(pl.when(budgeted & gbs).then("_rupiah_gbs").otherwise(0))
    return {
        "sub_kegiatan_arg": _one(tagged, pl.when(budgeted)),
        "arg_ber_gap": _one(tagged & gap, pl.when(has_papers & budgeted)),
        "arg_ber_gbs": _one(tagged & gbs, pl.when(has_papers & budgeted)),
        "arg_ber_gap_gbs": _one(tagged & gap & gbs, pl.when(has_papers & budgeted)),
        "gbs_tanpa_tanda": _one(~tagged & gbs, pl.when(has_papers & budgeted)),
        "pagu_arg": pl.when(budgeted).then(pl.col("anggaran_arg")),
        "anggaran_gbs": stated,
        "pagu_gbs": known.then(pl.when(budgeted & gbs).then("belanja").otherwise(0)),
        "gbs_melebihi_pagu": _one(budgeted & gbs & (pl.col("_rupiah_gbs") > pl.col("belanja")),
                                  known),
        "dokumen_tanpa_kode": pl.when(has_papers).then(pl.when(coded).then(0).otherwise(papers)),
        "dokumen_tanpa_anggaran": known.then(
            pl.when(coded & ~budgeted).then(papers).otherwise(0)
        ),
        "_bertanda": pl.col("sub_kegiatan_arg").is_not_null(),
        "_tanpa_tanda": budgeted & pl.col("sub_kegiatan_arg").is_null(),
    }  # fmt: skip


def _one(holds: pl.Expr, known) -> pl.Expr:
    """One where it holds and none where not, of what is known."""
    return known.then(holds.cast(pl.Int64))


def _with_shares(rows: pl.DataFrame) -> pl.DataFrame:
    """Division last; a side that was not delivered at all is a reason, not a zero."""
    absent = [
        (~pl.col("_ada_anggaran"), "anggaran tahun ini belum diterima"),
        (~pl.col("_ada_dokumen"), "GAP dan GBS tahun ini belum diterima"),
        (~pl.col("_bertanda"), "berkas anggaran tidak memuat tanda ARG"),
    ]
    partial = [
        (pl.col("_lubang"), "ada data yang dikembalikan kepada OPD"),
        (pl.col("_tanpa_tanda"), "sebagian sub kegiatan tanpa keterangan tanda ARG"),
    ]
    reasons = [pl.coalesce(pl.when(h).then(pl.lit(why)) for h, why in each)
               for each in (absent, partial)]  # fmt: skip
    rows = rows.with_columns(_tiada=reasons[0], _kurang=reasons[1])
    whole = pl.when(pl.col("_tiada").is_null())
    return rows.with_columns(
        persen_ber_gap_gbs=whole.then(_percent("arg_ber_gap_gbs", "sub_kegiatan_arg")),
        persen_gbs=whole.then(_percent("anggaran_gbs", "pagu_gbs")),
        alasan=pl.coalesce("_tiada", "_kurang"),
        status_obs=pl.when(pl.col("_tiada").is_not_null()).then(pl.lit("tidak_tersedia"))
        .when(pl.col("_kurang").is_not_null()).then(pl.lit("sebagian"))
        .otherwise(pl.lit("final")),
    )  # fmt: skip


def _percent(part: str, whole: str) -> pl.Expr:
    return pl.when(pl.col(whole) != 0).then(pl.col(part) * 100 / pl.col(whole))
