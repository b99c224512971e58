"""What a reader can work out by subtraction, by rates and from earlier rilis, the audit refuses."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from pipelines.audit.counts import audit_counts
from pipelines.audit.release import audit
from pipelines.audit.rules import Nobody, Rules, standard_rules
from pipelines.audit.system import System
from pipelines.audit.witness import Need, examine
from schemas.audit import Cell, Facts, Known
from schemas.indikator import Indicator

CHILDREN = {"99": ("99.01", "99.02", "99.03")}
RULES = Rules(
    {"korban": 5, "dilayani": 5},
    frozenset({"bentuk"}),
    [("dilayani", "korban")],
    lambda code: CHILDREN.get(code, ()),
)


def cell(place, sex="L+P", *, age="semua", part="semua", measure="korban", year=2025) -> Cell:
    return Cell(measure, place, year, sex, age, part)


def facts(shown: dict[Cell, int], *hidden: Cell, absent: tuple[Cell, ...] = ()) -> Facts:
    known = {one: Known(value, "cacah") for one, value in shown.items()}
    return Facts(known, dict.fromkeys(hidden, "cacah"), set(absent))


def exposed(now: Facts, *earlier: Facts) -> dict[str, tuple]:
    report = audit_counts(now, earlier, RULES)
    return {f.sel: tuple(f.interval or ()) for f in report.temuan if f.jenis == "sel_terbuka"}


def kinds(now: Facts) -> set[str]:
    return {finding.jenis for finding in audit_counts(now, [], RULES).temuan}


# --- one rilis


def test_a_region_is_what_its_parent_has_more_than_its_siblings():
    now = facts({cell("99"): 415, cell("99.01"): 200, cell("99.02"): 212}, cell("99.03"))
    assert exposed(now) == {"korban 99.03 2025, L+P": (3, 3)}
    sentence = audit_counts(now, [], RULES).kalimat
    assert "tepat 3" in sentence
    for number in ("korban 99 2025, L+P = 415", "99.01 2025, L+P = 200", "99.02 2025, L+P = 212"):
        assert number in sentence


def test_a_region_without_any_row_is_worked_out_all_the_same():
    now = facts({cell("99"): 415, cell("99.01"): 200, cell("99.02"): 212})
    assert exposed(now) == {"korban 99.03 2025, L+P": (3, 3)}


def test_two_hidden_regions_keep_each_other():
    assert not exposed(facts({cell("99"): 415, cell("99.01"): 200}, cell("99.02"), cell("99.03")))


def test_two_hidden_regions_do_not_keep_each_other_when_there_is_too_little_for_both():
    now = facts({cell("99"): 203, cell("99.01"): 200}, cell("99.02"), cell("99.03"))
    assert exposed(now) == {
        "korban 99.02 2025, L+P": (0, 3), "korban 99.03 2025, L+P": (0, 3)
    }  # fmt: skip


def test_what_is_said_to_be_enough_leaves_less_for_the_others():
    """A reason that tells of 5 or more is told as well as a number is."""
    shown = {cell("99"): 207, cell("99.01"): 200}
    quiet = facts(shown, cell("99.03"), absent=(cell("99.02"),))
    assert not exposed(quiet)
    assert exposed(replace(quiet, enough={cell("99.02"): 5})) == {"korban 99.03 2025, L+P": (0, 2)}


def test_what_is_said_to_be_enough_is_no_secret_by_that():
    """Twelve women and men of whom eleven are men: without the reason, few women for certain."""
    forms = {cell("99", part="bentuk=fisik"): 12, cell("99", part="bentuk=psikis"): 55}
    shown = {**forms, cell("99", "L"): 11, cell("99"): 60}
    women = cell("99", "P", part="bentuk=fisik")
    quiet = facts(shown, cell("99", "L", part="bentuk=fisik"), absent=(women,))
    assert str(women) in exposed(quiet)
    assert str(women) not in exposed(replace(quiet, enough={women: 5}))


def test_what_an_earlier_rilis_said_to_be_enough_counts_today():
    shown = {cell("99"): 207, cell("99.01"): 200}
    now = facts(shown, cell("99.02"), cell("99.03"))
    before = facts(shown, cell("99.03"), absent=(cell("99.02"),))
    assert exposed(now, replace(before, hidden=now.hidden, absent=set())) == {}
    told = exposed(now, replace(before, enough={cell("99.02"): 5}))
    assert told["korban 99.03 2025, L+P"] == (0, 2)


def test_a_sex_is_what_both_have_more_than_the_other():
    assert exposed(facts({cell("99"): 40, cell("99", "P"): 38})) == {"korban 99 2025, L": (2, 2)}


def test_age_bands_that_overlap_give_away_what_lies_between():
    shown = {cell("99"): 60, cell("99", age="0-17"): 30, cell("99", age="0-14"): 28}
    assert exposed(facts(shown, cell("99", age="15-17"), cell("99", age="18-149"))) == {
        "korban 99 2025, L+P, umur 15-17": (2, 2),
        "korban 99 2025, L+P, umur 18-149": (30, 30),
    }


def test_the_last_kind_is_what_the_whole_has_more_only_where_nobody_is_of_two_kinds():
    def published(name: str) -> Facts:
        return facts({cell("99"): 40, cell("99", part=f"{name}=a"): 38},
                     cell("99", part=f"{name}=b"))  # fmt: skip

    assert exposed(published("tempat")) == {"korban 99 2025, L+P, tempat=b": (2, 2)}
    assert exposed(published("bentuk")) == {"korban 99 2025, L+P, bentuk=b": (2, 40)}


def test_a_part_is_no_more_than_the_measure_that_it_is_part_of():
    served = cell("99.01", measure="dilayani")
    shown = {cell("99"): 60, cell("99.01"): 0, cell("99.02"): 30, cell("99.03"): 30}
    assert exposed(facts(shown, served)) == {"dilayani 99.01 2025, L+P": (0, 0)}


def test_a_cross_that_no_table_shows_is_found_where_two_margins_pin_it():
    children = {("99.01", "P"): 6, ("99.01", "L"): 6, ("99.02", "P"): 20, ("99.02", "L"): 0}
    shown = {cell(place, sex): value for (place, sex), value in children.items()}
    shown |= {cell("99.01"): 12, cell("99.02"): 20, cell("99"): 32, cell("99.03"): 0}
    shown |= {cell("99.02", part="tempat=a"): 7, cell("99.02", part="tempat=b"): 13}
    shown |= {cell("99", "P", part="tempat=a"): 10, cell("99", "P", part="tempat=b"): 16}
    found = exposed(facts(shown))
    assert found["korban 99.01 2025, P, tempat=a"] == (3, 3)  # 10 of the women, 7 lie elsewhere


def test_a_small_number_may_not_be_shown_and_a_zero_may():
    assert "angka_kecil" in kinds(facts({cell("99"): 4}))
    assert not kinds(facts({cell("99"): 0}))


def test_parts_that_are_more_than_their_whole_are_a_mistake():
    now = facts({cell("99"): 40, cell("99", "L"): 30, cell("99", "P"): 20})
    assert kinds(now) == {"bertentangan"}


def test_one_part_that_is_more_than_the_whole_is_a_mistake_whatever_is_hidden():
    part = cell("99", part="tempat=a")
    now = facts({cell("99"): 48, part: 178}, cell("99", part="tempat=b"))
    (finding,) = [f for f in audit_counts(now, [], RULES).temuan if f.jenis == "bertentangan"]
    assert "tempat=a = 178 tidak cocok dengan korban 99 2025, L+P = 48" in finding.kalimat


def test_somebody_of_unknown_sex_is_no_mistake():
    assert not kinds(facts({cell("99"): 60, cell("99", "L"): 30, cell("99", "P"): 20}))


def test_persons_of_unknown_age_do_not_keep_a_reader_from_subtracting_the_rest():
    shown = {cell("99"): 60, cell("99", age="0-17"): 30, cell("99", age="18-149"): 28}
    bands = (cell("99", age="0-14"), cell("99", age="15-17"))
    assert not exposed(facts(shown, *bands))
    sexes = facts(shown | {cell("99", "P"): 40}, *bands, cell("99", "L"))
    assert exposed(sexes) == {"korban 99 2025, L": (20, 20)}
    young = facts(shown | {cell("99", age="0-14"): 21}, cell("99", age="15-17"))
    assert exposed(young) == {"korban 99 2025, L+P, umur 15-17": (9, 9)}


def test_whole_numbers_tell_more_than_fractions():
    """One is twice another, so it is even; with a third it makes five, so the third is odd."""
    system = System()
    system.in_ratio("dua", 2, "satu", 1, "rasio")
    system.whole_of("lima", ["dua", "tiga"], "jumlah")
    system.know("lima", 5)
    (verdict,) = examine(system, [Need(system.node("tiga"), "tersembunyi", 3)])
    assert verdict.exposed
    assert verdict.interval == (1, 5)


def test_where_no_man_can_be_the_women_are_all_there_are():
    now = facts({cell("99"): 40, cell("99", "TT"): 0}, cell("99", "P"), cell("99", "L"))
    assert not exposed(now)
    mothers = replace(RULES, nobody=[Nobody(frozenset({"korban"}), frozenset({"L"}))])
    report = audit_counts(now, [], mothers)
    assert {f.sel: f.interval for f in report.temuan} == {"korban 99 2025, P": (40, 40)}
    assert audit_counts(facts({}, cell("99", "P"), cell("99")), [], mothers).passed


def test_ages_that_cannot_be_leave_all_to_those_that_can():
    bands = (cell("99", age="0-4"), cell("99", age="5-149"))
    children = replace(RULES, nobody=[Nobody(frozenset({"korban"}), ages=frozenset(range(5, 150)))])
    now = facts({cell("99"): 40}, *bands)
    assert not exposed(now)
    assert [f.sel for f in audit_counts(now, [], children).temuan] == [
        "korban 99 2025, L+P, umur 0-4"
    ]


def test_a_number_where_nobody_can_be_is_a_mistake_that_is_said():
    mothers = replace(RULES, nobody=[Nobody(frozenset({"korban"}), frozenset({"L"}))])
    now = facts({cell("99"): 40, cell("99", "L"): 9, cell("99", "P"): 31})
    (finding,) = audit_counts(now, [], mothers).temuan
    assert finding.jenis == "bertentangan"
    assert "korban 99 2025, L = 9 terbit di cacah, padahal mustahil" in finding.kalimat


# --- earlier rilis


def test_what_was_shown_once_and_what_is_shown_now_are_subtracted():
    then = facts({cell("99"): 415, cell("99.02"): 212}, cell("99.01"), cell("99.03"))
    now = facts({cell("99"): 415, cell("99.01"): 200}, cell("99.02"), cell("99.03"))
    assert not exposed(now)
    assert exposed(now, then) == {"korban 99.03 2025, L+P": (3, 3)}


def test_a_region_that_reports_late_is_the_difference_of_two_totals():
    late = cell("99.03")
    then = facts({cell("99"): 412, cell("99.01"): 200, cell("99.02"): 212}, absent=(late,))
    now = facts({cell("99"): 415, cell("99.01"): 200}, cell("99.02"), late)
    assert exposed(now, then)["korban 99.03 2025, L+P"] == (3, 3)


def test_the_same_rilis_twice_tells_nothing_new():
    now = facts({cell("99"): 415, cell("99.01"): 200}, cell("99.02"), cell("99.03"))
    assert not exposed(now, now)


def test_numbers_that_were_corrected_everywhere_are_no_contradiction():
    then = facts({cell("99"): 300, cell("99.01"): 100}, cell("99.02"), cell("99.03"))
    now = facts({cell("99"): 415, cell("99.01"): 200}, cell("99.02"), cell("99.03"))
    report = audit_counts(now, [then], RULES)
    assert report.passed


def test_another_year_is_another_table():
    then = facts({cell("99", year=2024): 212}, cell("99.01", year=2024))
    now = facts({cell("99"): 415, cell("99.01"): 200}, cell("99.02"), cell("99.03"))
    assert not exposed(now, then)


def test_a_number_that_is_withdrawn_is_read_as_one_that_changed_too():
    """Who takes it to hold learns nothing new; who does not has today's tables, which tell more."""
    before = facts({cell("98"): 40, cell("98", "P"): 30, cell("98", "L"): 10})
    now = facts({cell("98", "P"): 30, cell("98", part="tempat=sekolah"): 33},
                cell("98"), cell("98", "L"))  # fmt: skip
    assert exposed(now).keys() == exposed(now, before).keys() >= {"korban 98 2025, L+P"}


# --- rates, gaps and targets, as the tables have them

ITEM = Indicator(
    kode="PPA-01", nama="Prevalensi", konsep="x", definisi="x", interpretasi="x", rumus="x",
    satuan="per 100.000", pengali=100000, arah="turun", tingkat=("kab_kota",),
    frekuensi="tahunan", opd="x", kelas="sensitif",
    pembilang={"ukuran": "korban"}, penyebut={"ukuran": "penduduk"},
)  # fmt: skip
PEOPLE = ITEM.model_copy(
    update={"kode": "KPD-01", "pembilang": ITEM.penyebut, "penyebut": None, "pengali": 1}
)
WITH_RATES = Rules(
    {"korban": 5}, children=lambda code: CHILDREN.get(code, ()),
    indicators={"PPA-01": ITEM, "KPD-01": PEOPLE},
)  # fmt: skip


def row(code, place, sex, *numbers):
    top, base, value, status = (*numbers, "final")[:4]
    return {"kode_indikator": code, "kode_wilayah": place, "tahun": 2025, "umur": "semua",
            "jenjang": "semua", "jenis_kelamin": sex, "pembilang": top, "penyebut": base,
            "nilai": value, "status_obs": status}  # fmt: skip


SCHEMA = {"kode_indikator": pl.String, "kode_wilayah": pl.String, "tahun": pl.Int64,
          "umur": pl.String, "jenjang": pl.String, "jenis_kelamin": pl.String,
          "pembilang": pl.Int64, "penyebut": pl.Int64, "nilai": pl.Float64,
          "status_obs": pl.String}  # fmt: skip


def rilis(folder: Path, rows, gaps=()) -> set[str]:
    pl.DataFrame(rows, schema=SCHEMA).write_parquet(folder / "indikator.parquet")
    if gaps:
        pl.DataFrame(gaps).write_parquet(folder / "kesenjangan.parquet")
    return {f.sel for f in audit(folder, rules=WITH_RATES).temuan if f.sel}


def test_a_rate_with_a_public_denominator_is_its_numerator(tmp_path):
    hidden = row("PPA-01", "99", "P", None, None, 3 / 40000 * 100000, "disamarkan")
    public = row("KPD-01", "99", "P", 40000, None, 40000.0)
    both = row("PPA-01", "99", "L+P", 30, 81000, 30 / 81000 * 100000)
    assert "korban 99 2025, P" in rilis(tmp_path, [hidden, public, both])


def test_without_its_rate_the_same_numerator_is_kept(tmp_path):
    rows = [row("PPA-01", "99", sex, None, None, None, "disamarkan") for sex in "LP"]
    public = row("KPD-01", "99", "P", 40000, None, 40000.0)
    both = row("PPA-01", "99", "L+P", 30, 81000, 30 / 81000 * 100000)
    assert not rilis(tmp_path, [*rows, public, both])


def test_a_gap_gives_the_other_side_away(tmp_path):
    rows = [row("PPA-01", "99", sex, None, None, None, "disamarkan") for sex in "LP"]
    rows.append(row("PPA-01", "99", "L+P", 30, 81000, 30 / 81000 * 100000))
    rows += [row("KPD-01", "99", "P", 40000, None, 1.0), row("KPD-01", "99", "L", 41000, None, 1.0)]
    women, men = 3 / 40000 * 100000, 27 / 41000 * 100000
    gap = {"kode_indikator": "PPA-01", "kode_wilayah": "99", "tahun": 2025, "umur": "semua",
           "jenjang": "semua", "nilai_l": None, "nilai_p": None, "nilai_lp": None,
           "selisih_poin": women - men, "rasio_p_l": women / men,
           "status_obs": "disamarkan"}  # fmt: skip
    assert {"korban 99 2025, P", "korban 99 2025, L"} & rilis(tmp_path, rows, [gap])


def test_published_numbers_are_held_against_the_true_ones(tmp_path):
    true = pl.DataFrame([row("PPA-01", "99", "L+P", 30, 81000, 37.0)], schema=SCHEMA)
    true.with_columns(pembilang=pl.lit(31, pl.Int64)).write_parquet(tmp_path / "indikator.parquet")
    report = audit(tmp_path, truth={"indikator": true}, rules=WITH_RATES)
    assert [f.jenis for f in report.temuan] == ["beda_dengan_asli"]
    true.write_parquet(tmp_path / "indikator.parquet")
    assert audit(tmp_path, truth={"indikator": true}, rules=WITH_RATES).passed


def test_true_counts_lie_within_what_a_reader_works_out_or_it_is_noted():
    hidden = [cell("99.02"), cell("99.03")]
    now = facts({cell("99"): 415, cell("99.01"): 200}, *hidden)
    true = {hidden[0]: 212, hidden[1]: 3}
    assert not audit_counts(now, [], RULES, true).catatan
    (note,) = audit_counts(now, [], RULES, {hidden[0]: 216}).catatan
    assert "1 angka asli" in note
    assert "216" not in note


# --- what everybody knows comes from contracts and reference tables


@pytest.mark.parametrize("name", ["bentuk", "layanan"])
def test_what_a_contract_lets_a_cell_hold_several_of_is_no_partition(name):
    assert name in standard_rules().several
    assert "tempat" not in standard_rules().several


def test_every_measure_that_is_not_open_is_watched():
    rules = standard_rules({"sensitif": 10})
    assert rules.thresholds["korban_kekerasan"] == 10
    assert rules.thresholds["penyandang_disabilitas"] == 5
    assert not rules.protects("penduduk")
