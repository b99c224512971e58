"""Share out a budget by its ARG tag: per agency, urusan and category, its denominator declared."""

from collections.abc import Iterable

import polars as pl

from pipelines.list_budget import (
    PLACE,
    ROLES,
    broken_down,
    budget_rows,
    harmonised_or_none,
    known_sum,
    sub_kegiatan,
)
from pipelines.load_reference import fields_of_government
from schemas.anggaran_gender import UNKNOWN
from schemas.kode import ALL

YEAR = ["kode_wilayah", "tahun"]
SUMS = (*ROLES, "sub_kegiatan")
FLAGS = ("_lubang", "_tanpa_tanda", "_bertanda", "_belum")
CAPITAL = ("operasi", "modal")


def share_budget(counts: pl.DataFrame | None) -> pl.DataFrame:
    """`AnggaranGender` rows, without names of regions, of the `Harmonis` rows of sumber anggaran.

    Integers are added up over sub kegiatan before anything is divided. Rows of a category have
    the whole of their agency as denominator; those by operasi and modal stand for rupiah alone.
    """
    rows = budget_rows(harmonised_or_none(counts))
    items = _with_urusan(_with_unreported(sub_kegiatan(rows)))
    whole = _rolled_up(items, ("perangkat_daerah", "urusan"))
    parts = [whole, _by_category(rows, whole), _of_capital(rows, whole)]
    shares = _with_shares(pl.concat(parts, how="diagonal"))
    names = dict(fields_of_government())
    return shares.filter(pl.col("perangkat_daerah") != "").with_columns(
        nama_urusan=pl.col("urusan").replace_strict(names, default=None, return_dtype=pl.String)
    )


def _with_unreported(items: pl.DataFrame) -> pl.DataFrame:
    """Sub kegiatan with a ceiling but no realisation, where others have reported theirs."""
    key = [*YEAR, "perangkat_daerah", "kode"]
    spent = items.filter(versi="realisasi")
    planned = items.filter(pl.col("versi") != "realisasi").select(key).unique()
    silent = planned.join(spent, on=key, how="anti").join(
        spent.select(YEAR).unique(), on=YEAR, how="semi"
    )
    silent = silent.with_columns(
        versi=pl.lit("realisasi"), _lubang=pl.lit(value=False), _belum=pl.lit(value=True)
    )
    both = pl.concat([items, silent], how="diagonal")
    if "_belum" not in both.columns:
        both = both.with_columns(_belum=pl.lit(value=False))
    return both.with_columns(pl.col("_belum").fill_null(value=False))


def _with_urusan(items: pl.DataFrame) -> pl.DataFrame:
    """Each sub kegiatan with its field of government, counted once, and whether a tag was sent."""
    known, tagged = pl.col("belanja").is_not_null(), pl.col("sub_kegiatan_arg").is_not_null()
    return items.with_columns(
        urusan=pl.col("kode").str.extract(r"^([^.]+\.[^.]+)").fill_null(UNKNOWN),
        sub_kegiatan=known.cast(pl.Int64),
        _tanpa_tanda=known & ~tagged,
        _bertanda=tagged,
    )


def _rolled_up(items: pl.DataFrame, levels: Iterable[str]) -> pl.DataFrame:
    """Sums over every combination of one level and all of it."""
    frames = [items]
    for level in levels:
        frames += [frame.with_columns(pl.lit(ALL).alias(level)) for frame in frames]
    key = [*PLACE, "urusan"]
    sums = [known_sum(pl.col(name)).alias(name) for name in SUMS]
    flags = [pl.col(name).any() for name in FLAGS]
    everything = pl.concat([frame.select(*key, *SUMS, *FLAGS) for frame in frames])
    return everything.group_by(key, maintain_order=True).agg(*sums, *flags).with_columns(
        kategori=pl.lit(ALL), dasar_penyebut=pl.lit("semua_belanja")
    )  # fmt: skip


def _by_category(rows: pl.DataFrame, whole: pl.DataFrame) -> pl.DataFrame:
    """What is tagged in each category, over the whole of the agency or of all."""
    own = broken_down(rows, "kategori_arg").rename({"kategori_arg": "kategori"})
    every = pl.concat([own, own.with_columns(perangkat_daerah=pl.lit(ALL))])
    tagged = every.group_by([*PLACE, "kategori"], maintain_order=True).agg(
        *(known_sum(pl.col(name)).alias(name) for name in ROLES[1:])
    )
    nothing = (pl.col("kategori") == UNKNOWN) & (pl.col("sub_kegiatan_arg") == 0)
    base = whole.filter(urusan=ALL).drop(*ROLES[1:], "kategori")
    return tagged.filter(~nothing).join(base, on=PLACE, how="inner", maintain_order="left")


def _of_capital(rows: pl.DataFrame, whole: pl.DataFrame) -> pl.DataFrame:
    """What is tagged of operasi and modal, over both; null where a kind of spending is unknown."""
    own = broken_down(rows, "jenis_belanja")
    every = pl.concat([own, own.with_columns(perangkat_daerah=pl.lit(ALL))])
    counted = pl.col("jenis_belanja").is_in(CAPITAL)
    unclear = ((pl.col("jenis_belanja") == UNKNOWN) & (pl.col("belanja") > 0)).any()
    sums = every.group_by(PLACE, maintain_order=True).agg(
        *(known_sum(pl.col(name).filter(counted)).alias(name) for name in ROLES[:2]),
        _jenis_kosong=unclear.fill_null(value=False),
    )
    base = whole.filter(urusan=ALL).select(*PLACE, "urusan", "kategori", *FLAGS)
    return sums.join(base, on=PLACE, how="inner", maintain_order="left").with_columns(
        dasar_penyebut=pl.lit("operasi_modal")
    )


def _with_shares(rows: pl.DataFrame) -> pl.DataFrame:
    """Division last; no share where numerator and denominator would cover different parts."""
    unclear = pl.col("_jenis_kosong").fill_null(value=False)
    absent = [
        (~pl.col("_bertanda"), "berkas anggaran tidak memuat tanda ARG"),
        (pl.col("_tanpa_tanda"), "sebagian perangkat daerah mengirim anggaran tanpa tanda ARG"),
        (unclear, "jenis belanja sebagian sub kegiatan tidak dinyatakan"),
        (pl.col("belanja").is_null(), "belanja belum dilaporkan"),
        (pl.col("belanja") == 0, "penyebut nol"),
    ]
    partial = [
        (pl.col("_lubang"), "ada data yang dikembalikan kepada OPD"),
        (pl.col("_belum"), "realisasi sebagian sub kegiatan belum dilaporkan"),
    ]
    rows = rows.with_columns(_tiada=_first(absent), _kurang=_first(partial))
    stands = pl.col("_tiada").is_null()
    return rows.with_columns(
        persen_anggaran=pl.when(stands).then(_percent("anggaran_arg", "belanja")),
        persen_sub_kegiatan=pl.when(stands).then(_percent("sub_kegiatan_arg", "sub_kegiatan")),
        anggaran_arg=pl.when("_bertanda").then("anggaran_arg"),
        sub_kegiatan_arg=pl.when("_bertanda").then("sub_kegiatan_arg"),
        alasan=pl.coalesce("_tiada", "_kurang"),
        status_obs=pl.when(~stands).then(pl.lit("tidak_tersedia"))
        .when(pl.col("_kurang").is_not_null()).then(pl.lit("sebagian"))
        .otherwise(pl.lit("final")),
    )  # fmt: skip


def _first(reasons: Iterable[tuple[pl.Expr, str]]) -> pl.Expr:
    """The first reason that holds, else null."""
    return pl.coalesce(pl.when(holds).then(pl.lit(why)) for holds, why in reasons)


def _percent(part: str, whole: str) -> pl.Expr:
    return pl.when(pl.col(whole) != 0).then(pl.col(part) * 100 / pl.col(whole))
