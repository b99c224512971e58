"""Count the persons of an extract into harmonised measures; what is not known stays a hole."""

import json
from collections.abc import Mapping
from pathlib import Path

import duckdb
import polars as pl

from pipelines.admit_register import HOLES, MEMORY, RANGE
from pipelines.open_register import statement
from schemas.ekstrak.penduduk_perorangan import SOURCE
from schemas.harmonis import CELL, Harmonis
from schemas.kode import ALL, BOTH, OPEN_AGE
from schemas.wilayah import LEVELS

BAND, OLDEST_BAND = 5, 75
# Who counts, in the three values of SQL: null is a person of whom it is not known.
_MUST_HAVE_KTP = "CASE WHEN umur >= 17 THEN true ELSE status_kawin <> 'belum_kawin' END"
MEASURES: Mapping[str, tuple[str, tuple[str, ...]]] = {  # condition, columns it cannot do without
    "penduduk": ("true", ()),
    "wajib_ktp": (_MUST_HAVE_KTP, ("status_kawin",)),
    "rekam_ktp": (
        f"({_MUST_HAVE_KTP}) AND status_rekam_ktp = 'ya'", ("status_kawin", "status_rekam_ktp"),
    ),
    "anak_0_17": ("umur <= 17", ()),
    "anak_berakta": ("umur <= 17 AND akta_kelahiran = 'ya'", ("akta_kelahiran",)),
    "anak_0_16": ("umur <= 16", ()),
    "pemilik_kia": ("umur <= 16 AND kia = 'ya'", ("kia",)),
}  # fmt: skip
BY_AGE = "penduduk"
UNCOUNTED = "tak_terhitung"  # the part of a village that is known to be missing from its counts
_KEY = ["ukuran", "kode_wilayah", "umur_min", "umur_max"]


def count_register(extract: Path) -> pl.DataFrame:
    """The `Harmonis` table of an extract that `admit_register` wrote, sorted by its full key.

    Both sexes stand in every village where anybody was counted, with zero where nobody was;
    persons of unknown sex as TT. A village is also a hole where rows of it went back, where
    the sex of somebody is not known, or what the measure asks for; so is every village that a
    row without a clear place may belong to. A measure whose columns nobody filled is left out.
    """
    with duckdb.connect(config={"memory_limit": MEMORY}) as db:
        db.read_parquet(str(extract)).create_view("orang")
        finest, facts = _finest(db), _facts(db, extract)
    villages = finest["kode_wilayah"].unique().sort()
    counts = _with_zeros(finest, villages)
    holes = _holes(counts, json.loads(facts[HOLES]), villages)
    filled = counts.drop("tak_tahu").with_columns(satuan_unit=pl.lit(""))
    return _canonical(pl.concat([filled, holes], how="diagonal"), facts)


def _finest(db: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Per measure, village, sex and band how many there are, and of how many it is not known."""
    columns = sorted({column for _, needed in MEASURES.values() for column in needed})
    each = ", ".join(f"count({name})" for name in columns)
    ((*filled,),) = db.table("orang").aggregate(each).fetchall()
    known = {name for name, number in zip(columns, filled, strict=True) if number}
    wanted = {m: sql for m, (sql, needed) in MEASURES.items() if known.issuperset(needed)}
    counted = ", ".join(
        f'count(*) FILTER ({sql}) AS {name}, count(*) FILTER (({sql}) IS NULL) AS "{name}?"'
        for name, sql in wanted.items()
    )
    parts = {"band": BAND, "oldest": OLDEST_BAND, "counted": counted}
    wide = db.sql(statement("register_counts", parts)).pl()
    return pl.concat(_long(wide, name) for name in wanted)


def _long(wide: pl.DataFrame, name: str) -> pl.DataFrame:
    low, high = pl.col("pita"), pl.col("pita") + BAND - 1
    closed = pl.when(low < OLDEST_BAND).then(high).otherwise(OPEN_AGE)
    band = {"umur_min": low, "umur_max": closed} if name == BY_AGE else _WHOLE
    return (
        wide.with_columns(**band, ukuran=pl.lit(name))
        .group_by(*_KEY, "jenis_kelamin")
        .agg(jumlah=pl.col(name).sum(), tak_tahu=pl.col(f"{name}?").sum())
        .cast({"umur_min": pl.Int64, "umur_max": pl.Int64})
    )


_WHOLE = {"umur_min": pl.lit(0), "umur_max": pl.lit(OPEN_AGE)}


def _with_zeros(finest: pl.DataFrame, villages: pl.Series) -> pl.DataFrame:
    """Every village with every measure, band and both sexes; TT only where there is somebody."""
    lows = range(0, OLDEST_BAND + 1, BAND)
    bands = [(BY_AGE, low, low + BAND - 1 if low < OLDEST_BAND else OPEN_AGE) for low in lows]
    others = [(name, 0, OPEN_AGE) for name in finest["ukuran"].unique() if name != BY_AGE]
    schema = {"ukuran": pl.String, "umur_min": pl.Int64, "umur_max": pl.Int64}
    cells = pl.DataFrame(bands + others, schema=schema, orient="row")
    sexes = pl.DataFrame({"jenis_kelamin": ["L", "P"]})
    grid = cells.join(villages.to_frame(), how="cross").join(sexes, how="cross")
    unknown = finest.filter((pl.col("jenis_kelamin") == "TT") & (pl.col("jumlah") > 0))
    return pl.concat(
        [
            grid.join(finest, on=[*_KEY, "jenis_kelamin"], how="left").select(finest.columns),
            unknown,
        ]
    ).with_columns(pl.col("jumlah", "tak_tahu").fill_null(0))


def _holes(counts: pl.DataFrame, returned: Mapping[str, int], villages: pl.Series) -> pl.DataFrame:
    """Cells that lack somebody, without a number for either sex: what is there stays counted."""
    places = pl.DataFrame({"tempat": list(returned)}, schema={"tempat": pl.String})
    spread = places.join_where(
        villages.to_frame(), pl.col("kode_wilayah").str.starts_with(pl.col("tempat"))
    )
    nowhere = places.join(spread, on="tempat", how="anti").rename({"tempat": "kode_wilayah"})
    lacking = pl.concat([spread.select("kode_wilayah"), nowhere]).unique()
    every = counts.select("ukuran", "umur_min", "umur_max").unique().join(lacking, how="cross")
    no_sex = pl.col("jenis_kelamin") == "TT"
    unsure = counts.filter(no_sex | (pl.col("tak_tahu") > 0))
    cells = pl.concat([every.select(_KEY), unsure.select(_KEY)]).unique()
    sexes = pl.DataFrame({"jenis_kelamin": ["L", "P", BOTH]})
    return cells.join(sexes, how="cross").with_columns(
        jumlah=pl.lit(None, pl.Int64), satuan_unit=pl.lit(UNCOUNTED)
    )


def _facts(db: duckdb.DuckDBPyConnection, extract: Path) -> dict:
    """What the extract says of itself: its file, digest, year, rows read, and holes."""
    query = "SELECT decode(key), decode(value) FROM parquet_kv_metadata($path)"
    notes = dict(db.execute(query, {"path": str(extract)}).fetchall())
    ((digest, label, year),) = db.table("orang").limit(1).project("sidik, berkas, tahun").fetchall()
    return {**notes, "sidik": digest, "berkas": label, "tahun": year}


def _canonical(rows: pl.DataFrame, facts: Mapping) -> pl.DataFrame:
    """The columns of `Harmonis`, in their order and sorted."""
    depth = pl.col("kode_wilayah").str.count_matches(".", literal=True)
    whole = rows.with_columns(
        sumber=pl.lit(SOURCE.kode),
        tingkat=depth.replace_strict(dict(enumerate(LEVELS)), return_dtype=pl.String),
        tahun=pl.lit(facts["tahun"], pl.Int64),
        periode_jenis=pl.lit("tahun"),
        periode=pl.lit(str(facts["tahun"])),
        tanggal_acuan=pl.lit(None, pl.Date),
        rincian=pl.lit(ALL),
        jenjang=pl.lit(ALL),
        pendidikan=pl.lit(ALL),
        sidik=pl.lit(facts["sidik"]),
        berkas=pl.lit(facts["berkas"]),
        lembar=pl.lit(""),
        sel=pl.lit(facts[RANGE]),
    ).sort(*CELL, "jenis_kelamin")
    numbered = whole.with_row_index("nomor").with_columns(pl.col("nomor").cast(pl.Int64))
    return numbered.select(list(Harmonis.to_schema().columns)).rechunk()
