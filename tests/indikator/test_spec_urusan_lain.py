"""Schooling, work, economy, politics, civil service, budget: counts in and figures out."""

import pytest
from tabel import computed, says

from pipelines.load_catalogue import indicators

SHARES = {
    "ASN-01": "asn", "ASN-02": "asn_jpt_pratama", "ASN-03": "asn_administrator_pengawas",
    "DIS-02": "penerima_bansos", "EKO-01": "pemilik_umkm", "EKO-03": "pengurus_koperasi",
    "KPD-04": "kepala_keluarga", "PDK-13": "guru", "POL-01": "anggota_dprd",
    "POL-02": "calon_dprd", "POL-03": "lurah", "POL-04": "anggota_bpd",
    "POL-05": "peserta_musrenbang", "TKJ-07": "peserta_pelatihan",
}  # fmt: skip
RATES = {
    "DIS-01": ("disabilitas_dilayani", "penyandang_disabilitas"),
    "KES-07": ("balita_stunting", "balita_diukur"), "KES-08": ("balita_wasting", "balita_diukur"),
    "KES-09": ("bayi_asi_eksklusif", "bayi_dinilai_asi"),
    "KPD-05": ("anak_berakta", "anak_0_17"), "KPD-06": ("rekam_ktp", "wajib_ktp"),
    "KPD-07": ("pemilik_kia", "anak_0_16"), "PDK-07": ("putus_sekolah", "murid_awal_tahun"),
    "TKJ-06": ("pencari_kerja_ditempatkan", "pencari_kerja_terdaftar"),
}  # fmt: skip


@pytest.mark.parametrize(("code", "measure"), SHARES.items(), ids=SHARES)
def test_a_share_sets_each_sex_against_both(code, measure):
    says(code, f"""
        ukuran      L   P
        {measure}  36   9
    """, """
        jk   pembilang  penyebut  nilai  status
        L           36        45     80   final
        P            9        45     20   final
        L+P         45        45    100   final
    """)  # fmt: skip


@pytest.mark.parametrize(("code", "measures"), RATES.items(), ids=RATES)
def test_a_rate_sets_each_sex_against_itself_and_both_against_both(code, measures):
    part, whole = measures
    says(code, f"""
        ukuran      L    P
        {part}     10   60
        {whole}   100  200
    """, """
        jk   pembilang  penyebut  nilai  status
        L           10       100  10.00   final
        P           60       200  30.00   final
        L+P         70       300  23.33   final
    """)  # fmt: skip


@pytest.mark.parametrize("code", sorted({*SHARES, *RATES}))
def test_shares_and_rates_are_percentages_of_a_whole_that_contains_them(code):
    item = indicators()[code]
    assert (item.satuan, item.pengali, item.proporsi) == ("%", 100, True)


def test_gross_enrolment_in_early_education_sets_all_pupils_against_ages_three_to_six():
    says("PDK-01", """
        ukuran    jenjang  umur   sumber             L    P
        murid     PAUD     semua  peserta_didik    120   90
        murid     SD       semua  peserta_didik    999  999
        penduduk  semua    3-6    elemen_sektoral  100  100
    """, """
        jk   pembilang  penyebut  nilai  sumber_pembilang  sumber_penyebut
        L          120       100    120  peserta_didik     elemen_sektoral
        P           90       100     90  peserta_didik     elemen_sektoral
        L+P        210       200    105  peserta_didik     elemen_sektoral
    """)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "level", "ages"),
    [("PDK-02", "SD", "7-12"), ("PDK-03", "SMP", "13-15"), ("PDK-04", "SM", "16-18")],
)
def test_net_enrolment_sets_pupils_of_the_right_age_against_that_age(code, level, ages):
    says(code, f"""
        ukuran    jenjang  umur    sumber             L    P
        murid     {level}  {ages}  elemen_sektoral   95   57
        murid     {level}  semua   elemen_sektoral  999  999
        murid     PAUD     {ages}  elemen_sektoral  999  999
        penduduk  semua    {ages}  elemen_sektoral  100   60
    """, """
        jk   pembilang  penyebut  nilai
        L           95       100     95
        P           57        60     95
        L+P        152       160     95
    """)  # fmt: skip


def test_net_enrolment_above_a_hundred_is_kept_for_pupils_come_from_elsewhere():
    says("PDK-02", """
        ukuran    jenjang  umur  sumber             L    P
        murid     SD       7-12  elemen_sektoral  130  110
        penduduk  semua    7-12  elemen_sektoral  100  100
    """, """
        jk   nilai  status
        L      130   final
        P      110   final
        L+P    120   final
    """)  # fmt: skip


def test_dropping_out_is_shown_for_each_level_and_for_all():
    says("PDK-07", """
        ukuran            jenjang    L    P
        putus_sekolah     SD         4    2
        putus_sekolah     SMP        6    6
        murid_awal_tahun  SD       400  400
        murid_awal_tahun  SMP      100  200
    """, """
        jenjang  jk   pembilang  penyebut  nilai
        SD       L            4       400   1.00
        SD       P            2       400   0.50
        SD       L+P          6       800   0.75
        SMP      L            6       100   6.00
        SMP      P            6       200   3.00
        SMP      L+P         12       300   4.00
        semua    L           10       500   2.00
        semua    P            8       600   1.33
        semua    L+P         18      1100   1.64
    """)  # fmt: skip


def test_a_written_total_of_all_levels_is_not_added_to_its_levels():
    says("PDK-07", """
        ukuran            jenjang    L    P
        putus_sekolah     SD         4    2
        putus_sekolah     SMP        6    6
        putus_sekolah     semua     10    8
        murid_awal_tahun  SD       400  400
        murid_awal_tahun  SMP      100  200
        murid_awal_tahun  semua    500  600
    """, """
        jk   pembilang  penyebut
        L           10       500
        P            8       600
        L+P         18      1100
    """)  # fmt: skip


def test_a_written_total_of_all_levels_goes_before_the_sum_of_its_levels():
    says("PDK-07", """
        ukuran            jenjang    L    P
        putus_sekolah     SD         4    2
        putus_sekolah     semua     11    9
        murid_awal_tahun  SD       400  400
        murid_awal_tahun  semua    550  900
    """, """
        jenjang  jk   pembilang  penyebut  nilai
        SD       L            4       400   1.00
        SD       P            2       400   0.50
        SD       L+P          6       800   0.75
        semua    L           11       550   2.00
        semua    P            9       900   1.00
        semua    L+P         20      1450   1.38
    """)  # fmt: skip


def test_teachers_are_counted_over_schools_and_shown_for_each_level():
    says("PDK-13", """
        ukuran  jenjang  unit        wilayah   L   P
        guru    SD       20600001    36.73.01  1   9
        guru    SD       20600002    36.73.01  3   7
        guru    SM       20600003    36.73.01  5   5
    """, """
        wilayah   jenjang  jk   pembilang  penyebut  nilai
        36.73.01  SD       L            4        20  20.00
        36.73.01  SD       P           16        20  80.00
        36.73.01  SD       L+P         20        20  100.00
        36.73.01  SM       L            5        10  50.00
        36.73.01  SM       P            5        10  50.00
        36.73.01  SM       L+P         10        10  100.00
        36.73.01  semua    L            9        30  30.00
        36.73.01  semua    P           21        30  70.00
        36.73.01  semua    L+P         30        30  100.00
    """)  # fmt: skip


def test_the_gender_responsive_budget_is_one_figure_without_a_sex():
    says("ARG-01", """
        ukuran                     TB
        anggaran_responsif_gender  142000000000
        belanja_operasi_modal      1420000000000
    """, """
        jk  pembilang     penyebut       nilai  status
        TB  142000000000  1420000000000     10   final
    """)  # fmt: skip


def test_an_indicator_appears_at_no_level_but_its_own():
    of_the_city = computed("POL-01", """
        ukuran        wilayah       L  P
        anggota_dprd  36.73        36  9
        anggota_dprd  36.73.01.1001 1  1
    """)  # fmt: skip
    assert set(of_the_city["tingkat"]) == {"provinsi", "kab_kota"}
