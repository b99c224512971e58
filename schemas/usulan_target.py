"""Usulan target: how targets for L and P are proposed, and the table of what is proposed."""

import pandera.polars as pa
import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from schemas.indikator import Level
from schemas.kode import ARAH, TINGKAT, Code

CARA = {
    "tren_linear": Code("Garis lurus kuadrat terkecil melalui tahun-tahun yang ada"),
    "tutup_kesenjangan": Code(
        "Yang tertinggal menyusul yang unggul, atau keduanya ke titik setara"
    ),
    "sebaya_terbaik": Code("Menyusul wilayah terbaik di bawah induk yang sama"),
}


class _Setting(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Trend(_Setting):
    """A straight line needs this many years."""

    tahun_minimal: int = Field(ge=3)


class Closing(_Setting):
    """The gap is closed this many years after the latest year of data."""

    tahun_tutup: int = Field(ge=1)


class Peer(_Setting):
    """A region is an example from this denominator on; it is caught up with in so many years."""

    penyebut_minimal: int = Field(ge=1)
    tahun_capai: int = Field(ge=1)


class ProposalRules(_Setting):
    """The whole file: for how many years and which levels, and the parameters of each method."""

    tahun_ke_depan: int = Field(ge=1, le=20)
    tingkat: tuple[Level, ...] = Field(min_length=1)
    tren_linear: Trend
    tutup_kesenjangan: Closing
    sebaya_terbaik: Peer


class UsulanTarget(pa.DataFrameModel):
    """Usulan target L dan P menurut cara yang disebut, dengan buktinya; bukan target yang sah."""

    kode_indikator: pl.String = pa.Field(title="Kode indikator")
    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    jenis_kelamin: pl.String = pa.Field(title="L atau P", isin=["L", "P"])
    cara: pl.String = pa.Field(title="Cara mengusulkan", isin=list(CARA))
    tahun: pl.Int64 = pa.Field(title="Tahun yang diusulkan targetnya")
    nama_indikator: pl.String = pa.Field(title="Nama indikator")
    nama_wilayah: pl.String = pa.Field(title="Nama wilayah")
    tingkat: pl.String = pa.Field(title="Tingkat wilayah", isin=list(TINGKAT))
    satuan: pl.String = pa.Field(title="Satuan nilai")
    arah: pl.String = pa.Field(title="Arah indikator", isin=list(ARAH))
    status: pl.String = pa.Field(title="Selalu usulan", isin=["usulan"])
    usulan: pl.Float64 = pa.Field(title="Target yang diusulkan", nullable=True)
    dibatasi: pl.String = pa.Field(
        title="ya bila hasil hitungan melampaui nilai yang mungkin", isin=["ya", "tidak"]
    )
    parameter: pl.String = pa.Field(title="Parameter yang dipakai")
    tahun_data: pl.Int64 = pa.Field(title="Tahun data terakhir yang dipakai")
    nilai_terakhir: pl.Float64 = pa.Field(title="Nilai tahun itu")
    penyebut_terakhir: pl.Int64 = pa.Field(title="Penyebut tahun itu")
    tahun_dipakai: pl.String = pa.Field(title="Tahun-tahun data yang lengkap")
    kemiringan: pl.Float64 = pa.Field(
        title="Perubahan per tahun menurut garis lurus", nullable=True
    )
    nilai_lawan: pl.Float64 = pa.Field(
        title="Nilai jenis kelamin lain pada tahun bersama yang terakhir", nullable=True
    )
    wilayah_acuan: pl.String = pa.Field(title="Kode wilayah terbaik", nullable=True)
    nilai_acuan: pl.Float64 = pa.Field(title="Nilai wilayah terbaik", nullable=True)
    penyebut_acuan: pl.Int64 = pa.Field(title="Penyebut wilayah terbaik", nullable=True)
    alasan: pl.String = pa.Field(title="Alasan bila tidak ada usulan", nullable=True)

    class Config:
        """Sorted and unique by the leading key columns."""

        strict = True
        unique = ["kode_indikator", "kode_wilayah", "jenis_kelamin", "cara", "tahun"]
