"""Nothing is lost: every number that went in is found again, by plain loops over plain cells."""

import re
from collections.abc import Mapping, Sequence

from formulir import Mark
from openpyxl.utils import get_column_letter
from saksi import Place, Seen, folded, frames, heads, text_of
from terima import Outcome

from schemas.temuan import Finding

BLANK = {"", "-", "–", "—", "nihil", "n/a", "na", "*", "…", "..."}
NOT_DATA = ("jumlah", "total", "jml", "subtotal", "sub total", "grand total",
            "sumber", "source", "catatan", "keterangan", "ket", "access time", "*")  # fmt: skip
WHOLE = "*"  # of a sheet that was not read at all
HEADER_ROWS = 40  # as far down as a header is looked for
# Of a workbook with a table, a sheet that shows fewer than two of these is taken for another thing
NAMING = {"kode wilayah", "nama wilayah", "kelompok umur", "umur", "jenis kelamin", "tahun",
          "kecamatan", "triwulan", "npsn", "nama sekolah", "bentuk pendidikan", "indikator",
          "satuan", "kode program", "nama program"}  # fmt: skip


def nothing_is_lost(outcome: Outcome, seen: Seen) -> None:
    """Every number is admitted, returned, reported, a repeat, said to be unread, or no data."""
    if outcome.broken:
        return
    admitted, returned = frames(outcome)
    read = {(row["lembar"], row["sel"]) for row in [*admitted, *returned]}
    told = read | {(finding.lembar, finding.sel) for finding in outcome.findings}
    lines = {(row["lembar"], row["baris"]) for row in [*admitted, *returned]}
    unread = _unread(outcome.findings)
    for sheet, line, column, content in seen.numbers():
        place = (sheet, f"{get_column_letter(column + 1)}{line + 1}")
        accounted = (
            place in told
            or text_of(content).casefold() in BLANK
            or _no_data(seen, sheet, line)
            or _is_another_thing(seen, sheet)
            or _is_unread(seen, sheet, column, unread.get(sheet, ""))
            or _stands_for_a_word(seen, place, read, lines)
            or _repeated(seen, place, read)
        )
        assert accounted, (place, content)


def _is_another_thing(seen: Seen, sheet: str) -> bool:
    table = seen.tables[sheet]
    shown = {folded(seen.content(cell)) for row in table.head for cell in row}
    return len(table.top) >= HEADER_ROWS or (len(seen.tables) > 1 and len(shown & NAMING) < 2)


def _unread(findings: Sequence[Finding]) -> Mapping[str, str]:
    """By sheet what is said to be unread: its headings, or all of it."""
    said = {f.lembar: folded(f.fakta["kolom"]) for f in findings if f.aturan == "K1"}
    return said | {finding.lembar: WHOLE for finding in findings if finding.aturan == "K8"}


def _is_unread(seen: Seen, sheet: str, column: int, said: str) -> bool:
    letter = f"“tanpa judul di {get_column_letter(column + 1)}”".casefold()
    named = any(folded(head) in said for head in heads(seen, sheet, column))
    return said == WHOLE or letter in said or named


def _no_data(seen: Seen, sheet: str, line: int) -> bool:
    """Whether the line is a sum or a note, by its first word."""
    texts = (text_of(seen.content(cell)) for cell in seen.tables[sheet].rows[line])
    return next((text for text in texts if text), "").casefold().startswith(NOT_DATA)


def _stands_for_a_word(seen: Seen, place: Place, read: set[Place], lines: set[Place]) -> bool:
    """Whether its column names something, so that it is read wherever its row, or a twin, is."""
    sheet, letter, line = place[0], *_split(place)
    own = _contents(seen, sheet, line)
    numeric = any(where == sheet and _split((where, cell))[0] == letter for where, cell in read)
    twins = [number for number in range(1, len(seen.tables[sheet].rows) + 1)
             if _contents(seen, sheet, number) == own]  # fmt: skip
    headed = heads(seen, sheet, _column(letter))
    return bool(headed) and not numeric and any((sheet, number) in lines for number in twins)


def _repeated(seen: Seen, place: Place, read: set[Place]) -> bool:
    """Whether the same number of a row that has the same words was read instead, on any sheet."""
    sheet, letter, line = place[0], *_split(place)
    own = _words_and_number(seen, sheet, line, _column(letter))
    return any(
        (other, f"{letter}{number}") in read
        and _words_and_number(seen, other, number, _column(letter)) == own
        for other, table in seen.tables.items()
        for number in range(1, len(table.rows) + 1)
    )


def _split(place: Place) -> tuple[str, int]:
    match = re.match(r"([A-Z]*)(\d+)", place[1])
    assert match
    return match[1], int(match[2])


def _column(letter: str) -> int:
    number = 0
    for character in letter:
        number = 26 * number + ord(character) - 64
    return number - 1


def _contents(seen: Seen, sheet: str, line: int) -> list[object]:
    return [seen.content(cell) for cell in seen.tables[sheet].rows[line - 1]]


def _words_and_number(seen: Seen, sheet: str, line: int, at: int) -> list[object]:
    row = seen.tables[sheet].rows[line - 1]
    words = (
        "" if isinstance(cell, Mark) and cell.kind == "angka" else seen.content(cell)
        for cell in row
    )
    return [*words, seen.content(row[at]) if at < len(row) else ""]
