"""Gather what is on record of every setoran, without reading a single figure of it."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from urllib.parse import quote

import polars as pl

from pipelines.publish_release import CURRENT, MANIFEST
from pipelines.read_periods import read_period
from pipelines.read_setoran import Delivery
from pipelines.receive_setoran import Reception, folder_period
from pipelines.record_admission import EXTRACT, all_findings
from pipelines.store_tables import RETURNED, Store
from schemas.sources import ALL_SOURCES
from schemas.temuan import Finding

File = tuple[str, str]  # label and digest: a file with the content it had
Place = tuple[str, int]  # sumber and year
HARMONISED = "harmonis"
SENSITIVE_FILE = "B10"


@dataclass(frozen=True)
class Arrival:
    """A file now in the drop folder, when it came, and the rule by which it was refused, if any."""

    label: str
    digest: str
    time: datetime
    archived: bool
    year: int | None
    rule: str = ""
    stated: bool = False  # whether the cover letter says when it came


@dataclass(frozen=True)
class Facts:
    """All that the board is worked out from.

    `counts` holds the numbers admitted and returned; `used` the files behind what was
    harmonised, and `inputs` (with their sumber) those behind the release in force.
    """

    arrivals: Mapping[str, Sequence[Arrival]]  # by sumber; "" for files of none
    counts: Mapping[Place, Mapping[File, tuple[int, int]]]
    findings: Sequence[tuple[str, int | None, str, str]]  # sumber, tahun, aturan, berkas
    used: Mapping[Place, Set[File]] = field(default_factory=dict)
    inputs: Set[tuple[str, str, str]] = frozenset()
    returned: Mapping[str, Sequence[str]] = field(default_factory=dict)  # links by label


def gather(store: Store, reception: Reception, masuk: Path, zone: tzinfo) -> Facts:
    """Read the folders of one deployment; times come in `zone`."""
    arrivals: dict[str, list[Arrival]] = defaultdict(list)
    for source, deliveries in reception.deliveries.items():
        for delivery in deliveries:
            year = _year_of(delivery.facts.get("tahun"))
            arrivals[source].append(_arrival(store, delivery, year, zone))
    for finding in reception.refused:
        arrivals[folder_sumber(finding.berkas)].append(_refusal(finding, masuk, zone))
    findings = all_findings(store).select("sumber", "tahun", "aturan", "berkas").rows()
    labels = {arrival.label for group in arrivals.values() for arrival in group} | {
        label for *_, label in findings
    }
    return Facts(
        arrivals=arrivals,
        counts={place: files for name in ALL_SOURCES for place, files in _counts(store, name)},
        findings=findings,
        used={
            (name, int(path.stem)): _files(path)
            for name in ALL_SOURCES
            for path in _tables(store, HARMONISED, name)
        },
        inputs=_inputs(store),
        returned={label: _links(store, label) for label in labels},
    )


def release_in_force(store: Store) -> Path | None:
    """The link to the release that readers see now; its own time is when they began to."""
    current = store.root / "publikasi" / CURRENT
    return current if current.exists() else None


def folder_sumber(label: str) -> str:
    """The sumber in whose folder a file lies; empty when it lies in none."""
    return next((part for part in label.split("/")[:-1] if part in ALL_SOURCES), "")


def _arrival(store: Store, delivery: Delivery, year: int | None, zone: tzinfo) -> Arrival:
    """What the letter states; else the earlier of two clocks that run late, when a file is
    touched and when it is archived."""
    setoran = delivery.setoran
    changed = setoran.path.stat().st_ctime
    kept = store.archived(setoran, private=delivery.source.private)
    seen = min(changed, kept.stat().st_mtime) if kept.is_file() else changed
    time = datetime.fromtimestamp(seen, zone)
    if delivery.received:
        time = datetime.combine(delivery.received, datetime.min.time(), zone)
    said = delivery.received is not None
    return Arrival(setoran.label, setoran.digest, time, kept.is_file(), year, stated=said)


def _year_of(stated: str | None) -> int | None:
    period = read_period(stated or "")
    return period.year if period else None


def _refusal(finding: Finding, masuk: Path, zone: tzinfo) -> Arrival:
    time = datetime.fromtimestamp((masuk / finding.berkas).stat().st_ctime, zone)
    year = _year_of(folder_period(finding.berkas))
    return Arrival(finding.berkas, "", time, False, year, finding.aturan)


def _counts(store: Store, name: str) -> Iterator[tuple[Place, dict[File, tuple[int, int]]]]:
    years = {int(path.stem) for path in _tables(store, EXTRACT, name)}
    for year in sorted(years):
        admitted = _rows(store.path(EXTRACT, name, year))
        returned = _rows(store.path(EXTRACT, f"{name}_{RETURNED}", year))
        files = admitted.keys() | returned.keys()
        yield (name, year), {f: (admitted.get(f, 0), returned.get(f, 0)) for f in files}


def _tables(store: Store, stage: str, name: str) -> list[Path]:
    return sorted((store.root / stage / name).glob("*.parquet"))


def _rows(path: Path) -> dict[File, int]:
    """How many numbers each file has in a table."""
    if not path.is_file():
        return {}
    counted = pl.scan_parquet(path).group_by("berkas", "sidik").len().collect()
    return {(label, digest): many for label, digest, many in counted.rows()}


def _files(path: Path) -> Set[File]:
    return _rows(path).keys()


def _inputs(store: Store) -> Set[tuple[str, str, str]]:
    release = release_in_force(store)
    if release is None:
        return frozenset()
    manifest = json.loads((release / MANIFEST).read_text(encoding="utf-8"))
    return {(item["sumber"], item["berkas"], item["sidik"]) for item in manifest["masukan"]}


def _links(store: Store, label: str) -> list[str]:
    """What was written back for a file, as links from a folder beside `balikan`."""
    names = [f"balikan/{label}.balikan.xlsx", f"balikan/{label}.surat.txt"]
    return [f"../{quote(name)}" for name in names if (store.root / name).is_file()]
