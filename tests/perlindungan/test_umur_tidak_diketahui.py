"""Victims of unknown age: however a reader takes them, no hidden count is told too well."""

from collections import Counter
from random import Random

import pytest
from umur_acak import (  # fmt: skip
    FLAT,
    GAP,
    LEAST,
    MEASURE,
    NESTED,
    YEAR,
    as_published,
    counted,
    in_audit,
    readings,
    victims,
)

from pipelines.audit.counts import audit_counts
from pipelines.protect.history import History
from pipelines.protect.links import Cell
from pipelines.protect.plan import hidden_of, is_planned, plan_system
from pipelines.protect.readings import protect_readings
from pipelines.protect.rules import policy, protected_measures

RULES = policy()
PROTECTED = protected_measures(RULES)
SHAPES = {"rata": (FLAT, 24), "bertingkat": (NESTED, 9), "bercelah": (GAP, 12)}
WHOLE = Cell(MEASURE, "36.01", YEAR)


def protection(numbers):
    """The cells hidden, those that can be told to be enough, and those that are shown."""
    facts, short = plan_system(numbers, RULES, PROTECTED, History())
    found = protect_readings(facts, short)
    hidden, ample = hidden_of(numbers, found.hidden), hidden_of(numbers, found.ample)
    planned = {cell for cell in numbers if is_planned(cell, PROTECTED[MEASURE])}
    assert not found.exposed
    return hidden, ample, {cell: numbers[cell] for cell in planned - hidden}


def open_cells(attacker, cells) -> list[Cell]:
    """The hidden cells that this reader knows not to be nothing, or not to be many."""
    ends = {cell: attacker.interval(cell) for cell in cells}
    return [cell for cell, (low, high) in ends.items() if low > 0 or high < LEAST]


@pytest.mark.parametrize("shape", SHAPES)
def test_no_reading_of_unknown_ages_tells_a_hidden_count_and_the_audit_agrees(shape):
    ages, many = SHAPES[shape]
    tally = Counter()
    for seed in range(many):
        atoms = victims(Random(seed), ages)
        numbers, members = counted(atoms, ages)
        hidden, ample, shown = protection(numbers)
        for name, attacker in readings(atoms, members, shown, ample):
            assert not open_cells(attacker, hidden - ample), (seed, name)
            tally[name] += 1
        facts, rules = as_published(shown, hidden, ample)
        assert not audit_counts(facts, [], rules).temuan, seed
        tally["terbit"] += len(shown)
        tally["besar disamarkan"] += sum(numbers[cell] >= LEAST for cell in hidden)
    assert tally["genap di mana ada yang tersembunyi"] > tally["genap"] > many / 3
    assert tally["terbit"] > tally["besar disamarkan"]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_small_cells_alone_leave_open_the_audit_finds_however_ages_are_read(shape):
    ages, many = SHAPES[shape]
    tally = Counter()
    for seed in range(many):
        chance = Random(1000 + seed)
        atoms = victims(chance, ages)
        numbers, members = counted(atoms, ages)
        planned = sorted(cell for cell in numbers if is_planned(cell, PROTECTED[MEASURE]))
        large = [c for c in planned if numbers[c] >= LEAST]
        shown = {c: numbers[c] for c in large if c.umur == "semua" or chance.random() < 0.8}
        hidden = {*planned} - {*shown}
        facts, rules = as_published(shown, hidden)
        found = {finding.sel for finding in audit_counts(facts, [], rules).temuan}
        for name, attacker in readings(atoms, members, shown):
            told = {str(in_audit(cell)) for cell in open_cells(attacker, hidden)}
            assert told <= found, (seed, name)
            tally[name] += len(told)
    assert tally["paling banyak"] > 20
    assert tally["genap"] > 0


def test_a_hidden_band_has_another_beside_it_where_a_reader_may_think_that_they_add_up():
    """13 = 6 + 3, and 4 of unknown age: with 6 shown he would count 7, and somebody for sure."""
    numbers = {WHOLE: 13, WHOLE._replace(umur="0-17"): 6, WHOLE._replace(umur="18+"): 3}
    hidden, _, shown = protection(numbers)
    assert hidden == {WHOLE._replace(umur="0-17"), WHOLE._replace(umur="18+")}
    assert shown == {WHOLE: 13}


def test_where_all_ages_are_known_bands_are_hidden_as_before():
    numbers = {WHOLE: 30, WHOLE._replace(umur="0-17"): 12, WHOLE._replace(umur="18+"): 18}
    assert protection(numbers)[0] == set()


def test_a_few_between_two_bands_are_not_told_by_their_difference():
    """Of 20 adults 18 are old: two are not, in no band that is published."""
    bands = {"semua": 40, "0-17": 20, "18+": 20, "60+": 18}
    numbers = {WHOLE._replace(umur=band): number for band, number in bands.items()}
    hidden, _, _ = protection(numbers)
    assert hidden & {WHOLE._replace(umur="60+"), WHOLE._replace(umur="18+")}
    many = numbers | {WHOLE._replace(umur="60+"): 12}
    assert protection(many)[0] == set()


def test_unknown_answers_are_read_both_ways_as_well():
    numbers = {WHOLE: 13, WHOLE._replace(rincian="tempat=rumah"): 6,
               WHOLE._replace(rincian="tempat=sekolah"): 3}  # fmt: skip
    assert len(protection(numbers)[0]) == 2
