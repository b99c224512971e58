"""Gather what an outsider knows besides the rilis: codes, regions, contracts, the catalogue."""

import csv
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipelines.load_catalogue import indicators
from pipelines.load_reference import measures, reference_folder, regions
from pipelines.read_words import age_limits
from schemas.audit import DEFAULT_THRESHOLD, Cell
from schemas.indikator import Indicator
from schemas.sources import ALL_SOURCES

OPEN = "terbuka"
PAIRS, PROTECTION = "pasangan_ukuran.csv", "perlindungan.toml"


@dataclass(frozen=True)
class Nobody:
    """Cells that hold nobody by what their measures mean; what is empty here leaves it open."""

    measures: frozenset[str]
    sexes: frozenset[str] = frozenset()
    ages: frozenset[int] = frozenset()
    parts: frozenset[str] = frozenset()

    def includes(self, cell: Cell) -> bool:
        """Whether whoever would be counted in the cell is one of those who cannot be."""
        named = cell.ukuran in self.measures
        sexed = not self.sexes or cell.jenis_kelamin in self.sexes
        parted = not self.parts or not self.parts.isdisjoint(cell.rincian.split("|"))
        return named and sexed and parted and (not self.ages or self.ages >= _years(cell.umur))


def _years(*labels: str) -> frozenset[int]:
    """Every single age that some labels take in."""
    ends = [age_limits(part) for label in labels for part in label.split(";")]
    return frozenset(age for low, high in ends for age in range(low, high + 1))


@dataclass(frozen=True)
class Rules:
    """The public knowledge that ties published cells, and from how many on each may be known.

    `thresholds` holds the measures that are protected; `several` the breakdowns of which one
    person may be in more than one; `pairs` a measure and one that it is always part of;
    `nobody` the cells that everybody knows to be 0.
    """

    thresholds: Mapping[str, int]
    several: frozenset[str] = frozenset()
    pairs: Sequence[tuple[str, str]] = ()
    children: Callable[[str], Sequence[str]] = lambda _: ()
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    nobody: Sequence[Nobody] = ()

    def is_empty(self, cell: Cell) -> bool:
        """Whether everybody knows that the cell is 0."""
        return any(each.includes(cell) for each in self.nobody)

    def protects(self, measure: str) -> bool:
        return measure in self.thresholds


def standard_rules(thresholds: Mapping[str, int] | None = None) -> Rules:
    """The rules of data/referensi and of the contracts; thresholds by class, 5 where none is."""
    by_class = _thresholds() if thresholds is None else thresholds
    protected = {name: row["kelas"] for name, row in measures().items() if row["kelas"] != OPEN}
    return Rules(
        {name: by_class.get(kelas, DEFAULT_THRESHOLD) for name, kelas in protected.items()},
        _several(),
        _pairs(),
        lambda code: _children().get(code, ()),
        {item.kode: item for item in indicators().values()},
        _nobody(),
    )


def _stated() -> dict:
    """The rules of protection as they are written."""
    path = reference_folder() / PROTECTION
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _nobody() -> list[Nobody]:
    """What the rules of protection say cannot be."""
    return [
        Nobody(
            frozenset(each["ukuran"]),
            frozenset(each.get("jenis_kelamin", ())),
            _years(*each.get("umur", ())),
            frozenset(each.get("rincian", ())),
        )
        for each in _stated().get("mustahil", ())
    ]


def _thresholds() -> dict[str, int]:
    """From how many on a count of each class may be known, as the rules of protection promise."""
    classes = _stated().get("kelas", {})
    return {name: rule["minimum"] for name, rule in classes.items() if rule.get("minimum")}


def _several() -> frozenset[str]:
    """Columns of which some contract says that a cell may hold more than one code."""
    return frozenset(
        name
        for source in ALL_SOURCES.values()
        for name, column in source.columns.items()
        if (column.metadata or {}).get("kind") == "banyak_pilihan"
    )


def _pairs() -> list[tuple[str, str]]:
    with (reference_folder() / PAIRS).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row["bagian"], row["keseluruhan"]) for row in rows if row["tingkat"] == "galat"]


@lru_cache(maxsize=1)
def _children() -> Mapping[str, Sequence[str]]:
    below: dict[str, list[str]] = {}
    for code, parent in regions().select("kode", "induk").iter_rows():
        below.setdefault(parent, []).append(code)
    return below
