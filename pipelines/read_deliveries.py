"""Read all setoran of one sumber into one typed frame, and keep account of what is found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from string import ascii_uppercase
from typing import Any

import polars as pl

from pipelines.check_relations import Blame
from pipelines.check_shares import check_shares
from pipelines.correct_cells import correct
from pipelines.lay_out_template import version
from pipelines.match_layout import Match, match_sheets
from pipelines.read_answers import Answers
from pipelines.read_marks import marks_of
from pipelines.read_periods import read_period
from pipelines.read_setoran import Delivery, address
from pipelines.tell_unread import unread_sheets
from pipelines.type_columns import type_columns
from pipelines.unfold_rows import unfold
from schemas.sumber import PERIOD, Source
from schemas.temuan import BrokenFile, Finding


@dataclass
class Ledger:
    """The findings so far and the rows they hold back."""

    answers: Answers = field(default_factory=Answers)
    sent: Mapping[str, Delivery] = field(default_factory=dict)  # by label
    findings: list[Finding] = field(default_factory=list)
    blamed: set[int] = field(default_factory=set)
    places: dict[tuple[str, str], Match] = field(default_factory=dict)  # by file and sheet
    out_of_scope: int = 0

    def enter(self, blames: Sequence[Blame]) -> None:
        for finding, rows in blames:
            self.findings.append(finding)
            asked = finding.rule.asked and not self.confirmed(finding)
            if finding.tingkat == "galat" or asked:
                self.blamed |= rows

    def confirmed(self, finding: Finding) -> bool:
        """Whether this peringatan was answered: a galat no answer can let in."""
        sent = self.sent.get(finding.berkas)
        if sent is None or finding.tingkat != "peringatan":
            return False
        return self.answers.confirm(finding, sent.setoran, sent.origin or finding.berkas)

    def enter_places(self, findings: Iterable[Finding]) -> None:
        """Findings on what a row names, moved from its number to the cell that names it."""
        for finding in findings:
            match = self.places.get((finding.berkas, finding.lembar))
            column = match.column_of(str(finding.fakta.get("kolom"))) if match else None
            if column is not None:
                line = int(finding.sel.lstrip(ascii_uppercase))
                finding = replace(finding, sel=address(line - 1, column))  # noqa: PLW2901
            self.findings.append(finding)

    def cell_of(self, row: Mapping[str, Any], column: str) -> str | None:
        """Where a contract column stands in the line of a row; None when its sheet has none."""
        match = self.places.get((row["berkas"], row["lembar"]))
        place = match.column_of(column) if match else None
        return None if place is None else address(row["baris"] - 1, place)

    def clear_rows(self, rows: pl.DataFrame) -> pl.DataFrame:
        return rows.filter(~pl.col("_id").is_in(list(self.blamed))) if self.blamed else rows


def read_all(source: Source, deliveries: Sequence[Delivery], ledger: Ledger) -> pl.DataFrame:
    """The typed rows of all files, numbered throughout."""
    frames = [_no_rows(source)]
    for delivery in deliveries:
        try:
            frames.append(_read(delivery, ledger, _next_id(frames, 0)))
        except BrokenFile as broken:
            ledger.findings.append(broken.finding)
    return pl.concat(frames)


def _next_id(frames: Sequence[pl.DataFrame], start: int) -> int:
    """A row number that none of the frames has; blanks leave gaps, so heights do not tell."""
    highest = [frame["_id"].max() for frame in frames if not frame.is_empty()]
    return max((int(number) + 1 for number in highest), default=start)  # type: ignore[arg-type]


def _read(delivery: Delivery, ledger: Ledger, offset: int) -> pl.DataFrame:
    """Typed rows of one file, numbered from `offset`."""
    frames, matches = [], match_sheets(delivery.setoran, delivery.source)
    for match in matches:
        frames.append(_read_sheet(delivery, match, ledger, _next_id(frames, offset)))
    ledger.findings += _unread_columns(delivery, matches)
    rows = pl.concat(frames)
    ledger.enter(_years_beside_their_folder(rows, delivery))
    ledger.findings += unread_sheets(delivery.setoran, delivery.source, matches)
    ledger.findings += _old_template(delivery)
    # a row whose own year is unreadable is missing from the only year the file speaks of
    known = rows.filter(pl.col("tahun").is_not_null()).unique(["tahun", "periode"])
    if known.height == 1:
        (only,) = known.select("tahun", *PERIOD).rows(named=True)
        rows = rows.with_columns(
            pl.col(name).fill_null(pl.lit(value, dtype=rows.schema[name]))
            for name, value in only.items()
        )
    return rows


def _read_sheet(delivery: Delivery, match: Match, ledger: Ledger, offset: int) -> pl.DataFrame:
    sheet, corrected = correct(match.sheet, delivery.setoran.label, delivery.source.kode)
    match = replace(match, sheet=sheet)
    typed = type_columns(unfold(delivery, match), match, delivery.locale or match.layout.locale)
    rows = typed.rows.with_columns(pl.col("_id") + offset)
    ledger.findings += [*typed.findings, *check_shares(rows, match, delivery.setoran)]
    ledger.places[delivery.setoran.label, sheet.name] = match
    ledger.blamed |= {offset + number for number in typed.blamed}
    for finding in corrected:
        line = int(finding.sel.lstrip(ascii_uppercase))
        ledger.enter([(finding, frozenset(rows.filter(baris=line)["_id"]))])
    return rows


def _old_template(delivery: Delivery) -> list[Finding]:
    """A word on a template that the contract has outgrown."""
    stated, now = marks_of(delivery.setoran).get("templat_versi"), version(delivery.source)
    if stated in (None, now):
        return []
    facts = {"versi": stated, "berlaku": now}
    return [Finding("K5", delivery.setoran.label, sumber=delivery.source.kode, fakta=facts)]


def _unread_columns(delivery: Delivery, matches: Sequence[Match]) -> list[Finding]:
    """Nothing is passed over in silence: the columns of the file that no contract column reads."""
    unread = dict.fromkeys(name for match in matches for name in match.unused)
    if not unread:
        return []
    first = next(match for match in matches if match.unused)
    names = [f"“{name}”" for name in unread]
    if delivery.source.private:  # of what stands in such a file only the place is said
        names = [
            address(0, column)[:-1] for column, name in first.headings.items()
            if name in first.unused
        ]  # fmt: skip
    return [Finding("K1", delivery.setoran.label, first.sheet.name, sumber=delivery.source.kode,
                    fakta={"kolom": ", ".join(names)})]  # fmt: skip


def _years_beside_their_folder(rows: pl.DataFrame, delivery: Delivery) -> list[Blame]:
    """One word per year column value that the folder or the cover letter contradicts.

    What is dated after the year that the file speaks of cannot have happened in it.
    """
    stated = delivery.facts.get("tahun")
    period = read_period(stated) if stated else None
    if period is None or delivery.source.harmonis == "target":
        return []
    source, other = delivery.source, rows.filter(pl.col("tahun") != period.year)
    dated = any(layout.year_from for layout in source.layouts)
    late = other.filter((pl.col("tahun") > period.year) & dated)
    rest = other.join(late, on="_id", how="anti").unique("tahun", keep="first").sort("tahun")
    return [
        (Finding.at(rule, row, source.kode, row["tahun"], map=stated), frozenset([row["_id"]]))
        for rule, told in (("R11L", late), ("R11M", rest))
        for row in told.rows(named=True)
    ]


def _no_rows(source: Source) -> pl.DataFrame:
    types = {name: column.dtype.type for name, column in source.columns.items()}
    own = {"_id": pl.Int64, "_total": pl.Boolean, "_kunci": pl.String}
    return pl.DataFrame(schema={**types, **own})
