"""Pass over no sheet in silence: name those that look like a table and were not read."""

from collections.abc import Iterator, Sequence

from pipelines.find_numbers import numbers_below
from pipelines.match_layout import Match, best_attempt, quoted
from pipelines.read_answers import answer_sheet
from pipelines.read_headings import headers
from pipelines.read_marks import HELP_SHEET, marks_of
from pipelines.read_setoran import Setoran
from schemas.sumber import Source
from schemas.temuan import Finding


def unread_sheets(setoran: Setoran, source: Source, read: Sequence[Match]) -> list[Finding]:
    """A word on each sheet that looks like a table of the source but lacks a column of it."""
    names = {*(match.sheet.name for match in read), *_our_sheets(setoran)}
    left = [sheet for sheet in setoran.sheets() if sheet.name not in names]
    tables = [(sheet, headers(sheet)) for sheet in left]
    found = [best for table in tables if (best := best_attempt([table], source, nameless=True))]
    return [
        Finding("K8", setoran.label, half.sheet.name, "", "", source.kode,
                fakta={"lembar": half.sheet.name, "kolom_hilang": quoted(half.missing)})
        for half in found
        if half.missing and (source.counts or any(numbers_below(
            half.sheet.rows[half.first_row :], half.headings)))
    ]  # fmt: skip


def _our_sheets(setoran: Setoran) -> Iterator[str]:
    """The help sheet of a template and the first sheet of a balikan; not an agency's namesakes."""
    if marks_of(setoran):
        yield HELP_SHEET
    if answers := answer_sheet(setoran):
        yield answers.name
