"""Words for violence against women and children, as SIMFONI PPA and its units write them."""

from collections.abc import Mapping

from schemas.bentuk import codes

BENTUK = {
    **codes("Fisik", "Psikis", "Seksual", "Penelantaran", "Eksploitasi"),
    "tppo": "TPPO (perdagangan orang)",
    "lainnya": "Lainnya",
}
TEMPAT = codes(
    "Rumah tangga", "Sekolah", "Tempat kerja", "Fasilitas umum", "Daring", "Lainnya",
)  # fmt: skip
HUBUNGAN = codes(
    "Orang tua", "Keluarga", "Suami/istri", "Pacar/teman", "Tetangga", "Guru", "Majikan",
    "Rekan kerja", "Orang tidak dikenal", "Lainnya",
)  # fmt: skip
LAYANAN = codes(
    "Pengaduan", "Kesehatan", "Bantuan hukum", "Penegakan hukum", "Rehabilitasi sosial",
    "Reintegrasi sosial", "Pemulangan", "Pendampingan tokoh agama", "Psikologis", "Rumah aman",
    "Mediasi", "Lainnya",
)  # fmt: skip
KANAL = {
    **codes("Rumah Aman", "Koling PePA", "Ru-Ko Saling Sapa", "Nyapeu Wacil", "SAPA 129"),
    "silayang": "Silayang",
    "daring_lain": "Pengaduan daring lain",
    **codes("Polisi", "Rumah sakit", "Datang langsung", "Rujukan"),
}  # fmt: skip
NIK = ("nik", "nik korban", "nik klien", "nomor nik", "no nik", "nomor induk kependudukan")
# Agencies that serve or refer victims, besides the channels through which they come in.
INSTANSI = KANAL | codes("UPTD PPA", "Satpol PP", "Puskesmas", "Dinas Sosial")

# Lists that are finer or other than SIMFONI's, as tables of provinces have them.
JENIS = {"kdrt": "KDRT", "kekerasan_seksual": "Kekerasan seksual", "tppo": "TPPO",
         "lainnya": "Kasus lain"}  # fmt: skip
SEKOLAH = codes(
    "Tidak diketahui", "Tidak sekolah", "TK/PAUD", "TK", "PAUD", "SD", "SLTP", "SLTA",
    "Perguruan tinggi",
)  # fmt: skip
PEKERJAAN = codes(
    "Tidak bekerja", "Pelajar", "Ibu rumah tangga", "Pegawai swasta/buruh", "PNS/TNI/Polri",
    "Pedagang/tani/nelayan", "Lainnya",
)  # fmt: skip
TINDAKAN = LAYANAN | codes(
    "Konseling psikologi", "Konsultasi hukum", "Pendampingan", "Pelayanan medis",
    "Rujukan rumah aman/shelter", "Penjangkauan", "Home visit", "Hospital visit", "School visit",
    "Pemeriksaan psikologi", "Hasil pemeriksaan psikologi", "Konseling", "Pendampingan psikologi",
    "Pengukuran awal", "Psikoedukasi/psikososial", "Saksi ahli", "BAP ahli", "Asesmen risiko",
    "Pendampingan kepolisian", "Pendampingan pengadilan", "Penjangkauan paralegal URC",
    "Penjangkauan paralegal pusat", "Penjangkauan pendamping pos", "Penjangkauan pos pengaduan",
    "Penjangkauan pendamping korban", "Pendampingan pendamping korban",
)  # fmt: skip

# Words seen in the wild, by column.
SEEN: Mapping[str, Mapping[str, str]] = {
    "bentuk": {
        "kekerasan fisik": "fisik", "kekerasan psikis": "psikis", "psikologis": "psikis",
        "kekerasan seksual": "seksual", "penelantaran rumah tangga": "penelantaran",
        "trafficking": "tppo", "perdagangan orang": "tppo",
        "tindak pidana perdagangan orang": "tppo",
    },
    "tempat": {
        "rumah": "rumah_tangga", "rt": "rumah_tangga", "kantor": "tempat_kerja",
        "tempat umum": "fasilitas_umum", "online": "daring", "media sosial": "daring",
    },
    "hubungan": {
        "ayah": "orang_tua", "ibu": "orang_tua", "orangtua": "orang_tua", "suami": "suami_istri",
        "istri": "suami_istri", "saudara": "keluarga", "pacar": "pacar_teman",
        "teman": "pacar_teman", "tidak dikenal": "orang_tidak_dikenal",
    },
    "layanan": {
        "medis": "kesehatan", "hukum": "bantuan_hukum", "psikologi": "psikologis",
        "konseling": "psikologis", "konseling psikologi": "psikologis",
        "reintegrasi": "reintegrasi_sosial",
        "tokoh agama": "pendampingan_tokoh_agama", "shelter": "rumah_aman",
    },
    "kanal": {
        "129": "sapa_129", "datang": "datang_langsung", "polres": "polisi", "rs": "rumah_sakit",
        "rsud": "rumah_sakit", "whatsapp": "daring_lain", "online": "daring_lain",
    },
    "jenis": {"trafficking": "tppo"},
    "tindakan": {"assesmsen resiko": "asesmen_risiko"},
    "lapor_polisi": {"lapor": "ya", "tidak lapor": "tidak"},
    "status": {"dalam proses": "proses", "diproses": "proses", "tuntas": "selesai"},
    "jenis_kelamin": {"tidak diketahui": "TT"},
}  # fmt: skip
