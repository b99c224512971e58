"""Write the status board as one page that needs nothing else: no network, no second file."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipelines.store_tables import replacing
from schemas.papan import MEANING, STATUS, Board, StatusRow
from schemas.temuan import as_written

PAGE = Path("papan") / "index.html"
FOLDER = Path(__file__).parent / "halaman"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
STALE_DAYS = 35  # the schedule that runs least often but always is monthly


def write_board(board: Board, data: Path) -> Path:
    """Put the page at <data>/papan/index.html, whole or not at all."""
    page = data / PAGE
    with replacing(page) as staging:
        staging.write_text(render(board), encoding="utf-8")
    return page


def render(board: Board) -> str:
    """The page as HTML; everything that comes from outside is escaped."""
    page = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page.filters |= {"angka": as_written, "tanggal": as_day, "waktu": as_time}
    front = [row for row in board.baris if row.tahun in (board.tahun, None)]
    return page.get_template("papan.html").render(
        board=board,
        status=STATUS,
        arti=MEANING,
        basi=STALE_DAYS,
        hitung=count(front),
        lewat=sum(row.menunggu and row.terlambat > 0 for row in front),
        contoh=any(row.tenggat and row.tenggat.contoh for row in board.baris),
        per_opd=[
            (opd, _split(list(rows), board.tahun))
            for opd, rows in groupby(board.baris, key=lambda row: row.opd)
        ],
        ringkas=count,
    )


def count(rows: Sequence[StatusRow]) -> dict[str, int]:
    """How many lines have each status, in the order of the way they go."""
    return {status: sum(row.status == status for row in rows) for status in STATUS}


def as_day(day: date) -> str:
    """31 Jan 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def as_time(time: datetime) -> str:
    """31 Jan 2026 pukul 05.03 WIB."""
    return f"{as_day(time)} pukul {time:%H.%M %Z}"


def _split(rows: Sequence[StatusRow], front: int) -> tuple[list[StatusRow], list[StatusRow]]:
    """The lines of the year in front, and those of all other years."""
    near = [row for row in rows if row.tahun in (front, None)]
    return near, [row for row in rows if row not in near]
