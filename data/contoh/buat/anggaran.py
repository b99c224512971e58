"""Sample of anggaran: an invented export of SIPD for 2025, and exports that each break one rule."""

from pathlib import Path

from angka_rekaan import CITY, between, count
from tulis import INVENTED, write_csv, write_sheet

HEAD = ["Kode", "Uraian", "Nama SKPD", "Jenis belanja", "ARG", "Kategori ARG", "Pagu Murni",
        "Pagu Perubahan", "Realisasi"]  # fmt: skip
# Programme and agency, then its sub kegiatan: code, name, kind of spending and ARG category.
BUDGET = {
    ("2.08.02", "Program Pengarusutamaan Gender dan Pemberdayaan Perempuan", "DP3AKB"): (
        ("2.01.0001", "Koordinasi pelembagaan PUG", "Operasi", "kelembagaan"),
        ("2.01.0002", "Pendampingan PPRG perangkat daerah", "Operasi", "kelembagaan"),
        ("2.03.0001", "Penguatan ekonomi perempuan", "Operasi", "khusus"),
    ),
    ("2.08.06", "Program Pemenuhan Hak Anak", "DP3AKB"): (
        ("2.01.0001", "Forum anak", "Operasi", "kesetaraan"),
    ),
    ("1.02.02", "Program Pemenuhan Upaya Kesehatan", "Dinas Kesehatan"): (
        ("2.02.0001", "Pelayanan kesehatan ibu hamil", "Operasi", "kesetaraan"),
    ),
    ("1.01.01", "Program Penunjang Urusan Pemerintahan Daerah", "Dinas Pendidikan"): (
        ("2.02.0001", "Penyediaan gaji dan tunjangan ASN", "Operasi", ""),
    ),
    ("1.01.02", "Program Pengelolaan Pendidikan", "Dinas Pendidikan"): (
        ("2.01.0005", "Rehabilitasi ruang kelas", "Modal", ""),
        ("2.01.0012", "Bantuan operasional", "Operasi", "kesetaraan"),
    ),
    ("1.03.10", "Program Penyelenggaraan Jalan", "Dinas Pekerjaan Umum"): (
        ("2.01.0007", "Pemeliharaan jalan", "Modal", ""),
        ("2.01.0009", "Pembangunan trotoar", "Modal", "kesetaraan"),
    ),
}  # fmt: skip
# These two make up the ceilings that the element list of the city states for all its agencies.
TAGGED_REST, OTHER_REST = "1.02.02.2.02.0001", "1.01.01.2.02.0001"


def write(good: Path, broken: Path) -> None:
    """One export below `good`; below `broken` one file per broken rule."""
    title = [["APBD KOTA SERANG TAHUN ANGGARAN 2025"], [INVENTED], []]
    rows = [row for program in BUDGET for row in program_rows(*program)]
    write_sheet(good / "2025" / "sipd_2025.xlsx", [*title, HEAD, *rows], "SIPD")
    head = HEAD[:3] + HEAD[6:7]
    sums = [["2.08.02", "Program PUG", "DP3AKB", "90.000.000"],
            ["2.08.02.2.01.0001", "Koordinasi", "DP3AKB", "60.000.000"],
            ["2.08.02.2.01.0002", "Pendampingan", "DP3AKB", "40.000.000"]]  # fmt: skip
    sound = ["2.08.06.2.01.0001", "Forum anak", "DP3AKB", "25.000.000"]
    write_csv(broken / "2025" / "R2_program_bukan_jumlahnya.csv", [head, *sums, sound])
    short = ["2.08.2.01.0002", "Pendampingan", "DP3AKB", "40.000.000"]
    write_csv(broken / "2025" / "R18_kode_nomenklatur.csv", [head, sound, short])


def program_rows(code: str, name: str, agency: str) -> list[list]:
    """A programme with its kegiatan and sub kegiatan; every row above is the sum of those below."""
    details: list[list] = [
        [f"{code}.{sub}", text, agency, kind, "Ya" if category else "", category,
         *amounts(f"{code}.{sub}")]
        for sub, text, kind, category in BUDGET[code, name, agency]
    ]  # fmt: skip
    rows: list[list] = [[code, name, agency, "", "", "", *added_up(details)]]
    for activity in dict.fromkeys(row[0].rpartition(".")[0] for row in details):
        own = [row for row in details if row[0].startswith(f"{activity}.")]
        rows += [[activity, "Kegiatan", agency, "", "", "", *added_up(own)], *own]
    return rows


def amounts(code: str) -> list[int]:
    """Ceiling, changed ceiling and realisation of one sub kegiatan, in whole thousands."""
    ceiling = _rest(code) or round(between(40_000, 900_000, "pagu", code)) * 1000
    changed = round(ceiling * between(0.9, 1.15, "perubahan", code) / 1000) * 1000
    return [ceiling, changed, round(changed * between(0.8, 0.99, "realisasi", code))]


def _rest(code: str) -> int:
    """What is left of the city's total for the two sub kegiatan that fill it up; else nothing."""
    if code not in (TAGGED_REST, OTHER_REST):
        return 0
    own = [(f"{program[0]}.{sub[0]}", bool(sub[3])) for program, subs in BUDGET.items()
           for sub in subs]  # fmt: skip
    ceilings = {known: amounts(known)[0] for known, _ in own if known not in (code, OTHER_REST)}
    if code == OTHER_REST:
        return _of_city("belanja_operasi_modal") - sum(ceilings.values())
    tagged = sum(ceilings[known] for known, is_tagged in own if is_tagged and known in ceilings)
    return _of_city("anggaran_responsif_gender") - tagged


def _of_city(measure: str) -> int:
    return count({"ukuran": measure, "jenis_kelamin": "TB", "jenjang": "semua"}, 2025, CITY)


def added_up(rows: list[list]) -> list[int]:
    """The three amounts of several rows, each column added up."""
    return [sum(row[column] for row in rows) for column in (6, 7, 8)]
