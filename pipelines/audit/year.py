"""Examine the counts of one year together with what earlier rilis said of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipelines.audit.ask import examine_crosses
from pipelines.audit.cross import Grid
from pipelines.audit.history import SAME, Memory, memories
from pipelines.audit.lattice import Lattice
from pipelines.audit.rules import Rules
from pipelines.audit.system import Relation, System
from pipelines.audit.tree import Tree
from pipelines.audit.witness import Contradiction, Need, Verdict, examined
from schemas.audit import Cell, Facts

WHOLES = ("wilayah", "jenis_kelamin", "rasio")  # nobody is in two regions or of two sexes
ATTEMPTS = 40
# Which wholes may hold somebody who is in none of their parts, the likeliest first: none, those
# of ages, those of any breakdown, all.
LOOSE = range(4)


@dataclass
class Examined:
    """One year after its examination: the system, its cells, the verdicts, and what cannot be."""

    system: System
    cells: dict[int, Cell]
    verdicts: Sequence[Verdict] = ()
    crosses: int = 0  # of two breakdowns, besides the verdicts
    contradictions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class _Leniency:
    """Which relations do not hold in the published numbers, found by trying the strictest first."""

    loose: int = 0  # how many of `LOOSE` a reader has to go down
    several: set[tuple[str, str]] = field(default_factory=set)
    relaxed: set[tuple] = field(default_factory=set)  # relations by their family and cells
    wrong: dict[tuple, str] = field(default_factory=dict)


class _Outdated(Exception):
    """An earlier number that was taken to hold does not."""


def examine_year(facts: Facts, earlier: Sequence[Facts], rules: Rules) -> Examined:
    """The verdicts on every cell that is not shown, under the strongest reading that is possible.

    A reader takes every whole for the sum of its parts, and every earlier number for one that
    still holds, as long as the published numbers allow it; where they do not, somebody's age is
    unknown before anybody's region is. So do we.
    """
    wrong: dict[str, None] = {}
    for loose in LOOSE:
        for memory in memories(facts, earlier):
            leniency = _Leniency(loose)
            try:
                built, now = _settled(memory, rules, leniency)
                needs = _needs(built, memory, rules)
                built.verdicts, tables = examined(built.system, needs)
            except (Contradiction, _Outdated):
                wrong |= dict.fromkeys(leniency.wrong.values())
                continue
            built.contradictions = [*leniency.wrong.values()]
            built.notes += memory.notes
            _cross(built, Grid(now), tables)
            return built
    first = min(facts.cells)
    told = "angka yang terbit tidak cocok dengan satu tabel utuh mana pun"
    told = f"{first.ukuran} {first.tahun}: {told}"
    return Examined(System(), {}, contradictions=[*(wrong or [told])])


def _cross(built: Examined, grid: Grid, tables: Sequence[np.ndarray]) -> None:
    """Add what became of the crosses of two breakdowns."""
    crossed = examine_crosses(grid, built.system, tables)
    wrong = [verdict for verdict in crossed.verdicts if verdict.exposed or not verdict.proven]
    built.crosses = crossed.count - len(wrong)
    built.verdicts = [*built.verdicts, *wrong]
    built.cells |= crossed.cells
    if crossed.impossible:
        cell = crossed.impossible[0]
        built.notes.append(
            f"{cell.ukuran} {cell.tahun}: {len(crossed.impossible)} persilangan dua rincian tidak "
            "dapat diperiksa karena angka rinciannya tidak cocok satu sama lain"
        )


def _settled(memory: Memory, rules: Rules, leniency: _Leniency) -> tuple[Examined, Lattice]:
    """The system once no relation between shown numbers is broken any more."""
    for _ in range(ATTEMPTS):
        built, now = _build(memory, rules, leniency)
        if not _known_rows(built, leniency):
            return built, now
    raise _Outdated


def _build(memory: Memory, rules: Rules, leniency: _Leniency) -> tuple[Examined, Lattice]:
    """The system of the year, with the cells of earlier rilis beside or inside it."""
    system = System()
    tree = Tree({cell.wilayah for cell in memory.all_cells}, rules.children)
    several = frozenset(leniency.several)
    now = Lattice(system, memory.facts, rules, tree, several)
    memory.watch(now)
    cells = dict(now.cells)
    for number, old in enumerate(memory.apart, start=1):
        then = Lattice(system, old, rules, tree, several, copy=number)
        memory.link(now, then)
        cells |= then.cells
    system.relations = list(_lenient(system, leniency))
    return Examined(system, cells), now


def _lenient(system: System, leniency: _Leniency) -> Iterator[Relation]:
    """The relations that are kept, those that gave way in their weaker form."""
    given_way = bool(leniency.wrong or leniency.relaxed)
    for relation in system.relations:
        name = _name(system, relation) if given_way else ()
        if name in leniency.wrong:
            continue
        if not (_is_loose(relation, leniency.loose) or name in leniency.relaxed):
            yield relation
        elif relation.sense == "sama":
            yield relation.relaxed()


def _is_loose(relation: Relation, loose: int) -> bool:
    family: str = relation.family[0]  # type: ignore[index]
    if family in (SAME, "rasio"):
        return False
    return loose >= (3 if family in WHOLES else 1 if family == "umur" else 2)


def _name(system: System, relation: Relation) -> tuple:
    return (relation.family, *(system.keys[node] for node, _ in relation.terms))


def _known_rows(built: Examined, leniency: _Leniency) -> bool:
    """Hold every relation of shown numbers against them; whether one gave way."""
    values, gave_way = built.system.values, False
    for relation in built.system.relations:
        left = sum(weight * values.get(node, 0) for node, weight in relation.terms)
        whole = all(node in values for node, _ in relation.terms)
        # even without the hidden ones, the shown parts can be more than the whole
        over = left < 0 and relation.terms[0][0] in values and _adds_up(relation)
        if (whole and (left > 0 or (left < 0 and relation.sense == "sama"))) or over:
            _give_way(built, relation, left, leniency)
            gave_way = True
    return gave_way


def _adds_up(relation: Relation) -> bool:
    family: tuple = relation.family  # type: ignore[assignment]
    return relation.sense == "sama" and family[0] not in ("rasio", SAME)


def _give_way(built: Examined, relation: Relation, left: int, leniency: _Leniency) -> None:
    """More in the whole than in its parts is somebody unknown; the other way is a mistake.

    It is none where one person can be in several parts.
    """
    family: tuple = relation.family  # type: ignore[assignment]
    name = _name(built.system, relation)
    if family[0] == SAME:
        raise _Outdated
    unknown = left > 0 if relation.sense == "sama" else family[-1] == "gabungan"
    if unknown:
        leniency.relaxed.add(name)
    elif relation.sense == "sama" and family[0] not in WHOLES:
        leniency.several.add((family[0], family[1]))
    else:
        leniency.wrong[name] = _wrong(built, relation)


def _wrong(built: Examined, relation: Relation) -> str:
    """Which published numbers cannot all be right."""
    values = built.system.values
    first, *rest = [
        f"{built.cells[node]} = {values[node]}" for node, _ in relation.terms if node in values
    ]
    return f"{first} tidak cocok dengan {'; '.join(rest)}"


def _needs(built: Examined, memory: Memory, rules: Rules) -> Iterable[Need]:
    for node, kind in memory.watched:
        if node not in built.system.values:
            yield Need(node, kind, rules.thresholds[built.cells[node].ukuran])
