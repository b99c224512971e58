"""Take admitted originals of closed sumber out of the drop folder; the archive replaces them."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipelines.read_setoran import Delivery, Setoran
from pipelines.receive_setoran import Reception
from pipelines.store_tables import PRIVATE, RETURNED, Store, replacing, sync

LEDGER = "daftar.json"  # label -> path of the original below arsip_terbatas
EXTRACT = "ekstrak"


@dataclass(frozen=True)
class Cleaning:
    """The labels of originals that were taken out, and why others stayed where they are."""

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
    the bytes of the original, then the ledger names it, and only then the original goes.
    """
    moved, stayed = list[str](), list[str]()
    for delivery in _closed(reception):
        setoran = delivery.setoran
        if not setoran.path.is_relative_to(masuk):
            continue
        why = _hindrance(store, delivery)
        if why:
            stayed.append(f"{setoran.label}: {why}")
            continue
        archived = store.archived(setoran, private=True)
        _write(store, _ledger(store) | {setoran.label: archived.relative_to(
            store.root / PRIVATE).as_posix()})  # fmt: skip
        setoran.path.unlink()
        sync(setoran.path.parent)
        moved.append(setoran.label)
    return Cleaning(moved, stayed)


def _closed(reception: Reception) -> Iterator[Delivery]:
    for sent in reception.deliveries.values():
        yield from (d for d in sent if d.source.private and not d.source.register)


def _hindrance(store: Store, delivery: Delivery) -> str:
    """Why an original has to stay for now; empty when nothing speaks against taking it out."""
    setoran = delivery.setoran
    stored = (setoran.label, setoran.digest) in set(_stored(store, delivery.source.kode))
    if not stored:
        return "belum ada baris yang diterima darinya; jalankan terpilah jalankan dahulu"
    archived = store.archived(setoran, private=True)
    if not archived.is_file():
        return "belum ada di arsip_terbatas; jalankan terpilah jalankan dahulu"
    sync(archived)
    sync(archived.parent)
    if not _digest(setoran.path) == _digest(archived) == setoran.digest:
        return "isinya berbeda dari salinan di arsip_terbatas; jalankan terpilah jalankan dahulu"
    return ""


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
