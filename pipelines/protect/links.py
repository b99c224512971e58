"""Say how the counts of the publication plan are related, as anybody can who knows their codes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipelines.load_reference import contained_measures
from pipelines.protect.ages import leave_a_gap, widest_inside
from pipelines.protect.system import ENDLESS, Relations
from schemas.kode import ALL, BOTH
from schemas.sources import ALL_SOURCES
from schemas.wilayah import NATION_CODE

PARTS_OF_BOTH = ("L", "P", "TT")


class Cell(NamedTuple):
    """One count: what is counted, where, when, and by what it is broken down."""

    ukuran: str
    kode_wilayah: str
    tahun: int
    umur: str = ALL
    rincian: str = ALL
    jenis_kelamin: str = BOTH


@dataclass
class Links:
    """The relations between known counts, and the cells that stand for who is left of a whole.

    A sum is taken for one only where it is one in the true numbers. `rests` holds, per breakdown
    in which one person may stand twice, how many of the whole are not in a part of it; and per
    age band that those inside it leave a gap in, how many are in the gap: those are `gaps`.
    `short` are the rows of ages and answers where somebody's is unknown in that measure and year:
    their parts are at most the whole, also where they happen to add up.
    """

    numbers: Mapping[Cell, int]
    rows: Relations = field(default_factory=Relations)
    rests: list[tuple[int, int]] = field(default_factory=list)  # the whole, and who else is in it
    gaps: set[int] = field(default_factory=set)
    short: list[int] = field(default_factory=list)
    alone: set[int] = field(default_factory=set)  # all others of a whole's parts are zero

    def __post_init__(self) -> None:
        self.place = {cell: number for number, cell in enumerate(self.numbers)}
        self.values = list(self.numbers.values())
        self._several = _several_of(self.numbers)
        self._answers: dict[tuple[str, int], list[int]] = defaultdict(list)
        for whole, parts in self._sums():
            self._sum(whole, parts)
        for whole, parts in self._answered():
            self._answer(whole, parts)
        self._loosen()
        for whole, parts in _age_sums(self.numbers, gaps=True):
            self._part(whole, parts)
        for whole, parts in self._overlapping():
            self._overlap(whole, parts)
        self._contain()

    def _sums(self) -> Iterator[tuple[Cell, list[Cell]]]:
        """Each whole with parts of which nobody is in two: regions and sexes."""
        yield from _grouped(self.numbers, _region_above)
        yield from _grouped(self.numbers, _both_sexes)

    def _answered(self) -> Iterator[tuple[Cell, list[Cell]]]:
        """Each whole with age bands or single answers that all are in whose own is known."""
        yield from _age_sums(self.numbers)
        yield from _grouped(self.numbers, self._whole_of_answer)

    def _whole_of_answer(self, cell: Cell) -> Cell | None:
        return None if dimension(cell) in self._several[_series(cell)] else _whole(cell)

    def _overlapping(self) -> Iterator[tuple[Cell, list[Cell]]]:
        """Each whole with the answers of a question that may have several."""
        several = (c for c in self.numbers if dimension(c) in self._several[_series(c)])
        groups: dict[tuple[Cell, str], list[Cell]] = defaultdict(list)
        for cell in several:
            groups[_whole(cell) or cell, dimension(cell)].append(cell)
        yield from ((whole, parts) for (whole, _), parts in groups.items())

    def _sum(self, whole: Cell, parts: list[Cell]) -> None:
        if whole not in self.place or whole in parts:
            return
        left = self.numbers[whole] - sum(map(self.numbers.__getitem__, parts))
        ends = [self.place[whole]], [self.place[part] for part in parts]
        if left >= 0:
            self.rows.add(*ends, 0, 0 if left == 0 else ENDLESS)
        filled = [part for part in parts if self.numbers[part]]
        if left == 0 and len(filled) == 1 and len(parts) > 1:
            self.alone.update(self.place[part] for part in parts if part not in filled)

    def _answer(self, whole: Cell, parts: list[Cell]) -> None:
        """A sum whose parts leave out who is of unknown age, or gave no answer."""
        before = len(self.rows.lower)
        self._sum(whole, parts)
        self._answers[_series(whole)] += range(before, len(self.rows.lower))

    def _loosen(self) -> None:
        for rows in self._answers.values():
            if any(self.rows.upper[row] == ENDLESS for row in rows):
                self.short += rows
        for row in self.short:
            self.rows.upper[row] = ENDLESS

    def _overlap(self, whole: Cell, parts: list[Cell]) -> None:
        """Nobody is in a part without being in the whole; all of the whole are in some part."""
        if whole not in self.place:
            return
        ends = [self.place[part] for part in parts], [self.place[whole]]
        if sum(map(self.numbers.__getitem__, parts)) >= self.numbers[whole]:
            self.rows.add(*ends, 0, ENDLESS)
        for part in ends[0]:
            if self.values[part] <= self.numbers[whole]:
                self._leave(ends[1][0], [part])

    def _part(self, whole: Cell, bands: list[Cell]) -> None:
        """Who is of an age that is in none of the bands is a count that nobody publishes."""
        if self.numbers[whole] >= sum(map(self.numbers.__getitem__, bands)):
            self.gaps.add(self._leave(self.place[whole], [self.place[band] for band in bands]))

    def _leave(self, whole: int, parts: Sequence[int]) -> int:
        """A cell of its own for who is in a whole and in none of the parts."""
        rest = len(self.values)
        self.values.append(self.values[whole] - sum(self.values[part] for part in parts))
        self.rows.equal(whole, [*parts, rest])
        self.rests.append((whole, rest))
        return rest

    def _contain(self) -> None:
        """Measures that count some of those whom another measure counts."""
        for part, whole in _contained():
            for cell in self.place:
                other = cell._replace(ukuran=whole)
                if cell.ukuran == part and self.numbers[cell] <= self.numbers.get(other, -1):
                    self.rows.at_most(self.place[cell], self.place[other])
        for part, whole, column in _with_several():
            self._twice(part, whole, column)

    def _twice(self, part: str, whole: str, column: str) -> None:
        """Who gave two answers or more is counted twice or more among the answers."""
        answers = [c for c in self.numbers if c.ukuran == whole and dimension(c) == column]
        groups: dict[Cell, list[Cell]] = defaultdict(list)
        for cell in answers:
            groups[cell._replace(rincian=ALL)].append(cell)
        for base, parts in groups.items():
            more = base._replace(ukuran=part)
            if base in self.place and more in self.place:
                plus = [self.place[c] for c in parts]
                minus = [self.place[base], self.place[more]]
                total = sum(self.values[p] for p in plus) - sum(self.values[m] for m in minus)
                if total >= 0:
                    self.rows.add(plus, minus, 0, ENDLESS)


def dimension(cell: Cell) -> str:
    """What its breakdown breaks down by: bentuk of bentuk=fisik, "" of the whole."""
    return "" if cell.rincian == ALL else re.sub(r"=[^|]*", "", cell.rincian)


def _whole(cell: Cell) -> Cell | None:
    return None if cell.rincian == ALL or ";" in cell.rincian else cell._replace(rincian=ALL)


def _region_above(cell: Cell) -> Cell | None:
    code = cell.kode_wilayah
    if code == NATION_CODE:
        return None
    return cell._replace(kode_wilayah=code.rpartition(".")[0] or NATION_CODE)


def _both_sexes(cell: Cell) -> Cell | None:
    return cell._replace(jenis_kelamin=BOTH) if cell.jenis_kelamin in PARTS_OF_BOTH else None


def _grouped(cells: Iterable[Cell], above) -> Iterator[tuple[Cell, list[Cell]]]:
    """Wholes with their parts, per dimension of breakdown where that is what parts them."""
    groups: dict[tuple, list[Cell]] = defaultdict(list)
    for cell in cells:
        whole = above(cell)
        if whole is not None:
            groups[whole, dimension(cell)].append(cell)
    yield from ((whole, parts) for (whole, _), parts in groups.items())


def _age_sums(cells: Iterable[Cell], *, gaps: bool = False) -> Iterator[tuple[Cell, list[Cell]]]:
    """Each age band with the widest bands inside it, where no two of them overlap.

    Those that leave out some ages of the whole are `gaps`.
    """
    bands: dict[Cell, list[str]] = defaultdict(list)
    for cell in cells:
        if ";" not in cell.umur:
            bands[cell._replace(umur=ALL)].append(cell.umur)
    for base, labels in bands.items():
        for whole in labels:
            inside = widest_inside(labels, whole)
            if inside and leave_a_gap(inside, whole) == gaps:
                yield base._replace(umur=whole), [base._replace(umur=label) for label in inside]


def _series(cell: Cell) -> tuple[str, int]:
    return cell.ukuran, cell.tahun


def _several_of(numbers: Mapping[Cell, int]) -> Mapping[tuple[str, int], set[str]]:
    """Per measure and year the questions that somebody gave more than one answer to."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for whole, parts in _grouped(numbers, _whole):
        if whole in numbers and sum(map(numbers.__getitem__, parts)) > numbers[whole]:
            found[_series(whole)].add(dimension(parts[0]))
    return found


def _contained() -> Iterator[tuple[str, str]]:
    for row in contained_measures():
        if row["tingkat"] == "galat":
            yield row["bagian"], row["keseluruhan"]


def _with_several() -> Iterator[tuple[str, str, str]]:
    """Measures of those with two answers or more: of what they are part, and which question."""
    above = dict(_contained())
    for source in ALL_SOURCES.values():
        for count in source.counts:
            if count.several and count.ukuran in above:
                yield count.ukuran, above[count.ukuran], count.several
