"""Kesehatan: deaths for live births, deliveries, growth and immunisation, computed by hand."""

import pytest
from tabel import says


def test_maternal_deaths_are_set_against_live_births_of_both_sexes():
    says("KES-02", """
        ukuran        TB     L     P
        kematian_ibu   3     .     .
        lahir_hidup    .  1600  1400
    """, """
        jk  pembilang  penyebut  nilai  interval_bawah
        P           3      3000    100               -
    """)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "deaths"),
    [("KES-03", "kematian_bayi"), ("KES-04", "kematian_neonatal"), ("KES-05", "kematian_balita")],
)
def test_child_deaths_are_set_against_a_thousand_live_births_of_the_same_sex(code, deaths):
    says(code, f"""
        ukuran          L     P
        {deaths}        8     3
        lahir_hidup  1600  1500
    """, """
        jk   pembilang  penyebut  nilai
        L            8      1600   5.00
        P            3      1500   2.00
        L+P         11      3100   3.55
    """)  # fmt: skip


def test_deliveries_in_a_facility_are_a_part_of_all_deliveries_and_of_women_only():
    says("KES-06", """
        ukuran                   TB
        ibu_bersalin_di_faskes  190
        ibu_bersalin            200
    """, """
        jk  pembilang  penyebut  nilai
        P         190       200     95
    """)  # fmt: skip


def test_short_children_of_both_degrees_are_added_up_where_only_the_degrees_are_written():
    says("KES-07", """
        ukuran           rincian         L    P
        balita_stunting  derajat=sedang  6    5
        balita_stunting  derajat=berat   2    1
        balita_diukur    semua          80  100
    """, """
        jk   pembilang  penyebut  nilai
        L            8        80   10.0
        P            6       100    6.0
        L+P         14       180    7.8
    """)  # fmt: skip


def test_a_month_stands_for_the_year_by_the_last_one_that_was_weighed():
    says("KES-08", """
        ukuran          periode    L    P
        balita_wasting  2025-02   99   99
        balita_diukur   2025-02  100  100
        balita_wasting  2025-08    4    9
        balita_diukur   2025-08   80   90
    """, """
        jk   pembilang  penyebut  nilai
        L            4        80    5.0
        P            9        90   10.0
        L+P         13       170    7.6
    """)  # fmt: skip


def test_immunised_babies_may_outnumber_those_that_were_expected():
    says("KES-10", """
        ukuran                     L    P
        imunisasi_dasar_lengkap  110   90
        bayi_sasaran_imunisasi   100  100
    """, """
        jk   pembilang  penyebut  nilai  status  interval_atas
        L          110       100    110  final               -
        P           90       100     90  final               -
        L+P        200       200    100  final               -
    """)  # fmt: skip
