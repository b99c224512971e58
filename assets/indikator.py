"""Stage indikator: numerators, denominators and values per topic; internal, not for release."""

from collections.abc import Iterable, Iterator

import dagster as dg
import pandera.polars as pa
import polars as pl

from assets.checks import check_spec, result_of
from assets.describe import column_schema, summary
from assets.harmonis import COUNTED, OFFICIAL
from assets.harmonis import STAGE as HARMONISED
from assets.partitions import YEARS
from assets.resources import Deployment
from pipelines.check_between import check_between
from pipelines.compute_indicators import compute
from pipelines.load_catalogue import catalogue, indicators
from pipelines.protect.rules import OPEN, class_of_indicator
from pipelines.record_admission import record_findings
from pipelines.store_tables import Store
from schemas.harmonis import Harmonis
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
            deps=[[HARMONISED, code] for code in (*COUNTED, *OFFICIAL)],
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
    counted, official = (_all(store, kind, year) for kind in (COUNTED, OFFICIAL))
    if counted is None and official is None:
        raise dg.Failure(f"Belum ada data harmonis tahun {year}.", allow_retries=False)
    counted = _empty(Harmonis) if counted is None else counted
    computed = Indikator.validate(compute(counted, indicators().values(), official), lazy=True)
    between = check_between(counted)
    record_findings(store, BETWEEN, year, between)
    for name, topic in catalogue().items():
        table = computed.filter(pl.col("kode_indikator").is_in([i.kode for i in topic.indikator]))
        store.write(table, STAGE, name, year, private=any(i.kelas != OPEN for i in topic.indikator))
        rows = {"dagster/row_count": table.height, **_headlines(table)}
        yield dg.MaterializeResult(asset_key=TOPICS[name], metadata=rows)
        own = [f for f in between if f.fakta["ukuran"] in topic.measures]
        yield result_of(BETWEEN, own, TOPICS[name])


def _all(store: Store, names: Iterable[str], year: str) -> pl.DataFrame | None:
    found = [table for name in names if (table := store.read(HARMONISED, name, year)) is not None]
    return pl.concat(found) if found else None


def _empty(model: type[pa.DataFrameModel]) -> pl.DataFrame:
    return pl.DataFrame(schema={n: c.dtype.type for n, c in model.to_schema().columns.items()})


def _headlines(table: pl.DataFrame) -> dict[str, float]:
    """One figure per open indicator, its widest region's total: the catalogue draws their trend."""
    shown = [i.kode for i in indicators().values() if class_of_indicator(i) == OPEN]
    totals = table.filter(
        pl.col("jenis_kelamin").is_in([BOTH, "TB"]),
        pl.col("kode_indikator").is_in(shown),
        pl.col("berlaku"),
        umur=ALL,
        jenjang=ALL,
        status_obs="final",
    ).sort(pl.col("kode_wilayah").str.len_chars(), "kode_wilayah")
    first = totals.unique("kode_indikator", keep="first", maintain_order=True)
    return dict(first.select("kode_indikator", "nilai").iter_rows())
