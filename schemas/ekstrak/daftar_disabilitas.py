"""Daftar disabilitas: the roster of Dinsos, one row per person; nobody is named, no NIK is read."""

import polars as pl

from schemas.bentuk import AGE, SEX, YEAR
from schemas.sosial import BANTUAN, RAGAM, SEEN
from schemas.sumber import YEARS, Count, Extract, Layout, Source, choice, column


class DaftarDisabilitas(Extract):
    """Satu baris per penyandang disabilitas; nama, NIK, dan alamat tidak dibaca."""

    kode_wilayah: pl.String = column("Kode kecamatan", "kode", nullable=True)
    nama_wilayah: pl.String = column("Kecamatan", "teks", nullable=True)
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    umur: pl.String = column("Umur", "umur", nullable=True)
    jenis_kelamin: pl.String = column("Jenis kelamin", "pilihan", isin=["L", "P", "TT"])
    ragam: pl.String = choice("Ragam disabilitas", RAGAM)
    bantuan: pl.String = choice("Layanan atau bantuan", BANTUAN, several=True, nullable=True)
    jumlah: pl.Int64 = column("Jumlah", "cacah", ge=0)


ROSTER = Layout(
    name="daftar",
    headings={
        "nama_wilayah": ("kecamatan", "nama kecamatan"),
        "jenis_kelamin": SEX,
        "ragam": ("jenis disabilitas", "ragam", "kategori disabilitas"),
        "bantuan": ("bantuan", "layanan", "layanan yang diterima", "bantuan yang diterima"),
    },
    optional={"kode_wilayah": ("kode kecamatan",), "tahun": YEAR, "umur": AGE},
    codes=SEEN,
    passed_over=(
        "no", "nama", "nik", "no kk", "nomor kk", "alamat", "no hp", "tempat lahir",
        "tanggal lahir", "nama ibu", "nama wali", "rt", "rw",
        "kelurahan", "desa/kelurahan",
    ),
)  # fmt: skip

SOURCE = Source(
    kode="daftar_disabilitas",
    judul="Daftar penyandang disabilitas",
    opd="Dinas Sosial",
    model=DaftarDisabilitas,
    layouts=(ROSTER,),
    kelas="sensitif",
    counts=(
        Count("penyandang_disabilitas", by=("ragam",)),
        Count("disabilitas_dilayani", {"bantuan": tuple(BANTUAN)}, by=("ragam", "bantuan")),
        Count("disabilitas_alat_bantu", {"bantuan": ("alat_bantu",)}, by=("ragam",)),
    ),
    bands=("0-17", "18-59", "60+"),
)
