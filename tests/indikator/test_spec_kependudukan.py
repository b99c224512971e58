"""Kependudukan: what KPD-01 to KPD-07 mean, counts in and figures out, computed by hand."""

from tabel import computed, says


def test_population_counts_each_sex_and_both():
    says("KPD-01", """
        ukuran      L    P
        penduduk  510  500
    """, """
        jk   pembilang  penyebut  nilai  status
        L          510         -    510   final
        P          500         -    500   final
        L+P       1010         -   1010   final
    """)  # fmt: skip


def test_population_of_all_ages_is_the_sum_of_bands_that_tile_them():
    says("KPD-01", """
        ukuran    umur   L   P
        penduduk  0-4   10  11
        penduduk  5+    20  22
    """, """
        umur   jk   nilai
        semua  L       30
        semua  P       33
        semua  L+P     63
    """)  # fmt: skip


def test_population_is_broken_down_by_five_year_bands():
    says("KPD-01", FIVE_YEAR_BANDS, """
        umur   jk   nilai
        0-4    L      100
        0-4    P      120
        0-4    L+P    220
        75+    L       10
        75+    P       30
        75+    L+P     40
        semua  L     1510
        semua  P     1550
        semua  L+P   3060
    """)  # fmt: skip


def test_a_written_total_of_all_ages_is_not_added_to_its_bands():
    whole = "penduduk semua 1510 1550"
    says("KPD-01", f"{FIVE_YEAR_BANDS}\n{whole}", """
        umur   jk   nilai
        semua  L     1510
        semua  P     1550
        semua  L+P   3060
    """)  # fmt: skip


def test_a_written_total_of_both_sexes_is_not_added_to_its_parts():
    says("KPD-01", """
        ukuran      L    P   L+P
        penduduk  510  500  1010
    """, """
        jk   nilai
        L      510
        P      500
        L+P   1010
    """)  # fmt: skip


def test_bands_that_leave_a_gap_give_no_figure_of_all_ages():
    found = computed("KPD-01", """
        ukuran    umur    L   P
        penduduk  0-4    10  11
        penduduk  10+    12  13
    """)  # fmt: skip
    assert set(found["umur"]) == {"0-4"}


def test_the_sex_ratio_is_men_for_each_hundred_women():
    says("KPD-02", """
        ukuran      L    P
        penduduk  510  500
    """, """
        jk   pembilang  penyebut  nilai
        L+P        510       500    102
    """)  # fmt: skip


def test_the_sex_ratio_is_taken_at_each_age():
    says("KPD-02", FIVE_YEAR_BANDS, """
        umur  jk   pembilang  penyebut   nilai
        0-4   L+P        100       120   83.33
        75+   L+P         10        30   33.33
    """)  # fmt: skip


def test_the_sex_ratio_without_women_has_no_value():
    says("KPD-02", """
        ukuran     L  P
        penduduk   7  0
    """, """
        jk   | pembilang | penyebut | nilai | status         | alasan
        L+P  | 7         | 0        | -     | tidak_tersedia | penyebut nol
    """)  # fmt: skip


def test_the_dependency_ratio_sets_young_and_old_against_those_of_working_age():
    says("KPD-03", """
        ukuran    umur     L    P
        penduduk  0-14   250  240
        penduduk  15-64  700  800
        penduduk  65+    100  160
    """, """
        jk   pembilang  penyebut  nilai
        L          350       700     50
        P          400       800     50
        L+P        750      1500     50
    """)  # fmt: skip


def test_the_dependency_ratio_adds_up_five_year_bands():
    says("KPD-03", FIVE_YEAR_BANDS, """
        jk   pembilang  penyebut   nilai
        L          510      1000   51.00
        P          550      1000   55.00
        L+P       1060      2000   53.00
    """)  # fmt: skip


def test_the_dependency_ratio_needs_both_of_its_age_ranges():
    says("KPD-03", """
        ukuran    umur     L    P
        penduduk  0-14   250  240
        penduduk  15-64  700  800
    """, """
        jk   | pembilang | penyebut | nilai | alasan
        L    | -         | 700      | -     | pembilang tidak dilaporkan
        P    | -         | 800      | -     | pembilang tidak dilaporkan
        L+P  | -         | 1500     | -     | pembilang tidak dilaporkan
    """)  # fmt: skip


def test_household_heads_are_shares_of_all_heads():
    says("KPD-04", """
        ukuran             L    P
        kepala_keluarga  300  100
    """, """
        jk   pembilang  penyebut  nilai
        L          300       400     75
        P          100       400     25
        L+P        400       400    100
    """)  # fmt: skip


def test_birth_certificates_cover_children_of_the_same_sex():
    says("KPD-05", """
        ukuran         L    P
        anak_berakta  90   60
        anak_0_17    100   80
    """, """
        jk   pembilang  penyebut  nilai
        L           90       100  90.00
        P           60        80  75.00
        L+P        150       180  83.33
    """)  # fmt: skip


def test_identity_card_recordings_cover_those_who_must_have_a_card():
    says("KPD-06", """
        ukuran       L    P
        rekam_ktp  180  196
        wajib_ktp  200  200
    """, """
        jk   pembilang  penyebut  nilai
        L          180       200     90
        P          196       200     98
        L+P        376       400     94
    """)  # fmt: skip


def test_child_identity_cards_cover_children_to_sixteen():
    says("KPD-07", """
        ukuran        L   P
        pemilik_kia  30  45
        anak_0_16    60  60
    """, """
        jk   pembilang  penyebut  nilai
        L           30        60   50.0
        P           45        60   75.0
        L+P         75       120   62.5
    """)  # fmt: skip


FIVE_YEAR_BANDS = """
    ukuran    umur     L    P
    penduduk  0-4    100  120
    penduduk  5-9    150  150
    penduduk  10-14  150  150
    penduduk  15-19  100  100
    penduduk  20-24  100  100
    penduduk  25-29  100  100
    penduduk  30-34  100  100
    penduduk  35-39  100  100
    penduduk  40-44  100  100
    penduduk  45-49  100  100
    penduduk  50-54  100  100
    penduduk  55-59  100  100
    penduduk  60-64  100  100
    penduduk  65-69   50   50
    penduduk  70-74   50   50
    penduduk  75+     10   30
"""
