"""Kesehatan ibu dan anak: what Dinkes owes, births, deaths of mothers and children, deliveries."""

import polars as pl

from schemas.bentuk import (
    BESIDE,
    PUSKESMAS,
    UNIT,
    Counts,
    by_sex,
    long,
    measures,
    wide,
    without_sex,
)  # fmt: skip
from schemas.sumber import Source, column


class KesehatanIbuAnak(Counts):
    """Kelahiran, kematian ibu dan anak, ibu hamil, dan persalinan, per puskesmas atau kecamatan."""

    puskesmas: pl.String = column("Puskesmas", "teks", nullable=True)
    ukuran = measures(
        "lahir_hidup", "lahir_mati", "kematian_neonatal", "kematian_bayi", "kematian_anak_balita",
        "kematian_balita", "kematian_ibu", "ibu_hamil", "ibu_bersalin", "ibu_bersalin_di_faskes",
    )  # fmt: skip


# Tables of the Profil Kesehatan put the sex above the kind: "jumlah kelahiran > l > hidup".
CHILDREN = {
    "lahir_hidup": ("lahir hidup", "jumlah lahir hidup", "kelahiran hidup",
                    "jumlah kelahiran > {jk} > hidup"),
    "lahir_mati": ("lahir mati", "jumlah lahir mati", "jumlah kelahiran > {jk} > mati"),
    "kematian_neonatal": ("kematian neonatal", "jumlah kematian neonatal",
                          "jumlah kematian > {jk} > neonatal"),
    "kematian_bayi": ("kematian bayi", "jumlah kematian bayi", "jumlah kematian > {jk} > bayi",
                      "jumlah kematian > {jk} > balita > bayi"),
    "kematian_anak_balita": ("kematian anak balita", "jumlah kematian > {jk} > anak balita",
                             "jumlah kematian > {jk} > balita > anak balita"),
    "kematian_balita": ("kematian balita", "jumlah kematian balita",
                        "jumlah kematian > {jk} > balita > jumlah total",
                        "jumlah kematian > {jk} > balita > jumlah"),
}  # fmt: skip
MOTHERS = {
    "kematian_ibu": ("kematian ibu", "jumlah kematian ibu", "kematian ibu > jumlah",
                     "jumlah kematian ibu > jumlah",
                     "kematian ibu > jumlah kematian ibu > jumlah"),
    "ibu_hamil": ("ibu hamil", "jumlah ibu hamil", "ibu hamil > jumlah"),
    "ibu_bersalin": ("ibu bersalin", "jumlah ibu bersalin", "ibu bersalin > jumlah",
                     "ibu bersalin/nifas > jumlah"),
    "ibu_bersalin_di_faskes": (
        "persalinan di faskes", "persalinan di fasyankes", "persalinan di fasyankes > jumlah",
        "ibu bersalin > persalinan di fasyankes > jumlah",
        "ibu bersalin/nifas > persalinan di fasyankes > jumlah"),
}  # fmt: skip
_MOTHERS = tuple(without_sex(ukuran, *titles) for ukuran, titles in MOTHERS.items())
_VALUES = (*(v for ukuran, titles in CHILDREN.items() for v in by_sex(ukuran, *titles)), *_MOTHERS)
_MORE = {
    "passed_over": (*BESIDE, "hidup + mati"),
    "not_data": r"angka (lahir mati|kematian)|persentase",
}

SOURCE = Source(
    kode="kesehatan_ibu_anak",
    judul="Kelahiran, kematian ibu dan anak, dan persalinan",
    opd="Dinas Kesehatan",
    model=KesehatanIbuAnak,
    layouts=(
        wide(*_VALUES, optional={"puskesmas": PUSKESMAS, "satuan": UNIT}, spans=("nama_wilayah",),
             **_MORE),
        wide(*_VALUES, name="puskesmas", place={}, headings={"puskesmas": PUSKESMAS},
             optional={"satuan": UNIT}, **_MORE),
        long(CHILDREN, optional={"puskesmas": PUSKESMAS}, **_MORE),
    ),
    kelas="terbatas",
    periods=("tahun", "triwulan", "bulan"),
    unit="puskesmas",
    per_unit=True,
)  # fmt: skip
