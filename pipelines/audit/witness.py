"""Prove for each cell that it can be nothing and can be many, or find how narrow it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pipelines.audit.bounds import Bounds, Part, narrow, parts
from pipelines.audit.moves import Moves
from pipelines.audit.solve import Answer, Group, Solved
from pipelines.audit.system import System
from schemas.audit import Interval, Kind

SWEEPS = 6
KEPT = 60  # whole tables of each part, to settle crosses with
EDGE = 1e-6


@dataclass(frozen=True)
class Need:
    """A cell that is watched, why, and from how many on it may be known."""

    node: int
    kind: Kind
    threshold: int

    def met(self, low: float, high: float) -> bool:
        """Whether tables that have these two counts in the cell are proof enough."""
        empty, many = low <= 0, high >= self.threshold
        return (empty or many) if self.kind == "silang" else (empty and many)

    def exposed(self, low: float, high: float) -> bool:
        """Whether a reader who knows that the cell lies between these two knows too much.

        A cell without a row may be known to be empty or to be many: it could have been shown.
        """
        some, few = low > 0, high < self.threshold
        if self.kind == "tersembunyi":
            return some or few
        if self.kind == "silang":
            return some and few
        return (some and low < self.threshold) or (few and high > 0)


@dataclass(frozen=True)
class Verdict:
    """What became of one need; `proven` is false when the solver ran out of time."""

    need: Need
    interval: Interval
    exposed: bool
    proven: bool = True


class Contradiction(Exception):
    """No table at all agrees with what is published; `nodes` are near the place."""

    def __init__(self, nodes: Sequence[int], families: Iterable = ()):
        super().__init__("tidak ada tabel yang cocok")
        self.nodes, self.families = nodes, set(families)


def examine(system: System, needs: Iterable[Need], *, partly: bool = False) -> list[Verdict]:
    """The verdict on every need, in order; raises Contradiction when nothing fits.

    With `partly` only what the needs depend on is looked at.
    """
    return examined(system, needs, partly=partly)[0]


def examined(
    system: System, needs: Iterable[Need], *, partly: bool = False
) -> tuple[list[Verdict], list[np.ndarray]]:
    """The verdicts, and the complete tables of all nodes that came up on the way."""
    wanted = list(needs)
    bounds = narrow(system)
    if bounds.broken:
        first = [system.relations[number] for number in bounds.broken]
        raise Contradiction([node for node, _ in first[0].terms], (one.family for one in first))
    found = {
        n: _settled(need, bounds) for n, need in enumerate(wanted) if _is_settled(need, bounds)
    }
    searches = []
    for part in parts(system, bounds):
        own = set(part.nodes)
        mine = {n: need for n, need in enumerate(wanted) if need.node in own and n not in found}
        if mine or not partly:
            search = Search(part, bounds, system.limit)
            search.start()
            search.sweep(list(mine.values()))
            found |= {n: search.judge(need) for n, need in mine.items()}
            searches.append(search)
    return [found[number] for number in range(len(wanted))], _complete(searches, bounds)


def _complete(searches: Sequence["Search"], bounds: Bounds) -> list[np.ndarray]:
    """Tables of all nodes: parts do not depend on one another, so any of each go together."""
    count = max((len(search.tables) for search in searches), default=1)
    complete = []
    for number in range(count):
        table = bounds.low.copy()
        for search in searches:
            known = search.tables[: number + 1]
            table[search.group.nodes] = known[-1] if known else np.nan
        complete.append(table)
    return complete


def _is_settled(need: Need, bounds: Bounds) -> bool:
    low, high = bounds.low[need.node], bounds.high[need.node]
    return bool(low == high)


def _settled(need: Need, bounds: Bounds) -> Verdict:
    value = int(bounds.low[need.node])
    return Verdict(need, Interval(value, value), need.exposed(value, value))


class Search:
    """The complete tables found so far for one part, and the search for those still wanting."""

    def __init__(self, part: Part, bounds: Bounds, limit: float):
        self.part, self.group, self.limit = part, Group(part, bounds), limit
        self.lowest = np.full(len(part.nodes), np.inf)
        self.highest = np.full(len(part.nodes), -np.inf)
        self.tables: list[np.ndarray] = []

    def start(self) -> None:
        """One complete table, or proof that there is none."""
        nothing = np.zeros(len(self.part.nodes))
        if self._learn(self.group.ask(nothing)):
            return
        solved = self.group.ask(nothing, whole=True)
        if not self._learn(solved) and solved.answer == "mustahil":
            families = {relation.family for relation in self.part.relations}
            raise Contradiction(self.part.nodes, families)

    def sweep(self, needs: Sequence[Need]) -> None:
        """Look for tables that are proof for many needs at once."""
        for sign in (1.0, -1.0):
            for _ in range(SWEEPS):
                wanting = [need for need in needs if not self._one_side(need, sign)]
                if not wanting or not self._sweep(wanting, sign):
                    break

    def _one_side(self, need: Need, sign: float) -> bool:
        place = self.group.place[need.node]
        if sign > 0:
            return self.lowest[place] <= 0
        return self.highest[place] >= need.threshold

    def _sweep(self, needs: Sequence[Need], sign: float) -> bool:
        """One table with as many of the wanted counts as it gives; whether it helped any."""
        cost = np.zeros(len(self.part.nodes))
        cost[[self.group.place[need.node] for need in needs]] = sign
        if not self._learn(self.group.ask(cost)):
            return False
        return any(self._one_side(need, sign) for need in needs)

    def _learn(self, solved: Solved) -> bool:
        """Remember what a complete table shows of all cells at once."""
        table = self.group.witness(solved.point)
        if table is None:
            return False
        if len(self.tables) < KEPT:
            self.tables.append(table)
        np.minimum(self.lowest, table, out=self.lowest)
        np.maximum(self.highest, table, out=self.highest)
        return True

    def judge(self, need: Need) -> Verdict:
        """Whether the cell keeps its promise; the exact interval where it does not."""
        place = self.group.place[need.node]
        if self._met(need, place) or self._never_few(need, place):
            return Verdict(need, self._seen(place), exposed=False)
        low, low_known = self._end(place, 1.0, 0)
        if need.met(low, self.highest[place]):
            return Verdict(need, self._seen(place), exposed=False)
        high, high_known = self._end(place, -1.0, need.threshold)
        exposed = need.exposed(low, high)
        if exposed:  # a sentence will say how narrowly
            high, _ = self._end(place, -1.0, self.limit)
        interval = Interval(int(low), self._limited(high))
        return Verdict(need, interval, exposed, exposed or (low_known and high_known))

    def _met(self, need: Need, place: int) -> bool:
        """Whether whole tables are proof enough, those found or others close to the first one."""
        for low, high in ((0, 0), (need.threshold, np.inf)):
            if need.met(self.lowest[place], self.highest[place]):
                return True
            if self.lowest[place] > high or self.highest[place] < low:
                self._near(place, low, high)
        return need.met(self.lowest[place], self.highest[place])

    def _never_few(self, need: Need, place: int) -> bool:
        """Whether a cell that could have been shown is proven never to be from 1 to too few."""
        few = (1, need.threshold - 1)
        seen = (self.lowest[place], self.highest[place])
        if need.kind != "tersirat" or not (seen[0] > few[1] or seen[1] < few[0]):
            return False
        return self._near(place, *few) == "mustahil"

    def _near(self, place: int, low: float, high: float) -> Answer:
        if not self.tables:
            return "tidak_tahu"
        solved = self._moves.ask(place, low, high)
        self._learn(solved)
        return solved.answer

    @cached_property
    def _moves(self) -> Moves:
        return Moves(self.group, self.tables[0])

    def _seen(self, place: int) -> Interval:
        return Interval(int(self.lowest[place]), self._limited(self.highest[place]))

    def _limited(self, high: float) -> int | None:
        return None if high >= self.limit else int(high)

    def _end(self, place: int, sign: float, goal: float) -> tuple[float, bool]:
        """The least (sign 1) or most (-1) of a cell, no further than the goal; whether proven."""
        seen = self.lowest[place] if sign > 0 else self.highest[place]
        if sign * seen <= sign * goal:
            return seen, True
        cost = np.zeros(len(self.part.nodes))
        cost[place] = sign
        solved = self.group.ask(cost)
        if self._learn(solved):
            return round(sign * solved.value), True
        return self._whole_end(cost, sign, solved)

    def _whole_end(self, cost: np.ndarray, sign: float, broken: Solved) -> tuple[float, bool]:
        """The same in whole numbers; without an answer what the `broken` ones allow."""
        solved = self.group.ask(cost, whole=True)
        if self._learn(solved):
            return round(sign * solved.value), True
        if broken.answer == "ada":
            return sign * float(np.ceil(broken.value - EDGE)), False
        ends = self.group.low if sign > 0 else self.group.high
        return float(ends[np.flatnonzero(cost)[0]]), False
