"""Anggaran: what BPKAD exports from SIPD, ceilings and spending per sub kegiatan, ARG tagged."""

import pandera.polars as pa
import polars as pl

from schemas.bentuk import YEAR, codes
from schemas.sumber import YEARS, Count, Detail, Extract, Layout, Source, Value, choice, column

VERSI = {"murni": "Pagu murni", "perubahan": "Pagu perubahan", "realisasi": "Realisasi"}
KATEGORI = {"khusus": "Khusus target gender", "kesetaraan": "Kesetaraan gender",
            "kelembagaan": "Kelembagaan PUG"}  # fmt: skip
JENIS = codes("Operasi", "Modal", "Tidak terduga", "Transfer")
SUB_KEGIATAN = r"[\dX]\.[\dX]{2}\.\d{2}\.[12]\.\d{2}\.(?:\d{2}|\d{4})"


class Anggaran(Extract):
    """Pagu murni, pagu perubahan, dan realisasi tiap sub kegiatan, beserta tanda ARG-nya."""

    kode_wilayah: pl.String = column("Kode wilayah", "kode", nullable=True)
    nama_wilayah: pl.String = column("Nama wilayah", "teks", nullable=True)
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    perangkat_daerah: pl.String = column("Perangkat daerah", "teks", nullable=True)
    kode_nomenklatur: pl.String = column("Kode", "kode")
    uraian: pl.String = column("Uraian", "teks", nullable=True)
    versi: pl.String = choice("Versi anggaran", VERSI)
    arg: pl.String = choice("Tanda ARG", codes("Ya", "Tidak"), nullable=True)
    kategori_arg: pl.String = choice("Kategori ARG", KATEGORI, nullable=True)
    jenis_belanja: pl.String = choice("Jenis belanja", JENIS, nullable=True)
    jumlah: pl.Int64 = column("Rupiah", "cacah", ge=0)

    @pa.dataframe_check(error="T3:perangkat_daerah")
    def an_agency_is_named(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """Each sub kegiatan has its agency; the sums above it need none."""
        return data.lazyframe.select(pl.col("perangkat_daerah").is_not_null())


CODE = ("kode", "kode rekening", "kode sub kegiatan", "kode program/kegiatan/sub kegiatan")
NAME = ("uraian", "nama sub kegiatan", "nama program/kegiatan/sub kegiatan",
        "urusan/bidang urusan/program/kegiatan/sub kegiatan", "nomenklatur")  # fmt: skip
FORM = Layout(
    name="sipd",
    headings={
        "kode_nomenklatur": CODE,
        "uraian": NAME,
        "perangkat_daerah": ("nama skpd", "skpd", "opd", "nama opd", "nama perangkat daerah"),
    },
    optional={
        "tahun": ("tahun anggaran", *YEAR),
        "arg": ("arg", "tag arg", "penanda arg", "responsif gender"),
        "kategori_arg": ("kategori",), "jenis_belanja": ("jenis",),
    },
    values=(
        Value(("pagu murni", "pagu", "anggaran murni", "pagu apbd"), {"versi": "murni"}, True),
        Value(("pagu perubahan", "anggaran perubahan", "pagu apbd perubahan"),
              {"versi": "perubahan"}, True),
        Value(("realisasi", "realisasi anggaran", "realisasi (rp)"), {"versi": "realisasi"}, True),
    ),
    fixed={"kode_wilayah": "{wilayah}"},
    codes={
        "arg": {"": "tidak", "-": "tidak", "v": "ya", "√": "ya", "arg": "ya", "non arg": "tidak"},
        "jenis_belanja": {"belanja operasi": "operasi", "belanja modal": "modal"},
        "kategori_arg": {"a": "khusus", "b": "kesetaraan", "c": "kelembagaan"},
    },
    passed_over=("no", "kode urusan", "nama urusan", "kode bidang urusan", "nama bidang urusan",
                 "kode skpd", "kode program", "nama program", "kode kegiatan", "nama kegiatan"),
)  # fmt: skip

TAGGED = {"arg": ("ya", "tidak")}  # a file without the tag says nothing of ARG, not zero


def ceilings(versi: str, *names: str) -> tuple[Count, ...]:
    """All of one version, what of it is tagged ARG, and how many sub kegiatan are."""
    among = {"versi": (versi,)}
    whole, tagged, marked = names
    kinds, code = ("kategori_arg", "jenis_belanja"), "kode_nomenklatur"
    return (
        Count(whole, among=among, by=("jenis_belanja",), each=code, amount="jumlah"),
        Count(tagged, {"arg": ("ya",)}, among | TAGGED, kinds, each=code, amount="jumlah"),
        Count(marked, {"arg": ("ya",)}, among | TAGGED, kinds[:1], each=code, distinct=code),
    )


SOURCE = Source(
    kode="anggaran",
    judul="Pagu dan realisasi anggaran per sub kegiatan",
    opd="BPKAD",
    model=Anggaran,
    layouts=(FORM,),
    unit="perangkat_daerah",
    detail=Detail("kode_nomenklatur", SUB_KEGIATAN),
    counts=(
        *ceilings("murni", "pagu", "anggaran_responsif_gender", "sub_kegiatan_arg"),
        *ceilings("perubahan", "pagu_perubahan", "anggaran_responsif_gender_perubahan",
                  "sub_kegiatan_arg_perubahan"),
        *ceilings("realisasi", "realisasi", "realisasi_responsif_gender",
                  "sub_kegiatan_arg_realisasi"),
        Count("belanja_operasi_modal", among={"versi": ("murni",), "jenis_belanja":
              ("operasi", "modal", "tidak_terduga", "transfer")}, amount="jumlah",
              where={"jenis_belanja": ("operasi", "modal")}),
        Count("sub_kegiatan", among={"versi": ("murni",)}, distinct="kode_nomenklatur"),
    ),
)  # fmt: skip
