"""Hold each GBS against the GAP it was made from: one sub kegiatan, the same codes and numbers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from pipelines.check_relations import Blame
from schemas.ekstrak.gap_gbs import SOURCE
from schemas.temuan import Finding

Row = Mapping[str, Any]
CellOf = Callable[[Row, str], str | None]
# Step of the GAP -> what of it the GBS repeats: its column in the GAP, and in the GBS. Step 2 goes
# into the situation analysis, 6 into the yardstick, 9 into indicator and target.
REPEATED = {
    2: {name: name for name in ("data_ukuran", "data_tahun", "data_l", "data_p")},
    9: {name: name for name in ("kode_indikator", "target")},
}
FILLED = REPEATED | {6: {"tujuan": "tolok_ukur"}}


def check_gap_to_gbs(rows: pl.DataFrame, cell_of: CellOf) -> list[Blame]:
    """GBS that say otherwise than their GAP (R19S), leave it out (R19L) or have none (R19G).

    A GBS and a GAP belong together by agency, year and code of the sub kegiatan; without a code
    nothing is compared. What a sheet has no column for is not asked of it.
    """
    gaps = dict[tuple, list[Row]]()
    agencies = set[tuple]()
    for row in rows.filter(pl.col("bentuk") != "gbs").rows(named=True):
        gaps.setdefault(_key(row), []).append(row)
        agencies.add(_key(row)[:2])
    blames = list[Blame]()
    for row in rows.filter(bentuk="gbs").rows(named=True):
        if not row["kode_nomenklatur"] or (*_key(row)[:2], None) in gaps:
            continue
        if of_this := _nearest_form(gaps.get(_key(row), [])):
            blames += _compare(row, of_this, cell_of)
        elif _key(row)[:2] in agencies:
            blames.append((_without_gap(row, cell_of), frozenset()))
    return blames


def agency_of(row: Row) -> str:
    """The agency a row names, without case, spaces and punctuation."""
    return "".join(letter for letter in row["perangkat_daerah"].casefold() if letter.isalnum())


def _key(row: Row) -> tuple:
    return agency_of(row), row["tahun"], row["kode_nomenklatur"] or None


def _nearest_form(gaps: Sequence[Row]) -> Row | None:
    """The only GAP in nine steps, or the only one at all: of several none is chosen."""
    nine = [gap for gap in gaps if gap["bentuk"] == "gap9"]
    one = nine or gaps
    return one[0] if len(one) == 1 else None


def _without_gap(row: Row, cell_of: CellOf) -> Finding:
    place = cell_of(row, "kode_nomenklatur") or ""
    facts = {"kode": row["kode_nomenklatur"], "opd": row["perangkat_daerah"]}
    return Finding.at("R19G", row, SOURCE.kode, row["kode_nomenklatur"], place, **facts)


def _compare(gbs: Row, gap: Row, cell_of: CellOf) -> Iterator[Blame]:
    both = frozenset([gbs["_id"], gap["_id"]])
    for step, columns in sorted(FILLED.items()):
        for in_gap, in_gbs in columns.items():
            stated, repeated, place = gap[in_gap], gbs[in_gbs], cell_of(gbs, in_gbs)
            if stated is None or place is None:
                continue
            there = Finding.at("R19S", gap, SOURCE.kode, stated, cell_of(gap, in_gap) or "")
            facts = {
                "judul": SOURCE.title(in_gbs), "kode": gbs["kode_nomenklatur"], "langkah": step,
                "tertulis": repeated, "hitung": stated, "tempat_lain": there.tempat,
            }  # fmt: skip
            if repeated is None:
                yield Finding.at("R19L", gbs, SOURCE.kode, "", place, **facts), frozenset()
            elif step in REPEATED and repeated != stated and _one_unit(in_gap, gbs, gap):
                yield Finding.at("R19S", gbs, SOURCE.kode, repeated, place, **facts), both


def _one_unit(name: str, gbs: Row, gap: Row) -> bool:
    """Whether two targets can be compared at all: they state one unit, or neither states any."""
    units = {(row["satuan_target"] or "").casefold().strip() for row in (gbs, gap)}
    return name != "target" or len(units) == 1
