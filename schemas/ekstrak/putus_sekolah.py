"""Putus sekolah: what Disdik and Kemenag owe each school year, pupils who left, and all pupils."""

from schemas.bentuk import by_sex, long, measures, wide
from schemas.bentuk_sekolah import (
    LEVEL,
    LEVELS,
    SCHOOL,
    YEAR_OF_TITLE,
    SchoolCounts,
    by_level,
)
from schemas.sumber import Source


class PutusSekolah(SchoolCounts):
    """Murid yang putus sekolah dan murid pada awal tahun ajaran, per sekolah atau kecamatan."""

    ukuran = measures("putus_sekolah", "murid_awal_tahun")


TITLES = {
    "putus_sekolah": ("putus sekolah", "murid putus sekolah", "siswa putus sekolah",
                      "anak putus sekolah"),
    "murid_awal_tahun": ("murid awal tahun ajaran", "murid awal tahun", "siswa awal tahun ajaran",
                         "siswa awal tahun", "peserta didik awal tahun ajaran"),
}  # fmt: skip
YEAR = {"tahun": ("tahun", "tahun ajaran", "tahun pelajaran", "tahun data")}
SHARED = {"codes": {"jenjang": LEVELS}, "system": "nama", "title": {"tahun": YEAR_OF_TITLE}}

SOURCE = Source(
    kode="putus_sekolah",
    judul="Murid putus sekolah dan murid awal tahun ajaran",
    opd="Dinas Pendidikan; Kantor Kementerian Agama",
    model=PutusSekolah,
    layouts=(
        wide(
            *(v for ukuran, titles in TITLES.items() for v in by_sex(ukuran, *titles)),
            headings={"jenjang": LEVEL}, optional={**SCHOOL, **YEAR}, **SHARED,
        ),
        long(TITLES, headings={"jenjang": LEVEL}, optional={**SCHOOL, **YEAR}, **SHARED),
        wide(
            *by_level("putus_sekolah"), name="kecamatan_jenjang", optional=YEAR,
            passed_over=("no",), stated_only=True, **SHARED,
        ),
    ),
    periods=("tahun", "tahun_ajaran"),
    unit="npsn",
    per_unit=True,
)  # fmt: skip
