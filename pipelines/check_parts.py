"""Hold parts against their whole: regions, ages, breakdowns, and measures inside another one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from pipelines.load_reference import contained_measures, measures, regions
from pipelines.read_words import own_words
from schemas.harmonis import CELL
from schemas.kode import ALL, BOTH, JENIS_KELAMIN, OPEN_AGE
from schemas.sumber import Source
from schemas.temuan import Finding

Blame = tuple[Finding, frozenset[int]]

_OTHERS = ("sumber", "ukuran", "satuan_unit", "tahun", "periode", "jenis_kelamin", "jenjang",
           "pendidikan", "rincian")  # fmt: skip
_AGES = ("umur_min", "umur_max")
INSIDE = {"galat": "R9", "peringatan": "R9P"}


def check_parts(rows: pl.DataFrame, source: Source) -> list[Blame]:
    """What parts of a `Harmonis` frame contradict their wholes, each with the rows held back."""
    summed = _with_totals(rows)
    return [
        *_regions_against_parent(summed),
        *_ages_against_total(summed),
        *_breakdowns_against_whole(summed, source),
        *_measures_inside_others(rows, summed),
    ]


def blame(rule: str, row: Mapping, facts: Mapping[str, Any], held: Sequence[int]) -> Blame:
    """A finding at the row's number, and the rows that it holds back if its rule does so."""
    return Finding.at(rule, row, row["sumber"], row["jumlah"], **facts), frozenset(held)


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
    names = names.join(rows.select("kode_wilayah").unique(), on="kode_wilayah", how="semi")
    below = names.filter(pl.col("_induk").is_in(names["kode_wilayah"].to_list()))
    if below.is_empty():
        return
    above = names.filter(pl.col("kode_wilayah").is_in(below["_induk"].to_list()))
    keys = [*_OTHERS, "umur_min", "umur_max"]
    children = (
        rows.join(below, on="kode_wilayah", maintain_order="left")
        .group_by(*keys, "_induk")
        .agg(
            hitung=pl.col("jumlah").sum(),
            banyak=pl.col("kode_wilayah").n_unique().cast(pl.Int64),
            bagian="nomor",
        )
    )
    both = rows.join(above, on="kode_wilayah", maintain_order="left").join(
        children,
        left_on=[*keys, "kode_wilayah"],
        right_on=[*keys, "_induk"],
        maintain_order="left",
    )
    yield from _contradictions("R2W", both, pl.col("banyak") == pl.col("_anak"))


def _ages_against_total(rows: pl.DataFrame) -> Iterator[Blame]:
    """Five-year bands, when they tile all ages, equal the total; when not, do not exceed it."""
    keys = [*_OTHERS, "kode_wilayah"]
    low, high = pl.col("umur_min"), pl.col("umur_max")
    total = (low == 0) & (high == OPEN_AGE)
    totals = rows.filter(total)
    if totals.is_empty():
        return
    five_year = (low % 5 == 0) & ((high == low + 4) | (high == OPEN_AGE)) & ~total
    bands = rows.filter(five_year).group_by(keys).agg(
        hitung=pl.col("jumlah").sum(),
        banyak=pl.len().cast(pl.Int64),
        lebar=(high - low + 1).sum(),
        bagian="nomor",
    )  # fmt: skip
    both = totals.join(bands, on=keys, maintain_order="left")
    yield from _contradictions("R10", both, pl.col("lebar") == OPEN_AGE + 1)


def _breakdowns_against_whole(rows: pl.DataFrame, source: Source) -> Iterator[Blame]:
    """The categories of each breakdown, when all are there, equal the whole and each other."""
    written = rows["rincian"].unique()
    sums = [
        _categories(rows, source, name) for name in exclusive_columns(source)
        if written.str.contains(rf"(^|\|){name}=").any()
    ]  # fmt: skip
    if not sums:
        return
    keys = [*_OTHERS, *_AGES, "kode_wilayah"]
    categories = pl.concat(sums)
    both = rows.join(categories, on=keys, maintain_order="left")
    yield from _contradictions("R10R", both, pl.col("_lengkap"))
    alone = categories.filter("_lengkap").join(rows, on=keys, how="anti").sort(*keys, "judul")
    first = alone.group_by(keys, maintain_order=True).first()
    pairs = first.join(alone, on=keys, suffix="_lain", maintain_order="left_right")
    for pair in pairs.filter(pl.col("hitung") != pl.col("hitung_lain")).rows(named=True):
        row = rows.filter(pl.col("nomor") == pair["bagian_lain"][0]).row(0, named=True)
        facts = {
            "judul": pair["judul"], "hitung": pair["hitung"],
            "judul_lain": pair["judul_lain"], "lain": pair["hitung_lain"],
        }  # fmt: skip
        yield blame("R10D", row, facts, [*pair["bagian"], *pair["bagian_lain"]])


def exclusive_columns(source: Source) -> list[str]:
    """Breakdowns of which a person is in one category: what has several is no part of a whole."""
    return [name for name in source.breakdown if source.kind(name) == "pilihan"]


def _categories(rows: pl.DataFrame, source: Source, column: str) -> pl.DataFrame:
    """One breakdown added up, under the `rincian` of what it is a breakdown of."""
    own = rf"(^|\|){column}=[^|]*"
    rest = pl.col("rincian").str.replace(own, "").str.strip_chars("|")
    codes = {*own_words(source, column).values()} - {ALL}
    parts = rows.filter(pl.col("rincian").str.contains(own)).with_columns(
        _code=pl.col("rincian").str.extract(rf"(?:^|\|){column}=([^|]*)"),
        rincian=pl.when(rest == "").then(pl.lit(ALL)).otherwise(rest),
    )
    return parts.group_by([*_OTHERS, *_AGES, "kode_wilayah"], maintain_order=True).agg(
        hitung=pl.col("jumlah").sum(),
        banyak=pl.col("_code").n_unique().cast(pl.Int64),
        bagian="nomor",
        judul=pl.lit(source.title(column)),
        _lengkap=pl.col("_code").n_unique() == len(codes),
    )


def _measures_inside_others(written: pl.DataFrame, rows: pl.DataFrame) -> Iterator[Blame]:
    """A measure that is part of another one is nowhere larger: same cell, same sex."""
    names = {code: facts["nama"] for code, facts in measures().items()}
    keys = ["sumber", *(name for name in CELL if name != "ukuran"), "jenis_kelamin"]
    present = {*written["ukuran"].unique()}
    for pair in contained_measures():
        part, whole = pair["bagian"], pair["keseluruhan"]
        if not {part, whole} <= present:
            continue
        wholes = rows.filter(ukuran=whole).select(*keys, hitung="jumlah", _lain="nomor")
        parts = written.filter(ukuran=part).join(wholes, on=keys, maintain_order="left")
        for row in parts.filter(pl.col("jumlah") > pl.col("hitung")).rows(named=True):
            facts = {
                "bagian": names[part], "seluruh": names[whole], "tertulis": row["jumlah"],
                "hitung": row["hitung"], "alasan": pair["alasan"],
                "jk": JENIS_KELAMIN[row["jenis_kelamin"]].label,
            }  # fmt: skip
            yield blame(INSIDE[pair["tingkat"]], row, facts, [row["nomor"], row["_lain"]])


def _contradictions(rule: str, both: pl.DataFrame, whole: pl.Expr) -> Iterator[Blame]:
    """Which side is wrong nobody can know, so the whole and its parts are both held back."""
    parts, written = pl.col("hitung"), pl.col("jumlah")
    for row in both.filter((parts > written) | (whole & (parts != written))).rows(named=True):
        facts = {name: row.get(name) for name in ("wilayah", "banyak", "hitung", "judul")}
        yield blame(rule, row, {**facts, "tertulis": row["jumlah"]}, [row["nomor"], *row["bagian"]])
