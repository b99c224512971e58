"""Read an "XML Spreadsheet 2003": every sheet as rows, the errors and blank formulas it holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from pipelines.parse_xml import Element, XmlError, elements, local
from pipelines.refuse_file import WHOLE_WORKBOOK, check_size, not_a

Value = str | float | bool | date | datetime
PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>")  # names an encoding that is undone by now
LAST_COLUMN, LAST_ROW = 2**14, 2**20
BYTES_PER_CELL = 100


@dataclass
class XmlSheet:
    """One sheet, with the positions (row, column from 0) of what calculating left in it."""

    name: str
    rows: list[list[Value]] = field(default_factory=list)
    hidden: bool = False
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)


def read_spreadsheetml(text: str) -> list[XmlSheet]:
    """All sheets; raises BrokenFile (B2, B6)."""
    check_size(text.count("<") // 4 * BYTES_PER_CELL)
    try:
        return list(_sheets(text))
    except (XmlError, ValueError) as error:
        raise not_a(WHOLE_WORKBOOK) from error


def _sheets(text: str) -> Iterator[XmlSheet]:
    sheet = XmlSheet("")
    spread = 0
    for event, node in elements(PROLOGUE.sub("", text).encode()):
        tag = local(node.tag)
        if event == "start" and tag == "Worksheet":
            sheet = XmlSheet(_attribute(node, "Name"))
        elif event == "end" and tag == "Row":
            spread += _add_row(sheet, node)
            check_size(spread * 8)
            node.clear()
        elif event == "end" and tag == "Visible":
            sheet.hidden = (node.text or "").strip() != "SheetVisible"
        elif event == "end" and tag == "Worksheet":
            yield sheet


def _add_row(sheet: XmlSheet, node: Element) -> int:
    """Put a row where its index says; gives the number of places it takes."""
    index = int(_attribute(node, "Index") or len(sheet.rows) + 1) - 1
    if not len(sheet.rows) <= index < LAST_ROW:
        raise ValueError(index)
    sheet.rows += [[] for _ in range(index - len(sheet.rows))]
    row: list[Value] = []
    column = 0
    for cell in node:
        if local(cell.tag) != "Cell":
            continue
        column = int(_attribute(cell, "Index") or column + 1) - 1
        if not 0 <= column < LAST_COLUMN:
            raise ValueError(column)
        value = _value(sheet, cell, (index, column))
        if value != "":
            row += [*[""] * (column - len(row)), value]
        column += 1 + int(_attribute(cell, "MergeAcross") or 0)
    sheet.rows.append(row)
    sheet.rows += [[] for _ in range(min(int(_attribute(node, "Span") or 0), LAST_ROW - index))]
    return len(row)


def _value(sheet: XmlSheet, cell: Element, at: tuple[int, int]) -> Value:
    data = next((child for child in cell if local(child.tag) == "Data"), None)
    text = "" if data is None else "".join(data.itertext())
    kind = "" if data is None else _attribute(data, "Type")
    if kind == "Error":
        sheet.errors[at] = text
        return ""
    if not text and kind != "String" and _attribute(cell, "Formula"):
        sheet.uncalculated.add(at)
    return _typed(text, kind) if text else ""


def _typed(text: str, kind: str) -> Value:
    if kind == "Number":
        return float(text)
    if kind == "Boolean":
        return text.strip() == "1"
    if kind == "DateTime":
        moment = datetime.fromisoformat(text)
        return moment if moment.time().isoformat() != "00:00:00" else moment.date()
    return text


def _attribute(node: Element, name: str) -> str:
    """An attribute whatever its namespace, "" where there is none."""
    return next((text for key, text in node.attrib.items() if local(key) == name), "")
