"""Pendidik: what Disdik and Kemenag owe each year, teachers, heads and staff of schools by sex."""

import pandera.polars as pa
import polars as pl

from schemas.bentuk import by_sex, long, measures, wide
from schemas.bentuk_sekolah import (
    LEVEL,
    LEVELS,
    SCHOOL,
    YEAR_OF_TITLE,
    SchoolCounts,
    by_level,
    school_stands_once,
)
from schemas.sumber import Source, choice

STATUS = {"pns": "PNS", "pppk": "PPPK", "tetap_yayasan": "Tetap yayasan", "honorer": "Honorer"}
QUALIFICATION = {
    "di_bawah_s1": "Di bawah S1/D4", "s1": "S1/D4", "s2": "S2", "s3": "S3",
}  # fmt: skip


class Pendidik(SchoolCounts):
    """Guru, kepala sekolah, dan tenaga kependidikan menurut status kepegawaian dan kualifikasi."""

    ukuran = measures("guru", "kepala_sekolah", "tendik")
    status: pl.String = choice("Status kepegawaian", STATUS, nullable=True)
    kualifikasi: pl.String = choice("Kualifikasi", QUALIFICATION, nullable=True)

    @pa.dataframe_check(error="R12")
    def a_school_stands_once(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """One school has each number once for each status and qualification."""
        return school_stands_once(data, "status", "kualifikasi")


TITLES = {
    "guru": ("guru", "pendidik"),
    "kepala_sekolah": ("kepala sekolah", "kepala madrasah", "kepala sekolah/madrasah"),
    "tendik": ("tenaga kependidikan", "tendik"),
}
OPTIONAL = {
    **SCHOOL,
    "tahun": ("tahun", "tahun ajaran", "tahun pelajaran", "tahun data"),
    "status": ("status", "status pegawai", "status guru"),
    "kualifikasi": ("kualifikasi", "pendidikan", "pendidikan terakhir", "kualifikasi akademik"),
}
SEEN = {
    "jenjang": LEVELS,
    "status": {"asn pns": "pns", "p3k": "pppk", "gty": "tetap_yayasan", "gty/pty": "tetap_yayasan",
               "gtt": "honorer", "gtt/ptt": "honorer", "non asn": "honorer", "non pns": "honorer"},
    "kualifikasi": {"d4/s1": "s1", "s1": "s1", "d4": "s1", "< s1": "di_bawah_s1",
                    "sma": "di_bawah_s1", "diploma": "di_bawah_s1"},
}  # fmt: skip
SHARED = {"codes": SEEN, "system": "nama", "title": {"tahun": YEAR_OF_TITLE}}

SOURCE = Source(
    kode="pendidik",
    judul="Guru, kepala sekolah, dan tenaga kependidikan",
    opd="Dinas Pendidikan; Kantor Kementerian Agama",
    model=Pendidik,
    layouts=(
        wide(
            *(v for ukuran, titles in TITLES.items() for v in by_sex(ukuran, *titles)),
            headings={"jenjang": LEVEL}, optional=OPTIONAL, **SHARED,
        ),
        long(TITLES, headings={"jenjang": LEVEL}, optional=OPTIONAL, **SHARED),
        wide(
            *by_level("guru"), name="kecamatan_jenjang", optional=OPTIONAL,
            passed_over=("no",), stated_only=True, **SHARED,
        ),
    ),
    periods=("tahun", "tahun_ajaran"),
    unit="npsn",
    per_unit=True,
    breakdown=("status", "kualifikasi"),
)  # fmt: skip
