"""Cacah: counts of people that need protection, by the margins of the publication plan."""

import pandera.polars as pa
import polars as pl

from schemas.kode import JENIS_KELAMIN, STATUS_OBS, TINGKAT


class Cacah(pa.DataFrameModel):
    """Jumlah orang dari ukuran terbatas dan sensitif, disamarkan di mana perlu."""

    ukuran: pl.String = pa.Field(title="Ukuran")
    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    tahun: pl.Int64 = pa.Field(title="Tahun data")
    umur: pl.String = pa.Field(title="Kelompok umur")
    rincian: pl.String = pa.Field(
        title="Rincian, misalnya bentuk=fisik atau bulan=03 (bulan lapor); semua bila tidak"
    )
    jenis_kelamin: pl.String = pa.Field(title="Jenis kelamin", isin=list(JENIS_KELAMIN))
    nama_ukuran: pl.String = pa.Field(title="Nama ukuran")
    nama_wilayah: pl.String = pa.Field(title="Nama wilayah")
    tingkat: pl.String = pa.Field(title="Tingkat wilayah", isin=list(TINGKAT))
    satuan: pl.String = pa.Field(title="Satuan")
    jumlah: pl.Int64 = pa.Field(title="Jumlah", nullable=True, ge=0)
    status_obs: pl.String = pa.Field(title="Status amatan", isin=list(STATUS_OBS))
    alasan: pl.String = pa.Field(title="Alasan bila tidak ada angka", nullable=True)

    class Config:
        """Sorted and unique by the leading key columns."""

        strict = True
        unique = ["ukuran", "kode_wilayah", "tahun", "umur", "rincian", "jenis_kelamin"]

    @pa.dataframe_check(error="jumlah kosong harus berstatus disamarkan atau tidak_tersedia")
    def a_number_or_a_reason(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A row has a number, or says why it has none."""
        without = pl.col("status_obs").is_in(["tidak_tersedia", "disamarkan"])
        said = pl.col("alasan").is_not_null()
        return data.lazyframe.select((pl.col("jumlah").is_null() == without) & (~without | said))
