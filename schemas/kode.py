"""Code lists: the closed vocabularies every table draws from, with their SDMX codes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """One code's Indonesian label and, where there is one, its SDMX counterpart."""

    label: str
    sdmx: str = ""


@dataclass(frozen=True)
class Dimension:
    """One way to break a figure down, and its classification in Standar Data Statistik, if any."""

    label: str
    sds: str = ""


BOTH = "L+P"
ALL = "semua"
FIRST_YEAR, LAST_YEAR = 2010, 2035  # years the tables hold; others are a finding, never lost
OPEN_AGE = 149  # an open band such as 75+ ends here, so that bands can be added up by width

JENIS_KELAMIN = {
    "L": Code("Laki-laki", "M"),
    "P": Code("Perempuan", "F"),
    BOTH: Code("Laki-laki dan perempuan", "_T"),
    "TT": Code("Tidak diketahui", "_U"),
    "TB": Code("Tidak berlaku", "_Z"),
}

TINGKAT = {
    "nasional": Code("Nasional"),
    "provinsi": Code("Provinsi"),
    "kab_kota": Code("Kabupaten/kota"),
    "kecamatan": Code("Kecamatan"),
    "desa": Code("Desa/kelurahan"),
}

JENJANG = {
    "PAUD": Code("PAUD"),
    "SD": Code("SD/MI/sederajat"),
    "SMP": Code("SMP/MTs/sederajat"),
    "SM": Code("SMA/SMK/MA/sederajat"),
    "PT": Code("Perguruan tinggi"),
    ALL: Code("Semua jenjang"),
}

PENDIDIKAN = {
    "tidak_sekolah": Code("Tidak/belum sekolah"),
    "tidak_tamat_sd": Code("Tidak tamat SD"),
    "sd": Code("Tamat SD/sederajat"),
    "tidak_tamat_smp": Code("Tidak tamat SMP"),
    "smp": Code("Tamat SMP/sederajat"),
    "tidak_tamat_sma": Code("Tidak tamat SMA"),
    "sma": Code("Tamat SMA/sederajat"),
    "diploma": Code("Diploma I/II/III"),
    "perguruan_tinggi": Code("Perguruan tinggi"),
    ALL: Code("Semua pendidikan"),
}

# The month within a year, as the codes of the breakdown `bulan` write it: bulan=01 to bulan=12.
BULAN = tuple(f"bulan={month:02}" for month in range(1, 13))

DIMENSI = {
    "jenis_kelamin": Dimension("Jenis kelamin", "33220007"),
    "wilayah": Dimension("Wilayah", "32010026"),
    "umur": Dimension("Umur", "10120066"),
    "disabilitas": Dimension("Status disabilitas", "10620071"),
    "bentuk": Dimension("Bentuk kekerasan"),
    "bidang": Dimension("Bidang keahlian"),
    "dapil": Dimension("Daerah pemilihan"),
    "derajat": Dimension("Derajat"),
    "desil": Dimension("Desil kesejahteraan"),
    "eselon": Dimension("Eselon"),
    "golongan": Dimension("Golongan"),
    "hubungan": Dimension("Hubungan pelaku dengan korban"),
    "jenis": Dimension("Jenis kegiatan"),
    "jenjang": Dimension("Jenjang pendidikan"),
    "kanal": Dimension("Kanal masuk"),
    "kategori_arg": Dimension("Kategori ARG"),
    "kedudukan": Dimension("Kedudukan dalam perkara"),
    "kepala_rumah_tangga": Dimension("Kepala rumah tangga"),
    "klaster": Dimension("Klaster hak anak"),
    "lapangan_usaha": Dimension("Lapangan usaha"),
    "layanan": Dimension("Jenis layanan"),
    "metode_kb": Dimension("Metode kontrasepsi"),
    "negara": Dimension("Negara tujuan"),
    "partai": Dimension("Partai"),
    "pendidikan": Dimension("Pendidikan"),
    "penyebab": Dimension("Penyebab kematian"),
    "program": Dimension("Program bantuan"),
    "proses": Dimension("Proses pembangunan"),
    "ragam": Dimension("Ragam disabilitas"),
    "segmen": Dimension("Segmen kepesertaan"),
    "sektor": Dimension("Sektor"),
    "skala": Dimension("Skala usaha"),
    "skema": Dimension("Skema pembiayaan"),
    "status": Dimension("Status kepegawaian"),
    "status_kawin": Dimension("Status perkawinan"),
    "tahap": Dimension("Tahap musyawarah"),
    "tempat": Dimension("Tempat kejadian"),
    "urusan": Dimension("Urusan pemerintahan"),
    "versi_anggaran": Dimension("Versi anggaran"),
    "vintage": Dimension("Vintage"),
}

STATUS_OBS = {
    "final": Code("Lengkap", "A"),
    "sebagian": Code("Sebagian wilayah atau satuan belum melapor", "P"),
    "tidak_tersedia": Code("Tidak dapat dihitung; lihat alasan", "M"),
    "disamarkan": Code("Disamarkan untuk melindungi orang", "Q"),
}

KELAS = {
    "terbuka": Code("Boleh terbit menurut aturan umum"),
    "terbatas": Code("Boleh terbit pada tingkat tertentu"),
    "sensitif": Code("Boleh terbit dengan perlindungan penuh"),
}

PERIODE = {
    "tahun": Code("Tahun", "A"),
    "semester": Code("Semester", "S"),
    "triwulan": Code("Triwulan", "Q"),
    "bulan": Code("Bulan", "M"),
    "tahun_ajaran": Code("Tahun ajaran"),
    "tanggal": Code("Keadaan per tanggal", "D"),
}

ARAH = {
    "naik": Code("Makin tinggi makin baik"),
    "turun": Code("Makin rendah makin baik"),
    "paritas": Code("Makin dekat ke setara makin baik"),
    "ambigu": Code("Naik dapat berarti membaik atau memburuk"),
    "konteks": Code("Gambaran keadaan, tanpa arah"),
}

DOKUMEN = ("RPJMD", "Renstra", "RKPD", "Renja")
POLARITAS = ("positif", "negatif", "paritas", "tidak_dinyatakan")
ISIAN_TARGET = ("kondisi_awal", "target", "target_bawah", "target_atas")
JENIS_PERHITUNGAN = (
    "akumulatif",
    "repetitif",
    "progres_positif",
    "progres_negatif",
    "tidak_dinyatakan",
)
