"""Turn women's seats, posts and income into IDG, each held against an equal distribution."""

from pipelines.index_human import unit_index
from schemas.indeks import Empowerment, Power, Undefined

TOLERANCE = 0.005  # published shares of the population add up to 1 within their rounding


def edep(value_p: float, value_l: float, population_p: float, population_l: float) -> float:
    """The equally distributed equivalent: what both would have if it were shared equally (ε = 2).

    Population shares from 0 to 1. It is 0 where one sex has nothing.
    """
    if abs(population_p + population_l - 1) > TOLERANCE:
        raise Undefined("bagian penduduk perempuan dan laki-laki tidak berjumlah 1")
    if value_p <= 0 or value_l <= 0:
        return 0.0
    return 1 / (population_p / value_p + population_l / value_l)


def empowerment(
    method: Empowerment, power: Power, population_p: float, population_l: float
) -> float:
    """IDG from 0 upwards, mostly below 100: the mean of the three indices times 100.

    Incomes are in the unit of the goalposts, population shares from 0 to 1.
    """
    people = population_p, population_l
    seats = edep(power.kursi_p, 100 - power.kursi_p, *people) / method.setara
    posts = edep(power.profesional_p, 100 - power.profesional_p, *people) / method.setara
    women = unit_index(power.pendapatan_p, method.pendapatan)
    men = unit_index(power.pendapatan_l, method.pendapatan)
    return 100 * (seats + posts + edep(women, men, *people)) / 3
