"""Tell which contacts are of one person, by hashed numbers alone and never on a guess."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Contact:
    """One contact of a person with a channel; numbers are hashed, "" where there is none.

    `korban` is a register's own code of a victim, which means something in that register alone;
    `daftar` says that the row is of the register of cases, where a row is a victim of a case.
    """

    orang: str = ""
    kasus: str = ""
    korban: str = ""
    jenis_kelamin: str = "TT"
    daftar: bool = False


def link(contacts: Sequence[Contact]) -> list[int]:
    """A number per contact, the same for contacts of one person; the order says nothing.

    Contacts with one NIK are of one person. Those with one code of a victim, or one number of
    a case, are so too, unless that code or case speaks of two: two NIK, men and women, or two
    victims of the register. A chain that would make one person of two NIK is not followed:
    its contacts without NIK are then persons of their own.
    """
    rows = range(len(contacts))
    by_person = _groups((c.orang, row) for row, c in zip(rows, contacts, strict=True))
    indirect = [
        group
        for groups in (
            _groups((c.korban, row) for row, c in zip(rows, contacts, strict=True)),
            _groups((c.kasus, row) for row, c in zip(rows, contacts, strict=True)),
        )
        for group in groups.values()
        if _speaks_of_one([contacts[row] for row in group])
    ]
    joined = _joined(len(contacts), [*by_person.values(), *indirect])
    strict = _joined(len(contacts), by_person.values())
    numbers: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        numbers[joined[row]] |= {contacts[row].orang} - {""}
    return [joined[row] if len(numbers[joined[row]]) < 2 else ~strict[row] for row in rows]


def _groups(keyed: Iterable[tuple[str, int]]) -> Mapping[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for key, row in keyed:
        if key:
            groups[key].append(row)
    return groups


def _speaks_of_one(group: Sequence[Contact]) -> bool:
    """Whether the contacts under one code or case may all be of one person."""
    numbers = {c.orang for c in group} - {""}
    sexes = {c.jenis_kelamin for c in group} & {"L", "P"}
    victims = [c.korban or c.orang for c in group if c.daftar]
    listed = len({v for v in victims if v}) + victims.count("")
    return len(numbers) < 2 and len(sexes) < 2 and listed < 2


def _joined(many: int, groups: Iterable[Sequence[int]]) -> list[int]:
    """The least row of what each row hangs together with."""
    above = list(range(many))

    def top(row: int) -> int:
        while above[row] != row:
            above[row] = above[above[row]]
            row = above[row]
        return row

    for first, *others in groups:
        for other in others:
            low, high = sorted((top(first), top(other)))
            above[high] = low
    return [top(row) for row in range(many)]
