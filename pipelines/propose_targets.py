"""Propose targets for L and P by stated methods, the evidence beside them; never as targets."""

import polars as pl

from pipelines.bound_values import possible
from pipelines.load_catalogue import indicators
from pipelines.load_reference import regions
from pipelines.rate_achievement import is_share, parity_point
from pipelines.read_settings import achievement_rules, proposal_rules
from schemas.indikator import Indicator
from schemas.kode import ALL
from schemas.usulan_target import ProposalRules

KEY = ["kode_indikator", "kode_wilayah", "tingkat", "jenis_kelamin"]
SIGN = {"naik": 1, "turun": -1}
NEARLY = 1e-9


def propose(computed: pl.DataFrame, rules: ProposalRules | None = None) -> pl.DataFrame:
    """`UsulanTarget` rows from `Indikator` rows of all years, without names.

    For rates of each sex with a direction, and shares with a point of parity; whole figures of
    complete regions only (`final`). The years proposed for follow the latest year of `computed`.
    """
    rules = rules or proposal_rules()
    values = _values(computed, rules)
    latest = int(str(computed["tahun"].max() or 0))
    ahead = range(latest + 1, latest + 1 + rules.tahun_ke_depan)
    years = pl.DataFrame({"tahun": [*ahead]}, schema={"tahun": pl.Int64})
    evidence = _with_peer(_with_other(_series(values), values), values, rules)
    grid = evidence.join(years, how="cross").with_columns(_maju=pl.col("tahun") - latest)
    methods = (_trend(grid, rules), _closing(grid, rules), _peer(grid, rules))
    return pl.concat([_bounded(method) for method in methods], how="diagonal")


def _aim(item: Indicator) -> float | None:
    """The point both sexes should come to, for shares; None for rates with a direction."""
    return parity_point(item, achievement_rules()) if item.arah == "paritas" else None


def _may_be_proposed(item: Indicator) -> bool:
    by_sex = item.penyebut is not None and {"L", "P"} <= {*item.jenis_kelamin}
    directed = item.arah in SIGN and not is_share(item)
    return by_sex and (directed or _aim(item) is not None)


def _values(computed: pl.DataFrame, rules: ProposalRules) -> pl.DataFrame:
    """Complete values of L and P with the sign of their direction or their point of parity."""
    own = {code: item for code, item in indicators().items() if _may_be_proposed(item)}
    facts = pl.DataFrame(
        [(code, SIGN.get(item.arah), _aim(item)) for code, item in own.items()],
        schema={"kode_indikator": pl.String, "_arah": pl.Int64, "_titik": pl.Float64},
        orient="row",
    )
    return (
        computed.filter(
            pl.col("jenis_kelamin").is_in(["L", "P"]),
            pl.col("tingkat").is_in(rules.tingkat),
            pl.col("nilai").is_not_null(),
            umur=ALL,
            jenjang=ALL,
            status_obs="final",
        )
        .join(facts, on="kode_indikator", maintain_order="left")
        .select(*KEY, "tahun", "nilai", "penyebut", "_arah", "_titik")
        .sort(*KEY, "tahun")
    )


def _merit(name: str) -> pl.Expr:
    """The better, the higher: with the direction of the indicator, or nearer to parity."""
    far = (pl.col(name) - pl.col("_titik")).abs()
    return pl.when(pl.col("_titik").is_not_null()).then(-far).otherwise(
        pl.col(name) * pl.col("_arah")
    )  # fmt: skip


def _series(values: pl.DataFrame) -> pl.DataFrame:
    """Each series with its latest value and the straight line of least squares through it."""
    year, value = pl.col("tahun"), pl.col("nilai")
    away = year - year.mean()
    return values.group_by(KEY, maintain_order=True).agg(
        pl.col("_arah", "_titik").first(),
        banyak=pl.len(),
        tahun_dipakai=year.cast(pl.String).str.join(", "),
        tahun_data=year.last(),
        nilai_terakhir=value.last(),
        penyebut_terakhir=pl.col("penyebut").last(),
        kemiringan=pl.when(pl.len() > 1).then((away * (value - value.mean())).sum()
                                              / (away * away).sum()),
        _tengah=year.mean(),
        _rata=value.mean(),
    )  # fmt: skip


def _with_other(series: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """Beside each series both sexes in the last year that has both."""
    place = ["kode_indikator", "kode_wilayah", "tingkat"]
    other = {"L": "P", "P": "L"}
    turned = values.select(
        *place, "tahun", pl.col("jenis_kelamin").replace(other), nilai_lawan="nilai"
    )
    both = values.select(*KEY, "tahun", _sendiri="nilai").join(turned, on=[*KEY, "tahun"])
    last = both.sort("tahun").unique(KEY, keep="last", maintain_order=True).drop("tahun")
    return series.join(last, on=KEY, how="left", maintain_order="left")


def _with_peer(series: pl.DataFrame, values: pl.DataFrame, rules: ProposalRules) -> pl.DataFrame:
    """Beside each series the best other region below the same parent in the same year."""
    parents = regions().select(kode_wilayah="kode", _induk="induk")
    placed = series.join(parents, on="kode_wilayah", how="left", maintain_order="left")
    large = values.filter(pl.col("penyebut") >= rules.sebaya_terbaik.penyebut_minimal)
    same = ["kode_indikator", "tingkat", "jenis_kelamin", "_induk"]
    peers = large.join(parents, on="kode_wilayah").select(
        *same, "penyebut", tahun_data="tahun", wilayah_acuan="kode_wilayah", nilai_acuan="nilai",
        _mutu=_merit("nilai"),
    )  # fmt: skip
    best = (
        placed.select(*same, "kode_wilayah", "tahun_data")
        .join(peers, on=[*same, "tahun_data"])
        .filter(pl.col("wilayah_acuan") != pl.col("kode_wilayah"))
        .sort("_mutu", "wilayah_acuan", descending=[True, False])
        .unique(["kode_wilayah", *same], keep="first", maintain_order=True)
        .drop("tahun_data", "_mutu")
        .rename({"penyebut": "penyebut_acuan"})
    )
    return placed.join(best, on=["kode_wilayah", *same], how="left", maintain_order="left")


def _trend(grid: pl.DataFrame, rules: ProposalRules) -> pl.DataFrame:
    least = rules.tren_linear.tahun_minimal
    line = pl.col("_rata") + pl.col("kemiringan") * (pl.col("tahun") - pl.col("_tengah"))
    rows = grid.with_columns(_usul=line)
    few = pl.format(f"baru {{}} tahun berdata lengkap, perlu {least}", "banyak")
    worse = _merit("_usul") < _merit("nilai_terakhir") - NEARLY
    return rows.with_columns(
        cara=pl.lit("tren_linear"),
        parameter=pl.lit(f"tahun_minimal={least}"),
        alasan=pl.when(pl.col("banyak") < least).then(few)
        .when(worse).then(pl.lit("tren tidak menuju keadaan yang lebih baik")),
    )  # fmt: skip


def _closing(grid: pl.DataFrame, rules: ProposalRules) -> pl.DataFrame:
    """The sex behind moves evenly to the one ahead, which stays; shares both move to parity."""
    span = rules.tutup_kesenjangan.tahun_tutup
    ahead = pl.max_horizontal("_sendiri", "nilai_lawan")
    below = pl.min_horizontal("_sendiri", "nilai_lawan")
    leading = pl.when(pl.col("_arah") > 0).then(ahead).otherwise(below)
    goal = pl.when(pl.col("_titik").is_not_null()).then("_titik").otherwise(leading)
    missing = pl.col("nilai_lawan").is_null()
    return grid.with_columns(
        cara=pl.lit("tutup_kesenjangan"),
        parameter=pl.lit(f"tahun_tutup={span}"),
        _usul=_on_the_way(pl.col("_sendiri"), goal, span),
        alasan=pl.when(missing).then(pl.lit("nilai jenis kelamin lain tidak tersedia")),
    )


def _peer(grid: pl.DataFrame, rules: ProposalRules) -> pl.DataFrame:
    """On the way to the best other region; a region that is no worse keeps its value."""
    span, least = rules.sebaya_terbaik.tahun_capai, rules.sebaya_terbaik.penyebut_minimal
    own = pl.col("nilai_terakhir")
    better = _merit("nilai_acuan") > _merit("nilai_terakhir")
    goal = pl.when(better).then("nilai_acuan").otherwise(own)
    alone = pl.col("wilayah_acuan").is_null()
    return grid.with_columns(
        cara=pl.lit("sebaya_terbaik"),
        parameter=pl.lit(f"penyebut_minimal={least}; tahun_capai={span}"),
        _usul=_on_the_way(own, goal, span),
        alasan=pl.when(alone).then(
            pl.lit(f"tidak ada wilayah lain di bawah induk yang sama dengan penyebut {least}")
        ),
    )


def _on_the_way(start: pl.Expr, goal: pl.Expr, span: int) -> pl.Expr:
    """Even steps from the latest value to the goal, reached after `span` years and then kept."""
    part = pl.min_horizontal(pl.col("_maju"), pl.lit(span)) / span
    return start + (goal - start) * part


def _bounded(rows: pl.DataFrame) -> pl.DataFrame:
    """Only what is possible, and nothing where there is a reason."""
    kept = possible(pl.col("_usul"))
    moved = (kept - pl.col("_usul")).abs() > NEARLY
    stands = pl.col("alasan").is_null()
    return rows.with_columns(
        usulan=pl.when(stands).then(kept),
        dibatasi=pl.when(stands & moved).then(pl.lit("ya")).otherwise(pl.lit("tidak")),
        status=pl.lit("usulan"),
    )
