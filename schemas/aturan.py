"""The rules a setoran is held against: how each is said to the agency and how it is mended."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal["galat", "peringatan"]


@dataclass(frozen=True)
class Rule:
    """One rule: its family (one asset check each), severity, sentence and way to mend."""

    family: str
    severity: Severity
    sentence: str
    fix: str


FAMILIES = {
    "berkas": "Berkas dapat dibuka dan bentuknya dikenali",
    "isi_sel": "Setiap sel terbaca sebagai angka, tahun, umur, atau kode yang sah",
    "wilayah": "Wilayah dikenali dan sesuai dengan kodenya",
    "jumlah": "Rincian sama dengan jumlahnya",
    "kelengkapan": "Laki-laki dan perempuan lengkap, tanpa baris ganda",
    "elemen": "Elemen data dipetakan dan boleh diterima",
}

RULES: Mapping[str, Rule] = {
    "B1": Rule("berkas", "galat", "Berkas kosong, tidak ada isinya sama sekali.",
        "Simpan ulang berkas dari aplikasi asalnya, lalu kirim kembali."),
    "B2": Rule("berkas", "galat", "Isi berkas bukan {jenis} walaupun namanya berakhiran {akhiran}.",
        "Buka di aplikasi asalnya, pilih Simpan Sebagai Excel (.xlsx), lalu kirim kembali."),
    "B3": Rule("berkas", "galat", "Berkas dikunci dengan kata sandi sehingga tidak dapat dibaca.",
        "Hapus kata sandinya (Berkas > Info > Proteksi), simpan, lalu kirim kembali."),
    "B4": Rule("berkas", "galat", "Berkas tidak dapat dibuka: {sebab}.",
        "Tutup berkas di Excel dan pastikan map dapat dibaca, lalu jalankan lagi."),
    "B5": Rule("berkas", "galat", "Jenis berkas “{akhiran}” tidak dikenal.",
        "Kirim sebagai .xlsx, .xls, .xlsb, .ods, atau .csv."),
    "B6": Rule("berkas", "galat", "Berkas terlalu besar setelah dibuka ({ukuran} MB; batas {batas} MB).",
        "Hapus lembar dan kolom kosong yang tidak dipakai, atau bagi menjadi beberapa berkas."),
    "B7": Rule("berkas", "galat", "Tidak ada lembar yang memuat tabel {sumber}; lembar yang ada: {lembar_ada}.",
        "Pindahkan tabelnya ke berkas ini dan pakai judul kolom yang dicari: {judul}."),
    "B8": Rule("berkas", "galat", "Kolom wajib {kolom_hilang} tidak ditemukan pada tabel {sumber}{mirip}.",
        "Tambahkan atau perbaiki judul kolom itu, lalu kirim kembali."),
    "B9": Rule("berkas", "galat", "Judul kolom ada, tetapi tidak ada satu pun baris data di bawahnya.",
        "Isi tabelnya, lalu kirim kembali."),
    "B10": Rule("berkas", "galat", "Berkas memuat data {bidang} orang, padahal bukan setoran sumber yang berhak memuatnya.",
        "Taruh di map sumbernya (misalnya masuk/kasus_kekerasan/) dengan templatnya; bila salah kirim, hapus dari map setoran. Jangan dikirim lewat surel."),
    "B11": Rule("berkas", "galat", "Berkas tidak dikenali sebagai salah satu sumber yang diminta{terdekat}.",
        "Taruh di map sumbernya (misalnya masuk/penduduk/) dan pakai judul kolom seperti pada panduan, atau minta walidata menambah kontraknya."),
    "B12": Rule("berkas", "galat", "{isian} tidak dinyatakan di dalam berkas, nama map, maupun pengantar.",
        "Taruh berkas di map tahunnya (misalnya masuk/{sumber}/2025/) atau tulis di pengantar.toml."),
    "B14": Rule("berkas", "galat", "Judul kolomnya cocok dengan lebih dari satu sumber: {sumber_cocok}.",
        "Taruh di map sumbernya (misalnya masuk/{contoh}/), atau pakai templatnya."),
    "B13": Rule("berkas", "galat", "Judul kolom {judul} muncul {kali} kali sehingga tidak jelas mana yang dimaksud.",
        "Sisakan satu kolom dengan judul itu."),
    "K1": Rule("isi_sel", "peringatan", "Kolom {kolom} tidak dibaca; tidak ada padanannya pada sumber {sumber}.",
        "Bila kolom itu rincian data (misalnya umur atau status), pakai judul kolom seperti pada panduan; bila bukan, abaikan."),
    "R1": Rule("jumlah", "galat", "L ({l}) + P ({p}) = {hitung}, tetapi jumlah yang tertulis {tertulis}.",
        "Periksa ketiga angkanya pada baris ini, lalu perbaiki yang salah."),
    "R2": Rule("jumlah", "galat", "Baris jumlah berisi {tertulis}, padahal baris-baris yang dijumlahkan {hitung}.",
        "Periksa angka di atasnya dan rumus baris jumlah ini."),
    "R2W": Rule("jumlah", "galat", "{wilayah} tertulis {tertulis}, padahal {banyak} wilayah di bawahnya berjumlah {hitung}.",
        "Periksa angka wilayah ini dan wilayah di bawahnya."),
    "R3": Rule("isi_sel", "galat", "Jenis kelamin “{nilai}” tidak ada dalam daftar kode berkas ini.",
        "Tulis Laki-laki atau Perempuan (atau L/P)."),
    "R3P": Rule("isi_sel", "galat", "“P” tidak dapat dibaca: tidak ada L maupun W di kolom yang sama, jadi bisa berarti perempuan atau pria.",
        "Tulis Laki-laki dan Perempuan dengan lengkap."),
    "R4": Rule("wilayah", "galat", "Wilayah “{nilai}” tidak dikenali{sebab}.",
        "Tulis kode Kemendagri dan nama resminya{saran}."),
    "R4N": Rule("wilayah", "galat", "Kode {kode} adalah {nama_resmi}, tetapi namanya tertulis “{nilai}”.",
        "Perbaiki kode atau namanya supaya keduanya menunjuk wilayah yang sama."),
    "R6": Rule("isi_sel", "galat", "Satuannya tertulis “{nilai}”, padahal ukuran ini dihitung dalam {satuan}.",
        "Tulis angka dalam {satuan} seutuhnya (bukan ribuan atau persen) dan perbaiki satuannya."),
    "R7": Rule("isi_sel", "galat", "“{nilai}” bukan angka yang sah di sini ({sebab}).",
        "Tulis angka bulat tanpa satuan; pemisah ribuan berkas ini adalah {ribuan}."),
    "R7D": Rule("isi_sel", "galat", "Angka {nilai} berpecahan tepat tiga angka pada kolom cacah; mungkin pemisah ribuannya terbaca sebagai koma.",
        "Bila maksudnya ribuan, ketik ulang angkanya tanpa pemisah; bila memang pecahan, kolom ini bukan tempatnya."),
    "R8": Rule("kelengkapan", "galat", "Hanya {ada} yang terisi; {hilang} kosong, jadi pasangannya tidak lengkap.",
        "Isi keduanya. Bila memang nol, tulis 0."),
    "R8S": Rule("kelengkapan", "peringatan", "Setoran tahun ini hanya memuat {ada} untuk data ini; angkanya diterima tanpa pasangan dan tanpa L+P.",
        "Bila angka {hilang} ada, tambahkan."),
    "R8N": Rule("kelengkapan", "peringatan", "Semua angka {ukuran} {cakupan} nol.",
        "Pastikan memang nol; bila belum diisi, kosongkan selnya."),
    "R8K": Rule("kelengkapan", "peringatan", "Angka belum diisi.",
        "Isi angkanya; bila memang nol, tulis 0."),
    "R8M": Rule("kelengkapan", "peringatan", "Angka ditulis “{nilai}”, yaitu disamarkan di sumbernya; jumlah yang memuatnya menjadi tidak lengkap.",
        "Bila boleh dikirim, isi angkanya; bila memang dirahasiakan, biarkan."),
    "R10": Rule("jumlah", "galat", "{banyak} kelompok umur berjumlah {hitung}, tetapi totalnya tertulis {tertulis}.",
        "Cocokkan tabel menurut umur dengan tabel totalnya; keduanya ditahan sampai sama."),
    "R11": Rule("isi_sel", "galat", "“{nilai}” bukan periode yang sah di sini; yang diminta {diminta}.",
        "Tulis periodenya seperti contoh itu."),
    "R11D": Rule("isi_sel", "galat", "“{nilai}” bukan tanggal yang sah.",
        "Tulis tanggal seperti 31/12/2025 atau 2025-12-31."),
    "R11M": Rule("isi_sel", "peringatan", "Kolom tahun berisi {nilai}, tetapi map atau pengantar menyebut {map}; yang dipakai isi kolom.",
        "Pindahkan berkas ke map tahunnya, atau perbaiki kolom tahun."),
    "R12": Rule("kelengkapan", "galat", "Data yang sama tertulis {kali} kali dengan isi berbeda.",
        "Sisakan satu baris yang benar untuk setiap wilayah, tahun, dan rincian."),
    "R12S": Rule("kelengkapan", "peringatan", "Baris ini sama persis dengan baris lain dan dihitung satu kali.",
        "Hapus baris gandanya; bila memang dua satuan yang berbeda, beri kode yang berbeda."),
    "R14": Rule("isi_sel", "peringatan", "{banyak} {nomor} {keadaan} (sel {letak}).",
        "Cocokkan dengan dokumen kepegawaian, lalu perbaiki yang salah; {nomor} tidak ditampilkan dan tidak disimpan."),
    "R17": Rule("isi_sel", "galat", "“{nilai}” tidak sah untuk {kolom}; pilihannya {pilihan}.",
        "Pilih salah satu dari daftar itu."),
    "R17P": Rule("elemen", "peringatan", "Indikator “{nilai}” belum dipadankan dengan katalog{saran}.",
        "Walidata: tambahkan padanannya di data/referensi/padanan_target.csv."),
    "R21": Rule("isi_sel", "galat", "Kode “{nilai}” sudah diubah Excel menjadi angka, digit akhirnya mungkin hilang.",
        "Format kolom kode sebagai Teks, lalu ketik ulang kodenya."),
    "T1": Rule("isi_sel", "galat", "Angka {nilai} di luar batas yang mungkin.",
        "Periksa angkanya; jumlah orang tidak pernah negatif."),
    "T2": Rule("isi_sel", "galat", "“{nilai}” tidak dikenal untuk kolom {kolom}.",
        "Pakai istilah seperti pada panduan."),
    "T3": Rule("isi_sel", "galat", "Kolom {kolom} wajib diisi.",
        "Isi sel ini."),
    "E1": Rule("elemen", "peringatan", "Elemen {kode} “{nilai}” belum ada dalam tabel pemetaan{saran}.",
        "Walidata: tetapkan keputusannya di data/referensi/elemen/."),
    "E2": Rule("elemen", "peringatan", "Elemen {kode} “{nilai}” bersifat sensitif ({sebab}) dan belum diterima sampai perlindungan data tersedia.",
        "Tidak ada yang perlu diperbaiki; angkanya tidak dibaca ke tahap berikutnya."),
    "E4": Rule("elemen", "peringatan", "Angka triwulan {triwulan} dari elemen {kode} “{nilai}” tidak dipakai; data tahunan memakai triwulan 4.",
        "Kirim angka triwulan 4, atau kosongkan kolom triwulan bila angkanya untuk setahun."),
}  # fmt: skip
