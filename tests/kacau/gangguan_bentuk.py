"""What happens to the shape of a table on its way: header, columns, lines above, what is shown."""

from collections.abc import Callable

from formulir import Mark, Table
from gangguan_isi import CELLS
from hypothesis import strategies as st

Draw = Callable
HEADINGS = (
    "", "L", "P", "L+P", "Jumlah", "Total", "Laki-laki", "Perempuan", "Pria", "Kode", "Kecamatan",
    "Nama Wilayah", "Tahun", "Kolom baru", "kode wilayah", "Umur", "Target 2025", "Keterangan",
    "\U0001f600", "=1+1", 2025, 5.0, "J u m l a h", "x" * 400, "Periode", "Semester", "Bulan",
)  # fmt: skip


def _insert(table: Table, place: int, cells: Callable[[], object]) -> None:
    for row in table.rows:
        if len(row) >= place:
            row.insert(place, cells())


def push_down(draw: Draw, table: Table) -> None:
    lines = st.one_of(
        st.just([]), st.just(["KOTA SERANG", "", "TAHUN 2025"]), st.lists(CELLS, max_size=4)
    )
    count = draw(st.sampled_from([1, 1, 2, 3, 36, 40, 45]))
    table.top.extend(draw(lines) for _ in range(count))


def push_right(draw: Draw, table: Table) -> None:
    for _ in range(draw(st.sampled_from([1, 1, 2, 26]))):
        _insert(table, 0, str)


def _columns(table: Table) -> int:
    return max(len(row) for row in table.head)


def reorder_columns(draw: Draw, table: Table) -> None:
    order = draw(st.permutations(range(_columns(table))))
    for row in table.rows:
        row.extend([""] * (len(order) - len(row)))
        row[: len(order)] = [row[place] for place in order]


def insert_column(draw: Draw, table: Table) -> None:
    """A column more in the middle, blank or with content, with a heading or without."""
    place = draw(st.integers(0, _columns(table)))
    heading, content = draw(st.sampled_from(HEADINGS)), draw(CELLS)
    for row in (*table.top, *table.head[:-1]):
        if len(row) >= place:
            row.insert(place, "")
    table.head[-1].insert(place, Mark("judul", heading))
    for row in table.body:
        if len(row) >= place:
            row.insert(place, Mark("sisipan", content))


def drop_column(draw: Draw, table: Table) -> None:
    place = draw(st.integers(0, _columns(table) - 1))
    for row in table.rows:
        if len(row) > place:
            del row[place]


def repeat_column(draw: Draw, table: Table) -> None:
    place = draw(st.integers(0, _columns(table) - 1))
    for row in (*table.head, *table.body):
        if len(row) > place:
            cell = row[place]
            row.append(Mark(cell.kind, cell.value) if isinstance(cell, Mark) else cell)


def _headings(table: Table) -> list[Mark]:
    return [c for row in table.head for c in row if isinstance(c, Mark) and c.value != ""]


def dress_heading(draw: Draw, table: Table) -> None:
    """A heading that still says the same: line breaks, footnotes, case, blanks, underscores."""
    mark = draw(st.sampled_from(_headings(table)))
    text = str(mark.value)
    dressed = [text.upper(), text.replace(" ", "\n"), f" {text} ", f"{text}*)", f"{text} *",
               text.replace(" ", "_"), f"{text}\n(1)", f"{text}:", text.replace(" ", "\u00a0"),
               f"{text} 1)", f"{text} (orang)"]  # fmt: skip
    mark.value = draw(st.sampled_from(dressed))


def rename_heading(draw: Draw, table: Table) -> None:
    draw(st.sampled_from(_headings(table))).value = draw(
        st.one_of(st.sampled_from(HEADINGS), CELLS)
    )


def swap_headings(draw: Draw, table: Table) -> None:
    one, other = (draw(st.sampled_from(_headings(table))) for _ in range(2))
    one.value, other.value = other.value, one.value


def split_header(draw: Draw, table: Table) -> None:
    """A line between header and body, above the header, or in the middle of it."""
    line = [""] * _columns(table)
    if draw(st.booleans()):
        line[draw(st.integers(0, len(line) - 1))] = draw(st.sampled_from(HEADINGS))
    table.head.insert(draw(st.integers(0, len(table.head))), line)


def merge_cells(draw: Draw, table: Table) -> None:
    if table.merged:
        return
    row, column = draw(st.integers(0, 12)), draw(st.integers(0, table.width))
    down, right = draw(st.sampled_from([(0, 1), (1, 0), (2, 2), (0, 5)]))
    table.merged.append((row, column, row + down, column + right))


def hide(draw: Draw, table: Table) -> None:
    table.hidden.append((draw(st.sampled_from(["baris", "kolom"])), draw(st.integers(0, 12))))


SHAPE = (
    push_down, push_right, reorder_columns, insert_column, insert_column, drop_column,
    repeat_column, dress_heading, dress_heading, rename_heading, rename_heading, swap_headings,
    split_header, merge_cells, hide,
)  # fmt: skip
