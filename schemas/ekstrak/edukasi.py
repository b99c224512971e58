"""Edukasi: outreach on gender and protection, down to the RT, with broadcasts and podcasts."""

import polars as pl

from schemas.bentuk import Counts, by_sex, codes, measures, wide, without_sex
from schemas.sumber import Source, choice, column

BENTUK = {
    **codes("Sosialisasi", "Penyuluhan", "Pelatihan", "Siaran radio", "Siaran televisi"),
    "siniar": "Siniar (podcast)",
    **codes("Media sosial", "Kunjungan sekolah", "Lainnya"),
}
TOPIK = codes(
    "Pengarusutamaan gender", "Perlindungan perempuan", "Perlindungan anak", "Perkawinan anak",
    "TPPO", "Pengasuhan", "Pemberdayaan ekonomi", "Lainnya",
)  # fmt: skip


class Edukasi(Counts):
    """Kegiatan komunikasi, informasi, dan edukasi, dengan pesertanya sampai RT/RW."""

    ukuran = measures("peserta_edukasi", "kegiatan_edukasi", "tayangan_edukasi")
    bentuk: pl.String = choice("Bentuk kegiatan", BENTUK)
    topik: pl.String = choice("Topik", TOPIK, nullable=True)
    rt_rw: pl.String = column("RT/RW", "kode", nullable=True)


SOURCE = Source(
    kode="edukasi",
    judul="Komunikasi, informasi, dan edukasi gender dan perlindungan",
    opd="DP3AKB",
    model=Edukasi,
    layouts=(
        wide(
            *by_sex("peserta_edukasi", "peserta", "jumlah peserta", "peserta edukasi"),
            without_sex("kegiatan_edukasi", "jumlah kegiatan", "kegiatan", "frekuensi"),
            without_sex("tayangan_edukasi", "jumlah tayangan", "ditonton", "jumlah pendengar"),
            headings={"bentuk": ("bentuk edukasi", "jenis edukasi", "media")},
            optional={"topik": ("tema", "materi"), "rt_rw": ("rt", "rw", "rt / rw")},
            codes={
                "bentuk": {"podcast": "siniar", "studio siniar": "siniar", "radio": "siaran_radio",
                           "televisi": "siaran_televisi", "instagram": "media_sosial"},
                "topik": {"pug": "pengarusutamaan_gender", "kekerasan": "perlindungan_perempuan"},
            },
        ),
    ),
    periods=("tahun", "semester", "triwulan", "bulan"),
    unit="rt_rw",
    breakdown=("bentuk", "topik"),
)  # fmt: skip
