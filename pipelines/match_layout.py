"""Find the sheet and header row of a sumber by its headings; say what is missing when none fits."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.read_setoran import Cell, Setoran, Sheet
from pipelines.suggest_names import nearest
from schemas.sumber import Layout, Source, Value
from schemas.temuan import BrokenFile, Finding

HEADER_SEARCH_ROWS = 40
HEADER_DEPTHS = (1, 2, 3)


@dataclass(frozen=True)
class Match:
    """Where a layout was found: the sheet, the first row below its header, and its columns."""

    source: Source
    layout: Layout
    sheet: Sheet
    first_row: int
    columns: Mapping[str, int]
    values: Sequence[tuple[Value, int]]
    unused: Sequence[str]


@dataclass(frozen=True)
class _Attempt:
    """How far a layout came at one header position."""

    layout: Layout
    sheet: Sheet
    first_row: int
    depth: int
    found: Mapping[str, int]
    values: Sequence[tuple[Value, int]]
    missing: Sequence[str]
    headings: Mapping[int, str]

    @property
    def score(self) -> tuple[int, int]:
        """Complete attempts first, then by columns recognised."""
        return (not self.missing, len(self.found) + len(self.values))


def normalise_heading(text: object) -> str:
    """Fold case, underscores, line breaks, footnote marks and bracketed column numbers away."""
    words = re.sub(r"[\s_]+", " ", str(text).casefold()).strip()
    return re.sub(r"\s*(\(\d+\)|[*:.]+)$", "", words)


def match_sheets(setoran: Setoran, source: Source) -> list[Match]:
    """The source's table on every sheet that has it; raises BrokenFile (B7, B8, B9 or B13)."""
    attempts = [best for sheet in setoran.sheets() if (best := _best([sheet], source))]
    complete = [attempt for attempt in attempts if not attempt.missing]
    if not attempts:
        raise BrokenFile(_no_table(setoran, source))
    if not complete:
        best = max(attempts, key=lambda attempt: attempt.score)
        raise BrokenFile(_missing_columns(setoran, source, best))
    for attempt in complete:
        _refuse_repeated_headings(setoran, source, attempt)
    filled = [attempt for attempt in complete if len(attempt.sheet.rows) > attempt.first_row]
    return [_as_match(source, attempt) for attempt in filled or complete[:1]]


def _as_match(source: Source, best: _Attempt) -> Match:
    used = {*best.found.values(), *(column for _, column in best.values)}
    unused = [text for column, text in best.headings.items() if column not in used]
    return Match(source, best.layout, best.sheet, best.first_row, best.found, best.values, unused)


def best_attempt(setoran: Setoran, source: Source) -> _Attempt | None:
    """The header position that recognises most of the source's columns; None below half."""
    return _best(setoran.sheets(), source)


def _best(sheets: Sequence[Sheet], source: Source) -> _Attempt | None:
    attempts = [
        attempt
        for sheet in sheets
        for layout in source.layouts
        for header, headings in _headers(sheet.rows)
        if (attempt := _attempt(layout, sheet, header, headings)) is not None
        and not _stands_under_a_group(attempt)
    ]
    return max(attempts, key=lambda attempt: attempt.score, default=None)


def _stands_under_a_group(attempt: _Attempt) -> bool:
    """Whether a heading above the header row says what bare L and P count: it has to be read."""
    first = attempt.first_row - attempt.depth - 1
    above = attempt.sheet.rows[first] if first >= 0 else ()
    return any(column < len(above) and str(above[column]).strip() for _, column in attempt.values)


def _headers(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[tuple[int, int], Mapping[int, str]]]:
    """First row below each possible header, how many rows it has, and its headings."""
    for first in range(min(len(rows), HEADER_SEARCH_ROWS)):
        for depth in HEADER_DEPTHS:
            block = rows[first : first + depth]
            if len(block) == depth and any(str(cell).strip() for cell in block[-1]):
                yield (first + depth, depth), _heading_paths(block)


def _heading_paths(block: Sequence[Sequence[Cell]]) -> Mapping[int, str]:
    """Heading of each column as "upper > lower"; an upper heading spreads over its blank cells."""
    paths: dict[int, str] = {}
    spread = [""] * len(block)
    for column in range(max(len(row) for row in block)):
        texts = [str(row[column]).strip() if column < len(row) else "" for row in block]
        spread = [text or above for text, above in zip(texts, spread, strict=True)]
        parts = [*(spread[:-1] if texts[-1] else texts[:-1]), texts[-1]]
        names = [normalise_heading(part) for part in parts if part]
        if names:
            paths[column] = " > ".join(dict.fromkeys(names))
    return paths


def _attempt(
    layout: Layout, sheet: Sheet, header: tuple[int, int], headings: Mapping[int, str]
) -> _Attempt | None:
    at = {text: column for column, text in reversed([*headings.items()])}
    found = dict(_locate(layout.headings, at))
    values = [(value, at[name]) for value in layout.values for name in _seen(value.headings, at)]
    required = sum(not value.optional for value in layout.values)
    wanted = len(layout.headings) + required
    if 2 * (len(found) + len(values)) < wanted or len(found) < 2:
        return None
    missing = [names[0] for name, names in layout.headings.items() if name not in found]
    present = {id(value) for value, _ in values}
    missing += [v.headings[0] for v in layout.values if not v.optional and id(v) not in present]
    if not values and not missing:
        missing = [layout.values[0].headings[0]]
    found |= dict(_locate(layout.optional, at))
    return _Attempt(layout, sheet, *header, found, values, missing, headings)


def _locate(
    headings: Mapping[str, Iterable[str]], at: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    for name, variants in headings.items():
        for seen in _seen(variants, at):
            yield name, at[seen]


def _seen(variants: Iterable[str], at: Mapping[str, int]) -> Iterator[str]:
    """The first variant that stands in the header, if any."""
    return (variant for variant in [next((v for v in variants if v in at), None)] if variant)


def _no_table(setoran: Setoran, source: Source) -> Finding:
    sheets = [sheet.name for sheet in setoran.sheets() if sheet.name]
    wanted = [source.title(name) for name in source.layouts[0].headings]
    facts = {
        "lembar_ada": ", ".join(f"“{name}”" for name in sheets) or "(satu-satunya)",
        "judul": ", ".join(wanted),
    }
    return Finding("B7", setoran.label, sumber=source.kode, fakta=facts)


def _missing_columns(setoran: Setoran, source: Source, best: _Attempt) -> Finding:
    missing = ", ".join(f"“{name}”" for name in best.missing)
    near = nearest(best.missing[0], best.headings.values(), 70)
    similar = f"; yang mirip: “{near}”" if near else ""
    facts = {"kolom_hilang": missing, "mirip": similar}
    row = f"{best.first_row}:{best.first_row}"
    return Finding("B8", setoran.label, best.sheet.name, row, "", source.kode, fakta=facts)


def _refuse_repeated_headings(setoran: Setoran, source: Source, best: _Attempt) -> None:
    texts = list(best.headings.values())
    used = {*best.found.values(), *(column for _, column in best.values)}
    for column in sorted(used):
        text = best.headings[column]
        if texts.count(text) > 1:
            facts = {"judul": f"“{text}”", "kali": texts.count(text)}
            raise BrokenFile(
                Finding("B13", setoran.label, best.sheet.name, "", text, source.kode, fakta=facts)
            )
