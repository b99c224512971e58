"""Ketenagakerjaan: what Disnaker owes, job seekers registered and placed, and people trained."""

from schemas.bentuk import Counts, by_sex, long, measures, shares_by_sex, wide
from schemas.sumber import Source


class Ketenagakerjaan(Counts):
    """Pencari kerja terdaftar dan ditempatkan, serta peserta pelatihan kerja."""

    ukuran = measures(
        "pencari_kerja_terdaftar", "pencari_kerja_ditempatkan", "peserta_pelatihan"
    )  # fmt: skip


TITLES = {
    "pencari_kerja_terdaftar": ("pencari kerja terdaftar", "pencaker terdaftar", "terdaftar"),
    "pencari_kerja_ditempatkan": ("pencari kerja ditempatkan", "ditempatkan", "penempatan"),
    "peserta_pelatihan": ("peserta pelatihan kerja", "peserta pelatihan", "pelatihan"),
}

SOURCE = Source(
    kode="ketenagakerjaan",
    judul="Pencari kerja, penempatan, dan pelatihan kerja",
    opd="Dinas Tenaga Kerja",
    model=Ketenagakerjaan,
    layouts=(
        wide(
            *(v for ukuran, titles in TITLES.items() for v in by_sex(ukuran, *titles)),
            shares=shares_by_sex(
                "pencari_kerja_ditempatkan",
                "pencari_kerja_terdaftar",
                "persentase ditempatkan",
                "persentase penempatan",
                "% penempatan",
            ),
        ),
        long(TITLES),
    ),
    periods=("tahun", "semester", "triwulan"),
)
