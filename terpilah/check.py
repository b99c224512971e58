"""Check one file and say what would happen, without Dagster and without storing anything."""

from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from pipelines.admit_setoran import Admission, admit
from pipelines.read_setoran import Delivery, Setoran
from pipelines.receive_setoran import Letter, recognise
from pipelines.take_in_registers import RegisterIntake, take_in_registers
from schemas.sources import ALL_SOURCES
from schemas.temuan import BrokenFile
from terpilah.report import print_findings, thousands


def check(console: Console, path: Path, source: str | None, year: int | None, home: str) -> bool:
    """Print what would be admitted and returned; True when nothing would be returned."""
    if source and source not in ALL_SOURCES:
        console.print(
            f"Sumber “{source}” tidak ada. Pilihannya: {', '.join(ALL_SOURCES)}.", markup=False
        )
        return False
    setoran = Setoran(path, _place_in_folder(path))
    try:
        letter = Letter(berkas=path.name, sumber=source, tahun=year)
        delivery = recognise(setoran, letter, home)
    except BrokenFile as broken:
        print_findings(console, [broken.finding])
        return False
    result = _judge(delivery)
    console.print(
        f"{path.name} dikenali sebagai {delivery.source.kode}: {delivery.source.judul}.",
        markup=False,
    )
    print_findings(console, result.findings)
    tally = ", ".join(f"{what} {thousands(many)}" for what, many in result.tally.items())
    console.print(f"Angka: {tally}.")
    return not any(finding.tingkat == "galat" for finding in result.findings)


def _judge(delivery: Delivery) -> Admission | RegisterIntake:
    if not delivery.source.register:
        return admit(delivery.source, [delivery])
    with TemporaryDirectory() as folder:
        return take_in_registers(delivery.source, [delivery], Path(folder))


def _place_in_folder(path: Path) -> str:
    """The file's path from the folder of its sumber on, as in a drop folder; else its name."""
    parts = path.absolute().parts
    starts = [index for index, part in enumerate(parts[:-1]) if part in ALL_SOURCES]
    return "/".join(parts[starts[-1] :] if starts else parts[-1:])
