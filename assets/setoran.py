"""The door: what lies in the drop folder, archived, recognised, and returned where it must be."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from assets.checks import preview, result_of
from assets.resources import Deployment
from pipelines.read_setoran import Setoran
from pipelines.record_admission import UNDATED, record_findings

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
    from pipelines.return_setoran import (  # noqa: PLC0415 - keeps loading quick
        return_letter,
        return_setoran,
    )

    reception = deployment.reception()
    deployment.record_answers()
    findings = [*reception.refused]
    for code, deliveries in reception.deliveries.items():
        admission = deployment.admission(code)
        undated = [finding for finding in admission.findings if finding.tahun is None]
        record_findings(deployment.store, code, UNDATED, undated)
        findings += admission.findings
        for delivery in deliveries:
            private = delivery.source.private
            deployment.store.archive(delivery.setoran, private=private)
            own = [f for f in admission.findings if f.berkas == delivery.setoran.label]
            folder = deployment.store.root / "balikan"
            if delivery.source.register:  # a workbook sent back could not take its place
                return_letter(delivery.setoran, own, folder)
                continue
            return_setoran(delivery.setoran, own, folder, origin=delivery.origin, private=private)
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
