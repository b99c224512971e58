"""Region codes as types: a Kemendagri code is never mistaken for a BPS code of the same digits."""

import re
from dataclasses import dataclass
from typing import ClassVar, Literal, Self

SYSTEMS = ("kemendagri", "bps", "nama")
System = Literal["kemendagri", "bps", "nama"]

NATION_CODE, NATION_NAME = "00", "indonesia"  # only official figures are given for the nation
LEVELS = ("provinsi", "kab_kota", "kecamatan", "desa")
_KEMENDAGRI = re.compile(r"(\d{2})(?:\.(\d{2})(?:\.(\d{2})(?:\.(\d{4}))?)?)?")
_KEMENDAGRI_PLAIN = re.compile(r"(\d{2})(?:(\d{2})(?:(\d{2})(\d{4})?)?)?")
_BPS = re.compile(r"\d{2}(\d{2}(\d{3}(\d{3})?)?)?")


@dataclass(frozen=True, order=True)
class KodeKemendagri:
    """A code PP.KK.CC.DDDD of the decree in force, at any of its four levels."""

    text: str
    system: ClassVar[System] = "kemendagri"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read the code with or without its dots; None when it has another shape."""
        match = _KEMENDAGRI.fullmatch(text) or _KEMENDAGRI_PLAIN.fullmatch(text)
        return cls(".".join(part for part in match.groups() if part)) if match else None

    @property
    def level(self) -> str:
        return LEVELS[self.text.count(".")]

    @property
    def parent(self) -> Self | None:
        head, dot, _ = self.text.rpartition(".")
        return type(self)(head) if dot else None


@dataclass(frozen=True, order=True)
class KodeBps:
    """A BPS code of 2, 4, 7 or 10 digits; it becomes a Kemendagri code only through the bridge."""

    text: str
    system: ClassVar[System] = "bps"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        return cls(text) if _BPS.fullmatch(text) else None
