"""UMKM: what Diskop owes, owners of micro, small and medium enterprises, counted or listed."""

import polars as pl

from schemas.bentuk import (
    BESIDE,
    CODE,
    DISTRICT,
    NAME,
    SEX,
    UNIT,
    VILLAGE,
    YEAR,
    Counts,
    by_sex,
    codes,
    long,
    wide,
)  # fmt: skip
from schemas.kode import ALL
from schemas.sumber import Count, Layout, Source, choice, column

SKALA = {ALL: "Semua", **codes("Mikro", "Kecil", "Menengah", "Ultra mikro")}
SEKTOR = {
    ALL: "Semua",
    **codes("Perdagangan", "Kuliner", "Jasa", "Industri pengolahan", "Pertanian", "Peternakan",
            "Perikanan", "Fesyen", "Kriya", "Transportasi", "Konstruksi", "Lainnya"),
}  # fmt: skip


class Umkm(Counts):
    """Pemilik usaha mikro, kecil, dan menengah; nama pemilik dan usahanya tidak dibaca."""

    nama_kecamatan: pl.String = column("Kecamatan", "teks", nullable=True)
    ukuran: pl.String = choice("Ukuran", {"pemilik_umkm": "Pemilik UMKM"}, nullable=True)
    jenis_kelamin: pl.String = column(
        "Jenis kelamin pemilik", "pilihan", isin=["L", "P", "L+P"], nullable=True
    )
    skala: pl.String = choice("Skala usaha", SKALA, nullable=True)
    sektor: pl.String = choice("Sektor usaha", SEKTOR, nullable=True)
    pemilik: pl.String = column("Nomor pemilik", "kunci", nullable=True)


KIND = {
    "skala": ("skala", "kelas usaha", "klasifikasi usaha", "jenis skala"),
    "sektor": ("sektor", "bidang usaha", "jenis usaha", "kategori usaha"),
}
WORDS = {
    "skala": {"usaha mikro": "mikro", "usaha kecil": "kecil", "usaha menengah": "menengah"},
    "sektor": {
        "dagang": "perdagangan", "makanan": "kuliner", "makanan dan minuman": "kuliner",
        "makanan & minuman": "kuliner", "mamin": "kuliner", "fashion": "fesyen",
        "konveksi": "fesyen", "kerajinan": "kriya", "craft": "kriya",
        "industri": "industri_pengolahan", "pengolahan": "industri_pengolahan",
        "lain-lain": "lainnya",
    },
}  # fmt: skip
# Without a word for a sex "pemilik" is a name, and "jumlah umkm" are enterprises.
OWNERS = ("pemilik umkm", "jumlah pemilik umkm", "jumlah pemilik", "pemilik > {jk}",
          "pemilik {jk}", "pemilik usaha > {jk}", "umkm > {jk}", "jumlah umkm > {jk}")  # fmt: skip
_VALUES = (
    *by_sex("pemilik_umkm", *OWNERS),
    *(v for s in ("mikro", "kecil", "menengah") for v in by_sex("pemilik_umkm", s, f"usaha {s}",
                                                              skala=s)),
)  # fmt: skip
_VILLAGES = {
    "place": {"nama_wilayah": VILLAGE},
    "optional": {"nama_kecamatan": DISTRICT, "satuan": UNIT, **KIND},
}
_DISTRICTS = {"place": {"nama_kecamatan": NAME}, "optional": {"satuan": UNIT, **KIND}}
_MORE = {
    "fixed": {"skala": ALL, "sektor": ALL}, "codes": WORDS, "spans": ("nama_kecamatan",),
    "passed_over": BESIDE,
}  # fmt: skip
ROSTER = Layout(
    name="daftar",
    headings={
        "nama_wilayah": VILLAGE,
        "jenis_kelamin": (*SEX, "jenis kelamin pemilik", "jk pemilik", "l/p pemilik"),
        "skala": KIND["skala"],
    },
    optional={
        "nama_kecamatan": DISTRICT, "kode_wilayah": CODE, "tahun": YEAR, "sektor": KIND["sektor"],
        "pemilik": ("nib", "nomor induk berusaha", "no nib", "id pemilik", "nik pemilik", "nik"),
    },
    fixed={"umur": ALL},
    codes=WORDS,
    passed_over=(*BESIDE, "nama usaha", "nama umkm", "merek", "nama pemilik", "pemilik", "nama",
                 "alamat", "alamat usaha", "no hp", "no telepon", "rt", "rw", "omzet", "aset",
                 "tenaga kerja"),
)  # fmt: skip

SOURCE = Source(
    kode="umkm",
    judul="Pemilik usaha mikro, kecil, dan menengah",
    opd="Dinas Koperasi dan UKM",
    model=Umkm,
    layouts=(
        wide(*_VALUES, name="kelurahan", **_VILLAGES, **_MORE),
        wide(*_VALUES, name="kecamatan", **_DISTRICTS, **_MORE),
        long({"pemilik_umkm": OWNERS}, **_VILLAGES, **_MORE),
        long({"pemilik_umkm": OWNERS}, name="panjang kecamatan", **_DISTRICTS, **_MORE),
        ROSTER,
    ),
    region_names=("nama_kecamatan", "nama_wilayah"),
    breakdown=("skala", "sektor"),
    counts=(Count("pemilik_umkm", by=("skala", "sektor"), distinct="pemilik"),),
    periods=("tahun", "semester", "triwulan"),
)  # fmt: skip
