"""Capaian by form, limit and scale: the worked figures, the borders, and what always holds."""

import shutil
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_target import realised, targets

from pipelines.achieve_targets import achieve
from pipelines.load_catalogue import BadCatalogue
from pipelines.load_reference import reference_folder, shipped_data
from pipelines.rate_achievement import class_of
from pipelines.read_settings import achievement_rules, read_settings
from schemas.capaian import AchievementRules

SHIPPED = achievement_rules()
FORMS = {"positif": "naik_rasio", "negatif": "turun_selisih"}


def rules(*more: dict, **changed) -> AchievementRules:
    """The shipped rules with the last one changed, and others before it."""
    content = SHIPPED.model_dump()
    content["aturan"] = [*more, {**content["aturan"][-1], **changed}]
    return AchievementRules.model_validate(content)


FORM_B = rules(turun="turun_rasio", batas_atas=None, batas_bawah=None)
FREE = rules(batas_atas=None, batas_bawah=None)


def one(plan: str, value: float | None, use: AchievementRules | None = None, **more) -> dict:
    return achieve(targets(plan), realised(value, **more), use).row(0, named=True)


def percent(polarity: str, target: float, value: float, use: AchievementRules) -> float | None:
    return one(f"nilai arah\n{target} {polarity}", value, use)["capaian_persen"]


# --- forms


@pytest.mark.parametrize(
    ("value", "form_a", "form_b"), [(8, 120, 125), (12, 80, 83.3), (25, -50, 40), (10, 100, 100)]
)
def test_lower_is_better_has_two_forms_that_differ(value, form_a, form_b):
    assert percent("negatif", 10, value, FREE) == pytest.approx(form_a)
    assert percent("negatif", 10, value, FORM_B) == pytest.approx(form_b, abs=0.05)


@pytest.mark.parametrize(
    ("polarity", "use", "form"),
    [("positif", FREE, "naik_rasio"), ("negatif", FREE, "turun_selisih"),
     ("negatif", FORM_B, "turun_rasio"), ("paritas", FREE, "paritas")],
)  # fmt: skip
def test_the_form_is_published_with_and_without_a_realisation(polarity, use, form):
    plan = f"nilai arah kode jk\n10 {polarity} TKJ-07 P"
    for value in (8, None):
        assert one(plan, value, use, code="TKJ-07", sex="P")["bentuk_capaian"] == form


@pytest.mark.parametrize("polarity", ["positif", "negatif"])
@pytest.mark.parametrize("use", [FREE, FORM_B], ids=["a", "b"])
def test_a_target_of_zero_that_was_kept_is_achieved(polarity, use):
    assert percent(polarity, 0, 0, use) == 100
    missed = one(f"nilai arah\n0 {polarity}", 3, use)
    assert missed["capaian_persen"] is None
    assert missed["alasan"] == "target nol dan realisasi bukan nol"


def test_form_b_has_nothing_to_say_of_a_realisation_of_zero():
    found = one("nilai arah\n10 negatif", 0, FORM_B)
    assert found["capaian_persen"] is None
    assert found["alasan"] == "realisasi tidak lebih dari nol, T/R tidak terdefinisi"
    assert percent("negatif", 10, 0, FREE) == 200


def test_a_negative_target_has_no_achievement():
    found = one("nilai arah\n-2 positif", -1)
    assert (found["capaian_persen"], found["alasan"]) == (
        None, "target negatif, rumus capaian tidak berlaku",
    )  # fmt: skip


# --- ranges


@pytest.mark.parametrize(
    ("polarity", "value", "expected"),
    [("positif", 8, 100), ("positif", 8.5, 100), ("positif", 9, 100), ("positif", 4, 50),
     ("positif", 18, 200), ("negatif", 8.5, 100), ("negatif", 6, 125), ("negatif", 13.5, 50)],
)  # fmt: skip
def test_a_range_is_measured_at_the_bound_that_was_passed(polarity, value, expected):
    plan = f"isian nilai arah\ntarget_bawah 8 {polarity}\ntarget_atas 9 {polarity}"
    found = one(plan, value)
    assert found["capaian_persen"] == pytest.approx(expected)
    assert (found["target"], found["target_bawah"], found["target_atas"]) == (None, 8, 9)


def test_a_range_the_wrong_way_round_is_not_judged():
    plan = "isian nilai\ntarget_bawah 9\ntarget_atas 8"
    assert one(plan, 8.5)["alasan"] == "batas bawah melebihi batas atas"


# --- parity


def test_a_target_of_parity_has_its_distance_and_no_percent():
    plan = """
        isian         tahun  nilai  arah     kode    jk
        kondisi_awal  2024      30  paritas  TKJ-07  P
        target        2025      40  paritas  TKJ-07  P
    """
    found = one(plan, 42, code="TKJ-07", sex="P")
    assert (found["jarak_setara"], found["perubahan_jarak"]) == (8, -12)
    assert (found["capaian_persen"], found["capaian_terbatas"], found["peringkat"]) == (None,) * 3
    assert found["dasar"] == "titik_setara"
    assert "jarak" in found["alasan"]


def test_too_many_women_are_as_far_from_parity_as_too_many_men():
    plan = "nilai arah kode jk\n50 paritas TKJ-07 P"
    found = [one(plan, value, code="TKJ-07", sex="P")["jarak_setara"] for value in (42, 58)]
    assert found == [8, 8]


def test_both_sexes_together_are_never_held_against_the_target_of_one():
    found = one("nilai arah kode\n45 positif TKJ-07", 100, code="TKJ-07")
    assert (found["capaian_persen"], found["selisih_target"]) == (None, None)
    assert found["alasan"].startswith("nilai L+P indikator bagian selalu 100")


# --- limits and scale


@pytest.mark.parametrize(
    ("upper", "lower", "raw", "limited"),
    [(100, 0, 120, 100), (120, 0, 125, 120), (None, None, 125, 125), (100, 0, -50, 0),
     (None, None, -50, -50), (120, None, -50, -50), (100, 0, 99, 99)],
)  # fmt: skip
def test_limits_keep_the_raw_achievement_beside_the_limited_one(upper, lower, raw, limited):
    found = one("nilai arah\n100 positif", raw, rules(batas_atas=upper, batas_bawah=lower))
    assert (found["capaian_persen"], found["capaian_terbatas"]) == pytest.approx((raw, limited))


@pytest.mark.parametrize(
    ("scale", "value", "name"),
    [("permendagri_86_2017", 91, "Sangat Tinggi"), ("permendagri_86_2017", 90.5, "Tinggi"),
     ("permendagri_86_2017", 90.999, "Tinggi"), ("permendagri_86_2017", 76, "Tinggi"),
     ("permendagri_86_2017", 75.5, "Sedang"), ("permendagri_86_2017", 66, "Sedang"),
     ("permendagri_86_2017", 65.99, "Rendah"), ("permendagri_86_2017", 51, "Rendah"),
     ("permendagri_86_2017", 50.99, "Sangat Rendah"), ("permendagri_86_2017", -50, "Sangat Rendah"),
     ("permendagri_86_2017", 130, "Sangat Tinggi"),
     ("lkjip_enam_kelas", 85, "Sangat Baik"), ("lkjip_enam_kelas", 85.01, "Memuaskan"),
     ("lkjip_enam_kelas", 75, "Baik"), ("lkjip_enam_kelas", 65, "Cukup"),
     ("lkjip_enam_kelas", 50, "Agak Kurang"), ("lkjip_enam_kelas", 30, "Kurang")],
)  # fmt: skip
def test_the_borders_of_the_scales_leave_no_gap(scale, value, name):
    found = one("nilai arah\n100 positif", value, rules(skala=scale))
    assert found["peringkat"] == name


def test_a_border_reached_in_tenths_is_reached():
    found = one("nilai arah\n10 positif", 9.1)
    assert found["peringkat"] == "Sangat Tinggi"


def test_documents_and_agencies_may_have_rules_of_their_own():
    own = {"dasar": ["lkjip"], "skala": "lkjip_enam_kelas", "turun": "turun_rasio"}
    use = rules(
        {"kode": "dinkes", "opd": ["Dinas Kesehatan"], **own},
        {"kode": "renstra", "dokumen": ["Renstra"], **own, "batas_atas": 120},
    )
    plan = """
        dokumen|opd            |nilai|arah
        RPJMD  |dinas kesehatan|10   |negatif
        Renstra|Bappeda        |10   |negatif
        RPJMD  |Bappeda        |10   |negatif
    """
    found = achieve(targets(plan), realised(8), use)
    said = found.select("opd", "dokumen", "aturan_capaian", "capaian_persen", "capaian_terbatas")
    assert sorted(said.rows()) == [
        ("Bappeda", "RPJMD", "umum", 120, 100),
        ("Bappeda", "Renstra", "renstra", 125, 120),
        ("dinas kesehatan", "RPJMD", "dinkes", 125, 125),
    ]


def test_every_row_cites_what_its_achievement_rests_on():
    known = {basis.kode for basis in SHIPPED.dasar}
    for plan in ("nilai\n10", "nilai arah kode jk\n50 paritas TKJ-07 P"):
        assert set(one(plan, 8)["dasar"].split("; ")) <= known


# --- what always holds

NUMBERS = st.integers(1, 10_000).map(lambda number: number / 100)
RULES = st.sampled_from([FREE, FORM_B, SHIPPED, rules(batas_atas=120)])


@given(target=NUMBERS, polarity=st.sampled_from(["positif", "negatif"]), use=RULES)
def test_what_meets_its_target_is_achieved_to_a_hundred(target, polarity, use):
    assert percent(polarity, target, target, use) == pytest.approx(100)


@given(st.lists(NUMBERS, min_size=2, max_size=6), NUMBERS, st.sampled_from([*FORMS]), RULES)
def test_a_better_realisation_never_lowers_the_achievement(values, target, polarity, use):
    better = sorted(values, reverse=polarity == "negatif")
    years = range(2025, 2025 + len(better))
    plan = "nilai arah tahun\n" + "\n".join(f"{target} {polarity} {year}" for year in years)
    figures = pl.concat(
        [realised(v, tahun=y) for v, y in zip(better, years, strict=True)], how="vertical"
    )
    found = achieve(targets(plan), figures, use).sort("tahun")
    for name in ("capaian_persen", "capaian_terbatas"):
        numbers = found[name].to_list()
        assert all(second >= first - 1e-9 for first, second in pairwise(numbers))


@given(NUMBERS, NUMBERS, st.sampled_from(["positif", "negatif"]), RULES)
def test_the_limited_achievement_stays_inside_its_limits(target, value, polarity, use):
    found = one(f"nilai arah\n{target} {polarity}", value, use)
    rule = use.aturan[-1]
    low = rule.batas_bawah if rule.batas_bawah is not None else float("-inf")
    high = rule.batas_atas if rule.batas_atas is not None else float("inf")
    assert low <= found["capaian_terbatas"] <= high
    if low <= found["capaian_persen"] <= high:
        assert found["capaian_terbatas"] == found["capaian_persen"]


@given(st.floats(-500, 500), st.sampled_from(SHIPPED.skala))
def test_every_achievement_has_exactly_one_class(value, scale):
    borders = [grade.batas for grade in scale.kelas[:-1]]
    above = (
        sum(round(value, 9) >= b for b in borders)
        if scale.batas_termasuk
        else sum(round(value, 9) > b for b in borders)
    )
    wanted = [grade.nama for grade in reversed(scale.kelas)][above]
    assert pl.select(class_of(pl.lit(value), scale)).item() == wanted


# --- the settings


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [('turun = "turun_selisih"', 'turun = "turun"',
      "aturan umum, isian turun: harus salah satu dari 'turun_selisih' atau 'turun_rasio'"),
     ('turun = "turun_selisih"\n', "", "aturan umum, isian turun: isian wajib ini belum ada"),
     ("batas_atas = 100", "batas = 100", "aturan umum, isian batas: isian ini tidak dikenal"),
     ("batas_atas = 100", "batas_atas = 90", "aturan umum, isian batas_atas: paling kecil 100"),
     ("batas = 91", "batas = 70", "skala permendagri_86_2017: batas kelas harus menurun"),
     ('skala = "permendagri_86_2017"', 'skala = "skala_kota"', "skala_kota dirujuk tetapi tidak"),
     ('kode = "umum"', 'kode = "umum"\nopd = ["Bappeda"]', "aturan terakhir harus berlaku bagi"),
     ("[paritas]", "[paritas", "bukan TOML yang sah")],
)  # fmt: skip
def test_a_mistake_in_the_settings_names_file_field_and_mend(
    tmp_path, monkeypatch, old, new, sentence
):
    text = (reference_folder() / "capaian.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "capaian.toml").write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.setenv("TERPILAH_REFERENSI", str(tmp_path))
    with pytest.raises(BadCatalogue) as caught:
        read_settings("capaian.toml", AchievementRules)
    said = str(caught.value)
    assert said.startswith("capaian.toml")
    assert sentence in said
    assert "Perbaiki di data/referensi/capaian.toml" in said


def test_settings_that_are_not_there_are_said_to_be_missing(tmp_path, monkeypatch):
    shutil.copy(shipped_data() / "referensi" / "jadwal.csv", tmp_path)
    monkeypatch.setenv("TERPILAH_REFERENSI", str(tmp_path))
    with pytest.raises(BadCatalogue, match=r"capaian\.toml tidak ada"):
        read_settings("capaian.toml", AchievementRules)
