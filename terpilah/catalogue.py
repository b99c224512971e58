"""`terpilah indikator`: list the catalogue, explain one indicator, or show its SQL."""

from difflib import get_close_matches

from rich.console import Console
from rich.table import Table

from pipelines.explain_indicator import in_words, script, status_of
from pipelines.load_catalogue import catalogue, indicators


def show(console: Console, code: str | None, *, sql: bool) -> bool:
    """Print what was asked for; False when there is no such indicator."""
    if code is None:
        _list(console)
        return True
    item = indicators().get(code.upper())
    if item is None:
        near = get_close_matches(code.upper(), list(indicators()), 3)
        hint = f" Mungkin {', '.join(near)}." if near else " Lihat: terpilah indikator"
        console.print(f"Indikator {code} tidak ada dalam katalog.{hint}", markup=False)
        return False
    if sql:
        console.print(script(item), markup=False, soft_wrap=True, end="")
        return True
    console.print(f"{item.kode} {item.nama} – {status_of(item)}", style="bold", markup=False)
    table = Table(show_header=False, box=None, padding=(0, 1))
    for name, text in in_words(item):
        table.add_row(name, text)
    console.print(table, markup=False)
    return True


def _list(console: Console) -> None:
    for topic in catalogue().values():
        table = Table("kode", "nama", "satuan", "produsen data", "status", title=topic.nama_urusan)
        for item in topic.indikator:
            table.add_row(item.kode, item.nama, item.satuan, item.opd, status_of(item))
        console.print(table, markup=False)
    states = [status_of(item) for item in indicators().values()]
    told = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states))
    console.print(f"{len(states)} indikator: {told}.")
