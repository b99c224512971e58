"""Sample of kesehatan_ibu_anak: births and deaths per puskesmas, deliveries per kecamatan."""

from pathlib import Path

from angka_rekaan import between, districts, names
from tulis import INVENTED, write_csv, write_sheet

GROUPS = ("Laki-laki", "Perempuan", "Laki-laki + Perempuan")
BIRTHS = [
    ["No", "Kecamatan", "Puskesmas", ("Jumlah kelahiran", 9)],
    ["", "", "", *((group, 3) for group in GROUPS)],
    ["", "", "", *("Hidup", "Mati", "Hidup + Mati") * 3],
]
DEATHS = [
    ["No", "Kecamatan", "Puskesmas", ("Jumlah kematian", 12)],
    ["", "", "", *((group, 4) for group in GROUPS)],
    ["", "", "", *("Neonatal", ("Balita", 3)) * 3],
    ["", "", "", *("", "Bayi", "Anak balita", "Jumlah total") * 3],
]
MOTHERS = ["kecamatan", "jumlah_ibu_hamil", "jumlah_ibu_bersalin", "persalinan_di_faskes",
           "kematian_ibu"]  # fmt: skip


def write(good: Path, broken: Path) -> None:
    """Two tables of a yearly profile and one list below `good`; broken ones below `broken`."""
    births, deaths = _rows(_births), _rows(_deaths)
    rates = ["Angka lahir mati per 1.000 kelahiran", "", "", 0, 5.1, 0, 0, 4.8, 0, 0, 5.0, 0]
    for title, head, rows, rest in (
        ("kelahiran", BIRTHS, births, [rates]), ("kematian", DEATHS, deaths, []),
    ):  # fmt: skip
        titles = [[f"JUMLAH {title.upper()} MENURUT JENIS KELAMIN DAN PUSKESMAS"], [INVENTED]]
        total = ["Jumlah (kab/kota)", "", "", *_sums(rows)]
        write_sheet(good / "2025" / f"{title}_2025.xlsx", [*titles, *head, *rows, total, *rest])
    write_csv(good / "2025" / "ibu_2025.csv", [MOTHERS, *map(_mothers, districts())])
    wrong = [1, *_sums(births)[1:]]
    write_sheet(broken / "2025" / "R2_baris_jumlah.xlsx",
                [*BIRTHS, *births, ["Jumlah", "", "", *wrong]])  # fmt: skip
    unknown = ["Serang Baru", 410, 388, 371, 1]
    write_csv(broken / "2025" / "R4_kecamatan_tak_dikenal.csv",
              [MOTHERS, _mothers(districts()[0]), unknown])  # fmt: skip


def _rows(numbers) -> list[list]:
    places = [(code, half) for code in districts() for half in (1, 2)]
    return [
        [number, names()[code] if half == 1 else "", f"{names()[code]} {half}",
         *numbers(names()[code], half)]
        for number, (code, half) in enumerate(places, 1)
    ]  # fmt: skip


def _births(*place) -> list[int]:
    live = [round(between(150, 420, "hidup", sex, *place)) for sex in GROUPS[:2]]
    dead = [round(between(0, 4, "mati", sex, *place)) for sex in GROUPS[:2]]
    pairs = [*zip(live, dead, strict=True), (sum(live), sum(dead))]
    return [number for alive, lost in pairs for number in (alive, lost, alive + lost)]


def _deaths(*place) -> list[int]:
    parts = []
    for sex in GROUPS[:2]:
        newborn = round(between(0, 3, "neonatal", sex, *place))
        baby = newborn + round(between(0, 2, "bayi", sex, *place))
        child = round(between(0, 2, "anak balita", sex, *place))
        parts.append([newborn, baby, child, baby + child])
    both = [sum(pair) for pair in zip(*parts, strict=True)]
    return [*parts[0], *parts[1], *both]


def _sums(rows: list[list]) -> list[int]:
    return [sum(row[place] for row in rows) for place in range(3, len(rows[0]))]


def _mothers(code: str) -> list:
    pregnant = round(between(900, 3900, "ibu hamil", code))
    delivered = round(pregnant * between(0.9, 0.96, "ibu bersalin", code))
    inside = round(delivered * between(0.93, 0.99, "faskes", code))
    return [names()[code], pregnant, delivered, inside, round(between(0, 3, "kematian ibu", code))]
