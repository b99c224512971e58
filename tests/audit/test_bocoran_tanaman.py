"""Leaks are planted by the thousand: the audit finds every one and cries over nothing else."""

from collections import Counter
from random import Random

import pytest
from tabel_kecil import SHAPES, Publication, protected

from pipelines.audit.counts import audit_counts

PLANTS = (170, 170, 170, 170, 170, 170, 100, 20)  # by shape; the last one is slow to try out


def found(publication: Publication, *earlier: Publication) -> set[str]:
    past = [one.facts() for one in earlier]
    report = audit_counts(publication.facts(), past, publication.shape.rules)
    assert not [f for f in report.temuan if f.jenis in ("belum_terbukti", "bertentangan")]
    return {finding.sel for finding in report.temuan}


def names(cells) -> set[str]:
    return {str(cell) for cell in cells}


@pytest.mark.parametrize("number", range(len(SHAPES)))
def test_every_planted_leak_is_found_and_nothing_else(number):
    chance, tally, planted = Random(number), Counter[str](), 0
    while planted < PLANTS[number]:
        publication = protected(chance, SHAPES[number])
        assert found(publication) == names(publication.exposed())
        tally["aman"] += not publication.exposed()
        for cell in sorted(publication.hidden)[:6]:  # shown again, one at a time
            publication.hidden.remove(cell)
            publication.shown.add(cell)
            exposed = publication.exposed()
            assert found(publication) == names(exposed), publication
            planted += bool(exposed)
            tally["bocor" if exposed else "tetap aman"] += 1
            publication.shown.remove(cell)
            publication.hidden.add(cell)
    assert tally["aman"] > 1


@pytest.mark.parametrize("number", range(5))
def test_two_rilis_of_the_same_table_are_as_safe_as_both_of_them_laid_together(number):
    chance, tally = Random(100 + number), Counter[bool]()
    for _ in range(60):
        now = protected(chance, SHAPES[number])
        then = protected(chance, SHAPES[number], now.truth)
        shown = now.shown | then.shown
        hidden = (now.hidden | then.hidden) - shown
        exposed = Publication(now.shape, now.truth, shown, hidden).exposed()
        assert found(now, then) == names(exposed), (now, then)
        tally[bool(exposed - now.exposed() - then.exposed())] += 1
    assert tally[True] > 3  # each of the two was safe, and both together are not
    assert tally[False] > 3
