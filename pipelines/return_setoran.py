"""Return a setoran to its agency: their own workbook with the bad cells marked, and a letter."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.read_answers import ORIGIN, answer_sheet
from pipelines.read_setoran import Setoran
from pipelines.store_tables import replacing
from schemas.tanggapan import COLUMN, SHEET
from schemas.temuan import Finding

FILLS = {"galat": PatternFill("solid", "FFF4B6B6"), "peringatan": PatternFill("solid", "FFFFF2B3")}
COLUMNS = {
    "No": 5, "Tingkat": 12, "Lembar": 16, "Sel": 10, "Isi sel": 18, "Aturan": 9,
    "Penjelasan": 60, "Cara memperbaiki": 60, COLUMN: 30,
}  # fmt: skip
LISTED = 5_000
MOST_CELLS = 1_000_000  # a copy of more takes gigabytes to make
NOT_IN_TITLES = re.compile(r"[\\*?:/\[\]]")
LINE_POINTS = 15
CSV_SHEET = "Data"
AUTHOR = "terpilah"
ANSWERS = ("Benar; sesuai keadaan", "Salah; akan diperbaiki")


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
    marked = _summary_alone(title, findings) if alone else _mark(setoran, findings, title)
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
    _write_summary(book.create_sheet(SHEET, 0), origin, findings, linked=True)
    book.active = 0
    return book


def _wipe_marks(book: Workbook) -> None:
    """Take the marks of an earlier balikan off the cells, so that none outlives its finding."""
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            own = cell.comment is not None and cell.comment.author == AUTHOR
            if own and isinstance(cell, Cell):
                cell.comment, cell.fill = None, PatternFill()


def _summary_alone(title: str, findings: Sequence[Finding]) -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    _write_summary(sheet, title, findings, linked=False)
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
            copy.append([_printable(cell) if cell != "" else None for cell in row])
        for cells in copy.iter_rows():
            for cell in cells:
                if cell.data_type == "f":  # what was text must not come back as a formula
                    cell.data_type = "s"
    return book, by_name


def _printable(content: object) -> Any:
    """Text without the control characters that a workbook cannot hold; anything else as it is."""
    return ILLEGAL_CHARACTERS_RE.sub("", content) if isinstance(content, str) else content


def _mark_cell(sheet: Worksheet | None, finding: Finding) -> None:
    if sheet is None or not finding.sel or ":" in finding.sel:
        return
    cell = _first_of_merged(sheet, finding.sel)
    text = _printable(f"{finding.aturan}: {finding.kalimat} {finding.perbaikan}")
    if cell.comment is not None:
        text = f"{cell.comment.text}\n{text}"
    cell.comment = Comment(text, AUTHOR, height=140, width=320)
    if finding.tingkat == "galat" or cell.fill.fgColor.rgb != FILLS["galat"].fgColor.rgb:
        cell.fill = FILLS[finding.tingkat]


def _first_of_merged(sheet: Worksheet, place: str) -> Any:
    """The cell at a place, or the one that shows for it when it lies in a merged range."""
    merged = next((area for area in sheet.merged_cells.ranges if place in area), None)
    return sheet.cell(merged.min_row, merged.min_col) if merged else sheet[place]


def _write_summary(
    sheet: Worksheet, label: str, findings: Sequence[Finding], *, linked: bool
) -> None:
    sheet["A1"] = "HASIL PEMERIKSAAN DATA"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = f"{ORIGIN}{label}"
    levels = Counter(finding.tingkat for finding in findings)
    sheet["A3"] = f"Harus diperbaiki (merah): {levels['galat']}"
    sheet["A4"] = f"Mohon dipastikan (kuning): {levels['peringatan']}"
    sheet["A5"] = "Ini salinan. Perbaiki berkas asli Anda, lalu simpan kembali ke map setoran."
    for column, (title, width) in enumerate(COLUMNS.items(), start=1):
        cell = sheet.cell(7, column, title)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", "FFD9D9D9")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, finding in enumerate(findings[:LISTED], start=1):
        _write_finding(sheet, 7 + number, number, finding)
        if linked and finding.sel:
            _link(sheet, 7 + number, finding)
    if linked:
        _offer_answers(sheet, len(findings[:LISTED]))
    sheet.freeze_panes = "A8"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _offer_answers(sheet: Worksheet, count: int) -> None:
    """A list of the usual answers; another text may be written instead."""
    sheet["A6"] = (
        f"Baris kuning yang isinya memang benar: tulis “Benar” dan alasannya di kolom {COLUMN}, "
        "lalu kirim salinan ini kembali sebagai pengganti berkas asli."
    )
    choice = DataValidation("list", formula1=f'"{",".join(ANSWERS)}"')
    choice.showErrorMessage = False
    choice.add(f"I8:I{7 + count}")
    sheet.add_data_validation(choice)


def _write_finding(sheet: Worksheet, row: int, number: int, finding: Finding) -> None:
    level = "Galat" if finding.tingkat == "galat" else "Peringatan"
    texts = [number, level, finding.lembar or CSV_SHEET, finding.sel, finding.nilai, finding.aturan,
             finding.kalimat, finding.perbaikan, None]  # fmt: skip
    for column, text in enumerate(texts, start=1):
        cell = sheet.cell(row, column, _printable(text))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if cell.data_type == "f":
            cell.data_type = "s"
    lines = max(
        math.ceil(len(str(text or "")) / width)
        for text, width in zip(texts, COLUMNS.values(), strict=True)
    )
    sheet.row_dimensions[row].height = LINE_POINTS * lines  # not every program fits it by itself
    sheet.cell(row, 2).fill = FILLS[finding.tingkat]


def _link(sheet: Worksheet, row: int, finding: Finding) -> None:
    target = finding.sel.partition(":")[0]
    place = f"A{target}" if target.isdigit() else target
    link = sheet[f"D{row}"]
    sheet_name = (finding.lembar or CSV_SHEET).replace("'", "''")
    link.hyperlink = f"#'{sheet_name}'!{place}"
    link.font = Font(color="FF0563C1", underline="single")
