"""Indices of many regions from official figures: matched, complete, or null with a reason."""

import polars as pl
import pytest

from pipelines.compute_indices import compute_indices
from schemas.resep_indeks import IndeksTerhitung
from schemas.resmi import ResmiHarmonis

TYPES = {name: column.dtype.type for name, column in ResmiHarmonis.to_schema().columns.items()}
COMMON = {
    "sumber": "indeks_resmi", "tingkat": "kab_kota", "tahun": 2023, "periode_jenis": "tahun",
    "kode_wilayah": "36.73", "jenis_kelamin": "L+P", "umur": "semua", "jenjang": "semua",
    "metode": "", "vintage": "", "satuan": "", "sidik": "0" * 64, "berkas": "a.csv", "lembar": "",
    "sel": "A1",
}  # fmt: skip


def official(*figures: dict) -> pl.DataFrame:
    rows = [COMMON | figure for figure in figures]
    return pl.DataFrame([{"periode": str(row["tahun"])} | row for row in rows], schema=TYPES)


def figure(code: str, number: float, sex: str = "L+P", **more) -> dict:
    return {"indikator": code, "nilai": number, "jenis_kelamin": sex, **more}


def living(numbers: tuple, sex: str = "L+P", **more) -> list[dict]:
    codes = ("uhh", "hls", "rls", "pengeluaran_per_kapita")
    return [figure(code, n, sex, **more) for code, n in zip(codes, numbers, strict=True)]


IKG_2023 = [
    figure("mtf", 0.126), figure("mhpk20", 0.258, "P"), figure("keterlibatan_parlemen", 22.14),
    figure("pendidikan_sma", 37.60, "P", umur="25+"), figure("pendidikan_sma", 42.62, "L"),
    figure("tpak", 54.52, "P", periode_jenis="bulan", periode="2023-08"),
    figure("tpak", 84.26, "L", umur="15+"),
]  # fmt: skip


def found(table: pl.DataFrame, code: str) -> list[dict]:
    return table.filter(indeks=code).rows(named=True)


def test_ipm_of_two_years_and_regions_at_once():
    table = compute_indices(official(
        *living((71.85, 13.10, 8.69, 11_479), kode_wilayah="00", tahun=2022),
        *living((71.06, 12.85, 8.10, 10_660), kode_wilayah="00", tahun=2017),
        *living((71.20, 12.91, 8.17, 11_059), kode_wilayah="36"),
    ))  # fmt: skip
    assert [
        (row["kode_wilayah"], row["tahun"], round(row["nilai"], 2), row["kelas"])
        for row in found(table, "ipm")
    ] == [
        ("00", 2017, 70.81, "tinggi"),
        ("00", 2022, 72.91, "tinggi"),
        ("36", 2023, 71.39, "tinggi"),
    ]


def test_ikg_takes_the_august_of_the_year_and_figures_of_women_without_a_sex():
    (row,) = found(compute_indices(official(*IKG_2023)), "ikg")
    assert (round(row["nilai"], 3), row["alasan"]) == (0.447, None)


def test_a_figure_of_the_year_goes_before_its_month():
    later = figure("tpak", 60.0, "P")
    (row,) = found(compute_indices(official(*IKG_2023, later)), "ikg")
    assert round(row["nilai"], 3) != 0.447


def test_another_month_is_not_taken_for_the_year():
    rest = [row for row in IKG_2023 if row.get("periode") != "2023-08"]
    other = figure("tpak", 54.52, "P", periode_jenis="bulan", periode="2023-02")
    (row,) = found(compute_indices(official(*rest, other)), "ikg")
    assert row["alasan"] == (
        "komponen belum ada: Tingkat partisipasi angkatan kerja perempuan"
    )  # fmt: skip


@pytest.mark.parametrize(
    "other", [{"kode_wilayah": "36.74"}, {"tahun": 2022}, {"metode": "b"}, {"vintage": "2024-11"}]
)
def test_components_of_another_region_year_method_or_vintage_are_not_mixed(other):
    *most, last = living((71.85, 13.10, 8.69, 11_479))
    rows = found(compute_indices(official(*most, last | other)), "ipm")
    assert [row["nilai"] for row in rows] == [None, None]
    reasons = {row["alasan"] for row in rows}
    lacking = (
        "Pengeluaran per kapita disesuaikan",
        "Umur harapan hidup saat lahir, Harapan lama sekolah, Rata-rata lama sekolah",
    )
    assert reasons == {f"komponen belum ada: {names}" for names in lacking}


def test_ipg_stands_beside_the_ipm_of_both_sexes_with_its_method_and_vintage():
    keys = {"metode": "UHH hasil SP2020", "vintage": "2023-11"}
    table = compute_indices(official(
        figure("ipm", 75.98, "L", **keys), figure("ipm", 69.19, "P", **keys),
        figure("ipm", 70.00, "P", vintage="2022-11"),
    ))  # fmt: skip
    rows = {row["vintage"]: row for row in found(table, "ipg")}
    assert round(rows["2023-11"]["nilai"], 2) == 91.06
    assert rows["2023-11"]["metode"] == "UHH hasil SP2020"
    assert rows["2022-11"]["alasan"] == "komponen belum ada: Indeks Pembangunan Manusia laki-laki"


def test_the_old_series_is_not_computed_by_the_new_formula():
    rows = [figure("ipm", 75.0, sex, metode="metode lama") for sex in ("L", "P")]
    assert compute_indices(official(*rows)).is_empty()


def test_ipm_by_sex_has_its_own_goalposts():
    table = compute_indices(official(*living((73.46, 13.04, 8.07, 9_004), "P")))
    (row,) = found(table, "ipm")
    assert (row["jenis_kelamin"], round(row["nilai"], 2), row["kelas"]) == ("P", 69.19, "sedang")


@pytest.mark.parametrize(
    ("code", "wrong", "reason"),
    [
        ("mtf", 12.6, "di luar 0–1 proporsi"),
        ("mtf", 0.0, "batas bawah resmi"),
        ("mhpk20", float("nan"), "di luar 0–1 proporsi"),
    ],
)
def test_percent_zero_and_no_number_give_no_ikg_but_a_reason(code, wrong, reason):
    rows = [row | {"nilai": wrong} if row["indikator"] == code else row for row in IKG_2023]
    (row,) = found(compute_indices(official(*rows)), "ikg")
    assert row["nilai"] is None
    assert reason in row["alasan"]


def test_rupiah_are_not_taken_for_thousands_of_rupiah():
    (row,) = found(compute_indices(official(*living((71.85, 13.10, 8.69, 11_479_000)))), "ipm")
    assert row["alasan"] == (
        "Pengeluaran per kapita disesuaikan 11.479.000 di luar 1.000–50.000 ribu rupiah per "
        "orang per tahun"
    )  # fmt: skip


def test_idg_takes_population_and_income_laid_beside_the_official_figures():
    """Worked out in test_pemberdayaan: 32/50, 48/50 and 0,6."""
    table = compute_indices(official(
        figure("keterlibatan_parlemen", 20, "P"), figure("tenaga_profesional", 40, "P"),
        figure("pendapatan", 300 + 0.5 * 432.72, "P"),
        figure("pendapatan", 300 + 0.75 * 432.72, "L"),
        figure("bagian_penduduk", 0.5, "P"), figure("bagian_penduduk", 0.5, "L"),
    ))  # fmt: skip
    (row,) = found(table, "idg")
    assert row["nilai"] == pytest.approx(100 * (32 / 50 + 48 / 50 + 0.6) / 3)
    assert row["kelas"] == "tinggi"


def test_a_school_level_or_an_age_is_not_the_whole():
    rows = living((71.85, 13.10, 8.69, 11_479))
    (row,) = found(compute_indices(official(*rows[:-1], rows[-1] | {"umur": "0-4"})), "ipm")
    assert row["nilai"] is None
    rows = [row | {"jenjang": "SD"} for row in rows]
    assert compute_indices(official(*rows)).is_empty()


def test_no_figures_give_an_empty_table_of_the_same_columns():
    table = compute_indices(official())
    assert (table.height, table.columns) == (0, list(IndeksTerhitung.to_schema().columns))
