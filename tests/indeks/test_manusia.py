"""IPM, HDI, IPG and GDI: figures as published, the formula a second time, and what must hold."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.index_human import (
    equally_distributed,
    gender_development,
    gender_development_1995,
    human_development,
    incomes_by_sex,
    unit_index,
)
from schemas.indeks import (
    HDI_UNDP_2014,
    IPG_BPS_2014,
    IPG_LAMA,
    IPM_BPS_2014,
    KELAS_IPM,
    KELOMPOK_GDI,
    UNDP_WAGE_RATIO,
    Goalposts,
    Living,
    Living1995,
    Undefined,
)

# Indonesia as BPS published it: life expectancy, expected and mean schooling, thousand rupiah.
PUBLISHED = {
    2016: ((70.90, 12.72, 7.95, 10_420), 70.18),
    2017: ((71.06, 12.85, 8.10, 10_660), 70.81),
    2018: ((71.20, 12.91, 8.17, 11_059), 71.39),
    2019: ((71.34, 12.95, 8.34, 11_300), 71.92),
    2022: ((71.85, 13.10, 8.69, 11_479), 72.91),
}


def ipm(*living: float, sex: str = "L+P") -> float:
    method = IPM_BPS_2014 if sex == "L+P" else IPG_BPS_2014
    return human_development(method, Living(*living), sex)


def second_way(uhh: float, hls: float, rls: float, rupiah: float, low: float = 20) -> float:
    """The formula of BPS in plain arithmetic, in rupiah, without goalposts as objects."""
    health = (uhh - low) / 65
    school = hls / 36 + rls / 30
    money = math.log(rupiah / 1_007_436, 26_572_352 / 1_007_436)
    return 100 * math.exp((math.log(health) + math.log(school) + math.log(money)) / 3)


# --- published figures


@pytest.mark.parametrize("year", [2016, 2017, 2018, 2022])
def test_ipm_of_indonesia_as_published(year):
    living, published = PUBLISHED[year]
    assert round(ipm(*living), 2) == published


def test_ipm_of_2019_whose_expenditure_was_printed_in_ten_thousands():
    """11,30 million stands for 11.295 to 11.305 thousand: 71,92 is among what they give."""
    (*years, _), published = PUBLISHED[2019]
    low, high = (round(ipm(*years, money), 2) for money in (11_295, 11_305))
    assert low <= published <= high
    assert round(ipm(*years, 11_300), 3) == 71.925


@pytest.mark.parametrize(
    ("year", "three"), [(2017, 70.809), (2018, 71.391), (2019, 71.925), (2022, 72.912)]
)
def test_ipm_to_three_decimals(year, three):
    assert round(ipm(*PUBLISHED[year][0]), 3) == three


def test_women_of_2020_and_the_ipg_with_the_men():
    """Women 69,19 from their own figures; with the 75,98 of men an IPG of 91,06."""
    women = ipm(73.46, 13.04, 8.07, 9_004, sex="P")
    assert round(women, 2) == 69.19
    assert round(gender_development(IPG_BPS_2014, women, 75.98), 2) == 91.06


# --- the formula a second time

years_of_life, schooling = st.floats(45, 82), st.floats(0.5, 14)
money = st.floats(1_100, 26_000)
livings = st.tuples(years_of_life, schooling, schooling, money)


@given(livings)
def test_ipm_a_second_way(living):
    *years, thousands = living
    assert ipm(*living) == pytest.approx(second_way(*years, thousands * 1_000))


@given(livings)
def test_goalposts_of_life_expectancy_shift_by_two_and_a_half_years(living):
    uhh, *rest = living
    *years, thousands = rest
    for sex, low in (("P", 22.5), ("L", 17.5)):
        expected = second_way(uhh, *years, thousands * 1_000, low=low)
        assert ipm(uhh, *rest, sex=sex) == pytest.approx(expected)


@given(livings)
def test_five_more_years_of_women_are_parity(living):
    uhh, *rest = living
    women, men = ipm(uhh + 5, *rest, sex="P"), ipm(uhh, *rest, sex="L")
    assert gender_development(IPG_BPS_2014, women, men) == pytest.approx(100)


@given(livings, st.integers(0, 3), st.floats(1.001, 1.1))
def test_more_of_a_component_is_never_a_lower_index(living, which, factor):
    more = [n * factor if place == which else n for place, n in enumerate(living)]
    assert ipm(*more) > ipm(*living) or living[which] * factor > (85, 18, 15, 26_572)[which]


# --- edges


@pytest.mark.parametrize(
    ("living", "same_as"),
    [
        ((90, 12, 8, 11_000), (85, 12, 8, 11_000)),
        ((70, 20, 8, 11_000), (70, 18, 8, 11_000)),
        ((70, 12, 16, 11_000), (70, 12, 15, 11_000)),
        ((70, 12, 8, 40_000), (70, 12, 8, 26_572.352)),
    ],
)
def test_above_its_upper_goalpost_a_component_counts_as_the_goalpost(living, same_as):
    assert ipm(*living) == ipm(*same_as)


def test_the_ends_of_the_scale():
    assert ipm(85, 18, 15, 26_572.352) == pytest.approx(100)
    assert ipm(20, 18, 15, 26_572.352) == 0
    assert ipm(85, 18, 15, 900) == 0
    assert ipm(70, 12, 0, 11_000) > 0


def test_no_expenditure_has_no_logarithm():
    with pytest.raises(Undefined, match="logaritma"):
        ipm(70, 12, 8, 0)


@pytest.mark.parametrize(
    ("value", "band"),
    [(59.99, "rendah"), (60, "sedang"), (69.99, "sedang"), (70, "tinggi"), (79.99, "tinggi"),
     (80, "sangat tinggi")],
)  # fmt: skip
def test_classes_of_ipm(value, band):
    assert KELAS_IPM.of(value) == band


# --- IPG and GDI


def test_ipg_is_undefined_where_men_have_nothing():
    with pytest.raises(Undefined, match="laki-laki nol"):
        gender_development(IPG_BPS_2014, 60, 0)


@given(st.floats(1, 100), st.floats(1, 100))
def test_ipg_of_the_sexes_exchanged_is_its_inverse(women, men):
    here, there = (gender_development(IPG_BPS_2014, *pair) for pair in ((women, men), (men, women)))
    assert here * there == pytest.approx(10_000)
    assert gender_development(IPG_BPS_2014, women, women) == 100


def test_hdi_and_gdi_run_from_0_to_1():
    living = Living(72.5, 13, 8, 11_000)
    health, school = 52.5 / 65, (13 / 18 + 8 / 15) / 2
    income = math.log10(110) / math.log10(750)
    value = human_development(HDI_UNDP_2014, living)
    assert value == pytest.approx((health * school * income) ** (1 / 3))
    assert gender_development(HDI_UNDP_2014, value, value) == 1


@pytest.mark.parametrize(
    ("gdi", "group"), [(1, "1"), (0.975, "1"), (1.026, "2"), (0.94, "3"), (0.91, "4"), (0.8, "5")]
)
def test_groups_of_gdi_by_the_distance_from_parity(gdi, group):
    assert KELOMPOK_GDI.of(round(100 * abs(1 - gdi), 9)) == group


# --- income by sex


def test_income_by_sex_by_hand():
    """Women: 0,8·40 = 32 of 32 + 60, so 32/92 of 10.000 over half of the people."""
    women, men = incomes_by_sex(10_000, UNDP_WAGE_RATIO, 0.4, 0.5)
    assert women == pytest.approx(10_000 * 32 / 92 / 0.5)
    assert men == pytest.approx(10_000 * 60 / 92 / 0.5)


shares = st.floats(0.01, 0.99)


@given(st.floats(1, 50_000), st.floats(0.01, 3), shares, shares)
def test_incomes_by_sex_weighted_by_people_give_the_total(total, ratio, labour, people):
    women, men = incomes_by_sex(total, ratio, labour, people)
    assert women * people + men * (1 - people) == pytest.approx(total)


@given(st.floats(1, 50_000), shares)
def test_equal_wages_and_work_give_equal_incomes(total, people):
    assert incomes_by_sex(total, 1, people, people) == pytest.approx((total, total))


@pytest.mark.parametrize(
    "impossible", [(0.8, 0.4, 0), (0.8, 0.4, 51), (-1, 0.4, 0.5), (0.8, 40, 0.5)]
)
def test_incomes_of_impossible_shares_are_undefined(impossible):
    with pytest.raises(Undefined):
        incomes_by_sex(10_000, *impossible)


# --- the old index


def test_the_old_ipg_by_hand():
    """Women .7/.8/.5 and men .8/.9/.6 of each dimension, half of the people each."""
    women = Living1995(27.5 + 0.7 * 60, 90, 9, 300 + 0.5 * 432.72)
    men = Living1995(22.5 + 0.8 * 60, 96, 11.7, 300 + 0.6 * 432.72)
    education = (2 / 3 * 0.9 + 1 / 3 * 0.6, 2 / 3 * 0.96 + 1 / 3 * 0.78)
    pairs = ((0.7, 0.8), education, (0.5, 0.6))
    expected = 100 / 3 * sum(2 * w * m / (w + m) for w, m in pairs)
    assert gender_development_1995(IPG_LAMA, women, men, 0.5) == pytest.approx(expected)


@given(st.floats(0, 1), st.floats(0, 1), shares)
def test_an_equal_distribution_lies_between_the_two_and_nearer_the_lower(women, men, people):
    value = equally_distributed(women, men, people)
    assert min(women, men) - 1e-12 <= value <= people * women + (1 - people) * men + 1e-12


@given(st.floats(-10, 110))
def test_an_index_never_leaves_0_to_1(value):
    assert 0 <= unit_index(value, Goalposts(20, 85)) <= 1
