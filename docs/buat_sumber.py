"""Print what every sumber asks for, as its contract says it; the page is docs/panduan/sumber.md."""

import sys
from collections.abc import Iterator, Mapping

from pipelines.read_periods import EXAMPLES
from pipelines.read_words import own_words
from schemas.kode import KELAS
from schemas.sources import ALL_SOURCES
from schemas.sumber import PROVENANCE, Layout, Source

HEAD = """# Sumber: apa yang diminta dari tiap perangkat daerah

Tiap sumber punya satu kontrak di `schemas/ekstrak/`. Judul kolom dibaca tanpa membedakan huruf
besar dan kecil; “a > b” berarti judul b di bawah judul gabungan a. Salah satu judul cukup.

Halaman ini dibuat dengan
`PYTHONPATH=. .venv/bin/python docs/buat_sumber.py > docs/panduan/sumber.md`; jangan disunting
dengan tangan."""
SHOWN = 6
COUNTED_ONLY = "barisnya tidak pernah diterbitkan; yang dipakai hanya hitungannya"


def page() -> Iterator[str]:
    """The lines of the page: a list of all sumber, then each with its columns and layouts."""
    yield HEAD
    yield "\n| Sumber | Perangkat daerah | Isi | Kelas data |\n|---|---|---|---|"
    for source in ALL_SOURCES.values():
        link = f"[`{source.kode}`](#{source.kode})"
        yield f"| {link} | {source.opd} | {source.judul} | {source.kelas} |"
    for source in ALL_SOURCES.values():
        yield from _section(source)


def _section(source: Source) -> Iterator[str]:
    yield f"\n## {source.kode}\n\n{source.judul}. {source.model.__doc__}\n"
    periods = ", ".join(EXAMPLES[kind] for kind in source.periods)
    yield f"Perangkat daerah: {source.opd}. Periode: {periods}. Kelas: {source.kelas}"
    kept = COUNTED_ONLY if source.register else KELAS[source.kelas].label.casefold()
    yield f"({kept}).\n\n| Kolom | Isi | Pilihan |\n|---|---|---|"
    for name, column in source.columns.items():
        if name not in PROVENANCE:
            owed = "" if column.nullable else ", wajib"
            options = ", ".join(sorted(set(own_words(source, name).values())))
            yield f"| `{name}` | {column.title} ({source.kind(name)}{owed}) | {options} |"
    for layout in source.layouts:
        yield from _layout(source, layout)


def _layout(source: Source, layout: Layout) -> Iterator[str]:
    general = " Hanya dikenali di map sumbernya." if layout.stated_only else ""
    yield f"\n**Bentuk {layout.name}.**{general}\n\n| Untuk | Judul kolom | |\n|---|---|---|"
    for headings, owed in ((layout.headings, "wajib"), (layout.optional, "bila ada")):
        for name, seen in headings.items():
            title = source.title(name)
            yield f"| {title} | {_seen((*seen, title.casefold()))} | {owed} |"
    for value in layout.values:
        if value.headings:
            owed = "bila ada" if value.optional else "wajib"
            yield f"| {_stated(value.fixed)} | {_seen(value.headings)} | {owed} |"


def _seen(headings: tuple[str, ...]) -> str:
    listed = [f"`{heading}`" for heading in dict.fromkeys(headings)]
    more = f" dan {len(listed) - SHOWN} lain" if len(listed) > SHOWN else ""
    return ", ".join(listed[:SHOWN]) + more


def _stated(fixed: Mapping[str, str]) -> str:
    return ", ".join(fixed.values()) or "jumlah"


if __name__ == "__main__":
    sys.stdout.write("\n".join(page()) + "\n")
