"""Find whole tables of a large system, piece by piece from the inside out, and what bars them."""

import numpy as np

from pipelines.protect.pieces import Names, Pieces, Scope
from pipelines.protect.solver import Aim, Table
from pipelines.protect.system import System

HIDDEN_COST = 1e-3  # of moving a hidden cell by one, when shown ones may move at their price
SHARPER = 2  # times the cells to hide are asked for again, each time dearer where little is moved
TILTS = 6
NONE: Names = frozenset()


class Finder:
    """Answers for cells what else they can be; `hidden` says, at any time, what may vary.

    A question is asked of the piece that the cell is in, of more around it only where that has no
    answer; pieces that hang on what has changed are then completed one by one.
    """

    def __init__(self, facts: System, hidden: np.ndarray, wide: int):
        self.facts, self.hidden, self.asked = facts, hidden, 0
        self.pieces = Pieces(facts, wide)

    def find(
        self, cell: int, goal: int, *, patient: bool = True, everywhere: bool = False
    ) -> Table | None:
        """A whole table that reaches the goal and changes no shown cell; None if none was found.

        Corners that are not whole are rare: at slightly other costs another corner is nearest.
        Only the `patient` search all whole numbers where none of them is, and only who looks
        `everywhere` asks of more pieces at once than are small together.
        """
        most = np.inf if everywhere else self.pieces.wide
        names: Names | None = frozenset({int(self.pieces.block[cell])})
        while names:
            outermost = self.pieces.above[min(names)] is None
            scope = self.pieces.scope(names, self.hidden)
            aim = self._aim(scope, cell, goal)
            table, missing = self._whole(scope, aim, patient=patient and outermost), NONE
            if table:
                done, missing = self.completed(scope.own_part(table), names)
                if done:
                    return done
            names = self.pieces.wider(names, missing, most)
        return None

    def is_impossible(self, cell: int, goal: int) -> bool:
        """Whether it is proven that no table that agrees with what is shown reaches the goal."""
        scope = self.pieces.scope(self.pieces.path(int(self.pieces.block[cell])), self.hidden)
        self.asked += 1
        return scope.solver.nearest(self._aim(scope, cell, goal)) is None

    def bend(self, cell: int, goal: int) -> Table | None:
        """The table with the goal that bends few and cheap of the shown cells; None if none."""
        names: Names | None = self.pieces.path(int(self.pieces.block[cell]))
        while names:
            scope = self.pieces.scope(names, self.hidden)
            table = self._bent(scope, self._aim(scope, cell, goal))
            if table is None:
                return None
            done, missing = self.completed(scope.own_part(table), names, bending=True)
            if done:
                return done
            names = self.pieces.wider(names, missing, np.inf)
        return None

    def spread(self, piece: int, up: np.ndarray, down: np.ndarray) -> Table | None:
        """A whole table that moves many cells of a piece to their goals; None if none was found."""
        names = frozenset({piece})
        scope = self.pieces.scope(names, self.hidden)
        self.asked += 1
        sought = (np.searchsorted(scope.cells, cells) for cells in (up, down))
        table = scope.solver.spread(*sought)
        if table is None or not table.whole:
            return None
        return self.completed(scope.own_part(table), names)[0]

    def completed(
        self, table: Table, names: Names, *, bending: bool = False
    ) -> tuple[Table | None, Names]:
        """The table with changes in all pieces that hang on it; else None and those at fault."""
        parts, waiting, missing = [table], [table], set[int]()
        while waiting:
            for piece, cells, change in self.pieces.touched(waiting.pop(), names):
                part = self._extended(piece, cells, change, bending=bending)
                if part is None:
                    missing.add(piece)
                else:
                    parts.append(part)
                    waiting.append(part)
        return (None, frozenset(missing)) if missing else (_joined(parts), NONE)

    def _extended(
        self, piece: int, cells: np.ndarray, change: np.ndarray, *, bending: bool
    ) -> Table | None:
        scope = self.pieces.scope(frozenset({piece}), self.hidden)
        aim = scope.aim(cells, change, exact=True)
        table = self._whole(scope, aim)
        if table is None and bending:
            table = self._bent(scope, aim)
        return table and scope.own_part(table)

    def _aim(self, scope: Scope, cell: int, goal: int) -> Aim:
        return scope.aim(np.array([cell]), np.array([float(goal - self.facts.values[cell])]))

    def _whole(self, scope: Scope, aim: Aim, *, patient: bool = False) -> Table | None:
        """The nearest whole table that meets the aim, as far as one is found."""
        first = int(scope.cells[aim.cells[0]])
        for turn in range(TILTS):
            self.asked += 1
            noise = np.random.default_rng((first, turn)).random(scope.facts.size)
            table = scope.solver.nearest(aim, 1 + noise * (turn > 0))
            if table is None or table.whole:
                return table
        self.asked += patient
        table = scope.solver.nearest(aim, whole=True) if patient else None
        return table if table and table.whole else None

    def _bent(self, scope: Scope, aim: Aim) -> Table | None:
        """The table that bends few and cheap of the cells that are shown."""
        facts, hidden = scope.facts, self.hidden[scope.cells]
        self.asked += 1 + SHARPER
        table = scope.solver.bending(aim, np.where(hidden, HIDDEN_COST, facts.price))
        for _ in range(SHARPER):
            if table is None:
                return None
            cost = np.where(hidden, HIDDEN_COST, 2 * facts.price)
            moved = table.cells[~hidden[table.cells]]
            change = np.abs(table.change[~hidden[table.cells]])
            cost[moved] = facts.price[moved] / (0.5 + change)
            table = scope.solver.bending(aim, cost) or table
        return table


def _joined(parts: list[Table]) -> Table:
    cells = np.concatenate([part.cells for part in parts])
    order = np.argsort(cells)
    change = np.concatenate([part.change for part in parts])
    return Table(cells[order], change[order], all(part.whole for part in parts))
