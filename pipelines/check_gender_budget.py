"""Hold GAP and GBS against what they quote: a measure's table, and the ceiling in SIPD."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.check_gap_to_gbs import CellOf, Row, agency_of
from pipelines.check_relations import Blame
from pipelines.compute_indicators import compute
from pipelines.load_reference import measures, regions
from pipelines.suggest_names import nearest
from schemas.ekstrak.gap_gbs import SOURCE as SET
from schemas.ekstrak.gap_gbs import VERSI
from schemas.indikator import Indicator, Side
from schemas.kode import ALL, JENIS_KELAMIN
from schemas.temuan import Finding, as_written

SOURCE, BUDGET, OPEN = SET.kode, "anggaran", "terbuka"
QUOTED = ("data", "dasar")  # columns of step 2 and of step 8: their number by sex, code and year
SEXES = {"L": "l", "P": "p"}
LIKELY = 75
SUB = "kode_nomenklatur"

Table = Callable[[str], pl.DataFrame]


@dataclass(frozen=True)
class Beside:
    """What other sumber hold, asked for by their codes; empty frames where they hold nothing.

    `counts` gives a sumber's `Harmonis` rows of all years with their holes, `rows` the admitted
    rows of its contract.
    """

    counts: Table
    rows: Table


def check_gender_budget(rows: pl.DataFrame, cell_of: CellOf, beside: Beside | None) -> list[Blame]:
    """Numbers that differ from the table they name (R19), amounts from their ceiling (R19A).

    What is named but cannot be compared is told (R19U), and a sub kegiatan that has a GBS and no
    ARG tag (R19T). Compared is by code alone; without a code nothing is. Without `beside` neither.
    """
    if beside is None:
        return []
    quotes = [quote for row in rows.rows(named=True) for quote in _quotes(row, cell_of)]
    return [*_check_quotes(quotes, beside), *_check_amounts(rows, cell_of, beside)]


# --- steps 2 and 8: the table of a measure


class _Quote:
    """One number that a GAP quotes, with where it stands and the measure and year it names."""

    def __init__(self, row: Row, step: str, sex: str, cell_of: CellOf):
        column = f"{step}_{SEXES[sex]}"
        self.row, self.sex, self.number = row, sex, row[column]
        self.code, self.year = row[f"{step}_ukuran"], row[f"{step}_tahun"]
        self.place, self.title = cell_of(row, column) or "", SET.title(column)

    @property
    def key(self) -> tuple[str, str, int, str]:
        return self.code, self.row["kode_wilayah"], self.year, self.sex

    def told(self, rule: str, **facts: object) -> Finding:
        return Finding.at(
            rule, self.row, SOURCE, self.number, self.place, judul=self.title, **facts
        )


def _quotes(row: Row, cell_of: CellOf) -> Iterator[_Quote]:
    for step in QUOTED:
        for sex in SEXES:
            quote = _Quote(row, step, sex, cell_of)
            if quote.code and quote.number is not None:
                yield quote


def _check_quotes(quotes: Sequence[_Quote], beside: Beside) -> Iterator[Blame]:
    sound = [quote for quote in quotes if not _why_not(quote)]
    counts = _counts({quote.code for quote in sound}, {quote.year for quote in sound}, beside)
    figures = _figures(counts)
    for quote in quotes:
        why, figure = _why_not(quote), figures.get(quote.key) if quote.year else None
        if not why and (figure is None or figure["status_obs"] != "final"):
            why = f"{_table(quote)} belum ada atau belum lengkap"
        if why:
            yield quote.told("R19U", sebab=why), frozenset()
        elif figure and figure["pembilang"] != quote.number:
            yield _other_number(quote, figure, counts), frozenset([quote.row["_id"]])


def _why_not(quote: _Quote) -> str:
    """Why a quote cannot be compared by what it names; empty when it can."""
    facts = measures().get(quote.code)
    if facts is None:
        near = nearest(quote.code, [*measures()], LIKELY)
        return f"“{quote.code}” bukan kode ukuran" + (f"; mungkin {near}" if near else "")
    if facts["kelas"] != OPEN or SOURCE in facts["sumber"]:
        return f"ukuran {quote.code} tidak diperbandingkan di sini karena tidak terbuka"
    return "" if quote.year else "tahun datanya kosong"


def _table(quote: _Quote) -> str:
    name, place = measures()[quote.code]["nama"].lower(), _place(quote.row["kode_wilayah"])
    return f"tabel {name} {place} tahun {quote.year} menurut jenis kelamin"


def _place(code: str) -> str:
    names = regions().filter(kode=code)["nama"]
    return names[0] if len(names) else code


def _counts(codes: set[str], years: set[int], beside: Beside) -> pl.DataFrame:
    """The `Harmonis` rows of the measures quoted, of every sumber that may hold them."""
    sources = {source for code in codes for source in measures()[code]["sumber"].split(";")}
    tables = [
        table for source in sorted(sources) if not (table := beside.counts(source)).is_empty()
    ]
    wanted = pl.col("ukuran").is_in(list(codes)) & pl.col("tahun").is_in(list(years))
    return pl.concat(tables).filter(wanted) if tables else pl.DataFrame()


def _figures(counts: pl.DataFrame) -> Mapping[tuple, Row]:
    """The number of each measure, region, year and sex, added up as indicators are."""
    if counts.is_empty():
        return {}
    table = compute(counts, [_as_indicator(code) for code in counts["ukuran"].unique()])
    whole = table.filter(umur=ALL, jenjang=ALL)
    key = ("kode_indikator", "kode_wilayah", "tahun", "jenis_kelamin")
    return {tuple(row[name] for name in key): row for row in whole.rows(named=True)}


def _as_indicator(code: str) -> Indicator:
    """A measure as the indicator that is nothing but its number; no text of it is ever shown."""
    levels = ("provinsi", "kab_kota", "kecamatan", "desa")
    return Indicator.model_construct(kode=code, tingkat=levels, pembilang=Side(ukuran=code))


def _other_number(quote: _Quote, figure: Row, counts: pl.DataFrame) -> Finding:
    source, name = figure["sumber_pembilang"], measures()[quote.code]["nama"]
    behind = counts.filter(
        pl.col("kode_wilayah").str.starts_with(quote.row["kode_wilayah"]),
        pl.col("jenis_kelamin") == quote.sex, ukuran=quote.code, tahun=quote.year, sumber=source,
    )  # fmt: skip
    facts = {
        "apa": f"{name} ({JENIS_KELAMIN[quote.sex].label.lower()})", "tertulis": quote.number,
        "tempat": _place(quote.row["kode_wilayah"]), "hitung": figure["pembilang"],
        "sumber_lain": source, "tempat_lain": _first_place(behind.sort("kode_wilayah")),
    }  # fmt: skip
    return quote.told("R19", **facts, tahun=str(quote.year))


def _first_place(behind: pl.DataFrame) -> str:
    """Where the first of some rows stands, and how many more there are."""
    first = behind.row(0, named=True)
    place = Finding("R19", first["berkas"], first["lembar"], first["sel"]).tempat
    return f"{place} dan {behind.height - 1} sel lain" if behind.height > 1 else place


# --- the amount: the ceiling of the sub kegiatan


def _check_amounts(rows: pl.DataFrame, cell_of: CellOf, beside: Beside) -> Iterator[Blame]:
    """Each GBS with an amount against the ceilings of its sub kegiatan, where its year has any."""
    stated = rows.filter(pl.col("bentuk") == "gbs", pl.col("anggaran").is_not_null())
    budget = beside.rows(BUDGET) if not stated.is_empty() else pl.DataFrame()
    if budget.is_empty():
        return
    budget = budget.filter(pl.col("versi").is_in([*VERSI]))
    known = set(budget["tahun"])
    for row in stated.rows(named=True):
        if row["tahun"] in known:
            own = budget.filter(pl.col(SUB) == row[SUB], tahun=row["tahun"])
            yield from _check_amount(row, own, cell_of)


def _check_amount(row: Row, budget: pl.DataFrame, cell_of: CellOf) -> Iterator[Blame]:
    lines = _of_the_agency(row, budget)
    if row["versi_anggaran"]:
        lines = lines.filter(versi=row["versi_anggaran"])
    place, code = cell_of(row, "anggaran") or "", row[SUB] or "tanpa kode"
    if lines.is_empty():
        version = f" dalam {VERSI[row['versi_anggaran']].lower()}" if row["versi_anggaran"] else ""
        why = (f"sub kegiatan {code} dari {row['perangkat_daerah']} tidak ada{version} "
               f"pada anggaran {row['tahun']} yang diterima")  # fmt: skip
        facts = {"judul": SET.title("anggaran"), "sebab": why}
        yield Finding.at("R19U", row, SOURCE, row["anggaran"], place, **facts), frozenset()
        return
    ceilings = dict(lines.group_by("versi").agg(pl.col("jumlah").sum()).iter_rows())
    facts = {
        "kode": code, "tertulis": row["anggaran"], "tempat_lain": _first_place(lines.sort("sel")),
        "hitung": " atau ".join(
            f"{as_written(ceilings[name])} ({name})" for name in VERSI if name in ceilings
        ),
    }  # fmt: skip
    if row["anggaran"] not in ceilings.values():
        held = frozenset([row["_id"]])
        yield Finding.at("R19A", row, SOURCE, row["anggaran"], place, **facts), held
    if set(lines["arg"]) == {"tidak"}:
        yield Finding.at("R19T", row, SOURCE, code, cell_of(row, SUB) or "", **facts), frozenset()


def _of_the_agency(row: Row, budget: pl.DataFrame) -> pl.DataFrame:
    """The lines of a sub kegiatan; where several agencies have it, those of the one named."""
    agencies = {name: agency_of({"perangkat_daerah": name}) for name in set(
        budget["perangkat_daerah"])}  # fmt: skip
    if len(set(agencies.values())) < 2:
        return budget
    own = [name for name, bare in agencies.items() if bare == agency_of(row)]
    return budget.filter(pl.col("perangkat_daerah").is_in(own))
