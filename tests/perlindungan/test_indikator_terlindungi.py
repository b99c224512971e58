"""Rates of protected counts: what is hidden of a count is hidden of every rate made of it."""

from functools import cache

import polars as pl
import pytest
from penyerang import Attacker, broken
from tabel import rows

from pipelines.build_publication import build_tables
from pipelines.compute_indicators import compute
from pipelines.protect.links import Cell, Links
from pipelines.protect.plan import hidden_of, is_planned, plan_system
from pipelines.protect.readings import protect_readings
from pipelines.protect.release import protect
from pipelines.protect.rules import class_of, policy, protected_measures
from schemas.indikator import Indicator, Indikator
from schemas.target import TargetHarmonis

RULES = policy()
PROTECTED = protected_measures(RULES)
COUNTS = """
    wilayah   ukuran           L    P
    36.73.01  balita_diukur    210  200
    36.73.02  balita_diukur    310  300
    36.73.03  balita_diukur    150  140
    36.73.04  balita_diukur    180  170
    36.73.05  balita_diukur    120  110
    36.73.06  balita_diukur    90   80
    36.73.01  balita_stunting  21   18
    36.73.02  balita_stunting  30   25
    36.73.03  balita_stunting  2    14
    36.73.04  balita_stunting  16   15
    36.73.05  balita_stunting  11   12
    36.73.06  balita_stunting  9    3
"""


def indicator(**more) -> Indicator:
    facts = {
        "kode": "KES-99", "nama": "Prevalensi stunting", "konsep": "-", "definisi": "-",
        "interpretasi": "-", "rumus": "-", "satuan": "%", "pengali": 100, "arah": "turun",
        "proporsi": True, "tingkat": ("provinsi", "kab_kota", "kecamatan", "desa"),
        "frekuensi": "tahunan", "opd": "Dinas Kesehatan", "kelas": "terbatas",
        "pembilang": {"ukuran": "balita_stunting"}, "penyebut": {"ukuran": "balita_diukur"},
    }  # fmt: skip
    return Indicator.model_validate(facts | more)


@cache
def published(text: str = COUNTS, item: Indicator | None = None):
    item = item or indicator()
    harmonised = rows(text)
    return protect(compute(harmonised, [item]), harmonised, [item])


def test_a_rate_stands_where_its_numerator_does_and_nowhere_else():
    found = published()
    table = Indikator.validate(found.indikator)
    rates = {row["kode_wilayah"] + row["jenis_kelamin"]: row for row in table.iter_rows(named=True)}
    assert rates["36.73L+P"]["pembilang"] == 176
    assert rates["36.73L+P"]["nilai"] == pytest.approx(100 * 176 / 2060)
    for place in ("36.73.03L", "36.73.06P"):
        assert rates[place]["nilai"] is rates[place]["pembilang"] is None
        assert rates[place]["interval_atas"] is rates[place]["interval_bawah"] is None
        assert rates[place]["status_obs"] == "disamarkan"
        assert "kurang dari 5" in rates[place]["alasan"]
        assert rates[place]["penyebut"]
    counts = {(c.kode_wilayah, c.jenis_kelamin): c.jumlah for c in _whole(found.cacah)}
    for row in table.iter_rows(named=True):
        assert row["pembilang"] == counts[row["kode_wilayah"], row["jenis_kelamin"]]


def _whole(table: pl.DataFrame):
    own = table.filter(ukuran="balita_stunting", umur="semua", rincian="semua")
    return [type("Row", (), row) for row in own.iter_rows(named=True)]


def test_rates_numerators_and_counts_together_give_no_child_away():
    atoms = {(line[0], line[1]): n for *line, n in _truth()}
    places = {"36", "36.73", *(place for place, _ in atoms)}
    members = {
        (code, sex): [a for a in atoms if a[0].startswith(code) and sex in (a[1], "L+P")]
        for code in places
        for sex in ("L", "P", "L+P")
    }
    cells = {(c.kode_wilayah, c.jenis_kelamin): c.jumlah for c in _whole(published().cacah)}
    attacker = Attacker(atoms, members, {k: n for k, n in cells.items() if n is not None})
    hidden = [cell for cell, number in cells.items() if number is None]
    assert {("36.73.03", "L"), ("36.73.06", "P")} <= set(hidden)
    assert not [cell for cell in hidden if broken(*attacker.interval(cell), 5)]


def _truth():
    lines = [line.split() for line in COUNTS.splitlines() if "stunting" in line]
    for code, _, men, women in lines:
        yield code, "L", int(men)
        yield code, "P", int(women)


def test_gaps_and_metadata_are_made_of_the_protected_table_alone():
    targets = pl.DataFrame(
        schema={n: c.dtype.type for n, c in TargetHarmonis.to_schema().columns.items()}
    )
    findings = pl.DataFrame(schema={"sumber": pl.String, "tahun": pl.Int64, "aturan": pl.String})
    found = published()
    tables = build_tables(found.indikator, targets, findings, found.allowed)
    gaps = tables["kesenjangan"].filter(kode_wilayah="36.73.03")
    assert gaps["nilai_l"].to_list() == [None]
    assert gaps["selisih_poin"].to_list() == gaps["rasio_p_l"].to_list() == [None]
    assert set(tables["wilayah"]["kode_wilayah"]) >= {"36", "36.73", "36.73.03"}


def test_levels_below_the_rule_are_left_out():
    text = COUNTS.replace("36.73.06  balita", "36.73.06.1001  balita")
    found = published(text)
    assert "desa" not in set(found.indikator["tingkat"]) | set(found.cacah["tingkat"])
    assert "36.73.06" in set(found.cacah["kode_wilayah"])


def test_an_indicator_stricter_than_all_its_measures_is_refused_with_a_reason():
    item = indicator(pembilang={"ukuran": "penduduk"}, penyebut=None, proporsi=False)
    found = published("wilayah ukuran L P\n36.73 penduduk 900 900", item)
    assert found.indikator.is_empty()
    assert "kelasnya terbatas" in found.refused[0].kalimat
    assert found.refused[0].kalimat in found.sentences


def test_an_open_indicator_is_published_as_it_is():
    item = indicator(kelas="terbuka", pembilang={"ukuran": "penduduk"}, penyebut=None,
                     proporsi=False, pengali=1)  # fmt: skip
    harmonised = rows("wilayah ukuran L P\n36.73 penduduk 2 900")
    computed = compute(harmonised, [item])
    assert protect(computed, harmonised, [item]).indikator.equals(computed)


def test_a_measure_without_a_class_is_of_the_strictest():
    assert class_of("ukuran_yang_tidak_ada") == "sensitif"


# --- answers of which one person may give several, and measures that are part of another

MEASURE, YEAR = "korban_kekerasan", 2025


def test_who_is_left_of_a_whole_is_guarded_where_answers_overlap():
    whole = Cell(MEASURE, "36.73", YEAR)
    numbers = {whole: 40, whole._replace(rincian="bentuk=fisik"): 38,
               whole._replace(rincian="bentuk=psikis"): 20}  # fmt: skip
    found = protect_readings(*plan_system(numbers, RULES, PROTECTED))
    hidden = hidden_of(numbers, found.hidden)
    assert hidden == {whole._replace(rincian="bentuk=fisik")}
    assert Links(dict(sorted(numbers.items()))).rests


def test_part_and_whole_of_two_measures_bound_each_other():
    victims = Cell(MEASURE, "36.73", YEAR)
    served = victims._replace(ukuran="korban_dilayani")
    both = {victims._replace(jenis_kelamin=sex): n for sex, n in (("L", 4), ("P", 60), ("L+P", 64))}
    both |= {served._replace(jenis_kelamin=sex): n for sex, n in (("L", 4), ("P", 50), ("L+P", 54))}
    found = protect_readings(*plan_system(both, RULES, PROTECTED))
    hidden = hidden_of(both, found.hidden)
    assert {victims._replace(jenis_kelamin=sex) for sex in ("L", "P")} <= hidden
    atoms = {("dilayani", sex): both[served._replace(jenis_kelamin=sex)] for sex in ("L", "P")}
    atoms |= {("tidak", sex): 0 for sex in ("L", "P")}
    members = {
        cell: [
            (who, sex) for who, sex in atoms
            if cell.jenis_kelamin in (sex, "L+P") and (who == "dilayani" or cell.ukuran == MEASURE)
        ]
        for cell in both
    }  # fmt: skip
    shown = {cell: n for cell, n in both.items() if cell not in hidden}
    attacker = Attacker(atoms, members, shown)
    assert not [cell for cell in hidden if broken(*attacker.interval(cell), 5)]
    assert all(is_planned(cell, PROTECTED[cell.ukuran]) for cell in both)
