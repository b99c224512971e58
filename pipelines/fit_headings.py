"""Fit the headings that a layout declares to those that stand above a table."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipelines.read_headings import heading_pattern, normalise_heading
from schemas.kode import ALL, BOTH
from schemas.sumber import Layout, Source, Value


def widowed(source: Source, layout: Layout, present: set[int]) -> Iterator[Value]:
    """Blocks of one sex, or one part of a breakdown, of which others stand in the header."""
    for dimension in ("jenis_kelamin", *source.breakdown):
        by_kind: dict[tuple, list[Value]] = {}
        for value in layout.values:
            kind = tuple(sorted(pair for pair in value.fixed.items() if pair[0] != dimension))
            if value.fixed.get(dimension, BOTH) not in (BOTH, "TB", ALL):
                by_kind.setdefault(kind, []).append(value)
        for parts in by_kind.values():
            lone = [value for value in parts if id(value) not in present]
            if len(lone) < len(parts):
                yield from lone


def locate(
    source: Source, headings: Mapping[str, Iterable[str]], at: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    """Each wanted column that stands in the header, under a heading of its own or its title."""
    for name, variants in headings.items():
        for heading in (*variants, normalise_heading(source.title(name))):
            if heading in at:
                yield name, at[heading]
                break


def stated(value: Value, at: Mapping[str, int]) -> Iterator[tuple[Value, int]]:
    """The columns of one block: the first heading seen, or each that a {wildcard} fits."""
    for heading in value.headings:
        if "{" not in heading and heading in at:
            yield value, at[heading]
            return
    for heading in value.headings:
        for text, column in at.items() if "{" in heading else ():
            if match := _may_fit(heading, text) and heading_pattern(heading).fullmatch(text):
                yield replace(value, fixed={**value.fixed, **match.groupdict()}), column


def _may_fit(heading: str, text: str) -> bool:
    """Whether a text begins and ends as the heading does outside its {wildcards}.

    Hardly any does, and to make a pattern of a heading takes long.
    """
    return text.startswith(heading.partition("{")[0]) and text.endswith(heading.rpartition("}")[2])
