"""One asset check per family of rules, kept per year, with its findings as a table."""

import warnings
from collections.abc import Iterator, Sequence

import dagster as dg

from assets.partitions import YEARS
from pipelines.record_admission import YearOutcome
from schemas.aturan import FAMILIES
from schemas.temuan import Finding

PREVIEW_ROWS = 50


def check_specs(asset: dg.AssetKey) -> list[dg.AssetCheckSpec]:
    """The checks every extract carries."""
    return [check_spec(asset, name, text) for name, text in FAMILIES.items() if name != "berkas"]


def check_spec(asset: dg.AssetKey, name: str, text: str) -> dg.AssetCheckSpec:
    """One check of an asset, kept per year."""
    with warnings.catch_warnings():  # partitioned checks are a preview; the lock pins the version
        warnings.simplefilter("ignore", dg.PreviewWarning)
        return dg.AssetCheckSpec(name, asset=asset, description=text, partitions_def=YEARS)


def check_results(outcome: YearOutcome) -> Iterator[dg.AssetCheckResult]:
    """What the year's findings say of each family: red for galat, amber for peringatan."""
    for family, findings in outcome.by_family().items():
        if family != "berkas":
            yield result_of(family, findings)


def result_of(
    family: str, findings: Sequence[Finding], asset: dg.AssetKey | None = None
) -> dg.AssetCheckResult:
    """One check's verdict: red when something must be mended, amber when it must be confirmed."""
    faulty = any(finding.tingkat == "galat" for finding in findings)
    severity = dg.AssetCheckSeverity.ERROR if faulty else dg.AssetCheckSeverity.WARN
    return dg.AssetCheckResult(
        check_name=family,
        asset_key=asset,
        passed=not findings,
        severity=severity,
        description=f"{len(findings)} temuan" if findings else "Tidak ada temuan",
        metadata={"banyak_temuan": len(findings), **preview(findings)},
    )


def preview(findings: Sequence[Finding]) -> dict[str, dg.MetadataValue]:
    """The first findings as a table a walidata can read in the page of the check."""
    if not findings:
        return {}
    records = [
        dg.TableRecord(
            {"tempat": f.tempat, "aturan": f.aturan, "tingkat": f.tingkat, "isi": f.nilai,
             "penjelasan": f.kalimat, "cara_memperbaiki": f.perbaikan}
        )
        for f in findings[:PREVIEW_ROWS]
    ]  # fmt: skip
    return {"temuan": dg.MetadataValue.table(records)}
