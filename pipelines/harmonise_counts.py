"""Bring rows under canonical codes: region, measure, age limits; counts and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl
from rapidfuzz import fuzz
from schemas.harmonis import CELL
from schemas.kode import ALL, BOTH
from schemas.sumber import Source
from schemas.temuan import Finding
from schemas.wilayah import LEVELS

from pipelines.load_reference import elements
from pipelines.resolve_regions import resolve_rows
from pipelines.suggest_names import nearest
from pipelines.type_columns import age_limits

SAME_ELEMENT = 85
LIKELY_ELEMENT = 60


@dataclass(frozen=True)
class Harmonised:
    """Rows under canonical codes (`Harmonis` but for the checks), and what could not be placed."""

    rows: pl.DataFrame
    findings: tuple[Finding, ...]
    blamed: frozenset[int]  # rows whose region is unclear
    sensitive: frozenset[int]  # rows of elements whose class is refused


def harmonise(typed: pl.DataFrame, source: Source, *, nearest: bool = False) -> Harmonised:
    """Resolve regions and measures of a typed frame.

    Wants the contract's columns plus `_id`. Rows whose region is unclear are blamed; elements
    without a decision or with a sensitive one are reported once each and left out. With
    `nearest`, a region that is unclear counts as the last clear one above it.
    """
    placed, region_findings, blamed = _place(typed, source, nearest=nearest)
    measured, element_findings, sensitive = _measure(placed, source)
    limits = measured["umur"].unique().to_list()
    low = {band: age_limits(band)[0] for band in limits}
    high = {band: age_limits(band)[1] for band in limits}
    rows = measured.select(
        nomor=pl.col("_id").cast(pl.Int64),
        sumber=pl.lit(source.kode),
        ukuran="ukuran",
        kode_wilayah="_kode",
        tingkat=pl.col("_kode").str.count_matches(".", literal=True)
        .replace_strict(dict(enumerate(LEVELS)), return_dtype=pl.String),
        satuan_unit="_unit",
        tahun="tahun",
        jenis_kelamin="jenis_kelamin",
        umur_min=pl.col("umur").replace_strict(low, default=None, return_dtype=pl.Int64),
        umur_max=pl.col("umur").replace_strict(high, default=None, return_dtype=pl.Int64),
        jenjang="jenjang",
        pendidikan="pendidikan",
        jumlah=pl.col("jumlah").cast(pl.Int64),
        sidik="sidik",
        berkas="berkas",
        lembar="lembar",
        sel="sel",
    )  # fmt: skip
    return Harmonised(rows, (*region_findings, *element_findings), blamed, sensitive)


Placed = tuple[pl.DataFrame, list[Finding], frozenset[int]]


def _place(typed: pl.DataFrame, source: Source, *, nearest: bool) -> Placed:
    """Add `_kode`, the resolved region; rows without one are blamed and left out."""
    regions = resolve_rows(typed, source.region_names)
    codes = [region.kode or (region.nearest if nearest else None) for region in regions]
    rows = typed.with_columns(_kode=pl.Series(codes, dtype=pl.String))
    findings = [
        region.finding(row, source.kode)
        for region, row in zip(regions, typed.rows(named=True), strict=True)
        if region.kode is None
    ]
    lost = rows.filter(pl.col("_kode").is_null())
    return rows.filter(pl.col("_kode").is_not_null()), findings, frozenset(lost["_id"])


def _measure(placed: pl.DataFrame, source: Source) -> Placed:
    """Add ukuran, sex, age, schooling and unit: from the contract, or from the element mapping."""
    if source.kode == "elemen_sektoral":
        return _map_elements(placed, source)
    defaults = {"ukuran": source.kode, "jenjang": ALL, "pendidikan": ALL, "umur": ALL}
    missing = {n: pl.lit(text) for n, text in defaults.items() if n not in placed.columns}
    unit = pl.col("npsn") if "npsn" in placed.columns else pl.lit("")
    return placed.with_columns(**missing, _unit=unit), [], frozenset()


def _map_elements(placed: pl.DataFrame, source: Source) -> Placed:
    """Sort elements by their reviewed decision: counted, sensitive, out of scope, or undecided."""
    known = _decided(placed)
    counted = known.filter(keputusan="dipetakan")
    sensitive = known.filter(keputusan="sensitif")
    unknown = placed.join(known, on="_id", how="anti", maintain_order="left")
    findings = [
        *(_at_element("E2", row, source, sebab=row["alasan"]) for row in _first_of_each(sensitive)),
        *(
            _at_element("E1", row, source, saran=_suggestion(row))
            for row in _first_of_each(unknown)
        ),
    ]
    return counted.with_columns(_unit=pl.lit("")), findings, frozenset(sensitive["_id"])


def _decided(placed: pl.DataFrame) -> pl.DataFrame:
    """Join the mapping on list, code and year; a name that is no longer the same breaks it."""
    mapping = elements().rename({"nama_elemen": "_nama_resmi"})
    mapped = placed.join(mapping, on=["daftar", "kode_elemen"], maintain_order="left")
    mapped = mapped.filter(pl.col("tahun").is_between(pl.col("tahun_dari"), pl.col("tahun_sampai")))
    same = [
        fuzz.ratio(_bare(name), _bare(official)) >= SAME_ELEMENT
        for name, official in mapped.select("nama_elemen", "_nama_resmi").iter_rows()
    ]
    return mapped.filter(pl.Series(same, dtype=pl.Boolean))


def _first_of_each(rows: pl.DataFrame) -> list[dict]:
    """One row per element: a decision is reported once, not at each of its numbers."""
    return rows.unique(["daftar", "kode_elemen"], keep="first", maintain_order=True).rows(
        named=True
    )


def _bare(name: str) -> str:
    return " ".join(name.casefold().split())


def _at_element(rule: str, row: Mapping, source: Source, **facts: str) -> Finding:
    code, name = row["kode_elemen"], row["nama_elemen"]
    return Finding.at(rule, row, source.kode, name, kode=code, **facts)


def _suggestion(row: Mapping) -> str:
    """The mapped element whose name is nearest, as a hint for the reviewer."""
    mapped = elements().filter(pl.col("keputusan") == "dipetakan")
    near = nearest(row["nama_elemen"], mapped["nama_elemen"], LIKELY_ELEMENT)
    if near is None:
        return ""
    like = mapped.filter(nama_elemen=near).row(0, named=True)
    return f"; mirip elemen {like['kode_elemen']} (ukuran {like['ukuran']})"


def harmonise_with_holes(
    admitted: pl.DataFrame, returned: pl.DataFrame, source: Source
) -> pl.DataFrame:
    """The `Harmonis` table of two extracts: the admitted counts, and a hole per returned sel data.

    A hole has no number. Whatever it would have been part of is then known to be incomplete.
    """
    counts = harmonise(admitted.with_row_index("_id"), source).rows
    returned = returned.with_row_index("_id").with_columns(
        pl.col(name).fill_null(ALL) for name in ("umur", "jenjang") if name in returned.columns
    )
    lost = harmonise(returned, source, nearest=True).rows
    cells = lost.unique(list(CELL), keep="first", maintain_order=True)
    cells = cells.join(counts, on=list(CELL), how="anti", maintain_order="left")
    own = pl.col("jenis_kelamin") == "TB"
    sexes = pl.when(own).then(pl.lit(["TB"])).otherwise(pl.lit(["L", "P", BOTH]))
    holes = cells.with_columns(jenis_kelamin=sexes, jumlah=pl.lit(None, pl.Int64))
    holes = holes.explode("jenis_kelamin").select(counts.columns)
    return pl.concat([counts, holes]).sort(*CELL, "jenis_kelamin", "berkas", "sel").rechunk()
