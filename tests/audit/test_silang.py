"""The crosses of two breakdowns that no table shows are judged as by writing down every table."""

from collections import Counter
from dataclasses import replace

import pytest
from tabel_silang import ALL, BOTH, PART, TOP, WHOLE, YEAR, Crossing, Told, all_told

from pipelines.audit.counts import audit_counts
from pipelines.audit.rules import Rules
from schemas.audit import AuditReport, Cell, Facts, Known

TWO = ("99.01", "99.02")
CROSSINGS = {
    "one place": Crossing(ages=3, kinds=("a", "b", "c"), persons=7, threshold=3),
    "sexes": Crossing(sexes=("L", "P"), persons=7, threshold=3),
    "regions": Crossing(children=TWO, persons=7, threshold=3),
    "regions and sexes": Crossing(children=TWO, sexes=("L", "P"), threshold=2),
    "kinds deeper": Crossing(children=TWO, sexes=("L", "P"), aged_below=False, persons=6),
    "ages deeper": Crossing(children=TWO, ages=3, kinds_below=False, persons=6),
    "totals deeper": Crossing(children=TWO, aged_below=False, kinds_below=False, persons=7),
    "several kinds": Crossing(children=TWO, several=True, persons=6, threshold=3),
    "unknown sex": Crossing(sexes=("L", "P", "TT"), persons=6, threshold=3),
    "second breakdown": Crossing(children=TWO, placed=True, ages=3, persons=6, threshold=3),
    "second breakdown deeper": Crossing(children=TWO, placed=True, kinds_below=False, persons=6),
    "served": Crossing(served=True, ages=3, persons=7, threshold=3),
    "served of several kinds": Crossing(served=True, several=True, sexes=("L", "P"), threshold=2),
}
COUNT = 60


def report(one: Told) -> AuditReport:
    found = audit_counts(one.facts(), [], one.crossing.rules)
    assert not [f for f in found.temuan if f.jenis in ("belum_terbukti", "bertentangan")]
    assert not found.catatan
    return found


@pytest.mark.parametrize("name", CROSSINGS)
def test_a_cross_is_exposed_to_the_audit_when_it_is_in_every_whole_table(name):
    tally = Counter[bool]()
    for one in all_told(sorted(CROSSINGS).index(name), CROSSINGS[name], COUNT):
        crosses, exposed, known = one.crosses(), one.exposed(), one.known()
        found = {finding.sel: finding.interval for finding in report(one).temuan}
        seen = {cell for cell in crosses if str(one.crossing.named(cell)) in found}
        assert seen == exposed, (one, seen ^ exposed, known)
        for cell in exposed:
            assert found[str(one.crossing.named(cell))] == known[cell]
        tally[bool(exposed)] += 1
    assert min(tally[True], tally[False]) > 2


# --- worked out by hand: none of these numbers is small, and no other cell is open

RULES = Rules({WHOLE: 5, PART: 5}, frozenset({"layanan"}), [(PART, WHOLE)])


def shown(numbers: dict[tuple[str, str, str], int], *hidden: Cell) -> AuditReport:
    cells = {(measure, age, part): number for (measure, age, part), number in numbers.items()}
    known = {
        Cell(measure, TOP, YEAR, BOTH, age, part): Known(number, "cacah")
        for (measure, age, part), number in cells.items()
    }
    return audit_counts(Facts(known, dict.fromkeys(hidden, "cacah")), [], RULES)


# eight were not served and nobody of kind a was: so all eight of kind a, of whom three are children
SERVED = {
    (WHOLE, ALL, ALL): 20, (PART, ALL, ALL): 12,
    (WHOLE, "0-17", ALL): 9, (PART, "0-17", ALL): 6,
    (WHOLE, "18-149", ALL): 11, (PART, "18-149", ALL): 6,
    (WHOLE, ALL, "bentuk=a"): 8, (PART, ALL, "bentuk=a"): 0,
    (WHOLE, ALL, "bentuk=b"): 12, (PART, ALL, "bentuk=b"): 12,
}  # fmt: skip


def test_three_children_of_one_kind_are_found_though_no_number_is_small():
    (finding,) = shown(SERVED).temuan
    assert finding.sel == f"{WHOLE} {TOP} {YEAR}, L+P, umur 0-17, bentuk=a"
    assert finding.interval == (3, 3)
    assert "(persilangan yang tidak ditulis) dapat dihitung pembaca: tepat 3" in finding.kalimat
    assert "mungkin 0 atau mungkin 5 atau lebih" in finding.kalimat
    assert f"{PART} {TOP} {YEAR}, L+P, bentuk=a = 0" in finding.kalimat


def test_they_are_kept_when_the_kinds_of_those_who_were_served_are_not_told():
    told = {key: n for key, n in SERVED.items() if key[0] == WHOLE or key[2] == ALL}
    assert shown(told).passed


def test_crosses_are_counted_among_what_was_looked_at():
    ages = {(WHOLE, age, ALL): 10 for age in ("0-17", "18-149")}
    kinds = {(WHOLE, ALL, f"bentuk={kind}"): 5 for kind in "abcd"}
    assert shown({(WHOLE, ALL, ALL): 20} | ages | kinds).diperiksa["silang"] == 2 * 4


def test_those_not_served_are_no_more_of_a_kind_than_there_are():
    """Two were not served, so of eight who got help of kind a at least six were."""
    served = Cell(PART, TOP, YEAR, BOTH, ALL, "layanan=a")
    numbers = {
        (WHOLE, ALL, ALL): 12, (PART, ALL, ALL): 10,
        (WHOLE, ALL, "layanan=a"): 8, (WHOLE, ALL, "layanan=b"): 9,
    }  # fmt: skip
    (finding,) = shown(numbers, served).temuan
    assert (finding.sel, finding.interval) == (str(served), (6, 8))


def test_a_cross_of_numbers_that_cannot_be_of_the_same_persons_is_noted_and_hides_no_other():
    """Of three who are of neither region four are children; of the first region all nine are."""
    facts, persons = Facts(), {TOP: (20, 16), "99.01": (9, 9), "99.02": (8, 3)}
    for place, (everybody, children) in persons.items():
        for age, number in ((ALL, everybody), ("0-17", children)):
            facts.known[Cell(WHOLE, place, YEAR, BOTH, age)] = Known(number, "cacah")
        facts.hidden[Cell(WHOLE, place, YEAR, BOTH, "18-149")] = "cacah"
        for kind in "ab":
            facts.hidden[Cell(WHOLE, place, YEAR, BOTH, ALL, f"bentuk={kind}")] = "cacah"
    three = Cell(WHOLE, "99.01", YEAR, BOTH, ALL, "bentuk=a")
    del facts.hidden[three]
    facts.known[three] = Known(3, "cacah")
    rules = replace(RULES, children=lambda code: TWO if code == TOP else ())
    found = audit_counts(facts, [], rules)
    open_cells = {finding.sel: finding.interval for finding in found.temuan}
    assert open_cells[str(three._replace(umur="0-17"))] == (3, 3)
    (note,) = found.catatan
    assert f"{WHOLE} {YEAR}: 2 persilangan dua rincian tidak dapat diperiksa" in note
