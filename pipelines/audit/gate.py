"""Stand between a finished rilis and its readers: audit it, keep the report, let it pass or not."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from pipelines.publish_release import MANIFEST, Check
from pipelines.store_tables import Store, replacing
from schemas.audit import AuditReport
from schemas.sources import CLOSED

STAGE, PUBLISHED, EXTRACT = "audit", "publikasi", "ekstrak"


class Refused(Exception):
    """The audit lets no reader see a rilis; says why in Indonesian."""

    def __init__(self, report: AuditReport):
        super().__init__(report.kalimat)
        self.report = report


def gate(store: Store, truth: Mapping[str, pl.DataFrame]) -> Check:
    """What `publish` asks before it publishes; raises Refused and keeps the report either way.

    `truth` holds the tables `cacah` and `indikator` before anything was hidden.
    """

    def check(staging: Path) -> None:
        from pipelines.audit.release import audit, earlier_releases  # noqa: PLC0415 - the solver

        past = earlier_releases(store.root / PUBLISHED)
        report = audit(staging, past, truth, secrets=closed_files(store))
        store_report(store.root, release_of(staging), report)
        if not report.passed:
            raise Refused(report)

    return check


def release_of(folder: Path) -> str:
    """The name that the manifest in a folder gives the rilis."""
    return json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["rilis"]


def closed_files(store: Store) -> set[str]:
    """Names and digests of the files of closed sumber, none of which a rilis may mention."""
    return {text for name in CLOSED for text in _files(store, name)}


def _files(store: Store, name: str) -> Iterator[str]:
    for path in store.paths(EXTRACT, name):
        behind = pl.scan_parquet(path).select("berkas", "sidik").unique().collect()
        yield from behind["berkas"]
        yield from behind["sidik"]


def store_report(root: Path, name: str, report: AuditReport) -> Path:
    """Keep a report with the deployment, for its owner alone: it says what can be worked out."""
    path = root / STAGE / f"{name}.json"
    with replacing(path, private=True) as staging:
        text = json.dumps(report.as_dict(), ensure_ascii=False, indent=1)
        staging.write_text(text + "\n", encoding="utf-8")
    return path
