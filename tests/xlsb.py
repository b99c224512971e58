"""A smallest .xlsb for tests: the records that a sheet of texts, numbers and errors needs."""

import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ERRORS = {"#DIV/0!": 0x07, "#N/A": 0x2A}
Cells = Mapping[tuple[int, int], object]


def write_xlsb(path: Path, cells: Cells, name: str = "Data") -> Path:
    """One sheet with cells at 0-based row and column: a text, a number, an error, or None."""
    link = _text("rId1")
    bundle = _record(156, struct.pack("<II", 0, 1) + link + _text(name))
    book = _record(131) + _record(143) + bundle + _record(144) + _record(132)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}/content-types"/>')
        archive.writestr("xl/workbook.bin", book)
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{RELATION}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.bin", _sheet(cells))
    return path


def _sheet(cells: Cells) -> bytes:
    rows = sorted({row for row, _ in cells})
    part = _record(129) + _record(148, struct.pack("<IIII", 0, max(rows), 0, 1)) + _record(145)
    for row in rows:
        part += _record(0, struct.pack("<IIHBBBI", row, 0, 0, 0, 0, 0, 0))
        part += b"".join(_cell(at[1], cells[at]) for at in sorted(cells) if at[0] == row)
    return part + _record(146) + _record(130)


def _cell(column: int, content: object) -> bytes:
    at = struct.pack("<II", column, 0)
    if content is None:
        return _record(1, at)
    if content in ERRORS:
        return _record(3, at + bytes([ERRORS[content]]))
    if isinstance(content, str):
        return _record(6, at + _text(content))
    return _record(5, at + struct.pack("<d", content))


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, content: bytes = b"") -> bytes:
    return _number(kind) + _number(len(content)) + content


def _number(number: int) -> bytes:
    if number < 0x80:
        return bytes([number])
    return bytes([number & 0x7F | 0x80]) + _number(number >> 7)
