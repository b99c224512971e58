"""Hold budget rows against their codes: shape, decree, programme, and sums of sub kegiatan."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl
from rapidfuzz import fuzz

from pipelines.check_relations import Blame
from pipelines.load_reference import decrees, programs
from schemas.sumber import Detail, Source
from schemas.temuan import Finding

CODE, DECREE, PROGRAM = "kode_nomenklatur", "keputusan", "nama_program"
# urusan . bidang . program . kewenangan . kegiatan . sub kegiatan, from the left as far as it goes
SHAPE = re.compile(r"[\dX](?:\.[\dX]{2}(?:\.\d{2}(?:\.[12]\.\d{2}(?:\.(?P<sub>\d{2}|\d{4}))?)?)?)?")
SAME_NAME = 85


def check_nomenclature(rows: pl.DataFrame, source: Source) -> list[Blame]:
    """Codes of no known shape or of another decree (R18), names of other programmes (R18N)."""
    if CODE not in source.columns:
        return []
    wrong = ((why, row) for row in rows.rows(named=True) if (why := _fault(row)))
    blames = [
        (Finding.at("R18", row, source.kode, row[CODE], sebab=why), frozenset([row["_id"]]))
        for why, row in wrong
    ]
    return [*blames, *_other_names(rows, source)]


def _fault(row: Mapping[str, Any]) -> str:
    """Why the code of a row cannot be one of its budget year; empty when it can."""
    shape = SHAPE.fullmatch(row[CODE]) if row[CODE] else None
    if row[CODE] and shape is None:
        return "bentuknya bukan X.XX.XX.X.XX.XXXX"
    if shape is None or not row.get(DECREE) or row["tahun"] is None:
        return ""
    decree = _decree(row[DECREE])
    if decree not in decrees():
        return f"keputusan {row[DECREE]} tidak ada dalam daftar"
    year, digits = decrees()[decree]
    if year > row["tahun"]:
        return f"keputusan {decree} belum ada pada tahun {row['tahun']}"
    sub = shape["sub"]
    return f"sub kegiatan menurut {decree} {digits} angka" if sub and digits not in (
        None, len(sub)) else ""  # fmt: skip


def _decree(written: str) -> str | None:
    """The decree that a text names, as the table writes it: by its number and its year."""
    found = re.search(r"(\d[\d.-]*)(?: ?/ ?| tahun )(\d{4})\b", written, re.IGNORECASE)
    ending = f" {found[1]}/{found[2]}" if found else written
    return next((decree for decree in decrees() if decree.endswith(ending)), None)


def _other_names(rows: pl.DataFrame, source: Source) -> Iterator[Blame]:
    if PROGRAM not in rows.columns:
        return
    told = rows.unique([CODE, PROGRAM], keep="first", maintain_order=True)
    for row in told.filter(pl.col(PROGRAM).is_not_null()).rows(named=True):
        code = ".".join((row[CODE] or "").split(".")[:3])
        official = programs().get(code)
        if official and fuzz.ratio(_bare(official), _bare(row[PROGRAM])) < SAME_NAME:
            facts = {"kode": code, "nama_resmi": official}
            yield Finding.at("R18N", row, source.kode, row[PROGRAM], **facts), frozenset()


def _bare(name: str) -> str:
    return re.sub(r"^program |\W+", " ", name.casefold()).strip()


def check_sums_of_details(rows: pl.DataFrame, source: Source) -> list[Blame]:
    """Each row above the detail rows against the sum of those below that begin with its code (R2).

    Sheets and number columns are gone through one by one, from top to bottom.
    """
    detail = source.detail
    if detail is None or rows.is_empty():
        return []
    sums = [pl.col(name).is_in(codes) for name, codes in detail.sums.items()]
    letter = pl.col("sel").str.extract(r"^([A-Z]+)")
    blames = list[Blame]()
    for _, block in rows.filter(*sums).group_by("sidik", "lembar", letter, maintain_order=True):
        blames += _check_column(block.sort("baris").rows(named=True), detail, source)
    return blames


def _check_column(
    rows: Sequence[Mapping[str, Any]], detail: Detail, source: Source
) -> Iterator[Blame]:
    for place, row in enumerate(rows):
        code, written = row[detail.column], row[source.number]
        if not code or written is None or re.fullmatch(detail.pattern, code):
            continue
        below = list(_below(rows[place + 1 :], code, detail))
        numbers = [part[source.number] for part in below]
        if below and None not in numbers and sum(numbers) != written:
            facts = {"tertulis": written, "hitung": sum(numbers)}
            held = frozenset(part["_id"] for part in below)
            yield Finding.at("R2", row, source.kode, written, **facts), held


def _below(
    rows: Sequence[Mapping[str, Any]], code: str, detail: Detail
) -> Iterator[Mapping[str, Any]]:
    """The detail rows that follow, up to the first whose code does not begin with this one."""
    for row in rows:
        own = row[detail.column] or ""
        if not own.startswith(f"{code}."):
            return
        if re.fullmatch(detail.pattern, own):
            yield row


def details_of(rows: pl.DataFrame, source: Source) -> pl.DataFrame:
    """The rows that count: a code that is not readable stays, to be returned."""
    if source.detail is None:
        return rows
    code = pl.col(source.detail.column)
    whole = code.str.contains(f"^(?:{source.detail.pattern})$").fill_null(value=True)
    odd = ~code.str.contains(f"^(?:{SHAPE.pattern.replace('?P<sub>', '')})$")
    return rows.filter(whole | odd)
