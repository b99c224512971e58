"""Run everything once, from drop folder to rilis: one order of work for button and terminal."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import dagster as dg

from assets.ekstrak import STAGE as EXTRACT
from assets.harmonis import STAGE as HARMONISED
from assets.harmonis import TARGETS
from assets.indikator import TOPICS
from assets.partitions import YEARS
from assets.resources import Deployment
from pipelines.store_tables import only_writer
from schemas.sources import SOURCES

Report = Callable[[str], None]
JobNamed = Callable[[str], dg.JobDefinition]


@dataclass
class Outcome:
    """What a whole run did; `published` is the release id when the last job succeeded."""

    failed: list[str] = field(default_factory=list)
    published: bool = False
    sentences: list[str] = field(default_factory=list)


def run_all(
    job_named: JobNamed, instance: dg.DagsterInstance, deployment: Deployment, report: Report
) -> Outcome:
    """Receive, check each year, compute each year, publish.

    A year that fails its check is reported and the others go on: what it admitted is
    computed, what it did not admit stays as it was.
    """
    outcome = Outcome()
    run = _Runner(job_named, instance, outcome.sentences)
    with only_writer(deployment.store.root):
        report("Menerima setoran …")
        run("terima_setoran")
        for year, sources in years_to_run(deployment):
            report(f"Memeriksa {year}: {', '.join(sources)} …")
            if not run("periksa_setoran", year, [dg.AssetKey([EXTRACT, name]) for name in sources]):
                outcome.failed.append(year)
            report(f"Menghitung indikator {year} …")
            counted = [dg.AssetKey([HARMONISED, name]) for name in sources]
            topics = TOPICS.values() if set(sources) - {TARGETS} else []
            run("hitung_indikator", year, [*counted, *topics])
        report("Menyusun rilis …")
        outcome.published = run("terbitkan")
    return outcome


def years_to_run(deployment: Deployment) -> Iterator[tuple[str, list[str]]]:
    """Each year that the drop folder speaks of, with the sumber that have something on it."""
    found: dict[str, list[str]] = {}
    for source in SOURCES:
        for year in {*deployment.admission(source).years, *_years_now_broken(deployment, source)}:
            found.setdefault(str(year), []).append(source)
    known = set(YEARS.get_partition_keys())
    yield from ((year, found[year]) for year in sorted(found) if year in known)


def _years_now_broken(deployment: Deployment, source: str) -> Iterator[int]:
    """Years whose last good extract came from a file that can no longer be read.

    They are run again so that their partition turns red; the extract itself stays.
    """
    findings = [*deployment.reception().refused, *deployment.admission(source).findings]
    broken = {f.berkas for f in findings if f.rule.family == "berkas"}
    for extract in deployment.store.read_all(EXTRACT, source) if broken else ():
        if broken & set(extract["berkas"]):
            yield from extract["tahun"].unique()


@dataclass(frozen=True)
class _Runner:
    """What the runs of one process share, and the sentences of those that failed."""

    job_named: JobNamed
    instance: dg.DagsterInstance
    sentences: list[str]

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
        self.sentences.extend(_why(event) for event in result.all_events if event.is_step_failure)
        return result.success


def _why(event: dg.DagsterEvent) -> str:
    """Why a step stopped, in one sentence: ours where we refused, the machine's otherwise."""
    failure = event.step_failure_data
    if failure.user_failure_data and failure.user_failure_data.description:
        return failure.user_failure_data.description
    error = failure.error.cause or failure.error if failure.error else None
    what = " ".join(error.message.split()) if error else "sebab tidak diketahui"
    return f"Langkah {event.step_key} terhenti: {what} Rilis terakhir tetap berlaku."
