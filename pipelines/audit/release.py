"""Audit a rilis before anybody can read it: refuse it when it gives a person away."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from pipelines.audit.counts import audit_counts
from pipelines.audit.facts import read_facts, true_counts
from pipelines.audit.files import audit_files
from pipelines.audit.rules import Rules, standard_rules
from schemas.audit import AuditReport, Exposure
from schemas.sources import CLOSED

HIDDEN = "disamarkan"
# what a row that is hidden must not say either; a denominator may be public
WORKED_OUT = ("jumlah", "pembilang", "nilai", "interval_bawah", "interval_atas", "realisasi",
              "capaian_persen", "selisih_target", "selisih_poin", "rasio_p_l")  # fmt: skip
KEYS = {
    "cacah": ("ukuran", "kode_wilayah", "tahun", "umur", "rincian", "jenis_kelamin"),
    "indikator": ("kode_indikator", "kode_wilayah", "tahun", "umur", "jenjang", "jenis_kelamin",
                  "metode", "vintage"),
}  # fmt: skip
NUMBERS = ("jumlah", "pembilang", "penyebut", "nilai")
SHOWN = 5  # rows named in one sentence


def audit(
    folder: Path,
    earlier: Iterable[Path] = (),
    truth: Mapping[str, pl.DataFrame] | None = None,
    *,
    secrets: Iterable[str] = (),
    rules: Rules | None = None,
) -> AuditReport:
    """The report on the rilis in `folder`, which is read as an outsider would read it.

    `earlier` are the folders of rilis that are public already. With `truth`, the tables `cacah`
    and `indikator` before anything was hidden, every published number is held against it too.
    `secrets` are names and digests of files that nobody may know of.
    """
    known = rules or standard_rules()
    facts = read_facts(folder, known)
    past = [read_facts(one, known) for one in earlier] if facts.cells else []
    counts = (truth or {}).get("cacah")
    true = true_counts(counts, known) if counts is not None else None
    report = audit_counts(facts, past, known, true)
    report.berkas, found = audit_files(folder, secrets)
    report.temuan += [*found, *_said_of_hidden(folder), *_closed_inputs(folder)]
    for name, table in (truth or {}).items():
        report.temuan += _against_truth(folder, name, table)
    return report


def earlier_releases(publication: Path, but: str = "") -> list[Path]:
    """The folders of all published rilis, the oldest first."""
    folders = (publication / "rilis").glob("[!.]*")
    kept = [folder for folder in folders if folder.is_dir() and folder.name != but]
    return sorted(kept, key=lambda folder: (folder.stat().st_mtime_ns, folder.name))


def _tables(folder: Path) -> Iterator[tuple[str, pl.DataFrame]]:
    for path in sorted(folder.glob("*.parquet")):
        yield path.stem, pl.read_parquet(path)


def _said_of_hidden(folder: Path) -> Iterator[Exposure]:
    """Numbers on rows that say of themselves that they have none."""
    for name, table in _tables(folder):
        statuses = [c for c in table.columns if c.startswith("status_")]
        numbers = [c for c in WORKED_OUT if c in table.columns]
        for status in statuses:
            hidden = table.filter(pl.col(status) == HIDDEN)
            told = [c for c in numbers if hidden[c].null_count() < hidden.height]
            if told:
                yield Exposure(
                    "sel_terbuka",
                    f"Tabel {name} menulis {', '.join(told)} pada baris yang {status}-nya "
                    "disamarkan. Kosongkan angka itu, lalu terbitkan lagi.",
                )


def _closed_inputs(folder: Path) -> Iterator[Exposure]:
    """Files of a closed sumber named as inputs of the rilis."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    named = {item.get("sumber") for item in manifest.get("masukan", ())}
    for name in sorted(named & CLOSED):
        text = f"manifest.json menyebut berkas sumber sensitif {name}. Keluarkan dari masukan."
        yield Exposure("identitas", text)


def _against_truth(folder: Path, name: str, truth: pl.DataFrame) -> list[Exposure]:
    """Published numbers that are not the true ones, or that nothing stands behind."""
    path = folder / f"{name}.parquet"
    if not path.is_file():
        return []
    table = pl.read_parquet(path)
    key = [c for c in KEYS[name] if c in table.columns and c in truth.columns]
    numbers = [c for c in NUMBERS if c in table.columns and c in truth.columns]
    own = truth.select(*key, *(pl.col(c).alias(f"_{c}") for c in numbers), _ada=pl.lit(value=True))
    joined = table.join(own, on=key, how="left", nulls_equal=True)
    wrong = [pl.col(c).is_not_null() & pl.col(c).ne_missing(pl.col(f"_{c}")) for c in numbers]
    shown = pl.any_horizontal(pl.col(c).is_not_null() for c in numbers)
    bad = joined.filter(pl.any_horizontal(*wrong) | (shown & pl.col("_ada").is_null()))
    if bad.is_empty():
        return []
    places: Sequence[str] = [" ".join(map(str, row)) for row in bad.head(SHOWN).select(key).rows()]
    text = (
        f"{bad.height} angka di tabel {name} berbeda dari angka aslinya, mula-mula: "
        f"{'; '.join(places)}. Buat rilis dari tabel asli, lalu terbitkan lagi."
    )
    return [Exposure("beda_dengan_asli", text)]
