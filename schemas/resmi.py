"""Resmi: official figures as their publisher gave them, with method and vintage as keys."""

from dataclasses import dataclass

import pandera.polars as pa
import polars as pl

from schemas.kode import JENIS_KELAMIN, JENJANG, PERIODE


@dataclass(frozen=True)
class Official:
    """One official figure: its name, its unit, and between what numbers it can lie."""

    nama: str
    satuan: str
    terkecil: float = 0
    terbesar: float = 100


# The lowest and highest numbers tell a proportion from a percent wherever no region has both.
ANGKA_BPS = {
    "ipm": Official("Indeks Pembangunan Manusia", "indeks", 10),
    "uhh": Official("Umur harapan hidup saat lahir", "tahun", 30),
    "hls": Official("Harapan lama sekolah", "tahun", 1, 20),
    "rls": Official("Rata-rata lama sekolah", "tahun", 0.5, 20),
    "pengeluaran_per_kapita": Official(
        "Pengeluaran per kapita disesuaikan", "ribu rupiah per orang per tahun", 1_000, 50_000
    ),
    "ipg": Official("Indeks Pembangunan Gender", "indeks", 20, 130),
    "idg": Official("Indeks Pemberdayaan Gender", "indeks", 10),
    "keterlibatan_parlemen": Official("Keterlibatan perempuan di parlemen", "%"),
    "tenaga_profesional": Official("Perempuan sebagai tenaga profesional", "%", 2),
    "sumbangan_pendapatan": Official("Sumbangan pendapatan perempuan", "%", 2),
    "ikg": Official("Indeks Ketimpangan Gender", "indeks 0–1", 0, 1),
    "mtf": Official("Proporsi perempuan melahirkan tidak di fasilitas kesehatan", "proporsi", 0, 1),
    "mhpk20": Official("Proporsi perempuan melahirkan pertama sebelum 20 tahun", "proporsi", 0, 1),
    "pendidikan_sma": Official("Penduduk 25 tahun ke atas berpendidikan SMA ke atas", "%", 2),
    "tpak": Official("Tingkat partisipasi angkatan kerja", "%", 10),
    "tpt": Official("Tingkat pengangguran terbuka", "%"),
    "neet": Official("Pemuda tidak sekolah, bekerja, atau mengikuti pelatihan", "%", 1.5),
    "pekerja_informal": Official("Pekerja informal", "%", 2),
    "apk": Official("Angka partisipasi kasar", "%", 2, 200),
    "apm": Official("Angka partisipasi murni", "%", 2),
    "aps": Official("Angka partisipasi sekolah", "%", 2),
    "amh": Official("Angka melek huruf", "%", 2),
    "penduduk_miskin": Official("Penduduk miskin", "%"),
    "perkawinan_anak": Official("Perempuan 20–24 tahun yang kawin sebelum 18 tahun", "%"),
}
# The 24 indicators of Kabupaten/Kota Layak Anak; their own highest scores are not established.
INDIKATOR_KLA = (
    "Perda KLA", "Penguatan kelembagaan KLA",
    "Keterlibatan masyarakat, dunia usaha, dan media", "Kutipan akta kelahiran",
    "Informasi layak anak", "Pelembagaan partisipasi anak", "Pencegahan perkawinan anak",
    "Lembaga konsultasi pengasuhan", "PAUD holistik integratif",
    "Standardisasi lembaga pengasuhan alternatif", "Ruang publik ramah anak",
    "Persalinan di fasilitas kesehatan", "Status gizi anak di bawah lima tahun",
    "Pemberian makan anak di bawah dua tahun", "Fasilitas kesehatan ramah anak",
    "Air minum dan sanitasi", "Kawasan tanpa rokok dan larangan iklan rokok",
    "Wajib belajar 12 tahun", "Sekolah ramah anak", "Pusat kreativitas anak",
    "Pelayanan anak yang dieksploitasi dan pekerja anak",
    "Pelayanan anak dalam pornografi, napza, dan situasi darurat",
    "Pelayanan anak disabilitas, minoritas, dan terisolasi",
    "Pelayanan anak berhadapan dengan hukum, terorisme, dan stigma",
)  # fmt: skip
ANGKA_KLA = {
    "kla": Official("Nilai Kabupaten/Kota Layak Anak", "skor", 0, 1000),
    **{f"kla_{number:02}": Official(name, "skor", 0, 1000)
       for number, name in enumerate(INDIKATOR_KLA, start=1)},
}  # fmt: skip
ANGKA_RESMI = ANGKA_BPS | ANGKA_KLA
# Figures that the catalogue expects and no contract brings yet.
ANGKA_MENUNGGU = {
    "asfr_15_19": Official("Angka kelahiran perempuan 15–19 tahun", "per 1.000", 0, 1000),
    "rasio_upah": Official("Rasio upah perempuan terhadap laki-laki", "rasio", 0, 10),
    "pekerja_anak": Official("Pekerja anak 10–17 tahun", "%"),
    "ipa": Official("Indeks Perlindungan Anak", "indeks"),
}


class ResmiHarmonis(pa.DataFrameModel):
    """Angka resmi (bukan cacah): tidak pernah dijumlahkan, dibandingkan hanya semetode."""

    sumber: pl.String = pa.Field(title="Sumber")
    indikator: pl.String = pa.Field(title="Kode angka resmi")
    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    tingkat: pl.String = pa.Field(title="Tingkat wilayah")
    tahun: pl.Int64 = pa.Field(title="Tahun")
    periode_jenis: pl.String = pa.Field(title="Jenis periode", isin=list(PERIODE))
    periode: pl.String = pa.Field(title="Periode")
    jenis_kelamin: pl.String = pa.Field(title="Jenis kelamin", isin=list(JENIS_KELAMIN))
    umur: pl.String = pa.Field(title="Kelompok umur")
    jenjang: pl.String = pa.Field(title="Jenjang", isin=list(JENJANG))
    metode: pl.String = pa.Field(title="Metode")
    vintage: pl.String = pa.Field(title="Vintage: kapan angka ini diterbitkan")
    nilai: pl.Float64 = pa.Field(title="Nilai")
    satuan: pl.String = pa.Field(title="Satuan")
    sidik: pl.String = pa.Field(title="Sidik berkas (SHA-256)")
    berkas: pl.String = pa.Field(title="Berkas")
    lembar: pl.String = pa.Field(title="Lembar")
    sel: pl.String = pa.Field(title="Sel angka")

    class Config:
        """One figure per region, period, sex, age, level, method and vintage."""

        strict = True
        unique = [
            "indikator", "kode_wilayah", "periode", "jenis_kelamin", "umur", "jenjang",
            "metode", "vintage",
        ]  # fmt: skip
