"""Work out how far each agency is with each sumber and year, from what is on record."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipelines.gather_status import SENSITIVE_FILE, Arrival, Facts, File
from pipelines.load_schedule import duties_of, owner
from schemas.papan import Due, Duty, StatusRow
from schemas.sumber import Source
from schemas.temuan import RULES

WAITING = "menunggu pemeriksaan"
UNUSABLE = "berkas tidak dapat dipakai ({}); sebabnya ada di surat"
OLD_FIGURES = "angka yang tampak dari berkas sebelumnya, yang tetap dipakai"
GONE = "berkasnya tidak lagi di map setoran; angkanya tetap dipakai"
PARTLY_OUT = "bagian yang diterima sudah terbit"
NOTHING_USABLE = "tidak ada angka yang dapat dipakai"


@dataclass(frozen=True)
class _Share:
    """The part of the facts that is one duty's own."""

    arrivals: Sequence[Arrival]
    counts: Mapping[int, Mapping[File, tuple[int, int]]]  # by year
    findings: Sequence[tuple[int | None, str, str]]  # tahun, aturan, berkas
    used: Mapping[int, Set[File]]
    published: Set[File]

    def read(self, arrival: Arrival) -> set[int]:
        """The years for which numbers of a file, as it is now, were read."""
        file = (arrival.label, arrival.digest)
        return {year for year, files in self.counts.items() if file in files}

    def years(self, arrival: Arrival) -> set[int | None]:
        """The years a file speaks of, as far as anybody knows."""
        said = {year for year, _, label in self.findings if label == arrival.label and year}
        if read := self.read(arrival):
            return {*read, *said}
        if arrival.year:
            return {arrival.year}
        before = {y for y, files in self.counts.items() if arrival.label in dict(files)}
        return {*(said or before or {None})}

    def trouble(self, arrival: Arrival) -> str:
        """Why a file has not been read; empty when it has."""
        if arrival.rule:
            return UNUSABLE.format(arrival.rule)
        if self.read(arrival):
            return ""
        rules = sorted({rule for _, rule, label in self.findings if label == arrival.label})
        if not (arrival.archived and rules):
            return WAITING
        broken = [rule for rule in rules if RULES[rule].family == "berkas"]
        return UNUSABLE.format(broken[0]) if broken else ""


@dataclass(frozen=True)
class _Case:
    """One year of one share, and what is to be said of it."""

    share: _Share
    year: int | None

    @cached_property
    def here(self) -> list[Arrival]:
        mine = [a for a in self.share.arrivals if self.year in self.share.years(a)]
        return sorted(mine, key=lambda arrival: arrival.label)

    @cached_property
    def counts(self) -> Mapping[File, tuple[int, int]]:
        return self.share.counts.get(self.year, {}) if self.year else {}

    @cached_property
    def troubles(self) -> list[str]:
        found = (self.share.trouble(arrival) for arrival in self.here)
        return [*dict.fromkeys(trouble for trouble in found if trouble)]

    @cached_property
    def rules(self) -> list[str]:
        labels = {arrival.label for arrival in self.here} | {label for label, _ in self.counts}
        own = (self.year, None)
        return [r for year, r, label in self.share.findings if label in labels and year in own]

    @cached_property
    def faults(self) -> int:
        return sum(RULES[rule].severity == "galat" for rule in self.rules)

    @property
    def admitted(self) -> int:
        return sum(admitted for admitted, _ in self.counts.values())

    @property
    def returned(self) -> int:
        return sum(returned for _, returned in self.counts.values())

    @property
    def published(self) -> bool:
        """Whether all that is harmonised of these very files is in the release in force."""
        used = self.share.used.get(self.year, frozenset()) if self.year else frozenset()
        return bool(used) and used <= self.share.published and used <= self.counts.keys()

    @property
    def status(self) -> str:
        if self.troubles:
            return "diterima"
        if self.returned or self.faults:
            return "dikembalikan"
        if self.admitted:
            return "terbit" if self.published else "lolos"
        return "diterima" if self.here else "belum"

    @property
    def owing(self) -> bool:
        """Whether it is the agency that has something to do."""
        refused = any(trouble != WAITING for trouble in self.troubles)
        return refused or self.status in ("belum", "dikembalikan")

    @property
    def notes(self) -> Iterator[str]:
        yield from self.troubles
        if self.counts and not self.here:
            yield GONE
        elif self.counts.keys() - {(arrival.label, arrival.digest) for arrival in self.here}:
            yield OLD_FIGURES
        if self.status == "dikembalikan" and self.published:
            yield PARTLY_OUT
        if self.status == "diterima" and not self.troubles:
            yield NOTHING_USABLE


def build_rows(
    facts: Facts, sources: Mapping[str, Source], schedule: Sequence[Duty], today: date
) -> list[StatusRow]:
    """A row per agency, sumber and year that is owed or has something, agencies in order."""
    rows = [
        _row(source, duty, _Case(share, year), facts, today)
        for source in sources.values()
        for duty, share in _shares(facts, source, schedule)
        for year in _years(duty, share, today)
    ]
    return sorted(rows, key=lambda row: row.opd.casefold())


def year_in_front(today: date) -> int:
    """The last year that is over: the one whose data is being collected."""
    return today.year - 1


def unknown_files(facts: Facts) -> list[str]:
    """Files of no sumber with the rule that refused them; sensitive ones without their name."""
    return [
        f"berkas ditolak ({SENSITIVE_FILE}); namanya tidak ditampilkan"
        if arrival.rule == SENSITIVE_FILE
        else f"{arrival.label} ({arrival.rule})"
        for arrival in facts.arrivals.get("", ())
    ]


def _shares(
    facts: Facts, source: Source, schedule: Sequence[Duty]
) -> Iterator[tuple[Duty, _Share]]:
    duties = duties_of(source, schedule)
    for duty in duties:

        def is_own(label: str, duty: Duty = duty) -> bool:
            return owner(label, duties) is duty

        yield (
            duty,
            _Share(
                arrivals=[a for a in facts.arrivals.get(source.kode, ()) if is_own(a.label)],
                counts={
                    year: own
                    for (name, year), files in facts.counts.items()
                    if name == source.kode
                    and (own := {file: many for file, many in files.items() if is_own(file[0])})
                },
                findings=[f[1:] for f in facts.findings if f[0] == source.kode and is_own(f[3])],
                used={
                    year: {file for file in files if is_own(file[0])}
                    for (name, year), files in facts.used.items()
                    if name == source.kode
                },
                published={item[1:] for item in facts.inputs if item[0] == source.kode},
            ),
        )


def _years(duty: Duty, share: _Share, today: date) -> list[int | None]:
    """Years owed by now, and years of which anything is on record; the newest first."""
    seen = {year for arrival in share.arrivals for year in share.years(arrival)} | {*share.counts}
    owed: set[int] = set()
    if duty.sejak is not None:
        near = range(duty.sejak, today.year + 2)  # a plan is due before its year begins
        due = {year for year in near if any(d.of(year) <= today for d in duty.tenggat)}
        owed = due | {*range(duty.sejak, today.year)}
    return sorted(seen | owed, key=lambda year: year or today.year + 99, reverse=True)


def _row(source: Source, duty: Duty, case: _Case, facts: Facts, today: date) -> StatusRow:
    arrived = max((arrival.time for arrival in case.here), default=None)
    due = _due(duty, case)
    day = due.of(case.year) if due and case.year else None
    until = today if case.owing or arrived is None else arrived.date()
    shown = [arrival.label for arrival in case.here if arrival.rule != SENSITIVE_FILE]
    return StatusRow(
        opd=duty.opd,
        sumber=source.kode,
        judul=source.judul,
        tahun=case.year,
        status=case.status,
        catatan=[*case.notes],
        diterima=case.admitted,
        dikembalikan=case.returned,
        galat=case.faults,
        peringatan=len(case.rules) - case.faults,
        jatuh_tempo=day,
        tenggat=due,
        terlambat=max(0, (until - day).days) if day and (case.owing or arrived) else 0,
        menunggu=case.owing,
        tiba=arrived,
        balikan=[link for label in shown for link in facts.returned.get(label, ())],
    )


def _due(duty: Duty, case: _Case) -> Due | None:
    """The first date missed when nothing came, else the one by which the year is whole."""
    year = case.year
    if year is None or not duty.tenggat:
        return None
    dates = sorted(duty.tenggat, key=lambda due: due.of(year))
    return dates[0] if case.status == "belum" else dates[-1]
