"""Set beside a rilis what earlier ones said of the same cells, as far as it still holds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipelines.audit.lattice import Lattice
from schemas.audit import Cell, Facts, Kind

MOST_COPIES = 6
SAME = "sama"  # family of the ties between a cell of today and the same of an earlier rilis


@dataclass
class Memory:
    """One reading of the past: what is taken for the same data, and what stands apart.

    `apart` holds earlier rilis whose numbers differ; `moved` how far their cells may differ:
    only where something was not reported then, or wherever a published number changed.
    """

    facts: Facts
    apart: Sequence[Facts] = ()
    widely: bool = False
    notes: list[str] = field(default_factory=list)
    watched: list[tuple[int, Kind]] = field(default_factory=list)

    @cached_property
    def all_cells(self) -> set[Cell]:
        return self.facts.cells.union(*(old.cells for old in self.apart))

    def watch(self, now: Lattice) -> None:
        self.watched = list(now.watched())

    def link(self, now: Lattice, then: Lattice) -> None:
        """Tie each earlier cell to today's, but for those that may have changed."""
        moved = self._moved(now, then)
        for node, cell in then.cells.items():
            twin = now.system.index.get(now.key(cell))
            if twin is not None and node not in moved:
                now.system.whole_of(then.key(cell), [now.key(cell)], (SAME, then.copy))
        hidden: Kind = "tersembunyi"
        for node, cell in then.cells.items():
            if cell in then.facts.hidden and cell not in now.facts.known:
                self.watched.append((node, hidden))

    def _moved(self, now: Lattice, then: Lattice) -> set[int]:
        """Cells in which a change may lie, and all that they are part of."""
        late = self._newly_reported(now, then)
        if self.widely:
            late |= self._under_changed(now, then)
        above: dict[int, list[int]] = {}
        for whole, parts in then.parts.items():
            for part in parts:
                above.setdefault(part, []).append(whole)
        return _closure(late, above)

    def _newly_reported(self, now: Lattice, then: Lattice) -> set[int]:
        """Cells of regions that had nothing then and have something now: they held nothing."""
        told_then, told_now = (
            {c.wilayah for c in (*one.facts.known, *one.facts.hidden, *one.facts.enough)}
            for one in (then, now)
        )
        late = {
            node for node, cell in then.cells.items()
            if cell.wilayah in told_now - told_then and not then.tree.below(cell.wilayah, 9)
        }  # fmt: skip
        for node in late:
            then.system.values.setdefault(node, 0)
        return late

    def _under_changed(self, now: Lattice, then: Lattice) -> set[int]:
        """The finest cells below a changed number and below no number that stayed."""
        both = {
            then.system.index[then.key(cell)]: known.value == now.facts.known[cell].value
            for cell, known in then.facts.known.items() if cell in now.facts.known
        }  # fmt: skip
        changed = _closure({node for node, same in both.items() if not same}, then.parts)
        stayed = _closure({node for node, same in both.items() if same}, then.parts)
        return {node for node in changed - stayed if not then.parts.get(node)}


def _closure(start: Iterable[int], onward: dict[int, list[int]]) -> set[int]:
    reached, waiting = set(start), list(start)
    while waiting:
        for node in onward.get(waiting.pop(), ()):
            if node not in reached:
                reached.add(node)
                waiting.append(node)
    return reached


def memories(facts: Facts, earlier: Sequence[Facts]) -> Iterator[Memory]:
    """Readings of the past, the one that tells a reader most first."""
    agreeing, differing = [], []
    for old in _distinct(facts, earlier):
        (agreeing if _agrees(facts, old) else differing).append(old)
    together = _merged(facts, agreeing)
    kept = differing[-MOST_COPIES:]
    if kept or agreeing:
        yield Memory(together, kept)
    if kept:
        yield Memory(together, kept, widely=True)
    for widely in (False, True) if agreeing else ():
        yield Memory(facts, [*agreeing, *kept][-MOST_COPIES:], widely)
    note = "angka rilis lama tidak dapat disandingkan karena datanya berubah"
    yield Memory(facts, notes=[note] if kept or agreeing else [])


def _distinct(facts: Facts, earlier: Sequence[Facts]) -> list[Facts]:
    """Earlier facts that say anything more than today's, each once."""
    seen, kept = {_numbers(facts)}, []
    for old in earlier:
        if old.cells and _numbers(old) not in seen:
            seen.add(_numbers(old))
            kept.append(old)
    return kept


def _numbers(facts: Facts) -> tuple[frozenset, frozenset]:
    told = {*((c, k.value) for c, k in facts.known.items()), *(("cukup", *c) for c in facts.enough)}
    return frozenset(told), frozenset(facts.hidden)


def _agrees(facts: Facts, old: Facts) -> bool:
    return all(
        facts.known[cell].value == known.value
        for cell, known in old.known.items() if cell in facts.known
    ) and not (old.absent - facts.absent)  # fmt: skip


def _merged(facts: Facts, earlier: Sequence[Facts]) -> Facts:
    """All that was ever said, where nothing contradicts anything."""
    merged = Facts(dict(facts.known), dict(facts.hidden), set(facts.absent), list(facts.ratios),
                   enough=dict(facts.enough))  # fmt: skip
    for old in earlier:
        for cell, known in old.known.items():
            merged.known.setdefault(cell, known._replace(place=f"{known.place} rilis lama"))
        merged.enough |= old.enough
        merged.hidden |= {c: place for c, place in old.hidden.items() if c not in facts.known}
        merged.ratios += [ratio for ratio in old.ratios if ratio not in merged.ratios]
    return merged
