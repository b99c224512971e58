"""What a contract is made of: a sumber, the layouts its files come in, and their number blocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandera.polars as pa
import polars as pl

from schemas.kode import FIRST_YEAR, LAST_YEAR
from schemas.wilayah import SYSTEMS, LayoutSystem

Kind = Literal["teks", "kode", "tahun", "umur", "pilihan", "cacah", "angka"]
Locale = Literal["id", "en"]


YEARS = {"min_value": FIRST_YEAR, "max_value": LAST_YEAR}


def column(title: str, kind: Kind, **field_options: Any) -> Any:
    """Declare a contract column: its Indonesian title and how a cell of it is read."""
    return pa.Field(title=title, metadata={"kind": kind}, **field_options)


@dataclass(frozen=True)
class Value:
    """One block of numbers: the headings seen above it and the dimensions it stands for."""

    headings: tuple[str, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)
    optional: bool = False


@dataclass(frozen=True)
class Layout:
    """One way a sumber's files are laid out; all of it declared, nothing guessed per cell.

    Headings are compared without case, underscores and line breaks; "a > b" is a heading b
    under a merged heading a.
    """

    name: str
    headings: Mapping[str, tuple[str, ...]]
    values: tuple[Value, ...]
    optional: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    locale: Locale = "id"
    system: LayoutSystem = "belum_dinyatakan"
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """One sumber: who owes it, what a table of it must be, and what makes one sel data."""

    kode: str
    judul: str
    opd: str
    model: type[pa.DataFrameModel]
    sel_data: tuple[str, ...]  # columns that, without the sex, name one sel data
    layouts: tuple[Layout, ...]
    number: str = "jumlah"
    region_names: tuple[str, ...] = ("nama_wilayah",)
    kelas: str = "terbuka"
    per_unit: bool = False  # rows are units below a region, whose absence nobody would see
    screened: bool = False  # headings so general that a file about victims could pass for it

    @property
    def columns(self) -> Mapping[str, Any]:
        """The contract's columns by name, as Pandera holds them."""
        return self.model.to_schema().columns

    def kind(self, name: str) -> Kind:
        return self.columns[name].metadata["kind"]

    def title(self, name: str) -> str:
        return self.columns[name].title if name in self.columns else name


class Extract(pa.DataFrameModel):
    """Columns that every extract carries, so that each figure can be walked back to its cell."""

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
