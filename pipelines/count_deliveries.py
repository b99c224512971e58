"""Count what each agency owed of data terpilah, brought, brought in time, and had right."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipelines.load_schedule import duties_of, owner
from pipelines.read_periods import last_day, read_period
from schemas.aturan import RULES
from schemas.papan import Due, Duty
from schemas.sumber import Source

HALVES = {"S1": range(1, 7), "S2": range(7, 13)}
YEAR = range(1, 13)
OWED = {"opd": pl.String, "tahun": pl.Int64, "semester": pl.String, "data_wajib": pl.Int64,
        "data_tiba": pl.Int64, "data_tepat_waktu": pl.Int64, "data_lolos": pl.Int64,
        "data_tepat_lolos": pl.Int64}  # fmt: skip
NUMBERS = {"opd": pl.String, "tahun": pl.Int64, "semester": pl.String, "angka_dibaca": pl.Int64,
           "angka_diterima": pl.Int64}  # fmt: skip


@dataclass(frozen=True)
class Ledgers:
    """What is on record of deliveries: the files that count now, when each came, their findings.

    `records` and `arrivals` are shaped as `record_arrivals` has them, `findings` as
    `all_findings`.
    """

    records: pl.DataFrame
    arrivals: pl.DataFrame
    findings: pl.DataFrame

    @property
    def as_of(self) -> date | None:
        """The day the last file came: what fell due later is nobody's fault yet."""
        return max(self.arrivals["tanggal"].drop_nulls().to_list(), default=None)


def speaks_of_sexes(source: Source) -> bool:
    """Whether a sumber is data terpilah: counts of persons by sex."""
    return source.harmonis == "cacah" and "jenis_kelamin" in source.columns


def owed(ledgers: Ledgers, sources: Mapping[str, Source], schedule: Sequence[Duty]) -> pl.DataFrame:
    """One row per due date of a duty that had come by `as_of`; `opd` as the schedule names it.

    Each number is 0 or 1. What a file says of a whole year is there for the dates of the whole
    year and of its last part, and not for those of the first half. In time is what first came
    by the due date, though it was mended later; right is what stands now without a number
    returned and without galat.
    """
    years = sorted(set(ledgers.records["tahun"]))
    rows = [
        row
        for source in sources.values()
        if speaks_of_sexes(source)
        for row in _of_source(source, duties_of(source, schedule), years, ledgers)
    ]
    return pl.DataFrame(rows, schema=OWED, orient="row")


def numbers(
    ledgers: Ledgers, sources: Mapping[str, Source], schedule: Sequence[Duty]
) -> pl.DataFrame:
    """Numbers read and admitted by agency, year and half-year of what the extracts hold now.

    Not of sensitive sumber, where they would say how many persons or cases there are.
    """
    rows = []
    for record in ledgers.records.rows(named=True):
        source = sources.get(record["sumber"])
        if source is not None and speaks_of_sexes(source) and _may_be_told(source):
            duty = owner(record["berkas"], duties_of(source, schedule))
            read = record["diterima"] + record["dikembalikan"]
            half = next(n for n, months in HALVES.items() if _month(record["periode"]) in months)
            rows.append((duty.opd, record["tahun"], half, read, record["diterima"]))
    return pl.DataFrame(rows, schema=NUMBERS, orient="row")


def _may_be_told(source: Source) -> bool:
    return source.register or not source.private


def months_of(periode: str) -> range:
    """The months that a due date of the schedule is about: “semester 1”, “triwulan 3”, “tahun”."""
    part = re.fullmatch(r"(semester|triwulan) ([1-4])", periode.strip().casefold())
    if part is None:
        return YEAR
    width = {"semester": 6, "triwulan": 3}[part[1]]
    return range((int(part[2]) - 1) * width + 1, int(part[2]) * width + 1)


def half_of(months: range) -> str:
    """S1 or S2 for a due date that lies in one half of the year, else setahun."""
    return next((n for n, half in HALVES.items() if set(months) <= set(half)), "setahun")


def _of_source(
    source: Source, duties: Sequence[Duty], years: Iterable[int], ledgers: Ledgers
) -> Iterator[tuple]:
    records = ledgers.records.filter(sumber=source.kode).rows(named=True)
    arrivals = ledgers.arrivals.filter(sumber=source.kode).rows(named=True)
    faulty = _faulty(ledgers.findings.filter(sumber=source.kode))
    for duty in duties:
        here, came = ([r for r in rows if owner(r["berkas"], duties) is duty]
                      for rows in (records, arrivals))  # fmt: skip
        for year, due in _due(duty, years, ledgers.as_of):
            held, first = _about(here, year, due), _about(came, year, due)
            dates = [row["tanggal"] for row in first if row["tanggal"]]
            in_time = bool(held) and bool(dates) and min(dates) <= due.of(year)
            right = _right(held, faulty)
            half = half_of(months_of(due.periode))
            yield (
                duty.opd,
                year,
                half,
                1,
                *map(int, (held != [], in_time, right, in_time and right)),
            )


def _due(duty: Duty, years: Iterable[int], as_of: date | None) -> Iterator[tuple[int, Due]]:
    for year in years:
        for due in duty.tenggat:
            begun = duty.sejak is not None and year >= duty.sejak
            if begun and as_of is not None and due.of(year) <= as_of:
                yield year, due


def _about(rows: Iterable[Mapping], year: int, due: Due) -> list[Mapping]:
    months = months_of(due.periode)
    return [r for r in rows if r["tahun"] == year and _month(r["periode"]) in months]


def _month(periode: str) -> int:
    """The month a period ends in; of a school year, which ends in the next year, the last one."""
    period = read_period(periode)
    return 12 if period is None or period.kind == "tahun_ajaran" else last_day(period).month


def _faulty(findings: pl.DataFrame) -> set[tuple[int | None, str]]:
    rows = findings.select("tahun", "berkas", "aturan").rows()
    return {(year, label) for year, label, rule in rows if RULES[rule].severity == "galat"}


def _right(held: Sequence[Mapping], faulty: set[tuple[int | None, str]]) -> bool:
    returned = sum(row["dikembalikan"] for row in held)
    admitted = sum(row["diterima"] for row in held)
    blamed = any((year, row["berkas"]) in faulty for row in held for year in (row["tahun"], None))
    return admitted > 0 and not returned and not blamed
