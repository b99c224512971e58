"""Targets beside figures: a capaian only where polarity, unit and realisation make one."""

import polars as pl
import pytest
from tabel import computed, table

from pipelines.achieve_targets import achieve
from pipelines.load_catalogue import indicators
from schemas.target import TargetHarmonis

SCHEMA = {name: column.dtype.type for name, column in TargetHarmonis.to_schema().columns.items()}
DEFAULTS = {
    "dokumen": "RPJMD", "opd": "Bappeda", "kode_wilayah": "36.73", "kode_program": "2.08.01",
    "nama_program": "Program contoh", "indikator": "Indikator contoh", "kode_indikator": "KPD-05",
    "satuan": "%", "polaritas": "positif", "jenis_perhitungan": "tidak_dinyatakan",
    "jenis_kelamin": "L+P", "isian": "target", "tahun": "2025", "sidik": "0" * 64,
    "berkas": "a.xlsx", "lembar": "Data", "sel": "A1",
}  # fmt: skip
SHORT = {"jk": "jenis_kelamin", "kode": "kode_indikator", "arah": "polaritas"}


def targets(text: str) -> pl.DataFrame:
    """A `TargetHarmonis` frame from a text table; "-" is null, blanks in words are "_"."""
    rows = []
    for line in table(text):
        given = DEFAULTS | {SHORT.get(name, name): cell for name, cell in line.items()}
        row = {name: None if cell == "-" else cell for name, cell in given.items()}
        rows.append({**row, "tahun": int(row["tahun"]), "nilai": float(row["nilai"])})
    return TargetHarmonis.validate(pl.DataFrame(rows, schema=SCHEMA), lazy=True)


def realised(value: float, code: str = "KPD-05", sex: str = "L+P", **more) -> pl.DataFrame:
    """One computed figure, as the table of indicators holds it."""
    row = {
        "kode_indikator": code, "kode_wilayah": "36.73", "tahun": 2025, "umur": "semua",
        "jenjang": "semua", "jenis_kelamin": sex, "nilai": value, "status_obs": "final",
    }  # fmt: skip
    return pl.DataFrame([row | more], schema_overrides={"nilai": pl.Float64})


def capaian(plan: str, figures: pl.DataFrame) -> list[tuple[float | None, str | None]]:
    return achieve(targets(plan), figures).select("capaian_persen", "alasan").rows()


# --- capaian


@pytest.mark.parametrize(
    ("polarity", "target", "value", "percent"),
    [("positif", 10, 8, 80), ("positif", 10, 12, 120), ("positif", 10, 0, 0),
     ("negatif", 10, 8, 120), ("negatif", 10, 12, 80), ("negatif", 10, 25, -50),
     ("negatif", 10, 10, 100), ("negatif", 10, 0, 200)],
)  # fmt: skip
def test_the_capaian_follows_the_polarity(polarity, target, value, percent):
    found = capaian(f"nilai arah\n{target} {polarity}", realised(value))
    assert found == [(pytest.approx(percent), None)]


@pytest.mark.parametrize(("target", "value"), [(10, 8), (10, 25), (4, 5), (80, 79.5)])
def test_lower_is_better_by_form_a_is_one_plus_what_was_saved(target, value):
    found = capaian(f"nilai arah\n{target} negatif", realised(value))
    assert found[0][0] == pytest.approx(100 * (1 + (1 - value / target)))


def test_the_catalogue_gives_the_polarity_that_a_plan_does_not_state():
    plan = "nilai arah kode satuan\n10 tidak_dinyatakan {} {}"
    rising = capaian(plan.format("KPD-05", "%"), realised(8))
    falling = capaian(plan.format("PDK-07", "%"), realised(8, "PDK-07"))
    assert (rising, falling) == ([(pytest.approx(80), None)], [(pytest.approx(120), None)])


def test_the_polarity_of_the_plan_goes_before_that_of_the_catalogue():
    found = capaian("nilai arah\n10 negatif", realised(8))
    assert found == [(pytest.approx(120), None)]


def test_without_any_polarity_there_is_no_capaian():
    assert indicators()["KPD-04"].arah == "konteks"
    plan = "nilai arah kode jk\n30 tidak_dinyatakan KPD-04 P"
    assert capaian(plan, realised(25, "KPD-04", "P")) == [(None, "polaritas tidak dinyatakan")]


@pytest.mark.parametrize("polarity", ["positif", "negatif"])
def test_a_target_of_zero_has_no_capaian_and_still_a_distance(polarity):
    row = achieve(targets(f"nilai arah\n0 {polarity}"), realised(5)).row(0, named=True)
    assert (row["capaian_persen"], row["alasan"]) == (
        None, "target nol dan realisasi bukan nol",
    )  # fmt: skip
    assert row["selisih_target"] == 5


def test_another_unit_has_neither_capaian_nor_distance():
    row = achieve(targets("nilai satuan\n10 anak"), realised(8)).row(0, named=True)
    assert (row["capaian_persen"], row["selisih_target"]) == (None, None)
    assert row["alasan"] == "satuan target berbeda dari satuan indikator"


@pytest.mark.parametrize("unit", ["%", "persen", "Persen", "PERSEN"])
def test_persen_is_the_same_unit_as_its_sign(unit):
    assert capaian(f"nilai satuan\n10 {unit}", realised(8)) == [(pytest.approx(80), None)]


def test_an_unmatched_indicator_stays_and_says_why():
    found = achieve(targets("nilai kode\n10 -"), realised(8))
    assert found.select("target", "alasan").rows() == [
        (10, "indikator belum dipadankan dengan katalog")
    ]


# --- realisation


def test_a_target_without_a_figure_stays_and_says_so():
    row = achieve(targets("nilai tahun\n10 2029"), realised(8)).row(0, named=True)
    assert (row["target"], row["realisasi"]) == (10, None)
    assert row["status_realisasi"] == "tidak_tersedia"
    assert row["alasan"] == "realisasi belum tersedia"


def test_a_figure_that_could_not_be_computed_is_no_realisation():
    gap = realised(None, status_obs="tidak_tersedia")
    assert capaian("nilai\n10", gap) == [(None, "realisasi belum tersedia")]


def test_a_partial_figure_is_a_realisation_that_says_it_is_partial():
    partial = realised(8, status_obs="sebagian")
    row = achieve(targets("nilai\n10"), partial).row(0, named=True)
    assert (row["capaian_persen"], row["status_realisasi"]) == (pytest.approx(80), "sebagian")


@pytest.mark.parametrize(
    "more", [{"kode_wilayah": "36"}, {"tahun": 2024}, {"umur": "0-4"}, {"jenjang": "SD"}]
)
def test_only_the_whole_figure_of_the_same_region_and_year_is_a_realisation(more):
    assert capaian("nilai\n10", realised(8, **more)) == [(None, "realisasi belum tersedia")]


def test_each_sex_is_held_against_its_own_target():
    figures = pl.concat([realised(8, sex="L"), realised(6, sex="P"), realised(7)])
    found = achieve(targets("nilai jk\n10 L\n12 P\n14 L+P"), figures)
    by_sex = {row["jenis_kelamin"]: row["capaian_persen"] for row in found.rows(named=True)}
    assert by_sex == {"L": pytest.approx(80), "P": pytest.approx(50), "L+P": pytest.approx(50)}


def test_a_target_for_both_is_never_held_against_one_sex():
    assert capaian("nilai\n10", realised(8, sex="P")) == [(None, "realisasi belum tersedia")]


def test_the_budget_share_without_a_sex_meets_its_target_for_both():
    figures = computed("ARG-01", """
        ukuran                     TB
        anggaran_responsif_gender    9
        belanja_operasi_modal      100
    """)  # fmt: skip
    found = capaian("nilai kode\n10 ARG-01", figures)
    assert found == [(pytest.approx(90), None)]


# --- baseline


def test_the_baseline_stands_beside_every_target_of_its_line():
    plan = """
        isian         tahun  nilai
        kondisi_awal  2024      60
        target        2025      70
        target        2026      80
    """
    found = achieve(targets(plan), realised(63)).sort("tahun")
    wanted = [(2025, 70, 2024, 60, 63), (2026, 80, 2024, 60, None)]
    assert (
        found.select("tahun", "target", "tahun_dasar", "nilai_dasar", "realisasi").rows() == wanted
    )


def test_of_two_baselines_the_later_one_counts():
    plan = """
        isian         tahun  nilai
        kondisi_awal  2024      60
        kondisi_awal  2023      50
        target        2025      70
    """
    found = achieve(targets(plan), realised(63))
    assert found.select("tahun_dasar", "nilai_dasar").rows() == [(2024, 60)]


def test_a_baseline_of_another_line_or_sex_is_not_borrowed():
    plan = """
        isian         tahun  nilai  jk   kode_program
        kondisi_awal  2024      60  P    2.08.01
        kondisi_awal  2024      61  L+P  2.08.99
        target        2025      70  L+P  2.08.01
    """
    found = achieve(targets(plan), realised(63))
    assert found.select("tahun_dasar", "nilai_dasar").rows() == [(None, None)]


def test_a_line_without_an_opd_still_finds_its_baseline():
    plan = """
        isian         tahun  nilai  opd
        kondisi_awal  2024      60  -
        target        2025      70  -
    """
    assert achieve(targets(plan), realised(63))["nilai_dasar"].to_list() == [60]


def test_no_target_is_lost_or_doubled():
    plan = "nilai tahun dokumen\n1 2025 RPJMD\n2 2025 RKPD\n3 2026 RPJMD\n4 2027 Renstra"
    found = achieve(targets(plan), realised(8))
    assert sorted(found["target"]) == [1, 2, 3, 4]
