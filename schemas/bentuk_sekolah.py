"""Shapes of the forms of schools: one school once, levels under their names, ages in headings."""

import pandera.polars as pa
import polars as pl

from schemas.bentuk import Counts, by_sex
from schemas.kode import JENJANG
from schemas.sumber import Value, column

LEVELS = {
    "PAUD": "PAUD", "TK": "PAUD", "KB": "PAUD", "TPA": "PAUD", "SPS": "PAUD", "RA": "PAUD",
    "SD": "SD", "MI": "SD", "SPK SD": "SD", "SD/MI": "SD",
    "SMP": "SMP", "MTS": "SMP", "SPK SMP": "SMP", "SMP/MTS": "SMP",
    "SMA": "SM", "SMK": "SM", "MA": "SM", "SPK SMA": "SM", "SM": "SM", "SMA/SMK/MA": "SM",
    "SMA/SMK": "SM", "MIN": "SD", "MIS": "SD", "MTSN": "SMP", "MTSS": "SMP", "MAN": "SM",
    "MAS": "SM",
}  # fmt: skip
SCHOOL = {
    "npsn": ("npsn", "nsm"),
    "nama_sekolah": ("nama sekolah", "satuan pendidikan", "nama madrasah", "nama lembaga"),
}
LEVEL = ("jenjang", "bentuk pendidikan", "jenjang pendidikan", "jenjang madrasah", "bp")
YEAR_OF_TITLE = r"tahun (?:ajaran|pelajaran) (\d{4} ?/ ?\d{4})"


def school_stands_once(data: pa.PolarsData, *parts: str) -> pl.LazyFrame:
    """One school has each number once, whatever kecamatan or level it is listed under."""
    npsn = pl.col("npsn")
    same = ("npsn", "tahun", "periode", "ukuran", "umur", "jenis_kelamin", *parts)
    return data.lazyframe.select(npsn.is_null() | (pl.len().over(same) == 1))


class SchoolCounts(Counts):
    """Counts of schools, or of all schools of a region, by level."""

    npsn: pl.String = column("NPSN", "kode", nullable=True)
    nama_sekolah: pl.String = column("Nama sekolah", "teks", nullable=True)
    jenjang: pl.String = column("Jenjang", "pilihan", isin=list(JENJANG))

    @pa.dataframe_check(error="R12")
    def a_school_stands_once(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """One school has each number once."""
        return school_stands_once(data)


def by_level(ukuran: str, *, ages: bool = False) -> tuple[Value, ...]:
    """The blocks L, P and L+P of one measure under each level, or each level's age groups."""
    joints = (" > {umur}", " > usia {umur}", " usia {umur}") if ages else ("",)
    return tuple(
        block
        for level in dict.fromkeys(LEVELS.values())
        for block in by_sex(
            ukuran,
            *(f"{word.casefold()}{joint}" for word, code in LEVELS.items() if code == level
              for joint in joints),
            jenjang=level,
        )
    )  # fmt: skip
