"""Put down what admission decided for one sumber and year; a bad file never wipes a good table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.admit_setoran import Admission
from pipelines.store_tables import RETURNED, Store
from pipelines.take_in_registers import RegisterIntake
from schemas.aturan import FAMILIES
from schemas.temuan import Finding

EXTRACT, HARMONISED, FINDINGS = "ekstrak", "harmonis", "temuan"
UNDATED = "tanpa_tahun"
FINDING_SCHEMA = {
    "sumber": pl.String, "tahun": pl.Int64, "aturan": pl.String,
    "berkas": pl.String, "lembar": pl.String, "sel": pl.String,
}  # fmt: skip


@dataclass(frozen=True)
class YearOutcome:
    """One sumber and year after admission: rows taken in, rows sent back, and why."""

    sumber: str
    year: int
    admitted: int
    returned: int
    findings: Sequence[Finding]
    unreadable: Sequence[str] = ()  # files behind the last good extract that cannot be read now

    def of_family(self, family: str) -> Sequence[Finding]:
        return [finding for finding in self.findings if finding.rule.family == family]

    def by_family(self) -> dict[str, Sequence[Finding]]:
        return {family: self.of_family(family) for family in FAMILIES}


def record_year(
    store: Store, admission: Admission | RegisterIntake, year: int,
    broken: frozenset[str] = frozenset(),
) -> YearOutcome:  # fmt: skip
    """Write the year's extract, what was returned, and the findings.

    The last good extract stays where it is when nothing is admissible, and when a file it
    was made from is among the `broken`: what the other files say would be less than it.
    The extract of a register is there already, for it was written while it was read.
    """
    if isinstance(admission, RegisterIntake):
        return _record_register(store, admission, year)
    of_year = pl.col("tahun") == year
    admitted = admission.admitted.filter(of_year).drop("_id")
    returned = admission.returned.filter(of_year).drop("_id")
    findings = [finding for finding in admission.findings if finding.tahun == year]
    name = admission.source.kode
    last_good = store.read(EXTRACT, name, year)
    lost = broken & set(last_good["berkas"]) if last_good is not None else frozenset[str]()
    if not admitted.is_empty() and not lost:
        order = ["berkas", "lembar", "baris", "sel"]
        private = admission.source.private
        store.write(admitted.sort(order), EXTRACT, name, year, private=private)
        store.write(returned.sort(order), EXTRACT, f"{name}_{RETURNED}", year, private=private)
    record_findings(store, name, year, findings)
    return YearOutcome(name, year, admitted.height, returned.height, findings, sorted(lost))


def _record_register(store: Store, intake: RegisterIntake, year: int) -> YearOutcome:
    name, found = intake.source.kode, intake.by_year.get(year)
    findings = [finding for finding in intake.findings if finding.tahun == year]
    record_findings(store, name, year, findings)
    admitted, returned = (found.admitted, found.returned) if found else (0, 0)
    return YearOutcome(name, year, admitted, returned, findings, intake.unread.get(year, ()))


def withdraw_year(store: Store, name: str, year: int) -> None:
    """Take back the extract of a year that its own files no longer speak of."""
    for table in (name, f"{name}_{RETURNED}"):
        store.discard(EXTRACT, table, year)
    store.discard(HARMONISED, name, year)


def record_findings(store: Store, name: str, year: int | str, findings: Iterable[Finding]) -> None:
    """Keep addresses and rules, never the content of a cell: it may name a person."""
    table = as_table(findings, name)
    if not table.is_empty():
        store.write(table.sort(table.columns), FINDINGS, name, year)
    else:
        store.discard(FINDINGS, name, year)


def as_table(findings: Iterable[Finding], name: str = "") -> pl.DataFrame:
    """Findings as rows of `FINDING_SCHEMA`; those that name no sumber are of `name`."""
    rows = [(f.sumber or name, f.tahun, f.aturan, f.berkas, f.lembar, f.sel) for f in findings]
    return pl.DataFrame(rows, schema=FINDING_SCHEMA, orient="row")


def all_findings(store: Store) -> pl.DataFrame:
    """The findings of every sumber and year now on record."""
    paths = sorted((store.root / FINDINGS).glob("*/*.parquet"))
    return pl.concat([pl.DataFrame(schema=FINDING_SCHEMA), *map(pl.read_parquet, paths)])
