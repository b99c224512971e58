"""List a harmonised budget by sub kegiatan: what each costs in each version, and whether tagged."""

import polars as pl

from schemas.harmonis import ITEMISED, Harmonis

# Version -> the measures that hold its rupiah, its rupiah tagged ARG, and its tagged sub kegiatan.
VERSIONS = {
    "murni": ("pagu", "anggaran_responsif_gender", "sub_kegiatan_arg"),
    "perubahan": (
        "pagu_perubahan", "anggaran_responsif_gender_perubahan", "sub_kegiatan_arg_perubahan",
    ),
    "realisasi": ("realisasi", "realisasi_responsif_gender", "sub_kegiatan_arg_realisasi"),
}  # fmt: skip
ROLES = ("belanja", "anggaran_arg", "sub_kegiatan_arg")
PLACE = ["kode_wilayah", "tahun", "versi", "perangkat_daerah"]


def harmonised_or_none(table: pl.DataFrame | None) -> pl.DataFrame:
    """The harmonised table, or one without rows when nothing was delivered yet."""
    schema = {name: column.dtype.type for name, column in Harmonis.to_schema().columns.items()}
    return pl.DataFrame(schema=schema) if table is None else table


def budget_rows(counts: pl.DataFrame) -> pl.DataFrame:
    """`Harmonis` rows of a budget by version, agency, breakdown and role, numbers beside holes.

    Columns: PLACE, rincian (as harmonised), the three ROLES in whole units (null where nothing
    was said), and `_lubang`, whether anything of it went back to the agency.
    """
    of = {name: (versi, role) for versi, names in VERSIONS.items()
          for name, role in zip(names, ROLES, strict=True)}  # fmt: skip
    versions = {name: versi for name, (versi, _) in of.items()}
    roles = {name: role for name, (_, role) in of.items()}
    rows = counts.filter(pl.col("ukuran").is_in(list(of))).with_columns(
        versi=pl.col("ukuran").replace_strict(versions, return_dtype=pl.String),
        _peran=pl.col("ukuran").replace_strict(roles, return_dtype=pl.String),
        perangkat_daerah="satuan_unit",
    )
    return rows.group_by([*PLACE, "rincian"], maintain_order=True).agg(
        *(known_sum(pl.col("jumlah").filter(pl.col("_peran") == role)).alias(role)
          for role in ROLES),
        _lubang=pl.col("jumlah").is_null().any(),
    )  # fmt: skip


def known_sum(numbers: pl.Expr) -> pl.Expr:
    """The sum of what is known; null, not zero, where nothing is."""
    return pl.when(numbers.count() > 0).then(numbers.sum())


def sub_kegiatan(rows: pl.DataFrame) -> pl.DataFrame:
    """One row per version, agency and sub kegiatan (`kode`) of `budget_rows`."""
    listed = rows.filter(pl.col("rincian").str.starts_with(ITEMISED))
    return listed.with_columns(kode=pl.col("rincian").str.strip_prefix(ITEMISED)).drop("rincian")


def broken_down(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """The rows of one other breakdown, its code in a column of that name."""
    own = rows.filter(pl.col("rincian").str.starts_with(f"{column}="))
    return own.with_columns(
        pl.col("rincian").str.strip_prefix(f"{column}=").alias(column)
    ).drop("rincian")  # fmt: skip
