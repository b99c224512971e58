"""Turn a matched sheet into one long frame of text: a row per number, each with its address."""

import re
from collections.abc import Mapping
from itertools import accumulate
from typing import Any

import polars as pl

from pipelines.mask_persons import KEYED
from pipelines.match_layout import Match
from pipelines.pick_rows import Body, data_rows
from pipelines.place_rows import name_span, place_beside, place_rows
from pipelines.read_cells import UNCALCULATED, cell_text, codes, natives, texts
from pipelines.read_periods import read_date
from pipelines.read_setoran import (
    Delivery,
    Setoran,
    address,
    error_cells,
    percent_cells,
    uncalculated_cells,
)
from schemas.sumber import PROVENANCE, Value
from schemas.temuan import BrokenFile, Finding

PARTS_OF_A_YEAR = ("semester", "triwulan", "bulan", "periode")


def unfold(delivery: Delivery, match: Match) -> pl.DataFrame:
    """One row per number of the table, all columns still text.

    Besides the contract's columns: `_teks` and `_angka`, the number as text and, when the
    cell holds one, as a native number; `_total`, whether it stands in a "Jumlah" row; and
    the provenance columns, but for the period that stands in the year's column.
    Raises BrokenFile (B9 without rows, B12 when a needed fact is nowhere stated).
    """
    setoran = delivery.setoran
    # no sum stands for a person
    body = data_rows(match, totals=any(value.headings for value, _ in match.values))
    if not body.rows:
        raise BrokenFile(Finding("B9", setoran.label, match.sheet.name, sumber=match.source.kode))
    cells = _columns(delivery, match, body)
    facts = {"wilayah": delivery.home, **delivery.facts, **_title_facts(setoran, match)}
    plan = match.source.number == "nilai"  # counts are never percent; plan targets often are
    percent = percent_cells(setoran, match.sheet.name) if plan else frozenset[str]()
    spoilt = {
        **dict.fromkeys(uncalculated_cells(setoran, match.sheet.name), UNCALCULATED),
        **error_cells(setoran, match.sheet.name),
    }
    blocks = [
        _block(body, (column, bool(value.headings)), cells,
               _constants(setoran, match, value, facts), percent)
        for value, column in match.values
    ]  # fmt: skip
    table = pl.concat(blocks)
    if spoilt:  # the reader leaves such cells blank, and blank means something else
        said = pl.col("sel").replace_strict(spoilt, default=None, return_dtype=pl.String)
        table = table.with_columns(_teks=pl.coalesce(said, "_teks"))
    return table.with_columns(
        sidik=pl.lit(setoran.digest),
        berkas=pl.lit(setoran.label),
        lembar=pl.lit(match.sheet.name),
        sistem_kode=pl.lit(delivery.system or match.layout.system),
    )


def _columns(delivery: Delivery, match: Match, body: Body) -> dict[str, pl.Series]:
    """The columns that name something, as text, with what they state of others filled in."""
    known, layout = match.source.columns, match.layout
    cells = {"_total": pl.Series(body.totals), "baris": pl.Series(body.lines) + 1} | {
        _key(name, known): (codes if _is_code(match, name) else texts)(body.column(column))
        for name, column in match.columns.items()
    }
    for name in {*layout.spans} & {*cells}:
        filled = accumulate(cells[name], lambda above, own: own or above)
        cells[name] = pl.Series([*filled], dtype=pl.String)
    beside = cells.get("wilayah_induk")
    cells["wilayah_induk"] = place_beside(beside, delivery.home, len(body.rows))
    if layout.parents or layout.from_nation:
        names = [[cell_text(cell) for cell in row[name_span(match)]] for row in body.rows]
        placed = place_rows(names, match, delivery.home)
        cells |= dict(zip(("nama_wilayah", "wilayah_induk"), map(pl.Series, placed), strict=True))
    for heading, words in layout.mixed.items():
        for name in {name for stated in words.values() for name in stated if heading in cells}:
            own = cells.get(name, [""] * len(body.rows))  # counts where the heading says nothing
            cells[name] = pl.Series([
                words.get(word.casefold(), {}).get(name, word) or said
                for word, said in zip(cells[heading], own, strict=True)
            ])  # fmt: skip
    if layout.year_from:
        cells["tahun"] = pl.Series([_year_of(word) for word in cells[layout.year_from]])
    return cells


def _key(name: str, columns: Mapping[str, Any]) -> str:
    """A part of the year has no column of its own, unless the contract has one."""
    return f"_{name}" if name in PARTS_OF_A_YEAR and name not in columns else name


def _is_code(match: Match, name: str) -> bool:
    source = match.source
    if source.identity and name == source.identity.column:
        return True
    return name in source.columns and source.kind(name) in ("kode", "kunci", *KEYED)


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
    body: Body,
    place: tuple[int, bool],
    cells: Mapping[str, pl.Series],
    constants: Mapping[str, str | None],
    percent: frozenset[str],
) -> pl.DataFrame:
    """The frame of one block of numbers; without headings of its own each row counts one."""
    column, numbered = place
    numbers = body.column(column) if numbered else [1.0] * len(body.rows)
    letters = address(0, column)[:-1]
    frame = pl.DataFrame(
        {
            **cells,
            "_teks": texts(numbers),
            "_angka": natives(numbers),
        }
    ).with_columns(
        **{name: pl.lit(text, pl.String) for name, text in constants.items()},
        sel=pl.format(f"{letters}{{}}", "baris"),
    )
    if percent:  # they hold 0.0982 where people read 9,82%
        shown = pl.col("sel").is_in(list(percent))
        scaled = pl.when(shown).then((pl.col("_angka") * 100).round(10)).otherwise("_angka")
        frame = frame.with_columns(_angka=scaled)
    dated = _with_period(frame).drop([f"_{part}" for part in PARTS_OF_A_YEAR], strict=False)
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
