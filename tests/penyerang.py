"""An attacker for tests: every person counted by itself, every published number a condition.

Shares nothing with the code under test: its unknowns are the finest cells, whole numbers from the
start, and what it works out of a hidden cell is the least and the most that can stand there.
"""

from collections.abc import Hashable, Iterable, Mapping

import highspy
import numpy as np


class Attacker:
    """Knows which finest cells each count takes in, and the numbers of those that are shown."""

    def __init__(
        self,
        atoms: Iterable[Hashable],
        members: Mapping[Hashable, Iterable[Hashable]],
        shown: Mapping[Hashable, int],
        conditions: Iterable[tuple[Mapping[Hashable, int], float, float]] = (),
    ):
        self.place = {atom: number for number, atom in enumerate(atoms)}
        self.members = members
        self.highs = highspy.Highs()
        self.highs.setOptionValue("output_flag", False)
        self.highs.setOptionValue("threads", 1)
        count = len(self.place)
        self.highs.addVars(count, np.zeros(count), np.full(count, highspy.kHighsInf))
        kinds = np.ones(count, dtype=np.uint8)
        self.highs.changeColsIntegrality(count, np.arange(count, dtype=np.int32), kinds)
        for name, number in shown.items():
            self._row(dict.fromkeys(members[name], 1), number, number)
        for weights, low, high in conditions:
            self._row(weights, low, high)

    def _row(self, weights: Mapping[Hashable, int], low: float, high: float) -> None:
        index = np.array([self.place[atom] for atom in weights], dtype=np.int32)
        self.highs.addRow(low, high, len(index), index, np.array([*weights.values()], dtype=float))

    def possible(self) -> bool:
        """Whether anything at all agrees with what it knows."""
        count = len(self.place)
        self.highs.changeColsCost(count, np.arange(count, dtype=np.int32), np.zeros(count))
        self.highs.run()
        return self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal

    def interval(self, name: Hashable) -> tuple[int, float]:
        """The least and the most that can stand in a cell."""
        return self._extreme(name, 1), self._extreme(name, -1)

    def _extreme(self, name: Hashable, sign: int) -> float:
        count = len(self.place)
        cost = np.zeros(count)
        cost[[self.place[atom] for atom in self.members[name]]] = sign
        self.highs.changeColsCost(count, np.arange(count, dtype=np.int32), cost)
        self.highs.run()
        status = self.highs.getModelStatus()
        endless = (
            highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible,
        )  # fmt: skip
        if status in endless:
            return np.inf
        assert status == highspy.HighsModelStatus.kOptimal, status
        return round(sign * self.highs.getInfo().objective_function_value)


def broken(low: float, high: float, least: int) -> bool:
    """Whether a reader who knows that a hidden cell lies between these knows too much of few.

    It may be nothing or many; or it is plainly many, and then it tells of nobody.
    """
    return not ((low == 0 and high >= least) or low >= least)
