"""Sample of edukasi: invented outreach of 2025 down to RT/RW, and a broken table."""

from pathlib import Path

from angka_rekaan import between, districts, names
from tulis import INVENTED, write_csv, write_sheet

HEAD = [["Wilayah", "RT/RW", "Triwulan", "Bentuk kegiatan", "Topik", "Jumlah kegiatan",
         ("Peserta", 3)],
        ["", "", "", "", "", "", "L", "P", "L+P"]]  # fmt: skip
KINDS = (("Sosialisasi", "Perkawinan anak"), ("Penyuluhan", "TPPO"))


def write(good: Path, broken: Path) -> None:
    """One workbook below `good`; below `broken` one file per broken rule."""
    rows = [_row(place, quarter, *kind) for place in districts() for quarter in ("II", "IV")
            for kind in KINDS]  # fmt: skip
    aired = ["Wilayah", "Triwulan", "Media", "Tema", "Jumlah kegiatan", "Ditonton"]
    shows = [
        ["Kota Serang", quarter, "Studio Siniar", "Pengasuhan", 6, views]
        for quarter, views in (("I", 812), ("II", 954), ("III", 1033), ("IV", 1178))
    ]
    title = [["KOMUNIKASI, INFORMASI, DAN EDUKASI"], [INVENTED], []]
    write_sheet(good / "2025" / "edukasi_2025.xlsx", [*title, *HEAD, *rows])
    write_csv(good / "2025" / "siniar_2025.csv", [aired, *shows])
    wrong = [*_row("36.73.02", "II", *KINDS[0])[:-1], 67]
    write_sheet(broken / "2025" / "R1_jumlah_tidak_sama.xlsx",
                [*HEAD, _row("36.73.04", "II", *KINDS[0]), wrong])  # fmt: skip
    head = ["Kecamatan", "Media", "Peserta L", "Peserta P"]
    write_csv(
        broken / "2025" / "R17_bukan_pilihan.csv",
        [head, ["Curug", "Sosialisasi", 20, 30], ["Kasemen", "Layar tancap", 20, 30]],
    )


def _row(place: str, quarter: str, kind: str, topic: str) -> list[object]:
    men, women = (round(between(8, 40, "peserta", place, quarter, kind, sex)) for sex in "LP")
    return [names()[place], "RT 02/RW 05", quarter, kind, topic, 1, men, women, men + women]
