"""Hold a year against the one before: jumps beyond what is usual, and numbers carried over."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from pipelines.check_parts import Blame, blame
from pipelines.load_reference import measures
from pipelines.match_names import official_name
from schemas.harmonis import CELL, ITEMISED
from schemas.kode import ALL, BOTH, JENIS_KELAMIN, OPEN_AGE

# A change is unusual beyond this many robust standard deviations of the measure's own changes,
# but never below the floor: a stock of people hardly moves by a fifth, a flow follows budgets.
DEVIATIONS, ROBUST = 5, 1.4826  # the median distance times this is a standard deviation
FLOOR = {"stok": math.log(1.2), "arus": math.log(2)}
# Beyond this no reason but a mistake or another definition is likely: it has to be confirmed.
GROSS = {"stok": math.log(2), "arus": math.log(5)}
# Chance alone moves small numbers: one standard deviation is 4 % at 1.000 and 20 % at 50.
USUAL_FROM, GROSS_FROM = 1_000, 50
# With fewer changes than these nobody knows what is usual, or whether equal numbers are chance.
ENOUGH_CHANGES, ENOUGH_CELLS = 5, 10
NEARLY_ALL = 0.9
# Small stocks stay (a council has its seats for five years); above 100.000 no number does.
COPIED_FROM, NEVER_EQUAL_FROM = 20, 100_000

_WHERE = ("kode_wilayah", "satuan_unit")
_KIND = ("sumber", "ukuran", "jenis_kelamin")
_SERIES = (*_KIND, "tingkat", "_part_of_year", "umur_min", "umur_max", "jenjang", "pendidikan",
           "rincian")  # fmt: skip


def check_change(rows: pl.DataFrame, history: pl.DataFrame | None = None) -> list[Blame]:
    """What is unlikely in a `Harmonis` frame beside the year before, with the rows it holds back.

    The year before is another year of the same frame or, for years that it lacks, of `history`:
    the `Harmonis` tables on record.
    """
    known = _on_record(rows, history)
    years = {*known["tahun"].drop_nulls().unique()}
    if years.isdisjoint(year + 1 for year in years):
        return []
    changes = _changes(rows, known)
    if changes.is_empty():
        return []
    return [*_jumps(_beside_the_usual(changes)), *_carried_over(changes), *_never_equal(changes)]


def _on_record(rows: pl.DataFrame, history: pl.DataFrame | None) -> pl.DataFrame:
    """All rows to look back to: what is sent now goes before what was sent once."""
    if history is None:
        return rows
    earlier = history.filter(~pl.col("tahun").is_in(rows["tahun"].unique().to_list()))
    return pl.concat([rows, earlier.select(rows.columns)])


def _changes(rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Rows with `before`, the number of the year before, and `change`, the logarithm of the ratio.

    Totals stand aside where their sexes are there. A number that was zero says nothing about
    the change; one that became zero fell by more than any other.
    """
    dated = _own_numbers(known).with_columns(
        _part_of_year=pl.col("periode").str.replace_all(r"\d{4}", "")
    )
    key = [*_SERIES, *_WHERE, "tahun"]
    dated = dated.filter(pl.len().over(key) == 1)  # of two numbers nobody knows which one holds
    before = dated.select(*key[:-1], pl.col("tahun") + 1, before="jumlah")
    now = dated.join(rows.select("nomor", "tahun").unique(), on=["nomor", "tahun"], how="semi")
    return now.join(before, on=key, maintain_order="left").with_columns(
        change=pl.when(pl.col("before") > 0).then(
            (pl.max_horizontal("jumlah", 0.5) / pl.col("before")).log()
        ),
        size=pl.max_horizontal("jumlah", "before"),
    )  # fmt: skip


def _own_numbers(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with a number, without the totals whose parts are there."""
    listed = pl.col("rincian").str.starts_with(ITEMISED)  # comes and goes with each budget
    filled = rows.filter(pl.col("jumlah").is_not_null() & ~listed)
    parts = filled.filter(pl.col("jenis_kelamin") != BOTH)
    alone = filled.filter(jenis_kelamin=BOTH).join(parts, on=list(CELL), how="anti")
    return pl.concat([parts, alone])


def _beside_the_usual(changes: pl.DataFrame) -> pl.DataFrame:
    """Each change as `off`, how far it is from what is usual, and how far is still `usual`.

    Usual is what its fellows did, the other regions of the same series and year, and also
    what all series did in all years of its measure and sex: the nearer one counts.
    """
    known = changes.filter(pl.col("change").is_not_null() & (pl.col("size") >= GROSS_FROM))
    floor = _by_kind(FLOOR)
    # a measure that was sent in thousands once did not usually grow a thousandfold
    middle = _median(_KIND, pl.lit(0.0))
    known = known.with_columns(_all=pl.when(middle.abs() <= floor).then(middle).otherwise(0.0))
    known = known.with_columns(_fellows=_median((*_SERIES, "tahun"), pl.col("_all")))
    off = pl.col("change") - pl.col("_fellows")
    enough = pl.len().over(_KIND) >= ENOUGH_CHANGES
    spread = pl.when(enough).then(DEVIATIONS * ROBUST * off.abs().median().over(_KIND))
    return known.with_columns(
        off=_nearer(off, pl.col("change") - pl.col("_all")),
        usual=pl.max_horizontal(spread, floor),
        gross=pl.max_horizontal(spread, _by_kind(GROSS)),
    )


def _median(group: Sequence[str], otherwise: pl.Expr) -> pl.Expr:
    """The median change of a group that is large enough to have one."""
    enough = pl.len().over(group) >= ENOUGH_CHANGES
    return pl.when(enough).then(pl.col("change").median().over(group)).otherwise(otherwise)


def _nearer(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    return pl.when(one.abs() <= other.abs()).then(one).otherwise(other)


def _by_kind(limits: Mapping[str, float]) -> pl.Expr:
    stocks = [name for name, facts in measures().items() if facts["sifat"] == "stok"]
    is_stock = pl.col("ukuran").is_in(stocks)
    return pl.when(is_stock).then(limits["stok"]).otherwise(limits["arus"])


def _jumps(changes: pl.DataFrame) -> Iterator[Blame]:
    """Series that moved as a whole, once each; then regions that moved unlike their fellows."""
    series = changes.group_by(*_SERIES, "tahun", maintain_order=True).agg(
        pl.col("berkas", "lembar", "sel", "usual", "gross", "_fellows", "_all").first(),
        pl.col("jumlah", "before", "size").sum(),
        nomor="nomor",
        tempat=pl.format("{} wilayah", pl.len()),
        change=(pl.max_horizontal(pl.col("jumlah").sum(), 0.5) / pl.col("before").sum()).log(),
    )
    beside = (pl.col(name) - pl.col("_all") for name in ("_fellows", "change"))
    series = series.with_columns(off=_nearer(*beside), beside=pl.col("_all"))
    apart = changes.with_columns(pl.concat_list("nomor"), beside=pl.col("_fellows"))
    for frame, key in ((series, _SERIES), (apart, (*_SERIES, *_WHERE))):
        for row in _unusual(frame, key).rows(named=True):
            rule = "R13G" if row["is_gross"] else "R13"
            facts = {
                **in_words(row), "kini": row["jumlah"], "sebelum": row["before"],
                "perubahan": _percent(row["change"]), "biasa": _percent(row["beside"]),
            }  # fmt: skip
            yield blame(rule, row, facts, row["nomor"])


def _unusual(changes: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Changes beyond the limit; the way back from one that was is the old number, not a jump."""
    earlier = changes.select(*key, pl.col("tahun") + 1, _then="off")
    both = changes.join(earlier, on=[*key, "tahun"], how="left", maintain_order="left")
    limit = pl.col("usual")
    returns = (pl.col("_then").abs() > limit) & ((pl.col("off") + pl.col("_then")).abs() <= limit)
    least = pl.min_horizontal(pl.col("off").abs(), pl.col("change").abs())
    both = both.with_columns(is_gross=least > pl.col("gross"))
    large = (pl.col("size") >= USUAL_FROM) | pl.col("is_gross")
    return both.filter((pl.col("off").abs() > limit) & large & ~returns.fill_null(value=False))


def _carried_over(changes: pl.DataFrame) -> Iterator[Blame]:
    """Nearly all numbers of a measure, or of a region, are those of the year before."""
    moving = changes.filter((pl.col("jumlah") > 0) & (pl.col("size") >= COPIED_FROM))
    told: set[int] = set()
    for key, place in (((), "semua wilayah"), (_WHERE, "")):
        groups = moving.with_columns(tempat=pl.lit(place)).group_by(
            "sumber", "ukuran", "tahun", *key, maintain_order=True
        ).agg(
            pl.col("berkas", "lembar", "sel", "jumlah", "tempat").first(),
            nomor=pl.col("nomor").filter(_equal()),
            sama=_equal().sum(),
            banyak=pl.len(),
        )  # fmt: skip
        share = pl.col("sama") / pl.col("banyak")
        copied = groups.filter((pl.col("banyak") >= ENOUGH_CELLS) & (share >= NEARLY_ALL))
        for row in copied.rows(named=True):
            if not told.issuperset(row["nomor"]):
                told.update(row["nomor"])
                facts = {**in_words(row), "sama": row["sama"], "banyak": row["banyak"]}
                yield blame("R13C", row, facts, row["nomor"])


def _never_equal(changes: pl.DataFrame) -> Iterator[Blame]:
    """A number so large that the same one twice is hardly chance."""
    same = changes.filter(_equal() & (pl.col("jumlah") >= NEVER_EQUAL_FROM))
    for row in same.rows(named=True):
        yield blame("R13E", row, in_words(row), [])


def _equal() -> pl.Expr:
    return pl.col("jumlah") == pl.col("before")


def in_words(row: Mapping[str, Any]) -> dict[str, Any]:
    """What the number counts and where, in words, and the two years."""
    about = []
    if (sex := row.get("jenis_kelamin", "TB")) != "TB":
        about.append(JENIS_KELAMIN[sex].label.lower())
    if "umur_min" in row and (row["umur_min"], row["umur_max"]) != (0, OPEN_AGE):
        upper = "" if row["umur_max"] == OPEN_AGE else f"–{row['umur_max']}"
        about.append(f"umur {row['umur_min']}{upper or '+'}")
    about += [row[n] for n in ("jenjang", "pendidikan", "rincian") if row.get(n, ALL) != ALL]
    name = measures()[row["ukuran"]]["nama"]
    what = f"{name} ({', '.join(about)})" if about else name
    return {"apa": what, "tempat": row.get("tempat") or _place(row), "tahun": str(row["tahun"]),
            "lalu": str(row["tahun"] - 1)}  # fmt: skip


def _place(row: Mapping[str, Any]) -> str:
    """The region by name and, below it, the unit."""
    return f"{official_name(row['kode_wilayah'])} {row['satuan_unit']}".rstrip()


def _percent(change: float) -> str:
    """A logarithm of a ratio as people say it: +12,3 persen."""
    return f"{100 * math.expm1(change):+.1f} persen".replace(".", ",")
