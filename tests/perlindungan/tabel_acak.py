"""Invented victims in invented places, counted by every margin with loops alone."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product

from hypothesis import strategies as st

from pipelines.protect.links import Cell

MEASURE, YEAR = "korban_kekerasan", 2025
Atom = tuple[str, str, str, str]  # kecamatan, sex, age, form
SEXES, AGES, FORMS = ("L", "P"), ("0-17", "18+"), ("fisik", "psikis", "seksual")


def regions_of(code: str) -> list[str]:
    """A kecamatan and all it lies in."""
    return [code[:2], code[:5], code]


@st.composite
def towns(draw) -> Mapping[Atom, int]:
    """Some kecamatan of one or two kabupaten, mostly with few victims, one form each."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=2))
    codes = [f"36.0{k + 1}.{c + 1:02}" for k, size in enumerate(sizes) for c in range(size)]
    atoms = [*product(codes, SEXES, AGES, FORMS)]
    numbers = draw(st.lists(st.sampled_from((0, 0, 0, 1, 1, 2, 3, 6, 9)),
                            min_size=len(atoms), max_size=len(atoms)))  # fmt: skip
    return dict(zip(atoms, numbers, strict=True))


def margins_of(atom: Atom) -> Iterator[Cell]:
    """Every count of the plan that a person of this cell is in: no margin has age and form."""
    code, sex, age, form = atom
    for region in regions_of(code):
        for who in (sex, "L+P"):
            for years, what in (("semua", "semua"), (age, "semua"), ("semua", f"bentuk={form}")):
                yield Cell(MEASURE, region, YEAR, years, what, who)


def counted(atoms: Mapping[Atom, int]) -> tuple[dict[Cell, int], dict[Cell, list[Atom]]]:
    """The number of every count, and the finest cells that it takes in."""
    numbers, members = Counter[Cell](), dict[Cell, list[Atom]]()
    for atom, number in atoms.items():
        for cell in margins_of(atom):
            numbers[cell] += number
            members.setdefault(cell, []).append(atom)
    return dict(numbers), members
