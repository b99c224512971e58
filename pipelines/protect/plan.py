"""Lay the publication plan over the counts: what may be shown, what is small, what hiding costs."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pipelines.check_impossible import why_impossible
from pipelines.protect.history import History
from pipelines.protect.links import Cell, Links, dimension
from pipelines.protect.rules import margin_of
from pipelines.protect.system import System, system
from schemas.perlindungan import LEVELS, Impossible, Level, MeasureRule, Policy
from schemas.wilayah import NATION_CODE

_AT_DEPTH: Mapping[int, Level] = {depth: name for name, depth in LEVELS.items()}


def level_of(code: str) -> Level:
    """The level of a region, told from its code."""
    return "nasional" if code == NATION_CODE else _AT_DEPTH[1 + code.count(".")]


def _block(cell: Cell) -> int:
    """The digits of the region that it lies in: what lies in one hangs together by it."""
    return int(cell.kode_wilayah.rpartition(".")[0].replace(".", "") or 0)


def is_planned(cell: Cell, rule: MeasureRule) -> bool:
    """Whether the rule of its class, and its plan, let a count be published at all."""
    margin = margin_of(cell.umur, cell.rincian, cell.jenis_kelamin)
    return LEVELS[level_of(cell.kode_wilayah)] <= rule.lowest_of(margin, dimension(cell))


def is_impossible(cell: Cell, declared: Iterable[Impossible]) -> bool:
    """Whether everybody knows that it is 0, because what it counts cannot be."""
    return bool(why_impossible(declared, cell.ukuran, cell.umur, cell.rincian, cell.jenis_kelamin))


@dataclass
class PlannedSystem:
    """The counts as one system: the cells in order, then whoever is left of wholes."""

    numbers: Mapping[Cell, int]
    rules: Policy
    protected: Mapping[str, MeasureRule]
    history: History
    in_indicators: Collection[Cell] = frozenset()
    links: Links = field(init=False)

    def __post_init__(self) -> None:
        self.links, self._cells = Links(self.numbers), [*self.numbers]

    def build(self) -> System:
        cells = [*self.numbers]
        known = [self._is_known(cell, number) for cell, number in self.numbers.items()]
        small = [self._is_small(cell) and not out for cell, out in zip(cells, known, strict=True)]
        gone = [s or self.history.is_hidden(cell) for s, cell in zip(small, cells, strict=True)]
        wanted = [is_planned(cell, self.protected[cell.ukuran]) for cell in cells]
        rests = self.links.rests
        few = [self._is_few(whole, rest) for whole, rest in rests]
        none = [False] * len(rests)
        return system(
            self.links.values,
            self.links.rows,
            floor=[self._floor(cell) for cell in cells] + [self._floor(cells[w]) for w, _ in rests],
            price=[self._price(cell) for cell in cells] + [1.0] * len(rests),
            wanted=wanted + none,
            known=known + none,
            small=[each and not out for each, out in zip(gone, known, strict=True)] + none,
            guarded=small + few,
            either=[not each for each in wanted] + [rest in self.links.gaps for _, rest in rests],
            block=[_block(cell) for cell in cells] + [_block(cells[w]) for w, _ in rests],
            low=[self._low(cell) for cell in cells] + [0] * len(rests),
            high=[self._high(cell) for cell in cells] + [self._floor(cells[w]) for w, _ in rests],
        )

    def _is_known(self, cell: Cell, number: int) -> bool:
        """Whether everybody knows it already; an impossible count that is not 0 is refused."""
        zero = number == 0 and is_impossible(cell, self.rules.mustahil)
        return zero or self.history.is_out(cell, number)

    def _floor(self, cell: Cell) -> int:
        return self.protected[cell.ukuran].minimum

    def _low(self, cell: Cell) -> int:
        """A count whose change must not be told has to be able to be many fewer than it was."""
        near = self.history.near(cell, self.numbers[cell])
        return max(0, min(near, default=0) - self._floor(cell))

    def _high(self, cell: Cell) -> int:
        """A count whose change must not be told has to be able to be as many as it was."""
        return max([self._floor(cell), *self.history.near(cell, self.numbers[cell])])

    def _is_small(self, cell: Cell) -> bool:
        number, rule = self.numbers[cell], self.protected[cell.ukuran]
        if self.history.near(cell, number):
            return True
        if number == 0 and rule.nol != "disamarkan":
            return rule.nol == "bila_semua" and self.links.place[cell] in self.links.alone
        return number < rule.minimum

    def _is_few(self, whole: int, rest: int) -> bool:
        number, least = self.links.values[rest], self._floor(self._cells[whole])
        if rest in self.links.gaps:  # nobody publishes it: it may be known to be nothing
            return 0 < number < least
        return self.links.values[whole] > 0 and number < least

    def _price(self, cell: Cell) -> float:
        prices = self.rules.bobot
        margin = margin_of(cell.umur, cell.rincian, cell.jenis_kelamin)
        price = prices.tingkat[level_of(cell.kode_wilayah)] * prices.margin[margin]
        return price * (prices.indikator if cell in self.in_indicators else 1.0)


def plan_system(
    numbers: Mapping[Cell, int], rules: Policy, protected: Mapping[str, MeasureRule],
    history: History | None = None, in_indicators: Collection[Cell] = frozenset(),
) -> tuple[System, Sequence[int]]:  # fmt: skip
    """The system of some counts, by the rules of their classes and what is out already.

    Beside it the rows in which parts are fewer than their whole.
    """
    ordered, before = dict(sorted(numbers.items())), history or History()
    planned = PlannedSystem(ordered, rules, protected, before, in_indicators)
    return planned.build(), planned.links.short


def hidden_of(numbers: Mapping[Cell, int], hidden: np.ndarray) -> set[Cell]:
    """The cells that are hidden, from the answer for their `plan_system`."""
    return {cell for cell, gone in zip(sorted(numbers), hidden, strict=False) if gone}
