"""What a contract is made of: a sumber, the layouts its files come in, and what is counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import pandera.polars as pa
import polars as pl

from schemas.kode import FIRST_YEAR, LAST_YEAR, PERIODE
from schemas.wilayah import SYSTEMS, LayoutSystem

Kind = Literal[
    "teks", "kode", "tahun", "tanggal", "umur", "pilihan", "banyak_pilihan", "cacah", "angka",
    "kunci", "kunci_orang", "kunci_kasus",
]  # fmt: skip
Locale = Literal["id", "en"]
Blank = Literal["nol", "belum_diisi", "tidak_berlaku", "disamarkan"]
PeriodKind = Literal["tahun", "semester", "triwulan", "bulan", "tahun_ajaran", "tanggal"]
Harmonised = Literal["cacah", "target", "resmi"]

YEARS = {"min_value": FIRST_YEAR, "max_value": LAST_YEAR}
# What stands in a number cell without being a number, and what it says; a layout may differ.
BLANKS: Mapping[str, Blank] = {
    "": "belum_diisi", "…": "belum_diisi", "...": "belum_diisi",
    "-": "nol", "–": "nol", "—": "nol", "nihil": "nol",
    "n/a": "tidak_berlaku", "na": "tidak_berlaku", "*": "disamarkan",
}  # fmt: skip


def column(title: str, kind: Kind, **field_options: Any) -> Any:
    """Declare a contract column: its Indonesian title and how a cell of it is read.

    A `kunci_orang` (NIK) or `kunci_kasus` (registration number) is hashed under the key of the
    deployment as it is read, so that the same one is known again in files of other agencies;
    one that cannot be trusted is blank.
    """
    return pa.Field(title=title, metadata={"kind": kind}, **field_options)


def choice(title: str, codes: Mapping[str, str], *, several: bool = False, **options: Any) -> Any:
    """Declare a column with a closed list of codes and their labels; both are read as the code.

    With `several` a cell may hold more than one, parted by semicolons.
    """
    if several:
        return pa.Field(title=title, metadata={"kind": "banyak_pilihan", "codes": codes}, **options)
    return pa.Field(
        title=title, metadata={"kind": "pilihan", "codes": codes}, isin=[*codes], **options
    )


@dataclass(frozen=True)
class Value:
    """One block of numbers: the headings seen above it and the dimensions it stands for.

    A heading may hold {tahun}, {bulan} or {umur}: the block then stands once for each year,
    month or age band that the sheet has, and states it; {judul} is any text that states
    nothing. Without headings every row counts one.
    """

    headings: tuple[str, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)
    optional: bool = False


EACH_ROW = Value(())


@dataclass(frozen=True)
class Share:
    """One column of percentages: it is checked against the numbers beside it and not kept.

    `of` names the number it belongs to by that block's dimensions, `base` the number of the same
    row that it is a share of. Without a `base` that is the total of the number's own column.
    """

    headings: tuple[str, ...]
    of: Mapping[str, str]
    base: Mapping[str, str] = field(default_factory=dict)
    within: float = 0.05  # of what is computed: as much as rounding to one decimal takes away


@dataclass(frozen=True)
class Layout:
    """One way a sumber's files are laid out; all of it declared, nothing guessed per cell.

    Headings are compared without case, underscores and line breaks; "a > b" is a heading b
    under a merged heading a. A column's own title is always one of its headings.
    """

    name: str
    headings: Mapping[str, tuple[str, ...]]
    values: tuple[Value, ...] = (EACH_ROW,)
    optional: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    locale: Locale = "id"
    system: LayoutSystem = "belum_dinyatakan"
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    # words of one column that state several: {"kategori": {"anak perempuan": {"jenis_kelamin": …}}}
    mixed: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    # facts that stand in a title, sheet name or file name: {"tahun": r"tahun (\d{4})"}
    title: Mapping[str, str] = field(default_factory=dict)
    blanks: Mapping[str, Blank] = field(default_factory=lambda: BLANKS)
    shares: tuple[Share, ...] = ()
    year_from: str = ""  # a date column whose year is the row's year
    parents: str = ""  # pattern of rows that name the region in which the rows below them lie
    from_nation: bool = False  # a province's name opens it, the names below lie in it
    bare_type: str = ""  # type of a region below a province whose name states none: "kabupaten"
    filled: tuple[str, ...] = ()  # columns that this form wants filled, though not every form does
    spans: tuple[str, ...] = ()  # columns whose cell may be merged over the rows below it
    not_data: str = ""  # pattern of rows below the table that are no counts: rates, percentages
    unit_in_cell: bool = False  # "12 Dokumen": the number and its unit share a cell
    # headings known and not needed, under whatever group they stand; others are reported
    passed_over: tuple[str, ...] = ()
    stated_only: bool = False  # headings so general that only folder or letter can say the sumber


@dataclass(frozen=True)
class Count:
    """What rows of persons, cases or documents are counted as.

    `among` names the rows that are looked at, without which there is no zero either; `where`
    the codes that a column of them must hold; `several` a column that must hold two or more;
    `by` the columns it is broken down by, each alone, besides the whole (dates by `bulan`, the
    first of who is counted once); `each` a column of codes that every place has its own of, broken
    down only where they stand; `distinct` the column whose values are counted instead of rows (a
    row without one counts by itself); `amount` the one added up instead; `filled` one that must
    not be blank. Without `by_sex` it is counted once for all: a case may have victims of both.
    """

    ukuran: str
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    among: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by: tuple[str, ...] = ()
    each: str = ""
    distinct: str = ""
    amount: str = ""
    several: str = ""
    filled: str = ""
    by_sex: bool = True


@dataclass(frozen=True)
class Detail:
    """Rows that count, told by their code; a shorter code sums the rows below that begin with it.

    `sums` names the codes a column must hold for its numbers to be such sums.
    """

    column: str
    pattern: str
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Identity:
    """A heading of the layouts under which each row has the number of a person.

    The number is held against the columns of sex and birth date and tells the same person
    twice; it is no column of the contract, so it is stored nowhere. Neither is `born`.
    """

    column: str
    label: str
    born: str = ""


@dataclass(frozen=True)
class Source:
    """One sumber: who owes it, what a table of it must be, and what makes one sel data."""

    kode: str
    judul: str
    opd: str
    model: type[pa.DataFrameModel]
    layouts: tuple[Layout, ...]
    sel_data: tuple[str, ...] = ()  # columns that, without the sex, name one sel data
    number: str = "jumlah"
    region_names: tuple[str, ...] = ("nama_wilayah",)
    kelas: str = "terbuka"
    periods: tuple[PeriodKind, ...] = ("tahun",)
    unit: str = ""  # column of the unit below a region: a school, an agency, a village council
    per_unit: bool = False  # rows are units below a region, whose absence nobody would see
    screened: bool = False  # headings so general that a file about victims could pass for it
    breakdown: tuple[str, ...] = ()  # columns that are kept as `rincian` of the counts
    detail: Detail | None = None  # rows above these are sums: checked, never counted
    # rows are persons, cases or documents, counted as these; where the contract has a column
    # `ukuran`, those that leave it empty
    counts: tuple[Count, ...] = ()
    identity: Identity | None = None
    bands: tuple[str, ...] = ()  # age bands that such rows are counted in
    alone: tuple[str, ...] = ()  # age bands of which a form for women and children has women only
    harmonis: Harmonised = "cacah"
    register: bool = False  # one row per person of a whole population, of any size

    @property
    def private(self) -> bool:
        """Whether its rows may be seen by nobody but those who run the pipeline."""
        return self.kelas == "sensitif"

    @cached_property
    def columns(self) -> Mapping[str, Any]:
        """The contract's columns by name, as Pandera holds them."""
        return self.model.to_schema().columns

    @cached_property
    def cell(self) -> tuple[str, ...]:
        """What names one sel data of stated counts: as declared, or all that has codes."""
        if self.sel_data:
            return self.sel_data
        coded = ("kode", "tahun", "umur", "pilihan")
        own = [n for n in self.columns if n not in PROVENANCE and self.kind(n) in coded]
        places = [name for name in self.region_names if name in self.columns]
        unit = [self.unit] if self.unit else []
        own = [*dict.fromkeys((*own, *places, *unit, "wilayah_induk", "periode"))]
        return tuple(name for name in own if name != "jenis_kelamin")

    def kind(self, name: str) -> Kind:
        return self.columns[name].metadata["kind"]

    def title(self, name: str) -> str:
        return self.columns[name].title if name in self.columns else name


class Extract(pa.DataFrameModel):
    """Columns that every extract carries, so that each figure can be walked back to its cell."""

    periode_jenis: pl.String = column("Jenis periode", "pilihan", isin=list(PERIODE))
    periode: pl.String = column("Periode", "teks")
    tanggal_acuan: pl.Date = column("Keadaan per tanggal", "tanggal", nullable=True)
    sidik: pl.String = column("Sidik berkas (SHA-256)", "teks")
    berkas: pl.String = column("Berkas", "teks")
    lembar: pl.String = column("Lembar", "teks")
    baris: pl.Int64 = column("Baris", "angka", ge=1)
    sel: pl.String = column("Sel angka", "teks")
    sistem_kode: pl.String = column("Sistem kode wilayah", "teks", isin=list(SYSTEMS))
    wilayah_induk: pl.String = column("Wilayah induk untuk nama tanpa kode", "teks")

    class Config:
        """No column more, no column less."""

        strict = True


# Said by us and not by a column of the sheet; the period is read out of the year's column.
PERIOD = ("periode_jenis", "periode", "tanggal_acuan")
PROVENANCE = tuple(Extract.to_schema().columns)
