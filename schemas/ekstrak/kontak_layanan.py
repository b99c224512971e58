"""Kontak layanan: whom each channel met or referred, one row per contact; nobody is named."""

import polars as pl

from schemas.bentuk import AGE, SEX
from schemas.kekerasan import INSTANSI, NIK, SEEN
from schemas.sumber import YEARS, Count, Extract, Layout, Source, choice, column


class KontakLayanan(Extract):
    """Satu baris per kontak korban dengan satu layanan; nama tidak dibaca, nomornya diacak."""

    kode_wilayah: pl.String = column("Kode wilayah", "kode", nullable=True)
    nama_wilayah: pl.String = column("Kabupaten/kota", "teks", nullable=True)
    tanggal: pl.Date = column("Tanggal kontak", "tanggal")
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    kanal: pl.String = choice("Kanal atau instansi", INSTANSI)
    rujuk_ke: pl.String = choice("Dirujuk ke", INSTANSI, nullable=True)
    jenis_kelamin: pl.String = column("Jenis kelamin korban", "pilihan", isin=["L", "P", "TT"])
    umur: pl.String = column("Umur korban", "umur", nullable=True)
    kunci_orang: pl.String = column("NIK korban", "kunci_orang", nullable=True)
    kunci_kasus: pl.String = column("Nomor registrasi kasus", "kunci_kasus", nullable=True)
    jumlah: pl.Int64 = column("Jumlah", "cacah", ge=0)


WORDS = {**SEEN["kanal"], "satpol": "satpol_pp", "uptd": "uptd_ppa", "dinsos": "dinas_sosial"}
REGISTER = Layout(
    name="kontak",
    headings={
        "tanggal": ("tgl kontak", "tanggal penanganan", "tgl penanganan", "tanggal layanan"),
        "kanal": ("kanal", "instansi", "kanal layanan", "instansi layanan"),
        "jenis_kelamin": (*SEX, "jk korban"),
    },
    optional={
        "kode_wilayah": ("kode kabupaten/kota",), "nama_wilayah": ("nama kabupaten/kota",),
        "umur": (*AGE, "usia korban"),
        "kunci_orang": NIK,
        "kunci_kasus": ("nomor kasus", "no kasus", "nomor registrasi", "no registrasi", "no reg"),
        "rujuk_ke": ("rujukan ke", "tujuan rujukan", "rujukan"),
    },
    fixed={"kode_wilayah": "{wilayah}"},
    codes={"kanal": WORDS, "rujuk_ke": WORDS,
           "jenis_kelamin": SEEN["jenis_kelamin"]},
    year_from="tanggal",
    passed_over=(
        "no", "nama", "nama korban", "nama klien", "inisial", "inisial korban", "alamat", "no hp",
        "no telepon", "petugas", "nama petugas", "keterangan", "tanggal lahir", "kecamatan",
        "kelurahan", "kelurahan/desa",
    ),
)  # fmt: skip

SOURCE = Source(
    kode="kontak_layanan",
    judul="Kontak korban dengan layanan perlindungan",
    opd="DP3AKB (UPTD PPA)",
    model=KontakLayanan,
    layouts=(REGISTER,),
    kelas="sensitif",
    counts=(Count("kontak_layanan", by=("kanal", "rujuk_ke")),),
    bands=("0-17", "18+"),
)
