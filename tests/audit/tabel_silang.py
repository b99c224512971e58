"""Tiny tables by region, sex, age and kind, and what a reader knows of every cell, by counting.

Every whole table with so many persons is written down; those that agree with all that is shown
are kept; the least and the most of a cell over them is what can be known. Nothing else is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, product
from random import Random

import numpy as np

from pipelines.audit.rules import Rules
from schemas.audit import Cell, Facts, Known

YEAR, TOP, BOTH, ALL = 2025, "99", "L+P", "semua"
WHOLE, PART = "korban", "dilayani"
AGES = {2: ("0-17", "18-149"), 3: ("0-5", "6-17", "18-149")}


@dataclass(frozen=True)
class Crossing:
    """What is told apart, and whether ages and kinds are published of the regions below.

    With `several` a person is of one kind at least; with `served` the served are counted apart;
    with `placed` ages stand for a second breakdown.
    """

    children: tuple[str, ...] = ("99.01",)
    sexes: tuple[str, ...] = ("?",)
    ages: int = 2
    kinds: tuple[str, ...] = ("a", "b")
    aged_below: bool = True
    kinds_below: bool = True
    several: bool = False
    served: bool = False
    placed: bool = False
    persons: int = 5
    threshold: int = 2

    @property
    def rules(self) -> Rules:
        measures = (WHOLE, PART)
        return Rules(
            dict.fromkeys(measures, self.threshold),
            frozenset({"bentuk"} if self.several else ()),
            [(PART, WHOLE)],
            lambda code: self.children if code == TOP else (),
        )

    @property
    def sorts(self) -> list[tuple]:
        """Every sort of person: region, sex, age, kinds, and whether served."""
        sizes = range(1, 1 + (len(self.kinds) if self.several else 1))
        kinds = [held for size in sizes for held in combinations(self.kinds, size)]
        served = (True, False) if self.served else (False,)
        return list(product(self.children, self.sexes, AGES[self.ages], kinds, served))

    def cells(self) -> list[Cell]:
        """Every cell there is, crosses included."""
        measures = [WHOLE, *([PART] if self.served else [])]
        sexes = [BOTH, *(sex for sex in self.sexes if sex != "?")]
        ages, parts = [ALL, *AGES[self.ages]], [ALL, *(f"bentuk={kind}" for kind in self.kinds)]
        axes = product(measures, [TOP, *self.children], [YEAR], sexes, ages, parts)
        return [Cell(*one) for one in axes]

    def of(self, cell: Cell) -> list[bool]:
        """Of each sort, whether the cell counts it."""
        return [
            cell.wilayah in (TOP, place) and cell.jenis_kelamin in (BOTH, sex)
            and cell.umur in (ALL, age) and cell.rincian.removeprefix("bentuk=") in (ALL, *kinds)
            and (cell.ukuran == WHOLE or served)
            for place, sex, age, kinds, served in self.sorts
        ]  # fmt: skip

    def named(self, cell: Cell) -> Cell:
        """The cell as a rilis or the audit names it."""
        if not self.placed or cell.umur == ALL:
            return cell
        parts = [part for part in (cell.rincian, f"tempat={cell.umur}") if part != ALL]
        return cell._replace(umur=ALL, rincian="|".join(parts))

    def published(self, cell: Cell) -> bool:
        """Whether the plan has such cells at all: no crosses, and only what goes so deep."""
        aged, kind, top = cell.umur != ALL, cell.rincian != ALL, cell.wilayah == TOP
        return not (aged and kind) and (
            top or ((self.aged_below or not aged) and (self.kinds_below or not kind))
        )


@cache
def whole_tables(persons: int, sorts: int) -> np.ndarray:
    """Every way in which so many persons are of so many sorts."""
    bars = np.array(list(combinations(range(persons + sorts - 1), sorts - 1)), dtype=np.int16)
    ends = np.pad(bars, ((0, 0), (1, 1)), constant_values=((0, 0), (-1, persons + sorts - 1)))
    return np.diff(ends, axis=1) - 1


@dataclass
class Told:
    """A true table and what is shown and hidden of it."""

    crossing: Crossing
    truth: np.ndarray
    shown: set[Cell] = field(default_factory=set)
    hidden: set[Cell] = field(default_factory=set)

    def facts(self) -> Facts:
        named, of = self.crossing.named, self.crossing.of
        shown = {named(one): Known(int(self.truth @ of(one)), "cacah") for one in self.shown}
        return Facts(shown, {named(one): "cacah" for one in self.hidden})

    def known(self) -> dict[Cell, tuple[int, int]]:
        """The least and the most of every cell in all whole tables that agree."""
        crossing = self.crossing
        tables = whole_tables(int(self.truth.sum()), len(crossing.sorts))
        for cell in sorted(self.shown):
            members = np.array(crossing.of(cell))
            tables = tables[tables[:, members].sum(axis=1) == self.truth[members].sum()]
        counts = {cell: tables[:, crossing.of(cell)].sum(axis=1) for cell in crossing.cells()}
        return {cell: (int(held.min()), int(held.max())) for cell, held in counts.items()}

    def _levels(self, *, aged: bool = False, kind: bool = False) -> set[int]:
        cells = self.shown | self.hidden
        return {c.wilayah.count(".") for c in cells
                if (not aged or c.umur != ALL) and (not kind or c.rincian != ALL)}  # fmt: skip

    def crosses(self) -> set[Cell]:
        """The cells of no published shape that a reader could think of."""
        sexed = any(cell.jenis_kelamin != BOTH for cell in self.shown | self.hidden)
        cells = [cell for cell in self.crossing.cells() if sexed or cell.jenis_kelamin == BOTH]
        return {cell for cell in cells if self._is_cross(cell)}

    def _is_cross(self, cell: Cell) -> bool:
        here = cell.wilayah.count(".")
        ages, kinds = max(self._levels(aged=True)), max(self._levels(kind=True))
        if ALL not in (cell.umur, cell.rincian):
            return here <= max(ages, kinds)
        if cell.umur == ALL and cell.rincian == ALL:
            return False
        return (ages if cell.umur != ALL else kinds) < here <= max(self._levels())

    def exposed(self) -> set[Cell]:
        """The crosses that are known to hold somebody, and few."""
        known, least = self.known(), self.crossing.threshold
        return {cell for cell in self.crosses() if known[cell][0] > 0 and known[cell][1] < least}


def told(chance: Random, crossing: Crossing) -> Told:
    """A random table of which much is shown, and something of every age and kind at the top."""
    sorts = range(len(crossing.sorts))
    few = [*chance.sample(sorts, 2), chance.choice(sorts)]  # so that margins say much of crosses
    drawn = [chance.choice((*few, *few, chance.choice(sorts))) for _ in range(crossing.persons)]
    truth = np.bincount(drawn, minlength=len(sorts))
    one = Told(crossing, truth)
    share = chance.choice((0.3, 0.6, 0.9))
    for cell in filter(crossing.published, crossing.cells()):
        top = cell.wilayah == TOP and cell.jenis_kelamin in (BOTH, "TT")
        total = top and (cell.umur, cell.rincian, cell.jenis_kelamin) == (ALL, ALL, BOTH)
        if total or chance.random() < share:
            one.shown.add(cell)
        elif top or chance.random() < 0.5:
            one.hidden.add(cell)
    return one


def all_told(seed: int, crossing: Crossing, count: int) -> Iterator[Told]:
    chance = Random(seed)
    yield from (told(chance, crossing) for _ in range(count))
