"""Kemajuan: what is published of plan targets beside the target itself."""

import pandera.polars as pa
import polars as pl

from schemas.capaian import BENTUK_CAPAIAN
from schemas.kode import JENIS_KELAMIN, STATUS_OBS, Code

ARAH_JALUR = {
    "tercapai": Code("Target tahun terakhir sudah dicapai"),
    "sesuai_jalur": Code("Laju sejak kondisi awal cukup untuk mencapainya"),
    "tertinggal": Code("Laju sejak kondisi awal tidak cukup"),
    "menjauh": Code("Realisasi lebih buruk daripada kondisi awal"),
    "belum_dapat_dinilai": Code("Belum dapat dinilai; lihat alasan"),
}
CARA_HITUNG = {
    "nilai_terakhir": Code("Nilai terakhir terhadap target tahun terakhir"),
    "jumlah": Code("Jumlah sejak tahun target pertama terhadap jumlah semua target"),
    "setiap_tahun": Code("Nilai setiap tahun terhadap target tahun itu"),
}
ADA_TERPILAH = {
    "ada": Code("Target L dan P ditetapkan"),
    "sebagian": Code("Target hanya untuk satu jenis kelamin"),
    "tidak_ada": Code("Hanya target gabungan"),
    "tidak_berlaku": Code("Jenis kelamin tidak berlaku bagi indikator ini"),
}


class KemajuanTarget(pa.DataFrameModel):
    """Kemajuan tiap target rencana: laju yang dicapai di samping laju yang masih diperlukan."""

    dokumen: pl.String = pa.Field(title="Dokumen rencana")
    kode_program: pl.String = pa.Field(title="Kode program")
    indikator: pl.String = pa.Field(title="Indikator menurut dokumen")
    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    opd: pl.String = pa.Field(title="Perangkat daerah", nullable=True)
    jenis_kelamin: pl.String = pa.Field(title="L, P, atau L+P", isin=list(JENIS_KELAMIN))
    nama_program: pl.String = pa.Field(title="Program", nullable=True)
    nama_wilayah: pl.String = pa.Field(title="Nama wilayah")
    kode_indikator: pl.String = pa.Field(title="Kode indikator katalog", nullable=True)
    satuan: pl.String = pa.Field(title="Satuan")
    polaritas: pl.String = pa.Field(title="Polaritas")
    jenis_perhitungan: pl.String = pa.Field(title="Jenis perhitungan")
    cara_hitung: pl.String = pa.Field(
        title="Bagaimana tahun-tahunnya dinilai", nullable=True, isin=list(CARA_HITUNG)
    )
    bentuk_capaian: pl.String = pa.Field(
        title="Bentuk rumus capaian", nullable=True, isin=list(BENTUK_CAPAIAN)
    )
    tahun_dasar: pl.Int64 = pa.Field(title="Tahun kondisi awal", nullable=True)
    nilai_dasar: pl.Float64 = pa.Field(title="Kondisi awal", nullable=True)
    tahun_awal: pl.Int64 = pa.Field(title="Tahun target pertama")
    tahun_akhir: pl.Int64 = pa.Field(title="Tahun target terakhir")
    target_akhir: pl.Float64 = pa.Field(
        title="Kondisi akhir yang ditargetkan; jumlah semua tahun bila akumulatif", nullable=True
    )
    tahun_realisasi: pl.Int64 = pa.Field(title="Tahun realisasi terakhir", nullable=True)
    realisasi_terakhir: pl.Float64 = pa.Field(title="Realisasi tahun itu", nullable=True)
    realisasi_sampai: pl.Float64 = pa.Field(
        title="Realisasi sampai tahun itu; jumlah sejak tahun target pertama bila akumulatif",
        nullable=True,
    )
    status_realisasi: pl.String = pa.Field(
        title="Status realisasi itu", nullable=True, isin=list(STATUS_OBS)
    )
    laju_perlu: pl.Float64 = pa.Field(
        title="Perubahan per tahun yang diperlukan sampai tahun terakhir", nullable=True
    )
    laju_nyata: pl.Float64 = pa.Field(
        title="Perubahan per tahun sejak kondisi awal; bila akumulatif, rata-rata per tahun",
        nullable=True,
    )
    proyeksi_akhir: pl.Float64 = pa.Field(
        title="Kondisi akhir bila lajunya tetap; bukan ramalan", nullable=True
    )
    arah_jalur: pl.String = pa.Field(title="Keadaan terhadap jalur", isin=list(ARAH_JALUR))
    alasan: pl.String = pa.Field(title="Alasan bila belum dapat dinilai", nullable=True)

    class Config:
        """Sorted and unique by the leading key columns."""

        strict = True
        unique = [
            "dokumen", "kode_program", "indikator", "kode_wilayah", "opd", "jenis_kelamin",
        ]  # fmt: skip


class TargetTerpilah(pa.DataFrameModel):
    """Target gabungan (L+P) di samping realisasi L dan P: kesenjangan yang tersembunyi olehnya."""

    dokumen: pl.String = pa.Field(title="Dokumen rencana")
    kode_program: pl.String = pa.Field(title="Kode program")
    indikator: pl.String = pa.Field(title="Indikator menurut dokumen")
    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    opd: pl.String = pa.Field(title="Perangkat daerah", nullable=True)
    tahun: pl.Int64 = pa.Field(title="Tahun target")
    nama_program: pl.String = pa.Field(title="Program", nullable=True)
    nama_wilayah: pl.String = pa.Field(title="Nama wilayah")
    kode_indikator: pl.String = pa.Field(title="Kode indikator katalog", nullable=True)
    satuan: pl.String = pa.Field(title="Satuan")
    polaritas: pl.String = pa.Field(title="Polaritas")
    ada_target_terpilah: pl.String = pa.Field(
        title="Apakah rencana menetapkan target L dan P", isin=list(ADA_TERPILAH)
    )
    target_l: pl.Float64 = pa.Field(title="Target laki-laki", nullable=True)
    target_p: pl.Float64 = pa.Field(title="Target perempuan", nullable=True)
    target_lp: pl.Float64 = pa.Field(title="Target gabungan", nullable=True)
    realisasi_l: pl.Float64 = pa.Field(title="Realisasi laki-laki", nullable=True)
    realisasi_p: pl.Float64 = pa.Field(title="Realisasi perempuan", nullable=True)
    realisasi_lp: pl.Float64 = pa.Field(title="Realisasi L+P", nullable=True)
    selisih_l: pl.Float64 = pa.Field(title="Realisasi L − target gabungan", nullable=True)
    selisih_p: pl.Float64 = pa.Field(title="Realisasi P − target gabungan", nullable=True)
    selisih_p_l: pl.Float64 = pa.Field(title="Realisasi P − realisasi L", nullable=True)
    jenis_kelamin_tertinggal: pl.String = pa.Field(
        title="Yang belum mencapai target gabungan: L, P, atau L; P", nullable=True
    )
    kesenjangan_tersembunyi: pl.String = pa.Field(
        title="ya bila target gabungan tercapai padahal L atau P belum", nullable=True,
        isin=["ya", "tidak"],
    )  # fmt: skip
    alasan: pl.String = pa.Field(title="Alasan bila tidak dibandingkan", nullable=True)

    class Config:
        """Sorted and unique by the leading key columns."""

        strict = True
        unique = ["dokumen", "kode_program", "indikator", "kode_wilayah", "opd", "tahun"]


class DasarCapaian(pa.DataFrameModel):
    """Dasar aturan capaian: rumus, batas, skala, dan titik setara yang dirujuk tabel target."""

    kode: pl.String = pa.Field(title="Kode dasar", unique=True)
    judul: pl.String = pa.Field(title="Judul")
    kedudukan: pl.String = pa.Field(title="peraturan, pedoman, atau praktik")
    catatan: pl.String = pa.Field(title="Sejauh mana dasarnya sudah dipastikan")

    class Config:
        """No column more, no column less."""

        strict = True
