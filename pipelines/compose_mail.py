"""Compose the e-mail that brings a balikan to its agency; what is not open is never in it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, localtime
from pathlib import Path

from pipelines.gather_status import folder_sumber
from pipelines.load_schedule import duties_of, owner
from pipelines.read_setoran import Setoran
from pipelines.receive_setoran import OPEN, Reception
from pipelines.return_setoran import compose_letter
from schemas.papan import Duty
from schemas.sources import ALL_SOURCES
from schemas.sumber import Source
from schemas.temuan import Finding

CLOSED_RULES = {"B10", "E2"}  # the file itself holds what must not travel
LARGEST_ATTACHMENT = 10_000_000  # bytes; most mail servers take that much
WORKBOOK = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
READY = (
    "Berkas yang Anda kirim untuk “{judul}” sudah diperiksa.\n"
    "Hasilnya dapat diambil di map balikan; surel ini tidak memuat isinya.\n"
)
ATTACHED = "\nBuku kerja dengan sel yang ditandai terlampir.\n"
IN_FOLDER = "\nBuku kerja dengan sel yang ditandai, bila ada, terletak di map balikan.\n"


@dataclass(frozen=True)
class Parcel:
    """What one agency is told of one setoran."""

    opd: str
    source: Source
    setoran: Setoran
    findings: Sequence[Finding]

    @property
    def key(self) -> str:
        """The same for the same content with the same findings, whatever the file is called."""
        said = sorted((f.aturan, f.lembar, f.sel, f.nilai) for f in self.findings)
        return hashlib.sha256(f"{self.opd}\n{self.setoran.digest}\n{said}".encode()).hexdigest()

    @property
    def open(self) -> bool:
        rules = {finding.aturan for finding in self.findings}
        return self.source.kelas == OPEN and not rules & CLOSED_RULES


def parcels(
    reception: Reception, findings: Mapping[str, Sequence[Finding]],
    schedule: Sequence[Duty], masuk: Path,
) -> Iterator[Parcel]:  # fmt: skip
    """Every setoran with findings whose agency is known."""
    for code, deliveries in reception.deliveries.items():
        for delivery in deliveries:
            label = delivery.setoran.label
            if own := [finding for finding in findings[code] if finding.berkas == label]:
                yield Parcel(
                    _agency(code, label, schedule), ALL_SOURCES[code], delivery.setoran, own
                )
    for refused in reception.refused:
        if code := folder_sumber(refused.berkas):
            setoran = Setoran(masuk / refused.berkas, refused.berkas)
            agency = _agency(code, setoran.label, schedule)
            yield Parcel(agency, ALL_SOURCES[code], setoran, [refused])


def compose(parcel: Parcel, sender: str, to: Sequence[str], folder: Path) -> EmailMessage:
    """The message about one setoran; the workbook is taken from `folder`, the balikan."""
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, ", ".join(to)
    mail["Date"] = format_datetime(localtime())
    mail["Message-ID"] = f"<{parcel.key}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    if not parcel.open:
        mail["Subject"] = f"Balikan siap diambil — {parcel.source.judul}"
        _write(mail, READY.format(judul=parcel.source.judul))
        return mail
    label = parcel.setoran.label
    mail["Subject"] = "Hasil pemeriksaan data — " + " ".join(label.split())
    book = folder / f"{label}.balikan.xlsx"
    fits = book.is_file() and book.stat().st_size <= LARGEST_ATTACHMENT
    _write(mail, compose_letter(label, parcel.findings) + (ATTACHED if fits else IN_FOLDER))
    if fits:
        mail.add_attachment(
            book.read_bytes(), maintype=WORKBOOK[0], subtype=WORKBOOK[1], filename=book.name
        )
    return mail


def _write(mail: EmailMessage, text: str) -> None:
    """Quoted-printable, because not every relay passes eight bits."""
    mail.set_content(text, charset="utf-8", cte="quoted-printable")


def _agency(code: str, label: str, schedule: Sequence[Duty]) -> str:
    return owner(label, duties_of(ALL_SOURCES[code], schedule)).opd
