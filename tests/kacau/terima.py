"""Send one file all the way through the door: received, admitted, returned."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tabel import harmonised_of

from pipelines.admit_setoran import Admission, admit
from pipelines.read_setoran import Setoran
from pipelines.receive_setoran import receive
from pipelines.return_setoran import return_setoran
from schemas.sources import SOURCES
from schemas.temuan import Finding

CITY = "36.73"


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    file: Path
    label: str
    findings: Sequence[Finding]
    admission: Admission | None  # None when it was refused at the door
    written: Sequence[Path]

    @property
    def broken(self) -> bool:
        return any(finding.rule.family == "berkas" for finding in self.findings)


def take_in(drop: Path, label: str) -> Outcome:
    """The fate of the only file of a drop folder; nothing is caught, so any accident shows."""
    reception = receive(drop, CITY)
    sent = {code: found for code, found in reception.deliveries.items() if found}
    findings, admission = [*reception.refused], None
    for code, deliveries in sent.items():
        admission = admit(SOURCES[code], deliveries)
        if admission.source.harmonis == "cacah":
            harmonised_of(admission)
        findings += admission.findings
    setoran = Setoran(drop / label, label)
    written = return_setoran(setoran, findings, drop.parent / "balikan")
    return Outcome(drop / label, label, findings, admission, written)
