"""Open a setoran as it is: every sheet as rows of cells whose position is the one Excel shows."""

import gc
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property, lru_cache
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pipelines.guard_workbook import guard_zip, span_of_ods, span_of_xlsb, span_of_xlsx
from pipelines.inspect_cells import CellFacts, formula_facts, percent_facts
from pipelines.read_html import read_html
from pipelines.read_spreadsheetml import read_spreadsheetml
from pipelines.read_text import decode, read_text
from pipelines.read_xls import read_xls
from pipelines.refuse_file import WHOLE_WORKBOOK, check_size, locked, not_a
from pipelines.tell_format import Format, format_of
from schemas.sumber import Locale, Source
from schemas.temuan import BrokenFile, Finding
from schemas.wilayah import System

Cell = object
SHEETS_OF = {
    "xlsx": (r"xl/worksheets/[^/]+\.xml", span_of_xlsx),
    "xlsb": (r"xl/worksheets/[^/]+\.bin", span_of_xlsb),
    "ods": (r"content\.xml", span_of_ods),
}


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name ("" where the file names none) and its rows from row 1, column A on."""

    name: str
    rows: Sequence[Sequence[Cell]]
    hidden: bool = False


@dataclass(frozen=True)
class Setoran:
    """One delivered file, known by where it lies and by the hash of its bytes."""

    path: Path
    label: str  # how people call it: its path inside the drop folder

    @cached_property
    def digest(self) -> str:
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def sheets(self) -> Sequence[Sheet]:
        """All sheets; raises BrokenFile, with one Indonesian sentence, when it is unreadable."""
        with _told_of(self):
            return _open(self.path, self.path.stat().st_mtime_ns)


@contextmanager
def _told_of(setoran: Setoran) -> Iterator[None]:
    """Whatever goes wrong with the file is told under its own name."""
    try:
        yield
    except OSError as error:
        raise BrokenFile(Finding("B4", setoran.label, fakta={"sebab": _why(error)})) from error
    except BrokenFile as broken:
        facts = dict(broken.finding.fakta)
        if "akhiran" in facts:
            facts["akhiran"] = setoran.path.suffix.lower() or "tanpa akhiran"
        raise BrokenFile(replace(broken.finding, berkas=setoran.label, fakta=facts)) from broken


@dataclass(frozen=True)
class Delivery:
    """A setoran with what its folder and the cover letter say of it."""

    setoran: Setoran
    source: Source
    facts: Mapping[str, str] = field(default_factory=dict)
    home: str = ""
    system: System | None = None
    locale: Locale | None = None
    origin: str = ""  # of a balikan that was sent back: the file it returned
    received: date | None = None  # the day it was handed over, where the letter states one


def address(row: int, column: int) -> str:
    """The Excel address of a cell from its 0-based row and column: (2, 1) is B3."""
    return f"{_letters(column)}{row + 1}"


@cache
def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - keeps the graph quick to load

    return get_column_letter(column + 1)


def percent_cells(setoran: Setoran, sheet: str) -> frozenset[str]:
    """Addresses that a workbook shows as percent: they hold 0.0982 where people read 9,82%."""
    with _told_of(setoran):
        places = percent_facts(*_content(setoran.path), sheet)
    return frozenset(address(*place) for place in places)


def uncalculated_cells(setoran: Setoran, sheet: str) -> frozenset[str]:
    """Addresses of formulas that were saved without a result; reading gives "" for them."""
    return frozenset(address(*place) for place in _facts(setoran, sheet).uncalculated)


def error_cells(setoran: Setoran, sheet: str) -> Mapping[str, str]:
    """Address of each cell that holds an error, as Excel shows it (#DIV/0!); reading gives ""."""
    return {address(*place): shown for place, shown in _facts(setoran, sheet).errors.items()}


def _facts(setoran: Setoran, sheet: str) -> CellFacts:
    with _told_of(setoran):
        return _formula_facts(setoran.path, sheet, setoran.path.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _formula_facts(path: Path, sheet: str, _modified: int) -> CellFacts:
    return formula_facts(*_content(path), sheet)


@lru_cache(maxsize=64)
def _open(path: Path, _modified: int) -> Sequence[Sheet]:
    raw, form = _content(path)
    if form == "teks":
        return [Sheet("", read_text(decode(raw)))]
    if form == "html":
        return [Sheet(*read_html(decode(raw)))]
    if form == "xml":
        pages = read_spreadsheetml(decode(raw))
        return [Sheet(page.name, page.rows, page.hidden) for page in pages]
    if form == "xls":
        return [Sheet(page.name, page.rows, page.hidden) for page in read_xls(raw)]
    guard_zip(raw, *SHEETS_OF[form])
    return _open_with_calamine(raw)


def _content(path: Path) -> tuple[bytes, Format]:
    check_size(path.stat().st_size)
    raw = path.read_bytes()
    if not raw:
        raise BrokenFile(Finding("B1", ""))
    return raw, format_of(raw, path.suffix.lower())


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage: making many rows starts it over and over, and none of them is any."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _open_with_calamine(raw: bytes) -> Sequence[Sheet]:
    try:
        with _uncollected(), CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
            return [
                Sheet(
                    sheet.name,
                    book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False),
                    sheet.visible != SheetVisibleEnum.Visible,
                )
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
            ]
    except PasswordError as error:
        raise locked() from error
    except CalamineError as error:
        raise not_a(WHOLE_WORKBOOK) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # of Rust; no Exception of Python's own
            raise not_a(WHOLE_WORKBOOK) from error
        raise


def _why(error: OSError) -> str:
    """Why the system does not give us a file, for people who cannot read its English."""
    if isinstance(error, PermissionError):
        return "tidak ada izin membacanya, atau sedang dibuka program lain"
    if isinstance(error, FileNotFoundError):
        return "berkasnya sudah dipindahkan atau dihapus"
    if isinstance(error, IsADirectoryError):
        return "ini map, bukan berkas"
    return f"komputer menolak membacanya (kode {error.errno})"
