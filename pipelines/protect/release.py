"""Publish counts of people only so far as nobody can be told from them, and say what is hidden."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from pipelines.protect.counts import count_margins
from pipelines.protect.history import (
    Earlier,
    History,
    Series,
    held_back,
    remember,
    rows_held,
    series_of,
    with_tied,
)
from pipelines.protect.links import Cell
from pipelines.protect.plan import hidden_of, is_planned, plan_system
from pipelines.protect.readings import protect_readings
from pipelines.protect.rules import (
    class_of,
    class_of_indicator,
    policy,
    protected_measures,
    strictest,
)
from pipelines.protect.sides import cells_told, protected_sides
from pipelines.protect.system import System
from pipelines.protect.tables import Decision, counts_table, indicator_table
from schemas.indikator import Indicator
from schemas.perlindungan import MeasureRule

STANDS = "angka rilis sebelumnya dipertahankan"
TOO_NEAR = f"perubahannya terlalu kecil untuk terbit dengan aman; {STANDS}"
REFUSED = f"menurut audit perubahannya membuka angka yang disamarkan; {STANDS}"
NEVER_OUT = "belum aman untuk terbit, dan rilis terakhir tidak memuatnya; dilewatkan"
SERIES = {"ukuran": pl.String, "tahun": pl.Int64}


@dataclass(frozen=True)
class Refusal:
    """An indicator kept out of the release, and the sentence that says why."""

    kode: str
    kalimat: str


@dataclass(frozen=True)
class Report:
    """How much was hidden: counts of the plan, those below the minimum, hidden for others."""

    sel: int = 0
    disamarkan: int = 0
    tertahan: tuple[Series, ...] = ()  # their last release stands
    ditolak: tuple[Series, ...] = ()  # those of them that the audit found at fault, or tied
    tanpa_angka: tuple[Series, ...] = ()  # those that no release had: they are left out
    terbuka: int = 0  # cells that earlier releases expose, whatever is hidden now
    program: int = 0  # linear programmes solved


@dataclass(frozen=True)
class Protected:
    """The tables as outsiders may read them, and what was left out of them."""

    indikator: pl.DataFrame
    cacah: pl.DataFrame
    allowed: Sequence[Indicator]
    refused: Sequence[Refusal] = ()
    report: Report = field(default_factory=Report)
    counted: pl.DataFrame = field(default_factory=pl.DataFrame)  # before anything was hidden

    @property
    def sentences(self) -> list[str]:
        """What the walidata should know of it."""
        report = self.report
        said = [refusal.kalimat for refusal in self.refused]
        said += [f"{name} {year}: {self._why(name, year)}." for name, year in report.tertahan]
        if report.terbuka:
            said.append(f"{report.terbuka} sel sudah terbuka oleh rilis sebelumnya; semua angka "
                        "yang terkait dengannya disamarkan.")  # fmt: skip
        return said

    def _why(self, name: str, year: int) -> str:
        """What became of a series that is held back, and the reason."""
        if (name, year) in self.report.tanpa_angka:
            return NEVER_OUT
        return REFUSED if (name, year) in self.report.ditolak else TOO_NEAR


def protect(
    computed: pl.DataFrame,
    harmonised: pl.DataFrame,
    catalogue: Iterable[Indicator],
    earlier: Sequence[Earlier] = (),
    hold: Collection[Series] = (),
) -> Protected:
    """Protect an `Indikator` frame and count the margins of the plan, both as one system.

    `harmonised` holds the `Harmonis` rows of protected measures of all years; `earlier` the
    releases before this one, the current one last; `hold` what the audit would not let pass
    and is held back. Numbers are exact or absent, never changed.
    """
    rules = policy()
    protected = protected_measures(rules)
    allowed, refused = _judged(catalogue, protected)
    items = {item.kode: item for item in allowed}
    history = remember(earlier, items, {name: rule.minimum for name, rule in protected.items()})
    margins = count_margins(harmonised, protected, rules)
    shown = computed.filter(pl.col("kode_indikator").is_in(list(items)))
    numbers, in_indicators = _numbers(margins, shown, items, protected)
    codes = {
        code: {side.ukuran for _, side in protected_sides(item, protected)}
        for code, item in items.items()
    }
    held, report = _held(numbers, history, hold, earlier, codes)
    free = {cell: n for cell, n in numbers.items() if (cell.ukuran, cell.tahun) not in held}
    facts = plan_system(free, rules, protected, history, in_indicators)
    hidden, ample, report = _decided(free, *facts, report)
    told = {**dict.fromkeys(hidden, False), **dict.fromkeys(ample, True)}
    kept = rows_held(earlier, held, codes)
    decision = Decision(protected, numbers, told, held, rules.mustahil, kept)
    return Protected(
        indicator_table(shown, items, decision),
        counts_table(margins, decision),
        allowed,
        refused,
        report,
        margins,
    )


def _held(
    numbers: Mapping[Cell, int], history: History, hold: Collection[Series],
    earlier: Sequence[Earlier], codes: Mapping[str, set[str]],
) -> tuple[set[Series], Report]:  # fmt: skip
    """The series that stay as they were, and as the report names them by their reason."""
    before = series_of(earlier)
    known = before | {(cell.ukuran, cell.tahun) for cell in numbers}
    near = with_tied(held_back(numbers, history), known, codes)
    held = near | with_tied(hold, known, codes)
    told = [tuple(sorted(series)) for series in (held, held - near, held - before)]
    return held, Report(tertahan=told[0], ditolak=told[1], tanpa_angka=told[2])


def true_tables(computed: pl.DataFrame, protected: Protected) -> dict[str, pl.DataFrame]:
    """What `indikator` and `cacah` may show at most, for the audit; to be kept inside.

    The true numbers, but of a series that is held back those of the release before.
    """
    held, measured = set(protected.report.tertahan), protected_measures(policy())
    series = pl.DataFrame([*held], schema=SERIES, orient="row")
    pairs = [
        (item.kode, year)
        for item in protected.allowed
        for name, year in held
        if name in {side.ukuran for _, side in protected_sides(item, measured)}
    ]
    rows = pl.DataFrame(pairs, schema={"kode_indikator": pl.String, "tahun": pl.Int64},
                        orient="row")  # fmt: skip
    return {
        "indikator": _but_for(rows, computed, protected.indikator),
        "cacah": _but_for(series, protected.counted, protected.cacah),
    }


def _but_for(held: pl.DataFrame, true: pl.DataFrame, shown: pl.DataFrame) -> pl.DataFrame:
    """True rows, with those that `held` names as they are shown."""
    kept = shown.join(held, on=held.columns, how="semi").select(true.columns)
    return pl.concat([true.join(held, on=held.columns, how="anti"), kept])


def _judged(
    catalogue: Iterable[Indicator], protected: Mapping[str, MeasureRule]
) -> tuple[list[Indicator], list[Refusal]]:
    """Split a catalogue into what can be protected and what cannot, with the reason."""
    allowed, refused = list[Indicator](), list[Refusal]()
    for item in catalogue:
        reason = _objection(item, protected)
        if reason:
            sentence = f"{item.kode} {item.nama} tidak diterbitkan: {reason}."
            refused.append(Refusal(item.kode, sentence))
        else:
            allowed.append(item)
    return allowed, refused


def _objection(item: Indicator, protected: Mapping[str, MeasureRule]) -> str | None:
    """Why the numbers of an indicator cannot be protected; None where they can, or need not be."""
    sides = [side for _, side in protected_sides(item, protected)]
    own = strictest(["terbuka", *(class_of(side.ukuran) for side in sides)])
    kelas = class_of_indicator(item)
    if kelas != strictest([own, kelas]) or (kelas != own and not item.resmi):
        return f"kelasnya {kelas}, tetapi tidak ada ukurannya yang sekelas itu untuk dilindungi"
    if any(side.tiap_unit or side.sumber for side in sides):
        return "cacahnya bukan cacah orang yang dapat dilindungi bersama tabel lain"
    return None


def _numbers(
    margins: pl.DataFrame, shown: pl.DataFrame, items: Mapping[str, Indicator],
    protected: Mapping[str, MeasureRule],
) -> tuple[dict[Cell, int], set[Cell]]:  # fmt: skip
    """Every count that could be told, and those that an indicator tells."""
    rows = margins.filter(pl.col("jumlah").is_not_null()).select(*Cell._fields, "jumlah")
    numbers = {Cell(*row[:-1]): row[-1] for row in rows.iter_rows()}
    told = {
        cell: number
        for _, sides in cells_told(shown, items, protected)
        for _, cell, number in sides
        if number is not None and is_planned(cell, protected[cell.ukuran])
    }
    return told | numbers, set(told)


def _decided(
    numbers: Mapping[Cell, int], facts: System, short: Sequence[int], report: Report
) -> tuple[set[Cell], set[Cell], Report]:
    """The cells to hide, those of them that are plainly enough, and how many were looked at."""
    found = protect_readings(facts, short)
    hidden, ample = (hidden_of(numbers, marks) for marks in (found.hidden, found.ample))
    return hidden, ample, replace(
        report, sel=int(facts.wanted.sum()), disamarkan=len(hidden),
        terbuka=len(found.exposed), program=found.programmes,
    )  # fmt: skip
