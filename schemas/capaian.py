"""Capaian: how an achievement is computed, limited and graded, each rule with what it rests on."""

from itertools import pairwise
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.kode import Code

BENTUK_CAPAIAN = {
    "naik_rasio": Code("R/T × 100, makin tinggi makin baik"),
    "turun_selisih": Code("(2T − R)/T × 100, makin rendah makin baik"),
    "turun_rasio": Code("T/R × 100, makin rendah makin baik"),
    "paritas": Code("Jarak ke titik setara, tanpa persen"),
}
Document = Literal["RPJMD", "Renstra", "RKPD", "Renja"]


class _Setting(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Basis(_Setting):
    """What a rule rests on, and how far that has been established."""

    kode: str = Field(pattern=r"^[a-z0-9_]+$")
    judul: str
    kedudukan: Literal["peraturan", "pedoman", "praktik"]
    catatan: str = ""


class Grade(_Setting):
    """One class of a scale and where it begins; the lowest begins nowhere."""

    nama: str
    batas: float | None = None


class Scale(_Setting):
    """Classes of achievement from the best down, half-open, so that no figure falls between."""

    kode: str
    nama: str
    dasar: str
    batas_termasuk: bool  # whether the figure on a border is of the class above it
    kelas: tuple[Grade, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _every_figure_has_one_class(self) -> "Scale":
        *above, lowest = self.kelas
        borders = [grade.batas for grade in above]
        known = [border for border in borders if border is not None]
        if lowest.batas is not None or len(known) < len(borders):
            raise ValueError("hanya kelas terakhir yang tanpa batas")
        if any(first <= second for first, second in pairwise(known)):
            raise ValueError("batas kelas harus menurun")
        return self


class ParityPoints(_Setting):
    """Where both sexes stand equal, as a part of the multiplier: of a share, and of a ratio."""

    dasar: str
    bagian: float = Field(gt=0)
    rasio: float = Field(gt=0)


class Rule(_Setting):
    """How the achievement of some documents or agencies is computed; empty lists mean all."""

    kode: str
    dokumen: tuple[Document, ...] = ()
    opd: tuple[str, ...] = ()
    naik: Literal["naik_rasio"] = "naik_rasio"
    turun: Literal["turun_selisih", "turun_rasio"]
    batas_atas: float | None = Field(default=None, ge=100)
    batas_bawah: float | None = Field(default=None, le=100)
    skala: str
    dasar: tuple[str, ...] = Field(min_length=1)

    def fits(self, dokumen: str, opd: str | None) -> bool:
        """Whether it speaks of this document and this agency."""
        names = {name.casefold() for name in self.opd}
        of_agency = not names or (opd or "").casefold() in names
        return of_agency and (not self.dokumen or dokumen in self.dokumen)


class AchievementRules(_Setting):
    """The whole file; the first rule that fits a document and agency is theirs."""

    dasar: tuple[Basis, ...]
    skala: tuple[Scale, ...]
    paritas: ParityPoints
    aturan: tuple[Rule, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_exist_once(self) -> "AchievementRules":
        for what in (self.dasar, self.skala, self.aturan):
            codes = [each.kode for each in what]
            if again := {code for code in codes if codes.count(code) > 1}:
                raise ValueError(f"kode {', '.join(sorted(again))} tertulis lebih dari sekali")
        bases, scales = {b.kode for b in self.dasar}, {s.kode for s in self.skala}
        cited = {self.paritas.dasar, *(s.dasar for s in self.skala)}
        cited |= {code for rule in self.aturan for code in rule.dasar}
        if lost := sorted(cited - bases) + sorted({r.skala for r in self.aturan} - scales):
            raise ValueError(f"{', '.join(lost)} dirujuk tetapi tidak ada")
        return self

    @model_validator(mode="after")
    def _the_last_rule_fits_all(self) -> "AchievementRules":
        last = self.aturan[-1]
        if last.dokumen or last.opd:
            raise ValueError("aturan terakhir harus berlaku bagi semua, tanpa dokumen dan opd")
        return self

    def rule_of(self, dokumen: str, opd: str | None) -> Rule:
        """The rule in force for a document of an agency."""
        return next(rule for rule in self.aturan if rule.fits(dokumen, opd))

    def scale(self, kode: str) -> Scale:
        """The scale of a code."""
        return next(scale for scale in self.skala if scale.kode == kode)
