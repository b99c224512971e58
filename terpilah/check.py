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
    setoran = Setoran(path, _place_in_folder(path))
    try:
        letter = Letter(berkas=path.name, sumber=source, tahun=year)
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


def _place_in_folder(path: Path) -> str:
    """The file's path from the folder of its sumber on, as in a drop folder; else its name."""
    parts = path.absolute().parts
    starts = [index for index, part in enumerate(parts[:-1]) if part in SOURCES]
    return "/".join(parts[starts[-1] :] if starts else parts[-1:])
