"""Return a setoran to its agency: their own workbook with the bad cells marked, and a letter."""

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.list_findings import CSV_SHEET, FILLS, list_findings, printable
from pipelines.read_answers import answer_sheet
from pipelines.read_setoran import Setoran
from pipelines.store_tables import replacing
from schemas.tanggapan import SHEET
from schemas.temuan import Finding

MOST_CELLS = 1_000_000  # a copy of more takes gigabytes to make
NOT_IN_TITLES = re.compile(r"[\\*?:/\[\]]")
AUTHOR = "terpilah"


def return_setoran(
    setoran: Setoran,
    findings: Sequence[Finding],
    folder: Path,
    *,
    origin: str = "",
    private: bool = False,
) -> list[Path]:
    """Write <file>.balikan.xlsx and <file>.surat.txt below `folder`; return what was written.

    `origin` is the file that a sent-in balikan returned: answers keep belonging to that one.
    A file that cannot be opened gets the letter only; of a private one, and of one too large
    to be copied cell by cell, the workbook holds no row, only where the agency has to look in
    its own. Without findings nothing is written and what an earlier version of the file got is
    removed.
    """
    written = return_letter(setoran, findings, folder)
    if not findings or any(finding.rule.family == "berkas" for finding in findings):
        return written
    title = origin or setoran.label
    alone = private or _cells(setoran) > MOST_CELLS
    marked = _list_alone(setoran, findings, title) if alone else _mark(setoran, findings, title)
    book = folder / f"{setoran.label}.balikan.xlsx"
    with replacing(book) as staging:
        marked.save(staging)
    return [book, *written]


def return_letter(setoran: Setoran, findings: Sequence[Finding], folder: Path) -> list[Path]:
    """Write the letter alone, where there are findings; what was returned before is removed."""
    letter = folder / f"{setoran.label}.surat.txt"
    for old in (letter, folder / f"{setoran.label}.balikan.xlsx"):
        old.unlink(missing_ok=True)
    if not findings:
        return []
    with replacing(letter) as staging:
        staging.write_text(compose_letter(setoran.label, findings), encoding="utf-8")
    return [letter]


def _cells(setoran: Setoran) -> int:
    return sum(len(row) for sheet in setoran.sheets() for row in sheet.rows)


def compose_letter(label: str, findings: Sequence[Finding]) -> str:
    """One page an officer can paste into an e-mail: what was found, where, and how to mend it."""
    levels = Counter(finding.tingkat for finding in findings)
    lines = [
        "HASIL PEMERIKSAAN DATA",
        f"Berkas: {label}",
        f"Harus diperbaiki: {levels['galat']}   Mohon dipastikan: {levels['peringatan']}",
        "",
    ]
    for number, finding in enumerate(findings[:20], start=1):
        place = "!".join(part for part in (finding.lembar, finding.sel) if part) or "seluruh berkas"
        lines += [f"{number}. {place} [{finding.aturan}]", f"   {finding.kalimat}",
                  f"   Cara memperbaiki: {finding.perbaikan}"]  # fmt: skip
    if len(findings) > 20:
        lines.append(f"… dan {len(findings) - 20} temuan lain; lihat buku kerja balikan.")
    if any(finding.tingkat == "galat" and finding.aturan != "B10" for finding in findings):
        lines += ["", "Perbaiki berkas asli Anda, lalu simpan kembali ke map setoran yang sama."]
    lines.append("")
    return "\n".join(lines)


def _mark(setoran: Setoran, findings: Sequence[Finding], origin: str) -> Workbook:
    book, by_name = _open_copy(setoran)
    before = answer_sheet(setoran)  # of a balikan that was sent in again
    if before:
        _wipe_marks(book)
    for finding in findings:
        _mark_cell(by_name.get(finding.lembar or CSV_SHEET), finding)
    if before:
        book.remove(by_name[before.name])
    list_findings(book.create_sheet(SHEET, 0), origin, findings)
    book.active = 0
    return book


def _wipe_marks(book: Workbook) -> None:
    """Take the marks of an earlier balikan off the cells, so that none outlives its finding."""
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            own = cell.comment is not None and cell.comment.author == AUTHOR
            if own and isinstance(cell, Cell):
                cell.comment, cell.fill = None, PatternFill()


def _list_alone(setoran: Setoran, findings: Sequence[Finding], origin: str) -> Workbook:
    """The findings without the file: an answer to them holds for just these bytes of it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    list_findings(sheet, origin, findings, seal=setoran.digest)
    return book


def _open_copy(setoran: Setoran) -> tuple[Workbook, dict[str, Worksheet]]:
    """The agency's own workbook where it can be edited, else its cells in a fresh one.

    With its sheets by the names that the findings say.
    """
    if setoran.path.suffix.lower() in (".xlsx", ".xlsm"):
        # what calamine reads, openpyxl may not: styles beyond repair; then it leaves the file open
        with suppress(Exception), setoran.path.open("rb") as file:
            book = load_workbook(file, rich_text=True)
            return book, {sheet.title: sheet for sheet in book.worksheets}
    book, by_name = Workbook(), dict[str, Worksheet]()
    book.remove(book.worksheets[0])
    for sheet in setoran.sheets():
        copy = book.create_sheet(NOT_IN_TITLES.sub("_", sheet.name)[:31] or CSV_SHEET)
        by_name[sheet.name or CSV_SHEET] = copy
        for row in sheet.rows:
            copy.append([printable(cell) if cell != "" else None for cell in row])
        for cells in copy.iter_rows():
            for cell in cells:
                if cell.data_type == "f":  # what was text must not come back as a formula
                    cell.data_type = "s"
    return book, by_name


def _mark_cell(sheet: Worksheet | None, finding: Finding) -> None:
    if sheet is None or not finding.sel or ":" in finding.sel:
        return
    cell = _first_of_merged(sheet, finding.sel)
    text = printable(f"{finding.aturan}: {finding.kalimat} {finding.perbaikan}")
    if cell.comment is not None:
        text = f"{cell.comment.text}\n{text}"
    cell.comment = Comment(text, AUTHOR, height=140, width=320)
    if finding.tingkat == "galat" or cell.fill.fgColor.rgb != FILLS["galat"].fgColor.rgb:
        cell.fill = FILLS[finding.tingkat]


def _first_of_merged(sheet: Worksheet, place: str) -> Any:
    """The cell at a place, or the one that shows for it when it lies in a merged range."""
    merged = next((area for area in sheet.merged_cells.ranges if place in area), None)
    return sheet.cell(merged.min_row, merged.min_col) if merged else sheet[place]
