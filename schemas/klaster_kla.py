"""Klaster KLA: the 24 indicators by cluster, their scores, and the figures that speak for them."""

import pandera.polars as pa
import polars as pl

from schemas.kode import Code
from schemas.resmi import INDIKATOR_KLA

KLASTER = {
    "nilai": Code("Nilai seluruhnya"),
    "kelembagaan": Code("Kelembagaan"),
    "hak_sipil": Code("I Hak sipil dan kebebasan"),
    "keluarga": Code("II Lingkungan keluarga dan pengasuhan alternatif"),
    "kesehatan": Code("III Kesehatan dasar dan kesejahteraan"),
    "pendidikan": Code("IV Pendidikan, waktu luang, dan budaya"),
    "perlindungan_khusus": Code("V Perlindungan khusus"),
}
TOTAL_NAME = "Nilai KLA"
MOST = 1000


class KlasterKla(pa.DataFrameModel):
    """24 indikator KLA menurut klaster: nilai tiap tahap, kategori, dan indikator buktinya."""

    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    tahun: pl.Int64 = pa.Field(title="Tahun penilaian")
    vintage: pl.String = pa.Field(title="Kapan nilai diterbitkan; kosong bila tidak dinyatakan")
    nomor: pl.Int64 = pa.Field(
        title="Nomor indikator KLA; 0 nilai seluruhnya", in_range=(0, len(INDIKATOR_KLA))
    )
    klaster: pl.String = pa.Field(title="Klaster", isin=list(KLASTER))
    nama_klaster: pl.String = pa.Field(title="Nama klaster")
    nama_indikator: pl.String = pa.Field(title="Indikator KLA")
    nama_wilayah: pl.String = pa.Field(title="Nama wilayah")
    nilai_mandiri: pl.Float64 = pa.Field(title="Nilai mandiri", nullable=True, in_range=(0, MOST))
    nilai_administrasi: pl.Float64 = pa.Field(
        title="Nilai verifikasi administrasi", nullable=True, in_range=(0, MOST)
    )
    nilai_lapangan: pl.Float64 = pa.Field(
        title="Nilai verifikasi lapangan", nullable=True, in_range=(0, MOST)
    )
    nilai_akhir: pl.Float64 = pa.Field(title="Nilai akhir", nullable=True, in_range=(0, MOST))
    kategori: pl.String = pa.Field(title="Kategori menurut nilai akhir seluruhnya", nullable=True)
    dasar_kategori: pl.String = pa.Field(title="Dasar kategori", nullable=True)
    kode_bukti: pl.String = pa.Field(title="Indikator katalog sebagai bukti", nullable=True)
    nama_bukti: pl.String = pa.Field(title="Nama indikator bukti", nullable=True)
    bukti_l: pl.Float64 = pa.Field(title="Nilai bukti L", nullable=True)
    bukti_p: pl.Float64 = pa.Field(title="Nilai bukti P", nullable=True)
    bukti_lp: pl.Float64 = pa.Field(title="Nilai bukti L+P, atau tanpa jenis kelamin",
                                    nullable=True)  # fmt: skip
    satuan_bukti: pl.String = pa.Field(title="Satuan nilai bukti", nullable=True)
    alasan: pl.String = pa.Field(title="Alasan bila nilai, kategori, atau bukti kosong",
                                 nullable=True)  # fmt: skip

    class Config:
        """Sorted and unique by the leading key columns."""

        strict = True
        unique = ["kode_wilayah", "tahun", "vintage", "nomor"]

    @pa.dataframe_check(error="kosong tanpa alasan")
    def what_is_missing_has_its_reason(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """No final score, no category of the whole, or evidence without a figure: it says why."""
        score = pl.col("nilai_akhir").is_null()
        whole = (pl.col("nomor") == 0) & pl.col("kategori").is_null()
        figures = pl.all_horizontal(pl.col("bukti_l", "bukti_p", "bukti_lp").is_null())
        missing = score | whole | (pl.col("kode_bukti").is_not_null() & figures)
        return data.lazyframe.select(~missing | pl.col("alasan").is_not_null())
