"""Read what the tables of a rilis tell of protected counts, in numbers, rates and gaps."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import polars as pl

from pipelines.audit.rules import Rules
from pipelines.read_words import age_limits
from schemas.audit import Cell, Facts, Known, Ratio
from schemas.indikator import Indicator, Side
from schemas.kode import ALL, BOTH, OPEN_AGE

HIDDEN, ABSENT, FINAL = "disamarkan", "tidak_tersedia", "final"
ENOUGH = re.compile(r"jumlahnya (\d+) atau lebih")  # what a reason may tell without a number
LARGEST_SIDE = 10**7  # of a fraction that a published rate is taken for
Place = tuple  # of an indicator's row: code, region, year, age, level, sex


def read_facts(folder: Path, rules: Rules) -> Facts:
    """All that the tables in a folder say of measures that are protected."""
    facts = Facts()
    counts, values = _table(folder, "cacah"), _table(folder, "indikator")
    for row in counts.iter_rows(named=True):
        if rules.protects(row["ukuran"]):
            _enter(facts, _cell_of(row), row["jumlah"], row["status_obs"], "cacah")
            if row["jumlah"] is None:
                _enter_reason(facts, _cell_of(row), row)
    protected = {
        code: item for code, item in rules.indicators.items() if _is_protected(item, rules)
    }
    rows = values.filter(pl.col("kode_indikator").is_in(list(protected)))
    told = _rates_told(folder, protected)
    public = _public_sides(values, rules, protected)
    for row in rows.iter_rows(named=True):
        rate = told.get(_place_of(row))
        _enter_indicator(facts, protected[row["kode_indikator"]], row, rate, public)
    return _only_protected(facts, rules)


def true_counts(table: pl.DataFrame, rules: Rules) -> dict[Cell, int]:
    """The counts of a table `cacah` in which nothing is hidden."""
    return {
        _cell_of(row): row["jumlah"]
        for row in table.iter_rows(named=True)
        if rules.protects(row["ukuran"]) and row["jumlah"] is not None
    }


def _only_protected(facts: Facts, rules: Rules) -> Facts:
    """The facts without those on measures that anybody may know."""
    return Facts(
        {cell: known for cell, known in facts.known.items() if rules.protects(cell.ukuran)},
        {cell: place for cell, place in facts.hidden.items() if rules.protects(cell.ukuran)},
        {cell for cell in facts.absent if rules.protects(cell.ukuran)},
        [ratio for ratio in facts.ratios if all(rules.protects(c.ukuran) for c in ratio[:2])],
        facts.clashes,
        {cell: least for cell, least in facts.enough.items() if rules.protects(cell.ukuran)},
    )


def _table(folder: Path, name: str) -> pl.DataFrame:
    path = folder / f"{name}.parquet"
    if path.is_file():
        return pl.read_parquet(path)
    return pl.DataFrame(schema={"kode_indikator": pl.String, "ukuran": pl.String})


def _is_protected(item: Indicator, rules: Rules) -> bool:
    return any(rules.protects(side.ukuran) for side in _sides(item).values())


def same_age(label: str) -> str:
    """An age label in one spelling: 75+ is 75-149."""
    if label == ALL:
        return ALL
    ends = sorted(age_limits(part) for part in label.split(";"))
    if ends == [(0, OPEN_AGE)]:
        return ALL
    return ";".join(f"{low}-{high}" for low, high in ends)


def _same_sex(sex: str) -> str:
    return BOTH if sex == "TB" else sex


def _cell_of(row: Mapping) -> Cell:
    return Cell(
        row["ukuran"], row["kode_wilayah"], row["tahun"], _same_sex(row["jenis_kelamin"]),
        same_age(row["umur"]), row["rincian"],
    )  # fmt: skip


def _enter_reason(facts: Facts, cell: Cell, row: Mapping) -> None:
    """Take down what the reason tells of a number that is not there."""
    if said := ENOUGH.search(row.get("alasan") or ""):
        facts.enough[cell] = int(said[1])


def _enter(facts: Facts, cell: Cell, value: int | None, status: str, place: str) -> None:
    """Take one number down, or that it is not there."""
    if value is None:
        if status == ABSENT:
            facts.absent.add(cell)
        else:
            facts.hidden.setdefault(cell, place)
        return
    before = facts.known.get(cell)
    final = status == FINAL
    if before and before.value != value and before.final and final:
        facts.clashes.append(
            f"{cell} terbit sebagai {before.value} di {before.place} dan {value} di {place}"
        )
    if before is None or (final and not before.final):
        facts.known[cell] = Known(value, place, final)


def _side_cell(side: Side, row: Mapping) -> Cell:
    level = side.jenjang if row["jenjang"] == ALL else row["jenjang"]
    narrowed = [f"jenjang={level}"] if level else []
    narrowed += [f"pendidikan={side.pendidikan}"] if side.pendidikan else []
    narrowed += [*getattr(side, "rincian", ())]
    ages = ";".join(side.umur) if row["umur"] == ALL else row["umur"]
    return Cell(
        side.ukuran, row["kode_wilayah"], row["tahun"],
        _same_sex(side.jenis_kelamin or row["jenis_kelamin"]), same_age(ages),
        "|".join(narrowed) or ALL,
    )  # fmt: skip


def _sides(item: Indicator) -> dict[str, Side]:
    """The sides of an indicator that count persons; units that have some are no persons."""
    sides = {"pembilang": item.pembilang, "penyebut": item.penyebut}
    return {n: side for n, side in sides.items() if side and not getattr(side, "tiap_unit", False)}


def _public_sides(
    values: pl.DataFrame, rules: Rules, protected: Mapping[str, Indicator]
) -> dict[Cell, int]:
    """Counts of open measures that are a side of a protected rate, wherever they are shown."""
    wanted = {
        side.ukuran for item in protected.values() for side in _sides(item).values()
        if not rules.protects(side.ukuran)
    }  # fmt: skip
    found: dict[Cell, int] = {}
    for item in rules.indicators.values() if wanted else ():
        shown = {name: side for name, side in _sides(item).items() if side.ukuran in wanted}
        rows = values.filter(kode_indikator=item.kode) if shown else values.clear()
        for row in rows.iter_rows(named=True):
            for name, side in shown.items():
                if row[name] is not None:
                    found.setdefault(_side_cell(side, row), row[name])
    return found


def _enter_indicator(
    facts: Facts, item: Indicator, row: Mapping, rate: float | None, public: Mapping[Cell, int]
) -> None:
    """Take down both sides of one row, and what its rate says of a side that is hidden."""
    place, sides = f"indikator {item.kode}", _sides(item)
    cells = {name: _side_cell(side, row) for name, side in sides.items()}
    for name, cell in cells.items():
        if cell not in public:
            _enter(facts, cell, row[name], row["status_obs"], place)
            if row[name] is None:
                _enter_reason(facts, cell, row)
    rate = row["nilai"] if row["nilai"] is not None else rate
    numerator = cells.get("pembilang")
    if rate is None or numerator is None or numerator in public or row["pembilang"] is not None:
        return
    place, status = f"nilai {place}", row["status_obs"]
    status = FINAL if status == HIDDEN else status
    if item.penyebut is None:
        _enter(facts, numerator, round(rate / item.pengali), status, place)
        return
    share = (Fraction(rate) / item.pengali).limit_denominator(LARGEST_SIDE)
    denominator = cells.get("penyebut")
    base = row["penyebut"] if row["penyebut"] is not None else public.get(denominator)  # type: ignore[arg-type]
    if base is not None:
        _enter(facts, numerator, round(share * base), status, place)
    elif denominator is not None:
        parts = (share.numerator, share.denominator)
        facts.ratios.append(Ratio(numerator, denominator, *parts, place))


def _place_of(row: Mapping) -> Place:
    return (row["kode_indikator"], row["kode_wilayah"], row["tahun"], row["umur"], row["jenjang"],
            row["jenis_kelamin"])  # fmt: skip


def _rates_told(folder: Path, protected: Mapping[str, Indicator]) -> dict[Place, float]:
    """Rates that the tables of gaps and of targets give away, by the indicator's row."""
    wanted = pl.col("kode_indikator").is_in(list(protected))
    gaps, targets = _table(folder, "kesenjangan"), _table(folder, "target")
    told: dict[Place, float] = {}
    for row in gaps.filter(wanted).iter_rows(named=True):
        own = (row["kode_indikator"], row["kode_wilayah"], row["tahun"], row["umur"],
               row["jenjang"])  # fmt: skip
        told |= {(*own, sex): rate for sex, rate in _of_gap(row)}
    for row in targets.filter(wanted).iter_rows(named=True):
        rate = _of_target(row, falls=protected[row["kode_indikator"]].arah == "turun")
        if rate is not None:
            own = (row["kode_indikator"], row["kode_wilayah"], row["tahun"], ALL, ALL)
            told.setdefault((*own, row["jenis_kelamin"]), rate)
    return told


def _of_gap(row: Mapping) -> Iterator[tuple[str, float]]:
    """What one row of gaps says of L, P and L+P, also by subtraction and division."""
    men, women, gap, ratio = (row[n] for n in ("nilai_l", "nilai_p", "selisih_poin", "rasio_p_l"))
    if row["nilai_lp"] is not None:
        yield BOTH, row["nilai_lp"]
    if men is None and women is None and gap is not None and ratio not in (None, 1):
        men = gap / (ratio - 1)
    if men is None and women is not None:
        men = women - gap if gap is not None else women / ratio if ratio else None
    if women is None and men is not None:
        women = men + gap if gap is not None else men * ratio if ratio is not None else None
    yield from ((sex, rate) for sex, rate in (("L", men), ("P", women)) if rate is not None)


def _of_target(row: Mapping, *, falls: bool) -> float | None:
    """What was achieved, as it is shown or worked out from its distance to the target."""
    if row["realisasi"] is not None:
        return row["realisasi"]
    if row["selisih_target"] is not None:
        return row["target"] + row["selisih_target"]
    if row["capaian_persen"] is None:
        return None
    share = row["target"] * row["capaian_persen"] / 100
    lower_is_better = row["polaritas"] == "negatif" or (row["polaritas"] != "positif" and falls)
    return 2 * row["target"] - share if lower_is_better else share
