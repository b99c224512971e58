"""Indikator: how one is defined, and what the table of computed ones must be."""

from typing import Literal

import pandera.polars as pa
import polars as pl
from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.kode import ALL, BOTH, JENIS_KELAMIN, STATUS_OBS, TINGKAT

Sex = Literal["L", "P", "L+P", "TB"]
Level = Literal["provinsi", "kab_kota", "kecamatan", "desa"]


class _Definition(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Side(_Definition):
    """A numerator or denominator: a measure and which of its counts belong to it."""

    ukuran: str
    jenis_kelamin: Sex | None = None  # none: the sex of the row that is computed
    umur: tuple[str, ...] = (ALL,)
    jenjang: str | None = None
    pendidikan: str | None = None


class NationalCodes(_Definition):
    """The codes other systems give the same indicator; empty where none is established."""

    referensi: str = ""
    sipd: str = ""
    rpjmn: str = ""
    sdg: str = ""
    sds: str = ""


class Indicator(_Definition):
    """One indicator, as a planner writes it in the catalogue."""

    kode: str = Field(pattern=r"^[A-Z]{3}-\d{2}$")
    nama: str
    konsep: str
    definisi: str
    interpretasi: str
    rumus: str
    satuan: str
    pengali: int = Field(default=1, gt=0)
    arah: Literal["naik", "turun", "paritas", "ambigu", "konteks"]
    proporsi: bool = False  # the numerator is part of the denominator
    tingkat: tuple[Level, ...]
    frekuensi: Literal["tahunan", "semesteran", "triwulanan", "tahun_ajaran", "lima_tahunan"]
    opd: str
    kelas: Literal["terbuka", "terbatas", "sensitif"]
    kode_nasional: NationalCodes = NationalCodes()
    dasar: tuple[str, ...] = ()
    jenis_kelamin: tuple[Sex, ...] = ("L", "P", "L+P")
    rincian: tuple[Literal["umur", "jenjang"], ...] = ()
    pembilang: Side
    penyebut: Side | None = None

    @model_validator(mode="after")
    def _a_fixed_sex_leaves_one_row(self) -> "Indicator":
        if self.pembilang.jenis_kelamin and len(self.jenis_kelamin) > 1:
            raise ValueError("pembilang dengan jenis_kelamin tetap hanya punya satu baris keluaran")
        return self


class Topic(_Definition):
    """One catalogue file: the indicators of one urusan."""

    urusan: str
    nama_urusan: str
    indikator: tuple[Indicator, ...]

    @property
    def measures(self) -> frozenset[str]:
        """Every ukuran that one of its indicators is made of."""
        sides = (side for item in self.indikator for side in (item.pembilang, item.penyebut))
        return frozenset(side.ukuran for side in sides if side)


class Indikator(pa.DataFrameModel):
    """Indikator terhitung: pembilang, penyebut, dan nilai per wilayah, tahun, dan jenis kelamin."""

    kode_indikator: pl.String = pa.Field(title="Kode indikator")
    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    tingkat: pl.String = pa.Field(title="Tingkat wilayah", isin=list(TINGKAT))
    tahun: pl.Int64 = pa.Field(title="Tahun data")
    umur: pl.String = pa.Field(title="Kelompok umur")
    jenjang: pl.String = pa.Field(title="Jenjang pendidikan")
    jenis_kelamin: pl.String = pa.Field(title="Jenis kelamin", isin=list(JENIS_KELAMIN))
    pembilang: pl.Int64 = pa.Field(title="Pembilang", nullable=True, ge=0)
    penyebut: pl.Int64 = pa.Field(title="Penyebut", nullable=True, ge=0)
    nilai: pl.Float64 = pa.Field(title="Nilai", nullable=True)
    status_obs: pl.String = pa.Field(title="Status", isin=list(STATUS_OBS))
    alasan: pl.String = pa.Field(title="Alasan bila tidak lengkap", nullable=True)
    cakupan: pl.Float64 = pa.Field(
        title="Bagian wilayah di bawahnya yang lengkap (0–1); kosong bila dilaporkan langsung",
        nullable=True,
    )
    sumber_pembilang: pl.String = pa.Field(title="Sumber pembilang", nullable=True)
    sumber_penyebut: pl.String = pa.Field(title="Sumber penyebut", nullable=True)

    class Config:
        """One row per indicator, region, year, slice and sex."""

        strict = True
        unique = ["kode_indikator", "kode_wilayah", "tahun", "umur", "jenjang", "jenis_kelamin"]

    @pa.dataframe_check(error="nilai kosong harus berstatus tidak_tersedia, dan sebaliknya")
    def a_value_or_a_reason(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A row has a value, or says why it has none."""
        absent = pl.col("status_obs") == "tidak_tersedia"
        reason = pl.col("alasan").is_not_null()
        return data.lazyframe.select((pl.col("nilai").is_null() == absent) & (~absent | reason))

    @pa.dataframe_check(error="jumlah L dan P berbeda dari L+P")
    def parts_add_up(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """Where L, P and L+P are all final, their numerators add up."""
        row = ["kode_indikator", "kode_wilayah", "tahun", "umur", "jenjang"]
        of = {
            sex: pl.col("pembilang").filter(
                (pl.col("jenis_kelamin") == sex) & (pl.col("status_obs") == "final")
            ).first().over(row)
            for sex in ("L", "P", BOTH)
        }  # fmt: skip
        return data.lazyframe.select((of["L"] + of["P"] == of[BOTH]).fill_null(value=True))
