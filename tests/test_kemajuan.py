"""How plan lines stand: pace made and pace needed, by kind; and what a combined target hides."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tabel import computed
from test_target import realised, targets

from pipelines.achieve_targets import achieve
from pipelines.build_publication import build_tables
from pipelines.load_catalogue import indicators
from pipelines.split_targets import split
from pipelines.track_targets import track
from schemas.publikasi import TABLES

YEARS = range(2025, 2030)


def figures(values: dict[int, float], code: str = "KPD-05", sex: str = "L+P") -> pl.DataFrame:
    """One figure per year."""
    return pl.concat([realised(value, code, sex, tahun=year) for year, value in values.items()])


def stands(kind: str, base: float | None, aims: dict, values: dict, **more: str) -> dict:
    """The one line of a plan with these aims per year, as it stands after these figures."""
    facts = {"arah": "positif", "kode": "KPD-05", "satuan": "%", "jk": "L+P"} | more
    words = " ".join(facts.values())
    lines = [f"kondisi_awal 2024 {base} {kind} {words}"] if base is not None else []
    lines += [f"target {year} {aim} {kind} {words}" for year, aim in aims.items()]
    plan = "\n".join([f"isian tahun nilai jenis_perhitungan {' '.join(facts)}", *lines])
    known = figures(values, facts["kode"], facts["jk"])
    return track(achieve(targets(plan), known), known).row(0, named=True)


def steps(first: float, step: float) -> dict[int, float]:
    """One aim per year of the plan, each a step beyond the last."""
    return {year: first + step * number for number, year in enumerate(YEARS)}


# --- progress: the last value counts


@pytest.mark.parametrize(
    ("value", "needed", "made", "state"),
    [(52, 2, 2, "sesuai_jalur"), (53, 1.75, 3, "sesuai_jalur"), (51, 2.25, 1, "tertinggal"),
     (50, 2.5, 0, "tertinggal"), (49, 2.75, -1, "menjauh"), (60, 0, 10, "tercapai"),
     (64, -1, 14, "tercapai")],
)  # fmt: skip
def test_a_rising_line_is_judged_by_the_pace_it_still_needs(value, needed, made, state):
    found = stands("progres_positif", 50, steps(52, 2), {2025: value})
    assert (found["laju_perlu"], found["laju_nyata"]) == pytest.approx((needed, made))
    assert (found["arah_jalur"], found["alasan"]) == (state, None)
    assert (found["tahun_akhir"], found["target_akhir"], found["realisasi_sampai"]) == (
        2029, 60, value,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "state"),
    [(9, "sesuai_jalur"), (9.5, "tertinggal"), (10, "tertinggal"), (11, "menjauh"),
     (5, "tercapai"), (3, "tercapai")],
)  # fmt: skip
def test_a_falling_line_is_judged_the_other_way_round(value, state):
    found = stands("progres_negatif", 10, steps(9, -1), {2025: value}, arah="negatif")
    assert found["arah_jalur"] == state


def test_the_latest_of_several_years_is_what_counts():
    found = stands("progres_positif", 50, steps(52, 2), {2025: 49, 2026: 50.5, 2027: 54})
    assert found["tahun_realisasi"] == 2027
    assert found["laju_perlu"] == pytest.approx((60 - 54) / 2)
    assert found["laju_nyata"] == pytest.approx((54 - 50) / 3)
    assert found["arah_jalur"] == "tertinggal"
    assert found["proyeksi_akhir"] == pytest.approx(54 + 2 * 4 / 3)


def test_years_without_a_target_of_their_own_count_too():
    found = stands("progres_positif", 50, {2029: 60}, {2026: 54})
    assert (found["tahun_realisasi"], found["laju_nyata"], found["laju_perlu"]) == (2026, 2, 2)
    assert (found["tahun_awal"], found["arah_jalur"]) == (2029, "sesuai_jalur")
    before = stands("progres_positif", 50, {2029: 60}, {2023: 54, 2030: 70})
    assert before["alasan"] == "realisasi belum tersedia"


@pytest.mark.parametrize(
    ("value", "state"), [(60, "tercapai"), (59, "tertinggal"), (49, "menjauh")]
)
def test_after_the_last_year_no_pace_is_needed_any_more(value, state):
    found = stands("progres_positif", 50, steps(52, 2), {2029: value})
    assert (found["laju_perlu"], found["arah_jalur"]) == (None, state)


def test_a_pace_kept_to_the_digit_is_kept():
    found = stands("progres_positif", 8.32, steps(9.82, 1.5), {2025: 9.82})
    assert found["arah_jalur"] == "sesuai_jalur"


def test_a_part_of_a_whole_is_not_projected_beyond_it():
    found = stands("progres_positif", 60, steps(80, 5), {2025: 79})
    assert found["proyeksi_akhir"] == 100


@pytest.mark.parametrize(("value", "state"), [(32, "sesuai_jalur"), (29, "menjauh")])
def test_parity_is_approached_from_either_side(value, state):
    below = stands("progres_positif", 30, steps(32, 2), {2025: value}, arah="paritas",
                   kode="TKJ-07", jk="P")  # fmt: skip
    above = stands("progres_negatif", 70, steps(68, -2), {2025: 100 - value}, arah="paritas",
                   kode="TKJ-07", jk="P")  # fmt: skip
    assert below["arah_jalur"] == above["arah_jalur"] == state
    assert below["laju_nyata"] == above["laju_nyata"] == 30 - value


# --- sums and repeats


def test_an_accumulating_line_is_judged_by_the_sum_of_its_years():
    aims = dict.fromkeys(YEARS, 100)
    found = stands("akumulatif", 90, aims, {2025: 80, 2026: 110}, kode="KPD-01", satuan="jiwa")
    assert (found["target_akhir"], found["realisasi_sampai"]) == (500, 190)
    assert found["laju_perlu"] == pytest.approx(310 / 3)
    assert found["laju_nyata"] == pytest.approx(95)
    assert found["arah_jalur"] == "tertinggal"
    assert found["proyeksi_akhir"] == pytest.approx(190 + 3 * 95)


@pytest.mark.parametrize(
    ("values", "polarity", "state"),
    [({2025: 100}, "positif", "sesuai_jalur"), ({2025: 300, 2026: 200}, "positif", "tercapai"),
     ({2025: 90}, "negatif", "sesuai_jalur"), ({2025: 101}, "negatif", "tertinggal"),
     (dict.fromkeys(YEARS, 99), "negatif", "tercapai"),
     (dict.fromkeys(YEARS, 99), "positif", "tertinggal")],
)  # fmt: skip
def test_a_sum_that_must_stay_low_is_reached_only_at_the_end(values, polarity, state):
    aims = dict.fromkeys(YEARS, 100)
    found = stands("akumulatif", None, aims, values, arah=polarity, kode="KPD-01", satuan="jiwa")
    assert found["arah_jalur"] == state


def test_a_sum_with_a_year_missing_is_not_a_sum():
    aims = dict.fromkeys(YEARS, 100)
    found = stands("akumulatif", None, aims, {2025: 80, 2027: 90}, kode="KPD-01", satuan="jiwa")
    assert (found["realisasi_sampai"], found["laju_nyata"]) == (None, None)
    assert found["alasan"] == "realisasi tahun sebelumnya belum lengkap"


def test_rates_are_never_added_up_over_years():
    found = stands("akumulatif", 50, steps(52, 2), {2025: 52})
    assert found["arah_jalur"] == "belum_dapat_dinilai"
    assert found["alasan"] == "nilai berpenyebut tidak dapat dijumlahkan antartahun"


@pytest.mark.parametrize(
    ("values", "state"),
    [({2025: 90}, "sesuai_jalur"), ({2025: 89}, "tertinggal"), ({2025: 79}, "menjauh"),
     ({2025: 89, 2026: 91}, "sesuai_jalur"), ({2029: 90}, "tercapai")],
)  # fmt: skip
def test_a_repeating_line_is_judged_by_the_target_of_its_year(values, state):
    found = stands("repetitif", 80, dict.fromkeys(YEARS, 90), values)
    assert (found["arah_jalur"], found["laju_perlu"], found["laju_nyata"]) == (state, None, None)


# --- what cannot be judged


@pytest.mark.parametrize(
    ("kind", "base", "values", "more", "why"),
    [("tidak_dinyatakan", 50, {2025: 52}, {"kode": "KPD-01", "satuan": "jiwa"},
      "jenis perhitungan tidak dinyatakan"),
     ("progres_positif", None, {2025: 52}, {}, "kondisi awal tidak ada"),
     ("progres_positif", 50, {2025: None}, {}, "realisasi belum tersedia"),
     ("progres_positif", 50, {2025: 52}, {"satuan": "anak"}, "satuan atau jenis kelamin target"),
     ("progres_positif", 50, {2025: 100}, {"kode": "TKJ-07"}, "satuan atau jenis kelamin target"),
     ("progres_positif", 50, {2025: 52}, {"kode": "-"}, "indikator belum dipadankan"),
     ("progres_positif", 50, {2025: 52},
      {"kode": "KPD-04", "jk": "P", "arah": "tidak_dinyatakan"}, "polaritas tidak dinyatakan")],
)  # fmt: skip
def test_a_line_that_cannot_be_judged_says_why(kind, base, values, more, why):
    found = stands(kind, base, steps(52, 2), values, **more)
    assert found["arah_jalur"] == "belum_dapat_dinilai"
    assert found["alasan"].startswith(why)


@pytest.mark.parametrize(
    ("aims", "state"),
    [({2025: 52, 2026: 54}, "sesuai_jalur"), ({2025: 52}, "tercapai"), ({2025: 53}, "tertinggal"),
     ({2025: 60, 2026: 60}, "belum_dapat_dinilai")],
)  # fmt: skip
def test_a_rate_whose_targets_differ_can_only_be_progress(aims, state):
    found = stands("tidak_dinyatakan", 50, aims, {2025: 52})
    assert found["arah_jalur"] == state
    assert (found["cara_hitung"] == "nilai_terakhir") == (state != "belum_dapat_dinilai")


def test_a_target_reached_without_a_baseline_is_reached():
    found = stands("progres_positif", None, steps(52, 2), {2025: 60})
    assert (found["arah_jalur"], found["laju_nyata"]) == ("tercapai", None)


NUMBERS = st.integers(0, 10_000).map(lambda number: number / 100)


@given(base=NUMBERS, first=NUMBERS, last=NUMBERS, value=NUMBERS, year=st.integers(2025, 2029))
def test_plain_arithmetic_gives_the_same_judgement(base, first, last, value, year):
    found = stands("progres_positif", base, {2025: first, 2029: last}, {year: value})
    made = (value - base) / (year - 2024)
    needed = (last - value) / (2029 - year) if year < 2029 else None
    if value >= last:
        expected = "tercapai"
    elif value < base:
        expected = "menjauh"
    else:
        on_track = needed is not None and made >= needed - 1e-9
        expected = "sesuai_jalur" if on_track else "tertinggal"
    assert found["arah_jalur"] == expected


# --- what a combined target hides


def sides(plan: str, men: float, women: float, both: float, code: str = "KPD-05") -> dict:
    figures = pl.concat(
        [realised(v, code, sex) for sex, v in (("L", men), ("P", women), ("L+P", both))]
    )
    return split(achieve(targets(plan), figures), figures).row(0, named=True)


@pytest.mark.parametrize(
    ("men", "women", "both", "behind", "hidden"),
    [(92, 88, 90.2, "P", "ya"), (88, 92, 90, "L", "ya"), (91, 92, 91.5, None, "tidak"),
     (92, 80, 86, "P", "tidak"), (80, 85, 83, "L; P", "tidak")],
)  # fmt: skip
def test_a_combined_target_may_be_met_while_one_sex_is_behind(men, women, both, behind, hidden):
    found = sides("nilai\n90", men, women, both)
    assert (found["jenis_kelamin_tertinggal"], found["kesenjangan_tersembunyi"]) == (behind, hidden)
    assert (found["selisih_l"], found["selisih_p"]) == (men - 90, women - 90)
    assert found["selisih_p_l"] == women - men
    assert found["ada_target_terpilah"] == "tidak_ada"


def test_where_lower_is_better_the_higher_sex_is_behind():
    found = sides("nilai arah kode\n0.3 negatif PDK-07", 0.35, 0.25, 0.3, "PDK-07")
    assert (found["jenis_kelamin_tertinggal"], found["kesenjangan_tersembunyi"]) == ("L", "ya")


@pytest.mark.parametrize(
    ("plan", "code", "stated"),
    [("nilai jk\n90 L+P\n91 L\n89 P", "KPD-05", "ada"), ("nilai jk\n90 L+P\n89 P", "KPD-05",
      "sebagian"), ("nilai\n90", "KPD-05", "tidak_ada"), ("nilai kode\n10 ARG-01", "ARG-01",
      "tidak_berlaku"), ("nilai kode jk\n45 TKJ-07 P", "TKJ-07", "ada"),
     ("nilai kode\n45 TKJ-07", "TKJ-07", "tidak_ada"), ("nilai kode\n45 -", "KPD-05", "tidak_ada")],
)  # fmt: skip
def test_whether_a_plan_has_targets_by_sex_is_itself_shown(plan, code, stated):
    assert sides(plan, 92, 88, 90, code)["ada_target_terpilah"] == stated


@pytest.mark.parametrize(
    ("plan", "code", "why"),
    [("nilai kode jk\n45 TKJ-07 P", "TKJ-07", "indikator bagian"),
     ("nilai kode satuan\n700 KPD-01 jiwa", "KPD-01", "indikator jumlah"),
     ("nilai kode\n10 ARG-01", "ARG-01", "jenis kelamin tidak berlaku"),
     ("nilai jk\n89 P", "KPD-05", "rencana tidak menetapkan target gabungan"),
     ("nilai satuan\n90 anak", "KPD-05", "satuan target berbeda"),
     ("nilai kode\n90 -", "KPD-05", "indikator belum dipadankan")],
)  # fmt: skip
def test_what_cannot_be_compared_says_why(plan, code, why):
    found = sides(plan, 92, 88, 90, code)
    assert found["alasan"].startswith(why)
    assert (found["selisih_l"], found["kesenjangan_tersembunyi"]) == (None, None)


# --- nothing to tell


@pytest.mark.parametrize("known", [0, 1], ids=["tanpa indikator", "dengan indikator"])
def test_without_targets_and_budget_the_tables_are_empty_with_their_columns(known):
    counts = "ukuran L P\nanak_berakta 9 9\nanak_0_17 10 10"
    found = computed("KPD-05", counts).head(known * 100)
    findings = pl.DataFrame(schema={"sumber": pl.String, "tahun": pl.Int64, "aturan": pl.String})
    plans = targets("nilai\n1").head(0)
    tables = build_tables(found, plans, findings, list(indicators().values()))
    names = ("target", "kemajuan_target", "target_terpilah", "anggaran_gender", "konsistensi_pprg")
    for name in names:
        assert tables[name].is_empty()
        assert tables[name].columns == list(TABLES[name].to_schema().columns)
    assert tables["usulan_target"].is_empty() == (not known)
