"""Sample of pemerintah_desa: the invented lurah and staff of 2025, and files that break a rule."""

from pathlib import Path

from angka_rekaan import between, count, districts, names, villages
from tulis import INVENTED, write_csv, write_sheet

LURAH = {"ukuran": "lurah", "jenis_kelamin": "P", "jenjang": "semua"}
HEAD = [
    ["Kode Wilayah", "Kelurahan", ("Lurah", 3), ("Perangkat kelurahan", 3)],
    ["", "", *("L", "P", "L+P") * 2],
]


def write(good: Path, broken: Path) -> None:
    """One workbook of all kelurahan below `good`; below `broken` one file per broken rule."""
    rows = []
    for district in districts():
        women = count(LURAH, 2025, district)
        for place, code in enumerate(villages(district)):
            own = int(place < women)
            men_of_staff, women_of_staff = (round(between(2, 6, code, sex)) for sex in "LP")
            rows.append([code, names()[code], 1 - own, own, 1, men_of_staff, women_of_staff,
                         men_of_staff + women_of_staff])  # fmt: skip
    title = [["LURAH DAN PERANGKAT KELURAHAN KOTA SERANG TAHUN 2025"], [INVENTED], []]
    write_sheet(good / "2025" / "kelurahan_2025.xlsx", [*title, *HEAD, *rows])
    head = ["Kode Wilayah", "Nama Desa", "JK", "Anggota BPD"]
    sound = [["36.73.04.1001", "Curug", "L", 5], ["36.73.04.1001", "Curug", "P", 2]]
    alone = [["36.73.04.1002", "Tinggar", "L", 6]]
    write_csv(broken / "2025" / "R8_hanya_satu_jenis_kelamin.csv", [head, *sound, *alone])
    wrong = [["36.73.04.1002", "Curug", "L", 6], ["36.73.04.1002", "Curug", "P", 1]]
    write_csv(broken / "2025" / "R4N_nama_bukan_kodenya.csv", [head, *sound, *wrong])
