"""Stage indikator: numerators, denominators and values per topic; internal, not for release."""

import dagster as dg
import polars as pl
from pipelines.compute_indicators import compute
from pipelines.load_catalogue import catalogue
from schemas.indikator import Indikator, Topic
from schemas.kode import BOTH
from schemas.sources import SOURCES

from assets.describe import column_schema, summary
from assets.harmonis import STAGE as HARMONISED
from assets.harmonis import TARGETS
from assets.partitions import YEARS
from assets.resources import Deployment

STAGE = "indikator"
COUNTED = [code for code in SOURCES if code != TARGETS]


def topic_asset(name: str, topic: Topic) -> dg.AssetsDefinition:
    """The indicators of one catalogue file, for one year."""

    @dg.asset(
        key=[STAGE, name],
        group_name="4_indikator",
        partitions_def=YEARS,
        deps=[[HARMONISED, code] for code in COUNTED],
        description=f"Indikator urusan {topic.nama_urusan}. {summary(Indikator)}",
        metadata={"dagster/column_schema": column_schema(Indikator)},
        kinds={"duckdb", "parquet"},
        owners=["team:walidata"],
    )
    def _topic(context: dg.AssetExecutionContext, deployment: Deployment) -> dg.MaterializeResult:
        year, store = context.partition_key, deployment.store
        counts = [store.read(HARMONISED, code, year) for code in COUNTED]
        found = [table for table in counts if table is not None]
        if not found:
            raise dg.Failure(f"Belum ada data harmonis tahun {year}.", allow_retries=False)
        table = Indikator.validate(compute(pl.concat(found), topic.indikator), lazy=True)
        store.write(table, STAGE, name, year)
        return dg.MaterializeResult(
            metadata={"dagster/row_count": table.height, **_headlines(table)}
        )

    return _topic


def _headlines(table: pl.DataFrame) -> dict[str, float]:
    """One figure per indicator, its widest region's total: the catalogue draws their trend."""
    totals = table.filter(
        pl.col("jenis_kelamin").is_in([BOTH, "TB"]),
        umur="semua",
        jenjang="semua",
        status_obs="final",
    ).sort(pl.col("kode_wilayah").str.len_chars(), "kode_wilayah")
    first = totals.unique("kode_indikator", keep="first", maintain_order=True)
    return dict(first.select("kode_indikator", "nilai").iter_rows())


TOPICS = [topic_asset(name, topic) for name, topic in catalogue().items()]
