"""Sample of umkm: owners counted per kelurahan, listed per enterprise, and broken lists."""

from pathlib import Path

from angka_rekaan import between, districts, names, villages
from tulis import write_csv

HEAD = ["Kecamatan", "Kelurahan", *(f"{scale} {sex}" for scale in ("Mikro", "Kecil", "Menengah")
                                    for sex in "LP")]  # fmt: skip
ROSTER = ["Nama usaha", "Kecamatan", "Kelurahan", "JK pemilik", "Skala", "Sektor", "NIB"]
SIZES = ((150, 600), (5, 60), (0, 6))


def write(good: Path, broken: Path) -> None:
    """Counts of 2025 and a short list of 2023 below `good`; below `broken` a file per broken rule.

    A year lies between them: beside all owners of 2025 the listed ones would be a gross jump.
    """
    places = [(district, village) for district in districts() for village in villages(district)]
    write_csv(good / "2025" / "umkm_2025.csv", [HEAD, *(_counts(*place) for place in places)])
    curug = [_business(number, *places[number % len(places)]) for number in range(90)]
    write_csv(good / "2023" / "daftar_umkm_2023.csv", [ROSTER, *curug])
    unknown = [*curug[0][:4], "raksasa", *curug[0][5:]]
    write_csv(broken / "2025" / "R17_skala_tak_dikenal.csv", [ROSTER, unknown, *curug[1:4]])
    elsewhere = [*curug[0][:2], "Antah Berantah", *curug[0][3:]]
    write_csv(broken / "2025" / "R4_kelurahan_tak_dikenal.csv", [ROSTER, elsewhere, *curug[1:4]])


def _counts(district: str, village: str) -> list:
    numbers = [round(between(*size, "umkm", village, size, sex)) for size in SIZES for sex in "LP"]
    return [names()[district], names()[village], *numbers]


def _business(number: int, district: str, village: str) -> list:
    """One enterprise; every tenth owner has another one before it in the list."""
    sex = "" if number % 17 == 0 else "LP"[number % 2]
    scale = "Usaha kecil" if number % 9 == 0 else "Mikro"
    trade = ("Kuliner", "Perdagangan", "Fashion", "Jasa")[number % 4]
    return [f"Usaha rekaan {number}", names()[district], names()[village], sex, scale, trade,
            f"91200000{number:05}"]  # fmt: skip
