"""Penduduk: what Disdukcapil owes each year, people by region, sex and age group."""

import polars as pl

from schemas.kode import BOTH
from schemas.sumber import YEARS, Extract, Layout, Share, Source, Value, column


class Penduduk(Extract):
    """Penduduk terdaftar menurut wilayah, jenis kelamin, dan kelompok umur."""

    kode_wilayah: pl.String = column("Kode wilayah", "kode")
    nama_wilayah: pl.String = column("Nama wilayah", "teks", nullable=True)
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    umur: pl.String = column("Kelompok umur", "umur")
    jenis_kelamin: pl.String = column("Jenis kelamin", "pilihan", isin=["L", "P", BOTH])
    satuan: pl.String = column("Satuan", "teks", nullable=True)
    jumlah: pl.Int64 = column("Jumlah penduduk (jiwa)", "cacah", ge=0)


_CODE = ("kode wilayah", "kode kabupaten kota", "kode kecamatan", "kode kelurahan", "kode")
_NAME = (
    "nama wilayah",
    "nama kabupaten kota",
    "wilayah",
    "kecamatan/kelurahan",
    "kecamatan / kelurahan",
)
_AGE = ("kelompok umur", "umur", "golongan umur", "usia", "kelompok usia")
_YEAR = ("tahun", "tahun data")

LONG = Layout(
    name="panjang",
    headings={
        "kode_wilayah": _CODE,
        "nama_wilayah": _NAME,
        "jenis_kelamin": ("jenis kelamin", "jk"),
    },
    optional={"umur": _AGE, "tahun": _YEAR, "satuan": ("satuan",)},
    values=(Value(("jumlah penduduk", "jumlah penduduk (jiwa)", "jumlah", "jiwa")),),
    fixed={"umur": "semua"},
)
WIDE = Layout(
    name="lebar",
    headings={"kode_wilayah": _CODE, "nama_wilayah": _NAME},
    optional={"umur": _AGE, "tahun": _YEAR, "satuan": ("satuan",)},
    values=(
        Value(
            ("jumlah penduduk > l", "jumlah penduduk > laki-laki", "penduduk > laki-laki", "l"),
            {"jenis_kelamin": "L"},
        ),
        Value(
            ("jumlah penduduk > p", "jumlah penduduk > perempuan", "penduduk > perempuan", "p"),
            {"jenis_kelamin": "P"},
        ),
        Value(
            ("jumlah penduduk > l+p", "jumlah penduduk > jumlah", "penduduk > jumlah", "l+p"),
            {"jenis_kelamin": BOTH},
            optional=True,
        ),
    ),
    fixed={"umur": "semua"},
    shares=(Share(("persentase", "persentase penduduk", "%"), {"jenis_kelamin": BOTH}),),
)

SOURCE = Source(
    kode="penduduk",
    judul="Penduduk menurut wilayah, jenis kelamin, dan umur",
    opd="Disdukcapil",
    model=Penduduk,
    sel_data=("kode_wilayah", "tahun", "umur"),
    layouts=(LONG, WIDE),
    screened=True,
)
