"""When files came: noted once, by file and period, and only of files that held a number."""

import os
from datetime import date, datetime
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from pipelines.gather_status import Arrival, Facts
from pipelines.record_admission import FINDING_SCHEMA
from pipelines.record_arrivals import NAME, STAGE, WHOLE, on_record, record_arrivals
from pipelines.store_tables import Store

ZONE = ZoneInfo("Asia/Jakarta")
FIRST, SECOND = "a" * 64, "b" * 64


def arrival(label: str, digest: str, day: date, *, stated: bool = False) -> Arrival:
    time = datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)
    return Arrival(label, digest, time, archived=True, year=2025, stated=stated)


def facts(*arrivals: Arrival) -> Facts:
    return Facts(arrivals={"penduduk": arrivals}, counts={}, findings=[])


@pytest.fixture
def store(tmp_path) -> Store:
    """Two numbers of one half-year admitted and one returned, from one file."""
    store = Store(tmp_path)
    extract(store, "penduduk", FIRST, ["2025-S1", "2025-S1"])
    extract(store, "penduduk_dikembalikan", FIRST, ["2025-S1"])
    return store


def extract(store: Store, table: str, digest: str, periods: list[str]) -> None:
    many = len(periods)
    rows = {"berkas": ["penduduk/a.csv"] * many, "sidik": [digest] * many, "periode": periods}
    schema = dict.fromkeys(rows, pl.String)
    store.write(pl.DataFrame(rows, schema=schema), "ekstrak", table, 2025)


def noted(store: Store, *arrivals: Arrival) -> list[tuple]:
    known = facts(*arrivals)
    table = record_arrivals(store, known, on_record(store, known), ZONE)
    assert table.equals(store.read(STAGE, NAME, WHOLE))
    return table.select("periode", "sidik", "tanggal").rows()


def test_numbers_are_told_by_file_and_period(store):
    found = on_record(store, facts())
    assert found.rows() == [("penduduk", 2025, "2025-S1", "penduduk/a.csv", FIRST, 2, 1)]


def test_a_day_once_noted_stays_though_the_file_is_touched_again(store):
    early, late = (arrival("penduduk/a.csv", FIRST, date(2025, month, 3)) for month in (7, 9))
    day = [("2025-S1", FIRST, date(2025, 7, 3))]
    assert noted(store, early) == day
    assert noted(store, late) == day
    assert noted(store) == day


def test_a_mended_file_has_a_day_of_its_own_beside_the_first(store):
    noted(store, arrival("penduduk/a.csv", FIRST, date(2025, 7, 3)))
    for table in ("penduduk", "penduduk_dikembalikan"):
        extract(store, table, SECOND, ["2025-S1"])
    assert noted(store, arrival("penduduk/a.csv", SECOND, date(2025, 9, 3))) == [
        ("2025-S1", FIRST, date(2025, 7, 3)), ("2025-S1", SECOND, date(2025, 9, 3)),
    ]  # fmt: skip


def test_the_cover_letter_has_the_last_word(store):
    noted(store, arrival("penduduk/a.csv", FIRST, date(2025, 9, 3)))
    letter = arrival("penduduk/a.csv", FIRST, date(2025, 7, 1), stated=True)
    assert noted(store, letter) == [("2025-S1", FIRST, date(2025, 7, 1))]


def test_a_file_gone_from_the_drop_folder_came_when_it_was_archived(store):
    kept = store.root / "arsip" / FIRST[:2] / f"{FIRST}.csv"
    kept.parent.mkdir(parents=True)
    kept.write_text("x", encoding="utf-8")
    day = datetime(2025, 7, 5, 12, tzinfo=ZONE).timestamp()
    os.utime(kept, (day, day))
    assert noted(store) == [("2025-S1", FIRST, date(2025, 7, 5))]


def test_of_a_file_that_nobody_has_any_more_no_day_is_made_up(store):
    assert noted(store) == [("2025-S1", FIRST, None)]


def test_a_file_without_a_usable_number_is_on_record_but_did_not_come_in_time(store):
    rows = [("asn", 2025, "B8", "asn/x.xlsx", "", ""), ("antarsumber", 2025, "R10", "y", "", "")]
    found = pl.DataFrame(rows, schema=FINDING_SCHEMA, orient="row")
    store.write(found, "temuan", "asn", 2025)
    records = on_record(store, facts()).filter(sumber="asn")
    assert records.select("periode", "berkas", "diterima", "dikembalikan").rows() == [
        ("2025", "asn/x.xlsx", 0, 0)
    ]
    assert len(noted(store)) == 1


def test_a_register_is_of_its_whole_year(store):
    rows = pl.DataFrame({"berkas": ["r.csv"] * 3, "sidik": [SECOND] * 3})
    store.write(rows, "ekstrak", "penduduk_perorangan", 2025)
    (one,) = on_record(store, facts()).filter(sumber="penduduk_perorangan").rows(named=True)
    assert (one["periode"], one["diterima"], one["dikembalikan"]) == ("2025", 3, 0)
