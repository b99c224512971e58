"""Findings of a register: one per rule and column, counted, with no content of any cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.temuan import Finding

SHOWN = 5  # addresses that a finding names

# How a rule that elsewhere shows a cell speaks of {banyak} persons and the column {kolom} instead.
WORDING: Mapping[str, tuple[str, str]] = {
    "T3": (
        "Kolom “{kolom}” kosong pada {banyak} baris, padahal wajib diisi.",
        "Isi sel itu.",
    ),
    "T2": (
        "Isi kolom “{kolom}” tidak dikenal pada {banyak} baris.",
        "Pakai istilah seperti pada panduan.",
    ),
    "R21": (
        "NIK pada {banyak} baris diubah Excel menjadi angka (1,57E+15, terpotong, berakhir nol).",
        "Ekspor ulang dengan kolom NIK berformat Teks; angka yang hilang tidak dapat dikembalikan.",
    ),
    "R4": (
        "Wilayah pada {banyak} baris bukan desa atau kelurahan yang dikenal.",
        "Tulis kode Kemendagri 10 angka, atau nama resmi kecamatan dan kelurahannya.",
    ),
    "R3": (
        "Jenis kelamin pada {banyak} baris tidak ada dalam daftar kode berkas ini.",
        "Tulis Laki-laki atau Perempuan (atau L/P).",
    ),
    "R3P": (
        "“P” pada {banyak} baris bisa berarti perempuan atau pria: kolomnya tidak memuat L atau W.",
        "Tulis Laki-laki dan Perempuan dengan lengkap.",
    ),
    "R11": (
        "“{kolom}” pada {banyak} baris bukan tanggal yang mungkin, atau sesudah tanggal acuan.",
        "Tulis tanggal sebagai 31/12/1990, 31-12-1990, atau 1990-12-31.",
    ),
    "T1": (
        "Umur pada {banyak} baris di atas batas yang mungkin.",
        "Periksa tanggal lahirnya.",
    ),
    "R12": (
        "NIK yang sama tertulis lebih dari sekali dengan isi berbeda, pada {banyak} baris.",
        "Sisakan satu baris yang benar untuk setiap NIK.",
    ),
    "R12S": (
        "{banyak} baris sama persis dengan baris lain dan tidak dihitung lagi.",
        "Hapus baris gandanya.",
    ),
}


@dataclass(frozen=True)
class CountedFinding(Finding):
    """A finding that stands for many rows; `sel` is the first of them, `fakta` says how many.

    Facts: `banyak` rows, the heading `kolom`, and the first addresses as one text, `alamat`.
    """

    @property
    def kalimat(self) -> str:
        said = self._wording[0].format_map(self._facts())
        return f"{said} Mulai di {self.fakta['alamat']}." if self.fakta["alamat"] else said

    @property
    def perbaikan(self) -> str:
        return self._wording[1]

    @property
    def _wording(self) -> tuple[str, str]:
        return WORDING.get(self.aturan, (self.rule.sentence, self.rule.fix))
