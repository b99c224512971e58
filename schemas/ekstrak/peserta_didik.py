"""Peserta didik: what Disdik owes each year, one row per school with pupils and staff by sex."""

import polars as pl

from schemas.kode import BOTH, JENJANG
from schemas.sumber import YEARS, Extract, Layout, Source, Value, column


class PesertaDidik(Extract):
    """Peserta didik, guru, dan tenaga kependidikan per satuan pendidikan."""

    npsn: pl.String = column("NPSN", "kode")
    nama_sekolah: pl.String = column("Nama sekolah", "teks", nullable=True)
    nama_provinsi: pl.String = column("Provinsi", "teks", nullable=True)
    nama_kab_kota: pl.String = column("Kabupaten/kota", "teks", nullable=True)
    nama_kecamatan: pl.String = column("Kecamatan", "teks")
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    jenjang: pl.String = column("Jenjang", "pilihan", isin=list(JENJANG))
    ukuran: pl.String = column("Ukuran", "pilihan", isin=["murid", "guru", "tendik"])
    jenis_kelamin: pl.String = column("Jenis kelamin", "pilihan", isin=["L", "P", BOTH])
    jumlah: pl.Int64 = column("Jumlah (orang)", "cacah", ge=0)

    class Config(Extract.Config):
        """One school stands once, whatever kecamatan or level it is listed under."""

        unique = ["npsn", "tahun", "ukuran", "jenis_kelamin"]


_LEVELS = {
    "PAUD": "PAUD", "TK": "PAUD", "KB": "PAUD", "TPA": "PAUD", "SPS": "PAUD", "RA": "PAUD",
    "SD": "SD", "MI": "SD", "SPK SD": "SD",
    "SMP": "SMP", "MTS": "SMP", "SPK SMP": "SMP",
    "SMA": "SM", "SMK": "SM", "MA": "SM", "SPK SMA": "SM", "SM": "SM",
}  # fmt: skip


def _by_sex(ukuran: str, *headings: str) -> tuple[Value, ...]:
    sexes = (("L", ("l", "laki-laki")), ("P", ("p", "perempuan")), (BOTH, ("total", "jumlah")))
    return tuple(
        Value(
            tuple(f"{heading}{joint}{word}" for heading in headings for joint in (" ", " > ")
                  for word in words),
            {"ukuran": ukuran, "jenis_kelamin": sex},
            optional=sex == BOTH,
        )
        for sex, words in sexes
    )  # fmt: skip


DAPODIK = Layout(
    name="dapodik",
    headings={
        "npsn": ("npsn",),
        "nama_sekolah": ("nama sekolah", "satuan pendidikan"),
        "nama_kecamatan": ("kecamatan",),
        "jenjang": ("bentuk pendidikan", "jenjang", "bp"),
    },
    optional={
        "nama_provinsi": ("provinsi",),
        "nama_kab_kota": ("kota kabupaten", "kabupaten/kota", "kab/kota"),
        "tahun": ("tahun", "tahun data"),
    },
    values=(
        *_by_sex("murid", "peserta didik", "murid"),
        *_by_sex("guru", "guru"),
        *_by_sex("tendik", "tendik", "tenaga kependidikan"),
    ),
    system="nama",
    codes={"jenjang": _LEVELS},
)

SOURCE = Source(
    kode="peserta_didik",
    judul="Peserta didik, guru, dan tenaga kependidikan",
    opd="Dinas Pendidikan",
    model=PesertaDidik,
    sel_data=("npsn", "tahun", "ukuran"),
    layouts=(DAPODIK,),
    unit="npsn",
    per_unit=True,
    region_names=("nama_provinsi", "nama_kab_kota", "nama_kecamatan"),
)
