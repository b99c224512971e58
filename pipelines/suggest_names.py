"""Name the nearest known word: a hint for people, never a decision."""

from collections.abc import Iterable

from rapidfuzz import fuzz


def nearest(word: str, known: Iterable[str], cutoff: float) -> str | None:
    """The known word most like `word` whatever the order of its parts, if it scores `cutoff`."""
    scored = [(fuzz.token_sort_ratio(word.casefold(), other.casefold()), other) for other in known]
    best = max(scored, default=(0.0, ""), key=lambda pair: pair[0])
    return best[1] if best[0] >= cutoff else None
