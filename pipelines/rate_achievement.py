"""Rate what was achieved: by form, limits and scale of the rule in force; never by a guess."""

import polars as pl

from pipelines.load_catalogue import indicators
from schemas.capaian import AchievementRules, Scale
from schemas.indikator import Indicator

POLARITY_OF_DIRECTION = {"naik": "positif", "turun": "negatif", "paritas": "paritas"}
PERCENT = {"%", "persen"}
DIGITS = 9  # beyond these a difference is that of binary fractions: 9,1 of 10 is 91 percent


def is_share(item: Indicator) -> bool:
    """Whether its rows are the parts that men and women have of all: L and P make 100."""
    part, whole = item.pembilang, item.penyebut
    return bool(part and whole and whole.jenis_kelamin == "L+P" and not part.jenis_kelamin)


def parity_point(item: Indicator, rules: AchievementRules) -> float | None:
    """Where both sexes stand equal on its own scale; None where no such point is known."""
    if is_share(item):
        return rules.paritas.bagian * item.pengali
    if item.turunan:
        sexes = (item.turunan.pembilang, item.turunan.penyebut)
    else:
        sexes = tuple(side.jenis_kelamin for side in item.sides)
    return rules.paritas.rasio * item.pengali if sexes == ("P", "L") else None


def with_rules(rows: pl.DataFrame, rules: AchievementRules) -> pl.DataFrame:
    """Rows (dokumen, opd, polaritas, kode_indikator) with the rule in force and its form."""
    pairs = rows.select("dokumen", "opd").unique(maintain_order=True)
    found = [rules.rule_of(*pair) for pair in pairs.iter_rows()]
    stated = {
        "aturan_capaian": [rule.kode for rule in found],
        "dasar": ["; ".join(rule.dasar) for rule in found],
        "_naik": [rule.naik for rule in found],
        "_turun": [rule.turun for rule in found],
        "_skala": [rule.skala for rule in found],
    }
    limits = {
        "_atas": [rule.batas_atas for rule in found],
        "_bawah": [rule.batas_bawah for rule in found],
    }
    columns = [pl.Series(name, values, dtype=pl.String) for name, values in stated.items()]
    columns += [pl.Series(name, values, dtype=pl.Float64) for name, values in limits.items()]
    beside = pairs.with_columns(columns)
    joined = rows.join(beside, on=["dokumen", "opd"], how="left", nulls_equal=True)
    return _of_parity(_with_form(joined), rules)


def _with_form(rows: pl.DataFrame) -> pl.DataFrame:
    """The polarity of the plan, else of the catalogue, and the form that its rule has for it."""
    own = {code: POLARITY_OF_DIRECTION.get(item.arah) for code, item in indicators().items()}
    stated = pl.when(pl.col("polaritas") != "tidak_dinyatakan").then(pl.col("polaritas"))
    polarity = pl.coalesce(stated, lookup(own, pl.String))
    return rows.with_columns(
        bentuk_capaian=pl.when(polarity == "positif").then(pl.col("_naik"))
        .when(polarity == "negatif").then(pl.col("_turun"))
        .when(polarity == "paritas").then(pl.lit("paritas"))
    )  # fmt: skip


def _of_parity(rows: pl.DataFrame, rules: AchievementRules) -> pl.DataFrame:
    """Targets of parity cite what their point rests on, and have no limits and no scale."""
    points = {code: parity_point(item, rules) for code, item in indicators().items()}
    parity = (pl.col("bentuk_capaian") == "paritas").fill_null(value=False)
    return rows.with_columns(
        _titik=pl.when(parity).then(lookup(points, pl.Float64)),
        dasar=pl.when(parity).then(pl.lit(rules.paritas.dasar)).otherwise("dasar"),
    )


def lookup(book: dict, dtype: type[pl.DataType]) -> pl.Expr:
    """What a book says of the indicator of each row; null of those it does not know."""
    return pl.col("kode_indikator").replace_strict(book, default=None, return_dtype=dtype)


def same_unit() -> pl.Expr:
    """Whether plan and catalogue state the same unit; null without an indicator."""
    units = {code: item.satuan for code, item in indicators().items()}
    return _unit(pl.col("satuan")) == _unit(lookup(units, pl.String))


def _unit(column: pl.Expr) -> pl.Expr:
    folded = column.str.to_lowercase()
    return pl.when(folded.is_in(list(PERCENT))).then(pl.lit("%")).otherwise(folded)


def is_whole_share() -> pl.Expr:
    """Whether a row asks for men and women together of an indicator whose parts they are."""
    shares = [code for code, item in indicators().items() if is_share(item)]
    return pl.col("kode_indikator").is_in(shares) & (pl.col("jenis_kelamin") == "L+P")


def goal() -> pl.Expr:
    """What the realisation is measured at: of a range the bound it passed, inside it itself."""
    got, low, high = pl.col("realisasi"), pl.col("target_bawah"), pl.col("target_atas")
    bound = pl.when(got > high).then(high).when(got < low).then(low).otherwise(got)
    return pl.when(is_range()).then(bound).otherwise("target")


def is_range() -> pl.Expr:
    """Whether the plan states bounds instead of one number."""
    return pl.any_horizontal(pl.col("target_bawah", "target_atas").is_not_null())


def hindrance() -> pl.Expr:
    """Why there is no achievement, the first reason that holds; null where there is one."""
    got, form, target = pl.col("realisasi"), pl.col("bentuk_capaian"), pl.col("_sasaran")
    reasons = [
        (pl.col("kode_indikator").is_null(), "indikator belum dipadankan dengan katalog"),
        (pl.col("target_bawah") > pl.col("target_atas"), "batas bawah melebihi batas atas"),
        (is_whole_share(), "nilai L+P indikator bagian selalu 100; target perlu menyebut L atau P"),
        (got.is_null(), "realisasi belum tersedia"),
        (~pl.col("_same_unit"), "satuan target berbeda dari satuan indikator"),
        (form.is_null(), "polaritas tidak dinyatakan"),
        (form == "paritas", "target kesetaraan dinilai dari jarak ke titik setara, bukan persen"),
        (target < 0, "target negatif, rumus capaian tidak berlaku"),
        ((target == 0) & (got != 0), "target nol dan realisasi bukan nol"),
        ((form == "turun_rasio") & (target > 0) & (got <= 0),
         "realisasi tidak lebih dari nol, T/R tidak terdefinisi"),
    ]  # fmt: skip
    return pl.coalesce(pl.when(holds).then(pl.lit(why)) for holds, why in reasons)


def achievement() -> pl.Expr:
    """Percent by form of a row without a hindrance; a target of zero that was kept is 100."""
    target, got, form = pl.col("_sasaran"), pl.col("realisasi"), pl.col("bentuk_capaian")
    return (
        pl.when(target == 0).then(pl.lit(100.0))
        .when(form == "turun_selisih").then((2 * target - got) * 100 / target)
        .when(form == "turun_rasio").then(target * 100 / got)
        .otherwise(got * 100 / target)
    )  # fmt: skip


def limited() -> pl.Expr:
    """The achievement inside the limits of its rule; without a limit as it is."""
    upper = pl.min_horizontal("capaian_persen", "_atas")
    return pl.when(pl.col("capaian_persen").is_not_null()).then(pl.max_horizontal(upper, "_bawah"))


def graded(rules: AchievementRules) -> pl.Expr:
    """The class of the limited achievement on the scale of its rule."""
    of_scale = (
        pl.when(pl.col("_skala") == scale.kode).then(class_of(pl.col("capaian_terbatas"), scale))
        for scale in rules.skala
    )
    known = pl.col("capaian_terbatas").is_not_null()
    return pl.when(known).then(pl.coalesce(of_scale))


def class_of(value: pl.Expr, scale: Scale) -> pl.Expr:
    """The first class from above that takes the value in."""
    value = value.round(DIGITS)
    fits = [
        pl.when((value >= grade.batas) if scale.batas_termasuk else (value > grade.batas)).then(
            pl.lit(grade.nama)
        )
        for grade in scale.kelas[:-1]
    ]
    return pl.coalesce(*fits, pl.lit(scale.kelas[-1].nama))
