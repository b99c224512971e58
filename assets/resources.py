"""The deployment: which region it serves, where setoran arrive and where tables lie."""

import os
from functools import lru_cache
from pathlib import Path

import dagster as dg

from pipelines.admit_setoran import Admission, admit
from pipelines.receive_setoran import Reception, receive
from pipelines.store_tables import Store
from schemas.sources import SOURCES

PROJECT = Path(__file__).parents[1]
TIME_ZONE = os.environ.get("TERPILAH_ZONA_WAKTU") or "Asia/Jakarta"
State = tuple[tuple[str, int, int], ...]  # path, size and time of every file in the drop folder


class Deployment(dg.ConfigurableResource):
    """Folders and home region of one installation; every value has a TERPILAH_ variable."""

    data: str
    masuk: str
    wilayah: str = "36.73"
    pengantar: str = ""

    @classmethod
    def from_environment(cls) -> "Deployment":
        data = os.environ.get("TERPILAH_DATA") or str(PROJECT / "data")
        return cls(
            data=data,
            masuk=os.environ.get("TERPILAH_MASUK") or str(Path(data) / "masuk"),
            wilayah=os.environ.get("TERPILAH_WILAYAH") or "36.73",
            pengantar=os.environ.get("TERPILAH_PENGANTAR") or "",
        )

    @property
    def store(self) -> Store:
        return Store(Path(self.data))

    def reception(self) -> Reception:
        """The drop folder sorted, once per state of its files."""
        return _reception(self.masuk, self.wilayah, self.pengantar, self._state())

    def admission(self, source: str) -> Admission:
        """Everything of one sumber, read once per state of the drop folder."""
        return _admission(self.masuk, self.wilayah, self.pengantar, self._state(), source)

    def broken(self, source: str) -> frozenset[str]:
        """Files of one sumber, or of none that is known, that cannot be read as they are now."""
        findings = [*self.reception().refused, *self.admission(source).findings]
        return frozenset(f.berkas for f in findings if f.rule.family == "berkas")

    def _state(self) -> State:
        files = sorted(path for path in Path(self.masuk).rglob("*") if path.is_file())
        letter = [Path(self.pengantar)] if self.pengantar else []
        stats = [(path, path.stat()) for path in (*files, *letter)]
        return tuple((str(path), stat.st_size, stat.st_mtime_ns) for path, stat in stats)


@lru_cache(maxsize=2)
def _reception(masuk: str, wilayah: str, pengantar: str, _state: State) -> Reception:
    return receive(Path(masuk), wilayah, Path(pengantar) if pengantar else None)


@lru_cache(maxsize=2 * len(SOURCES))
def _admission(masuk: str, wilayah: str, pengantar: str, state: State, source: str) -> Admission:
    reception = _reception(masuk, wilayah, pengantar, state)
    return admit(SOURCES[source], reception.deliveries[source])
