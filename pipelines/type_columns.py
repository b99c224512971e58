"""Type a table's columns as its contract declares; a cell that cannot be read is a finding."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from pipelines.check_identity import check_identity, identity_key
from pipelines.mask_persons import KEYED, hashed_book
from pipelines.match_layout import Match
from pipelines.read_cells import NUMERIC_CODE, UNCALCULATED
from pipelines.read_numbers import THOUSANDS, lost_separator, read_numbers, split_units
from pipelines.read_periods import EXAMPLES, Period, read_date, read_period
from pipelines.read_setoran import address
from pipelines.read_words import (
    code_book,
    own_words,
    p_is_readable,
    read_age,
    read_several,
    sex_book,
)
from schemas.kode import BOTH
from schemas.sumber import PERIOD, PROVENANCE, Layout, Locale, Source
from schemas.temuan import Finding


@dataclass(frozen=True)
class Typed:
    """A frame of the contract's columns plus `_id`, `_total`; and what could not be read.

    `_kunci` is the number of the row's person, where there is one; it is compared, not kept.
    """

    rows: pl.DataFrame
    findings: tuple[Finding, ...]
    blamed: frozenset[int]  # `_id` of rows that carry a galat


DIGITS = re.compile(r"[\d. ]+")
COUNT = re.compile(r"(-?(?:\d{1,3}(?:\.\d{3})+|\d+))(?:,0+)?")
Found = list[tuple[int, Finding]]
BLANK_RULES = {"belum_diisi": "R8K", "disamarkan": "R8M", "belum_dihitung": "R8F"}


def type_columns(raw: pl.DataFrame, match: Match, locale: Locale) -> Typed:
    """Read every column of an unfolded table as its contract declares it.

    Unreadable cells become null and are reported at their address. Cells without a number are
    reported by what they mean, and their rows left out: not reported is not zero.
    """
    rows = raw.with_row_index("_id").with_columns(pl.col("_id").cast(pl.Int64))
    rows, findings = _read_numbers(rows, match, locale)
    for name in match.source.columns:
        if name not in (*PROVENANCE, match.source.number):
            rows, found = _read_words(rows, match, name)
            findings += found
    rows, blank, owed = _set_blanks_aside(rows, match)
    findings += check_identity(rows, match)
    blamed = frozenset(number for number, f in findings if f.tingkat == "galat") | owed
    distinct = dict.fromkeys(finding for _, finding in findings + blank)
    key = identity_key(rows, match.source)
    own = rows.select(*match.source.columns, "_id", "_total", _kunci=key)
    return Typed(own, tuple(distinct), blamed)


def _set_blanks_aside(
    rows: pl.DataFrame, match: Match
) -> tuple[pl.DataFrame, Found, frozenset[int]]:
    """Leave cells without a number out, and report those that somebody has to fill in.

    A suppressed number stays, to be held back: a sum without it would be too small. So does a
    number that a unit owes, for its absence nobody would see.
    """
    blank = pl.col("_kosong").is_not_null() & (pl.col("_kosong") != "nol")
    wanted = ~pl.col("_total")
    parted = "jenis_kelamin" in rows.columns and rows["jenis_kelamin"].is_in(["L", "P"]).any()
    if parted:  # totals need not be written
        wanted &= pl.col("jenis_kelamin").ne_missing(BOTH)
    told = rows.filter(blank & wanted & (pl.col("_kosong") != "tidak_berlaku"))
    findings = [
        (row["_id"], _at_number(BLANK_RULES[row["_kosong"]], row, match))
        for row in told.iter_rows(named=True)
    ]
    owed = pl.col("_kosong").is_in(["disamarkan", "belum_dihitung"])
    if match.source.per_unit:
        owed |= pl.col("_kosong") == "belum_diisi"
    held = rows.filter(blank & wanted & owed)["_id"]
    return rows.filter(~blank | (wanted & owed)), findings, frozenset(held)


def _read_words(rows: pl.DataFrame, match: Match, name: str) -> tuple[pl.DataFrame, Found]:
    """Type one text column by reading each of its distinct words once."""
    source = match.source
    words = rows[name].drop_nulls().unique(maintain_order=True).to_list()
    read, rule = _reader(source, match.layout, name, words)
    codes = {word: read(word) for word in words}
    faulty = [word for word, code in codes.items() if code is None and word]
    if not source.columns[name].nullable or name in match.layout.filled:
        faulty += [word for word in words if not word]
    bad = rows.filter(pl.col(name).is_in(faulty) & ~pl.col("_total")) if faulty else rows.clear()
    findings = [
        (row["_id"], _at_word(_rule_of(rule, row[name]), row, match, name))
        for row in bad.iter_rows(named=True)
    ]
    return rows.with_columns(**_typed(source, name, codes)), findings


def _typed(source: Source, name: str, codes: Mapping[str, object]) -> dict[str, pl.Expr]:
    """The column itself, and for the year's column the period that stands in it."""

    def _column(codes: Mapping[str, object], kind: type[pl.DataType]) -> pl.Expr:
        return pl.col(name).replace_strict(codes, default=None, return_dtype=kind)

    if source.kind(name) != "tahun":
        kind = {"tanggal": pl.Date, "angka": pl.Float64, "cacah": pl.Int64}
        if codes and all(word == code for word, code in codes.items()):  # texts as they stand
            return {name: pl.col(name)}
        return {name: _column(codes, kind.get(source.kind(name), pl.String))}
    known = {word: period for word, period in codes.items() if isinstance(period, Period)}
    parts = ({w: p.kind for w, p in known.items()}, {w: p.code for w, p in known.items()},
             {w: p.day for w, p in known.items()})  # fmt: skip
    kinds = (pl.String, pl.String, pl.Date)
    return {
        name: _column({word: period.year for word, period in known.items()}, pl.Int64),
        **{p: _column(codes, k) for p, codes, k in zip(PERIOD, parts, kinds, strict=True)},
    }


def _rule_of(rule: str, word: str) -> str:
    if not word:
        return "T3"
    if rule == "R3P" and word.casefold() != "p":
        return "R3"
    return "R21" if word.startswith(NUMERIC_CODE) else rule


def _reader(
    source: Source, layout: Layout, name: str, words: list[str]
) -> tuple[Callable[[str], object], str]:
    """How a word of this column is read, and the rule that is broken when it cannot be."""
    kind = source.kind(name)
    if name == "jenis_kelamin":
        own = {word.casefold(): code for word, code in layout.codes.get(name, {}).items()}
        book = {**own, **sex_book(words)}
        return (lambda word: book.get(word.casefold())), "R3" if p_is_readable(words) else "R3P"
    if kind in ("pilihan", "banyak_pilihan"):
        book = code_book(source, layout.codes.get(name, {}), name)
        if kind == "banyak_pilihan":
            return (lambda word: read_several(word, book)), "R17"
        return (lambda word: book.get(word.casefold())), "R17"
    return {
        "tahun": (lambda word: _period_of(source, word), "R11"),
        "tanggal": (read_date, "R11D"),
        "umur": (read_age, "T2"),
        "kunci": (_key_book(words, layout).get, "R21"),
        **{use: (hashed_book(words, use).get, "R21") for use in KEYED if use == kind},
        "kode": (lambda w: None if w.startswith(NUMERIC_CODE) else _code(w), "R21"),
        "angka": (_plain_number, "R7"),
        "cacah": (_plain_count, "R7"),
    }.get(kind, ((lambda word: word or None), "T3"))


def _code(word: str) -> str | None:
    """A code as it stands; one of digits without the blanks that were put between them."""
    return (word.replace(" ", "") if DIGITS.fullmatch(word) else word) or None


def _key_book(words: list[str], layout: Layout) -> Mapping[str, str]:
    """Which of the column's keys each is, by number: the key itself is of a person."""
    sound = (word for word in words if not word.startswith(NUMERIC_CODE))
    return {
        word: "" if word.casefold() in layout.blanks else str(number)
        for number, word in enumerate(sound, start=1)
    }


def _plain_number(word: str) -> float | None:
    """A number column beside the one that is counted: a score, a share; decimals with a comma."""
    plain = word.replace(".", "").replace(",", ".") if "," in word else word
    try:
        return float(plain)
    except ValueError:
        return None


def _plain_count(word: str) -> int | None:
    digits = COUNT.fullmatch(word)
    return int(digits[1].replace(".", "")) if digits else None


def _period_of(source: Source, word: str) -> Period | None:
    """The period, if it is of a kind that the contract takes: 2024/2025 is never shortened."""
    period = read_period(word)
    return period if period and period.kind in source.periods else None


def _read_numbers(rows: pl.DataFrame, match: Match, locale: Locale) -> tuple[pl.DataFrame, Found]:
    """Type the number column under the declared locale."""
    source = match.source
    if match.layout.unit_in_cell:
        rows = split_units(rows)
        if "satuan" in rows.columns:
            rows = rows.with_columns(
                satuan=pl.when(pl.col("satuan").fill_null("") == "")
                .then("_satuan").otherwise("satuan")
            )  # fmt: skip
    blanks = {**match.layout.blanks, UNCALCULATED: "belum_dihitung"}
    text = pl.col("_teks").str.to_lowercase()
    blank = text.replace_strict(blanks, default=None, return_dtype=pl.String)
    whole = source.kind(source.number) == "cacah"
    rows = read_numbers(rows.with_columns(_kosong=blank), locale, whole=whole)
    bad = rows.filter(pl.col("_why").is_not_null()).with_columns(_lost=lost_separator() & whole)
    ribuan = THOUSANDS[locale]
    findings = [
        (row["_id"], _at_number(_number_rule(row), row, match, ribuan=ribuan, sebab=row["_why"]))
        for row in bad.iter_rows(named=True)
    ]
    number = pl.when(pl.col("_why").is_null()).then(pl.col("_number"))
    return rows.with_columns(
        number.cast(pl.Int64 if whole else pl.Float64).alias(source.number)
    ), findings


def _number_rule(row: Mapping) -> str:
    if row["_teks"].startswith("#"):
        return "R8E"  # #REF!, #DIV/0! and their like
    return "R7D" if row["_lost"] else "R7"


def _at_number(rule: str, row: Mapping, match: Match, **facts: str) -> Finding:
    title = match.source.title(match.source.number)
    value = row["_teks"].removeprefix(UNCALCULATED)
    return Finding.at(rule, row, match.source.kode, value, kolom=title, **facts)


def _at_word(rule: str, row: Mapping, match: Match, name: str) -> Finding:
    """A finding at the cell of a column that names something; at the row when it has none."""
    column, line = match.column_of(name), row["baris"]
    place = f"{line}:{line}" if column is None else address(line - 1, column)
    options = ", ".join(sorted(set(own_words(match.source, name).values())))
    value, title = row[name].removeprefix(NUMERIC_CODE), match.source.title(name)
    value = title if match.source.kind(name) == "kunci" else value
    periods = " atau ".join(EXAMPLES[kind] for kind in match.source.periods)
    facts = {"kolom": title, "pilihan": options, "diminta": periods, "ribuan": THOUSANDS["id"],
             "sebab": "memuat huruf, satuan, atau pemisah yang tidak sesuai"}  # fmt: skip
    return Finding.at(rule, row, match.source.kode, value, place, **facts)
