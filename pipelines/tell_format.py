"""Tell what a file is by its bytes; its name only says whether plain text was meant as a table."""

import io
import re
import zipfile
from typing import Literal

from pipelines.guard_workbook import DAMAGED, normal_name
from pipelines.read_text import decode
from pipelines.refuse_file import TEXT, WHOLE_WORKBOOK, WORKBOOK, locked, not_a
from schemas.temuan import BrokenFile, Finding

Format = Literal["xlsx", "xlsb", "ods", "xls", "html", "xml", "teks"]
WORKBOOKS = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}
TEXTS = {".csv", ".tsv", ".txt"}
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BARE_XLS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
FOREIGN = (b"%PDF-", b"{\\rtf", b"MIME-Version:")  # texts in a way, but nobody's table
MARKUP = re.compile(r"<(\?xml|!doctype|html|head|body)\b", re.IGNORECASE)
XML_WORKBOOK = re.compile(r"<(\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet")
HEAD = 2**16


def format_of(raw: bytes, suffix: str) -> Format:
    """What the bytes are; raises BrokenFile: B2, B3, or B5 where not even the name is known."""
    if raw.startswith(ZIP):
        return _zipped(raw, suffix)
    if raw.startswith((OLE, *BARE_XLS)):
        return _compound(raw, suffix)
    if raw.startswith(FOREIGN):
        raise _foreign(suffix)
    return _textual(raw, suffix)


def _zipped(raw: bytes, suffix: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = {normal_name(name) for name in archive.namelist()}
            kind = archive.read("mimetype") if "mimetype" in names else b""
    except DAMAGED as error:
        raise not_a(WHOLE_WORKBOOK) from error
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    raise _foreign(suffix)


def _compound(raw: bytes, suffix: str) -> Format:
    """An old workbook, or the envelope of an encrypted new one, by the names of its streams."""
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise locked()
    streams = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
    if raw.startswith(OLE) and not any(name in raw for name in streams):
        raise _foreign(suffix)
    return "xls"


def _textual(raw: bytes, suffix: str) -> Format:
    try:
        text = decode(raw)
    except UnicodeError as error:
        raise _foreign(suffix) from error
    head = text[:HEAD].lstrip()
    if "\0" in text:
        raise _foreign(suffix)
    if XML_WORKBOOK.search(head):
        return "xml"
    if "<table" in head.casefold() and (head.startswith("<") or suffix not in TEXTS):
        return "html"
    # Excel opens a text named .xls, and refuses one named .xlsx
    if MARKUP.match(head) or suffix not in TEXTS | {".xls"}:
        raise _foreign(suffix)
    return "teks"


def _foreign(suffix: str) -> BrokenFile:
    if suffix in WORKBOOKS | TEXTS:
        return not_a(TEXT if suffix in TEXTS else WORKBOOK)
    return BrokenFile(Finding("B5", "", fakta={"akhiran": suffix or "tanpa akhiran"}))
