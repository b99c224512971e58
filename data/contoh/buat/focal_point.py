"""Sample of focal_point: invented focal points of invented decrees, and broken rosters."""

from pathlib import Path

from tulis import INVENTED, write_csv, write_sheet

AGENCIES = ("Bappeda", "BPKAD", "DP3AKB", "Inspektorat", "Satpol PP", "Dinas Pendidikan",
            "Dinas Kesehatan", "Disdukcapil", "Dinas Tenaga Kerja", "Diskop UKM", "BKPSDM",
            "Dinas Sosial")  # fmt: skip
HEAD = ["No", "Perangkat daerah", "Jabatan", "Jenis kelamin", "Nomor SK", "Tanggal SK",
        "Masih aktif"]  # fmt: skip


def write(good: Path, broken: Path) -> None:
    """One roster below `good`; below `broken` one file per broken rule."""
    rows = [
        [number, agency, job, sex, f"050/{number:03}-SK/2025", "03/02/2025", active]
        for number, agency in enumerate(AGENCIES, start=1)
        for job, sex, active in (
            ("Sekretaris", "Laki-laki" if number % 3 else "Perempuan", "Ya"),
            ("Perencana", "Perempuan", "Ya" if number % 4 else "Tidak"),
        )
    ]
    title = [["FOCAL POINT PUG KOTA SERANG"], [INVENTED], []]
    write_sheet(good / "2025" / "focal_point_2025.xlsx", [*title, HEAD, *rows])
    sound = [[1, "Bappeda", "Sekretaris", "L", "050/001", "03/02/2025", "Ya"],
             [2, "Bappeda", "Perencana", "P", "050/001", "03/02/2025", "Ya"]]  # fmt: skip
    impossible = [3, "BPKAD", "Sekretaris", "P", "050/002", "31/02/2025", "Ya"]
    write_csv(broken / "2025" / "R11D_bukan_tanggal.csv", [HEAD, *sound, impossible])
    unknown = [3, "BPKAD", "Sekretaris", "P", "050/002", "03/02/2025", "mungkin"]
    write_csv(broken / "2025" / "R17_bukan_pilihan.csv", [HEAD, *sound, unknown])
