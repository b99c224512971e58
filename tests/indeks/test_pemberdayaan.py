"""IDG: the published example, the formula a second time, and what an equal share means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.index_empowerment import edep, empowerment
from schemas.indeks import GEM_UNDP, IDG_BPS, KELAS_IDG, Power, Undefined

# Shares of the population in the worked example; with 0,999 they add up to 1 within rounding.
WOMEN, MEN = 0.507, 0.492


@pytest.mark.parametrize(
    ("women", "three", "two", "index"),
    [(8.7, 15.707, 15.70, 0.314), (25.6, 37.854, 37.82, 0.756)],
)
def test_the_published_example(women, three, two, index):
    """Seats 8,7/91,3 and managers 25,6/74,4; the source rounds inside, to 15,70 and 37,82."""
    value = edep(women, 100 - women, WOMEN, MEN)
    assert round(value, 3) == three
    assert value == pytest.approx(two, rel=0.001)
    assert value / 50 == pytest.approx(index, abs=0.0012)


def test_the_index_of_managers_is_757_without_the_inner_rounding():
    assert round(edep(25.6, 74.4, WOMEN, MEN) / 50, 3) == 0.757


def test_idg_by_hand():
    """Half of the people each: 2·20·80/100 = 32, 2·40·60/100 = 48, incomes 0,5 and 0,75 to 0,6."""
    power = Power(20, 40, 300 + 0.5 * 432.72, 300 + 0.75 * 432.72)
    expected = 100 * (32 / 50 + 48 / 50 + 0.6) / 3
    assert empowerment(IDG_BPS, power, 0.5, 0.5) == pytest.approx(expected)


def test_incomes_of_undp_lie_on_another_scale():
    power = Power(50, 50, 20_050, 20_050)
    assert empowerment(GEM_UNDP, power, 0.5, 0.5) == pytest.approx(100 * 2.5 / 3)


def test_incomes_beyond_their_goalposts_count_as_the_goalposts():
    rich, top = (Power(30, 40, women, 732.72) for women in (9_999, 732.72))
    assert empowerment(IDG_BPS, rich, 0.5, 0.5) == empowerment(IDG_BPS, top, 0.5, 0.5)


@pytest.mark.parametrize("women", [0, 100])
def test_where_one_sex_has_nothing_nothing_is_equally_distributed(women):
    assert edep(women, 100 - women, 0.5, 0.5) == 0


@pytest.mark.parametrize("people", [(50.7, 49.2), (0.5, 0.4), (0, 0)])
def test_population_shares_are_proportions_of_everybody(people):
    with pytest.raises(Undefined, match="berjumlah 1"):
        edep(20, 80, *people)


@pytest.mark.parametrize(
    ("value", "band"),
    [(49.99, "rendah"), (50, "sedang"), (59.99, "sedang"), (60, "tinggi"), (80, "tinggi"),
     (80.01, "sangat tinggi")],
)  # fmt: skip
def test_classes_of_idg_keep_80_among_tinggi(value, band):
    assert KELAS_IDG.of(value) == band


shares, people = st.floats(0.1, 99.9), st.floats(0.05, 0.95)


@given(shares, people)
def test_edep_a_second_way(women, share):
    """As one fraction: Y_P·Y_L over the shares crossed."""
    men = 100 - women
    crossed = women * men / (share * men + (1 - share) * women)
    assert edep(women, men, share, 1 - share) == pytest.approx(crossed)


@given(shares)
def test_of_an_even_population_half_is_the_most(women):
    assert edep(women, 100 - women, 0.5, 0.5) <= 50 + 1e-9
    assert edep(50, 50, 0.5, 0.5) == 50


@given(people)
def test_half_and_half_is_50_whatever_the_population(share):
    assert edep(50, 50, share, 1 - share) == pytest.approx(50)


@given(shares, people)
def test_the_sexes_may_be_exchanged_together(women, share):
    there = edep(100 - women, women, 1 - share, share)
    assert edep(women, 100 - women, share, 1 - share) == pytest.approx(there)


@given(shares, people, st.floats(0.01, 100))
def test_edep_scales_with_what_is_shared(women, share, factor):
    scaled = edep(women * factor, (100 - women) * factor, share, 1 - share)
    assert scaled == pytest.approx(factor * edep(women, 100 - women, share, 1 - share))


@given(st.floats(1, 49), st.floats(0.1, 1), st.floats(1, 49))
def test_nearer_to_half_is_more_power(seats, step, posts):
    less, more = (Power(part, posts, 500, 600) for part in (seats, seats + step))
    assert empowerment(IDG_BPS, more, 0.5, 0.5) > empowerment(IDG_BPS, less, 0.5, 0.5)
