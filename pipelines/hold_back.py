"""Hold back what the audit finds exposed and protect again, so that one series stops no rilis."""

from collections.abc import Callable
from typing import TypeVar

from pipelines.audit.gate import Refused
from pipelines.protect.history import Series
from schemas.audit import AuditReport

ROUNDS = 3  # the first attempt, and two with something held back
T = TypeVar("T")


def until_it_passes(attempt: Callable[[frozenset[Series]], T]) -> T:
    """What `attempt` returns once the audit lets its rilis pass; the last Refused if it never does.

    It is given the measures and years that are to stay as in the rilis before: none at first,
    then those that the audit named. Protection looks at one cell after the other where the
    audit sets whole tables of two rilis beside each other, so that the one can be content
    where the other is not; as the rilis before stands already, it tells nothing more.
    """
    held: frozenset[Series] = frozenset()
    for _ in range(ROUNDS - 1):
        try:
            return attempt(held)
        except Refused as refused:
            more = at_fault(refused.report) - held
            if not more:
                raise
            held |= more
    return attempt(held)


def at_fault(report: AuditReport) -> frozenset[Series]:
    """The series that a report finds fault with; none where something else is wrong as well."""
    if not all(finding.deret for finding in report.temuan):
        return frozenset()
    return frozenset(series for finding in report.temuan for series in finding.deret)
