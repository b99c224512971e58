"""Publikasi: the tables outsiders read, column by column; their order is the key order."""

from collections.abc import Mapping

import pandera.polars as pa
import polars as pl

from schemas.anggaran_gender import AnggaranGender, KonsistensiPprg
from schemas.capaian import BENTUK_CAPAIAN
from schemas.indikator import Indikator as Computed
from schemas.kelembagaan import KelembagaanPug
from schemas.kemajuan import DasarCapaian, KemajuanTarget, TargetTerpilah
from schemas.ketersediaan import Ketersediaan
from schemas.kinerja import KinerjaOpd
from schemas.klaster_kla import KlasterKla
from schemas.kode import ARAH, JENIS_KELAMIN, STATUS_OBS, TINGKAT
from schemas.usulan_target import UsulanTarget


class Indikator(Computed):
    """Nilai indikator dengan pembilang dan penyebutnya untuk L, P, dan L+P."""

    nama_indikator: pl.String = pa.Field(title="Nama indikator")
    nama_wilayah: pl.String = pa.Field(title="Nama wilayah")
    satuan: pl.String = pa.Field(title="Satuan nilai")
    pengali: pl.Int64 = pa.Field(title="Pengali")


class Kesenjangan(pa.DataFrameModel):
    """L dan P berdampingan: selisih P − L dalam satuan nilainya, dan rasio P/L."""

    kode_indikator: pl.String = pa.Field(title="Kode indikator")
    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    tahun: pl.Int64 = pa.Field(title="Tahun data")
    umur: pl.String = pa.Field(title="Kelompok umur")
    jenjang: pl.String = pa.Field(title="Jenjang pendidikan")
    nama_indikator: pl.String = pa.Field(title="Nama indikator")
    nama_wilayah: pl.String = pa.Field(title="Nama wilayah")
    tingkat: pl.String = pa.Field(title="Tingkat wilayah", isin=list(TINGKAT))
    nilai_l: pl.Float64 = pa.Field(title="Nilai laki-laki", nullable=True)
    nilai_p: pl.Float64 = pa.Field(title="Nilai perempuan", nullable=True)
    nilai_lp: pl.Float64 = pa.Field(title="Nilai L+P", nullable=True)
    selisih_poin: pl.Float64 = pa.Field(title="Selisih P − L, dalam satuan nilai", nullable=True)
    rasio_p_l: pl.Float64 = pa.Field(title="Rasio P/L", nullable=True)
    satuan: pl.String = pa.Field(title="Satuan nilai")
    arah: pl.String = pa.Field(title="Arah indikator", isin=list(ARAH))
    status_obs: pl.String = pa.Field(title="Status amatan", isin=list(STATUS_OBS))
    alasan: pl.String = pa.Field(title="Alasan bila tidak ada selisih atau rasio", nullable=True)

    class Config:
        """Sorted and unique by the leading key columns."""

        strict = True
        unique = ["kode_indikator", "kode_wilayah", "tahun", "umur", "jenjang"]


class Target(pa.DataFrameModel):
    """Target rencana di samping realisasinya, dengan capaian menurut polaritas."""

    dokumen: pl.String = pa.Field(title="Dokumen rencana")
    kode_program: pl.String = pa.Field(title="Kode program")
    indikator: pl.String = pa.Field(title="Indikator menurut dokumen")
    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    opd: pl.String = pa.Field(title="Perangkat daerah", nullable=True)
    jenis_kelamin: pl.String = pa.Field(title="L, P, atau L+P", isin=list(JENIS_KELAMIN))
    tahun: pl.Int64 = pa.Field(title="Tahun target")
    nama_program: pl.String = pa.Field(title="Program", nullable=True)
    nama_wilayah: pl.String = pa.Field(title="Nama wilayah")
    kode_indikator: pl.String = pa.Field(title="Kode indikator katalog", nullable=True)
    satuan: pl.String = pa.Field(title="Satuan")
    polaritas: pl.String = pa.Field(title="Polaritas")
    jenis_perhitungan: pl.String = pa.Field(title="Jenis perhitungan")
    tahun_dasar: pl.Int64 = pa.Field(title="Tahun kondisi awal", nullable=True)
    nilai_dasar: pl.Float64 = pa.Field(title="Kondisi awal", nullable=True)
    target: pl.Float64 = pa.Field(title="Target; kosong bila berupa rentang", nullable=True)
    target_bawah: pl.Float64 = pa.Field(title="Batas bawah target rentang", nullable=True)
    target_atas: pl.Float64 = pa.Field(title="Batas atas target rentang", nullable=True)
    realisasi: pl.Float64 = pa.Field(title="Realisasi", nullable=True)
    status_realisasi: pl.String = pa.Field(title="Status realisasi", isin=list(STATUS_OBS))
    selisih_target: pl.Float64 = pa.Field(title="Realisasi − target", nullable=True)
    bentuk_capaian: pl.String = pa.Field(
        title="Bentuk rumus capaian; kosong bila polaritasnya tidak diketahui",
        nullable=True,
        isin=list(BENTUK_CAPAIAN),
    )
    capaian_persen: pl.Float64 = pa.Field(title="Capaian (%) menurut rumus", nullable=True)
    capaian_terbatas: pl.Float64 = pa.Field(
        title="Capaian (%) setelah dibatasi menurut aturannya", nullable=True
    )
    peringkat: pl.String = pa.Field(title="Peringkat pada skala aturannya", nullable=True)
    jarak_setara: pl.Float64 = pa.Field(
        title="Jarak realisasi ke titik setara, untuk target kesetaraan", nullable=True
    )
    perubahan_jarak: pl.Float64 = pa.Field(
        title="Jarak itu dikurangi jarak kondisi awal; negatif berarti mendekat", nullable=True
    )
    aturan_capaian: pl.String = pa.Field(title="Aturan capaian yang dipakai")
    dasar: pl.String = pa.Field(title="Dasarnya; kodenya dijelaskan tabel dasar_capaian")
    alasan: pl.String = pa.Field(title="Alasan bila tidak ada capaian", nullable=True)

    class Config:
        """Sorted and unique by the leading key columns."""

        strict = True
        unique = [
            "dokumen", "kode_program", "indikator", "kode_wilayah", "opd", "jenis_kelamin", "tahun",
        ]  # fmt: skip


class Wilayah(pa.DataFrameModel):
    """Wilayah yang muncul di rilis ini beserta induknya, menurut keputusan Kemendagri."""

    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)", unique=True)
    nama_wilayah: pl.String = pa.Field(title="Nama wilayah")
    tingkat: pl.String = pa.Field(title="Tingkat wilayah", isin=list(TINGKAT))
    kode_induk: pl.String = pa.Field(title="Kode wilayah induk", nullable=True)
    kode_bps: pl.String = pa.Field(title="Kode BPS", nullable=True)

    class Config:
        """No column more, no column less."""

        strict = True


class MetadataIndikator(pa.DataFrameModel):
    """Katalog indikator: konsep, definisi, rumus, kode nasional, dan pilahan yang tersedia."""

    kode_indikator: pl.String = pa.Field(title="Kode indikator", unique=True)
    nama_indikator: pl.String = pa.Field(title="Nama indikator")
    urusan: pl.String = pa.Field(title="Urusan pemerintahan")
    konsep: pl.String = pa.Field(title="Konsep")
    definisi: pl.String = pa.Field(title="Definisi")
    interpretasi: pl.String = pa.Field(title="Interpretasi")
    rumus: pl.String = pa.Field(title="Metode/rumus perhitungan")
    ukuran_pembilang: pl.String = pa.Field(title="Ukuran pembilang", nullable=True)
    ukuran_penyebut: pl.String = pa.Field(title="Ukuran penyebut", nullable=True)
    satuan: pl.String = pa.Field(title="Satuan")
    pengali: pl.Int64 = pa.Field(title="Pengali")
    arah: pl.String = pa.Field(title="Arah", isin=list(ARAH))
    tingkat: pl.String = pa.Field(title="Tingkat wilayah yang terbit")
    frekuensi: pl.String = pa.Field(title="Frekuensi")
    opd: pl.String = pa.Field(title="Produsen data")
    kelas: pl.String = pa.Field(title="Kelas data")
    kode_referensi: pl.String = pa.Field(title="Kode Referensi Indikator Pembangunan")
    kode_sipd: pl.String = pa.Field(title="Kode SIPD")
    kode_rpjmn: pl.String = pa.Field(title="Kode RPJMN")
    kode_sdg: pl.String = pa.Field(title="Kode SDG")
    kode_sds: pl.String = pa.Field(title="Kode Standar Data Statistik BPS")
    klasifikasi_sds: pl.String = pa.Field(title="Klasifikasi penyajian dan kode SDS-nya")
    dasar: pl.String = pa.Field(title="Dasar hukum")
    terpilah_diharapkan: pl.String = pa.Field(title="Pilahan jenis kelamin yang diharapkan")
    terpilah_tersedia: pl.String = pa.Field(title="Pilahan jenis kelamin yang ada di rilis ini")

    class Config:
        """No column more, no column less."""

        strict = True


class Temuan(pa.DataFrameModel):
    """Banyaknya temuan pemeriksaan setoran menurut aturan; tanpa isi sel dan tanpa data orang."""

    sumber: pl.String = pa.Field(title="Sumber")
    tahun: pl.Int64 = pa.Field(title="Tahun data", nullable=True)
    aturan: pl.String = pa.Field(title="Aturan")
    tingkat_temuan: pl.String = pa.Field(title="galat atau peringatan")
    kelompok: pl.String = pa.Field(title="Kelompok aturan")
    jumlah: pl.Int64 = pa.Field(title="Banyaknya temuan", ge=1)

    class Config:
        """Sorted and unique by sumber, tahun and aturan."""

        strict = True
        unique = ["sumber", "tahun", "aturan"]


TABLES: Mapping[str, type[pa.DataFrameModel]] = {
    "indikator": Indikator,
    "kesenjangan": Kesenjangan,
    "target": Target,
    "kinerja_opd": KinerjaOpd,
    "kelembagaan_pug": KelembagaanPug,
    "klaster_kla": KlasterKla,
    "kemajuan_target": KemajuanTarget,
    "target_terpilah": TargetTerpilah,
    "dasar_capaian": DasarCapaian,
    "usulan_target": UsulanTarget,
    "anggaran_gender": AnggaranGender,
    "konsistensi_pprg": KonsistensiPprg,
    "wilayah": Wilayah,
    "metadata_indikator": MetadataIndikator,
    "ketersediaan": Ketersediaan,
    "temuan": Temuan,
}


def types_of(model: type[pa.DataFrameModel]) -> dict[str, type[pl.DataType]]:
    """The columns of a contract with their types, as an empty table has them."""
    return {name: column.dtype.type for name, column in model.to_schema().columns.items()}


def key_of(model: type[pa.DataFrameModel]) -> list[str]:
    """The columns a table is sorted by and unique in."""
    schema = model.to_schema()
    return list(schema.unique or [n for n, c in schema.columns.items() if c.unique])
