"""The whole table of indicators against its second computation, on the sample and on real files."""

import sys

import polars as pl
import pytest
from harmonis_contoh import ROOT, harmonised
from orakel_indikator import catalogue, expected, level
from orakel_nilai import derived, official

from pipelines.compute_indicators import compute
from pipelines.load_catalogue import indicators
from schemas.indikator import Indikator

REAL = ROOT.parent / "shared" / "real"
KEY = tuple(Indikator.to_schema().unique)
SIDES = ("pembilang", "penyebut", "status_obs", "sumber_pembilang", "sumber_penyebut", "berlaku")
NUMBERS = ("nilai", "interval_bawah", "interval_atas", "cakupan")


def rows_of(counts: pl.DataFrame, figures: pl.DataFrame) -> dict[tuple, dict]:
    table = Indikator.validate(compute(counts, indicators().values(), figures), lazy=True)
    return {tuple(row[name] for name in KEY): row for row in table.rows(named=True)}


def differences(found: dict, counts: pl.DataFrame, figures: pl.DataFrame) -> list:
    """The cells that differ; says how many were compared."""
    wanted = expected(counts.rows(named=True))
    values = dict(official(figures.rows(named=True))) | dict(derived(wanted))
    wrong = [("row", key) for key in found.keys() ^ (wanted.keys() | values.keys())]
    compared = 0
    for key, row in found.items():
        own = wanted.get(key)
        if own is None:
            number, in_force, _ = values.get(key, (None, None, None))
            pairs = [("nilai", number), ("berlaku", in_force), ("tingkat", level(key[1]))]
        else:
            pairs = [(name, own[name]) for name in (*SIDES, *NUMBERS)]
            pairs += [("tingkat", level(key[1]))]
            if own["halangan"]:
                pairs.append(("alasan", own["halangan"]))
        compared += len(pairs)
        wrong += [(name, key, row[name], number) for name, number in pairs
                  if not same(row[name], number)]  # fmt: skip
    sys.stdout.write(f"{len(found)} rows, {compared} cells compared, {len(wrong)} differ\n")
    return wrong


def same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return one == pytest.approx(other, rel=1e-12, abs=1e-12)
    return one == other


def test_every_cell_of_the_sample_equals_its_second_computation():
    counts, figures = harmonised()
    found = rows_of(counts, figures)
    assert differences(found, counts, figures) == []
    codes = {key[0] for key in found}
    assert len(codes) > 45
    assert codes <= {item["kode"] for item in catalogue()}


@pytest.mark.skipif(not REAL.is_dir(), reason="no folder shared/real beside the repository")
def test_every_cell_of_the_real_files_equals_its_second_computation():
    counts, figures = harmonised(REAL, ROOT / "tests" / "nyata" / "pengantar.toml")
    found = rows_of(counts, figures)
    assert differences(found, counts, figures) == []
    assert len(found) > 1000


def test_the_comparison_sees_one_figure_that_is_off_by_one():
    counts, figures = harmonised()
    found = rows_of(counts, figures)
    spoilt = next(key for key in found if key[:2] == ("KPD-05", "36.73"))
    found[spoilt] |= {"pembilang": found[spoilt]["pembilang"] + 1}
    assert [each[:2] for each in differences(found, counts, figures)] == [("pembilang", spoilt)]
