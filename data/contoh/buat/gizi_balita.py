"""Sample of gizi_balita: two weighing months of 2025 per kelurahan, and broken ones."""

from pathlib import Path

from angka_rekaan import between, districts, names, villages
from tulis import write_csv

KINDS = ("Diukur", "Pendek", "Sangat pendek", "Gizi kurang", "Gizi buruk")
HEAD = ["Kecamatan", "Kelurahan", "Tahun", "Bulan", *(f"{k} {s}" for k in KINDS for s in "LP")]
SHARES = {"Pendek": (0.06, 0.13), "Sangat pendek": (0.01, 0.04), "Gizi kurang": (0.03, 0.07),
          "Gizi buruk": (0.002, 0.01)}  # fmt: skip


def write(good: Path, broken: Path) -> None:
    """One list of both months below `good`; below `broken` one file per broken rule."""
    places = [(district, village) for district in districts() for village in villages(district)]
    rows = [_row(*place, month) for month in ("Februari", "Agustus") for place in places]
    write_csv(good / "gizi_2025.csv", [HEAD, *rows])
    curug = [_row(*place, "Februari") for place in places[:3]]
    halved = [[cell for title, cell in zip(HEAD, row, strict=True) if "Sangat" not in title]
              for row in (HEAD, *curug)]  # fmt: skip
    write_csv(broken / "B8_tanpa_sangat_pendek.csv", halved)
    letters = [*curug[0][:4], "85 anak", *curug[0][5:]]
    write_csv(broken / "R7_satuan_dalam_sel.csv", [HEAD, letters, *curug[1:]])
    aged = [[*row[:4], age, *row[4:]] for age, row in zip(("0-4", "5-9"), curug, strict=False)]
    write_csv(broken / "R23_bukan_balita.csv", [[*HEAD[:4], "Kelompok umur", *HEAD[4:]], *aged])


def _row(district: str, village: str, month: str) -> list:
    cells: list = [names()[district], names()[village], 2025, month]
    measured = [round(between(90, 260, "diukur", village, month, sex)) for sex in "LP"]
    cells += measured
    for kind in KINDS[1:]:
        cells += [round(all_ * between(*SHARES[kind], kind, village, month, sex))
                  for all_, sex in zip(measured, "LP", strict=True)]  # fmt: skip
    return cells
