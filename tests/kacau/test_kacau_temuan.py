"""What the fuzzing has found once and must not find again, each in its smallest form."""

from openpyxl import Workbook, load_workbook
from tabel import admission, delivery, write_book

from pipelines.read_answers import origin_of
from pipelines.read_setoran import Setoran
from pipelines.return_setoran import return_setoran
from schemas.tanggapan import SHEET

HEAD = ["Kode Wilayah", "Nama Wilayah", "L", "P", "L+P"]
CURUG = ["36.73.04.1001", "Curug", 5, 6, 11]
CIPETE = ["36.73.04.1004", "Cipete", 7, 8, 15]


def said(found) -> list[tuple[str, str, str]]:
    return [(f.aturan, f.lembar, str(f.fakta.get("kolom_hilang", ""))) for f in found.findings]


def test_a_sheet_that_lacks_a_column_is_named_and_not_passed_over_in_silence(tmp_path):
    grids = [HEAD, CURUG], [[*HEAD[:2], "Lakilaki", *HEAD[3:]], CIPETE]
    found = admission(write_book(tmp_path / "a.xlsx", *grids))
    assert said(found) == [("K8", "Data 2", "“laki-laki”")]
    assert set(found.admitted["nama_wilayah"]) == {"Curug"}


def test_a_sheet_with_nothing_below_such_headings_is_no_table(tmp_path):
    found = admission(write_book(tmp_path / "a.xlsx", [HEAD, CURUG], [HEAD[:3], ["Petunjuk"]]))
    assert said(found) == []


def test_a_column_of_numbers_without_a_heading_is_named_by_its_letter(tmp_path):
    grid = [[*HEAD, "", ""], [*CURUG, 4, "lihat catatan"], [*CIPETE, "", ""]]
    (finding,) = admission(write_book(tmp_path / "a.xlsx", grid)).findings
    assert (finding.aturan, finding.fakta["kolom"]) == ("K1", "“tanpa judul di F”")


def test_a_sheet_that_the_agency_calls_like_ours_stays_in_its_balikan(tmp_path):
    wrong = [*CIPETE[:4], 99]
    for number, title in enumerate((SHEET, SHEET.upper())):
        path = write_book(tmp_path / f"{number}.xlsx", [HEAD, CURUG, wrong], names=(title,))
        findings = admission(path).findings
        book, _ = return_setoran(delivery(path).setoran, findings, tmp_path / "balikan")
        own = load_workbook(book)[title]
        assert own["B3"].value == "Cipete"
        assert own["E3"].comment is not None
        assert origin_of(Setoran(path, path.name)) is None
        assert origin_of(Setoran(book, book.name)) == path.name


def test_a_title_whose_first_sex_is_misspelt_is_no_column_of_both_sexes(tmp_path):
    title = ["Kecamatan", "Tahun", "Pencari kerja terdaftar", "", ""]
    for first in ("Laki2", 1549, "—"):
        grid = [title, ["", "", first, "P", "L+P"], ["Curug", 2025, 5, 6, 11]]
        found = admission(write_book(tmp_path / f"{first}.xlsx", grid), "ketenagakerjaan", year="")
        assert found.admitted.is_empty()
        assert [f.aturan for f in found.findings] == ["B8"]


def test_a_footnote_mark_with_a_bracket_changes_no_heading(tmp_path):
    grid = [[*HEAD[:2], "L*)", "P **)", "L+P *)"], CURUG]
    found = admission(write_book(tmp_path / "a.xlsx", grid))
    assert not found.findings
    assert found.admitted["jumlah"].to_list() == [5, 6, 11]


def test_a_file_too_large_to_be_copied_is_returned_as_a_list_of_its_findings(tmp_path, monkeypatch):
    monkeypatch.setattr("pipelines.return_setoran.MOST_CELLS", 9)
    path = write_book(tmp_path / "a.xlsx", [HEAD, [*CURUG[:4], 99]])
    book, _ = return_setoran(delivery(path).setoran, admission(path).findings, tmp_path / "balikan")
    sheets = load_workbook(book).worksheets
    assert [sheet.title for sheet in sheets] == [SHEET]
    assert sheets[0]["D8"].value == "E2"


def test_a_sheet_whose_name_no_workbook_may_have_is_marked_under_another(tmp_path):
    path = tmp_path / "a.xls"
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in (HEAD, CURUG))
    name = "<!--[if gte mso 9]><xml><x:Name>L/P [2025]</x:Name></xml><![endif]-->"
    path.write_text(f"<html>{name}<table>{cells.replace('11', '12')}</table></html>", "utf-8")
    findings = admission(path).findings
    book, _ = return_setoran(delivery(path).setoran, findings, tmp_path / "balikan")
    assert load_workbook(book).worksheets[1]["E2"].comment is not None


def test_a_header_printed_again_below_the_first_row_hides_no_sheet(tmp_path):
    top = [["Kecamatan", "Tahun", "Pencari kerja terdaftar", "", ""], ["", "", "L", "P", "L+P"]]
    curug, serang = ["Curug", 2025, 5, 6, 11], ["Serang", 2025, 7, 8, 15]
    book = Workbook()
    book.active.title = "Data"
    for row in (*top, curug, top[1], serang):
        book.active.append(row)
    for row in (*top, ["Kasemen", 2025, 1, 2, 3]):
        (book["Data 2"] if "Data 2" in book.sheetnames else book.create_sheet("Data 2")).append(row)
    book.save(tmp_path / "a.xlsx")
    found = admission(tmp_path / "a.xlsx", "ketenagakerjaan", year="")
    assert sorted(found.admitted["jumlah"]) == [1, 2, 3, 5, 6, 7, 8, 11, 15]
    assert {(f.lembar, f.sel[1:]) for f in found.findings} == {("Data", "4")}


def test_a_sheet_without_its_region_column_is_named(tmp_path):
    top = [["Kecamatan", "Tahun", "Pencari kerja terdaftar", "", ""], ["", "", "L", "P", "L+P"]]
    book = Workbook()
    book.active.title = "Data"
    other = book.create_sheet("Tanpa nama")
    for row in (*top, ["Curug", 2025, 5, 6, 11]):
        book.active.append(row)
        other.append(row[1:])
    book.save(tmp_path / "a.xlsx")
    (finding,) = admission(tmp_path / "a.xlsx", "ketenagakerjaan", year="").findings
    assert (finding.aturan, finding.lembar) == ("K8", "Tanpa nama")
