"""Write a template workbook: drop-downs, locked headings, automatic totals, help and its marks."""

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from pipelines.lay_out_template import Column, Template
from pipelines.load_reference import regions
from pipelines.mask_persons import KEYED
from pipelines.read_marks import HELP_SHEET
from pipelines.read_periods import EXAMPLES
from pipelines.store_tables import replacing

FIRST = 5  # the row of the upper heading, from 0
EMPTY_ROWS = 300  # where nobody can know how many there will be
HINTS = {
    "cacah": "angka bulat tanpa satuan; 0 bila memang nol, kosongkan bila belum ada datanya",
    "angka": "angka; desimal dengan koma", "tanggal": "tanggal, misalnya 31/12/2025",
    "umur": "umur atau kelompok umur: 17, 15-19, 75+", "kode": "kode apa adanya, sebagai teks",
    "banyak_pilihan": "boleh lebih dari satu, pisahkan dengan titik koma",
    "pilihan": "pilih dari daftar", "teks": "teks",
    "kunci_orang": "16 angka sebagai teks; hanya untuk mengenali orang yang sama, tidak disimpan",
    "kunci_kasus": "nomor kasus pada register UPTD PPA, sebagai teks; tidak disimpan",
}  # fmt: skip
WRONG_NUMBER = "Isi dengan angka bulat nol atau lebih, tanpa satuan dan tanpa pemisah ribuan."


def write_template(template: Template, path: Path) -> Path:
    """Write the workbook; the whole file or none."""
    with replacing(path) as staging, xlsxwriter.Workbook(staging) as book:
        for name, text in template.marks.items():
            book.set_custom_property(name, text, "text")
        sheet = book.add_worksheet("Data")
        _write_form(book, sheet, template)
        _write_help(book, template)
    return path


def _write_form(book: xlsxwriter.Workbook, sheet: Any, template: Template) -> None:
    depth = max(len(column.headings) for column in template.columns)
    body = FIRST + depth
    rows = template.rows or EMPTY_ROWS
    _write_titles(book, sheet, template)
    _write_headings(book, sheet, template.columns, depth)
    for place, column in enumerate(template.columns):
        _write_column(book, sheet, (place, column), (body, rows))
    if template.rows and any(column.kind == "cacah" for column in template.columns):
        _write_totals(book, sheet, template.columns, (body, rows))
    sheet.freeze_panes(body, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True,
                       "autofilter": True, "insert_rows": not template.rows})  # fmt: skip
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(FIRST, body - 1)


def _write_titles(book: xlsxwriter.Workbook, sheet: Any, template: Template) -> None:
    source, bold = template.source, book.add_format({"bold": True, "font_size": 14})
    names = regions().filter(kode=template.region)["nama"].to_list()
    sheet.write(0, 0, source.judul, bold)
    sheet.write(1, 0, f"{source.opd} – {', '.join(names)} – {template.period}")
    sheet.write(2, 0, "Isi sel putih saja. Judul dan jumlah terkunci; lihat lembar Petunjuk.")
    sheet.write(3, 0, f"Templat {source.kode} versi {template.marks['templat_versi']}")


def _write_headings(
    book: xlsxwriter.Workbook, sheet: Any, columns: Sequence[Column], depth: int
) -> None:
    """Headings of one to three rows; equal upper ones side by side are merged."""
    style = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter",
                             "text_wrap": True, "bg_color": "#E4DFEC"})  # fmt: skip
    for place, column in enumerate(columns):
        own = column.headings
        for level, text in enumerate(own[:-1]):
            path = own[: level + 1]
            run = takewhile(lambda other: _lies_under(other, path), columns[place:])  # noqa: B023
            begins = place == 0 or not _lies_under(columns[place - 1], path)
            width = sum(1 for _ in run)
            if begins and width > 1:
                sheet.merge_range(
                    FIRST + level, place, FIRST + level, place + width - 1, text, style
                )
            elif begins:
                sheet.write(FIRST + level, place, text, style)
        first = FIRST + len(own) - 1
        if first == FIRST + depth - 1:
            sheet.write(first, place, own[-1], style)
        else:
            sheet.merge_range(first, place, FIRST + depth - 1, place, own[-1], style)


def _lies_under(column: Column, path: tuple[str, ...]) -> bool:
    return len(column.headings) > len(path) and column.headings[: len(path)] == path


def _write_column(
    book: xlsxwriter.Workbook, sheet: Any, placed: tuple[int, Column], span: tuple[int, int]
) -> None:
    """One column's cells: known texts and sums locked, the others open with what they may hold."""
    place, column = placed
    body, rows = span
    locked = book.add_format({"bg_color": "#F2F2F2", "border": 1, "num_format": "#,##0"})
    text = {"num_format": "@"} if column.kind in ("kode", "tahun", *KEYED) else {}
    number = {"num_format": "#,##0"} if column.kind == "cacah" else {}
    is_open = book.add_format({"locked": False, "border": 1, **text, **number})
    sheet.set_column(place, place, 12 if column.kind in ("cacah", "tahun") else 22)
    for row in range(body, body + rows):
        if column.parts:
            first, second = (xl_rowcol_to_cell(row, part) for part in column.parts)
            formula = f'=IF(COUNT({first},{second})=2,{first}+{second},"")'
            sheet.write_formula(row, place, formula, locked, "")
        elif column.filled:
            sheet.write_string(row, place, column.filled[row - body], locked)
        else:
            sheet.write_blank(row, place, None, is_open)
    rule = _validation(column)
    if rule and not column.filled and not column.parts:
        sheet.data_validation(body, place, body + rows - 1, place, rule)


def _validation(column: Column) -> dict[str, Any] | None:
    if column.options and sum(len(option) + 1 for option in column.options) < 256:
        return {"validate": "list", "source": [*column.options],
                "error_title": "Pilih dari daftar",
                "error_message": "Pilih salah satu isian."}  # fmt: skip
    if column.kind == "cacah":
        return {"validate": "integer", "criteria": ">=", "value": 0,
                "error_title": "Bukan angka bulat", "error_message": WRONG_NUMBER}  # fmt: skip
    return None


def _write_totals(
    book: xlsxwriter.Workbook, sheet: Any, columns: Sequence[Column], span: tuple[int, int]
) -> None:
    body, rows = span
    style = book.add_format({"bold": True, "border": 1, "bg_color": "#F2F2F2",
                             "num_format": "#,##0"})  # fmt: skip
    sheet.write(body + rows, 0, "Jumlah", style)
    for place, column in enumerate(columns):
        if column.kind == "cacah":
            cells = xl_range(body, place, body + rows - 1, place)
            formula = f'=IF(COUNT({cells})={rows},SUM({cells}),"")'
            sheet.write_formula(body + rows, place, formula, style, "")


def _write_help(book: xlsxwriter.Workbook, template: Template) -> None:
    """Petunjuk: what each column asks for, and what to do with the file."""
    sheet = book.add_worksheet(HELP_SHEET)
    bold = book.add_format({"bold": True, "bg_color": "#E4DFEC", "border": 1})
    wrap = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    source = template.source
    periods = " atau ".join(EXAMPLES[kind] for kind in source.periods)
    lines = [
        f"{source.judul}. {' '.join((source.model.__doc__ or '').split())}",
        f"Periode: {periods}.",
        "Jangan mengubah judul kolom, nama lembar, atau sifat berkas; berkas dikenali darinya.",
        f"Simpan berkas yang sudah diisi ke map setoran {source.kode}.",
    ]
    for row, line in enumerate(lines):
        sheet.write(row, 0, line)
    sheet.write_row(len(lines) + 1, 0, ["Kolom", "Wajib", "Cara mengisi", "Pilihan"], bold)
    for row, column in enumerate(template.columns, start=len(lines) + 2):
        hint = "dihitung sendiri" if column.parts else HINTS.get(column.kind, periods)
        owed = "ya" if column.owed else "tidak"
        sheet.write_row(
            row, 0, [" – ".join(column.headings), owed, hint, ", ".join(column.options)], wrap
        )
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, 1, 8)
    sheet.set_column(2, 3, 55)
    sheet.protect()
