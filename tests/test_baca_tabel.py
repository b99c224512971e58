"""Finding the table in a file: wherever it stands, each number keeps the address Excel shows."""

import pytest
import xlsxwriter
from tabel import admission, delivery, write_book

from pipelines.match_layout import match_sheets
from pipelines.read_headings import normalise_heading

CODE, NAME = "36.73.01.1001", "Serang"
LONG = ["Kode Wilayah", "Nama Wilayah", "Umur", "Jenis Kelamin", "Jumlah"]
WIDE = ["Kode Wilayah", "Nama Wilayah", "Umur", "L", "P", "L+P"]
BODY = [[CODE, NAME, "0-4", "L", 10], [CODE, NAME, "0-4", "P", 20]]
WIDE_BODY = [[CODE, NAME, "0-4", 10, 20, 30], [CODE, NAME, "5-9", 11, 22, 33]]


def admitted(path, **delivered) -> list[tuple]:
    rows = admission(path, **delivered).admitted.sort("umur", "jenis_kelamin")
    return rows.select("umur", "jenis_kelamin", "jumlah", "sel").rows()


def told(path, **delivered) -> list[tuple[str, str]]:
    return [(f.aturan, f.sel) for f in admission(path, **delivered).findings]


# --- where the header stands


@pytest.mark.parametrize("above", [0, 1, 5, 39])
def test_the_header_is_found_below_titles_and_blank_rows(above, tmp_path):
    titles = [["DATA PENDUDUK KOTA SERANG"], ["Tahun 2025"]] + [[]] * 50
    path = write_book(tmp_path / "a.xlsx", [*titles[:above], LONG, *BODY])
    assert admitted(path) == [("0-4", "L", 10, f"E{above + 2}"), ("0-4", "P", 20, f"E{above + 3}")]


@pytest.mark.parametrize("at", [(0, 0), (4, 0), (0, 3), (7, 28)])
def test_padded_blank_rows_and_columns_keep_the_addresses_of_excel(at, tmp_path):
    spoilt = [BODY[0], [*BODY[1][:4], "dua puluh"]]
    path = write_book(tmp_path / "a.xlsx", [LONG, *spoilt], at=at)
    column = {4: "E", 7: "H", 32: "AG"}[at[1] + 4]
    assert told(path) == [("R7", f"{column}{at[0] + 3}")]


def test_a_header_of_two_rows_joins_a_merged_heading_to_those_below(tmp_path):
    upper = ["Kode Wilayah", "Nama Wilayah", "Umur", "Jumlah Penduduk", "", ""]
    lower = ["", "", "", "Laki-laki", "Perempuan", "Jumlah"]
    path = write_book(tmp_path / "a.xlsx", [upper, lower, *WIDE_BODY])
    assert admitted(path)[0] == ("0-4", "L", 10, "D3")
    assert len(admitted(path)) == 6


def test_a_header_of_three_rows_is_read_to_its_lowest(tmp_path):
    top = ["Kode Wilayah", "Nama Wilayah", "Umur", "Jumlah Penduduk"]
    lower = ["", "", "", "L", "P", "L+P"]
    path = write_book(tmp_path / "a.xlsx", [top, [""], lower, *WIDE_BODY])
    assert admitted(path)[0] == ("0-4", "L", 10, "D4")


def test_truly_merged_headings_are_read_like_their_first_cell(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        sheet.merge_range("A1:F1", "PENDUDUK KOTA SERANG")
        for column, heading in zip("ABC", WIDE[:3], strict=True):
            sheet.merge_range(f"{column}2:{column}3", heading)
        sheet.merge_range("D2:F2", "Jumlah Penduduk")
        for row, cells in enumerate([["", "", "", "L", "P", "L+P"], *WIDE_BODY], start=2):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell) if cell != "" else None
    assert [cell for *_, cell in admitted(path)] == ["D4", "F4", "E4", "D5", "F5", "E5"]


@pytest.mark.parametrize(
    "heading",
    ["Jumlah\nPenduduk", "JUMLAH  PENDUDUK", "jumlah_penduduk", "Jumlah Penduduk*",
     "Jumlah Penduduk (5)", " Jumlah Penduduk : ", "Jumlah\r\nPenduduk"],
)  # fmt: skip
def test_a_heading_is_known_whatever_its_case_breaks_and_footnotes(heading, tmp_path):
    assert normalise_heading(heading) == "jumlah penduduk"
    path = write_book(tmp_path / "a.xlsx", [[*LONG[:4], heading], *BODY])
    assert len(admitted(path)) == 2


def test_the_row_of_column_numbers_is_no_data(tmp_path):
    numbering = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(4)+(5)"]
    path = write_book(tmp_path / "a.xlsx", [WIDE, numbering, *WIDE_BODY])
    assert told(path) == []
    assert len(admitted(path)) == 6


def test_column_numbers_without_brackets_are_no_data_either(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [WIDE, [1, 2, 3, 4, 5, 6], *WIDE_BODY])
    assert told(path) == []


@pytest.mark.parametrize(
    "note", ["Sumber: Disdukcapil, 2025", "Catatan : angka sementara", "*) diolah", "Ket.: -"]
)
def test_notes_below_the_table_are_no_data(note, tmp_path):
    path = write_book(tmp_path / "a.xlsx", [LONG, *BODY, [], [note]])
    assert told(path) == []


def test_blank_rows_inside_the_table_are_passed(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [LONG, BODY[0], [], ["", " "], BODY[1]])
    assert [cell for *_, cell in admitted(path)] == ["E2", "E5"]


# --- Jumlah rows


def test_a_consistent_jumlah_row_is_checked_and_not_counted(tmp_path):
    total = ["Jumlah", "", "", 21, 42, 63]
    path = write_book(tmp_path / "a.xlsx", [WIDE, *WIDE_BODY, total])
    assert told(path) == []
    assert sum(number for *_, number, _ in admitted(path)) == 63 * 2


def test_an_inconsistent_jumlah_row_holds_back_what_it_sums(tmp_path):
    total = ["Jumlah", "", "", 21, 43, 63]
    path = write_book(tmp_path / "a.xlsx", [WIDE, *WIDE_BODY, total])
    assert ("R2", "E4") in told(path)
    assert admitted(path) == []


def test_subtotals_and_a_grand_total_are_each_held_against_their_own_rows(tmp_path):
    first, second = ["Sub Total", "", "", 10, 20, 30], ["Sub Total", "", "", 11, 22, 33]
    grand = ["TOTAL", "", "", 21, 42, 63]
    grid = [WIDE, WIDE_BODY[0], first, WIDE_BODY[1], second, grand]
    assert told(write_book(tmp_path / "a.xlsx", grid)) == []


def test_a_place_whose_name_begins_like_a_total_is_no_total(tmp_path):
    body = [[CODE, "Jumlahan", "0-4", *WIDE_BODY[0][3:]]]
    path = write_book(tmp_path / "a.xlsx", [WIDE, *body])
    assert {rule for rule, _ in told(path)} == {"R4N"}


# --- sheets


def test_a_table_on_the_second_sheet_is_found_and_named(tmp_path):
    path = write_book(
        tmp_path / "a.xlsx", [["Petunjuk pengisian"]], [LONG, *BODY], names=("Petunjuk", "Isi 2025")
    )
    assert admission(path).admitted["lembar"].unique().to_list() == ["Isi 2025"]


def test_a_table_on_a_hidden_sheet_is_read_like_any_other(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Sampul").write(0, 0, "Data")
        hidden = book.add_worksheet("Data")
        for row, cells in enumerate([LONG, *BODY]):
            hidden.write_row(row, 0, cells)
        hidden.hide()
    assert admission(path).admitted["lembar"].unique().to_list() == ["Data"]


@pytest.mark.parametrize(
    ("grid", "rule"),
    [([["Daftar hadir"], ["Budi"]], "B7"), ([LONG[:4], *BODY], "B8"), ([LONG], "B9"),
     ([[*LONG, "Jumlah"], *([*row, 1] for row in BODY)], "B13")],
)  # fmt: skip
def test_a_table_that_cannot_be_read_stops_with_its_rule(grid, rule, tmp_path):
    path = write_book(tmp_path / "a.xlsx", grid)
    assert [found for found, _ in told(path)] == [rule]


def test_a_year_that_nobody_states_is_asked_for(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [LONG, *BODY])
    assert [rule for rule, _ in told(path, year="")] == ["B12"]


def test_columns_that_no_contract_knows_are_listed_and_not_lost_silently(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [[*LONG, "Luas"], *([*row, 7] for row in BODY)])
    found = delivery(path)
    assert match_sheets(found.setoran, found.source)[0].unused == ["luas"]


# --- CSV


def lines(delimiter: str) -> str:
    return "\n".join(delimiter.join(map(str, row)) for row in [LONG, *BODY])


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_is_read_whatever_its_delimiter(delimiter, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(lines(delimiter), encoding="utf-8")
    assert admitted(path) == [("0-4", "L", 10, "E2"), ("0-4", "P", 20, "E3")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_csv_is_read_whatever_ends_its_lines(end, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(lines(";").replace("\n", end).encode())
    assert [cell for *_, cell in admitted(path)] == ["E2", "E3"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_is_read_whatever_office_wrote_it(encoding, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes((lines(";") + "\nCatatan: kafé – 1½").encode(encoding))
    assert len(admitted(path)) == 2


def test_a_line_break_inside_quotes_is_part_of_its_cell(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(lines(";").replace("Nama Wilayah", '"Nama\nWilayah"'), encoding="utf-8")
    assert [cell for *_, cell in admitted(path)] == ["E2", "E3"]


def test_titles_with_commas_do_not_hide_the_semicolons(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"Data penduduk, Kota Serang, 2025\n{lines(';')}", encoding="utf-8")
    assert len(admitted(path)) == 2
