"""Lay out what outsiders read: the tables of one release, each as its contract says."""

from collections.abc import Iterable, Mapping

import polars as pl

from pipelines.achieve_targets import achieve
from pipelines.load_catalogue import catalogue
from pipelines.load_reference import bps_bridge, regions
from pipelines.protect_release import Protected
from schemas.aturan import RULES
from schemas.indikator import Indicator
from schemas.kode import BOTH
from schemas.publikasi import TABLES, key_of
from schemas.wilayah import NATION_CODE

SEXES = {"L": "nilai_l", "P": "nilai_p", BOTH: "nilai_lp"}


def build_tables(
    protected: Protected, targets: pl.DataFrame, findings: pl.DataFrame
) -> Mapping[str, pl.DataFrame]:
    """Every table of a release, sorted by its key and validated against its contract.

    Wants the protected rows of all years, `TargetHarmonis` rows of all years, and findings
    with sumber, tahun and aturan.
    """
    shown, allowed = protected.indikator, protected.allowed
    in_force = shown.filter("berlaku")
    tables = {
        "indikator": _indicators(shown, allowed),
        "cacah": protected.cacah,
        "kesenjangan": _gaps(in_force, allowed),
        "target": _named(achieve(targets, in_force)),
        "metadata_indikator": _metadata(shown, allowed),
        "temuan": _findings(findings),
    }
    tables["wilayah"] = _regions(tables["indikator"], tables["cacah"], tables["target"])
    return {name: _finished(name, tables[name]) for name in TABLES}


def _finished(name: str, table: pl.DataFrame) -> pl.DataFrame:
    model = TABLES[name]
    columns = list(model.to_schema().columns)
    return model.validate(table.select(columns).sort(key_of(model)).rechunk(), lazy=True)


def _facts(allowed: Iterable[Indicator]) -> pl.DataFrame:
    rows = [(item.kode, item.nama, item.satuan, item.pengali, item.arah) for item in allowed]
    names = ["kode_indikator", "nama_indikator", "satuan", "pengali", "arah"]
    types = [pl.String, pl.String, pl.String, pl.Int64, pl.String]
    return pl.DataFrame(rows, schema=dict(zip(names, types, strict=True)), orient="row")


def _places() -> pl.DataFrame:
    """Every region of the decree, and the nation above them."""
    nation = {"kode": NATION_CODE, "nama": "Indonesia", "tingkat": "nasional"}
    top = pl.DataFrame([nation], schema=regions().schema)
    return pl.concat([top, regions()])


def _named(rows: pl.DataFrame) -> pl.DataFrame:
    names = _places().select(kode_wilayah="kode", nama_wilayah="nama")
    return rows.join(names, on="kode_wilayah", how="left", maintain_order="left")


def _indicators(computed: pl.DataFrame, allowed: Iterable[Indicator]) -> pl.DataFrame:
    return _named(computed).join(_facts(allowed), on="kode_indikator", how="left")


def _gaps(computed: pl.DataFrame, allowed: Iterable[Indicator]) -> pl.DataFrame:
    """L and P side by side: P − L, and P/L where L is not zero; both only when both are known."""
    key = ["kode_indikator", "kode_wilayah", "tingkat", "tahun", "umur", "jenjang"]
    sides = computed.filter(pl.col("jenis_kelamin").is_in(list(SEXES)))
    values = [
        pl.col("nilai").filter(jenis_kelamin=sex).first().alias(name) for sex, name in SEXES.items()
    ]
    pairs = pl.col("jenis_kelamin").is_in(["L", "P"])
    partial = (pl.col("status_obs").filter(pairs) == "sebagian").any()
    wide = sides.group_by(key).agg(*values, partial.alias("_sebagian"), pairs.any().alias("_ada"))
    both = pl.col("nilai_l").is_not_null() & pl.col("nilai_p").is_not_null()
    why = (
        pl.when(~both).then(pl.lit("nilai L atau P tidak tersedia"))
        .when(pl.col("nilai_l") == 0).then(pl.lit("nilai L nol, rasio tidak terdefinisi"))
    )  # fmt: skip
    status = (
        pl.when(~both).then(pl.lit("tidak_tersedia"))
        .when("_sebagian").then(pl.lit("sebagian"))
        .otherwise(pl.lit("final"))
    )  # fmt: skip
    gaps = wide.filter("_ada").with_columns(
        selisih_poin=pl.col("nilai_p") - pl.col("nilai_l"),
        rasio_p_l=pl.when(pl.col("nilai_l") != 0).then(pl.col("nilai_p") / pl.col("nilai_l")),
        status_obs=status,
        alasan=why,
    )
    return _indicators(gaps, allowed)


def _metadata(computed: pl.DataFrame, allowed: Iterable[Indicator]) -> pl.DataFrame:
    known = computed.filter(pl.col("nilai").is_not_null())
    present = dict(known.group_by("kode_indikator").agg("jenis_kelamin").iter_rows())
    topics = {i.kode: topic.nama_urusan for topic in catalogue().values() for i in topic.indikator}
    rows = [_metadata_row(item, topics, set(present.get(item.kode, ()))) for item in allowed]
    types = {
        name: c.dtype.type for name, c in TABLES["metadata_indikator"].to_schema().columns.items()
    }
    return pl.DataFrame(rows, schema=types)


def _metadata_row(item: Indicator, topics: Mapping[str, str], present: set[str]) -> dict:
    texts = {"konsep", "definisi", "interpretasi", "rumus", "satuan", "pengali"}
    own = item.model_dump(include=texts | {"arah", "frekuensi", "opd", "kelas"})
    codes = {f"kode_{name}": code for name, code in item.kode_nasional.model_dump().items()}
    expected = ", ".join(item.jenis_kelamin)
    return {
        **own,
        **codes,
        "kode_indikator": item.kode,
        "nama_indikator": item.nama,
        "urusan": topics.get(item.kode, ""),
        "ukuran_pembilang": item.pembilang.ukuran if item.pembilang else None,
        "ukuran_penyebut": item.penyebut.ukuran if item.penyebut else None,
        "tingkat": ", ".join(item.tingkat),
        "dasar": "; ".join(item.dasar),
        "terpilah_diharapkan": expected,
        "terpilah_tersedia": ", ".join(sex for sex in item.jenis_kelamin if sex in present),
    }


def _findings(findings: pl.DataFrame) -> pl.DataFrame:
    counted = findings.group_by("sumber", "tahun", "aturan").agg(jumlah=pl.len().cast(pl.Int64))
    level = {rule: facts.severity for rule, facts in RULES.items()}
    family = {rule: facts.family for rule, facts in RULES.items()}
    return counted.with_columns(
        tingkat_temuan=pl.col("aturan").replace_strict(level, default=None, return_dtype=pl.String),
        kelompok=pl.col("aturan").replace_strict(family, default=None, return_dtype=pl.String),
    )


def _regions(*tables: pl.DataFrame) -> pl.DataFrame:
    """The regions that appear, and every region above them."""
    bridge = pl.DataFrame(list(bps_bridge().items()), schema=["kode_bps", "kode"], orient="row")
    codes = pl.concat([table["kode_wilayah"] for table in tables]).unique()
    above = [code[:length] for code in codes for length in (2, 5, 8, 13) if length <= len(code)]
    wanted = _places().filter(pl.col("kode").is_in(above))
    return wanted.join(bridge, on="kode", how="left").select(
        kode_wilayah="kode",
        nama_wilayah="nama",
        tingkat="tingkat",
        kode_induk="induk",
        kode_bps="kode_bps",
    )
