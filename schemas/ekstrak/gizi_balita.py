"""Gizi balita: what Dinkes owes of each weighing month, children measured, short, thin, light."""

import polars as pl

from schemas.bentuk import (
    BESIDE,
    DISTRICT,
    NAME,
    PUSKESMAS,
    UNIT,
    VILLAGE,
    Counts,
    by_sex,
    long,
    measures,
    wide,
)  # fmt: skip
from schemas.kode import ALL
from schemas.sumber import Source, choice, column

DERAJAT = {ALL: "Semua", "sedang": "Kurang, pendek", "berat": "Sangat kurang, sangat pendek, buruk"}


class GiziBalita(Counts):
    """Balita yang ditimbang dan diukur, status gizinya, dan bayi yang mendapat ASI eksklusif."""

    nama_kecamatan: pl.String = column("Kecamatan", "teks", nullable=True)
    puskesmas: pl.String = column("Puskesmas", "teks", nullable=True)
    derajat: pl.String = choice("Derajat", DERAJAT)
    ukuran = measures(
        "balita_sasaran", "balita_ditimbang", "balita_diukur", "balita_stunting", "balita_wasting",
        "balita_berat_kurang", "bayi_dinilai_asi", "bayi_asi_eksklusif",
    )  # fmt: skip


WHOLE = {
    "balita_sasaran": ("sasaran balita", "jumlah balita", "balita yang ada", "sasaran"),
    "balita_ditimbang": ("balita ditimbang", "jumlah balita ditimbang", "ditimbang",
                         "jumlah balita yang ditimbang"),
    "balita_diukur": ("balita diukur", "jumlah balita diukur", "diukur",
                      "jumlah balita yang diukur tinggi badan"),
    "balita_stunting": ("stunting", "balita stunting", "balita pendek (tb/u)", "jumlah stunting"),
    "balita_wasting": ("wasting", "balita wasting", "balita gizi kurang (bb/tb)"),
    "balita_berat_kurang": ("underweight", "balita underweight", "balita berat badan kurang (bb/u)",
                            "berat badan kurang dan sangat kurang"),
    "bayi_dinilai_asi": ("bayi dinilai asi", "jumlah bayi usia < 6 bulan", "bayi usia < 6 bulan",
                         "jumlah bayi usia <6 bulan"),
    "bayi_asi_eksklusif": ("asi eksklusif", "bayi asi eksklusif", "diberi asi eksklusif"),
}  # fmt: skip
# The two degrees of each, as e-PPGBM parts them: neither alone is the measure.
PARTS = {
    ("balita_stunting", "sedang"): ("pendek", "tb/u > pendek"),
    ("balita_stunting", "berat"): ("sangat pendek", "tb/u > sangat pendek"),
    ("balita_wasting", "sedang"): ("gizi kurang", "bb/tb > gizi kurang", "bb/tb > kurang"),
    ("balita_wasting", "berat"): ("gizi buruk", "bb/tb > gizi buruk", "bb/tb > buruk"),
    ("balita_berat_kurang", "sedang"): ("bb kurang", "bb/u > kurang", "berat badan kurang"),
    ("balita_berat_kurang", "berat"): ("bb sangat kurang", "bb/u > sangat kurang",
                                       "berat badan sangat kurang"),
}  # fmt: skip
_VALUES = (
    *(v for ukuran, titles in WHOLE.items() for v in by_sex(ukuran, *titles, derajat=ALL)),
    *(v for (ukuran, d), titles in PARTS.items() for v in by_sex(ukuran, *titles, derajat=d)),
)
_VILLAGES = {
    "place": {"nama_wilayah": VILLAGE},
    "optional": {
        "nama_kecamatan": DISTRICT,
        "puskesmas": PUSKESMAS,
        "satuan": UNIT,
    },
    "spans": ("nama_kecamatan", "puskesmas"),
}
_DISTRICTS = {"place": {"nama_kecamatan": NAME},
              "optional": {"puskesmas": PUSKESMAS, "satuan": UNIT},
              "spans": ("nama_kecamatan",)}  # fmt: skip
_MORE = {
    # children who are well, and those of the other side of the curve
    "passed_over": (*BESIDE, "normal", "tinggi", "bb/u > normal", "risiko lebih",
                    "risiko gizi lebih", "gizi lebih", "obesitas", "gizi baik"),
}  # fmt: skip

SOURCE = Source(
    kode="gizi_balita",
    judul="Status gizi balita dan ASI eksklusif",
    opd="Dinas Kesehatan",
    model=GiziBalita,
    layouts=(
        wide(*_VALUES, name="desa", **_VILLAGES, **_MORE),
        wide(*_VALUES, name="kecamatan", **_DISTRICTS, **_MORE),
        long(WHOLE, **_VILLAGES, fixed={"derajat": ALL}, **_MORE),
    ),
    region_names=("nama_kecamatan", "nama_wilayah"),
    kelas="terbatas",
    periods=("tahun", "bulan"),
    unit="puskesmas",
    per_unit=True,
    breakdown=("derajat",),
)
