"""Walk the drop folder: which sumber each file is, what year it speaks of, and what is refused."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from pipelines.match_layout import Attempt, best_attempts
from pipelines.read_answers import answers_alone, origin_of
from pipelines.read_headings import HEADER_SEARCH_ROWS
from pipelines.read_marks import marks_of, stated_by
from pipelines.read_periods import read_period
from pipelines.read_setoran import Delivery, Setoran
from pipelines.screen_sensitive import sensitive_field
from schemas.sources import ALL_SOURCES, SOURCES
from schemas.sumber import Locale, Source
from schemas.temuan import BrokenFile, Finding
from schemas.wilayah import System

COVER_LETTER = "pengantar.toml"
OPEN = "terbuka"


class Letter(BaseModel):
    """What a cover letter says of the files it names: facts that the files themselves lack."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    berkas: str
    sumber: str | None = None
    tahun: int | None = None
    wilayah_induk: str | None = None
    sistem_kode: System | None = None
    lokal_angka: Locale | None = None
    tanggal_terima: date | None = None
    isian: Mapping[str, str] = {}


class CoverLetter(BaseModel):
    """pengantar.toml: one [[setoran]] table per file or group of files."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    setoran: Sequence[Letter] = ()

    def of(self, label: str) -> Letter:
        fits = (letter for letter in self.setoran if fnmatch(label, letter.berkas))
        return next(fits, Letter(berkas=label))


@dataclass(frozen=True)
class Reception:
    """The drop folder sorted: deliveries by sumber, files refused at the door, mere answers."""

    deliveries: Mapping[str, Sequence[Delivery]]
    refused: Sequence[Finding]
    files: int  # all that was read, archived originals too
    answers: Sequence[Setoran] = ()


class BadCoverLetter(Exception):
    """The cover letter cannot be used; it has to be corrected before anything is read."""


def read_cover_letter(path: Path) -> CoverLetter:
    """The cover letter at `path`, empty when there is none; raises BadCoverLetter with the line."""
    if not path.is_file():
        return CoverLetter()
    try:
        return CoverLetter.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        what = error.errors()[0] if isinstance(error, ValidationError) else {"msg": str(error)}
        where = ".".join(str(part) for part in what.get("loc", ()))
        raise BadCoverLetter(
            f"{path.name} tidak dapat dipakai: {where} {what['msg']}. "
            "Perbaiki isian itu menurut contoh di docs/panduan/walidata.md."
        ) from error


def receive(
    folder: Path, home: str, letter: Path | None = None, kept: Sequence[Setoran] = ()
) -> Reception:
    """Sort every file below the drop folder; Excel's own lock files and hidden files are passed.

    `kept` are archived originals that are read as if they still lay there, until a file of the
    same name does.
    """
    letters = read_cover_letter(letter or folder / COVER_LETTER)
    deliveries: dict[str, list[Delivery]] = {code: [] for code in ALL_SOURCES}
    refused, answers, count = [], [], 0
    for path in _files(folder):
        setoran = Setoran(path, path.relative_to(folder).as_posix())
        count += 1
        try:
            own = letters.of(setoran.label)
            if not _is_register(_stated_source(setoran, own)) and answers_alone(setoran):
                answers.append(setoran)
                continue
            delivery = recognise(setoran, own, home)
            deliveries[delivery.source.kode].append(delivery)
        except BrokenFile as broken:
            refused.append(broken.finding)
    for setoran in _not_in(folder, kept):
        with suppress(BrokenFile):  # it was sound when it came
            delivery = recognise(setoran, letters.of(setoran.label), home)
            deliveries[delivery.source.kode].append(delivery)
            count += 1
    for source, sent in deliveries.items():
        deliveries[source], replaced = _newest(sorted(sent, key=lambda d: d.setoran.label))
        refused += [finding for finding in replaced if (folder / finding.berkas).is_file()]
    return Reception(deliveries, refused, count, answers)


def _not_in(folder: Path, kept: Sequence[Setoran]) -> list[Setoran]:
    return [setoran for setoran in kept if not (folder / setoran.label).is_file()]


def _newest(sent: Sequence[Delivery]) -> tuple[list[Delivery], list[Finding]]:
    """Deliveries without those whose own balikan was sent back; such a file is told of it."""
    returned = sorted((d for d in sent if d.origin), key=lambda d: d.setoran.path.stat().st_mtime)
    by_origin = {delivery.origin: delivery for delivery in returned}  # the last one saved counts
    kept, findings = [], []
    for delivery in sent:
        label = delivery.setoran.label
        newer = by_origin.get(delivery.origin or label, delivery)
        if newer is delivery:
            kept.append(delivery)
        else:
            facts = {"pengganti": newer.setoran.label}
            findings.append(Finding("K4", label, sumber=delivery.source.kode, fakta=facts))
    return kept, findings


def _files(folder: Path) -> Iterator[Path]:
    """Files that look like a setoran, in a stable order."""
    for path in sorted(folder.rglob("*")):
        own = path.name == COVER_LETTER or path.name.startswith(("~$", "."))
        if path.is_file() and not own:
            yield path


def recognise(setoran: Setoran, letter: Letter, home: str) -> Delivery:
    """Decide which sumber a file is: by its letter, its template, its folder, or its headings.

    A stated register is believed unopened, for it may be larger than memory. Raises BrokenFile:
    B10 for data on victims, health or disability outside their own sumber,
    B11 when nothing fits, B14 when more than one does.
    """
    marks = marks_of(setoran)
    source = _stated_source(setoran, letter)
    register = _is_register(source)
    if not register and not _fits(source, setoran) and (field := _sensitive_field(setoran)):
        if source is not None:  # said to be what it is not: nobody moves such a file but its agency
            raise BrokenFile(Finding("B10", setoran.label, fakta={"bidang": field}))
        source = _by_headings(setoran, field)
    source = source or _by_headings(setoran, None)
    year = str(letter.tahun or marks.get("templat_periode") or folder_period(setoran.label) or "")
    return Delivery(
        setoran,
        source,
        facts={**stated_by(marks), **({"tahun": year} if year else {}), **letter.isian},
        home=letter.wilayah_induk or marks.get("templat_wilayah") or home,
        system=letter.sistem_kode,
        locale=letter.lokal_angka,
        origin="" if register else origin_of(setoran) or "",
        received=letter.tanggal_terima,
    )


def _fits(source: Source | None, setoran: Setoran) -> bool:
    """Whether the stated sumber may hold what the file speaks of.

    An open one by its headings; a closed one unless they are those of another closed one.
    """
    if source is None or source.screened:
        return False
    closed = [other for other in SOURCES.values() if other.kelas != OPEN]
    attempts = best_attempts(setoran, [source] if source.kelas == OPEN else closed)
    whole = {
        code
        for code, attempt in attempts.items()
        if not attempt.missing and (code == source.kode or not attempt.layout.stated_only)
    }
    return source.kode in whole or (source.kelas != OPEN and not whole)


def _is_register(source: Source | None) -> bool:
    return source is not None and source.register


def _stated_source(setoran: Setoran, letter: Letter) -> Source | None:
    folders = setoran.label.split("/")[:-1]
    parts = (letter.sumber or "", marks_of(setoran).get("templat_sumber", ""), *folders)
    return next((ALL_SOURCES[part] for part in parts if part in ALL_SOURCES), None)


def folder_period(label: str) -> str | None:
    """The innermost folder that names a period: 2025, 2025-S2, 2025-T3 or 2025-07."""
    parts = reversed(label.split("/")[:-1])
    return next((part for part in parts if re.match(r"(19|20)\d{2}", part) and read_period(part)),
                None)  # fmt: skip


def _by_headings(setoran: Setoran, sensitive: str | None) -> Source:
    """The only sumber whose headings all stand in the file; a closed one for a sensitive field."""
    allowed = [s for s in SOURCES.values() if sensitive is None or s.kelas != OPEN]
    attempts = best_attempts(setoran, allowed)
    complete = {
        code: attempt for code, attempt in attempts.items()
        if not attempt.missing and not attempt.layout.stated_only
    }  # fmt: skip
    most = max((attempt.score for attempt in complete.values()), default=None)
    best = [code for code, attempt in complete.items() if attempt.score == most]
    if len(best) == 1:
        return SOURCES[best[0]]
    raise BrokenFile(_unrecognised(setoran, best, attempts, sensitive))


def _unrecognised(
    setoran: Setoran,
    fitting: Sequence[str],
    attempts: Mapping[str, Attempt],
    sensitive: str | None,
) -> Finding:
    """Why no sumber could be told: too many fit, none may, or which came nearest."""
    if fitting:
        facts = {"sumber_cocok": ", ".join(fitting), "contoh": fitting[0]}
        return Finding("B14", setoran.label, fakta=facts)
    if sensitive:
        return Finding("B10", setoran.label, fakta={"bidang": sensitive})
    nearest = max(attempts, key=lambda code: attempts[code].score, default=None)
    near = ""
    if nearest and attempts[nearest].missing and len(attempts[nearest].found) > 1:
        missing = ", ".join(f"“{name}”" for name in attempts[nearest].missing)
        near = f"; paling mirip {nearest}, tetapi tanpa kolom {missing}"
    return Finding("B11", setoran.label, fakta={"terdekat": near})


def _sensitive_field(setoran: Setoran) -> str | None:
    """The field of persons' lives that a file's place, name, sheets or top rows speak of."""
    sheets = setoran.sheets()
    rows = [row for sheet in sheets for row in sheet.rows[: HEADER_SEARCH_ROWS + 8]]
    names = [setoran.label, *(sheet.name for sheet in sheets)]
    return sensitive_field([*names, *(cell for row in rows for cell in row)])
