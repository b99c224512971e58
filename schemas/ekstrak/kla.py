"""KLA: what the Gugus Tugas keeps, the scores of the 24 indicators and of the whole."""

import polars as pl

from schemas.bentuk import CODE, YEAR
from schemas.resmi import ANGKA_KLA, INDIKATOR_KLA
from schemas.sumber import YEARS, Extract, Layout, Source, Value, choice, column

PENILAIAN = {"mandiri": "Penilaian mandiri", "administrasi": "Verifikasi administrasi",
             "lapangan": "Verifikasi lapangan", "akhir": "Nilai akhir"}  # fmt: skip


class Kla(Extract):
    """Nilai 24 indikator Kabupaten/Kota Layak Anak menurut tahap penilaiannya."""

    indikator: pl.String = choice("Indikator KLA", {k: a.nama for k, a in ANGKA_KLA.items()})
    kode_wilayah: pl.String = column("Kode wilayah", "kode", nullable=True)
    nama_wilayah: pl.String = column("Nama wilayah", "teks", nullable=True)
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    metode: pl.String = choice("Tahap penilaian", PENILAIAN)
    vintage: pl.String = column("Vintage", "teks", nullable=True)
    nilai: pl.Float64 = column("Nilai", "angka", ge=0)


NUMBERS = range(1, len(INDIKATOR_KLA) + 1)
SCORES = Layout(
    name="indikator",
    headings={"indikator": ("indikator kla", "24 indikator", "nomor indikator kla")},
    optional={
        "kode_wilayah": CODE, "nama_wilayah": ("kabupaten/kota", "nama wilayah"), "tahun": YEAR,
        "vintage": ("rilis", "tanggal penetapan"),
    },
    values=(
        Value(("nilai mandiri", "penilaian mandiri", "skor mandiri"), {"metode": "mandiri"}, True),
        Value(("verifikasi administrasi", "nilai verifikasi administrasi"),
              {"metode": "administrasi"}, True),
        Value(("verifikasi lapangan", "nilai verifikasi lapangan"), {"metode": "lapangan"}, True),
        Value(("nilai akhir", "skor akhir"), {"metode": "akhir"}, True),
    ),
    fixed={"kode_wilayah": "{wilayah}"},
    codes={"indikator": {
        **{f"{prefix}{n}": f"kla_{n:02}" for n in NUMBERS for prefix in ("", "indikator ")},
        **{f"{n}. {name}": f"kla_{n:02}" for n, name in zip(NUMBERS, INDIKATOR_KLA, strict=True)},
        "nilai kla": "kla", "nilai total kla": "kla",
    }},
    passed_over=("no", "klaster", "kelembagaan/klaster", "bukti", "keterangan", "nilai maksimal"),
)  # fmt: skip

SOURCE = Source(
    kode="kla",
    judul="Nilai Kabupaten/Kota Layak Anak",
    opd="Gugus Tugas KLA",
    model=Kla,
    sel_data=("indikator", "kode_wilayah", "nama_wilayah", "tahun", "periode", "metode", "vintage"),
    layouts=(SCORES,),
    number="nilai",
    harmonis="resmi",
)
