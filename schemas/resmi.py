"""Resmi: official figures as their publisher gave them, with method and vintage as keys."""

import pandera.polars as pa
import polars as pl

from schemas.kode import JENIS_KELAMIN, JENJANG, PERIODE


class ResmiHarmonis(pa.DataFrameModel):
    """Angka resmi (bukan cacah): tidak pernah dijumlahkan, dibandingkan hanya semetode."""

    sumber: pl.String = pa.Field(title="Sumber")
    indikator: pl.String = pa.Field(title="Kode angka resmi")
    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    tingkat: pl.String = pa.Field(title="Tingkat wilayah")
    tahun: pl.Int64 = pa.Field(title="Tahun")
    periode_jenis: pl.String = pa.Field(title="Jenis periode", isin=list(PERIODE))
    periode: pl.String = pa.Field(title="Periode")
    jenis_kelamin: pl.String = pa.Field(title="Jenis kelamin", isin=list(JENIS_KELAMIN))
    umur: pl.String = pa.Field(title="Kelompok umur")
    jenjang: pl.String = pa.Field(title="Jenjang", isin=list(JENJANG))
    metode: pl.String = pa.Field(title="Metode")
    vintage: pl.String = pa.Field(title="Vintage: kapan angka ini diterbitkan")
    nilai: pl.Float64 = pa.Field(title="Nilai")
    satuan: pl.String = pa.Field(title="Satuan")
    sidik: pl.String = pa.Field(title="Sidik berkas (SHA-256)")
    berkas: pl.String = pa.Field(title="Berkas")
    lembar: pl.String = pa.Field(title="Lembar")
    sel: pl.String = pa.Field(title="Sel angka")

    class Config:
        """One figure per region, period, sex, age, level, method and vintage."""

        strict = True
        unique = [
            "indikator", "kode_wilayah", "periode", "jenis_kelamin", "umur", "jenjang",
            "metode", "vintage",
        ]  # fmt: skip
