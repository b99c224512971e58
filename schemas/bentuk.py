"""Shapes that many forms share: counts by region and sex, their headings and their layouts."""

from collections.abc import Mapping
from typing import Any

import pandera.polars as pa
import polars as pl

from schemas.kode import ALL, BOTH
from schemas.sumber import YEARS, Extract, Layout, Value, column

CODE = (
    "kode wilayah", "kode kemendagri", "kode kabupaten kota", "kode kabupaten/kota",
    "kode kecamatan", "kode kelurahan", "kode desa/kelurahan", "kode desa", "kode",
)  # fmt: skip
NAME = (
    "nama wilayah", "wilayah", "nama kabupaten kota", "kabupaten/kota", "nama kabupaten/kota",
    "kelurahan", "nama kelurahan", "desa/kelurahan", "nama desa/kelurahan", "nama desa",
    "kecamatan/kelurahan", "kecamatan / kelurahan", "kecamatan/ kelurahan",
    "kecamatan", "nama kecamatan",
)  # fmt: skip
DISTRICT = ("kecamatan", "nama kecamatan")
VILLAGE = (
    "kelurahan", "nama kelurahan", "desa/kelurahan", "nama desa/kelurahan", "desa", "nama desa",
    "desa/kel", "kelurahan/desa",
)  # fmt: skip
YEAR = ("tahun", "tahun data", "periode")
AGE = ("kelompok umur", "umur", "golongan umur", "usia", "kelompok usia")
SEX = ("jenis kelamin", "jk", "l/p")
UNIT = ("satuan",)
PARTS_OF_YEAR = {
    "semester": ("semester", "smt"),
    "triwulan": ("triwulan", "tw"),
    "bulan": ("bulan",),
}
PUSKESMAS = ("puskesmas", "nama puskesmas", "upt puskesmas")
SEXES = {"L": ("l", "laki-laki", "laki laki", "laki - laki", "pria"),
         "P": ("p", "perempuan", "wanita"),
         BOTH: ("l+p", "l + p", "jumlah", "total", "laki-laki + perempuan", "laki-laki+perempuan",
                "laki - laki + perempuan")}  # fmt: skip
# Columns of numbering, shares and remarks that official forms print beside their counts.
BESIDE = ("no", "id", "%", "persen", "persentase", "ket", "keterangan", "kode provinsi",
          "nama provinsi", "provinsi")  # fmt: skip


def codes(*texts: str) -> dict[str, str]:
    """A closed list whose codes are their labels in small letters with underscores."""
    return {text.casefold().replace(" ", "_").replace("/", "_"): text for text in texts}


def measures(*codes: str) -> Any:
    """The column that says which of the contract's measures a number is."""
    return column("Ukuran", "pilihan", isin=[*codes])


class Counts(Extract):
    """Counts of one or several measures by region, period, sex and age."""

    kode_wilayah: pl.String = column("Kode wilayah", "kode", nullable=True)
    nama_wilayah: pl.String = column("Nama wilayah", "teks", nullable=True)
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    ukuran: pl.String = column("Ukuran", "pilihan")
    jenis_kelamin: pl.String = column("Jenis kelamin", "pilihan", isin=["L", "P", BOTH, "TT", "TB"])
    umur: pl.String = column("Kelompok umur", "umur")
    satuan: pl.String = column("Satuan", "teks", nullable=True)
    jumlah: pl.Int64 = column("Jumlah", "cacah", ge=0)

    @pa.dataframe_check(error="T3")
    def a_region_is_named(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """Each row has a code or a name to be placed by."""
        named = pl.any_horizontal(pl.col("^(kode_wilayah|nama_.*)$").is_not_null())
        return data.lazyframe.select(named)


def by_sex(ukuran: str, *titles: str, **fixed: str) -> tuple[Value, ...]:
    """The blocks L, P and L+P of one measure, under a merged title or with it in each heading.

    {jk} in a title is where the sex stands, if not behind it; a bare title counts both sexes.
    A sheet may lack a measure, but not one of its two sexes.
    """
    bare = {BOTH: tuple(title for title in titles if title and "{jk}" not in title)}
    return tuple(
        Value(
            (*(text for title in titles for word in words for text in _spelled(title, word)),
             *bare.get(sex, ())),
            {"ukuran": ukuran, "jenis_kelamin": sex, **fixed},
            optional=True,
        )
        for sex, words in SEXES.items()
    )  # fmt: skip


def _spelled(title: str, word: str) -> tuple[str, ...]:
    """How a title and a word for a sex stand above a column; without a title the word alone."""
    if not title or "{jk}" in title:
        return (title.replace("{jk}", word) or word,)
    ends = ("", " > jumlah")  # beside a column of percentages
    return tuple(f"{title}{joint}{word}{end}" for joint in (" > ", " ") for end in ends)


def without_sex(ukuran: str, *titles: str, **fixed: str) -> Value:
    """One column of a measure to which sex does not apply."""
    return Value(titles, {"ukuran": ukuran, "jenis_kelamin": "TB", **fixed}, optional=True)


PLACE: Mapping[str, tuple[str, ...]] = {"nama_wilayah": NAME}


def wide(
    *values: Value, name: str = "lebar", place: Mapping[str, tuple[str, ...]] = PLACE, **more: Any
) -> Layout:
    """One row per region, its sexes side by side; with no `place`, per unit of the home region."""
    optional = {"tahun": YEAR, "umur": AGE, "satuan": UNIT, **more.pop("optional", {})}
    home = {} if place else {"kode_wilayah": "{wilayah}"}
    return Layout(
        name=name,
        headings={**place, **more.pop("headings", {})},
        values=values,
        optional={**({"kode_wilayah": CODE} if place else {}), **optional, **PARTS_OF_YEAR},
        fixed={"umur": ALL, **home, **more.pop("fixed", {})},
        **more,
    )


def long(
    titles: Mapping[str, tuple[str, ...]], *, name: str = "panjang",
    place: Mapping[str, tuple[str, ...]] = PLACE, **more: Any,
) -> Layout:  # fmt: skip
    """One row per region and sex, one number column per measure."""
    optional = {"kode_wilayah": CODE, "tahun": YEAR, "umur": AGE, "satuan": UNIT}
    plain = {code: tuple(t for t in words if "{jk}" not in t) for code, words in titles.items()}
    several = len(titles) > 1
    return Layout(
        name=name,
        headings={**place, "jenis_kelamin": SEX, **more.pop("headings", {})},
        values=tuple(
            Value(words, {"ukuran": code}, optional=several) for code, words in plain.items()
        ),
        optional={**optional, **more.pop("optional", {}), **PARTS_OF_YEAR},
        fixed={"umur": ALL, **more.pop("fixed", {})},
        **more,
    )
