"""Hold everything published together as one set of linear relations between whole numbers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

ENDLESS = np.inf


@dataclass(frozen=True)
class System:
    """Cells, how their numbers are related, and what must stay unknown of them.

    Of a cell `guarded` there must be a whole table in which it is at most `low` and one in which
    it is at least `high`; where `either` stands, one of the two. Of a cell that is hidden there
    is one in which it is nothing, or none in which it is less than its `floor`. A cell not
    `wanted` is never shown, one `known` is out already and cannot be hidden, a `small` one is
    never shown. A `block` lies within block // 100, up to 0: what a row ties together is of one
    block or of two of which one lies next within the other, and of those of the outer one a cell
    stands in rows of one inner block only; else parts of the system cannot be asked alone.
    Row r says that `lower[r]` <= sum of `coefficient` x the cells `index`, from `starts[r]` to
    `starts[r + 1]`, <= `upper[r]`; `price` is what hiding a cell costs those who use the tables.
    """

    values: np.ndarray
    price: np.ndarray
    wanted: np.ndarray
    known: np.ndarray
    small: np.ndarray
    guarded: np.ndarray
    block: np.ndarray
    either: np.ndarray
    floor: np.ndarray
    low: np.ndarray
    high: np.ndarray
    starts: np.ndarray
    index: np.ndarray
    coefficient: np.ndarray
    lower: np.ndarray
    upper: np.ndarray

    @property
    def size(self) -> int:
        return len(self.values)


@dataclass
class Relations:
    """Rows as they are collected: each says how some cells add up."""

    starts: list[int] = field(default_factory=lambda: [0])
    index: list[int] = field(default_factory=list)
    coefficient: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)

    def add(self, plus: Iterable[int], minus: Iterable[int], low: float, high: float) -> None:
        """Record that the sum of `plus` less the sum of `minus` lies between `low` and `high`."""
        terms = Counter(plus)
        terms.subtract(minus)
        self.index += terms.keys()
        self.coefficient += map(float, terms.values())
        self.starts.append(len(self.index))
        self.lower.append(low)
        self.upper.append(high)

    def equal(self, whole: int, parts: Iterable[int]) -> None:
        self.add([whole], parts, 0, 0)

    def at_most(self, part: int, whole: int) -> None:
        self.add([whole], [part], 0, ENDLESS)


def system(
    values: Sequence[int], relations: Relations, floor: Sequence[int] | int, **flags: Sequence
) -> System:
    """A system of cells and rows; `flags` are fields of `System` that differ from the usual.

    Usually every cell is wanted, costs 1, and is small and guarded when it is below its floor.
    """
    number = np.asarray(values, dtype=np.int64)
    least = np.broadcast_to(np.asarray(floor, dtype=np.int64), number.shape).copy()
    none = np.zeros(number.shape, dtype=bool)
    usual = {
        "price": np.ones(number.shape), "wanted": ~none, "known": none, "either": none,
        "small": number < least, "guarded": np.asarray(flags.get("small", number < least)),
        "block": 0 * number, "low": 0 * number, "high": least, "floor": least,
    }  # fmt: skip
    given = {name: np.asarray(flags.get(name, each), each.dtype) for name, each in usual.items()}
    return System(
        values=number,
        **given,
        starts=np.asarray(relations.starts, dtype=np.int32),
        index=np.asarray(relations.index, dtype=np.int32),
        coefficient=np.asarray(relations.coefficient, dtype=float),
        lower=np.asarray(relations.lower, dtype=float),
        upper=np.asarray(relations.upper, dtype=float),
    )


def rows_touching(facts: System, cells: np.ndarray) -> np.ndarray:
    """The rows in which any of the cells stands."""
    inside = np.zeros(facts.size, dtype=bool)
    inside[cells] = True
    row_of = np.repeat(np.arange(len(facts.lower)), np.diff(facts.starts))
    return np.unique(row_of[inside[facts.index]])


def part_of(facts: System, cells: np.ndarray, rows: np.ndarray | None = None) -> System:
    """The system of some cells, in ascending order, while all others keep their numbers.

    `rows` are those it is to have, every row that touches one of the cells unless given.
    """
    rows = rows_touching(facts, cells) if rows is None else rows
    entries, row_of = _entries(facts, rows)
    index, weight = facts.index[entries], facts.coefficient[entries]
    place = np.minimum(np.searchsorted(cells, index), len(cells) - 1)
    own = cells[place] == index
    fixed = np.bincount(row_of[~own], weight[~own] * facts.values[index[~own]], len(rows))
    lengths = np.bincount(row_of[own], minlength=len(rows))
    return System(
        **{name: getattr(facts, name)[cells] for name in CELLWISE},
        starts=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32),
        index=place[own].astype(np.int32),
        coefficient=weight[own],
        lower=facts.lower[rows] - fixed,
        upper=facts.upper[rows] - fixed,
    )


def _entries(facts: System, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where the terms of some rows stand, and to which of these rows each belongs."""
    lengths = facts.starts[rows + 1] - facts.starts[rows]
    before = np.cumsum(lengths) - lengths
    row_of = np.repeat(np.arange(len(rows)), lengths)
    return (facts.starts[rows] - before)[row_of] + np.arange(len(row_of)), row_of


CELLWISE = (
    "values", "price", "wanted", "known", "small", "guarded", "block", "either", "floor",
    "low", "high",
)  # fmt: skip
