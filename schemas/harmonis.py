"""Harmonis: counts only, under canonical codes, each still with the address it came from."""

import pandera.polars as pa
import polars as pl

from schemas.kode import BOTH, JENIS_KELAMIN, JENJANG, OPEN_AGE, PENDIDIKAN, PERIODE

# What one sel data is, whatever its sumber: lose one sex and the total becomes a lie.
CELL = (
    "ukuran", "kode_wilayah", "satuan_unit", "tahun", "periode",
    "umur_min", "umur_max", "jenjang", "pendidikan", "rincian",
)  # fmt: skip

# A breakdown by the codes of a budget: a list that every year and agency has its own of.
ITEMISED = "kode_nomenklatur="


# Sums over a cell are many times quicker than looking a sex up in it: each sex has its own digits.
_MEN, _WOMEN = 1, 1_000_000


def _sexes() -> pl.Expr:
    """How many rows of men and of women the cell has, in one number on each of its rows."""
    sex = pl.col("jenis_kelamin")
    marks = pl.when(sex == "L").then(_MEN).when(sex == "P").then(_WOMEN).otherwise(0)
    return marks.sum().over(*CELL)


def _parts() -> pl.Expr:
    """The numbers of the cell's sexes added up, those of unknown sex with them."""
    part = pl.col("jenis_kelamin").is_in(["L", "P", "TT"])
    return pl.when(part).then(pl.col("jumlah")).otherwise(0).sum().over(*CELL)


class Harmonis(pa.DataFrameModel):
    """Cacah kanonis: satu angka per ukuran, wilayah, tahun, jenis kelamin, dan rincian."""

    nomor: pl.Int64 = pa.Field(title="Nomor baris ekstrak")
    sumber: pl.String = pa.Field(title="Sumber")
    ukuran: pl.String = pa.Field(title="Ukuran")
    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    tingkat: pl.String = pa.Field(title="Tingkat wilayah")
    satuan_unit: pl.String = pa.Field(title="Satuan di bawah wilayah, misalnya NPSN")
    tahun: pl.Int64 = pa.Field(title="Tahun")
    periode_jenis: pl.String = pa.Field(title="Jenis periode", isin=list(PERIODE))
    periode: pl.String = pa.Field(title="Periode, misalnya 2025, 2025-S2, atau 2024/2025")
    tanggal_acuan: pl.Date = pa.Field(title="Keadaan per tanggal", nullable=True)
    jenis_kelamin: pl.String = pa.Field(title="Jenis kelamin", isin=list(JENIS_KELAMIN))
    umur_min: pl.Int64 = pa.Field(title="Umur termuda", ge=0)
    umur_max: pl.Int64 = pa.Field(title="Umur tertua", le=OPEN_AGE)
    jenjang: pl.String = pa.Field(title="Jenjang", isin=list(JENJANG))
    pendidikan: pl.String = pa.Field(title="Pendidikan", isin=list(PENDIDIKAN))
    rincian: pl.String = pa.Field(title="Rincian lain, misalnya golongan=III; semua bila tidak")
    jumlah: pl.Int64 = pa.Field(title="Jumlah; kosong bila sel datanya dikembalikan", nullable=True)
    sidik: pl.String = pa.Field(title="Sidik berkas (SHA-256)")
    berkas: pl.String = pa.Field(title="Berkas")
    lembar: pl.String = pa.Field(title="Lembar")
    sel: pl.String = pa.Field(title="Sel angka")

    class Config:
        """One row per sel data and sex."""

        strict = True

    @pa.dataframe_check(error="R1")
    def parts_add_up_to_the_total(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """L + P, and those of unknown sex, equal the total, on the row of that total."""
        total_row = pl.col("jenis_kelamin") == BOTH
        comparable = total_row & (_sexes() == _MEN + _WOMEN)
        return data.lazyframe.select(~comparable | (pl.col("jumlah") == _parts()).fill_null(True))

    @pa.dataframe_check(error="R8")
    def both_sexes_are_reported(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A cell that has one of the two sexes has the other too."""
        of_one_sex = pl.col("jenis_kelamin").is_in(["L", "P"])
        both = (_sexes() >= _WOMEN) & (_sexes() % _WOMEN >= _MEN)
        return data.lazyframe.select(~of_one_sex | both)

    @pa.dataframe_check(error="R12")
    def each_number_stands_once(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """No cell has two numbers for one sex."""
        return data.lazyframe.select(pl.len().over(*CELL, "jenis_kelamin") == 1)
