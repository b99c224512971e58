"""Name the published numbers that expose a cell, and say it in one Indonesian sentence."""

from collections.abc import Sequence

import numpy as np

from pipelines.audit.bounds import Bounds, Part
from pipelines.audit.solve import Group
from pipelines.audit.system import System
from pipelines.audit.witness import Need, Verdict
from schemas.audit import Cell, Exposure, Facts, Interval

MOST_NAMED = 8
WEIGHT = 1e-7


class Explainer:
    """Asks the whole system of a year why a cell cannot be less, or more."""

    def __init__(self, system: System):
        self.system = system
        everything = Part(range(len(system.keys)), system.relations)
        self.group = Group(everything, Bounds(*system.ends()))

    def openers(self, verdict: Verdict) -> list[int]:
        """The shown nodes on whose numbers the bound rests; empty when fractions hide it."""
        need, (low, high) = verdict.need, verdict.interval
        signs = [1.0] if low > 0 else []
        signs += [-1.0] if high is not None and high < need.threshold else []
        found: dict[int, None] = {}
        for sign in signs:
            cost = np.zeros(len(self.system.keys))
            cost[need.node] = sign
            dual = self.group.duals(cost)
            found |= dict.fromkeys(n for n in self.system.values if abs(dual[n]) > WEIGHT)
        return list(found)


def exposure(
    verdict: Verdict, cells: dict[int, Cell], facts: Facts, openers: Sequence[int], system: System
) -> Exposure:
    """The finding on one exposed or unproven cell."""
    cell, interval = cells[verdict.need.node], verdict.interval
    named = [_shown(cells[node], system.values[node], facts) for node in openers]
    if not verdict.proven:
        text = (
            f"{cell} tidak dapat dibuktikan aman dalam waktu yang tersedia. "
            "Sembunyikan lebih banyak sel di sekitarnya, atau jalankan lagi audit di komputer "
            "yang lebih longgar."
        )
        return Exposure("belum_terbukti", text, str(cell), interval, deret=(cell.deret,))
    more = f" dan {len(named) - MOST_NAMED} angka lain" if len(named) > MOST_NAMED else ""
    shown = "; ".join(named[:MOST_NAMED]) or "gabungan semua angka di sekitarnya"
    both = "atau" if verdict.need.kind == "silang" else "dan"
    text = (
        f"{cell} {_state(verdict.need)} dapat dihitung pembaca: {_range(interval)}, padahal harus "
        f"mungkin 0 {both} mungkin {verdict.need.threshold} atau lebih. "
        f"Yang membukanya: {shown}{more}. "
        "Sembunyikan salah satu angka itu, lalu terbitkan lagi."
    )
    return Exposure("sel_terbuka", text, str(cell), interval, named, (cell.deret,))


def _state(need: Need) -> str:
    return {
        "tersembunyi": "(disamarkan)",
        "tersirat": "(tidak ditulis)",
        "silang": "(persilangan yang tidak ditulis)",
    }[need.kind]


def _range(interval: Interval) -> str:
    low, high = interval
    if low == high:
        return f"tepat {low}"
    return f"{low} atau lebih" if high is None else f"antara {low} dan {high}"


def _shown(cell: Cell, value: int, facts: Facts) -> str:
    known = facts.known.get(cell)
    place = known.place if known else "rilis lama"
    return f"{cell} = {value} ({place})"
