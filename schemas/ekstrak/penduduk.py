"""Penduduk: what Disdukcapil owes each semester, people and family heads by region, sex and age."""

from dataclasses import replace

import polars as pl

from schemas.bentuk import (
    AGE,
    CODE,
    NAME,
    UNIT,
    YEAR,
    Counts,
    bare_sexes,
    by_name,
    codes,
    long,
    measures,
    wide,
    without_sex,
)
from schemas.kode import BOTH
from schemas.sumber import Layout, Share, Source, choice, column


class Penduduk(Counts):
    """Penduduk terdaftar menurut wilayah, jenis kelamin, dan kelompok umur."""

    ukuran = measures("penduduk", "kepala_keluarga")
    jenis_kelamin: pl.String = column("Jenis kelamin", "pilihan", isin=["L", "P", BOTH, "TB"])
    kewarganegaraan: pl.String = choice("Kewarganegaraan", codes("WNI", "WNA"), nullable=True)


PEOPLE = ("jumlah penduduk", "penduduk", "jumlah penduduk (jiwa)",
          "penduduk akhir tahun menurut kelompok umur dan jenis kelamin (jiwa)")  # fmt: skip
# What the title or the file's name says is counted; the last such word decides.
SAID = {
    "ukuran": r".*\b(penduduk (?:datang|keluar|pindah|masuk)|kelahiran|kematian|kepala keluarga"
    r"|penduduk)",
    "kewarganegaraan": r"warga negara (indonesia|asing)",
}
CITIZENS = {"kewarganegaraan": {"indonesia": "wni", "asing": "wna"}}
OF_EACH_YEAR = tuple(
    replace(block, headings=(*block.headings, *(f"{text} > {{tahun}}" for text in block.headings)))
    for block in bare_sexes(*PEOPLE)
)
OF_ALL = (
    Share(
        ("persentase", "persentase percentage", "persentase penduduk", "%"), {"jenis_kelamin": BOTH}
    ),
)
BY_CODE = {"kode_wilayah": CODE, "nama_wilayah": NAME}

SOURCE = Source(
    kode="penduduk",
    judul="Penduduk dan kepala keluarga menurut wilayah, jenis kelamin, dan umur",
    opd="Disdukcapil",
    model=Penduduk,
    layouts=(
        wide(
            *bare_sexes(*PEOPLE, ukuran="penduduk"), headings=BY_CODE,
            optional={"satuan": UNIT}, shares=OF_ALL,
        ),
        long(
            {"penduduk": (*PEOPLE, "jumlah", "jiwa")}, headings=BY_CODE, codes=CITIZENS,
            optional={"kewarganegaraan": ("kewarganegaraan",)},
        ),
        wide(
            without_sex("kepala_keluarga", "jumlah kk", "jumlah kepala keluarga"),
            name="kepala_keluarga",
            headings={
                "kode_wilayah": ("kode kd", *CODE),
                "nama_wilayah": ("kemendagri nama desa kelurahan", *NAME),
            },
            passed_over=(
                "id", "bps nama kabupaten kota", "bps kode kecamatan", "bps nama kecamatan",
                "bps kode desa kelurahan", "bps desa kelurahan",
                "kemendagri kode kecamatan", "kemendagri nama kecamatan",
            ),
        ),
        *by_name(
            *bare_sexes(*PEOPLE), fixed={"ukuran": "penduduk"}, title=SAID, codes=CITIZENS,
            shares=OF_ALL,
        ),
        Layout(
            name="menurut_umur",
            headings={"umur": AGE},
            optional={"tahun": YEAR},
            values=OF_EACH_YEAR,
            fixed={"kode_wilayah": "{wilayah}", "ukuran": "penduduk"},
            title=SAID,
            codes=CITIZENS,
            stated_only=True,
        ),
    ),
    periods=("tahun", "semester"),
    breakdown=("kewarganegaraan",),
    screened=True,
)  # fmt: skip
