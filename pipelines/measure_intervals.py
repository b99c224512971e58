"""Say between which bounds a rate, and a difference of two rates, lie at 95 percent."""

from statistics import NormalDist

import polars as pl

CONFIDENCE = 0.95
Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
Bounds = tuple[pl.Expr, pl.Expr]


def wilson(part: pl.Expr, whole: pl.Expr) -> Bounds:
    """Lower and upper bound of part/whole by the score method, as proportions from 0 to 1.

    Null where the whole is null or zero, or where the part is null, negative or larger than
    the whole: those are no proportions. Source: Wilson (1927), J. Am. Stat. Assoc. 22.
    """
    n, share = whole.cast(pl.Float64), part / whole
    centre = share + Z**2 / (2 * n)
    reach = Z * (share * (1 - share) / n + Z**2 / (4 * n**2)).sqrt()
    low, high = ((centre + sign * reach) / (1 + Z**2 / n) for sign in (-1, 1))
    sound = (whole > 0) & part.is_between(pl.lit(0), whole)
    # nobody and everybody are bounds themselves; rounding must not push them off
    low = pl.when(part == 0).then(pl.lit(0.0)).otherwise(low)
    high = pl.when(part == whole).then(pl.lit(1.0)).otherwise(high)
    return pl.when(sound).then(low), pl.when(sound).then(high)


def newcombe(part: pl.Expr, whole: pl.Expr, other_part: pl.Expr, other_whole: pl.Expr) -> Bounds:
    """Lower and upper bound of the first proportion minus the other, from -1 to 1.

    Built from the two Wilson intervals; null where either is. Source: Newcombe (1998),
    Statistics in Medicine 17, 873-890, method 10.
    """
    low, high = wilson(part, whole)
    other_low, other_high = wilson(other_part, other_whole)
    share, other = part / whole, other_part / other_whole
    down = ((share - low) ** 2 + (other_high - other) ** 2).sqrt()
    up = ((high - share) ** 2 + (other - other_low) ** 2).sqrt()
    return share - other - down, share - other + up
