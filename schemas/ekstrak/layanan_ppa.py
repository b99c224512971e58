"""Layanan PPA: what UPTD PPA reports of its services, clients and days in the shelter."""

import polars as pl

from schemas.bentuk import Counts, by_sex, codes, long, measures, wide, without_sex
from schemas.kekerasan import KANAL, SEEN
from schemas.sumber import Source, choice

LAYANAN = codes("Konseling", "Bantuan hukum", "Kesehatan", "Rumah aman", "Pendampingan", "Mediasi")


class LayananPpa(Counts):
    """Klien layanan perempuan dan anak, serta kapasitas dan hari tinggal rumah aman."""

    ukuran = measures("klien_layanan_ppa", "hari_rumah_aman", "kapasitas_rumah_aman")
    layanan: pl.String = choice("Jenis layanan", LAYANAN, nullable=True)
    kanal: pl.String = choice("Kanal masuk", KANAL, nullable=True)


TITLES = {
    "klien_layanan_ppa": ("klien", "jumlah klien", "klien dilayani", "penerima layanan"),
    "hari_rumah_aman": ("hari tinggal", "hari tinggal rumah aman", "orang-hari"),
}
HOW = {"layanan": ("layanan",), "kanal": ("kanal", "kanal pengaduan")}
SAID = {
    "kanal": SEEN["kanal"],
    "layanan": {"konseling psikologi": "konseling", "psikologis": "konseling", "medis": "kesehatan",
                "hukum": "bantuan_hukum", "shelter": "rumah_aman"},
}  # fmt: skip

SOURCE = Source(
    kode="layanan_ppa",
    judul="Layanan perlindungan perempuan dan anak",
    opd="DP3AKB (UPTD PPA)",
    model=LayananPpa,
    layouts=(
        wide(
            *(value for ukuran, titles in TITLES.items() for value in by_sex(ukuran, *titles)),
            without_sex("kapasitas_rumah_aman", "kapasitas rumah aman", "kapasitas"),
            optional=HOW,
            codes=SAID,
        ),
        long(TITLES, optional=HOW, codes=SAID),
    ),
    kelas="terbatas",
    periods=("tahun", "semester", "triwulan", "bulan"),
    breakdown=("layanan", "kanal"),
)
