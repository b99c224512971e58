"""Compute composite indices of many regions and years from the official figures behind them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import polars as pl

from pipelines.index_empowerment import empowerment
from pipelines.index_human import gender_development, human_development
from pipelines.index_inequality import ikg
from schemas.indeks import (
    Empowerment,
    HumanDevelopment,
    Inequality,
    Living,
    Power,
    Standing,
    Undefined,
)
from schemas.kode import ALL, JENIS_KELAMIN
from schemas.resep_indeks import KOMPONEN, OLD_SERIES, RESEP, Component, IndeksTerhitung, Recipe
from schemas.temuan import as_written

Row = Mapping[str, Any]
Key = tuple[str, int, str, str]  # region, year, method, vintage
KEY = ("kode_wilayah", "tahun", "metode", "vintage")


@dataclass(frozen=True)
class Parts:
    """The official figures found for one index of a region and year; None where there is none."""

    recipe: Recipe
    key: Key
    rows: Mapping[str, Row | None]

    @property
    def complete(self) -> bool:
        return all(self.rows.values())

    def value(self) -> float:
        """The index; Undefined says why there is none."""
        return evaluate(self.recipe, {n: row["nilai"] for n, row in self.rows.items() if row})


def compute_indices(official: pl.DataFrame, recipes: Sequence[Recipe] = RESEP) -> pl.DataFrame:
    """An `IndeksTerhitung` frame from `ResmiHarmonis` rows, sorted by its full key.

    Components are of the same region, year, method and vintage, all as they are written. An
    index appears where at least one component does; what is missing or out of range makes it
    null with its reason. Figures that no official table holds (`pendapatan`,
    `bagian_penduduk`) may be laid beside the official rows.
    """
    rows = [_computed(parts) for parts in gather(official, recipes)]
    model = IndeksTerhitung.to_schema()
    types = {name: column.dtype.type for name, column in model.columns.items()}
    table = pl.DataFrame(rows, schema=types, orient="row").sort(model.unique)
    return IndeksTerhitung.validate(table, lazy=True)


def gather(official: pl.DataFrame, recipes: Sequence[Recipe] = RESEP) -> Iterable[Parts]:
    """For each index and each key that one of its components has: the figures it is made of.

    What is stated to be of the old series of IPM and IPG is left out: its formula is another.
    """
    found: dict[tuple, Row] = {}
    for row in official.filter(pl.col("jenjang") == ALL).iter_rows(named=True):
        place = (row["indikator"], row["jenis_kelamin"], row["umur"], row["periode"])
        if not OLD_SERIES.search(row["metode"]):
            found[tuple(row[name] for name in KEY), place] = row
    codes: dict[Key, set] = {}
    for key, place in found:
        codes.setdefault(key, set()).add(place[0])
    for recipe in recipes:
        for key, present in codes.items():
            if present.isdisjoint(part.indikator for part in recipe.komponen.values()):
                continue
            rows = {name: _first(found, key, part) for name, part in recipe.komponen.items()}
            if any(rows.values()):
                yield Parts(recipe, key, rows)


def _first(found: Mapping[tuple, Row], key: Key, part: Component) -> Row | None:
    year = str(key[1])
    periods = [year, f"{year}-{part.bulan}"] if part.bulan else [year]
    places = (
        (part.indikator, sex, age, period)
        for period in periods
        for sex in part.jenis_kelamin
        for age in part.umur
    )
    return next((found[key, place] for place in places if (key, place) in found), None)


def evaluate(recipe: Recipe, given: Mapping[str, float | None]) -> float:
    """The index from the arguments of its formula; Undefined where one is missing or impossible."""
    missing = [name for name in recipe.komponen if given.get(name) is None]
    if missing:
        names = ", ".join(_named(recipe.komponen[name]) for name in missing)
        raise Undefined(f"komponen belum ada: {names}")
    numbers = {name: float(number) for name, number in given.items() if number is not None}
    for name, number in numbers.items():
        limits = KOMPONEN[recipe.komponen[name].indikator]
        if not limits.terkecil <= number <= limits.terbesar:
            raise Undefined(
                f"{_named(recipe.komponen[name])} {as_written(number)} di luar "
                f"{as_written(limits.terkecil)}–{as_written(limits.terbesar)} {limits.satuan}"
            )
    return FORMULAS[recipe.indeks](recipe.metode, numbers, recipe.jenis_kelamin)


def _named(part: Component) -> str:
    sex = part.jenis_kelamin[0]
    label = JENIS_KELAMIN[sex].label.lower() if sex in ("L", "P") else ""
    name = KOMPONEN[part.indikator].nama
    return f"{name} {label}".strip() if label not in name.lower() else name


def _computed(parts: Parts) -> tuple:
    recipe, (region, year, method, vintage) = parts.recipe, parts.key
    value, reason = None, None
    try:
        value = parts.value()
    except Undefined as why:
        reason = str(why)
    band = recipe.kelas.of(value) if recipe.kelas and value is not None else None
    own = recipe.indeks, region, year, recipe.jenis_kelamin, method, vintage
    return *own, value, band, reason


def _human(method: HumanDevelopment, given: Mapping[str, float], sex: str) -> float:
    return human_development(method, Living(**given), sex)


def _gender(method: HumanDevelopment, given: Mapping[str, float], _: str) -> float:
    return gender_development(method, given["ipm_p"], given["ipm_l"])


def _power(method: Empowerment, given: Mapping[str, float], _: str) -> float:
    power = Power(**_only(Power, given))
    return empowerment(method, power, given["penduduk_p"], given["penduduk_l"])


def _unequal(method: Inequality, given: Mapping[str, float], _: str) -> float:
    standing = Standing(**_only(Standing, given))
    return ikg(method, given["mtf"], given["mhpk20"], standing).nilai


def _only(kind: type, given: Mapping[str, float]) -> dict[str, float]:
    return {each.name: given[each.name] for each in fields(kind)}


# Each takes the method of its recipe, the components by argument, and the sex of the index.
FORMULAS: Mapping[str, Callable[..., float]] = {
    "ipm": _human, "ipg": _gender, "idg": _power, "ikg": _unequal,
}  # fmt: skip
