"""Read a page of tables saved as a workbook, each cell where Excel puts it on opening the page."""

import re
from html.parser import HTMLParser
from operator import itemgetter

from pipelines.lay_out_tables import LAST_COLUMN, LAST_ROW, Cell, Content, Stack, Table, lay_out
from pipelines.refuse_file import WORKBOOK, check_size, not_a

SILENT = {"script", "style", "title", "xml"}
PARAGRAPHS = {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "center", "form", "caption", "hr",
              "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"}  # fmt: skip
SAME_CELL = re.compile(r"mso-data-placement:\s*same-cell", re.IGNORECASE)
SAME_CELL_RULE = re.compile(r"\bbr\s*\{[^}]*mso-data-placement:\s*same-cell", re.IGNORECASE)
SHEET_NAME = re.compile(r"<x:Name>([^<{]{1,31})</x:Name>", re.IGNORECASE)
PLAIN_NUMBER = re.compile(r"[-+]?\d[\d.,\s]*")  # not a percent, a date or a sum of money
STATED_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?(e[-+]?\d{1,2})?", re.IGNORECASE)
SAME_CELL_MARK = "\0"  # in no text that came this far
DEEPEST = 50
BYTES_PER_CELL = 400


def read_html(text: str) -> tuple[str, list[list[Content]]]:
    """The sheet's name ("" where the page gives none) and its rows; raises BrokenFile (B2, B6)."""
    check_size(text.count("<") // 2 * BYTES_PER_CELL)
    reader = _Reader(same_cell=SAME_CELL_RULE.search(text) is not None)
    reader.feed(text)
    reader.close()
    reader.end_all()
    height, width, places = lay_out(reader.body, joined=False)
    if width > LAST_COLUMN or height > LAST_ROW:
        raise not_a(WORKBOOK)
    check_size(sum(dict(sorted(places)).values()) * 8)
    rows: list[list[Content]] = [[] for _ in range(height)]
    for (row, column), content in sorted(places.items(), key=itemgetter(0)):
        rows[row] += [*[""] * (column - len(rows[row])), content]
    names = SHEET_NAME.findall(text[: 2**16])
    return (names[0] if len(names) == 1 else ""), rows


class _Reader(HTMLParser):
    """Turns tags into a stack of lines and tables; a missing end tag is supplied."""

    def __init__(self, *, same_cell: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.same_cell = same_cell
        self.body: Stack = []
        self.tables: list[Table] = []
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag == "body":
            self.silent = 0
        elif tag == "table":
            self._start_table()
        elif tag == "br":
            same = self.same_cell or SAME_CELL.search(dict(attrs).get("style") or "")
            self.words.append(SAME_CELL_MARK if same else " ")
            if not same:
                self._end_line(blank=True)
        elif tag in PARAGRAPHS:
            self._end_line()
        elif self.tables and tag in ("tr", "td", "th"):
            self._start_part(tag, dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in PARAGRAPHS:
            self._end_line()
        elif self.tables and tag in ("td", "th", "tr", "table"):
            self._end_cell()
            if tag == "table":
                self.tables.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data)

    def end_all(self) -> None:
        """Close what the page left open."""
        while self.tables:
            self.handle_endtag("table")
        self._end_line()

    def _start_table(self) -> None:
        self._end_line()
        if len(self.tables) == DEEPEST:
            raise not_a(WORKBOOK)
        table = Table()
        self._stack().append(table)
        self.tables.append(table)

    def _start_part(self, tag: str, attrs: dict[str, str | None]) -> None:
        self._end_cell()
        table = self.tables[-1]
        if tag == "tr" or not table.rows:
            table.rows.append([])
        if tag != "tr":
            table.open, table.number = [], attrs["x:num"] or "" if "x:num" in attrs else None
            table.span = (_count(attrs, "colspan", LAST_COLUMN), _count(attrs, "rowspan", LAST_ROW))

    def _end_cell(self) -> None:
        self._end_line()
        table = self.tables[-1]
        if table.open is None:
            return
        while table.open and table.open[-1] == "":
            table.open.pop()
        if table.number is not None and len(table.open) == 1 and isinstance(table.open[0], str):
            table.open = [_as_number(table.open[0], table.number)]
        table.rows[-1].append(Cell(table.open, *table.span))
        table.open = None

    def _stack(self) -> Stack:
        """Where content goes: the innermost open cell, else what surrounds the tables."""
        cells = (table.open for table in reversed(self.tables) if table.open is not None)
        return next(cells, self.body)

    def _end_line(self, *, blank: bool = False) -> None:
        outside = bool(self.tables) and self.tables[-1].open is None
        if not self.words and not blank:
            return
        parts = "".join(self.words).split(SAME_CELL_MARK)
        line = "\n".join([" ".join(part.split()) for part in parts])
        self.words.clear()
        if not line.strip() and (outside or not blank):
            return
        stack = self._stack()
        stack.insert(len(stack) - outside, line.strip("\n"))  # a caption stands above its table


def _as_number(shown: str, stated: str) -> Content:
    """The number that the page states beside a shown one; anything else as it is shown."""
    number = stated or (shown if shown.isdecimal() else "")
    plain = PLAIN_NUMBER.fullmatch(shown) and STATED_NUMBER.fullmatch(number)
    return float(number) if plain else shown


def _count(attrs: dict[str, str | None], name: str, limit: int) -> int:
    """A span as stated, at least 1; 0 means all that follows."""
    if name not in attrs:
        return 1
    stated = re.match(r"\s*(\d{1,9})", attrs[name] or "")
    return min(int(stated[1]) or limit, limit) if stated else 1
