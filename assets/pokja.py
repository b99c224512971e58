"""The tables of the Pokja PUG: what the deployment has on record, given to what builds them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl

from assets.harmonis import STAGE as HARMONISED
from assets.resources import TIME_ZONE, Deployment
from pipelines.build_institutions import build_institutions
from pipelines.build_kla import build_kla
from pipelines.count_deliveries import Ledgers
from pipelines.gather_status import gather
from pipelines.load_catalogue import indicators
from pipelines.load_schedule import schedule
from pipelines.rate_agencies import Evidence, rate_agencies, unknown_agencies
from pipelines.record_admission import all_findings
from pipelines.record_arrivals import on_record, record_arrivals
from schemas.harmonis import Harmonis
from schemas.indikator import Indicator
from schemas.kinerja import PARTS
from schemas.publikasi import types_of
from schemas.resmi import ResmiHarmonis
from schemas.sources import ALL_SOURCES

UNKNOWN = "Nama perangkat daerah belum ada di data/referensi/opd.csv: {}."


def pokja_tables(
    deployment: Deployment, computed: pl.DataFrame, allowed: Sequence[Indicator], warn
) -> Mapping[str, pl.DataFrame]:
    """Kinerja OPD, kelembagaan PUG and klaster KLA of everything on record."""
    evidence = _evidence(deployment, computed)
    rated = rate_agencies(evidence, ALL_SOURCES, schedule(), indicators().values())
    if names := unknown_agencies(rated):
        warn(UNKNOWN.format(", ".join(names)))
    return {
        "kinerja_opd": rated,
        "kelembagaan_pug": build_institutions(_all(deployment, "pokja", Harmonis)),
        "klaster_kla": build_kla(_all(deployment, "kla", ResmiHarmonis), computed, allowed),
    }


def _evidence(deployment: Deployment, computed: pl.DataFrame) -> Evidence:
    zone, store = ZoneInfo(TIME_ZONE), deployment.store
    facts = gather(store, deployment.reception(), Path(deployment.masuk), zone)
    records = on_record(store, facts)
    ledgers = Ledgers(records, record_arrivals(store, facts, records, zone), all_findings(store))
    harmonised = {part.sumber: _all(deployment, part.sumber, Harmonis) for part in PARTS}
    return Evidence(ledgers, harmonised, computed, deployment.wilayah)


def _all(deployment: Deployment, name: str, model) -> pl.DataFrame:
    tables = deployment.store.read_all(HARMONISED, name)
    return pl.concat([pl.DataFrame(schema=types_of(model)), *tables])
