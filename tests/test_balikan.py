"""What goes back: a marked copy of the agency's own workbook, while the original stays as it is."""

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet
from tabel import admission, delivery, write_book

from pipelines.return_setoran import FILLS, SHEET, compose_letter, return_setoran
from schemas.aturan import RULES
from schemas.temuan import BrokenFile, Finding

HEAD = ["Kode Wilayah", "Nama Wilayah", "Umur", "Jenis Kelamin", "Jumlah"]
GOOD = [["36.73.01", "Serang", "0-4", "L", 10], ["36.73.01", "Serang", "0-4", "P", 20]]
BAD = [GOOD[0], [*GOOD[1][:4], "dua puluh"]]


def returned(path: Path, folder: Path) -> list[Path]:
    """The files that a setoran gets back, in the folder of its own."""
    return return_setoran(delivery(path).setoran, admission(path).findings, folder / "balikan")


def marked(path: Path, folder: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(returned(path, folder)[0])


def texts(sheet: Worksheet) -> list[list]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def colour(sheet: Worksheet, cell: str) -> str:
    return sheet[cell].fill.fgColor.rgb


# --- the workbook


def test_the_original_is_not_touched(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [HEAD, *BAD])
    before = path.read_bytes(), path.stat().st_mtime_ns
    returned(path, tmp_path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_the_findings_stand_on_the_first_sheet(tmp_path):
    book = marked(write_book(tmp_path / "a.xlsx", [HEAD, *BAD]), tmp_path)
    assert book.sheetnames == [SHEET, "Data"]
    assert book.active.title == SHEET == "Hasil pemeriksaan"
    _, level, sheet, cell, value, rule, sentence, fix, answer = texts(book[SHEET])[7]
    assert (level, sheet, cell, value, rule) == ("Galat", "Data", "E3", "dua puluh", "R7")
    assert "dua puluh" in sentence
    assert fix.endswith(".")
    assert answer is None


def test_the_bad_cell_is_red_and_says_what_to_do(tmp_path):
    sheet = marked(write_book(tmp_path / "a.xlsx", [HEAD, *BAD]), tmp_path)["Data"]
    assert colour(sheet, "E3") == FILLS["galat"].fgColor.rgb
    assert sheet["E3"].comment.text.startswith("R7: “dua puluh”")
    assert sheet["E2"].comment is None


def test_the_agency_finds_its_own_cells_as_it_wrote_them(tmp_path):
    book = marked(write_book(tmp_path / "a.xlsx", [HEAD, *BAD]), tmp_path)
    assert texts(book["Data"]) == [HEAD, *BAD]


def test_a_cell_that_only_needs_confirming_is_yellow(tmp_path):
    grid = [HEAD, [*GOOD[0][:4], ""], [*GOOD[1][:4], ""]]
    sheet = marked(write_book(tmp_path / "a.xlsx", grid), tmp_path)["Data"]
    assert colour(sheet, "E2") == FILLS["peringatan"].fgColor.rgb


def test_red_stays_red_beside_a_later_warning(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [HEAD, *BAD])
    fault, doubt = (Finding(rule, "a.xlsx", "Data", "E3", "x", fakta={"ribuan": "titik"})
                    for rule in ("R7", "R8K"))  # fmt: skip
    book, _ = return_setoran(delivery(path).setoran, [fault, doubt], tmp_path / "balikan")
    cell = openpyxl.load_workbook(book)["Data"]["E3"]
    assert cell.fill.fgColor.rgb == FILLS["galat"].fgColor.rgb
    assert "R7:" in cell.comment.text
    assert "R8K:" in cell.comment.text


def styled_book(path: Path) -> Path:
    """A workbook with a title over merged cells, a note of the agency and two more sheets."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        sheet.merge_range("A1:E1", "PENDUDUK KOTA SERANG", book.add_format({"bold": True}))
        for row, line in enumerate([HEAD, *BAD], start=1):
            sheet.write_row(row, 0, line)
        sheet.write_comment("E4", "dari catatan lurah")
        sheet.write_formula("H1", "=1+1", None, 2)
        book.add_worksheet("Catatan").write(0, 0, "tetap ada")
        book.add_worksheet("Tersembunyi").hide()
    return path


def test_merged_cells_formulas_and_other_sheets_are_kept(tmp_path):
    book = marked(styled_book(tmp_path / "a.xlsx"), tmp_path)
    assert book.sheetnames == [SHEET, "Data", "Catatan", "Tersembunyi"]
    assert [str(merged) for merged in book["Data"].merged_cells.ranges] == ["A1:E1"]
    assert book["Data"]["A1"].font.bold
    assert book["Data"]["H1"].value == "=1+1"
    assert book["Catatan"]["A1"].value == "tetap ada"
    assert book["Tersembunyi"].sheet_state == "hidden"


def test_a_comment_of_the_agency_is_kept_above_ours(tmp_path):
    comment = marked(styled_book(tmp_path / "a.xlsx"), tmp_path)["Data"]["E4"].comment.text
    assert "dari catatan lurah" in comment
    assert comment.index("lurah") < comment.index("R7:")


def test_a_finding_inside_merged_cells_is_marked_at_their_first_cell(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row("A1", HEAD)
        sheet.merge_range("C2:C3", "0-4")
        for row, line in enumerate(GOOD, start=1):
            sheet.write_row(row, 0, line[:2])
            sheet.write_row(row, 3, line[3:])
    sheet = marked(path, tmp_path)["Data"]
    assert colour(sheet, "C2") == FILLS["galat"].fgColor.rgb
    assert sheet["C2"].comment.text.startswith("T3:")


def test_a_link_leads_to_the_cell_even_where_a_sheet_has_an_apostrophe(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [HEAD, *BAD], names=("Data '25",))
    link = marked(path, tmp_path)[SHEET]["D8"].hyperlink
    assert (link.target or f"#{link.location}") == "#'Data ''25'!E3"


def test_a_balikan_that_was_sent_in_again_gets_one_sheet_of_findings(tmp_path):
    book, _ = returned(write_book(tmp_path / "a.xlsx", [HEAD, *BAD]), tmp_path)
    again = marked(book, tmp_path)
    assert again.sheetnames == [SHEET, "Data"]


# --- other kinds of file


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://contoh.id")', "+1", "@SUM(A1)"])
def test_a_csv_comes_back_as_a_workbook_whose_texts_stay_texts(text, tmp_path):
    lines = [HEAD, GOOD[0], [*GOOD[1][:4], text]]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(";".join(map(str, line)) for line in lines), encoding="utf-8")
    book, _ = returned(path, tmp_path)
    assert book.name == "a.csv.balikan.xlsx"
    sheets = openpyxl.load_workbook(book)
    for cell in (sheets["Data"]["E3"], sheets[SHEET]["E8"]):
        assert (cell.value, cell.data_type) in ((text, "s"), (text, "inlineStr"))


def test_a_value_of_a_workbook_is_listed_as_text_and_never_as_a_formula(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Data")
        for row, line in enumerate([HEAD, GOOD[0], [*GOOD[1][:4], "=1+1"]]):
            sheet.write_row(row, 0, line)
    listed = marked(path, tmp_path)[SHEET]["E8"]
    assert (listed.value, listed.data_type) == ("=1+1", "s")


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_control_character_in_a_cell_does_not_stop_the_return(name, tmp_path):
    lines = [HEAD, GOOD[0], [*GOOD[1][:4], "2\x07"]]
    path = tmp_path / name
    if name.endswith("csv"):
        path.write_text("\n".join(";".join(map(str, line)) for line in lines), encoding="utf-8")
    else:
        write_book(path, lines)
    assert colour(marked(path, tmp_path)["Data"], "E3") == FILLS["galat"].fgColor.rgb


# --- the letter, and what is taken away again


def test_a_mended_file_takes_its_balikan_away(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [HEAD, *BAD])
    written = returned(path, tmp_path)
    write_book(path, [HEAD, *GOOD])
    assert returned(path, tmp_path) == []
    assert not any(place.exists() for place in written)


def test_a_broken_file_gets_a_letter_and_no_workbook(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [HEAD, *BAD])
    returned(path, tmp_path)
    path.write_bytes(b"")
    with pytest.raises(BrokenFile) as broken:
        delivery(path).setoran.sheets()
    written = return_setoran(delivery(path).setoran, [broken.value.finding], tmp_path / "balikan")
    assert [place.name for place in written] == ["a.xlsx.surat.txt"]
    assert [place.name for place in (tmp_path / "balikan").iterdir()] == ["a.xlsx.surat.txt"]


def test_the_letter_says_where_what_and_how(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [HEAD, *BAD])
    letter = returned(path, tmp_path)[1].read_text(encoding="utf-8")
    finding = admission(path).findings[0]
    for text in ("Berkas: a.xlsx", "Data!E3 [R7]", finding.kalimat, finding.perbaikan):
        assert text in letter
    assert "Harus diperbaiki: 1   Mohon dipastikan: 0" in letter


def test_a_long_list_is_cut_in_the_letter_and_says_so():
    findings = [Finding("R8K", "a.xlsx", "Data", f"E{row}") for row in range(2, 52)]
    letter = compose_letter("a.xlsx", findings)
    assert "20. Data!E21" in letter
    assert "21. " not in letter
    assert "… dan 30 temuan lain" in letter


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_speaks_in_whole_sentences(rule):
    facts = RULES[rule]
    for text in (facts.sentence, facts.fix):
        assert text.endswith(".")
        assert text[0].isupper() or text[0] in "“{"
