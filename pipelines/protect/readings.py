"""Protect counts from both who know that parts may be fewer than their whole and who do not."""

from collections.abc import Sequence
from dataclasses import replace

import highspy
import numpy as np

from pipelines.protect.cells import Protection
from pipelines.protect.solver import ENDS, OPTIONS
from pipelines.protect.split import protect_system
from pipelines.protect.system import System


def protect_readings(facts: System, short: Sequence[int]) -> Protection:
    """What to hide of a system, whichever way a reader takes its rows `short`.

    Their wholes hold persons who are in none of the parts, such as those of unknown age. One
    reader knows that there may be such; another takes the parts to add up wherever the shown
    numbers let them. What is hidden from one stays hidden from the other: hiding more never
    takes a table away.
    """
    found = protect_system(facts)
    asked, exposed = found.programmes, {*found.exposed}
    while short:
        other = protect_system(_adding_up(facts, found, np.asarray(short)))
        asked += other.programmes
        exposed.update(cell for cell in other.exposed if facts.guarded[cell])
        more = other.hidden & ~found.hidden
        if not more.any():
            break
        facts = replace(facts, small=facts.small | found.hidden | more)
        found = protect_system(facts)
        asked += found.programmes
    return Protection(found.hidden, found.ample, tuple(sorted(exposed)), asked)


def _adding_up(facts: System, found: Protection, short: np.ndarray) -> System:
    """The system as the second reader sees it, who puts everybody into some part.

    Its numbers are those of one table that he may take for the true one. Whatever the first
    reader cannot tell to be enough must be able to be nothing for the second as well.
    """
    secret = found.hidden & ~found.ample
    values = _completed(facts, (found.hidden | ~facts.wanted) & ~facts.known, short)
    upper = facts.upper.copy()
    upper[short[_left(facts, values, short) == 0]] = 0.0
    return replace(
        facts,
        values=values,
        upper=upper,
        small=facts.small | found.hidden,
        guarded=facts.guarded | secret,
        low=np.where(facts.guarded, facts.low, 0),
        high=np.where(facts.guarded, facts.high, 0),
    )


def _completed(facts: System, free: np.ndarray, short: np.ndarray) -> np.ndarray:
    """A table that agrees with all that is shown, with as few as can be in no part.

    It is the true one where the solver finds no other within its limit.
    """
    left = _left(facts, facts.values, short)
    highs = highspy._core._Highs()  # the class above it prints a banner when it is made
    for name, value in OPTIONS.items():
        highs.setOptionValue(name, value)
    highs.passModel(_model(facts, free, short, left))
    highs.run()
    if highs.getModelStatus() not in ENDS:
        raise ArithmeticError(highs.modelStatusToString(highs.getModelStatus()))
    if highs.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return facts.values
    return np.rint(np.asarray(highs.getSolution().col_value)[: facts.size]).astype(np.int64)


def _left(facts: System, values: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """How far the sums of some rows are from nothing, which is who is in no part."""
    sums = np.add.reduceat(facts.coefficient * values[facts.index], facts.starts[:-1])
    return sums[rows]


def _model(facts: System, free: np.ndarray, short: np.ndarray, left: np.ndarray) -> highspy.HighsLp:
    """The cells, then per short row who is in no part of it: as few as can be, never more."""
    count, more = facts.size, len(short)
    ends = facts.starts[1:][short]  # behind the other terms of its row
    upper, later = facts.upper.copy(), np.zeros(len(facts.starts), dtype=np.int32)
    upper[short], later[1:][short] = 0.0, 1
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = count + more, len(facts.lower)
    model.col_cost_ = np.append(np.zeros(count), np.ones(more))
    model.col_lower_ = np.append(np.where(free, 0.0, facts.values), np.zeros(more))
    model.col_upper_ = np.append(np.where(free, highspy.kHighsInf, facts.values), left)
    model.integrality_ = [highspy.HighsVarType.kInteger] * (count + more)
    model.row_lower_, model.row_upper_ = facts.lower, upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = facts.starts + np.cumsum(later, dtype=np.int32)
    model.a_matrix_.index_ = np.insert(facts.index, ends, np.arange(count, count + more))
    model.a_matrix_.value_ = np.insert(facts.coefficient, ends, -1.0)
    return model
