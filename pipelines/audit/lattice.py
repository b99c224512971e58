"""Rebuild, from codes and hierarchies alone, every relation between the cells of one year."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise, product

from pipelines.audit.rules import Rules
from pipelines.audit.system import System
from pipelines.audit.tree import REST, Tree, level
from schemas.audit import Cell, Facts, Kind
from schemas.kode import ALL, BOTH, OPEN_AGE

Span = tuple[int, int]


def dimension(rincian: str) -> str:
    """What a breakdown breaks down by: bentuk of bentuk=fisik, "" of the whole."""
    return "" if rincian == ALL else re.sub(r"=[^|]*", "", rincian)


def spans(umur: str) -> list[Span]:
    """The age ranges that a label takes in."""
    pairs = (part.split("-") for part in umur.split(";"))
    return [(int(low), int(high)) for low, high in pairs]


def atoms(labels: Iterable[str]) -> list[str]:
    """The coarsest age ranges that every label is made of, from birth to the oldest."""
    cuts = {0, OPEN_AGE + 1}
    for label in labels:
        for low, high in spans(label):
            cuts |= {low, high + 1}
    ordered = sorted(cuts)
    return [f"{low}-{high - 1}" for low, high in pairwise(ordered)]


@dataclass
class Lattice:
    """The cells of one year and of measures that are tied, as nodes of a system.

    `several` adds to the rules the pairs of breakdown and measure whose parts overlap. With a
    `copy` the same cells stand once more, as an earlier rilis told of them.
    """

    system: System
    facts: Facts
    rules: Rules
    tree: Tree
    several: frozenset[tuple[str, str]] = frozenset()
    copy: int = 0
    cells: dict[int, Cell] = field(default_factory=dict)
    parts: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _tied: set[tuple[Hashable, str]] = field(default_factory=set)
    _overlapping: list[tuple[Cell, Sequence[Cell], tuple[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for table in self._tables:
            self._lay(*table)
        self._tie_measures()
        for cell in filter(self.rules.is_empty, self.cells.values()):
            self.system.know(self.key(cell), 0)
        for cell, least in self.facts.enough.items():
            self.system.at_least(self.key(cell), least)
        for cell, known in self.facts.known.items():
            self.system.know(self.key(cell), known.value)
        for ratio in self.facts.ratios:
            one, other = self.key(ratio.numerator), self.key(ratio.denominator)
            self.system.in_ratio(one, ratio.p, other, ratio.q, ("rasio", ratio.place))

    def key(self, cell: Cell) -> Hashable:
        return (self.copy, cell)

    @cached_property
    def _measures(self) -> Sequence[str]:
        return sorted({cell.ukuran for cell in self.facts.cells})

    @cached_property
    def year(self) -> int:
        return next(iter(self.facts.cells)).tahun

    @cached_property
    def _tables(self) -> list[tuple[int, list[str], list[str], list[str]]]:
        """Depth of regions, sexes, ages and breakdowns of each table that has to be laid.

        Two tables that share all that both break down have a common finer one whenever they
        agree on it, so a cross that no published cell has need not be laid out.
        """
        cells, ages = sorted(self.facts.cells), [*self._ages_within]
        groups: dict[tuple[bool, str], list[Cell]] = defaultdict(list)
        groups[False, ""] = list(cells)
        for cell in cells:
            groups[cell.umur != ALL, dimension(cell.rincian)].append(cell)
        tables = []
        for (aged, name), held in groups.items():
            depth = max(level(cell.wilayah) for cell in held)
            codes = {c.rincian for c in cells if name and dimension(c.rincian) == name}
            tables.append((depth, self._sexes, ages if aged else [ALL], [ALL, *sorted(codes)]))
        return tables

    @cached_property
    def _ages_within(self) -> dict[str, list[str]]:
        """Each age label with the widest ones that part it, none when it is among the finest.

        That each is the sum of its finest is told by all of them together; one at a time, only
        those give way in which somebody's age is unknown.
        """
        labels = {cell.umur for cell in self.facts.cells if cell.umur != ALL}
        finest = atoms(labels)
        made = {age: frozenset(_within(age, finest)) for age in sorted({*labels, *finest})}
        made = {ALL: frozenset(finest), **made} if labels else {ALL: frozenset()}
        return {age: _parted(age, made) for age in made}

    @cached_property
    def _sexes(self) -> list[str]:
        told = {cell.jenis_kelamin for cell in self.facts.cells}
        if told == {BOTH}:
            return [BOTH]
        return [BOTH, "L", "P", *(["TT"] if "TT" in told else [])]

    def _lay(self, depth: int, sexes: list[str], ages: list[str], codes: list[str]) -> None:
        places = self.tree.down_to(depth)
        axes = product(self._measures, places, sexes, ages, codes)
        for measure, place, sex, age, code in axes:
            cell = Cell(measure, place, self.year, sex, age, code)
            self.cells[self.system.node(self.key(cell))] = cell
            for name, below in self._broken_down(cell, depth, sexes, ages, codes):
                if below and (cell, name) not in self._tied:
                    self._tied.add((cell, name))
                    self._tie(cell, below, name)

    def _broken_down(
        self, cell: Cell, depth: int, sexes: list[str], ages: list[str], codes: list[str]
    ) -> Iterator[tuple[str, list[Cell]]]:
        """Each way in which the cell is made of others of the same table."""
        below = self.tree.below(cell.wilayah, depth)
        yield "wilayah", [cell._replace(wilayah=place) for place in below]
        if cell.jenis_kelamin == BOTH:
            yield "jenis_kelamin", [cell._replace(jenis_kelamin=sex) for sex in sexes[1:]]
        inside = self._ages_within[cell.umur] if len(ages) > 1 else []
        yield f"umur {cell.umur}", [cell._replace(umur=age) for age in inside]
        if cell.rincian == ALL and len(codes) > 1:
            name = dimension(codes[1])
            yield name, [cell._replace(rincian=code) for code in codes[1:]]

    def _tie(self, cell: Cell, below: Sequence[Cell], name: str) -> None:
        whole, keys = self.key(cell), [self.key(one) for one in below]
        self.parts[self.system.node(whole)] += [self.system.node(key) for key in keys]
        family = (name.partition(" ")[0], cell.ukuran)
        if not (name in self.rules.several or family in self.several):
            self.system.whole_of(whole, keys, family)
            return
        for key in keys:
            self.system.at_most(key, [whole], (*family, "bagian"))
        self.system.at_most(whole, keys, (*family, "gabungan"))
        self._overlapping.append((cell, below, family))

    def _tie_measures(self) -> None:
        for part, whole in self.rules.pairs:
            if {part, whole} <= set(self._measures):
                for cell in [c for c in self.cells.values() if c.ukuran == part]:
                    more = self.key(cell._replace(ukuran=whole))
                    self.system.at_most(self.key(cell), [more], ("bagian", part, whole))
                self._tie_rest(part, whole)

    def _tie_rest(self, part: str, whole: str) -> None:
        """Those of the whole measure who are not in its part are of their kinds too.

        Kinds that leave nobody twice say so by themselves.
        """
        for cell, below, family in self._overlapping:
            if cell.ukuran != part:
                continue
            kinds = [(self.key(one._replace(ukuran=whole)), self.key(one)) for one in below]
            everybody = (self.key(cell._replace(ukuran=whole)), self.key(cell))
            for more, less in kinds:
                self.system.differ([(more, less)], [everybody], (*family, whole, "gabungan"))
            self.system.differ([everybody], kinds, (*family, whole, "gabungan"))

    def watched(self) -> Iterator[tuple[int, Kind]]:
        """Every cell that is not shown, with why it is watched."""
        planned = {_plan(cell) for cell in self.facts.cells}
        for node, cell in self.cells.items():
            if cell in self.facts.hidden:
                yield node, "tersembunyi"
            elif cell not in self.facts.known and not cell.wilayah.endswith(REST):
                yield node, "tersirat" if _plan(cell) in planned else "silang"


def _plan(cell: Cell) -> tuple:
    """What cells of one published table have in common."""
    sexed = cell.jenis_kelamin != BOTH
    return cell.ukuran, level(cell.wilayah), sexed, cell.umur, dimension(cell.rincian)


def _within(umur: str, finest: Sequence[str]) -> list[str]:
    """The finest ranges that make up an age; an age that is as fine is its own."""
    taken = spans(umur)
    return [
        atom for atom in finest for (low, high), in [spans(atom)]
        if any(first <= low and high <= last for first, last in taken)
    ]  # fmt: skip


def _parted(umur: str, made: Mapping[str, frozenset[str]]) -> list[str]:
    """The widest other labels, apart from each other, that together make up an age."""
    left, parts = made[umur], list[str]()
    for label in sorted(made, key=lambda each: (-_width(each, made), each)):
        if made[label] < made[umur] and made[label] <= left and made[label]:
            parts.append(label)
            left -= made[label]
    return parts


def _width(umur: str, made: Mapping[str, frozenset[str]]) -> int:
    return sum(high - low + 1 for atom in made[umur] for low, high in spans(atom))


def split(facts: Facts, rules: Rules) -> list[Facts]:
    """The facts of each year, apart for measures that no pair and no rate ties together."""
    rates = [(ratio.numerator.ukuran, ratio.denominator.ukuran) for ratio in facts.ratios]
    group = _groups({cell.ukuran for cell in facts.cells}, [*rules.pairs, *rates])
    apart: Mapping[tuple[str, int], Facts] = defaultdict(Facts)

    def own(cell: Cell) -> Facts:
        return apart[group[cell.ukuran], cell.tahun]

    for cell, known in facts.known.items():
        own(cell).known[cell] = known
    for cell, place in facts.hidden.items():
        own(cell).hidden[cell] = place
    for cell in facts.absent:
        own(cell).absent.add(cell)
    for cell, least in facts.enough.items():
        own(cell).enough[cell] = least
    for ratio in facts.ratios:
        own(ratio.numerator).ratios.append(ratio)
    return list(apart.values())


def _groups(names: set[str], ties: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each name with one that stands for all that it is tied to."""
    group = {name: name for name in names}
    for one, other in ties:
        if one in names and other in names:
            kept, gone = group[other], group[one]
            group = {name: kept if now == gone else now for name, now in group.items()}
    return group
