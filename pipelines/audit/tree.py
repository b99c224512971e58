"""Order the regions of a rilis under one another, with a place for those that it leaves out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

REST = "+sisa"


def level(place: str) -> int:
    """How many regions lie above a place."""
    return place.removesuffix(REST).count(".") + place.endswith(REST)


class Tree:
    """The regions that have cells; `children` says which ones officially lie below each.

    Of regions below one that have no cell, any two are alike to a reader: two of them stand for
    themselves, all further ones are one rest.
    """

    def __init__(self, places: Iterable[str], children: Callable[[str], Sequence[str]]):
        self.places, self.children = _without_gaps(set(places)), children

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        below: dict[str, list[str]] = defaultdict(list)
        for place in sorted(self.places):
            above = place.rpartition(".")[0]
            if above in self.places:
                below[above].append(place)
        for above, held in below.items():
            silent = [child for child in self.children(above) if child not in self.places]
            held += [*silent[:2], *([above + REST] if len(silent) > 2 else [])]
        return below

    def below(self, place: str, depth: int) -> list[str]:
        """The parts of a place, when they are not too deep for a table."""
        return self._below.get(place, []) if level(place) < depth else []

    def down_to(self, depth: int) -> list[str]:
        """Every place of a table that goes so deep, those without cells included."""
        below = {place for held in self._below.values() for place in held}
        return [place for place in sorted(self.places | below) if level(place) <= depth]


def _without_gaps(places: set[str]) -> set[str]:
    """The places, and every region between one of them and another one above it."""
    between: set[str] = set()
    for place in places:
        parts = place.split(".")
        above = [".".join(parts[:length]) for length in range(1, len(parts))]
        highest = next((n for n, one in enumerate(above) if one in places), len(above))
        between |= set(above[highest:])
    return places | between
