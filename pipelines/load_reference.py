"""Read the reference tables of data/referensi: reviewed facts that planners can edit."""

import csv
import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import polars as pl

from schemas.wilayah import LEVELS, Change

_IN_REPOSITORY = Path(__file__).parents[1] / "data"
_IN_PACKAGE = Path(__file__).parents[1] / "terpilah" / "data"


def shipped_data() -> Path:
    """The folder that holds `referensi` and `contoh`: the repository's, or the installed one."""
    return _IN_REPOSITORY if (_IN_REPOSITORY / "referensi").is_dir() else _IN_PACKAGE


def reference_folder() -> Path:
    """data/referensi, or what TERPILAH_REFERENSI names instead."""
    return Path(os.environ.get("TERPILAH_REFERENSI") or shipped_data() / "referensi")


@lru_cache(maxsize=1)
def regions() -> pl.DataFrame:
    """Every region of the decree: kode, nama, tingkat, induk (null for a province), anak.

    `anak` counts the regions directly below, so that a sum knows whether it is whole.
    """
    table = pl.concat(
        pl.read_csv(path, schema={"kode": pl.String, "nama": pl.String})
        for path in sorted((reference_folder() / "wilayah").glob("*.csv"))
    )
    depth = pl.col("kode").str.count_matches(".", literal=True)
    parent = pl.col("kode").str.replace(r"\.?\d+$", "")
    table = table.with_columns(
        tingkat=depth.replace_strict(dict(enumerate(LEVELS)), return_dtype=pl.String),
        induk=pl.when(depth > 0).then(parent),
    )
    children = table.group_by(kode="induk").agg(anak=pl.len().cast(pl.Int64))
    return (
        table.join(children, on="kode", how="left", maintain_order="left")
        .with_columns(pl.col("anak").fill_null(0))
        .sort("kode")
    )


@lru_cache(maxsize=1)
def bps_bridge() -> Mapping[str, str]:
    """BPS code -> Kemendagri code in the year of the pair; no BPS code ever had two meanings."""
    table = pl.read_csv(reference_folder() / "padanan_bps.csv", infer_schema=False)
    return dict(zip(table["kode_bps"], table["kode_kemendagri"], strict=True))


@lru_cache(maxsize=1)
def region_changes() -> Mapping[str, Change]:
    """Former code -> what became of it. New regions (perubahan baru) change no other code."""
    with (reference_folder() / "riwayat_wilayah.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["kode_lama"]: Change(
                row["nama_lama"],
                tuple(row["kode_baru"].split(";")),
                int(row["sampai"]),
                row["dasar"],
            )
            for row in csv.DictReader(file)
            if row["perubahan"] != "baru"
        }


@lru_cache(maxsize=1)
def region_aliases() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Parent code ("" for the nation) -> other names in use there, each with its region's code."""
    aliases: dict[str, list[tuple[str, str]]] = {}
    with (reference_folder() / "alias_wilayah.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            aliases.setdefault(row["induk"], []).append((row["alias"], row["kode"]))
    return aliases


@lru_cache(maxsize=1)
def elements() -> pl.DataFrame:
    """The reviewed mapping of elements to measures, all lists together, years filled in."""
    frames = [
        pl.read_csv(path, infer_schema=False).with_columns(daftar=pl.lit(path.stem))
        for path in sorted((reference_folder() / "elemen").glob("*.csv"))
    ]
    return pl.concat(frames).with_columns(
        pl.col("tahun_dari").cast(pl.Int64).fill_null(0),
        pl.col("tahun_sampai").cast(pl.Int64).fill_null(9999),
    )


@lru_cache(maxsize=1)
def measures() -> Mapping[str, Mapping[str, str]]:
    """Every ukuran: its name, unit, class, stock or flow, and the sumber it may come from."""
    found = dict[str, Mapping[str, str]]()
    for path in sorted((reference_folder() / "ukuran").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found |= {row["ukuran"]: row for row in csv.DictReader(file)}
    return found


@lru_cache(maxsize=1)
def contained_measures() -> Sequence[Mapping[str, str]]:
    """Pairs of ukuran of which the first counts some of those that the second counts."""
    with (reference_folder() / "pasangan_ukuran.csv").open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


@lru_cache(maxsize=1)
def plan_indicators() -> Mapping[str, str]:
    """Indicator wording in plan documents -> code in the catalogue, as reviewed."""
    table = pl.read_csv(reference_folder() / "padanan_target.csv", infer_schema=False)
    return dict(zip(table["indikator"], table["kode_indikator"], strict=True))


@lru_cache(maxsize=1)
def decrees() -> Mapping[str, tuple[int, int | None]]:
    """Decrees of the nomenclature: the year of each, and the digits of a sub kegiatan if known."""
    return {
        row["keputusan"]: (int(row["tahun"]), int(row["digit_sub_kegiatan"] or 0) or None)
        for row in _rows("nomenklatur/keputusan.csv")
    }


@lru_cache(maxsize=1)
def programs() -> Mapping[str, str]:
    """Names of the programmes whose code is established, by code."""
    return {row["kode"]: row["nama"] for row in _rows("nomenklatur/program.csv")}


@lru_cache(maxsize=1)
def fields_of_government() -> Mapping[str, str]:
    """Names of the fields of government (bidang urusan and unsur) by the code they begin with."""
    return {row["kode"]: row["nama"] for row in _rows("nomenklatur/urusan.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (reference_folder() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
