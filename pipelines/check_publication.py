"""Hold what is about to be published against the rules of publication: R15, R16, R20, R23T."""

from collections import Counter
from collections.abc import Iterable, Iterator

import polars as pl

from pipelines.check_impossible import why_impossible
from pipelines.load_reference import measures
from pipelines.protect.rules import policy
from schemas.indikator import Indicator
from schemas.temuan import Finding

# Why a value is not there although both of its sides were sent.
UNLIKE = (
    "bagian yang belum ada pada pembilang dan penyebut berbeda",
    "pembilang lebih besar daripada penyebut",
)
# The fields without which MS-Ind, the metadata form of an indicator, is not complete.
MANDATORY = ("nama", "konsep", "definisi", "interpretasi", "rumus", "satuan", "opd")


def check_publication(
    computed: pl.DataFrame,
    counts: pl.DataFrame,
    definitions: Iterable[Indicator],
    counted: pl.DataFrame | None = None,
) -> list[Finding]:
    """Findings on protected `Indikator` and `Cacah` rows and on the definitions beside them.

    `counted` are the counts before anything was hidden. A galat among the findings (R20, R23T)
    means that nothing may be published; the others are counted in the table `temuan`.
    """
    items = {item.kode: item for item in definitions}
    impossible = [] if counted is None else _impossible(counted)
    found = [*_hidden(counts), *_unlike(computed, items), *_undescribed(items.values())]
    return [*found, *impossible]


def _impossible(counted: pl.DataFrame) -> Iterator[Finding]:
    """How many counts of a measure and year are more than 0 where nothing can be."""
    declared = policy().mustahil
    names = {name for each in declared for name in each.ukuran}
    wrong = Counter[tuple[str, int, str]]()
    for row in counted.filter(pl.col("jumlah") > 0, pl.col("ukuran").is_in(names)).rows(named=True):
        labels = (row[name] for name in ("ukuran", "umur", "rincian", "jenis_kelamin"))
        if reason := why_impossible(declared, *labels):
            wrong[row["ukuran"], row["tahun"], reason] += 1
    for (name, year, reason), many in sorted(wrong.items()):
        facts = {"apa": measures()[name]["nama"], "banyak": many, "alasan": reason}
        yield _finding("R23T", measures()[name]["sumber"].split(";")[0], year, facts)


def _hidden(counts: pl.DataFrame) -> Iterator[Finding]:
    """How many counts of a measure and year were hidden to protect people."""
    hidden = pl.col("status_obs") == "disamarkan"
    series = counts.group_by("ukuran", "tahun").agg(hidden.sum(), semua=pl.len())
    for name, year, many, all_of in series.sort("ukuran", "tahun").iter_rows():
        if many:
            facts = {"apa": measures()[name]["nama"], "banyak": many, "semua": all_of}
            source = measures()[name]["sumber"].split(";")[0]
            yield _finding("R15", source, year, facts)


def _unlike(computed: pl.DataFrame, items: dict[str, Indicator]) -> Iterator[Finding]:
    """How many values of an indicator and year have a numerator and denominator that differ."""
    known = pl.col("kode_indikator").is_in(list(items)) & pl.col("alasan").is_in(UNLIKE)
    series = computed.filter(known).group_by("kode_indikator", "tahun", "alasan").agg(
        pl.col("sumber_pembilang").drop_nulls().sort().first(), banyak=pl.len()
    )  # fmt: skip
    for row in series.sort("kode_indikator", "tahun", "alasan").rows(named=True):
        code = row["kode_indikator"]
        facts = {"apa": f"{code} {items[code].nama}", "banyak": row["banyak"],
                 "mengapa": row["alasan"]}  # fmt: skip
        yield _finding("R16", row["sumber_pembilang"] or "", row["tahun"], facts)


def _undescribed(items: Iterable[Indicator]) -> Iterator[Finding]:
    """Indicators whose metadata form would have blanks."""
    for item in items:
        if blank := [name for name in MANDATORY if not getattr(item, name).strip()]:
            facts = {"apa": item.kode, "isian": ", ".join(blank)}
            yield _finding("R20", "", None, facts)


def _finding(rule: str, source: str, year: int | None, facts: dict) -> Finding:
    about = {"masa": "" if year is None else str(year), **facts}
    return Finding(rule, "", sumber=source, tahun=year, fakta=about)
