"""Where every table of a deployment lies; each write is whole or not there."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from filelock import FileLock

from pipelines.read_setoran import Setoran

RETURNED = "dikembalikan"
ARCHIVE, PRIVATE = "arsip", "arsip_terbatas"


@dataclass(frozen=True)
class Store:
    """The data folder: one Parquet file per stage, table and year below it."""

    root: Path

    def path(self, stage: str, name: str, year: int | str) -> Path:
        return self.root / stage / name / f"{year}.parquet"

    def write(
        self, frame: pl.DataFrame, stage: str, name: str, year: int | str, *, private: bool = False
    ) -> Path:
        """Put a table where it belongs; a private one only its owner can read."""
        path = self.path(stage, name, year)
        with replacing(path, private=private) as staging:
            frame.rechunk().write_parquet(staging)
        return path

    def read(self, stage: str, name: str, year: int | str) -> pl.DataFrame | None:
        path = self.path(stage, name, year)
        return pl.read_parquet(path) if path.is_file() else None

    def paths(self, stage: str, name: str) -> list[Path]:
        return sorted((self.root / stage / name).glob("*.parquet"))

    def read_all(self, stage: str, name: str) -> Iterator[pl.DataFrame]:
        yield from map(pl.read_parquet, self.paths(stage, name))

    def files_behind(self, stage: str, name: str) -> Iterator[tuple[int, set[str]]]:
        """Each year of a table with the files it came from, without loading its rows."""
        for path in self.paths(stage, name):
            files = pl.scan_parquet(path).select(pl.col("berkas").unique()).collect()
            yield int(path.stem), set(files["berkas"])

    def discard(self, stage: str, name: str, year: int | str) -> None:
        self.path(stage, name, year).unlink(missing_ok=True)

    def archive(self, setoran: Setoran, *, private: bool = False) -> Path:
        """Keep the original bytes under their hash; what is already there is never touched.

        Private ones lie in a folder of their own, which only its owner can read.
        """
        path = self.archived(setoran, private=private)
        if not path.is_file():
            if private:
                _own(self.root / PRIVATE)
            with replacing(path, private=private) as staging:
                shutil.copyfile(setoran.path, staging)
        return path

    def archived(self, setoran: Setoran, *, private: bool = False) -> Path:
        """Where the original of a setoran lies once it is archived."""
        archive, suffix = self.root / (PRIVATE if private else ARCHIVE), setoran.path.suffix.lower()
        return archive / setoran.digest[:2] / f"{setoran.digest}{suffix}"


@contextmanager
def replacing(path: Path, *, private: bool = False) -> Iterator[Path]:
    """A staging file beside `path` that takes its place, synced, only when all went well.

    A private one has no moment at which others could read it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    staging = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if private:
            _own(path.parent)
            staging.touch(mode=0o600)
        yield staging
        sync(staging)
        staging.replace(path)
        sync(path.parent)
    finally:
        staging.unlink(missing_ok=True)


def _own(folder: Path) -> None:
    """Make a folder that nobody but its owner can enter."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)


def only_writer(root: Path) -> FileLock:
    """A lock to hold while writing below `root`: a second run waits until the first is done."""
    root.mkdir(parents=True, exist_ok=True)
    return FileLock(root / ".kunci")


def sync(path: Path) -> None:
    """Make sure the bytes, or a folder's entries, are on the disk and not only on their way."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
