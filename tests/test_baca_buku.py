"""Opening workbooks: by what they are, each cell where Excel shows it, damage in a sentence."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from tabel import write_book
from xlsb import write_xlsb

from pipelines.read_setoran import (
    Setoran,
    address,
    error_cells,
    percent_cells,
    uncalculated_cells,
)
from schemas.temuan import BrokenFile

MADE = Path(__file__).with_name("berkas")
GRID = [["Kecamatan", "L", "P"], ["Curug", 1210, 1198.5], ["Kasemen", True, ""]]


def setoran(path: Path) -> Setoran:
    return Setoran(path, path.name)


def cells(path: Path, sheet: int = 0) -> dict[str, object]:
    """What stands where, blanks left out."""
    rows = setoran(path).sheets()[sheet].rows
    return {
        address(row, column): cell
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
        if cell != ""
    }


def rule(path: Path) -> str:
    with pytest.raises(BrokenFile) as broken:
        setoran(path).sheets()
    assert broken.value.finding.berkas == path.name
    return broken.value.finding.aturan


def changed(path: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    """The workbook with its parts renamed or rewritten, its checksums right again."""
    with zipfile.ZipFile(path) as archive:
        parts = [change(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return path


def in_part(name: str, old: str, new: str) -> Callable[[str, bytes], tuple[str, bytes]]:
    return lambda part, text: (
        part,
        re.sub(old.encode(), new.encode(), text) if name in part else text,
    )


@pytest.fixture
def book(tmp_path) -> Path:
    return write_book(tmp_path / "a.xlsx", GRID)


# --- by content


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".dat", ""])
def test_a_workbook_opens_under_any_name(suffix, tmp_path):
    path = write_book(tmp_path / f"a{suffix}", GRID)
    assert cells(path) == {"A1": "Kecamatan", "B1": "L", "C1": "P", "A2": "Curug", "B2": 1210,
                           "C2": 1198.5, "A3": "Kasemen", "B3": True}  # fmt: skip


@pytest.mark.parametrize("made", ["rekaan.xls", "rekaan.ods"])
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods", ".txt"])
def test_workbooks_of_other_programs_keep_what_excel_shows(made, suffix, tmp_path):
    path = tmp_path / f"a{suffix}"
    path.write_bytes((MADE / made).read_bytes())
    assert [(sheet.name, sheet.hidden) for sheet in setoran(path).sheets()] == [
        ("Data", False), ("Salinan", True),
    ]  # fmt: skip
    assert cells(path) == {
        "C3": "Jumlah\nPenduduk", "B4": "Kecamatan", "C4": "L", "D4": "P",
        "B5": "Curug", "C5": 1210, "D5": 1198.5, "B6": "Kasemen", "C6": 7, "D6": 8,
        "B9": 0.0982, "C9": date(2025, 1, 31), "D9": True, "D10": 1217,
    }  # fmt: skip
    assert cells(path, 1) == {"A1": "salinan lama"}
    assert error_cells(setoran(path), "Data") == {"B10": "#DIV/0!", "C10": "#N/A"}
    assert percent_cells(setoran(path), "Data") == {"B9"}
    assert uncalculated_cells(setoran(path), "Data") == frozenset()


def test_a_binary_workbook_keeps_its_addresses_and_its_errors(tmp_path):
    path = write_xlsb(tmp_path / "a.xlsb", {(2, 1): "Curug", (2, 28): 7.5, (4, 0): "#DIV/0!"})
    assert cells(path) == {"B3": "Curug", "AC3": 7.5}
    assert error_cells(setoran(path), "Data") == {"A5": "#DIV/0!"}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [("a.xlsx", b"%PDF-1.7", "B2"), ("a.pdf", b"%PDF-1.7", "B5"),
     ("a.jpg", b"\xff\xd8\xff\0", "B5"),
     ("a.xls", b"\x89PNG\r\n\x1a\n\0\0", "B2"), ("a.xlsx", b"a;b\n1;2\n", "B2"),
     ("a.xls", b"MIME-Version: 1.0\n", "B2"), ("a.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "B5")],
)  # fmt: skip
def test_what_is_no_workbook_is_told_so(name, content, expected, tmp_path):
    (tmp_path / name).write_bytes(content)
    assert rule(tmp_path / name) == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("a.xlsx", "B2"), ("a.docx", "B5"), ("a.zip", "B5")]
)
def test_another_zip_is_no_workbook(name, expected, tmp_path):
    with zipfile.ZipFile(tmp_path / name, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert rule(tmp_path / name) == expected


# --- what a workbook may have


def test_hidden_sheets_rows_and_columns_are_read_and_protection_does_not_matter(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        for name in ("Data", "Rahasia"):
            sheet = book.add_worksheet(name)
            sheet.write_row("B2", ["a", "b"])
            sheet.set_row(1, None, None, {"hidden": True})
            sheet.set_column(2, 2, None, None, {"hidden": True})
            sheet.protect("sandi")
        sheet.very_hidden()
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Data!$B$2"})
        book.add_chartsheet("Grafik").set_chart(chart)
    data, secret = setoran(tmp_path / "a.xlsx").sheets()
    assert (data.hidden, secret.hidden) == (False, True)
    assert data.rows == secret.rows == [["", "", ""], ["", "a", "b"]]


@pytest.mark.parametrize(
    "changes",
    [[lambda name, text: (name.replace("/", "\\"), text)],
     [lambda name, text: (name.upper(), text)],
     [in_part("sheet1", r"<(/?)(\w)", r"<\1x:\2"), in_part("sheet1", "xmlns=", "xmlns:x=")],
     [in_part("sheet1", r' r="(\w+)"', r" r='\1'")]],
)  # fmt: skip
def test_workbooks_of_unusual_programs_open(changes, book):
    wanted = cells(book)
    for change in changes:
        changed(book, change)
    assert cells(book.rename(book.with_name("b.xlsx"))) == wanted


# --- formulas


def formulas(path: Path, content: dict[str, tuple[str, object]]) -> Setoran:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        sheet.write("A1", 1)
        for place, (formula, value) in content.items():
            sheet.write_formula(place, formula, None, value)
    return setoran(path)


@pytest.mark.parametrize(
    "error", ["#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"]
)
def test_an_error_is_told_as_excel_shows_it_and_read_as_blank(error, tmp_path):
    found = formulas(tmp_path / "a.xlsx", {"B3": ("=X", error), "C3": ("=A1", 5)})
    assert error_cells(found, "Data") == {"B3": error}
    assert cells(found.path) == {"A1": 1, "C3": 5}
    assert uncalculated_cells(found, "Data") == frozenset()


def test_a_formula_that_was_never_calculated_is_known(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Data"
    book.active["A1"], book.active["B2"], book.active["C2"] = 1, "=A1+1", "=A1&A1"
    book.save(tmp_path / "a.xlsx")
    assert uncalculated_cells(setoran(tmp_path / "a.xlsx"), "Data") == {"B2", "C2"}
    assert cells(tmp_path / "a.xlsx") == {"A1": 1}


def test_an_empty_text_is_a_result(tmp_path):
    found = formulas(tmp_path / "a.xlsx", {"B2": ('=""', "x")})
    changed(found.path, in_part("sheet1", "<v>x</v>", "<v></v>"))
    assert uncalculated_cells(found, "Data") == frozenset()


ODS = """<office:document-content xmlns:office="{0}office:1.0" xmlns:table="{0}table:1.0"
 xmlns:text="{0}text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Data">{1}</table:table>
</office:spreadsheet></office:body></office:document-content>"""
CELLS = (
    '<table:table-row table:number-rows-repeated="{0}">'
    '<table:table-cell table:number-columns-repeated="{1}" {2}<text:p>{3}</text:p>'
    "</table:table-cell></table:table-row>"
)
NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"


def ods(path: Path, rows: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(NAMESPACE, rows))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def full(rows: int, columns: int) -> str:
    return CELLS.format(rows, columns, 'office:value-type="float" office:value="1">', 1)


def blank(rows: int, columns: int) -> str:
    return CELLS.format(rows, columns, ">", "").replace("<text:p></text:p>", "")


REPEATED = ("A1", "B1", "A2", "B2")


@pytest.mark.parametrize(
    ("attributes", "shown", "errors", "uncalculated"),
    [('office:value-type="float" office:value="3"', "3", (), ()),
     ("", "", (), REPEATED),
     ('office:value-type="float" office:value="0"', "#DIV/0!", REPEATED, ())],
)  # fmt: skip
def test_formulas_of_an_ods_are_inspected_at_every_place_they_are_repeated(
    attributes, shown, errors, uncalculated, tmp_path
):
    formula = f'table:formula="of:=1/0" {attributes}>'
    found = setoran(ods(tmp_path / "a.ods", CELLS.format(2, 2, formula, shown)))
    assert error_cells(found, "Data") == dict.fromkeys(errors, shown)
    assert uncalculated_cells(found, "Data") == set(uncalculated)


# --- what would fill the memory


def test_long_runs_of_blanks_in_an_ods_are_only_as_long_as_they_need_be(tmp_path):
    rows = blank(3, 16384) + full(2, 2) + blank(1048571, 16384)
    path = ods(tmp_path / "a.ods", rows)
    assert cells(path) == {"A4": 1, "B4": 1, "A5": 1, "B5": 1}


@pytest.mark.parametrize(
    "rows",
    [full(1048576, 16384), full(1, 1) + blank(1048570, 1) + full(1, 16384)],
)
def test_an_ods_that_would_fill_the_memory_is_refused(rows, tmp_path):
    assert rule(ods(tmp_path / "a.ods", rows)) == "B6"


def test_formatting_alone_in_a_far_corner_does_not_refuse_a_workbook(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write("B2", 7)
        sheet.write_blank(2**20 - 1, 2**14 - 1, None, book.add_format({"bold": True}))
    assert cells(tmp_path / "a.xlsx") == {"B2": 7}


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_cell_in_a_far_corner_refuses_a_workbook_however_it_is_quoted(quote, book):
    changed(book, in_part("sheet1", r'r="C2"', f"r={quote}XFD1048576{quote}"))
    assert rule(book) == "B6"


def test_a_binary_workbook_that_would_fill_the_memory_is_refused(tmp_path):
    path = write_xlsb(tmp_path / "a.xlsb", {(0, 0): 1.0, (2**20 - 1, 2**14 - 1): 1.0})
    assert rule(path) == "B6"
    path = write_xlsb(tmp_path / "b.xlsb", {(0, 0): 1.0, (2**20 - 1, 2**14 - 1): None})
    assert cells(path) == {"A1": 1.0}


def test_a_long_text_that_is_shown_often_does_not_fill_the_memory(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        for row in range(20_000):
            sheet.write(row, 0, "x" * 32_767)
    assert rule(tmp_path / "a.xlsx") == "B6"
    text = full(1000, 100).replace(">1<", f">{'x' * 32_767}<")
    assert rule(ods(tmp_path / "a.ods", text)) == "B6"


def test_one_long_text_among_many_short_ones_is_no_reason_to_refuse(tmp_path):
    grid = [["x" * 30_000], *[["Curug"]] * 20_000]
    assert len(cells(write_book(tmp_path / "a.xlsx", grid))) == 20_001


def test_a_cell_beyond_the_last_column_of_excel_is_damage(tmp_path):
    assert rule(write_xlsb(tmp_path / "a.xlsb", {(0, 2**14): "#N/A"})) == "B2"
    assert cells(write_xlsb(tmp_path / "b.xlsb", {(0, 2**14 - 1): 7.0})) == {"XFD1": 7}


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_entities_that_grow_are_never_unfolded(kind, tmp_path, book):
    bomb = f"<!DOCTYPE w [{LAUGHS}]>"
    if kind == "ods":
        path = ods(tmp_path / "a.ods", full(1, 1).replace(">1<", ">&l11;<"))
        changed(path, in_part("content", "^", bomb))
    else:
        path = changed(book, in_part("sharedStrings", r"\?>", f"?>{bomb}"))
        changed(path, in_part("sharedStrings", "Curug", "&l11;"))
    assert rule(path) == "B2"


# --- damage


def damaged(raw: bytes, dice: random.Random) -> bytes:
    spoilt = bytearray(raw[: dice.choice([len(raw), dice.randrange(len(raw))])])
    for _ in range(dice.randint(0, 20) if spoilt else 0):
        spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
    return bytes(spoilt)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "xlsb", "ods"])
@settings(max_examples=150)
@given(seed=st.integers(0, 10**6))
def test_a_damaged_workbook_is_read_or_refused(kind, seed, tmp_path_factory):
    folder = tmp_path_factory.getbasetemp()
    path = folder / f"rusak.{kind}"
    path.write_bytes(damaged(sound(kind, folder), random.Random(seed)))
    _read_all(path)


@pytest.mark.parametrize("kind", ["xlsx", "xlsb", "ods"])
@settings(max_examples=150)
@given(seed=st.integers(0, 10**6))
def test_damage_that_no_checksum_shows_is_read_or_refused(kind, seed, tmp_path_factory):
    folder, dice = tmp_path_factory.getbasetemp(), random.Random(seed)
    path = folder / f"rusak.{kind}"
    path.write_bytes(sound(kind, folder))
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        spoilt = dice.choice([name for name in archive.namelist() if archive.read(name)])
    changed(path, lambda name, text: (name, damaged(text, dice) if name == spoilt else text))
    _read_all(path)


def sound(kind: str, folder: Path) -> bytes:
    if kind == "xlsx":
        return formulas(folder / "baik.xlsx", {"B2": ("=X", "#REF!")}).path.read_bytes()
    if kind == "xlsb":
        content = {(0, 0): "Curug", (3, 2): 7.0, (4, 0): "#N/A"}
        return write_xlsb(folder / "baik.xlsb", content).read_bytes()
    return (MADE / f"rekaan.{kind}").read_bytes()


def _read_all(path: Path) -> None:
    try:
        for sheet in setoran(path).sheets():
            error_cells(setoran(path), sheet.name)
            percent_cells(setoran(path), sheet.name)
    except BrokenFile as broken:
        assert broken.finding.kalimat.endswith(".")  # noqa: PT017 - refusing is one of two outcomes
