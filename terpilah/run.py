"""Run all jobs in this process with their progress, and end with what became of the files."""

from collections import Counter
from pathlib import Path

import dagster as dg
import polars as pl
from rich.console import Console
from rich.table import Table

from assets.definitions import build_defs
from assets.resources import Deployment
from assets.run_all import Outcome, run_all
from pipelines.publish_release import CURRENT
from pipelines.store_tables import PRIVATE
from schemas.publikasi import TABLES
from schemas.temuan import Finding
from terpilah.home import prepare_home
from terpilah.report import print_findings, thousands

COLUMNS = (
    "Berkas",
    "Dibaca",
    "Terima",
    "Kembali",
    "Jumlah",
    "Kembar",
    "Sensitif",
    "Galat",
    "Ingat",
)


def run(
    console: Console, places: tuple[Path, Path, Path | None], wilayah: str, *, clean: bool
) -> Outcome:
    """Run the main job on a drop folder and print what became of it.

    `places` are the drop folder, the data folder and the cover letter.
    """
    masuk, data, letter = places
    prepare_home(data)
    deployment = Deployment(
        data=str(data),
        masuk=str(masuk),
        wilayah=wilayah,
        pengantar=str(letter or ""),
        bersihkan=clean,
    )
    jobs = build_defs(deployment).resolve_job_def
    with dg.DagsterInstance.get() as instance, console.status("Menyiapkan …") as status:
        outcome = run_all(jobs, instance, deployment, status.update)
    findings = _print_intake(console, outcome)
    print_findings(console, findings)
    for sentence in (*outcome.refused, *outcome.broken, *outcome.notes):
        console.print(f"• {sentence}", markup=False)
    if outcome.moved:
        moved, archive = ", ".join(outcome.moved), data / PRIVATE
        line = f"Dipindahkan dari map setoran ke {archive}: {moved}"
        console.print(line, style="dim", markup=False)
    if findings:
        console.print(f"Berkas yang dikembalikan dan suratnya: {data / 'balikan'}")
    _print_release(console, data / "publikasi", published=outcome.published)
    console.print(f"Papan status: {data / 'papan' / 'index.html'}")
    return outcome


def _print_intake(console: Console, outcome: Outcome) -> list[Finding]:
    """What was read and what became of it, one row per sumber; returns all findings."""
    reception = outcome.reception
    table = Table(title="Setoran")
    table.add_column("Sumber", no_wrap=True)
    for name in COLUMNS:
        table.add_column(name, justify="right")
    findings, notes = list(reception.refused), list[str]()
    for code, admission in outcome.admissions.items():
        levels = Counter(finding.tingkat for finding in admission.findings)
        counts = (
            len(reception.deliveries[code]), *admission.tally.values(),
            levels["galat"], levels["peringatan"],
        )  # fmt: skip
        table.add_row(code, *(thousands(count) for count in counts))
        findings += admission.findings
        if admission.out_of_scope:
            notes.append(
                f"{code}: {thousands(admission.out_of_scope)} angka yang diterima adalah elemen di "
                "luar lingkup indikator; tersimpan di ekstrak, tidak dihitung."
            )
    if reception.refused:
        refused = thousands(len(reception.refused))
        table.add_row("(tidak diterima)", refused, *["–"] * 6, refused, "–")
    console.print(table)
    console.print(
        "Dibaca = angka di dalam berkas = Terima + Kembali + Jumlah + Kembar + Sensitif. "
        "Ingat = peringatan.",
        *notes,
        sep="\n",
        style="dim",
    )
    return findings


def _print_release(console: Console, publication: Path, *, published: bool) -> None:
    current = publication / CURRENT
    if not published:
        kept = f" Rilis terakhir tetap berlaku: {current.resolve()}" if current.exists() else ""
        console.print(f"Tidak ada yang terbit.{kept}", style="bold red")
        return
    table = Table(title=f"Rilis {current.readlink().name}")
    table.add_column("Tabel")
    table.add_column("Baris", justify="right")
    for name in TABLES:
        rows = pl.scan_parquet(current / f"{name}.parquet").select(pl.len()).collect().item()
        table.add_row(name, thousands(rows))
    console.print(table)
    console.print(_coverage(current))
    console.print(f"Terletak di: {current}")


def _coverage(current: Path) -> str:
    values = pl.read_parquet(current / "indikator.parquet").filter(pl.col("nilai").is_not_null())
    years = values["tahun"].unique().sort()
    span = f", {years[0]}–{years[-1]}" if len(years) else ""
    count = values["kode_indikator"].n_unique()
    regions = thousands(values["kode_wilayah"].n_unique())
    return f"{count} indikator bernilai di {regions} wilayah{span}."
