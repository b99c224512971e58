"""Write rekaan.xlsx, from which LibreOffice makes rekaan.xls and rekaan.ods; see README.md."""

import datetime
from pathlib import Path

import xlsxwriter

with xlsxwriter.Workbook(Path(__file__).with_name("rekaan.xlsx")) as book:
    sheet = book.add_worksheet("Data")
    percent = book.add_format({"num_format": "0.00%"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.merge_range("C3:D3", "Jumlah\nPenduduk")
    sheet.write_row("B4", ["Kecamatan", "L", "P"])
    sheet.write_row("B5", ["Curug", 1210, 1198.5])
    sheet.write_row("B6", ["Kasemen", 7, 8])
    sheet.set_row(5, None, None, {"hidden": True})
    sheet.write("B9", 0.0982, percent)
    sheet.write_datetime("C9", datetime.datetime(2025, 1, 31), day)
    sheet.write("D9", True)
    sheet.write_formula("B10", "=1/0", None, "#DIV/0!")
    sheet.write_formula("C10", "=NA()", None, "#N/A")
    sheet.write_formula("D10", "=C5+C6", None, 1217)
    copy = book.add_worksheet("Salinan")
    copy.write("A1", "salinan lama")
    copy.hide()
