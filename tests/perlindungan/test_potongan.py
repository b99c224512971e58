"""A large system is asked piece by piece, and what is put together holds in the whole of it."""

from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from penyerang import Attacker, broken
from tabel_acak import MEASURE, counted, towns

from pipelines.protect.cells import protect_cells
from pipelines.protect.find import Finder
from pipelines.protect.pieces import Pieces
from pipelines.protect.plan import hidden_of, is_planned, plan_system
from pipelines.protect.reached import Reached
from pipelines.protect.rules import policy, protected_measures
from pipelines.protect.split import protect_system
from pipelines.protect.system import Relations, System, system

RULES = policy()
PROTECTED = protected_measures(RULES)
LEAST = PROTECTED[MEASURE].minimum
ALONE = 0  # each block is a piece of its own, however small


def of(atoms) -> System:
    return plan_system(counted(atoms)[0], RULES, PROTECTED)[0]


def nested(*blocks: int, rows: list[tuple[int, list[int]]]) -> System:
    """Cells of these blocks, each equal to 6, and sums that are at least so much."""
    relations = Relations()
    for whole, parts in rows:
        relations.add([whole], parts, -np.inf, np.inf)
    return system([6] * len(blocks), relations, 5, block=blocks)


@settings(max_examples=12)
@given(towns())
def test_nothing_hidden_is_told_when_every_kabupaten_is_asked_by_itself(atoms):
    numbers, members = counted(atoms)
    found = protect_system(of(atoms), ALONE)
    assert not found.exposed
    hidden = hidden_of(numbers, found.hidden)
    planned = {cell for cell in numbers if is_planned(cell, PROTECTED[MEASURE])}
    attacker = Attacker(atoms, members, {cell: numbers[cell] for cell in planned - hidden})
    intervals = {cell: attacker.interval(cell) for cell in hidden}
    assert not [cell for cell, ends in intervals.items() if broken(*ends, LEAST)]
    small = [ends for cell, ends in intervals.items() if numbers[cell] < LEAST]
    assert all(low == 0 and high >= LEAST for low, high in small)
    ample = hidden_of(numbers, found.ample)
    assert ample == {cell for cell, (low, _) in intervals.items() if low >= LEAST}


@settings(max_examples=12)
@given(towns())
def test_every_table_put_together_from_pieces_agrees_with_all_that_is_shown_then(atoms):
    facts, tables = of(atoms), []

    def keeping(reached: Reached, table) -> None:
        tables.append(table)
        add(reached, table)

    add = Reached.add
    with patch.object(Reached, "add", keeping):
        found = protect_cells(facts, ALONE)
    for table in tables:
        number = facts.values.astype(float)
        number[table.cells] += table.change
        sums = np.add.reduceat(facts.coefficient * number[facts.index], facts.starts[:-1])
        assert table.whole
        assert (number >= 0).all()
        assert ((facts.lower <= sums) & (sums <= facts.upper)).all()
    assert tables or not found.hidden.any()


def test_a_piece_hangs_on_the_cells_of_the_next_one_around_it():
    # a province, two kabupaten of it, and two kecamatan of each
    facts = nested(0, 36, 36, 3601, 3601, 3602, 3602, rows=[(0, [1, 2]), (1, [3, 4]), (2, [5, 6])])
    pieces = Pieces(facts, ALONE)
    assert pieces.above == {0: None, 36: 0, 3601: 36, 3602: 36}
    assert pieces.path(3601) == {3601, 36, 0}
    scope = pieces.scope(frozenset({3602}), np.ones(7, dtype=bool))
    assert scope.cells.tolist() == [2, 5, 6]
    assert scope.own.tolist() == [False, True, True]


def test_blocks_are_taken_together_as_long_as_they_are_small():
    facts = nested(0, 36, 36, 3601, 3601, 3602, 3602, rows=[(0, [1, 2]), (1, [3, 4]), (2, [5, 6])])
    assert set(Pieces(facts, 7).above) == {0}
    assert set(Pieces(facts, 6).above) == {0, 36}
    assert set(Pieces(facts, 5).above) == {0, 3601, 3602}
    assert set(Pieces(facts, 2).above) == {0, 36, 3601, 3602}


def test_a_relation_across_blocks_leaves_only_one_piece():
    across = [(0, [1, 2]), (3, [5])]  # two kecamatan of different kabupaten
    facts = nested(0, 36, 36, 3601, 3601, 3602, 3602, rows=across)
    assert set(Pieces(facts, ALONE).above) == {0}


@settings(max_examples=8)
@given(towns())
def test_an_answer_does_not_hang_on_what_was_asked_before(atoms):
    facts = of(atoms)
    hidden = facts.small | ~facts.wanted
    used = Finder(facts, hidden, ALONE)
    for cell in [*np.flatnonzero(hidden & ~facts.guarded).tolist()[:6], 0]:
        told = answer(used, cell), answer(used, cell)
        assert told == (answer(Finder(facts, hidden, ALONE), cell),) * 2


def answer(finder: Finder, cell: int) -> list[tuple[int, float]] | None:
    """The cells that a table with nothing in the cell moves, and by how much."""
    table = finder.find(cell, 0)
    return table and [*zip(table.cells.tolist(), table.change.tolist(), strict=True)]
