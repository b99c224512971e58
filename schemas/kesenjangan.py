"""Kesenjangan: how the gap between L and P is measured, and the tables of gaps and their trend."""

from collections.abc import Mapping

import pandera.polars as pa
import polars as pl

from schemas.kode import ARAH, STATUS_OBS, TINGKAT, Code

JENIS_UKURAN: Mapping[str, Code] = {
    "tingkat": Code("Nilai tiap jenis kelamin, dibagi dengan penyebutnya sendiri"),
    "komposisi": Code("Bagian tiap jenis kelamin dari keduanya; L dan P saling mengisi"),
    "jumlah": Code("Banyaknya, tanpa penyebut"),
}
# UNESCO counts a gender parity index inside this band, both ends included, as parity.
PARITY_BAND = (0.97, 1.03)
PARITAS: Mapping[str, Code] = {
    "p_lebih_rendah": Code("Nilai perempuan di bawah pita setara"),
    "setara": Code("Di dalam pita setara"),
    "p_lebih_tinggi": Code("Nilai perempuan di atas pita setara"),
}
KEADAAN: Mapping[str, Code] = {
    "menyempit": Code("Selisih lebih dekat ke nol daripada tahun pembandingnya"),
    "melebar": Code("Selisih lebih jauh dari nol daripada tahun pembandingnya"),
    "tetap": Code("Selisih sama jauhnya dari nol"),
}


class _Measured(pa.DataFrameModel):
    """What every row about a gap begins with."""

    kode_indikator: pl.String = pa.Field(title="Kode indikator")
    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    tahun: pl.Int64 = pa.Field(title="Tahun data")
    umur: pl.String = pa.Field(title="Kelompok umur")
    jenjang: pl.String = pa.Field(title="Jenjang pendidikan")
    nama_indikator: pl.String = pa.Field(title="Nama indikator")
    nama_wilayah: pl.String = pa.Field(title="Nama wilayah")
    tingkat: pl.String = pa.Field(title="Tingkat wilayah", isin=list(TINGKAT))
    jenis_ukuran: pl.String = pa.Field(
        title="tingkat, komposisi, atau jumlah", isin=list(JENIS_UKURAN)
    )


class Kesenjangan(_Measured):
    """L dan P berdampingan: selisih P − L, rasio, porsi, selang, dan sumbangan pada induknya."""

    nilai_l: pl.Float64 = pa.Field(title="Nilai laki-laki", nullable=True)
    nilai_l_bawah: pl.Float64 = pa.Field(
        title="Batas bawah selang 95% nilai laki-laki; hanya proporsi", nullable=True
    )
    nilai_l_atas: pl.Float64 = pa.Field(
        title="Batas atas selang 95% nilai laki-laki; hanya proporsi", nullable=True
    )
    nilai_p: pl.Float64 = pa.Field(title="Nilai perempuan", nullable=True)
    nilai_p_bawah: pl.Float64 = pa.Field(
        title="Batas bawah selang 95% nilai perempuan; hanya proporsi", nullable=True
    )
    nilai_p_atas: pl.Float64 = pa.Field(
        title="Batas atas selang 95% nilai perempuan; hanya proporsi", nullable=True
    )
    nilai_lp: pl.Float64 = pa.Field(title="Nilai L+P", nullable=True)
    selisih_poin: pl.Float64 = pa.Field(title="Selisih P − L, dalam satuan nilai", nullable=True)
    selisih_bawah: pl.Float64 = pa.Field(
        title="Batas bawah selang 95% selisih; hanya proporsi", nullable=True
    )
    selisih_atas: pl.Float64 = pa.Field(
        title="Batas atas selang 95% selisih; hanya proporsi", nullable=True
    )
    pasti: pl.Boolean = pa.Field(
        title="Selang selisih tidak memuat nol; hanya proporsi", nullable=True
    )
    rasio_p_l: pl.Float64 = pa.Field(title="Rasio P/L; GPI pada jenis tingkat", nullable=True)
    gpi_disesuaikan: pl.Float64 = pa.Field(
        title="P/L, atau 2 − L/P bila P lebih tinggi; hanya jenis tingkat",
        nullable=True,
        ge=0,
        lt=2,
    )
    paritas: pl.String = pa.Field(
        title="Letak GPI terhadap pita setara 0,97–1,03; hanya jenis tingkat",
        isin=list(PARITAS), nullable=True,
    )  # fmt: skip
    porsi_p: pl.Float64 = pa.Field(
        title="Perempuan di antara pembilang L dan P (%)", nullable=True, ge=0, le=100
    )
    rasio_jenis_kelamin: pl.Float64 = pa.Field(
        title="Laki-laki per 100 perempuan di antara pembilang", nullable=True, ge=0
    )
    sumbangan_poin: pl.Float64 = pa.Field(
        title="Sumbangan wilayah ini pada selisih wilayah induknya", nullable=True
    )
    satuan: pl.String = pa.Field(title="Satuan nilai")
    arah: pl.String = pa.Field(title="Arah indikator", isin=list(ARAH))
    status_obs: pl.String = pa.Field(title="Status amatan", isin=list(STATUS_OBS))
    alasan: pl.String = pa.Field(
        title="Alasan bila tidak ada selisih, rasio, atau porsi", nullable=True
    )
    alasan_sumbangan: pl.String = pa.Field(title="Alasan bila tidak ada sumbangan", nullable=True)

    class Config:
        """Sorted and unique by the leading key columns."""

        strict = True
        unique = ["kode_indikator", "kode_wilayah", "tahun", "umur", "jenjang"]

    @pa.dataframe_check(error="sumbangan kosong harus beralasan, dan sebaliknya")
    def a_contribution_or_a_reason(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A row has a contribution, or says why it has none."""
        absent = pl.col("sumbangan_poin").is_null()
        return data.lazyframe.select(absent == pl.col("alasan_sumbangan").is_not_null())

    @pa.dataframe_check(error="selisih kosong harus beralasan")
    def a_gap_or_a_reason(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A row has a gap, or says why it has none."""
        known = pl.col("selisih_poin").is_not_null()
        return data.lazyframe.select(known | pl.col("alasan").is_not_null())


class TrenKesenjangan(_Measured):
    """Perubahan selisih P − L terhadap tahun lengkap sebelumnya, dan lajunya per tahun."""

    selisih_poin: pl.Float64 = pa.Field(title="Selisih P − L tahun ini", nullable=True)
    tahun_pembanding: pl.Int64 = pa.Field(title="Tahun lengkap terakhir sebelumnya", nullable=True)
    selisih_pembanding: pl.Float64 = pa.Field(title="Selisih P − L tahun pembanding", nullable=True)
    perubahan_poin: pl.Float64 = pa.Field(
        title="Selisih tahun ini dikurangi selisih tahun pembanding", nullable=True
    )
    keadaan: pl.String = pa.Field(
        title="menyempit, melebar, atau tetap terhadap nol", isin=list(KEADAAN), nullable=True
    )
    berbalik: pl.Boolean = pa.Field(title="Selisih berganti tanda", nullable=True)
    ganti_sumber: pl.Boolean = pa.Field(
        title="Sumber angkanya berbeda dari tahun pembanding", nullable=True
    )
    kemiringan_per_tahun: pl.Float64 = pa.Field(
        title="Perubahan selisih rata-rata per tahun (garis kuadrat terkecil) sampai tahun ini",
        nullable=True,
    )
    banyak_tahun: pl.Int64 = pa.Field(title="Banyaknya tahun lengkap di dalamnya", ge=0)
    satuan: pl.String = pa.Field(title="Satuan nilai")
    alasan: pl.String = pa.Field(title="Alasan bila tidak ada perubahan", nullable=True)

    class Config:
        """Sorted and unique by the leading key columns."""

        strict = True
        unique = ["kode_indikator", "kode_wilayah", "tahun", "umur", "jenjang"]

    @pa.dataframe_check(error="perubahan kosong harus beralasan, dan sebaliknya")
    def a_change_or_a_reason(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A row has a change, or says why it has none."""
        absent = pl.col("perubahan_poin").is_null()
        return data.lazyframe.select(absent == pl.col("alasan").is_not_null())
