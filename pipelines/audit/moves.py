"""Look for whole tables close to one that is known, in which a single cell holds something else.

The unknowns are how much each cell goes up and down, and as little as possible goes either way.
Nothing moving at all is where every question starts, so only the surroundings of the cell are
worked on, and the answer is nearly always in whole numbers of its own accord. Where it is not,
the question is put again with cells that cost differently.
"""

import highspy
import numpy as np

from pipelines.audit.solve import Group, Solved, answer_of, solver_of

TILTS = 4
UNEVEN = (5**0.5 - 1) / 2  # multiples of it never fall into step


class Moves:
    """Questions to one group, all answered from the same whole table."""

    def __init__(self, group: Group, table: np.ndarray):
        self.group, self.table = group, table
        self.room = np.concatenate([group.high - table, table - group.low])  # upwards, downwards
        self.solver = solver_of(self._model(), presolve="off", simplex_strategy=1)

    def _model(self) -> highspy.HighsLp:
        rows, count = self.group.rows, len(self.table)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = 2 * count, len(self.group.right)
        model.col_cost_ = np.ones(2 * count)
        model.col_lower_, model.col_upper_ = np.zeros(2 * count), self.room
        left = self.group.right - rows.sums(rows.weight * self.table[rows.column])
        model.row_lower_ = np.where(rows.equal, left, -highspy.kHighsInf)
        model.row_upper_ = left
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = 2 * np.append(rows.starts, len(rows.column))
        model.a_matrix_.index_ = np.stack([rows.column, rows.column + count], axis=1).ravel()
        model.a_matrix_.value_ = np.stack([rows.weight, -rows.weight], axis=1).ravel()
        return model

    def ask(self, place: int, low: float, high: float) -> Solved:
        """A table nearby in which the place lies between two numbers, the known one outside."""
        solved = Solved("tidak_tahu")
        for tilt in range(TILTS):
            solved = self._ask(place, low, high, tilt)
            if solved.answer != "ada" or self.group.witness(solved.point) is not None:
                break
        return solved

    def _ask(self, place: int, low: float, high: float, tilt: int) -> Solved:
        now, count = self.table[place], len(self.table)
        if low > now:
            there, back, ends = place, place + count, (low - now, high - now)
        else:
            there, back, ends = place + count, place, (now - high, now - low)
        if ends[0] > self.room[there]:
            return Solved("mustahil")
        numbers = np.arange(2 * count, dtype=np.int32)
        cost = np.asarray(1 + numbers * tilt * UNEVEN % 1, dtype=np.float64)
        self.solver.changeColsCost(len(numbers), numbers, cost)
        self.solver.clearSolver()  # start where nothing moves, whatever was asked before
        self.solver.changeColBounds(there, ends[0], min(ends[1], self.room[there]))
        self.solver.changeColBounds(back, 0.0, 0.0)
        self.solver.run()
        answer = answer_of(self.solver)
        for column in (there, back):
            self.solver.changeColBounds(column, 0.0, self.room[column])
        if answer != "ada":
            return Solved(answer)
        moved = np.array(self.solver.getSolution().col_value)
        point = self.table + moved[:count] - moved[count:]
        return Solved("ada", float(point[place]), point)
