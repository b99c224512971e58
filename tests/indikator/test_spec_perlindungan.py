"""Perlindungan: victims, services, shelter and clients, computed by hand."""

from tabel import computed, says

VICTIMS = """
    ukuran            umur    wilayah    L   P
    korban_kekerasan  semua   36.73      5  40
    korban_kekerasan  0-17    36.73      5  12
    korban_kekerasan  18+     36.73      0  28
    korban_kekerasan  6-12    36.73      2   5
"""


def test_victims_are_counted_whole_and_by_the_ages_that_services_speak_of():
    says("PPA-01", VICTIMS, """
        umur   jk   nilai
        semua  L        5
        semua  P       40
        semua  L+P     45
        0-17   L        5
        0-17   P       12
        0-17   L+P     17
        18+    L        0
        18+    P       28
        18+    L+P     28
        6-12   L        2
        6-12   P        5
        6-12   L+P      7
    """)  # fmt: skip


def test_children_and_adults_together_are_all_victims():
    says("PPA-01", """
        ukuran            umur   L   P
        korban_kekerasan  0-17   5  12
        korban_kekerasan  18+    0  28
    """, """
        jk   nilai
        L        5
        P       40
        L+P     45
    """)  # fmt: skip


def test_grown_women_who_were_hurt_are_set_against_all_women_and_girls():
    says("PPA-02", """
        ukuran            umur      L      P
        korban_kekerasan  semua     5     40
        korban_kekerasan  18+       0     28
        penduduk          semua  9000  80000
    """, """
        jk  pembilang  penyebut  nilai
        P          28     80000     35
    """)  # fmt: skip


def test_children_who_were_hurt_are_set_against_children_of_the_same_sex():
    says("PPA-03", """
        ukuran            umur       L      P
        korban_kekerasan  semua      9     90
        korban_kekerasan  0-17       5     12
        anak_0_17         semua  10000   8000
    """, """
        jk   pembilang  penyebut  nilai
        L            5     10000   5.00
        P           12      8000  15.00
        L+P         17     18000   9.44
    """)  # fmt: skip


def test_women_with_two_services_are_a_part_of_the_women_served():
    says("PPA-04", """
        ukuran                       L   P
        korban_layanan_komprehensif  9  30
        korban_dilayani              9  40
    """, """
        jk  pembilang  penyebut  nilai
        P          30        40     75
    """)  # fmt: skip


def test_children_with_two_services_are_a_part_of_the_children_served():
    says("PPA-05", """
        ukuran                       umur   L   P
        korban_layanan_komprehensif  semua  9  30
        korban_layanan_komprehensif  0-17   3   8
        korban_dilayani              semua  9  40
        korban_dilayani              0-17   4  10
    """, """
        jk   pembilang  penyebut  nilai
        L            3         4   75.0
        P            8        10   80.0
        L+P         11        14   78.6
    """)  # fmt: skip


def test_days_in_the_shelter_are_set_against_its_places():
    says("PPA-06", """
        ukuran                L    P  TB
        hari_rumah_aman      60  240   .
        kapasitas_rumah_aman  .    .  12
    """, """
        jk   pembilang  penyebut  nilai
        L           60        12      5
        P          240        12     20
        L+P        300        12     25
    """)  # fmt: skip


def test_of_the_clients_only_those_of_the_three_channels_are_counted():
    says("PPA-07", """
        ukuran             rincian                                   L   P
        klien_layanan_ppa  kanal=koling_pepa|layanan=konseling       1  10
        klien_layanan_ppa  kanal=koling_pepa|layanan=kesehatan       2  20
        klien_layanan_ppa  kanal=silayang|layanan=konseling          3  30
        klien_layanan_ppa  kanal=ru_ko_saling_sapa|layanan=konseling 4  40
        klien_layanan_ppa  kanal=polisi|layanan=konseling            9  90
    """, """
        jk   nilai
        L       10
        P      100
        L+P    110
    """)  # fmt: skip


def test_a_written_number_of_a_channel_is_not_added_to_its_services():
    says("PPA-07", """
        ukuran             rincian                              L   P
        klien_layanan_ppa  kanal=koling_pepa                    5  50
        klien_layanan_ppa  kanal=koling_pepa|layanan=konseling  1  10
        klien_layanan_ppa  kanal=koling_pepa|layanan=kesehatan  4  40
    """, """
        jk   nilai
        L        5
        P       50
        L+P     55
    """)  # fmt: skip


def test_clients_of_other_channels_say_nothing_of_the_three():
    found = computed("PPA-07", """
        ukuran             rincian       L   P
        klien_layanan_ppa  kanal=polisi  5  50
    """)  # fmt: skip
    assert found.is_empty()
