"""Published test tables: linked hierarchies, singletons, and one that is unsafe step by step."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from penyerang import Attacker, broken

from pipelines.protect.split import protect_system
from pipelines.protect.system import Relations, system

TABLES = Path(__file__).parents[3] / "shared" / "real" / "sdc"
pytestmark = pytest.mark.skipif(
    not TABLES.is_dir(), reason="tabel uji tidak ada: tidak ada map shared/real/sdc di samping repo"
)
TOTAL = "Total"
# File, the columns of each dimension (finest first, then what each lies in), column of the number.
PLANS: Mapping[str, tuple[Sequence[Sequence[str]], str]] = {
    "z1": ([["region"], ["hovedint"]], "ant"),
    "z2": ([["region", "fylke", "kostragr"], ["hovedint"]], "ant"),
    "d2s": ([["region", "county", "size"], ["main_income"]], "freq"),
    "issue135_input": ([["var1"], ["var2"]], "values"),
    "issue136_input": ([["region", "county", "group"]], "n"),
}
PATTERNS = {"z1": ("region", "hovedint"), "z2": ("region", "hovedint"),
            "d2s": ("region", "main_income"),
            "issue136_input": ("region",)}  # fmt: skip
LEAST = 4  # the patterns were made with maxN = 3


def rows_of(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def counted(name: str, *columns: str):
    """The number of every margin, the finest cells it takes in, and those cells themselves."""
    dimensions, column = PLANS[name]
    dimensions = [columns] if columns else dimensions
    numbers, members = Counter(), {}
    for row in rows_of(name):
        atom = tuple(row[names[0]] for names in dimensions)
        labels = [[*dict.fromkeys([*(row[n] for n in names), TOTAL])] for names in dimensions]
        for margin in product(*labels):
            numbers[margin] += int(row[column])
            members.setdefault(margin, set()).add(atom)
    atoms = [cell for cell in numbers if members[cell] == {cell}]
    return dict(numbers), members, atoms


@cache
def hidden_in(name: str, *columns: str) -> set[tuple]:
    """What the code hides of the table with all its margins, or of its first by `columns` alone."""
    numbers, members, atoms = counted(name, *columns)
    place = {cell: number for number, cell in enumerate(numbers)}
    rows = Relations()
    for cell in numbers:
        if cell not in atoms:
            rows.equal(place[cell], [place[atom] for atom in sorted(members[cell])])
    levels = [sum(label == TOTAL for label in cell) for cell in numbers]
    facts = system([*numbers.values()], rows, LEAST, price=4.0 ** np.array(levels))
    found = protect_system(facts)
    assert not found.exposed
    return {cell for cell, gone in zip(numbers, found.hidden, strict=True) if gone}


def pattern_of(name: str) -> set[tuple]:
    """What GaussSuppression hid of the same table."""
    folder_name = name.removesuffix("_input")
    rows = rows_of(f"{folder_name}_GaussSuppression_maxN3")
    names = PATTERNS[name]
    return {tuple(row[n] for n in names) for row in rows if row["suppressed"] == "TRUE"}


def intervals(
    name: str, hidden: set[tuple], own: Mapping[tuple, int] | None = None
) -> dict[tuple, tuple[int, float]]:
    """What an attacker works out of the hidden cells; of many, of every so many one.

    `own` are hidden counts that this attacker knows all the same.
    """
    numbers, members, atoms = counted(name)
    shown = {cell: number for cell, number in numbers.items() if cell not in hidden}
    attacker = Attacker(atoms, members, shown | dict(own or {}))
    return {cell: attacker.interval(cell) for cell in sorted(hidden)[:: 1 + len(hidden) // 60]}


@pytest.mark.parametrize("name", PLANS)
def test_no_hidden_cell_of_a_published_test_table_can_be_told(name):
    found = intervals(name, hidden_in(name))
    assert found
    assert not [cell for cell, ends in found.items() if broken(*ends, LEAST)]


@pytest.mark.parametrize("name", ["z1", "z2"])
def test_a_pattern_that_only_keeps_numbers_from_being_exact_tells_small_ones_to_be_small(name):
    told = intervals(name, pattern_of(name))
    assert [cell for cell, ends in told.items() if broken(*ends, LEAST)]


def test_linked_tables_protected_one_at_a_time_tell_a_count_exactly():
    name = "issue136_input"
    apart = hidden_in(name, "region", "county") | hidden_in(name, "region", "group")
    assert intervals(name, apart)["K",] == (3, 3)
    assert ("N",) in hidden_in(name) - apart


@pytest.mark.parametrize("name", PATTERNS)
def test_the_stronger_promise_costs_no_more_than_half_of_what_the_pattern_shows(name):
    numbers, *_ = counted(name)
    ours, theirs = len(numbers) - len(hidden_in(name)), len(numbers) - len(pattern_of(name))
    assert ours >= theirs / 2


def test_the_singletons_that_a_heuristic_leaves_recoverable_are_hidden_from_all_outside():
    name = "issue135_input"
    numbers, _, atoms = counted(name)
    hidden = hidden_in(name)
    heuristic = {c for c, n in numbers.items() if n < LEAST and c in atoms and c[1] in "ABM"}
    by_twos = intervals(name, heuristic)
    assert {("1", who) for who in "ABM"} <= {c for c, e in by_twos.items() if broken(*e, LEAST)}
    found = intervals(name, hidden)
    assert set(found) == hidden > heuristic
    assert not [cell for cell, ends in found.items() if broken(*ends, LEAST)]


@pytest.mark.parametrize("alone", ["A", "B", "M"])
def test_one_who_is_alone_in_a_cell_and_knows_it_is_an_insider(alone):
    """Such a one learns of the sums that he or she is in; of this table nothing else."""
    name, own = "issue135_input", ("1", alone)
    found = intervals(name, hidden_in(name), {own: 1})
    told = {cell for cell, ends in found.items() if broken(*ends, LEAST)}
    assert told == {own, ("Total", alone)}
    assert found["Total", alone] == (1, 6)
