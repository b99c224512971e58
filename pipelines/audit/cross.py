"""Settle the crosses of two breakdowns that no table shows, from whole tables of those that do.

Nothing ties the ages of a place and sex to its forms of violence but that both are of the same
persons. With given numbers of them, those of one age and one form are at least what age and form
have more than all together, at most the smaller of both, and anything between; and where the
published breakdowns go no further, one place, sex or part of a measure has no say in another's.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import NamedTuple

import numpy as np

from pipelines.audit.lattice import Lattice, dimension
from pipelines.audit.tree import REST, level
from schemas.audit import Cell
from schemas.kode import ALL, BOTH

AGE = "umur"


@dataclass(frozen=True)
class Axis:
    """A breakdown: how deep it goes, its labels, and its nodes by measure, place, sex and label.

    The breakdown without a name is the whole; node -1 is a cell that is not laid out.
    """

    name: str
    depth: int
    labels: Sequence[str]
    nodes: np.ndarray


class Cross(NamedTuple):
    """One cell of a cross: two axes and its places on them, its measure, place and sex."""

    one: Axis
    other: Axis
    measure: int
    place: int
    sex: int
    label: int
    second: int


class Grid:
    """The places, sexes, measures and breakdowns of a lattice, and what each is made up of."""

    def __init__(self, lattice: Lattice):
        self.lattice = lattice
        cells = lattice.cells.values()
        self.measures = sorted({cell.ukuran for cell in cells})
        self.sexes = [BOTH, *sorted({cell.jenis_kelamin for cell in cells} - {BOTH})]
        depth = max(level(cell.wilayah) for cell in cells)
        self.places = lattice.tree.down_to(depth)
        self.level = np.array([level(place) for place in self.places])
        self.above = np.full(len(self.places), -1)
        number = {place: n for n, place in enumerate(self.places)}
        for place in self.places:
            self.above[[number[one] for one in lattice.tree.below(place, depth)]] = number[place]

    @cached_property
    def inside(self) -> dict[int, int]:
        """Each measure of which exactly one other is a part, with that part, smallest first."""
        pairs = [pair for pair in self.lattice.rules.pairs if {*pair} <= {*self.measures}]
        wholes = [whole for _, whole in pairs]
        parts = {whole: part for part, whole in pairs if wholes.count(whole) == 1}

        def height(whole: str) -> int:
            return 1 + height(parts[whole]) if whole in parts else 0

        number = self.measures.index
        return {number(whole): number(parts[whole]) for whole in sorted(parts, key=height)}

    @cached_property
    def axes(self) -> list[Axis]:
        held: dict[str, list[tuple[Cell, int]]] = {"": []}
        for node, cell in self.lattice.cells.items():
            if ALL in (cell.umur, cell.rincian):
                name = AGE if cell.umur != ALL else dimension(cell.rincian)
                held.setdefault(name, []).append((cell, node))
        return [self._axis(name, own) for name, own in held.items()]

    def _axis(self, name: str, held: Sequence[tuple[Cell, int]]) -> Axis:
        labels = sorted({_label(cell, name) for cell, _ in held})
        shape = (self.measures, self.places, self.sexes, labels)
        number = [{one: n for n, one in enumerate(names)} for names in shape]
        nodes = np.full([len(names) for names in shape], -1)
        for cell, node in held:
            key = (cell.ukuran, cell.wilayah, cell.jenis_kelamin, _label(cell, name))
            nodes[tuple(one[at] for one, at in zip(number, key, strict=True))] = node
        return Axis(name, max(level(cell.wilayah) for cell, _ in held), labels, nodes)

    def pairs(self) -> Iterator[tuple[Axis, Axis]]:
        """Breakdowns that cross in no table that is laid out, the deeper one second."""
        laid = {dimension(cell.rincian) for cell in self.lattice.cells.values() if cell.umur != ALL}
        for pair in combinations(sorted(self.axes, key=lambda axis: axis.depth), 2):
            names = {axis.name for axis in pair}
            apart = not {*pair[0].name.split("|")} & {*pair[1].name.split("|")}
            if apart and not (AGE in names and names & (laid - {""})):
                yield pair

    def below(self, place: int, depth: int) -> list[int]:
        """The parts of a place that lie no deeper."""
        return np.flatnonzero((self.above == place) & (self.level <= depth)).tolist()

    def up(self, depth: int) -> np.ndarray:
        """Each place, or the one above it that lies no deeper."""
        found = np.arange(len(self.places))
        while (self.level[found] > depth).any():
            found = np.where(self.level[found] > depth, self.above[found], found)
        return found

    def alone(self, axis: Axis, table: np.ndarray, depth: int) -> np.ndarray:
        """What each has besides its parts: the regions below it, the sexes, a part of the measure.

        Where parts are the whole that is nothing, and what has no parts is itself.
        """
        whole = np.append(table, 0.0)[axis.nodes]
        own = whole.copy()
        for more, part in self.inside.items():
            own[more] -= whole[part]
        own[:, :, 0] -= own[:, :, 1:].sum(axis=2)
        below = (self.level <= depth) & (self.above >= 0)
        rest = own.copy()
        np.subtract.at(rest.swapaxes(0, 1), self.above[below], own.swapaxes(0, 1)[below])
        return rest

    def together(self, counts: np.ndarray, depth: int) -> None:
        """Add to each, in place, what its parts have: the other way round."""
        for deep in range(depth, 0, -1):
            below = (self.level == deep) & (self.above >= 0)
            by_place = counts.swapaxes(0, 1)
            np.add.at(by_place, self.above[below], by_place[below])
        counts[:, :, 0] = counts.sum(axis=2)
        for more, part in self.inside.items():
            counts[more] += counts[part]

    def cell(self, cross: Cross) -> Cell:
        """The cell as a reader would name it."""
        age, parts = ALL, []
        for axis, label in ((cross.one, cross.label), (cross.other, cross.second)):
            if axis.name == AGE:
                age = axis.labels[label]
            elif axis.name:
                parts.append(axis.labels[label])
        return Cell(
            self.measures[cross.measure], self.places[cross.place], self.lattice.year,
            self.sexes[cross.sex], age, "|".join(sorted(parts)) or ALL,
        )  # fmt: skip


def _label(cell: Cell, name: str) -> str:
    return cell.umur if name == AGE else cell.rincian


def unsettled(grid: Grid, tables: Sequence[np.ndarray], counted: list[int]) -> Iterable[Cross]:
    """The crosses that none of the tables shows to be possibly nothing or possibly many.

    How many were looked at is noted in `counted`.
    """
    rules = grid.lattice.rules
    least = np.array([rules.thresholds[name] for name in grid.measures])[:, None, None, None]
    for one, other in grid.pairs():
        left = _wanted(grid, one, other)
        counted.append(int(left.sum()))
        for table in tables:
            if not left.any():
                break
            _settle(grid, (one, other), table, left, least)
        for spot in np.argwhere(left).tolist():
            yield Cross(one, other, *spot)


def _wanted(grid: Grid, one: Axis, other: Axis) -> np.ndarray:
    """Which crosses there are; of the whole only where it goes deeper than the breakdown."""
    shape = (*one.nodes.shape, len(other.labels))
    inside = (grid.level <= other.depth) & ~np.array([p.endswith(REST) for p in grid.places])
    if "" in (one.name, other.name):
        inside &= grid.level > one.depth
    return np.broadcast_to(inside[None, :, None, None, None], shape).copy()


def _settle(
    grid: Grid, pair: tuple[Axis, Axis], table: np.ndarray, left: np.ndarray, least: np.ndarray
) -> None:
    """Strike out, in place, the crosses that one table settles."""
    depth = pair[0].depth
    up = grid.up(depth)
    first, second = (grid.alone(axis, table, depth) for axis in pair)
    whole = grid.alone(grid.axes[0], table, depth)[:, up]
    for label in np.flatnonzero(left.any(axis=(0, 1, 2, 4))):
        low, high = _ends(first[:, up][..., label, None], second, whole)
        for end in (low, high):
            grid.together(end, depth)
        left[..., label, :] &= ~((low <= 0) | (high >= least))


def _ends(a: np.ndarray, b: np.ndarray, whole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The least and the most of those who are in both; nothing is shown by what cannot be."""
    possible = (a >= 0) & (b >= 0) & (a <= whole) & (b <= whole)
    low = np.where(possible, np.maximum(0, a + b - whole), np.inf)
    high = np.where(possible, np.minimum(a, b), -np.inf)
    return low, high


def terms(grid: Grid, axis: Axis, label: int, spot: Sequence[int], depth: int) -> dict[int, int]:
    """What `alone` works out for one measure, place and sex, as nodes with their weights."""
    measure, place, sex = spot
    measures = [(measure, 1), *((grid.inside[n], -1) for n in [measure] if n in grid.inside)]
    places = [(place, 1), *((one, -1) for one in grid.below(place, depth))]
    sexes = [(sex, 1), *((one, -1) for one in range(1, len(grid.sexes)) if sex == 0)]
    found: dict[int, int] = {}
    for (m, one), (p, two), (s, three) in product(measures, places, sexes):
        node = int(axis.nodes[m, p, s, label])
        found[node] = found.get(node, 0) + one * two * three
    return found


def pieces(grid: Grid, cross: Cross) -> Iterator[tuple[int, int, int]]:
    """The measures, places and sexes that a cross is the sum of, as `together` adds them up."""
    measures, places = [cross.measure], [cross.place]
    while measures[-1] in grid.inside:
        measures.append(grid.inside[measures[-1]])
    for place in places:
        places += grid.below(place, cross.one.depth)
    sexes = range(len(grid.sexes)) if cross.sex == 0 else [cross.sex]
    yield from product(measures, places, sexes)
