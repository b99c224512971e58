"""Sample of legislatif: the invented council of 2025 by party and dapil, and a list of names."""

from pathlib import Path

from tulis import INVENTED, write_csv, write_sheet

# Party, then men and women in each dapil: 36 men and 9 women in all.
COUNCIL = (
    ("Golkar", (3, 1), (2, 0), (3, 1)),
    ("Gerindra", (2, 0), (3, 1), (2, 1)),
    ("PKS", (2, 1), (2, 0), (2, 0)),
    ("PDI Perjuangan", (2, 0), (1, 1), (2, 0)),
    ("NasDem", (1, 1), (2, 0), (1, 0)),
    ("Demokrat", (1, 0), (1, 0), (2, 1)),
    ("PAN", (1, 0), (1, 1), (0, 0)),
)
CANDIDATES = (
    ("PPP", "Serang 1", "Perempuan"), ("PPP", "Serang 1", "Laki-laki"),
    ("PPP", "Serang 1", "Laki-laki"), ("PKB", "Serang 2", "Perempuan"),
    ("PKB", "Serang 2", "Laki-laki"), ("PSI", "Serang 3", "Laki-laki"),
    ("PSI", "Serang 3", "Perempuan"), ("PSI", "Serang 3", "Perempuan"),
)  # fmt: skip
HEAD = [["Dapil", "Partai", ("Anggota DPRD", 3)], ["", "", "L", "P", "L+P"]]


def write(good: Path, broken: Path) -> None:
    """A recapitulation and a roster below `good`; below `broken` one file per broken rule."""
    rows = [
        [f"Serang {number}", party, men, women, men + women]
        for party, *dapil in COUNCIL
        for number, (men, women) in enumerate(dapil, start=1)
    ]
    title = [["ANGGOTA DPRD KOTA SERANG TAHUN 2025"], [INVENTED], []]
    write_sheet(good / "2025" / "anggota_dprd.xlsx", [*title, *HEAD, *rows], "DPRD")
    head = ["No", "Partai", "Dapil", "Nama Calon", "Jenis Kelamin"]
    roster = [[n, party, dapil, "(nama tidak dibaca)", sex]
              for n, (party, dapil, sex) in enumerate(CANDIDATES, start=1)]  # fmt: skip
    write_csv(good / "2025" / "dct.csv", [["DAFTAR CALON TETAP (DCT)"], [INVENTED], head, *roster])
    sound = ["Serang 1", "Golkar", 3, 1, 4]
    write_sheet(broken / "2025" / "R1_jumlah_tidak_sama.xlsx",
                [*HEAD, sound, ["Serang 1", "PKS", 2, 1, 4]])  # fmt: skip
    write_sheet(broken / "2025" / "R17_partai_tak_dikenal.xlsx",
                [*HEAD, sound, ["Serang 1", "Partai Contoh", 2, 1, 3]])  # fmt: skip
