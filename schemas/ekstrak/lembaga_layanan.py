"""Lembaga layanan: who besides the government serves women and children, one row per provider."""

import polars as pl

from schemas.bentuk import CODE, NAME, YEAR, codes
from schemas.sumber import YEARS, Count, Extract, Layout, Source, choice, column

JENIS = codes(
    "Psikolog", "Bantuan hukum", "Komunitas", "Organisasi perempuan", "Perguruan tinggi",
    "Rumah sakit", "Dunia usaha", "Media", "Lembaga keagamaan", "Lainnya",
)  # fmt: skip
BIDANG = codes(
    "Pencegahan", "Konseling", "Bantuan hukum", "Kesehatan", "Rumah aman", "Pemberdayaan", "Anak",
)  # fmt: skip


class LembagaLayanan(Extract):
    """Penyedia layanan perempuan dan anak; hanya dihitung, namanya tidak dibaca."""

    kode_wilayah: pl.String = column("Kode wilayah", "kode", nullable=True)
    nama_wilayah: pl.String = column("Nama wilayah", "teks", nullable=True)
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    jenis: pl.String = choice("Jenis lembaga", JENIS)
    bidang: pl.String = choice("Bidang layanan", BIDANG, several=True, nullable=True)
    terstandar: pl.String = choice("Terstandar", codes("Ya", "Tidak"), nullable=True)
    jumlah: pl.Int64 = column("Jumlah", "cacah", ge=0)


REGISTER = Layout(
    name="daftar",
    headings={
        "nama_wilayah": NAME,
        "jenis": ("jenis penyedia", "jenis penyedia layanan"),
        "bidang": ("bidang", "jenis layanan lembaga"),
    },
    optional={
        "kode_wilayah": CODE, "tahun": YEAR,
        "terstandar": ("sesuai standar", "memenuhi standar"),
    },
    codes={"jenis": {"lbh": "bantuan_hukum", "advokat": "bantuan_hukum", "lsm": "komunitas",
                     "kampus": "perguruan_tinggi"}},
    passed_over=("no", "nama", "nama lembaga", "nama ketua", "ketua", "alamat", "no hp", "kontak",
                 "nama penyedia", "penanggung jawab"),
)  # fmt: skip

SOURCE = Source(
    kode="lembaga_layanan",
    judul="Lembaga penyedia layanan perempuan dan anak",
    opd="DP3AKB",
    model=LembagaLayanan,
    layouts=(REGISTER,),
    counts=(
        Count("lembaga_layanan", by=("jenis", "bidang")),
        Count("lembaga_layanan_terstandar", {"terstandar": ("ya",)}, by=("jenis",)),
    ),
)
