"""Hold the numbers of persons against sex and birth date; say how many differ, never which."""

import re
from collections.abc import Iterator, Mapping

import polars as pl

from pipelines.match_layout import Match
from pipelines.read_cells import NUMERIC_CODE
from pipelines.read_periods import read_date
from pipelines.read_setoran import address
from schemas.nik import Nip
from schemas.sumber import Identity, Source
from schemas.temuan import Finding

FIRST = 3  # addresses that a finding names


def check_identity(rows: pl.DataFrame, match: Match) -> list[tuple[int, Finding]]:
    """Each kind of doubt about the persons' numbers once (R14P, R21), at the rows it concerns.

    Wants the unfolded text of the number and the birth date beside the typed `jenis_kelamin`.
    """
    identity = match.source.identity
    if identity is None or identity.column not in match.columns:
        return []
    doubts: dict[str, list[Mapping]] = {}
    for row in rows.filter(~pl.col("_total")).rows(named=True):
        for doubt in _doubts(row, identity):
            doubts.setdefault(doubt, []).append(row)
    return [
        (row["_id"], finding)
        for doubt, bad in doubts.items()
        for finding in [_finding(doubt, bad, match, identity)]
        for row in bad
    ]


def _doubts(row: Mapping, identity: Identity) -> Iterator[str]:
    text = row[identity.column]
    if text.startswith(NUMERIC_CODE):
        yield "R21"
        return
    digits = _digits(text)
    nip = Nip.parse(digits)
    if not digits:
        return
    if nip is None:
        yield ("bukan 18 angka" if not re.fullmatch(r"\d{18}", digits)
               else "memuat tanggal lahir atau angka jenis kelamin yang tidak mungkin")  # fmt: skip
        return
    if row.get("jenis_kelamin") in ("L", "P") and row["jenis_kelamin"] != nip.jenis_kelamin:
        yield "menyebut jenis kelamin lain daripada kolomnya"
    written = row.get(identity.born) or ""
    if written and read_date(written) is None:
        yield "tidak dapat dicocokkan karena tanggal lahirnya tidak terbaca"
    elif written and read_date(written) != nip.lahir:
        yield "menyebut tanggal lahir lain daripada kolomnya"


def _digits(text: str) -> str:
    return re.sub(r"[\s'’.-]", "", text)


def _finding(doubt: str, bad: list[Mapping], match: Match, identity: Identity) -> Finding:
    """How many rows and the first places; no number, no name, no date of anybody."""
    column = match.columns[identity.column]
    places = [address(row["baris"] - 1, column) for row in bad]
    more = ", …" if len(places) > FIRST else ""
    where = ", ".join(places[:FIRST]) + more
    code = match.source.kode
    if doubt == "R21":
        value = f"{identity.label} pada {len(bad)} baris: {where}"
        return Finding.at("R21", bad[0], code, value, places[0])
    facts = {"banyak": len(bad), "nomor": identity.label, "keadaan": doubt, "letak": where}
    return Finding.at("R14P", bad[0], code, "", places[0], **facts)


def identity_key(rows: pl.DataFrame, source: Source) -> pl.Expr:
    """The number that tells a person from others, null where there is none that can be trusted."""
    if source.identity is None or source.identity.column not in rows.columns:
        return pl.lit(None, pl.String)
    digits = pl.col(source.identity.column).str.replace_all(r"[\s'’.-]", "")
    return pl.when(digits.str.contains(r"^\d{18}$")).then(digits)


def same_person_twice(rows: pl.DataFrame, source: Source) -> list[tuple[Finding, frozenset[int]]]:
    """Rows of one person in one period that say different things (R12), each with its `_id`."""
    known = rows.filter(pl.col("_kunci").is_not_null())
    times = known.with_columns(_kali=pl.len().over("_kunci", "periode")).filter(pl.col("_kali") > 1)
    return [
        (Finding.at("R12", row, source.kode, "", kali=row["_kali"]), frozenset([row["_id"]]))
        for row in times.rows(named=True)
    ]
