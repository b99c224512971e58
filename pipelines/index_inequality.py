"""Turn reproductive health, schooling, seats and work into IKG and GII."""

from dataclasses import dataclass
from math import sqrt

from schemas.indeks import Inequality, Standing, Undefined


@dataclass(frozen=True)
class Unequal:
    """The steps of an inequality index: women's, men's, their harmonic mean, the equal standard."""

    perempuan: float
    laki_laki: float
    harmonis: float
    setara: float

    @property
    def nilai(self) -> float:
        """What is lost to inequality, from 0 to 1."""
        return max(0.0, 1 - self.harmonis / self.setara)


def inequality(method: Inequality, health: float, standing: Standing) -> Unequal:
    """The common form of IKG and GII, from women's health index; men's is 1.

    No seat at all counts as a tenth of a percent: a geometric mean has no room for zero.
    """
    seats = standing.kursi_p or method.kursi_nol, 100 - standing.kursi_p
    schooling = standing.pendidikan_p, standing.pendidikan_l
    work = standing.kerja_p / 100, standing.kerja_l / 100
    power = [sqrt(seat * school) / 100 for seat, school in zip(seats, schooling, strict=True)]
    women, men = ((h * e * w) ** (1 / 3) for h, e, w in zip((health, 1), power, work, strict=True))
    equal = ((health + 1) / 2 * sum(power) / 2 * sum(work) / 2) ** (1 / 3)
    if equal == 0:
        raise Undefined("pemberdayaan atau angkatan kerja kedua jenis kelamin nol")
    harmonic = 2 / (1 / women + 1 / men) if women and men else 0.0
    return Unequal(women, men, harmonic, equal)


def ikg(method: Inequality, mtf: float, mhpk20: float, standing: Standing) -> Unequal:
    """IKG, whose numerator is calibrated; mtf and mhpk20 are proportions from 0 to 1.

    The official minima of mtf and mhpk20 are not known, only about their product. Where the
    two lie below it the index is Undefined.
    """
    if mtf * mhpk20 < method.pembilang_kesehatan:
        raise Undefined("mtf dan mhpk20 di bawah batas bawah resmi, yang belum diketahui")
    return inequality(method, sqrt(method.pembilang_kesehatan / (mtf * mhpk20)), standing)


def gii(method: Inequality, akk: float, asfr: float, standing: Standing) -> Unequal:
    """UNDP's index: maternal deaths per 100 000 births and births per 1 000 girls of 15 to 19."""
    if asfr <= 0:
        raise Undefined("angka kelahiran remaja nol, indeks kesehatan tidak terdefinisi")
    posts = method.akk
    deaths = min(max(akk, posts.low), posts.high) if posts else akk
    return inequality(method, sqrt(method.pembilang_kesehatan / deaths / asfr), standing)
