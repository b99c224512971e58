"""Open a setoran as it is: every sheet as rows of cells whose position is the one Excel shows."""

import csv
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from schemas.sumber import Locale, Source
from schemas.temuan import BrokenFile, Finding
from schemas.wilayah import System

Cell = object
WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}
TEXTS = {".csv", ".tsv", ".txt"}
MAX_UNPACKED_MB = 512
BYTES_PER_CELL = 16
COLUMN = re.compile(rb'r="([A-Z]{2,3})\d')  # cells from column AA on
ROW = re.compile(rb'<row[^>]*? r="(\d+)"')
ZIP_MAGIC, OLE_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name ("" for a CSV) and its rows from row 1, column A on."""

    name: str
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Setoran:
    """One delivered file, known by where it lies and by the hash of its bytes."""

    path: Path
    label: str  # how people call it: its path inside the drop folder

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.path.read_bytes()).hexdigest()

    def sheets(self) -> Sequence[Sheet]:
        """All sheets; raises BrokenFile, with one Indonesian sentence, when it is unreadable."""
        try:
            return _open(self.path, self.label, self.path.stat().st_mtime_ns)
        except OSError as error:
            raise BrokenFile(Finding("B4", self.label, fakta={"sebab": _why(error)})) from error


@dataclass(frozen=True)
class Delivery:
    """A setoran with what its folder and the cover letter say of it."""

    setoran: Setoran
    source: Source
    facts: Mapping[str, str] = field(default_factory=dict)
    home: str = ""
    system: System | None = None
    locale: Locale | None = None


def address(row: int, column: int) -> str:
    """The Excel address of a cell from its 0-based row and column: (2, 1) is B3."""
    return f"{_letters(column)}{row + 1}"


@cache
def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - keeps the graph quick to load

    return get_column_letter(column + 1)


def cell_text(cell: Cell) -> str:
    """A cell as text: whole floats lose their ".0", text is trimmed and single-spaced."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def percent_cells(setoran: Setoran, sheet: str) -> frozenset[str]:
    """Addresses that a workbook shows as percent: they hold 0.0982 where people read 9,82%."""
    if setoran.path.suffix.lower() not in (".xlsx", ".xlsm"):
        return frozenset()
    from openpyxl import load_workbook  # noqa: PLC0415 - keeps the graph quick to load

    cells = (cell for row in load_workbook(setoran.path)[sheet].iter_rows() for cell in row)
    return frozenset(cell.coordinate for cell in cells if "%" in (cell.number_format or ""))


@lru_cache(maxsize=64)
def _open(path: Path, label: str, _modified: int) -> Sequence[Sheet]:
    suffix = path.suffix.lower()
    if path.is_file() and path.stat().st_size == 0:
        raise BrokenFile(Finding("B1", label))
    if suffix in WORKBOOKS:
        return _open_workbook(path, label)
    if suffix in TEXTS:
        return [_open_text(path, label)]
    raise BrokenFile(Finding("B5", label, fakta={"akhiran": suffix or "tanpa akhiran"}))


def _why(error: OSError) -> str:
    """Why the system does not give us a file, for people who cannot read its English."""
    if isinstance(error, PermissionError):
        return "tidak ada izin membacanya, atau sedang dibuka program lain"
    if isinstance(error, FileNotFoundError):
        return "berkasnya sudah dipindahkan atau dihapus"
    if isinstance(error, IsADirectoryError):
        return "ini map, bukan berkas"
    return f"komputer menolak membacanya (kode {error.errno})"


def _open_workbook(path: Path, label: str) -> list[Sheet]:
    _refuse_what_is_no_workbook(path, label)
    try:
        with CalamineWorkbook.from_path(path) as book:
            return [
                Sheet(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
                for name in book.sheet_names
            ]
    except PasswordError as error:
        raise BrokenFile(Finding("B3", label)) from error
    except CalamineError as error:
        raise _not_a(label, path.suffix, "buku kerja Excel") from error


def _refuse_what_is_no_workbook(path: Path, label: str) -> None:
    with path.open("rb") as file:
        magic = file.read(4)
    if magic not in (ZIP_MAGIC, OLE_MAGIC):
        raise _not_a(label, path.suffix, "buku kerja Excel")
    if magic == ZIP_MAGIC:
        _refuse_zip_bomb(path, label)
    elif "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        raise BrokenFile(Finding("B3", label))


def _refuse_zip_bomb(path: Path, label: str) -> None:
    """Refuse what would fill the memory: entries too large unpacked, sheets that span too far."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            size = sum(entry.file_size for entry in entries) // 2**20
            if size <= MAX_UNPACKED_MB:
                size = max((_sheet_mb(archive, entry) for entry in entries), default=0)
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError) as error:
        raise _not_a(label, path.suffix, "buku kerja Excel yang utuh") from error
    if size > MAX_UNPACKED_MB:
        facts = {"ukuran": size, "batas": MAX_UNPACKED_MB}
        raise BrokenFile(Finding("B6", label, fakta=facts))


def _sheet_mb(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> int:
    """What a sheet's whole span takes in memory; one stray cell in a far corner is enough."""
    if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", entry.filename):
        return 0
    content = archive.read(entry)
    columns = {bytes(letters) for letters in COLUMN.findall(content)} or {b"Z"}
    widest = max(columns, key=lambda letters: (len(letters), letters))
    width = sum(26**power * (letter - 64) for power, letter in enumerate(reversed(widest)))
    rows = max((int(number) for number in ROW.findall(content)), default=0)
    return width * rows * BYTES_PER_CELL // 2**20


def _open_text(path: Path, label: str) -> Sheet:
    raw = path.read_bytes()
    if b"\0" in raw:
        raise _not_a(label, path.suffix, "teks CSV")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        return Sheet("", list(lines))
    except csv.Error as error:  # most often a quote that is never closed
        raise _not_a(label, path.suffix, "teks CSV yang utuh") from error


def _delimiter(text: str) -> str:
    """The separator that the first lines use most: Excel in Indonesia writes semicolons."""
    head = "\n".join(text.splitlines()[:20])
    return max(",;\t", key=head.count)


def _not_a(label: str, suffix: str, kind: str) -> BrokenFile:
    return BrokenFile(Finding("B2", label, fakta={"jenis": kind, "akhiran": suffix}))
