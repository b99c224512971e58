"""Lay out the closed word lists by which a register is read, as types and variables of DuckDB."""

from collections.abc import Mapping

import duckdb
import polars as pl

from pipelines.check_register import place_key
from pipelines.load_reference import regions
from pipelines.open_register import Register, statement
from pipelines.read_words import P_BY_PARTNER, SEX_WORDS, sex_book
from pipelines.resolve_regions import resolve
from schemas.kode import BOTH
from schemas.wilayah import KodeKemendagri

MOST_PLACES = 20_000  # different pairs of names that are looked up; a country has 84,000 villages
Book = Mapping[str, str]


def lay_books(db: duckdb.DuckDBPyConnection, register: Register, home: str) -> None:
    """Make `kata_<name>`, an enum of the words, for each book, and `kode_<name>`, their codes.

    Lists of codes that stand for themselves have no `kode_`.
    """
    for level in ("desa", "kecamatan"):
        _lay(db, level, _codes_of(level))
    books = {**register.layout.codes, "jenis_kelamin": _sex_words(register)}
    if "kode_wilayah" not in register.columns:
        books |= _places_by_name(db, register, home)
    for name, book in books.items():
        _lay(db, name, _as_table(book or {"": None}))  # an enum cannot be empty
        db.execute(statement("register_codes", {"name": name}))


def _lay(db: duckdb.DuckDBPyConnection, name: str, book: pl.DataFrame) -> None:
    db.register("buku", book.to_arrow())
    db.execute(statement("register_words", {"name": name}))


def _as_table(book: Mapping[str, str | None]) -> pl.DataFrame:
    words = {"kata": list(book), "kode": list(book.values())}
    return pl.DataFrame(words, schema={"kata": pl.String, "kode": pl.String})


def _sex_words(register: Register) -> Book:
    """Words for one person's sex; a letter P is a word here, but what it means comes later."""
    letters = {letter: letter for pair in P_BY_PARTNER.items() for letter in (pair[0], *pair[1])}
    known = {word: code for word, code in SEX_WORDS.items() if code != BOTH}
    return {**letters, **known, **register.layout.codes.get("jenis_kelamin", {})}


def sex_codes(register: Register, seen: list[str]) -> pl.DataFrame:
    """kata and kode of the words of sex that stand in the file; a P without partner has none."""
    own = register.layout.codes.get("jenis_kelamin", {})
    book = {**sex_book(seen), **own}
    return _as_table({word: book.get(word) for word in seen})


def _codes_of(level: str) -> pl.DataFrame:
    return regions().filter(tingkat=level).select(kata="kode")


def _places_by_name(
    db: duckdb.DuckDBPyConnection, register: Register, home: str
) -> Mapping[str, Book]:
    """Look each pair of names of the file up once: the kecamatan in `home`, the village in it."""
    parts = {"place": place_key(register), "scan": register.scan(), "most": MOST_PLACES}
    pairs = db.execute(statement("register_places", parts)).fetchall()
    villages, above = {}, {}
    for place, district, village in pairs:
        if not (inside := _below(home, district, "kecamatan")):
            continue
        above[place] = inside
        if code := _below(inside, village, "desa"):
            villages[place] = code
    return {"tempat": villages, "di_atas": above}


def _below(parent: str, name: str, level: str) -> str | None:
    code = resolve(None, [name], "nama", parent).kode
    return code if code and KodeKemendagri(code).level == level else None
