"""Bring names of agencies to one canonical form; an unknown one stays as it was written."""

import csv
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pipelines.load_catalogue import BadCatalogue
from pipelines.load_reference import reference_folder
from schemas.opd import EVERY_CODE, JENIS_OPD, Agency

FILE = "opd.csv"
BETWEEN = "|"
NUMBER = re.compile(r"\d(?:[\s.'’-]?\d){5,}")  # as long as a part of a NIK, NIP or telephone number
NUMBERED, NAMELESS = "(nama memuat nomor; tidak ditampilkan)", "(tanpa nama)"


def agencies_of(text: str) -> Sequence[Agency]:
    """The agencies that a text names: several share a text that each of them lists.

    A text that no agency lists is one agency of that name without a code. Names are compared
    whole, without regard to case and blanks; nothing is taken for a misspelling.
    """
    known = [_agencies()[code] for code in _written().get(_folded(text), ())]
    return known or [Agency("", _shown(text), "tidak_dikenal")]


def agency_of(text: str) -> Agency:
    """The one agency of a text; one that several share says of none what is its own."""
    found = agencies_of(text)
    return found[0] if len(found) == 1 else Agency("", _shown(text), "tidak_dikenal")


def every_agency() -> Agency:
    """What stands for all agencies of a region together."""
    return _agencies()[EVERY_CODE]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _shown(text: str) -> str:
    """A name as it was written, but never one in which the number of a person may stand."""
    plain = " ".join(text.split())
    return NUMBERED if NUMBER.search(plain) else plain or NAMELESS


@lru_cache(maxsize=1)
def _agencies() -> Mapping[str, Agency]:
    """Every agency of opd.csv by its code; raises BadCatalogue with the line."""
    found: dict[str, Agency] = {}
    for number, row in enumerate(_rows(), start=2):
        agency = Agency(row["kode"], row["nama"], row["jenis"])
        if agency.kode in found or not (agency.kode and agency.nama):
            raise _bad(number, f"kode “{agency.kode}” kosong, tanpa nama, atau sudah dipakai")
        if agency.jenis not in JENIS_OPD or agency.jenis == "tidak_dikenal":
            raise _bad(number, f"jenis “{agency.jenis}” tidak ada")
        found[agency.kode] = agency
    return found


@lru_cache(maxsize=1)
def _written() -> Mapping[str, Sequence[str]]:
    """How agencies are written -> their codes; raises BadCatalogue for a name that is taken."""
    names: dict[str, list[str]] = {}
    for row in _rows():
        for text in {_folded(text) for text in (row["nama"], *row["alias"].split(BETWEEN)) if text}:
            names.setdefault(text, []).append(row["kode"])
    for number, row in enumerate(_rows(), start=2):
        if names[_folded(row["nama"])] != [row["kode"]]:
            raise _bad(number, f"nama “{row['nama']}” juga nama atau alias OPD lain")
    return names


def _rows() -> list[dict[str, str]]:
    with (reference_folder() / FILE).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, restval=""))


def _bad(line: int, why: str) -> BadCatalogue:
    return BadCatalogue(
        f"{FILE} baris {line} tidak dapat dipakai: {why}. Lihat data/referensi/README.md."
    )
