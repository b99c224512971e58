"""Audit a published rilis again and print what a reader could work out of it."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipelines.audit.gate import PUBLISHED, closed_files
from pipelines.audit.release import audit, earlier_releases
from pipelines.publish_release import CURRENT
from pipelines.store_tables import Store
from schemas.audit import AuditReport
from terpilah.report import thousands

LISTED = 20
TITLES = {
    "terbit": "Angka yang terbit", "tersembunyi": "Sel yang disamarkan",
    "tersirat": "Sel yang tidak ditulis", "silang": "Persilangan yang tidak ditulis",
}  # fmt: skip


def audit_again(console: Console, rilis: str, data: Path) -> bool:
    """Audit a rilis by its name, `terkini`, or its folder; True when it may stand."""
    publication = data / PUBLISHED
    folder = _folder(publication, rilis)
    if folder is None:
        console.print(f"Rilis {rilis} tidak ada di {publication}. Sebut namanya, atau terkini.")
        return False
    past = earlier_releases(publication, but=folder.name)
    own = folder.stat().st_mtime_ns
    older = [one for one in past if one.stat().st_mtime_ns <= own]
    report = audit(folder, older, secrets=closed_files(Store(data)))
    _print(console, folder.name, report)
    return report.passed


def _folder(publication: Path, rilis: str) -> Path | None:
    places = [publication / CURRENT] if rilis == CURRENT else [publication / "rilis" / rilis]
    folders = [*places, Path(rilis)]
    return next((place.resolve() for place in folders if place.is_dir()), None)


def _print(console: Console, name: str, report: AuditReport) -> None:
    table = Table(title=f"Audit rilis {name}")
    table.add_column("Diperiksa")
    table.add_column("Banyak", justify="right")
    for kind, title in TITLES.items():
        table.add_row(title, thousands(report.diperiksa.get(kind, 0)))
    table.add_row("Berkas", thousands(report.berkas))
    console.print(table)
    for cell, interval in report.tersempit:
        high = "tak terbatas" if interval.high is None else interval.high
        console.print(f"  {cell}: {interval.low} sampai {high}", markup=False, style="dim")
    for finding in report.temuan[:LISTED]:
        console.print(f"• {finding.kalimat}", markup=False)
    if len(report.temuan) > LISTED:
        console.print(f"… dan {len(report.temuan) - LISTED} temuan lain.")
    for note in report.catatan:
        console.print(f"Catatan: {note}", markup=False, style="dim")
    console.print("Audit lulus." if report.passed else "Audit menolak rilis ini.", style="bold")
