"""Program kegiatan: what Bappeda plans for a year, sub kegiatan with indicator, target, ceiling."""

import polars as pl

from schemas.bentuk import UNIT, YEAR
from schemas.ekstrak.anggaran import SUB_KEGIATAN
from schemas.sumber import YEARS, Count, Detail, Extract, Layout, Source, Value, choice, column

ISIAN = {"target": "Target", "pagu": "Pagu indikatif"}


class ProgramKegiatan(Extract):
    """Program, kegiatan, dan sub kegiatan Renja/RKPD dengan indikator, target, dan pagunya."""

    kode_wilayah: pl.String = column("Kode wilayah", "kode", nullable=True)
    nama_wilayah: pl.String = column("Nama wilayah", "teks", nullable=True)
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    perangkat_daerah: pl.String = column("Perangkat daerah", "teks", nullable=True)
    kode_nomenklatur: pl.String = column("Kode nomenklatur", "kode")
    keputusan: pl.String = column("Keputusan nomenklatur", "teks", nullable=True)
    nama_program: pl.String = column("Nama program", "teks", nullable=True)
    uraian: pl.String = column("Sub kegiatan", "teks", nullable=True)
    indikator: pl.String = column("Indikator", "teks", nullable=True)
    isian: pl.String = choice("Isian", ISIAN)
    satuan: pl.String = column("Satuan", "teks", nullable=True)
    jumlah: pl.Float64 = column("Target atau pagu", "angka", ge=0)


PLAN = Layout(
    name="renja",
    headings={
        "kode_nomenklatur": ("kode", "kode sub kegiatan", "kode nomenklatur"),
        "uraian": ("nama sub kegiatan", "program/kegiatan/sub kegiatan", "uraian",
                   "urusan/bidang urusan/program/kegiatan/sub kegiatan"),
        "indikator": ("indikator kinerja", "indikator sub kegiatan", "indikator keluaran"),
    },
    optional={
        "tahun": YEAR, "satuan": UNIT, "nama_program": ("program",),
        "perangkat_daerah": ("opd", "skpd", "nama skpd", "perangkat daerah penanggung jawab",
                             "unit kerja"),
        "keputusan": ("keputusan", "dasar nomenklatur"),
    },
    values=(
        Value(("target", "target kinerja", "target {tahun}", "target > {tahun}"),
              {"isian": "target"}),
        Value(("pagu", "pagu indikatif", "pagu (rp)", "pagu {tahun}", "pagu > {tahun}"),
              {"isian": "pagu", "satuan": "Rupiah"}, optional=True),
    ),
    fixed={"kode_wilayah": "{wilayah}"},
    unit_in_cell=True,
    passed_over=("no", "lokasi", "sumber dana", "keterangan", "kode program", "kode kegiatan",
                 "kegiatan", "nama kegiatan"),
)  # fmt: skip

SOURCE = Source(
    kode="program_kegiatan",
    judul="Program, kegiatan, dan sub kegiatan rencana kerja",
    opd="Bappeda",
    model=ProgramKegiatan,
    layouts=(PLAN,),
    unit="perangkat_daerah",
    detail=Detail("kode_nomenklatur", SUB_KEGIATAN, {"isian": ("pagu",)}),
    counts=(
        Count("sub_kegiatan_direncanakan", among={"isian": ("target",)},
              distinct="kode_nomenklatur"),
        Count("pagu_indikatif", among={"isian": ("pagu",)}, amount="jumlah"),
    ),
)  # fmt: skip
