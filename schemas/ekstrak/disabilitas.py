"""Disabilitas: what Dinsos counts, persons with disability by kind, sex and age, and served."""

import polars as pl

from schemas.bentuk import Counts, by_sex, long, measures, wide
from schemas.sosial import RAGAM, SEEN
from schemas.sumber import Source, choice


class Disabilitas(Counts):
    """Penyandang disabilitas menurut ragam, dan di antaranya yang mendapat layanan."""

    ukuran = measures("penyandang_disabilitas", "disabilitas_dilayani", "disabilitas_alat_bantu")
    ragam: pl.String = choice("Ragam disabilitas", RAGAM, nullable=True)


TITLES = {
    "penyandang_disabilitas": ("penyandang disabilitas", "jumlah penyandang disabilitas"),
    "disabilitas_dilayani": ("mendapat layanan", "penyandang disabilitas mendapat layanan"),
    "disabilitas_alat_bantu": ("mendapat alat bantu", "menerima alat bantu"),
}
KINDS = {"ragam": ("jenis disabilitas", "ragam", "kategori disabilitas")}
SAID = {"ragam": SEEN["ragam"]}

SOURCE = Source(
    kode="disabilitas",
    judul="Penyandang disabilitas",
    opd="Dinas Sosial",
    model=Disabilitas,
    layouts=(
        wide(
            *(value for ukuran, titles in TITLES.items() for value in by_sex(ukuran, *titles)),
            optional=KINDS,
            codes=SAID,
        ),
        long(TITLES, optional=KINDS, codes=SAID),
    ),
    kelas="terbatas",
    periods=("tahun", "semester"),
    breakdown=("ragam",),
)
