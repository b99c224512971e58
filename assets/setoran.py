"""The door: what lies in the drop folder, archived, recognised, and returned where it must be."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import dagster as dg

from assets.checks import preview, result_of
from assets.resources import Deployment
from pipelines.read_setoran import Delivery, Setoran
from pipelines.record_admission import UNDATED, record_findings
from pipelines.store_tables import Store
from schemas.temuan import Finding

KEY = dg.AssetKey(["masuk", "setoran"])
UNKNOWN = "belum_dikenali"


@dg.asset(
    key=KEY,
    group_name="1_setoran",
    check_specs=[
        dg.AssetCheckSpec("berkas", asset=KEY, description="Semua berkas dapat dibaca dan dikenali")
    ],
    kinds={"excel"},
    owners=["team:walidata"],
    output_required=False,
)
def setoran(
    context: dg.AssetExecutionContext, deployment: Deployment
) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
    """Berkas di map setoran: diarsipkan, dikenali sumbernya, dan dikembalikan bila ada temuan."""
    from pipelines.return_setoran import return_setoran  # noqa: PLC0415 - keeps loading quick

    reception = deployment.reception()
    deployment.record_answers()
    findings = [*reception.refused]
    for code, deliveries in reception.deliveries.items():
        found = deployment.admission(code).findings
        undated = [finding for finding in found if finding.tahun is None]
        record_findings(deployment.store, code, UNDATED, undated)
        findings += found
        for delivery in deliveries:
            own = [finding for finding in found if finding.berkas == delivery.setoran.label]
            _archive_and_return(deployment.store, delivery, own)
    for answers in reception.answers:  # they may be of a sensitive sumber
        deployment.store.archive(answers, private=True)
    record_findings(deployment.store, UNKNOWN, UNDATED, reception.refused)
    for refused in reception.refused:
        file = Setoran(Path(deployment.masuk) / refused.berkas, refused.berkas)
        return_setoran(file, [refused], deployment.store.root / "balikan")
    broken = [finding for finding in findings if finding.rule.family == "berkas"]
    for finding in broken:
        context.log.warning(f"{finding.tempat}: {finding.kalimat} {finding.perbaikan}")
    yield result_of("berkas", broken)
    yield dg.MaterializeResult(
        metadata={
            "dagster/row_count": reception.files,
            "berkas_bermasalah": len(broken),
            **preview(broken),
        }
    )


def _archive_and_return(store: Store, delivery: Delivery, findings: Sequence[Finding]) -> None:
    from pipelines.return_setoran import (  # noqa: PLC0415 - keeps loading quick
        return_letter,
        return_setoran,
    )

    setoran, private, folder = delivery.setoran, delivery.source.private, store.root / "balikan"
    store.archive(setoran, private=private)
    if delivery.source.register:  # a workbook sent back could not take its place
        return_letter(setoran, findings, folder)
    else:
        return_setoran(setoran, findings, folder, origin=delivery.origin, private=private)
