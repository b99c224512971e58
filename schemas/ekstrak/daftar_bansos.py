"""Daftar bansos: the roster of Dinsos, one row per recipient; nobody is named, no NIK is read."""

import polars as pl

from schemas.bentuk import AGE, SEX, YEAR
from schemas.sosial import DESIL, PROGRAM, SEEN
from schemas.sumber import YEARS, Count, Extract, Layout, Source, choice, column


class DaftarBansos(Extract):
    """Satu baris per penerima bantuan sosial; nama, NIK, dan alamat tidak dibaca."""

    kode_wilayah: pl.String = column("Kode kecamatan", "kode", nullable=True)
    nama_wilayah: pl.String = column("Kecamatan", "teks", nullable=True)
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    umur: pl.String = column("Umur", "umur", nullable=True)
    jenis_kelamin: pl.String = column("Jenis kelamin", "pilihan", isin=["L", "P", "TT"])
    program: pl.String = choice("Program bantuan", PROGRAM, several=True)
    desil: pl.String = choice("Desil kesejahteraan", DESIL, nullable=True)
    jumlah: pl.Int64 = column("Jumlah", "cacah", ge=0)


ROSTER = Layout(
    name="daftar",
    headings={
        "nama_wilayah": ("kecamatan", "nama kecamatan"),
        "jenis_kelamin": SEX,
        "program": ("program", "jenis bantuan", "nama program", "bansos"),
        "desil": ("desil", "desil dtsen"),
    },
    optional={"kode_wilayah": ("kode kecamatan",), "tahun": YEAR, "umur": AGE},
    codes=SEEN,
    passed_over=(
        "no", "nama", "nama kpm", "nama penerima", "nik", "no kk", "nomor kk", "alamat", "no hp",
        "no rekening", "id dtks", "tanggal lahir", "rt", "rw",
        "kelurahan", "desa/kelurahan",
    ),
)  # fmt: skip

SOURCE = Source(
    kode="daftar_bansos",
    judul="Daftar penerima bantuan sosial",
    opd="Dinas Sosial",
    model=DaftarBansos,
    layouts=(ROSTER,),
    kelas="sensitif",
    counts=(Count("penerima_bansos", by=("program", "desil")),),
    bands=("0-17", "18-59", "60+"),
)
