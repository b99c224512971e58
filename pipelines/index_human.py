"""Turn life expectancy, schooling and income into IPM and HDI, and those of both sexes into IPG."""

from math import log, prod

from schemas.indeks import (
    GenderDevelopment1995,
    Goalposts,
    HumanDevelopment,
    Living,
    Living1995,
    Undefined,
)
from schemas.kode import BOTH


def unit_index(value: float, posts: Goalposts) -> float:
    """Where a value lies between its goalposts, from 0 to 1; outside them it counts as the nearer.

    On a logarithmic scale a value of zero or less is Undefined.
    """
    low, high = posts.low, posts.high
    if posts.log:
        if value <= 0:
            raise Undefined("pengeluaran atau pendapatan nol, logaritmanya tidak terdefinisi")
        value, low, high = log(value), log(low), log(high)
    return min(max((value - low) / (high - low), 0), 1)


def human_development(method: HumanDevelopment, living: Living, sex: str = BOTH) -> float:
    """The geometric mean of health, education and income, in the units of its method.

    Income is in thousand rupiah a year (IPM) or in PPP dollars (HDI).
    """
    health = unit_index(living.uhh, method.uhh[sex])
    education = (unit_index(living.hls, method.hls) + unit_index(living.rls, method.rls)) / 2
    income = unit_index(living.pendapatan, method.pendapatan)
    return method.kelipatan * prod((health, education, income)) ** (1 / 3)


def gender_development(method: HumanDevelopment, ipm_p: float, ipm_l: float) -> float:
    """Women's human development over men's: IPG (100 is parity) or GDI (1 is parity)."""
    if ipm_l == 0:
        raise Undefined("indeks laki-laki nol, perbandingannya tidak terdefinisi")
    return ipm_p / ipm_l * method.kelipatan


def incomes_by_sex(
    total: float, wage_ratio: float, labour_share_p: float, population_share_p: float
) -> tuple[float, float]:
    """Income per woman and per man out of the income per person, by shares of the wage bill.

    `wage_ratio` is women's wage over men's; the shares are women's part of the labour force and
    of the population, from 0 to 1. Weighted by the population the two incomes give the total.
    """
    if not 0 < population_share_p < 1:
        raise Undefined("bagian penduduk perempuan harus di antara 0 dan 1")
    wages_p, wages_l = wage_ratio * labour_share_p, 1 - labour_share_p
    if not (0 <= labour_share_p <= 1 and wage_ratio >= 0 and wages_p + wages_l > 0):
        raise Undefined("rasio upah atau bagian angkatan kerja di luar batas yang mungkin")
    share_p = wages_p / (wages_p + wages_l)
    return share_p * total / population_share_p, (1 - share_p) * total / (1 - population_share_p)


def equally_distributed(value_p: float, value_l: float, population_p: float) -> float:
    """The harmonic mean of two achievements weighted by population shares; 0 where one is 0."""
    if value_p == 0 or value_l == 0:
        return 0.0
    return 1 / (population_p / value_p + (1 - population_p) / value_l)


def gender_development_1995(
    method: GenderDevelopment1995, women: Living1995, men: Living1995, population_p: float
) -> float:
    """The old gender development index in percent.

    Its level has nothing to do with that of the index since 2014: the two are never compared.
    """
    both = {"P": women, "L": men}
    health = {sex: unit_index(each.uhh, method.uhh[sex]) for sex, each in both.items()}
    education = {sex: _education_1995(method, each) for sex, each in both.items()}
    income = {sex: unit_index(each.pendapatan, method.pendapatan) for sex, each in both.items()}
    parts = (
        equally_distributed(part["P"], part["L"], population_p)
        for part in (health, education, income)
    )
    return 100 * sum(parts) / 3


def _education_1995(method: GenderDevelopment1995, living: Living1995) -> float:
    literacy, years = unit_index(living.amh, method.amh), unit_index(living.rls, method.rls)
    return method.bobot_amh * literacy + (1 - method.bobot_amh) * years
