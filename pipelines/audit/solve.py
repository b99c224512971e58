"""Ask the solver what one group of dependent cells can hold, and check every answer exactly."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

import highspy
import numpy as np

from pipelines.audit.bounds import Bounds, Part
from pipelines.audit.system import Relation, Rows

Answer = Literal["ada", "mustahil", "tidak_tahu"]
# a question in whole numbers is given up after so many branches, on every machine the same;
# the clock is for what never gets that far. Without an answer nothing is proven.
BRANCHES = 5000
SECONDS = 600.0
NEAR = 1e-5
_ANSWERS: dict[highspy.HighsModelStatus, Answer] = {
    highspy.HighsModelStatus.kOptimal: "ada",
    highspy.HighsModelStatus.kInfeasible: "mustahil",
    highspy.HighsModelStatus.kUnboundedOrInfeasible: "mustahil",
}


@dataclass(frozen=True)
class Solved:
    """The solver's answer: the best value, and a table that has it, whole or not."""

    answer: Answer
    value: float = 0.0
    point: np.ndarray | None = None


class Group:
    """The open cells of one part as a linear programme; `low` and `high` as narrowed before.

    The same model is asked again and again, so that each question starts from the last answer.
    """

    def __init__(self, part: Part, bounds: Bounds):
        self.nodes = np.array(part.nodes, dtype=np.int64)
        self.place = {node: number for number, node in enumerate(part.nodes)}
        self.low, self.high = bounds.low[self.nodes].copy(), bounds.high[self.nodes].copy()
        self.rows, self.right = _own_rows(part.relations, self.place, bounds.low)

    @cached_property
    def _linear(self) -> highspy.Highs:
        return self._model(whole=False)

    @cached_property
    def _whole(self) -> highspy.Highs:
        return self._model(whole=True)

    def _model(self, *, whole: bool) -> highspy.Highs:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.nodes), len(self.right)
        model.col_cost_ = np.zeros(len(self.nodes))
        model.col_lower_, model.col_upper_ = self.low, self.high
        model.row_lower_ = np.where(self.rows.equal, self.right, -highspy.kHighsInf)
        model.row_upper_ = self.right
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.append(self.rows.starts, len(self.rows.column))
        model.a_matrix_.index_, model.a_matrix_.value_ = self.rows.column, self.rows.weight
        if whole:
            model.integrality_ = [highspy.HighsVarType.kInteger] * len(self.nodes)
            return solver_of(model, mip_feasibility_tolerance=1e-9, mip_max_nodes=BRANCHES)
        return solver_of(model)

    def ask(self, cost: np.ndarray, *, whole: bool = False) -> Solved:
        """The least that `cost` can come to."""
        solver = self._whole if whole else self._linear
        solver.setOptionValue("time_limit", solver.getRunTime() + SECONDS)  # its clock runs on
        places = np.arange(len(self.nodes), dtype=np.int32)
        solver.changeColsCost(len(places), places, cost)
        solver.run()
        answer = answer_of(solver)
        if answer != "ada":
            return Solved(answer)
        point = np.array(solver.getSolution().col_value)
        return Solved("ada", float(cost @ point), point)

    def duals(self, cost: np.ndarray) -> np.ndarray:
        """What the least of `cost` would change by, were each cell one more."""
        self.ask(cost)
        return np.array(self._linear.getSolution().col_dual)

    def witness(self, point: np.ndarray | None) -> np.ndarray | None:
        """The point as a complete table of whole numbers, None when it is not one exactly."""
        if point is None:
            return None
        near = np.round(point)
        if np.abs(point - near).max(initial=0) > NEAR:
            return None
        inside = (near >= self.low) & (near <= self.high)
        left = self.rows.sums(self.rows.weight * near[self.rows.column]) - self.right
        fits = np.where(self.rows.equal, left == 0, left <= 0)
        return near if inside.all() and fits.all() else None


@lru_cache(maxsize=1)
def _greeting_over() -> bool:
    """The solver greets once on the terminal, before anything can be asked of it."""
    kept = os.dup(1)
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - a device, not a path
        os.dup2(nowhere.fileno(), 1)
        try:
            highspy.Highs()
        finally:
            os.dup2(kept, 1)
            os.close(kept)
    return True


def solver_of(model: highspy.HighsLp, **options: float | str) -> highspy.Highs:
    """A silent solver that holds the model."""
    _greeting_over()
    solver = highspy.Highs()
    # one thread, as everywhere in this process: the solver refuses a second number of them
    always = {"output_flag": False, "parallel": "off", "threads": 1, "random_seed": 0}
    for name, value in (always | options).items():
        solver.setOptionValue(name, value)
    solver.passModel(model)
    return solver


def answer_of(solver: highspy.Highs) -> Answer:
    """What came of the question that was put last."""
    return _ANSWERS.get(solver.getModelStatus(), "tidak_tahu")


def _own_rows(
    relations: Sequence[Relation], place: dict[int, int], values: np.ndarray
) -> tuple[Rows, np.ndarray]:
    """The relations over open nodes alone; what is known goes to the right-hand side."""
    own, right = [], []
    for relation in relations:
        free = tuple((place[node], weight) for node, weight in relation.terms if node in place)
        rest = sum(weight * values[node] for node, weight in relation.terms if node not in place)
        own.append(Relation(free, relation.sense, relation.family))
        right.append(-rest)
    return Rows.of(own), np.array(right, dtype=np.float64)
