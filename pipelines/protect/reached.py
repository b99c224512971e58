"""Remember which goals the tables found so far have reached, and what goes when one is lost."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from pipelines.protect.solver import Table
from pipelines.protect.system import System


class Reached:
    """Of each cell, how many tables are known in which it is many, little, and nothing.

    The true table is one of them. Only tables that reached a goal first are kept.
    """

    def __init__(self, facts: System):
        self.facts = facts
        self._counts = [self._in_goals(np.arange(facts.size), facts.values)[n].astype(np.int32)
                        for n in range(3)]  # fmt: skip
        self._moving: dict[int, dict[int, Table]] = defaultdict(dict)

    def _in_goals(self, cells: np.ndarray, found: np.ndarray) -> list[np.ndarray]:
        return [found >= self.facts.high[cells], found <= self.facts.low[cells], found <= 0]

    def above(self, cells) -> np.ndarray:
        """Whether there is a table in which the cells are as many as they must be able to be."""
        return self._counts[0][cells] > 0

    def below(self, cells) -> np.ndarray:
        """Whether there is one in which they are as few."""
        return self._counts[1][cells] > 0

    def empty(self, cells) -> np.ndarray:
        """Whether there is one in which they are nothing."""
        return self._counts[2][cells] > 0

    def add(self, table: Table) -> None:
        """Take note of the goals of a whole table; it is kept when it reaches a new one."""
        reached = self._in_goals(table.cells, self.facts.values[table.cells] + table.change)
        pairs = [*zip(self._counts, reached, strict=True)]
        if any((found & (count[table.cells] == 0)).any() for count, found in pairs):
            self._count(table, 1)
            for cell in table.cells.tolist():
                self._moving[cell][id(table)] = table

    def lose(self, cell: int) -> list[Table]:
        """Forget the tables in which the cell is another; they are the answer."""
        lost = [*self._moving.get(cell, {}).values()]
        for table in lost:
            self._count(table, -1)
            for each in table.cells.tolist():
                del self._moving[each][id(table)]
        return lost

    def restore(self, tables: Iterable[Table]) -> None:
        """Take back what was lost."""
        for table in tables:
            self._count(table, 1)
            for cell in table.cells.tolist():
                self._moving[cell][id(table)] = table

    def _count(self, table: Table, many: int) -> None:
        reached = self._in_goals(table.cells, self.facts.values[table.cells] + table.change)
        for count, found in zip(self._counts, reached, strict=True):
            count[table.cells[found]] += many
