"""Sample of pengawasan: invented reviews of 2025 by the Inspektorat; lists that break a rule."""

from pathlib import Path

from tulis import INVENTED, write_csv, write_sheet

HEAD = ["Perangkat daerah yang direviu", "Nomor laporan", "Tanggal laporan",
        "Dokumen yang direviu", "Hasil reviu", "Uraian temuan", "Rekomendasi",
        "Status tindak lanjut"]  # fmt: skip
REVIEWS = (
    ("DP3AKB", "700/11/LHR/2025", "14/03/2025", "GBS", "Ada temuan",
     "Anggaran GBS berbeda dari DPA", "Samakan dengan DPA", "Selesai"),
    ("DP3AKB", "700/11/LHR/2025", "14/03/2025", "GAP", "Sesuai", "", "", ""),
    ("Dinas Pendidikan", "700/12/LHR/2025", "21/03/2025", "GAP", "Ada temuan",
     "Data pembuka wawasan tidak terpilah", "Lengkapi data L/P", "Dalam proses"),
    ("Dinas Pendidikan", "700/12/LHR/2025", "21/03/2025", "GBS", "Ada temuan",
     "Indikator tanpa target", "Tetapkan target", "Belum ditindaklanjuti"),
    ("Dinas Pekerjaan Umum", "700/19/LHR/2025", "02/06/2025", "PPRG", "Ada temuan",
     "GAP belum disusun", "Susun GAP", "Selesai"),
)  # fmt: skip


def write(good: Path, broken: Path) -> None:
    """One list below `good`; below `broken` one file per broken rule."""
    title = [["REVIU PPRG DAN GBS INSPEKTORAT KOTA SERANG 2025"], [INVENTED], []]
    write_sheet(good / "2025" / "reviu_2025.xlsx", [*title, HEAD, *REVIEWS])
    unknown = [*REVIEWS[2][:7], "nanti"]
    write_csv(broken / "2025" / "R17_status_tak_dikenal.csv", [HEAD, REVIEWS[0], unknown])
    unnamed = [REVIEWS[2][0], "", *REVIEWS[2][2:]]
    write_csv(broken / "2025" / "T3_tanpa_nomor.csv", [HEAD, REVIEWS[0], unnamed])
