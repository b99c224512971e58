"""Read who owes which sumber by when; a mistake in the schedule is named by its line."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fnmatch import fnmatch

from pipelines.load_catalogue import BadCatalogue
from pipelines.load_reference import reference_folder
from schemas.kode import FIRST_YEAR, LAST_YEAR
from schemas.papan import Due, Duty
from schemas.sources import ALL_SOURCES
from schemas.sumber import Source

FILE = "jadwal.csv"
COLUMNS = ["sumber", "opd", "berkas", "sejak", "periode", "tanggal", "tahun_ke", "dasar", "contoh"]
COMMON_YEAR = 2023  # 29 February would be missing in three years of four
YES = {"ya": True, "": False}


def schedule() -> Sequence[Duty]:
    """Every duty of jadwal.csv, its due dates together; raises BadCatalogue with the line."""
    path = reference_folder() / FILE
    if not path.is_file():
        return []
    found: dict[tuple[str, str, str], Duty] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restval="")
        if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
            raise _bad(1, f"kolom {', '.join(missing)} tidak ada")
        for number, line in enumerate(reader, start=2):
            try:
                duty = _read(line)
            except ValueError as error:
                raise _bad(number, str(error)) from error
            key = (duty.sumber, duty.opd, duty.berkas)
            found[key] = _together(found.get(key), duty)
    return list(found.values())


def _bad(line: int, why: str) -> BadCatalogue:
    return BadCatalogue(
        f"{FILE} baris {line} tidak dapat dipakai: {why}. Lihat data/referensi/README.md."
    )


def _read(line: Mapping[str, str]) -> Duty:
    """One line as a duty with one due date; raises ValueError with what is wrong."""
    source = ALL_SOURCES.get(line["sumber"])
    if source is None:
        raise ValueError(f"sumber “{line['sumber']}” tidak ada")
    if line["contoh"] not in YES:
        raise ValueError(f"contoh “{line['contoh']}” harus ya atau kosong")
    day, month = _day(line["tanggal"])
    years = _number(line, "tahun_ke", -5, 5)
    due = Due(line["periode"], day, month, years, line["dasar"], YES[line["contoh"]])
    since = _number(line, "sejak", FIRST_YEAR, LAST_YEAR)
    return Duty(source.kode, line["opd"] or source.opd, line["berkas"] or "*", since, (due,))


def _day(text: str) -> tuple[int, int]:
    """Day and month of “31-01”."""
    try:
        day, month = (int(part) for part in text.split("-"))
        date(COMMON_YEAR, month, day)
    except ValueError:
        raise ValueError(f"tanggal “{text}” bukan hari-bulan, misalnya 31-01") from None
    return day, month


def _number(line: Mapping[str, str], name: str, low: int, high: int) -> int:
    text = line[name]
    if not text.removeprefix("-").isdecimal() or not low <= int(text) <= high:
        raise ValueError(f"{name} “{text}” bukan angka {low} sampai {high}")
    return int(text)


def _together(first: Duty | None, more: Duty) -> Duty:
    if first is None:
        return more
    since = min(year for year in (first.sejak, more.sejak) if year is not None)
    return Duty(more.sumber, more.opd, more.berkas, since, (*first.tenggat, *more.tenggat))


def duties_of(source: Source, duties: Iterable[Duty]) -> Sequence[Duty]:
    """The duties of a sumber; files that none of them names are its own agency's."""
    own = [duty for duty in duties if duty.sumber == source.kode]
    return own if any(duty.berkas == "*" for duty in own) else [*own, Duty(source.kode, source.opd)]


def owner(label: str, duties: Sequence[Duty]) -> Duty:
    """Whose file it is: the first duty whose pattern fits, the ones that name a folder first."""
    named = sorted(duties, key=lambda duty: duty.berkas == "*")
    return next(duty for duty in named if fnmatch(label, duty.berkas))
