"""Region codes as types: a Kemendagri code is never mistaken for a BPS code of the same digits."""

import re
from dataclasses import dataclass
from typing import ClassVar, Literal, Self, get_args

System = Literal["kemendagri", "bps", "nama"]
# A layout whose files say nothing of their codes: dotted ones are read, bare digits refused.
LayoutSystem = System | Literal["belum_dinyatakan"]
SYSTEMS = (*get_args(System), "belum_dinyatakan")

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

    @property
    def parent(self) -> Self | None:
        above = {4: 2, 7: 4, 10: 7}.get(len(self.text))
        return type(self)(self.text[:above]) if above else None


@dataclass(frozen=True)
class Change:
    """What became of a code: the regions that have its territory now, and up to when it had it.

    One region means that only the code changed; several, that the territory was divided, even
    where one part kept the code.
    """

    name: str
    now: tuple[str, ...]
    until: int  # the last year whose figures may still follow the old state
    basis: str
