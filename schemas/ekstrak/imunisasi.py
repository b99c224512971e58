"""Imunisasi: what Dinkes owes, babies due and immunised, by antigen and with all basic ones."""

import polars as pl

from schemas.bentuk import (
    BESIDE,
    NAME,
    PUSKESMAS,
    SEX,
    UNIT,
    YEAR,
    Counts,
    by_sex,
    long,
    measures,
    wide,
)  # fmt: skip
from schemas.sumber import Layout, Source, Value, column


class Imunisasi(Counts):
    """Bayi yang diimunisasi menurut jenis imunisasi, dan bayi yang menjadi sasarannya."""

    puskesmas: pl.String = column("Puskesmas", "teks", nullable=True)
    ukuran = measures(
        "bayi_sasaran_imunisasi", "imunisasi_dasar_lengkap", "imunisasi_hepatitis_b0",
        "imunisasi_bcg", "imunisasi_polio", "imunisasi_dpt_hb_hib3", "imunisasi_campak_mr",
    )  # fmt: skip


# As forms and portals print them; a form of the Profil Kesehatan puts a group above each.
_ANTIGENS = {
    "bayi_sasaran_imunisasi": ("sasaran bayi", "jumlah bayi (surviving infant)",
                               "surviving infant", "bayi sasaran", "jumlah sasaran bayi"),
    "imunisasi_dasar_lengkap": ("imunisasi dasar lengkap", "idl", "jumlah bayi idl"),
    "imunisasi_hepatitis_b0": ("hb0", "hb-0", "hepatitis b0", "jumlah bayi hepatitis",
                               "hb0 > total", "hb0 > hb0 total"),
    "imunisasi_bcg": ("bcg", "jumlah bayi bcg"),
    "imunisasi_polio": ("polio", "polio 4", "polio 4*", "jumlah bayi polio"),
    "imunisasi_dpt_hb_hib3": ("dpt-hb-hib3", "dpt-hb-hib 3", "dpt/hb/hib3"),
    "imunisasi_campak_mr": ("campak/mr", "campak rubela", "campak", "mr", "jumlah bayi campak"),
}  # fmt: skip
TITLES = {
    ukuran: (*titles, *(f"bayi diimunisasi > {title}" for title in titles))
    for ukuran, titles in _ANTIGENS.items()
}
_VALUES = tuple(v for ukuran, titles in TITLES.items() for v in by_sex(ukuran, *titles))
_FORM = {
    "optional": {"puskesmas": PUSKESMAS, "satuan": UNIT}, "spans": ("nama_wilayah",),
    "passed_over": BESIDE,
}  # fmt: skip
# The tables of a portal hold one kind of immunisation each, and only their name says which.
ONE_KIND = Layout(
    name="satu jenis",
    headings={"nama_wilayah": NAME, "jenis_kelamin": SEX},
    values=(Value(("jumlah imunisasi", "jumlah bayi", "jumlah")),),
    optional={"kode_wilayah": ("kode kabupaten kota", "kode wilayah"), "tahun": YEAR,
              "satuan": UNIT},
    fixed={"umur": "semua"},
    title={"ukuran": r"imunisasi[ _](dasar[ _]lengkap|campak|bcg|polio|hepatitis)"},
    codes={"ukuran": {
        "dasar_lengkap": "imunisasi_dasar_lengkap", "campak": "imunisasi_campak_mr",
        "bcg": "imunisasi_bcg", "polio": "imunisasi_polio", "hepatitis": "imunisasi_hepatitis_b0",
    }},
    passed_over=BESIDE,
    stated_only=True,
)  # fmt: skip

SOURCE = Source(
    kode="imunisasi",
    judul="Imunisasi bayi",
    opd="Dinas Kesehatan",
    model=Imunisasi,
    layouts=(
        wide(*_VALUES, **_FORM),
        wide(*_VALUES, name="puskesmas", place={}, headings={"puskesmas": PUSKESMAS},
             optional={"satuan": UNIT}, passed_over=BESIDE),
        long(TITLES, **_FORM),
        ONE_KIND,
    ),
    kelas="terbatas",
    periods=("tahun", "triwulan", "bulan"),
    unit="puskesmas",
    per_unit=True,
)  # fmt: skip
