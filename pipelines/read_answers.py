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
from schemas.temuan import MASK, Finding

STAGE = "tanggapan"
ORIGIN = "Berkas: "  # how the balikan names the file it returns, in A2
SEAL = "Sidik: "  # and, in the same line of a balikan that does not hold the file, its SHA-256
CSV_SHEET = "Data"  # how the sheet of a file without sheets is called
COLUMNS = {"aturan": "Aturan", "lembar": "Lembar", "sel": "Sel", "nilai": "Isi sel",
           "tanggapan": COLUMN}  # fmt: skip
SCHEMA = dict.fromkeys(Tanggapan.to_schema().columns, pl.String)


@dataclass(frozen=True)
class Answers:
    """The findings that agencies have confirmed, by what makes a finding the same one."""

    confirmed: frozenset[tuple[str, ...]] = field(default_factory=frozenset)

    def confirm(self, finding: Finding, setoran: Setoran, origin: str) -> bool:
        """Whether the agency said that the cell is right as it is, or as this very file has it."""
        if not self.confirmed:
            return False
        rule, sheet, place = finding.aturan, finding.lembar, finding.sel
        sealed = (origin, rule, sheet or CSV_SHEET, place, f"{SEAL}{setoran.digest}")
        return not self.confirmed.isdisjoint({(origin, rule, sheet, place, finding.nilai), sealed})


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


def answers_alone(setoran: Setoran) -> bool:
    """Whether it is a balikan that holds answers and nothing else."""
    own = answer_sheet(setoran)
    others = (sheet for sheet in setoran.sheets() if own and sheet.name != own.name)
    return own is not None and _seal(own) is not None and not any(s.rows for s in others)


def _seal(sheet: Sheet) -> str | None:
    """The seal of the file that a balikan lists the findings of without holding it."""
    return next((cell for cell in map(str, sheet.rows[1]) if cell.startswith(SEAL)), None)


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
    if sheet and (seal := _seal(sheet)):
        answers = [_sealed(answer, seal) for answer in answers]
    return pl.DataFrame(answers, schema=SCHEMA).unique(list(KEY), keep="last", maintain_order=True)


def _sealed(answer: dict[str, str], seal: str) -> dict[str, str]:
    """An answer bound to the file instead of the cell; its reasons may tell of a person."""
    said = answer["tanggapan"].casefold().startswith(CONFIRMED)
    return {**answer, "nilai": seal, "tanggapan": CONFIRMED.capitalize() if said else MASK}


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
