"""Narrow what each cell can hold by looking at one relation at a time; split what is left open."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.audit.system import Relation, Rows, System

ROUNDS = 200
SLIGHTLY = 1e-6


@dataclass(frozen=True)
class Bounds:
    """The least and the most of every node; `broken` names relations that cannot hold."""

    low: np.ndarray
    high: np.ndarray
    broken: Sequence[int] = ()

    @property
    def open(self) -> np.ndarray:
        return self.low < self.high


def narrow(system: System) -> Bounds:
    """Bounds that follow from single relations, for whole numbers that are not negative."""
    low, high = system.ends()
    rows = Rows.of(system.relations)
    for _ in range(ROUNDS):
        broken = _broken(rows, low, high)
        if broken.size:
            return Bounds(low, high, broken.tolist())
        if not _tighten(rows, low, high):
            break
    return Bounds(low, high)


def _ends(rows: Rows, low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The least and the most that each entry can add to its row."""
    up = rows.weight > 0
    least = rows.weight * np.where(up, low[rows.column], high[rows.column])
    most = rows.weight * np.where(up, high[rows.column], low[rows.column])
    return least, most


def _broken(rows: Rows, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    least, most = (rows.sums(end) for end in _ends(rows, low, high))
    crossed = np.zeros(len(rows.equal), dtype=bool)
    np.logical_or.at(crossed, rows.row, low[rows.column] > high[rows.column])
    return np.flatnonzero((least > 0) | (rows.equal & (most < 0)) | crossed)


def _tighten(rows: Rows, low: np.ndarray, high: np.ndarray) -> bool:
    """One round over all relations, in place; whether anything became narrower."""
    before = low.sum() - high.sum()
    least, most = _ends(rows, low, high)
    rest_least = rows.sums(least)[rows.row] - least
    rest_most = rows.sums(most)[rows.row] - most
    up, equal = rows.weight > 0, rows.equal[rows.row]
    most_left = -rest_least / rows.weight  # at most this for a positive weight, at least else
    np.minimum.at(high, rows.column[up], np.floor(most_left[up] + SLIGHTLY))
    np.maximum.at(low, rows.column[~up], np.ceil(most_left[~up] - SLIGHTLY))
    least_left = -rest_most / rows.weight
    here, there = up & equal, ~up & equal
    np.maximum.at(low, rows.column[here], np.ceil(least_left[here] - SLIGHTLY))
    np.minimum.at(high, rows.column[there], np.floor(least_left[there] + SLIGHTLY))
    return bool(low.sum() - high.sum() > before)


@dataclass(frozen=True)
class Part:
    """Open nodes that depend on one another, and the relations that tie them."""

    nodes: Sequence[int]
    relations: Sequence[Relation]


def parts(system: System, bounds: Bounds) -> list[Part]:
    """The open nodes, split where no relation ties them."""
    leader = list(range(len(system.keys)))

    def find(node: int) -> int:
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    is_open = bounds.open
    loose = [
        (relation, [node for node, _ in relation.terms if is_open[node]])
        for relation in system.relations
    ]
    loose = [(relation, nodes) for relation, nodes in loose if nodes]
    for _, nodes in loose:
        first = find(nodes[0])
        for node in nodes[1:]:
            leader[find(node)] = first
    members, ties = defaultdict[int, list[int]](list), defaultdict[int, list[Relation]](list)
    for node in np.flatnonzero(is_open).tolist():
        members[find(node)].append(node)
    for relation, nodes in loose:
        ties[find(nodes[0])].append(relation)
    return [Part(nodes, ties[first]) for first, nodes in members.items()]
