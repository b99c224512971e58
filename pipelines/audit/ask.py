"""Put to the solver every cross of two breakdowns that the whole tables at hand do not settle."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from pipelines.audit.cross import Cross, Grid, pieces, terms, unsettled
from pipelines.audit.system import Relation, System
from pipelines.audit.witness import Contradiction, Need, Verdict, examine
from schemas.audit import Cell

Terms = Mapping[int, int]


@dataclass
class Crossed:
    """What became of the crosses: how many there are, and those that were asked for one by one.

    Of an impossible one no whole table can be thought of, so nothing follows for it.
    """

    count: int = 0
    verdicts: list[Verdict] = field(default_factory=list)
    cells: dict[int, Cell] = field(default_factory=dict)
    impossible: list[Cell] = field(default_factory=list)


def examine_crosses(grid: Grid, system: System, tables: Sequence[np.ndarray]) -> Crossed:
    """The verdicts on all crosses; those that are asked for become nodes of the system."""
    counted: list[int] = []
    left = list(unsettled(grid, tables, counted))
    crossed, sums = Crossed(sum(counted)), _sums(system) if left else set()
    if _ask(grid, system, left, crossed, sums):
        return crossed
    before, persons = len(system.relations), {_spot(cross): cross for cross in left}
    fits = dict.fromkeys(persons, False)
    for spot, cross in persons.items():
        fits[spot] = _ask(grid, system, [_whole(grid, cross)], Crossed(), sums)
        del system.relations[before:]
    possible = [cross for cross in left if fits[_spot(cross)]]
    crossed.impossible = [grid.cell(cross) for cross in left if not fits[_spot(cross)]]
    if not _ask(grid, system, possible, crossed, sums):
        for cross in possible:
            if not _ask(grid, system, [cross], crossed, sums):
                crossed.impossible.append(grid.cell(cross))
    return crossed


def _spot(cross: Cross) -> tuple[int, int, int, int]:
    return cross.one.depth, cross.measure, cross.place, cross.sex


def _whole(grid: Grid, cross: Cross) -> Cross:
    """Everybody of the same measure, place and sex, as pieces: where these cannot be, none can."""
    everybody = replace(grid.axes[0], depth=cross.one.depth)
    return Cross(everybody, everybody, cross.measure, cross.place, cross.sex, 0, 0)


def _ask(
    grid: Grid, system: System, asked: Sequence[Cross], crossed: Crossed, sums: set[frozenset]
) -> bool:
    """Add the verdicts on some crosses; false, and nothing added, where they cannot all be."""
    before, needs, cells = len(system.relations), [], {}
    for cross in asked:
        node, cell = _lay(grid, system, cross, sums), grid.cell(cross)
        cells[node] = cell
        needs.append(Need(node, "silang", grid.lattice.rules.thresholds[cell.ukuran]))
    try:
        crossed.verdicts += examine(system, needs, partly=True) if needs else []
    except Contradiction:
        del system.relations[before:]
        return False
    crossed.cells |= cells
    return True


def _sums(system: System) -> set[frozenset]:
    """The relations that leave nobody out."""
    return {frozenset(one.terms) for one in system.relations if one.sense == "sama"}


def _is_nobody(grid: Grid, spot: tuple[int, int, int], depth: int, sums: set[frozenset]) -> bool:
    """Whether the regions below, or the sexes, are the whole of a piece for certain."""
    measure, place, sex = spot
    measures = [measure, *(grid.inside[n] for n in [measure] if n in grid.inside)]
    below = grid.below(place, depth)
    sexes = range(len(grid.sexes)) if sex == 0 else [sex]
    nodes = grid.axes[0].nodes[..., 0]

    def adds_up(whole: int, parts: np.ndarray) -> bool:
        return frozenset([(int(whole), 1), *((part, -1) for part in parts.tolist())]) in sums

    if below and all(
        adds_up(nodes[m, place, s], nodes[m, below, s]) for m in measures for s in sexes
    ):
        return True
    return len(sexes) > 1 and all(
        adds_up(nodes[m, p, 0], nodes[m, p, 1:]) for m in measures for p in [place, *below]
    )


def _lay(grid: Grid, system: System, cross: Cross, sums: set[frozenset]) -> int:
    """A node for the cross and one for each piece of it, tied to what their margins allow."""
    name = ("silang", grid.cell(cross))
    depth = cross.one.depth
    up = int(grid.up(depth)[cross.place])
    below = []
    for measure, place, sex in pieces(grid, cross):
        key = (*name, measure, place, sex)
        at = up if place == cross.place else place  # only a place without pieces lies deeper
        here, there = (measure, at, sex), (measure, place, sex)
        if _is_nobody(grid, here, depth, sums):
            continue
        one = terms(grid, cross.one, cross.label, here, depth)
        other = terms(grid, cross.other, cross.second, there, depth)
        whole = terms(grid, grid.axes[0], 0, here, depth)
        system.relations += _bounds(system.node(key), one, other, whole)
        below.append(key)
    system.whole_of(name, below, ("silang", name))
    return system.node(name)


def _bounds(node: int, one: Terms, other: Terms, whole: Terms) -> Iterable[Relation]:
    """Those in both are in each; those of the whole in neither are no fewer than none."""
    both = {node: 1}
    yield _at_most((both, 1), (one, -1))
    yield _at_most((both, 1), (other, -1))
    yield _at_most((one, 1), (other, 1), (whole, -1), (both, -1))
    yield _at_most((one, 1), (whole, -1))
    yield _at_most((other, 1), (whole, -1))


def _at_most(*weighted: tuple[Terms, int]) -> Relation:
    """The sum of these is no more than nothing."""
    found: dict[int, int] = {}
    for held, sign in weighted:
        for node, weight in held.items():
            found[node] = found.get(node, 0) + sign * weight
    kept = tuple((node, weight) for node, weight in found.items() if weight)
    return Relation(kept, "paling_banyak", ("silang",))
