"""When things run: one button, a monthly and a yearly clock, and an eye on the drop folder."""

import hashlib
import json
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

import dagster as dg

from assets.resources import TIME_ZONE, Deployment
from assets.run_all import run_all
from pipelines.move_sensitive import kept_originals
from pipelines.receive_setoran import COVER_LETTER
from pipelines.store_tables import Store


@dg.op(description="Terima, periksa, hitung, dan terbitkan semua yang ada di map setoran.")
def jalankan_semua(context: dg.OpExecutionContext, deployment: Deployment) -> None:
    """The whole way in one step, so that the one button needs no choice."""
    jobs = context.repository_def.get_job
    outcome = run_all(jobs, context.instance, deployment, context.log.info)
    for label in outcome.moved:
        context.log.info(f"Dipindahkan ke arsip_terbatas: {label}")
    for note in outcome.notes:
        context.log.warning(note)
    if outcome.broken:
        raise dg.Failure(" ".join(outcome.broken), allow_retries=False)
    if not outcome.published:
        raise dg.Failure(
            "Tidak ada yang terbit; rilis terakhir tetap berlaku.", allow_retries=False
        )


@dg.job(description="Satu tombol: terima, periksa, hitung, dan terbitkan. Tanpa isian.")
def jalankan() -> None:
    """The one button."""
    jalankan_semua()


def _assets(name: str, description: str, *groups: str):
    selection = dg.AssetSelection.groups(*groups)
    return dg.define_asset_job(name, selection=selection, description=description)


JOBS = [
    jalankan,
    _assets("terima_setoran", "Arsipkan, kenali, dan kembalikan berkas.", "1_setoran"),
    _assets("periksa_setoran", "Periksa setoran satu tahun.", "2_ekstrak"),
    _assets("hitung_indikator", "Harmoniskan dan hitung satu tahun.", "3_harmonis", "4_indikator"),
    _assets("terbitkan", "Terbitkan satu rilis dari semua tahun.", "5_publikasi"),
]

SCHEDULES = [
    dg.ScheduleDefinition(
        name="bulanan", job=jalankan, cron_schedule="0 5 1 * *", execution_timezone=TIME_ZONE,
        description="Setiap tanggal 1 pukul 05.00.",
    ),
    dg.ScheduleDefinition(
        name="tahunan", job=jalankan, cron_schedule="0 5 15 1 *", execution_timezone=TIME_ZONE,
        description="Setiap 15 Januari pukul 05.00, untuk data akhir tahun.",
    ),
]  # fmt: skip


@dg.sensor(job=jalankan, minimum_interval_seconds=30, default_status=dg.DefaultSensorStatus.STOPPED)
def map_setoran(
    context: dg.SensorEvaluationContext, deployment: Deployment
) -> Iterator[dg.RunRequest | dg.SkipReason]:
    """Amati map setoran: berkas baru atau berubah dijalankan setelah selesai disalin."""
    before = json.loads(context.cursor or "{}")
    try:
        answer, seen = _look(deployment, before)
    except FileNotFoundError:  # a run takes originals out just now
        answer, seen = dg.SkipReason("Berkas sedang dipindahkan."), before
    context.update_cursor(json.dumps(seen))
    yield answer


def _look(deployment: Deployment, before: dict) -> tuple[dg.RunRequest | dg.SkipReason, dict]:
    """Whether to run, and what to remember for the next look."""
    folder = Path(deployment.masuk)
    now = _sizes(folder)
    seen = {**before, "berkas": now}
    if now != before.get("berkas", {}):
        return dg.SkipReason("Menunggu berkas selesai disalin."), seen
    expected = _without_archived(deployment.store, before.get("isi"), now)
    if not now:
        return dg.SkipReason("Map setoran kosong."), seen | {"isi": expected}
    content = _content(folder, now)
    seen["isi"] = content
    if content == expected:
        return dg.SkipReason("Isi map setoran tidak berubah sejak terakhir dijalankan."), seen
    seen["ke"] = before.get("ke", 0) + 1
    # numbered, because a folder that returns to an earlier content has to run again
    return dg.RunRequest(run_key=f"{seen['ke']}-{_hash(content)}"), seen


def _sizes(folder: Path) -> dict[str, list[int]]:
    """Size and time of every setoran: a file is still when two looks agree."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and _is_setoran(path))
    return {
        path.relative_to(folder).as_posix(): [path.stat().st_size, path.stat().st_mtime_ns]
        for path in files
    }


def _is_setoran(path: Path) -> bool:
    return path.name == COVER_LETTER or not path.name.startswith(("~$", "."))


def _without_archived(
    store: Store, before: object, now: Container[str]
) -> Mapping[str, str] | None:
    """The content last seen without what a run has taken out since: its going is no news."""
    if not isinstance(before, dict):
        return None
    kept = {original.label: original.path.stem for original in kept_originals(store)}
    return {name: each for name, each in before.items() if name in now or kept.get(name) != each}


def _content(folder: Path, names: Iterable[str]) -> Mapping[str, str]:
    """The hash of each file: copying one again or touching it changes nothing."""
    return {name: _digest(folder / name) for name in names}


def _digest(path: Path) -> str:
    with path.open("rb") as file:  # by pieces: a register may be larger than memory
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hash(content: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
