"""Hold counts against what is declared to be impossible: whatever is there must be 0."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

import polars as pl

from pipelines.check_parts import Blame, blame
from pipelines.load_reference import measures
from pipelines.protect.rules import policy
from pipelines.read_words import age_limits
from schemas.kode import ALL, JENIS_KELAMIN, OPEN_AGE
from schemas.perlindungan import Impossible


def why_impossible(
    declared: Iterable[Impossible], ukuran: str, umur: str, rincian: str, jenis_kelamin: str
) -> str | None:
    """Why a count can only be 0, None where it may be more. Wants the labels of a `Cacah` row."""
    for each in declared:
        if (
            ukuran in each.ukuran
            and (not each.jenis_kelamin or jenis_kelamin in each.jenis_kelamin)
            and (not each.umur or _is_within(umur, each.umur))
            and (not each.rincian or {*each.rincian} & {*rincian.split("|")})
        ):
            return each.alasan
    return None


def _is_within(umur: str, bands: Sequence[str]) -> bool:
    limits = [age_limits(band) for band in bands]
    return all(
        any(first <= low and high <= last for first, last in limits)
        for low, high in map(age_limits, umur.split(";"))
    )


def check_impossible(
    rows: pl.DataFrame, declared: Iterable[Impossible] | None = None
) -> list[Blame]:
    """Each number above 0 of a `Harmonis` frame that cannot be, held back with its finding."""
    found = []
    for each in policy().mustahil if declared is None else declared:
        for row in rows.filter(pl.col("jumlah") > 0, *_conditions(each)).iter_rows(named=True):
            facts = {
                "apa": measures()[row["ukuran"]]["nama"], "tertulis": row["jumlah"],
                "golongan": _group(row), "alasan": each.alasan,
            }  # fmt: skip
            found.append(blame("R23", row, facts, [row["nomor"]]))
    return found


def _conditions(each: Impossible) -> list[pl.Expr]:
    """What a `Harmonis` row is like that lies in all that is named."""
    asked = [pl.col("ukuran").is_in(each.ukuran)]
    if each.jenis_kelamin:
        asked.append(pl.col("jenis_kelamin").is_in(each.jenis_kelamin))
    if each.umur:
        within = (
            (pl.col("umur_min") >= low) & (pl.col("umur_max") <= high)
            for low, high in map(age_limits, each.umur)
        )
        asked.append(reduce(or_, within))
    if each.rincian:
        codes = pl.col("rincian").str.split("|")
        asked.append(codes.list.eval(pl.element().is_in(each.rincian)).list.any())
    return asked


def _group(row: dict) -> str:
    """Who is counted in a row: its sex, age and breakdown."""
    low, high = row["umur_min"], row["umur_max"]
    ages = f"{low} tahun ke atas" if high == OPEN_AGE else f"{low}–{high} tahun"
    said = [JENIS_KELAMIN[row["jenis_kelamin"]].label]
    said += [] if (low, high) == (0, OPEN_AGE) else [f"umur {ages}"]
    return ", ".join([*said, *([] if row["rincian"] == ALL else [row["rincian"]])])
