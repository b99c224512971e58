"""Sample of asn: an invented table per agency and post, an invented roster, and broken ones."""

from pathlib import Path

from angka_rekaan import between
from tulis import INVENTED, write_csv, write_sheet

AGENCIES = ("Bappeda", "BPKAD", "DP3AKB", "Inspektorat", "Dinas Pendidikan", "Dinas Kesehatan",
            "Disdukcapil", "Dinas Tenaga Kerja", "BKPSDM", "Dinas Sosial")  # fmt: skip
POSTS = (("JPT pratama", 0, 2), ("Administrator", 1, 6), ("Pengawas", 2, 9),
         ("Fungsional", 12, 160), ("Pelaksana", 8, 60))  # fmt: skip
HEAD = ["Perangkat daerah", "Jabatan", "L", "P", "L+P"]
ROSTER = ["NIP", "Jenis kelamin", "Tanggal lahir", "Golongan", "Eselon", "Jenis jabatan",
          "Unit kerja"]  # fmt: skip


def write(good: Path, broken: Path) -> None:
    """Tables of 2025 and a roster of 2024 below `good`; below `broken` one file per rule."""
    rows = [_row(agency, *post) for agency in AGENCIES for post in POSTS]
    title = [["ASN KOTA SERANG MENURUT PERANGKAT DAERAH DAN JABATAN"], [INVENTED], []]
    write_sheet(good / "2025" / "asn_2025.xlsx", [*title, HEAD, *rows], "ASN")
    people = [_person(number, AGENCIES[number % len(AGENCIES)]) for number in range(60)]
    write_csv(good / "2024-S2" / "daftar_asn_2024.csv", [ROSTER, *people])
    wrong = [*rows[0][:4], 99]
    write_sheet(broken / "2025" / "R1_jumlah_tidak_sama.xlsx", [HEAD, wrong, *rows[1:5]])
    other = [people[0][0], "P" if people[0][1] == "L" else "L", *people[0][2:]]
    write_csv(broken / "2025" / "R14P_jenis_kelamin_lain.csv", [ROSTER, other, *people[1:6]])
    numbers = [[int(person[0]), *person[1:]] for person in people[:4]]
    write_sheet(broken / "2025" / "R21_nip_jadi_angka.xlsx", [ROSTER, *numbers, *people[4:8]])


def _row(agency: str, post: str, low: int, high: int) -> list:
    men, women = (round(between(low, high, agency, post, sex)) for sex in "LP")
    return [agency, post, men, women, men + women]


def _person(number: int, agency: str) -> list:
    """Somebody who does not exist: serial 9xx, as no real NIP of this birth date has it."""
    sex = number % 2
    year, month, day = 1970 + number % 25, 1 + number % 12, 1 + number % 28
    nip = f"{year}{month:02}{day:02}{year + 25}01{sex + 1}{900 + number}"
    echelon = "II.b" if number % 20 == 0 else "III.a" if number % 8 == 0 else "-"
    post = "Fungsional" if number % 3 else "Pelaksana"
    return [nip, "LP"[sex], f"{day:02}/{month:02}/{year}", ("III/b", "IV/a", "II/c")[number % 3],
            echelon, post, agency]  # fmt: skip
