"""The page of the status board: read in ten seconds, anywhere, and rewritten by every run."""

import re
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import dagster as dg
import pytest
from click.testing import CliRunner
from dagster._core.definitions.run_request import InstigatorType
from dagster._core.remote_origin import (
    ManagedGrpcPythonEnvCodeLocationOrigin,
    RemoteRepositoryOrigin,
)
from dagster._core.scheduler.instigation import (
    InstigatorState,
    InstigatorStatus,
    TickData,
    TickStatus,
)
from dagster._core.types.loadable_target_origin import LoadableTargetOrigin
from dagster_shared.error import SerializableErrorInfo
from kantor import Office

from assets import papan as board_after_run
from pipelines.load_catalogue import BadCatalogue
from pipelines.write_status_board import PAGE, render
from schemas.papan import STATUS, Beat, Board, Due, Duty, Heartbeat, StatusRow
from terpilah.cli import cli

WIB = ZoneInfo("Asia/Jakarta")
END_OF_JANUARY = Due("tahun", 31, 1, 1, "kesepakatan", True)
IN_TIME = datetime(2026, 1, 20, 9, 30, tzinfo=WIB)
OWED = Duty("penduduk", "Disdukcapil", "*", 2025, (END_OF_JANUARY,))


class Page(HTMLParser):
    """What a browser would make of the page, as far as the tests ask."""

    VOID = ("meta", "br", "use", "circle", "path")

    def __init__(self, text: str):
        super().__init__()
        self.text, self.tags, self.open = "", [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.text += " "
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if not {"style", "script"} & set(self.open):
            self.text += data

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def words(self):
        return " ".join(self.text.split())


def line(opd="Disdukcapil", sumber="penduduk", year=2025, status="terbit", **more) -> StatusRow:
    known = {
        "judul": f"Judul {sumber}", "catatan": (), "diterima": 0, "dikembalikan": 0, "galat": 0,
        "peringatan": 0, "jatuh_tempo": None, "tenggat": None, "terlambat": 0, "menunggu": False,
        "tiba": None, "balikan": (),
    }  # fmt: skip
    return StatusRow(opd=opd, sumber=sumber, tahun=year, status=status, **{**known, **more})


def board(*lines: StatusRow, **more) -> Board:
    known = {
        "wilayah": "Kota Serang", "dibuat": datetime(2026, 3, 1, 5, 3, tzinfo=WIB), "tahun": 2025,
        "tak_dikenal": (), "rilis": "", "terbit": None, "denyut": Heartbeat(), "kontak": "walidata",
    }  # fmt: skip
    return Board(baris=lines, **{**known, **more})


def page_of(*lines: StatusRow, **more) -> Page:
    return Page(render(board(*lines, **more)))


def full_board(opds: int = 20, sumber: int = 33, years: int = 5) -> Board:
    """As many lines as a region will have."""
    due = Due("semester 2", 31, 1, 1, "kesepakatan forum satu data daerah", True)
    lines = [
        line(
            f"Dinas {number % opds + 1:02} dengan Nama yang Cukup Panjang",
            f"sumber_{number + 1:02}", 2025 - ago, (status := list(STATUS)[(number + ago) % 5]),
            judul=f"Data sumber ke-{number + 1} menurut kecamatan dan jenis kelamin",
            diterima=0 if status == "belum" else 1234 * (number + 1),
            dikembalikan=7 * number if status == "dikembalikan" else 0,
            galat=number if status == "dikembalikan" else 0, peringatan=number % 3,
            catatan=["menunggu pemeriksaan"] if status == "diterima" else [],
            jatuh_tempo=due.of(2025 - ago), tenggat=due, menunggu=status == "belum",
            terlambat=29 + 365 * ago if status == "belum" else 0,
            tiba=None if status == "belum" else datetime(2026, 1, 20, tzinfo=WIB),
            balikan=["../balikan/a.balikan.xlsx", "../balikan/a.surat.txt"] * (number % 2),
        )
        for number in range(sumber) for ago in range(years)
    ]  # fmt: skip
    beats = [Beat("map_setoran", datetime(2026, 3, 1, 5, 2, tzinfo=WIB), "mulai menjalankan")]
    return board(*sorted(lines, key=lambda row: row.opd), denyut=Heartbeat(beats, beats))


def test_the_page_is_in_indonesian_and_asks_nothing_of_the_network():
    html = render(full_board())
    page = Page(html)
    assert page.all("html") == [{"lang": "id"}]
    assert page.open == []
    assert not {"link", "img", "iframe"} & {tag for tag, _ in page.tags}
    assert not re.search(r"https?:|@import|url\(|//\w", html)
    links = [a["href"] for tag in ("a", "use") for a in page.all(tag)]
    assert {link[:11] for link in links if not link.startswith("#")} == {"../balikan/"}


def test_tiles_count_the_lines_of_the_year_in_front():
    page = page_of(
        line(status="terbit"), line(sumber="b", status="belum", menunggu=True, terlambat=29),
        line(sumber="c", status="belum"), line(sumber="c", year=2024, status="belum"),
        line(sumber="d", year=None, status="diterima"),
    )  # fmt: skip
    tiles = re.findall(r"(\d+) (Belum ada|Diterima|Dikembalikan|Lolos|Terbit) ", page.words)
    assert tiles[:5] == [
        ("2", "Belum ada"), ("1", "Diterima"), ("0", "Dikembalikan"), ("0", "Lolos"),
        ("1", "Terbit"),
    ]  # fmt: skip
    assert "1 setoran tahun 2025 lewat jatuh tempo" in page.words


def test_a_line_says_status_numbers_dates_and_where_the_balikan_lies_as_indonesians_write():
    page = page_of(line(
        status="dikembalikan", diterima=13210, dikembalikan=1006, galat=2, peringatan=1,
        jatuh_tempo=date(2026, 1, 31), tenggat=END_OF_JANUARY, terlambat=1029, menunggu=True,
        tiba=IN_TIME, balikan=["../balikan/a%20b.balikan.xlsx", "../balikan/a%20b.surat.txt"],
        catatan=["bagian yang diterima sudah terbit"],
    ))  # fmt: skip
    for said in (
        "Dikembalikan bagian yang diterima sudah terbit", "13.210 diterima",
        "1.006 dikembalikan", "2 harus diperbaiki, 1 mohon dipastikan",
        "31 Jan 2026 lewat 1.029 hari", "20 Jan 2026", "buku kerja · surat",
    ):  # fmt: skip
        assert said in page.words
    assert [a["href"] for a in page.all("a")][-2:] == [
        "../balikan/a%20b.balikan.xlsx", "../balikan/a%20b.surat.txt",
    ]  # fmt: skip


def test_what_came_late_is_told_apart_from_what_is_still_owed():
    dates = {"jatuh_tempo": date(2026, 1, 31), "tenggat": END_OF_JANUARY, "terlambat": 12}
    assert "terlambat 12 hari" in page_of(line(tiba=IN_TIME, **dates)).words
    assert "lewat 12 hari" in page_of(line(status="belum", menunggu=True, **dates)).words


def test_every_status_is_a_word_and_a_shape_besides_its_colour():
    page = page_of(*(line(sumber=status, status=status) for status in STATUS))
    shapes = {attrs["id"] for attrs in page.all("symbol")}
    assert shapes == set(STATUS)
    assert {attrs["href"][1:] for attrs in page.all("use")} == shapes
    for code in STATUS.values():
        assert page.words.count(code.label) >= 2


def test_every_table_has_headers_and_a_name():
    page = Page(render(full_board()))
    assert len(page.all("caption")) == len(page.all("table")) == 20 + 20 + 2
    assert {attrs["scope"] for attrs in page.all("th")} == {"col", "row"}
    assert len(page.all("details")) == 20


def test_other_years_wait_behind_one_line_per_agency_that_names_what_is_late():
    late = line(year=2024, status="belum", menunggu=True, terlambat=394)
    page = page_of(line(), line(year=2023), late)
    assert "Tahun lain: 1 belum ada, 1 terbit (1 lewat jatuh tempo)" in page.words
    assert page_of(line()).all("details") == []


def test_what_people_named_cannot_become_markup():
    evil = '<script>alert("x")</script>'
    html = render(board(line(opd=evil, judul=evil), tak_dikenal=[evil], kontak=evil, wilayah=evil))
    assert evil not in html
    assert html.count("<script>") == 1


def test_the_heartbeat_says_when_who_looked_and_what_came_of_it():
    beats = [Beat("map_setoran", datetime(2026, 3, 1, 5, 2, tzinfo=WIB), "GAGAL"),
             Beat("bulanan", None, "dimatikan")]  # fmt: skip
    words = page_of(denyut=Heartbeat(beats, beats[:1])).words
    assert "Terakhir diperbarui 1 Mar 2026 pukul 05.03 WIB" in words
    assert "map_setoran 1 Mar 2026 pukul 05.02 WIB GAGAL bulanan – dimatikan" in words
    assert "Belum pernah dinyalakan" in page_of().words


def test_the_colours_are_neither_pink_nor_blue():
    colours = re.findall(r"#([0-9a-f]{6})\b", render(full_board()))
    assert len(colours) > 5
    for colour in colours:
        red, green, blue = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
        assert blue <= max(red, green)
        assert not (red > 200 and blue > green + 20)


# ---- at the end of a run


CLEAN = (
    "Kode wilayah;Nama wilayah;L;P;L+P\n36.73.04;Curug;30;32;62\n36.73.05;Cipocok Jaya;10;11;21\n"
)
FAULTY = CLEAN.replace("32;62", "32;63")


def switch_on_with_a_failed_look(instance: dg.DagsterInstance) -> None:
    """What Dagster's daemon records of a sensor that is on and whose last look failed."""
    where = ManagedGrpcPythonEnvCodeLocationOrigin(
        LoadableTargetOrigin(module_name="assets.definitions")
    )
    origin = RemoteRepositoryOrigin(where, "__repository__").get_instigator_origin("map_setoran")
    known = origin.get_id(), origin.get_selector().get_id()
    state = InstigatorState(origin, InstigatorType.SENSOR, InstigatorStatus.RUNNING)
    instance.add_instigator_state(state)
    now = datetime.now(WIB).timestamp()
    tick = TickData(known[0], "map_setoran", InstigatorType.SENSOR, TickStatus.FAILURE, now,
                    selector_id=known[1], error=SerializableErrorInfo("x", [], None))  # fmt: skip
    instance.create_tick(tick)


@pytest.fixture
def office(tmp_path, monkeypatch):
    for name in ("DAGSTER_HOME", "TERPILAH_DATA", "DAGSTER_DISABLE_TELEMETRY"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr(board_after_run, "schedule", lambda: [OWED])
    return Office(tmp_path)


def told(office: Office) -> Page:
    return Page((office.root / PAGE).read_text(encoding="utf-8"))


def test_the_page_follows_a_file_from_fault_to_release(office):
    office.deliver("penduduk/2025/dkb ≥1.csv", FAULTY)
    assert office.run().notes == []
    page = told(office)
    assert "3 diterima, 3 dikembalikan 1 harus diperbaiki" in page.words
    (letter,) = [a["href"] for a in page.all("a") if a["href"].endswith(".txt")]
    assert (office.root / "papan" / unquote(letter)).resolve().is_file()
    office.deliver("penduduk/2025/dkb ≥1.csv", CLEAN)
    office.run()
    assert "6 diterima, 0 dikembalikan" in told(office).words
    assert office.release.name in told(office).words
    assert "terbitkan" in told(office).words


def test_the_page_is_written_when_nothing_is_published_and_a_file_is_broken(office):
    office.deliver("penduduk/2025/kosong.csv", "")
    assert not office.run().published
    assert "berkas tidak dapat dipakai (B1)" in told(office).words
    assert "Belum ada rilis" in told(office).words


def test_the_page_never_holds_the_content_of_a_cell(office):
    secret = "Ibu Siti Rahasia"
    office.deliver("penduduk/2025/dkb.csv", FAULTY.replace("Curug", secret))
    office.deliver("penduduk/2025/lain.csv", CLEAN.replace("10;11", f"{secret};11"))
    office.run()
    html = (office.root / PAGE).read_text(encoding="utf-8")
    assert "dikembalikan" in html
    assert "Siti" not in html


def test_a_page_that_cannot_be_written_leaves_the_release(office):
    office.deliver("penduduk/2025/dkb.csv", CLEAN)
    (office.root / "papan").write_text("bukan map")
    outcome = office.run()
    assert outcome.published
    (note,) = outcome.notes
    assert note.startswith("Papan status tidak dapat diperbarui (")


def test_a_mistake_in_the_schedule_is_a_note_and_no_stop(office, monkeypatch):
    def bad():
        raise BadCatalogue("jadwal.csv baris 2 tidak dapat dipakai.")

    monkeypatch.setattr(board_after_run, "schedule", bad)
    office.deliver("penduduk/2025/dkb.csv", CLEAN)
    outcome = office.run()
    assert outcome.published
    assert "jadwal.csv baris 2" in outcome.notes[0]


def test_the_command_builds_the_page_again_and_sees_what_came_since(office):
    office.deliver("penduduk/2025/dkb.csv", CLEAN)
    office.run()
    office.deliver("penduduk/2025/tambahan.csv", CLEAN.replace("36.73.04", "36.73.06"))
    words = ["papan", "--data", str(office.root), "--masuk", str(office.masuk)]
    result = CliRunner().invoke(cli, words, catch_exceptions=False)
    assert result.exit_code == 0
    assert "menunggu pemeriksaan" in told(office).words


def test_the_heartbeat_names_the_sensor_that_was_switched_on(office):
    office.deliver("penduduk/2025/dkb.csv", CLEAN)
    with dg.DagsterInstance.get() as instance:
        assert list(board_after_run._ticks(instance, WIB)) == []
        switch_on_with_a_failed_look(instance)
        (beat,) = board_after_run._ticks(instance, WIB)
    assert (beat.nama, beat.hasil) == ("map_setoran", "GAGAL; beri tahu pengelola")
    assert datetime.now(WIB) - beat.waktu < timedelta(minutes=1)
