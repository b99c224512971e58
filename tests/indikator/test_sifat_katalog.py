"""Properties of the whole catalogue on the sample: what may not change a figure, and what must."""

import polars as pl
import pytest
from harmonis_contoh import harmonised
from polars.testing import assert_frame_equal
from tabel import says

from pipelines.compute_indicators import compute
from pipelines.load_catalogue import has_sources, indicators
from pipelines.load_reference import regions
from schemas.indikator import Indicator

KEY = ["kode_indikator", "kode_wilayah", "tahun", "umur", "jenjang", "jenis_kelamin", "metode",
       "vintage"]  # fmt: skip
OTHER = {"L": "P", "P": "L"}


@pytest.fixture(scope="module")
def computed() -> pl.DataFrame:
    counts, figures = harmonised()
    return compute(counts, indicators().values(), figures)


def both_ways(item: Indicator) -> bool:
    """Whether nothing in its definition speaks of one sex alone."""
    return "L" in item.jenis_kelamin and "P" in item.jenis_kelamin


def test_the_order_of_rows_changes_nothing(computed):
    counts, figures = (frame.sample(fraction=1, shuffle=True, seed=7) for frame in harmonised())
    again = compute(counts, indicators().values(), figures)
    assert_frame_equal(again, computed, check_exact=True)


def test_swapping_the_sexes_swaps_their_rows(computed):
    turned = pl.col("jenis_kelamin").replace(OTHER)
    counts, figures = (frame.with_columns(turned) for frame in harmonised())
    listed = [code for code, item in indicators().items() if both_ways(item)]
    known = pl.col("kode_indikator").is_in(listed)
    back = compute(counts, indicators().values(), figures).filter(known).with_columns(turned)
    assert len(computed.filter(known)["kode_indikator"].unique()) > 30
    assert_frame_equal(back.sort(KEY), computed.filter(known).sort(KEY), check_exact=True)


def test_a_unit_with_nobody_changes_nothing(computed):
    counts, figures = harmonised()
    nobody = counts.filter(pl.col("jumlah").is_not_null()).with_columns(
        satuan_unit=pl.lit("unit tanpa orang"), jumlah=pl.lit(0, pl.Int64)
    )
    agencies = ["LBG-01", "ARG-03"]  # a unit without anything is one agency more that has nothing
    again = compute(pl.concat([counts, nobody]), indicators().values(), figures)
    assert_frame_equal(
        again.filter(~pl.col("kode_indikator").is_in(agencies)),
        computed.filter(~pl.col("kode_indikator").is_in(agencies)),
        check_exact=True,
    )
    assert_frame_equal(
        again.filter(pl.col("kode_indikator").is_in(agencies)).select(KEY, "pembilang"),
        computed.filter(pl.col("kode_indikator").is_in(agencies)).select(KEY, "pembilang"),
    )


def test_doubling_every_count_leaves_every_rate_and_narrows_its_interval(computed):
    counts, figures = harmonised()
    twice = counts.with_columns(pl.col("jumlah") * 2)
    again = compute(twice, indicators().values(), figures)
    rates = [code for code, item in indicators().items()
             if item.penyebut and not item.pembilang.tiap_unit]  # fmt: skip
    pairs = computed.join(again, on=KEY, suffix="_2").filter(
        pl.col("kode_indikator").is_in(rates), pl.col("nilai").is_not_null()
    )
    assert pairs.height > 1000
    assert (pairs["nilai"] - pairs["nilai_2"]).abs().max() < 1e-9
    width, narrower = (pairs[f"interval_atas{end}"] - pairs[f"interval_bawah{end}"]
                       for end in ("", "_2"))  # fmt: skip
    assert (narrower.drop_nulls() < width.drop_nulls()).all()


def test_a_region_made_of_its_children_is_the_rate_of_their_sums(computed):
    parents = regions().select(kode_wilayah="kode", induk="induk")
    made = computed.filter(pl.col("cakupan") == 1, pl.col("status_obs") == "final")
    slots = [name for name in KEY if name != "kode_wilayah"]
    children = computed.join(parents, on="kode_wilayah").group_by("induk", *slots).agg(
        pl.col("pembilang", "penyebut").sum(), speaking=pl.col("sumber_pembilang").n_unique()
    )  # fmt: skip
    pairs = made.join(children, left_on=["kode_wilayah", *slots], right_on=["induk", *slots])
    pairs = pairs.filter(speaking=1)  # where each child names its own best sumber they may differ
    assert pairs.height > 300
    assert (pairs["pembilang"] == pairs["pembilang_right"]).all()
    scaled = pairs["penyebut"].is_not_null()
    assert (pairs.filter(scaled)["penyebut"] == pairs.filter(scaled)["penyebut_right"]).all()


def test_the_value_lies_inside_its_interval(computed):
    known = computed.filter(pl.col("interval_bawah").is_not_null())
    assert known.height > 1000
    assert (known["interval_bawah"] <= known["nilai"] + 1e-9).all()
    assert (known["nilai"] <= known["interval_atas"] + 1e-9).all()
    assert known["interval_bawah"].min() >= 0


def test_the_interval_is_between_the_roots_of_the_score_equation():
    """Worked out apart, as the roots p of (x/n − p)² = z²·p·(1 − p)/n."""
    says("KPD-05", """
        ukuran         L   P
        anak_berakta  10   0
        anak_0_17     50  20
    """, """
        jk   interval_bawah  interval_atas
        L             11.24          33.04
        P              0.00          16.11
        L+P            7.95          24.34
    """)  # fmt: skip


def test_what_no_sumber_can_bring_has_no_row(computed):
    waiting = {code for code, item in indicators().items() if not has_sources(item)}
    assert not waiting & set(computed["kode_indikator"])
