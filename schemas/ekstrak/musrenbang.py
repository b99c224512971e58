"""Musrenbang: what Bappeda keeps, participants by stage, region and sex."""

import polars as pl

from schemas.bentuk import Counts, by_sex, long, measures, wide
from schemas.sumber import Source, choice

TAHAP = {"desa": "Desa/kelurahan", "kecamatan": "Kecamatan", "forum_pd": "Forum perangkat daerah",
         "kab_kota": "Kabupaten/kota", "provinsi": "Provinsi"}  # fmt: skip


class Musrenbang(Counts):
    """Peserta dan pengusul Musrenbang menurut tahap, wilayah, dan jenis kelamin."""

    ukuran = measures("peserta_musrenbang", "pengusul_musrenbang")
    tahap: pl.String = choice("Tahap", TAHAP)


TITLES = {
    "peserta_musrenbang": ("peserta musrenbang", "peserta", "jumlah peserta", "kehadiran"),
    "pengusul_musrenbang": ("pengusul", "peserta yang mengusulkan"),
}
STAGE = {
    "headings": {"tahap": ("tahapan", "tahap musrenbang", "tingkat musrenbang")},
    "codes": {"tahap": {"kelurahan": "desa", "desa": "desa", "kota": "kab_kota",
                        "kabupaten": "kab_kota", "forum opd": "forum_pd"}},
    "passed_over": ("no", "tempat", "tanggal pelaksanaan"),
}  # fmt: skip

SOURCE = Source(
    kode="musrenbang",
    judul="Peserta Musrenbang",
    opd="Bappeda",
    model=Musrenbang,
    layouts=(
        wide(*(v for ukuran, titles in TITLES.items() for v in by_sex(ukuran, *titles)), **STAGE),
        long(TITLES, **STAGE),
    ),
    breakdown=("tahap",),
)
