"""What can be wrong with a person's row: every rule once, as an SQL expression over all rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.mask_persons import keyed
from pipelines.open_register import Register
from schemas.ekstrak.penduduk_perorangan import CODES, DATE_FORMATS, OLDEST
from schemas.nik import NIK_SHAPE, NIK_SQL, WOMAN_DAY
from schemas.temuan import RULES
from schemas.temuan_register import SHOWN, CountedFinding

# A NIK that a spreadsheet took for a number: short, with an exponent, or with decimals.
EXCEL_NUMBER = r"[0-9]{1,15}|[0-9]+([.,][0-9]+)?[eE][+]?[0-9]+|[0-9]+[.,][0-9]*"
AS_NUMBER = f"regexp_full_match(nik, '{EXCEL_NUMBER}')"
ENOUGH_TO_TELL = 20  # that many NIK, all ending in 0, did not end so by chance
CODED = tuple(CODES)


@dataclass(frozen=True)
class Check:
    """A rule, the column it looks at, and when a row breaks it; null counts as no."""

    rule: str
    column: str
    sql: str

    @property
    def bit(self) -> int:
        return BITS[self.rule, self.column]


# What one row tells, in the words of sql/register_rows.sql …
_OF_ROWS = (
    Check("T3", "nik", "nik = ''"),
    Check("R21", "nik", f"nik_berurut_nol OR (NOT nik_utuh AND {AS_NUMBER})"),
    Check("T2", "nik", f"nik <> '' AND NOT nik_utuh AND NOT {AS_NUMBER}"),
    Check("R14W", "nik", "nik_utuh AND kecamatan_nik IS NULL"),
    Check("T3", "kode_wilayah", "kode_wilayah = ''"),
    Check("R4", "kode_wilayah", "kode_wilayah <> '' AND desa IS NULL"),
    Check("T3", "nama_kecamatan", "nama_kecamatan = ''"),
    Check("T3", "nama_kelurahan", "nama_kelurahan = ''"),
    Check("R4", "nama_kelurahan", "nama_kecamatan <> '' AND nama_kelurahan <> '' AND desa IS NULL"),
    Check("T3", "jenis_kelamin", "jenis_kelamin = ''"),
    Check("R3", "jenis_kelamin", "jenis_kelamin <> '' AND kata_kelamin IS NULL"),
    Check("T3", "tanggal_lahir", "tanggal_lahir = ''"),
    Check("R11", "tanggal_lahir", "tanggal_lahir <> '' AND (lahir IS NULL OR lahir > acuan)"),
    Check("T1", "tanggal_lahir", f"lahir IS NOT NULL AND usia > {OLDEST}"),
    Check(
        "R14",
        "tanggal_lahir",
        "nik_hari_lahir <> day(lahir) OR nik_bulan_tahun <> month(lahir) * 100 + year(lahir) % 100",
    ),
    Check("T3", "umur", "umur = ''"),
    Check("T2", "umur", "umur <> '' AND usia IS NULL"),
    Check("T1", "umur", f"umur <> '' AND usia > {OLDEST}"),
    *(Check("T2", name, f"{name} <> '' AND kode_{name} IS NULL") for name in CODED),
    Check("R11", "tanggal_pembaruan", "tanggal_pembaruan <> '' AND pembaruan IS NULL"),
)
# … and what only all rows together tell, in the words of sql/register_judged.sql.
_OF_ALL = (
    Check("R3P", "jenis_kelamin", "kata_kelamin = 'p' AND jenis_kelamin IS NULL"),
    Check("R3", "jenis_kelamin", "kata_kelamin <> 'p' AND jenis_kelamin IS NULL"),
    Check("R14", "jenis_kelamin", "jenis_kelamin <> 'TT' AND nik_kelamin <> jenis_kelamin"),
    Check("R12", "nik", "berbeda"),
    Check("R21", "nik", "nik_berakhir_nol AND getvariable('semua_berakhir_nol')"),
)
BITS = {
    place: 1 << number
    for number, place in enumerate(
        dict.fromkeys((check.rule, check.column) for check in (*_OF_ROWS, *_OF_ALL))
    )
}
BROKEN = 1 << len(BITS)
BITS["K6", ""] = BROKEN
REFUSING = sum(bit for (rule, _), bit in BITS.items() if RULES[rule].severity == "galat")


def _bits(checks: Iterable[Check]) -> str:
    return " | ".join(f"CASE WHEN {check.sql} THEN {check.bit} ELSE 0 END" for check in checks)


def _coded(book: str, word: str) -> str:
    """SQL for the code of a word in a book; null for a word that is not in it."""
    place = f"enum_code(try_cast({word} AS kata_{book}))::INTEGER"
    return f"getvariable('kode_{book}')[1 + {place}]"


def _known(book: str, code: str) -> str:
    """SQL for a code that is in the book; null for any other text."""
    return f"try_cast({code} AS kata_{book})::VARCHAR"


def row_facts(register: Register) -> dict[str, str]:
    """What sql/register_rows.sql is filled in with."""
    by_code = "kode_wilayah" in register.columns
    formats = ", ".join(f"'{form}'" for form in DATE_FORMATS)
    columns = sorted({*register.layout.headings, *register.layout.optional})
    return {
        "scan": register.scan(),
        "nik_shape": NIK_SHAPE,
        "key": keyed("nik"),
        "woman_day": str(WOMAN_DAY),
        **{f"nik_{part}": sql for part, sql in NIK_SQL.items()},
        "district": _known("kecamatan", _dotted(NIK_SQL["district"], 6)),
        "place": place_key(register),
        "village": _known("desa", "tempat") if by_code else _coded("tempat", "tempat"),
        "above": _known("kecamatan", "left(tempat, 8)") if by_code else _coded("di_atas", "tempat"),
        "formats": f"[{formats}]",
        "coded": ", ".join(f"{_coded(name, f'lower({name})')} AS kode_{name}" for name in CODED),
        "words": ", ".join(f"kode_{name} AS {name}" for name in CODED),
        "blank": " AND ".join(f"coalesce({name}, '') = ''" for name in columns),
        "bits": _bits(_OF_ROWS),
        "broken": str(BROKEN),
    }


def place_key(register: Register) -> str:
    """SQL for what names the place of a row: its code with dots, or its two names."""
    if "kode_wilayah" not in register.columns:
        return "nama_kecamatan || '|' || nama_kelurahan"
    return f"if(contains(kode_wilayah, '.'), kode_wilayah, {_dotted('kode_wilayah', 10)})"


def _dotted(digits: str, length: int) -> str:
    """SQL for a code of 6 or 10 digits with the dots of the decree."""
    lengths = {1: 2, 3: 2, 5: 2, 7: 4}
    parts = [f"substr({digits}, {at}, {size})" for at, size in lengths.items() if at < length]
    return " || '.' || ".join(parts)


def judged_facts(shifts: Sequence[tuple[int, int]]) -> dict[str, str]:
    """What sql/register_judged.sql is filled in with; `shifts` as `Rows` has them."""
    one = len(shifts) == 1
    return {
        "bits": _bits(_OF_ALL),
        "refusing": str(REFUSING),
        "shift": str(shifts[0][1]) if one else "g.geser",
        "shifts": "" if one else "ASOF JOIN pergeseran AS g ON s.file_row_number >= g.sejak",
    }


@dataclass(frozen=True)
class Tally:
    """How many rows have the same faults, and the first few of them."""

    bits: int
    repeat: bool
    refused: bool
    rows: int
    first: Sequence[int]


def findings(register: Register, tallies: Sequence[Tally], year: int) -> list[CountedFinding]:
    """One finding per rule and column: how many rows, and the addresses of the first few."""
    by_check = {place: [t for t in tallies if t.bits & bit] for place, bit in BITS.items()}
    by_check["R12S", "nik"] = [tally for tally in tallies if tally.repeat]
    return [
        _counted(register, rule, column, hits, year)
        for (rule, column), hits in by_check.items()
        if hits
    ]


def _counted(
    register: Register, rule: str, column: str, hits: Sequence[Tally], year: int
) -> CountedFinding:
    first = sorted(row for tally in hits for row in tally.first)[:SHOWN]
    places = [register.address(column, row) for row in first]
    facts = {
        "banyak": sum(tally.rows for tally in hits),
        "kolom": register.heading(column),
        "alamat": ", ".join(places),
    }
    source = register.delivery.source.kode
    return CountedFinding(
        rule, register.label, "", places[0], sumber=source, tahun=year, fakta=facts
    )
