"""Faults: bad bytes are one Indonesian sentence, and a crash never costs what was good before."""

import random
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pandera.errors
import polars as pl
import pytest
import xlsxwriter
from tabel import admission, delivery, rows, write_book

from schemas.harmonis import Harmonis
from schemas.temuan import BrokenFile

ROOT = Path(__file__).parents[1]
LOCKED = ROOT / "data/contoh/rusak/penduduk/B3_bersandi.xlsx"
ENGLISH = r"\b(the|file|is|are|not|no such|permission|denied|error|cannot|invalid|failed|timed)\b"
GRID = [
    ["Kode Wilayah", "Nama Wilayah", "Umur", "L", "P"],
    ["36.73.01", "Serang", "0-4", 1, 2],
    ["36.73.02", "Kasemen", "0-4", 3, 4],
    ["36.73.03", "Walantaka", "0-4", 5, 6],
]


def refusal(path: Path) -> str:
    """The rule that refuses a file, after a look at what the agency is told."""
    with pytest.raises(BrokenFile) as broken:
        delivery(path).setoran.sheets()
    finding = broken.value.finding
    for sentence in (finding.kalimat, finding.perbaikan):
        assert re.findall(r"[.!?](?=\s|$)", sentence) == ["."], sentence
        assert not re.search(r"[{}]|None|Traceback", sentence)
        assert not re.search(ENGLISH, sentence.casefold()), sentence
    return finding.aturan


def with_bytes(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.fixture
def workbook(tmp_path) -> bytes:
    return write_book(tmp_path / "baik.xlsx", GRID).read_bytes()


# --- bad bytes


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.xlsb", "a.ods", "a.csv"])
def test_an_empty_file_is_told_apart_from_a_broken_one(name, tmp_path):
    assert refusal(with_bytes(tmp_path / name, b"")) == "B1"


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.xlsb", "a.ods"])
@pytest.mark.parametrize("head", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_random_bytes_are_no_workbook_whatever_they_begin_with(head, name, tmp_path):
    noise = random.Random(7).randbytes(4096)
    assert refusal(with_bytes(tmp_path / name, head + noise)) == "B2"


@pytest.mark.parametrize("keep", [4, 100, 2000, -1, -22, -60])
def test_a_truncated_workbook_is_not_whole(keep, tmp_path, workbook):
    assert refusal(with_bytes(tmp_path / "a.xlsx", workbook[:keep])) == "B2"


@pytest.mark.parametrize("seed", range(20))
def test_a_workbook_with_flipped_bytes_is_read_or_refused_and_never_crashes(
    seed, tmp_path, workbook
):
    spoilt, dice = bytearray(workbook), random.Random(seed + 210)
    for _ in range(dice.randint(1, 40)):
        spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
    admission(with_bytes(tmp_path / "a.xlsx", bytes(spoilt)))


def test_a_zip_of_a_later_version_is_refused(tmp_path, workbook):
    at = workbook.index(b"PK\x01\x02") + 6  # "version needed to extract" of the first entry
    later = workbook[:at] + struct.pack("<H", 231) + workbook[at + 2 :]
    assert refusal(with_bytes(tmp_path / "a.xlsx", later)) == "B2"


def test_a_zip_without_a_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("halo.txt", "halo")
    assert refusal(tmp_path / "a.xlsx") == "B2"


def test_a_zip_that_would_unpack_to_gigabytes_is_not_unpacked(tmp_path, workbook):
    at = workbook.index(b"PK\x01\x02") + 24  # unpacked size of the first entry
    huge = workbook[:at] + struct.pack("<I", 2**31 - 1) + workbook[at + 4 :]
    assert refusal(with_bytes(tmp_path / "a.xlsx", huge)) == "B6"


def test_one_cell_in_the_last_corner_of_a_sheet_does_not_fill_the_memory(tmp_path):
    resource = pytest.importorskip("resource")
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        for number, line in enumerate(GRID):
            sheet.write_row(number, 0, line)
        sheet.write(2**20 - 1, 2**14 - 1, "x")
    code = "import sys, test_gagal as t; print(t.refusal(t.Path(sys.argv[1])))"
    run = subprocess.run(
        [sys.executable, "-c", code, path], cwd=ROOT / "tests", capture_output=True, text=True,
        check=False, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2**33, 2**33)),
    )  # fmt: skip
    assert (run.returncode, run.stdout.strip()) == (0, "B6")


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsb", ".ods", ".xls"])
def test_a_workbook_with_a_password_is_told_so(suffix, tmp_path):
    path = tmp_path / f"a{suffix}"
    shutil.copy(LOCKED, path)
    assert refusal(path) == "B3"


@pytest.mark.parametrize("content", [b"a;b\0;c\n", b"\xff\xfea\0;\0b\0\n"])
def test_a_text_with_nul_bytes_is_no_csv(content, tmp_path):
    assert refusal(with_bytes(tmp_path / "a.csv", content)) == "B2"


@pytest.mark.parametrize("more", [1, 200_000])
def test_a_quote_that_is_never_closed_does_not_swallow_the_rows_below_it(more, tmp_path):
    lines = ["a;b;c", '1;"dua;3', *["4;5;6"] * more]
    assert refusal(with_bytes(tmp_path / "a.csv", "\n".join(lines).encode())) == "B2"


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.zip", "tanpa_akhiran"])
def test_a_kind_of_file_that_nobody_asked_for_is_refused(name, tmp_path):
    assert refusal(with_bytes(tmp_path / name, b"isi")) == "B5"


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
@pytest.mark.parametrize(
    "error",
    [PermissionError(13, "Permission denied"), OSError(5, "Input/output error"),
     TimeoutError(110, "Connection timed out")],
    ids=lambda error: error.strerror,
)  # fmt: skip
def test_a_file_that_the_system_does_not_give_us_is_told_in_indonesian(
    error, name, tmp_path, monkeypatch
):
    def denied(*_args, **_more):
        raise error

    path = with_bytes(tmp_path / name, b"isi")
    monkeypatch.setattr(Path, "open", denied)
    monkeypatch.setattr(Path, "read_bytes", denied)
    assert refusal(path) == "B4"


def test_a_folder_named_like_a_workbook_is_told_in_indonesian(tmp_path):
    (tmp_path / "a.xlsx").mkdir()
    assert refusal(tmp_path / "a.xlsx") == "B4"


def test_a_file_that_vanished_is_a_finding_and_not_a_crash(tmp_path):
    assert refusal(tmp_path / "hilang.xlsx") == "B4"


# --- the validator


def test_pandera_checks_the_values_of_a_frame_but_not_of_a_lazy_frame():
    bad = rows("ukuran L P\npenduduk 1 2").with_columns(jenis_kelamin=pl.lit("X"))
    with pytest.raises(pandera.errors.SchemaErrors):
        Harmonis.validate(bad, lazy=True)
    assert Harmonis.validate(bad.lazy(), lazy=True).collect().equals(bad)  # why we never pass one
