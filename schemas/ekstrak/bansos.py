"""Bansos: what Dinsos counts, recipients of social aid by programme, decile and sex."""

import polars as pl

from schemas.bentuk import Counts, by_sex, long, measures, wide
from schemas.sosial import DESIL, PROGRAM, SEEN
from schemas.sumber import Source, choice


class Bansos(Counts):
    """Penerima bantuan sosial menurut program, desil, dan jenis kelamin penerima."""

    ukuran = measures("penerima_bansos")
    program: pl.String = choice("Program bantuan", PROGRAM)
    desil: pl.String = choice("Desil kesejahteraan", DESIL, nullable=True)


TITLES = {"penerima_bansos": ("penerima bansos", "penerima bantuan", "penerima", "kpm")}
HEADED = {"program": ("program", "jenis bantuan", "nama program")}
SAID = {"program": SEEN["program"]}

SOURCE = Source(
    kode="bansos",
    judul="Penerima bantuan sosial",
    opd="Dinas Sosial",
    model=Bansos,
    layouts=(
        wide(
            *by_sex("penerima_bansos", *TITLES["penerima_bansos"]),
            headings=HEADED,
            optional={"desil": ("desil",)},
            codes=SAID,
        ),
        long(TITLES, headings=HEADED, optional={"desil": ("desil",)}, codes=SAID),
    ),
    kelas="terbatas",
    periods=("tahun", "semester", "triwulan"),
    breakdown=("program", "desil"),
)
