"""Anggaran gender: the share of the budget tagged ARG, and whether GAP, GBS and budget agree."""

import pandera.polars as pa
import polars as pl

from schemas.ekstrak.anggaran import KATEGORI, VERSI
from schemas.kode import ALL, STATUS_OBS, Code

PENYEBUT = {
    "semua_belanja": Code("Semua sub kegiatan dalam berkas anggaran, pada versi yang sama"),
    "operasi_modal": Code("Belanja operasi dan belanja modal, pada versi yang sama"),
}
UNKNOWN = "tidak_diketahui"


class AnggaranGender(pa.DataFrameModel):
    """Bagian anggaran dan sub kegiatan yang ditandai responsif gender, dengan penyebutnya."""

    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    tahun: pl.Int64 = pa.Field(title="Tahun anggaran")
    versi: pl.String = pa.Field(title="murni, perubahan, atau realisasi", isin=list(VERSI))
    perangkat_daerah: pl.String = pa.Field(title="Perangkat daerah, atau semua")
    urusan: pl.String = pa.Field(title="Kode bidang urusan sub kegiatan, atau semua")
    kategori: pl.String = pa.Field(title="Kategori ARG, atau semua", isin=[ALL, *KATEGORI, UNKNOWN])
    dasar_penyebut: pl.String = pa.Field(title="Belanja yang menjadi penyebut", isin=list(PENYEBUT))
    nama_wilayah: pl.String = pa.Field(title="Nama wilayah")
    nama_urusan: pl.String = pa.Field(title="Bidang urusan", nullable=True)
    anggaran_arg: pl.Int64 = pa.Field(title="Rupiah yang ditandai ARG", nullable=True, ge=0)
    belanja: pl.Int64 = pa.Field(title="Rupiah penyebut", nullable=True, ge=0)
    persen_anggaran: pl.Float64 = pa.Field(title="Bagian rupiah (%)", nullable=True)
    sub_kegiatan_arg: pl.Int64 = pa.Field(
        title="Sub kegiatan yang ditandai ARG", nullable=True, ge=0
    )
    sub_kegiatan: pl.Int64 = pa.Field(title="Semua sub kegiatan", nullable=True, ge=0)
    persen_sub_kegiatan: pl.Float64 = pa.Field(title="Bagian sub kegiatan (%)", nullable=True)
    status_obs: pl.String = pa.Field(title="Status amatan", isin=list(STATUS_OBS))
    alasan: pl.String = pa.Field(title="Alasan bila tidak lengkap", nullable=True)

    class Config:
        """Sorted and unique by the leading key columns."""

        strict = True
        unique = [
            "kode_wilayah", "tahun", "versi", "perangkat_daerah", "urusan", "kategori",
            "dasar_penyebut",
        ]  # fmt: skip


class KonsistensiPprg(pa.DataFrameModel):
    """Kesesuaian GAP, GBS, dan tanda ARG pada pagu murni, menurut kode sub kegiatan."""

    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    tahun: pl.Int64 = pa.Field(title="Tahun anggaran")
    perangkat_daerah: pl.String = pa.Field(title="Perangkat daerah, atau semua")
    nama_wilayah: pl.String = pa.Field(title="Nama wilayah")
    sub_kegiatan_arg: pl.Int64 = pa.Field(title="Sub kegiatan bertanda ARG", nullable=True)
    arg_ber_gap: pl.Int64 = pa.Field(title="Bertanda ARG dan ber-GAP", nullable=True)
    arg_ber_gbs: pl.Int64 = pa.Field(title="Bertanda ARG dan ber-GBS", nullable=True)
    arg_ber_gap_gbs: pl.Int64 = pa.Field(title="Bertanda ARG, ber-GAP, dan ber-GBS", nullable=True)
    persen_ber_gap_gbs: pl.Float64 = pa.Field(
        title="Bagian sub kegiatan bertanda ARG yang ber-GAP dan ber-GBS (%)", nullable=True
    )
    gbs_tanpa_tanda: pl.Int64 = pa.Field(
        title="Sub kegiatan ber-GBS yang tidak bertanda ARG", nullable=True
    )
    pagu_arg: pl.Int64 = pa.Field(title="Pagu sub kegiatan bertanda ARG (rupiah)", nullable=True)
    anggaran_gbs: pl.Int64 = pa.Field(
        title="Anggaran dalam GBS sub kegiatan yang ada di anggaran (rupiah)", nullable=True
    )
    pagu_gbs: pl.Int64 = pa.Field(title="Pagu sub kegiatan yang ber-GBS itu", nullable=True)
    persen_gbs: pl.Float64 = pa.Field(title="Anggaran GBS terhadap pagunya (%)", nullable=True)
    gbs_melebihi_pagu: pl.Int64 = pa.Field(
        title="Sub kegiatan yang anggaran GBS-nya melebihi pagu", nullable=True
    )
    dokumen_tanpa_kode: pl.Int64 = pa.Field(title="GAP dan GBS tanpa kode", nullable=True)
    dokumen_tanpa_anggaran: pl.Int64 = pa.Field(
        title="GAP dan GBS yang kodenya tidak ada pada anggaran perangkat daerahnya", nullable=True
    )
    status_obs: pl.String = pa.Field(title="Status amatan", isin=list(STATUS_OBS))
    alasan: pl.String = pa.Field(title="Alasan bila tidak lengkap", nullable=True)

    class Config:
        """Sorted and unique by the leading key columns."""

        strict = True
        unique = ["kode_wilayah", "tahun", "perangkat_daerah"]
