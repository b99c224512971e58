"""Hold the cells of one audit as unknown whole numbers, and the relations that tie them."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

Sense = Literal["sama", "paling_banyak"]


@dataclass(frozen=True)
class Relation:
    """The terms (node, coefficient) add up to zero, or to zero at most.

    `family` names relations that hold or fail for the same reason.
    """

    terms: tuple[tuple[int, int], ...]
    sense: Sense
    family: Hashable

    def relaxed(self) -> "Relation":
        """The first term is at least what the others say; someone may be in none of them."""
        flipped = tuple((node, -weight) for node, weight in self.terms)
        return replace(self, terms=flipped, sense="paling_banyak")


@dataclass
class System:
    """Nodes by key, the relations between them, and what is known of their numbers."""

    index: dict[Hashable, int] = field(default_factory=dict)
    keys: list[Hashable] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    values: dict[int, int] = field(default_factory=dict)
    least: dict[int, int] = field(default_factory=dict)

    def node(self, key: Hashable) -> int:
        """The number of a cell, a new one for a cell not seen before."""
        if key not in self.index:
            self.index[key] = len(self.keys)
            self.keys.append(key)
        return self.index[key]

    def know(self, key: Hashable, value: int) -> None:
        self.values[self.node(key)] = value

    def at_least(self, key: Hashable, value: int) -> None:
        """It is told that there are no fewer."""
        self.least[self.node(key)] = value

    def ends(self) -> tuple[np.ndarray, np.ndarray]:
        """The least and the most of every node that are told outright."""
        low, high = np.zeros(len(self.keys)), np.full(len(self.keys), self.limit)
        for node, value in self.least.items():
            low[node] = value
        for node, value in self.values.items():
            low[node] = high[node] = value
        return low, high

    def whole_of(self, whole: Hashable, parts: Iterable[Hashable], family: Hashable) -> None:
        """The parts add up to the whole."""
        terms = ((self.node(whole), 1), *((self.node(part), -1) for part in parts))
        self.relations.append(Relation(terms, "sama", family))

    def at_most(self, less: Hashable, more: Iterable[Hashable], family: Hashable) -> None:
        """The first is no more than the others together."""
        terms = ((self.node(less), 1), *((self.node(one), -1) for one in more))
        self.relations.append(Relation(terms, "paling_banyak", family))

    def differ(
        self,
        less: Iterable[tuple[Hashable, Hashable]],
        more: Iterable[tuple[Hashable, Hashable]],
        family: Hashable,
    ) -> None:
        """Pairs of a whole and a part: these differ by no more than the others together."""
        pairs = [(pair, 1) for pair in less] + [(pair, -1) for pair in more]
        terms = tuple(
            (self.node(key), sign * weight)
            for keys, weight in pairs for key, sign in zip(keys, (1, -1), strict=True)
        )  # fmt: skip
        self.relations.append(Relation(terms, "paling_banyak", family))

    def in_ratio(self, one: Hashable, p: int, other: Hashable, q: int, family: Hashable) -> None:
        """`q` times the one is `p` times the other."""
        terms = ((self.node(one), q), (self.node(other), -p))
        self.relations.append(Relation(terms, "sama", family))

    @property
    def limit(self) -> float:
        """More than any cell holds: no reader can tell it from infinity."""
        return 4.0 * max([1000, *self.values.values()])


@dataclass(frozen=True)
class Rows:
    """Relations as arrays: entry `i` is `weight[i]` times node `column[i]` in row `row[i]`."""

    row: np.ndarray
    column: np.ndarray
    weight: np.ndarray
    starts: np.ndarray
    equal: np.ndarray  # by row: whether it is an equation

    @classmethod
    def of(cls, relations: Iterable[Relation]) -> "Rows":
        held = [relation for relation in relations if relation.terms]
        counts = np.array([len(relation.terms) for relation in held], dtype=np.int64)
        flat = [term for relation in held for term in relation.terms]
        pairs = np.array(flat, dtype=np.float64).reshape(-1, 2)
        return cls(
            np.repeat(np.arange(len(held)), counts),
            pairs[:, 0].astype(np.int64),
            pairs[:, 1],
            np.cumsum(counts) - counts,
            np.array([relation.sense == "sama" for relation in held], dtype=bool),
        )

    def sums(self, entries: np.ndarray) -> np.ndarray:
        """The entries added up row by row."""
        return np.add.reduceat(entries, self.starts) if len(self.starts) else np.zeros(0)

    def hold(self, point: np.ndarray) -> bool:
        """Whether a complete table of whole numbers keeps every relation, exactly."""
        left = self.sums(self.weight * point[self.column])
        return bool(np.all(np.where(self.equal, left == 0, left <= 0)))
