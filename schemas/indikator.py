"""Indikator: how one is defined, and what the table of computed ones must be."""

from typing import Literal

import pandera.polars as pa
import polars as pl
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from schemas.kode import ALL, BOTH, DIMENSI, JENIS_KELAMIN, STATUS_OBS, TINGKAT

Sex = Literal["L", "P", "L+P", "TB"]
Level = Literal["nasional", "provinsi", "kab_kota", "kecamatan", "desa", "unit"]
OverTime = Literal["akumulatif", "repetitif", "progres_positif", "progres_negatif"]
Z_95 = 1.959963984540054  # the normal quantile of the 95 % interval (Wilson) of a proportion


class _Definition(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Side(_Definition):
    """A numerator or denominator: a measure and which of its counts belong to it."""

    ukuran: str
    jenis_kelamin: Sex | None = None  # none: the sex of the row that is computed
    umur: tuple[str, ...] = (ALL,)
    jenjang: str | None = None
    pendidikan: str | None = None
    rincian: tuple[str, ...] = ()  # "golongan=III"; several are added up
    sumber: tuple[str, ...] = ()  # none: those of the measure, the best first
    tiap_unit: bool = False  # counts the units that have some of it, not how much they have
    serta: tuple[str, ...] = ()  # with tiap_unit: measures that the same unit must have too

    @field_validator("rincian", "sumber", "serta", mode="before")
    @classmethod
    def _one_is_a_list_of_one(cls, given: object) -> object:
        return (given,) if isinstance(given, str) else given

    @field_validator("rincian")
    @classmethod
    def _is_coded(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        if any("=" not in part for text in given for part in text.split("|")):
            raise ValueError("tulis rincian sebagai kolom=kode, misalnya golongan=III")
        return given

    @property
    def measures(self) -> tuple[str, ...]:
        return (self.ukuran, *self.serta)

    @property
    def key(self) -> str:
        """The name its counts go under: that of its measure, or of the units counted."""
        return "unit:" + "+".join(self.measures) if self.tiap_unit else self.ukuran


class OfficialFigure(_Definition):
    """An imported figure, and which of several methods is in force: the first named one."""

    angka: str
    metode: tuple[str, ...] = ()
    umur: str = ALL  # the age band that its publisher means by the whole


class Derived(_Definition):
    """A quotient of two values of other indicators, one row per school level named."""

    dari: dict[str, str]  # jenjang of the row -> kode of the indicator it is made from
    pembilang: Sex
    penyebut: Sex


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
    sifat_periode: OverTime | None = None  # none: a stock by its last count, a flow by its sum
    opd: str
    kelas: Literal["terbuka", "terbatas", "sensitif"]
    kode_nasional: NationalCodes = NationalCodes()
    dasar: tuple[str, ...] = ()
    jenis_kelamin: tuple[Sex, ...] = ("L", "P", "L+P")
    rincian: tuple[Literal["umur", "jenjang"], ...] = ()
    kelompok_umur: tuple[str, ...] = ()  # none: five-year bands
    dimensi: tuple[str, ...] = ()
    pembilang: Side | None = None
    penyebut: Side | None = None
    resmi: OfficialFigure | None = None
    turunan: Derived | None = None

    @field_validator("resmi", mode="before")
    @classmethod
    def _a_bare_name_is_a_figure(cls, given: object) -> object:
        return {"angka": given} if isinstance(given, str) else given

    @field_validator("dimensi")
    @classmethod
    def _dimensions_are_known(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := sorted(set(given) - set(DIMENSI)):
            raise ValueError(f"dimensi {', '.join(unknown)} tidak ada dalam DIMENSI")
        return given

    @model_validator(mode="after")
    def _is_one_of_three_kinds(self) -> "Indicator":
        if [self.pembilang, self.resmi, self.turunan].count(None) != 2:
            raise ValueError("isi tepat satu dari pembilang, resmi, dan turunan")
        if self.penyebut and not self.pembilang:
            raise ValueError("penyebut hanya berlaku bersama pembilang")
        return self

    @model_validator(mode="after")
    def _a_fixed_sex_leaves_one_row(self) -> "Indicator":
        fixed = self.turunan or (self.pembilang and self.pembilang.jenis_kelamin)
        if fixed and len(self.jenis_kelamin) > 1:
            raise ValueError("pembilang dengan jenis_kelamin tetap hanya punya satu baris keluaran")
        return self

    @property
    def sides(self) -> tuple[Side, ...]:
        """Its numerator and denominator, as far as it has them."""
        return tuple(side for side in (self.pembilang, self.penyebut) if side)

    @property
    def is_count(self) -> bool:
        """Whether its values can be added up; a rate, an index or an official figure cannot."""
        return not (self.penyebut or self.resmi or self.turunan)


class Topic(_Definition):
    """One catalogue file: the indicators of one urusan."""

    urusan: str
    nama_urusan: str
    indikator: tuple[Indicator, ...]

    @property
    def measures(self) -> frozenset[str]:
        """Every ukuran that one of its indicators is made of."""
        sides = (side for item in self.indikator for side in item.sides)
        return frozenset(measure for side in sides for measure in side.measures)


class Indikator(pa.DataFrameModel):
    """Indikator: pembilang, penyebut, dan nilai per wilayah, tahun, dan jenis kelamin."""

    kode_indikator: pl.String = pa.Field(title="Kode indikator")
    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    tingkat: pl.String = pa.Field(title="Tingkat wilayah", isin=list(TINGKAT))
    tahun: pl.Int64 = pa.Field(title="Tahun data")
    umur: pl.String = pa.Field(title="Kelompok umur")
    jenjang: pl.String = pa.Field(title="Jenjang pendidikan")
    jenis_kelamin: pl.String = pa.Field(title="Jenis kelamin", isin=list(JENIS_KELAMIN))
    metode: pl.String = pa.Field(title="Metode angka resmi; kosong bila dihitung")
    vintage: pl.String = pa.Field(title="Vintage angka resmi; kosong bila dihitung")
    berlaku: pl.Boolean = pa.Field(title="Angka yang dipakai di antara metode dan vintage")
    pembilang: pl.Int64 = pa.Field(title="Pembilang", nullable=True, ge=0)
    penyebut: pl.Int64 = pa.Field(title="Penyebut", nullable=True, ge=0)
    nilai: pl.Float64 = pa.Field(title="Nilai", nullable=True)
    interval_bawah: pl.Float64 = pa.Field(title="Batas bawah selang 95% (Wilson)", nullable=True)
    interval_atas: pl.Float64 = pa.Field(title="Batas atas selang 95% (Wilson)", nullable=True)
    status_obs: pl.String = pa.Field(title="Status", isin=list(STATUS_OBS))
    alasan: pl.String = pa.Field(title="Alasan bila tidak lengkap", nullable=True)
    cakupan: pl.Float64 = pa.Field(
        title="Bagian wilayah di bawahnya yang lengkap (0–1); kosong bila dilaporkan langsung",
        nullable=True,
    )
    sumber_pembilang: pl.String = pa.Field(title="Sumber pembilang", nullable=True)
    sumber_penyebut: pl.String = pa.Field(title="Sumber penyebut", nullable=True)

    class Config:
        """One row per indicator, region, year, slice, sex, method and vintage."""

        strict = True
        unique = [
            "kode_indikator", "kode_wilayah", "tahun", "umur", "jenjang", "jenis_kelamin",
            "metode", "vintage",
        ]  # fmt: skip

    @pa.dataframe_check(error="nilai kosong harus berstatus tidak_tersedia, dan sebaliknya")
    def a_value_or_a_reason(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A row has a value, or says why it has none."""
        absent = pl.col("status_obs") == "tidak_tersedia"
        reason = pl.col("alasan").is_not_null()
        return data.lazyframe.select((pl.col("nilai").is_null() == absent) & (~absent | reason))

    @pa.dataframe_check(error="lebih dari satu angka berlaku")
    def one_figure_is_in_force(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """Of the methods and vintages of one figure, one is in force."""
        row = ["kode_indikator", "kode_wilayah", "tahun", "umur", "jenjang", "jenis_kelamin"]
        return data.lazyframe.select(pl.col("berlaku").sum().over(row) == 1)

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
