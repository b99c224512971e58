"""How findings and numbers are put on a terminal."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console

from schemas.temuan import Finding, as_written

LISTED_FINDINGS = 10


def print_findings(console: Console, findings: Sequence[Finding]) -> None:
    """The first finding of each rule, then how many more there are."""
    by_rule = Counter(finding.aturan for finding in findings)
    first = {finding.aturan: finding for finding in reversed(findings)}
    for rule in sorted(first, key=lambda rule: (first[rule].tingkat, rule))[:LISTED_FINDINGS]:
        finding = first[rule]
        more = f" (dan {by_rule[rule] - 1} lagi)" if by_rule[rule] > 1 else ""
        console.print(
            f"{finding.tingkat.upper()} {rule}{more} – {finding.tempat}", style="bold", markup=False
        )
        console.print(f"  {finding.kalimat}\n  → {finding.perbaikan}", markup=False)
    if len(first) > LISTED_FINDINGS:
        console.print(f"… dan {len(first) - LISTED_FINDINGS} aturan lain.")


def thousands(number: int) -> str:
    """12345 as Indonesians write it: 12.345."""
    return str(as_written(number))
