"""Open a setoran as it is: every sheet as rows of cells whose position is the one Excel shows."""

import csv
import hashlib
import io
import zipfile
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
        return _open(self.path, self.label, self.path.stat().st_mtime_ns)


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


@lru_cache(maxsize=64)
def _open(path: Path, label: str, _modified: int) -> Sequence[Sheet]:
    suffix = path.suffix.lower()
    try:
        if path.stat().st_size == 0:
            raise BrokenFile(Finding("B1", label))
        if suffix in WORKBOOKS:
            return _open_workbook(path, label)
        if suffix in TEXTS:
            return [_open_text(path, label)]
    except OSError as error:
        raise BrokenFile(Finding("B4", label, fakta={"sebab": error.strerror})) from error
    raise BrokenFile(Finding("B5", label, fakta={"akhiran": suffix or "tanpa akhiran"}))


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
    elif path.suffix.lower() not in (".xls",) and b"E\0n\0c\0r\0y\0p\0t" in path.read_bytes():
        raise BrokenFile(Finding("B3", label))


def _refuse_zip_bomb(path: Path, label: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist()) // 2**20
    except zipfile.BadZipFile as error:
        raise _not_a(label, path.suffix, "buku kerja Excel yang utuh") from error
    if size > MAX_UNPACKED_MB:
        facts = {"ukuran": size, "batas": MAX_UNPACKED_MB}
        raise BrokenFile(Finding("B6", label, fakta=facts))


def _open_text(path: Path, label: str) -> Sheet:
    raw = path.read_bytes()
    if b"\0" in raw:
        raise _not_a(label, path.suffix, "teks CSV")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    return Sheet("", list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))))


def _delimiter(text: str) -> str:
    """The separator that the first lines use most: Excel in Indonesia writes semicolons."""
    head = "\n".join(text.splitlines()[:20])
    return max(",;\t", key=head.count)


def _not_a(label: str, suffix: str, kind: str) -> BrokenFile:
    return BrokenFile(Finding("B2", label, fakta={"jenis": kind, "akhiran": suffix}))
