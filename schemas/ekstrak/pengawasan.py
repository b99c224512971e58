"""Pengawasan: what the Inspektorat found when it reviewed PPRG and GBS, and what became of it."""

import polars as pl

from schemas.bentuk import CODE, NAME, YEAR
from schemas.sumber import YEARS, Count, Extract, Layout, Source, choice, column

DOKUMEN = {"pprg": "PPRG", "gap": "GAP", "gbs": "GBS", "kak": "KAK", "rka": "RKA"}
HASIL = {"sesuai": "Sesuai", "temuan": "Ada temuan"}
TINDAK_LANJUT = {"selesai": "Selesai", "proses": "Dalam proses", "belum": "Belum ditindaklanjuti",
                 "tidak_dapat": "Tidak dapat ditindaklanjuti"}  # fmt: skip


class Pengawasan(Extract):
    """Reviu Inspektorat atas PPRG dan GBS: temuan, rekomendasi, dan status tindak lanjutnya."""

    kode_wilayah: pl.String = column("Kode wilayah", "kode", nullable=True)
    nama_wilayah: pl.String = column("Nama wilayah", "teks", nullable=True)
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    perangkat_daerah: pl.String = column("Perangkat daerah yang direviu", "teks")
    nomor_laporan: pl.String = column("Nomor laporan", "teks")
    tanggal_laporan: pl.Date = column("Tanggal laporan", "tanggal", nullable=True)
    dokumen: pl.String = choice("Dokumen yang direviu", DOKUMEN)
    hasil: pl.String = choice("Hasil reviu", HASIL)
    temuan: pl.String = column("Uraian temuan", "teks", nullable=True)
    rekomendasi: pl.String = column("Rekomendasi", "teks", nullable=True)
    tindak_lanjut: pl.String = choice("Status tindak lanjut", TINDAK_LANJUT, nullable=True)
    jumlah: pl.Int64 = column("Jumlah", "cacah", ge=0)


REVIEW = Layout(
    name="reviu",
    headings={
        "perangkat_daerah": ("perangkat daerah", "opd", "auditi", "nama opd", "objek reviu"),
        "nomor_laporan": ("nomor lhr", "nomor lhp", "no lhp", "no laporan"),
        "dokumen": ("dokumen", "jenis dokumen", "objek"),
        "hasil": ("hasil", "kesimpulan"),
    },
    optional={
        "kode_wilayah": CODE, "nama_wilayah": NAME, "tahun": YEAR,
        "tanggal_laporan": ("tgl laporan", "tanggal lhp"), "temuan": ("temuan",),
        "rekomendasi": (), "tindak_lanjut": ("tindak lanjut", "status tl", "status"),
    },
    fixed={"kode_wilayah": "{wilayah}"},
    codes={
        "hasil": {"tanpa temuan": "sesuai", "tidak ada temuan": "sesuai", "temuan": "temuan",
                  "tidak sesuai": "temuan"},
        "tindak_lanjut": {"selesai ditindaklanjuti": "selesai", "tuntas": "selesai",
                          "belum selesai": "proses", "belum sesuai": "proses", "proses": "proses"},
    },
    passed_over=("no", "ketua tim", "auditor", "nama auditor", "keterangan"),
)  # fmt: skip

FOUND = {"hasil": ("temuan",)}
SOURCE = Source(
    kode="pengawasan",
    judul="Reviu Inspektorat atas PPRG dan GBS",
    opd="Inspektorat",
    model=Pengawasan,
    layouts=(REVIEW,),
    unit="perangkat_daerah",
    counts=(
        Count("reviu_pprg", distinct="nomor_laporan"),
        Count("temuan_pprg", FOUND, by=("dokumen", "tindak_lanjut")),
        Count("temuan_pprg_selesai", {**FOUND, "tindak_lanjut": ("selesai",)}),
    ),
)
