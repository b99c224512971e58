"""Parse a part of a workbook element by element, and refuse entities: they can fill the memory."""

import io
import xml.etree.ElementTree as ET
from collections.abc import Iterator

Element = ET.Element
XmlError = ET.ParseError


def elements(part: bytes) -> Iterator[tuple[str, Element]]:
    """Each element at its "start" and its "end"; raises ValueError where entities are declared."""
    if b"<!ENTITY" in part or b"<!DOCTYPE" in part:
        raise ValueError("entities")
    return ET.iterparse(io.BytesIO(part), ["start", "end"])  # noqa: S314 - see above


def ended(part: bytes) -> Iterator[Element]:
    """Each element when it is complete."""
    return (node for event, node in elements(part) if event == "end")


def local(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition("}")[2]
