"""Bring rows under canonical codes: region, measure, age limits; counts and nothing else."""

from dataclasses import dataclass

import polars as pl

from pipelines.count_rows import are_counted, count_rows
from pipelines.load_reference import measures
from pipelines.map_elements import SOURCE as ELEMENTS
from pipelines.map_elements import Mapped, map_elements
from pipelines.read_words import age_limits
from pipelines.resolve_regions import resolve_distinct
from schemas.harmonis import CELL
from schemas.kode import ALL, BOTH
from schemas.sumber import Source
from schemas.temuan import Finding
from schemas.wilayah import LEVELS

# Words for one person, or one head of a family, in the unit columns of agencies.
PEOPLE = frozenset({
    "orang", "jiwa", "org", "kk", "murid", "siswa", "anak", "korban", "klien", "bayi", "balita",
    "ibu",
})  # fmt: skip


@dataclass(frozen=True)
class Harmonised:
    """Rows under canonical codes (`Harmonis` but for the checks), and what could not be placed."""

    rows: pl.DataFrame
    findings: tuple[Finding, ...]
    blamed: frozenset[int]  # rows with an unclear region, another unit, or no whole number
    out_of_scope: int  # rows of elements that no measure takes in


def harmonise(typed: pl.DataFrame, source: Source, *, nearest: bool = False) -> Harmonised:
    """Resolve regions and measures of a typed frame.

    Wants the contract's columns plus `_id`. Rows whose region is unclear are blamed; elements
    without a decision are reported once each and left out. With
    `nearest`, a region that is unclear counts as the last clear one above it.
    """
    placed, unplaced, lost = _place(typed, source, nearest=nearest)
    listed = source.kode == ELEMENTS
    mapped = map_elements(placed) if listed else _as_declared(placed, source, doubtful=nearest)
    counted, wrong_units, scaled = _refuse_other_units(mapped.counted, source)
    return Harmonised(
        _canonical(counted, source),
        (*unplaced, *mapped.findings, *wrong_units),
        lost | mapped.blamed | scaled,
        mapped.out_of_scope,
    )


Sorted = tuple[pl.DataFrame, list[Finding], frozenset[int]]


def _place(typed: pl.DataFrame, source: Source, *, nearest: bool) -> Sorted:
    """Add `_kode`, the resolved region; rows without one are blamed and left out."""
    regions, places = resolve_distinct(typed, source.region_names)
    codes = [region.kode or (region.nearest if nearest else None) for region in regions]
    rows = typed.with_columns(_kode=pl.Series(codes, dtype=pl.String).gather(places))
    unclear = [place for place, region in enumerate(regions) if region.kode is None]
    told = typed.with_columns(_place=places).filter(pl.col("_place").is_in(unclear))
    findings = [
        regions[place].finding(row, source.kode)
        for place, row in zip(told["_place"], told.drop("_place").rows(named=True), strict=True)
    ]
    lost = rows.filter(pl.col("_kode").is_null())
    return rows.filter(pl.col("_kode").is_not_null()), findings, frozenset(lost["_id"])


def _as_declared(placed: pl.DataFrame, source: Source, *, doubtful: bool) -> Mapped:
    """Measure and dimensions of a contract that states them itself, or counts its rows."""
    frames = [_dimensions(placed.filter(~are_counted(source)), source)]
    persons = placed.filter(are_counted(source))
    if not persons.is_empty():
        counted = count_rows(persons, source, doubtful=doubtful)
        frames.append(_dimensions(counted, source))
    return Mapped(pl.concat(frames, how="diagonal_relaxed"), (), frozenset(), 0)


def _dimensions(rows: pl.DataFrame, source: Source) -> pl.DataFrame:
    """Rows with every dimension of a count: those that a contract lacks are not broken down."""
    defaults = {
        "ukuran": source.kode, "jenjang": ALL, "pendidikan": ALL, "umur": ALL,
        "jenis_kelamin": "TB", "rincian": ALL,
    }  # fmt: skip
    missing = {n: pl.lit(text) for n, text in defaults.items() if n not in rows.columns}
    if source.breakdown and "rincian" not in rows.columns:
        missing["rincian"] = _breakdown(source)
    return rows.with_columns(**missing)


def _breakdown(source: Source) -> pl.Expr:
    """The other dimensions of a count as one text: "golongan=III|status=pns", or "semua"."""
    said = [
        pl.when(pl.col(name).fill_null(ALL) != ALL).then(pl.format(f"{name}={{}}", name))
        for name in sorted(source.breakdown)
    ]
    text = pl.concat_str(said, separator="|", ignore_nulls=True)
    return pl.when(text == "").then(pl.lit(ALL)).otherwise(text)


def _refuse_other_units(rows: pl.DataFrame, source: Source) -> Sorted:
    """Blame numbers that state another unit than their measure's: 20,9 ribu orang is not 20."""
    if "satuan" not in rows.columns:
        return rows, [], frozenset()
    own = {name: _unit(facts["satuan"]) for name, facts in measures().items()}
    words = {word: _unit(word) for word in rows["satuan"].drop_nulls().unique()}
    stated = pl.col("satuan").replace_strict(words, default=None, return_dtype=pl.String)
    owed = pl.col("ukuran").replace_strict(own, default=None, return_dtype=pl.String)
    wrong = rows.filter(stated != owed)
    findings = [
        Finding.at("R6", row, source.kode, row["satuan"], satuan=own[row["ukuran"]])
        for row in wrong.rows(named=True)
    ]
    blamed = frozenset(wrong["_id"])
    return rows.filter(~pl.col("_id").is_in(list(blamed))), findings, blamed


def _unit(text: str) -> str:
    word = text.casefold().strip(" .")
    return "orang" if word in PEOPLE else {"rp": "rupiah"}.get(word, word)


def _canonical(measured: pl.DataFrame, source: Source) -> pl.DataFrame:
    """The columns of `Harmonis`, from rows that carry their measure and region."""
    bands = measured["umur"].unique().to_list()
    low = {band: age_limits(band)[0] for band in bands}
    high = {band: age_limits(band)[1] for band in bands}
    depth = pl.col("_kode").str.count_matches(".", literal=True)
    return measured.select(
        nomor=pl.col("_id").cast(pl.Int64),
        sumber=pl.lit(source.kode),
        ukuran="ukuran",
        kode_wilayah="_kode",
        tingkat=depth.replace_strict(dict(enumerate(LEVELS)), return_dtype=pl.String),
        satuan_unit=pl.col(source.unit).fill_null("") if source.unit else pl.lit(""),
        tahun="tahun",
        periode_jenis="periode_jenis",
        periode="periode",
        tanggal_acuan="tanggal_acuan",
        jenis_kelamin="jenis_kelamin",
        umur_min=pl.col("umur").replace_strict(low, default=None, return_dtype=pl.Int64),
        umur_max=pl.col("umur").replace_strict(high, default=None, return_dtype=pl.Int64),
        jenjang="jenjang",
        pendidikan="pendidikan",
        rincian=pl.col("rincian") if "rincian" in measured.columns else pl.lit(ALL),
        jumlah=pl.col("jumlah").cast(pl.Int64),
        sidik="sidik",
        berkas="berkas",
        lembar="lembar",
        sel="sel",
    )


def harmonise_with_holes(
    admitted: pl.DataFrame, returned: pl.DataFrame, source: Source
) -> pl.DataFrame:
    """The `Harmonis` table of two extracts: the admitted counts, and a hole per returned sel data.

    A hole has no number. Whatever it would have been part of is then known to be incomplete.
    """
    counts = harmonise(admitted.with_row_index("_id"), source).rows
    lost = harmonise(_lost(returned), source, nearest=True).rows
    if source.per_unit:
        lost = _wherever_it_may_belong(lost, counts)
    cells = lost.unique(list(CELL), keep="first", maintain_order=True)
    if source.counts:  # a place may have counted some of its persons and lost others
        cells = lost.filter(pl.col("jumlah") > 0).unique(
            list(CELL), keep="first", maintain_order=True
        )
    else:
        cells = cells.join(counts, on=list(CELL), how="anti", maintain_order="left")
    own = pl.col("jenis_kelamin") == "TB"
    sexes = pl.when(own).then(pl.lit(["TB"])).otherwise(pl.lit(["L", "P", BOTH]))
    holes = cells.with_columns(jenis_kelamin=sexes, jumlah=pl.lit(None, pl.Int64))
    holes = holes.explode("jenis_kelamin").select(counts.columns)
    return pl.concat([counts, holes]).sort(*CELL, "jenis_kelamin", "berkas", "sel").rechunk()


def _lost(returned: pl.DataFrame) -> pl.DataFrame:
    """Returned rows as far as their place can be told; what they held is not looked at."""
    unknown = [pl.col(n).fill_null(ALL) for n in ("umur", "jenjang") if n in returned.columns]
    number = pl.lit(1).cast(returned.schema["jumlah"]).alias("jumlah")
    unit = [pl.lit(None, pl.String).alias("satuan")] if "satuan" in returned.columns else []
    return returned.with_row_index("_id").with_columns(*unknown, number, *unit)


def _wherever_it_may_belong(lost: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """A unit whose kecamatan or level is unclear may be missing from each that could be its own."""
    places = counts.select("ukuran", "kode_wilayah", "tingkat", "jenjang").unique()
    joined = lost.join(places, on="ukuran", suffix="_lain", maintain_order="left")
    inside = pl.col("kode_wilayah_lain").str.starts_with(pl.col("kode_wilayah"))
    level = (pl.col("jenjang") == ALL) | (pl.col("jenjang") == pl.col("jenjang_lain"))
    spread = joined.filter(inside & level).with_columns(
        kode_wilayah="kode_wilayah_lain", tingkat="tingkat_lain", jenjang="jenjang_lain"
    )
    spread = spread.join(counts, on=list(CELL), how="anti", maintain_order="left")
    nowhere = lost.join(spread, on="nomor", how="anti", maintain_order="left")
    return pl.concat([spread.select(lost.columns), nowhere])
