"""Check one file and say what would happen, without Dagster and without storing anything."""

from pathlib import Path

from rich.console import Console

from pipelines.admit_setoran import admit
from pipelines.read_setoran import Setoran
from pipelines.receive_setoran import Letter, recognise
from schemas.sources import SOURCES
from schemas.temuan import BrokenFile
from terpilah.report import print_findings, thousands


def check(console: Console, path: Path, source: str | None, year: int | None, home: str) -> bool:
    """Print what would be admitted and returned; True when nothing would be returned."""
    if source and source not in SOURCES:
        console.print(
            f"Sumber “{source}” tidak ada. Pilihannya: {', '.join(SOURCES)}.", markup=False
        )
        return False
    setoran = Setoran(path, path.name)
    try:
        letter = Letter(berkas=path.name, sumber=source or _folder_source(path), tahun=year)
        delivery = recognise(setoran, letter, home)
    except BrokenFile as broken:
        print_findings(console, [broken.finding])
        return False
    result = admit(delivery.source, [delivery])
    console.print(
        f"{path.name} dikenali sebagai {delivery.source.kode}: {delivery.source.judul}.",
        markup=False,
    )
    print_findings(console, result.findings)
    tally = ", ".join(f"{what} {thousands(many)}" for what, many in result.tally.items())
    console.print(f"Angka: {tally}.")
    return not any(finding.tingkat == "galat" for finding in result.findings)


def _folder_source(path: Path) -> str | None:
    """The sumber whose folder the file lies in, as in the drop folder."""
    return next((part for part in reversed(path.absolute().parts[:-1]) if part in SOURCES), None)
