"""Find whole tables that agree with what is shown, as near as may be to the true one."""

from dataclasses import dataclass

import highspy
import numpy as np

from pipelines.protect.system import System

NEAR = 1e-6
NODES = 200  # of a search for whole numbers: a count, since a clock would not be repeatable
OPTIONS = {"output_flag": False, "threads": 1, "random_seed": 1, "mip_max_nodes": NODES,
           "solver": "simplex"}  # fmt: skip
ENDS = (
    highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible,
    highspy.HighsModelStatus.kUnboundedOrInfeasible, highspy.HighsModelStatus.kSolutionLimit,
)  # fmt: skip


@dataclass(frozen=True)
class Table:
    """Another table: the cells in which it differs from the true one, and by how much.

    `whole` says whether it is of whole numbers.
    """

    cells: np.ndarray
    change: np.ndarray
    whole: bool


@dataclass(frozen=True)
class Aim:
    """How far some cells are to be from their true numbers: just so far, or at least."""

    cells: np.ndarray
    change: np.ndarray
    exact: bool = False


class Solver:
    """The attacker's linear programme, over how far each cell is from its true number.

    Column 2j raises cell j, column 2j + 1 lowers it, never below zero. Shown cells stay as they
    are unless a question says otherwise; cells that are not its `own` move only as it says.
    """

    def __init__(self, facts: System, own: np.ndarray):
        self.facts = facts
        self.highs = highspy._core._Highs()  # the class above it prints a banner when it is made
        for name, value in OPTIONS.items():
            self.highs.setOptionValue(name, value)
        self._top = np.full(2 * facts.size, highspy.kHighsInf)
        self._top[1::2] = facts.values
        self._top[np.repeat(facts.known, 2)] = 0.0
        self._reach = np.where(np.repeat(own, 2), self._top, 0.0)
        self._hidden = np.zeros(facts.size, dtype=bool)
        self._all = np.arange(2 * facts.size, dtype=np.int32)
        self._zero = np.zeros(2 * facts.size)
        self.highs.passModel(_model(facts, self._zero))

    def hold(self, hidden: np.ndarray) -> None:
        """Let these of its own cells vary from now on, and hold all others to their numbers."""
        changed = np.flatnonzero(self._hidden != hidden)
        if len(changed):
            self._hidden[changed] = hidden[changed]
            self._bound(_columns(changed), self._bounds())

    def nearest(
        self, aim: Aim, tilt: np.ndarray | None = None, *, whole: bool = False
    ) -> Table | None:
        """The nearest table that meets the aim; None when there is none.

        `tilt` makes some cells dearer to move than others.
        """
        cost = np.ones(self.facts.size) if tilt is None else tilt
        return self._aimed(aim, cost, self._bounds(), whole=whole)

    def bending(self, aim: Aim, cost: np.ndarray) -> Table | None:
        """The cheapest table with that aim when shown cells may move too, at their `cost`."""
        self._bound(self._all, self._reach)
        found = self._aimed(aim, cost, self._reach)
        self._bound(self._all, self._bounds())
        return found

    def spread(self, up: np.ndarray, down: np.ndarray) -> Table | None:
        """One table that moves as many of the cells as it can to their goals, up or down."""
        top = self._bounds()
        cost = np.full(2 * self.facts.size, 1e-3)
        cost[2 * up] = cost[2 * down + 1] = -1.0
        top[2 * up] = np.minimum(top[2 * up], self.facts.high[up] - self.facts.values[up])
        self._bound(self._all, top)
        self.highs.changeColsCost(len(cost), self._all, cost)
        found = self._solved(presolve="on")
        self._bound(self._all, self._bounds())
        return found

    def _aimed(
        self, aim: Aim, cost: np.ndarray, top: np.ndarray, *, whole: bool = False
    ) -> Table | None:
        columns = _columns(aim.cells)
        least = np.maximum(np.stack([aim.change, -aim.change], 1).ravel(), 0.0)
        if (least > (self._top if aim.exact else top)[columns]).any():
            return None
        onward = np.stack([aim.change > 0, aim.change <= 0], 1).ravel()
        most = least if aim.exact else np.where(onward, top[columns], 0.0)
        self.highs.changeColsCost(2 * len(cost), self._all, np.repeat(cost, 2))
        self.highs.changeColsBounds(len(columns), columns, least, most)
        found = self._whole() if whole else self._solved()
        self._bound(columns, top)
        return found

    def _bounds(self) -> np.ndarray:
        return np.where(np.repeat(self._hidden, 2), self._reach, 0.0)

    def _bound(self, columns: np.ndarray, top: np.ndarray) -> None:
        none = self._zero[: len(columns)]
        self.highs.changeColsBounds(len(columns), columns, none, top[columns])

    def _whole(self) -> Table | None:
        """The same over whole numbers only; slower, so asked only where it is needed."""
        kinds = np.ones(len(self._all), dtype=np.uint8)
        self.highs.changeColsIntegrality(len(kinds), self._all, kinds)
        found = self._solved(presolve="on")
        self.highs.changeColsIntegrality(len(kinds), self._all, 0 * kinds)
        return found

    def _solved(self, presolve: str = "off") -> Table | None:
        """Always from the true table on, so that no answer hangs on what was asked before it.

        None is proof that there is no table, but for a search that ended by its limit.
        """
        self.highs.setOptionValue("presolve", presolve)
        self.highs.clearSolver()
        if presolve == "off":
            self.highs.setBasis()
        self.highs.run()
        if self.highs.getModelStatus() not in ENDS:
            raise ArithmeticError(self.highs.modelStatusToString(self.highs.getModelStatus()))
        status = self.highs.getInfo().primal_solution_status
        if status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        columns = np.asarray(self.highs.getSolution().col_value)
        return _table(columns[0::2] - columns[1::2])


def _columns(cells: np.ndarray) -> np.ndarray:
    return np.stack([2 * cells, 2 * cells + 1], 1).ravel().astype(np.int32)


def _table(change: np.ndarray) -> Table:
    near = np.rint(change)
    whole = bool(np.abs(change - near).max(initial=0) < NEAR)
    kept = near if whole else change
    cells = np.flatnonzero(np.abs(kept) > NEAR)
    return Table(cells, kept[cells], whole)


def _model(facts: System, top: np.ndarray) -> highspy.HighsLp:
    count = 2 * facts.size
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = count, len(facts.lower)
    model.col_cost_, model.col_lower_, model.col_upper_ = np.ones(count), np.zeros(count), top
    sums = np.add.reduceat(
        np.append(facts.coefficient * facts.values[facts.index], 0.0), facts.starts[:-1]
    )
    model.row_lower_, model.row_upper_ = facts.lower - sums, facts.upper - sums
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = 2 * facts.starts
    model.a_matrix_.index_ = np.stack([2 * facts.index, 2 * facts.index + 1], 1).ravel()
    model.a_matrix_.value_ = np.stack([facts.coefficient, -facts.coefficient], 1).ravel()
    return model
