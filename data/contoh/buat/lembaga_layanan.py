"""Sample of lembaga_layanan: invented providers of services, and a broken register."""

from pathlib import Path

from angka_rekaan import districts, names
from tulis import INVENTED, write_csv, write_sheet

HEAD = ["No", "Nama lembaga", "Jenis lembaga", "Bidang layanan", "Terstandar", "Kecamatan"]
KINDS = (
    ("Psikolog", "Konseling"),
    ("LBH", "Bantuan hukum"),
    ("Komunitas", "Pencegahan; anak"),
    ("Perguruan tinggi", "Pemberdayaan"),
    ("Rumah sakit", "Kesehatan; konseling"),
)


def write(good: Path, broken: Path) -> None:
    """One register below `good`; below `broken` one file per broken rule."""
    rows = [_row(number) for number in range(1, 19)]
    title = [["LEMBAGA PENYEDIA LAYANAN"], [INVENTED], []]
    write_sheet(good / "2025" / "lembaga_2025.xlsx", [*title, HEAD, *rows])
    wrong = [3, "Lembaga Contoh 3", "Warung", "Konseling", "Ya", "Curug"]
    write_csv(broken / "2025" / "R17_bukan_pilihan.csv", [HEAD, _row(1), _row(2), wrong])


def _row(number: int) -> list[object]:
    kind, field = KINDS[number % len(KINDS)]
    place = names()[districts()[number % 6]]
    return [number, f"Lembaga Contoh {number}", kind, field, "Tidak" if number % 4 else "Ya", place]
