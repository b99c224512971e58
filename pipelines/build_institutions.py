"""Lay the seven processes and the seven prasyarat of PUG side by side, each with what is known."""

from collections.abc import Iterator, Mapping

import polars as pl

from pipelines.load_reference import regions
from pipelines.name_agencies import agency_of
from schemas.kelembagaan import SKEMA, UNSUR, WHOLE_REGION, KelembagaanPug
from schemas.kode import ALL
from schemas.publikasi import key_of, types_of

EACH = 7
FACTS = ("dinilai", "terpenuhi", "sebagian", "berbukti")
NOT_JUDGED = "belum dinilai"
SOME_NOT_JUDGED = "baru {dinilai} dari {dari} unsur dinilai"
RETURNED = "penilaiannya dikembalikan kepada OPD, atau disebut dua kali"
SOME_RETURNED = "sebagian penilaian dikembalikan kepada OPD"
Numbers = Mapping[str, int | None]


def build_institutions(pokja: pl.DataFrame) -> pl.DataFrame:
    """The `KelembagaanPug` table of `Harmonis` rows of the sumber pokja, all years.

    Each region, or agency where an assessment names one, that judged any element of a scheme
    has eight rows of it: the seven, and the seven together. What was not judged is not known
    to be unfulfilled: its numbers are null. Shares are of all seven, not of those judged.
    """
    rows = [row for place, numbers in _places(pokja) for row in _rows(place, numbers)]
    schema = types_of(KelembagaanPug)
    table = pl.DataFrame(rows, schema=schema).drop("nama_wilayah")
    names = regions().select(kode_wilayah="kode", nama_wilayah="nama")
    table = table.join(names, on="kode_wilayah", how="left")
    return table.select(list(schema)).sort(key_of(KelembagaanPug))


Place = tuple[str, int, str]  # region, year, agency; "" where the whole region was judged
Judged = Mapping[tuple[str, str], int | None]  # by ukuran and element


def _places(pokja: pl.DataFrame) -> Iterator[tuple[Place, Judged]]:
    """The numbers of each place; null for an element that went back or that two rows judge."""
    found: dict[Place, dict[tuple[str, str], int | None]] = {}
    wanted = ("kode_wilayah", "tahun", "satuan_unit", "ukuran", "rincian", "jumlah")
    for code, year, unit, ukuran, rincian, number in pokja.select(wanted).iter_rows():
        if rincian.startswith("unsur=") or number is None:
            place = (code, year, agency_of(unit).nama if unit else "")
            numbers, cell = found.setdefault(place, {}), (ukuran, rincian.removeprefix("unsur="))
            numbers[cell] = None if cell in numbers else number
    yield from found.items()


def _rows(place: Place, numbers: Judged) -> Iterator[dict]:
    for skema, (_, _, elements) in SKEMA.items():
        if not any(ukuran.startswith(f"{skema}_pug_") for ukuran, _ in numbers):
            continue
        each = [_of_element(numbers, skema, element) for element in elements]
        found = [(ALL, _together(each)), *zip(elements, each, strict=True)]
        lost = (f"{skema}_pug_dinilai", ALL) in numbers
        for order, (element, facts) in enumerate(found):
            yield {
                **_named(place, skema, element), **facts, **_judgement(facts, order, lost=lost),
                "urutan": order,
            }  # fmt: skip


def _of_element(numbers: Judged, skema: str, element: str) -> Numbers:
    return {fact: numbers.get((f"{skema}_pug_{fact}", element)) for fact in FACTS}


def _together(each: list[Numbers]) -> Numbers:
    """Sums over those judged; null where none is."""
    known = {fact: [n for one in each if (n := one[fact]) is not None] for fact in FACTS}
    return {fact: sum(found) if found else None for fact, found in known.items()}


def _named(place: Place, skema: str, element: str) -> dict:
    code, year, agency = place
    title, source, _ = SKEMA[skema]
    return {
        "kode_wilayah": code, "tahun": year, "perangkat_daerah": agency or WHOLE_REGION,
        "kode_opd": (agency_of(agency).kode or None) if agency else None, "skema": skema,
        "unsur": element, "nama_unsur": f"{title}: {UNSUR[element].lower()}", "dasar": source,
    }  # fmt: skip


def _judgement(found: Numbers, order: int, *, lost: bool) -> dict:
    """The share of what is fulfilled, of one element or of all seven, and how far it is known."""
    of = 1 if order else EACH
    met = found["terpenuhi"]
    status, reason = "final", None
    if found["dinilai"] is None:
        status, reason = "tidak_tersedia", RETURNED if lost else NOT_JUDGED
    elif found["dinilai"] < of:
        told = SOME_RETURNED if lost else SOME_NOT_JUDGED
        status, reason = "sebagian", told.format(dari=of, **found)
    return {
        "dari": of, "persen_terpenuhi": None if met is None else 100 * met / of,
        "status_obs": status, "alasan": reason,
    }  # fmt: skip
