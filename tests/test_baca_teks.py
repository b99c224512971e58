"""Opening text: whatever the encoding and the separator, the grid is the one that was written."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.read_setoran import Setoran
from pipelines.read_text import decode, read_text, separator_of
from schemas.temuan import BrokenFile

SEPARATORS = [";", ",", "\t", "|"]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
PLAIN = st.text("abc ÉéŁ-–12345678", min_size=1, max_size=12).map(str.strip).filter(bool)
ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]))
LATIN = st.text("abcé–€ 09;,|\t\"'\n")


def grids(cell: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[str]]]:
    widths = st.integers(2, 5)
    return widths.flatmap(
        lambda width: st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1)
    )


def written(grid, separator: str, **how) -> str:
    lines = io.StringIO(newline="")
    csv.writer(lines, delimiter=separator, **how).writerows(grid)
    return lines.getvalue()


def opened(tmp_path, content: bytes, name: str = "a.csv") -> list[list[str]]:
    (tmp_path / name).write_bytes(content)
    (sheet,) = Setoran(tmp_path / name, name).sheets()
    return sheet.rows


# --- any grid comes back


@given(grids(ANY), st.sampled_from(SEPARATORS), st.sampled_from(["\r\n", "\n", "\r"]))
def test_any_quoted_grid_reads_back_as_itself(grid, separator, end):
    text = written(grid, separator, quoting=csv.QUOTE_ALL, lineterminator=end)
    assert read_text(text) == grid


@given(grids(PLAIN), st.sampled_from(SEPARATORS), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_plain_grid_reads_back_in_any_encoding(grid, separator, encoding):
    assert read_text(decode(written(grid, separator).encode(encoding))) == grid


@given(grids(LATIN), st.sampled_from(SEPARATORS))
def test_any_grid_reads_back_from_the_code_page_of_windows(grid, separator):
    text = written(grid, separator, quoting=csv.QUOTE_ALL)
    raw = text.encode("cp1252")
    try:
        same = raw.decode("utf-8") != text
    except UnicodeDecodeError:
        same = False
    if not same:  # bytes that are also UTF-8 are read as UTF-8
        assert read_text(decode(raw)) == grid


@given(grids(ANY), st.sampled_from([*SEPARATORS, "~", ":"]))
def test_a_first_line_that_states_the_separator_is_obeyed_and_is_no_row(grid, separator):
    assert read_text(f"sep={separator}\r\n{written(grid, separator)}") == grid


@given(st.text(max_size=200))
def test_no_text_at_all_makes_it_crash(text):
    try:
        outcome = {type(cell) for row in read_text(text) for cell in row}
    except BrokenFile as broken:
        outcome = {broken.finding.aturan}
    assert outcome <= {str, "B2"}


# --- which separator


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        ("nama;L;P\nCurug;1,5;2,5\nKasemen;3,5;4,5\n", ";"),  # decimal commas, equally many
        ("1,5;2,5;3,5\n", ";"),
        ("nama,L,P\nCurug,1.5,2\n", ","),
        ("nama\tL\tP\nCurug\t1,5\t2,5\n", "\t"),
        ("nama|L|P\nCurug; kota|1|2\n", "|"),
        ("DATA PENDUDUK, KOTA SERANG, 2025\n\nnama;L;P\nCurug;1;2\nKasemen;3;4\n", ";"),
        ("Judul\nTahun 2025\n\n\nnama,L,P\nCurug,1,2\n", ","),
        ('"Jumlah;\nlaki-laki, anak",P,LP\n1,2,3\n', ","),
        ('nama,catatan\nCurug,"a;b;c"\nKasemen,"d;e;f"\n', ","),
        ("nama;L;P;ket\nCurug;1,5\nKasemen;2,5;3\nWalantaka;4,5;5;x\n", ";"),  # ragged
    ],
)
def test_the_separator_is_the_one_that_cuts_most_lines_alike(text, separator):
    assert separator_of(text) == separator


# --- how it is encoded


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_encoding_is_told_by_its_bytes(encoding, tmp_path):
    text = "Kecamatan;Laki–laki;Perempuan\r\nCipocok Jaya;1;2\r\n" * 3
    rows = opened(tmp_path, text.encode(encoding))
    assert rows == [["Kecamatan", "Laki–laki", "Perempuan"], ["Cipocok Jaya", "1", "2"]] * 3


def test_unicode_text_of_excel_opens(tmp_path):
    content = "Kecamatan\tL\tP\r\nCurug\t1.210\t1.198\r\n".encode("utf-16")
    assert opened(tmp_path, content, "a.txt")[1] == ["Curug", "1.210", "1.198"]


def test_a_text_named_xls_opens_as_excel_opens_it(tmp_path):
    assert opened(tmp_path, b"Kecamatan\tL\nCurug\t1\n", "a.xls") == [
        ["Kecamatan", "L"],
        ["Curug", "1"],
    ]


def test_the_end_mark_of_old_programs_is_no_cell(tmp_path):
    assert opened(tmp_path, b"a;b\n1;2\n\x1a") == [["a", "b"], ["1", "2"]]


def test_blank_lines_and_ragged_rows_keep_their_place(tmp_path):
    rows = opened(tmp_path, b"Judul\n\n;;\na;b;c\n1;2\n1;2;3;4\n")
    assert rows == [["Judul"], [], ["", "", ""], ["a", "b", "c"], ["1", "2"], ["1", "2", "3", "4"]]


# --- what is refused


@pytest.mark.parametrize(
    ("content", "rule"),
    [(b'a;b\n1;"2\n3;4\n', "B2"), (b"a;b\0\n", "B2"), (b"%PDF-1.7\n1 0 obj", "B2"),
     (b"\xff\xfea", "B2"), (b"<!DOCTYPE html><html><body>Sesi berakhir</body></html>", "B2")],
)  # fmt: skip
def test_what_is_no_whole_text_is_told_in_one_sentence(content, rule, tmp_path):
    with pytest.raises(BrokenFile) as broken:
        opened(tmp_path, content)
    assert broken.value.finding.aturan == rule
    assert ".csv" in broken.value.finding.kalimat


def test_a_text_of_too_many_cells_is_refused_before_it_is_cut(tmp_path):
    with pytest.raises(BrokenFile) as broken:
        read_text(";" * (12 * 2**20))
    assert broken.value.finding.aturan == "B6"
