"""Resep indeks: which official figures each index is made of, and the table of computed ones."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandera.polars as pa
import polars as pl

from schemas.indeks import (
    IDG_BPS,
    IKG_BPS,
    IPG_BPS_2014,
    IPM_BPS_2014,
    KELAS_IDG,
    KELAS_IPM,
    Bands,
    Method,
)
from schemas.kode import ALL, BOTH, JENIS_KELAMIN
from schemas.resmi import ANGKA_RESMI, Official

# Components that no official table of BPS holds; they are laid beside the official figures.
KOMPONEN = ANGKA_RESMI | {
    "pendapatan": Official("Pendapatan per kapita", "ribu rupiah", 0, 1_000_000),
    "bagian_penduduk": Official("Bagian penduduk", "proporsi", 0, 1),
}

# The finest and the coarsest digit, as powers of ten, that a figure is published with.
USUAL_DIGITS = (-2, 0)
DIGITS: Mapping[str, tuple[int, int]] = {
    "pengeluaran_per_kapita": (0, 2), "ikg": (-3, -1), "mtf": (-3, -1), "mhpk20": (-3, -1),
}  # fmt: skip
# Series that share the name of IPM and IPG and not the method; never compared with the new one.
OLD_SERIES = re.compile(r"^lama$|\b(metode|seri) lama\b|\bundp 1995\b", re.IGNORECASE)


@dataclass(frozen=True)
class Component:
    """Which official figure an argument of a formula is; of several sexes or ages the first found.

    `bulan` is the month whose figure stands for the year where none of the year is given.
    """

    indikator: str
    jenis_kelamin: tuple[str, ...]
    umur: tuple[str, ...] = (ALL,)
    bulan: str = ""


@dataclass(frozen=True)
class Recipe:
    """One index of one sex: its method, and the component behind each argument of its formula."""

    indeks: str
    jenis_kelamin: str
    metode: Method
    komponen: Mapping[str, Component]
    kelas: Bands | None = None
    diperiksa: bool = True  # whether imported figures are held against it
    catatan: str = field(default="", kw_only=True)


def _development(sex: str) -> Mapping[str, Component]:
    names = {
        "uhh": "uhh", "hls": "hls", "rls": "rls", "pendapatan": "pengeluaran_per_kapita",
    }  # fmt: skip
    return {argument: Component(code, (sex,)) for argument, code in names.items()}


def _both(argument: str, code: str, **more) -> Mapping[str, Component]:
    return {f"{argument}_{sex.lower()}": Component(code, (sex,), **more) for sex in ("P", "L")}


WOMEN = ("P", BOTH)  # figures that only women have are often given without a sex
UNSURE_BOUNDS = "batas umur harapan hidup menurut jenis kelamin belum dipastikan dari terbitan BPS"
RESEP = (
    Recipe("ipm", BOTH, IPM_BPS_2014, _development(BOTH), KELAS_IPM),
    *(Recipe("ipm", sex, IPG_BPS_2014, _development(sex), KELAS_IPM, catatan=UNSURE_BOUNDS)
      for sex in ("L", "P")),
    Recipe("ipg", BOTH, IPG_BPS_2014, _both("ipm", "ipm")),
    Recipe("idg", BOTH, IDG_BPS, {
        "kursi_p": Component("keterlibatan_parlemen", WOMEN),
        "profesional_p": Component("tenaga_profesional", WOMEN),
        **_both("pendapatan", "pendapatan"), **_both("penduduk", "bagian_penduduk"),
    }, KELAS_IDG, diperiksa=False),
    Recipe("ikg", BOTH, IKG_BPS, {
        "mtf": Component("mtf", WOMEN),
        "mhpk20": Component("mhpk20", WOMEN),
        "kursi_p": Component("keterlibatan_parlemen", WOMEN),
        **_both("pendidikan", "pendidikan_sma", umur=(ALL, "25+")),
        **_both("kerja", "tpak", umur=(ALL, "15+"), bulan="08"),
    }, catatan="pembilang kesehatannya dikalibrasi pada angka nasional"),
)  # fmt: skip


class IndeksTerhitung(pa.DataFrameModel):
    """Indeks gabungan yang dihitung dari angka resmi komponennya, semetode dan sevintage."""

    indeks: pl.String = pa.Field(title="Kode indeks")
    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    tahun: pl.Int64 = pa.Field(title="Tahun")
    jenis_kelamin: pl.String = pa.Field(title="Jenis kelamin", isin=list(JENIS_KELAMIN))
    metode: pl.String = pa.Field(title="Metode")
    vintage: pl.String = pa.Field(title="Vintage komponennya")
    nilai: pl.Float64 = pa.Field(title="Nilai", nullable=True)
    kelas: pl.String = pa.Field(title="Kelas", nullable=True)
    alasan: pl.String = pa.Field(title="Alasan bila tidak ada nilai", nullable=True)

    class Config:
        """One index per region, year, sex, method and vintage."""

        strict = True
        unique = ["indeks", "kode_wilayah", "tahun", "jenis_kelamin", "metode", "vintage"]

    @pa.dataframe_check(error="nilai kosong harus beralasan, dan sebaliknya")
    def a_value_or_a_reason(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A row has a value, or says why it has none."""
        return data.lazyframe.select(pl.col("nilai").is_null() == pl.col("alasan").is_not_null())
