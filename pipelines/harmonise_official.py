"""Bring official figures under canonical region codes; they are imported, never added up."""

import polars as pl

from pipelines.resolve_regions import resolve_rows
from schemas.kode import ALL, BOTH
from schemas.resmi import ResmiHarmonis
from schemas.sumber import Source
from schemas.temuan import Finding
from schemas.wilayah import LEVELS

DEFAULTS = {"umur": ALL, "jenjang": ALL, "jenis_kelamin": BOTH, "metode": "", "vintage": ""}


def harmonise_official(admitted: pl.DataFrame, source: Source) -> pl.DataFrame:
    """A `ResmiHarmonis` table of admitted rows, sorted by its full key."""
    places = [region.kode for region in resolve_rows(admitted, source.region_names)]
    depth = pl.col("kode_wilayah").str.count_matches(".", literal=True)
    missing = {n: pl.lit(text) for n, text in DEFAULTS.items() if n not in admitted.columns}
    table = admitted.with_columns(
        **missing, kode_wilayah=pl.Series(places, dtype=pl.String), sumber=pl.lit(source.kode)
    ).with_columns(
        pl.col(name).fill_null(text) for name, text in DEFAULTS.items()
    )  # fmt: skip
    return (
        table.with_columns(
            tingkat=depth.replace_strict(dict(enumerate(LEVELS)), return_dtype=pl.String)
        )
        .select(list(ResmiHarmonis.to_schema().columns))
        .sort(ResmiHarmonis.to_schema().unique)
    )


def check_official(rows: pl.DataFrame, source: Source) -> tuple[list[Finding], frozenset[int]]:
    """Findings on official figures (R4, R4N, R12) and the `_id` of the rows they hold back."""
    findings = []
    regions = resolve_rows(rows, source.region_names)
    for region, row in zip(regions, rows.rows(named=True), strict=True):
        if region.kode is None:
            findings.append(region.finding(row, source.kode))
    placed = rows.filter(pl.Series([r.kode is not None for r in regions], dtype=pl.Boolean))
    lost = set(rows["_id"]) - set(placed["_id"])
    key = ResmiHarmonis.to_schema().unique
    figures = harmonise_official(placed, source).join(
        placed.select("_id", "berkas", "lembar", "sel"), on=["berkas", "lembar", "sel"]
    )
    for row in figures.filter(figures.select(key).is_duplicated()).rows(named=True):
        findings.append(Finding.at("R12", row, source.kode, row["nilai"], kali=2))
        lost.add(row["_id"])
    return findings, frozenset(lost)
