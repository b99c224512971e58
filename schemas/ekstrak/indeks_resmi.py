"""Indeks resmi: what BPS publishes, indices and rates of surveys that no agency can count."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from schemas.bentuk import AGE, CODE, NAME, PARTS_OF_YEAR, SEX, SEXES, UNIT, YEAR
from schemas.kode import ALL, BOTH, JENJANG
from schemas.resmi import ANGKA_BPS
from schemas.sumber import BLANKS, YEARS, Blank, Extract, Layout, Source, Value, choice, column


class IndeksResmi(Extract):
    """Angka resmi BPS menurut wilayah, tahun, dan jenis kelamin, beserta metode dan vintage-nya."""

    indikator: pl.String = choice("Angka resmi", {k: a.nama for k, a in ANGKA_BPS.items()})
    kode_wilayah: pl.String = column("Kode wilayah", "kode", nullable=True)
    nama_wilayah: pl.String = column("Nama wilayah", "teks", nullable=True)
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    jenis_kelamin: pl.String = column("Jenis kelamin", "pilihan", isin=["L", "P", BOTH])
    umur: pl.String = column("Kelompok umur", "umur")
    jenjang: pl.String = column("Jenjang", "pilihan", isin=list(JENJANG))
    metode: pl.String = column("Metode", "teks", nullable=True)
    vintage: pl.String = column("Vintage", "teks", nullable=True)
    satuan: pl.String = column("Satuan", "teks", nullable=True)
    nilai: pl.Float64 = column("Nilai", "angka")


WHOLE = {"jenis_kelamin": BOTH, "umur": ALL, "jenjang": ALL}
# BPS writes a dash for what is not available.
NOT_ZERO: Mapping[str, Blank] = {**BLANKS, "-": "tidak_berlaku", "–": "tidak_berlaku"}
KEYS = {"metode": ("metode penghitungan",), "vintage": ("rilis", "tanggal rilis", "terbitan")}
# What a table's title says; a name that stands inside a longer one comes after it.
WORDS = {a.nama.casefold(): code for code, a in ANGKA_BPS.items()} | {
    code: code for code in ANGKA_BPS
}
TITLE = {
    "indikator": rf"\b({'|'.join(WORDS)})\b",
    "satuan": r"\((persen|percent|tahun|indeks|ribu rupiah/orang/tahun)\)",
    "jenjang": r"\b(perguruan tinggi)\b",
    "metode": r"\((UHH hasil [^()]+|metode [^()]+)\)",
}
LEVELS = {"SD": "sd/sederajat", "SMP": "smp/sederajat", "SM": "sm/sederajat"}
LONG = Layout(
    name="panjang",
    headings={"nama_wilayah": NAME, "indikator": ("nama angka resmi", "indeks")},
    optional={
        "kode_wilayah": CODE, "tahun": YEAR, "jenis_kelamin": SEX, "umur": AGE,
        "jenjang": ("jenjang pendidikan",), "satuan": UNIT, **KEYS, **PARTS_OF_YEAR,
    },
    values=(Value(("nilai", "angka")),),
    fixed=WHOLE,
    blanks=NOT_ZERO,
)  # fmt: skip
SERIES = Layout(
    name="deret",
    headings={"nama_wilayah": ("wilayah", "provinsi", "kabupaten/kota")},
    optional=KEYS,
    values=tuple(
        Value(tuple(f"{word} {{tahun}}{end}" for word in (code, a.nama.casefold())
                    for end in ends),
              {"indikator": code, "jenis_kelamin": sex}, optional=True)
        for code, a in ANGKA_BPS.items()
        for sex, ends in {
            BOTH: ("",), **{s: tuple(f" > {word}" for word in SEXES[s]) for s in ("L", "P")}
        }.items()
    ),
    fixed=WHOLE,
    blanks=NOT_ZERO,
    from_nation=True,
    parents=r"(?!(?:kabupaten|kab\.?|kota) )",
)  # fmt: skip


def bps_table(name: str, *regions: str, **more: Any) -> Layout:
    """A table as BPS's pages give it: what its rows are, its title, its columns, its years."""
    top = "{judul} > {judul} > "
    splits = [{}, *({"jenjang": level} for level in LEVELS), {"jenis_kelamin": "L"},
              {"jenis_kelamin": "P"}, {"jenis_kelamin": BOTH}]  # fmt: skip
    return Layout(
        name=name,
        headings={"nama_wilayah": regions},
        values=tuple(
            Value(tuple(f"{top}{word}{end}" for word in _words(split)
                        for end in ("{tahun}", "{tahun} > {bulan}")), split, optional=True)
            for split in splits
        ),
        fixed=WHOLE,
        locale="en",
        codes={"indikator": WORDS, "jenjang": {"perguruan tinggi": "PT"}},
        title=TITLE,
        blanks=NOT_ZERO,
        from_nation=True,
        **more,
    )  # fmt: skip


def _words(split: dict[str, str]) -> list[str]:
    """The headings above the years of one part of a BPS table; none for the whole."""
    if "jenjang" in split:
        return [f"{LEVELS[split['jenjang']]} > "]
    return [f"{word} > " for word in SEXES[split["jenis_kelamin"]]] if split else [""]


SOURCE = Source(
    kode="indeks_resmi",
    judul="Angka resmi BPS: indeks dan hasil survei",
    opd="BPS",
    model=IndeksResmi,
    sel_data=("indikator", "kode_wilayah", "nama_wilayah", "wilayah_induk", "tahun", "periode",
              "umur", "jenjang", "metode", "vintage"),
    layouts=(
        LONG,
        SERIES,
        bps_table("bps_provinsi", "38 provinsi", "38 provinsi > 0", "38 province > 0",
                  parents="."),
        bps_table("bps_kab_kota", "kabupaten kota", "kabupaten kota > 0"),
        bps_table("bps_nasional", "provinsi/kabupaten/kota/indonesia",
                  parents=r"(?-i:[A-Z. ]+)$", bare_type="Kabupaten"),
    ),
    number="nilai",
    periods=("tahun", "semester", "triwulan", "bulan"),
    harmonis="resmi",
)  # fmt: skip
