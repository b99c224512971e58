"""Sample of kontak_layanan: invented contacts of 2025 with case numbers of the sample register."""

from pathlib import Path

from angka_rekaan import between
from tulis import INVENTED, write_csv, write_sheet

HEAD = ["No", "Nomor registrasi kasus", "Tanggal kontak", "Kanal", "Jenis kelamin", "Umur",
        "Dirujuk ke"]  # fmt: skip
CHANNELS = ("UPTD PPA", "Rumah sakit", "Polisi", "Rumah Aman")
CONTACTS, REFERRED, NUMBERED = 30, 12, 9


def write(good: Path, broken: Path) -> None:
    """The contacts of UPTD PPA and of Satpol PP below `good`; a broken list below `broken`."""
    title = [["KONTAK KORBAN DENGAN LAYANAN"], [INVENTED], []]
    rows = [_contact(number) for number in range(1, CONTACTS + 1)]
    write_sheet(good / "2025" / "kontak_2025.xlsx", [*title, HEAD, *rows], "Kontak")
    sent = [_referral(number) for number in range(1, REFERRED + 1)]
    write_csv(good / "2025" / "satpol_pp_2025.csv", [HEAD, *sent])
    other = _contact(4)
    other[3] = "Dukun"
    write_csv(broken / "2025" / "R17_bukan_pilihan.csv", [HEAD, *rows[:3], other])


def _contact(number: int) -> list[object]:
    """A victim of the register of cases, met again by one of four channels."""
    case = 1 + round(between(0, 47, "kontak", number))
    channel = CHANNELS[number % len(CHANNELS)]
    return [number, *_victim(case), channel, *_facts(case), ""]


def _referral(number: int) -> list[object]:
    """A person whom Satpol PP referred; three of them have no number of a case."""
    case = 4 * number
    known = [_victim(case)[0] if number <= NUMBERED else "", _victim(case)[1]]
    return [number, *known, "Satpol PP", *_facts(case), "UPTD PPA"]


def _victim(case: int) -> list[object]:
    month = 1 + case % 12
    return [f"SRG/{month:02}/{case:03}", f"12/{month:02}/2025"]


def _facts(case: int) -> list[object]:
    """Sex and age as the register of cases states them."""
    drawn = round(between(0, 10_000, "korban", str(case)))
    age = 4 + drawn % 14 if case % 3 == 0 else 18 + drawn % 44
    return ["Laki-laki" if case % 9 == 0 else "Perempuan", f"{age} th"]
