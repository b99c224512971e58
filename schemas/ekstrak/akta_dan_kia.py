"""Akta dan KIA: what Disdukcapil registers and issues, who holds it, and the events behind it."""

import polars as pl

from schemas.bentuk import (
    Counts,
    bare_sexes,
    by_name,
    by_sex,
    codes,
    long,
    measures,
    wide,
    without_sex,
)
from schemas.sumber import Layout, Source, choice

HELD = {
    "anak_0_17": ("anak 0-17 tahun", "anak usia 0-17 tahun", "jumlah anak 0-17 tahun"),
    "anak_berakta": ("anak berakta kelahiran", "anak memiliki akta kelahiran",
                     "kepemilikan akta kelahiran anak"),
    "anak_0_16": ("anak 0-16 tahun", "anak usia 0-16 tahun", "jumlah anak 0-16 tahun"),
    "pemilik_kia": ("anak pemilik kia", "memiliki kia", "kepemilikan kia", "pemilik kia"),
    "wajib_ktp": ("wajib ktp", "wajib ktp-el", "penduduk wajib ktp", "penduduk wajib ktp-el"),
    "rekam_ktp": ("sudah rekam ktp-el", "rekam ktp-el", "perekaman ktp-el", "sudah rekam"),
    "pemilik_ktp": ("memiliki ktp-el", "kepemilikan ktp-el", "pemilik ktp-el"),
}  # fmt: skip
ISSUED = {
    "akta_kelahiran_terbit": ("akta kelahiran terbit", "akta kelahiran"),
    "akta_kematian_terbit": ("akta kematian terbit", "akta kematian"),
}
OF_COUPLES = {
    "akta_perkawinan_terbit": ("akta perkawinan terbit", "akta perkawinan", "perkawinan"),
    "akta_perceraian_terbit": ("akta perceraian terbit", "akta perceraian", "perceraian"),
}
EVENTS = {
    "kelahiran_tercatat": ("kelahiran", "lahir", "kelahiran tercatat"),
    "kematian_tercatat": ("kematian", "mati", "kematian tercatat"),
    "penduduk_datang": ("penduduk datang", "datang", "pindah datang"),
    "penduduk_keluar": ("penduduk keluar", "keluar", "pindah keluar", "pindah"),
}


class AktaDanKia(Counts):
    """Kepemilikan akta, KIA, dan KTP-el; akta yang terbit; kelahiran, kematian, dan perpindahan."""

    ukuran = measures(*HELD, *ISSUED, *OF_COUPLES, *EVENTS)
    pelaporan: pl.String = choice("Pelaporan kelahiran", codes("Umum", "Terlambat"), nullable=True)


SEXED = HELD | ISSUED | EVENTS
ALL_BLOCKS = (
    *(block for ukuran, titles in SEXED.items() for block in by_sex(ukuran, *titles)),
    *(without_sex(ukuran, *titles) for ukuran, titles in OF_COUPLES.items()),
)
# What the title or the file's name says is counted, where the columns say only L and P.
SAID = (
    rf"\b(?:jumlah|banyaknya) ({'|'.join(titles[0] for titles in EVENTS.values())})\b"
    r"(?! (?:ibu|bayi|balita|anak|neonatal|maternal|hidup|mati|akibat|karena))"
)
MONTHLY = Layout(
    name="akta_menurut_bulan",
    headings={"bulan": ("bulan",)},
    values=(
        without_sex("akta_kelahiran_terbit", "kelahiran umum", pelaporan="umum"),
        without_sex("akta_kelahiran_terbit", "kelahiran dispensasi", "kelahiran terlambat",
                    pelaporan="terlambat"),
        without_sex("akta_kelahiran_terbit", "akta kelahiran", "kelahiran"),
        *(without_sex(ukuran, *titles) for ukuran, titles in OF_COUPLES.items()),
        without_sex("akta_kematian_terbit", "akta kematian", "kematian"),
    ),
    fixed={"kode_wilayah": "{wilayah}", "umur": "semua"},
    optional={"tahun": ("tahun",)},
    stated_only=True,
)  # fmt: skip

SOURCE = Source(
    kode="akta_dan_kia",
    judul="Akta, KIA, KTP-el, dan peristiwa kependudukan",
    opd="Disdukcapil",
    model=AktaDanKia,
    layouts=(
        wide(*ALL_BLOCKS),
        long(SEXED),
        *by_name(
            *bare_sexes(),
            title={"ukuran": SAID},
            codes={"ukuran": {title: u for u, titles in EVENTS.items() for title in titles}},
        ),
        MONTHLY,
    ),
    periods=("tahun", "semester", "triwulan", "bulan"),
    breakdown=("pelaporan",),
)
