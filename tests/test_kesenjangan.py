"""The gap between L and P as definitions: each measure in figures worked out by hand."""

from math import sqrt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tabel import computed

from pipelines.load_catalogue import indicators
from pipelines.measure_gaps import kind_of, measure_gaps
from pipelines.measure_trends import measure_trends

RATE, SHARE, COUNT = "KPD-05", "ASN-02", "KPD-01"  # akta kelahiran, pejabat tinggi, penduduk
Z = 1.959963984540054


def gaps(code: str, text: str) -> pl.DataFrame:
    return measure_gaps(computed(code, text), [indicators()[code]])


def gap(code: str, text: str, **only) -> dict:
    where = {"kode_wilayah": "36.73", "umur": "semua", "jenjang": "semua"} | only
    (row,) = gaps(code, text).filter(**where).rows(named=True)
    return row


def children(men: tuple[int, int], women: tuple[int, int]) -> str:
    """Those with a certificate, of all children, by sex."""
    return (
        f"ukuran | L | P\nanak_berakta | {men[0]} | {women[0]}\nanak_0_17 | {men[1]} | {women[1]}\n"
    )


def districts(*places: tuple[tuple[int, int], tuple[int, int]]) -> str:
    lines = ["ukuran | wilayah | L | P"]
    for number, (men, women) in enumerate(places, start=1):
        lines.append(f"anak_berakta | 36.73.0{number} | {men[0]} | {women[0]}")
        lines.append(f"anak_0_17 | 36.73.0{number} | {men[1]} | {women[1]}")
    return "\n".join(lines)


def score_interval(part: int, whole: int) -> tuple[float, float]:
    """The roots of (p - x)² = z²·x·(1 - x)/n, solved as a quadratic equation."""
    share = part / whole
    a, b, c = 1 + Z**2 / whole, -(2 * share + Z**2 / whole), share**2
    root = sqrt(max(b * b - 4 * a * c, 0))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


# --- one rate


def test_a_rate_of_which_women_have_less():
    """90 of 100 boys and 60 of 80 girls: 90 and 75 percent."""
    row = gap(RATE, children((90, 100), (60, 80)))
    assert row["jenis_ukuran"] == "tingkat"
    assert row["selisih_poin"] == pytest.approx(-15)
    assert row["rasio_p_l"] == row["gpi_disesuaikan"] == pytest.approx(75 / 90)
    assert row["paritas"] == "p_lebih_rendah"
    assert (row["porsi_p"], row["rasio_jenis_kelamin"]) == (40, 150)
    assert (row["status_obs"], row["alasan"]) == ("final", None)


def test_a_rate_of_which_women_have_more_counts_back_from_two():
    row = gap(RATE, children((60, 80), (90, 100)))
    assert row["selisih_poin"] == pytest.approx(15)
    assert row["rasio_p_l"] == pytest.approx(1.2)
    assert row["gpi_disesuaikan"] == pytest.approx(2 - 75 / 90)
    assert row["paritas"] == "p_lebih_tinggi"


@pytest.mark.parametrize(
    ("women", "place"),
    [(969, "p_lebih_rendah"), (970, "setara"), (1000, "setara"), (1030, "setara"),
     (1031, "p_lebih_tinggi")],
)  # fmt: skip
def test_both_ends_of_the_band_are_parity(women, place):
    assert gap(RATE, children((1000, 2000), (women, 2000)))["paritas"] == place


def test_the_intervals_of_both_rates_and_of_their_gap():
    row = gap(RATE, children((90, 100), (60, 80)))
    (low_l, high_l), (low_p, high_p) = score_interval(90, 100), score_interval(60, 80)
    shown = (row["nilai_l_bawah"], row["nilai_l_atas"], row["nilai_p_bawah"], row["nilai_p_atas"])
    assert shown == pytest.approx([100 * bound for bound in (low_l, high_l, low_p, high_p)])
    down = sqrt((0.75 - low_p) ** 2 + (high_l - 0.9) ** 2)
    up = sqrt((high_p - 0.75) ** 2 + (0.9 - low_l) ** 2)
    assert row["selisih_bawah"] == pytest.approx(-15 - 100 * down)
    assert row["selisih_atas"] == pytest.approx(-15 + 100 * up)
    assert row["pasti"] is True


def test_a_gap_among_few_is_not_sure():
    row = gap(RATE, children((9, 10), (6, 8)))
    assert row["selisih_poin"] == pytest.approx(-15)
    assert row["pasti"] is False
    assert row["selisih_bawah"] < 0 < row["selisih_atas"]


# --- what is not defined


def test_no_man_at_all_leaves_no_ratio():
    row = gap(RATE, children((0, 100), (60, 80)))
    assert row["selisih_poin"] == pytest.approx(75)
    assert (row["rasio_p_l"], row["gpi_disesuaikan"], row["paritas"]) == (None, None, None)
    assert row["alasan"] == "nilai L nol, rasio tidak terdefinisi"
    assert (row["porsi_p"], row["rasio_jenis_kelamin"]) == (100, 0)


def test_no_woman_at_all_leaves_no_sex_ratio():
    row = gap(RATE, children((50, 100), (0, 80)))
    assert (row["rasio_p_l"], row["porsi_p"], row["rasio_jenis_kelamin"]) == (0, 0, None)
    assert row["alasan"] == "pembilang P nol, rasio jenis kelamin tidak terdefinisi"


def test_nobody_at_all_has_a_gap_of_zero_and_no_share():
    row = gap(RATE, children((0, 100), (0, 80)))
    assert (row["selisih_poin"], row["porsi_p"], row["rasio_p_l"]) == (0, None, None)
    assert row["alasan"] == (
        "nilai L nol, rasio tidak terdefinisi; pembilang L dan P nol, porsi tidak terdefinisi"
    )


def test_a_missing_side_leaves_nothing_but_the_other_value():
    row = gap(RATE, children((50, 100), (0, 0)))
    assert (row["nilai_l"], row["nilai_p"], row["status_obs"]) == (50, None, "tidak_tersedia")
    for name in ("selisih_poin", "rasio_p_l", "porsi_p", "nilai_l_bawah", "selisih_bawah", "pasti"):
        assert row[name] is None, name
    assert row["alasan"] == "nilai L atau P tidak tersedia"


def test_what_is_suppressed_stays_so():
    rows = computed(RATE, children((90, 100), (60, 80))).with_columns(
        *(pl.when(pl.col("jenis_kelamin") != "P").then(name).alias(name)
          for name in ("nilai", "pembilang", "penyebut")),
        status_obs=pl.when(jenis_kelamin="P").then(pl.lit("disamarkan")).otherwise("status_obs"),
    )  # fmt: skip
    row = measure_gaps(rows, [indicators()[RATE]]).row(0, named=True)
    assert (row["status_obs"], row["alasan"]) == ("disamarkan", "nilai L atau P disamarkan")
    assert row["selisih_poin"] is row["porsi_p"] is row["selisih_bawah"] is None


# --- compositions and counts


def test_a_composition_is_no_rate():
    """8 men and 2 women: their shares are 80 and 20, which is no parity index."""
    row = gap(SHARE, "ukuran L P\nasn_jpt_pratama 8 2")
    assert row["jenis_ukuran"] == "komposisi"
    assert (row["selisih_poin"], row["rasio_p_l"]) == (-60, 0.25)
    assert (row["gpi_disesuaikan"], row["paritas"]) == (None, None)
    assert (row["porsi_p"], row["rasio_jenis_kelamin"]) == (20, 400)


def test_the_two_shares_of_a_composition_are_one_sample():
    row = gap(SHARE, "ukuran L P\nasn_jpt_pratama 8 2")
    low, high = score_interval(2, 10)
    assert row["nilai_p_bawah"] == pytest.approx(100 * low)
    assert row["selisih_bawah"] == pytest.approx(100 * (2 * low - 1))
    assert row["selisih_atas"] == pytest.approx(100 * (2 * high - 1))
    assert row["pasti"] is False


def test_a_count_has_no_interval_and_no_parity():
    row = gap(COUNT, "ukuran L P\npenduduk 110 100")
    assert (row["jenis_ukuran"], row["selisih_poin"]) == ("jumlah", -10)
    assert (row["paritas"], row["nilai_p_bawah"], row["pasti"]) == (None, None, None)
    assert (row["porsi_p"], row["rasio_jenis_kelamin"]) == pytest.approx((100 / 2.1, 110))


@pytest.mark.parametrize(
    ("code", "kind"),
    [("KPD-01", "jumlah"), ("KPD-03", "tingkat"), ("PDK-13", "komposisi"), ("TKJ-06", "tingkat"),
     ("KPD-04", "komposisi")],
)  # fmt: skip
def test_what_kind_of_measure_an_indicator_is_follows_from_its_definition(code, kind):
    assert kind_of(indicators()[code]) == kind


def test_an_indicator_without_both_sexes_has_no_gap():
    assert gaps("KPD-02", "ukuran L P\npenduduk 110 100").is_empty()


# --- contributions


def test_contributions_by_hand():
    """Boys 10/20 and 70/80, girls 30/40 and 30/60: 80 and 60 percent, both 70.

    First (30 - 28)/100 - (10 - 14)/100, then (30 - 42)/100 - (70 - 56)/100.
    """
    table = gaps(RATE, districts(((10, 20), (30, 40)), ((70, 80), (30, 60))))
    rows = {row["kode_wilayah"]: row for row in table.rows(named=True)}
    assert rows["36.73"]["selisih_poin"] == pytest.approx(-20)
    assert rows["36.73.01"]["sumbangan_poin"] == pytest.approx(6)
    assert rows["36.73.02"]["sumbangan_poin"] == pytest.approx(-26)


def test_of_counts_the_contribution_is_the_difference_itself():
    text = "ukuran wilayah L P\npenduduk 36.73.01 10 4\npenduduk 36.73.02 5 9"
    assert gap(COUNT, text, kode_wilayah="36.73.01")["sumbangan_poin"] == -6
    assert gap(COUNT, text, kode_wilayah="36.73.02")["sumbangan_poin"] == 4


def test_the_region_on_top_contributes_to_nothing():
    row = gap(RATE, districts(((10, 20), (30, 40))), kode_wilayah="36")
    assert row["sumbangan_poin"] is None
    assert row["alasan_sumbangan"] == "selisih wilayah induknya tidak ada"


def test_regions_that_are_not_their_parent_do_not_share_its_gap():
    """The kota has one girl more than its kecamatan add up to, with a certificate or in all."""
    text = districts(((10, 20), (30, 40)), ((70, 80), (30, 60)))
    table = computed(RATE, text)
    more = pl.when(kode_wilayah="36.73", jenis_kelamin="P").then(1).otherwise(0)
    for name, reason in (("pembilang", "pembilang"), ("penyebut", "penyebut")):
        rows = measure_gaps(
            table.with_columns((pl.col(name) + more).cast(pl.Int64)), [indicators()[RATE]]
        ).filter(tingkat="kecamatan")
        assert rows["sumbangan_poin"].to_list() == [None, None]
        assert set(rows["alasan_sumbangan"]) == {
            f"{reason} wilayah di bawah induk bukan jumlah induknya"
        }


def test_a_region_whose_counts_are_hidden_hides_those_beside_it():
    """What the others contribute would tell what was hidden."""
    table = computed(RATE, districts(((10, 20), (30, 40)), ((70, 80), (30, 60))))
    hidden = pl.col("kode_wilayah") == "36.73.01"
    names = ("nilai", "pembilang", "penyebut")
    masked = table.with_columns(pl.when(~hidden).then(name).alias(name) for name in names)
    rows = measure_gaps(masked, [indicators()[RATE]]).filter(tingkat="kecamatan")
    assert rows["sumbangan_poin"].to_list() == [None, None]


# --- the trend


def series(*pairs: tuple[int, int, int]) -> pl.DataFrame:
    """The trend of boys and girls per 100 children in each year."""
    lines = ["ukuran | tahun | L | P"]
    for year, men, women in pairs:
        lines += [f"anak_berakta | {year} | {men} | {women}", f"anak_0_17 | {year} | 100 | 100"]
    return measure_trends(gaps(RATE, "\n".join(lines))).filter(kode_wilayah="36.73").sort("tahun")


def test_a_gap_is_compared_with_the_last_year_there_is():
    """-10, -6, nothing, 4: the slope through (0, -10), (1, -6), (3, 4) is 22 / (14/3)."""
    table = series((2021, 50, 40), (2022, 50, 44), (2024, 50, 54))
    assert table["tahun_pembanding"].to_list() == [None, 2021, 2022]
    assert table["perubahan_poin"].to_list()[1:] == pytest.approx([4, 10])
    assert table["keadaan"].to_list() == [None, "menyempit", "menyempit"]
    assert table["berbalik"].to_list() == [None, False, True]
    assert table["ganti_sumber"].to_list() == [None, False, False]
    assert table["kemiringan_per_tahun"].to_list()[1:] == pytest.approx([4, 22 * 3 / 14])
    assert table["banyak_tahun"].to_list() == [1, 2, 3]
    assert table["alasan"].to_list() == ["belum ada tahun lengkap sebelumnya", None, None]


@pytest.mark.parametrize(
    ("before", "now", "state"),
    [(44, 40, "melebar"), (40, 44, "menyempit"), (60, 56, "menyempit"), (56, 60, "melebar"),
     (40, 40, "tetap"), (40, 60, "tetap"), (40, 70, "melebar"), (50, 50, "tetap")],
)  # fmt: skip
def test_narrower_is_nearer_to_zero_on_either_side(before, now, state):
    assert series((2023, 50, before), (2024, 50, now))["keadaan"].to_list() == [None, state]


def test_a_partial_or_missing_year_is_neither_compared_nor_compared_with():
    given = gaps(RATE, "ukuran tahun L P\n" + "\n".join(
        f"anak_berakta {year} {men} {women}\nanak_0_17 {year} 100 100"
        for year, men, women in ((2022, 50, 40), (2023, 50, 44), (2024, 50, 46), (2025, 50, 48))
    )).filter(kode_wilayah="36.73")  # fmt: skip
    partial, missing = pl.col("tahun") == 2023, pl.col("tahun") == 2024
    table = measure_trends(given.with_columns(
        status_obs=pl.when(partial).then(pl.lit("sebagian")).otherwise("status_obs"),
        selisih_poin=pl.when(~missing).then("selisih_poin"),
    )).sort("tahun")  # fmt: skip
    assert table["alasan"].to_list() == [
        "belum ada tahun lengkap sebelumnya",
        "selisih tahun ini belum mencakup seluruh wilayah",
        "selisih tahun ini tidak tersedia",
        None,
    ]
    assert table["perubahan_poin"].to_list() == [None, None, None, pytest.approx(8)]
    assert table["tahun_pembanding"].to_list()[-1] == 2022
    assert table["banyak_tahun"].to_list() == [1, 0, 0, 2]


def test_another_sumber_than_the_year_before_is_said():
    text = """
        ukuran       | tahun | sumber          | L   | P
        anak_berakta | 2024  | elemen_sektoral | 50  | 40
        anak_0_17    | 2024  | elemen_sektoral | 100 | 100
        anak_berakta | 2025  | akta_dan_kia    | 50  | 41
        anak_0_17    | 2025  | akta_dan_kia    | 100 | 100
    """
    table = measure_trends(gaps(RATE, text)).filter(kode_wilayah="36.73").sort("tahun")
    assert table["ganti_sumber"].to_list() == [None, True]


# --- properties

sides = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n)))


@given(sides, sides)
def test_the_sexes_exchanged_turn_the_gap_round_and_invert_the_ratio(men, women):
    here, there = (gap(RATE, children(*pair)) for pair in ((men, women), (women, men)))
    assert there["selisih_poin"] == pytest.approx(-here["selisih_poin"], abs=1e-9)
    assert there["rasio_p_l"] == pytest.approx(1 / here["rasio_p_l"])
    assert there["gpi_disesuaikan"] == pytest.approx(2 - here["gpi_disesuaikan"], abs=1e-9)
    assert there["porsi_p"] == pytest.approx(100 - here["porsi_p"])
    assert there["selisih_atas"] == pytest.approx(-here["selisih_bawah"], abs=1e-9)
    assert there["pasti"] is here["pasti"]


@given(sides, st.integers(1, 5))
def test_equal_rates_have_no_gap_whatever_the_numbers(men, times):
    row = gap(RATE, children(men, (men[0] * times, men[1] * times)))
    assert row["selisih_poin"] == pytest.approx(0, abs=1e-9)
    assert row["gpi_disesuaikan"] == pytest.approx(1)
    assert (row["paritas"], row["pasti"]) == ("setara", False)


@given(st.lists(st.tuples(sides, sides), min_size=1, max_size=6))
def test_contributions_sum_to_the_gap_of_the_parent(places):
    table = gaps(RATE, districts(*places))
    whole = table.filter(kode_wilayah="36.73")["selisih_poin"].item()
    parts = table.filter(tingkat="kecamatan")["sumbangan_poin"]
    assert parts.null_count() == 0
    assert parts.sum() == pytest.approx(whole, abs=1e-9)


@given(st.lists(st.tuples(sides, sides), min_size=1, max_size=3), st.integers(1, 4))
def test_a_region_where_both_sexes_are_like_the_whole_contributes_nothing(places, times):
    """A region with as many boys as girls of the same rate as all others together."""
    part = sum(men[0] + women[0] for men, women in places) * times
    whole = sum(men[1] + women[1] for men, women in places) * times
    table = gaps(RATE, districts(*places, ((part, whole), (part, whole))))
    last = table.filter(kode_wilayah=f"36.73.0{len(places) + 1}")["sumbangan_poin"].item()
    assert last == pytest.approx(0, abs=1e-9)
