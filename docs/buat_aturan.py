"""Print the catalogue of rules as Markdown: `python docs/buat_aturan.py > docs/aturan.md`."""

import re
import sys
from collections.abc import Iterator

from schemas.aturan import FAMILIES, OF_RELEASES, RULES

HEAD = """# Aturan pemeriksaan

Setiap temuan pada balikan menyebut satu aturan dari daftar ini. *Galat* harus diperbaiki: sel
datanya dikembalikan. *Peringatan* mohon dipastikan; yang *ditahan* baru diterima sesudah OPD
menjawabnya di kolom *Tanggapan OPD*. Tanda … diisi dengan isi berkas yang diperiksa.

Halaman ini dibuat dari `schemas/aturan.py` dengan
`.venv/bin/python docs/buat_aturan.py > docs/aturan.md`; jangan disunting dengan tangan."""
HINT = re.compile(r"(?<=[\w}])\{\w+\}")  # stands right behind a word: said only where there is one
FACT = re.compile(r"\{\w+\}")


def _said(text: str) -> str:
    return FACT.sub("…", HINT.sub("", text)).replace("|", "\\|")


def page() -> Iterator[str]:
    """The lines of the page: one table of rules per family."""
    yield HEAD
    for family, meaning in (FAMILIES | OF_RELEASES).items():
        yield f"\n## {family}: {meaning}\n"
        yield "| Aturan | Tingkat | Penjelasan | Cara memperbaiki |\n|---|---|---|---|"
        for name, rule in RULES.items():
            if rule.family == family:
                level = f"{rule.severity}, ditahan" if rule.asked else rule.severity
                facts = (name, level, _said(rule.sentence), _said(rule.fix))
                yield f"| {' | '.join(facts)} |"


if __name__ == "__main__":
    sys.stdout.write("\n".join(page()) + "\n")
