"""Hold a measure that is part of another against it: nobody is served who was not there."""

from collections.abc import Iterator

import polars as pl

from pipelines.check_relations import Blame
from schemas.harmonis import CELL
from schemas.sumber import Source
from schemas.temuan import Finding

SAME = [*(name for name in CELL if name != "ukuran"), "jenis_kelamin"]


def check_parts(rows: pl.DataFrame, source: Source) -> Iterator[Blame]:
    """Cells of a `Harmonis` frame that exceed the whole which the contract says they belong to.

    Both are held back, for nobody can know which of the two is wrong.
    """
    for part, whole in source.parts.items():
        wholes = rows.filter(ukuran=whole).select(*SAME, _bagian_dari="nomor", _seluruh="jumlah")
        pairs = rows.filter(ukuran=part).join(wholes, on=SAME, maintain_order="left")
        for row in pairs.filter(pl.col("jumlah") > pl.col("_seluruh")).rows(named=True):
            facts = {"bagian": part, "induk": whole, "tertulis": row["jumlah"],
                     "hitung": row["_seluruh"]}  # fmt: skip
            finding = Finding.at("R2B", row, source.kode, row["jumlah"], **facts)
            yield finding, frozenset([row["nomor"], row["_bagian_dari"]])
