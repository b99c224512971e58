"""Intervals of rates: published figures, the equation they solve, and what has none."""

from statistics import NormalDist

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.measure_intervals import newcombe, wilson


def bounds(part: int | None, whole: int | None) -> tuple:
    frame = pl.DataFrame({"n": [part], "d": [whole]}, schema={"n": pl.Int64, "d": pl.Int64})
    low, high = wilson(pl.col("n"), pl.col("d"))
    return frame.select(low=low, high=high).row(0)


def difference(a: int, m: int, b: int, n: int) -> tuple:
    frame = pl.DataFrame({"a": [a], "m": [m], "b": [b], "n": [n]})
    low, high = newcombe(*(pl.col(name) for name in "amb"), pl.col("n"))
    return frame.select(low=low, high=high).row(0)


def rounded(pair: tuple) -> tuple:
    return tuple(round(number, 4) for number in pair)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_the_four_published_examples_of_one_proportion(part, whole, low, high):
    """Newcombe (1998), Statistics in Medicine 17, 857-872, table I, score method."""
    assert rounded(bounds(part, whole)) == (low, high)


@pytest.mark.parametrize(
    ("figures", "low", "high"),
    [((56, 70, 48, 80), 0.0524, 0.3339), ((9, 10, 3, 10), 0.1705, 0.8090),
     ((6, 7, 2, 7), 0.0582, 0.8062), ((5, 56, 0, 29), -0.0381, 0.1926)],
)  # fmt: skip
def test_the_published_examples_of_a_difference(figures, low, high):
    """Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10."""
    assert rounded(difference(*figures)) == (low, high)


@pytest.mark.parametrize(
    ("part", "whole"), [(None, 5), (5, None), (0, 0), (6, 5), (-1, 5), (5, -5)]
)
def test_what_is_no_proportion_has_no_interval(part, whole):
    assert bounds(part, whole) == (None, None)


counts = st.integers(1, 10**9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(counts)
def test_a_bound_is_where_the_score_is_the_quantile(pair):
    """|p - b| is z standard errors at b itself, which is what the method means."""
    part, whole = pair
    z, share = NormalDist().inv_cdf(0.975), part / whole
    for bound in bounds(part, whole):
        assert 0 <= bound <= 1
        off = (share - bound) ** 2 * whole
        assert off == pytest.approx(z**2 * bound * (1 - bound), rel=1e-5, abs=1e-6)


@given(counts)
def test_the_interval_holds_the_rate_and_mirrors_it(pair):
    part, whole = pair
    low, high = bounds(part, whole)
    assert low <= part / whole <= high
    assert bounds(whole - part, whole) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@given(counts, counts)
def test_a_difference_turned_round_has_the_interval_turned_round(one, other):
    low, high = difference(*one, *other)
    assert -1 <= low <= one[0] / one[1] - other[0] / other[1] <= high <= 1
    assert difference(*other, *one) == pytest.approx((-high, -low), abs=1e-12)


@given(counts)
def test_a_rate_against_itself_is_never_a_sure_difference(pair):
    low, high = difference(*pair, *pair)
    assert low <= 0 <= high
