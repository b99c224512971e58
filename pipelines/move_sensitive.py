"""Take admitted originals of closed sumber out of the drop folder; the archive replaces them."""

import hashlib
import json
import os
import stat
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipelines.load_reference import shipped_data
from pipelines.read_setoran import Delivery, Setoran
from pipelines.receive_setoran import Reception
from pipelines.store_tables import PRIVATE, RETURNED, Store, replacing, sync

LEDGER = "daftar.json"  # label -> path of the original below arsip_terbatas
EXTRACT = "ekstrak"
AGAIN = "diperiksa lagi pada terpilah jalankan berikutnya"
NOT_STORED = f"belum ada barisnya yang tersimpan; {AGAIN}"
NOT_ARCHIVED = f"salinannya belum ada di arsip_terbatas; {AGAIN}"
NOT_THE_SAME = f"isinya berbeda dari salinannya di arsip_terbatas; {AGAIN}"
ONLY_TO_READ = "mapnya hanya boleh dibaca"
REFUSED = "tidak ada izin menghapusnya, atau sedang dibuka program lain"
TROUBLE = "komputer menolak memindahkannya (kode {})"


@dataclass(frozen=True)
class Cleaning:
    """The labels of originals that were taken out, and why others stayed: a sentence per cause."""

    moved: Sequence[str]
    stayed: Sequence[str]


def kept_originals(store: Store) -> list[Setoran]:
    """Originals that left the drop folder, under the names they had there."""
    root = store.root / PRIVATE
    return [
        Setoran(root / place, label)
        for label, place in sorted(_ledger(store).items())
        if (root / place).is_file()
    ]


def release_original(store: Store, label: str) -> bool:
    """Let an archived original no longer stand in for a file; False when none of that name does."""
    ledger = _ledger(store)
    if ledger.pop(label, None) is None:
        return False
    _write(store, ledger)
    return True


def move_sensitive(store: Store, reception: Reception, masuk: Path) -> Cleaning:
    """Remove each closed original that is archived whole and whose rows are stored.

    The order keeps every file readable at any moment: the archived copy is on the disk and has
    the bytes of the original, then the ledger names it, and only then the original goes. What
    came with this program is nobody's delivery and stays.
    """
    moved, stayed = list[str](), defaultdict[str, list[str]](list)
    for source, sent in reception.deliveries.items():
        here = [d.setoran for d in sent if _is_closed(d) and d.setoran.path.is_relative_to(masuk)]
        stored = set(_stored(store, source)) if here else set()
        for setoran in (each for each in here if not is_shipped(each.path)):
            known = (setoran.label, setoran.digest) in stored
            why = _take_out(store, setoran) if known else NOT_STORED
            (stayed[why] if why else moved).append(setoran.label)
    return Cleaning(moved, [f"{', '.join(labels)}: {why}" for why, labels in stayed.items()])


def is_shipped(path: Path) -> bool:
    """Whether a file or folder is of the sample or the reference tables."""
    home = shipped_data().resolve()
    return any(path.resolve().is_relative_to(home / name) for name in ("contoh", "referensi"))


def _is_closed(delivery: Delivery) -> bool:
    return delivery.source.private and not delivery.source.register


def _take_out(store: Store, setoran: Setoran) -> str:
    """Let the archived copy stand in and remove the original; why not, where it has to stay."""
    try:
        before = setoran.path.stat()
        archived = store.archived(setoran, private=True)
        if why := _hindrance(setoran, archived):
            return why
        first_seen = min(before.st_ctime_ns, archived.stat().st_mtime_ns)
        os.utime(archived, ns=(first_seen, first_seen))  # who came in time is told by it
        place = archived.relative_to(store.root / PRIVATE).as_posix()
        _write(store, _ledger(store) | {setoran.label: place})
        if _version(setoran.path.stat()) != _version(before):  # a newer one came just now
            return NOT_THE_SAME
        setoran.path.unlink()
    except OSError as error:
        refused = isinstance(error, PermissionError)
        return REFUSED if refused else TROUBLE.format(error.errno)
    with suppress(OSError):  # the original may come back with the power, and is then found again
        sync(setoran.path.parent)
    return ""


def _hindrance(setoran: Setoran, archived: Path) -> str:
    """Why an original has to stay for now; empty when nothing speaks against taking it out."""
    if not setoran.path.parent.stat().st_mode & stat.S_IWUSR:  # binds an administrator as well
        return ONLY_TO_READ
    if not archived.is_file() or archived.samefile(setoran.path):
        return NOT_ARCHIVED
    sync(archived)
    sync(archived.parent)
    if not _digest(setoran.path) == _digest(archived) == setoran.digest:
        return NOT_THE_SAME
    return ""


def _version(facts: os.stat_result) -> tuple[int, int, int]:
    return facts.st_ino, facts.st_size, facts.st_mtime_ns


def _stored(store: Store, name: str) -> Iterator[tuple[str, str]]:
    """Files, with their content, of which rows are on record as admitted or returned."""
    for table in (name, f"{name}_{RETURNED}"):
        for path in store.paths(EXTRACT, table):
            yield from pl.scan_parquet(path).select("berkas", "sidik").unique().collect().rows()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _ledger(store: Store) -> dict[str, str]:
    path = store.root / PRIVATE / LEDGER
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _write(store: Store, ledger: dict[str, str]) -> None:
    with replacing(store.root / PRIVATE / LEDGER, private=True) as staging:
        text = json.dumps(dict(sorted(ledger.items())), ensure_ascii=False, indent=1)
        staging.write_text(text + "\n", encoding="utf-8")
