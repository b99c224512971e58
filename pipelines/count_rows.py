"""Count rows of persons, cases or documents: nobody there is zero, an unknown sex is TT."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from pipelines.read_periods import last_day, read_period
from pipelines.read_words import age_limits
from schemas.kode import ALL, BOTH, BULAN
from schemas.sumber import PERIOD, Count, Source

SEXES = ("L", "P")


def are_counted(source: Source) -> pl.Expr:
    """Whether a row is a person, case or document to be counted; others state a count."""
    if source.counts and "ukuran" in source.columns:
        return pl.col("ukuran").is_null()
    return pl.lit(bool(source.counts))


def sel_data(source: Source) -> pl.Expr:
    """What names one sel data: its coded columns, or the row itself where rows are counted."""
    own = are_counted(source)
    row = pl.format("{}|{}|{}", "berkas", "lembar", "baris")
    coded = [pl.when(~own).then(pl.col(name)).alias(name) for name in source.cell]
    return pl.struct(*coded, pl.when(own).then(row).alias("_baris"))


def count_rows(rows: pl.DataFrame, source: Source, *, doubtful: bool = False) -> pl.DataFrame:
    """One row per measure, region, unit, period, age band, breakdown and sex, with its `jumlah`.

    Wants the contract's columns plus `_id` and `_kode`. Every place that has any row has a
    count for each measure, zero too. Provenance is that of the first row; `sel` spans the rows.
    With `doubtful`, a row that might be counted is: what its unreadable cells hold is unknown.
    """
    prepared = _prepared(rows, source, doubtful=doubtful)
    frames = [
        _counted(prepared, source, count, column, doubtful=doubtful)
        for count in source.counts
        for column in ("", *count.by, *([count.each] if count.each else ()))
    ]
    return pl.concat(frames).sort("_id", "ukuran", "rincian", "umur", "jenis_kelamin")


def _keys(rows: pl.DataFrame, source: Source) -> list[str]:
    own = [name for name in ("jenjang", "pendidikan", source.unit) if name in rows.columns]
    return ["_kode", "tahun", *PERIOD, *own]


def _prepared(rows: pl.DataFrame, source: Source, *, doubtful: bool) -> pl.DataFrame:
    """Rows with the sex said or TT, and the age bands that each is counted in."""
    if "jenis_kelamin" in rows.columns:  # a written L+P is checked, its parts are counted
        rows = rows.filter(pl.col("jenis_kelamin").ne_missing(BOTH))
    sex = pl.col("jenis_kelamin") if "jenis_kelamin" in rows.columns else pl.lit("TB")
    filled = [
        pl.col(name).fill_null(ALL) for name in ("jenjang", "pendidikan") if name in rows.columns
    ]
    bands = [_bands_of(age, source.bands, doubtful=doubtful) for age in _ages(rows)]
    return rows.with_columns(
        *filled,
        jenis_kelamin=sex.fill_null("TT"),
        umur=pl.Series(bands, dtype=pl.List(pl.String)),
    )


def _ages(rows: pl.DataFrame) -> Iterable[tuple[int, int] | None]:
    """Youngest and oldest age each row may have, as written or from its birth date."""
    if "umur" in rows.columns:
        yield from (age_limits(age) if age and age != ALL else None for age in rows["umur"])
    elif "tanggal_lahir" in rows.columns:
        ends = {code: last_day(period) for code in rows["periode"].drop_nulls().unique()
                if (period := read_period(code))}  # fmt: skip
        for born, code in rows.select("tanggal_lahir", "periode").iter_rows():
            day = ends.get(code)
            known = born and day
            age = (
                day.year - born.year - ((day.month, day.day) < (born.month, born.day))
                if known
                else 0
            )
            yield (age, age) if known else None
    else:
        yield from [None] * rows.height


def _bands_of(age: tuple[int, int] | None, bands: tuple[str, ...], *, doubtful: bool) -> list[str]:
    """The whole, and the band that takes the age in; of an unknown age perhaps any."""
    if age is None:
        return [ALL, *(bands if doubtful else ())]
    inside = [b for b in bands if age_limits(b)[0] <= age[0] and age[1] <= age_limits(b)[1]]
    return [ALL, *inside]


def _counted(
    rows: pl.DataFrame, source: Source, count: Count, column: str, *, doubtful: bool
) -> pl.DataFrame:
    """The counts of one measure, whole or broken down by one column, zeros filled in."""
    keys = _keys(rows, source)
    rows = rows.filter(_picked(source, count.among, doubtful=doubtful))
    sexed = count.by_sex and "jenis_kelamin" in source.columns
    if not sexed:
        rows = rows.with_columns(jenis_kelamin=pl.lit("TB"))
    monthly = bool(column) and source.kind(column) == "tanggal"
    parts = _breakdown(source, column)
    if monthly:
        parts = _months(source, count, column, keys, doubtful=doubtful)
    rows = rows.with_columns(rincian=parts).explode("rincian").explode("umur")
    picked = rows.filter(_picked(source, count.where, doubtful=doubtful))
    if count.several:
        many = pl.col(count.several).str.split(";").list.len() > 1
        picked = picked.filter(many.fill_null(value=doubtful))
    if count.filled and not doubtful:
        picked = picked.filter(pl.col(count.filled).fill_null("") != "")
    number = pl.len()  # of doubtful rows only whether any is missing, not how much
    if count.distinct and not doubtful:
        number = _distinct(source, count.distinct)
    elif count.amount and not doubtful:
        number = pl.col(count.amount).sum()
    cell = [*keys, "umur", "rincian"]
    found = picked.group_by(*cell, "jenis_kelamin").agg(jumlah=number.cast(pl.Int64))
    own = rows.select(*keys, "rincian").unique()
    if column != count.each:  # every place has every breakdown, a zero where it has no row
        codes = pl.DataFrame({"rincian": BULAN}) if monthly else own.select("rincian").unique()
        own = own.select(keys).unique().join(codes, how="cross")
    grid = _grid(own, cell, source, sexed=sexed)
    full = grid.join(
        found, on=[*cell, "jenis_kelamin"], how="full", coalesce=True, nulls_equal=True
    )
    full = _with_totals(full.with_columns(pl.col("jumlah").fill_null(0)), cell)
    places = _places(rows, keys)
    return full.join(places, on=keys, how="left", nulls_equal=True).with_columns(
        ukuran=pl.lit(count.ukuran)
    )


def _distinct(source: Source, column: str) -> pl.Expr:
    """How many different values there are; those of a key within its own sheet."""
    known, key = _known_by(source, column)
    return pl.struct(key).filter(known).n_unique() + (~known).sum()


def _known_by(source: Source, column: str) -> tuple[pl.Expr, Sequence[str]]:
    """Whether a row says who it is about, and the columns that say it."""
    own = ("berkas", "lembar", column) if source.kind(column) == "kunci" else (column,)
    return pl.col(column).fill_null("") != "", own


def _months(
    source: Source, count: Count, column: str, keys: Sequence[str], *, doubtful: bool
) -> pl.Expr:
    """The month of a row's date. Who is counted once has one month, the first: months add up."""
    day = pl.col(column)
    if count.distinct:  # among the rows of one place and sex, as they are counted
        known, key = _known_by(source, count.distinct)
        day = pl.when(known).then(day.min().over(*keys, "jenis_kelamin", *key)).otherwise(day)
    month = pl.format("bulan={}", day.dt.strftime("%m").fill_null("tidak_diketahui"))
    perhaps = pl.lit([*BULAN]) if doubtful else pl.concat_list(month)
    return pl.when(day.is_null()).then(perhaps).otherwise(pl.concat_list(month))


def _breakdown(source: Source, column: str) -> pl.Expr:
    if not column:
        return pl.concat_list(pl.lit(ALL))
    several = source.kind(column) == "banyak_pilihan"
    codes = pl.col(column).fill_null("tidak_diketahui")
    listed = codes.str.split(";") if several else pl.concat_list(codes)
    return listed.list.eval(pl.format(f"{column}={{}}", pl.element()))


def _picked(source: Source, asked: Mapping[str, tuple[str, ...]], *, doubtful: bool) -> pl.Expr:
    """Rows that hold one of the wanted codes in each column that the measure asks about."""
    wanted = pl.lit(value=True)
    for column, codes in asked.items():
        if source.kind(column) == "banyak_pilihan":
            fits = pl.any_horizontal(
                pl.col(column).str.split(";").list.contains(code) for code in codes
            )
        else:
            fits = pl.col(column).is_in(codes)
        wanted &= fits.fill_null(value=doubtful)
    return wanted


def _grid(places: pl.DataFrame, cell: list[str], source: Source, *, sexed: bool) -> pl.DataFrame:
    """Each place and breakdown with every age band, for both sexes where sexes apply."""
    bands = pl.DataFrame({"umur": [ALL, *source.bands]})
    sexes = pl.DataFrame({"jenis_kelamin": [*SEXES] if sexed else ["TB"]})
    grid = places.join(bands, how="cross").join(sexes, how="cross")
    return grid.select(*cell, "jenis_kelamin")


def _with_totals(counts: pl.DataFrame, cell: list[str]) -> pl.DataFrame:
    """L+P written beside its parts, the unknown ones in it: nobody is left out of the total."""
    sexed = counts.filter(pl.col("jenis_kelamin") != "TB")
    totals = sexed.group_by(cell).agg(pl.col("jumlah").sum()).with_columns(
        jenis_kelamin=pl.lit(BOTH)
    )  # fmt: skip
    return pl.concat([counts, totals.select(counts.columns)])


def _places(rows: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Where the rows of a place stand: the first one, and the span of its sheet."""
    first, last = pl.col("baris").min(), pl.col("baris").max()
    letter = pl.col("sel").str.extract(r"^([A-Z]+)").first()
    return rows.sort("_id").group_by(keys).agg(
        pl.col("_id", "sidik", "berkas", "lembar", "sistem_kode", "wilayah_induk").first(),
        baris=first,
        sel=pl.format("{}{}:{}{}", letter, first, letter, last),
    )  # fmt: skip
