"""Sample of gap_gbs: invented GAP and GBS of three agencies, and forms that each break one rule."""

from pathlib import Path

from angka_rekaan import CITY, count
from buat.anggaran import amounts
from tulis import INVENTED, new_workbook, write_csv

GAP9 = ["Perangkat daerah", "Kode sub kegiatan", "Kebijakan/program/kegiatan",
        "Data pembuka wawasan", "Data L", "Data P", "Kode data", "Tahun data pembuka wawasan",
        "Faktor kesenjangan", "Sebab internal", "Sebab eksternal", "Reformulasi tujuan",
        "Rencana aksi", "Data dasar (baseline)", "Baseline L", "Baseline P", "Indikator gender",
        "Target", "Satuan"]  # fmt: skip
GAP4 = ["Perangkat daerah", "Program/kegiatan/sub kegiatan", "Isu dan masalah gender",
        "Penyebab APKM", "Rencana aksi", "K/L/PD terkait"]  # fmt: skip
GBS = ["SKPD", "Kode", "Sub kegiatan", "Analisis situasi", "Data L", "Data P", "Rencana aksi",
       "Output", "Jumlah anggaran", "Versi anggaran", "Tolok ukur", "Indikator",
       "Target", "Satuan", "Dampak/hasil"]  # fmt: skip
ECONOMY, SCHOOLS = "2.08.02.2.03.0001", "1.01.02.2.01.0012"  # of the sample of anggaran too
TRAINED = [count({"ukuran": "peserta_pelatihan", "jenjang": "semua", "jenis_kelamin": sex}, 2024,
                 CITY) for sex in "LP"]  # fmt: skip
NINE = (
    ("DP3AKB", ECONOMY, "Penguatan ekonomi perempuan", "Peserta pelatihan kerja 2024", *TRAINED,
     "peserta_pelatihan", 2024, "Partisipasi perempuan rendah", "Jadwal tidak ramah",
     "Beban pengasuhan", "Peserta perempuan meningkat", "Jadwal sore dan penitipan anak",
     "Peserta 2024", *TRAINED, "Peserta perempuan 50 persen", 60, "Orang"),
    ("Dinas Pendidikan", SCHOOLS, "Bantuan operasional", "Murid putus sekolah 2024", 214, 148, "",
     "", "Akses", "Data belum terpilah", "Anak laki-laki bekerja",
     "Putus sekolah turun bagi keduanya", "Pendampingan anak bekerja", "Putus sekolah 2024", 214,
     148, "Putus sekolah turun 10 persen", 180, "Orang"),
)  # fmt: skip
FOUR = (
    ("Dinas Pekerjaan Umum", "Pembangunan trotoar", "Perempuan merasa tidak aman di malam hari",
     "Akses: penerangan kurang", "Trotoar berpenerangan", "Dinas Perhubungan"),
)  # fmt: skip
STATEMENTS = (
    ("DP3AKB", ECONOMY, "Penguatan ekonomi perempuan", "Laki-laki lebih banyak dilatih", *TRAINED,
     "Pelatihan sore", "120 peserta", amounts(ECONOMY)[0], "murni",
     "Peserta perempuan seimbang dengan laki-laki", "Peserta perempuan", 60, "Orang",
     "Pendapatan perempuan naik"),
    ("Dinas Pendidikan", SCHOOLS, "Bantuan operasional", "Anak laki-laki lebih banyak putus", 214,
     148, "Pendampingan", "362 murid", amounts(SCHOOLS)[0], "murni",
     "Angka putus sekolah turun bagi keduanya", "Murid kembali bersekolah", 180, "Orang",
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
    prose = [*STATEMENTS[1][:8], "lima ratus juta", *STATEMENTS[1][9:]]
    write_csv(broken / "2025" / "R7_anggaran_kalimat.csv", [GBS, STATEMENTS[0], prose])
    _write_broken_chain(broken / "2025" / "R19S_gbs_bukan_gapnya.xlsx")


def _write_broken_chain(path: Path) -> None:
    """GAP and GBS of one sub kegiatan on two sheets; digits of a number are swapped."""
    numbers = [*STATEMENTS[1][:4], 214, 184, *STATEMENTS[1][6:]]
    with new_workbook(path) as workbook:
        for name, rows in {"GAP": (GAP9, *NINE), "GBS": (GBS, STATEMENTS[0], numbers)}.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
