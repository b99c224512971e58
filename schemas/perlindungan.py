"""Perlindungan: from how few on a count is hidden, what is published, and what cannot be."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Class = Literal["terbuka", "terbatas", "sensitif"]
Level = Literal["nasional", "provinsi", "kab_kota", "kecamatan", "desa"]
# What a margin is broken down by, besides region and year.
Margin = Literal[
    "jumlah", "jenis_kelamin", "umur", "rincian", "jenis_kelamin_umur", "jenis_kelamin_rincian"
]
# Whether a zero is hidden like a small count: always, where it tells something of everybody in
# the whole that it is part of, or never.
Zeros = Literal["disamarkan", "bila_semua", "terbit"]
LEVELS: Mapping[Level, int] = {
    "nasional": 0, "provinsi": 1, "kab_kota": 2, "kecamatan": 3, "desa": 4,
}  # fmt: skip


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ClassRule(_Rule):
    """How counts of one class are protected; without `minimum` they are not."""

    minimum: int = Field(default=0, ge=0)
    nol: Zeros = "disamarkan"
    tingkat_terendah: Mapping[Margin, Level] = {}
    dasar: tuple[str, ...] = ()

    def lowest(self, margin: Margin) -> int:
        """Depth of the lowest level at which a margin is published; a margin not named is not."""
        level = self.tingkat_terendah.get(margin)
        return LEVELS[level] if level else -1


class MeasureRule(ClassRule):
    """The rule of a measure's class, with the breakdowns that its plan publishes less far down."""

    rincian_terendah: Mapping[str, Level] = {}

    def lowest_of(self, margin: Margin, column: str) -> int:
        """Depth of the lowest level at which a margin broken down by a column is published."""
        level = self.rincian_terendah.get(column)
        return min(self.lowest(margin), LEVELS[level] if level else len(LEVELS))


class Plan(_Rule):
    """The breakdowns of some measures that are published.

    `tingkat_terendah` names columns whose breakdown ends at a higher level than the class allows.
    """

    ukuran: tuple[str, ...]
    umur: tuple[str, ...] = ()
    rincian: tuple[str, ...] = ()  # columns, each broken down by alone
    tanpa: tuple[str, ...] = ()  # codes that are no breakdown: impossible, or another's number
    tingkat_terendah: Mapping[str, Level] = {}

    @model_validator(mode="after")
    def _only_planned_columns(self) -> Self:
        if unknown := sorted(set(self.tingkat_terendah) - set(self.rincian)):
            raise ValueError(f"tingkat_terendah: {', '.join(unknown)} bukan rincian rencana ini")
        return self


class Impossible(_Rule):
    """Counts that can only be 0 by what is counted: those that lie in all that is named here."""

    ukuran: tuple[str, ...] = Field(min_length=1)
    jenis_kelamin: tuple[Literal["L", "P", "TT"], ...] = ()
    umur: tuple[str, ...] = ()  # bands, such as "5+"; a count within them is impossible
    rincian: tuple[str, ...] = ()  # codes, such as "bentuk=fisik"
    alasan: str = Field(min_length=1)

    @model_validator(mode="after")
    def something_is_named(self) -> Self:
        """Not all of a measure is impossible."""
        if not (self.jenis_kelamin or self.umur or self.rincian):
            raise ValueError("jenis_kelamin, umur, atau rincian yang mustahil belum disebut")
        return self


class Prices(_Rule):
    """What it costs those who use the tables when a count is hidden: level times margin."""

    tingkat: Mapping[Level, float]
    margin: Mapping[Margin, float]
    indikator: float = Field(ge=1)  # times so much for a side of an indicator


class Policy(_Rule):
    """The whole of data/referensi/perlindungan.toml."""

    kelas: Mapping[Class, ClassRule]
    bobot: Prices
    rencana: tuple[Plan, ...] = ()
    mustahil: tuple[Impossible, ...] = ()

    def plan_of(self, measure: str) -> Plan:
        """What is published of a measure; one without a plan is published by sex alone."""
        usual = Plan(ukuran=(measure,))
        return next((plan for plan in self.rencana if measure in plan.ukuran), usual)
