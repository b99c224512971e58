"""Published test tables of disclosure control, where they lie beside the repository."""

import csv
from pathlib import Path

import pytest

from pipelines.audit.system import System
from pipelines.audit.witness import Need, Verdict, examine

TABLES = Path(__file__).parents[3] / "shared" / "real" / "sdc"
pytestmark = pytest.mark.skipif(not TABLES.is_dir(), reason="no shared test tables here")
PATTERN = "_GaussSuppression_maxN3.csv"


def read(name: str) -> list[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def verdicts(system: System, hidden: list, threshold: int) -> dict[object, Verdict]:
    needs = [Need(system.node(key), "tersembunyi", threshold) for key in hidden]
    return dict(zip(hidden, examine(system, needs), strict=True))


# --- regions in counties and in size groups at once


def linked(hidden: set[str]) -> System:
    """Eight regions with two ways of adding them up; the total and both ways are shown."""
    rows = read("issue136_input.csv")
    count = {row["region"]: int(row["n"]) for row in rows}
    system = System()
    system.whole_of("Total", count, "wilayah")
    system.know("Total", sum(count.values()))
    for way in ("county", "group"):
        for name in sorted({row[way] for row in rows}):
            inside = [row["region"] for row in rows if row[way] == name]
            system.whole_of(name, inside, way)
            system.know(name, sum(count[region] for region in inside))
    for region in count.keys() - hidden:
        system.know(region, count[region])
    return system


def test_protecting_one_table_at_a_time_leaves_a_region_open():
    hidden = ["A", "B", "K", "L", "M"]  # enough in each table alone
    found = verdicts(linked(set(hidden)), hidden, 4)
    assert found["K"].interval == (3, 3)  # small: 30 - 8 - 8 - 7 - (20 - 8 - 8)
    assert {name for name, verdict in found.items() if verdict.exposed} == {"K"}


def test_protecting_both_tables_together_leaves_none():
    hidden = [row["region"] for row in read(f"issue136{PATTERN}") if row["suppressed"] == "TRUE"]
    found = verdicts(linked(set(hidden)), hidden, 4)
    assert not [name for name, verdict in found.items() if verdict.exposed]


# --- regions by main income


def crossed(which: str) -> tuple[System, list[tuple[str, str]]]:
    rows = read(f"z1{PATTERN}")
    system = System()
    names = sorted({row["region"] for row in rows} - {"Total"})
    incomes = sorted({row["hovedint"] for row in rows} - {"Total"})
    for region in ["Total", *names]:
        system.whole_of((region, "Total"), [(region, income) for income in incomes], "pendapatan")
    for income in ["Total", *incomes]:
        system.whole_of(("Total", income), [(region, income) for region in names], "wilayah")
    for row in rows:
        if row[which] == "FALSE":
            system.know((row["region"], row["hovedint"]), int(row["ant"]))
    return system, [(r["region"], r["hovedint"]) for r in rows if r[which] == "TRUE"]


def told(which: str) -> int:
    """How many hidden cells a reader works out exactly."""
    system, hidden = crossed(which)
    intervals = [verdict.interval for verdict in verdicts(system, hidden, 1).values()]
    return sum(low == high for low, high in intervals)


def test_hiding_small_cells_alone_lets_some_be_worked_out_and_hiding_more_lets_none():
    assert told("primary") > 0
    assert told("suppressed") == 0


# --- three singletons: one person alone in A, B and M of the first column


def singletons(hidden: set[tuple[str, str]]) -> dict[object, Verdict]:
    """Five rows and two columns with all their totals; what is not hidden is shown."""
    count = {(row["var2"], row["var1"]): int(row["values"]) for row in read("issue135_input.csv")}
    names, columns = sorted({name for name, _ in count}), ("1", "2")
    system = System()
    count |= {(name, "Total"): sum(count[name, c] for c in columns) for name in names}
    for column in (*columns, "Total"):
        count["Total", column] = sum(count[name, column] for name in names)
        system.whole_of(("Total", column), [(name, column) for name in names], "baris")
    for name in (*names, "Total"):
        system.whole_of((name, "Total"), [(name, column) for column in columns], "kolom")
    for cell in count.keys() - hidden:
        system.know(cell, count[cell])
    return verdicts(system, sorted(hidden), 4)


SMALL = {("A", "1"), ("A", "2"), ("B", "1"), ("M", "1"), ("M", "2"),
         ("A", "Total"), ("B", "Total"), ("M", "Total")}  # fmt: skip


def opened(found: dict[object, Verdict]) -> set[object]:
    return {cell for cell, verdict in found.items() if verdict.exposed}


def test_hiding_the_singletons_and_other_small_cells_alone_leaves_them_open():
    found = singletons(SMALL)
    assert found["A", "1"].interval == found["B", "1"].interval == (0, 3)  # 10 - 7 in A, B and M
    assert opened(found) == {*SMALL} - {("A", "Total"), ("M", "Total")}


def test_two_hidden_cells_in_every_line_leave_the_singletons_open_all_the_same():
    found = singletons({*SMALL, ("B", "2")})
    assert {("A", "1"), ("B", "1"), ("M", "1")} <= opened(found)


def test_hiding_what_stands_beside_them_as_well_leaves_none_open():
    beside = {(name, column) for name in "BHW" for column in "12"}
    found = singletons({*SMALL, *beside})
    assert not opened(found)
    assert found["A", "1"].interval == (0, 6)


def test_one_who_knows_a_cell_may_know_its_neighbour_where_their_sum_is_shown():
    """Which is no part of the promise: who is alone in a cell, and knows it, is an insider."""
    inner = {(name, column) for name in "ABM" for column in "12"}
    assert singletons(inner)["A", "2"].interval == (0, 2)
    assert singletons(inner - {("A", "1")})["A", "2"].interval == (1, 1)
