"""Look for whole tables that keep each hidden cell unknown, and hide what stands in their way."""

import numpy as np

from pipelines.protect_solver import Solver, Table
from pipelines.protect_system import System, part_of

HIDDEN_COST = 1e-3  # of moving a hidden cell by one, when shown ones may move at their price
SHARPER = 2  # times the cells to hide are asked for again, each time dearer where little is moved
TURNS, IDLE = 60, 3  # of tables that reach many goals at once, and how many may bring nothing
TILTS = 6


class Search:
    """What is hidden so far, and which goals some whole table has reached."""

    def __init__(self, facts: System):
        self.facts, self.asked = facts, 0
        self.hidden = (facts.small | ~facts.wanted) & ~facts.known
        self.solver = Solver(facts, self.hidden)
        self.blocks = {
            int(b): np.flatnonzero(facts.block == b) for b in np.unique(facts.block) if b
        }
        self.near: dict[int, Solver] = {}
        self.exposed: set[int] = set()
        self.tables: list[Table] = []  # those that reached a goal first
        self.above = facts.values >= facts.high
        self.below = facts.values <= facts.low
        self.empty = facts.values <= 0
        self.ample = np.zeros(facts.size, dtype=bool)

    def open_goals(self) -> tuple[np.ndarray, np.ndarray]:
        """The cells of which no table is known yet in which they are many, and little."""
        guarded = self.facts.guarded & ~(self.facts.either & (self.above | self.below))
        loose = self.hidden & self.facts.wanted & ~(self.empty | self.ample)
        guarded[list(self.exposed)] = loose[list(self.exposed)] = False
        return (
            np.flatnonzero(guarded & ~self.above),
            np.flatnonzero((guarded & ~self.below) | loose),
        )

    def pending(self) -> np.ndarray:
        """The cells with open goals, dear ones first: what hides them helps those below."""
        cells = np.union1d(*self.open_goals())
        return cells[np.lexsort((cells, -self.facts.price[cells]))]

    def see_to(self, cell: int) -> None:
        """Reach what is open of one cell."""
        facts = self.facts
        if facts.guarded[cell] and not self.below[cell]:
            self.reach(cell, int(facts.low[cell]))
        done = facts.either[cell] and self.below[cell]
        if facts.guarded[cell] and not (done or self.above[cell]):
            self.reach(cell, int(facts.high[cell]))
        told = self.hidden[cell] and facts.wanted[cell] and cell not in self.exposed
        if told and not (self.empty[cell] or self.ample[cell] or self.is_ample(cell)):
            self.reach(cell, 0)

    def spread(self) -> None:
        """Let each table reach many goals at once, as long as that brings something."""
        idle = 0
        for turn in range(TURNS):
            up, down = self.open_goals()
            before = len(up) + len(down)
            if before < IDLE or idle == IDLE:
                return
            some = np.random.default_rng(turn).random(self.facts.size) < 0.25
            self.accept(self.solver.spread(up[some[up]], down[some[down]]))
            self.asked += 1
            idle = idle + 1 if before - sum(map(len, self.open_goals())) < before / 50 else 0

    def accept(self, table: Table | None) -> bool:
        """Take note of every goal that a whole table, true to all that is shown, has reached."""
        if table is None or not table.whole:
            return False
        if self.note(table):
            self.tables.append(table)
        return True

    def note(self, table: Table) -> bool:
        """Mark the goals that a table reaches; whether one of them is new."""
        facts, cells = self.facts, table.cells
        found = facts.values[cells] + table.change
        new = False
        for marks, reached in (
            (self.above, found >= facts.high[cells]),
            (self.below, found <= facts.low[cells]),
            (self.empty, found <= 0),
        ):
            new |= bool((reached & ~marks[cells]).any())
            marks[cells] |= reached
        return new

    def is_ample(self, cell: int, *, patient: bool = True) -> bool:
        """Whether no table with less than the floor in the cell agrees with what is shown."""
        if self.found_near(cell, 0) or self.found(cell, 0, patient=patient):
            return False
        self.asked += 1
        self.ample[cell] = self.solver.nearest(cell, int(self.facts.floor[cell]) - 1) is None
        return bool(self.ample[cell])

    def reach(self, cell: int, goal: int) -> None:
        """See to it that some whole table reaches the goal, hiding what stands in its way."""
        if self.found_near(cell, goal) or self.found(cell, goal):
            return
        table = self.cheapest(cell, goal)
        if table is None:
            self.exposed.add(cell)
            return
        self.hide(table.cells)
        if not (self.accept(table) or self.found(cell, goal)):
            self.exposed.add(cell)

    def found_near(self, cell: int, goal: int) -> bool:
        """Whether a table that changes nothing outside the cell's block reaches the goal."""
        block = int(self.facts.block[cell])
        if block == 0:
            return False
        cells = self.blocks[block]
        if block not in self.near:
            self.near[block] = Solver(part_of(self.facts, cells), self.hidden[cells])
        self.asked += 1
        table = self.near[block].nearest(int(np.searchsorted(cells, cell)), goal)
        return table is not None and self.accept(
            Table(cells[table.cells], table.change, table.whole)
        )

    def found(self, cell: int, goal: int, *, patient: bool = True) -> bool:
        """Whether a whole table that changes no shown cell reaches the goal.

        Corners that are not whole are rare: at slightly other costs another corner is nearest.
        Only the `patient` search all whole numbers where none of them is.
        """
        for turn in range(TILTS):
            tilt = 1 + np.random.default_rng((cell, turn)).random(self.facts.size) * (turn > 0)
            self.asked += 1
            table = self.solver.nearest(cell, goal, tilt)
            if table is None:
                return False
            if self.accept(table):
                return True
        self.asked += 1
        return patient and self.accept(self.solver.nearest(cell, goal, whole=True))

    def cheapest(self, cell: int, goal: int) -> Table | None:
        """The table that bends few and cheap of the cells that are shown."""
        cost = np.where(self.hidden, HIDDEN_COST, self.facts.price)
        table = self.solver.bending(cell, goal, cost)
        for _ in range(SHARPER):
            if table is None:
                return None
            moved = table.cells[~self.hidden[table.cells]]
            change = np.abs(table.change[~self.hidden[table.cells]])
            cost = np.where(self.hidden, HIDDEN_COST, 2 * self.facts.price)
            cost[moved] = self.facts.price[moved] / (0.5 + change)
            table = self.solver.bending(cell, goal, cost) or table
        self.asked += 1 + SHARPER
        return table

    def holds(self, cell: int) -> bool:
        """Whether all that is open of a cell can be reached as things are shown now."""
        facts, sought = self.facts, list[int]()
        if facts.guarded[cell]:
            sought += [] if self.below[cell] else [int(facts.low[cell])]
            done = self.above[cell] or (facts.either[cell] and self.below[cell])
            sought += [] if done else [int(facts.high[cell])]
        for goal in sought:
            if not (self.found_near(cell, goal) or self.found(cell, goal, patient=False)):
                return False
        told = self.hidden[cell] and facts.wanted[cell]
        settled = self.empty[cell] or self.ample[cell] or not told
        return bool(settled or self.is_ample(cell, patient=False) or self.empty[cell])

    def show(self, cell: int) -> list[Table]:
        """Show a cell for a trial; the tables that it takes away, their goals open again."""
        lost = [table for table in self.tables if cell in table.cells]
        if lost:
            gone = {id(table) for table in lost}
            self.tables = [table for table in self.tables if id(table) not in gone]
        facts = self.facts
        self.above, self.below = facts.values >= facts.high, facts.values <= facts.low
        self.empty = facts.values <= 0
        for table in self.tables:
            self.note(table)
        self._switch(np.array([cell]), open_up=False)
        return lost

    def _switch(self, cells: np.ndarray, *, open_up: bool) -> None:
        self.hidden[cells] = open_up
        self.solver.switch(cells, open_up=open_up)
        for block, solver in self.near.items():
            own = cells[self.facts.block[cells] == block]
            if len(own):
                solver.switch(np.searchsorted(self.blocks[block], own), open_up=open_up)

    def hide(self, cells: np.ndarray) -> None:
        """Hide what a table bends. What was plainly enough may not be so any more."""
        fresh = cells[~self.hidden[cells]]
        if not len(fresh):
            return
        self.ample[:] = False
        self._switch(fresh, open_up=True)
