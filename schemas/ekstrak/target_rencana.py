"""Target rencana: what Bappeda owes, indicators with baseline and yearly targets of the plans."""

from dataclasses import replace

import polars as pl

from schemas.kode import BOTH, DOKUMEN, ISIAN_TARGET, JENIS_PERHITUNGAN, POLARITAS
from schemas.sumber import BLANKS, YEARS, Blank, Extract, Layout, Source, Value, column


class TargetRencana(Extract):
    """Indikator RPJMD, Renstra, dan RKPD dengan kondisi awal dan target per tahun."""

    dokumen: pl.String = column("Dokumen rencana", "pilihan", isin=list(DOKUMEN))
    opd: pl.String = column("Perangkat daerah", "teks", nullable=True)
    kode_wilayah: pl.String = column("Kode wilayah", "kode")
    nama_wilayah: pl.String = column("Nama wilayah", "teks", nullable=True)
    kode_program: pl.String = column("Kode program", "kode")
    nama_program: pl.String = column("Program", "teks", nullable=True)
    indikator: pl.String = column("Indikator", "teks")
    kode_indikator: pl.String = column("Kode indikator", "kode", nullable=True)
    satuan: pl.String = column("Satuan", "teks")
    polaritas: pl.String = column("Polaritas", "pilihan", isin=list(POLARITAS))
    jenis_perhitungan: pl.String = column(
        "Jenis perhitungan", "pilihan", isin=list(JENIS_PERHITUNGAN)
    )
    jenis_kelamin: pl.String = column("Jenis kelamin", "pilihan", isin=["L", "P", BOTH])
    isian: pl.String = column("Isian", "pilihan", isin=list(ISIAN_TARGET))
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    nilai: pl.Float64 = column("Nilai", "angka")

    class Config(Extract.Config):
        """One number per plan line, year and sex."""

        unique = [
            "dokumen", "opd", "kode_wilayah", "kode_program", "indikator", "satuan",
            "jenis_kelamin", "isian", "tahun",
        ]  # fmt: skip


_PLAN = Layout(
    name="program",
    headings={
        "kode_wilayah": ("kode wilayah",),
        "kode_program": ("kode program", "kode"),
        "nama_program": ("nama program", "program"),
        "indikator": ("indikator", "indikator kinerja", "indikator program"),
        "satuan": ("satuan",),
    },
    optional={
        "dokumen": ("dokumen", "dokumen rencana"),
        "opd": ("perangkat daerah", "opd", "perangkat daerah id"),
        "nama_wilayah": ("nama wilayah",),
        "kode_indikator": ("kode indikator",),
        "polaritas": ("polaritas",),
        "jenis_perhitungan": ("jenis perhitungan", "sifat"),
        "jenis_kelamin": ("jenis kelamin",),
    },
    values=(
        Value(("kondisi awal {tahun}", "kondisi awal > {tahun}", "baseline {tahun}"),
              {"isian": "kondisi_awal"}, optional=True),
        Value(("kondisi awal", "baseline"),
              {"isian": "kondisi_awal", "tahun": "{tahun_dasar}"}, optional=True),
        Value(("target {tahun}", "target > {tahun}"), {"isian": "target"}, optional=True),
    ),
    fixed={
        "polaritas": "tidak_dinyatakan",
        "jenis_perhitungan": "tidak_dinyatakan",
        "jenis_kelamin": BOTH,
    },
)  # fmt: skip

_NOT_BOTH: dict[str, Blank] = {
    **BLANKS, "": "tidak_berlaku", "-": "tidak_berlaku", "–": "tidak_berlaku",
    "—": "tidak_berlaku",
}  # fmt: skip
# A plan that aims between two bounds: a line has either a number or its bounds, so that a blank
# is no target that was forgotten.
_RANGE = replace(
    _PLAN,
    name="rentang",
    values=(
        *_PLAN.values,
        Value(("target bawah {tahun}", "target bawah > {tahun}", "batas bawah {tahun}"),
              {"isian": "target_bawah"}),
        Value(("target atas {tahun}", "target atas > {tahun}", "batas atas {tahun}"),
              {"isian": "target_atas"}),
    ),
    blanks=_NOT_BOTH,
)  # fmt: skip

SOURCE = Source(
    kode="target_rencana",
    judul="Indikator dan target rencana pembangunan",
    opd="Bappeda",
    model=TargetRencana,
    sel_data=("dokumen", "opd", "kode_wilayah", "kode_program", "indikator", "tahun"),
    layouts=(_PLAN, _RANGE),
    number="nilai",
    harmonis="target",
)
