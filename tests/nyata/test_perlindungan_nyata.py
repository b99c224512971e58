"""Real tables of victims, protected, and attacked by one who counts every victim by itself."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest
from penyerang import Attacker, broken

from pipelines.admit_setoran import admit
from pipelines.compute_indicators import compute
from pipelines.harmonise_counts import harmonise_with_holes
from pipelines.load_catalogue import indicators
from pipelines.protect.release import Protected, protect
from pipelines.receive_setoran import receive
from schemas.sources import SOURCES

REAL = Path(__file__).parents[3] / "shared" / "real"
LETTER = Path(__file__).with_name("pengantar.toml")
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real files are not here: no folder shared/real beside the repo"
)
LEAST = 5
KEY = ("kode_wilayah", "jenis_kelamin", "rincian")
Key = tuple[str, str, str]  # region, sex, breakdown


@pytest.fixture(scope="module")
def harmonised() -> pl.DataFrame:
    """The counts of Jawa Barat and Jakarta, all years."""
    sent = receive(REAL, "36.73", LETTER).deliveries["rekap_kekerasan"]
    taken = admit(SOURCES["rekap_kekerasan"], sent)
    frames = []
    for year in taken.years:
        both = (taken.admitted, taken.returned)
        parts = (part.filter(pl.col("tahun") == year).drop("_id") for part in both)
        frames.append(harmonise_with_holes(*parts, taken.source))
    return pl.concat(frames)


@pytest.fixture(scope="module")
def protected(harmonised) -> Protected:
    items = indicators().values()
    return protect(compute(harmonised, items), harmonised, items)


def rows_of(table: pl.DataFrame, year: int) -> dict[Key, int | None]:
    own = table.filter(ukuran="korban_kekerasan", tahun=year, umur="semua")
    own = own.filter(pl.col("kode_wilayah").str.starts_with("32"))
    return {tuple(row[:3]): row[3] for row in own.select(*KEY, "jumlah").iter_rows()}


def finest(harmonised: pl.DataFrame, year: int) -> dict[Key, int]:
    """Victims by kab/kota, sex and schooling, as the files state them."""
    own = harmonised.filter(
        pl.col("kode_wilayah").str.starts_with("32."), pl.col("jenis_kelamin").is_in(["L", "P"]),
        pl.col("rincian").str.starts_with("sekolah="), ukuran="korban_kekerasan", tahun=year,
    )  # fmt: skip
    return {tuple(row[:3]): row[3] for row in own.select(*KEY, "jumlah").iter_rows()}


def members_of(cells: Mapping[Key, object], atoms: Mapping[Key, int]) -> dict[Key, list[Key]]:
    """The finest cells that each published one takes in."""
    return {
        (code, sex, part): [
            atom for atom in atoms
            if (atom[0] == code or atom[0].startswith(f"{code}."))
            and sex in (atom[1], "L+P") and part in (atom[2], "semua")
        ]
        for code, sex, part in cells
    }  # fmt: skip


@pytest.mark.parametrize("year", [2018, 2021])
def test_no_hidden_victim_of_jawa_barat_can_be_counted_out(harmonised, protected, year):
    cells, atoms = rows_of(protected.cacah, year), finest(harmonised, year)
    members = members_of(cells, atoms)
    shown = {cell: number for cell, number in cells.items() if number is not None}
    assert all(sum(atoms[atom] for atom in members[cell]) == n for cell, n in shown.items())
    attacker = Attacker(atoms, members, shown)
    hidden = sorted(cell for cell, number in cells.items() if number is None)
    assert hidden
    for cell in hidden[:: 1 + len(hidden) // 40]:
        assert not broken(*attacker.interval(cell), LEAST), cell


def test_the_totals_of_the_province_stay_and_nothing_small_is_shown(protected):
    shown = protected.cacah.filter(pl.col("jumlah").is_not_null())
    assert shown.filter(ukuran="korban_kekerasan", kode_wilayah="32", rincian="semua").height == 12
    assert shown["jumlah"].min() >= LEAST
    assert not protected.report.terbuka


def test_the_same_files_give_the_same_tables(harmonised, protected):
    items = indicators().values()
    again = protect(compute(harmonised, items), harmonised, items)
    assert again.cacah.equals(protected.cacah)
