"""Hold imported composite indices against their own imported components, within rounding."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

import polars as pl

from pipelines.compute_indices import KEY, Key, Parts, Row, evaluate, gather
from pipelines.load_reference import regions
from schemas.indeks import Inequality, Undefined
from schemas.kode import ALL, JENIS_KELAMIN
from schemas.resep_indeks import DIGITS, KOMPONEN, RESEP, USUAL_DIGITS, Recipe
from schemas.resmi import ANGKA_RESMI
from schemas.sumber import Source
from schemas.temuan import Finding
from schemas.wilayah import NATION_CODE, NATION_NAME

ROUNDING = 1e-9  # of binary fractions, far below any published digit
COLUMN = ("indikator", "metode", "vintage", "berkas")
Steps = Mapping[tuple, float]  # per column of figures, one unit of its last digit


def check_indices(official: pl.DataFrame, source: Source) -> list[Finding]:
    """R22 at each index that its components cannot give, whatever was rounded off.

    Wants `ResmiHarmonis` rows. An index is held against components of the same region, year,
    sex, method and vintage, and only where all of them are there.
    """
    indices = {
        (row["indikator"], row["jenis_kelamin"], *(row[name] for name in KEY)): row
        for row in official.filter(umur=ALL, jenjang=ALL, periode_jenis="tahun").rows(named=True)
    }
    steps = last_digits(official)
    held = [recipe for recipe in RESEP if recipe.diperiksa]
    return [
        finding
        for parts in gather(official, held)
        if parts.complete and (index := indices.get(_place(parts)))
        for finding in _contradicted(index, parts, steps, source)
    ]


def _place(parts: Parts) -> tuple[str, str, *Key]:
    return parts.recipe.indeks, parts.recipe.jenis_kelamin, *parts.key


def last_digits(official: pl.DataFrame) -> Steps:
    """One unit of the last digit that the figures of a column are written with.

    A zero at the end of a number is not kept, so the finest number of the column tells; it is
    never finer than its publisher prints.
    """
    found: dict[tuple, int] = {}
    for row in official.iter_rows(named=True):
        column = tuple(row[name] for name in COLUMN)
        exponent = Decimal(repr(row["nilai"])).normalize().as_tuple().exponent
        found[column] = min(found.get(column, 99), int(exponent))
    return {
        column: 10.0 ** min(max(exponent, finest), coarsest)
        for column, exponent in found.items()
        for finest, coarsest in [DIGITS.get(column[0], USUAL_DIGITS)]
    }


def bounds(parts: Parts, steps: Steps) -> tuple[float, float]:
    """The lowest and highest index that components give which round to the ones written.

    Undefined where one of the corners has no index.
    """
    rows = {name: row for name, row in parts.rows.items() if row}
    ends = [_ends(row, steps) for row in rows.values()]
    values = [
        evaluate(recipe, dict(zip(rows, corner, strict=True)))
        for recipe in _readings(parts.recipe)
        for corner in product(*ends)
    ]
    return min(values), max(values)


def _ends(row: Row, steps: Steps) -> tuple[float, float]:
    number, half = row["nilai"], steps[tuple(row[name] for name in COLUMN)] / 2
    limits = KOMPONEN[row["indikator"]]
    return max(number - half, limits.terkecil), min(number + half, limits.terbesar)


def _readings(recipe: Recipe) -> Sequence[Recipe]:
    """A recipe at both ends of the interval that its calibrated parameter was fitted in."""
    method = recipe.metode
    if not isinstance(method, Inequality):
        return [recipe]
    ends = [replace(method, pembilang_kesehatan=end) for end in method.rentang]
    return [replace(recipe, metode=end) for end in ends]


def _contradicted(index: Row, parts: Parts, steps: Steps, source: Source) -> Iterator[Finding]:
    written, step = index["nilai"], steps[tuple(index[name] for name in COLUMN)]
    reach = step / 2 + ROUNDING
    try:
        value = parts.value()
        if abs(value - written) <= reach:
            return
        low, high = bounds(parts, steps)
    except Undefined:
        return
    if low - reach <= written <= high + reach:
        return
    digits = max(0, -round(Decimal(str(step)).log10()))
    yield Finding.at(
        "R22", index, source.kode, written, angka=ANGKA_RESMI[parts.recipe.indeks].nama,
        jk=_sex(parts.recipe), tempat=_name(index["kode_wilayah"]), masa=str(index["tahun"]),
        tertulis=written, letak=_cells(index, parts),
        catatan=parts.recipe.catatan and f" ({parts.recipe.catatan})",
        hitung=round(value, digits), rendah=round(low, digits), tinggi=round(high, digits),
    )  # fmt: skip


def _sex(recipe: Recipe) -> str:
    one = recipe.jenis_kelamin in ("L", "P")
    return f" {JENIS_KELAMIN[recipe.jenis_kelamin].label.lower()}" if one else ""


def _name(code: str) -> str:
    if code == NATION_CODE:
        return NATION_NAME.capitalize()
    return regions().row(by_predicate=pl.col("kode") == code, named=True)["nama"]


def _cells(index: Row, parts: Parts) -> str:
    """Where each component stands; sheet and file only where they are not those of the index."""
    told = []
    for row in parts.rows.values():
        if row:
            places = ("berkas", "lembar", "sel")
            own = [row[n] for n in places if n == "sel" or row[n] != index[n]]
            told.append(f"{row['indikator']} {'!'.join(part for part in own if part)}")
    return ", ".join(dict.fromkeys(told))
