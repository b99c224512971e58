"""The deployment: which region it serves, where setoran arrive and where tables lie."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import dagster as dg
import polars as pl

from pipelines.admit_setoran import Admission, admit
from pipelines.check_gender_budget import SOURCE as GENDER_BUDGET
from pipelines.move_sensitive import Cleaning, kept_originals, move_sensitive
from pipelines.read_answers import STAGE as ANSWERS
from pipelines.read_answers import Answers, confirmed, record_answers
from pipelines.read_setoran import Setoran
from pipelines.receive_setoran import Reception, receive
from pipelines.record_admission import EXTRACT, HARMONISED
from pipelines.stand_beside import Held, stand_beside
from pipelines.store_tables import Store
from pipelines.take_in_registers import RegisterIntake, take_in_registers
from schemas.harmonis import Harmonis
from schemas.sources import REGISTERS, SOURCES

PROJECT = Path(__file__).parents[1]
# Whose counts and amounts a GAP or GBS may quote: what is open, and read without a register.
COMPARED = [
    code
    for code, source in SOURCES.items()
    if source.kelas == "terbuka" and source.harmonis == "cacah" and code != GENDER_BUDGET
]
TIME_ZONE = os.environ.get("TERPILAH_ZONA_WAKTU") or "Asia/Jakarta"


class Deployment(dg.ConfigurableResource):
    """Folders and home region of one installation; every value has a TERPILAH_ variable."""

    data: str
    masuk: str
    wilayah: str = "36.73"
    pengantar: str = ""
    bersihkan: bool = True  # whether admitted originals of closed sumber leave the drop folder

    @classmethod
    def from_environment(cls) -> "Deployment":
        data = os.environ.get("TERPILAH_DATA") or str(PROJECT / "data")
        return cls(
            data=data,
            masuk=os.environ.get("TERPILAH_MASUK") or str(Path(data) / "masuk"),
            wilayah=os.environ.get("TERPILAH_WILAYAH") or "36.73",
            pengantar=os.environ.get("TERPILAH_PENGANTAR") or "",
            bersihkan=(os.environ.get("TERPILAH_BERSIHKAN") or "ya") == "ya",
        )

    @property
    def store(self) -> Store:
        return Store(Path(self.data))

    def reception(self) -> Reception:
        """The drop folder sorted, once per state of its files."""
        return _reception(self._folder())

    def admission(self, source: str) -> Admission | RegisterIntake:
        """Everything of one sumber, read once per state of what it is read from.

        That is the drop folder, the answers, and the tables on record of the years that the
        drop folder is silent about: which those are only a first reading can tell.
        """
        if source in REGISTERS:
            return self._registers(source)
        answers = self.store.read(ANSWERS, "opd", "semua")
        known = confirmed(answers) if answers is not None else Answers()
        folder = self._folder()
        record = self._record(folder, source, known)
        if source != GENDER_BUDGET:
            return _admission(folder, source, known, record)
        others = tuple((code, self._record(folder, code, known)) for code in COMPARED)
        return _admission_beside(folder, known, record, others)

    def _record(self, folder: "Folder", source: str, answers: Answers) -> "State":
        """The harmonised tables on record of the years that the drop folder is silent about."""
        sent = {str(year) for year in _admission(folder, source, answers, ()).years}
        paths = self.store.paths(HARMONISED, source)
        return _state(path for path in paths if path.stem not in sent)

    def _registers(self, source: str) -> RegisterIntake:
        """The registers of one sumber; reading them is also what writes their extracts."""
        key = (self._folder(), source, self.store.path(EXTRACT, source, "").parent)
        intake = _intake(*key)
        written = [year for year, found in intake.by_year.items() if found.admitted]
        if all(self.store.path(EXTRACT, source, year).is_file() for year in written):
            return intake
        _intake.cache_clear()  # somebody removed the tables since
        return _intake(*key)

    def broken(self, source: str) -> frozenset[str]:
        """Files of one sumber, or of none that is known, that cannot be read as they are now."""
        findings = [*self.reception().refused, *self.admission(source).findings]
        return frozenset(
            f.berkas for f in findings if f.rule.family == "berkas" and f.tingkat == "galat"
        )

    def clean(self) -> Cleaning:
        """Take what a run has admitted of closed sumber out of the drop folder, if that is on."""
        if not self.bersihkan:
            return Cleaning([], [])
        return move_sensitive(self.store, self.reception(), Path(self.masuk))

    def record_answers(self) -> None:
        """Keep what agencies answered on the balikan that now lie in the drop folder."""
        sent = [d for all_of in self.reception().deliveries.values() for d in all_of]
        returned = [delivery.setoran for delivery in sent if delivery.origin]
        record_answers(self.store, [*returned, *self.reception().answers])

    def _folder(self) -> "Folder":
        files = sorted(path for path in Path(self.masuk).rglob("*") if path.is_file())
        letter = [Path(self.pengantar)] if self.pengantar else []
        kept = tuple((str(one.path), one.label) for one in kept_originals(self.store))
        return Folder(self.masuk, self.wilayah, self.pengantar, _state([*files, *letter]), kept)


State = tuple[tuple[str, int, int], ...]  # path, size and time of each file


def _state(paths: Iterable[Path]) -> State:
    stats = [(path, path.stat()) for path in paths]
    return tuple((str(path), stat.st_size, stat.st_mtime_ns) for path, stat in stats)


@dataclass(frozen=True)
class Folder:
    """A drop folder as it is now."""

    masuk: str
    wilayah: str
    pengantar: str
    state: State
    kept: tuple[tuple[str, str], ...] = ()  # archived originals: their path and their label


@lru_cache(maxsize=2)
def _reception(folder: Folder) -> Reception:
    letter = Path(folder.pengantar) if folder.pengantar else None
    kept = [Setoran(Path(path), label) for path, label in folder.kept]
    return receive(Path(folder.masuk), folder.wilayah, letter, kept)


@lru_cache(maxsize=3 * len(SOURCES))
def _admission(folder: Folder, source: str, answers: Answers, record: State) -> Admission:
    """One sumber by itself."""
    history = _history(folder, source, answers, record)
    return admit(SOURCES[source], _reception(folder).deliveries[source], answers, history)


@lru_cache(maxsize=2)
def _admission_beside(
    folder: Folder, answers: Answers, record: State, others: tuple[tuple[str, State], ...]
) -> Admission:
    """GAP and GBS, held against what the other sumber hold; these are read only if asked for."""
    records = dict(others)

    def held(code: str) -> Held | None:
        if code not in records:
            return None
        paths = [Path(path) for path, _, _ in records[code]]
        return _admission(folder, code, answers, records[code]), paths

    sent = _reception(folder).deliveries[GENDER_BUDGET]
    history = _history(folder, GENDER_BUDGET, answers, record)
    return admit(SOURCES[GENDER_BUDGET], sent, answers, history, stand_beside(held))


def _history(folder: Folder, source: str, answers: Answers, record: State) -> pl.DataFrame | None:
    """What is on record of other years; nobody's history where nothing is delivered."""
    if not record or not _admission(folder, source, answers, ()).years:
        return None
    tables = [pl.read_parquet(path) for path, _, _ in record]
    columns = list(Harmonis.to_schema().columns)
    counts = [table for table in tables if table.columns == columns]  # as today's version has it
    return pl.concat(counts) if counts else None


@lru_cache(maxsize=2 * len(REGISTERS))
def _intake(folder: Folder, source: str, tables: Path) -> RegisterIntake:
    return take_in_registers(REGISTERS[source], _reception(folder).deliveries[source], tables)
