"""Papan status: what an agency owes by when, and what one line of the board says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from schemas.kode import Code

STATUS = {
    "belum": Code("Belum ada"),
    "diterima": Code("Diterima"),
    "dikembalikan": Code("Dikembalikan"),
    "lolos": Code("Lolos"),
    "terbit": Code("Terbit"),
}

MEANING = {
    "belum": "belum ada berkas di map setoran",
    "diterima": "berkas tiba, tetapi belum diperiksa atau tidak dapat dipakai",
    "dikembalikan": "ada angka yang harus diperbaiki OPD",
    "lolos": "semua angka diterima, belum terbit",
    "terbit": "semua angka diterima dan dipakai dalam rilis",
}


@dataclass(frozen=True)
class Due:
    """One due date of a duty: a day of the year that lies `tahun_ke` after the data's own year."""

    periode: str
    tanggal: int
    bulan: int
    tahun_ke: int
    dasar: str
    contoh: bool

    def of(self, year: int) -> date:
        return date(year + self.tahun_ke, self.bulan, self.tanggal)


@dataclass(frozen=True)
class Duty:
    """What one agency owes of a sumber: which files are its own, since which year, by when."""

    sumber: str
    opd: str
    berkas: str = "*"
    sejak: int | None = None  # without it nothing is missed; what arrives is shown
    tenggat: Sequence[Due] = ()


@dataclass(frozen=True)
class StatusRow:
    """One line of the board: an agency, a sumber and a year, and how far they are."""

    opd: str
    sumber: str
    judul: str
    tahun: int | None  # unknown when a file that cannot be read is all there is
    status: str
    catatan: Sequence[str]
    diterima: int
    dikembalikan: int
    galat: int
    peringatan: int
    jatuh_tempo: date | None
    tenggat: Due | None
    terlambat: int  # days
    menunggu: bool  # whether it is the agency that has something to do
    tiba: datetime | None
    balikan: Sequence[str]  # paths below the data folder


@dataclass(frozen=True)
class Beat:
    """The last sign of life of a job, schedule or sensor."""

    nama: str
    waktu: datetime | None
    hasil: str


@dataclass(frozen=True)
class Heartbeat:
    """Whether the machine behind the board is alive."""

    pengamat: Sequence[Beat] = ()
    pekerjaan: Sequence[Beat] = ()


@dataclass(frozen=True)
class Board:
    """Everything the page says."""

    wilayah: str
    dibuat: datetime
    tahun: int  # the year in front: the last one that is over
    baris: Sequence[StatusRow]
    tak_dikenal: Sequence[str]
    rilis: str
    terbit: datetime | None
    denyut: Heartbeat
    kontak: str
