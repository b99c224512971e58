"""Turn a matched sheet into one long frame of text: a row per number, each with its address."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

import polars as pl

from pipelines.match_layout import Match
from pipelines.place_rows import name_span, place_rows
from pipelines.read_periods import read_date
from pipelines.read_setoran import Cell, Delivery, Setoran, address, percent_cells
from schemas.sumber import PROVENANCE, Value
from schemas.temuan import BrokenFile, Finding

NUMERIC_CODE = "\0"  # prefix of a code that the workbook holds as a fraction: 15.10 became 15.1
TOTAL_ROW = re.compile(r"\s*(jumlah|total|jml|sub ?total|grand total)\b", re.IGNORECASE)
NOTE_ROW = re.compile(
    r"\s*(sumber|source( url)?|catatan|keterangan|ket\.?|access time)\s*:|\s*\*", re.IGNORECASE
)
SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+?\d{1,2}", re.IGNORECASE)
PARTS_OF_A_YEAR = ("semester", "triwulan", "bulan", "periode")
COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?(=.*)?")

Rows = Sequence[tuple[int, bool, Sequence[Cell]]]  # 0-based index, whether a "Jumlah" row, cells


def unfold(delivery: Delivery, match: Match) -> pl.DataFrame:
    """One row per number of the table, all columns still text.

    Besides the contract's columns: `_teks` and `_angka`, the number as text and, when the
    cell holds one, as a native number; `_total`, whether it stands in a "Jumlah" row; and
    the provenance columns, but for the period that stands in the year's column.
    Raises BrokenFile (B9 without rows, B12 when a needed fact is nowhere stated).
    """
    setoran, rows = delivery.setoran, list(_data_rows(match))
    if not any(value.headings for value, _ in match.values):  # no sum stands for a person
        rows = [row for row in rows if not row[1]]
    if not rows:
        raise BrokenFile(Finding("B9", setoran.label, match.sheet.name, sumber=match.source.kode))
    cells = _columns(delivery, match, rows)
    facts = {"wilayah": delivery.home, **delivery.facts, **_title_facts(setoran, match)}
    plan = match.source.number == "nilai"  # counts are never percent; plan targets often are
    percent = percent_cells(setoran, match.sheet.name) if plan else frozenset[str]()
    blocks = [
        _block(rows, (column, bool(value.headings)), cells,
               _constants(setoran, match, value, facts), percent)
        for value, column in match.values
    ]  # fmt: skip
    return pl.concat(blocks).with_columns(
        sidik=pl.lit(setoran.digest),
        berkas=pl.lit(setoran.label),
        lembar=pl.lit(match.sheet.name),
        sistem_kode=pl.lit(delivery.system or match.layout.system),
    )


def _columns(delivery: Delivery, match: Match, rows: Rows) -> dict[str, list[str]]:
    """The columns that name something, as text, with what they state of others filled in."""
    known, layout = match.source.columns, match.layout
    cells = {
        _key(name, known): _texts(rows, column, code=_is_code(match, name))
        for name, column in match.columns.items()
    }
    for name in {*layout.spans} & {*cells}:
        cells[name] = [*accumulate(cells[name], lambda above, own: own or above)]
    cells["wilayah_induk"] = [delivery.home] * len(rows)
    if layout.parents:
        texts = [[cell_text(_at(row, c)) for c in name_span(match)] for _, _, row in rows]
        cells["nama_wilayah"], cells["wilayah_induk"] = place_rows(texts, match, delivery.home)
    for heading, words in layout.mixed.items():
        for name in {name for stated in words.values() for name in stated if heading in cells}:
            own = cells.get(name, [""] * len(rows))  # counts where the heading says nothing
            cells[name] = [
                words.get(word.casefold(), {}).get(name, word) or said
                for word, said in zip(cells[heading], own, strict=True)
            ]
    if layout.year_from:
        cells["tahun"] = [_year_of(word) for word in cells[layout.year_from]]
    return cells


def _key(name: str, columns: Mapping[str, Any]) -> str:
    """A part of the year has no column of its own, unless the contract has one."""
    return f"_{name}" if name in PARTS_OF_A_YEAR and name not in columns else name


def _is_code(match: Match, name: str) -> bool:
    source = match.source
    if source.identity and name == source.identity.column:
        return True
    return name in source.columns and source.kind(name) in ("kode", "kunci")


def _year_of(word: str) -> str:
    day = read_date(word)
    return str(day.year) if day else word


def _title_facts(setoran: Setoran, match: Match) -> dict[str, str]:
    """What the lines above the table, the sheet's name or the file's name state of all rows."""
    above = [cell_text(cell) for row in match.sheet.rows[: match.first_row] for cell in row]
    texts = [*above, match.sheet.name, setoran.label]
    found = {
        name: [hit[1] for text in texts if (hit := re.search(pattern, text, re.IGNORECASE))]
        for name, pattern in match.layout.title.items()
    }
    return {name: hits[0] for name, hits in found.items() if hits}


def cell_text(cell: Cell) -> str:
    """A cell as text: whole floats lose their ".0", text is trimmed and single-spaced."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def _texts(rows: Rows, column: int, *, code: bool) -> list[str]:
    """One column as text; a code that is no longer what was typed is marked as such."""
    cells = [_at(row, column) for _, _, row in rows]
    if not code:
        return [cell_text(cell) for cell in cells]
    return [NUMERIC_CODE * _is_spoilt(cell) + cell_text(cell) for cell in cells]


def _is_spoilt(cell: Cell) -> bool:
    """Excel keeps 15 digits and no trailing zeros: 15.10 and 16-digit codes do not survive."""
    if isinstance(cell, str):
        return SCIENTIFIC.fullmatch(cell.strip()) is not None
    return isinstance(cell, float) and not (cell.is_integer() and abs(cell) < 1e15)


def _at(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else ""


def _data_rows(match: Match) -> Iterator[tuple[int, bool, Sequence[Cell]]]:
    """Rows of the body; blank, numbering and note rows left out."""
    layout = match.layout
    numbers = [column for value, column in match.values if value.headings]
    codes = [column for name, column in match.columns.items() if _is_code(match, name)]
    for index, row in enumerate(match.sheet.rows[match.first_row :], start=match.first_row):
        first = next((cell for cell in row if cell != "" and cell_text(cell)), None)
        if first is None or (index == match.first_row and _is_numbering(row)):
            continue
        words = first if isinstance(first, str) else ""
        if layout.not_data and re.match(layout.not_data, words, re.IGNORECASE):
            continue
        if NOTE_ROW.match(words) and not any(cell_text(_at(row, n)) for n in numbers):
            continue
        # a "Jumlah" row says so where it would otherwise name something, and carries no code
        texts = [cell_text(_at(row, column)) for column in codes]
        coded = any(text and not TOTAL_ROW.match(text) for text in texts)
        yield index, not coded and TOTAL_ROW.match(words) is not None, row


def _is_numbering(row: Sequence[Cell]) -> bool:
    """The row "(1) (2) (3)" that official forms print below the header."""
    texts = [text for cell in row if (text := cell_text(cell))]
    found = [COLUMN_NUMBER.fullmatch(text) for text in texts]
    return len(texts) > 1 and [m and int(m[1]) for m in found] == list(range(1, len(texts) + 1))


def _constants(
    setoran: Setoran, match: Match, value: Value, facts: Mapping[str, str]
) -> dict[str, str | None]:
    """What the layout, the file's facts and the number block say of columns the sheet lacks."""
    columns, layout = match.source.columns, match.layout
    try:
        stated = {name: text.format_map(facts) for name, text in value.fixed.items()}
        known = {name: text.format_map(facts) for name, text in layout.fixed.items()}
    except KeyError as missing:
        raise _unstated(setoran, match, str(missing.args[0])) from missing
    known |= {**facts, **stated}
    wanted = [n for n in columns if n not in (*PROVENANCE, match.source.number)]
    mixed = {
        name for heading, words in layout.mixed.items() if heading in match.columns
        for stated in words.values() for name in stated
    }  # fmt: skip
    read = {*match.columns, *mixed, *(["tahun"] if layout.year_from else [])} - set(value.fixed)
    absent = [name for name in wanted if name not in read]
    for name in absent:
        if name not in known and not columns[name].nullable:
            raise _unstated(setoran, match, match.source.title(name))
    parts = [part for part in PARTS_OF_A_YEAR if part in known and part not in columns]
    return {_key(name, columns): known.get(name) for name in (*absent, *parts)}


def _unstated(setoran: Setoran, match: Match, what: str) -> BrokenFile:
    facts = {"isian": f"“{what}”"}
    return BrokenFile(
        Finding("B12", setoran.label, match.sheet.name, sumber=match.source.kode, fakta=facts)
    )


def _block(
    rows: Rows,
    place: tuple[int, bool],
    cells: Mapping[str, list[str]],
    constants: Mapping[str, str | None],
    percent: frozenset[str],
) -> pl.DataFrame:
    """The frame of one block of numbers; without headings of its own each row counts one."""
    column, numbered = place
    numbers = [_at(row, column) if numbered else 1 for _, _, row in rows]
    places = [address(index, column) for index, _, _ in rows]
    frame = pl.DataFrame(
        {
            **cells,
            "_teks": [cell_text(cell) for cell in numbers],
            "_angka": [
                _native(cell, percent=place in percent)
                for cell, place in zip(numbers, places, strict=True)
            ],
            "_total": [total for _, total, _ in rows],
            "baris": [index + 1 for index, _, _ in rows],
            "sel": places,
        },
        schema_overrides={"_angka": pl.Float64},
    )
    columns = frame.with_columns(
        **{name: pl.lit(text, pl.String) for name, text in constants.items()}
    )
    dated = _with_period(columns).drop([f"_{part}" for part in PARTS_OF_A_YEAR], strict=False)
    return dated.select(sorted(dated.columns))


def _with_period(rows: pl.DataFrame) -> pl.DataFrame:
    """The year's column with the semester, quarter or month that another column states."""
    for part in PARTS_OF_A_YEAR:
        if f"_{part}" in rows.columns:
            said = pl.col(f"_{part}").str.replace(f"(?i)^{part} *", "")
            kind = "" if part == "periode" else f"{part} "
            rows = rows.with_columns(
                tahun=pl.when(said.fill_null("") != "")
                .then(pl.format(f"{kind}{{}} {{}}", said, "tahun"))
                .otherwise("tahun")
            )
    return rows


def _native(cell: Cell, *, percent: bool) -> float | None:
    if not isinstance(cell, int | float) or isinstance(cell, bool):
        return None
    return round(cell * 100, 10) if percent else float(cell)
