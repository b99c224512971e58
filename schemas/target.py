"""Target: plan indicators under canonical codes, one number per document, year and sex."""

import pandera.polars as pa
import polars as pl

from schemas.kode import DOKUMEN, ISIAN_TARGET, JENIS_KELAMIN, JENIS_PERHITUNGAN, POLARITAS


class TargetHarmonis(pa.DataFrameModel):
    """Kondisi awal dan target rencana dengan kode wilayah dan kode indikator kanonis."""

    dokumen: pl.String = pa.Field(title="Dokumen rencana", isin=list(DOKUMEN))
    opd: pl.String = pa.Field(title="Perangkat daerah", nullable=True)
    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    kode_program: pl.String = pa.Field(title="Kode program")
    nama_program: pl.String = pa.Field(title="Program", nullable=True)
    indikator: pl.String = pa.Field(title="Indikator menurut dokumen")
    kode_indikator: pl.String = pa.Field(title="Kode indikator katalog", nullable=True)
    satuan: pl.String = pa.Field(title="Satuan")
    polaritas: pl.String = pa.Field(title="Polaritas", isin=list(POLARITAS))
    jenis_perhitungan: pl.String = pa.Field(title="Jenis perhitungan", isin=list(JENIS_PERHITUNGAN))
    jenis_kelamin: pl.String = pa.Field(title="Jenis kelamin", isin=list(JENIS_KELAMIN))
    isian: pl.String = pa.Field(title="Isian", isin=list(ISIAN_TARGET))
    tahun: pl.Int64 = pa.Field(title="Tahun")
    nilai: pl.Float64 = pa.Field(title="Nilai")
    sidik: pl.String = pa.Field(title="Sidik berkas (SHA-256)")
    berkas: pl.String = pa.Field(title="Berkas")
    lembar: pl.String = pa.Field(title="Lembar")
    sel: pl.String = pa.Field(title="Sel angka")

    class Config:
        """No column more, no column less."""

        strict = True
