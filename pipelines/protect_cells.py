"""Choose what to hide, so that no cell below its floor can be told from what is still shown."""

from dataclasses import dataclass

import numpy as np

from pipelines.protect_search import Search
from pipelines.protect_system import System

PATIENCE = 1.0  # times the programmes solved so far, for showing again what need not be hidden


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


def protect_cells(facts: System) -> Protection:
    """Hide the small cells and, at the least price, what gives them away.

    Of every guarded cell two whole tables are found that agree with all that is shown: one with
    little in it, one with many. Of a cell hidden for others there is one with nothing in it, or
    none with few. The same system gives the same answer. Hiding more never takes a table away.
    """
    search = Search(facts)
    while len(cells := search.pending()):
        search.spread()
        for cell in cells:
            search.see_to(int(cell))
    show_again(search)
    hidden = search.hidden & facts.wanted
    return Protection(hidden, search.ample & hidden, tuple(sorted(search.exposed)), search.asked)


def show_again(search: Search) -> None:
    """Show again what later hiding made needless, dear cells first, as far as the budget goes.

    A cell stays shown when every goal can still be reached without moving it.
    """
    facts, limit = search.facts, search.asked + PATIENCE * search.asked
    spare = np.flatnonzero(search.hidden & facts.wanted & ~facts.small & ~facts.guarded)
    for cell in spare[np.lexsort((spare, -facts.price[spare]))]:
        if search.exposed or search.asked > limit:
            return
        kept = search.above, search.below, search.empty, search.ample.copy()
        lost = search.show(int(cell))
        if all(search.holds(int(other)) for other in search.pending()):
            continue
        search.hide(np.array([cell]))
        search.above, search.below, search.empty, search.ample = kept
        search.tables += lost
