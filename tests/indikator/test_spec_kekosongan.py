"""Gaps: what has no value says why, and nothing that is missing is ever taken for a zero."""

from tabel import says

# --- what cannot be divided


def test_a_zero_denominator_gives_no_value_and_says_so():
    says("KPD-05", """
        ukuran        L    P
        anak_berakta  0   60
        anak_0_17     0  100
    """, """
        jk   | pembilang | penyebut | nilai | status         | alasan
        L    | 0         | 0        | -     | tidak_tersedia | penyebut nol
        P    | 60        | 100      | 60    | final          | -
        L+P  | 60        | 100      | 60    | final          | -
    """)  # fmt: skip


def test_a_missing_denominator_is_not_a_zero():
    says("KPD-05", """
        ukuran         L   P
        anak_berakta  10  20
    """, """
        jk   | pembilang | penyebut | nilai | status         | alasan
        L    | 10        | -        | -     | tidak_tersedia | penyebut tidak dilaporkan
        P    | 20        | -        | -     | tidak_tersedia | penyebut tidak dilaporkan
        L+P  | 30        | -        | -     | tidak_tersedia | penyebut tidak dilaporkan
    """)  # fmt: skip


def test_a_missing_numerator_is_not_a_zero():
    says("KPD-05", """
        ukuran      L    P
        anak_0_17  10  100
    """, """
        jk   | pembilang | penyebut | nilai | status         | alasan
        L    | -         | 10       | -     | tidak_tersedia | pembilang tidak dilaporkan
        P    | -         | 100      | -     | tidak_tersedia | pembilang tidak dilaporkan
        L+P  | -         | 110      | -     | tidak_tersedia | pembilang tidak dilaporkan
    """)  # fmt: skip


def test_a_zero_numerator_is_a_zero():
    says("KPD-05", """
        ukuran         L    P
        anak_berakta   0   50
        anak_0_17    100  100
    """, """
        jk   nilai  status
        L        0   final
        P       50   final
        L+P     25   final
    """)  # fmt: skip


def test_half_a_pair_never_becomes_a_total():
    says("KPD-04", """
        ukuran           L   P
        kepala_keluarga  .  90
    """, """
        jk   | pembilang | penyebut | nilai | alasan
        P    | 90        | -        | -     | penyebut tidak dilaporkan
    """)  # fmt: skip


def test_half_a_pair_in_the_numerator_leaves_the_total_without_a_value():
    says("KPD-05", """
        ukuran         L    P
        anak_berakta   .   50
        anak_0_17    100  100
    """, """
        jk   | pembilang | penyebut | nilai | alasan
        L    | -         | 100      | -     | pembilang tidak dilaporkan
        P    | 50        | 100      | 50    | -
        L+P  | -         | 200      | -     | pembilang tidak dilaporkan
    """)  # fmt: skip


def test_a_part_larger_than_its_whole_is_refused():
    says("KPD-05", """
        ukuran         L    P
        anak_berakta 101   50
        anak_0_17    100  100
    """, """
        jk   | pembilang | penyebut | nilai | alasan
        L    | 101       | 100      | -     | pembilang lebih besar daripada penyebut
        P    | 50        | 100      | 50.0  | -
        L+P  | 151       | 200      | 75.5  | -
    """)  # fmt: skip


def test_two_sides_that_cover_different_regions_are_not_divided():
    says("KPD-05", """
        ukuran        wilayah         L    P
        anak_berakta  36.73.04.1001  10   50
        anak_0_17     36.73.04.1002  90  100
    """, """
        wilayah  | jk  | nilai | alasan
        36.73.04 | L   | -     | bagian yang belum ada pada pembilang dan penyebut berbeda
        36.73.04 | P   | -     | bagian yang belum ada pada pembilang dan penyebut berbeda
        36.73.04 | L+P | -     | bagian yang belum ada pada pembilang dan penyebut berbeda
    """)  # fmt: skip


def test_two_sides_that_cover_the_same_part_are_divided_and_partial():
    says("KPD-05", """
        ukuran        wilayah         L    P
        anak_berakta  36.73.04.1001  10   50
        anak_0_17     36.73.04.1001  40  100
    """, """
        wilayah  | jk  | nilai | status   | alasan
        36.73.04 | L   | 25.00 | sebagian | baru 1 dari 10 wilayah di bawahnya melapor
        36.73.04 | P   | 50.00 | sebagian | baru 1 dari 10 wilayah di bawahnya melapor
        36.73.04 | L+P | 42.86 | sebagian | baru 1 dari 10 wilayah di bawahnya melapor
    """)  # fmt: skip


# --- what went back to its agency


def test_a_returned_cell_is_a_gap_with_its_reason():
    says("KPD-05", """
        ukuran         L    P
        anak_berakta   ?    ?
        anak_0_17    100  100
    """, """
        jk   | pembilang | penyebut | nilai | alasan
        L    | -         | 100      | -     | pembilang dikembalikan kepada OPD
        P    | -         | 100      | -     | pembilang dikembalikan kepada OPD
        L+P  | -         | 200      | -     | pembilang dikembalikan kepada OPD
    """)  # fmt: skip


def test_a_returned_child_makes_its_parent_partial_and_not_smaller_without_a_word():
    codes = (f"36.73.04.10{number:02}" for number in range(2, 11))
    reported = "\n".join(f"penduduk {code} 10 20" for code in codes)
    says("KPD-01", f"ukuran wilayah L P\n{reported}\npenduduk 36.73.04.1001 ? ?", """
        wilayah  | jk  | nilai | status   | alasan
        36.73.04 | L   | 90    | sebagian | ada data yang dikembalikan kepada OPD
        36.73.04 | P   | 180   | sebagian | ada data yang dikembalikan kepada OPD
        36.73.04 | L+P | 270   | sebagian | ada data yang dikembalikan kepada OPD
    """)  # fmt: skip


def test_a_returned_band_makes_all_ages_partial():
    says("KPD-01", """
        ukuran    umur    L   P
        penduduk  0-4    10  11
        penduduk  5+      ?   ?
    """, """
        umur  | jk  | nilai | alasan
        semua | L   | 10    | ada data yang dikembalikan kepada OPD
        semua | P   | 11    | ada data yang dikembalikan kepada OPD
        semua | L+P | 21    | ada data yang dikembalikan kepada OPD
    """)  # fmt: skip


def test_a_returned_school_makes_its_kecamatan_partial():
    says("PDK-13", """
        ukuran  jenjang  unit      wilayah   L  P
        guru    SD       20600001  36.73.01  1  9
        guru    SD       20600002  36.73.01  ?  ?
    """, """
        wilayah  | jk  | pembilang | penyebut | status   | alasan
        36.73.01 | L   | 1         | 10       | sebagian | ada data yang dikembalikan kepada OPD
        36.73.01 | P   | 9         | 10       | sebagian | ada data yang dikembalikan kepada OPD
        36.73.01 | L+P | 10        | 10       | sebagian | ada data yang dikembalikan kepada OPD
    """)  # fmt: skip


# --- persons whose sex nobody wrote down


def test_persons_of_unknown_sex_are_in_the_total_and_make_both_sexes_partial():
    says("EKO-01", """
        ukuran         L   P  TT
        pemilik_umkm  40  50  10
    """, """
        jk   | pembilang | penyebut | nilai | status   | alasan
        L    | 40        | 100      | 40    | sebagian | ada orang yang jenis kelaminnya tidak diketahui
        P    | 50        | 100      | 50    | sebagian | ada orang yang jenis kelaminnya tidak diketahui
        L+P  | 100       | 100      | 100   | final    | -
    """)  # fmt: skip  # noqa: E501


def test_they_do_so_in_the_regions_above_and_only_there():
    says("EKO-01", """
        ukuran        wilayah    L   P  TT
        pemilik_umkm  36.73.01  10  10   1
        pemilik_umkm  36.73.02  10  10   0
        pemilik_umkm  36.73.03  10  10   0
        pemilik_umkm  36.73.04  10  10   0
        pemilik_umkm  36.73.05  10  10   0
        pemilik_umkm  36.73.06  10  10   0
    """, """
        wilayah   jk   pembilang  penyebut  status
        36.73.01  P           10        21  sebagian
        36.73.01  L           10        21  sebagian
        36.73.01  L+P         21        21  final
        36.73.02  P           10        20  final
        36.73.02  L           10        20  final
        36.73.02  L+P         20        20  final
        36.73     P           60       121  sebagian
        36.73     L           60       121  sebagian
        36.73     L+P        121       121  final
    """)  # fmt: skip
