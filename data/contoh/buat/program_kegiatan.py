"""Sample of program_kegiatan: an invented work plan of 2025, and plans that each break a rule."""

from pathlib import Path

from tulis import INVENTED, write_csv, write_sheet

DECREE = "Kepmendagri 900.1.15.5-3406/2024"
HEAD = ["Kode", "Sub kegiatan", "Indikator kinerja", "Target", "Pagu indikatif",
        "Perangkat daerah", "Keputusan nomenklatur"]  # fmt: skip
PROGRAM = "Program Pengarusutamaan Gender dan Pemberdayaan Perempuan"
PLAN = (
    ("2.08.02", PROGRAM, "Persentase ARG", "11,32 %", 635_000_000),
    ("2.08.02.2.01", "Pelembagaan PUG pada Lembaga Pemerintah", "Perangkat daerah ber-PPRG",
     "24 PD", 410_000_000),
    ("2.08.02.2.01.0001", "Koordinasi pelembagaan PUG", "Dokumen koordinasi", "12 Dokumen",
     230_000_000),
    ("2.08.02.2.01.0002", "Pendampingan PPRG", "Perangkat daerah didampingi", "24 Perangkat Daerah",
     180_000_000),
    ("2.08.02.2.03", "Pemberdayaan perempuan", "Perempuan dilatih", "120 Orang", 225_000_000),
    ("2.08.02.2.03.0001", "Penguatan ekonomi perempuan", "Perempuan dilatih", "120 Orang",
     225_000_000),
)  # fmt: skip


def write(good: Path, broken: Path) -> None:
    """One plan below `good`; below `broken` one file per broken rule."""
    title = [["RENCANA KERJA DP3AKB KOTA SERANG TAHUN 2025"], [INVENTED], []]
    rows = [[*row, "DP3AKB", DECREE] for row in PLAN]
    write_sheet(good / "2025" / "renja_2025.xlsx", [*title, HEAD, *rows], "Renja")
    head = [HEAD[0], HEAD[1], HEAD[2], HEAD[3], HEAD[6]]
    sound = ["2.08.02.2.01.0001", "Koordinasi", "Dokumen", "12 Dokumen", DECREE]
    later = ["2.08.02.2.01.0002", "Pendampingan", "PD", "24 PD", "Kepmendagri 1-99/2031"]
    write_csv(broken / "2025" / "R18_keputusan_tak_dikenal.csv", [head, sound, later])
    other = [*HEAD[:4], "Nama program"]
    named = ["2.08.06.2.01.0001", "Forum anak", "Forum", "1 Forum", "Program Pengelolaan Jalan"]
    write_csv(broken / "2025" / "R18N_nama_program_lain.csv",
              [other, [*sound[:4], PROGRAM], named])  # fmt: skip
