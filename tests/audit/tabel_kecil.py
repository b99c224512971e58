"""Tiny linked tables, and what a reader can know of them, by trying every whole table there is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from random import Random

from pipelines.audit.rules import Nobody, Rules
from schemas.audit import Cell, Facts, Known

YEAR, MEASURE = 2025, "korban"
TOP, BOTH, ALL = "99", "L+P", "semua"


@dataclass(frozen=True)
class Shape:
    """Children of the one region, whether sexes are told apart, and the kinds of a breakdown.

    With `several` a person may be of more than one kind, and is of one at least. Nobody is of
    the sex and kind that `nobody` names, as everybody knows.
    """

    children: tuple[str, ...]
    sexed: bool
    kinds: tuple[str, ...]
    several: bool = False
    nobody: tuple[str, str] = ("", "")

    @property
    def rules(self) -> Rules:
        several = frozenset({"bentuk"}) if self.several else frozenset()
        children, (sex, kind) = {TOP: self.children}, self.nobody
        known = Nobody(frozenset({MEASURE}), frozenset({sex}), parts=frozenset({f"bentuk={kind}"}))
        return Rules(
            {MEASURE: self.threshold}, several, children=lambda code: children.get(code, ()),
            nobody=[known] if sex else [],
        )  # fmt: skip

    threshold: int = 2

    def persons(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Every sort of person: region, sex, and the kinds that he or she is of."""
        sexes = ("L", "P") if self.sexed else ("?",)
        if self.several:
            kinds = [(self.kinds[0],), (self.kinds[1],), self.kinds]
        else:
            kinds = [(kind,) for kind in self.kinds] or [()]
        sorts = product(self.children, sexes, kinds)
        return [sort for sort in sorts if (sort[1], *sort[2]) != self.nobody]

    def cells(self) -> list[Cell]:
        """Every cell that a table of this shape could have."""
        places = [TOP, *self.children]
        sexes = [BOTH, *(("L", "P") if self.sexed else ())]
        parts = [ALL, *(f"bentuk={kind}" for kind in self.kinds)]
        return [Cell(MEASURE, *one) for one in
                ((p, YEAR, s, ALL, d) for p, s, d in product(places, sexes, parts))]  # fmt: skip

    def of(self, cell: Cell) -> list[int]:
        """Which sorts of persons a cell counts."""
        return [
            number for number, (place, sex, kinds) in enumerate(self.persons())
            if cell.wilayah in (TOP, place) and cell.jenis_kelamin in (BOTH, sex)
            and (cell.rincian == ALL or cell.rincian.partition("=")[2] in kinds)
        ]  # fmt: skip


@dataclass
class Publication:
    """Which cells of a true table are shown and which are hidden; the others have no row."""

    shape: Shape
    truth: tuple[int, ...]
    shown: set[Cell] = field(default_factory=set)
    hidden: set[Cell] = field(default_factory=set)

    def count(self, cell: Cell) -> int:
        return sum(self.truth[sort] for sort in self.shape.of(cell))

    def facts(self) -> Facts:
        facts = Facts()
        facts.known = {cell: Known(self.count(cell), "cacah") for cell in self.shown}
        facts.hidden = dict.fromkeys(self.hidden, "cacah")
        return facts

    def tables(self) -> Iterator[tuple[int, ...]]:
        """Every whole table that agrees with all that is shown."""
        sums = [(set(self.shape.of(cell)), self.count(cell)) for cell in self.shown]
        yield from _filled([], [(sorts, value) for sorts, value in sums], len(self.truth))

    def intervals(self) -> dict[Cell, tuple[int, int]]:
        """The least and the most of every cell over all those tables."""
        members = [(cell, self.shape.of(cell)) for cell in self.shape.cells()]
        found: dict[Cell, tuple[int, int]] = {}
        for table in self.tables():
            for cell, sorts in members:
                value = sum(table[sort] for sort in sorts)
                low, high = found.get(cell, (value, value))
                found[cell] = min(low, value), max(high, value)
        return found

    def exposed(self) -> set[Cell]:
        """The cells of which a reader knows more than the promise allows."""
        threshold, plan = self.shape.threshold, {_plan(c) for c in self.shown | self.hidden}
        exposed = set()
        possible = {cell for cell in self.shape.cells() if self.shape.of(cell)}
        for cell, (low, high) in self.intervals().items():
            some, few = low > 0, high < threshold
            if cell not in possible:  # that nobody is there is no secret
                continue
            if cell in self.hidden:
                bad = some or few
            elif cell in self.shown:
                bad = 0 < self.count(cell) < threshold
            elif _plan(cell) in plan:
                bad = 0 < low < threshold or 0 < high < threshold
            else:
                bad = some and few
            if bad:
                exposed.add(cell)
        return exposed


def _plan(cell: Cell) -> tuple[bool, bool, bool]:
    return cell.wilayah == TOP, cell.jenis_kelamin == BOTH, cell.rincian == ALL


def _filled(
    begun: list[int], sums: list[tuple[set[int], int]], width: int
) -> Iterator[tuple[int, ...]]:
    """Whole numbers one after another, given up as soon as a sum can no longer be met."""
    place = len(begun)
    if place == width:
        if all(left == 0 for _, left in sums):
            yield tuple(begun)
        return
    most = min(left for sorts, left in sums if place in sorts)  # the total is always shown
    for value in range(most + 1):
        rest = [(sorts, left - value if place in sorts else left) for sorts, left in sums]
        if all(left == 0 or max(sorts) > place for sorts, left in rest):
            yield from _filled([*begun, value], rest, width)


SHAPES = [
    Shape(("99.01", "99.02"), True, ()),
    Shape(("99.01", "99.02", "99.03"), False, ()),
    Shape(("99.01", "99.02", "99.03"), True, (), threshold=3),
    Shape(("99.01", "99.02"), False, ("a", "b")),
    Shape(("99.01", "99.02"), False, ("a", "b"), several=True),
    Shape(("99.01",), True, ("a", "b"), threshold=3),
    Shape(("99.01", "99.02"), True, ("a", "b"), nobody=("L", "a")),
    Shape(("99.01", "99.02"), True, ("a", "b")),
]


def protected(chance: Random, shape: Shape, truth: tuple[int, ...] | None = None) -> Publication:
    """A random table, its small cells hidden, and then whatever else until nothing is exposed."""
    truth = truth or tuple(chance.choice((0, 0, 1, 1, 2, 3)) for _ in shape.persons())
    planned = [c for c in shape.cells() if c == _total() or chance.random() < 0.75]
    if any(cell.rincian != ALL for cell in planned):  # a kind without any row is taken for empty
        planned += [c for c in shape.cells() if c.wilayah == TOP and c.jenis_kelamin == BOTH]
    publication = Publication(shape, truth)
    small = {c for c in planned if 0 < publication.count(c) < shape.threshold}
    publication.hidden = small - {_total()}
    publication.shown = set(planned) - publication.hidden
    while publication.exposed() - {_total()}:
        rest = sorted(publication.shown - {_total()})
        if not rest:
            break
        also = chance.choice(rest)
        publication.shown.remove(also)
        publication.hidden.add(also)
    return publication


def _total() -> Cell:
    return Cell(MEASURE, TOP, YEAR)
