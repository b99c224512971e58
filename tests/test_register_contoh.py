"""The sample register gives the findings that were put into it, and figures like its city's."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines.admit_register import admit_register
from pipelines.count_register import count_register
from pipelines.read_setoran import Delivery, Setoran
from schemas.harmonis import Harmonis
from schemas.sources import REGISTERS

SAMPLE = Path(__file__).parents[1] / "data" / "contoh"
FILE = Path("register/penduduk_perorangan/2025/register_2025.csv")
# Row = number of the person + 3: a title, a blank line and the header stand above.
EXPECTED = {
    ("R21", "A84", 2), ("R4", "C163", 1), ("T3", "E43", 1), ("R11", "F243", 1), ("T1", "F323", 1),
    ("R14", "F323", 1), ("T2", "G403", 1), ("R12", "A604", 2), ("R12S", "A2004", 1),
}  # fmt: skip


@pytest.fixture(scope="module")
def admitted(tmp_path_factory):
    out = tmp_path_factory.mktemp("contoh") / "2025.parquet"
    delivery = Delivery(Setoran(SAMPLE / FILE, FILE.name), REGISTERS["penduduk_perorangan"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERPILAH_KUNCI", "rekaan-untuk-pengujian")
        return admit_register(delivery, date(2025, 12, 31), "36.73", out), out


def test_the_generator_makes_the_same_bytes(tmp_path):
    subprocess.run([sys.executable, "-B", SAMPLE / "buat_register.py", tmp_path], check=True)
    assert (tmp_path / FILE).read_bytes() == (SAMPLE / FILE).read_bytes()


def test_it_gives_the_findings_that_were_put_into_it(admitted):
    result, _ = admitted
    found = {(f.aturan, f.sel, f.fakta["banyak"]) for f in result.findings if f.aturan != "K1"}
    assert found == EXPECTED
    assert (result.read, result.admitted, result.returned, result.repeats) == (2002, 1992, 9, 1)


def test_its_counts_are_harmonised_and_add_up_to_its_persons(admitted):
    _, out = admitted
    table = Harmonis.validate(count_register(out), lazy=True)
    totals = dict(table.group_by("ukuran").agg(pl.col("jumlah").sum()).rows())
    assert totals["penduduk"] == 1992
    assert totals["wajib_ktp"] + totals["anak_0_16"] == 1992  # nobody marries below 24 there
    assert totals["rekam_ktp"] < totals["wajib_ktp"]
    assert set(table["sel"]) == {"A4:A2005"}
