"""Layanan kekerasan: contacts and persons by channel, each person once; for the owner alone."""

import pandera.polars as pa
import polars as pl

from schemas.kekerasan import INSTANSI
from schemas.kode import ALL

UNKNOWN = "tidak_diketahui"
UMUR_KELOMPOK = ("0-17", "18+", UNKNOWN)
KANAL_LAYANAN = {**INSTANSI, UNKNOWN: "Kanal tidak disebut", ALL: "Semua kanal"}


class LayananKekerasan(pa.DataFrameModel):
    """Kontak dan orang menurut kanal; pada kanal semua setiap orang dihitung sekali. Internal."""

    kode_wilayah: pl.String = pa.Field(title="Kode kabupaten/kota (Kemendagri)")
    tahun: pl.Int64 = pa.Field(title="Tahun")
    jenis_kelamin: pl.String = pa.Field(title="Jenis kelamin", isin=["L", "P", "TT"])
    umur_kelompok: pl.String = pa.Field(title="Anak atau dewasa", isin=list(UMUR_KELOMPOK))
    kanal: pl.String = pa.Field(title="Kanal atau instansi", isin=list(KANAL_LAYANAN))
    kontak: pl.Int64 = pa.Field(title="Kontak (sebelum dipadankan)", ge=1)
    orang: pl.Int64 = pa.Field(title="Orang (sesudah dipadankan)", ge=1)

    class Config:
        """Sorted and unique by the leading key columns."""

        strict = True
        unique = ["kode_wilayah", "tahun", "jenis_kelamin", "umur_kelompok", "kanal"]

    @pa.dataframe_check(error="orang melebihi kontak, atau semua kanal bukan jumlah kontaknya")
    def nobody_is_counted_more_often_than_met(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """Persons do not exceed contacts; all channels have all contacts and no more persons."""
        place = ["kode_wilayah", "tahun", "jenis_kelamin", "umur_kelompok"]
        whole = pl.col("kanal") == ALL
        sums = [pl.col(n).filter(~whole).sum().over(place) for n in ("kontak", "orang")]
        fits = ~whole | ((pl.col("kontak") == sums[0]) & (pl.col("orang") <= sums[1]))
        return data.lazyframe.select((pl.col("orang") <= pl.col("kontak")) & fits)


class RujukanKekerasan(pa.DataFrameModel):
    """Rujukan antarinstansi, setiap orang sekali: yang dirujuk dan yang bertemu. Internal."""

    kode_wilayah: pl.String = pa.Field(title="Kode kabupaten/kota (Kemendagri)")
    tahun: pl.Int64 = pa.Field(title="Tahun")
    dari: pl.String = pa.Field(title="Instansi perujuk", isin=list(KANAL_LAYANAN))
    ke: pl.String = pa.Field(title="Instansi tujuan", isin=list(KANAL_LAYANAN))
    dirujuk: pl.Int64 = pa.Field(title="Orang yang dirujuk", ge=1)
    bertemu: pl.Int64 = pa.Field(title="… yang tercatat pada instansi tujuan", ge=0)
    tanpa_kunci: pl.Int64 = pa.Field(
        title="… yang tidak bertemu dan tidak punya NIK atau nomor kasus", ge=0
    )

    class Config:
        """Sorted and unique by the leading key columns."""

        strict = True
        unique = ["kode_wilayah", "tahun", "dari", "ke"]
