"""The status board after every run: facts from the folders, the heartbeat from Dagster."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import polars as pl

from assets.resources import TIME_ZONE, Deployment
from pipelines.build_status_board import build_rows, unknown_files, year_in_front
from pipelines.gather_status import gather, release_in_force
from pipelines.load_reference import regions
from pipelines.load_schedule import schedule
from schemas.papan import Beat, Board, Heartbeat
from schemas.sources import ALL_SOURCES

CONTACT = "TERPILAH_KONTAK"
NO_CONTACT = "walidata daerah Anda."
TICKS = {
    "SUCCESS": "mulai menjalankan",
    "SKIPPED": "tidak ada yang perlu dijalankan",
    "FAILURE": "GAGAL; beri tahu pengelola",
    "STARTED": "sedang bekerja",
}
RUNS = {
    dg.DagsterRunStatus.SUCCESS: "selesai",
    dg.DagsterRunStatus.FAILURE: "tidak tuntas",
    dg.DagsterRunStatus.CANCELED: "dibatalkan",
}


def tell(deployment: Deployment, instance: dg.DagsterInstance) -> list[str]:
    """Board and e-mail after a run; returns a sentence for each that failed.

    Whatever happens here, tables, balikan and release stand as they are.
    """
    notes = list[str]()
    try:
        refresh(deployment, instance)
    except Exception as error:
        notes.append(f"Papan status tidak dapat diperbarui ({why(error)}); hasil lainnya tetap.")
    try:
        notes += mail_returns(deployment)
    except Exception as error:
        notes.append(f"Surel tidak dikirim ({why(error)}); balikannya ada di map balikan.")
    return notes


def why(error: Exception) -> str:
    """The cause on one line, to stand inside a sentence."""
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__


def mail_returns(deployment: Deployment) -> list[str]:
    """Send what went back to the agencies' addresses, when there is a surel.toml."""
    from pipelines.compose_mail import parcels  # noqa: PLC0415 - keeps loading quick
    from pipelines.send_mail import MEMORY, SETTINGS, read_settings, send_parcels  # noqa: PLC0415

    root = deployment.store.root
    settings = read_settings(root / SETTINGS)
    if settings is None:
        return []
    found = {code: deployment.admission(code).findings for code in ALL_SOURCES}
    batch = parcels(deployment.reception(), found, schedule(), Path(deployment.masuk))
    return send_parcels(settings, batch, root / "balikan", root / MEMORY)


def refresh(deployment: Deployment, instance: dg.DagsterInstance) -> Path:
    """Build the board and put it in its place; returns where it lies."""
    from pipelines.write_status_board import write_board  # noqa: PLC0415 - keeps loading quick

    zone = ZoneInfo(TIME_ZONE)
    now = datetime.now(zone)
    store = deployment.store
    facts = gather(store, deployment.reception(), Path(deployment.masuk), zone)
    release = release_in_force(store)
    board = Board(
        wilayah=_region(deployment.wilayah),
        dibuat=now,
        tahun=year_in_front(now.date()),
        baris=build_rows(facts, ALL_SOURCES, schedule(), now.date()),
        tak_dikenal=unknown_files(facts),
        rilis=release.readlink().name if release else "",
        terbit=datetime.fromtimestamp(release.lstat().st_mtime, zone) if release else None,
        denyut=Heartbeat([*_ticks(instance, zone)], [*_runs(instance, zone)]),
        kontak=os.environ.get(CONTACT) or NO_CONTACT,
    )
    return write_board(board, store.root)


def _region(code: str) -> str:
    names = regions().filter(pl.col("kode") == code)["nama"]
    return names[0] if len(names) else code


def _ticks(instance: dg.DagsterInstance, zone: ZoneInfo) -> Iterator[Beat]:
    """The sensor and the schedules that somebody ever switched, with their last look."""
    for state in sorted(instance.all_instigator_state(), key=lambda state: state.name):
        ticks = instance.get_ticks(state.instigator_origin_id, state.selector_id, limit=1)
        time = datetime.fromtimestamp(ticks[0].timestamp, zone) if ticks else None
        result = TICKS[ticks[0].status.value] if ticks else "belum pernah bekerja"
        yield Beat(state.name, time, result if state.is_running else f"dimatikan; {result}")


def _runs(instance: dg.DagsterInstance, zone: ZoneInfo) -> Iterator[Beat]:
    """The last finished run of every job; the one that writes the board is still on its way."""
    from assets.automation import JOBS  # noqa: PLC0415 - automation itself starts from here

    for job in JOBS:
        wanted = dg.RunsFilter(job_name=job.name, statuses=list(RUNS))
        for record in instance.get_run_records(wanted, limit=1):
            year = record.dagster_run.tags.get("dagster/partition", "")
            time = datetime.fromtimestamp(record.end_time or record.start_time or 0, zone)
            yield Beat(f"{job.name} {year}".strip(), time, RUNS[record.dagster_run.status])
