"""Legislatif: what KPU and the DPRD's secretariat keep, seats and candidates by party and sex."""

import polars as pl

from schemas.bentuk import CODE, SEX, SEXES, YEAR, codes
from schemas.kode import BOTH
from schemas.sumber import YEARS, Count, Extract, Layout, Source, Value, choice, column

KEDUDUKAN = {"anggota": "Anggota DPRD", "calon": "Calon dalam DCT"}
PARTAI = codes("PKB", "Gerindra", "PDI Perjuangan", "Golkar", "NasDem", "Partai Buruh", "Gelora",
               "PKS", "PKN", "Hanura", "Garuda", "PAN", "PBB", "Demokrat", "PSI", "Perindo", "PPP",
               "Partai Ummat", "Lainnya")  # fmt: skip


class Legislatif(Extract):
    """Anggota DPRD dan calon tetap (DCT) menurut partai, daerah pemilihan, dan jenis kelamin."""

    kode_wilayah: pl.String = column("Kode wilayah", "kode", nullable=True)
    nama_wilayah: pl.String = column("Nama wilayah", "teks", nullable=True)
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    kedudukan: pl.String = choice("Kedudukan", KEDUDUKAN)
    partai: pl.String = choice("Partai", PARTAI)
    dapil: pl.String = column("Daerah pemilihan", "teks", nullable=True)
    jenis_kelamin: pl.String = column("Jenis kelamin", "pilihan", isin=["L", "P", BOTH])
    jumlah: pl.Int64 = column("Jumlah", "cacah", ge=0)


PARTY = ("partai politik", "nama partai", "parpol", "fraksi")
SEEN = {"pdip": "pdi_perjuangan", "pdi-p": "pdi_perjuangan", "partai golkar": "golkar",
        "partai gerindra": "gerindra", "partai demokrat": "demokrat", "buruh": "partai_buruh",
        "partai nasdem": "nasdem", "ummat": "partai_ummat", "lain": "lainnya"}  # fmt: skip
PLACE = {"kode_wilayah": CODE, "nama_wilayah": ("kabupaten/kota", "nama wilayah"), "tahun": YEAR}
AGGREGATE = Layout(
    name="rekap",
    headings={"partai": PARTY},
    optional={**PLACE, "dapil": ("dapil", "daerah pemilihan (dapil)")},
    values=tuple(
        Value(tuple(f"{title}{joint}{word}" for title in titles for joint in (" > ", " ")
                    for word in words),
              {"kedudukan": kind, "jenis_kelamin": sex}, optional=True)
        for kind, titles in (
            ("anggota", ("anggota dprd", "kursi", "jumlah kursi", "kursi dprd")),
            ("calon", ("calon", "dct", "calon (dct)", "calon tetap", "calon legislatif")),
        )
        for sex, words in SEXES.items()
    ),
    fixed={"kode_wilayah": "{wilayah}"},
    codes={"partai": SEEN},
    passed_over=("no",),
)  # fmt: skip
ROSTER = Layout(
    name="daftar",
    headings={"partai": PARTY, "jenis_kelamin": SEX, "dapil": ("dapil",)},
    optional={**PLACE, "kedudukan": ("jabatan", "status")},
    fixed={"kode_wilayah": "{wilayah}"},
    title={"kedudukan": r"\b(anggota dprd|dct|daftar calon tetap)\b"},
    codes={"partai": SEEN,
           "kedudukan": {"dct": "calon", "daftar calon tetap": "calon", "ketua dprd": "anggota",
                         "wakil ketua dprd": "anggota", "ketua": "anggota",
                         "wakil ketua": "anggota"}},
    passed_over=("no", "nama", "nama anggota", "nama calon", "nomor urut", "alamat", "umur",
                 "pendidikan", "komisi"),
)  # fmt: skip

SOURCE = Source(
    kode="legislatif",
    judul="Anggota DPRD dan calon legislatif",
    opd="KPU dan Sekretariat DPRD",
    model=Legislatif,
    layouts=(AGGREGATE, ROSTER),
    per_unit=True,
    counts=(
        Count("anggota_dprd", among={"kedudukan": ("anggota",)}, by=("partai", "dapil"),
              amount="jumlah"),
        Count("calon_dprd", among={"kedudukan": ("calon",)}, by=("partai", "dapil"),
              amount="jumlah"),
    ),
)  # fmt: skip
