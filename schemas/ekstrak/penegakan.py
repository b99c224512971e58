"""Penegakan: what Satpol PP does for the by-laws on gender and on women and children, by sex."""

import polars as pl

from schemas.bentuk import Counts, by_sex, codes, long, measures, wide, without_sex
from schemas.sumber import Source, choice

TINDAKAN = codes("Penertiban", "Mediasi", "Pembinaan", "Penjangkauan", "Dirujuk ke UPTD PPA")
PERDA = {"pug": "Perda pengarusutamaan gender", "pppa": "Perda perlindungan perempuan dan anak",
         "ketertiban": "Perda ketertiban umum"}  # fmt: skip


class Penegakan(Counts):
    """Orang yang ditangani Satpol PP dalam penegakan perda dan mediasi, serta kegiatannya."""

    ukuran = measures("orang_penegakan_perda", "kegiatan_penegakan_perda")
    tindakan: pl.String = choice("Jenis tindakan", TINDAKAN)
    perda: pl.String = choice("Perda yang ditegakkan", PERDA, nullable=True)


TITLES = {"orang_penegakan_perda": ("orang ditangani", "jumlah orang ditangani", "terjaring")}
HEADED = {"tindakan": ("tindakan", "jenis penanganan")}
SAID = {
    "tindakan": {"razia": "penertiban", "operasi": "penertiban", "dirujuk": "dirujuk_ke_uptd_ppa"},
    "perda": {"perda pug": "pug", "perda pppa": "pppa"},
}

SOURCE = Source(
    kode="penegakan",
    judul="Penegakan perda dan mediasi",
    opd="Satuan Polisi Pamong Praja",
    model=Penegakan,
    layouts=(
        wide(
            *by_sex("orang_penegakan_perda", *TITLES["orang_penegakan_perda"]),
            without_sex("kegiatan_penegakan_perda", "jumlah kegiatan", "kegiatan"),
            headings=HEADED,
            optional={"perda": ("perda", "dasar hukum")},
            codes=SAID,
        ),
        long(TITLES, headings=HEADED, optional={"perda": ("perda", "dasar hukum")}, codes=SAID),
    ),
    kelas="terbatas",
    periods=("tahun", "semester", "triwulan", "bulan"),
    breakdown=("tindakan", "perda"),
)
