"""Decide whether the numbers of a rilis, with those of earlier ones, keep what they promise."""

from collections import Counter
from collections.abc import Mapping, Sequence

from pipelines.audit.bounds import narrow
from pipelines.audit.explain import Explainer, exposure
from pipelines.audit.lattice import split
from pipelines.audit.rules import Rules
from pipelines.audit.witness import Verdict
from pipelines.audit.year import Examined, examine_year
from schemas.audit import AuditReport, Cell, Exposure, Facts, Interval

EXPLAINED = 5  # cells of a year whose exposing numbers are looked for; the others are only named
NARROWEST = 10


def audit_counts(
    facts: Facts, earlier: Sequence[Facts], rules: Rules, truth: Mapping[Cell, int] | None = None
) -> AuditReport:
    """Every cell that is not shown, with its interval; and every number that may not be shown.

    With the true counts it is noted where a reader would take for certain what is not so.
    """
    report = AuditReport(ambang=dict(sorted(rules.thresholds.items())))
    report.temuan += [Exposure("bertentangan", f"{clash}.") for clash in facts.clashes]
    report.temuan += [*_too_small(facts, rules), *_where_nobody_is(facts, rules)]
    before = [group for old in earlier for group in split(old, rules)]
    kinds, seen = Counter[str](terbit=len(facts.known)), list[tuple[str, Verdict]]()
    for now in split(facts, rules):
        measures = {(cell.ukuran, cell.tahun) for cell in now.cells}
        past = [old for old in before if measures & {(c.ukuran, c.tahun) for c in old.cells}]
        examined = examine_year(now, past, rules)
        kinds.update(verdict.need.kind for verdict in examined.verdicts)
        kinds["silang"] += examined.crosses
        report.temuan += _findings(examined, now)
        report.catatan += [*examined.notes, *_misled(examined, truth or {})]
        seen += [(str(examined.cells[v.need.node]), v) for v in examined.verdicts]
        if _withdrawn(now, past):
            report.temuan += _new(_findings(examine_year(now, (), rules), now), report)
    report.diperiksa = dict(kinds)
    report.tersempit = _narrowest(seen)
    return report


def _withdrawn(now: Facts, past: Sequence[Facts]) -> bool:
    """Whether a number that was told is hidden now: who takes it to hold still learns nothing.

    Who takes it to have changed has only what is told today, and may learn more from that.
    """
    return any(cell in old.known for old in past for cell in now.hidden)


def _new(found: Sequence[Exposure], report: AuditReport) -> list[Exposure]:
    """Findings on cells of which nothing was found before."""
    known = {(each.jenis, each.sel) for each in report.temuan}
    return [each for each in found if (each.jenis, each.sel) not in known]


def _misled(examined: Examined, truth: Mapping[Cell, int]) -> list[str]:
    """How many hidden true counts lie outside of what a reader works out; none is named."""
    bounds = narrow(examined.system)
    wrong = [
        cell
        for node, cell in examined.cells.items()
        if cell in truth and not bounds.low[node] <= truth[cell] <= bounds.high[node]
    ]
    if not wrong:
        return []
    what = f"{wrong[0].ukuran} {wrong[0].tahun}"
    return [f"{what}: {len(wrong)} angka asli di luar yang akan dihitung pembaca"]


def _too_small(facts: Facts, rules: Rules) -> list[Exposure]:
    return [
        Exposure(
            "angka_kecil",
            f"{cell} = {known.value} terbit di {known.place}, padahal angka 1 sampai "
            f"{rules.thresholds[cell.ukuran] - 1} dapat menunjuk orang. Samarkan angka itu.",
            str(cell),
            deret=(cell.deret,),
        )
        for cell, known in sorted(facts.known.items())
        if 0 < known.value < rules.thresholds[cell.ukuran]
    ]


def _where_nobody_is(facts: Facts, rules: Rules) -> list[Exposure]:
    return [
        Exposure(
            "bertentangan",
            f"{cell} = {known.value} terbit di {known.place}, padahal mustahil menurut "
            "[[mustahil]] di perlindungan.toml. Perbaiki angkanya atau aturannya.",
            str(cell),
            deret=(cell.deret,),
        )
        for cell, known in sorted(facts.known.items())
        if known.value and rules.is_empty(cell)
    ]


def _findings(examined: Examined, facts: Facts) -> list[Exposure]:
    own = sorted({cell.deret for cell in facts.cells})
    found = [Exposure("bertentangan", f"{told}.", deret=own) for told in examined.contradictions]
    wrong = [v for v in examined.verdicts if v.exposed or not v.proven]
    if not wrong:
        return found
    wrong.sort(key=lambda v: (not v.exposed, v.need.kind != "tersembunyi", v.need.node))
    explainer = Explainer(examined.system)
    for number, verdict in enumerate(wrong):
        named = explainer.openers(verdict) if number < EXPLAINED and verdict.exposed else []
        found.append(exposure(verdict, examined.cells, facts, named, examined.system))
    return found


def _narrowest(seen: Sequence[tuple[str, Verdict]]) -> list[tuple[str, Interval]]:
    """The hidden cells of which most is known, the narrowest first."""
    hidden = [(name, v.interval) for name, v in seen if v.need.kind == "tersembunyi"]
    widths = [(high - low, name) for name, (low, high) in hidden if high is not None]
    spans = dict(hidden)
    return [(name, spans[name]) for _, name in sorted(widths)[:NARROWEST]]
