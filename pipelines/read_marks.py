"""Read the marks a template left in a workbook: its sumber, version, region and period."""

import zipfile
import zlib
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from pipelines.read_setoran import Setoran

PART = "docProps/custom.xml"
MOST_BYTES = 100_000  # a template's own marks take less than one kilobyte
PREFIX = "templat_"
HELP_SHEET = "Petunjuk"
OF_THE_FORM = ("sumber", "bentuk", "versi", "wilayah", "periode")


def marks_of(setoran: Setoran) -> Mapping[str, str]:
    """The marks by name ("templat_sumber" …); none when the file was not made from a template."""
    if not zipfile.is_zipfile(setoran.path):
        return {}
    try:
        with zipfile.ZipFile(setoran.path) as archive:
            if PART not in archive.namelist() or archive.getinfo(PART).file_size > MOST_BYTES:
                return {}
            content = archive.read(PART)
        if b"<!DOCTYPE" in content:
            return {}
        properties = ET.fromstring(content)  # noqa: S314 - no document type, so no entities
    except (zipfile.BadZipFile, ET.ParseError, zlib.error, EOFError, OSError):
        return {}
    texts = {each.get("name", ""): "".join(each.itertext()).strip() for each in properties}
    return {name: text for name, text in texts.items() if name.startswith(PREFIX)}


def stated_by(marks: Mapping[str, str]) -> Mapping[str, str]:
    """What the marks state of the rows, besides what the form itself is."""
    stated = {name.removeprefix(PREFIX): text for name, text in marks.items()}
    return {name: text for name, text in stated.items() if name not in OF_THE_FORM}
