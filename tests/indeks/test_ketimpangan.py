"""IKG and GII: three published years, one country, the formula a second time, its properties."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.index_inequality import gii, ikg, inequality
from schemas.indeks import GII_UNDP, IKG_BPS, Standing, Undefined

# Indonesia: mtf, mhpk20; women's seats; SMA+ of women and men; labour force of both; IKG.
PUBLISHED = {
    2021: (0.154, 0.262, (21.89, 34.87, 41.30, 53.34, 82.27), 0.465, 0.4650),
    2022: (0.140, 0.265, (21.74, 36.95, 42.06, 53.41, 83.87), 0.459, 0.4592),
    2023: (0.126, 0.258, (22.14, 37.60, 42.62, 54.52, 84.26), 0.447, 0.4474),
}


def ikg_of(year: int, method=IKG_BPS):
    mtf, mhpk20, standing, *_ = PUBLISHED[year]
    return ikg(method, mtf, mhpk20, Standing(*standing))


def second_way(health: float, seats: float, *rest: float) -> float:
    """The steps of the technical note, each written out."""
    school_p, school_l, work_p, work_l = rest
    women = (health * math.sqrt(seats * school_p) * work_p) ** (1 / 3)
    men = (math.sqrt((100 - seats) * school_l) * work_l) ** (1 / 3)
    harmonic = 1 / ((1 / women + 1 / men) / 2)
    empowered = (math.sqrt(seats * school_p) + math.sqrt((100 - seats) * school_l)) / 2
    equal = ((health + 1) / 2 * empowered * (work_p + work_l) / 2) ** (1 / 3)
    return 1 - harmonic / equal


# --- published figures


@pytest.mark.parametrize("year", PUBLISHED)
def test_ikg_of_indonesia_as_published(year):
    *_, published, four = PUBLISHED[year]
    assert round(ikg_of(year).nilai, 3) == published
    assert round(ikg_of(year).nilai, 4) == four


def test_the_steps_of_2023():
    found = ikg_of(2023)
    steps = found.perempuan, found.laki_laki, found.harmonis, found.setara
    assert tuple(round(step, 5) for step in steps) == (0.18340, 0.78589, 0.29740, 0.53817)


def where(year: int, target: float) -> float:
    """The constant at which the index of a year is the target, found by halving."""
    low, high = 4e-5, 6e-5
    for _ in range(60):
        middle = (low + high) / 2
        value = ikg_of(year, replace(IKG_BPS, pembilang_kesehatan=middle)).nilai
        low, high = (middle, high) if value > target else (low, middle)
    return low


def test_the_interval_of_the_constant_is_what_all_three_roundings_leave():
    most = min(where(year, published - 0.0005) for year, (*_, published, _) in PUBLISHED.items())
    least = max(where(year, published + 0.0005) for year, (*_, published, _) in PUBLISHED.items())
    assert IKG_BPS.rentang == (float(f"{least:.2e}"), float(f"{most:.2e}"))
    assert least < IKG_BPS.pembilang_kesehatan < most


@pytest.mark.parametrize("constant", [4.9e-5, 5.1e-5])
def test_a_little_outside_of_it_every_year_is_missed(constant):
    method = replace(IKG_BPS, pembilang_kesehatan=constant)
    for year, (*_, published, _) in PUBLISHED.items():
        assert round(ikg_of(year, method).nilai, 3) != published


def test_percent_and_constant_1_is_not_the_method_of_bps():
    """With mtf and mhpk20 in percent and a constant of 1 the year 2023 gives 0,397."""
    assert round(second_way(math.sqrt(1 / (12.6 * 25.8)), *PUBLISHED[2023][2]), 3) == 0.397


def test_gii_of_brazil_in_the_report_of_2020():
    """60 deaths, 59,1 births, 15,0 % of seats, 61,6/58,3 % schooled, 54,2/74,1 % at work: 0,408."""
    found = gii(GII_UNDP, 60, 59.1, Standing(15.0, 61.6, 58.3, 54.2, 74.1))
    assert round(found.nilai, 3) == 0.408


# --- edges


def test_maternal_deaths_are_cut_off_below_10_and_above_1000():
    standing = Standing(20, 40, 45, 50, 80)
    assert gii(GII_UNDP, 3, 30, standing) == gii(GII_UNDP, 10, 30, standing)
    assert gii(GII_UNDP, 1_400, 30, standing) == gii(GII_UNDP, 1_000, 30, standing)


def test_no_woman_among_the_seats_counts_as_a_tenth_of_a_percent():
    none = inequality(IKG_BPS, 0.5, Standing(0, 40, 45, 50, 80))
    few = inequality(IKG_BPS, 0.5, Standing(0.1, 40, 45, 50, 80))
    assert none.perempuan == few.perempuan
    assert none.laki_laki > few.laki_laki
    assert 0 < none.nilai < 1


def test_a_sex_without_any_work_is_all_that_can_be_lost():
    assert inequality(IKG_BPS, 0.5, Standing(20, 40, 45, 0, 80)).nilai == 1


def test_where_nobody_works_nothing_is_defined():
    with pytest.raises(Undefined, match="kedua jenis kelamin"):
        inequality(IKG_BPS, 0.5, Standing(20, 40, 45, 0, 0))


@pytest.mark.parametrize(("mtf", "mhpk20"), [(0, 0.2), (0.1, 0), (0.0001, 0.1)])
def test_below_the_unknown_minima_there_is_no_index(mtf, mhpk20):
    with pytest.raises(Undefined, match="batas bawah"):
        ikg(IKG_BPS, mtf, mhpk20, Standing(20, 40, 45, 50, 80))


def test_no_birth_of_a_girl_leaves_gii_undefined():
    with pytest.raises(Undefined, match="remaja nol"):
        gii(GII_UNDP, 60, 0, Standing(20, 40, 45, 50, 80))


# --- properties

percent = st.floats(1, 99)
standings = st.tuples(percent, percent, percent, percent, percent)
healths = st.floats(0.01, 1)


@given(healths, standings)
def test_it_lies_between_0_and_1_and_comes_out_a_second_way(health, standing):
    value = inequality(IKG_BPS, health, Standing(*standing)).nilai
    assert 0 <= value <= 1
    assert value == pytest.approx(second_way(health, *standing), abs=1e-9)


@given(percent, percent)
def test_equal_sexes_have_no_inequality(school, work):
    assert inequality(IKG_BPS, 1, Standing(50, school, school, work, work)).nilai < 1e-12


@given(standings)
def test_with_equal_health_the_sexes_may_be_exchanged(standing):
    seats, school_p, school_l, work_p, work_l = standing
    turned = Standing(100 - seats, school_l, school_p, work_l, work_p)
    here = inequality(IKG_BPS, 1, Standing(*standing)).nilai
    assert inequality(IKG_BPS, 1, turned).nilai == pytest.approx(here, abs=1e-12)


@given(healths, standings, st.floats(0.1, 1))
def test_schooling_and_work_of_all_scaled_alike_leave_it_as_it_is(health, standing, factor):
    seats, *rest = standing
    scaled = Standing(seats, *(number * factor for number in rest))
    here = inequality(IKG_BPS, health, Standing(*standing)).nilai
    assert inequality(IKG_BPS, health, scaled).nilai == pytest.approx(here, abs=1e-9)


@given(healths, st.floats(1.01, 2), standings)
def test_better_health_of_women_never_makes_it_worse(health, factor, standing):
    """Where women are behind in all else, too: then every step towards men is one of equality."""
    seats, school_p, school_l, work_p, work_l = standing
    behind = Standing(
        min(seats, 100 - seats), *sorted((school_p, school_l)), *sorted((work_p, work_l))
    )
    worse = inequality(IKG_BPS, health, behind).nilai
    better = inequality(IKG_BPS, min(1, health * factor), behind).nilai
    assert better <= worse + 1e-12
