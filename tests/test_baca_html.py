"""Opening pages saved as workbooks: each cell lies at the address Excel gives it."""

from datetime import date, datetime
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.read_html import read_html
from pipelines.read_setoran import Setoran, error_cells, uncalculated_cells
from schemas.temuan import BrokenFile


def rows_of(page: str) -> list[list]:
    _, rows = read_html(page)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def opened(tmp_path, content: bytes, name: str = "a.xls"):
    (tmp_path / name).write_bytes(content)
    return Setoran(tmp_path / name, name)


def refused(tmp_path, content: bytes) -> str:
    with pytest.raises(BrokenFile) as broken:
        opened(tmp_path, content).sheets()
    return broken.value.finding.aturan


# --- spans

SPANNED = st.lists(
    st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=5),
    min_size=1,
    max_size=6,
)


def expanded(spans: list[list[tuple[int, int]]]) -> dict[tuple[int, int], str]:
    """Where each cell goes: the first free place of its row, then all that it covers is taken."""
    covered: set[tuple[int, int]] = set()
    places = {}
    for row, cells in enumerate(spans):
        for number, (columns, rows) in enumerate(cells):
            column = next(
                c
                for c in range(1000)
                if (row, c) not in covered and all(at[0] != row or at[1] < c for at in places)
            )
            places[row, column] = f"{row}/{number}"
            covered |= {(row + r, column + c) for r in range(rows) for c in range(columns)}
    return places


@given(SPANNED, st.booleans())
def test_each_cell_of_any_table_is_where_a_plain_expansion_puts_it(spans, closed):
    page = "<table>"
    for row, cells in enumerate(spans):
        page += "<tr>"
        for number, (columns, rows) in enumerate(cells):
            page += f"<td colspan={columns} rowspan='{rows}'>{row}/{number}" + "</td>" * closed
        page += "</tr>" * closed
    found = {
        (row, column): text
        for row, cells in enumerate(rows_of(page))
        for column, text in enumerate(cells)
        if text
    }
    assert found == expanded(spans)


@given(st.lists(st.lists(st.text("ab<>&\"' é;1"), min_size=1), min_size=1))
def test_any_text_comes_back_single_spaced(grid):
    page = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) for row in grid)
    wanted = [[" ".join(cell.split()) for cell in row] for row in grid]
    _, rows = read_html(f"<table>{page}</table>")
    padded = [row + [""] * (len(w) - len(row)) for row, w in zip(rows, wanted, strict=True)]
    assert padded == wanted


@given(st.text("<>/tabledhr =\"'!-[]&;0123x\n", max_size=300))
def test_no_tag_soup_at_all_makes_it_crash(soup):
    try:
        outcome = {type(row) for row in read_html(f"<table><tr><td>{soup}")[1]}
    except BrokenFile as broken:
        outcome = {broken.finding.aturan}
    assert outcome <= {list, "B2", "B6"}


# --- what Excel does


def test_a_header_of_two_rows_stands_over_its_columns():
    page = """<table><thead><tr><th rowspan=2>No</th><th colspan=2>Jumlah</th></tr>
        <tr><th>L</th><th>P</th></tr></thead><tbody><tr><td>1</td><td>2</td><td>3</td></tr></table>"""
    assert rows_of(page) == [["No", "Jumlah"], ["", "L", "P"], ["1", "2", "3"]]


def test_tables_and_paragraphs_are_stacked_on_one_sheet():
    page = "<h3>Laporan</h3><table><tr><td>a</table><p>Catatan</p><table><tr><td>b<td>c</table>"
    assert rows_of(page) == [["Laporan"], ["a"], ["Catatan"], ["b", "c"]]


def test_a_caption_stands_above_its_table():
    assert rows_of("<table><caption>Judul</caption><tr><td>a</table>") == [["Judul"], ["a"]]


def test_a_line_break_in_a_cell_takes_a_further_row_and_its_text_stays_together():
    page = "<table><tr><th>Jumlah<br>Penduduk<th>L<tr><td>1<td>2</table>"
    assert rows_of(page) == [["Jumlah\nPenduduk", "L"], [], ["1", "2"]]


@pytest.mark.parametrize(
    "page",
    ['<table><tr><th>Jumlah<br style="mso-data-placement:same-cell">Penduduk<tr><td>1</table>',
     "<style>br {mso-data-placement:same-cell}</style><table><tr><th>Jumlah<br/>Penduduk<tr><td>1"],
)  # fmt: skip
def test_a_line_break_that_stays_in_its_cell_takes_no_row(page):
    assert rows_of(page) == [["Jumlah\nPenduduk"], ["1"]]


def test_a_table_in_a_cell_takes_its_own_rows_and_columns():
    inner = "<table><tr><td>n1<td>n2<tr><td>n3<td>n4</table>"
    page = f"<table><tr><td>a<td>{inner}<td>z<tr><td>b<td>c<td>d</table>"
    assert rows_of(page) == [["a", "n1", "n2", "z"], ["", "n3", "n4"], ["b", "c", "", "d"]]


def test_entities_and_hard_spaces_are_read_and_scripts_are_not():
    page = "<script>x('<td>')</script><table><tr><td>A &amp; B<td>&nbsp;<td>1&nbsp;234</table>"
    assert rows_of(page) == [["A & B", "", "1 234"]]


@pytest.mark.parametrize(
    ("cell", "value"),
    [('x:num="1234.5">1.234,50', 1234.5), ("x:num>1234", 1234.0), ("x:num>1.234", "1.234"),
     ('x:num="0.0982">9,82%', "9,82%"), ('x:num="45000">14/03/2023', "14/03/2023"),
     ("style='mso-number-format:\"\\@\"'>00123", "00123"), (">36.73", "36.73")],
)  # fmt: skip
def test_a_number_stated_beside_the_shown_one_is_the_number(cell, value):
    assert rows_of(f"<table><tr><td {cell}</table>") == [[value]]


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.html", "a.csv", "a"])
@pytest.mark.parametrize(
    "lead", ["", "\n \n", "\ufeff", "<!DOCTYPE html><html><body>", '<?xml version="1.0"?>\n<html>']
)
def test_a_page_is_known_by_its_content(lead, name, tmp_path):
    page = f"{lead}<table><tr><td>Kecamatan<td>L</tr><tr><td>Curug<td>1</table>"
    (sheet,) = opened(tmp_path, page.encode(), name).sheets()
    assert [*sheet.rows] == [["Kecamatan", "L"], ["Curug", "1"]]


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "iso-8859-2"])
def test_the_charset_that_a_page_states_is_used(charset, tmp_path):
    page = f'<html><meta charset="{charset}"><table><tr><td>Désa é</table>'
    (sheet,) = opened(tmp_path, page.encode(charset)).sheets()
    assert sheet.rows[0] == ["Désa é"]


def test_the_sheet_has_the_name_that_the_page_gives():
    page = "<!--[if gte mso 9]><xml><x:Name>Rekap</x:Name></xml><![endif]--><table><tr><td>a"
    assert read_html(page)[0] == "Rekap"


def test_spans_that_leave_the_sheet_do_not_fill_the_memory(tmp_path):
    wide = "<td colspan=16384 rowspan=65000>x</td>"
    assert refused(tmp_path, f"<table><tr>{wide * 3}</table>".encode()) == "B2"
    far = "<tr><td colspan=16383></td><td>x</td></tr>"
    assert refused(tmp_path, f"<table>{far * 9000}</table>".encode()) == "B6"
    assert refused(tmp_path, b"<table><tr><td>" * 5000) == "B2"


# --- XML Spreadsheet 2003

HEAD = """<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">"""
BODY = """
<Worksheet ss:Name="Data"><Table>
 <Row ss:Index="3"><Cell ss:Index="2" ss:MergeAcross="1" ss:MergeDown="1">
  <Data ss:Type="String">Jumlah
Penduduk</Data></Cell><Cell><Data ss:Type="String">Ket</Data>
  <Comment><ss:Data>c</ss:Data></Comment></Cell></Row>
 <Row ss:Index="6" ss:Hidden="1"><Cell><Data ss:Type="Number">36.73</Data></Cell>
  <Cell><Data ss:Type="Boolean">1</Data></Cell>
  <Cell><Data ss:Type="DateTime">2025-01-31T00:00:00.000</Data></Cell>
  <Cell><Data ss:Type="DateTime">2025-01-31T07:30:00.000</Data></Cell></Row>
 <Row><Cell ss:Formula="=1/0"><Data ss:Type="Error">#DIV/0!</Data></Cell><Cell ss:Formula="=A1"/>
  <Cell ss:Formula="=A1"><Data ss:Type="String"></Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="Lama"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table>
 <WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible>
 </WorksheetOptions></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_xml_spreadsheet_is_read_at_its_addresses(encoding, tmp_path):
    setoran = opened(tmp_path, (HEAD + BODY).encode(encoding))
    data, old = setoran.sheets()
    assert (data.name, data.hidden, old.name, old.hidden) == ("Data", False, "Lama", True)
    assert data.rows == [
        [], [], ["", "Jumlah\nPenduduk", "", "Ket"], [], [],
        [36.73, True, date(2025, 1, 31), datetime(2025, 1, 31, 7, 30)], [],
    ]  # fmt: skip
    assert error_cells(setoran, "Data") == {"A7": "#DIV/0!"}
    assert uncalculated_cells(setoran, "Data") == {"B7"}


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))


@pytest.mark.parametrize(
    "content",
    [HEAD.replace("<Workbook", f"<!DOCTYPE w [{LAUGHS}]><Workbook") + BODY.replace("Ket", "&l11;"),
     HEAD + BODY[: len(BODY) // 2], HEAD + BODY.replace("36.73", "tiga"),
     HEAD + BODY.replace('ss:Index="2"', 'ss:Index="99999999"'),
     HEAD + BODY.replace('ss:Index="6"', 'ss:Index="1"')],
)  # fmt: skip
def test_a_damaged_or_malicious_xml_spreadsheet_is_refused(content, tmp_path):
    assert refused(tmp_path, content.encode()) == "B2"
