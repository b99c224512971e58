"""Read the headings above a table: of one to four rows, merged ones spread over those below."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from pipelines.read_cells import cell_text
from pipelines.read_periods import MONTHS
from pipelines.read_setoran import Sheet

HEADER_SEARCH_ROWS = 40
HEADER_DEPTHS = (1, 2, 3, 4)
# What a heading may hold besides words: "target {tahun}", "{judul} > {bulan}", "{umur} > l"
WILDCARDS = {
    "tahun": r"(?:19|20)\d{2}",
    "bulan": "|".join(sorted(MONTHS, key=len, reverse=True)),
    "umur": r"(?:>=|≥|<)? ?\d{1,3} ?(?:[-–+]|s/d)? ?\d{0,3}(?: ?(?:tahun|thn|th))?(?: ?ke ?atas)?",
}
ANY_TITLE = "[^>]+"  # {judul}: stands over the columns and states nothing of them
Header = tuple[tuple[int, int], Mapping[int, str]]  # first row below it, its depth, its texts
Headers = Sequence[Header]


def normalise_heading(text: object) -> str:
    """Fold case, underscores, line breaks, footnote marks and bracketed column numbers away."""
    return _normalised(str(text))


@lru_cache(maxsize=2**16)
def _normalised(text: str) -> str:
    words = re.sub(r"[\s_]+", " ", text.casefold()).strip()
    return re.sub(r"\s*(\(\d+\)|\*+\)|[*:.]+)$", "", words)


def headers(sheet: Sheet) -> Headers:
    """First row below each possible header, how many rows it has, and its headings."""
    found = []
    top = sheet.rows[: HEADER_SEARCH_ROWS + max(HEADER_DEPTHS) - 1]
    texts = [[cell_text(cell) for cell in row] for row in top]
    for first in range(min(len(texts), HEADER_SEARCH_ROWS)):
        for depth in HEADER_DEPTHS:
            block = texts[first : first + depth]
            if len(block) == depth and any(block[-1]):
                found.append(((first + depth, depth), _heading_paths(block)))
    return found


def _heading_paths(block: Sequence[Sequence[str]]) -> Mapping[int, str]:
    """Heading of each column as "upper > lower"; an upper heading spreads over its blank cells."""
    paths: dict[int, str] = {}
    spread = [""] * len(block)
    for column in range(max(len(row) for row in block)):
        texts = [row[column] if column < len(row) else "" for row in block]
        spread = [text or above for text, above in zip(texts, spread, strict=True)]
        lowest = max((row for row, text in enumerate(texts) if text), default=0)
        parts = [*spread[:lowest], texts[lowest]]  # a heading merged downwards has a group too
        names = [normalise_heading(part) for part in parts if part]
        if names:
            paths[column] = " > ".join(dict.fromkeys(names))
    return paths


@cache
def heading_pattern(heading: str) -> re.Pattern[str]:
    """A heading with {tahun}, {bulan}, {umur} or {judul} as the pattern of what it stands for."""
    parts = re.split(r"\{(\w+)\}", heading)
    texts = [_wildcard(part) if place % 2 else re.escape(part) for place, part in enumerate(parts)]
    return re.compile("".join(texts))


def _wildcard(name: str) -> str:
    return ANY_TITLE if name == "judul" else f"(?P<{name}>{WILDCARDS[name]})"
