"""What must be true of any file's fate, found out a second way: plain loops over plain cells."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, time
from decimal import Decimal

from berkas import plain
from formulir import Table
from openpyxl.utils import range_boundaries
from terima import Outcome

from schemas.temuan import Finding

ZERO = {"-", "–", "—", "nihil"}
Place = tuple[str, str]  # sheet, address


class Seen:
    """The cells of a file as they are written into it: of a CSV all text, each with its place."""

    def __init__(self, tables: Sequence[Table], *, as_text: bool):
        self.as_text = as_text
        self.tables = {"" if as_text else table.name: table for table in tables}

    def content(self, cell: object) -> object:
        value = plain(cell)
        value = value[1] if isinstance(value, tuple) else value
        if self.as_text:
            return "" if value is None else str(value)
        return float(f"{value:.16G}") if isinstance(value, float) else value  # as it is written

    def at(self, sheet: str, address: str) -> object:
        column, line, *_ = range_boundaries(address)
        rows = self.tables[sheet].rows
        row = rows[line - 1] if line <= len(rows) else []
        return self.content(row[column - 1]) if column <= len(row) else ""

    def numbers(self) -> Iterator[tuple[str, int, int, object]]:
        """Sheet, line and column (0-based) and content of every cell that began as a number."""
        for sheet, table in self.tables.items():
            for line, column, mark in table.marks("angka"):
                yield sheet, line, column, self.content(mark)


def text_of(content: object) -> str:
    return " ".join(("" if content is None else str(content)).split())


def read_plainly(content: object) -> Decimal | None:
    """The number a careful Indonesian clerk reads: 1.234,5; None where there is none."""
    if isinstance(content, bool | date | time):
        return None
    if isinstance(content, int | float):
        return Decimal(repr(float(content)))
    text = text_of(content)
    if text.casefold() in ZERO:
        return Decimal(0)
    sign, text = (-1, text[1:]) if text.startswith("-") else (1, text)
    whole, comma, decimals = text.partition(",")
    groups = re.split(r"[. ]", whole)
    grouped = len(groups) == 1 or (
        1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    )
    digits = "".join(groups) + decimals
    well = grouped and groups[0] and bool(comma) == bool(decimals)
    if not (well and digits.isascii() and digits.isdecimal()):
        return None
    return sign * Decimal(f"{''.join(groups)}.{decimals or 0}")


def all_is_well(outcome: Outcome, seen: Seen | None) -> None:
    """Everything that holds of every file, however spoilt; more where we know what was in it."""
    findings_can_be_read(outcome.findings)
    totals_are_the_sums_of_their_parts(outcome)
    no_row_is_torn(outcome)
    if seen:
        numbers_are_those_of_the_file(outcome, seen)
        sexes_are_those_of_the_file(outcome, seen)


def findings_can_be_read(findings: Sequence[Finding]) -> None:
    """Whole sentences, every blank in them filled in with something."""
    for finding in findings:
        for sentence in (finding.kalimat, finding.perbaikan):
            ours = re.sub("“.*?”", "", sentence.replace(finding.nilai or "“”", ""))
            assert not re.search(r"\bNone\b|\bnan\b", ours), (finding, sentence)


def frames(outcome: Outcome) -> tuple[list[dict], list[dict]]:
    found = outcome.admission
    return (found.admitted.to_dicts(), found.returned.to_dicts()) if found else ([], [])


def numbers_are_those_of_the_file(outcome: Outcome, seen: Seen) -> None:
    """What is admitted stands in the cell it names, and no cell is counted twice."""
    if not outcome.admission or outcome.admission.source.counts:
        return
    number, used = outcome.admission.source.number, set[Place]()
    for row in frames(outcome)[0]:
        place = (row["lembar"], row["sel"])
        assert place not in used, place
        used.add(place)
        content = seen.at(*place)
        read = read_plainly(content)
        assert read is not None, (place, content, row[number])
        assert float(read) == float(row[number]), (place, content, row[number])
        assert number == "nilai" or row[number] >= 0, place


def sexes_are_those_of_the_file(outcome: Outcome, seen: Seen) -> None:
    """The sex of what is admitted is the word in its row or, without one, above its column."""
    for row in frames(outcome)[0]:
        if "jenis_kelamin" not in row:
            continue
        table = seen.tables[row["lembar"]]
        written = [(line + 1, _word(seen, mark)) for line, _, mark in table.marks("jk")]
        if written:
            words = {word for line, word in written if line == row["baris"]}
            others = {word for _, word in written}
        else:
            above = heads(seen, row["lembar"], range_boundaries(row["sel"])[0] - 1)
            words, others = {re.split(r"[\s_]", folded(head))[-1] for head in above}, {"l"}
        said = {sex_of(word, others) for word in words}
        assert row["jenis_kelamin"] in said, (row["sel"], words, row)


def folded(content: object) -> str:
    """A heading as messages quote it: one blank between words, no footnote mark, small letters."""
    text = re.sub(r"[\s_]+", " ", str(content))
    return re.sub(r"\s*(\(\d+\)|\*+\)|[*:.]+)(?=”|$)", "", text).casefold().strip()


def heads(seen: Seen, sheet: str, column: int) -> list[str]:
    rows = [row for row in seen.tables[sheet].head if len(row) > column]
    texts = [text_of(seen.content(row[column])) for row in rows]
    return [text for text in texts if text]


def _word(seen: Seen, cell: object) -> str:
    return text_of(seen.content(cell)).casefold()


def sex_of(word: str, others: set[str]) -> str:
    """The sex that a word means beside the other words of its column."""
    if word == "p" and not {"l", "lk"} & others:
        return "L" if "w" in others else "?"
    if word == "w":
        return "?" if {"l", "lk"} & others else "P"
    men = {"l", "lk", "laki", "laki-laki", "laki - laki", "laki laki", "pria"}
    women = {"p", "pr", "perempuan", "wanita"}
    both = {"l+p", "jumlah", "total", "laki-laki + perempuan", "laki-laki dan perempuan"}
    found = [code for code, words in (("L", men), ("P", women), ("L+P", both)) if word in words]
    return found[0] if found else "TT" if word == "tidak diketahui" else "?"


def totals_are_the_sums_of_their_parts(outcome: Outcome) -> None:
    if not outcome.admission or outcome.admission.source.harmonis != "cacah":
        return
    cells: dict[tuple, dict[str, int]] = defaultdict(dict)
    for row in frames(outcome)[0]:
        if "jenis_kelamin" in row and not outcome.admission.source.counts:
            key = tuple(row.get(name) for name in outcome.admission.source.cell)
            assert row["jenis_kelamin"] not in cells[key], (key, row)
            cells[key][row["jenis_kelamin"]] = row["jumlah"]
    for key, sexes in cells.items():
        if "L+P" in sexes:
            assert {"L", "P"} <= sexes.keys() or not {"L", "P"} & sexes.keys(), (key, sexes)
        if {"L", "P", "L+P"} <= sexes.keys():
            assert sexes["L"] + sexes["P"] + sexes.get("TT", 0) == sexes["L+P"], (key, sexes)


def no_row_is_torn(outcome: Outcome) -> None:
    """Side by side in one row, both sexes and their total go the same way."""
    if not outcome.admission or outcome.admission.source.number == "nilai":
        return
    ways = [{(r["lembar"], r["baris"], r.get("ukuran")) for r in rows} for rows in frames(outcome)]
    assert not ways[0] & ways[1]
