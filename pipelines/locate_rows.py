"""Say on which row of a CSV each record stands that was read, where some lines gave no record."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.open_register import CHUNK, Register
from schemas.temuan import BrokenFile, Finding

CLOSING = re.compile(rb'(?:[^"]|"")*"(?!")')


@dataclass(frozen=True)
class Rows:
    """Where records stand: from the n-th read record on (0-based), row = n + shift."""

    shifts: Sequence[tuple[int, int]]
    rejected: Sequence[int]  # rows that could not be read
    last: int


def locate(register: Register, read: int, rejects: Sequence[int]) -> Rows:
    """Rows of the `read` records of a register.

    `rejects` are byte offsets at or before lines that the scan refused. A spreadsheet counts
    blank lines and refused ones, but not the line breaks inside a cell. Raises BrokenFile (B2)
    where the lines and what was read do not add up: no row would be sure then.
    """
    first = register.header_row + 1
    plain = not register.separator or _lines(register) == register.header_row + read
    if plain and not rejects:
        return Rows([(0, first)], [], register.header_row + read)
    return _walk(register, read, sorted(rejects, reverse=True))


def _lines(register: Register) -> int:
    count, last = 0, b"\n"
    with register.path.open("rb") as file:
        for chunk in iter(lambda: file.read(CHUNK), b""):
            count, last = count + chunk.count(b"\n"), chunk[-1:]
    return count + (last != b"\n")


def _walk(register: Register, read: int, rejects: list[int]) -> Rows:
    shifts: list[tuple[int, int]] = []
    rejected, good, row = [], 0, 0
    for row, end, line in _records(register, rejects):
        if row <= register.header_row or not line.strip(b"\r\n"):
            continue
        if rejects and rejects[-1] < end:
            rejected.append(row)
            while rejects and rejects[-1] < end:
                rejects.pop()
            continue
        if not shifts or shifts[-1][1] != row - good:
            shifts.append((good, row - good))
        good += 1
    if good != read:
        facts = {"jenis": "teks CSV yang utuh", "akhiran": register.path.suffix}
        raise BrokenFile(Finding("B2", register.label, fakta=facts))
    return Rows(shifts, rejected, row)


def _records(register: Register, rejects: Sequence[int]) -> Iterator[tuple[int, int, bytes]]:
    """Row, end offset and first line of each record; a refused line is taken to end itself."""
    row, end, inside = 0, 0, False
    with register.path.open("rb") as file:
        for line in file:
            end += len(line)
            refused = bool(rejects) and rejects[-1] < end
            if not inside:
                row += 1
                yield row, end, line
            if inside or (register.quoted and not refused and line.count(b'"') % 2):
                inside = _leaves_open(line, register.separator.encode(), inside=inside)


def _leaves_open(line: bytes, separator: bytes, *, inside: bool) -> bool:
    """Whether a quoted cell goes on after this line; a quote amid plain text opens nothing."""
    text, at = line.rstrip(b"\r\n"), 0
    while True:
        if inside or text[at : at + 1] == b'"':
            closing = CLOSING.match(text, at if inside else at + 1)
            if closing is None:
                return True
            at, inside = closing.end(), False
        at = text.find(separator, at) + 1
        if not at:
            return False
