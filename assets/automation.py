"""When things run: one button, a monthly and a yearly clock, and an eye on the drop folder."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

from assets.resources import TIME_ZONE, Deployment
from assets.run_all import run_all
from pipelines.receive_setoran import COVER_LETTER


@dg.op(description="Terima, periksa, hitung, dan terbitkan semua yang ada di map setoran.")
def jalankan_semua(context: dg.OpExecutionContext, deployment: Deployment) -> None:
    """The whole way in one step, so that the one button needs no choice."""
    jobs = context.repository_def.get_job
    outcome = run_all(jobs, context.instance, deployment, context.log.info)
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
    now = _sizes(Path(deployment.masuk))
    seen = {**before, "berkas": now}
    if now != before.get("berkas", {}):
        yield dg.SkipReason("Menunggu berkas selesai disalin.")
    elif not now:
        yield dg.SkipReason("Map setoran kosong.")
    elif (content := _content(Path(deployment.masuk), now)) == before.get("isi"):
        yield dg.SkipReason("Isi map setoran tidak berubah sejak terakhir dijalankan.")
    else:
        seen |= {"isi": content, "ke": before.get("ke", 0) + 1}
        # numbered, because a folder that returns to an earlier content has to run again
        yield dg.RunRequest(run_key=f"{seen['ke']}-{content}")
    context.update_cursor(json.dumps(seen))


def _sizes(folder: Path) -> dict[str, list[int]]:
    """Size and time of every setoran: a file is still when two looks agree."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and _is_setoran(path))
    return {
        path.relative_to(folder).as_posix(): [path.stat().st_size, path.stat().st_mtime_ns]
        for path in files
    }


def _is_setoran(path: Path) -> bool:
    return path.name == COVER_LETTER or not path.name.startswith(("~$", "."))


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:  # by pieces: a register may be larger than memory
        return hashlib.file_digest(file, "sha256").digest()


def _content(folder: Path, names: dict[str, list[int]]) -> str:
    """One hash of all contents: copying a file again or touching it changes nothing."""
    digest = hashlib.sha256()
    for name in names:
        digest.update(name.encode() + b"\0" + _digest(folder / name))
    return digest.hexdigest()
