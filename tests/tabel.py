"""Small tables for tests: counts as text, figures as text, and the workbooks they come in."""

from pathlib import Path

import polars as pl
import xlsxwriter

from pipelines.admit_setoran import Admission, admit
from pipelines.compute_indicators import compute
from pipelines.harmonise_counts import harmonise_with_holes
from pipelines.load_catalogue import indicators
from pipelines.load_reference import measures
from pipelines.read_periods import read_period
from pipelines.read_setoran import Delivery, Setoran
from pipelines.read_words import age_limits
from schemas.harmonis import Harmonis
from schemas.indikator import Indikator
from schemas.resmi import ANGKA_RESMI, ResmiHarmonis
from schemas.sources import SOURCES
from schemas.wilayah import LEVELS, NATION_CODE

SEXES = ("L", "P", "L+P", "TB", "TT")
ABSENT, RETURNED = ".", "?"
DEFAULTS = {
    "wilayah": "36.73", "tahun": "2025", "umur": "semua", "jenjang": "semua",
    "pendidikan": "semua", "unit": "", "rincian": "semua", "metode": "", "vintage": "",
}  # fmt: skip
SCHEMA = {name: column.dtype.type for name, column in Harmonis.to_schema().columns.items()}
FIGURES = {name: column.dtype.type for name, column in ResmiHarmonis.to_schema().columns.items()}
NAMES = {"wilayah": "kode_wilayah", "jk": "jenis_kelamin", "status": "status_obs"}


def table(text: str) -> list[dict[str, str]]:
    """Lines below a header line; cells are parted by "|" where there is one, else by blanks."""
    lines = [line for line in text.splitlines() if line.strip()]
    cut = "|" if "|" in lines[0] else None
    head, *body = ([cell.strip() for cell in line.split(cut)] for line in lines)
    return [dict(zip(head, cells, strict=True)) for cells in body]


def rows(text: str) -> pl.DataFrame:
    """A `Harmonis` frame: one line per cell, the columns L, P, L+P or TB hold its counts.

    Without `periode` a count is of the whole year. "." is a count that nobody reported, "?" one
    that went back to its agency.
    """
    counts = [
        _count(line, sex, line[sex])
        for line in table(text)
        for sex in SEXES
        if line.get(sex, ABSENT) != ABSENT
    ]
    return pl.DataFrame(counts, schema=SCHEMA).with_columns(nomor=pl.int_range(pl.len()))


def _count(line: dict[str, str], sex: str, number: str) -> dict:
    given = DEFAULTS | line
    low, high = age_limits(given["umur"])
    code, measure = given["wilayah"], given["ukuran"]
    return {
        "sumber": given.get("sumber") or measures()[measure]["sumber"].split(";")[0],
        "ukuran": measure, "kode_wilayah": code, "satuan_unit": given["unit"],
        "jenis_kelamin": sex, "rincian": given["rincian"], **_when_and_where(given),
        "umur_min": low, "umur_max": high, "jenjang": given["jenjang"],
        "pendidikan": given["pendidikan"], "jumlah": None if number == RETURNED else int(number),
        "sidik": "0" * 64, "berkas": "contoh.xlsx", "lembar": "Data", "sel": "A1",
    }  # fmt: skip


def _when_and_where(given: dict[str, str]) -> dict:
    period = read_period(given.get("periode") or given["tahun"])
    code = given["wilayah"]
    return {
        "kode_wilayah": code,
        "tingkat": "nasional" if code == NATION_CODE else LEVELS[code.count(".")],
        "tahun": period.year, "periode_jenis": period.kind, "periode": period.code,
    }  # fmt: skip


def figures(text: str) -> pl.DataFrame:
    """A `ResmiHarmonis` frame: one line per figure, the columns L, P or L+P hold its numbers."""
    found = [
        DEFAULTS | line | _when_and_where(DEFAULTS | line) | {
            "sumber": "indeks_resmi", "indikator": line["angka"], "jenis_kelamin": sex,
            "nilai": float(line[sex]), "satuan": ANGKA_RESMI[line["angka"]].satuan,
            "sidik": "0" * 64, "berkas": "contoh.xlsx", "lembar": "Data", "sel": "A1",
        }
        for line in table(text)
        for sex in SEXES
        if line.get(sex, ABSENT) != ABSENT
    ]  # fmt: skip
    return pl.DataFrame([{name: row[name] for name in FIGURES} for row in found], schema=FIGURES)


def computed(code: str, text: str) -> pl.DataFrame:
    """One indicator from the counts or figures of a text table, valid by its own contract."""
    official = "angka" in table(text)[0]
    given = (rows("ukuran"), [indicators()[code]], figures(text)) if official else (
        rows(text), [indicators()[code]])  # fmt: skip
    return Indikator.validate(compute(*given), lazy=True)


def says(code: str, given: str, expected: str) -> None:
    """The indicator has exactly the expected rows, in the columns that the expectation names.

    What is given are counts (`ukuran`) or official figures (`angka`).

    Of the regions, ages and levels the expectation names; without such a column 36.73, all
    ages, all levels. Values are compared to as many decimals as are written; "-" is null.
    """
    wanted = pl.DataFrame(table(expected)).rename(NAMES, strict=False)
    whole = {"kode_wilayah": ["36.73"], "umur": ["semua"], "jenjang": ["semua"]}
    found = computed(code, given).filter(
        pl.col(name).is_in(wanted[name].unique() if name in wanted.columns else values)
        for name, values in whole.items()
    )
    shown = {name: _written(found[name], wanted[name]) for name in wanted.columns}
    assert sorted(pl.DataFrame(shown).rows()) == sorted(wanted.rows())


def _written(found: pl.Series, wanted: pl.Series) -> list[str]:
    """Found cells as text, numbers with as many decimals as the expectation writes."""
    decimals = max(len(text.partition(".")[2]) for text in wanted)
    return [_text(cell, decimals) for cell in found]


def _text(cell: object, decimals: int) -> str:
    if cell is None:
        return "-"
    if isinstance(cell, float):
        return f"{cell:.{decimals}f}" if decimals else repr(cell).removesuffix(".0")
    return str(cell)


Grid = list[list]


def write_book(
    path: Path, *grids: Grid, at: tuple[int, int] = (0, 0), names: tuple[str, ...] = ()
) -> Path:
    """A workbook of one sheet per grid ("Data", "Data 2", …), its first cell at row, column."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for number, grid in enumerate(grids):
            usual = "Data" if number == 0 else f"Data {number + 1}"
            sheet = book.add_worksheet(names[number] if names else usual)
            for row, cells in enumerate(grid):
                for column, cell in enumerate(cells):
                    sheet.write(at[0] + row, at[1] + column, cell)
    return path


def delivery(path: Path, source: str = "penduduk", year: str = "2025", **more) -> Delivery:
    """A setoran of Kota Serang as it comes out of the drop folder."""
    facts = {"tahun": year} if year else {}
    return Delivery(Setoran(path, path.name), SOURCES[source], facts, "36.73", **more)


def admission(path: Path, source: str = "penduduk", year: str = "2025", **more) -> Admission:
    return admit(SOURCES[source], [delivery(path, source, year, **more)])


def harmonised_of(found: Admission) -> pl.DataFrame:
    """The counts and holes that an admission leaves behind."""
    admitted, returned = found.admitted.drop("_id"), found.returned.drop("_id", strict=False)
    return harmonise_with_holes(admitted, returned, found.source)


def counts_of(found: Admission, by: str = "kode_wilayah", **only: str) -> dict[tuple, int]:
    """Its counts by measure, place, period and sex; of the whole, or of what `only` names."""
    wanted = {"rincian": "semua", "umur_min": 0, "umur_max": 149} | only
    rows = harmonised_of(found).filter(pl.col("jumlah").is_not_null(), **wanted)
    key = rows.select("ukuran", by, "periode", "jenis_kelamin").rows()
    return dict(zip(key, rows["jumlah"], strict=True))


def holes_of(found: Admission, by: str = "kode_wilayah") -> set[str]:
    """The places of which something went back to the agency."""
    rows = harmonised_of(found)
    return set(rows.filter(pl.col("jumlah").is_null())[by])
