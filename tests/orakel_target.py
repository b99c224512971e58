"""A second way from plan and figures to achievement, pace and proposals, in plain Python."""

import csv
import statistics
from collections.abc import Iterator
from pathlib import Path

import duckdb

PLAN_YEARS = range(2025, 2030)
Line = tuple[str, str, str]  # document, indicator, sex


def plan_lines(path: Path) -> Iterator[dict]:
    """The lines of the sample's plan as the file has them, numbers as numbers."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            number = {name: float(text.replace(",", ".")) for name, text in row.items()
                      if name.startswith(("kondisi", "target"))}  # fmt: skip
            yield row | number


def figures(release: Path) -> dict[tuple[str, str, int, str], float]:
    """Published whole values by indicator, region, year and sex."""
    rows = duckdb.sql(f"""
        SELECT kode_indikator, kode_wilayah, tahun,
               replace(jenis_kelamin, 'TB', 'L+P'), nilai
        FROM '{release}/indikator.parquet'
        WHERE umur = 'semua' AND jenjang = 'semua' AND nilai IS NOT NULL""").fetchall()
    return {row[:4]: row[4] for row in rows}


def achievements(plan: list[dict], known: dict) -> dict[tuple, tuple[float, float, str]]:
    """Line and year -> raw percent, percent between 0 and 100, and class."""
    found = {}
    for line in plan:
        for year in PLAN_YEARS:
            value = known.get((line["kode_indikator"], "36.73", year, line["jenis_kelamin"]))
            if value is None:
                continue
            target = line[f"target_{year}"]
            falls = line["polaritas"] == "negatif"
            raw = 100 * (1 + (1 - value / target)) if falls else 100 * value / target
            kept = min(max(raw, 0), 100)
            found[line_of(line), year] = (raw, kept, _class(kept))
    return found


def line_of(line: dict) -> Line:
    return line["dokumen"], line["kode_indikator"], line["jenis_kelamin"]


def _class(percent: float) -> str:
    names = ["Sangat Rendah", "Rendah", "Sedang", "Tinggi", "Sangat Tinggi"]
    return names[sum(round(percent, 9) >= border for border in (51, 66, 76, 91))]


def states(plan: list[dict], known: dict) -> dict[Line, str]:
    """Where each line stands, by what is left to do and what was done since 2024."""
    found = {}
    for line in plan:
        code, sex = line["kode_indikator"], line["jenis_kelamin"]
        years = [year for year in PLAN_YEARS if (code, "36.73", year, sex) in known]
        sign = -1 if line["polaritas"] == "negatif" else 1
        start, end = sign * line["kondisi_awal_2024"], sign * line["target_2029"]
        if not years:
            found[line_of(line)] = "belum_dapat_dinilai"
            continue
        now = sign * known[code, "36.73", years[-1], sex]
        reached_at_this_pace = now + (now - start) / (years[-1] - 2024) * (2029 - years[-1])
        if now >= end:
            state = "tercapai"
        elif now < start:
            state = "menjauh"
        else:
            state = "sesuai_jalur" if reached_at_this_pace >= end - 1e-6 else "tertinggal"
        found[line_of(line)] = state
    return found


def trend(series: dict[int, float], year: int) -> float:
    """The value of the line of least squares in a year, between 0 and 100."""
    line = statistics.linear_regression(list(series), list(series.values()))
    return min(max(line.intercept + line.slope * year, 0), 100)
