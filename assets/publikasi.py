"""Stage publikasi: one rilis of all tables together, the only thing that outsiders read."""

from collections.abc import Callable, Collection, Iterator, Sequence

import dagster as dg
import polars as pl

from assets.checks import result_of
from assets.describe import column_schema, summary
from assets.ekstrak import STAGE as EXTRACT
from assets.harmonis import COUNTED, OFFICIAL, TARGETS
from assets.harmonis import STAGE as HARMONISED
from assets.indikator import STAGE as COMPUTED
from assets.indikator import TOPICS
from assets.pokja import pokja_tables
from assets.resources import Deployment
from pipelines.audit.gate import Refused, gate
from pipelines.build_publication import BESIDE, budget_tables, build_tables
from pipelines.check_publication import check_publication
from pipelines.hold_back import until_it_passes
from pipelines.load_catalogue import indicators
from pipelines.protect.history import Series, read_earlier
from pipelines.protect.release import Protected, protect, true_tables
from pipelines.publish_release import Release, publish
from pipelines.rate_agencies import with_own_indicators
from pipelines.record_admission import all_findings, as_table
from pipelines.store_tables import Store
from schemas.aturan import OF_RELEASES
from schemas.harmonis import Harmonis
from schemas.indikator import Indikator
from schemas.publikasi import TABLES
from schemas.sources import ALL_SOURCES
from schemas.target import TargetHarmonis
from schemas.temuan import Finding

STAGE = "publikasi"


@dg.multi_asset(
    name="rilis",
    group_name="5_publikasi",
    specs=[
        dg.AssetSpec(
            [STAGE, name],
            description=summary(model),
            deps=[
                *TOPICS.values(),
                *(dg.AssetKey([HARMONISED, name]) for name in (*TARGETS, *BESIDE)),
            ],
            metadata={"dagster/column_schema": column_schema(model)},
            kinds={"duckdb", "parquet"},
            owners=["team:walidata"],
        )
        for name, model in TABLES.items()
    ],
    check_specs=[
        dg.AssetCheckSpec(name, asset=[STAGE, "indikator"], description=text)
        for name, text in OF_RELEASES.items()
    ],
)
def rilis(
    context: dg.AssetExecutionContext, deployment: Deployment
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    """Terbitkan semua tabel bersama-sama, atau tidak sama sekali."""
    release, findings = publish_all(deployment, context.log.warning)
    for family in OF_RELEASES:
        yield result_of(family, findings, dg.AssetKey([STAGE, "indikator"]))
    for name, rows in release.rows.items():
        path = str(release.folder / f"{name}.parquet")
        yield dg.MaterializeResult(
            asset_key=[STAGE, name],
            metadata={"dagster/row_count": rows, "rilis": release.id, "dagster/uri": path},
        )


def publish_all(
    deployment: Deployment, warn: Callable[[str], object]
) -> tuple[Release, list[Finding]]:
    """Build and publish a release from everything on record, with what is said of it.

    Emptiness is not published, nor an indicator without its metadata. What the audit finds
    exposed stays as in the release before; where that does not help nothing is published.
    """
    store = deployment.store
    computed = _all(store, COMPUTED, list(TOPICS), Indikator)
    targets = _all(store, HARMONISED, TARGETS, TargetHarmonis)
    counted = any(store.paths(EXTRACT, name) for name in COUNTED)
    if computed.is_empty() and (counted or targets.is_empty()):
        raise dg.Failure("Belum ada indikator atau target untuk diterbitkan.", allow_retries=False)
    counts = _all(store, HARMONISED, COUNTED, Harmonis)
    earlier = read_earlier(store.root / STAGE)
    once = _once(warn)

    def attempt(hold: Collection[Series]) -> tuple[Release, list[Finding]]:
        protected = protect(computed, counts, indicators().values(), earlier, hold)
        for sentence in protected.sentences:
            once(sentence)
        return _publish(deployment, computed, targets, protected, once)

    try:
        return until_it_passes(attempt)
    except Refused as refused:
        raise dg.Failure(str(refused), allow_retries=False) from refused


def _publish(
    deployment: Deployment,
    computed: pl.DataFrame,
    targets: pl.DataFrame,
    protected: Protected,
    warn: Callable[[str], object],
) -> tuple[Release, list[Finding]]:
    """Publish what is protected, with all that is made of it; raises Refused."""
    store = deployment.store
    true = true_tables(computed, protected)
    shown, allowed = protected.indikator, protected.allowed
    others = {**pokja_tables(deployment, shown, allowed, warn), "cacah": protected.cacah}
    shown = with_own_indicators(shown, others["kinerja_opd"], indicators().values())
    others = {**others, **budget_tables(_beside(store))}
    found = check_publication(shown, protected.cacah, allowed, protected.counted)
    _refuse_faulty(found)
    findings = pl.concat([all_findings(store), as_table(found)])
    tables = build_tables(shown, targets, findings, allowed, others)
    own = with_own_indicators(true["indikator"], others["kinerja_opd"], indicators().values())
    check = gate(store, {**true, "indikator": own})
    return publish(store.root / STAGE, tables, _inputs(store), check), found


def _once(warn: Callable[[str], object]) -> Callable[[str], None]:
    """Say each sentence once, however often it is attempted."""
    said = set[str]()

    def say(sentence: str) -> None:
        if sentence not in said:
            said.add(sentence)
            warn(sentence)

    return say


def _refuse_faulty(findings: Sequence[Finding]) -> None:
    if faulty := [f"{f.kalimat} {f.perbaikan}" for f in findings if f.tingkat == "galat"]:
        raise dg.Failure(" ".join(faulty), allow_retries=False)


def _all(store: Store, stage: str, names: list[str], model) -> pl.DataFrame:
    empty = pl.DataFrame(schema={n: c.dtype.type for n, c in model.to_schema().columns.items()})
    return pl.concat([empty, *(table for name in names for table in store.read_all(stage, name))])


def _beside(store: Store) -> dict[str, pl.DataFrame]:
    """The harmonised sumber that tables are made of without an indicator, all years together."""
    found = {name: [*store.read_all(HARMONISED, name)] for name in BESIDE}
    return {name: pl.concat(tables) for name, tables in found.items() if tables}


def _inputs(store: Store) -> list[dict[str, str]]:
    """The files behind the release, by sumber, name and hash; none that nobody may know of.

    That there is a register of the population is no secret, and its figures are published.
    """
    sources = {name: ALL_SOURCES[name] for name in (*COUNTED, *OFFICIAL, *TARGETS)}
    names = [name for name, each in sources.items() if each.register or not each.private]
    wanted = [(name, table) for name in names for table in store.read_all(HARMONISED, name)]
    rows = {
        (name, *pair)
        for name, table in wanted
        for pair in table.select("berkas", "sidik").unique().rows()
    }
    return [dict(zip(("sumber", "berkas", "sidik"), row, strict=True)) for row in sorted(rows)]
