"""Angka resmi: figures are taken over as published, every vintage kept, one of them in force."""

import pytest
from tabel import computed, says

BY_SEX = {
    "EKO-05": "pengeluaran_per_kapita", "EKO-07": "penduduk_miskin", "KES-01": "uhh",
    "PDK-09": "rls", "PDK-10": "hls", "TKJ-01": "tpak", "TKJ-02": "tpt",
    "TKJ-03": "pekerja_informal", "TKJ-04": "neet",
}  # fmt: skip
WITHOUT_SEX = {"IDX-01": "ipg", "IDX-02": "idg", "IDX-03": "ikg"}
OF_WOMEN = {"EKO-06": "sumbangan_pendapatan", "KPD-08": "perkawinan_anak"}


@pytest.mark.parametrize(("code", "figure"), BY_SEX.items(), ids=BY_SEX)
def test_a_figure_of_each_sex_is_taken_over_without_sides(code, figure):
    says(code, f"""
        angka     L     P  L+P
        {figure}  83.1  49.2  .
    """, """
        jk  | pembilang | penyebut | nilai | status | sumber_pembilang | berlaku
        L   | -         | -        | 83.1  | final  | indeks_resmi     | True
        P   | -         | -        | 49.2  | final  | indeks_resmi     | True
    """)  # fmt: skip


@pytest.mark.parametrize(("code", "figure"), WITHOUT_SEX.items(), ids=WITHOUT_SEX)
def test_an_index_has_one_row(code, figure):
    says(code, f"""
        angka      L  P   L+P
        {figure}  11  12  0.5
    """, """
        jk   nilai
        L+P    0.5
    """)  # fmt: skip


@pytest.mark.parametrize(("code", "figure"), OF_WOMEN.items(), ids=OF_WOMEN)
def test_a_figure_of_women_published_without_a_sex_is_of_women(code, figure):
    says(code, f"""
        angka      L+P
        {figure}  12.5
    """, """
        jk  nilai
        P    12.5
    """)  # fmt: skip


def test_schooling_has_a_row_for_each_age_and_none_for_all():
    says("PDK-05", """
        angka  umur      L     P
        aps    7-12   99.1  99.3
        aps    16-18  70.5  74.5
    """, """
        umur   jk  nilai
        7-12   L    99.1
        7-12   P    99.3
        16-18  L    70.5
        16-18  P    74.5
    """)  # fmt: skip


def test_what_its_publisher_means_by_all_ages_stands_as_all_ages():
    says("PDK-11", """
        angka  umur      L     P
        amh    15+    98.5  96.5
        amh    15-24  99.9  99.8
    """, """
        umur   jk  nilai
        semua  L    98.5
        semua  P    96.5
        15-24  L    99.9
        15-24  P    99.8
    """)  # fmt: skip


def test_all_vintages_are_kept_and_the_newest_is_in_force():
    says("IDX-01", """
        angka  metode  vintage    L+P
        ipg    -       2022-11  91.63
        ipg    -       2023-11  91.85
    """, """
        vintage  nilai  berlaku
        2022-11  91.63  False
        2023-11  91.85  True
    """)  # fmt: skip


def test_the_method_that_the_catalogue_names_first_is_in_force():
    says("KLA-01", """
        angka  metode        L+P
        kla    mandiri       783
        kla    akhir         705
        kla    administrasi  740
    """, """
        metode        nilai  berlaku
        mandiri         783  False
        akhir           705  True
        administrasi    740  False
    """)  # fmt: skip


def test_a_figure_is_never_added_up_nor_averaged_into_the_region_above():
    found = computed("TKJ-01", """
        angka  wilayah     L     P
        tpak   36.73    83.1  49.2
        tpak   36.04    80.0  40.0
    """)  # fmt: skip
    assert set(found["kode_wilayah"]) == {"36.73", "36.04"}


def test_the_nation_and_a_province_stand_beside_the_city():
    says("TKJ-02", """
        angka  wilayah  L+P
        tpt    00       4.9
        tpt    36       7.5
        tpt    36.73    7.4
    """, """
        wilayah  tingkat   nilai
        00       nasional    4.9
        36       provinsi    7.5
        36.73    kab_kota    7.4
    """)  # fmt: skip


def test_a_half_year_speaks_only_where_no_later_one_does():
    says("TKJ-02", """
        angka  wilayah  periode  L+P
        tpt    36       2025-02  7.9
        tpt    36       2025-08  7.5
        tpt    36.73    2025-08  7.4
    """, """
        wilayah  nilai
        36         7.5
        36.73      7.4
    """)  # fmt: skip
