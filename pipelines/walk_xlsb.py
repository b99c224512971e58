"""Walk the records of an .xlsb part: which cells a sheet holds and of what kind they are."""

import struct
from collections.abc import Iterator

SHEET = 156
ROW, BLANK, LAST_CELL, RICH_TEXT = 0, 1, 11, 62
ERRORS = {3, 11}  # an error typed in, an error that a formula gave
ERROR_TEXTS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip


def records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind of each record, and where its content begins and ends; ValueError when cut short."""
    at = 0
    while at < len(part):
        kind, at = _number(part, at, 2)
        size, at = _number(part, at, 4)
        if at + size > len(part):
            raise ValueError("record cut short")
        yield kind, at, at + size
        at += size


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte; the kind of a record keeps its marks, as tables list it."""
    number = 0
    for place in range(most):
        byte = part[at]
        at += 1
        number |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            break
    return number, at


def cells_of(part: bytes) -> Iterator[tuple[int, int, str]]:
    """Row and column from 0, and the error if it is one, of each cell with content."""
    row = 0
    for kind, start, end in records(part):
        if kind == ROW:
            (row,) = struct.unpack_from("<I", part, start)
        elif BLANK < kind <= LAST_CELL or kind == RICH_TEXT:
            (column,) = struct.unpack_from("<I", part, start)
            is_error = kind in ERRORS and end > start + 8
            yield row, column, ERROR_TEXTS.get(part[start + 8], "#?") if is_error else ""


def sheet_relations(book: bytes) -> dict[str, str]:
    """The id of the part of each sheet, by the sheet's name, from the workbook's own part."""
    found = {}
    for kind, start, _ in records(book):
        if kind == SHEET:
            link, at = _text(book, start + 8)
            name, _ = _text(book, at)
            found[name] = link
    return found


def _text(part: bytes, at: int) -> tuple[str, int]:
    (length,) = struct.unpack_from("<I", part, at)
    end = at + 4 + 2 * length
    return part[at + 4 : end].decode("utf-16-le"), end
