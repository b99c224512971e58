"""Look for whole tables that keep each hidden cell unknown, and hide what stands in their way."""

from collections.abc import Iterator

import numpy as np

from pipelines.protect.find import Finder
from pipelines.protect.reached import Reached
from pipelines.protect.solver import Table
from pipelines.protect.system import System

TURNS, IDLE = 60, 3  # of tables that reach many goals at once, and how many may bring nothing


class Search:
    """What is hidden so far, and which goals some whole table has reached."""

    def __init__(self, facts: System, wide: int):
        self.facts = facts
        self.hidden = (facts.small | ~facts.wanted) & ~facts.known
        self.finder = Finder(facts, self.hidden, wide)
        self.reached = Reached(facts)
        self.ample = np.zeros(facts.size, dtype=bool)
        self.exposed: set[int] = set()
        self._all = np.arange(facts.size)

    def up(self, cells: np.ndarray) -> np.ndarray:
        """Those of some guarded cells of which no table is known yet in which they are many."""
        return cells[self._is_guarded(cells) & ~self.reached.above(cells)]

    def down(self, cells: np.ndarray) -> np.ndarray:
        """Those of some guarded cells of which no table is known yet in which they are few."""
        return cells[self._is_guarded(cells) & ~self.reached.below(cells)]

    def loose(self, cells: np.ndarray) -> np.ndarray:
        """Those of some hidden cells that are neither possibly nothing nor plainly enough."""
        told = self.hidden[cells] & self.facts.wanted[cells] & ~self.ample[cells]
        return cells[told & ~self.reached.empty(cells) & ~self._is_exposed(cells)]

    def _is_guarded(self, cells: np.ndarray) -> np.ndarray:
        facts, reached = self.facts, self.reached
        done = facts.either[cells] & (reached.above(cells) | reached.below(cells))
        return facts.guarded[cells] & ~done & ~self._is_exposed(cells)

    def _is_exposed(self, cells: np.ndarray) -> np.ndarray:
        return np.isin(cells, [*self.exposed])

    def guarded_left(self) -> np.ndarray:
        """Guarded cells with open goals, from the outermost piece to the inner ones, dear first."""
        return self._ordered(np.union1d(self.up(self._all), self.down(self._all)))

    def loose_left(self) -> np.ndarray:
        """Cells hidden for others of which it is still open what can be told, in that order."""
        return self._ordered(self.loose(self._all))

    def _ordered(self, cells: np.ndarray) -> np.ndarray:
        block = self.finder.pieces.block[cells]
        return cells[np.lexsort((cells, -self.facts.price[cells], block))]

    def spread(self) -> None:
        """Let each table reach many goals of a piece, as long as that brings something."""
        for piece, cells in self.finder.pieces.cells.items():
            idle = 0
            for turn in range(TURNS):
                up, down = self._wanting(cells)
                if len(up) + len(down) < IDLE or idle == IDLE:
                    break
                some = np.random.default_rng(turn).random(self.facts.size) < 0.25
                self.accept(self.finder.spread(piece, up[some[up]], down[some[down]]))
                left = sum(map(len, self._wanting(cells)))
                idle = idle + 1 if left > (len(up) + len(down)) * 0.98 else 0

    def _wanting(self, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The cells that are to be many, and those that are to be few or nothing, in some table."""
        return self.up(cells), np.union1d(self.down(cells), self.loose(cells))

    def accept(self, table: Table | None) -> bool:
        """Take note of every goal that a whole table, true to all that is shown, has reached."""
        if table is None or not table.whole:
            return False
        self.reached.add(table)
        return True

    def found(self, cell: int, goal: int, *, patient: bool = True) -> bool:
        """Whether a whole table that changes no shown cell was found to reach the goal."""
        return self.accept(self.finder.find(cell, goal, patient=patient))

    def _open_goals(self, cell: int) -> Iterator[int]:
        """What is open of a guarded cell; reaching the first may do for both."""
        one = np.array([cell])
        if len(self.down(one)):
            yield int(self.facts.low[cell])
        if len(self.up(one)):
            yield int(self.facts.high[cell])

    def guard(self, cell: int) -> None:
        """Reach what is open of a guarded cell, hiding what stands in the way."""
        for goal in self._open_goals(cell):
            if not self.found(cell, goal):
                self.make_room(cell, goal)

    def settle(self, cell: int) -> None:
        """Make of a cell hidden for others one that may be nothing, or is plainly enough."""
        if not self._is_settled(cell):
            self.make_room(cell, 0)

    def _is_settled(self, cell: int, *, patient: bool = True) -> bool:
        """Whether it may be nothing, or no table with less than its floor fits what is shown."""
        if not len(self.loose(np.array([cell]))) or self.found(cell, 0, patient=patient):
            return True
        self.ample[cell] = self.finder.is_impossible(cell, int(self.facts.floor[cell]) - 1)
        return bool(self.ample[cell])

    def make_room(self, cell: int, goal: int) -> None:
        """Hide what bars the goal at the least price, or all of the piece where that is not enough.

        A cell that nothing helps is exposed.
        """
        table = self.finder.bend(cell, goal)
        if table is not None:
            self.hide(table.cells)
            if self.accept(table) or self.found(cell, goal) or self.found_anywhere(cell, goal):
                return
            around = self.finder.pieces.around(cell)
            self.hide(around[~self.facts.known[around]])
            if self.found_anywhere(cell, goal):
                return
        self.exposed.add(cell)

    def found_anywhere(self, cell: int, goal: int) -> bool:
        """Whether one was found by asking of as many pieces at once as it takes."""
        return self.accept(self.finder.find(cell, goal, everywhere=True))

    def holds(self, cells: np.ndarray) -> bool:
        """Whether all that is open of some cells can be reached as things are shown now."""
        guarded = np.union1d(self.up(cells), self.down(cells)).tolist()
        goals = ((cell, goal) for cell in guarded for goal in self._open_goals(cell))
        return all(self.found(*goal, patient=False) for goal in goals) and all(
            self._is_settled(cell, patient=False) for cell in self.loose(cells).tolist()
        )

    def show(self, cell: int) -> list[Table]:
        """Show a cell for a trial; the tables that it takes away, their goals open again."""
        self.hidden[cell] = False
        return self.reached.lose(cell)

    def hide(self, cells: np.ndarray) -> None:
        """Hide what a table bends. What was plainly enough may not be so any more."""
        fresh = cells[~self.hidden[cells]]
        if len(fresh):
            self.hidden[fresh] = True
            self.ample[:] = False
