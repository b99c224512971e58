"""Ketersediaan: per indicator and year what is expected, what is there, and who owes the rest."""

import pandera.polars as pa
import polars as pl

from schemas.kode import KELAS

STATUS_KETERSEDIAAN = {
    "tersedia": "Semua pilahan yang diharapkan ada",
    "sebagian": "Ada, tetapi sebagian pilahan belum",
    "belum_ada_sumber": "Belum ada sumber yang memuat angkanya",
    "belum_disetor": "Ada sumbernya, tetapi angkanya belum ada",
    "tidak_dapat_dihitung": "Angkanya ada, tetapi nilainya tidak dapat dihitung",
    "menunggu_perlindungan": "Terhitung, tetapi belum boleh terbit menurut kelasnya",
}


class Ketersediaan(pa.DataFrameModel):
    """Pilahan yang diharapkan dan yang ada tiap indikator dan tahun, serta produsennya."""

    kode_indikator: pl.String = pa.Field(title="Kode indikator")
    tahun: pl.Int64 = pa.Field(title="Tahun data")
    nama_indikator: pl.String = pa.Field(title="Nama indikator")
    status: pl.String = pa.Field(title="Status ketersediaan", isin=list(STATUS_KETERSEDIAAN))
    alasan: pl.String = pa.Field(title="Apa yang belum ada", nullable=True)
    opd: pl.String = pa.Field(title="Produsen data yang berkewajiban")
    sumber: pl.String = pa.Field(title="Sumber yang dapat memuatnya", nullable=True)
    kelas: pl.String = pa.Field(title="Kelas data", isin=list(KELAS))
    jenis_kelamin_diharapkan: pl.String = pa.Field(title="Jenis kelamin yang diharapkan")
    jenis_kelamin_tersedia: pl.String = pa.Field(title="Jenis kelamin yang ada")
    dimensi_diharapkan: pl.String = pa.Field(title="Rincian lain yang diharapkan")
    dimensi_tersedia: pl.String = pa.Field(title="Rincian lain yang ada")
    tingkat_diharapkan: pl.String = pa.Field(title="Tingkat wilayah yang diharapkan")
    tingkat_tersedia: pl.String = pa.Field(title="Tingkat wilayah yang ada")

    class Config:
        """Every indicator of the catalogue once for each year of the rilis."""

        strict = True
        unique = ["kode_indikator", "tahun"]

    @pa.dataframe_check(error="yang belum tersedia harus beralasan")
    def what_is_missing_is_said(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """All but what is wholly there says what is missing."""
        return data.lazyframe.select(
            (pl.col("status") == "tersedia") != pl.col("alasan").is_not_null()
        )
