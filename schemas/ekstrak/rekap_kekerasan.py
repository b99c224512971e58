"""Rekap kekerasan: tables of victims that were counted elsewhere, by one breakdown at a time."""

import polars as pl

from schemas.bentuk import (
    AGE,
    CODE,
    NAME,
    PARTS_OF_YEAR,
    SEX,
    UNIT,
    YEAR,
    Counts,
    by_sex,
    codes,
    measures,
    wide,
    without_sex,
)
from schemas.kekerasan import (
    BENTUK,
    HUBUNGAN,
    JENIS,
    KANAL,
    LAYANAN,
    PEKERJAAN,
    SEEN,
    SEKOLAH,
    TEMPAT,
    TINDAKAN,
)
from schemas.kode import ALL, BOTH
from schemas.sumber import Layout, Source, Value, choice


class RekapKekerasan(Counts):
    """Jumlah korban, pelaku, kasus, dan layanan kekerasan menurut satu rincian per tabel."""

    ukuran = measures(
        "korban_kekerasan", "korban_dilayani", "korban_layanan_komprehensif", "pelaku_kekerasan",
        "kasus_kekerasan", "layanan_kekerasan",
    )  # fmt: skip
    bentuk: pl.String = choice("Bentuk kekerasan", BENTUK, nullable=True)
    jenis: pl.String = choice("Jenis kasus", JENIS, nullable=True)
    tempat: pl.String = choice("Tempat kejadian", TEMPAT, nullable=True)
    hubungan: pl.String = choice("Hubungan pelaku dengan korban", HUBUNGAN, nullable=True)
    kanal: pl.String = choice("Kanal masuk", KANAL, nullable=True)
    layanan: pl.String = choice("Layanan yang diberikan", LAYANAN, nullable=True)
    tindakan: pl.String = choice("Jenis pelayanan", TINDAKAN, nullable=True)
    sekolah: pl.String = choice("Pendidikan korban atau pelaku", SEKOLAH, nullable=True)
    pekerjaan: pl.String = choice("Pekerjaan korban atau pelaku", PEKERJAAN, nullable=True)
    lapor_polisi: pl.String = choice("Lapor polisi", codes("Ya", "Tidak"), nullable=True)


HOW = ("bentuk", "jenis", "tempat", "hubungan", "kanal", "layanan", "tindakan", "sekolah",
       "pekerjaan", "lapor_polisi")  # fmt: skip
# Whom a unit for women and children serves: women, girls and boys, but no men.
CLIENTS = {
    "perempuan": {"jenis_kelamin": "perempuan", "umur": "18+"},
    "perempuan dewasa": {"jenis_kelamin": "perempuan", "umur": "18+"},
    "anak perempuan": {"jenis_kelamin": "perempuan", "umur": "0-17"},
    "anak laki-laki": {"jenis_kelamin": "laki-laki", "umur": "0-17"},
}
VICTIMS = {"ukuran": "korban_kekerasan", "jenis_kelamin": BOTH}
PERPETRATORS = {"ukuran": "pelaku_kekerasan", "jenis_kelamin": BOTH}
_WHOM = ("perempuan anak", "perempuan dan anak")
_OF = ("korban kekerasan", "korban kekerasan thd", "korban kekerasan terhadap")


def _by(*words: str, **fixed: str) -> Value:
    """Victims (or perpetrators) "berdasarkan" something, as the tables of Jakarta head them."""
    titles = (f"jumlah {of} {whom}{joint}berdasarkan {word}" for of in _OF for whom in _WHOM
              for joint in (" ", " .") for word in words)  # fmt: skip
    return Value(tuple(titles), fixed or VICTIMS)


def _table(name: str, headings: tuple[str, ...], *values: Value) -> Layout:
    """One row per month and category, of the whole region that the folder or letter names."""
    return Layout(
        name=f"per_{name}",
        headings={name: headings},
        values=values,
        optional={"tahun": YEAR, **PARTS_OF_YEAR},
        fixed={"kode_wilayah": "{wilayah}", "umur": ALL},
        codes=SEEN,
        locale="en",
        passed_over=("yearmonth",),
    )


TABLES = (
    _table("bentuk", (), _by("bentuk kekerasan")),
    _table("jenis", ("jenis kekerasan",), _by("jenis kekerasan")),
    _table("hubungan", ("pelaku kekerasan",), _by("pelaku kekerasan")),
    _table("tempat", (), _by("tempat kejadian kasus")),
    _table("lapor_polisi", ("jenis lapor",), _by("yg melapor ke kepolisian")),
    # headed as victims, yet in some months more than all victims: the services are counted
    _table("tindakan", (), _by("jenis pelayanan yang diberikan",
                               ukuran="layanan_kekerasan", jenis_kelamin="TB")),
    _table("umur", ("usia klien dan pelaku",), _by("usia klien"),
           _by("usia pelaku", **PERPETRATORS)),
    _table("sekolah", ("pendidikan klien dan pelaku",), _by("pendidikan klien"),
           _by("pendidikan pelaku", **PERPETRATORS)),
    _table("pekerjaan", ("pekerjaan klien dan pelaku",), _by("jenis pekerjaan klien"),
           _by("jenis pekerjaan pelaku", **PERPETRATORS)),
)  # fmt: skip
CATEGORIES = Layout(
    name="per_kategori",
    headings={"kategori": ("kategori korban", "jenis kelamin")},
    values=(Value(("jumlah klien", "jumlah korban"), {"ukuran": "korban_kekerasan"}),),
    optional={"tahun": YEAR, **PARTS_OF_YEAR},
    fixed={"kode_wilayah": "{wilayah}"},
    mixed={"kategori": CLIENTS},
    locale="en",
    passed_over=("yearmonth",),
)
REGIONS = Layout(
    name="per_kab_kota",
    headings={"nama_wilayah": NAME, "jenis_kelamin": SEX},
    values=(Value(("jumlah korban", "jumlah")),),
    optional={
        "kode_wilayah": CODE, "tahun": YEAR, "umur": AGE, "satuan": UNIT,
        "sekolah": ("kategori pendidikan", "pendidikan"), **PARTS_OF_YEAR,
    },
    # whether those are all victims or those served only the letter can say
    fixed={"ukuran": "korban_kekerasan", "umur": ALL},
    passed_over=("id", "kode provinsi", "nama provinsi"),
    stated_only=True,
)  # fmt: skip
PLACES = Layout(
    name="per_wilayah",
    headings={"nama_wilayah": ("kabupaten kota", *NAME)},
    values=(
        Value(("jumlah korban kekerasan thd anak berdasarkan klien anak per wilayah",),
              {**VICTIMS, "umur": "0-17"}),
        Value(("jumlah korban kekerasan thd perempuan berdasarkan klien perempuan per wilayah",),
              {**VICTIMS, "jenis_kelamin": "perempuan", "umur": "18+"}),
        _by("tempat kejadian perkara di kabupaten.kota", **VICTIMS, umur=ALL),
    ),
    optional={"tahun": YEAR, **PARTS_OF_YEAR},
    system="nama",
    locale="en",
    passed_over=("yearmonth",),
)  # fmt: skip

SOURCE = Source(
    kode="rekap_kekerasan",
    judul="Rekap kekerasan terhadap perempuan dan anak",
    opd="DP3AKB (UPTD PPA)",
    model=RekapKekerasan,
    layouts=(
        wide(
            *by_sex("korban_kekerasan", "korban kekerasan", "korban"),
            *by_sex("korban_dilayani", "korban dilayani"),
            *by_sex("korban_layanan_komprehensif", "korban mendapat layanan komprehensif"),
            *by_sex("pelaku_kekerasan", "pelaku kekerasan", "pelaku"),
            without_sex("kasus_kekerasan", "jumlah kasus", "kasus"),
            optional=dict.fromkeys(HOW, ()),
            codes=SEEN,
        ),
        REGIONS,
        CATEGORIES,
        PLACES,
        *TABLES,
    ),
    kelas="sensitif",
    periods=("tahun", "semester", "triwulan", "bulan"),
    breakdown=HOW,
    alone=("18+",),
)
