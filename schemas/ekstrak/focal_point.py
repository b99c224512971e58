"""Focal point: what the Pokja's secretariat keeps, who moves PUG in each agency by what decree."""

import polars as pl

from schemas.bentuk import CODE, NAME, SEX, YEAR, codes
from schemas.sumber import YEARS, Count, Extract, Layout, Source, choice, column

AKTIF = codes("Ya", "Tidak")


class FocalPoint(Extract):
    """Focal point PUG tiap perangkat daerah beserta surat keputusannya; nama orang tidak dibaca."""

    kode_wilayah: pl.String = column("Kode wilayah", "kode", nullable=True)
    nama_wilayah: pl.String = column("Nama wilayah", "teks", nullable=True)
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    perangkat_daerah: pl.String = column("Perangkat daerah", "teks")
    jabatan: pl.String = column("Jabatan", "teks", nullable=True)
    jenis_kelamin: pl.String = column("Jenis kelamin", "pilihan", isin=["L", "P"])
    nomor_sk: pl.String = column("Nomor SK", "teks", nullable=True)
    tanggal_sk: pl.Date = column("Tanggal SK", "tanggal", nullable=True)
    aktif: pl.String = choice("Masih aktif", AKTIF)
    jumlah: pl.Int64 = column("Jumlah", "cacah", ge=0)


ROSTER = Layout(
    name="daftar",
    headings={
        "perangkat_daerah": ("opd", "nama opd", "nama perangkat daerah", "unit kerja"),
        "jenis_kelamin": SEX,
        "nomor_sk": ("no sk", "nomor sk focal point", "sk focal point"),
    },
    optional={
        "kode_wilayah": CODE, "nama_wilayah": NAME, "tahun": YEAR,
        "jabatan": ("jabatan focal point",), "tanggal_sk": ("tgl sk",), "aktif": ("status",),
    },
    fixed={"kode_wilayah": "{wilayah}", "aktif": "ya"},
    codes={"aktif": {"aktif": "ya", "tidak aktif": "tidak", "nonaktif": "tidak"}},
    passed_over=("no", "nama", "nama focal point", "nip", "pangkat/golongan", "no hp"),
)  # fmt: skip

SOURCE = Source(
    kode="focal_point",
    judul="Focal point PUG perangkat daerah",
    opd="DP3AKB (sekretariat Pokja PUG)",
    model=FocalPoint,
    layouts=(ROSTER,),
    unit="perangkat_daerah",
    counts=(
        Count("focal_point"),
        Count("focal_point_ber_sk", filled="nomor_sk"),
        Count("focal_point_aktif", {"aktif": ("ya",)}),
    ),
)
