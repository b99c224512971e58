"""What happens to the body of a table on its way: cells, rows and words, as strategies."""

from collections.abc import Callable
from datetime import date, datetime, time

from formulir import Mark, Table
from hypothesis import strategies as st

Draw = Callable
NUMBERS = (
    0, -1, -250, 1.5, 12.518, 1e-9, 0.1 + 0.2, 999_999_999, 2**53, 2**53 + 2, 10**18, 1e300, -0.0,
    "5", "1.234", "1,234", "1.234,5", "1,234.5", "1.234.567", "1 234", "1\u00a0234", "1'234",
    "12 orang", "± 20", "(5)", "+5", "--5", "5-", "5%", "1e5", "0x1F", "1_000", "007", "１２",
    "٣٤", "²", "½", "nan", "inf", "-inf", "NULL", "Tidak ada", "dua puluh", "O", "l0", "1O",
)  # fmt: skip
BLANKS = (None, "", " ", "\u00a0", "-", "–", "—", "n/a", "N/A", "*", "…", "...", "nihil", "-  ")
STRANGE = (
    True, False, date(2025, 1, 12), datetime(2025, 1, 12, 13, 30), time(7, 30), date(1900, 1, 1),
    "#REF!", "#N/A", "#DIV/0!", "=1+1", "=SUM(A1:A3)", '=HYPERLINK("http://x.test","klik")',
    "@SUM(1)", "+cmd|' /C calc'!A0", "-2+3", "\x00", "5\x00", "a\x0bb", "\x1b[31m", "_x0000_",
    "\ufeff5", "\u200b5", "5\n", "\U0001f600", "\u202e123\u202c", "٠", "Ã©", "A" * 40_000,
    "12.000 " * 500, "'", '"', ";", "\t", "{nilai}", "{0}", "%s", "$(1)", "Jumlah", "Sumber: x",
    ("=1+1", 2), ("=A1", 0), ("=1/0", "#DIV/0!"), ("=NA()", "#N/A"), ("=B1&C1", ""),
    ('=HYPERLINK("http://x.test","klik")', "klik"), ("=TRUE()", True),
)  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(NUMBERS), st.sampled_from(BLANKS), st.sampled_from(STRANGE),
    st.integers(-10, 10**12), st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
)  # fmt: skip
WORDS = {
    "jk": ("L", "P", "l", "p", "Lk", "Pr", "W", "Pria", "Wanita", "LAKI - LAKI", "Perempuan ",
           "Laki\nlaki", "M", "F", "Male", "1", 2, "", "-", "L/P", "L+P", "Jumlah",
           "tidak diketahui", "banci", "♀", "Perempuan*)", True),
    "kode": (36.73, "36.73", 3673, "3673041001", 3673041001, 36.73041001, "36,73,04,1001",
             "36.73.04.1009", "36.73.99", "99.99", " 36.73.04.1001 ", "'36.73.04.1001", "0",
             "3,67304E+09", 1.5e15, "00099990001", 99990001.5, "", "-", None, True, "kode"),
    "nama": ("Serang", "SERANG", "Kec. Serang", "Kota Serang", "Kab. Serang", "Curugg", "Curug*)",
             "cu rug", "Curug 2", "", "-", 5, "Antah Berantah", "Jumlah", "Total Kota",
             "Sumber: Dinas", "Jumlahan", "Cur\u0301ug", "=Curug"),
    "umur": ("0-4", "00-04", "0 – 4 tahun", "5 s/d 9", "75+", "75 ke atas", "4-0", "0-200", "umur",
             "semua", "Jumlah", 17, 4.5, date(2025, 4, 1), "05-Sep", "9", "", None),
    "tahun": ("2024/2025", "2025/2026", "2025", 2024, 2025.5, "TA 2024/2025", "dua ribu", "25",
              "Semester I 2025", "Triwulan IV 2025", date(2025, 6, 30), "2009", 2036, 20255, "",
              "Tahun 2025", "2025*", "-2025", None, "٢٠٢٥"),
}  # fmt: skip


def _any_row(draw: Draw, table: Table) -> int:
    return draw(st.integers(0, len(table.body) - 1))


def _pick(draw: Draw, table: Table, kind: str) -> Mark | None:
    marks = [cell for row in table.body for cell in row
             if isinstance(cell, Mark) and cell.kind == kind]  # fmt: skip
    return draw(st.sampled_from(marks)) if marks else None


def spoil_number(draw: Draw, table: Table) -> None:
    if mark := _pick(draw, table, "angka"):
        mark.value = draw(CELLS)


def slip_digits(draw: Draw, table: Table) -> None:
    """A digit lost, two swapped, or the number written as text in one of the two locales."""
    if mark := _pick(draw, table, "angka"):
        if not isinstance(mark.value, int) or mark.value < 0:
            return
        digits, text = str(mark.value), f"{mark.value:,}"
        slips = [int(digits[:-1] or 0), int(digits[1:] or 0), int(digits[::-1]), digits, text,
                 text.replace(",", "."), mark.value / 1000, mark.value * 1000]  # fmt: skip
        mark.value = draw(st.sampled_from(slips))


def turn_locale(draw: Draw, table: Table) -> None:
    """All numbers as text, some with the separator of one locale and some of the other."""
    marks = ["{:,}", "{}", "{:,} "]
    for row in table.body:
        for cell in row:
            if isinstance(cell, Mark) and cell.kind == "angka" and isinstance(cell.value, int):
                text = draw(st.sampled_from(marks)).format(cell.value)
                cell.value = draw(st.sampled_from([text, text.replace(",", ".")]))


def change_word(draw: Draw, table: Table) -> None:
    kind = draw(st.sampled_from(sorted(WORDS)))
    if mark := _pick(draw, table, kind):
        mark.value = draw(st.one_of(st.sampled_from(WORDS[kind]), CELLS))


def change_whole_column(draw: Draw, table: Table) -> None:
    """Every cell of a kind through one replacement: all P, all codes as numbers, and the like."""
    kind = draw(st.sampled_from(sorted(WORDS)))
    words = draw(st.lists(st.sampled_from(WORDS[kind]), min_size=1, max_size=2))
    for number, row in enumerate(table.body):
        for cell in row:
            if isinstance(cell, Mark) and cell.kind == kind:
                cell.value = words[number % len(words)]


def swap_sexes(draw: Draw, table: Table) -> None:
    marks = [c for row in table.body for c in row if isinstance(c, Mark) and c.kind == "jk"]
    words = [mark.value for mark in marks]
    for mark, word in zip(marks, reversed(words), strict=True):
        mark.value = word


def put_anywhere(draw: Draw, table: Table) -> None:
    """Any content into any cell of the body, whatever stood there."""
    row = table.body[_any_row(draw, table)]
    if row:
        place = draw(st.integers(0, len(row) - 1))
        content = draw(CELLS)
        if isinstance(row[place], Mark):
            row[place].value = content
        else:
            row[place] = content


def drop_row(draw: Draw, table: Table) -> None:
    if len(table.body) > 1:
        table.body.pop(_any_row(draw, table))


def repeat_row(draw: Draw, table: Table) -> None:
    """A row again: the same, or with another number, or under the same key."""
    row = [Mark(c.kind, c.value) if isinstance(c, Mark) else c
           for c in table.body[_any_row(draw, table)]]  # fmt: skip
    numbers = [c for c in row if isinstance(c, Mark) and c.kind == "angka"]
    if numbers and draw(st.booleans()):
        draw(st.sampled_from(numbers)).value = draw(st.integers(0, 99))
    table.body.insert(_any_row(draw, table), row)


def shuffle_rows(draw: Draw, table: Table) -> None:
    table.body[:] = draw(st.permutations(table.body))


def cut_row(draw: Draw, table: Table) -> None:
    row = table.body[_any_row(draw, table)]
    del row[draw(st.integers(0, len(row))) :]


def lengthen_row(draw: Draw, table: Table) -> None:
    table.body[_any_row(draw, table)].extend(draw(st.lists(CELLS, min_size=1, max_size=3)))


def add_line(draw: Draw, table: Table) -> None:
    """A line that is no data: a total, a note, the header again, column numbers, blanks."""
    width = max(len(row) for row in table.body)
    sums = [sum(n for row in table.body if len(row) > at
                and isinstance(n := getattr(row[at], "value", None), int)
                and row[at].kind == "angka") for at in range(width)]  # fmt: skip
    total = ["Jumlah", *(Mark("angka", number) if number else "" for number in sums[1:])]
    wrong = ["TOTAL", *(Mark("angka", number + 1) if number else "" for number in sums[1:])]
    header = [c.value if isinstance(c, Mark) else c for c in table.head[-1]]
    numbers = [f"({number + 1})" for number in range(width)]
    notes = ["Sumber: Disdukcapil"], ["*) angka sementara"], ["Keterangan: 5"], ["", "Catatan"]
    lines = [total, wrong, header, numbers, [], [""] * width, *notes]
    table.body.insert(draw(st.integers(0, len(table.body))), draw(st.sampled_from(lines)))


BODY = (
    spoil_number, spoil_number, spoil_number, slip_digits, slip_digits, turn_locale, change_word,
    change_word, change_word, change_whole_column, swap_sexes, put_anywhere, put_anywhere, drop_row,
    repeat_row, shuffle_rows, cut_row, lengthen_row, add_line, add_line,
)  # fmt: skip
