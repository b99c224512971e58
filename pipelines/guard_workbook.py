"""Refuse a workbook before it is read when its sheets would fill the memory or are damaged."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from string import ascii_uppercase, digits

from pipelines.refuse_file import MAX_MB, WHOLE_WORKBOOK, check_size, locked, not_a
from pipelines.walk_xlsb import cells_of

BYTES_PER_CELL = 36  # in calamine, with its place in our list
LAST_COLUMN = 2**14
CHUNK, OVERLAP = 2**23, 2**10
LETTERS, DIGITS = ascii_uppercase.encode(), digits.encode()
# rows, cells from column AA on, cells below row 999,999: what bounds the span of a sheet, without
# a look at each of its cells
EDGE = re.compile(rb"""r=["'](?![A-Z]\d{1,6}["'])([A-Z]{0,3}\d{1,9})""")
FILLED = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,9})["'][^>]*(?<!/)>""")
END_OF_TEXT = re.compile(rb"</(?:\w+:)?si>")
SHOWN_TEXT = re.compile(rb"""\bt=["']s["'][^>]*>\s*<(?:\w+:)?v>(\d{1,9})<""")
SHORTEST_CELL = 26  # <c r="A1" t="s"><v>0</v></c>
ODS_PART = re.compile(
    rb"<table:(table-row|table|(?:covered-)?table-cell)(?=[\s/>])([^>]*)>|</table:(table-row)>"
)
REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,9})"')
DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
    IndexError, struct.error,
)  # fmt: skip
Span = tuple[int, int]


def guard_zip(raw: bytes, part: str, span: Callable[[zipfile.ZipFile, str], Span]) -> None:
    """Check a zipped workbook whose sheets are the parts that match; `span` measures one.

    Reads what calamine will read, so that a wrong checksum or size shows before it does.
    Raises BrokenFile: B2 damaged, B3 encrypted, B6 too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = archive.infolist()
            check_size(sum(entry.file_size for entry in entries))
            if _is_encrypted(archive):
                raise locked()
            names = [entry.filename for entry in entries]
            sheets = [
                name for name in names if re.fullmatch(part, name.replace("\\", "/").casefold())
            ]
            spans = [span(archive, name) for name in sheets]
            check_size(_shared_text(archive, sheets))
            for name in set(names) - set(sheets):
                if name.casefold().endswith((".xml", ".rels", ".bin")):
                    _read_through(archive, name)
    except DAMAGED as error:
        raise not_a(WHOLE_WORKBOOK) from error
    check_size(sum(rows * columns for rows, columns in spans) * BYTES_PER_CELL)
    if any(columns > LAST_COLUMN for _, columns in spans):
        raise not_a(WHOLE_WORKBOOK)


def normal_name(name: str) -> str:
    """A part's name as other parts write it: some programs write backslashes or capitals."""
    return name.replace("\\", "/").casefold()


def _shared_text(archive: zipfile.ZipFile, sheets: list[str]) -> int:
    """Bytes of all texts of an .xlsx that its sheets share, counted each time one is shown.

    A text is stored once and shown as often as a sheet likes, and each time it takes memory.
    """
    stored = [name for name in archive.namelist() if normal_name(name) == "xl/sharedstrings.xml"]
    lengths = [len(text) for name in stored for text in END_OF_TEXT.split(archive.read(name))]
    size = sum(archive.getinfo(name).file_size for name in sheets)
    if max(lengths, default=0) * size // SHORTEST_CELL <= MAX_MB * 2**20:
        return 0
    shown = (SHOWN_TEXT.findall(chunk) for name in sheets for chunk in chunks(archive, name))
    return sum(lengths[int(number)] for numbers in shown for number in numbers)


def _is_encrypted(archive: zipfile.ZipFile) -> bool:
    manifest = "META-INF/manifest.xml"
    listed = manifest in archive.namelist() and b"encryption-data" in archive.read(manifest)
    return listed or any(entry.flag_bits & 1 for entry in archive.infolist())


def _read_through(archive: zipfile.ZipFile, name: str) -> None:
    for _ in chunks(archive, name):
        pass


def chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A part piece by piece, each beginning with the end of the one before."""
    with archive.open(name) as file:
        tail = b""
        while piece := file.read(CHUNK):
            yield tail + piece
            tail = piece[-OVERLAP:]


def span_of_xlsx(archive: zipfile.ZipFile, name: str) -> Span:
    """Rows and columns up to the last cell; formatting alone counts only when in doubt."""
    rows, columns = 1, 26
    for chunk in chunks(archive, name):
        found = EDGE.findall(chunk)
        rows = max(rows, max((int(edge.lstrip(LETTERS)) for edge in found), default=0))
        letters = {edge.rstrip(DIGITS) for edge in found}
        columns = max(columns, *map(column_number, letters or {b""}))
    if rows * columns * BYTES_PER_CELL <= MAX_MB * 2**20:
        return rows, columns
    filled = [cell for chunk in chunks(archive, name) for cell in FILLED.findall(chunk)]
    last = max((int(row) for _, row in filled), default=0)
    return last, max((column_number(letters) for letters, _ in set(filled)), default=0)


def column_number(letters: bytes) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def span_of_xlsb(archive: zipfile.ZipFile, name: str) -> Span:
    """Rows and columns up to the last cell that is not blank."""
    rows = columns = 0
    for row, column, _ in cells_of(archive.read(name)):
        rows, columns = max(rows, row + 1), max(columns, column + 1)
    return rows, columns


def span_of_ods(archive: zipfile.ZipFile, name: str) -> Span:
    """Rows of all sheets together and the widest of them, counted up to the last filled cell.

    Raises BrokenFile (B6) for long texts that are repeated often.
    """
    content = archive.read(name)
    if b"<!ENTITY" in content:
        raise ValueError(name)
    total = widest = bottom = row = column = repeat = text = times = end_of_last = 0
    for found in ODS_PART.finditer(content):
        text += (found.start() - end_of_last) * times
        end_of_last, times = found.end(), 0
        part, attributes, end = found.groups()
        many = REPEATED.search(attributes or b"")
        count = int(many[1]) if many else 1
        if part == b"table":
            total, bottom, row = total + bottom, 0, 0
        elif part == b"table-row":
            column, repeat = 0, count
            row += count if attributes.endswith(b"/") else 0
        elif end == b"table-row":
            row += repeat
        elif part:
            column += count
            if b"value-type" in attributes or b"table:formula" in attributes:
                bottom, widest = row + repeat, max(widest, column)
                times = count * repeat
    check_size(text)
    return total + bottom, widest
