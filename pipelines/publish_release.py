"""Publish one rilis: immutable, named by its content, and in place all at once or not at all."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import polars as pl

from pipelines.load_reference import reference_folder
from pipelines.store_tables import only_writer, sync
from schemas.publikasi import TABLES, key_of

CURRENT = "terkini"
MANIFEST = "manifest.json"
SOURCE_PACKAGES = ("schemas", "pipelines")
Check = Callable[[Path], None]


@dataclass(frozen=True)
class Release:
    """A published release: its name, its folder, and whether this call made it current."""

    id: str
    folder: Path
    new: bool
    rows: Mapping[str, int]


def publish(
    folder: Path,
    tables: Mapping[str, pl.DataFrame],
    inputs: Iterable[Mapping[str, str]],
    check: Check = lambda _: None,
) -> Release:
    """Write the tables to `folder`/rilis/<id> and point `folder`/terkini at it in one step.

    The same tables from the same inputs give the same bytes and so the same id; a release
    that already exists is left as it is. `inputs` name the files behind the figures
    (sumber, berkas, sidik). `check` sees the complete folder before anybody else does; what it
    raises leaves everything as it was.
    """
    with only_writer(folder):
        return _publish(folder, tables, inputs, check)


def _publish(
    folder: Path,
    tables: Mapping[str, pl.DataFrame],
    inputs: Iterable[Mapping[str, str]],
    check: Check,
) -> Release:
    releases = folder / "rilis"
    releases.mkdir(exist_ok=True)
    _sweep(folder)
    staging = releases / f".{os.getpid()}"
    staging.mkdir()
    manifest = _write_tables(staging, tables, sorted(inputs, key=lambda i: tuple(i.values())))
    identity = hashlib.sha256(_as_json(manifest)).hexdigest()[:16]
    (staging / MANIFEST).write_bytes(_as_json({"rilis": identity, **manifest}))
    target = releases / identity
    try:
        check(staging)
    except BaseException:
        shutil.rmtree(staging)
        raise
    _settle(staging, target)
    new = _point(folder / CURRENT, target)
    return Release(identity, target, new, {name: table.height for name, table in tables.items()})


def _write_tables(
    staging: Path, tables: Mapping[str, pl.DataFrame], inputs: Iterable[Mapping[str, str]]
) -> dict:
    code = code_version()
    for name, table in tables.items():
        meta = {"tabel": name, "judul": (TABLES[name].__doc__ or "").strip(), "kode": code,
                "bahasa": "id", "kunci": ", ".join(key_of(TABLES[name]))}  # fmt: skip
        table.rechunk().write_parquet(staging / f"{name}.parquet", metadata=meta)
    return {
        "kode": code,
        "tabel": {name: _describe(staging, name, table) for name, table in tables.items()},
        "masukan": list(inputs),
    }


def _describe(staging: Path, name: str, table: pl.DataFrame) -> dict:
    columns = TABLES[name].to_schema().columns
    path = staging / f"{name}.parquet"
    return {
        "berkas": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "baris": table.height,
        "kolom": [
            {"nama": column, "tipe": str(dtype), "judul": columns[column].title}
            for column, dtype in table.schema.items()
        ],
    }


def _as_json(content: Mapping) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


@lru_cache(maxsize=1)
def code_version() -> str:
    """The version and a digest of all that decides a figure: code, SQL, reference tables."""
    digest = hashlib.sha256()
    home = Path(__file__).parents[1]
    code = [
        p
        for package in SOURCE_PACKAGES
        for p in (home / package).rglob("*")
        if p.suffix in (".py", ".sql")
    ]
    facts = [path for path in reference_folder().rglob("*") if path.suffix in (".csv", ".toml")]
    for base, paths in ((home, code), (reference_folder(), facts)):
        for path in sorted(paths):
            digest.update(path.relative_to(base).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{version('terpilah')}+{digest.hexdigest()[:12]}"


def _settle(staging: Path, target: Path) -> None:
    """Sync the staged files and give the folder its final name, unless it is already there."""
    if target.is_dir():
        shutil.rmtree(staging)
        return
    for path in staging.iterdir():
        sync(path)
    sync(staging)
    staging.replace(target)
    sync(target.parent)


def _point(link: Path, target: Path) -> bool:
    """Make the link name the release; readers see the old one or the new one, never neither."""
    goal = Path(target.parent.name) / target.name
    if link.is_symlink() and link.readlink() == goal:
        return False
    fresh = link.with_name(f".{link.name}.{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(goal, target_is_directory=True)
    fresh.replace(link)
    sync(link.parent)
    return True


def _sweep(folder: Path) -> None:
    """Remove what a machine that died left half-made; it was never visible to readers."""
    for staging in (folder / "rilis").glob(".[0-9]*"):
        shutil.rmtree(staging)
    for link in folder.glob(f".{CURRENT}.*"):
        link.unlink()
