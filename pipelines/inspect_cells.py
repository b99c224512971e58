"""Inspect what reading a workbook leaves out: errors, formulas without a result, percent."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product

from pipelines.guard_workbook import DAMAGED, column_number, normal_name
from pipelines.parse_xml import Element, XmlError, elements, ended, local
from pipelines.read_spreadsheetml import read_spreadsheetml
from pipelines.read_text import decode
from pipelines.read_xls import percent_places, read_xls
from pipelines.refuse_file import WHOLE_WORKBOOK, not_a
from pipelines.tell_format import Format
from pipelines.walk_xlsb import cells_of, sheet_relations

Place = tuple[int, int]
# Each begins with the letter that is rare among cells: a search leaps from one to the next.
FORMULA = re.compile(rb"f(?<=[<:]f)[\s>/]")
ERROR = re.compile(rb"e(?<=t=[\"']e)[\"']")
PERCENT_IDS = {"9", "10"}  # the two formats with % that no workbook has to declare
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
ODS_CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
ODS_ERROR = re.compile(r"#[A-Z0-9/_]+[!?]|#N/A|Err:\d+")


@dataclass
class CellFacts:
    """What is known of a sheet's cells besides their values, by row and column from 0."""

    errors: dict[Place, str] = field(default_factory=dict)
    uncalculated: set[Place] = field(default_factory=set)
    percent: set[Place] = field(default_factory=set)


def formula_facts(raw: bytes, form: Format, sheet: str) -> CellFacts:
    """Errors, and formulas without a result, of one sheet; cheap where it has neither."""
    if form == "xls":
        return CellFacts(next(page.errors for page in read_xls(raw) if page.name == sheet))
    if form == "xml":
        pages = read_spreadsheetml(decode(raw))
        return next(
            CellFacts(page.errors, page.uncalculated) for page in pages if page.name == sheet
        )
    if form not in ("xlsx", "xlsb", "ods"):
        return CellFacts()
    with _opened(raw) as archive:
        if form == "xlsb":
            return _xlsb_facts(archive, sheet)
        if form == "ods":
            content = archive.read("content.xml")
            return _ods_facts(content, sheet) if b"table:formula" in content else CellFacts()
        content = _xlsx_sheet(archive, sheet)
        told = FORMULA.search(content) or ERROR.search(content)
        return _xlsx_facts(content, set()) if told else CellFacts()


def percent_facts(raw: bytes, form: Format, sheet: str) -> set[Place]:
    """The cells of one sheet that are shown as percent."""
    if form == "xls":
        return percent_places(raw, sheet)
    if form not in ("xlsx", "ods"):
        return set()
    with _opened(raw) as archive:
        if form == "ods":
            content = archive.read("content.xml")
            percent = b'value-type="percentage"' in content
            return _ods_facts(content, sheet).percent if percent else set()
        styles = _percent_styles(archive)
        return _xlsx_facts(_xlsx_sheet(archive, sheet), styles).percent if styles else set()


@contextmanager
def _opened(raw: bytes) -> Iterator[zipfile.ZipFile]:
    """The parts of a workbook; raises BrokenFile (B2) where one is missing or no XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            yield archive
    except (*DAMAGED, XmlError, KeyError, StopIteration) as error:
        raise not_a(WHOLE_WORKBOOK) from error


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The parts of a workbook by their path as other parts name it."""
    return {normal_name(name): name for name in archive.namelist()}


def _xlsx_sheet(archive: zipfile.ZipFile, sheet: str) -> bytes:
    parts = _parts(archive)
    links = _links(archive.read(parts["xl/_rels/workbook.xml.rels"]))
    wanted = next(
        node.attrib
        for node in ended(archive.read(parts["xl/workbook.xml"]))
        if local(node.tag) == "sheet" and node.get("name") == sheet
    )
    link = next(text for name, text in wanted.items() if "}" in name and local(name) == "id")
    return archive.read(parts[links[link]])


def _links(relations: bytes) -> dict[str, str]:
    """Parts by the id that the workbook calls them by."""
    return {
        node.get("Id", ""): posixpath.normpath(posixpath.join("/xl", node.get("Target", "")))
        .lstrip("/")
        .casefold()
        for node in ended(relations)
    }


def _percent_styles(archive: zipfile.ZipFile) -> set[str]:
    """Numbers of the cell styles whose number format has a percent sign."""
    part = _parts(archive).get("xl/styles.xml")
    nodes = list(ended(archive.read(part))) if part else []
    own = {
        node.get("numFmtId", "")
        for node in nodes
        if local(node.tag) == "numFmt" and "%" in node.get("formatCode", "")
    }
    styles = next((node for node in nodes if local(node.tag) == "cellXfs"), ())
    return {str(n) for n, style in enumerate(styles) if style.get("numFmtId") in own | PERCENT_IDS}


def _xlsx_facts(content: bytes, percent: set[str]) -> CellFacts:
    facts = CellFacts()
    row = column = -1
    for event, node in elements(content):
        tag = local(node.tag)
        if event == "start" and tag == "row":
            row, column = int(node.get("r") or row + 2) - 1, -1
        elif event == "end" and tag == "c":
            row, column = _place(node.get("r"), (row, column + 1))
            _note_xlsx(facts, node, (row, column))
            if node.get("s") in percent:
                facts.percent.add((row, column))
        elif event == "end" and tag == "row":
            node.clear()
    return facts


def _note_xlsx(facts: CellFacts, cell: Element, at: Place) -> None:
    inside = {local(child.tag): child.text or "" for child in cell}
    if cell.get("t") == "e":
        facts.errors[at] = inside.get("v", "")
    elif "f" in inside and not inside.get("v") and (cell.get("t") != "str" or "v" not in inside):
        facts.uncalculated.add(at)  # an empty text is a result, no value at all is none


def _place(reference: str | None, following: Place) -> Place:
    found = re.fullmatch(r"([A-Z]{1,3})(\d+)", reference or "")
    return (int(found[2]) - 1, column_number(found[1].encode()) - 1) if found else following


def _xlsb_facts(archive: zipfile.ZipFile, sheet: str) -> CellFacts:
    parts = _parts(archive)
    links = _links(archive.read(parts["xl/_rels/workbook.bin.rels"]))
    link = sheet_relations(archive.read(parts["xl/workbook.bin"]))[sheet]
    cells = cells_of(archive.read(parts[links[link]]))
    return CellFacts({(row, column): error for row, column, error in cells if error})


def _ods_facts(content: bytes, sheet: str) -> CellFacts:
    facts, name = CellFacts(), ""
    rows = columns = range(0)
    for event, node in elements(content):
        if event == "start" and node.tag == f"{TABLE}table":
            name, rows = node.get(f"{TABLE}name"), range(0)
        elif event == "start" and node.tag == f"{TABLE}table-row":
            rows, columns = _following(rows, node, "rows"), range(0)
        elif event == "start" and node.tag in ODS_CELLS:
            columns = _following(columns, node, "columns")
        elif event == "end" and node.tag in ODS_CELLS and name == sheet:
            _note_ods(facts, node, product(rows, columns))
        elif event == "end" and node.tag == f"{TABLE}table-row":
            node.clear()
    return facts


def _following(before: range, node: Element, what: str) -> range:
    """The rows or columns that an element stands for, right behind those of the one before."""
    return range(before.stop, before.stop + int(node.get(f"{TABLE}number-{what}-repeated") or 1))


def _note_ods(facts: CellFacts, cell: Element, at: Iterable[Place]) -> None:
    """Note a cell at each of the places it is repeated at."""
    kind = cell.get(f"{OFFICE}value-type")
    if kind == "percentage":
        facts.percent.update(places := set(at))
        at = places
    if cell.get(f"{TABLE}formula") is None:
        return
    shown = "".join("".join(part.itertext()) for part in cell if local(part.tag) == "p")
    if ODS_ERROR.fullmatch(shown):  # its value may say 0
        facts.errors.update(dict.fromkeys(at, shown))
    elif kind is None:
        facts.uncalculated.update(at)
