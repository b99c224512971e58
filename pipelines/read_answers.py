"""Read what agencies answered on a balikan they sent back; keep each with who and when."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import polars as pl

from pipelines.read_setoran import Setoran, Sheet
from pipelines.store_tables import Store
from schemas.tanggapan import COLUMN, CONFIRMED, KEY, SHEET, Tanggapan
from schemas.temuan import Finding

STAGE = "tanggapan"
ORIGIN = "Berkas: "  # how the balikan names the file it returns, in A2
COLUMNS = {"aturan": "Aturan", "lembar": "Lembar", "sel": "Sel", "nilai": "Isi sel",
           "tanggapan": COLUMN}  # fmt: skip
SCHEMA = dict.fromkeys(Tanggapan.to_schema().columns, pl.String)


@dataclass(frozen=True)
class Answers:
    """The findings that agencies have confirmed, by what makes a finding the same one."""

    confirmed: frozenset[tuple[str, ...]] = field(default_factory=frozenset)

    def confirm(self, finding: Finding, origin: str) -> bool:
        """Whether the agency said that the cell is right as it is."""
        key = (origin, finding.aturan, finding.lembar, finding.sel, finding.nilai)
        return key in self.confirmed


def origin_of(setoran: Setoran) -> str | None:
    """The file that a balikan returned; None when this setoran is no balikan."""
    sheet = answer_sheet(setoran)
    return _named_in(sheet) if sheet else None


def answer_sheet(setoran: Setoran) -> Sheet | None:
    """The sheet that a balikan begins with; an agency may have one of that title for its own."""
    if setoran.path.suffix.lower() not in (".xlsx", ".xlsm"):
        return None
    titled = (sheet for sheet in setoran.sheets() if sheet.name.startswith(SHEET))
    return next((sheet for sheet in titled if _named_in(sheet) is not None), None)


def _named_in(sheet: Sheet) -> str | None:
    """What the second line of a balikan's first sheet names as the file that came back."""
    name = _text(sheet.rows[1], 0) if len(sheet.rows) > 1 else ""
    return name.removeprefix(ORIGIN) if name.startswith(ORIGIN) else None


def read_answers(setoran: Setoran) -> pl.DataFrame:
    """The `Tanggapan` rows of one sent-in balikan: every finding with an answer beside it."""
    sheet, origin = answer_sheet(setoran), origin_of(setoran)
    rows = list(sheet.rows) if sheet else []
    head = next((n for n, row in enumerate(rows) if COLUMN in row), None)
    if head is None or origin is None:
        return pl.DataFrame(schema=SCHEMA)
    at = {name: rows[head].index(title) for name, title in COLUMNS.items()}
    who, when = _saved(setoran)
    answers = [
        {**{name: _text(row, column) for name, column in at.items()}, "asal": origin,
         "oleh": who, "pada": when, "sidik": setoran.digest}
        for row in rows[head + 1 :]
        if _text(row, at["tanggapan"])
    ]  # fmt: skip
    return pl.DataFrame(answers, schema=SCHEMA).unique(list(KEY), keep="last", maintain_order=True)


def record_answers(store: Store, setoran: Iterable[Setoran]) -> pl.DataFrame:
    """All answers ever given, those of these setoran added; an earlier one gives way to a later."""
    before = list(store.read_all(STAGE, "opd"))
    tables = [pl.DataFrame(schema=SCHEMA), *before, *(read_answers(each) for each in setoran)]
    kept = pl.concat(tables).sort("pada", maintain_order=True)
    kept = kept.unique(list(KEY), keep="last", maintain_order=True).sort(*KEY)
    if not kept.is_empty():
        store.write(Tanggapan.validate(kept), STAGE, "opd", "semua")
    return kept


def confirmed(answers: pl.DataFrame) -> Answers:
    """Only a clear "Benar …" lets a value in; "salah", "akan diperbaiki" or a question do not."""
    said = answers.filter(pl.col("tanggapan").str.to_lowercase().str.starts_with(CONFIRMED))
    return Answers(frozenset(said.select(KEY).rows()))


def _text(row: Sequence[Any], column: int) -> str:
    cell = row[column] if column < len(row) else ""
    whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell)) if whole else str(cell).strip()


def _saved(setoran: Setoran) -> tuple[str, str]:
    """Who saved the workbook last and when, as it says itself; else the file's own time."""
    from openpyxl import load_workbook  # noqa: PLC0415 - keeps the graph quick to load

    when = datetime.fromtimestamp(setoran.path.stat().st_mtime, tz=UTC)
    who = ""
    with suppress(Exception), setoran.path.open("rb") as file:  # openpyxl may not read it
        about = load_workbook(file, read_only=True).properties
        who, when = about.lastModifiedBy or "", about.modified or when
    return who or "tidak disebut", when.isoformat(timespec="seconds")
