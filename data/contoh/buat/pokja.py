"""Sample of pokja: an invented review and plan of the Pokja PUG, and reviews that break a rule."""

from pathlib import Path

from tulis import INVENTED, write_csv, write_sheet

HEAD = ["No", "Proses atau prasyarat", "Terpenuhi", "Bukti", "Nomor keputusan"]
REVIEW = (
    ("Perencanaan", "Ya", "RPJMD memuat isu gender", "3/2025"),
    ("Penganggaran", "Ya", "42 sub kegiatan ditandai ARG", "900/17/2025"),
    ("Pelaksanaan", "Sebagian", "Laporan 11 perangkat daerah", ""),
    ("Pemantauan", "Sebagian", "Instrumen belum dipakai semua", ""),
    ("Evaluasi", "Ya", "Evaluasi PUG 2024", "050/88/2025"),
    ("Pengawasan", "Tidak", "", ""),
    ("Pelaporan", "Ya", "Laporan semester I dan II", ""),
    ("Komitmen", "Ya", "Perda PUG", "5/2021"),
    ("Kebijakan", "Ya", "Peraturan wali kota", "21/2022"),
    ("Kelembagaan", "Ya", "Pokja dan focal point", "411/2025"),
    ("Sumber daya", "Sebagian", "Fasilitator PPRG 6 orang", ""),
    ("Data terpilah", "Sebagian", "Profil gender 2024", ""),
    ("Alat analisis", "Ya", "GAP dan GBS", ""),
    ("Partisipasi masyarakat", "Ya", "Forum PUSPA", "12/2024"),
)
PLAN_HEAD = ["Program/kegiatan rencana", "Data dasar", "Target tahun ini",
             "Indikator kinerja utama", "Anggaran rencana", "Unit pelaksana"]  # fmt: skip
PLAN = (
    ("Pelatihan PPRG", "11 PD", "24 PD", "PD ber-PPRG", 180_000_000, "DP3AKB"),
    ("Reviu GBS", "0 PD", "12 PD", "PD direviu", 65_000_000, "Inspektorat"),
    ("Profil gender", "1 buku", "1 buku", "Profil terbit", 90_000_000, "Bappeda"),
)


def write(good: Path, broken: Path) -> None:
    """A review and a plan below `good`; below `broken` one file per broken rule."""
    title = [["PEMENUHAN PUG KOTA SERANG 2025"], [INVENTED], []]
    rows = [[number, *row] for number, row in enumerate(REVIEW, start=1)]
    write_sheet(good / "2025" / "pemenuhan_2025.xlsx", [*title, HEAD, *rows])
    write_csv(good / "2025" / "rencana_pokja_2025.csv", [PLAN_HEAD, *PLAN])
    sound = [HEAD, [1, *REVIEW[0]]]
    judged = [2, "Penganggaran", "cukup", "", ""]
    write_csv(broken / "2025" / "R17_bukan_pilihan.csv", [*sound, judged])
    twice = [[2, *REVIEW[1]], [3, "Penganggaran", "Tidak", "", ""]]
    write_csv(broken / "2025" / "R12_dinilai_dua_kali.csv", [*sound, *twice])
