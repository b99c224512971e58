"""The tables of the Pokja PUG: those that are published, and those of victims that are not."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import polars as pl

from assets.describe import column_schema, summary
from assets.ekstrak import STAGE as EXTRACT
from assets.harmonis import STAGE as HARMONISED
from assets.partitions import YEARS
from assets.resources import TIME_ZONE, Deployment
from pipelines.build_institutions import build_institutions
from pipelines.build_kla import build_kla
from pipelines.count_deliveries import Ledgers
from pipelines.gather_status import gather
from pipelines.load_catalogue import indicators
from pipelines.load_schedule import schedule
from pipelines.match_persons import CASES, CONTACTS, referrals, victims_by_channel
from pipelines.rate_agencies import Evidence, rate_agencies, unknown_agencies
from pipelines.record_admission import all_findings
from pipelines.record_arrivals import on_record, record_arrivals
from schemas.harmonis import Harmonis
from schemas.indikator import Indicator
from schemas.kinerja import PARTS
from schemas.layanan import LayananKekerasan, RujukanKekerasan
from schemas.publikasi import types_of
from schemas.resmi import ResmiHarmonis
from schemas.sources import ALL_SOURCES

COMPUTED = "indikator"
# Tables of victims, for the owner alone: their contract, and what counts them.
COUNTERS: Mapping[str, tuple[type, Callable[..., pl.DataFrame]]] = {
    "layanan_kekerasan": (LayananKekerasan, victims_by_channel),
    "rujukan_kekerasan": (RujukanKekerasan, referrals),
}
INTERNAL = {name: dg.AssetKey([COMPUTED, name]) for name in COUNTERS}
UNKNOWN = "Nama perangkat daerah belum ada di data/referensi/opd.csv: {}."


def pokja_tables(
    deployment: Deployment, computed: pl.DataFrame, allowed: Sequence[Indicator], warn
) -> Mapping[str, pl.DataFrame]:
    """Kinerja OPD, kelembagaan PUG and klaster KLA of everything on record."""
    evidence = evidence_of(deployment, computed)
    rated = rate_agencies(evidence, ALL_SOURCES, schedule(), indicators().values())
    if names := unknown_agencies(rated):
        warn(UNKNOWN.format(", ".join(names)))
    return {
        "kinerja_opd": rated,
        "kelembagaan_pug": build_institutions(_all(deployment, "pokja", Harmonis)),
        "klaster_kla": build_kla(_all(deployment, "kla", ResmiHarmonis), computed, allowed),
    }


def evidence_of(deployment: Deployment, computed: pl.DataFrame) -> Evidence:
    """What is on record of agencies; the days on which files came are noted on the way."""
    zone, store = ZoneInfo(TIME_ZONE), deployment.store
    facts = gather(store, deployment.reception(), Path(deployment.masuk), zone)
    records = on_record(store, facts)
    ledgers = Ledgers(records, record_arrivals(store, facts, records, zone), all_findings(store))
    harmonised = {part.sumber: _all(deployment, part.sumber, Harmonis) for part in PARTS}
    return Evidence(ledgers, harmonised, computed, deployment.wilayah)


def _all(deployment: Deployment, name: str, model) -> pl.DataFrame:
    tables = deployment.store.read_all(HARMONISED, name)
    return pl.concat([pl.DataFrame(schema=types_of(model)), *tables])


def _internal_asset(name: str) -> dg.AssetsDefinition:
    model, count = COUNTERS[name]

    @dg.asset(
        key=INTERNAL[name],
        group_name="4_indikator",
        partitions_def=YEARS,
        deps=[[EXTRACT, CASES], [EXTRACT, CONTACTS]],
        description=summary(model),
        metadata={"dagster/column_schema": column_schema(model)},
        kinds={"polars", "parquet"},
        owners=["team:walidata"],
    )
    def _counted(context: dg.AssetExecutionContext, deployment: Deployment) -> dg.MaterializeResult:
        year, store = context.partition_key, deployment.store
        cases, contacts = (store.read(EXTRACT, source, year) for source in (CASES, CONTACTS))
        table = count(cases, contacts)
        if table.is_empty():
            store.discard(COMPUTED, name, year)
        else:
            store.write(table, COMPUTED, name, year, private=True)
        return dg.MaterializeResult(metadata={"dagster/row_count": table.height})

    return _counted


VICTIMS = [_internal_asset(name) for name in COUNTERS]
