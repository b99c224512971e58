"""Indeks: what composite indices are made of, and each method's parameters with their source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from schemas.kode import BOTH

# How far a parameter is established: it reproduces published figures, it stands in a cited
# source, it was fitted to published figures, or it is only known from use.
Evidence = Literal["terverifikasi", "ditemukan", "kalibrasi", "diingat"]


class Undefined(Exception):
    """An index has no value for these components; the message is its reason, in Indonesian."""


@dataclass(frozen=True)
class Goalposts:
    """What counts as 0 and as 1; what lies outside counts as the nearer of the two."""

    low: float
    high: float
    log: bool = False


@dataclass(frozen=True)
class Bands:
    """Named classes from low to high; `inclusive` says whether an upper limit is inside its class.

    The last class is open. One flag per limit: IDG 80 is still tinggi, IPM 80 sangat tinggi.
    """

    names: tuple[str, ...]
    limits: tuple[float, ...]
    inclusive: tuple[bool, ...]

    def of(self, value: float) -> str:
        """The class of a value."""
        for name, limit, inside in zip(self.names, self.limits, self.inclusive, strict=False):
            if value < limit or (inside and value == limit):
                return name
        return self.names[-1]


@dataclass(frozen=True)
class Living:
    """Years of life, expected and mean years of schooling, and income in the unit of the method."""

    uhh: float
    hls: float
    rls: float
    pendapatan: float


@dataclass(frozen=True)
class Living1995:
    """Years of life, adult literacy in percent, years of schooling, and income."""

    uhh: float
    amh: float
    rls: float
    pendapatan: float


@dataclass(frozen=True)
class Power:
    """Women's percent of seats and of professional posts, and the income of each sex."""

    kursi_p: float
    profesional_p: float
    pendapatan_p: float
    pendapatan_l: float


@dataclass(frozen=True)
class Standing:
    """Women's percent of seats; percent with secondary schooling and in the labour force by sex."""

    kursi_p: float
    pendidikan_p: float
    pendidikan_l: float
    kerja_p: float
    kerja_l: float


@dataclass(frozen=True)
class Method:
    """What every method states: its name, where its parameters come from, and how sure they are."""

    nama: str
    sumber: str
    bukti: Evidence


@dataclass(frozen=True)
class HumanDevelopment(Method):
    """Goalposts of IPM and HDI; those of life expectancy differ by sex."""

    uhh: Mapping[str, Goalposts]
    hls: Goalposts
    rls: Goalposts
    pendapatan: Goalposts
    kelipatan: int  # an index of the whole world is published from 0 to 1, IPM from 0 to 100


@dataclass(frozen=True)
class GenderDevelopment1995(Method):
    """Goalposts and weights of the gender development index as it was first made."""

    uhh: Mapping[str, Goalposts]
    amh: Goalposts
    rls: Goalposts
    pendapatan: Goalposts
    bobot_amh: float


@dataclass(frozen=True)
class Empowerment(Method):
    """Income goalposts of IDG; a share counts against the half that parity is."""

    pendapatan: Goalposts
    setara: float = 50


@dataclass(frozen=True)
class Inequality(Method):
    """Health numerator and floors of IKG and GII; `rentang` is the interval it was fitted in."""

    pembilang_kesehatan: float
    rentang: tuple[float, float]
    kursi_nol: float = 0.1  # percent that stands for no seat at all
    akk: Goalposts | None = None


SEX_SHIFTED = {BOTH: Goalposts(20, 85), "L": Goalposts(17.5, 82.5), "P": Goalposts(22.5, 87.5)}
YEARS_EXPECTED, YEARS_MEAN = Goalposts(0, 18), Goalposts(0, 15)
OLD_INCOME = Goalposts(300, 732.72)  # thousand rupiah, real and adjusted, as before 2014

IPM_BPS_2014 = HumanDevelopment(
    "IPM metode BPS sejak 2014",
    "BPS; batas pengeluaran: garis kemiskinan kabupaten terendah 2010 (Tolikara) dan proyeksi "
    "Jakarta Selatan 2025, ribu rupiah per orang per tahun",
    "terverifikasi", SEX_SHIFTED, YEARS_EXPECTED, YEARS_MEAN,
    Goalposts(1_007.436, 26_572.352, log=True), 100,
)  # fmt: skip
IPG_BPS_2014 = HumanDevelopment(
    "IPM menurut jenis kelamin, untuk IPG metode baru",
    "UNDP GDI sejak 2014: batas umur harapan hidup bergeser 2,5 tahun menurut jenis kelamin; "
    "angka BPS sendiri belum dilihat",
    "diingat", SEX_SHIFTED, YEARS_EXPECTED, YEARS_MEAN, IPM_BPS_2014.pendapatan, 100,
)  # fmt: skip
HDI_UNDP_2014 = HumanDevelopment(
    "HDI dan GDI UNDP sejak 2014", "UNDP, Human Development Report, technical notes; PNB per "
    "kapita dalam dolar PPP", "diingat", SEX_SHIFTED, YEARS_EXPECTED, YEARS_MEAN,
    Goalposts(100, 75_000, log=True), 1,
)  # fmt: skip
UNDP_WAGE_RATIO = 0.8  # women's wage over men's where no country figure exists
IPG_LAMA = GenderDevelopment1995(
    "IPG metode lama (UNDP 1995, sampai 2013)", "UNDP, Human Development Report 1995; batas "
    "pengeluaran menurut BPS", "diingat",
    {"L": Goalposts(22.5, 82.5), "P": Goalposts(27.5, 87.5)}, Goalposts(0, 100), YEARS_MEAN,
    OLD_INCOME, 2 / 3,
)  # fmt: skip
IDG_BPS = Empowerment(
    "IDG metode BPS", "UNDP GEM 1995; batas pendapatan BPS yang lama, yang berlaku sekarang belum "
    "diketahui", "diingat", OLD_INCOME,
)  # fmt: skip
GEM_UNDP = Empowerment(
    "GEM UNDP", "UNDP, Human Development Report 1995; dolar PPP", "ditemukan",
    Goalposts(100, 40_000),
)  # fmt: skip
IKG_BPS = Inequality(
    "IKG metode BPS sejak 2023",
    "bentuk UNDP GII; pembilang dikalibrasi pada angka nasional 2021–2023, pembagian resminya "
    "atas dua batas bawah belum diketahui",
    "kalibrasi", 5.0e-5, (4.99e-5, 5.04e-5),
)  # fmt: skip
GII_UNDP = Inequality(
    "GII UNDP", "UNDP, Human Development Report, technical notes; kematian ibu per 100.000 "
    "kelahiran hidup, kelahiran per 1.000 perempuan 15–19 tahun",
    "diingat", 10, (10, 10), akk=Goalposts(10, 1_000),
)  # fmt: skip

KELAS_IPM = Bands(("rendah", "sedang", "tinggi", "sangat tinggi"), (60, 70, 80), (False,) * 3)
KELAS_IDG = Bands(
    ("rendah", "sedang", "tinggi", "sangat tinggi"), (50, 60, 80), (False, False, True)
)
# Groups by the distance of GDI from parity, in percent.
KELOMPOK_GDI = Bands(("1", "2", "3", "4", "5"), (2.5, 5, 7.5, 10), (True,) * 4)
