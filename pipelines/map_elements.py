"""Turn sektoral elements into measures by the reviewed table; no name is ever interpreted here."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from pipelines.load_reference import elements
from pipelines.screen_sensitive import sensitive_field
from pipelines.suggest_names import nearest
from schemas.temuan import Finding

SOURCE = "elemen_sektoral"
LIKELY_ELEMENT = 60
YEAR_END = "4"  # the quarter whose number stands for the year


@dataclass(frozen=True)
class Mapped:
    """Elements sorted by their decision: rows to count, and rows that must not be."""

    counted: pl.DataFrame  # with ukuran, jenis_kelamin, umur, jenjang, pendidikan
    findings: tuple[Finding, ...]
    blamed: frozenset[int]  # mapped, but no whole number
    out_of_scope: int


def map_elements(placed: pl.DataFrame) -> Mapped:
    """Sort elements by their reviewed decision; what has none is reported with a suggestion.

    Elements of a refused class are taken out before, by `refuse_sensitive`.
    """
    known = _decided(placed)
    counted = known.filter(keputusan="dipetakan")
    unknown = placed.join(known, on="_id", how="anti", maintain_order="left")
    broken = counted.filter(pl.col("jumlah") % 1 != 0)
    early = counted.filter(pl.col("triwulan").fill_null(YEAR_END) != YEAR_END)
    findings = [
        *(_at("E1", row, saran=_suggestion(row)) for row in _first_of_each(unknown)),
        *(_at("E4", row, triwulan=row["triwulan"]) for row in early.rows(named=True)),
        *(_fraction(row) for row in broken.rows(named=True)),
    ]
    left_out = pl.concat([broken["_id"], early["_id"]])
    return Mapped(
        counted.filter(~pl.col("_id").is_in(left_out.to_list())),
        tuple(findings),
        frozenset(broken["_id"]),
        known.filter(keputusan="di_luar_lingkup").height,
    )


def refuse_sensitive(rows: pl.DataFrame) -> tuple[list[Finding], frozenset[int]]:
    """Find elements of a refused class, by decision or, undecided, by the words of their name.

    This comes before anything else is checked: not even a returned row keeps their numbers.
    """
    known = _decided(rows)
    decided = known.filter(keputusan="sensitif")
    unknown = rows.join(known, on="_id", how="anti", maintain_order="left")
    fields = {
        name: sensitive_field([name]) for name in unknown["nama_elemen"].drop_nulls().unique()
    }
    named = unknown.filter(pl.col("nama_elemen").is_in([name for name, f in fields.items() if f]))
    findings = [
        *(_at("E2", row, sebab=row["alasan"]) for row in _first_of_each(decided)),
        *(
            _at("E2", row, sebab=f"namanya menyebut {fields[row['nama_elemen']]}")
            for row in _first_of_each(named)
        ),
    ]
    return findings, frozenset(decided["_id"]) | frozenset(named["_id"])


def _decided(placed: pl.DataFrame) -> pl.DataFrame:
    """Join the mapping on list, code, year and name: a code that changed its name is undecided."""
    mapping = elements().with_columns(_name=_bare(elements()["nama_elemen"])).drop("nama_elemen")
    named = placed.with_columns(_name=_bare(placed["nama_elemen"]))
    key = ["daftar", "kode_elemen", "_name"]
    joined = named.join(mapping, on=key, maintain_order="left")
    return joined.filter(pl.col("tahun").is_between(pl.col("tahun_dari"), pl.col("tahun_sampai")))


def _bare(names: Iterable[str | None]) -> pl.Series:
    """Names without case, spaces and punctuation, which vary from file to file."""
    bare = [re.sub(r"[\W_]+", "", name.casefold()) if name else None for name in names]
    return pl.Series(bare, dtype=pl.String)


def _first_of_each(rows: pl.DataFrame) -> list[dict]:
    """One row per element: a decision is reported once, not at each of its numbers."""
    first = rows.unique(["daftar", "kode_elemen"], keep="first", maintain_order=True)
    return first.rows(named=True)


def _at(rule: str, row: Mapping, **facts: str) -> Finding:
    code, name = row["kode_elemen"], row["nama_elemen"]
    return Finding.at(rule, row, SOURCE, name, kode=code, **facts)


def _fraction(row: Mapping) -> Finding:
    why = "pecahan pada elemen yang mencacah orang"
    return Finding.at("R7", row, SOURCE, row["jumlah"], sebab=why, ribuan="titik (1.234)")


def _suggestion(row: Mapping) -> str:
    """The mapped element whose name is nearest, as a hint for the reviewer."""
    mapped = elements().filter(pl.col("keputusan") == "dipetakan")
    near = nearest(row["nama_elemen"], mapped["nama_elemen"], LIKELY_ELEMENT)
    if near is None:
        return ""
    like = mapped.filter(nama_elemen=near).row(0, named=True)
    return f"; mirip elemen {like['kode_elemen']} (ukuran {like['ukuran']})"
