"""Stage harmonis: counts under canonical codes; no rate exists yet and no person is left."""

import dagster as dg

from assets.describe import column_schema, summary
from assets.ekstrak import STAGE as EXTRACT
from assets.partitions import YEARS
from assets.resources import Deployment
from pipelines.harmonise_counts import harmonise_with_holes
from pipelines.harmonise_targets import harmonise_targets
from pipelines.store_tables import RETURNED
from schemas.harmonis import Harmonis
from schemas.sources import SOURCES
from schemas.sumber import Source
from schemas.target import TargetHarmonis

STAGE = "harmonis"
TARGETS = "target_rencana"


def harmonised_asset(source: Source) -> dg.AssetsDefinition:
    """The harmonised table of one sumber: counts, or targets for the plan's own sumber."""
    model = TargetHarmonis if source.kode == TARGETS else Harmonis

    @dg.asset(
        key=[STAGE, source.kode],
        group_name="3_harmonis",
        partitions_def=YEARS,
        deps=[[EXTRACT, source.kode]],
        description=f"{source.judul}, dalam kode kanonis. {summary(model)}",
        metadata={"dagster/column_schema": column_schema(model)},
        kinds={"polars", "parquet"},
        owners=["team:walidata"],
    )
    def _harmonised(
        context: dg.AssetExecutionContext, deployment: Deployment
    ) -> dg.MaterializeResult:
        year, store = context.partition_key, deployment.store
        admitted = store.read(EXTRACT, source.kode, year)
        returned = store.read(EXTRACT, f"{source.kode}_{RETURNED}", year)
        if admitted is None or returned is None:
            raise dg.Failure(f"Belum ada ekstrak {source.kode} {year}.", allow_retries=False)
        if source.kode == TARGETS:
            table = harmonise_targets(admitted)
        else:
            table = harmonise_with_holes(admitted, returned, source)
        store.write(table, STAGE, source.kode, year)
        return dg.MaterializeResult(metadata={"dagster/row_count": table.height})

    return _harmonised


HARMONISED = [harmonised_asset(source) for source in SOURCES.values()]
