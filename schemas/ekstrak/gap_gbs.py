"""GAP dan GBS: what every agency writes for PPRG, a row per sub kegiatan, its steps as columns."""

from collections.abc import Mapping

import polars as pl

from schemas.bentuk import UNIT, YEAR
from schemas.sumber import YEARS, Count, Extract, Layout, Source, choice, column

# What lets a form be held against other tables by code: the columns are optional, not guessed.
VERSI = {"murni": "Pagu murni", "perubahan": "Pagu perubahan"}
BENTUK = {"gap9": "GAP sembilan langkah", "gap4": "GAP empat langkah", "gbs": "GBS"}


class GapGbs(Extract):
    """Gender Analysis Pathway (sembilan atau empat langkah) dan Gender Budget Statement."""

    kode_wilayah: pl.String = column("Kode wilayah", "kode", nullable=True)
    nama_wilayah: pl.String = column("Nama wilayah", "teks", nullable=True)
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    bentuk: pl.String = choice("Bentuk dokumen", BENTUK)
    perangkat_daerah: pl.String = column("Perangkat daerah", "teks")
    kode_nomenklatur: pl.String = column("Kode sub kegiatan", "kode", nullable=True)
    kebijakan: pl.String = column("Program/kegiatan/sub kegiatan dan tujuannya", "teks")
    data_terpilah: pl.String = column("Data pembuka wawasan", "teks", nullable=True)
    data_l: pl.Int64 = column("Data pembuka wawasan L", "cacah", nullable=True, ge=0)
    data_p: pl.Int64 = column("Data pembuka wawasan P", "cacah", nullable=True, ge=0)
    data_ukuran: pl.String = column("Kode data pembuka wawasan", "kode", nullable=True)
    data_tahun: pl.Int64 = column(
        "Tahun data pembuka wawasan", "cacah", nullable=True, in_range=YEARS
    )
    faktor: pl.String = column("Faktor kesenjangan (APKM)", "teks", nullable=True)
    sebab_internal: pl.String = column("Sebab kesenjangan internal", "teks", nullable=True)
    sebab_eksternal: pl.String = column("Sebab kesenjangan eksternal", "teks", nullable=True)
    tujuan: pl.String = column("Reformulasi tujuan", "teks", nullable=True)
    rencana_aksi: pl.String = column("Rencana aksi", "teks", nullable=True)
    data_dasar: pl.String = column("Data dasar (baseline)", "teks", nullable=True)
    dasar_l: pl.Int64 = column("Data dasar L", "cacah", nullable=True, ge=0)
    dasar_p: pl.Int64 = column("Data dasar P", "cacah", nullable=True, ge=0)
    dasar_ukuran: pl.String = column("Kode data dasar", "kode", nullable=True)
    dasar_tahun: pl.Int64 = column("Tahun data dasar", "cacah", nullable=True, in_range=YEARS)
    kode_indikator: pl.String = column("Kode indikator", "kode", nullable=True)
    indikator: pl.String = column("Indikator", "teks", nullable=True)
    target: pl.Float64 = column("Target", "angka", nullable=True)
    satuan_target: pl.String = column("Satuan target", "teks", nullable=True)
    instansi: pl.String = column("K/L/PD terkait", "teks", nullable=True)
    tolok_ukur: pl.String = column("Tolok ukur", "teks", nullable=True)
    analisis_situasi: pl.String = column("Analisis situasi", "teks", nullable=True)
    keluaran: pl.String = column("Output", "teks", nullable=True)
    dampak: pl.String = column("Dampak/hasil", "teks", nullable=True)
    anggaran: pl.Int64 = column("Jumlah anggaran", "cacah", nullable=True, ge=0)
    versi_anggaran: pl.String = choice("Versi anggaran", VERSI, nullable=True)
    jumlah: pl.Int64 = column("Jumlah", "cacah", ge=0)


WHO = {"perangkat_daerah": ("opd", "skpd", "nama skpd", "nama opd")}
WHAT = ("kebijakan/program/kegiatan", "program/kegiatan/sub kegiatan", "sub kegiatan", "program",
        "nama program/kegiatan/sub kegiatan", "langkah 1")  # fmt: skip
CODE = {"tahun": ("tahun anggaran", "ta", *YEAR), "kode_nomenklatur": ("kode", "kode program")}
NUMBERS = {
    "data_l": ("data l", "data pembuka wawasan > l", "langkah 2 > l"),
    "data_p": ("data p", "data pembuka wawasan > p", "langkah 2 > p"),
    "dasar_l": ("baseline l", "data dasar > l", "data dasar (baseline) > l", "langkah 8 > l"),
    "dasar_p": ("baseline p", "data dasar > p", "data dasar (baseline) > p", "langkah 8 > p"),
    "data_ukuran": ("kode data", "data pembuka wawasan > kode", "langkah 2 > kode"),
    "data_tahun": ("data pembuka wawasan > tahun", "langkah 2 > tahun"),
    "dasar_ukuran": ("kode baseline", "data dasar > kode", "data dasar (baseline) > kode",
                     "langkah 8 > kode"),
    "dasar_tahun": ("tahun baseline", "data dasar > tahun", "data dasar (baseline) > tahun",
                    "langkah 8 > tahun"),
    "kode_indikator": (), "target": (), "satuan_target": UNIT,
}  # fmt: skip
STEPS = {
    "data_terpilah": ("langkah 2", "data pembuka wawasan > uraian", "langkah 2 > uraian"),
    "faktor": ("faktor kesenjangan", "isu gender: faktor kesenjangan", "langkah 3"),
    "sebab_internal": ("sebab internal", "penyebab internal", "langkah 4"),
    "sebab_eksternal": ("sebab eksternal", "penyebab eksternal", "langkah 5"),
    "tujuan": ("tujuan responsif gender", "langkah 6"),
    "rencana_aksi": ("langkah 7",),
    "data_dasar": ("baseline", "data dasar", "data dasar (baseline) > uraian", "langkah 8",
                   "data dasar > uraian", "langkah 8 > uraian"),
    "indikator": ("indikator gender", "indikator kinerja", "langkah 9"),
}  # fmt: skip
FOUR = {
    "data_terpilah": ("isu dan masalah", "isu dan masalah gender", "isu gender"),
    "faktor": ("penyebab apkm", "penyebab", "sebab kesenjangan (apkm)"),
    "rencana_aksi": ("rencana aksi logframe",),
    "instansi": ("k/l/pd terkait", "identifikasi k/l/pd", "pd terkait"),
}
STATEMENT = {
    "analisis_situasi": ("analisa situasi",),
    "rencana_aksi": ("rencana aksi/komponen input", "komponen input"),
    "keluaran": ("keluaran",),
    "anggaran": ("anggaran", "jumlah anggaran (rp)", "pagu"),
}


def form(
    bentuk: str, headings: Mapping[str, tuple[str, ...]], **optional: tuple[str, ...]
) -> Layout:
    """One form of the set: its steps are wanted, whatever else it carries is read too."""
    return Layout(
        name=bentuk,
        headings={**WHO, "kebijakan": WHAT, **headings},
        optional={**CODE, **NUMBERS, **optional},
        fixed={"kode_wilayah": "{wilayah}", "bentuk": bentuk},
        filled=tuple(headings),
        passed_over=("no", "alamat", "penanggung jawab", "kepala skpd", "nip", "ttd"),
    )


SOURCE = Source(
    kode="gap_gbs",
    judul="GAP dan GBS perangkat daerah",
    opd="Semua perangkat daerah",
    model=GapGbs,
    layouts=(
        form("gap9", STEPS),
        form("gap4", FOUR),
        form("gbs", STATEMENT, indikator=("indikator kinerja",), dampak=("dampak",),
             tolok_ukur=("tolok ukur kinerja",), tujuan=("tujuan program",), instansi=(),
             versi_anggaran=("versi", "versi pagu")),
    ),
    unit="perangkat_daerah",
    counts=(
        Count("dokumen_gap", {"bentuk": ("gap9", "gap4")}, {"bentuk": ("gap9", "gap4")},
              ("bentuk",), each="kode_nomenklatur"),
        Count("dokumen_gbs", {"bentuk": ("gbs",)}, {"bentuk": ("gbs",)}, each="kode_nomenklatur"),
        Count("anggaran_gbs", among={"bentuk": ("gbs",)}, each="kode_nomenklatur",
              amount="anggaran"),
    ),
)  # fmt: skip
