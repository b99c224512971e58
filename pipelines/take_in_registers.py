"""Take in the registers of one sumber: one speaks for each year, the others are told why not."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.read_periods import last_day, read_period
from pipelines.read_setoran import Delivery
from schemas.sumber import Source
from schemas.temuan import BrokenFile, Finding

if TYPE_CHECKING:
    from pipelines.admit_register import RegisterAdmission


@dataclass(frozen=True)
class RegisterIntake:
    """What became of one sumber's registers, by the year of their reference date.

    `unread` names the files of a year none of which could be taken; its last good extract stays.
    """

    source: Source
    by_year: Mapping[int, "RegisterAdmission"]
    unread: Mapping[int, Sequence[str]]
    findings: Sequence[Finding]
    out_of_scope: int = 0

    @property
    def years(self) -> list[int]:
        return sorted({*self.by_year, *self.unread})

    @property
    def tally(self) -> Mapping[str, int]:
        """What became of every person read, in the words of `Admission.tally`."""
        found = self.by_year.values()
        return {
            "dibaca": sum(one.read for one in found),
            "diterima": sum(one.admitted for one in found),
            "dikembalikan": sum(one.returned for one in found),
            "baris jumlah": 0,
            "baris kembar": sum(one.repeats for one in found),
            "elemen sensitif": 0,
        }


def take_in_registers(
    source: Source, deliveries: Sequence[Delivery], folder: Path
) -> RegisterIntake:
    """Admit the register of each year into `folder`/<year>.parquet.

    Of several in a year the one of the latest reference date counts; two of the same date
    cannot be told apart and both go back. Raises BadKey.
    """
    from pipelines.admit_register import admit_register  # noqa: PLC0415 - keeps loading quick

    dated, findings = _by_year(deliveries)
    admitted, unread = {}, {}
    for year, of_year in dated.items():
        day = max(of_year)
        latest = of_year[day]
        findings += _passed_over(of_year, day)
        try:
            delivery = _only(latest, day)
            out = folder / f"{year}.parquet"
            admitted[year] = admit_register(delivery, day, delivery.home, out)
            findings += admitted[year].findings
        except BrokenFile as broken:
            findings += _for_each(broken.finding, latest)
            unread[year] = [delivery.setoran.label for delivery in latest]
    return RegisterIntake(source, admitted, unread, findings)


Dated = Mapping[date, Sequence[Delivery]]


def _by_year(deliveries: Sequence[Delivery]) -> tuple[Mapping[int, Dated], list[Finding]]:
    """The deliveries by year and reference date, and a finding for each that states none."""
    dated: dict[int, dict[date, list[Delivery]]] = defaultdict(lambda: defaultdict(list))
    findings = []
    for delivery in deliveries:
        period = read_period(delivery.facts.get("tahun", ""))
        if period:
            day = last_day(period)
            dated[day.year][day].append(delivery)
        else:
            findings.append(_told("B12", delivery, isian="“Tahun”"))
    return dated, findings


def _passed_over(of_year: Dated, latest: date) -> list[Finding]:
    used = of_year[latest][0].setoran.label
    earlier = [each for day in sorted(of_year) if day < latest for each in of_year[day]]
    return [_told("K7", each, pengganti=used, masa=_written(latest)) for each in earlier]


def _only(deliveries: Sequence[Delivery], day: date) -> Delivery:
    if len(deliveries) > 1:
        raise BrokenFile(_told("B15", deliveries[0], masa=_written(day), kali=len(deliveries)))
    return deliveries[0]


def _written(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _for_each(finding: Finding, deliveries: Sequence[Delivery]) -> list[Finding]:
    return [replace(finding, berkas=each.setoran.label) for each in deliveries]


def _told(rule: str, delivery: Delivery, **facts: object) -> Finding:
    return Finding(rule, delivery.setoran.label, sumber=delivery.source.kode, fakta=facts)
