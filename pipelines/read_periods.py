"""Read periods and dates as Indonesian offices write them; a school year is never cut to a year."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from schemas.sumber import PeriodKind

MONTHS: Mapping[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "januari january jan", "februari february feb pebruari", "maret march mar",
            "april apr", "mei may", "juni june jun", "juli july jul",
            "agustus august agu agt aug ags", "september sep sept", "oktober october okt oct",
            "november nov nopember nop", "desember december des dec",
        ),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "ganjil": 1, "genap": 2}
YEAR = r"(?P<tahun>(?:19|20)\d{2})"
EXAMPLES: Mapping[PeriodKind, str] = {
    "tahun": "2025", "semester": "Semester II 2025", "triwulan": "Triwulan III 2025",
    "bulan": "Januari 2025", "tahun_ajaran": "2024/2025", "tanggal": "31 Januari 2025",
}  # fmt: skip
NTH = r"(?P<ke>\d{1,2}|i{1,3}|iv|ganjil|genap)"
MONTH = rf"(?P<bulan>{'|'.join(sorted(MONTHS, key=len, reverse=True))})"


@dataclass(frozen=True)
class Period:
    """One period: its kind, its canonical code, the year it belongs to, and a day if it is one."""

    kind: PeriodKind
    code: str
    year: int
    day: date | None = None


def read_period(word: str) -> Period | None:
    """The period that a text names, or None: "2025", "Semester II 2025", "TA 2024/2025" …

    A school year belongs to the year it begins in, and a day to its own year.
    """
    whole = re.sub(r"\b(\d{4})\.0\b", r"\1", word.casefold())  # a year that was once a fraction
    text = " ".join(re.sub(r"[,.:]", " ", whole).split())
    for pattern, read in _PATTERNS:
        if match := pattern.fullmatch(text):
            return read(match)
    day = read_date(word)
    return Period("tanggal", day.isoformat(), day.year, day) if day else None


def read_date(word: str) -> date | None:
    """A day as 2025-01-31, 31/01/2025, 31-1-2025 or 31 Januari 2025; None when it is none."""
    text = re.sub(r"^(?:per|keadaan|cut off|tanggal|tgl)\b[ :]*", "", word.casefold().strip())
    text = re.sub(r"[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$", "", text)
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    if match := re.fullmatch(rf"(\d{{1,2}}) {MONTH} (\d{{4}})", text):
        return _day(int(match[3]), MONTHS[match["bulan"]], int(match[1]))
    return None


def last_day(period: Period) -> date:
    """The day on which a period ends; a school year ends with June of its second year."""
    if period.day:
        return period.day
    if period.kind == "tahun_ajaran":
        return date(period.year + 1, 6, 30)
    months = {"tahun": 12, "semester": 6, "triwulan": 3, "bulan": 1}[period.kind]
    number = int(re.sub(r"^\d{4}-?\D?", "", period.code) or 1)
    month = months * number
    return date(period.year, month, monthrange(period.year, month)[1])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _nth(kind: PeriodKind, letter: str, most: int) -> Callable[[re.Match], Period | None]:
    def _read(match: re.Match) -> Period | None:
        number, year = ORDINALS.get(match["ke"]) or int(match["ke"]), int(match["tahun"])
        return Period(kind, f"{year}-{letter}{number}", year) if 1 <= number <= most else None

    return _read


def _month(match: re.Match) -> Period | None:
    number = MONTHS.get(match["bulan"]) or int(match["bulan"])
    year = int(match["tahun"])
    return Period("bulan", f"{year}-{number:02}", year) if 1 <= number <= 12 else None


def _school_year(match: re.Match) -> Period | None:
    first, second = int(match["tahun"]), int(match["akhir"])
    return Period("tahun_ajaran", f"{first}/{second}", first) if second == first + 1 else None


def _whole_year(match: re.Match) -> Period:
    return Period("tahun", match["tahun"], int(match["tahun"]))


_SEMESTER = _nth("semester", "S", 2)
_QUARTER = _nth("triwulan", "T", 4)
_END = rf"(?: (?:bulan )?{MONTH})?"  # "Semester II Bulan Desember Tahun 2024"
_SCHOOL = r"(?:ta|tp|tahun ajaran|tahun pelajaran|thn ajar(?:an)?)?"
_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match], Period | None]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"(?:tahun )?{YEAR}", _whole_year),
        (rf"{_SCHOOL} ?{YEAR} ?[/-] ?(?P<akhir>\d{{4}})", _school_year),
        (rf"(?:semester|smt|sem) ?{NTH}{_END}(?: tahun)? {YEAR}", _SEMESTER),
        (rf"{YEAR} ?-? ?(?:semester|smt|sem|s) ?{NTH}", _SEMESTER),
        (rf"(?:triwulan|tw|triw|tri wulan) ?{NTH}(?: tahun)? {YEAR}", _QUARTER),
        (rf"{YEAR} ?-? ?(?:triwulan|tw|t|q) ?{NTH}", _QUARTER),
        (rf"(?:bulan )?{MONTH}(?: tahun)? {YEAR}", _month),
        (rf"{YEAR} {MONTH}", _month),
        (rf"{YEAR}-(?P<bulan>\d{{2}})", _month),
        (rf"bulan (?P<bulan>\d{{1,2}}) {YEAR}", _month),
    )
)  # fmt: skip
