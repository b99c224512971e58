"""Read text as what its column is: a code, a year, an age band, a number; or say why it is not."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from pipelines.match_layout import Match
from pipelines.read_setoran import address
from pipelines.unfold_rows import NUMERIC_CODE, PROVENANCE
from schemas.kode import ALL, BOTH, OPEN_AGE
from schemas.sumber import Layout, Locale, Source
from schemas.temuan import Finding

SEX_WORDS = {
    "l": "L", "lk": "L", "laki": "L", "laki-laki": "L", "laki - laki": "L", "laki laki": "L",
    "pr": "P", "perempuan": "P", "wanita": "P", "pria": "L",
    "l+p": BOTH, "jumlah": BOTH, "total": BOTH, "laki-laki + perempuan": BOTH,
    "laki-laki dan perempuan": BOTH, "tidak diketahui": "TT",
}  # fmt: skip
# The letter P is perempuan beside an L and pria beside a W; alone it is unreadable.
P_BY_PARTNER = {"l": {"p": "P"}, "lk": {"p": "P"}, "w": {"p": "L", "w": "P"}}
NUMBER = {
    "id": re.compile(r"-?(\d{1,3}([. ]\d{3})+|\d+)(,\d+)?"),
    "en": re.compile(r"-?(\d{1,3}([, ]\d{3})+|\d+)(\.\d+)?"),
}
OTHER: Mapping[Locale, Locale] = {"id": "en", "en": "id"}
SEPARATORS: Mapping[Locale, tuple[str, str]] = {"id": (".", ","), "en": (",", ".")}
EXACT = 2.0**53  # beyond it a number in a workbook is no longer the one that was typed
THOUSANDS = {"id": "titik (1.234)", "en": "koma (1,234)"}
NOT_REPORTED = {"", "...", "…"}
ZERO = {"-", "–", "—"}
AGE_RANGE = re.compile(r"(\d{1,3}) ?(?:-|–|s/d|sd|sampai) ?(\d{1,3})(?: ?tahun| ?th)?")
AGE_OPEN = re.compile(
    r"(?:>=|≥) ?(\d{1,3})|(\d{1,3}) ?\+|(\d{1,3})(?: ?tahun| ?th)? ?ke ?atas", re.IGNORECASE
)


@dataclass(frozen=True)
class Typed:
    """A frame of the contract's columns plus `_id`, `_total`; and what could not be read."""

    rows: pl.DataFrame
    findings: tuple[Finding, ...]
    blamed: frozenset[int]  # `_id` of rows that carry a galat


def type_columns(raw: pl.DataFrame, match: Match, locale: Locale) -> Typed:
    """Read every column of an unfolded table as its contract declares it.

    Unreadable cells become null and are reported at their address; blank numbers are
    reported and their rows left out, for not reported is not zero.
    """
    rows = raw.with_row_index("_id").with_columns(pl.col("_id").cast(pl.Int64))
    rows, findings = _read_numbers(rows, match, locale)
    for name in match.source.columns:
        if name not in (*PROVENANCE, match.source.number):
            rows, found = _read_words(rows, match, name)
            findings += found
    rows, blank = _set_blanks_aside(rows, match)
    blamed = frozenset(number for number, f in findings if f.tingkat == "galat")
    if match.source.per_unit:
        blamed |= {number for number, _ in blank}
    distinct = dict.fromkeys(finding for _, finding in findings + blank)
    return Typed(rows.select(*match.source.columns, "_id", "_total"), tuple(distinct), blamed)


Found = list[tuple[int, Finding]]


def _set_blanks_aside(rows: pl.DataFrame, match: Match) -> tuple[pl.DataFrame, Found]:
    """Leave blank numbers out and report them, but for totals that nobody needs to write."""
    blank = pl.col("_teks").is_in(NOT_REPORTED)
    owed = blank & ~pl.col("_total")
    if "jenis_kelamin" in rows.columns:
        owed &= pl.col("jenis_kelamin").ne_missing(BOTH)
    findings = [
        (row["_id"], _at_number("R8K", row, match)) for row in rows.filter(owed).rows(named=True)
    ]
    return rows.filter(~blank | (owed & match.source.per_unit)), findings


def _read_words(rows: pl.DataFrame, match: Match, name: str) -> tuple[pl.DataFrame, Found]:
    """Type one text column by reading each of its distinct words once."""
    source = match.source
    words = rows[name].drop_nulls().unique().to_list()
    read, rule = _reader(source, match.layout, name, words)
    codes = {word: read(word) for word in words}
    faulty = [word for word, code in codes.items() if code is None and word]
    blank = pl.lit(value=False) if source.columns[name].nullable else pl.col(name) == ""
    bad = rows.filter((pl.col(name).is_in(faulty) | blank) & ~pl.col("_total"))
    findings = [
        (row["_id"], _at_word(_rule_of(rule, row[name]), row, match, name))
        for row in bad.rows(named=True)
    ]
    kind = pl.Int64 if source.kind(name) == "tahun" else pl.String
    typed = pl.col(name).replace_strict(codes, default=None, return_dtype=kind)
    return rows.with_columns(typed.alias(name)), findings


def _rule_of(rule: str, word: str) -> str:
    if not word:
        return "T3"
    if rule == "R3P" and word.casefold() != "p":
        return "R3"
    return "R21" if word.startswith(NUMERIC_CODE) else rule


def _reader(
    source: Source, layout: Layout, name: str, words: list[str]
) -> tuple[Callable[[str], object], str]:
    kind = source.kind(name)
    if name == "jenis_kelamin":
        book = sex_book(words)
        return (lambda word: book.get(word.casefold()), "R3" if _p_is_readable(words) else "R3P")
    if kind == "tahun":
        return read_year, "R11"
    if kind == "umur":
        return read_age, "T2"
    if kind == "pilihan":
        book = {**_own_words(source, name), **_folded(layout.codes.get(name, {}))}
        return (lambda word: book.get(word.casefold()), "R17")
    if kind == "kode":
        return (lambda word: None if word.startswith(NUMERIC_CODE) else word or None), "R21"
    return (lambda word: word or None), "T3"


def sex_book(words: list[str]) -> Mapping[str, str]:
    """The code book of one column: P is read only beside its partner in the same column."""
    seen = {word.casefold() for word in words}
    partner = next((letter for letter in P_BY_PARTNER if letter in seen), None)
    return {**SEX_WORDS, **(P_BY_PARTNER[partner] if partner else {})}


def _p_is_readable(words: list[str]) -> bool:
    seen = {word.casefold() for word in words}
    return "p" not in seen or bool(seen & P_BY_PARTNER.keys())


def read_year(word: str) -> int | None:
    """A year of four digits; "2024/2025" is not one, and is never shortened to 2024."""
    return int(word) if re.fullmatch(r"(19|20)\d{2}", word) else None


def read_age(word: str) -> str | None:
    """An age band as "0-4", "75+" or "semua"; None when it is something else."""
    text = word.casefold().strip()
    if text in (ALL, "jumlah", "total"):
        return ALL
    if match := AGE_RANGE.fullmatch(text):
        low, high = int(match[1]), int(match[2])
        return f"{low}-{high}" if low <= high < OPEN_AGE else None
    if match := AGE_OPEN.fullmatch(text):
        low = next(int(group) for group in match.groups() if group)
        return f"{low}+" if low < OPEN_AGE else None
    return text if re.fullmatch(r"\d{1,3}", text) and int(text) < OPEN_AGE else None


def age_limits(band: str) -> tuple[int, int]:
    """Youngest and oldest age of a band as read_age writes it: "75+" is (75, OPEN_AGE)."""
    if band == ALL:
        return 0, OPEN_AGE
    if band.endswith("+"):
        return int(band[:-1]), OPEN_AGE
    low, _, high = band.partition("-")
    return int(low), int(high or low)


def _own_words(source: Source, name: str) -> dict[str, str]:
    """The words of a closed list as the contract itself writes them."""
    for check in source.columns[name].checks:
        if allowed := check.statistics.get("allowed_values"):
            return _folded({str(word): str(word) for word in allowed})
    return {}


def _folded(book: Mapping[str, str]) -> dict[str, str]:
    return {word.casefold(): code for word, code in book.items()} | {
        word.casefold().replace("_", " "): code for word, code in book.items()
    }


def _read_numbers(rows: pl.DataFrame, match: Match, locale: Locale) -> tuple[pl.DataFrame, Found]:
    """Type the number column under the declared locale.

    One number that only the other locale explains makes every ambiguous one doubtful:
    "2,288" beside "94.43" is not 2.288.
    """
    name = match.source.number
    whole = match.source.kind(name) == "cacah"
    rows = rows.with_columns(_number=_number(locale))
    contradicted = rows.select((_shaped(OTHER[locale]) & ~_shaped(locale)).any()).item()
    doubtful = pl.col("_angka").is_null() & pl.col("_teks").str.contains(r"\d[.,]\d") & contradicted
    fraction = (pl.col("_number") % 1 != 0).fill_null(False) & whole
    unread = ~pl.col("_teks").is_in(NOT_REPORTED) & (
        pl.col("_number").is_null() | fraction | doubtful | (pl.col("_number").abs() >= EXACT)
    )
    ribuan = THOUSANDS[locale]
    findings = [
        (row["_id"], _at_number("R7", row, match, ribuan=ribuan, sebab=_why(row, contradicted)))
        for row in rows.filter(unread).rows(named=True)
    ]
    typed = pl.when(~unread).then(pl.col("_number")).cast(pl.Int64 if whole else pl.Float64)
    return rows.with_columns(typed.alias(name)), findings


def _shaped(locale: Locale) -> pl.Expr:
    text = pl.col("_teks")
    return pl.col("_angka").is_null() & text.str.contains(f"^(?:{NUMBER[locale].pattern})$")


def _number(locale: Locale) -> pl.Expr:
    """A native number as it is; a text one only when it has the declared locale's shape."""
    thousands, decimal = SEPARATORS[locale]
    text = pl.col("_teks").str.replace_all(" ", "")
    plain = text.str.replace_all(thousands, "", literal=True)
    plain = plain.str.replace(decimal, ".", literal=True)
    read = pl.when(_shaped(locale)).then(plain).cast(pl.Float64, strict=False)
    return pl.coalesce("_angka", pl.when(text.is_in(ZERO)).then(0.0), read)


def _why(row: Mapping, contradicted: bool) -> str:
    if contradicted and re.search(r"\d[.,]\d", row["_teks"]):
        return "pemisah angka di berkas ini tidak seragam atau tidak seperti yang dinyatakan"
    if row["_number"] is not None and abs(row["_number"]) >= EXACT:
        return "terlalu besar untuk disimpan dengan tepat"
    if row["_number"] is None:
        return "memuat huruf, satuan, atau pemisah yang tidak sesuai"
    return "pecahan pada kolom cacah; mungkin pemisah ribuannya hilang"


def _at_number(rule: str, row: Mapping, match: Match, **facts: str) -> Finding:
    title = match.source.title(match.source.number)
    return Finding.at(rule, row, match.source.kode, row["_teks"], kolom=title, **facts)


def _at_word(rule: str, row: Mapping, match: Match, name: str) -> Finding:
    """A finding at the cell of a column that names something; at the row when it has none."""
    column, line = match.columns.get(name), row["baris"]
    place = f"{line}:{line}" if column is None else address(line - 1, column)
    options = ", ".join(sorted(set(_own_words(match.source, name).values())))
    value, title = row[name].removeprefix(NUMERIC_CODE), match.source.title(name)
    return Finding.at(rule, row, match.source.kode, value, place, kolom=title, pilihan=options)
