"""Stage ekstrak: one typed table per sumber and year, admitted by whole sel data."""

from collections.abc import Iterator

import dagster as dg

from assets.checks import check_results, check_specs, preview
from assets.describe import column_schema, summary, team
from assets.partitions import YEARS
from assets.resources import Deployment
from assets.setoran import KEY as SETORAN
from pipelines.record_admission import YearOutcome, record_year
from schemas.sources import ALL_SOURCES
from schemas.sumber import Source

STAGE = "ekstrak"


def extract_asset(source: Source) -> dg.AssetsDefinition:
    """The extract of one sumber; its partition is green only when every cell was admitted."""
    key = dg.AssetKey([STAGE, source.kode])

    @dg.asset(
        key=key,
        group_name="2_ekstrak",
        partitions_def=YEARS,
        deps=[SETORAN],
        check_specs=check_specs(key),
        description=f"{source.judul}. {summary(source.model)}",
        metadata={"dagster/column_schema": column_schema(source.model)},
        kinds={"excel", "pandera", "parquet"},
        owners=[team(source.opd)],
        output_required=False,
    )
    def _extract(
        context: dg.AssetExecutionContext, deployment: Deployment
    ) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
        admission, broken = deployment.admission(source.kode), deployment.broken(source.kode)
        outcome = record_year(deployment.store, admission, int(context.partition_key), broken)
        yield from check_results(outcome)
        _refuse_green(outcome)
        yield dg.MaterializeResult(metadata=_metadata(outcome))

    return _extract


def _refuse_green(outcome: YearOutcome) -> None:
    """Fail the step unless all was admitted: a failed step is all that keeps a partition red.

    The admitted part is stored by then, and the next job reads it; only the colour is withheld.
    """
    if outcome.admitted and not (outcome.returned or outcome.unreadable):
        return
    what = f"{outcome.sumber} {outcome.year}"
    if outcome.unreadable:
        files = ", ".join(outcome.unreadable)
        sentence = f"{what}: {files} tidak dapat dibaca; tabel terakhir yang baik tetap dipakai."
    elif not (outcome.admitted or outcome.returned):
        sentence = (
            f"Tidak ada setoran {what} yang dapat dibaca; tabel lama, bila ada, tetap dipakai."
        )
    elif not outcome.admitted:
        sentence = (
            f"Tidak ada data {what} yang dapat diterima; tabel terakhir yang baik tetap dipakai."
        )
    else:
        sentence = (
            f"{what}: {outcome.admitted} angka diterima, {outcome.returned} dikembalikan. "
            "Bagian yang diterima tetap dipakai; sisanya menunggu perbaikan OPD."
        )
    raise dg.Failure(sentence, metadata=_metadata(outcome), allow_retries=False)


def _metadata(outcome: YearOutcome) -> dict:
    return {
        "dagster/row_count": outcome.admitted,
        "angka_dikembalikan": outcome.returned,
        **preview(outcome.findings),
    }


EXTRACTS = [extract_asset(source) for source in ALL_SOURCES.values()]
