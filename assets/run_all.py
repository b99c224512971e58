"""Run everything once, from drop folder to rilis: one order of work for button and terminal."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import dagster as dg

from assets.ekstrak import STAGE as EXTRACT
from assets.harmonis import COUNTED, OFFICIAL
from assets.harmonis import STAGE as HARMONISED
from assets.indikator import STAGE as COMPUTED
from assets.indikator import TOPICS
from assets.papan import tell, why
from assets.partitions import YEARS
from assets.pokja import INTERNAL
from assets.resources import Deployment
from pipelines.admit_setoran import Admission
from pipelines.receive_setoran import Reception
from pipelines.record_admission import withdraw_year
from pipelines.store_tables import Store, only_writer
from pipelines.take_in_registers import RegisterIntake
from schemas.sources import ALL_SOURCES

Report = Callable[[str], None]
LONGEST_CAUSE = 200
NOTHING_ADMITTED = (
    "Tidak ada satu angka pun yang dapat diterima dari map setoran; "
    "rilis terakhir, bila ada, tetap berlaku."
)
JobNamed = Callable[[str], dg.JobDefinition]


@dataclass
class Outcome:
    """What a whole run did: whether a release stands, and what went wrong on the way."""

    published: bool = False
    refused: list[str] = field(default_factory=list)  # sentences of what we did not let pass
    broken: list[str] = field(default_factory=list)  # sentences of steps that stopped by accident
    notes: list[str] = field(default_factory=list)  # sentences of what could not be done besides
    moved: Sequence[str] = ()  # labels of originals that left the drop folder
    # what was read, as this run found it
    reception: Reception = field(default_factory=lambda: Reception({}, [], 0))
    admissions: Mapping[str, Admission | RegisterIntake] = field(default_factory=dict)


def run_all(
    job_named: JobNamed, instance: dg.DagsterInstance, deployment: Deployment, report: Report
) -> Outcome:
    """Receive, check each year, compute each year, publish, put closed originals away.

    A year that fails its check is reported and the others go on: what it admitted is
    computed, what it did not admit stays as it was.
    """
    outcome = Outcome()
    with only_writer(deployment.store.root):
        _stages(_Runner(job_named, instance, outcome), deployment, report)
        report("Memperbarui papan status …")
        outcome.notes += tell(deployment, instance)
        outcome.reception = deployment.reception()
        outcome.admissions = {code: deployment.admission(code) for code in ALL_SOURCES}
        _clean(deployment, outcome)  # last, for all before it reads the drop folder
    return outcome


def _clean(deployment: Deployment, outcome: Outcome) -> None:
    """Take out what was admitted of closed sumber; whatever happens here, the release stands."""
    try:
        cleaning = deployment.clean()
    except Exception as error:
        outcome.notes.append(f"Berkas sensitif tetap di map setoran ({why(error)}).")
        return
    outcome.moved = cleaning.moved
    outcome.notes += [f"Tetap di map setoran: {sentence}." for sentence in cleaning.stayed]


def _stages(run: "_Runner", deployment: Deployment, report: Report) -> None:
    report("Menerima setoran …")
    run("terima_setoran")
    for year, sources in years_to_run(deployment):
        report(f"Memeriksa {year}: {', '.join(sources)} …")
        run("periksa_setoran", year, [dg.AssetKey([EXTRACT, name]) for name in sources])
        report(f"Menghitung indikator {year} …")
        _compute(run, deployment.store, year, sources)
    if not any(deployment.admission(source).tally["diterima"] for source in ALL_SOURCES):
        run.outcome.refused.append(NOTHING_ADMITTED)
        return
    report("Menyusun rilis …")
    run.outcome.published = run("terbitkan")


def _compute(run: "_Runner", store: Store, year: str, sources: Sequence[str]) -> None:
    """Compute a year from the sumber that have an extract; forget its indicators without any."""
    ready = [name for name in sources if store.path(EXTRACT, name, year).is_file()]
    if any(store.path(EXTRACT, name, year).is_file() for name in (*COUNTED, *OFFICIAL)):
        keys = [
            *(dg.AssetKey([HARMONISED, name]) for name in ready),
            *TOPICS.values(),
            *INTERNAL.values(),
        ]
        run("hitung_indikator", year, keys)
        return
    if ready:
        run("hitung_indikator", year, [dg.AssetKey([HARMONISED, name]) for name in ready])
    for topic in (*TOPICS, *INTERNAL):
        store.discard(COMPUTED, topic, year)


def years_to_run(deployment: Deployment) -> Iterator[tuple[str, list[str]]]:
    """Each year with something to do, and the sumber that have something on it.

    Besides what the drop folder holds: years whose last good extract came from a file that
    can no longer be read, so that they turn red; and years that their files no longer speak
    of, whose tables are withdrawn.
    """
    found: dict[str, list[str]] = {}
    for source in ALL_SOURCES:
        now = set(deployment.admission(source).years)
        for year in now | set(_years_gone(deployment, source, now)):
            found.setdefault(str(year), []).append(source)
    known = set(YEARS.get_partition_keys())
    yield from ((year, found[year]) for year in sorted(found) if year in known)


def _years_gone(deployment: Deployment, source: str, now: set[int]) -> Iterator[int]:
    delivered = {d.setoran.label for d in deployment.reception().deliveries[source]}
    broken = deployment.broken(source)
    for year, files in deployment.store.files_behind(EXTRACT, source):
        if files & broken:
            yield year
        elif year not in now and files <= delivered:
            withdraw_year(deployment.store, source, year)
            yield year


@dataclass(frozen=True)
class _Runner:
    """What the runs of one process share, and the sentences of those that failed."""

    job_named: JobNamed
    instance: dg.DagsterInstance
    outcome: Outcome

    def __call__(
        self, job: str, year: str | None = None, keys: Sequence[dg.AssetKey] | None = None
    ) -> bool:
        """One run of one job; True when it succeeded."""
        result = self.job_named(job).execute_in_process(
            instance=self.instance,
            partition_key=year,
            asset_selection=keys,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            raise_on_error=False,
            tags={"pemicu": "jalankan"},
        )
        for event in result.all_events:
            if event.is_step_failure:
                self._note(event)
        return result.success

    def _note(self, event: dg.DagsterEvent) -> None:
        """Keep why a step stopped, in one sentence: ours where we refused, else the machine's."""
        failure = event.step_failure_data
        if failure.user_failure_data and failure.user_failure_data.description:
            self.outcome.refused.append(failure.user_failure_data.description)
            return
        error = failure.error.cause or failure.error if failure.error else None
        what = " ".join(error.message.split())[:LONGEST_CAUSE] if error else "sebab tidak diketahui"
        self.outcome.broken.append(
            f"Langkah {event.step_key} terhenti oleh galat mesin ({what}). "
            "Tabelnya yang lama tetap dipakai; beri tahu pengelola."
        )
