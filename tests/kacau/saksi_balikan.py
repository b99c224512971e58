"""What must be true of addresses and of the marked workbook: they point at what is there."""

from collections.abc import Mapping

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from terima import Outcome

from pipelines.read_setoran import Setoran
from pipelines.return_setoran import AUTHOR, CSV_SHEET
from schemas.tanggapan import SHEET
from schemas.temuan import BrokenFile

Size = tuple[int, int]


def sizes(outcome: Outcome) -> Mapping[str, Size]:
    """Rows and columns of each sheet; none of a file that cannot be opened."""
    try:
        sheets = Setoran(outcome.file, outcome.label).sheets()
    except BrokenFile:
        return {}
    return {s.name: (len(s.rows), max((len(row) for row in s.rows), default=0)) for s in sheets}


def every_address_is_in_the_file(outcome: Outcome) -> None:
    """A sheet that exists, a cell inside its used range, a whole row or a span of it."""
    sheets = sizes(outcome)
    for finding in outcome.findings:
        assert finding.berkas == outcome.label
        if finding.lembar:
            assert finding.lembar in sheets, finding
        if finding.sel:
            assert sheets, finding
            left, top, right, bottom = range_boundaries(finding.sel)
            rows, columns = sheets[finding.lembar]
            assert 1 <= top <= bottom <= rows, finding
            assert right is None or 1 <= left <= right <= columns, finding


def the_balikan_marks_what_was_found(outcome: Outcome) -> None:
    """Letter and workbook when there is a finding; comments only where the findings point."""
    names = [path.name.rpartition(".balikan.")[2] for path in outcome.written]
    broken = outcome.broken
    assert len(names) == (0 if not outcome.findings else 1 if broken else 2), names
    if len(outcome.written) < 2:
        return
    book = load_workbook(outcome.written[0])
    assert book.sheetnames[0].startswith(SHEET)
    wanted = {(f.lembar or CSV_SHEET, f.sel) for f in outcome.findings if ":" not in f.sel}
    for sheet in book.worksheets[1:]:
        merged = {area.coord: area for area in sheet.merged_cells.ranges}
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.comment is None or cell.comment.author != AUTHOR:
                continue
            area = next((a for a in merged.values() if cell.coordinate in a), None)
            places = {(sheet.title, cell.coordinate)}
            if area is not None:
                places |= {(title, sel) for title, sel in wanted if sel and sel in area}
            assert places & wanted, cell.coordinate
    book.close()
