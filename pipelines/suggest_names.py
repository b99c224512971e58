"""Name the nearest known word: a hint for people, never a decision."""

from collections.abc import Iterable

from rapidfuzz import fuzz

CLEAR_SCORE = 85  # fuzz.ratio; partial matches would call Amarasi Selatan Amarasi
CLEAR_LEAD = 15  # over the second best, or it is anyone's guess


def nearest(word: str, known: Iterable[str], cutoff: float) -> str | None:
    """The known word most like `word` whatever the order of its parts, if it scores `cutoff`."""
    scored = [(fuzz.token_sort_ratio(word.casefold(), other.casefold()), other) for other in known]
    best = max(scored, default=(0.0, ""), key=lambda pair: pair[0])
    return best[1] if best[0] >= cutoff else None


def clearly_nearest(name: str, known: Iterable[str]) -> str | None:
    """The one known name that `name` can be a misspelling of; all of them bare, none twice.

    None unless it scores CLEAR_SCORE and leads every other by CLEAR_LEAD.
    """
    scored = sorted(((fuzz.ratio(name, other), other) for other in known), reverse=True)
    scores = [score for score, _ in scored] + [0.0, 0.0]
    clear = scores[0] >= CLEAR_SCORE and scores[0] - scores[1] >= CLEAR_LEAD
    return scored[0][1] if clear else None
