"""Percentages that an office really published, by the contract's rule and by plain arithmetic."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from pipelines.check_shares import check_shares
from pipelines.match_layout import match_sheets
from pipelines.read_setoran import Delivery, Setoran
from pipelines.type_columns import type_columns
from pipelines.unfold_rows import unfold
from schemas.bentuk import SEXES, Counts, measures, wide
from schemas.kode import BOTH
from schemas.sumber import Share, Source, Value

FOLDER = Path(__file__).parents[3] / "shared" / "real" / "kota_mojokerto"
FILES = [p for p in sorted(FOLDER.glob("*Jenis Kelamin*2023.xlsx")) if "Rasio" not in p.name]
pytestmark = pytest.mark.skipif(
    not FILES, reason="the real files are not here: no folder shared/real beside the repo"
)


class PendudukKota(Counts):
    """Penduduk per kelurahan dengan persentasenya."""

    ukuran = measures("penduduk")


BLOCKS = [Value(words, {"ukuran": "penduduk", "jenis_kelamin": s}) for s, words in SEXES.items()]
SHARES = (Share(("persentase",), {"jenis_kelamin": BOTH}),)
LAYOUT = wide(*BLOCKS, shares=SHARES)
SOURCE = Source("penduduk", "Penduduk", "Disdukcapil", PendudukKota, (LAYOUT,))


def wrong(path: Path, spoilt: dict[int, float]) -> list[str]:
    """The cells that the rule finds; `spoilt` are percentages of lines to put another one in."""
    given = Delivery(Setoran(path, path.name), SOURCE, {"tahun": "2023"}, "35.76")
    (match,) = match_sheets(given.setoran, SOURCE)
    for line, percent in spoilt.items():
        match.sheet.rows[line - 1][4] = percent  # type: ignore[index]
    rows = type_columns(unfold(given, match), match, "id").rows
    return [finding.sel for finding in check_shares(rows, match, given.setoran)]


def number(cell: object) -> float:
    return 0.0 if cell == "-" else float(str(cell).replace(" ", ""))


def test_the_five_tables_are_these():
    assert len(FILES) == 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:40])
def test_every_percentage_of_mojokerto_is_that_of_its_row_in_the_city(path):
    _, *body = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    city = number(body[-1][3])
    for _, _, _, people, percent in body:
        assert abs(number(percent) - 100 * number(people) / city) <= 0.05
    assert len(body) == 22
    assert wrong(path, {}) == []


def test_one_that_slipped_a_row_is_found(tmp_path):
    births = next(path for path in FILES if "Kelahiran" in path.name)
    copy = tmp_path / "kelahiran.xlsx"
    copy.write_bytes(births.read_bytes())
    assert wrong(copy, {3: 6.06, 4: 8.31}) == ["E3", "E4"]
