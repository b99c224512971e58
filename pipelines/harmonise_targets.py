"""Bring plan targets under canonical codes; wording is matched to the catalogue by review only."""

import polars as pl

from pipelines.load_catalogue import indicators
from pipelines.load_reference import plan_indicators
from pipelines.rate_achievement import PERCENT
from pipelines.resolve_regions import resolve_rows
from pipelines.suggest_names import nearest
from schemas.target import TargetHarmonis
from schemas.temuan import Finding

LIKELY = 75
SOURCE = "target_rencana"
# What makes a plan line one line, whatever its other wording
LINE_KEY = ("dokumen", "opd", "kode_program", "indikator", "jenis_kelamin")


def harmonise_targets(admitted: pl.DataFrame) -> pl.DataFrame:
    """A `TargetHarmonis` table of admitted target rows, sorted by its full key.

    A code that the agency wrote is kept when the catalogue knows it; otherwise the reviewed
    wording decides; an indicator without either stays, with no code.
    """
    places = [region.kode for region in resolve_rows(admitted, ["nama_wilayah"])]
    codes = [_code(*pair) for pair in admitted.select("kode_indikator", "indikator").iter_rows()]
    key = ["dokumen", "kode_program", "indikator", "kode_wilayah", "jenis_kelamin", "tahun"]
    return (
        admitted.with_columns(
            kode_wilayah=pl.Series(places, dtype=pl.String),
            kode_indikator=pl.Series(codes, dtype=pl.String),
        )
        .select(list(TargetHarmonis.to_schema().columns))
        .sort(*key, "isian", "sel")
    )


def _code(written: str | None, wording: str) -> str | None:
    if written in indicators():
        return written
    return plan_indicators().get(wording)


def check_targets(rows: pl.DataFrame) -> tuple[list[Finding], frozenset[int]]:
    """Findings on plan rows (R4, R4N, R6S, R12, R17P, R17S) and the `_id` of those not taken in."""
    findings, lost, seen = list[Finding](), set[int](), dict[tuple, int]()
    for region, row in zip(
        resolve_rows(rows, ["nama_wilayah"]), rows.rows(named=True), strict=True
    ):
        if region.kode is None:
            findings.append(region.finding(row, SOURCE))
            lost.add(row["_id"])
            continue
        key = (region.kode, *(row[name] for name in LINE_KEY), row["isian"], row["tahun"])
        if key in seen:
            findings.append(Finding.at("R12", row, SOURCE, row["nilai"], kali=2))
            lost |= {row["_id"], seen[key]}
        seen[key] = row["_id"]
        told = _against_catalogue(row)
        findings += told
        lost |= {row["_id"] for finding in told if finding.tingkat == "galat"}
    return findings, frozenset(lost)


def _against_catalogue(row: dict) -> list[Finding]:
    """What the catalogue says of a plan row: no such indicator, another unit, no such percent."""
    code = _code(row["kode_indikator"], row["indikator"])
    if code is None:
        return [_unmatched(row)]
    item, number = indicators()[code], row["nilai"]
    if _unit(row["satuan"]) != _unit(item.satuan):
        facts = {"indikator": f"{code} {item.nama}", "satuan": item.satuan}
        return [_of_the_line("R17S", row, row["satuan"], **facts)]
    if item.proporsi and number is not None and not 0 <= number <= item.pengali:
        facts = {"angka": item.nama, "terkecil": 0, "terbesar": item.pengali}
        return [Finding.at("R6S", row, SOURCE, number, satuan=item.satuan, **facts)]
    return []


def _unit(written: str) -> str:
    word = written.casefold().strip()
    return "%" if word in PERCENT else word


def _unmatched(row: dict) -> Finding:
    hint = _suggestion(row["indikator"])
    return _of_the_line("R17P", row, row["indikator"], saran=hint)


def _of_the_line(rule: str, row: dict, value: str, **facts: str) -> Finding:
    """One finding per plan line, not per number: the wording is the same on all of them."""
    line = f"{row['baris']}:{row['baris']}"
    return Finding.at(rule, row | {"tahun": None}, SOURCE, value, line, **facts)


def _suggestion(wording: str) -> str:
    codes = {item.nama: code for code, item in indicators().items()}
    near = nearest(wording, codes, LIKELY)
    return f"; mungkin {codes[near]} {near}" if near else ""
