"""Sample of kasus_kekerasan: invented cases of 2025 without any name, and broken registers."""

from pathlib import Path

from angka_rekaan import between, districts, names
from tulis import INVENTED, write_csv, write_sheet

HEAD = ["No", "Nomor registrasi", "Kode korban", "Tanggal kejadian", "Tanggal lapor", "Umur korban",
        "Jenis kelamin korban", "Bentuk kekerasan", "Tempat kejadian", "Hubungan pelaku",
        "Jenis layanan", "Kanal masuk", "Status kasus", "Kecamatan kejadian"]  # fmt: skip
FORMS = ("Fisik", "Psikis", "Fisik; psikis", "Seksual", "Seksual; psikis", "Penelantaran", "TPPO")
PLACES = ("Rumah tangga", "Rumah tangga", "Sekolah", "Fasilitas umum", "Daring", "Tempat kerja")
RELATIONS = ("Suami", "Orang tua", "Pacar", "Tetangga", "Guru", "Tidak dikenal")
SERVICES = ("Pengaduan", "Pengaduan; psikologis", "Pengaduan; kesehatan; bantuan hukum", "")
CHANNELS = ("Rumah Aman", "Koling PePA", "Ru-Ko Saling Sapa", "Nyapeu Wacil", "SAPA 129",
            "Silayang", "Polisi", "Datang langsung")  # fmt: skip
CASES = 48


def write(good: Path, broken: Path) -> None:
    """One register below `good`; below `broken` one file per broken rule."""
    title = [["REGISTER KORBAN KEKERASAN"], [INVENTED], []]
    rows = [_row(number) for number in range(1, CASES + 1)]
    write_sheet(good / "2025" / "register_2025.xlsx", [*title, HEAD, *rows], "Register")
    early, other = _row(3), _row(3)
    early[3:5] = ["14/03/2025", "12/03/2025"]
    write_csv(broken / "2025" / "V1_lapor_sebelum_kejadian.csv", [HEAD, _row(1), _row(2), early])
    other[7] = "Perundungan"
    write_csv(broken / "2025" / "R17_bukan_pilihan.csv", [HEAD, _row(1), _row(2), other])
    purpose = [[*HEAD, "Tujuan TPPO"], [*_row(6), "Kerja paksa"], [*_row(7), "Kerja paksa"]]
    write_csv(broken / "2025" / "V2_tujuan_tanpa_tppo.csv", purpose)


def _row(number: int) -> list[object]:
    """One invented victim; every third is a child, most are women and girls."""
    drawn = round(between(0, 10_000, "korban", str(number)))
    age = 4 + drawn % 14 if number % 3 == 0 else 18 + drawn % 44
    month = 1 + number % 12
    return [
        number, f"SRG/{month:02}/{number:03}", f"KB-{number:03}", f"05/{month:02}/2025",
        f"09/{month:02}/2025", f"{age} th", "Laki-laki" if number % 9 == 0 else "Perempuan",
        _nth(FORMS, number), _nth(PLACES, drawn), _nth(RELATIONS, drawn),
        _nth(SERVICES, drawn // 3), _nth(CHANNELS, drawn // 7),
        "Selesai" if number % 4 else "Proses",
        names()[_nth(districts(), drawn // 11)],
    ]  # fmt: skip


def _nth(words, number: int) -> str:
    return words[number % len(words)]
