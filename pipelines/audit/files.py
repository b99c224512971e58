"""Look into every file of a rilis, as text, for whatever could name a person or a closed file."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from pipelines.load_reference import regions
from schemas.audit import Exposure
from schemas.nik import Nik, Nip
from schemas.publikasi import TABLES
from schemas.sources import CLOSED

# 16 or 18 digits in a row, or in the groups that people write; not the decimals of a number
RUNS = re.compile(
    r"(?<!\d)(?<!\d[.,])(\d{18}|\d{16}"
    r"|\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}|\d{6}[ .-]\d{6}[ .-]\d{4}"
    r"|\d{2}[.]\d{2}[.]\d{2}[ .-]\d{6}[ .-]\d{4}|\d{8}[ .-]\d{6}[ .-]\d[ .-]\d{3})(?!\d)"
)
DIGESTS = re.compile(r"\b(?=[0-9a-f]*[a-f])[0-9a-f]{16,64}\b")
# words that head a column about one person, wherever they stand in its name
PERSONAL = re.compile(
    r"(^|_)(nik|nip|nuptk|nkk|kk|inisial|alamat|telepon|telp|hp|surel|email|lahir|kronologi"
    r"|rekening|kode_korban|nomor_kasus|kunci_orang)(_|$)"
)
NAME = re.compile(r"(^|_)nama(_|$)")  # only a contract can say that it is nobody's
FORMS = {".zip", ".xlsx", ".ods", ".docx"}
LARGEST = 2**28  # bytes of one part of a packed file


@dataclass(frozen=True)
class Text:
    """A piece of text and where in the rilis it stands."""

    place: str
    text: str


def audit_files(folder: Path, secrets: Iterable[str] = ()) -> tuple[int, list[Exposure]]:
    """How many files were read, and one finding per place that names a person or a closed file.

    `secrets` are names and digests of files that nobody may know of.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    closed = _closed(secrets)
    found: dict[tuple[str, str], Exposure] = {}
    for path in files:
        for piece in _texts(path, path.relative_to(folder).as_posix()):
            for why in _faults(piece.text, closed):
                text = f"{piece.place} {why}. Keluarkan itu dari rilis, lalu terbitkan lagi."
                found.setdefault((piece.place, why), Exposure("identitas", text))
        found |= {(one.kalimat, ""): one for one in _columns(path)}
    return len(files), list(found.values())


def _closed(secrets: Iterable[str]) -> re.Pattern[str]:
    """What names a file of a closed sumber: its own name or digest, or a place in its folder."""
    folders = [rf"\b{re.escape(name)}/\S" for name in CLOSED]
    names = [re.escape(secret) for secret in secrets if len(secret) > 3]
    return re.compile("|".join([*folders, *names]), re.IGNORECASE)


def _faults(text: str, closed: re.Pattern[str]) -> Iterator[str]:
    """What is wrong with a text, without repeating it: the report is read by people too."""
    for run in RUNS.finditer(DIGESTS.sub(" ", text)):
        digits = re.sub(r"\D", "", run.group())
        if len(digits) == 16 and _is_nik(digits):
            yield "memuat nomor yang berbentuk NIK"
        elif len(digits) == 18 and Nip.parse(digits):
            yield "memuat nomor yang berbentuk NIP"
    if closed.search(text):
        yield "menyebut berkas sumber sensitif"


def _is_nik(digits: str) -> bool:
    nik = Nik.parse(digits)
    if nik is None or digits[:2] not in _provinces():
        return False
    return nik.urut != "0000" and nik.born(date(2099, 12, 31)) is not None


@lru_cache(maxsize=1)
def _provinces() -> frozenset[str]:
    return frozenset(code[:2] for code in regions()["kode"])


def _texts(path: Path, label: str) -> Iterator[Text]:
    """Every text of a file: its name, and what stands in it as a program that opens it sees."""
    yield Text(f"Nama berkas {_hidden_digits(label)}", label)
    label = _hidden_digits(label)
    if path.suffix == ".parquet":
        yield from _of_parquet(path, label)
    elif path.suffix in FORMS and zipfile.is_zipfile(path):
        yield from _of_zip(path, label)
    else:
        yield Text(f"Berkas {label}", path.read_bytes().decode("utf-8", errors="replace"))


def _hidden_digits(label: str) -> str:
    """A file name that can be said: long runs of digits in it are masked."""
    return re.sub(r"\d{7,}", "…", label)


def _of_parquet(path: Path, label: str) -> Iterator[Text]:
    about = pq.read_metadata(path).metadata or {}
    for name, value in about.items():
        text = f"{name.decode(errors='replace')} {value.decode(errors='replace')}"
        yield Text(f"Metadata Parquet {label}", text)
    table = pl.read_parquet(path)
    for name in table.columns:
        place = f"Kolom {_hidden_digits(name)} di {label}"
        yield Text(place, name)
        if table.schema[name] in (pl.String, pl.Int64, pl.UInt64, pl.Categorical):
            values = table[name].drop_nulls().unique().cast(pl.String)
            yield Text(place, "\n".join(values.sort().to_list()))


def _of_zip(path: Path, label: str) -> Iterator[Text]:
    with zipfile.ZipFile(path) as packed:
        for part in packed.infolist():
            yield Text(f"Bagian dari {label}", part.filename)
            if part.file_size <= LARGEST:
                text = packed.read(part).decode("utf-8", errors="replace")
                yield Text(f"Bagian dari {label}", text)


def _columns(path: Path) -> Iterator[Exposure]:
    if path.suffix != ".parquet":
        return
    agreed = TABLES[path.stem].to_schema().columns if path.stem in TABLES else {}
    for name in pl.read_parquet_schema(path):
        word = name.lower()
        if PERSONAL.search(word) or (NAME.search(word) and name not in agreed):
            text = (
                f"Kolom {_hidden_digits(name)} di {path.name} memuat data orang. "
                "Keluarkan kolom itu dari rilis, lalu terbitkan lagi."
            )
            yield Exposure("identitas", text)
