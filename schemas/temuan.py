"""Findings: one thing wrong in a setoran, at its address, said in the words of its rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from schemas.aturan import RULES, Rule, Severity

MASK = "(disamarkan)"
# Facts that a contract or a folder states; whatever else a sentence says may stand in a cell.
OWN_FACTS = frozenset({
    "kolom", "pilihan", "diminta", "satuan", "ribuan", "map", "bagian", "induk", "isian", "judul",
    "kolom_hilang", "lembar_ada", "jenis", "akhiran", "ukuran", "batas", "sumber_cocok", "contoh",
    "ada", "hilang", "banyak", "kali", "sebab",
})  # fmt: skip
FRAGMENTS = ("saran", "sebab", "mirip")  # joined to a sentence that is whole without them


@dataclass(frozen=True)
class Finding:
    """One finding in a setoran: where it is, what stands there, which rule and what to do."""

    aturan: str
    berkas: str
    lembar: str = ""
    sel: str = ""
    nilai: str = ""
    sumber: str = ""
    tahun: int | None = None
    fakta: Mapping[str, object] = field(default_factory=dict, compare=False)

    @classmethod
    def at(
        cls, rule: str, row: Mapping[str, Any], source: str, nilai: object, place: str = "",
        **facts: Any,
    ) -> Self:  # fmt: skip
        """A finding at the number cell of a table row, or at another place of the same sheet."""
        year = row.get("tahun")
        return cls(
            rule, row["berkas"], row["lembar"], place or row["sel"], str(nilai), source,
            year if isinstance(year, int) else None, facts,
        )  # fmt: skip

    def masked(self) -> Self:
        """The same finding without anything that may stand in a cell."""
        own = OWN_FACTS - ({"sebab"} if self.rule.family == "wilayah" else set())  # quotes names
        hidden = {name: "" if name in FRAGMENTS else MASK for name in self.fakta.keys() - own}
        return replace(self, nilai=self.nilai and MASK, fakta={**self.fakta, **hidden})

    @property
    def rule(self) -> Rule:
        return RULES[self.aturan]

    @property
    def tingkat(self) -> Severity:
        return self.rule.severity

    @property
    def kalimat(self) -> str:
        return self.rule.sentence.format_map(self._facts()).replace(f"({MASK})", MASK)

    @property
    def perbaikan(self) -> str:
        return self.rule.fix.format_map(self._facts())

    @property
    def tempat(self) -> str:
        """Where an agency finds it: file, sheet and cell, as Excel writes them."""
        place = "!".join(part for part in (self.lembar, self.sel) if part)
        return f"{self.berkas} [{place}]" if place else self.berkas

    def _facts(self) -> dict[str, object]:
        facts = {name: as_written(fact) for name, fact in self.fakta.items()}
        return {"nilai": self.nilai, "sumber": self.sumber, "saran": "", "sebab": "", **facts}


def as_written(fact: object) -> object:
    """Numbers as Indonesians write them, 12.345,6; anything else as it is."""
    if isinstance(fact, bool) or not isinstance(fact, int | float):
        return fact
    text = f"{fact:,.0f}" if float(fact).is_integer() else f"{fact:,}"
    return text.translate(str.maketrans(",.", ".,"))


class BrokenFile(Exception):
    """A setoran that cannot be read at all; trying again without changing the file is useless."""

    def __init__(self, finding: Finding):
        super().__init__(f"{finding.tempat}: {finding.kalimat} {finding.perbaikan}")
        self.finding = finding
