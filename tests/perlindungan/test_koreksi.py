"""Corrections that the audit refuses: held back and published again, and never an open victim."""

import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from rilis_berturut import (
    MEASURE,
    YEAR,
    Published,
    all_pairs,
    corrected,
    exposed,
    same,
    told_exactly,
    unmoved,
    untouched,
)
from tabel import rows

from pipelines.audit.counts import audit_counts
from pipelines.audit.gate import Refused
from pipelines.audit.rules import standard_rules
from pipelines.compute_indicators import compute
from pipelines.hold_back import ROUNDS, at_fault, until_it_passes
from pipelines.load_catalogue import indicators
from pipelines.protect.history import Earlier, with_tied
from pipelines.protect.links import Cell
from pipelines.protect.release import protect, true_tables
from schemas.audit import AuditReport, Exposure, Facts, Known
from schemas.audit import Cell as Audited

LEAST = 5
SERIES = (MEASURE, YEAR)
OTHER = ("balita_stunting", 2024)


def report(*series: tuple[str, int]) -> AuditReport:
    return AuditReport(temuan=[Exposure("sel_terbuka", "Terbuka.", deret=(one,)) for one in series])


class Gate:
    """An audit that refuses with one report after the other, and writes down what it was given."""

    def __init__(self, *reports: AuditReport):
        self.reports, self.held = [*reports], list[frozenset]()

    def __call__(self, hold: frozenset) -> str:
        self.held.append(hold)
        if self.reports:
            raise Refused(self.reports.pop(0))
        return "terbit"


# --- when it is tried again


def test_what_passes_is_published_at_once_with_nothing_held_back():
    gate = Gate()
    assert until_it_passes(gate) == "terbit"
    assert gate.held == [frozenset()]


def test_what_is_found_exposed_is_held_back_and_so_is_what_is_found_then():
    gate = Gate(report(SERIES), report(OTHER))
    assert until_it_passes(gate) == "terbit"
    assert gate.held == [frozenset(), {SERIES}, {SERIES, OTHER}]


def test_after_three_attempts_the_refusal_stands():
    gate = Gate(*(report((MEASURE, year)) for year in range(2020, 2026)))
    with pytest.raises(Refused):
        until_it_passes(gate)
    assert len(gate.held) == ROUNDS == 3


def test_what_holding_back_did_not_mend_is_not_tried_again():
    gate = Gate(report(SERIES), report(SERIES))
    with pytest.raises(Refused):
        until_it_passes(gate)
    assert len(gate.held) == 2


def test_a_person_in_a_file_is_no_matter_of_numbers_and_refuses_the_release():
    found = report(SERIES)
    found.temuan.append(Exposure("identitas", "Ada NIK."))
    assert at_fault(found) == frozenset()
    gate = Gate(found)
    with pytest.raises(Refused):
        until_it_passes(gate)
    assert len(gate.held) == 1


def test_the_audit_names_the_measure_and_year_of_what_it_finds():
    town = Audited(MEASURE, "36.73", YEAR)
    women, men = town._replace(jenis_kelamin="P"), town._replace(jenis_kelamin="L")
    facts = Facts({town: Known(30, "cacah"), women: Known(28, "cacah")}, {men: "cacah"})
    found = audit_counts(facts, (), standard_rules())
    assert {finding.jenis for finding in found.temuan} == {"sel_terbuka"}
    assert at_fault(found) == {SERIES}


# --- what is held back with it


def test_measures_that_are_part_of_one_another_or_of_one_rate_stay_together():
    codes = {"KES-02": {"kematian_ibu", "lahir_hidup"}}
    among = {(name, YEAR) for name in ("kematian_ibu", "lahir_hidup", "kematian_bayi",
                                       "korban_kekerasan", "korban_dilayani")}  # fmt: skip
    assert with_tied([("kematian_ibu", YEAR)], among, codes) == {
        ("kematian_ibu", YEAR), ("lahir_hidup", YEAR),
    }  # fmt: skip
    assert with_tied([("korban_dilayani", YEAR)], among, {}) == {
        ("korban_dilayani", YEAR), SERIES,
    }  # fmt: skip
    assert with_tied([("korban_dilayani", 2024)], among, {}) == set()


COUNTS = """
    wilayah   ukuran            L  P
    36.73.01  korban_kekerasan  9  41
    36.73.02  korban_kekerasan  1  3
    36.73.03  korban_kekerasan  0  27
    36.73.04  korban_kekerasan  2  12
    36.73.05  korban_kekerasan  6  9
    36.73.06  korban_kekerasan  8  33
    36.73.01  balita_diukur     210  200
    36.73.02  balita_diukur     310  300
    36.73.01  balita_stunting   21   18
    36.73.02  balita_stunting   30   25
"""


def released(text: str, earlier=(), hold=()):
    harmonic = rows(text)
    items = indicators().values()
    return protect(compute(harmonic, items), harmonic, items, earlier, hold)


def of_measure(table: pl.DataFrame, name: str) -> pl.DataFrame:
    return table.filter(ukuran=name).drop("alasan")


def test_what_is_held_back_stays_as_it_was_and_everything_else_is_new():
    first = released(COUNTS)
    changed = COUNTS.replace("0  27", "10  27").replace("30   25", "60   25")
    before = [Earlier(first.cacah, first.indikator)]
    plain, held = released(changed, before), released(changed, before, [SERIES])
    assert not of_measure(plain.cacah, MEASURE).equals(of_measure(first.cacah, MEASURE))
    assert of_measure(held.cacah, MEASURE).equals(of_measure(first.cacah, MEASURE))
    stunted = of_measure(held.cacah, "balita_stunting")
    assert stunted.equals(of_measure(plain.cacah, "balita_stunting"))
    assert held.report.ditolak == (SERIES,)
    assert [said for said in held.sentences if "menurut audit" in said and MEASURE in said]
    values = pl.col("kode_indikator") == "PPA-02"
    assert (
        held.indikator.filter(values)
        .drop("alasan")
        .equals(first.indikator.filter(values).drop("alasan"))
    )
    true = true_tables(compute(rows(changed), indicators().values()), held)
    own = of_measure(true["cacah"], MEASURE).filter(pl.col("jumlah").is_not_null())
    assert own.height == held.cacah.filter(pl.col("jumlah").is_not_null(), ukuran=MEASURE).height


def test_what_no_release_ever_had_is_left_out_and_said_to_be():
    held = released(COUNTS, (), [SERIES])
    assert of_measure(held.cacah, MEASURE).is_empty()
    assert not of_measure(held.cacah, "balita_stunting").is_empty()
    told = {code for code, item in indicators().items()
            if any(side.ukuran == MEASURE for side in item.sides)}  # fmt: skip
    assert told
    assert held.indikator.filter(pl.col("kode_indikator").is_in(list(told))).is_empty()
    assert held.report.tanpa_angka == (SERIES,)
    assert [said for said in held.sentences if said.startswith(f"{MEASURE} {YEAR}: belum aman")]


# --- whom several releases give away


@given(corrected())
@settings(max_examples=5)
def test_no_correction_is_stuck_and_all_releases_together_give_nobody_away(states):
    with tempfile.TemporaryDirectory() as folder:
        published = Published(Path(folder))
        for victims in states:
            published.publish(victims)
        for same_in_both in (unmoved(published), untouched(published)):
            knowledge = same(all_pairs(published), same_in_both)
            attacker = told_exactly(published, knowledge)
            assert attacker.possible()
            assert not exposed(published, attacker, LEAST)


def test_the_attacker_sees_what_only_two_releases_together_tell(tmp_path):
    """A count told later, of a place where nothing happened, gives away what its sum hid before."""
    one, other = "36.01.01", "36.01.02"
    first = {(one, "P", "18+", "fisik"): 2, (other, "P", "18+", "fisik"): 18}
    later = {**first, (one, "P", "18+", "fisik"): 10}
    published = Published(tmp_path, behind=[first, later])
    women = {code: Cell(MEASURE, code, YEAR, jenis_kelamin="P") for code in ("36.01", one, other)}
    for told in ({"36.01": 20, one: None, other: None}, {"36.01": 28, one: 10, other: 18}):
        table = [(*women[code], number) for code, number in told.items()]
        published.tables.append(pl.DataFrame(table, [*Cell._fields, "jumlah"], orient="row"))
    assert exposed(published, told_exactly(published), LEAST) == []
    knowledge = same(all_pairs(published), untouched(published))
    assert exposed(published, told_exactly(published, knowledge), LEAST) == [(0, women[one])]
