"""Hold published percentages against the numbers they are made of; the numbers themselves stay."""

from collections.abc import Iterator, Mapping

import polars as pl

from pipelines.match_layout import Match
from pipelines.read_cells import cell_text
from pipelines.read_setoran import Setoran, address, percent_cells
from schemas.kode import BOTH, JENIS_KELAMIN
from schemas.sumber import Share
from schemas.temuan import Finding

HUNDRED = 100.0
Numbers = Mapping[int, float]  # by line of the sheet


def check_shares(rows: pl.DataFrame, match: Match, setoran: Setoran) -> list[Finding]:
    """A finding (R5) at each percentage of one sheet that its own numbers do not give.

    Wants the typed rows of the sheet, "Jumlah" rows and all.
    """
    found = {share.headings: _column_of(share, match) for share in match.layout.shares}
    if not any(column is not None for column in found.values()):
        return []
    shown = percent_cells(setoran, match.sheet.name)
    first_of_line = {row["baris"]: row for row in rows.rows(named=True)}
    return [
        Finding.at("R5", first_of_line[line], match.source.kode, text, address(line - 1, column),
                   **facts)
        for share in match.layout.shares
        if (column := found[share.headings]) is not None
        for line, text, facts in _contradictions(rows, match, share, column, shown)
    ]  # fmt: skip


def _column_of(share: Share, match: Match) -> int | None:
    return next((at for at, text in match.headings.items() if text in share.headings), None)


def _contradictions(
    rows: pl.DataFrame, match: Match, share: Share, column: int, shown: frozenset[str]
) -> Iterator[tuple[int, str, dict[str, object]]]:
    """Line, text and facts of each percentage that is not what it says it is."""
    lines = rows["baris"].unique(maintain_order=True).to_list()
    cells = {line: _cell(match, line, column) for line in lines}
    written = {line: _percent(cell, match, address(line - 1, column) in shown)
               for line, cell in cells.items()}  # fmt: skip
    own, *others = _readings(rows, match, share, written)
    for line, percent in written.items():
        number, base = (numbers.get(line) for numbers in own[1:])
        if percent is None or number is None or not base:
            continue
        true = HUNDRED * number / base
        if not _near(percent, true, share):
            hints = [label for label, parts, bases in others
                     if bases.get(line) and line in parts
                     and _near(percent, HUNDRED * parts[line] / bases[line], share)]  # fmt: skip
            yield line, cell_text(cells[line]), {
                "bagian": number, "dasar": base, "hitung": f"{true:.2f}".replace(".", ","),
                "petunjuk": f"; yang tertulis itu persentase {hints[0]}" if hints else "",
            }  # fmt: skip


def _near(percent: float, true: float, share: Share) -> bool:
    return abs(percent - true) <= share.within + 1e-9


def _cell(match: Match, line: int, column: int) -> object:
    row = match.sheet.rows[line - 1]
    return row[column] if column < len(row) else ""


def _percent(cell: object, match: Match, shown: bool) -> float | None:
    """A percentage as people read it; None where none is stated, not a number where none is."""
    if isinstance(cell, int | float):
        return HUNDRED * cell if shown else float(cell)
    text = cell_text(cell).casefold()
    if blank := match.layout.blanks.get(text):
        return 0.0 if blank == "nol" else None
    try:  # a percentage has no thousands: comma and dot both part decimals
        return float(text.rstrip("% ").replace(",", "."))
    except ValueError:
        return float("nan")


Reading = tuple[str, Numbers, Numbers]  # whose percentages these would be, numbers, their bases


def _readings(
    rows: pl.DataFrame, match: Match, share: Share, written: Mapping[int, float | None]
) -> list[Reading]:
    """The share as declared, then as it would be for the other sexes: a column easily slips."""
    own = share.of.get("jenis_kelamin", "")
    sexes = [own, *(sex for sex in ("L", "P", BOTH) if own and sex != own)]
    readings = []
    for sex in sexes:
        numbers = _numbers(rows, _of_sex(share.of, sex))
        if share.base:
            bases = _numbers(rows, _of_sex(share.base, sex))
        else:
            bases = dict.fromkeys(numbers, _total(rows, numbers, written))
        label = JENIS_KELAMIN[sex].label.lower() if sex else match.source.judul
        readings.append((label, numbers, bases))
    return readings


def _of_sex(dimensions: Mapping[str, str], sex: str) -> Mapping[str, str]:
    return {**dimensions, "jenis_kelamin": sex} if "jenis_kelamin" in dimensions else dimensions


def _numbers(rows: pl.DataFrame, dimensions: Mapping[str, str]) -> Numbers:
    """The numbers of one block by line; L+P from its parts on lines that do not write it."""
    of_block = rows.filter(pl.col(name) == code for name, code in dimensions.items())
    number = "jumlah" if "jumlah" in rows.columns else "nilai"
    found = dict(of_block.drop_nulls(number).select("baris", number).iter_rows())
    if dimensions.get("jenis_kelamin") == BOTH:
        men, women = (_numbers(rows, _of_sex(dimensions, sex)) for sex in ("L", "P"))
        found = {line: men[line] + women[line] for line in men.keys() & women.keys()} | found
    return found


def _total(rows: pl.DataFrame, numbers: Numbers, written: Mapping[int, float | None]) -> float:
    """What a column adds up to: its "Jumlah" row, the row said to be 100 percent, or the sum."""
    summed = [numbers[line] for line in rows.filter("_total")["baris"] if line in numbers]
    whole = [numbers[line] for line, percent in written.items()
             if percent == HUNDRED and line in numbers]  # fmt: skip
    return max(summed or whole or [sum(numbers.values())])
