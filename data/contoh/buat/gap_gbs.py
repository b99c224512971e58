"""Sample of gap_gbs: invented GAP and GBS of three agencies, and forms that each break one rule."""

from pathlib import Path

from tulis import INVENTED, new_workbook, write_csv

GAP9 = ["Perangkat daerah", "Kode sub kegiatan", "Kebijakan/program/kegiatan",
        "Data pembuka wawasan", "Data L", "Data P", "Faktor kesenjangan",
        "Sebab internal", "Sebab eksternal", "Reformulasi tujuan", "Rencana aksi",
        "Data dasar (baseline)", "Baseline L", "Baseline P", "Indikator gender"]  # fmt: skip
GAP4 = ["Perangkat daerah", "Program/kegiatan/sub kegiatan", "Isu dan masalah gender",
        "Penyebab APKM", "Rencana aksi", "K/L/PD terkait"]  # fmt: skip
GBS = ["SKPD", "Kode", "Sub kegiatan", "Analisis situasi", "Rencana aksi", "Output",
       "Jumlah anggaran", "Indikator", "Target", "Satuan", "Dampak/hasil"]  # fmt: skip
NINE = (
    ("DP3AKB", "2.08.02.2.03.0001", "Penguatan ekonomi perempuan", "Peserta pelatihan 2024", 89, 31,
     "Partisipasi perempuan rendah", "Jadwal tidak ramah", "Beban pengasuhan",
     "Peserta perempuan meningkat", "Jadwal sore dan penitipan anak", "Peserta 2024", 89, 31,
     "Peserta perempuan 50 persen"),
    ("Dinas Pendidikan", "1.01.02.2.01.0012", "Bantuan operasional", "Murid putus sekolah 2024",
     214, 148, "Akses", "Data belum terpilah", "Anak laki-laki bekerja",
     "Putus sekolah turun bagi keduanya", "Pendampingan anak bekerja", "Putus sekolah 2024", 214,
     148, "Putus sekolah turun 10 persen"),
)  # fmt: skip
FOUR = (
    ("Dinas Pekerjaan Umum", "Pembangunan trotoar", "Perempuan merasa tidak aman di malam hari",
     "Akses: penerangan kurang", "Trotoar berpenerangan", "Dinas Perhubungan"),
)  # fmt: skip
STATEMENTS = (
    ("DP3AKB", "2.08.02.2.03.0001", "Penguatan ekonomi perempuan", "Peserta L 89, P 31",
     "Pelatihan sore", "120 peserta", 225_000_000, "Peserta perempuan", 60, "Orang",
     "Pendapatan perempuan naik"),
    ("Dinas Pendidikan", "1.01.02.2.01.0012", "Bantuan operasional", "Putus sekolah L 214, P 148",
     "Pendampingan", "362 murid", 540_000_000, "Murid kembali bersekolah", 180, "Orang",
     "Lama sekolah naik"),
)  # fmt: skip


def write(good: Path, broken: Path) -> None:
    """One workbook of three sheets below `good`; below `broken` one file per broken rule."""
    sheets = {"GAP 9": (GAP9, NINE), "GAP 4": (GAP4, FOUR), "GBS": (GBS, STATEMENTS)}
    with new_workbook(good / "2025" / "gap_gbs_2025.xlsx") as workbook:
        for name, (head, rows) in sheets.items():
            sheet = workbook.add_worksheet(name)
            sheet.write("A1", INVENTED)
            for number, row in enumerate((head, *rows), start=2):
                sheet.write_row(number, 0, row)
    unfinished = ["Dinas Sosial", "Bantuan", "", "Akses", "Pendataan", "Bappeda"]
    write_csv(broken / "2025" / "T3_langkah_kosong.csv", [GAP4, *FOUR, unfinished])
    prose = [*STATEMENTS[1][:6], "lima ratus juta", *STATEMENTS[1][7:]]
    write_csv(broken / "2025" / "R7_anggaran_kalimat.csv", [GBS, STATEMENTS[0], prose])
