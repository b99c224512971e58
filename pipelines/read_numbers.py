"""Read numbers under the declared locale; what stands for no number keeps its own meaning."""

import re
from collections.abc import Mapping

import polars as pl

from schemas.sumber import Locale

NUMBER = {
    "id": re.compile(r"-?(\d{1,3}([. ]\d{3})+|\d+)(,\d+)?"),
    "en": re.compile(r"-?(\d{1,3}([, ]\d{3})+|\d+)(\.\d+)?"),
}
OTHER: Mapping[Locale, Locale] = {"id": "en", "en": "id"}
SEPARATORS: Mapping[Locale, tuple[str, str]] = {"id": (".", ","), "en": (",", ".")}
THOUSANDS = {"id": "titik (1.234)", "en": "koma (1,234)"}
EXACT = 2.0**53  # beyond it a number in a workbook is no longer the one that was typed
UNIT = r"^(-?[\d.,]+)\s*([^\d\s.,-].*)$"  # "12 Dokumen", "9,82 %"


def split_units(rows: pl.DataFrame) -> pl.DataFrame:
    """Take the unit out of a number cell: `_teks` keeps the number, `_satuan` what stood behind."""
    pattern = pl.col("_teks").str.extract_groups(UNIT)
    number, unit = pattern.struct.field("1"), pattern.struct.field("2")
    return rows.with_columns(
        _teks=pl.when(unit.is_not_null()).then(number).otherwise("_teks"), _satuan=unit
    )


def read_numbers(rows: pl.DataFrame, locale: Locale, *, whole: bool) -> pl.DataFrame:
    """Add `_number` (Float64, null where none can be read) and `_why`, the reason it cannot.

    Wants `_teks`, `_angka` and `_kosong`, which says of cells without a number what they mean.
    One number that only the other locale explains makes every ambiguous one doubtful:
    "2,288" beside "94.43" is not 2.288.
    """
    typed = rows["_angka"].has_nulls()  # some are texts
    rows = rows.with_columns(_number=_number(locale) if typed else pl.col("_angka"))
    other = (_shaped(OTHER[locale]) & ~_shaped(locale)).any()
    contradicted = typed and rows.select(other).item()
    number, text = pl.col("_number"), pl.col("_teks")
    separated = text.str.contains(r"\d[.,]\d")
    return rows.with_columns(
        _why=pl.when(pl.col("_kosong").is_not_null()).then(None)
        .when(pl.col("_angka").is_null() & separated & contradicted)
        .then(pl.lit("pemisah angka di berkas ini tidak seragam atau bukan yang dinyatakan"))
        .when(number.abs() >= EXACT).then(pl.lit("terlalu besar untuk disimpan dengan tepat"))
        .when(number.is_null())
        .then(pl.lit("memuat huruf, satuan, atau pemisah yang tidak sesuai"))
        .when((number % 1 != 0) & whole).then(pl.lit("pecahan pada kolom cacah"))
    )  # fmt: skip


def lost_separator() -> pl.Expr:
    """A native fraction with exactly three decimals: 12.518 may once have been 12,518 people."""
    scaled = pl.col("_angka") * 1000
    return (
        pl.col("_angka").is_not_null()
        & ((scaled - scaled.round()).abs() < 1e-6)
        & ((pl.col("_angka") * 100 % 1).abs() > 1e-6)
    )


def _shaped(locale: Locale) -> pl.Expr:
    text = pl.col("_teks")
    return pl.col("_angka").is_null() & text.str.contains(f"^(?:{NUMBER[locale].pattern})$")


def _number(locale: Locale) -> pl.Expr:
    """A native number as it is; a text one only when it has the declared locale's shape."""
    thousands, decimal = SEPARATORS[locale]
    plain = pl.col("_teks").str.replace_all(" ", "").str.replace_all(thousands, "", literal=True)
    plain = plain.str.replace(decimal, ".", literal=True)
    read = pl.when(_shaped(locale)).then(plain).cast(pl.Float64, strict=False)
    return pl.coalesce("_angka", pl.when(pl.col("_kosong") == "nol").then(0.0), read)
