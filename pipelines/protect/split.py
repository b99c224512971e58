"""Part a system into those that no relation ties together, and protect each by itself."""

from collections.abc import Iterator

import numpy as np

from pipelines.protect.cells import Protection, protect_cells
from pipelines.protect.pieces import WIDE
from pipelines.protect.system import System, part_of


def protect_system(facts: System, wide: int = WIDE) -> Protection:
    """What to hide of a whole system. Where a part cannot be made safe nothing of it is shown.

    That can be only where too much of it is out already.
    """
    hidden, ample = np.zeros((2, facts.size), dtype=bool)
    exposed, asked = list[int](), 0
    for cells in tied_together(facts):
        if not (facts.guarded[cells] | facts.small[cells]).any():
            continue
        found = protect_cells(part_of(facts, cells), wide)
        unsafe = bool(found.exposed)
        hidden[cells] = facts.wanted[cells] & ~facts.known[cells] if unsafe else found.hidden
        ample[cells] = found.ample & (not unsafe)
        exposed += [int(cells[cell]) for cell in found.exposed]
        asked += found.programmes
    return Protection(hidden, ample, tuple(exposed), asked)


def tied_together(facts: System) -> Iterator[np.ndarray]:
    """The cells of each part, in order of their first."""
    leader = list(range(facts.size))

    def find(cell: int) -> int:
        while leader[cell] != cell:
            leader[cell] = leader[leader[cell]]
            cell = leader[cell]
        return cell

    for start, end in zip(facts.starts[:-1], facts.starts[1:], strict=True):
        roots = sorted({find(int(cell)) for cell in facts.index[start:end]})
        for root in roots[1:]:
            leader[root] = roots[0]
    groups: dict[int, list[int]] = {}
    for cell in range(facts.size):
        groups.setdefault(find(cell), []).append(cell)
    yield from map(np.asarray, groups.values())
