"""Choose what to hide, so that no cell below its floor can be told from what is still shown."""

from dataclasses import dataclass

import numpy as np

from pipelines.protect.pieces import WIDE
from pipelines.protect.search import Search
from pipelines.protect.system import System

PATIENCE = 3.0  # times the programmes solved so far, for showing again what need not be hidden


@dataclass(frozen=True)
class Protection:
    """What is hidden, which of it is plainly enough, and what even that does not keep secret.

    `ample` cells are hidden for the sake of others and can be told to be no fewer than their
    floor; `exposed` ones are out already.
    """

    hidden: np.ndarray
    ample: np.ndarray
    exposed: tuple[int, ...]
    programmes: int


def protect_cells(facts: System, wide: int = WIDE) -> Protection:
    """Hide the small cells and, at the least price, what gives them away.

    Of every guarded cell two whole tables are found that agree with all that is shown: one with
    little in it, one with many. Of a cell hidden for others there is one with nothing in it, or
    none with few. The same system gives the same answer. Hiding more never takes a table away.
    Up to `wide` cells are looked at together where a smaller piece would do.
    """
    search = Search(facts, wide)
    while True:
        search.spread()
        for cell in search.guarded_left().tolist():
            search.guard(cell)
        for cell in search.loose_left().tolist():
            search.settle(cell)
        if not (len(search.guarded_left()) or len(search.loose_left())):
            break
    show_again(search)
    hidden = search.hidden & facts.wanted
    exposed, asked = tuple(sorted(search.exposed)), search.finder.asked
    return Protection(hidden, search.ample & hidden, exposed, asked)


def show_again(search: Search) -> None:
    """Show again what later hiding made needless, dear cells first, as far as the budget goes.

    A cell stays shown when every goal can still be reached without moving it.
    """
    facts, finder = search.facts, search.finder
    limit = finder.asked + PATIENCE * finder.asked
    spare = np.flatnonzero(search.hidden & facts.wanted & ~facts.small & ~facts.guarded)
    for cell in spare[np.lexsort((spare, -facts.price[spare]))].tolist():
        if search.exposed or finder.asked > limit:
            return
        ample = search.ample.copy()
        lost = search.show(cell)
        if search.holds(np.unique(np.concatenate([[cell], *(table.cells for table in lost)]))):
            continue
        search.hidden[cell] = True
        search.reached.restore(lost)
        search.ample = ample
