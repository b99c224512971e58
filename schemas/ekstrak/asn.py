"""ASN: what BKPSDM owes, civil servants by sex, rank and post, as tables or one row per person."""

from dataclasses import replace

import polars as pl

from schemas.bentuk import (
    BESIDE,
    CODE,
    NAME,
    SEX,
    UNIT,
    YEAR,
    Counts,
    by_sex,
    codes,
    long,
    wide,
)  # fmt: skip
from schemas.kode import ALL
from schemas.sumber import Count, Identity, Layout, Source, Value, choice, column

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
          "XV", "XVI", "XVII")  # fmt: skip
GOLONGAN = {ALL: "Semua", **{roman: f"Golongan {roman}" for roman in _ROMAN}}
STATUS = {ALL: "Semua", **codes("PNS", "PPPK")}
JABATAN = {
    ALL: "Semua",
    **codes("JPT utama", "JPT madya", "JPT pratama", "Administrator", "Pengawas", "Fungsional",
            "Pelaksana"),
}  # fmt: skip
UKURAN = {
    "asn": "ASN", "asn_jpt_pratama": "ASN pada JPT pratama",
    "asn_administrator_pengawas": "ASN pada jabatan administrator dan pengawas",
}  # fmt: skip
# Each echelon's post, and the measure that counts it where there is one.
ECHELONS = {
    "I": ("jpt_madya", ""), "II": ("jpt_pratama", "asn_jpt_pratama"),
    "III": ("administrator", "asn_administrator_pengawas"),
    "IV": ("pengawas", "asn_administrator_pengawas"),
    "V": ("pengawas", "asn_administrator_pengawas"),
}  # fmt: skip
ESELON = {
    ALL: "Semua", "non_eselon": "Non eselon",
    **{f"{roman}{part}": f"Eselon {roman}{part}"
       for roman in ECHELONS for part in ("", ".a", ".b")},
}  # fmt: skip


class Asn(Counts):
    """Aparatur sipil negara menurut jenis kelamin, golongan, jabatan, dan status kepegawaian."""

    ukuran: pl.String = choice("Ukuran", UKURAN, nullable=True)
    jenis_kelamin: pl.String = column(
        "Jenis kelamin", "pilihan", isin=["L", "P", "L+P"], nullable=True
    )
    perangkat_daerah: pl.String = column("Perangkat daerah", "teks", nullable=True)
    golongan: pl.String = choice("Golongan", GOLONGAN, nullable=True)
    jabatan: pl.String = choice("Jabatan", JABATAN, nullable=True)
    eselon: pl.String = choice("Eselon", ESELON, nullable=True)
    status: pl.String = choice("Status kepegawaian", STATUS, nullable=True)


# Written IIa, II.a, II/a or II a; "-" says that there is none, and the post's own column counts.
_WRITTEN = {
    f"{prefix}{roman}{joint}{letter}".casefold(): (roman, f"{roman}.{letter}" if letter else roman)
    for roman in ECHELONS for prefix in ("", "eselon ") for letter in ("", "a", "b")
    for joint in (("", ".", "/", " ") if letter else ("",))
}  # fmt: skip
_POSTS = {word: {"jabatan": ECHELONS[roman][0]} for word, (roman, _) in _WRITTEN.items()}
_POSTS |= {word: {"jabatan": ""} for word in ("-", "non eselon", "tidak ada")}
_MEASURES = {
    word: {"jabatan": ECHELONS[roman][0], "ukuran": ECHELONS[roman][1]}
    for word, (roman, _) in _WRITTEN.items()
}
RANKS = {f"{roman}/{letter}".casefold(): roman for roman in _ROMAN[:4] for letter in "abcde"}
WORDS = {
    "eselon": {**{word: code for word, (_, code) in _WRITTEN.items()}, "-": "non_eselon",
               "tidak ada": "non_eselon"},
    "jenis_kelamin": {"m": "L", "f": "P"},
    "golongan": {**RANKS, **{word.replace("/", ""): roman for word, roman in RANKS.items()}},
    "status": {"cpns": "pns", "p3k": "pppk", "pns/cpns": "pns"},
    "jabatan": {
        "jabatan fungsional": "fungsional", "fungsional tertentu": "fungsional",
        "jabatan fungsional tertentu": "fungsional", "jft": "fungsional",
        "fungsional umum": "pelaksana", "jabatan fungsional umum": "pelaksana",
        "jabatan pelaksana": "pelaksana", "jfu": "pelaksana",
        "jabatan administrator": "administrator", "jabatan pengawas": "pengawas",
        "pimpinan tinggi pratama": "jpt_pratama", "jabatan pimpinan tinggi pratama": "jpt_pratama",
    },
}  # fmt: skip
OPD = {"perangkat_daerah": ("perangkat daerah", "opd", "unit kerja", "nama opd", "unor nama",
                            "instansi kerja", "satuan kerja")}  # fmt: skip
_RANK = {"golongan": ("golongan", "golongan ruang", "gol", "gol/ruang", "pangkat/golongan",
                      "gol akhir nama", "golongan akhir")}  # fmt: skip
_STATUS = {"status": ("status", "status kepegawaian", "jenis pegawai", "status cpns pns")}
_POST = {"jabatan": ("jabatan", "jenis jabatan", "jenis jabatan nama", "kelompok jabatan")}
_ECHELON = {"eselon": ("eselon", "eselon nama", "esl")}
TITLES = ("jumlah asn", "asn", "jumlah pegawai", "pegawai")
_ASN = by_sex("asn", *TITLES)
# Beside agencies or ranks bare L and P are civil servants; beside regions they may be anybody.
_BARE = by_sex("asn", *TITLES, "{jk}")
_PNS = by_sex("asn", "jumlah pns", "pns", status="pns")
_PPPK = by_sex("asn", "jumlah pppk", "pppk", status="pppk")
_WHOLE = {"golongan": ALL, "jabatan": ALL, "eselon": ALL, "status": ALL}
_MORE = {"fixed": _WHOLE, "codes": WORDS, "passed_over": BESIDE}
PARTS = {**_RANK, **_STATUS, **_POST, **_ECHELON, "satuan": UNIT}

ROSTER = Layout(
    name="daftar",
    headings={**OPD, "jenis_kelamin": SEX, **_RANK},
    optional={
        "kode_wilayah": CODE, "tahun": YEAR, "nip": ("nip", "nip baru", "nip/ni pppk"),
        "tanggal_lahir": ("tanggal lahir", "tgl lahir"), **_POST, **_ECHELON,
        **_STATUS,
    },
    fixed={"kode_wilayah": "{wilayah}", "umur": ALL},
    codes=WORDS,
    mixed={"eselon": _POSTS},
    passed_over=(*BESIDE, "nama", "nama lengkap", "gelar depan", "gelar belakang", "gelar blk",
                 "tempat lahir", "tempat lahir nama", "nip lama", "agama", "agama nama", "alamat",
                 "no hp", "nomor hp", "email", "pendidikan", "tmt golongan", "tmt jabatan",
                 "jabatan nama", "nama jabatan", "nik", "pangkat"),
)  # fmt: skip
ECHELON_TABLE = wide(
    *(replace(value, fixed={"jenis_kelamin": value.fixed["jenis_kelamin"]})
      for value in by_sex("asn", *TITLES, "pejabat", "{jk}")),
    name="eselon", place={}, headings=_ECHELON, optional={**OPD, **_STATUS},
    fixed={"golongan": ALL, "status": ALL}, mixed={"eselon": _MEASURES}, codes=WORDS,
    passed_over=BESIDE, stated_only=True,
)  # fmt: skip

SOURCE = Source(
    kode="asn",
    judul="Aparatur sipil negara",
    opd="BKPSDM",
    model=Asn,
    layouts=(
        wide(*_BARE, *_PNS, *_PPPK, name="perangkat daerah", place={}, headings=OPD,
             optional=PARTS, stated_only=True, **_MORE),
        wide(*_BARE, *_PNS, *_PPPK, name="golongan", place={}, headings=_RANK,
             optional={**_STATUS, "satuan": UNIT},
             stated_only=True, **_MORE),
        ECHELON_TABLE,
        wide(*_ASN, *_PNS, *_PPPK, name="wilayah", place={"nama_wilayah": (*NAME, "namakec")},
             optional=PARTS, **_MORE),
        long({"asn": TITLES}, optional={**OPD, **PARTS}, **_MORE),
        Layout(
            name="pns",
            headings={"nama_wilayah": (*NAME, "namakec"), "jenis_kelamin": SEX},
            values=(Value(("jumlah pns", "pns"), {"ukuran": "asn", "status": "pns"}),),
            optional={"kode_wilayah": CODE, "tahun": YEAR, "satuan": UNIT},
            fixed={"umur": ALL, **_WHOLE},
            passed_over=BESIDE,
        ),
        ROSTER,
    ),
    periods=("tahun", "semester", "triwulan", "bulan"),
    unit="perangkat_daerah",
    per_unit=True,
    breakdown=("golongan", "jabatan", "eselon", "status"),
    counts=(
        Count("asn", by=("golongan", "jabatan", "status")),
        Count("asn_jpt_pratama", {"jabatan": ("jpt_pratama",)}),
        Count("asn_administrator_pengawas", {"jabatan": ("administrator", "pengawas")}),
    ),
    identity=Identity("nip", "NIP", born="tanggal_lahir"),
)  # fmt: skip
