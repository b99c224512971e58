"""Bring official figures under canonical region codes; they are imported, never added up."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from pipelines.check_indices import check_indices
from pipelines.resolve_regions import Region, resolve_rows
from schemas.kode import ALL, BOTH
from schemas.resmi import ANGKA_RESMI, ResmiHarmonis
from schemas.sumber import Source
from schemas.temuan import Finding
from schemas.wilayah import LEVELS, NATION_CODE, NATION_NAME

DEFAULTS = {"umur": ALL, "jenjang": ALL, "jenis_kelamin": BOTH, "metode": "", "vintage": ""}
# Units as publishers write them; any other word has to be the figure's own unit.
UNITS = {"persen": "%", "percent": "%", "years": "tahun", "year": "tahun", "indeks": "indeks"}


def harmonise_official(admitted: pl.DataFrame, source: Source) -> pl.DataFrame:
    """A `ResmiHarmonis` table of admitted rows, sorted by its full key; each in its own unit."""
    places = [region.kode for region in _regions(admitted, source)]
    units = {code: figure.satuan for code, figure in ANGKA_RESMI.items()}
    levels = {NATION_CODE: "nasional"} | {
        place: LEVELS[place.count(".")] for place in places if place and place != NATION_CODE
    }
    missing = {n: pl.lit(text) for n, text in DEFAULTS.items() if n not in admitted.columns}
    table = admitted.with_columns(
        **missing,
        kode_wilayah=pl.Series(places, dtype=pl.String),
        sumber=pl.lit(source.kode),
        satuan=pl.col("indikator").replace_strict(units, default="", return_dtype=pl.String),
    ).with_columns(
        pl.col("kode_wilayah")
        .replace_strict(levels, default=None, return_dtype=pl.String)
        .alias("tingkat"),
        *(pl.col(name).fill_null(text) for name, text in DEFAULTS.items()),
    )
    model = ResmiHarmonis.to_schema()
    return table.select(list(model.columns)).sort(model.unique)


def check_official(rows: pl.DataFrame, source: Source) -> tuple[list[Finding], frozenset[int]]:
    """Findings on official figures (R4, R4N, R6, R6S, R12, R22), and the `_id`s held back."""
    regions = _regions(rows, source)
    placed = rows.filter(pl.Series([r.kode is not None for r in regions], dtype=pl.Boolean))
    findings, lost = list[Finding](), set[int]()
    for region, row in zip(regions, rows.rows(named=True), strict=True):
        unclear = [] if region.kode else [region.finding(row, source.kode)]
        if told := [*unclear, *_wrong_scale(row, source)]:
            findings += told
            lost.add(row["_id"])
    key = ResmiHarmonis.to_schema().unique
    figures = harmonise_official(placed, source).join(
        placed.select("_id", "berkas", "lembar", "sel"), on=["berkas", "lembar", "sel"]
    )
    for row in figures.filter(figures.select(key).is_duplicated()).rows(named=True):
        findings.append(Finding.at("R12", row, source.kode, row["nilai"], kali=2))
        lost.add(row["_id"])
    sound = figures.filter(~pl.col("_id").is_in(list(lost)))
    return [*findings, *check_indices(sound, source)], frozenset(lost)


def _regions(rows: pl.DataFrame, source: Source) -> list[Region]:
    """The region of each row; the nation, which has no code of the decree, under its own."""
    names = rows[source.region_names[-1]].fill_null("").str.to_lowercase()
    found = resolve_rows(rows, source.region_names)
    return [
        Region(NATION_CODE) if name == NATION_NAME else region
        for name, region in zip(names, found, strict=True)
    ]


def _wrong_scale(row: Mapping[str, Any], source: Source) -> Iterator[Finding]:
    """A figure in another unit than its own: 0,126 is a proportion, never 0,126 percent."""
    figure, number = ANGKA_RESMI.get(row["indikator"]), row["nilai"]
    if figure is None:
        return
    stated = (row.get("satuan") or figure.satuan).casefold().strip()
    if UNITS.get(stated, stated) not in (figure.satuan, figure.satuan.split()[0]):
        yield Finding.at("R6", row, source.kode, row["satuan"], satuan=figure.satuan)
    elif number is not None and not figure.terkecil <= number <= figure.terbesar:
        limits = {"terkecil": figure.terkecil, "terbesar": figure.terbesar}
        yield Finding.at("R6S", row, source.kode, number, angka=figure.nama,
                         satuan=figure.satuan, **limits)  # fmt: skip
