"""Remember what earlier releases told and hid, so that two of them tell no more than one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pandera.polars as pa
import polars as pl

from pipelines.load_reference import contained_measures
from pipelines.protect.links import Cell
from pipelines.protect.sides import cells_told
from schemas.cacah import Cacah
from schemas.indikator import Indicator, Indikator
from schemas.kode import ALL, BOTH
from schemas.wilayah import LEVELS, NATION_CODE

HIDDEN = "disamarkan"
WITHHELD = "tidak ditampilkan karena akan membuka angka lain"  # begins the reason of such rows
Series = tuple[str, int]  # a measure and a year


# What a row of a release says that was made before it had the column.
_UNSAID: Mapping[str, pl.Expr] = {
    "umur": pl.lit(ALL), "jenjang": pl.lit(ALL), "rincian": pl.lit(ALL), "metode": pl.lit(""),
    "vintage": pl.lit(""), "berlaku": pl.lit(value=True),
    "tingkat": pl.when(pl.col("kode_wilayah") == NATION_CODE).then(pl.lit("nasional")).otherwise(
        pl.col("kode_wilayah").str.count_matches(r"\.").replace_strict(
            dict(enumerate(LEVELS)), return_dtype=pl.String
        )
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Earlier:
    """The tables of one earlier release that tell counts of people, with the columns of today."""

    cacah: pl.DataFrame
    indikator: pl.DataFrame

    def __post_init__(self) -> None:
        object.__setattr__(self, "cacah", _as_today(self.cacah, Cacah))
        object.__setattr__(self, "indikator", _as_today(self.indikator, Indikator))


def _as_today(old: pl.DataFrame, model: type[pa.DataFrameModel]) -> pl.DataFrame:
    """A table with what its contract has gained since: what was meant then, else nothing.

    Raises ValueError where a column is missing that may not be empty and that nobody can fill.
    """
    gained = {n: c for n, c in model.to_schema().columns.items() if n not in old.columns}
    lost = [name for name, c in gained.items() if not (c.nullable or name in _UNSAID)]
    if lost:
        raise ValueError(f"rilis lama tidak dapat dibaca lagi: tanpa kolom {', '.join(lost)}")
    return old.with_columns(
        _UNSAID.get(name, pl.lit(None)).cast(c.dtype.type).alias(name) for name, c in gained.items()
    )


@dataclass(frozen=True)
class History:
    """All numbers that were ever told of a cell, the cells that were hidden, and the minima."""

    told: Mapping[Cell, frozenset[int]] = field(default_factory=dict)
    hidden: Collection[Cell] = frozenset()
    minimum: Mapping[str, int] = field(default_factory=dict)

    def is_out(self, cell: Cell, number: int) -> bool:
        """Whether an earlier release tells this very number: to hide it now would be in vain."""
        return number in self.told.get(cell, ())

    def is_hidden(self, cell: Cell) -> bool:
        """Whether the cell was hidden and is so for good."""
        return cell in self.hidden

    def near(self, cell: Cell, number: int) -> list[int]:
        """Earlier numbers of the cell to which the new one is so near that it tells of a few."""
        least = self.minimum.get(cell.ukuran, 0)
        told = self.told.get(cell, frozenset())
        return [] if number in told else [old for old in told if abs(old - number) < least]


def read_earlier(folder: Path) -> list[Earlier]:
    """The releases below `folder`/rilis that tell counts, the current one last."""
    current = (folder / "terkini").resolve()
    found = sorted((path.parent for path in folder.glob("rilis/*/cacah.parquet")),
                   key=lambda path: (path == current, path.name))  # fmt: skip
    names = ("cacah", "indikator")
    return [Earlier(*(pl.read_parquet(path / f"{name}.parquet") for name in names))
            for path in found if not path.name.startswith(".")]  # fmt: skip


def remember(
    earlier: Iterable[Earlier], items: Mapping[str, Indicator], minimum: Mapping[str, int]
) -> History:
    """What earlier releases told and hid of the measures that have a minimum."""
    told: dict[Cell, set[int]] = defaultdict(set)
    hidden: set[Cell] = set()
    for release in earlier:
        for cell, number, status, reason in _numbers(release, items, minimum):
            if number is not None:
                told[cell].add(number)
            elif status == HIDDEN or reason.startswith(WITHHELD):
                hidden.add(cell)
    return History({cell: frozenset(each) for cell, each in told.items()}, hidden, minimum)


def _numbers(
    release: Earlier, items: Mapping[str, Indicator], names: Collection[str]
) -> Iterator[tuple[Cell, int | None, str, str]]:
    """Each cell that a release has a row for: its number if told, status and reason."""
    own = release.cacah.filter(pl.col("ukuran").is_in(list(names)))
    for row in own.select(*Cell._fields, "jumlah", "status_obs", "alasan").iter_rows():
        yield Cell(*row[:6]), row[6], row[7], row[8] or ""
    for row, told in cells_told(release.indikator, items, names):
        said = row["status_obs"], row["alasan"] or ""
        yield from ((cell, number, *said) for _, cell, number in told)


def held_back(numbers: Mapping[Cell, int], history: History) -> set[Series]:
    """Measures and years of which a top total changed by a few: their last release stands.

    Nothing but that total could be hidden to keep the change secret, and without it the table
    is of no use.
    """
    tops = (cell for cell in numbers if _is_top(cell, numbers))
    return {(c.ukuran, c.tahun) for c in tops if history.near(c, numbers[c])}


def series_of(earlier: Sequence[Earlier]) -> set[Series]:
    """The measures and years of which the last release has counts."""
    return (
        set(earlier[-1].cacah.select("ukuran", "tahun").unique().iter_rows()) if earlier else set()
    )


def with_tied(
    series: Iterable[Series], among: Collection[Series], codes: Mapping[str, set[str]]
) -> set[Series]:
    """Some series with those tied to them: old and new numbers of what is tied do not mix.

    Tied are measures that are part of one another, and the protected measures that `codes`
    names of each indicator. Only what is `among` the series there are.
    """
    names = {name for name, _ in among}
    pairs = [(pair["bagian"], pair["keseluruhan"]) for pair in contained_measures()]
    pairs += [pair for own in codes.values() for pair in pairwise(sorted(own))]
    together = _tied(names, [pair for pair in pairs if names.issuperset(pair)])
    return {(n, year) for name, year in series for n in together.get(name, ())} & set(among)


def _is_top(cell: Cell, numbers: Mapping[Cell, int]) -> bool:
    """Whether it is the total of a region that lies in no other of the table."""
    whole = cell.umur == cell.rincian == ALL and cell.jenis_kelamin in (BOTH, "TB")
    code = cell.kode_wilayah
    above = [code[:length] for length in (2, 5, 8) if length < len(code)]
    above += [NATION_CODE] if code != NATION_CODE else []
    return whole and not any(cell._replace(kode_wilayah=each) in numbers for each in above)


def _tied(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    """Each name with all those that pairs tie it to, at any remove."""
    groups = {name: {name} for name in names}
    for one, other in pairs:
        joined = groups[one] | groups[other]
        groups.update(dict.fromkeys(joined, joined))
    return groups


def rows_held(
    earlier: Sequence[Earlier], held: Collection[Series], codes: Mapping[str, set[str]]
) -> tuple[pl.DataFrame, pl.DataFrame] | None:
    """The rows of the last release for what is held back: of `cacah`, and of `indikator`.

    `codes` names the protected measures of each indicator.
    """
    if not held or not earlier:
        return None
    last = earlier[-1]
    series = pl.DataFrame(sorted(held), schema=["ukuran", "tahun"], orient="row")
    pairs = [(code, year) for code, names in codes.items() for n, year in held if n in names]
    own = pl.DataFrame(
        sorted(set(pairs)), schema={"kode_indikator": pl.String, "tahun": pl.Int64}, orient="row"
    )
    return (
        last.cacah.join(series, on=["ukuran", "tahun"], how="semi"),
        last.indikator.join(own, on=["kode_indikator", "tahun"], how="semi"),
    )
