"""Properties: whatever the counts, a second computation with plain loops gives the same figures."""

import csv
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from tabel import SCHEMA

from pipelines.compute_indicators import compute
from pipelines.load_catalogue import indicators

REFERENCE = Path(__file__).parents[1] / "data" / "referensi" / "wilayah" / "36.csv"
NAMES = dict(csv.reader(REFERENCE.read_text(encoding="utf-8").splitlines()))
OF_CITY = [code for code in NAMES if code.startswith("36.73.") and code.count(".") == 3]
OF_CURUG = [code for code in OF_CITY if code.startswith("36.73.04")]
LOW = range(0, 80, 5)
BANDS = {low: f"{low}-{low + 4}" if low < 75 else "75+" for low in LOW}
AGES = {"semua": list(LOW), **{name: [low] for low, name in BANDS.items()}}
YOUNG_AND_OLD, WORKING = [0, 5, 10, 65, 70, 75], list(range(15, 65, 5))
WANTED = [indicators()[code] for code in ("KPD-01", "KPD-02", "KPD-03")]

Population = dict[tuple[str, int, str], int]  # kelurahan, youngest age, sex


@st.composite
def populations(draw) -> Population:
    """People of some kelurahan; whole sel data may be missing, and so may one sex of them."""
    some = st.lists(st.sampled_from(OF_CITY), min_size=1, max_size=6, unique=True)
    places = draw(st.one_of(st.just(OF_CURUG), some))
    cells = st.tuples(st.sampled_from(places), st.sampled_from(LOW))
    unreported = draw(st.sets(cells, max_size=3))
    half = draw(st.dictionaries(cells, st.sampled_from("LP"), max_size=2))
    dice, most = random.Random(draw(st.integers(0, 999))), draw(st.sampled_from([1, 9, 3000]))
    return {
        (place, low, sex): dice.randint(0, most)
        for place in places
        for low in LOW
        for sex in "LP"
        if (place, low) not in unreported and half.get((place, low)) != sex
    }


def harmonised(people: Population, unit: str = "") -> pl.DataFrame:
    rows = [
        (0, "penduduk", "penduduk", place, "desa", unit, 2025, "tahun", "2025", None, sex, low,
         low + 4 if low < 75 else 149, "semua", "semua", "semua", number,
         "0" * 64, "a.xlsx", "Data", "A1")
        for (place, low, sex), number in people.items()
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def figures(people: Population) -> pl.DataFrame:
    return compute(harmonised(people), WANTED)


# --- the second computation: dicts and loops, no table and no database


def people_of(people: Population, village: str, ages: list[int], sex: str) -> int | None:
    """Persons of a kelurahan in these bands; none unless every band has every sex asked for."""
    cells = [(village, low, each) for low in ages for each in sex.replace("+", "")]
    return sum(people[cell] for cell in cells) if all(c in people for c in cells) else None


def side(people: Population, region: str, ages: list[int], sex: str) -> tuple[int | None, set[str]]:
    """A sum over a region's kelurahan that answer, and which they are."""
    found = {
        code: people_of(people, code, ages, sex)
        for code in villages(region) & {place for place, _, _ in people}
    }
    known = {code: number for code, number in found.items() if number is not None}
    return (sum(known.values()) if known else None), set(known)


def expected(people: Population) -> Iterator[tuple]:
    """Every row that the three indicators should have, as (key, numerator, denominator, …)."""
    places = {code[:length] for code, _, _ in people for length in (2, 5, 8, 13)}
    for region in places:
        for age, lows in AGES.items():
            for sex in ("L", "P", "L+P"):
                number, leaves = side(people, region, lows, sex)
                if leaves:
                    value = float(number)
                    yield ("KPD-01", region, age, sex, number, None, value, whole(region, leaves))
            yield from rate(people, ("KPD-02", region, age, "L+P"), (lows, "L"), (lows, "P"))
        for sex in ("L", "P", "L+P") if region.count(".") < 3 else ():
            sides = (YOUNG_AND_OLD, sex), (WORKING, sex)
            yield from rate(people, ("KPD-03", region, "semua", sex), *sides)


def rate(people, key, above, below) -> Iterator[tuple]:
    upper, upper_leaves = side(people, key[1], *above)
    lower, lower_leaves = side(people, key[1], *below)
    if not upper_leaves | lower_leaves:
        return
    value, status = None, "tidak_tersedia"
    if upper is not None and lower and upper_leaves == lower_leaves:
        value, status = 100 * upper / lower, whole(key[1], upper_leaves)
    yield (*key, upper, lower, value, status)


def whole(region: str, leaves: set[str]) -> str:
    return "final" if leaves == villages(region) else "sebagian"


@cache
def villages(region: str) -> set[str]:
    return {code for code in NAMES if code.count(".") == 3 and code.startswith(region)}


COLUMNS = [
    "kode_indikator", "kode_wilayah", "umur", "jenis_kelamin",
    "pembilang", "penyebut", "nilai", "status_obs",
]  # fmt: skip


@given(populations())
def test_every_figure_is_the_rate_of_sums_that_plain_loops_find(people):
    found = {row[:4]: row[4:] for row in figures(people).select(COLUMNS).iter_rows()}
    wanted = {row[:4]: row[4:] for row in expected(people)}
    assert found.keys() == wanted.keys()
    for key, (*counts, value, status) in wanted.items():
        assert found[key][:2] == tuple(counts), key
        assert found[key][2] == (value if value is None else pytest.approx(value, rel=1e-12)), key
        assert found[key][3] == status, key


# --- what may not change a figure, and what must


@settings(max_examples=8)
@given(populations(), st.integers(0, 99))
def test_the_order_of_rows_changes_nothing(people, seed):
    rows = harmonised(people)
    shuffled = rows.sample(fraction=1, shuffle=True, seed=seed)
    assert_frame_equal(compute(shuffled, WANTED), compute(rows, WANTED), check_exact=True)


@settings(max_examples=8)
@given(populations(), st.data())
def test_a_unit_with_nobody_in_a_cell_that_others_report_changes_nothing(people, data):
    cells = data.draw(st.sets(st.sampled_from(sorted(people)), max_size=5))
    empty = harmonised(dict.fromkeys(cells, 0), unit="unit tanpa orang")
    more = pl.concat([harmonised(people), empty])
    assert_frame_equal(compute(more, WANTED), figures(people), check_exact=True)


OTHER_SEX = {"L": "P", "P": "L"}


def swapped(people: Population) -> Population:
    return {(place, low, OTHER_SEX[sex]): number for (place, low, sex), number in people.items()}


@settings(max_examples=8)
@given(populations())
def test_swapping_the_sexes_swaps_their_rows(people):
    by_sex = pl.col("kode_indikator") != "KPD-02"
    turned = pl.col("jenis_kelamin").replace(OTHER_SEX)
    back = figures(swapped(people)).filter(by_sex).with_columns(turned)
    own = figures(people).filter(by_sex)
    assert_frame_equal(back, own, check_row_order=False, check_exact=True)


@settings(max_examples=8)
@given(populations())
def test_swapping_the_sexes_turns_the_sex_ratio_over(people):
    columns = ["kode_wilayah", "umur", "pembilang", "penyebut"]
    ratio = figures(people).filter(kode_indikator="KPD-02").select(columns)
    turned = figures(swapped(people)).filter(kode_indikator="KPD-02").select(columns)
    assert turned.rows() == [(*key, below, above) for *key, above, below in ratio.rows()]


@settings(max_examples=8)
@given(populations())
def test_counting_everyone_three_times_leaves_every_rate(people):
    thrice = figures({cell: 3 * number for cell, number in people.items()})
    rates = pl.col("kode_indikator") != "KPD-01"
    pairs = zip(thrice.filter(rates)["nilai"], figures(people).filter(rates)["nilai"], strict=True)
    assert all(a is b is None or a == pytest.approx(b, rel=1e-12) for a, b in pairs)


@settings(max_examples=8)
@given(populations())
def test_no_value_stands_without_its_numerator_and_denominator(people):
    valued = figures(people).filter(pl.col("nilai").is_not_null())
    assert valued["pembilang"].null_count() == 0
    with_rate = valued.filter(pl.col("kode_indikator") != "KPD-01")
    assert with_rate["penyebut"].null_count() == 0


@settings(max_examples=8)
@given(populations())
def test_no_total_of_both_sexes_stands_on_half_a_pair(people):
    totals = figures(people).filter(
        pl.col("kode_indikator") == "KPD-01", tingkat="desa", jenis_kelamin="L+P"
    )
    for place, age in totals.select("kode_wilayah", "umur").iter_rows():
        assert all((place, low, sex) in people for low in AGES[age] for sex in "LP")
