"""Two releases side by side: what one told and what the next changes gives nobody away."""

import polars as pl
import pytest
from penyerang import Attacker, broken
from tabel import rows
from tabel_acak import MEASURE, YEAR, counted

from pipelines.compute_indicators import compute
from pipelines.load_catalogue import indicators
from pipelines.protect.history import Earlier, History, held_back, read_earlier
from pipelines.protect.links import Cell
from pipelines.protect.plan import hidden_of, is_planned, plan_system
from pipelines.protect.readings import protect_readings
from pipelines.protect.release import protect
from pipelines.protect.rules import policy, protected_measures
from schemas.cacah import Cacah
from schemas.indikator import Indikator

RULES = policy()
PROTECTED = protected_measures(RULES)
RULE = PROTECTED[MEASURE]
LEAST = RULE.minimum
FIRST = """
    wilayah   ukuran            L  P
    36.73.01  korban_kekerasan  9  30
    36.73.02  korban_kekerasan  8  25
    36.73.03  korban_kekerasan  1  12
    36.73.04  korban_kekerasan  7  20
    36.73.05  korban_kekerasan  6  18
    36.73.06  korban_kekerasan  3  11
"""


def published(text: str, earlier=()):
    """What is published of a text table of counts."""
    harmonised = rows(text)
    computed = compute(harmonised, indicators().values())
    return protect(computed, harmonised, indicators().values(), earlier)


def told(table: pl.DataFrame) -> dict[tuple[str, str], int | None]:
    whole = table.filter(umur="semua", rincian="semua", ukuran=MEASURE)
    return {(code, sex): n for code, sex, n in
            whole.select("kode_wilayah", "jenis_kelamin", "jumlah").iter_rows()}  # fmt: skip


def indicator_of(measure: str) -> str:
    """An indicator that is the count of a measure, or a rate of it."""
    return next(code for code, item in indicators().items()
                if item.pembilang and item.pembilang.ukuran == measure
                and not item.pembilang.jenis_kelamin)  # fmt: skip


@pytest.fixture(scope="module")
def first():
    return published(FIRST)


def test_the_first_release_hides_the_small_ones_and_shows_the_totals(first):
    numbers = told(Cacah.validate(first.cacah))
    assert numbers["36.73", "L+P"] == 150
    assert numbers["36.73.03", "L"] is numbers["36.73.03", "P"] is None
    assert numbers["36.73.06", "L"] is numbers["36.73.06", "P"] is None
    assert numbers["36.73.03", "L+P"] == 13


def test_the_same_counts_give_the_same_tables_again(first):
    again = published(FIRST, [Earlier(first.cacah, first.indikator)])
    assert again.cacah.equals(first.cacah)
    assert again.indikator.equals(first.indikator)


def test_a_correction_of_a_few_is_held_back_and_the_table_says_so(first):
    changed = FIRST.replace("9  30", "9  31")
    second = published(changed, [Earlier(first.cacah, first.indikator)])
    assert (MEASURE, YEAR) in second.report.tertahan
    assert told(second.cacah) == told(first.cacah)
    reasons = second.cacah.filter(pl.col("jumlah").is_not_null(), ukuran=MEASURE)["alasan"]
    assert reasons.str.contains("ditahan").all()
    assert any("terlalu kecil" in sentence for sentence in second.sentences)


LATER = ["tingkat", "umur", "jenjang", "metode", "vintage", "berlaku", "interval_bawah",
         "interval_atas", "cakupan", "sumber_pembilang", "sumber_penyebut"]  # fmt: skip


@pytest.mark.parametrize("lacking", [*([name] for name in LATER), LATER], ids="-".join)
def test_what_is_held_back_stands_though_its_release_lacks_columns_of_today(first, lacking):
    old = Earlier(first.cacah, first.indikator.drop(lacking))
    second = published(FIRST.replace("9  30", "9  31"), [old])
    code, columns = indicator_of(MEASURE), ["kode_wilayah", "jenis_kelamin", "pembilang", "nilai"]
    before, now = (one.indikator.filter(kode_indikator=code) for one in (first, second))
    assert before["pembilang"].drop_nulls().len() > 3
    assert now.select(columns).sort(columns).equals(before.select(columns).sort(columns))
    assert now["tingkat"].to_list() == before["tingkat"].to_list()
    assert now.filter(pl.col("nilai").is_not_null())["alasan"].str.contains("ditahan").all()
    Indikator.validate(second.indikator, lazy=True)


def test_a_count_held_back_stands_though_its_release_lacks_columns_of_today(first):
    lean = first.cacah.filter(rincian="semua").drop("rincian", "tingkat", "alasan")
    old = Earlier(lean, first.indikator)
    second = published(FIRST.replace("9  30", "9  31"), [old])
    assert told(Cacah.validate(second.cacah)) == told(first.cacah)


def test_an_old_release_in_which_nobody_can_find_a_row_again_is_no_silent_loss(first):
    with pytest.raises(ValueError, match="tanpa kolom kode_wilayah"):
        Earlier(first.cacah, first.indikator.drop("kode_wilayah"))


def test_a_large_correction_comes_out_but_not_where_it_is_a_few(first):
    changed = FIRST.replace("9  30", "9  90")
    changed = changed.replace("7  20", "7  22")
    second = published(changed, [Earlier(first.cacah, first.indikator)])
    before, now = told(first.cacah), told(second.cacah)
    assert second.report.tertahan == ()
    assert now["36.73", "L+P"] == 212
    assert before["36.73.04", "P"] == 20 and now["36.73.04", "P"] is None  # noqa: PT018
    assert before["36.73.04", "L+P"] == 27 and now["36.73.04", "L+P"] is None  # noqa: PT018


def test_what_was_hidden_stays_hidden_when_it_has_grown(first):
    changed = FIRST.replace("1  12", "30  12")
    second = published(changed, [Earlier(first.cacah, first.indikator)])
    assert told(second.cacah)["36.73.03", "L"] is None


def test_what_was_hidden_stays_hidden_though_nothing_is_small_any_more():
    before = published("wilayah ukuran L P\n36.73.01 korban_kekerasan 3 57")
    assert told(before.cacah)["36.73.01", "L"] is None
    earlier = [Earlier(before.cacah, before.indikator)]
    now = published("wilayah ukuran L P\n36.73.01 korban_kekerasan 70 90", earlier)
    hidden = {cell for cell, number in told(before.cacah).items() if number is None}
    assert now.report.tertahan == ()
    assert {told(now.cacah)[cell] for cell in hidden} == {None}


def test_the_difference_of_two_releases_tells_of_nobody():
    places = [f"36.01.{number:02}" for number in range(1, 7)]
    atoms = {(code, sex, age, form): 9 for code in places for sex in ("L", "P")
             for age in ("0-17", "18+") for form in ("fisik", "psikis")}  # fmt: skip
    old, members = counted(atoms)
    late = {**atoms, (places[0], "P", "0-17", "fisik"): 11, (places[1], "P", "18+", "fisik"): 30}
    new, _ = counted(late)
    planned = {cell for cell in new if is_planned(cell, RULE)}
    history = History({cell: frozenset({old[cell]}) for cell in planned}, (), {MEASURE: LEAST})
    assert held_back(new, history) == set()
    found = protect_readings(*plan_system(new, RULES, PROTECTED, history))
    hidden = hidden_of(new, found.hidden)
    shown = {cell: new[cell] for cell in planned - hidden}
    assert not [c for c, n in shown.items() if 0 < abs(n - old[c]) < LEAST]
    attacker = Attacker(late, members, shown)
    changed = [cell for cell in planned if 0 < abs(new[cell] - old[cell]) < LEAST]
    for cell in changed:
        low, high = attacker.interval(cell)
        assert low <= old[cell] - LEAST, cell
        assert high >= old[cell], cell
    assert not [cell for cell in hidden if broken(*attacker.interval(cell), LEAST)]


def test_earlier_releases_are_read_with_the_current_one_last(tmp_path, first):
    for name in ("bb", "aa"):
        folder = tmp_path / "rilis" / name
        folder.mkdir(parents=True)
        first.cacah.with_columns(alasan=pl.lit(name)).write_parquet(folder / "cacah.parquet")
        first.indikator.write_parquet(folder / "indikator.parquet")
    (tmp_path / "terkini").symlink_to(tmp_path / "rilis" / "aa", target_is_directory=True)
    assert [release.cacah["alasan"][0] for release in read_earlier(tmp_path)] == ["bb", "aa"]


def test_a_measure_without_a_total_above_it_is_its_own_top():
    lone = Cell(MEASURE, "36.73.01", YEAR)
    near = History({lone: frozenset({20})}, (), {MEASURE: LEAST})
    assert held_back({lone: 22}, near) == {(MEASURE, YEAR)}
    assert held_back({lone: 40}, near) == set()
