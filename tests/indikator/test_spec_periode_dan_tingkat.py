"""Parts of a year, and the nation above the provinces: how one becomes the other."""

import pytest
from tabel import computed, rows, says

from pipelines.compute_indicators import compute
from pipelines.load_catalogue import indicators

SEEKERS = """
    ukuran                     periode   L    P
    pencari_kerja_terdaftar    2025-T1  10   10
    pencari_kerja_terdaftar    2025-T2  20   20
    pencari_kerja_terdaftar    2025-T3  30   30
    pencari_kerja_terdaftar    2025-T4  40   50
    pencari_kerja_ditempatkan  2025-T1   1    1
    pencari_kerja_ditempatkan  2025-T2   2    2
    pencari_kerja_ditempatkan  2025-T3   3    3
    pencari_kerja_ditempatkan  2025-T4   4   10
"""


def over_time(kind: str | None, given: str) -> list[tuple]:
    """Numerator, denominator and value of TKJ-06 for L and P when it is of this kind."""
    item = indicators()["TKJ-06"].model_copy(update={"sifat_periode": kind})
    table = compute(rows(given), [item]).filter(kode_wilayah="36.73").sort("jenis_kelamin")
    return table.filter(table["jenis_kelamin"] != "L+P").select(
        "pembilang", "penyebut", "nilai").rows()  # fmt: skip


@pytest.mark.parametrize("kind", [None, "akumulatif"])
def test_a_flow_is_the_sum_of_all_its_quarters(kind):
    assert over_time(kind, SEEKERS) == [(10, 100, 10.0), (16, 110, pytest.approx(1600 / 110))]


@pytest.mark.parametrize("kind", ["repetitif", "progres_positif", "progres_negatif"])
def test_a_running_figure_is_that_of_its_last_quarter(kind):
    assert over_time(kind, SEEKERS) == [(4, 40, 10.0), (10, 50, 20.0)]


def test_a_flow_without_one_of_its_quarters_has_no_year_but_a_running_figure_has():
    three = SEEKERS.replace("2025-T2", "2024-T2")
    assert over_time(None, three) == []
    found = over_time("progres_positif", three)
    assert (4, 40, 10.0) in found


def test_a_number_of_the_whole_year_goes_before_its_quarters():
    whole = """
    pencari_kerja_terdaftar    2025     200  300
    pencari_kerja_ditempatkan  2025      50   60
    """
    expected = [(50, 200, 25.0), (60, 300, 20.0)]
    assert over_time(None, SEEKERS.rstrip() + whole) == expected
    assert over_time("progres_positif", SEEKERS.rstrip() + whole) == expected


def test_a_stock_is_its_last_count_whatever_the_kind():
    says("KPD-01", """
        ukuran    periode  L   P
        penduduk  2025-S1  1   2
        penduduk  2025-S2  3   4
    """, """
        jk   nilai
        L        3
        P        4
        L+P      7
    """)  # fmt: skip


def test_two_provinces_begin_a_nation_and_it_knows_how_many_are_missing():
    says("KPD-01", """
        ukuran    wilayah   L   P
        penduduk  36       10  20
        penduduk  31        1   2
    """, """
        wilayah | tingkat  | jk  | nilai | status   | alasan
        00      | nasional | L   | 11    | sebagian | baru 2 dari 38 wilayah di bawahnya melapor
        00      | nasional | P   | 22    | sebagian | baru 2 dari 38 wilayah di bawahnya melapor
        00      | nasional | L+P | 33    | sebagian | baru 2 dari 38 wilayah di bawahnya melapor
    """)  # fmt: skip


def test_one_province_is_not_the_nation():
    found = computed("KPD-01", """
        ukuran    wilayah   L   P
        penduduk  36       10  20
    """)  # fmt: skip
    assert set(found["tingkat"]) == {"provinsi"}


def test_a_nation_that_reported_itself_is_not_made_from_its_provinces():
    says("KPD-01", """
        ukuran    wilayah    L    P
        penduduk  00       777  888
        penduduk  36        10   20
        penduduk  31         1    2
    """, """
        wilayah  jk   nilai  status
        00       L      777  final
        00       P      888  final
        00       L+P   1665  final
    """)  # fmt: skip
