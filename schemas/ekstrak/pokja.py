"""Pokja PUG: what its secretariat keeps, the seven processes, the seven prasyarat, and its plan."""

import polars as pl

from schemas.bentuk import CODE, NAME, YEAR, codes
from schemas.sumber import YEARS, Count, Extract, Layout, Source, choice, column

PROSES = codes("Perencanaan", "Penganggaran", "Pelaksanaan", "Pemantauan", "Evaluasi",
               "Pengawasan", "Pelaporan")  # fmt: skip
PRASYARAT = codes("Komitmen", "Kebijakan", "Kelembagaan", "Sumber daya", "Data terpilah",
                  "Alat analisis", "Partisipasi masyarakat")  # fmt: skip
PEMENUHAN = codes("Ya", "Sebagian", "Tidak")
ISI = {"penilaian": "Penilaian proses dan prasyarat", "rencana": "Rencana Pokja PUG"}


class Pokja(Extract):
    """Tujuh proses dan tujuh prasyarat PUG dengan buktinya, serta rencana kerja Pokja PUG."""

    kode_wilayah: pl.String = column("Kode wilayah", "kode", nullable=True)
    nama_wilayah: pl.String = column("Nama wilayah", "teks", nullable=True)
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    perangkat_daerah: pl.String = column("Perangkat daerah yang dinilai", "teks", nullable=True)
    isi: pl.String = choice("Isi", ISI)
    unsur: pl.String = choice("Proses atau prasyarat", PROSES | PRASYARAT, nullable=True)
    terpenuhi: pl.String = choice("Terpenuhi", PEMENUHAN, nullable=True)
    bukti: pl.String = column("Bukti", "teks", nullable=True)
    nomor_sk: pl.String = column("Nomor keputusan", "teks", nullable=True)
    tanggal_sk: pl.Date = column("Tanggal keputusan", "tanggal", nullable=True)
    kegiatan: pl.String = column("Program/kegiatan rencana", "teks", nullable=True)
    data_dasar: pl.String = column("Data dasar", "teks", nullable=True)
    target: pl.String = column("Target tahun ini", "teks", nullable=True)
    indikator: pl.String = column("Indikator kinerja utama", "teks", nullable=True)
    pelaksana: pl.String = column("Unit pelaksana", "teks", nullable=True)
    anggaran: pl.Int64 = column("Anggaran rencana", "cacah", nullable=True, ge=0)
    jumlah: pl.Int64 = column("Jumlah", "cacah", ge=0)

    class Config(Extract.Config):
        """Each process and prasyarat is judged once a year, each activity planned once."""

        unique = [
            "kode_wilayah", "nama_wilayah", "tahun", "perangkat_daerah", "unsur", "kegiatan",
            "pelaksana",
        ]  # fmt: skip


PLACE = {"kode_wilayah": CODE, "nama_wilayah": NAME, "tahun": YEAR}
REVIEW = Layout(
    name="penilaian",
    headings={
        "unsur": ("unsur", "proses pembangunan", "prasyarat", "proses/prasyarat", "unsur pug"),
        "terpenuhi": ("status pemenuhan", "pemenuhan", "terpenuhi (ya/sebagian/tidak)"),
    },
    optional={
        **PLACE, "bukti": ("bukti dukung", "eviden", "data dukung"),
        "perangkat_daerah": ("perangkat daerah", "opd", "nama opd", "pd yang dinilai"),
        "nomor_sk": ("no sk", "nomor sk", "dasar hukum", "keputusan"), "tanggal_sk": ("tgl sk",),
    },
    fixed={"kode_wilayah": "{wilayah}", "isi": "penilaian"},
    codes={"unsur": {"monitoring": "pemantauan", "sdm dan anggaran": "sumber_daya",
                     "dukungan masyarakat": "partisipasi_masyarakat",
                     "partisipasi": "partisipasi_masyarakat"}},
    filled=("unsur", "terpenuhi"),
    passed_over=("no", "keterangan", "catatan"),
)  # fmt: skip
PLAN = Layout(
    name="rencana",
    headings={
        "kegiatan": ("program/kegiatan", "program dan kegiatan"),
        "data_dasar": ("baseline",),
        "target": ("target tahunan", "target"),
        "pelaksana": ("pelaksana", "pd pelaksana"),
    },
    optional={
        **PLACE, "indikator": ("iku", "indikator"), "anggaran": ("anggaran", "anggaran (rp)"),
        "nomor_sk": ("nomor sk",), "tanggal_sk": ("tgl sk",),
    },
    fixed={"kode_wilayah": "{wilayah}", "isi": "rencana"},
    filled=("kegiatan", "pelaksana"),
    passed_over=("no", "target 5 tahun", "keterangan"),
)  # fmt: skip


def judged(name: str, among: dict[str, str]) -> tuple[Count, ...]:
    """How many of the seven were judged, are fulfilled, are so in part, and have their evidence."""
    looked_at = {"unsur": tuple(among)}
    of = {"by": ("unsur",), "distinct": "unsur"}
    return (
        Count(f"{name}_pug_dinilai", among=looked_at, **of),
        Count(f"{name}_pug_terpenuhi", {"terpenuhi": ("ya",)}, looked_at, **of),
        Count(f"{name}_pug_sebagian", {"terpenuhi": ("sebagian",)}, looked_at, **of),
        Count(f"{name}_pug_berbukti", among=looked_at, filled="bukti", **of),
    )


PLANNED = {"isi": ("rencana",)}
SOURCE = Source(
    kode="pokja",
    judul="Pokja PUG: proses, prasyarat, dan rencana",
    opd="Bappeda dan DP3AKB (Pokja PUG)",
    model=Pokja,
    layouts=(REVIEW, PLAN),
    unit="perangkat_daerah",
    counts=(
        *judged("proses", PROSES),
        *judged("prasyarat", PRASYARAT),
        Count("kegiatan_rencana_pokja", among=PLANNED),
    ),
)
