"""One office for tests: a deployment in a temporary folder, with its own Dagster home."""

import hashlib
from pathlib import Path

import dagster as dg
import polars as pl

from assets.automation import map_setoran
from assets.definitions import build_defs
from assets.partitions import YEARS
from assets.resources import Deployment
from assets.run_all import Outcome, run_all
from terpilah.home import prepare_home


class Office:
    """A drop folder, a data folder, and runs of everything."""

    def __init__(self, root: Path):
        self.root, self.masuk = root, root / "masuk"
        prepare_home(root)
        self.deployment = Deployment(data=str(root), masuk=str(self.masuk))

    def deliver(self, place: str, content: str) -> Path:
        path = self.masuk / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    def run(self) -> Outcome:
        jobs = build_defs(self.deployment).resolve_job_def
        with dg.DagsterInstance.get() as instance:
            return run_all(jobs, instance, self.deployment, lambda _: None)

    @property
    def release(self) -> Path:
        return (self.root / "publikasi" / "terkini").resolve()

    def figures(self, code: str, region: str, year: int) -> dict[str, tuple[float | None, str]]:
        """Value and status by sex of an indicator's whole."""
        table = pl.read_parquet(self.release / "indikator.parquet").filter(
            kode_indikator=code, kode_wilayah=region, tahun=year, umur="semua", jenjang="semua"
        )
        rows = table.select("jenis_kelamin", "nilai", "status_obs").iter_rows()
        return {sex: (value, status) for sex, value, status in rows}

    def bytes_of_release(self) -> dict[str, str]:
        return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in self.release.iterdir()}

    def colours(self, key: str) -> tuple[set[str], set[str]]:
        """Green and red partitions of one asset."""
        with dg.DagsterInstance.get() as instance:
            status = instance.get_status_by_partition(
                dg.AssetKey(key.split("/")), YEARS.get_partition_keys(), YEARS
            )
        names = {year: state.value for year, state in (status or {}).items() if state}
        green = {year for year, state in names.items() if state == "MATERIALIZED"}
        return green, {year for year, state in names.items() if state == "FAILED"}


class Watch:
    """A drop folder and one look of the sensor after another."""

    def __init__(self, folder: Path):
        self.folder, self.cursor = folder, None
        self.deployment = Deployment(data=str(folder.parent), masuk=str(folder))

    def look(self) -> dg.SkipReason | dg.RunRequest:
        context = dg.build_sensor_context(
            cursor=self.cursor, resources={"deployment": self.deployment}
        )
        (answer,) = list(map_setoran(context))
        self.cursor = context.cursor
        return answer
