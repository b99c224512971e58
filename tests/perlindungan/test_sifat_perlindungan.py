"""Random tables: whatever is hidden stays unknown to one who counts every person by itself."""

from collections import Counter

import pytest
from hypothesis import given, settings
from penyerang import Attacker, broken
from tabel_acak import MEASURE, counted, towns

from pipelines.protect.plan import hidden_of, is_planned, plan_system
from pipelines.protect.readings import protect_readings
from pipelines.protect.rules import policy, protected_measures

RULES = policy()
PROTECTED = protected_measures(RULES)
LEAST = PROTECTED[MEASURE].minimum
seen = Counter()


def protection(numbers):
    """The cells hidden, those that can be told to be enough, and those that are shown."""
    found = protect_readings(*plan_system(numbers, RULES, PROTECTED))
    hidden, ample = hidden_of(numbers, found.hidden), hidden_of(numbers, found.ample)
    planned = {cell for cell in numbers if is_planned(cell, PROTECTED[MEASURE])}
    assert not found.exposed
    return hidden, ample, {cell: numbers[cell] for cell in planned - hidden}


@settings(max_examples=12)
@given(towns())
def test_no_hidden_count_can_be_told_to_be_small_or_not_to_be_nothing(atoms):
    numbers, members = counted(atoms)
    hidden, ample, shown = protection(numbers)
    attacker = Attacker(atoms, members, shown)
    intervals = {cell: attacker.interval(cell) for cell in hidden}
    assert not [cell for cell, ends in intervals.items() if broken(*ends, LEAST)]
    small = [ends for cell, ends in intervals.items() if numbers[cell] < LEAST]
    assert all(low == 0 and high >= LEAST for low, high in small)
    assert ample == {cell for cell, (low, _) in intervals.items() if low >= LEAST}
    assert min(shown.values(), default=LEAST) >= LEAST
    rule = PROTECTED[MEASURE]
    naive = {c: n for c, n in numbers.items() if n >= LEAST and is_planned(c, rule)}
    guess = Attacker(atoms, members, naive)
    for cell in hidden:
        if numbers[cell] < LEAST:
            low, high = guess.interval(cell)
            seen["tabel"] += 1
            seen["terbuka"] += low == high
            seen["kecil"] += high < LEAST
    seen["terbit"] += len(shown)


def test_hiding_the_small_ones_alone_would_have_given_many_of_them_away():
    if not seen["tabel"]:
        pytest.skip("berjalan sesudah uji sifat di atas")
    assert seen["terbuka"] + seen["kecil"] > seen["tabel"] / 10
    assert seen["terbit"] > 0


@settings(max_examples=8)
@given(towns())
def test_the_same_counts_give_the_same_answer_in_whatever_order_they_come(atoms):
    numbers, _ = counted(atoms)
    turned = dict(reversed([*numbers.items()]))
    assert protection(numbers) == protection(turned)


@settings(max_examples=8)
@given(towns())
def test_no_finer_count_that_is_not_published_is_told_to_be_a_few(atoms):
    numbers, members = counted(atoms)
    _, _, shown = protection(numbers)
    attacker = Attacker(atoms, members, shown)
    finer = {cell for cell in numbers if not is_planned(cell, PROTECTED[MEASURE])}
    told = {cell: attacker.interval(cell) for cell in finer}
    assert not [cell for cell, (low, high) in told.items() if low > 0 and high < LEAST]
