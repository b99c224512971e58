"""Write the protected tables: a hidden number is empty, and its row says that it is hidden."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from pipelines.load_reference import measures, regions
from pipelines.protect.history import HIDDEN, WITHHELD, Series
from pipelines.protect.links import Cell
from pipelines.protect.plan import is_impossible, is_planned
from pipelines.protect.sides import SIDES, Row, Told, cells_told
from schemas.cacah import Cacah
from schemas.indikator import Indicator
from schemas.perlindungan import Impossible, MeasureRule

ABSENT = "tidak_tersedia"
HELD = "angka rilis sebelumnya: perubahan sesudahnya akan membuka angka lain dan ditahan"
UNSAID = "kosong seperti pada rilis sebelumnya, yang tidak mengatakan sebabnya"
WHY = "disamarkan untuk melindungi orang: kurang dari {}, atau akan membuka angka lain"
AMPLE = WITHHELD + "; jumlahnya {} atau lebih"
_PLACE = ("kode_indikator", "kode_wilayah", "tahun", "jenis_kelamin")


class Gone(NamedTuple):
    """The sides of a row that are hidden, and what the row says instead."""

    sides: frozenset[str]
    status: str
    reason: str


@dataclass(frozen=True)
class Decision:
    """What was decided of each protected count.

    `numbers` are the true ones; `hidden` names the cells that are hidden, each with whether it
    can be told to be enough; of `held` series the rows `old` of the last release stand: those of
    `cacah`, and those of `indikator`.
    """

    protected: Mapping[str, MeasureRule]
    numbers: Mapping[Cell, int]
    hidden: Mapping[Cell, bool]
    held: Collection[Series] = frozenset()
    impossible: Sequence[Impossible] = ()
    old: tuple[pl.DataFrame, pl.DataFrame] | None = None
    least: int = field(init=False)

    def __post_init__(self) -> None:
        least = max((rule.minimum for rule in self.protected.values()), default=0)
        object.__setattr__(self, "least", least)

    def may_stand(self, cell: Cell) -> bool:
        """Whether this release tells of the cell: planned, possible, and not held back."""
        planned = is_planned(cell, self.protected[cell.ukuran])
        told = planned and (cell.ukuran, cell.tahun) not in self.held
        return told and not is_impossible(cell, self.impossible)


def counts_table(margins: pl.DataFrame, decision: Decision) -> pl.DataFrame:
    """The `Cacah` table of the plan, sorted by its key, from the frame of `count_margins`."""
    rows = []
    for row in margins.iter_rows(named=True):
        cell = Cell(*(row[name] for name in Cell._fields))
        if decision.may_stand(cell):
            least = decision.protected[cell.ukuran].minimum
            status, reason = _said(decision.hidden.get(cell, False), least)
            said = {"jumlah": None, "status_obs": status, "alasan": reason}
            rows.append({**row, **(said if cell in decision.hidden else {})})
    columns, key = list(Cacah.to_schema().columns), list(Cacah.to_schema().unique or [])
    table = _named(pl.DataFrame(rows, schema=margins.schema)).select(columns)
    if decision.old is not None:
        kept = _marked(decision.old[0], "jumlah")
        cells = map(Cell._make, kept.select(Cell._fields).iter_rows())
        possible = [not is_impossible(cell, decision.impossible) for cell in cells]
        table = pl.concat([table, kept.filter(possible).select(columns)])
    return Cacah.validate(table.sort(key).rechunk(), lazy=True)


def _named(table: pl.DataFrame) -> pl.DataFrame:
    places = regions().select(kode_wilayah="kode", nama_wilayah="nama")
    facts = [(name, each["nama"], each["satuan"]) for name, each in measures().items()]
    own = pl.DataFrame(facts, schema=["ukuran", "nama_ukuran", "satuan"], orient="row")
    return table.join(places, on="kode_wilayah", how="left").join(own, on="ukuran", how="left")


def _said(ample: bool, least: int) -> tuple[str, str]:
    """Status and reason of a number that is not shown: what can be told of it anyway is said."""
    return (ABSENT, AMPLE.format(least)) if ample else (HIDDEN, WHY.format(least))


def _marked(old: pl.DataFrame, number: str) -> pl.DataFrame:
    told = pl.col(number).is_not_null()
    reason = pl.coalesce("alasan", pl.lit(UNSAID))  # a release may be older than the column
    said = pl.when(told).then(pl.lit(HELD)).otherwise(reason)
    return old.with_columns(alasan=said)


def indicator_table(
    shown: pl.DataFrame, items: Mapping[str, Indicator], decision: Decision
) -> pl.DataFrame:
    """The `Indikator` frame with the hidden sides empty, and without rows that may not be told."""
    dropped, empty = list[int](), dict[int, Gone]()
    numbered = shown.with_row_index("_nomor")
    for row, told in cells_told(numbered, items, decision.protected):
        if not all(decision.may_stand(cell) for _, cell, _ in told):
            dropped.append(row["_nomor"])
        elif gone := _gone(told, decision):
            empty[row["_nomor"]] = gone
    table = _emptied(numbered, empty).filter(~pl.col("_nomor").is_in(dropped))
    if decision.old is not None:
        kept = _marked(decision.old[1], "nilai").select(shown.columns)
        table = pl.concat([table, kept.with_row_index("_nomor", offset=shown.height)])
    return _without_derived(table, items, decision).drop("_nomor")


def _gone(told: list[Told], decision: Decision) -> Gone | None:
    """Which sides of a row are hidden; a number that is not the one protected is hidden too."""
    numbers, hidden = decision.numbers, decision.hidden
    other = {name for name, cell, n in told if n is not None and numbers.get(cell) != n}
    sides = {name: cell for name, cell, _ in told if cell in hidden or name in other}
    if not sides:
        return None
    ample = {not other and hidden[cell] for cell in sides.values()}
    least = max(decision.protected[cell.ukuran].minimum for cell in sides.values())
    if len(ample) > 1:  # one side may be small, of the other it is plain that it is not
        return Gone(frozenset(sides), ABSENT, WITHHELD)
    return Gone(frozenset(sides), *_said(ample == {True}, least))


def _emptied(numbered: pl.DataFrame, empty: Mapping[int, Gone]) -> pl.DataFrame:
    """Rows with their hidden sides and all that is computed from them taken out."""
    number, kinds = pl.col("_nomor"), numbered.schema
    touched = number.is_in(list(empty))
    without = {name: [n for n, gone in empty.items() if name in gone.sides] for name in SIDES}
    sides = {name: pl.when(~number.is_in(rows)).then(name) for name, rows in without.items()}
    derived = [name for name in kinds if kinds[name] == pl.Float64 and name != "cakupan"]
    return numbered.with_columns(
        **sides,
        **{name: pl.when(~touched).then(name) for name in derived},
        status_obs=_replaced("status_obs", {n: gone.status for n, gone in empty.items()}),
        alasan=_replaced("alasan", {n: gone.reason for n, gone in empty.items()}),
    )


def _replaced(column: str, texts: Mapping[int, str]) -> pl.Expr:
    number = pl.col("_nomor")
    return number.replace_strict(texts, default=pl.col(column), return_dtype=pl.String)


def _without_derived(
    table: pl.DataFrame, items: Mapping[str, Indicator], decision: Decision
) -> pl.DataFrame:
    """Quotients of values that are hidden are hidden as well."""
    floors = {rule.minimum for rule in decision.protected.values()}
    reasons = [text.format(least) for least in sorted(floors) for text in (WHY, AMPLE, WITHHELD)]
    gone = set(table.filter(pl.col("alasan").is_in(reasons)).select(_PLACE).iter_rows())
    derived = [code for code, item in items.items() if item.turunan]
    empty = {
        row["_nomor"]: Gone(frozenset(), *_said(ample=False, least=decision.least))
        for row in table.filter(pl.col("kode_indikator").is_in(derived)).iter_rows(named=True)
        if any(place in gone for place in _bases(items[row["kode_indikator"]], row))
    }
    return _emptied(table, empty)


def _bases(item: Indicator, row: Row) -> Iterator[tuple]:
    if item.turunan:
        for code in item.turunan.dari.values():
            for sex in (item.turunan.pembilang, item.turunan.penyebut):
                yield code, row["kode_wilayah"], row["tahun"], sex
