"""Find the sheet and header row of a sumber by its headings; say what is missing when none fits."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from pipelines.find_numbers import is_count, unheaded_numbers
from pipelines.fit_headings import locate, stated, widowed
from pipelines.read_headings import HEADER_DEPTHS, Header, Headers, headers, normalise_heading
from pipelines.read_setoran import Cell, Setoran, Sheet, address
from pipelines.read_words import SEX_WORDS
from pipelines.suggest_names import nearest
from schemas.sumber import Layout, Source, Value
from schemas.temuan import BrokenFile, Finding

# Headings of columns that number rows or remark on them: no contract misses what they hold.
ASIDES = frozenset({"no", "nomor", "no urut", "nomor urut", "id", "keterangan", "ket"})


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
    headings: Mapping[int, str]

    def column_of(self, name: str) -> int | None:
        """Where a contract column stands: under its own heading, or in one that states several."""
        states = (mixed for mixed, words in self.layout.mixed.items()
                  if any(name in stated for stated in words.values()))  # fmt: skip
        places = (self.columns.get(heading) for heading in (name, *states))
        return next((place for place in places if place is not None), None)


@dataclass(frozen=True)
class Attempt:
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

    @property
    def stated(self) -> int:
        """How much the headings say of the numbers: a row of years below them is read too."""
        return sum(len(value.fixed) for value, _ in self.values)


def match_sheets(setoran: Setoran, source: Source) -> list[Match]:
    """The source's table on every sheet that has it; raises BrokenFile (B7, B8, B9 or B13)."""
    tables = [(sheet, headers(sheet)) for sheet in setoran.sheets()]
    attempts = [best for table in tables if (best := best_attempt([table], source, nameless=True))]
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


def _as_match(source: Source, best: Attempt) -> Match:
    used = {*best.found.values(), *(column for _, column in best.values)}
    known = {*best.layout.passed_over, *(h for share in best.layout.shares for h in share.headings)}
    body = best.sheet.rows[best.first_row :]
    unused = [
        text for column, text in best.headings.items()
        if column not in used and not (known | ASIDES) & {text, text.rpartition(" > ")[2]}
        and any(_filled(body, column))
    ]  # fmt: skip
    bare = unheaded_numbers(best.sheet.rows[best.first_row :], {*best.headings, *_beside(best)})
    unused += [f"tanpa judul di {address(0, column)[:-1]}" for column in bare]
    return Match(source, best.layout, best.sheet, best.first_row, best.found, best.values, unused,
                 best.headings)  # fmt: skip


def _filled(rows: Sequence[Sequence[Cell]], column: int) -> Iterator[bool]:
    """Whether there is anything in a column, row by row."""
    return (column < len(row) and not (row[column] == "" or str(row[column]).isspace())
            for row in rows)  # fmt: skip


def quoted(names: Iterable[str]) -> str:
    """Names side by side, each in quotation marks, as sentences say them."""
    return ", ".join(f"“{name}”" for name in names)


def _beside(best: Attempt) -> range:
    """Columns without a heading of their own over which a region's name is spread."""
    first = best.found.get("nama_wilayah")
    if first is None or not best.layout.parents:
        return range(0)
    return range(first, min((c for c in best.headings if c > first), default=first + 1))


def best_attempts(setoran: Setoran, sources: Iterable[Source]) -> Mapping[str, Attempt]:
    """By sumber, the header position that recognises most of its columns, if half are there."""
    tables = [(sheet, headers(sheet)) for sheet in setoran.sheets()]
    found = {source.kode: best_attempt(tables, source) for source in sources}
    return {code: attempt for code, attempt in found.items() if attempt is not None}


def best_attempt(
    tables: Sequence[tuple[Sheet, Headers]], source: Source, *, nameless: bool = False
) -> Attempt | None:
    """How far the source comes at best; `nameless` tables count where the sumber is known."""
    attempts = [
        attempt
        for sheet, headers in tables
        for header in headers
        for layout in source.layouts
        if (attempt := _attempt(source, layout, sheet, header, nameless=nameless))
        and not _stands_under_a_group(attempt)
        and not _stands_above_sexes(attempt)
    ]
    return max(attempts, key=lambda attempt: (attempt.score, attempt.stated), default=None)


def _stands_under_a_group(attempt: Attempt) -> bool:
    """Whether a heading above the header row says what bare L and P count: it has to be read."""
    first = attempt.first_row - attempt.depth - 1
    above = attempt.sheet.rows[first] if first >= 0 else ()
    return any(column < len(above) and str(above[column]).strip() for _, column in attempt.values)


def _stands_above_sexes(attempt: Attempt) -> bool:
    """Whether a row below parts a title into sexes: it is no heading of both sexes then."""
    rows = attempt.sheet.rows[attempt.first_row : attempt.first_row + max(HEADER_DEPTHS)]
    columns = [column for value, column in attempt.values if value.headings]
    ends = {c: min((n for n in attempt.headings if n > c), default=None) for c in columns}
    header = takewhile(lambda row: not _is_data(row, attempt), rows)
    below = [cell for row in header for column in columns for cell in row[column : ends[column]]]
    return any(normalise_heading(cell) in (*SEX_WORDS, "p", "w") for cell in below)


def _is_data(row: Sequence[Cell], attempt: Attempt) -> bool:
    """Whether a row counts something that it names; below it a header can only be printed again."""
    counted = any(is_count(row[c]) for _, c in attempt.values if c < len(row))
    return counted and any(str(row[c]).strip() for c in attempt.found.values() if c < len(row))


def _attempt(
    source: Source, layout: Layout, sheet: Sheet, header: Header, *, nameless: bool
) -> Attempt | None:
    place, headings = header
    at = {text: column for column, text in reversed([*headings.items()])}
    found = dict(locate(source, layout.headings, at))
    if len(found) < min(2, len(layout.headings)) and not (nameless and _by_numbers(layout, at)):
        return None
    values = [(own, *block) for own in layout.values for block in stated(own, at)]
    owed = [value for value in layout.values if value.headings and not value.optional]
    if 2 * (len(found) + len(values)) < len(layout.headings) + len(owed):
        return None
    missing = [names[0] for name, names in layout.headings.items() if name not in found]
    present = {id(own) for own, _, _ in values}
    missing += [_wanted(value) for value in owed if id(value) not in present]
    missing += [_wanted(value) for value in widowed(source, layout, present)]
    each_row = [(value, min(found.values())) for value in layout.values if not value.headings]
    if not (values or each_row or missing):
        missing = [_wanted(layout.values[0])]
    found |= dict(locate(source, layout.optional, at))
    blocks = [(value, column) for _, value, column in values] + each_row
    return Attempt(layout, sheet, *place, found, blocks, missing, headings)


def _by_numbers(layout: Layout, at: Mapping[str, int]) -> bool:
    """Whether a table that has lost its only name is still told by two of its numbers."""
    known = (any(text in at for text in value.headings) for value in layout.values)
    return len(layout.headings) == 1 and sum(known) > 1


def _wanted(value: Value) -> str:
    """A heading to ask for; what varies in it is named."""
    return value.headings[0].replace("{", "").replace("}", "")


def _no_table(setoran: Setoran, source: Source) -> Finding:
    sheets = [sheet.name for sheet in setoran.sheets() if sheet.name]
    wanted = [source.title(name) for name in source.layouts[0].headings]
    facts = {
        "lembar_ada": quoted(sheets) or "(satu-satunya)",
        "judul": ", ".join(wanted),
    }
    return Finding("B7", setoran.label, sumber=source.kode, fakta=facts)


def _missing_columns(setoran: Setoran, source: Source, best: Attempt) -> Finding:
    missing = quoted(best.missing)
    near = nearest(best.missing[0], best.headings.values(), 70)
    similar = f"; yang mirip: “{near}”" if near else ""
    facts = {"kolom_hilang": missing, "mirip": similar}
    row = f"{best.first_row}:{best.first_row}"
    return Finding("B8", setoran.label, best.sheet.name, row, "", source.kode, fakta=facts)


def _refuse_repeated_headings(setoran: Setoran, source: Source, best: Attempt) -> None:
    texts = list(best.headings.values())
    used = {*best.found.values(), *(column for _, column in best.values)}
    for column in sorted(used):
        text = best.headings[column]
        if texts.count(text) > 1:
            facts = {"judul": f"“{text}”", "kali": texts.count(text)}
            raise BrokenFile(
                Finding("B13", setoran.label, best.sheet.name, "", text, source.kode, fakta=facts)
            )
