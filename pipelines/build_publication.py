"""Lay out what outsiders read: the tables of one release, each as its contract says."""

from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from pipelines.achieve_targets import achieve
from pipelines.list_availability import dimensions_of, list_availability
from pipelines.load_catalogue import catalogue, indicators
from pipelines.load_reference import bps_bridge, regions
from pipelines.match_statements import match_statements
from pipelines.propose_targets import propose
from pipelines.read_settings import achievement_rules
from pipelines.share_budget import share_budget
from pipelines.split_targets import split
from pipelines.track_targets import track
from schemas.aturan import RULES
from schemas.indikator import Indicator
from schemas.kode import BOTH, DIMENSI
from schemas.publikasi import TABLES, key_of, types_of
from schemas.wilayah import NATION_CODE

BESIDE = ("anggaran", "gap_gbs")  # sumber that tables are made of without an indicator
SEXES = {"L": "nilai_l", "P": "nilai_p", BOTH: "nilai_lp"}


def build_tables(
    computed: pl.DataFrame,
    targets: pl.DataFrame,
    findings: pl.DataFrame,
    allowed: Sequence[Indicator],
    others: Mapping[str, pl.DataFrame] | None = None,
) -> Mapping[str, pl.DataFrame]:
    """Every table of a release, sorted by its key and validated against its contract.

    Wants the `Indikator` rows of all years, `TargetHarmonis` rows of all years, and findings
    with sumber, tahun and aturan. Indicators that are not `allowed` do not appear. `others` are
    tables made elsewhere; one that nobody made is published empty.
    """
    shown = computed.filter(pl.col("kode_indikator").is_in([item.kode for item in allowed]))
    in_force = shown.filter("berlaku")
    tables = {
        "indikator": _indicators(shown, allowed),
        "kesenjangan": _gaps(in_force, allowed),
        **_plan_tables(targets, in_force, allowed),
        "metadata_indikator": _metadata(shown, allowed),
        "ketersediaan": list_availability(
            indicators().values(), computed, {item.kode for item in allowed}
        ),
        "temuan": _findings(findings),
        **(others or {}),
    }
    unmade = {name: pl.DataFrame(schema=types_of(m)) for name, m in TABLES.items()}
    tables = unmade | tables
    placed = [table for table in tables.values() if "kode_wilayah" in table.columns]
    tables["wilayah"] = _regions(*placed)
    return {name: _finished(name, tables[name]) for name in TABLES}


def _plan_tables(
    targets: pl.DataFrame, in_force: pl.DataFrame, allowed: Sequence[Indicator]
) -> dict[str, pl.DataFrame]:
    """Targets beside what was achieved, how they stand, what they hide, and what is proposed."""
    achieved = achieve(targets, in_force)
    return {
        "target": _named(achieved),
        "kemajuan_target": _named(track(achieved, in_force)),
        "target_terpilah": _named(split(achieved, in_force)),
        "dasar_capaian": pl.DataFrame([basis.model_dump() for basis in achievement_rules().dasar]),
        "usulan_target": _indicators(propose(in_force), allowed),
    }


def budget_tables(harmonised: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """What is tagged ARG, from the `Harmonis` rows of all years of the sumber in BESIDE."""
    budget = harmonised.get("anggaran")
    return {
        "anggaran_gender": _named(share_budget(budget)),
        "konsistensi_pprg": _named(match_statements(budget, harmonised.get("gap_gbs"))),
    }


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
        "klasifikasi_sds": _classifications(item),
        "dasar": "; ".join(item.dasar),
        "terpilah_diharapkan": expected,
        "terpilah_tersedia": ", ".join(sex for sex in item.jenis_kelamin if sex in present),
    }


def _classifications(item: Indicator) -> str:
    """What it is broken down by, each with its code in Standar Data Statistik where it has one."""
    sexed = () if item.jenis_kelamin == ("TB",) else ("jenis_kelamin",)
    kinds = [DIMENSI[name] for name in (*sexed, "wilayah", *dimensions_of(item))]
    return "; ".join(f"{kind.label} [{kind.sds}]" if kind.sds else kind.label for kind in kinds)


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
