"""Rates made of files of two publishers, against csv and one division: victims served in Jabar."""

import csv
from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from tabel import harmonised_of

from pipelines.admit_setoran import admit
from pipelines.compute_indicators import compute
from pipelines.load_catalogue import indicators
from pipelines.receive_setoran import receive
from schemas.indikator import Side
from schemas.sources import SOURCES

REAL = Path(__file__).parents[3] / "shared" / "real"
LETTER = Path(__file__).with_name("pengantar.toml")
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real files are not here: no folder shared/real beside the repo"
)
YEARS = range(2018, 2022)
# PPA-02 counts women of 18 and over; the table of those served is of women of all ages.
SERVED = indicators()["PPA-02"].model_copy(
    update={
        "pembilang": Side(ukuran="korban_dilayani"),
        "penyebut": Side(ukuran="penduduk"),
        "jenis_kelamin": ("L", "P", "L+P"),
    }
)
JUMPED = ("32.73", 2019)  # twenty-six times as many men as the year before: held until confirmed


def counted(name: str, number: str) -> Counter:
    """Persons by code, year and sex, both sexes added up."""
    sums = Counter()
    with (REAL / "jawa_barat" / name).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            code = row["kode_kabupaten_kota"]
            place = (f"{code[:2]}.{code[2:]}", int(row["tahun"]))
            for sex in (row["jenis_kelamin"][0], "L+P"):
                sums[*place, sex] += int(row[number])
    return sums


@pytest.fixture(scope="module")
def rates() -> pl.DataFrame:
    deliveries = receive(REAL, "36.73", LETTER).deliveries
    names = ("rekap_kekerasan", "penduduk")
    counts = [harmonised_of(admit(SOURCES[name], deliveries[name])) for name in names]
    table = compute(pl.concat(counts), [SERVED])
    return table.filter(pl.col("tahun").is_in(YEARS), pl.col("kode_wilayah").str.starts_with("32"))


def test_victims_served_per_100_000_people_of_27_kab_kota_in_four_years(rates):
    served = counted("KASUS_TERLAYANI.csv", "jumlah_korban")
    people = counted("2024-09_penduduk_jk.csv", "jumlah_penduduk")
    rows = rates.filter(tingkat="kab_kota")
    columns = rows.select("kode_wilayah", "tahun", "jenis_kelamin", "nilai")
    found = {(code, year, sex): value for code, year, sex, value in columns.iter_rows()}
    assert len(found) == 27 * 4 * 3
    for (code, year, sex), value in found.items():
        if (code, year) == JUMPED:
            assert value is None
        else:
            expected = 100_000 * served[code, year, sex] / people[code, year, sex]
            assert value == pytest.approx(expected, rel=1e-12)


def test_the_provinces_rate_is_a_rate_of_sums_and_partial_where_one_waits(rates):
    served = counted("KASUS_TERLAYANI.csv", "jumlah_korban")
    people = counted("2024-09_penduduk_jk.csv", "jumlah_penduduk")
    for year in YEARS:
        row = rates.row(
            by_predicate=(pl.col("tingkat") == "provinsi") & (pl.col("tahun") == year)
            & (pl.col("jenis_kelamin") == "P"), named=True,
        )  # fmt: skip
        women = [sum(n for (_, y, sex), n in table.items() if (y, sex) == (year, "P"))
                 for table in (served, people)]  # fmt: skip
        if year == JUMPED[1]:  # its women are in the denominator but not in the numerator
            assert (row["nilai"], row["status_obs"]) == (None, "tidak_tersedia")
        else:
            assert (row["pembilang"], row["penyebut"], row["status_obs"]) == (*women, "final")
            assert row["nilai"] == pytest.approx(100_000 * women[0] / women[1], rel=1e-12)
