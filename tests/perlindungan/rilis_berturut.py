"""Invented releases one after the other: victims are born late, move, and are taken out again."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import polars as pl
from hypothesis import strategies as st
from penyerang import Attacker, broken
from tabel import rows
from tabel_acak import AGES, FORMS, MEASURE, SEXES, YEAR, Atom, counted, towns

from pipelines.audit.gate import Refused
from pipelines.audit.release import audit
from pipelines.hold_back import until_it_passes
from pipelines.protect.history import Earlier
from pipelines.protect.links import Cell
from pipelines.protect.release import Protected, protect
from pipelines.publish_release import MANIFEST
from schemas.audit import AuditReport
from schemas.indikator import Indikator

Victims = Mapping[Atom, int]
HEAD = "wilayah ukuran umur rincian L P\n"
NOTHING = pl.DataFrame(
    schema={name: column.dtype.type for name, column in Indikator.to_schema().columns.items()}
)


@st.composite
def corrected(draw, most: int = 3) -> list[Victims]:
    """The same places two to four times: each time some cases came, went or moved."""
    states = [draw(towns())]
    for _ in range(draw(st.integers(1, most))):
        states.append(_changed(draw, states[-1]))
    return states


def _changed(draw, before: Victims) -> Victims:
    after, atoms = dict(before), [*before]
    for _ in range(draw(st.integers(1, 4))):
        many, how = (
            draw(st.integers(1, 8)),
            draw(st.sampled_from(("born", "born", "gone", "moved"))),
        )
        one = draw(st.sampled_from(atoms))
        if how != "born":
            many = min(many, after[one])
            after[one] -= many
        if how == "moved":
            places = sorted({atom[0] for atom in atoms})
            one = (draw(st.sampled_from(places)), *one[1:])
        if how != "gone":
            after[one] += many
    return after


def harmonised(victims: Victims) -> pl.DataFrame:
    """What a case file counts of them: by kecamatan and sex, whole, by age and by form."""
    numbers, _ = counted(victims)
    parts = [("semua", "semua"), *((age, "semua") for age in AGES),
             *(("semua", f"bentuk={form}") for form in FORMS)]  # fmt: skip
    lines = [
        f"{place} {MEASURE} {age} {form} "
        + " ".join(str(numbers[Cell(MEASURE, place, YEAR, age, form, sex)]) for sex in SEXES)
        for place in sorted({atom[0] for atom in victims})
        for age, form in parts
    ]
    return rows(HEAD + "\n".join(lines))


@dataclass
class Published:
    """Releases as outsiders have them, with the victims that the numbers of each are of."""

    folder: Path
    tables: list[pl.DataFrame] = field(default_factory=list)
    behind: list[Victims] = field(default_factory=list)
    refused: list[AuditReport] = field(default_factory=list)
    held: int = 0

    def publish(self, victims: Victims) -> Protected:
        """One more release, as the office makes it; raises Refused when it is stuck."""
        earlier = [Earlier(table, NOTHING) for table in self.tables]
        past = [self.folder / str(number) for number in range(len(self.tables))]
        place = self.folder / str(len(self.tables))
        place.mkdir()

        def attempt(hold) -> Protected:
            found = protect(NOTHING, harmonised(victims), [], earlier, hold)
            found.cacah.write_parquet(place / "cacah.parquet")
            (place / MANIFEST).write_text(json.dumps({}), encoding="utf-8")
            report = audit(place, past)
            if not report.passed:
                self.refused.append(report)
                raise Refused(report)
            return found

        found = until_it_passes(attempt)
        stands = bool(found.report.tertahan) and bool(self.behind)
        self.held += bool(found.report.ditolak)
        self.tables.append(found.cacah)
        self.behind.append(self.behind[-1] if stands else victims)
        return found

    def cells(self) -> Iterator[tuple[tuple[int, Cell], int | None]]:
        for number, table in enumerate(self.tables):
            for *cell, shown in table.select(*Cell._fields, "jumlah").iter_rows():
                yield (number, Cell(*cell)), shown


Knowledge = list[tuple[dict[tuple[int, Atom], int], float, float]]


def told_exactly(published: Published, knowledge: Knowledge = ()) -> Attacker:  # type: ignore[assignment]
    """One who has every number of every release, and knows this of how they hang together."""
    atoms = [(number, atom) for number, each in enumerate(published.behind) for atom in each]
    members = {}
    for number, each in enumerate(published.behind):
        _, inside = counted(each)
        members |= {
            (number, cell): [(number, atom) for atom in held] for cell, held in inside.items()
        }
    shown = {cell: number for cell, number in published.cells() if number is not None}
    return Attacker(atoms, members, shown, knowledge)


def same(pairs: Sequence[tuple[int, int]], wanted) -> Knowledge:
    """That the finest cells for which `wanted` says so hold as many in both of two releases."""
    return [
        ({(one, atom): 1, (other, atom): -1}, 0, 0)
        for one, other in pairs
        for atom in wanted(one, other)
    ]


def all_pairs(published: Published) -> list[tuple[int, int]]:
    return [*combinations(range(len(published.tables)), 2)]


def unmoved(published: Published):
    """The finest cells that no changed number speaks of, or one that stayed: as far as it is true.

    What a reader takes for unchanged because the tables say nothing else. Where that is wrong it
    is a guess, and gives no certainty.
    """
    shown = dict(published.cells())

    def wanted(one: int, other: int) -> list[Atom]:
        old, new = published.behind[one], published.behind[other]
        stayed, changed = set[Atom](), set[Atom]()
        for cell, inside in counted(old)[1].items():
            then, now = shown.get((one, cell)), shown.get((other, cell))
            if then is not None and now is not None:
                (stayed if then == now else changed).update(inside)
        return [a for a in old if old[a] == new[a] and (a in stayed or a not in changed)]

    return wanted


def untouched(published: Published):
    """The finest cells of kecamatan in which nothing was corrected: true, and known by hearsay."""

    def wanted(one: int, other: int) -> list[Atom]:
        old, new = published.behind[one], published.behind[other]
        touched = {atom[0] for atom in old if old[atom] != new[atom]}
        return [atom for atom in old if atom[0] not in touched]

    return wanted


def exposed(published: Published, attacker: Attacker, least: int) -> list[tuple[int, Cell]]:
    """The hidden cells of any release of which the attacker knows too much.

    That there are some is no secret of a cell that an earlier release told: there it is the
    change, which has to be possibly nothing and possibly many.
    """
    told, found = dict[Cell, set[int]](), list[tuple[int, Cell]]()
    for (number, cell), shown in published.cells():
        if shown is not None:
            told.setdefault(cell, set()).add(shown)
            continue
        low, high = attacker.interval((number, cell))
        true = sum(published.behind[number][atom] for _, atom in attacker.members[number, cell])
        near = [old for old in told.get(cell, ()) if 0 < abs(true - old) < least]
        change = any(low > max(0, old - least) or high < old for old in near)
        few = high < least if cell in told else broken(low, high, least)
        if few or change:
            found.append((number, cell))
    return found
