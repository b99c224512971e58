"""Say why the bytes of a file cannot be read; whoever knows the file's name adds it."""

from schemas.temuan import BrokenFile, Finding

MAX_MB = 512
WORKBOOK, WHOLE_WORKBOOK = "buku kerja Excel", "buku kerja Excel yang utuh"
TEXT, WHOLE_TEXT = "teks CSV", "teks CSV yang utuh"


def not_a(kind: str) -> BrokenFile:
    """B2: the file is no such thing, or no longer a whole one."""
    return BrokenFile(Finding("B2", "", fakta={"jenis": kind, "akhiran": ""}))


def locked() -> BrokenFile:
    """B3: the file opens with a password only."""
    return BrokenFile(Finding("B3", ""))


def check_size(needed: int) -> None:
    """Raise BrokenFile (B6) where holding a file's cells takes more bytes than we give it."""
    if needed > MAX_MB * 2**20:
        raise BrokenFile(Finding("B6", "", fakta={"ukuran": needed // 2**20, "batas": MAX_MB}))
