"""Part a large system where few cells tie it together, so that each question stays a small one."""

from collections.abc import Iterator, Mapping

import numpy as np

from pipelines.protect.solver import Aim, Solver, Table
from pipelines.protect.system import System, part_of

WIDE = 2_500  # cells that are asked of together without need
KEPT = 64  # programmes held ready
Names = frozenset[int]


class Scope:
    """Some pieces as a programme of their own; the cells above them move only as an aim says."""

    def __init__(self, facts: System, cells: np.ndarray, rows: np.ndarray, own: np.ndarray):
        self.cells, self.own = cells, own
        self.facts = part_of(facts, cells, rows)
        self.solver = Solver(self.facts, own)

    def aim(self, cells: np.ndarray, change: np.ndarray, *, exact: bool = False) -> Aim:
        return Aim(np.searchsorted(self.cells, cells), change, exact)

    def own_part(self, table: Table) -> Table:
        """A table of the scope's own cells, by their numbers in the whole system."""
        kept = self.own[table.cells]
        return Table(self.cells[table.cells[kept]], table.change[kept], table.whole)


class Pieces:
    """The blocks of a system as a tree: each hangs on cells of the next block around it.

    Blocks that are small are taken together with the one around them.
    """

    def __init__(self, facts: System, wide: int):
        self.facts, self.wide = facts, wide
        self.block = _merged(facts.block, wide)
        self._row_of = np.repeat(np.arange(len(facts.lower)), np.diff(facts.starts))
        inner = self._innermost()
        self.above = _above(self.block)
        if not self._is_tree(inner):
            self.block, self.above = np.zeros_like(self.block), {0: None}
            inner = np.zeros_like(inner)
        self.cells = {name: np.flatnonzero(self.block == name) for name in self.above}
        self._rows = {name: np.flatnonzero(inner == name) for name in self.above}
        self._hangs = self._hanging(inner)
        self._ready: dict[Names, Scope] = {}

    def _innermost(self) -> np.ndarray:
        """Of each row the innermost block that it has cells of."""
        inner = np.zeros(len(self.facts.lower), dtype=self.block.dtype)
        np.maximum.at(inner, self._row_of, self.block[self.facts.index])
        return inner

    def _is_tree(self, inner: np.ndarray) -> bool:
        """Whether rows tie no blocks but neighbours, and no cell is tied to two inner ones."""
        of_row, own = inner[self._row_of], self.block[self.facts.index]
        outer = of_row != own
        pairs = np.unique(np.stack([self.facts.index[outer], of_row[outer]]), axis=1)
        around = {(self.above[name], name) for name in self.above}
        tied = set(zip(own[outer].tolist(), of_row[outer].tolist(), strict=True))
        return tied <= around and len(np.unique(pairs[0])) == pairs.shape[1]

    def _hanging(self, inner: np.ndarray) -> np.ndarray:
        """The inner block that hangs on each cell, -1 where none does."""
        hangs = np.full(self.facts.size, -1)
        of_row = inner[self._row_of]
        outer = of_row != self.block[self.facts.index]
        hangs[self.facts.index[outer]] = of_row[outer]
        return hangs

    def around(self, cell: int) -> np.ndarray:
        """The cells of the piece that a cell is in."""
        return self.cells[int(self.block[cell])]

    def path(self, name: int) -> Names:
        """A piece and all around it."""
        above = self.above[name]
        return frozenset({name}) | (self.path(above) if above is not None else frozenset())

    def wider(self, names: Names, missing: Names, most: float) -> Names | None:
        """The pieces with those that did not fit, or with the one around them; None if no more.

        Those that did not fit are left out where there would be more than `most` cells.
        """
        outermost = min(names)
        joined = names.union(*(self.path(name) - self.path(outermost) for name in missing))
        if joined > names and sum(len(self.cells[name]) for name in joined) <= most:
            return joined
        above = self.above[outermost]
        return None if above is None else names | {above}

    def scope(self, names: Names, hidden: np.ndarray) -> Scope:
        """The programme of some neighbouring pieces, with all held that is not hidden."""
        scope = self._ready.pop(names, None) or self._made(names)
        self._ready[names] = scope  # the one used last stays longest
        if len(self._ready) > KEPT:
            del self._ready[next(iter(self._ready))]
        scope.solver.hold(hidden[scope.cells] & scope.own)
        return scope

    def _made(self, names: Names) -> Scope:
        rows = np.sort(np.concatenate([self._rows[name] for name in names]))
        own = np.sort(np.concatenate([self.cells[name] for name in names]))
        cells = np.union1d(own, np.flatnonzero(self._hangs == min(names)))
        return Scope(self.facts, cells, rows, np.isin(cells, own, assume_unique=True))

    def touched(self, table: Table, names: Names) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
        """Each piece not named that hangs on cells of the table, with these and their change."""
        hangs = self._hangs[table.cells]
        for name in np.unique(hangs[hangs >= 0]).tolist():
            if name not in names:
                yield name, table.cells[hangs == name], table.change[hangs == name]


def _above(block: np.ndarray) -> Mapping[int, int | None]:
    """Each block with the next one around it."""
    names = np.unique(block).tolist()
    found: dict[int, int | None] = {}
    for name in names:
        outer = name // 100
        while outer and outer not in names:
            outer //= 100
        found[name] = outer if name and outer in names else None
    return found


def _merged(block: np.ndarray, wide: int) -> np.ndarray:
    """Blocks in which those within one are taken to it wherever all of them together are small."""
    block = block.copy()
    for outer in sorted(_above(block), reverse=True):
        within = [name for name, above in _above(block).items() if above == outer]
        inside = np.isin(block, [outer, *within])
        if within and inside.sum() <= wide:
            block[inside] = outer
    return block
