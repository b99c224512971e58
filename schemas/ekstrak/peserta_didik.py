"""Peserta didik: what Disdik and Kemenag owe each year, pupils and staff of schools by sex."""

from dataclasses import replace

import pandera.polars as pa
import polars as pl

from schemas.bentuk import YEAR, by_sex
from schemas.bentuk_sekolah import (
    LEVEL,
    LEVELS,
    SCHOOL,
    YEAR_OF_TITLE,
    by_level,
    school_stands_once,
)
from schemas.kode import BOTH, JENJANG
from schemas.sumber import YEARS, Extract, Layout, Source, column


class PesertaDidik(Extract):
    """Peserta didik, guru, dan tenaga kependidikan per sekolah, madrasah, atau kecamatan."""

    npsn: pl.String = column("NPSN", "kode", nullable=True)
    nama_sekolah: pl.String = column("Nama sekolah", "teks", nullable=True)
    nama_provinsi: pl.String = column("Provinsi", "teks", nullable=True)
    nama_kab_kota: pl.String = column("Kabupaten/kota", "teks", nullable=True)
    nama_kecamatan: pl.String = column("Kecamatan", "teks")
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    jenjang: pl.String = column("Jenjang", "pilihan", isin=list(JENJANG))
    ukuran: pl.String = column("Ukuran", "pilihan", isin=["murid", "guru", "tendik"])
    umur: pl.String = column("Kelompok umur", "umur")
    jenis_kelamin: pl.String = column("Jenis kelamin", "pilihan", isin=["L", "P", BOTH])
    jumlah: pl.Int64 = column("Jumlah (orang)", "cacah", ge=0)

    @pa.dataframe_check(error="R12")
    def a_school_stands_once(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """One school has each number once."""
        return school_stands_once(data)


DISTRICT = {"nama_kecamatan": ("kecamatan", "nama kecamatan")}
ABOVE = {
    "nama_provinsi": ("provinsi",),
    "nama_kab_kota": ("kota kabupaten", "kabupaten/kota", "kab/kota"),
    "tahun": (*YEAR, "tahun ajaran", "tahun pelajaran"),
}
TITLES = {
    "murid": ("peserta didik", "murid", "siswa"),
    "guru": ("guru",),
    "tendik": ("tendik", "tenaga kependidikan"),
}
LISTED = Layout(
    name="per_sekolah",
    headings={**SCHOOL, **DISTRICT, "jenjang": LEVEL},
    optional=ABOVE,
    values=tuple(
        replace(block, optional=ukuran != "murid" or block.fixed["jenis_kelamin"] == BOTH)
        for ukuran, titles in TITLES.items()
        for block in by_sex(ukuran, *titles)
    ),
    fixed={"umur": "semua"},
    system="nama",
    codes={"jenjang": LEVELS},
    title={"tahun": YEAR_OF_TITLE},
)


def _of_districts(name: str, *, ages: bool) -> Layout:
    """One row per kecamatan, the levels side by side, or the ages of each level."""
    return Layout(
        name=name,
        headings=DISTRICT,
        optional=ABOVE,
        values=by_level("murid", ages=ages),
        fixed={} if ages else {"umur": "semua"},
        system="nama",
        title={"tahun": YEAR_OF_TITLE},
        passed_over=("no",),
        stated_only=True,
    )


SOURCE = Source(
    kode="peserta_didik",
    judul="Peserta didik, guru, dan tenaga kependidikan",
    opd="Dinas Pendidikan; Kantor Kementerian Agama",
    model=PesertaDidik,
    layouts=(
        LISTED,
        _of_districts("kecamatan_jenjang", ages=False),
        _of_districts("kecamatan_umur", ages=True),
    ),
    periods=("tahun", "tahun_ajaran"),
    unit="npsn",
    per_unit=True,
    region_names=("nama_provinsi", "nama_kab_kota", "nama_kecamatan"),
)
