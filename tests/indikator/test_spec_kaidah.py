"""Adding up: rates of sums, one sumber per figure, bands that tile, sums that know their gaps."""

import pytest
from pydantic import ValidationError
from tabel import computed, says

from pipelines.load_catalogue import indicators

KELURAHAN_OF_CURUG = [f"36.73.04.10{number:02}" for number in range(1, 11)]


def in_curug(measure: str, men: str, women: str, codes: list[str] = KELURAHAN_OF_CURUG) -> str:
    return "\n".join(f"{measure} {code} {men} {women}" for code in codes)


# --- sums


def test_a_parent_is_the_rate_of_the_sums_and_not_the_mean_of_the_rates():
    says("KPD-05", """
        ukuran        wilayah         L    P
        anak_berakta  36.73.04.1001  10   50
        anak_0_17     36.73.04.1001  10  100
        anak_berakta  36.73.04.1002   0   90
        anak_0_17     36.73.04.1002  90  100
    """, """
        wilayah   jk   pembilang  penyebut  nilai
        36.73.04  L           10       100     10
        36.73.04  P          140       200     70
        36.73.04  L+P        150       300     50
    """)  # fmt: skip


def test_both_sexes_are_the_rate_of_the_sums_and_not_the_mean_of_the_rates():
    says("KPD-05", """
        ukuran         L    P
        anak_berakta   9   90
        anak_0_17     10  300
    """, """
        jk   nilai
        L    90.00
        P    30.00
        L+P  31.94
    """)  # fmt: skip


def test_a_parent_whose_children_all_reported_is_final():
    given = "ukuran wilayah L P\n" + in_curug("penduduk", "10", "20")
    says("KPD-01", given, """
        wilayah   jk   nilai  status  alasan
        36.73.04  L      100   final  -
        36.73.04  P      200   final  -
        36.73.04  L+P    300   final  -
    """)  # fmt: skip


def test_a_parent_of_which_some_children_reported_is_partial_and_says_how_many():
    given = "ukuran wilayah L P\n" + in_curug("penduduk", "10", "20", KELURAHAN_OF_CURUG[:4])
    says("KPD-01", given, """
        wilayah  | jk  | nilai | status   | alasan
        36.73.04 | L   | 40    | sebagian | baru 4 dari 10 wilayah di bawahnya melapor
        36.73.04 | P   | 80    | sebagian | baru 4 dari 10 wilayah di bawahnya melapor
        36.73.04 | L+P | 120   | sebagian | baru 4 dari 10 wilayah di bawahnya melapor
    """)  # fmt: skip


def test_what_is_partial_below_is_partial_above():
    given = "ukuran wilayah L P\n" + in_curug("penduduk", "10", "20", KELURAHAN_OF_CURUG[:4])
    found = computed("KPD-01", given)
    statuses = dict(found.select("tingkat", "status_obs").unique().rows())
    assert statuses == {
        "desa": "final", "kecamatan": "sebagian", "kab_kota": "sebagian", "provinsi": "sebagian",
    }  # fmt: skip


def test_a_parent_that_reported_itself_is_not_made_from_its_children():
    says("KPD-01", """
        ukuran    wilayah          L    P
        penduduk  36.73.04       777  888
        penduduk  36.73.04.1001    1    2
    """, """
        wilayah        jk   nilai  status
        36.73.04       L      777   final
        36.73.04       P      888   final
        36.73.04       L+P   1665   final
        36.73.04.1001  L        1   final
        36.73.04.1001  P        2   final
        36.73.04.1001  L+P      3   final
    """)  # fmt: skip


def test_years_are_never_added_up():
    found = computed("KPD-01", """
        ukuran    tahun   L   P
        penduduk  2024   10  20
        penduduk  2025   30  40
    """)  # fmt: skip
    city = found.filter(kode_wilayah="36.73", jenis_kelamin="L+P")
    assert city.select("tahun", "nilai").rows() == [(2024, 30), (2025, 70)]


# --- which sumber


def test_the_element_list_answers_where_the_first_sumber_is_silent():
    says("KPD-01", """
        ukuran    sumber            L    P
        penduduk  elemen_sektoral  31   37
    """, """
        jk   nilai  sumber_pembilang
        L       31  elemen_sektoral
        P       37  elemen_sektoral
        L+P     68  elemen_sektoral
    """)  # fmt: skip


def test_the_first_sumber_answers_alone_where_both_speak():
    says("KPD-01", """
        ukuran    sumber            L    P
        penduduk  penduduk         30   40
        penduduk  elemen_sektoral  31   37
    """, """
        jk   nilai  sumber_pembilang
        L       30  penduduk
        P       40  penduduk
        L+P     70  penduduk
    """)  # fmt: skip


def test_two_sumber_never_share_one_figure():
    says("KPD-01", """
        ukuran    sumber            L    P
        penduduk  penduduk         30    .
        penduduk  elemen_sektoral  31   37
    """, """
        jk   nilai  sumber_pembilang
        L       30  penduduk
    """)  # fmt: skip


# --- bands


@pytest.mark.parametrize("band", ["0-13", "0-15", "1-14", "0-4"])
def test_a_range_is_answered_only_by_bands_that_tile_it(band):
    found = computed("KPD-03", f"""
        ukuran    umur     L    P
        penduduk  {band}   1    1
        penduduk  65+      1    1
        penduduk  15-64   10   10
    """)  # fmt: skip
    assert found.filter(kode_wilayah="36.73")["nilai"].to_list() == [None, None, None]


def test_overlapping_bands_of_two_schemes_are_not_mixed():
    says("KPD-03", """
        ukuran    umur     L    P
        penduduk  0-4      1    1
        penduduk  5-9      1    1
        penduduk  10-14    1    1
        penduduk  0-14     3    3
        penduduk  15-64   10   10
        penduduk  65+      2    2
    """, """
        jk   pembilang  penyebut  nilai
        L            5        10     50
        P            5        10     50
        L+P         10        20     50
    """)  # fmt: skip


# --- the catalogue


def test_a_fixed_sex_in_the_numerator_leaves_only_one_row():
    ratio = indicators()["KPD-02"].model_dump()
    with pytest.raises(ValidationError, match="satu baris keluaran"):
        type(indicators()["KPD-02"]).model_validate({**ratio, "jenis_kelamin": ("L", "P", "L+P")})
