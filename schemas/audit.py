"""What the audit of a rilis speaks of: cells, what is known of them, and what must not be."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal, NamedTuple

from schemas.kode import ALL, BOTH

DEFAULT_THRESHOLD = 5
# tersembunyi: said to be disamarkan; tersirat: a cell of a published shape without a row;
# silang: a finer cell that no table shows, but that several of them cross in
Kind = Literal["tersembunyi", "tersirat", "silang"]
Fault = Literal[
    "sel_terbuka", "belum_terbukti", "angka_kecil", "bertentangan", "beda_dengan_asli", "identitas",
]  # fmt: skip


class Cell(NamedTuple):
    """One count that a table of the rilis shows, hides or implies."""

    ukuran: str
    wilayah: str
    tahun: int
    jenis_kelamin: str = BOTH
    umur: str = ALL
    rincian: str = ALL

    @property
    def deret(self) -> tuple[str, int]:
        """The measure and year that it is a number of."""
        return self.ukuran, self.tahun

    def __str__(self) -> str:
        """The cell as a person would say it."""
        age = "" if self.umur == ALL else f", umur {self.umur}"
        part = "" if self.rincian == ALL else f", {self.rincian}"
        return f"{self.ukuran} {self.wilayah} {self.tahun}, {self.jenis_kelamin}{age}{part}"


class Known(NamedTuple):
    """A published number and the table that shows it."""

    value: int
    place: str
    final: bool = True


class Ratio(NamedTuple):
    """A published rate with hidden sides: `q` numerators are as many as `p` denominators."""

    numerator: Cell
    denominator: Cell
    p: int
    q: int
    place: str


@dataclass
class Facts:
    """All that one rilis tells of counts: shown, hidden, not available, and tied by rates."""

    known: dict[Cell, Known] = field(default_factory=dict)
    hidden: dict[Cell, str] = field(default_factory=dict)  # with the table that hides it
    absent: set[Cell] = field(default_factory=set)
    ratios: list[Ratio] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)  # one cell shown with two numbers
    enough: dict[Cell, int] = field(default_factory=dict)  # no number, but said to be so many

    @property
    def cells(self) -> set[Cell]:
        sides = {cell for ratio in self.ratios for cell in ratio[:2]}
        return {*self.known, *self.hidden, *self.absent, *sides}


class Interval(NamedTuple):
    """The least and the most that a reader can work out of a cell; no `high` is no limit."""

    low: int
    high: int | None


@dataclass(frozen=True)
class Exposure:
    """One reason to refuse a rilis: what is exposed, how narrowly, and by which numbers.

    `deret` names the measures and years without whose new numbers there would be no such reason;
    none where it is not a matter of numbers.
    """

    jenis: Fault
    kalimat: str
    sel: str = ""
    interval: Interval | None = None
    pembuka: Sequence[str] = ()
    deret: Sequence[tuple[str, int]] = ()


@dataclass
class AuditReport:
    """What was examined and what was found; without exposures the rilis may be published."""

    diperiksa: dict[str, int] = field(default_factory=dict)  # cells by kind
    berkas: int = 0
    ambang: dict[str, int] = field(default_factory=dict)
    tersempit: list[tuple[str, Interval]] = field(default_factory=list)
    temuan: list[Exposure] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return not self.temuan

    @property
    def kalimat(self) -> str:
        """One sentence for the person who wanted to publish."""
        if self.passed:
            return f"Audit lulus: {sum(self.diperiksa.values())} sel dan {self.berkas} berkas."
        more = f" (dan {len(self.temuan) - 1} temuan lain)" if len(self.temuan) > 1 else ""
        return (
            f"Audit menolak rilis ini{more}: {self.temuan[0].kalimat} "
            "Tidak ada yang diterbitkan; rilis terakhir tetap berlaku."
        )

    def as_dict(self) -> dict:
        return {"lulus": self.passed, **asdict(self)}
