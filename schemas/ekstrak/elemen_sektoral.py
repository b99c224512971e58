"""Elemen sektoral: one number per element, region and year, with the sex inside its name."""

import polars as pl

from schemas.sumber import YEARS, Extract, Layout, Source, Value, column


class ElemenSektoral(Extract):
    """Data statistik sektoral: satu angka per elemen, wilayah, dan tahun."""

    daftar: pl.String = column("Daftar elemen", "pilihan", isin=["sikondang", "dssd"])
    kode_elemen: pl.String = column("Kode elemen", "kode")
    nama_elemen: pl.String = column("Nama elemen", "teks")
    kode_wilayah: pl.String = column("Kode wilayah", "kode", nullable=True)
    nama_wilayah: pl.String = column("Nama wilayah", "teks", nullable=True)
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    triwulan: pl.String = column("Triwulan", "teks", nullable=True)
    satuan: pl.String = column("Satuan", "teks", nullable=True)
    produsen: pl.String = column("Produsen data", "teks", nullable=True)
    jumlah: pl.Float64 = column("Nilai", "angka", ge=0)


SIKONDANG = Layout(
    name="sikondang",
    headings={
        "kode_elemen": ("id jenis data",),
        "nama_elemen": ("jenis data",),
        "nama_wilayah": ("wilayah",),
        "tahun": ("tahun",),
    },
    optional={
        "triwulan": ("triwulan",),
        "satuan": ("satuan",),
        "produsen": ("sumber data",),
    },
    values=(Value(("jumlah",)),),
    fixed={"daftar": "sikondang"},
    system="nama",
)
DSSD = Layout(
    name="dssd",
    headings={
        "kode_elemen": ("kode dssd", "kode elemen"),
        "nama_elemen": ("uraian dssd", "uraian", "nama elemen"),
        "tahun": ("tahun",),
    },
    optional={
        "kode_wilayah": ("kode pemda", "kode wilayah"),
        "nama_wilayah": ("nama pemda", "nama wilayah", "wilayah"),
        "triwulan": ("triwulan",),
        "satuan": ("satuan",),
        "produsen": ("produsen data", "opd", "sumber data"),
    },
    values=(Value(("data", "nilai", "jumlah")),),
    fixed={"daftar": "dssd"},
)

SOURCE = Source(
    kode="elemen_sektoral",
    judul="Elemen data statistik sektoral",
    opd="Walidata (Diskominfo)",
    model=ElemenSektoral,
    sel_data=("daftar", "kode_elemen", "kode_wilayah", "nama_wilayah", "tahun", "triwulan"),
    layouts=(SIKONDANG, DSSD),
)
