"""Stage harmonis: counts under canonical codes; no rate exists yet and no person is left."""

import dagster as dg
import polars as pl

from assets.describe import column_schema, summary
from assets.ekstrak import STAGE as EXTRACT
from assets.partitions import YEARS
from assets.resources import Deployment
from pipelines.harmonise_counts import harmonise_with_holes
from pipelines.harmonise_official import harmonise_official
from pipelines.harmonise_targets import harmonise_targets
from pipelines.record_admission import HARMONISED as STAGE
from pipelines.store_tables import RETURNED, Store
from schemas.harmonis import Harmonis
from schemas.resmi import ResmiHarmonis
from schemas.sources import ALL_SOURCES
from schemas.sumber import Source
from schemas.target import TargetHarmonis

MODELS = {"cacah": Harmonis, "target": TargetHarmonis, "resmi": ResmiHarmonis}
TARGETS, COUNTED, OFFICIAL = (
    [code for code, source in ALL_SOURCES.items() if source.harmonis == kind]
    for kind in ("target", "cacah", "resmi")
)


def harmonised_asset(source: Source) -> dg.AssetsDefinition:
    """The harmonised table of one sumber: counts, plan targets, or official figures."""
    model = MODELS[source.harmonis]

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
        table = _harmonise(store, source, year)
        if table is None:
            raise dg.Failure(f"Belum ada ekstrak {source.kode} {year}.", allow_retries=False)
        store.write(table, STAGE, source.kode, year, private=source.private)
        return dg.MaterializeResult(metadata={"dagster/row_count": table.height})

    return _harmonised


def _harmonise(store: Store, source: Source, year: str) -> pl.DataFrame | None:
    """The year's table from its extract; None when there is no extract."""
    if source.register:
        return _harmonise_register(store, source, year)
    admitted = store.read(EXTRACT, source.kode, year)
    returned = store.read(EXTRACT, f"{source.kode}_{RETURNED}", year)
    if admitted is None or returned is None:
        return None
    if source.harmonis == "target":
        return harmonise_targets(admitted)
    if source.harmonis == "resmi":
        return harmonise_official(admitted, source)
    return harmonise_with_holes(admitted, returned, source)


def _harmonise_register(store: Store, source: Source, year: str) -> pl.DataFrame | None:
    from pipelines.count_register import count_register  # noqa: PLC0415 - keeps loading quick

    path = store.path(EXTRACT, source.kode, year)
    return Harmonis.validate(count_register(path), lazy=True) if path.is_file() else None


HARMONISED = [harmonised_asset(source) for source in ALL_SOURCES.values()]
