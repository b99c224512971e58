"""Turunan: quotients of values that were computed before, with the reason where there is none."""

from tabel import says


def test_parity_is_the_rate_of_girls_over_the_rate_of_boys_at_each_level():
    says("PDK-12", """
        ukuran    jenjang  umur   sumber             L    P
        murid     SD       7-12   elemen_sektoral   80   90
        penduduk  semua    7-12   elemen_sektoral  100  100
        murid     SM       16-18  elemen_sektoral   50   30
        penduduk  semua    16-18  elemen_sektoral  100   80
    """, """
        jenjang  jk   pembilang  penyebut  nilai  status
        SD       L+P          -         -  1.125   final
        SM       L+P          -         -  0.750   final
    """)  # fmt: skip


def test_without_boys_at_school_there_is_no_parity():
    says("PDK-12", """
        ukuran    jenjang  umur   sumber             L    P
        murid     SD       7-12   elemen_sektoral    0   90
        penduduk  semua    7-12   elemen_sektoral  100  100
    """, """
        jenjang | nilai | status         | alasan
        SD      | -     | tidak_tersedia | nilai L nol
    """)  # fmt: skip


def test_a_rate_that_is_missing_gives_its_own_reason():
    says("PDK-12", """
        ukuran    jenjang  umur   sumber             L    P
        murid     SD       7-12   elemen_sektoral   80    ?
        penduduk  semua    7-12   elemen_sektoral  100  100
    """, """
        jenjang | nilai | alasan
        SD      | -     | nilai P tidak tersedia: pembilang dikembalikan kepada OPD
    """)  # fmt: skip


def test_what_is_partial_below_the_quotient_is_partial_in_it():
    says("PDK-12", """
        ukuran    jenjang  umur   sumber           wilayah     L    P
        murid     SD       7-12   elemen_sektoral  36.73.01   80   90
        penduduk  semua    7-12   elemen_sektoral  36.73.01  100  100
    """, """
        wilayah | jenjang | nilai | status   | alasan
        36.73   | SD      | 1.125 | sebagian | baru 1 dari 6 wilayah di bawahnya melapor
    """)  # fmt: skip
