"""Stage indikator: numerators, denominators and values per topic; internal, not for release."""

from collections.abc import Iterator

import dagster as dg
import polars as pl

from assets.checks import check_spec, result_of
from assets.describe import column_schema, summary
from assets.harmonis import COUNTED
from assets.harmonis import STAGE as HARMONISED
from assets.partitions import YEARS
from assets.resources import Deployment
from pipelines.check_between import check_between
from pipelines.compute_indicators import compute
from pipelines.load_catalogue import catalogue, indicators
from pipelines.record_admission import record_findings
from schemas.indikator import Indikator
from schemas.kode import ALL, BOTH

STAGE = "indikator"
BETWEEN = "antarsumber"
TOPICS = {name: dg.AssetKey([STAGE, name]) for name in catalogue()}


@dg.multi_asset(
    name="hitung",
    partitions_def=YEARS,
    specs=[
        dg.AssetSpec(
            TOPICS[name],
            group_name="4_indikator",
            deps=[[HARMONISED, code] for code in COUNTED],
            description=f"Indikator urusan {topic.nama_urusan}. {summary(Indikator)}",
            metadata={"dagster/column_schema": column_schema(Indikator)},
            kinds={"duckdb", "parquet"},
            owners=["team:walidata"],
        )
        for name, topic in catalogue().items()
    ],
    check_specs=[
        check_spec(asset, BETWEEN, "Sumber yang menghitung hal yang sama menyebut angka yang sama")
        for asset in TOPICS.values()
    ],
)
def hitung(
    context: dg.AssetExecutionContext, deployment: Deployment
) -> Iterator[dg.MaterializeResult | dg.AssetCheckResult]:
    """Hitung seluruh katalog sekali jalan, lalu pilah menurut urusan."""
    year, store = context.partition_key, deployment.store
    counts = [store.read(HARMONISED, code, year) for code in COUNTED]
    found = [table for table in counts if table is not None]
    if not found:
        raise dg.Failure(f"Belum ada data harmonis tahun {year}.", allow_retries=False)
    counted = pl.concat(found)
    computed = Indikator.validate(compute(counted, indicators().values()), lazy=True)
    between = check_between(counted)
    record_findings(store, BETWEEN, year, between)
    for name, topic in catalogue().items():
        table = computed.filter(pl.col("kode_indikator").is_in([i.kode for i in topic.indikator]))
        store.write(table, STAGE, name, year)
        rows = {"dagster/row_count": table.height, **_headlines(table)}
        yield dg.MaterializeResult(asset_key=TOPICS[name], metadata=rows)
        own = [f for f in between if f.fakta["ukuran"] in topic.measures]
        yield result_of(BETWEEN, own, TOPICS[name])


def _headlines(table: pl.DataFrame) -> dict[str, float]:
    """One figure per indicator, its widest region's total: the catalogue draws their trend."""
    totals = table.filter(
        pl.col("jenis_kelamin").is_in([BOTH, "TB"]), umur=ALL, jenjang=ALL, status_obs="final"
    ).sort(pl.col("kode_wilayah").str.len_chars(), "kode_wilayah")
    first = totals.unique("kode_indikator", keep="first", maintain_order=True)
    return dict(first.select("kode_indikator", "nilai").iter_rows())
