"""Add up what the sumber of the Pokja say of each agency: focal points, GAP, GBS, ARG, reviews."""

from collections.abc import Mapping, Sequence

import polars as pl

from pipelines.name_agencies import agencies_of, agency_of, every_agency
from schemas.kinerja import PARTS, Part
from schemas.kode import ALL, BOTH, OPEN_AGE
from schemas.opd import Agency
from schemas.sources import ALL_SOURCES

COUNTED = {"kode_wilayah": pl.String, "tahun": pl.Int64, "perangkat_daerah": pl.String,
           "kolom": pl.String, "jumlah": pl.Int64}  # fmt: skip
CITY = 5  # length of the code of a kabupaten or kota
PLACE = ["kode_wilayah", "tahun", "ukuran", "rincian", "periode"]


def count_measures(harmonised: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """One row per region, year, agency and column of `PARTS`; `jumlah` null where some went back.

    Wants the `Harmonis` tables of the sumber of `PARTS`, all years. All agencies of a region
    together have rows too. An agency that a sumber does not name has no row of it.
    """
    frames = [
        _of_part(harmonised[part.sumber], part)
        for part in PARTS
        if part.sumber in harmonised and not harmonised[part.sumber].is_empty()
    ]
    return pl.concat([pl.DataFrame(schema=COUNTED), *frames])


def labels_of(found: Sequence[Agency]) -> list[str]:
    """The rows that counts of some agencies stand in: each of them, and all together."""
    found = [agency for agency in found if agency.jenis != "kelompok"]
    every = [every_agency()] if any(agency.own for agency in found) else []
    return [agency.nama for agency in (*found, *every)]


def _of_part(rows: pl.DataFrame, part: Part) -> pl.DataFrame:
    own = {ukuran: column for column, ukuran in part.columns.items()}
    whole = rows.filter(
        pl.col("ukuran").is_in(list(own)), pl.col("jenis_kelamin").is_in([BOTH, "TB"])
    )
    named = _of_owner(whole, part) if part.of_owner else _of_units(whole)
    holes = pl.col("jumlah").is_null().any()
    summed = named.group_by("kode_wilayah", "tahun", "perangkat_daerah", "ukuran").agg(
        jumlah=pl.when(~holes).then(pl.col("jumlah").sum())
    )
    column = pl.col("ukuran").replace_strict(own, default=None, return_dtype=pl.String)
    return summed.with_columns(kolom=column).select(list(COUNTED))


def _of_units(rows: pl.DataFrame) -> pl.DataFrame:
    """Counts that name their agency; a text that several agencies share is of none of them."""
    rows = rows.filter(pl.col("satuan_unit") != "", rincian=ALL)
    names = [
        (text, label)
        for text in rows["satuan_unit"].unique()
        for label in labels_of([agency_of(text)])
    ]
    return _joined(rows, "satuan_unit", names)


def _of_owner(rows: pl.DataFrame, part: Part) -> pl.DataFrame:
    """Counts that name no agency are of the one that owes them, at the kabupaten or kota.

    Of rows for the city and rows below it the widest are taken, and of age bands beside their
    whole the whole, so that nobody is counted twice.
    """
    depth = pl.col("kode_wilayah").str.len_chars()
    whole_age = (pl.col("umur_min") == 0) & (pl.col("umur_max") == OPEN_AGE)
    rows = rows.with_columns(_dalam=depth, kode_wilayah=pl.col("kode_wilayah").str.head(CITY))
    rows = rows.filter(pl.col("_dalam") == pl.col("_dalam").min().over(PLACE))
    rows = rows.filter(whole_age | ~whole_age.any().over(PLACE))
    owner = ALL_SOURCES[part.sumber].opd
    names = [(owner, label) for label in labels_of(agencies_of(owner))]
    return _joined(rows.with_columns(satuan_unit=pl.lit(owner)), "satuan_unit", names)


def _joined(rows: pl.DataFrame, column: str, names: list[tuple[str, str]]) -> pl.DataFrame:
    schema = {column: pl.String, "perangkat_daerah": pl.String}
    return rows.join(pl.DataFrame(names, schema=schema, orient="row"), on=column)
