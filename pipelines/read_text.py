"""Read delimited text as rows of texts, however it was encoded and separated."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from pipelines.refuse_file import WHOLE_TEXT, check_size, not_a

# where two fit equally well: an Indonesian decimal comma stands between other separators,
# but none of these inside numbers that commas separate
SEPARATORS = "\t;|,"
STATED = re.compile(r"sep=([^\r\n\"])(?:\r\n|[\r\n])", re.IGNORECASE)
CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
SAMPLE_RECORDS, SAMPLE_LETTERS = 200, 2**20
BYTES_PER_TEXT = 48


def decode(raw: bytes) -> str:
    """Bytes as text: by their byte order mark, as UTF-8, by the charset they state, as cp1252.

    Raises UnicodeError where they are not what their byte order mark says.
    """
    for mark, name in BOMS.items():
        if raw.startswith(mark):
            return raw[len(mark) :].decode(name)
    if raw[1:64:2].count(0) > 24 or raw[:64:2].count(0) > 24:
        return raw.decode("utf-16-le" if raw[1] == 0 else "utf-16-be")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(_stated_charset(raw), errors="replace")


def _stated_charset(raw: bytes) -> str:
    """The charset that a page or an XML prologue names, when it is one of single bytes."""
    stated = CHARSET.search(raw[:2048]) if raw.lstrip().startswith(b"<") else None
    try:
        name = codecs.lookup(stated[1].decode()).name if stated else ""
    except LookupError:
        name = ""
    return name if name.startswith(("cp125", "iso8859-")) and name != "iso8859-1" else "cp1252"


def read_text(text: str) -> list[list[str]]:
    """Rows of cells, a blank line as an empty row; raises BrokenFile (B2, B6)."""
    stated = STATED.match(text)
    body = text[stated.end() :] if stated else text
    separator = stated[1] if stated else separator_of(body)
    check_size((body.count(separator) + body.count("\n")) * BYTES_PER_TEXT)
    try:
        return list(_records(body.rstrip("\x1a"), separator))  # the end mark of old programs
    except csv.Error as error:  # most often a quote that is never closed
        raise not_a(WHOLE_TEXT) from error


def separator_of(text: str) -> str:
    """The separator that cuts most of the first records into equally many whole cells."""
    return max(SEPARATORS, key=lambda separator: _fit(text[:SAMPLE_LETTERS], separator))


def _records(text: str, separator: str) -> Iterator[list[str]]:
    # a StringIO would take four bytes a letter
    lines = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", newline="")
    return csv.reader(lines, delimiter=separator, strict=True)


def _fit(text: str, separator: str) -> float:
    """Share of records of the commonest width, times the share of cells nobody else would cut."""
    records, damaged = _sample(text, separator)
    widths = Counter(len(record) for record in records if len(record) > 1)
    if not widths:
        return 0.0
    cells = [cell for record in records for cell in record if cell]
    others = "".join(re.escape(other) for other in SEPARATORS if other not in (separator, ","))
    cut = rf"[{others}]" if separator == "," else rf"[{others}]|(?<!\d),(?=\d)|,(?=[^\s\d])"
    spoilt = sum(re.search(cut, cell) is not None for cell in cells) / (len(cells) + 1)
    return max(widths.values()) / (len(records) + damaged) * (1 - spoilt)


def _sample(text: str, separator: str) -> tuple[list[list[str]], bool]:
    """The first records that are not blank, and whether one that cannot be read ended them."""
    records: list[list[str]] = []
    try:
        for record in islice(_records(text, separator), SAMPLE_RECORDS):
            if record:
                records.append(record)  # noqa: PERF401 - what came before a fault stays
    except csv.Error:
        return records, True
    return records, False
