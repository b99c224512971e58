"""Hold numbers against each other: sexes and totals, "Jumlah" rows and sums, and all zeros."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandera.polars as pa
import polars as pl

from pipelines.check_impossible import check_impossible
from pipelines.check_parts import Blame, blame, check_parts
from pipelines.count_rows import are_counted
from pipelines.load_reference import measures
from pipelines.map_elements import SOURCE as ELEMENTS
from pipelines.read_words import age_limits
from schemas.harmonis import CELL, Harmonis
from schemas.kode import BOTH, JENIS_KELAMIN
from schemas.sources import SOURCES
from schemas.sumber import Source
from schemas.temuan import Finding

BUILTIN_RULES = {
    "greater_than_or_equal_to": "T1", "less_than_or_equal_to": "T1", "in_range": "T1",
    "isin": "T2", "str_matches": "T2", "not_nullable": "T3", "multiple_fields_uniqueness": "R12",
}  # fmt: skip
_SERIES = ("ukuran", "tahun", "periode", "umur_min", "umur_max", "jenjang", "pendidikan", "rincian")


def check_contract(rows: pl.DataFrame, source: Source) -> list[Blame]:
    """What the contract itself says of each row, at the row's number cell."""
    blames = []
    for index, column, rule in _failures(source.model, rows.select(*source.columns)):
        row = rows.row(index, named=True)
        value, title = row.get(column, row[source.number]), source.title(column)
        told = "" if value is None else value
        finding = Finding.at(rule, row, source.kode, told, kolom=title, kali=2)
        blames.append((finding, frozenset([row["_id"]])))
    return blames


def check_relations(rows: pl.DataFrame, source: Source, counted: Sequence[int] = ()) -> list[Blame]:
    """What must hold between the rows of a `Harmonis` frame, each with the rows it holds back.

    Rows numbered `counted` come of a list: a zero there was counted and is no blank.
    """
    zeros = _all_zero(rows.filter(~pl.col("nomor").is_in(list(counted))))
    blames = [*_within_cells(rows), *check_parts(rows, source), *zeros, *check_impossible(rows)]
    return list(dict.fromkeys(blames))


def check_written_totals(rows: pl.DataFrame, source: Source) -> Iterator[Blame]:
    """Of rows that are counted, those whose written L+P is not the L and P of the same line."""
    if not source.counts or "jenis_kelamin" not in source.columns:
        return
    total = pl.col("jenis_kelamin") == BOTH
    alike = [name for name in source.columns if source.kind(name) == "pilihan"]
    line = ["sidik", "lembar", "baris", *(n for n in alike if n != "jenis_kelamin")]
    parts = (
        rows.filter(~total, are_counted(source))
        .group_by(line)
        .agg(
            bagian="_id",
            hitung=pl.col(source.number).sum(),
            l=pl.col(source.number).filter(jenis_kelamin="L").sum(),
            p=pl.col(source.number).filter(jenis_kelamin="P").sum(),
            _whole=pl.col(source.number).is_not_null().all(),
        )
    )
    both = rows.filter(total).join(parts, on=line, nulls_equal=True, maintain_order="left")
    for row in both.filter("_whole", pl.col("hitung") != pl.col(source.number)).rows(named=True):
        facts = {name: row[name] for name in ("l", "p", "hitung")} | {
            "tertulis": row[source.number]
        }
        finding = Finding.at("R1", row, source.kode, row[source.number], **facts)
        yield finding, frozenset([row["_id"], *row["bagian"]])


def _failures(
    model: type[pa.DataFrameModel], frame: pl.DataFrame
) -> Iterator[tuple[int, str, str]]:
    """Row index, column and rule of everything the model finds wrong with an eager frame.

    A check of several columns names its rule and, behind a colon, the column to mend.
    """
    try:
        model.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as broken:
        cases = broken.failure_cases
        if cases["index"].has_nulls():  # a missing or mistyped column is our fault, not theirs
            raise
        for case in cases.unique(["index", "column", "check"], maintain_order=True).rows(
            named=True
        ):
            check, _, named = case["check"].partition("(")[0].partition(":")
            yield case["index"], named or case["column"], BUILTIN_RULES.get(check, check)


def _within_cells(rows: pl.DataFrame) -> Iterator[Blame]:
    """What `Harmonis` says of the cells: totals, pairs, repeats."""
    alone: dict[tuple, Blame] = {}
    for index, _, rule in _failures(Harmonis, rows):
        row = rows.row(index, named=True)
        cell = rows.filter(pl.all_horizontal(pl.col(name) == row[name] for name in CELL))
        facts, held = _cell_facts(cell, row), cell["nomor"].to_list()
        if rule == "R8" and not _pair_is_owed(rows, row):
            kind = tuple(row[name] for name in (*_SERIES, "jenis_kelamin"))
            alone.setdefault(kind, blame("R8S", row, facts, held))
        else:
            yield blame(rule, row, facts, held)
    yield from alone.values()


def _pair_is_owed(rows: pl.DataFrame, row: Mapping) -> bool:
    """Whether the other sex must be there: a form or an element list may not ask for it at all."""
    if row["sumber"] != ELEMENTS:
        band = (row["umur_min"], row["umur_max"])
        return band not in [age_limits(text) for text in SOURCES[row["sumber"]].alone]
    other = {"L": "P", "P": "L"}[row["jenis_kelamin"]]
    same = [pl.col(name) == row[name] for name in _SERIES if name != "periode"]
    return not rows.filter(*same, pl.col("jenis_kelamin") == other).is_empty()


def _cell_facts(cell: pl.DataFrame, row: Mapping) -> dict[str, Any]:
    """The numbers of one sel data, for the sentences of R1, R8 and R12."""
    by_sex = dict(cell.select("jenis_kelamin", "jumlah").iter_rows())
    present = [sex for sex in ("L", "P") if sex in by_sex]
    absent = [sex for sex in ("L", "P") if sex not in by_sex]
    label = [JENIS_KELAMIN[sex].label for sex in (*present, *absent)]
    return {
        "l": by_sex.get("L"), "p": by_sex.get("P"), "tertulis": by_sex.get(BOTH),
        "hitung": sum(by_sex[sex] for sex in present),
        "ada": label[0] if label else "", "hilang": label[-1] if label else "",
        "kali": cell.filter(pl.col("jenis_kelamin") == row["jenis_kelamin"]).height,
    }  # fmt: skip


def _all_zero(rows: pl.DataFrame) -> Iterator[Blame]:
    """A figure that is zero everywhere, or people that are nowhere, was perhaps never filled in."""
    usual = [name for name, facts in measures().items() if facts["dapat_nol"] == "wajar"]
    asked = rows.filter(~pl.col("ukuran").is_in(usual))
    never_zero = [name for name, facts in measures().items() if facts["dapat_nol"] == "tidak"]
    places = rows.filter(pl.col("ukuran").is_in(never_zero))
    for by, frame in (([*_SERIES], asked), (["ukuran", "tahun", "kode_wilayah"], places)):
        zero = frame.filter(pl.col("jumlah").sum().over(by) == 0)
        for row in zero.unique(by, keep="first", maintain_order=True).rows(named=True):
            where = f"wilayah {row['kode_wilayah']}" if "kode_wilayah" in by else "di semua wilayah"
            facts = {"ukuran": row["ukuran"], "cakupan": f"{where} tahun {row['tahun']}"}
            yield blame("R8N", row, facts, [])


def check_total_rows(rows: pl.DataFrame, source: Source) -> list[Blame]:
    """Compare each "Jumlah" row with the rows above it: since the last one, or since the top."""
    if not rows["_total"].any():
        return []
    blames: list[Blame] = []
    for _, block in rows.group_by("sidik", "lembar", _letter(), maintain_order=True):
        blames += _check_block(block.sort("baris"), source)
    return blames


def _letter() -> pl.Expr:
    return pl.col("sel").str.extract(r"^([A-Z]+)")


def _check_block(block: pl.DataFrame, source: Source) -> Iterator[Blame]:
    """One column of numbers from top to bottom, with its "Jumlah" rows in between."""
    since_last: list[dict] = []
    from_top: list[dict] = []
    for row in block.rows(named=True):
        if not row["_total"]:
            since_last.append(row)
            continue
        from_top += since_last
        written = row[source.number]
        sums = [*_sums(since_last, source), *_sums(from_top, source)]
        if written is not None and written not in sums:
            finding = Finding.at("R2", row, source.kode, written, tertulis=written, hitung=sums[0])
            yield finding, frozenset(part["_id"] for part in since_last or from_top)
        since_last = []


def _sums(rows: Sequence[Mapping], source: Source) -> list[float]:
    """The sum of all rows, and of each region level alone: a kecamatan row holds its desa rows."""
    by_level: dict[int, float] = {}
    for row in rows:
        level = (row.get("kode_wilayah") or f"{row['wilayah_induk']}.?").count(".")
        by_level[level] = by_level.get(level, 0) + (row[source.number] or 0)
    return [sum(by_level.values()), *by_level.values()]
