"""Tell which age bands part another one, and whether they leave a gap in it."""

from collections.abc import Sequence
from itertools import pairwise

from pipelines.read_words import age_limits
from schemas.kode import OPEN_AGE


def widest_inside(labels: Sequence[str], whole: str) -> list[str]:
    """The widest of some bands inside another; none where two of them overlap."""
    inside = [label for label in labels if _within(label, whole)]
    widest = [one for one in inside if not any(_within(one, other) for other in inside)]
    ends = sorted(map(age_limits, widest))
    apart = all(high < low for (_, high), (low, _) in pairwise(ends))
    return widest if apart else []


def leave_a_gap(apart: Sequence[str], whole: str) -> bool:
    """Whether some ages of the whole are in none of its parts."""
    return sum(map(_width, apart)) < _width(whole)


def _width(label: str) -> int:
    low, high = age_limits(label)
    return high - low + 1


def _within(part: str, whole: str) -> bool:
    (low, high), (first, last) = age_limits(part), age_limits(whole)
    return part != whole and first <= low and high <= last and (low, high) != (0, OPEN_AGE)
