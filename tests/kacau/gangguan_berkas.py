"""What happens to the bytes of a file on its way: cut, flipped, packed again, badly encoded."""

import io
import zipfile
from collections.abc import Callable

from hypothesis import strategies as st

Draw = Callable
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp437", "utf-7")
SNIPPETS = (
    b"",
    b"\0",
    b"\xff",
    b"<",
    b">",
    b"&",
    b'"',
    b"]]>",
    b"<!DOCTYPE x [<!ENTITY e 'e'>]>",
    b"A1",
    b"XFD1048576",
    b"999999999",
    b"-1",
    b"1e999",
    b"NaN",
    b's="99999"',
    b't="s"',
    b't="e"',
    b't="b"',
    b't="d"',
    b"&#0;",
    b"&e;",
    b"\r",
    b",",
    b";",
    b"\n\n\n",
)


def cut_short(draw: Draw, content: bytes) -> bytes:
    return content[: draw(st.integers(0, len(content)))]


def flip_bits(draw: Draw, content: bytes) -> bytes:
    spoilt = bytearray(content)
    for _ in range(draw(st.sampled_from([1, 1, 2, 8]))):
        if spoilt:
            spoilt[draw(st.integers(0, len(spoilt) - 1))] ^= 1 << draw(st.integers(0, 7))
    return bytes(spoilt)


def overwrite(draw: Draw, content: bytes) -> bytes:
    place = draw(st.integers(0, len(content)))
    length = draw(st.sampled_from([0, 0, 1, 5, 40]))
    return content[:place] + draw(st.sampled_from(SNIPPETS)) + content[place + length :]


def encode_again(draw: Draw, content: bytes) -> bytes:
    """Written in another encoding, or read in one and written in another: mojibake."""
    text = content.decode("utf-8", errors="replace")
    if draw(st.booleans()):
        text = text.encode("utf-8", errors="replace").decode("cp1252", errors="replace")
    return text.encode(draw(st.sampled_from(ENCODINGS)), errors="replace")


def repack(draw: Draw, content: bytes) -> bytes:
    """One member of a workbook dropped, emptied, repeated, or spoilt before it is packed again."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(members)))
    if draw(st.booleans()):
        spoil = draw(st.sampled_from([cut_short, flip_bits, overwrite, encode_again]))
        members[name] = spoil(draw, members[name])
    else:
        del members[name]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, inside in members.items():
            archive.writestr(member, inside)
    return out.getvalue()


BYTES = (cut_short, flip_bits, overwrite, encode_again)
