"""Open a register without reading it: its separator, its header, and the scan for the rest."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from pipelines.read_headings import HEADER_SEARCH_ROWS, normalise_heading
from pipelines.read_setoran import Delivery, address
from pipelines.tell_format import TEXTS
from schemas.sumber import Layout
from schemas.temuan import BrokenFile, Finding

SQL = Path(__file__).parent / "sql"
SEPARATORS = ";,|\t"
PARQUET = ".parquet"
HEAD_BYTES = 2**18
CHUNK = 2**23
LISTED_REJECTS = 10_000  # lines that can be told apart; a file with more is not a whole one
NO_NULL = "\\x02"  # so that a blank cell is '' and a cell that is not there is null


@dataclass(frozen=True)
class Register:
    """Where the persons stand in one file: the columns of its layout, and how to scan them."""

    delivery: Delivery
    layout: Layout
    columns: Mapping[str, int]  # contract column -> position in the file
    headings: Sequence[str]
    header_row: int  # 1-based; a Parquet file counts as having one
    separator: str = ""
    quoted: bool = False
    multiline: bool = False

    @property
    def label(self) -> str:
        return self.delivery.setoran.label

    @property
    def path(self) -> Path:
        return self.delivery.setoran.path

    @property
    def unread(self) -> list[str]:
        read = set(self.columns.values())
        return [text for at, text in enumerate(self.headings) if text and at not in read]

    def heading(self, column: str) -> str:
        """The heading of a column as the file writes it, but for case and spaces."""
        at = self.columns.get(column)
        return "" if at is None else self.headings[at]

    def address(self, column: str, row: int) -> str:
        """The cell of a column on a row; the row alone where no such column is read."""
        at = self.columns.get(column)
        return f"{row}:{row}" if at is None else address(row - 1, at)

    def scan(self) -> str:
        """SQL that yields one row per record, in order: contract columns as text, and `rusak`.

        A column the layout lacks is null; a blank cell is ''. `rusak` says that the record
        has fewer or more cells than the header.
        """
        names = {*self.layout.headings, *self.layout.optional}
        cells = [self._cell(name) for name in sorted(names | set(_ALWAYS))]
        last = f"c{len(self.headings) - 1}"
        broken = "false" if self._is_parquet else f"({last} IS NULL OR coalesce(lebih, '') <> '')"
        parts = {"cells": ", ".join(cells), "broken": broken, "source": self._source()}
        return statement("register_scan", parts)

    @property
    def _is_parquet(self) -> bool:
        return self.path.suffix.lower() == PARQUET

    def _cell(self, name: str) -> str:
        at = self.columns.get(name)
        if at is None:
            return f"NULL::VARCHAR AS {name}"
        text = f"coalesce(c{at}::VARCHAR, '')" if self._is_parquet else f"c{at}"
        bare = f"ltrim(trim({text}), '''')" if name == "nik" else f"trim({text})"
        return f"{bare} AS {name}"

    def _source(self) -> str:
        path = quoted(str(self.path))
        names = [f"c{at}" for at in range(len(self.headings))]
        if self._is_parquet:
            return f"read_parquet({path}) AS berkas({', '.join(names)})"
        columns = ", ".join(f"'{name}': 'VARCHAR'" for name in (*names, "lebih"))
        quote = "'\"'" if self.quoted else "''"
        return (
            f"read_csv({path}, auto_detect = false, header = false, skip = {self.header_row}, "
            f"delim = {quoted(self.separator)}, quote = {quote}, escape = {quote}, "
            f"columns = {{{columns}}}, null_padding = true, nullstr = '{NO_NULL}', "
            f"strict_mode = {self.quoted}, parallel = {not self.multiline}, "
            f"store_rejects = true, rejects_limit = {LISTED_REJECTS})"
        )


_ALWAYS = ("kode_wilayah", "nama_kecamatan", "nama_kelurahan", "tanggal_lahir", "umur")


def statement(name: str, parts: Mapping[str, object] | None = None) -> str:
    """The SQL file of that name, with its parts filled in."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8").format_map(parts or {})


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def open_register(delivery: Delivery) -> Register:
    """Find the header by the contract's headings; raises BrokenFile (B1, B2, B5, B7, B8, B13)."""
    path, label = delivery.setoran.path, delivery.setoran.label
    suffix = path.suffix.lower()
    if suffix not in (*TEXTS, PARQUET):
        raise BrokenFile(Finding("B5", label, fakta={"akhiran": suffix or "tanpa akhiran"}))
    if path.stat().st_size == 0:
        raise BrokenFile(Finding("B1", label))
    if suffix == PARQUET:
        return _best(delivery, [("", [(0, _parquet_names(delivery))])])
    head = _head(path)
    if b"\0" in head:
        raise BrokenFile(Finding("B2", label, fakta={"jenis": "teks CSV", "akhiran": suffix}))
    text = _decoded(head)
    register = _best(delivery, [(mark, _records(text, mark)) for mark in SEPARATORS])
    has_quotes, multiline = _quotes(path)
    return replace(register, quoted=has_quotes, multiline=multiline)


def _parquet_names(delivery: Delivery) -> list[str]:
    path, label = delivery.setoran.path, delivery.setoran.label
    try:
        with duckdb.connect() as db:
            return db.read_parquet(str(path)).columns
    except duckdb.Error:
        facts = {"jenis": "Parquet", "akhiran": PARQUET}
        raise BrokenFile(Finding("B2", label, fakta=facts)) from None


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)


def _decoded(head: bytes) -> str:
    """The first lines; only headings are taken from them, so a cut last letter is no loss."""
    try:
        return head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        cut = error.start >= len(head) - 3
        return head[: error.start].decode("utf-8-sig") if cut else head.decode("cp1252", "replace")


def _records(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """The first records with their position, blank lines counted, as a spreadsheet shows them."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows = []
    try:
        for row in lines:
            rows.append((len(rows), row))
            if len(rows) == HEADER_SEARCH_ROWS:
                break
    except csv.Error:  # below the header it is the scan's to judge
        pass
    return rows


def _best(
    delivery: Delivery, readings: Sequence[tuple[str, Sequence[tuple[int, list[str]]]]]
) -> Register:
    """The layout and row that recognise most headings; raises BrokenFile when none is whole."""
    attempts = [
        (layout, Register(delivery, layout, found, headings, at + 1, separator))
        for separator, records in readings
        for at, row in records
        for headings in [[normalise_heading(cell) for cell in row]]
        for layout in delivery.source.layouts
        if len(found := dict(_locate(layout, headings))) > 1
    ]
    if not attempts:
        raise BrokenFile(_no_table(delivery))
    _, best = max(attempts, key=lambda a: (not _missing(a[1]), len(a[1].columns)))
    if _missing(best):
        names = ", ".join(f"“{name}”" for name in _missing(best))
        facts = {"kolom_hilang": names, "mirip": ""}
        row = f"{best.header_row}:{best.header_row}"
        raise BrokenFile(Finding("B8", best.label, "", row, "", delivery.source.kode, fakta=facts))
    _refuse_repeated_headings(best)
    return best


def _locate(layout: Layout, headings: Sequence[str]) -> Iterator[tuple[str, int]]:
    for name, variants in {**layout.headings, **layout.optional}.items():
        for seen in [next((v for v in variants if v in headings), None)]:
            if seen:
                yield name, headings.index(seen)


def _missing(register: Register) -> list[str]:
    wanted = register.layout.headings
    return [variants[0] for name, variants in wanted.items() if name not in register.columns]


def _no_table(delivery: Delivery) -> Finding:
    wanted = ", ".join(names[0] for names in delivery.source.layouts[0].headings.values())
    facts = {"lembar_ada": "(satu-satunya)", "judul": wanted}
    return Finding("B7", delivery.setoran.label, sumber=delivery.source.kode, fakta=facts)


def _refuse_repeated_headings(register: Register) -> None:
    for at in register.columns.values():
        times = register.headings.count(register.headings[at])
        if times > 1:
            facts = {"judul": f"“{register.headings[at]}”", "kali": times}
            raise BrokenFile(Finding("B13", register.label, fakta=facts))


def _quotes(path: Path) -> tuple[bool, bool]:
    """Whether the file has quotes at all, and whether one may hold a line break."""
    with path.open("rb") as file:
        if not any(b'"' in chunk for chunk in iter(lambda: file.read(CHUNK), b"")):
            return False, False
        file.seek(0)
        return True, any(line.count(b'"') % 2 for line in file)
