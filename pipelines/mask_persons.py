"""Replace a NIK by a keyed hash: the same person has the same key, and nobody can go back."""

import hmac
import os
import re
import secrets
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import click

from pipelines.read_cells import NUMERIC_CODE

BLOCK = 64  # bytes that SHA-256 takes in at a time
SHORTEST = 16
KEY_CHARACTERS = 32
KEYED = ("kunci_orang", "kunci_kasus")  # kinds of columns that are hashed as they are read
SHORTEST_CASE = 4


class BadKey(Exception):
    """The key cannot be used; the message says which one and why, never the key."""


def secret() -> bytes:
    """The key of this deployment: TERPILAH_KUNCI, or the key file, made on first use.

    Raises BadKey for one that is shorter than 16 bytes or cannot be read or made.
    """
    given = os.environ.get("TERPILAH_KUNCI")
    key = given.encode() if given else _from_file(key_file())
    if len(key) < SHORTEST:
        where = "TERPILAH_KUNCI" if given else key_file().name
        raise BadKey(f"Kunci di {where} terlalu pendek; paling sedikit {SHORTEST} huruf.")
    return key


def key_file() -> Path:
    """Outside repository and data folder, so that data and key never travel together."""
    named = os.environ.get("TERPILAH_BERKAS_KUNCI")
    return Path(named) if named else Path(click.get_app_dir("terpilah")) / "kunci"


def _from_file(path: Path) -> bytes:
    try:
        if not path.is_file():
            _make(path)
        return path.read_bytes().strip()
    except OSError as error:
        raise BadKey(
            f"Berkas kunci {path.name} tidak dapat dibaca atau dibuat (kode {error.errno}). "
            "Periksa izin mapnya, atau tunjuk berkas lain dengan TERPILAH_BERKAS_KUNCI."
        ) from None


def _make(path: Path) -> None:
    """Write a fresh key whole and readable by its owner only; a key already there stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32))
    try:
        path.hardlink_to(draft)
    except FileExistsError:  # another run was first; its key counts
        pass
    finally:
        draft.unlink()


def hashed_book(words: Iterable[str], use: str) -> dict[str, str]:
    """What stands for each NIK (`kunci_orang`) or registration number (`kunci_kasus`).

    The same number gives the same hash however it is spaced, and another one in each use, so
    that no table of victims can be joined to the register of the population. A number
    that cannot be a whole one is "", which stands for nobody: 16 digits that are not all the
    same for a NIK, four letters or digits with a digit other than 0 among them for a case.
    """
    plain = {word: re.sub(r"[\W_]", "", word.casefold()) for word in words}
    sound = {word for word, text in plain.items() if _is_whole(word, text, use)}
    key = secret() if sound else b""
    return {
        word: _hashed(key, f"{use}|{text}") if word in sound else "" for word, text in plain.items()
    }


def _is_whole(word: str, text: str, use: str) -> bool:
    if word.startswith(NUMERIC_CODE):  # Excel has kept 15 of its digits
        return False
    if use == "kunci_orang":
        return re.fullmatch(r"\d{16}", text) is not None and len(set(text)) > 1
    return len(text) >= SHORTEST_CASE and re.search(r"[1-9]", text) is not None


def _hashed(key: bytes, message: str) -> str:
    return hmac.digest(key, message.encode(), "sha256").hex()[:KEY_CHARACTERS]


def pads(key: bytes) -> dict[str, bytes]:
    """The two blocks that HMAC-SHA256 hashes before and around a message."""
    block = (sha256(key).digest() if len(key) > BLOCK else key).ljust(BLOCK, b"\0")
    return {
        "kunci_dalam": bytes(byte ^ 0x36 for byte in block),
        "kunci_luar": bytes(byte ^ 0x5C for byte in block),
    }


def keyed(column: str) -> str:
    """SQL for HMAC-SHA256 of a text column, its first 128 bits as 32 hexadecimal characters.

    Wants the `pads` as variables of the connection.
    """
    inner = f"unhex(sha256(getvariable('kunci_dalam') || {column}::BLOB))"
    return f"left(sha256(getvariable('kunci_luar') || {inner}), {KEY_CHARACTERS})"
