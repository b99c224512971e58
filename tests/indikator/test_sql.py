"""The SQL that is shown: it runs as it stands and gives the figures that are published."""

import duckdb
import pytest
from polars.testing import assert_frame_equal
from tabel import figures, rows

from pipelines.compute_indicators import BY_ITS_KEY, compute, inputs, sql
from pipelines.explain_indicator import in_words, script, status_of
from pipelines.load_catalogue import indicators

COUNTS = """
    ukuran                      jenjang umur   rincian           unit    wilayah         L    P   TB
    penduduk                    semua   semua  semua             -       36.73.01.1001 420  450    .
    penduduk                    semua   0-14   semua             -       36.73.01.1001 100  110    .
    penduduk                    semua   15-64  semua             -       36.73.01.1001 300  310    .
    penduduk                    semua   65+    semua             -       36.73.01.1001  20   30    .
    anak_berakta                semua   semua  semua             -       36.73.01        9    8    .
    anak_0_17                   semua   semua  semua             -       36.73.01       10   10    .
    klien_layanan_ppa           semua   semua  kanal=silayang    -       36.73           3   30    .
    dokumen_gap                 semua   semua  semua             DinasA  36.73           .    .    2
    dokumen_gbs                 semua   semua  semua             DinasA  36.73           .    .    1
    sub_kegiatan                semua   semua  semua             DinasA  36.73           .    .    9
    sub_kegiatan                semua   semua  semua             DinasB  36.73           .    .    9
"""
FIGURES = "angka vintage L P\ntpak 2024-11 80 40\ntpak 2025-11 83 49"
SHOWN = ["KPD-01", "KPD-03", "KPD-05", "PPA-07", "ARG-03", "TKJ-01", "PDK-12"]


@pytest.mark.parametrize("code", SHOWN)
def test_it_runs_as_shown_and_gives_the_same_table(code):
    item, counts, official = indicators()[code], rows(COUNTS), figures(FIGURES)
    with duckdb.connect() as db:
        for name, table in inputs(counts, [item], official).items():
            if name in ("masukan", "resmi", "wilayah"):
                db.register(name, table.to_arrow())
        db.execute(script(item))
        own = f"FROM indikator WHERE kode_indikator = '{code}' ORDER BY {BY_ITS_KEY}"
        shown = db.sql(own).pl()
    assert_frame_equal(shown, compute(counts, [item], official), check_exact=True)
    assert not shown.is_empty() or code == "PDK-12"


@pytest.mark.parametrize("item", indicators().values(), ids=indicators())
def test_it_begins_with_the_definition(item):
    first, second, *_ = script(item).splitlines()
    assert first == f"-- {item.kode} {item.nama} ({item.satuan})"
    assert second == f"-- = {item.rumus}"


@pytest.mark.parametrize("item", indicators().values(), ids=indicators())
def test_every_indicator_can_be_said_in_words(item):
    told = dict(in_words(item))
    assert all(told.values())
    assert status_of(item) in ("dihitung", "turunan", "resmi", "menunggu sumber")
    assert ("Pembilang" in told) == (item.pembilang is not None)
    assert "None" not in " ".join(told.values())


def test_the_step_another_engine_may_run_is_plain_sql():
    text = sql("cells").lower()
    for word in ("::", " hash(", "bit_xor", "qualify", "by name", "group by all", "lambda", "list_",
                 "struct", "unnest", "$"):  # fmt: skip
        assert word not in text, word
    assert text.count("sum(") == text.count("cast(sum(")
