"""Indeks resmi: tables of BPS as its pages give them, and the same figures typed by an agency."""

import polars as pl
import pytest
from tabel import admission, write_book

from pipelines.admit_setoran import admit
from pipelines.harmonise_official import harmonise_official
from pipelines.read_setoran import Delivery, Setoran
from schemas.resmi import ANGKA_RESMI
from schemas.sources import SOURCES

LONG = ["Wilayah", "Angka resmi", "Tahun", "Jenis kelamin", "Satuan", "Vintage", "Nilai"]
RLS = [
    ["Provinsi/Kabupaten/Kota/Indonesia", "", ""],
    ["", "Rata-rata Lama Sekolah (RLS) menurut Jenis Kelamin (Tahun)", ""],
    ["", "Laki-laki", "Perempuan"],
    ["", "2025", "2025"],
]


def table_of(found) -> pl.DataFrame:
    return harmonise_official(found.admitted.drop("_id"), found.source)


def figures_of(found, *by: str) -> dict[tuple, float]:
    by = by or ("indikator", "kode_wilayah", "jenis_kelamin")
    rows = table_of(found)
    return dict(zip(rows.select(by).rows(), rows["nilai"], strict=True))


def official(tmp_path, rows, **more):
    return admission(write_book(tmp_path / "a.xlsx", rows), "indeks_resmi", year="", **more)


def rules_of(found) -> list[tuple[str, str]]:
    return [(finding.aturan, finding.sel) for finding in found.findings]


# --- tables of BPS


def test_kab_kota_lie_in_the_province_above_and_a_bare_name_is_the_kabupaten(tmp_path):
    rows = [["JAWA BARAT", "9.2", "8.6"], ["Bogor", "8.9", "8.2"], ["Kota Bogor", "11.1", "10.8"],
            ["GORONTALO", "8.1", "8.5"], ["Gorontalo", "7.4", "7.9"],
            ["Kota Gorontalo", "10.7", "10.9"], ["INDONESIA", "9.35", "8.79"]]  # fmt: skip
    found = official(tmp_path, [*RLS, *rows])
    assert figures_of(found) == {
        ("rls", "32", "L"): 9.2, ("rls", "32", "P"): 8.6,
        ("rls", "32.01", "L"): 8.9, ("rls", "32.01", "P"): 8.2,
        ("rls", "32.71", "L"): 11.1, ("rls", "32.71", "P"): 10.8,
        ("rls", "75", "L"): 8.1, ("rls", "75", "P"): 8.5,
        ("rls", "75.01", "L"): 7.4, ("rls", "75.01", "P"): 7.9,
        ("rls", "75.71", "L"): 10.7, ("rls", "75.71", "P"): 10.9,
        ("rls", "00", "L"): 9.35, ("rls", "00", "P"): 8.79,
    }  # fmt: skip
    assert set(table_of(found).select("kode_wilayah", "tingkat").rows()) >= {
        ("00", "nasional"), ("32", "provinsi"), ("32.71", "kab_kota"),
    }  # fmt: skip
    assert found.findings == []


def test_below_a_province_that_is_not_known_nothing_is_looked_up_in_the_one_before(tmp_path):
    rows = [["JAWA BARAT", "9.2", "8.6"], ["TANAH ANTAH", "8", "8"], ["Bogor", "8.9", "8.2"]]
    found = official(tmp_path, [*RLS, *rows])
    assert {key[1] for key in figures_of(found)} == {"32"}
    assert rules_of(found) == [("R4", "A6"), ("R4", "A7")]


def test_a_dash_of_bps_is_no_zero(tmp_path):
    found = official(tmp_path, [*RLS, ["PAPUA", "10.4", "9.91"], ["Jayapura", "-", "-"]])
    assert {key[1] for key in figures_of(found)} == {"91"}
    assert found.findings == []


def test_months_over_which_a_year_stands(tmp_path):
    rows = [["38 Provinsi", "", ""], ["", "Persentase Angkatan Kerja (TPAK) (Persen)", ""],
            ["", 2025, ""], ["", "Februari", "Agustus"], ["ACEH", "65.63", "65.32"]]  # fmt: skip
    assert figures_of(official(tmp_path, rows), "indikator", "periode", "satuan") == {
        ("tpak", "2025-02", "%"): 65.63,
        ("tpak", "2025-08", "%"): 65.32,
    }


def test_levels_of_school_over_the_year(tmp_path):
    title = "Angka Partisipasi Kasar (APK) Menurut Provinsi dan Jenjang Pendidikan"
    rows = [["38 Provinsi", "", "", ""], ["", title, "", ""],
            ["", "SD/sederajat", "SMP/sederajat", "SM/sederajat"], ["", 2025, 2025, 2025],
            ["ACEH", "108.27", "96.12", "98.46"]]  # fmt: skip
    assert figures_of(official(tmp_path, rows), "indikator", "kode_wilayah", "jenjang") == {
        ("apk", "11", "SD"): 108.27,
        ("apk", "11", "SMP"): 96.12,
        ("apk", "11", "SM"): 98.46,
    }


def test_the_level_that_only_the_title_states(tmp_path):
    rows = [["38 Provinsi", ""], ["", "Angka Partisipasi Kasar (APK) Perguruan Tinggi (PT)"],
            [0, 2025], ["ACEH", "42.81"]]  # fmt: skip
    assert figures_of(official(tmp_path, rows), "indikator", "jenjang") == {("apk", "PT"): 42.81}


def test_a_table_of_one_province_opens_with_the_province_itself(tmp_path):
    rows = [["Kabupaten Kota", ""], ["", "Tingkat Pengangguran Terbuka (TPT) (Persen)"],
            ["", 2025], ["Sumatera Utara", "5.32"], ["Nias", "2.08"],
            ["Medan", "7.99"]]  # fmt: skip
    assert figures_of(official(tmp_path, rows), "kode_wilayah") == {
        ("12",): 5.32, ("12.04",): 2.08, ("12.71",): 7.99,
    }  # fmt: skip


def test_a_table_whose_title_names_no_figure_is_not_taken_for_one(tmp_path):
    rows = [["38 Provinsi", ""], ["", "Jumlah Curah Hujan"], ["", 2025], ["ACEH", "2.5"]]
    assert [f.aturan for f in official(tmp_path, rows).findings] == ["B12"]


def test_years_side_by_side_as_text(tmp_path):
    rows = [["Wilayah", "IKG 2022", "IKG 2023"], ["Jawa Timur", "0.440", "0.423"],
            ["Kabupaten Blitar", "0.355", "0.260"], ["Kota Blitar", "0.194", "0.188"]]  # fmt: skip
    found = official(tmp_path, rows, locale="en")
    assert figures_of(found, "kode_wilayah", "periode") == {
        ("35", "2022"): 0.44, ("35", "2023"): 0.423,
        ("35.05", "2022"): 0.355, ("35.05", "2023"): 0.26,
        ("35.72", "2022"): 0.194, ("35.72", "2023"): 0.188,
    }  # fmt: skip
    wrong = official(tmp_path, rows, locale="id")
    assert (wrong.admitted.height, {f.aturan for f in wrong.findings}) == (0, {"R6S"})


# --- typed by an agency


def test_one_line_per_figure_with_its_method_and_vintage(tmp_path):
    rows = [["Kota Serang", "IPM", 2022, "L+P", "indeks", "2022-11", "72,91"],
            ["Kota Serang", "Indeks Pembangunan Manusia", 2022, "L+P", "indeks", "2023-11",
             "73,77"]]  # fmt: skip
    found = official(tmp_path, [LONG, *rows])
    assert figures_of(found, "indikator", "kode_wilayah", "vintage") == {
        ("ipm", "36.73", "2022-11"): 72.91,
        ("ipm", "36.73", "2023-11"): 73.77,
    }
    assert found.findings == []


def test_two_figures_of_one_vintage_contradict_each_other(tmp_path):
    rows = [["Kota Serang", "IPM", 2022, "L+P", "", "2022-11", number] for number in (72, 73)]
    found = official(tmp_path, [LONG, *rows])
    assert found.admitted.is_empty()
    assert rules_of(found) == [("R12", "G2"), ("R12", "G3")]


@pytest.mark.parametrize(
    ("code", "unit", "number", "rule"),
    [
        ("IKG", "persen", 0.126, "R6"),
        ("IKG", "", 12.6, "R6S"),
        ("TPAK", "", 0.6563, "R6S"),
        ("TPAK", "%", 65.63, None),
        ("RLS", "tahun", 9.2, None),
        ("RLS", "persen", 9.2, "R6"),
        ("APK", "persen", 110.5, None),
        ("APM", "persen", 110.5, "R6S"),
    ],
)
def test_a_proportion_is_not_a_percent(tmp_path, code, unit, number, rule):
    found = official(tmp_path, [LONG, ["Kota Serang", code, 2025, "L+P", unit, "", number]])
    assert [finding.aturan for finding in found.findings] == ([rule] if rule else [])
    assert found.admitted.height == (0 if rule else 1)


def test_what_is_no_official_figure_goes_back(tmp_path):
    rows = [["Kota Serang", "Indeks Kebahagiaan", 2025, "L+P", "", "", 71]]
    assert rules_of(official(tmp_path, [LONG, *rows])) == [("R17", "B2")]


def test_the_cover_letter_states_the_method_of_a_whole_file(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [[*LONG[:3], "Nilai"], ["Kota Serang", "IPG", 2025, 91]])
    source = SOURCES["indeks_resmi"]
    sent = Delivery(Setoran(path, path.name), source, {"metode": "lama"}, "36.73")
    assert figures_of(admit(source, [sent]), "metode") == {("lama",): 91.0}


def test_every_figure_has_a_unit_and_room_between_its_limits():
    for code, figure in ANGKA_RESMI.items():
        assert figure.satuan, code
        assert figure.terkecil < figure.terbesar, code
