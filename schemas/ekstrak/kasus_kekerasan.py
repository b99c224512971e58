"""Kasus kekerasan: what UPTD PPA registers, one row per victim and case; nobody is named."""

import pandera.polars as pa
import polars as pl

from schemas.bentuk import AGE, SEX, codes
from schemas.kekerasan import BENTUK, HUBUNGAN, KANAL, LAYANAN, NIK, SEEN, TEMPAT
from schemas.sumber import YEARS, Count, Extract, Layout, Source, choice, column

STATUS = codes("Proses", "Selesai", "Dirujuk", "Dihentikan")
TUJUAN = codes(
    "Eksploitasi seksual", "Kerja paksa", "Perbudakan", "Penjualan organ", "Adopsi ilegal",
    "Pengantin pesanan", "Lainnya",
)  # fmt: skip


class KasusKekerasan(Extract):
    """Satu baris per korban dan kasus kekerasan terhadap perempuan dan anak; nama tidak dibaca."""

    nomor_kasus: pl.String = column("Nomor kasus", "teks")
    kode_korban: pl.String = column("Kode korban", "teks", nullable=True)
    kunci_orang: pl.String = column("NIK korban", "kunci_orang", nullable=True)
    tanggal_kejadian: pl.Date = column("Tanggal kejadian", "tanggal", nullable=True)
    tanggal_lapor: pl.Date = column("Tanggal lapor", "tanggal")
    tahun: pl.Int64 = column("Tahun", "tahun", in_range=YEARS)
    umur: pl.String = column("Umur korban", "umur", nullable=True)
    jenis_kelamin: pl.String = column("Jenis kelamin korban", "pilihan", isin=["L", "P", "TT"])
    bentuk: pl.String = choice("Bentuk kekerasan", BENTUK, several=True)
    tujuan_tppo: pl.String = choice("Tujuan TPPO", TUJUAN, several=True, nullable=True)
    tempat: pl.String = choice("Tempat kejadian", TEMPAT, nullable=True)
    hubungan: pl.String = choice("Hubungan pelaku dengan korban", HUBUNGAN, nullable=True)
    layanan: pl.String = choice("Layanan yang diberikan", LAYANAN, several=True, nullable=True)
    kanal: pl.String = choice("Kanal masuk", KANAL, nullable=True)
    status: pl.String = choice("Status kasus", STATUS, nullable=True)
    kode_wilayah: pl.String = column("Kode kecamatan kejadian", "kode", nullable=True)
    nama_kecamatan: pl.String = column("Kecamatan kejadian", "teks", nullable=True)
    jumlah: pl.Int64 = column("Jumlah", "cacah", ge=0)

    @pa.dataframe_check(error="V1")
    def nothing_is_reported_before_it_happened(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """The day of the report is not before the day of the incident, where that is known."""
        reported = pl.col("tanggal_lapor") >= pl.col("tanggal_kejadian")
        return data.lazyframe.select(reported.fill_null(value=True))

    @pa.dataframe_check(error="V2")
    def only_trafficking_has_its_purpose(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A purpose of exploitation is stated of trafficking in persons and of nothing else."""
        trafficking = pl.col("bentuk").str.split(";").list.contains("tppo")
        said = pl.col("tujuan_tppo").is_null() | trafficking
        return data.lazyframe.select(said.fill_null(value=True))


REGISTER = Layout(
    name="register",
    headings={
        "nomor_kasus": ("no kasus", "nomor registrasi", "no registrasi", "no reg", "id kasus"),
        "tanggal_lapor": ("tgl lapor", "tanggal pelaporan", "tanggal pengaduan"),
        "jenis_kelamin": (*SEX, "jk korban"),
        "bentuk": ("jenis kekerasan", "bentuk/jenis kekerasan"),
        "nama_kecamatan": ("kecamatan", "kecamatan tkp"),
    },
    optional={
        "umur": (*AGE, "usia korban"),
        "kode_korban": ("id korban", "kode klien", "id klien"),
        "kunci_orang": NIK,
        "tanggal_kejadian": ("tgl kejadian",),
        "tujuan_tppo": ("tujuan eksploitasi",),
        "tempat": ("tkp", "tempat kejadian perkara"),
        "hubungan": ("hubungan dengan pelaku", "hubungan pelaku", "pelaku"),
        "layanan": ("jenis layanan", "layanan", "pelayanan"),
        "kanal": ("kanal", "kanal pengaduan", "sumber laporan"),
        "status": ("status", "status penanganan"),
        "kode_wilayah": ("kode kecamatan",),
    },
    codes=SEEN,
    year_from="tanggal_lapor",
    passed_over=(
        "no", "nama", "nama korban", "nama klien", "inisial korban", "nomor kk", "alamat",
        "alamat korban", "no hp", "no telepon", "nama pelapor", "nama pelaku", "nama orang tua",
        "nama pendamping", "kronologi", "keterangan", "tanggal lahir",
        # a village is small enough to tell who the victim is
        "kelurahan", "kelurahan kejadian", "kelurahan tkp", "desa/kelurahan",
    ),
)  # fmt: skip

SERVED = {"layanan": tuple(LAYANAN)}
HOW = ("bentuk", "tempat", "hubungan", "kanal", "layanan")
MONTH = "tanggal_lapor"  # a month that nobody reported in is a zero like any other

SOURCE = Source(
    kode="kasus_kekerasan",
    judul="Kasus kekerasan terhadap perempuan dan anak",
    opd="DP3AKB (UPTD PPA)",
    model=KasusKekerasan,
    layouts=(REGISTER,),
    kelas="sensitif",
    region_names=("nama_kecamatan",),
    counts=(
        Count("korban_kekerasan", by=(*HOW, MONTH), distinct="kode_korban"),
        Count("kasus_kekerasan", by=("bentuk", "status", MONTH), distinct="nomor_kasus",
              by_sex=False),
        Count("korban_dilayani", SERVED, by=HOW, distinct="kode_korban"),
        Count("korban_layanan_komprehensif", several="layanan", distinct="kode_korban"),
    ),
    bands=("0-17", "18+", "0-5", "6-12", "13-17", "18-24", "25-59", "60+"),
)  # fmt: skip
