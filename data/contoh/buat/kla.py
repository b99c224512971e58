"""Sample of kla: invented scores of the 24 indicators in 2025, and scores that break a rule."""

from pathlib import Path

from angka_rekaan import between
from tulis import INVENTED, write_csv, write_sheet

HEAD = ["No", "Indikator KLA", "Nilai mandiri", "Nilai akhir"]


def write(good: Path, broken: Path) -> None:
    """One table below `good`; below `broken` one file per broken rule."""
    rows: list[list] = []
    for number in range(1, 25):
        own = round(between(20, 45, "kla", number), 1)
        rows.append([number, f"Indikator {number}", own, round(own * 0.9, 1)])
    whole = ["", "Nilai KLA", *(round(sum(row[column] for row in rows), 1) for column in (2, 3))]
    title = [["PENILAIAN KLA KOTA SERANG TAHUN 2025"], [INVENTED], []]
    write_sheet(good / "2025" / "kla_2025.xlsx", [*title, HEAD, *rows, whole])
    sound = [1, "Perda KLA", "38,5", "34,0"]
    write_csv(broken / "2025" / "R17_bukan_indikator.csv",
              [HEAD, sound, [25, "Taman kota", "12,0", "11,0"]])  # fmt: skip
    write_csv(broken / "2025" / "R6S_lebih_dari_1000.csv",
              [HEAD, sound, ["", "Nilai KLA", "7.210,0", "6.890,0"]])  # fmt: skip
