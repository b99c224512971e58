"""Koperasi: what Diskop owes, board members, supervisors and members of cooperatives by sex."""

import polars as pl

from schemas.bentuk import BESIDE, NAME, UNIT, Counts, by_sex, long, measures, wide
from schemas.sumber import Source, column


class Koperasi(Counts):
    """Pengurus, pengawas, dan anggota koperasi, tiap koperasi atau tiap wilayah."""

    koperasi: pl.String = column("Nama koperasi", "teks", nullable=True)
    ukuran = measures("pengurus_koperasi", "pengawas_koperasi", "anggota_koperasi")


TITLES = {
    "pengurus_koperasi": ("pengurus", "jumlah pengurus", "pengurus koperasi"),
    "pengawas_koperasi": ("pengawas", "jumlah pengawas", "pengawas koperasi"),
    "anggota_koperasi": ("anggota", "jumlah anggota", "anggota koperasi"),
}
NAMES = ("nama koperasi", "koperasi")
_VALUES = tuple(v for ukuran, titles in TITLES.items() for v in by_sex(ukuran, *titles))
# A register of cooperatives says more of each; the names of its officers are read nowhere.
_BESIDE = (
    *BESIDE, "nik koperasi", "nomor badan hukum", "no badan hukum", "badan hukum", "alamat",
    "nama ketua", "ketua", "sekretaris", "bendahara", "no hp", "telepon", "jenis koperasi",
    "kelompok koperasi", "status", "status koperasi",
)  # fmt: skip

SOURCE = Source(
    kode="koperasi",
    judul="Pengurus, pengawas, dan anggota koperasi",
    opd="Dinas Koperasi dan UKM",
    model=Koperasi,
    layouts=(
        wide(*_VALUES, optional={"koperasi": NAMES, "satuan": UNIT},
             spans=("nama_wilayah",), passed_over=_BESIDE),
        wide(*_VALUES, name="koperasi", place={}, headings={"koperasi": NAMES},
             optional={"satuan": UNIT},
             passed_over=(*_BESIDE, *NAME)),
        long(TITLES, optional={"koperasi": NAMES}, passed_over=_BESIDE),
    ),
    periods=("tahun", "semester", "triwulan"),
    unit="koperasi",
    per_unit=True,
)  # fmt: skip
