"""Proposed targets, each method by figures worked out by hand and by plain arithmetic."""

import statistics

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tabel import table

from pipelines.load_catalogue import BadCatalogue, indicators
from pipelines.load_reference import reference_folder
from pipelines.propose_targets import propose
from pipelines.read_settings import proposal_rules, read_settings
from schemas.usulan_target import ProposalRules
from schemas.wilayah import LEVELS

SCHEMA = {
    "kode_indikator": pl.String, "kode_wilayah": pl.String, "tingkat": pl.String,
    "tahun": pl.Int64, "umur": pl.String, "jenjang": pl.String, "jenis_kelamin": pl.String,
    "nilai": pl.Float64, "penyebut": pl.Int64, "status_obs": pl.String,
}  # fmt: skip


def rules(**changed) -> ProposalRules:
    """The shipped rules for the city and its kecamatan, or with changes."""
    content = proposal_rules().model_dump()
    for name, value in changed.items():
        content[name] = {**content[name], **value} if isinstance(value, dict) else value
    return ProposalRules.model_validate(content)


def figures(text: str) -> pl.DataFrame:
    """Computed figures from lines of kode, wilayah, tahun, the values of L and P, and penyebut."""
    rows = []
    for line in table(text):
        for sex in ("L", "P"):
            if line[sex] == "-":
                continue
            rows.append({
                "kode_indikator": line.get("kode", "KPD-05"), "tahun": int(line["tahun"]),
                "kode_wilayah": line.get("wilayah", "36.73"), "umur": "semua",
                "jenjang": "semua", "jenis_kelamin": sex, "nilai": float(line[sex]),
                "penyebut": int(line.get("penyebut", 1000)),
                "status_obs": line.get("status", "final"),
            })  # fmt: skip
            rows[-1]["tingkat"] = LEVELS[rows[-1]["kode_wilayah"].count(".")]
    return pl.DataFrame(rows, schema=SCHEMA)


def proposed(
    text: str, method: str, use: ProposalRules | None = None, place: str = "36.73"
) -> dict[tuple[str, int], float | None]:
    """What one method proposes for a region, by sex and year."""
    found = propose(figures(text), use).filter(cara=method, kode_wilayah=place)
    return {(r["jenis_kelamin"], r["tahun"]): r["usulan"] for r in found.rows(named=True)}


def evidence(text: str, method: str, place: str = "36.73", sex: str = "P", **use) -> dict:
    found = propose(figures(text), rules(**use)).filter(
        cara=method, kode_wilayah=place, jenis_kelamin=sex
    )
    return found.row(0, named=True)


# --- linear trend

RISING = """
    tahun  L   P
    2023   60  50
    2024   61  53
    2025   62  56
"""


def test_a_straight_series_goes_on_straight():
    found = proposed(RISING, "tren_linear", rules(tahun_ke_depan=2))
    assert found == {
        ("L", 2026): pytest.approx(63), ("L", 2027): pytest.approx(64),
        ("P", 2026): pytest.approx(59), ("P", 2027): pytest.approx(62),
    }  # fmt: skip


def test_the_line_is_that_of_least_squares_and_its_slope_is_shown():
    text = "tahun L P\n2022 70 50\n2023 70 56\n2025 70 62"
    line = statistics.linear_regression([2022, 2023, 2025], [50, 56, 62])
    found = evidence(text, "tren_linear")
    assert found["kemiringan"] == pytest.approx(line.slope)
    assert found["usulan"] == pytest.approx(line.intercept + line.slope * 2026)
    assert (found["tahun_dipakai"], found["tahun_data"]) == ("2022, 2023, 2025", 2025)
    assert (found["status"], found["nilai_terakhir"], found["penyebut_terakhir"]) == (
        "usulan", 62, 1000,
    )  # fmt: skip


def test_two_years_make_no_trend():
    text = "tahun L P\n2024 61 53\n2025 62 56"
    found = evidence(text, "tren_linear")
    assert (found["usulan"], found["alasan"]) == (
        None, "baru 2 tahun berdata lengkap, perlu 3",
    )  # fmt: skip
    assert found["kemiringan"] == pytest.approx(3)


def test_years_that_are_not_whole_make_no_trend():
    partial = RISING.replace("tahun", "status tahun").replace("2023", "sebagian 2023")
    partial = partial.replace("2024", "final 2024").replace("2025", "final 2025")
    assert evidence(partial, "tren_linear")["tahun_dipakai"] == "2024, 2025"


@pytest.mark.parametrize(
    ("code", "values", "good"),
    [("KPD-05", (62, 61, 60), False), ("PDK-07", (0.5, 0.4, 0.3), True),
     ("PDK-07", (0.3, 0.4, 0.5), False), ("TKJ-07", (40, 43, 46), True),
     ("TKJ-07", (46, 43, 40), False)],
)  # fmt: skip
def test_a_trend_for_the_worse_is_no_target(code, values, good):
    rows = "\n".join(
        f"{code} {year} 1 {value}" for year, value in zip((2023, 2024, 2025), values, strict=True)
    )
    found = evidence(f"kode tahun L P\n{rows}", "tren_linear")
    assert (found["usulan"] is not None) == good
    assert (found["alasan"] == "tren tidak menuju keadaan yang lebih baik") == (not good)


def test_a_part_of_a_whole_stays_within_it_and_says_so():
    assert indicators()["KPD-05"].proporsi
    text = "tahun L P\n2023 80 90\n2024 81 94\n2025 82 98"
    found = propose(figures(text)).filter(cara="tren_linear", jenis_kelamin="P").sort("tahun")
    assert found.select("tahun", "usulan", "dibatasi").rows() == [
        (year, 100, "ya") for year in range(2026, 2031)
    ]


def test_nothing_falls_below_zero():
    text = "kode tahun L P\nPDK-07 2023 0.5 0.5\nPDK-07 2024 0.5 0.3\nPDK-07 2025 0.5 0.1"
    found = evidence(text, "tren_linear")
    assert (found["usulan"], found["dibatasi"]) == (0, "ya")


# --- the gap closed


def test_the_sex_behind_catches_up_evenly_and_the_one_ahead_stays():
    found = proposed("tahun L P\n2025 70 60", "tutup_kesenjangan", rules(tahun_ke_depan=6))
    assert {year: value for (sex, year), value in found.items() if sex == "P"} == pytest.approx(
        {2026: 62, 2027: 64, 2028: 66, 2029: 68, 2030: 70, 2031: 70}
    )
    assert {value for (sex, _), value in found.items() if sex == "L"} == {70}


def test_where_lower_is_better_the_higher_one_comes_down():
    found = proposed(
        "kode tahun L P\nPDK-07 2025 0.5 0.3", "tutup_kesenjangan",
        rules(tahun_ke_depan=2, tutup_kesenjangan={"tahun_tutup": 2}),
    )  # fmt: skip
    assert found == {
        ("L", 2026): pytest.approx(0.4), ("L", 2027): pytest.approx(0.3),
        ("P", 2026): 0.3, ("P", 2027): 0.3,
    }  # fmt: skip


def test_the_parts_of_a_whole_meet_at_parity():
    found = proposed(
        "kode tahun L P\nTKJ-07 2025 70 30", "tutup_kesenjangan", rules(tahun_ke_depan=5)
    )
    assert (found["P", 2026], found["L", 2026]) == pytest.approx((34, 66))
    assert (found["P", 2030], found["L", 2030]) == (50, 50)
    for year in range(2026, 2031):
        assert found["P", year] + found["L", year] == pytest.approx(100)


def test_a_gap_needs_both_sexes_in_one_year():
    alone = evidence("tahun L P\n2025 - 60", "tutup_kesenjangan")
    assert (alone["usulan"], alone["alasan"]) == (None, "nilai jenis kelamin lain tidak tersedia")
    earlier = evidence("tahun L P\n2024 70 58\n2025 - 60", "tutup_kesenjangan")
    assert earlier["usulan"] == pytest.approx(58 + (70 - 58) / 5)


# --- the best peer

PEERS = """
    wilayah   tahun  L   P   penyebut
    36.73.01  2025   80  70  500
    36.73.02  2025   85  90  500
    36.73.03  2025   99  99  99
    36.73.04  2024   98  98  500
    36.04.01  2025   97  97  500
    36.73     2025   81  80  5000
"""


def test_the_best_region_below_the_same_parent_is_the_example():
    found = evidence(PEERS, "sebaya_terbaik", "36.73.01")
    assert (found["wilayah_acuan"], found["nilai_acuan"], found["penyebut_acuan"]) == (
        "36.73.02", 90, 500,
    )  # fmt: skip
    assert found["usulan"] == pytest.approx(70 + 20 / 5)
    assert found["parameter"] == "penyebut_minimal=100; tahun_capai=5"


def test_a_smaller_denominator_may_be_allowed():
    found = evidence(PEERS, "sebaya_terbaik", "36.73.01", sebaya_terbaik={"penyebut_minimal": 99})
    assert found["wilayah_acuan"] == "36.73.03"


def test_the_best_one_keeps_its_value():
    found = proposed(PEERS, "sebaya_terbaik", place="36.73.02")
    assert {value for (sex, _), value in found.items() if sex == "P"} == {90}


@pytest.mark.parametrize("place", ["36.73", "36.04.01", "36.73.04"])
def test_without_a_peer_in_the_same_year_nothing_is_proposed(place):
    found = evidence(PEERS, "sebaya_terbaik", place)
    assert found["usulan"] is None
    assert found["alasan"].startswith("tidak ada wilayah lain di bawah induk yang sama")


@pytest.mark.parametrize(("code", "best"), [("PDK-07", "36.73.02"), ("TKJ-07", "36.73.03")])
def test_the_best_is_the_lowest_or_the_nearest_to_parity(code, best):
    text = f"""
        kode    wilayah   tahun  L   P
        {code}  36.73.01  2025   60  40
        {code}  36.73.02  2025   90  10
        {code}  36.73.03  2025   48  52
    """
    assert evidence(text, "sebaya_terbaik", "36.73.01")["wilayah_acuan"] == best


# --- for what, and what always holds


@pytest.mark.parametrize("code", ["KPD-01", "KPD-04", "KPD-02", "ARG-01", "ASN-01"])
def test_nothing_is_proposed_without_a_direction_a_denominator_or_sexes(code):
    assert propose(figures(f"kode tahun L P\n{code} 2025 40 60")).is_empty()


def test_only_the_levels_that_the_settings_name_get_proposals():
    found = propose(figures(PEERS), rules(tingkat=["kab_kota"]))
    assert set(found["kode_wilayah"]) == {"36.73"}


def test_no_figures_propose_nothing():
    assert propose(figures("tahun L P")).is_empty()


PERCENTS = st.integers(0, 1000).map(lambda number: number / 10)


@given(st.lists(st.tuples(PERCENTS, PERCENTS), min_size=1, max_size=5))
def test_proposals_are_possible_and_never_worse_than_today(pairs):
    rows = "\n".join(f"{2025 - n} {men} {women}" for n, (men, women) in enumerate(pairs))
    found = propose(figures(f"tahun L P\n{rows}"))
    assert found.height == 2 * 3 * 5
    for row in found.rows(named=True):
        assert (row["usulan"] is None) == (row["alasan"] is not None)
        if row["usulan"] is not None:
            assert 0 <= row["usulan"] <= 100
            assert row["usulan"] >= row["nilai_terakhir"] - 1e-6


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [("tahun_minimal = 3", "tahun_minimal = 2", "isian tren_linear.tahun_minimal: paling kecil 3"),
     ("tahun_ke_depan = 5", "tahun_ke_depan = 40", "isian tahun_ke_depan: paling besar 20"),
     ("tahun_tutup = 5", "tahun_tutup = 2.5", "tutup_kesenjangan.tahun_tutup: harus bilangan"),
     ('"kecamatan"', '"dusun"', "tingkat ke-2: harus salah satu dari"),
     ("tahun_capai = 5\n", "", "isian sebaya_terbaik.tahun_capai: isian wajib ini belum ada")],
)  # fmt: skip
def test_a_mistake_in_the_parameters_names_file_field_and_mend(
    tmp_path, monkeypatch, old, new, sentence
):
    text = (reference_folder() / "usulan_target.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "usulan_target.toml").write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.setenv("TERPILAH_REFERENSI", str(tmp_path))
    with pytest.raises(BadCatalogue) as caught:
        read_settings("usulan_target.toml", ProposalRules)
    assert sentence in str(caught.value)
