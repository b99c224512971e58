"""Turn a matched sheet into one long frame of text: a row per number, each with its address."""

import re
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from pipelines.match_layout import Match
from pipelines.read_setoran import Cell, Delivery, Setoran, address, percent_cells
from schemas.sumber import Value
from schemas.temuan import BrokenFile, Finding

# Where a number came from and how its region is to be read: said by us, not by the sheet.
PROVENANCE = ("sidik", "berkas", "lembar", "baris", "sel", "sistem_kode", "wilayah_induk")
NUMERIC_CODE = "\0"  # prefix of a code that the workbook holds as a fraction: 15.10 became 15.1
TOTAL_ROW = re.compile(r"\s*(jumlah|total|jml|sub ?total|grand total)\b", re.IGNORECASE)
NOTE_ROW = re.compile(r"\s*(sumber|catatan|keterangan|ket\.?)\s*:|\s*\*", re.IGNORECASE)
COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?(=.*)?")

Rows = Sequence[tuple[int, bool, Sequence[Cell]]]  # 0-based index, whether a "Jumlah" row, cells


def unfold(delivery: Delivery, match: Match) -> pl.DataFrame:
    """One row per number of the table, all columns still text.

    Besides the contract's columns: `_teks` and `_angka`, the number as text and, when the
    cell holds one, as a native number; `_total`, whether it stands in a "Jumlah" row; and
    the provenance columns.
    Raises BrokenFile (B9 without rows, B12 when a needed fact is nowhere stated).
    """
    setoran, rows = delivery.setoran, list(_data_rows(match))
    if not rows:
        raise BrokenFile(Finding("B9", setoran.label, match.sheet.name, sumber=match.source.kode))
    cells = {
        name: _texts(rows, column, code=match.source.kind(name) == "kode")
        for name, column in match.columns.items()
    }
    plan = match.source.number == "nilai"  # counts are never percent; plan targets often are
    percent = percent_cells(setoran, match.sheet.name) if plan else frozenset[str]()
    blocks = [
        _block(rows, column, cells, _constants(setoran, match, value, delivery.facts), percent)
        for value, column in match.values
    ]
    return pl.concat(blocks).with_columns(
        sidik=pl.lit(setoran.digest),
        berkas=pl.lit(setoran.label),
        lembar=pl.lit(match.sheet.name),
        sistem_kode=pl.lit(delivery.system or match.layout.system),
        wilayah_induk=pl.lit(delivery.home),
    )


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
    return isinstance(cell, float) and not (cell.is_integer() and abs(cell) < 1e15)


def _at(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else ""


def _data_rows(match: Match) -> Iterator[tuple[int, bool, Sequence[Cell]]]:
    """Rows of the body; blank, numbering and note rows left out."""
    numbers = [column for _, column in match.values]
    codes = [column for name, column in match.columns.items() if match.source.kind(name) == "kode"]
    for index, row in enumerate(match.sheet.rows[match.first_row :], start=match.first_row):
        first = next((cell for cell in row if cell != "" and cell_text(cell)), None)
        if first is None or (index == match.first_row and _is_numbering(row)):
            continue
        words = first if isinstance(first, str) else ""
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
    columns = match.source.columns
    try:
        known = {**match.layout.fixed, **facts}
        known |= {name: text.format_map(facts) for name, text in value.fixed.items()}
    except KeyError as missing:
        raise _unstated(setoran, match, str(missing.args[0])) from missing
    wanted = [n for n in columns if n not in (*PROVENANCE, match.source.number)]
    absent = [n for n in wanted if n not in match.columns or n in value.fixed]
    for name in absent:
        if name not in known and not columns[name].nullable:
            raise _unstated(setoran, match, match.source.title(name))
    return {name: known.get(name) for name in absent}


def _unstated(setoran: Setoran, match: Match, what: str) -> BrokenFile:
    facts = {"isian": f"“{what}”"}
    return BrokenFile(
        Finding("B12", setoran.label, match.sheet.name, sumber=match.source.kode, fakta=facts)
    )


def _block(
    rows: Rows,
    column: int,
    cells: Mapping[str, list[str]],
    constants: Mapping[str, str | None],
    percent: frozenset[str],
) -> pl.DataFrame:
    numbers = [_at(row, column) for _, _, row in rows]
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
    return columns.select(sorted(columns.columns))


def _native(cell: Cell, *, percent: bool) -> float | None:
    if not isinstance(cell, int | float) or isinstance(cell, bool):
        return None
    return round(cell * 100, 10) if percent else float(cell)
