"""Hold numbers against each other: sexes and totals, parts and wholes, "Jumlah" rows and sums."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandera.polars as pa
import polars as pl

from pipelines.load_reference import measures, regions
from pipelines.map_elements import SOURCE as ELEMENTS
from schemas.harmonis import CELL, Harmonis
from schemas.kode import BOTH, JENIS_KELAMIN, OPEN_AGE
from schemas.sumber import Source
from schemas.temuan import Finding

Blame = tuple[Finding, frozenset[int]]

BUILTIN_RULES = {
    "greater_than_or_equal_to": "T1", "less_than_or_equal_to": "T1", "in_range": "T1",
    "isin": "T2", "str_matches": "T2", "not_nullable": "T3", "multiple_fields_uniqueness": "R12",
}  # fmt: skip
_SERIES = ("ukuran", "tahun", "periode", "umur_min", "umur_max", "jenjang", "pendidikan", "rincian")
_OTHERS = ("sumber", "ukuran", "satuan_unit", "tahun", "periode", "jenis_kelamin", "jenjang",
           "pendidikan", "rincian")  # fmt: skip


def check_contract(rows: pl.DataFrame, source: Source) -> list[Blame]:
    """What the contract itself says of each row, at the row's number cell."""
    blames = []
    for index, column, rule in _failures(source.model, rows.select(*source.columns)):
        row = rows.row(index, named=True)
        value, title = row.get(column, row[source.number]), source.title(column)
        finding = Finding.at(rule, row, source.kode, value, kolom=title, kali=2)
        blames.append((finding, frozenset([row["_id"]])))
    return blames


def check_relations(rows: pl.DataFrame, counted: Sequence[int] = ()) -> list[Blame]:
    """What must hold between the rows of a `Harmonis` frame, each with the rows it holds back.

    Rows numbered `counted` come of a list: a zero there was counted and not left to be filled in.
    """
    summed = _with_totals(rows)
    blames = [
        *_within_cells(rows),
        *_regions_against_parent(summed),
        *_ages_against_total(summed),
        *_all_zero(rows.filter(~pl.col("nomor").is_in(list(counted)))),
    ]
    return list(dict.fromkeys(blames))


def _failures(
    model: type[pa.DataFrameModel], frame: pl.DataFrame
) -> Iterator[tuple[int, str, str]]:
    """Row index, column and rule of everything the model finds wrong with an eager frame."""
    try:
        model.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as broken:
        cases = broken.failure_cases
        if cases["index"].has_nulls():  # a missing or mistyped column is our fault, not theirs
            raise
        for case in cases.unique(["index", "column", "check"], maintain_order=True).rows(
            named=True
        ):
            check = case["check"].partition("(")[0]
            yield case["index"], case["column"], BUILTIN_RULES.get(check, check)


def _within_cells(rows: pl.DataFrame) -> Iterator[Blame]:
    """What `Harmonis` says of the cells: totals, pairs, repeats."""
    alone: dict[tuple, Blame] = {}
    for index, _, rule in _failures(Harmonis, rows):
        row = rows.row(index, named=True)
        cell = rows.filter(pl.all_horizontal(pl.col(name) == row[name] for name in CELL))
        facts, held = _cell_facts(cell, row), cell["nomor"].to_list()
        if rule == "R8" and not _pair_is_owed(rows, row):
            kind = tuple(row[name] for name in (*_SERIES, "jenis_kelamin"))
            alone.setdefault(kind, _blame("R8S", row, facts, held))
        else:
            yield _blame(rule, row, facts, held)
    yield from alone.values()


def _pair_is_owed(rows: pl.DataFrame, row: Mapping) -> bool:
    """Whether the other sex must be there: an element list may have no element for it at all."""
    if row["sumber"] != ELEMENTS:
        return True
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


def _with_totals(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with L+P added up where a pair stands without one, so that totals meet totals."""
    parts = rows.filter(pl.col("jenis_kelamin").is_in(["L", "P"]))
    written = rows.filter(jenis_kelamin=BOTH)
    alone = parts.join(written, on=list(CELL), how="anti", maintain_order="left")
    pairs = alone.group_by(*CELL, "sumber", maintain_order=True).agg(
        pl.exclude(*CELL, "sumber", "jumlah", "jenis_kelamin").first(),
        pl.col("jumlah").sum(),
        pl.col("jenis_kelamin").n_unique().alias("_sexes"),
    )
    pairs = pairs.filter(pl.col("_sexes") == 2).with_columns(jenis_kelamin=pl.lit(BOTH))
    return pl.concat([rows, pairs.select(rows.columns)])


def _regions_against_parent(rows: pl.DataFrame) -> Iterator[Blame]:
    """Regions below, when all are there, equal their parent; when not, they do not exceed it."""
    names = regions().select(kode_wilayah="kode", wilayah="nama", _anak="anak", _induk="induk")
    placed = rows.join(names, on="kode_wilayah", how="left", maintain_order="left")
    keys = [*_OTHERS, "umur_min", "umur_max"]
    children = placed.group_by(*keys, "_induk").agg(
        hitung=pl.col("jumlah").sum(),
        banyak=pl.col("kode_wilayah").n_unique().cast(pl.Int64),
        bagian="nomor",
    )
    both = placed.join(
        children, left_on=[*keys, "kode_wilayah"], right_on=[*keys, "_induk"], maintain_order="left"
    )
    yield from _contradictions("R2W", both, pl.col("banyak") == pl.col("_anak"))


def _ages_against_total(rows: pl.DataFrame) -> Iterator[Blame]:
    """Five-year bands, when they tile all ages, equal the total; when not, do not exceed it."""
    keys = [*_OTHERS, "kode_wilayah"]
    low, high = pl.col("umur_min"), pl.col("umur_max")
    total = (low == 0) & (high == OPEN_AGE)
    five_year = (low % 5 == 0) & ((high == low + 4) | (high == OPEN_AGE)) & ~total
    bands = rows.filter(five_year).group_by(keys).agg(
        hitung=pl.col("jumlah").sum(),
        banyak=pl.len().cast(pl.Int64),
        lebar=(high - low + 1).sum(),
        bagian="nomor",
    )  # fmt: skip
    both = rows.filter(total).join(bands, on=keys, maintain_order="left")
    yield from _contradictions("R10", both, pl.col("lebar") == OPEN_AGE + 1)


def _all_zero(rows: pl.DataFrame) -> Iterator[Blame]:
    """A figure that is zero everywhere, or people that are nowhere, was perhaps never filled in."""
    never_zero = [name for name, facts in measures().items() if facts["dapat_nol"] == "tidak"]
    places = rows.filter(pl.col("ukuran").is_in(never_zero))
    for by, frame in (([*_SERIES], rows), (["ukuran", "tahun", "kode_wilayah"], places)):
        zero = frame.filter(pl.col("jumlah").sum().over(by) == 0)
        for row in zero.unique(by, keep="first", maintain_order=True).rows(named=True):
            where = f"wilayah {row['kode_wilayah']}" if "kode_wilayah" in by else "di semua wilayah"
            facts = {"ukuran": row["ukuran"], "cakupan": f"{where} tahun {row['tahun']}"}
            yield _blame("R8N", row, facts, [])


def _contradictions(rule: str, both: pl.DataFrame, whole: pl.Expr) -> Iterator[Blame]:
    """Which side is wrong nobody can know, so the whole and its parts are both held back."""
    parts, written = pl.col("hitung"), pl.col("jumlah")
    for row in both.filter((parts > written) | (whole & (parts != written))).rows(named=True):
        facts = {name: row.get(name) for name in ("wilayah", "banyak", "hitung")}
        yield _blame(
            rule, row, {**facts, "tertulis": row["jumlah"]}, [row["nomor"], *row["bagian"]]
        )


def _blame(rule: str, row: Mapping, facts: Mapping[str, Any], held: Sequence[int]) -> Blame:
    return Finding.at(rule, row, row["sumber"], row["jumlah"], **facts), frozenset(held)


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
        level = (row.get("kode_wilayah") or "").count(".")
        by_level[level] = by_level.get(level, 0) + (row[source.number] or 0)
    return [sum(by_level.values()), *by_level.values()]
