"""Invented victims, the ages of some of them unknown, and the ways a reader may take that."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product
from random import Random

import highspy
from penyerang import Attacker

from pipelines.audit.facts import same_age
from pipelines.audit.rules import Rules
from pipelines.protect.links import Cell
from schemas import audit

MEASURE, YEAR, LEAST = "korban_kekerasan", 2025, 5
UNKNOWN = "?"
Atom = tuple[str, str, str]  # kecamatan, sex, finest age
Ages = Mapping[str, Sequence[str]]  # the bands that are counted and that a finest age lies in
FLAT: Ages = {"anak": ("0-17",), "dewasa": ("18+",), UNKNOWN: ()}
NESTED: Ages = {"kecil": ("0-12", "0-17"), "remaja": ("13-17", "0-17"), "dewasa": ("18+",),
                UNKNOWN: ()}  # fmt: skip
GAP: Ages = {"anak": ("0-17",), "dewasa": ("18+",), "lansia": ("18+", "60+"), UNKNOWN: ()}


def victims(chance: Random, ages: Ages) -> dict[Atom, int]:
    """Some kecamatan of one or two kabupaten, mostly with few victims."""
    sizes = [chance.choice((1, 2)) for _ in range(chance.choice((1, 1, 2)))]
    codes = [f"36.0{k + 1}.{c + 1:02}" for k, size in enumerate(sizes) for c in range(size)]
    few = chance.choice(((0, 1, 2, 3), (0, 1, 3, 6, 9), (4, 8, 12, 20)))
    unknown = (0, 0, 0, 1, 2, 4, 8)
    return {atom: chance.choice(unknown if atom[2] == UNKNOWN else few)
            for atom in product(codes, "LP", ages)}  # fmt: skip


def counted(
    atoms: Mapping[Atom, int], ages: Ages
) -> tuple[dict[Cell, int], dict[Cell, list[Atom]]]:
    """The number of every count, and the finest cells that it takes in."""
    numbers, members = Counter[Cell](), dict[Cell, list[Atom]]()
    for (code, sex, age), number in atoms.items():
        for region, who, band in product(
            (code[:2], code[:5], code), (sex, "L+P"), ("semua", *ages[age])
        ):
            cell = Cell(MEASURE, region, YEAR, band, "semua", who)
            numbers[cell] += number
            members.setdefault(cell, []).append((code, sex, age))
    return dict(numbers), members


def readings(
    atoms: Mapping[Atom, int], members: Mapping[Cell, Sequence[Atom]], shown: Mapping[Cell, int],
    ample: Collection[Cell] = (),
) -> Iterator[tuple[str, Attacker]]:  # fmt: skip
    """The bands are at most the whole; they add up everywhere; they do wherever one is hidden.

    The latter two where the shown numbers do not contradict them. Of `ample` cells everybody is
    told that they are enough.
    """
    told = [(dict.fromkeys(members[cell], 1), LEAST, highspy.kHighsInf) for cell in ample]
    wholes = [c for c in members if c.umur == "semua" and len(c.kode_wilayah) < 8]
    secret = [c for c in wholes if any(o not in shown for o in members if _same(c, o))]

    def nobody_unknown_in(cells: Collection[Cell]):
        return [({a: 1 for a in members[c] if a[2] == UNKNOWN}, 0, 0) for c in cells]

    yield "paling banyak", Attacker(atoms, members, shown, told)
    for name, cells in (("genap", wholes), ("genap di mana ada yang tersembunyi", secret)):
        attacker = Attacker(atoms, members, shown, [*told, *nobody_unknown_in(cells)])
        attacker.highs.run()
        if attacker.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            yield name, attacker


def _same(one: Cell, other: Cell) -> bool:
    return one._replace(umur=other.umur) == other


def as_published(
    shown: Mapping[Cell, int], hidden: Collection[Cell], ample: Collection[Cell] = ()
) -> tuple[audit.Facts, Rules]:
    """What the audit reads of it, with the regions that there are."""
    below: dict[str, set[str]] = {}
    for cell in (*shown, *hidden):
        below.setdefault(cell.kode_wilayah.rpartition(".")[0], set()).add(cell.kode_wilayah)
    facts = audit.Facts(
        {in_audit(cell): audit.Known(number, "cacah") for cell, number in shown.items()},
        {in_audit(cell): "cacah" for cell in hidden if cell not in ample},
        {in_audit(cell) for cell in ample},
    )
    return facts, Rules({MEASURE: LEAST}, children=lambda code: sorted(below.get(code, ())))


def in_audit(cell: Cell) -> audit.Cell:
    return audit.Cell(cell.ukuran, cell.kode_wilayah, cell.tahun, cell.jenis_kelamin,
                      same_age(cell.umur), cell.rincian)  # fmt: skip
