"""`terpilah templat`: write the workbook an agency fills in, or list the sumber there are."""

from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipelines.lay_out_template import lay_out
from pipelines.load_reference import regions
from pipelines.read_periods import EXAMPLES, read_period
from pipelines.write_template import write_template
from schemas.sources import SOURCES


def make_template(
    console: Console, name: str | None, place: tuple[str, str], folder: Path, *, by_age: bool
) -> bool:
    """Write <folder>/<sumber>_<wilayah>_<periode>.xlsx; True when it was written."""
    region, period = place
    if name not in SOURCES:
        _list_sources(console, name)
        return name is None
    source = SOURCES[name]
    period = period or str(datetime.now().astimezone().year - 1)
    read = read_period(period)
    if read is None or read.kind not in source.periods:
        wanted = " atau ".join(EXAMPLES[kind] for kind in source.periods)
        console.print(f"“{period}” bukan periode {name}; yang diminta {wanted}.", markup=False)
        return False
    if regions().filter(kode=region).is_empty():
        console.print(f"Wilayah {region} tidak ada dalam kode Kemendagri.", markup=False)
        return False
    safe = read.code.replace("/", "-")
    path = folder / f"{name}_{region}_{safe}.xlsx"
    write_template(lay_out(source, region, read.code, by_age=by_age), path)
    console.print(f"Templat {source.judul} ditulis ke {path}.", markup=False)
    return True


def _list_sources(console: Console, name: str | None) -> None:
    if name is not None:
        console.print(f"Sumber {name} tidak ada. Pilih salah satu dari daftar ini.", markup=False)
    table = Table("sumber", "perangkat daerah", "isi", title="Templat yang dapat dibuat")
    for code, source in SOURCES.items():
        table.add_row(code, source.opd, source.judul)
    console.print(table)
