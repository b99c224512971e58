"""Hold sumber against each other: people that two agencies count are as many in both."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from pipelines.check_change import in_words
from pipelines.choose_periods import of_the_year
from pipelines.load_reference import measures, regions
from schemas.kode import ALL, BOTH, OPEN_AGE
from schemas.temuan import Finding
from schemas.wilayah import LEVELS

_UNIVERSE = ("ukuran", "tahun", "jenis_kelamin", "jenjang", "pendidikan", "rincian")
_PLACES = ("berkas", "lembar", "sel")


def check_between(tables: pl.DataFrame) -> list[Finding]:
    """A finding (R10S) where sumber differ on one measure, region, year and sex.

    Wants the `Harmonis` rows of all sumber of a year. Where a region differs, those below it
    are not told too.
    """
    shared = {name: facts["sumber"].split(";") for name, facts in measures().items()
              if ";" in facts["sumber"]}  # fmt: skip
    counts = _rolled_up(_of_all_ages(of_the_year(tables.filter(pl.col("ukuran").is_in(shared)))))
    findings = []
    for name, (best, *others) in shared.items():
        of_measure = counts.filter(ukuran=name)
        for other in others:
            findings += _differences(of_measure, best, other)
    return findings


def _of_all_ages(rows: pl.DataFrame) -> pl.DataFrame:
    """One number per sumber, universe and region, units added up; nothing that has a hole.

    Of all ages, as written or as the sum of five-year bands that leave no age out.
    """
    keys = ["sumber", *_UNIVERSE, "kode_wilayah"]
    rows = rows.filter((pl.col("jenis_kelamin") != BOTH) & (pl.col("rincian") == ALL))
    low, high = pl.col("umur_min"), pl.col("umur_max")
    total = (low == 0) & (high == OPEN_AGE)
    five_year = (low % 5 == 0) & ((high == low + 4) | (high == OPEN_AGE)) & ~total
    whole = _summed(rows.filter(total), keys)
    bands = _summed(rows.filter(five_year), [*keys, "umur_min", "umur_max"])
    tiled = _summed(bands, keys, (high - low + 1).sum() == OPEN_AGE + 1)
    return pl.concat([whole, tiled.join(whole, on=keys, how="anti", maintain_order="left")])


def _summed(
    rows: pl.DataFrame, keys: Sequence[str], complete: pl.Expr | None = None
) -> pl.DataFrame:
    """Rows added up by their keys, with the place of the first; incomplete groups left out."""
    whole = pl.col("jumlah").is_not_null().all()
    summed = rows.group_by(keys, maintain_order=True).agg(
        pl.col("jumlah").sum(),
        pl.col(_PLACES).first(),
        _whole=whole if complete is None else whole & complete,
    )
    return summed.filter("_whole").drop("_whole")


def _rolled_up(counts: pl.DataFrame) -> pl.DataFrame:
    """Counts with those of each region above that all its children have, level by level."""
    above = regions().select(kode_wilayah="kode", _induk="induk")
    sizes = regions().select(kode_wilayah="kode", _anak="anak")
    keys = ["sumber", *_UNIVERSE, "kode_wilayah"]
    for depth in range(len(LEVELS) - 1, 0, -1):
        level = counts.filter(pl.col("kode_wilayah").str.count_matches(".", literal=True) == depth)
        children = level.join(above, on="kode_wilayah").with_columns(kode_wilayah="_induk")
        children = children.join(sizes, on="kode_wilayah", maintain_order="left")
        parents = _summed(children, keys, pl.len() == pl.col("_anak").first())
        counts = pl.concat(
            [counts, parents.join(counts, on=keys, how="anti").select(counts.columns)]
        )
    return counts


def _differences(counts: pl.DataFrame, best: str, other: str) -> Iterator[Finding]:
    """Where two sumber differ, the highest region of each branch."""
    keys = [*_UNIVERSE, "kode_wilayah"]
    pairs = counts.filter(sumber=other).join(
        counts.filter(sumber=best), on=keys, suffix="_lain", maintain_order="left"
    )
    different = pairs.filter(pl.col("jumlah") != pl.col("jumlah_lain")).sort(keys)
    told = {tuple(row[name] for name in keys) for row in different.rows(named=True)}
    for row in different.rows(named=True):
        universe = tuple(row[name] for name in _UNIVERSE)
        parts = row["kode_wilayah"].split(".")
        above = (".".join(parts[:depth]) for depth in range(1, len(parts)))
        if not any((*universe, place) in told for place in above):
            yield _finding(row, best)


def _finding(row: Mapping[str, Any], best: str) -> Finding:
    there = Finding("R10S", *(row[f"{name}_lain"] for name in _PLACES))
    facts = {
        **in_words({**row, "satuan_unit": ""}), "tertulis": row["jumlah"], "ukuran": row["ukuran"],
        "sumber_lain": best, "hitung": row["jumlah_lain"], "tempat_lain": there.tempat,
    }  # fmt: skip
    return Finding.at("R10S", row, row["sumber"], row["jumlah"], **facts)
