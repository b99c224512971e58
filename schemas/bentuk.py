"""Shapes that many forms share: counts by region and sex, their headings and their layouts."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandera.polars as pa
import polars as pl

from schemas.kode import ALL, BOTH
from schemas.sumber import YEARS, Extract, Layout, Share, Value, column

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
SEXES = {
    "L": ("laki-laki", "l", "laki laki", "laki - laki", "pria", "laki-laki male"),
    "P": ("perempuan", "p", "wanita", "perempuan female"),
    BOTH: ("l+p", "l + p", "jumlah", "total", "jumlah total", "laki-laki + perempuan",
           "laki-laki+perempuan", "laki - laki + perempuan"),
}  # fmt: skip
# Columns of numbering, shares and remarks that official forms print beside their counts.
BESIDE = ("no", "id", "%", "persen", "persentase", "ket", "keterangan", "kode provinsi",
          "nama provinsi", "provinsi")  # fmt: skip
# Rows that name the region of those below them: by its type, by a BPS number of three digits
# where those below have two, or by standing in the first column of a merged name.
OPENING = r"(?:kecamatan|kec\.?|kota|kabupaten|kab\.?) |\d{3}\. |[^\t]+\t"


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

    @pa.dataframe_check(error="T3:nama_wilayah")
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
            (*_under(titles, sex), *bare.get(sex, ())),
            {"ukuran": ukuran, "jenis_kelamin": sex, **fixed},
            optional=True,
        )
        for sex in SEXES
    )


def shares_by_sex(part: str, whole: str, *titles: str) -> tuple[Share, ...]:
    """The percentages L, P and L+P that one measure is of another one, each of its own sex."""
    return tuple(
        Share(
            _under(titles, sex),
            of={"ukuran": part, "jenis_kelamin": sex},
            base={"ukuran": whole, "jenis_kelamin": sex},
        )
        for sex in SEXES
    )


def _under(titles: Iterable[str], sex: str) -> tuple[str, ...]:
    """The headings of one sex under a merged title or with the title before it."""
    return tuple(text for title in titles for word in SEXES[sex] for text in _spelled(title, word))


def bare_sexes(*titles: str, **fixed: str) -> tuple[Value, ...]:
    """The columns L, P and L+P of a sheet that holds one measure, which its title may name."""
    groups = ("", *(f"{title} > " for title in ("jenis kelamin", "jenis kelamin/gender", *titles)))
    return tuple(
        Value(
            tuple(f"{group}{word}" for group in groups for word in words),
            {"jenis_kelamin": sex, **fixed},
            optional=True,
        )
        for sex, words in SEXES.items()
    )


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
    headings = {**place, **more.pop("headings", {})}
    optional = {"tahun": YEAR, "umur": AGE, **more.pop("optional", {})}
    code = {"kode_wilayah": CODE} if place else {}
    home = {} if place else {"kode_wilayah": "{wilayah}"}
    return Layout(
        name=name,
        headings=headings,
        values=values,
        optional=_others({**code, **optional, **PARTS_OF_YEAR}, headings),
        fixed={"umur": ALL, **home, **more.pop("fixed", {})},
        **more,
    )


def by_name(*values: Value, **more: Any) -> tuple[Layout, ...]:
    """Regions known by name alone: kecamatan above their kelurahan in one column, or beside it."""
    known: dict[str, Any] = {
        "system": "nama", "stated_only": True, **more,
        "passed_over": ("no", "persentase", "persentase percentage", "rasio jenis kelamin"),
    }  # fmt: skip
    beside = {"wilayah_induk": DISTRICT, "nama_wilayah": VILLAGE}
    names = {"nama_wilayah": (*NAME, "kecamatan subdistrict")}
    return (
        wide(*values, name="kecamatan_di_samping", headings=beside, **known),
        wide(*values, name="kecamatan_di_atas", headings=names, parents=OPENING, **known),
    )


def long(
    titles: Mapping[str, tuple[str, ...]], *, name: str = "panjang",
    place: Mapping[str, tuple[str, ...]] = PLACE, **more: Any,
) -> Layout:  # fmt: skip
    """One row per region and sex, one number column per measure."""
    optional = {"kode_wilayah": CODE, "tahun": YEAR, "umur": AGE, "satuan": UNIT}
    plain = {code: tuple(t for t in words if "{jk}" not in t) for code, words in titles.items()}
    several = len(titles) > 1
    headings = {**place, "jenis_kelamin": SEX, **more.pop("headings", {})}
    return Layout(
        name=name,
        headings=headings,
        values=tuple(
            Value(words, {"ukuran": code}, optional=several) for code, words in plain.items()
        ),
        optional=_others({**optional, **more.pop("optional", {}), **PARTS_OF_YEAR}, headings),
        fixed={"umur": ALL, **more.pop("fixed", {})},
        **more,
    )


def _others(optional: Mapping[str, Any], headings: Mapping[str, Any]) -> dict[str, Any]:
    """A column that a layout must have is not one that it may have besides."""
    return {name: words for name, words in optional.items() if name not in headings}
