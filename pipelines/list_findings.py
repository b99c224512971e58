"""The first sheet of a balikan: every finding with its address, and where its answer is written."""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.read_answers import CSV_SHEET, ORIGIN, SEAL
from schemas.tanggapan import COLUMN
from schemas.temuan import Finding

FILLS = {"galat": PatternFill("solid", "FFF4B6B6"), "peringatan": PatternFill("solid", "FFFFF2B3")}
COLUMNS = {
    "No": 5, "Tingkat": 12, "Lembar": 16, "Sel": 10, "Isi sel": 18, "Aturan": 9,
    "Penjelasan": 60, "Cara memperbaiki": 60, COLUMN: 30,
}  # fmt: skip
LISTED = 5_000
LINE_POINTS = 15
ANSWERS = ("Benar; sesuai keadaan", "Salah; akan diperbaiki")
HOW_TO_ANSWER = {
    True: "lalu simpan lembar ini di map setoran yang sama, di samping berkas aslinya.",
    False: "lalu kirim salinan ini kembali sebagai pengganti berkas asli.",
}


def list_findings(
    sheet: Worksheet, label: str, findings: Sequence[Finding], seal: str = ""
) -> None:
    """Write the findings of the file `label`; links lead to its cells where it is in the book.

    Without the file, `seal` is its SHA-256: answers then hold for a file of these bytes only.
    """
    sheet["A1"] = "HASIL PEMERIKSAAN DATA"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A2"] = f"{ORIGIN}{label}"
    levels = Counter(finding.tingkat for finding in findings)
    sheet["A3"] = f"Harus diperbaiki (merah): {levels['galat']}"
    sheet["A4"] = f"Mohon dipastikan (kuning): {levels['peringatan']}"
    copy = "" if seal else "Ini salinan. "
    sheet["A5"] = f"{copy}Perbaiki berkas asli Anda, lalu simpan kembali ke map setoran."
    if seal:
        sheet["I2"] = f"{SEAL}{seal}"
    for column, (title, width) in enumerate(COLUMNS.items(), start=1):
        cell = sheet.cell(7, column, title)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", "FFD9D9D9")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, finding in enumerate(findings[:LISTED], start=1):
        _write_finding(sheet, 7 + number, number, finding)
        if finding.sel and not seal:
            _link(sheet, 7 + number, finding)
    _offer_answers(sheet, len(findings[:LISTED]), sealed=bool(seal))
    sheet.freeze_panes = "A8"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _offer_answers(sheet: Worksheet, count: int, *, sealed: bool) -> None:
    """A list of the usual answers; another text may be written instead."""
    sheet["A6"] = (
        f"Baris kuning yang isinya memang benar: tulis “Benar” dan alasannya di kolom {COLUMN}, "
        f"{HOW_TO_ANSWER[sealed]}"
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
        cell = sheet.cell(row, column, printable(text))
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


def printable(content: object) -> Any:
    """Text without the control characters that a workbook cannot hold; anything else as it is."""
    return ILLEGAL_CHARACTERS_RE.sub("", content) if isinstance(content, str) else content
