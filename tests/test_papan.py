"""The status board: what each agency owes, has sent and must mend, told in ten seconds."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.build_status_board import build_rows, unknown_files, year_in_front
from pipelines.gather_status import Arrival, Facts
from schemas.papan import Due, Duty, StatusRow
from schemas.sources import SOURCES

WIB = ZoneInfo("Asia/Jakarta")
TODAY = date(2026, 3, 1)
PENDUDUK = SOURCES["penduduk"]
END_OF_JANUARY = Due("tahun", 31, 1, 1, "kesepakatan", True)
OWED = Duty("penduduk", "Disdukcapil", "*", 2025, (END_OF_JANUARY,))
FILE = ("penduduk/2025/dkb.xlsx", "sidik-1")
IN_TIME = datetime(2026, 1, 20, 9, 30, tzinfo=WIB)


def facts(*arrivals: Arrival, **more) -> Facts:
    """What is on record of penduduk, nothing unless said."""
    found = {"counts": {}, "findings": (), **more}
    return Facts(arrivals={"penduduk": arrivals}, **found)


def arrival(label=FILE[0], digest=FILE[1], time=IN_TIME, **more) -> Arrival:
    return Arrival(label, digest, time, **{"archived": True, "year": 2025, **more})


def counted(admitted: int, returned: int, year: int = 2025, file=FILE):
    return {("penduduk", year): {file: (admitted, returned)}}


def rows(on_record: Facts, *duties: Duty, today: date = TODAY) -> list[StatusRow]:
    return build_rows(on_record, {"penduduk": PENDUDUK}, duties or (OWED,), today)


def row_of(on_record: Facts, year: int | None = 2025) -> StatusRow:
    (row,) = [row for row in rows(on_record) if row.tahun == year]
    return row


PUBLISHED = {"used": {("penduduk", 2025): {FILE}}, "inputs": {("penduduk", *FILE)}}


# ---- one line: how far a sumber and year are


def test_nothing_came():
    row = row_of(facts())
    assert (row.status, row.terlambat, row.menunggu) == ("belum", 29, True)
    assert (row.jatuh_tempo, row.tiba) == (date(2026, 1, 31), None)


def test_a_file_that_nobody_has_checked_yet():
    row = row_of(facts(arrival(archived=False)))
    assert (row.status, list(row.catatan)) == ("diterima", ["menunggu pemeriksaan"])
    assert (row.terlambat, row.menunggu) == (0, False)


def test_a_mended_file_waits_although_its_faults_of_before_are_on_record():
    old = (FILE[0], "sidik-0")
    found = [("penduduk", 2025, "R1", FILE[0])]
    mended = arrival(archived=False)
    row = row_of(facts(mended, counts=counted(9, 1, file=old), findings=found))
    assert (row.status, row.menunggu) == ("diterima", False)
    assert row.catatan[0] == "menunggu pemeriksaan"


def test_a_file_refused_at_the_door_is_still_owed():
    row = row_of(facts(arrival(digest="", archived=False, rule="B5")))
    assert (row.status, row.terlambat, row.menunggu) == ("diterima", 29, True)
    assert list(row.catatan) == ["berkas tidak dapat dipakai (B5); sebabnya ada di surat"]


def test_a_broken_file_is_still_owed_and_the_figures_before_it_are_named_as_such():
    old = (FILE[0], "sidik-0")
    found = [("penduduk", None, "B3", FILE[0])]
    row = row_of(facts(arrival(), counts=counted(100, 0, file=old), findings=found))
    assert (row.status, row.terlambat) == ("diterima", 29)
    assert list(row.catatan) == [
        "berkas tidak dapat dipakai (B3); sebabnya ada di surat",
        "angka yang tampak dari berkas sebelumnya, yang tetap dipakai",
    ]


def test_some_numbers_go_back():
    found = [("penduduk", 2025, "R1", FILE[0])] * 2 + [("penduduk", 2025, "R8N", FILE[0])]
    row = row_of(facts(arrival(), counts=counted(3210, 6), findings=found, **PUBLISHED))
    assert (row.status, row.diterima, row.dikembalikan) == ("dikembalikan", 3210, 6)
    assert (row.galat, row.peringatan, row.terlambat) == (2, 1, 29)
    assert list(row.catatan) == ["bagian yang diterima sudah terbit"]


def test_all_numbers_go_back_and_no_table_says_so():
    row = row_of(facts(arrival(), findings=[("penduduk", 2025, "R7", FILE[0])]))
    assert (row.status, row.diterima, row.menunggu) == ("dikembalikan", 0, True)


def test_all_numbers_were_admitted_but_no_release_has_them():
    row = row_of(facts(arrival(), counts=counted(100, 0)))
    assert (row.status, row.terlambat, row.menunggu) == ("lolos", 0, False)


def test_all_numbers_were_admitted_and_are_out():
    row = row_of(facts(arrival(), counts=counted(100, 0), **PUBLISHED))
    assert (row.status, list(row.catatan)) == ("terbit", [])


def test_figures_of_an_older_content_do_not_make_the_newer_one_published():
    old = (FILE[0], "sidik-0")
    before = {"used": {("penduduk", 2025): {old}}, "inputs": {("penduduk", *old)}}
    assert row_of(facts(arrival(), counts=counted(100, 0), **before)).status == "lolos"


def test_one_of_two_files_outside_the_release_keeps_the_year_from_being_published():
    second = ("penduduk/2025/lain.xlsx", "sidik-2")
    both = {("penduduk", 2025): {FILE: (100, 0), second: (50, 0)}}
    used = {("penduduk", 2025): {FILE, second}}
    came = arrival(), arrival(*second)
    half = facts(*came, counts=both, used=used, inputs={("penduduk", *FILE)})
    full = facts(*came, counts=both, used=used,
                 inputs={("penduduk", *FILE), ("penduduk", *second)})  # fmt: skip
    assert [row_of(half).status, row_of(full).status] == ["lolos", "terbit"]
    assert row_of(full).diterima == 150


def test_a_file_taken_out_of_the_drop_folder_leaves_its_figures():
    row = row_of(facts(counts=counted(100, 0), **PUBLISHED))
    assert (row.status, row.tiba, row.terlambat) == ("terbit", None, 0)
    assert list(row.catatan) == ["berkasnya tidak lagi di map setoran; angkanya tetap dipakai"]


def test_findings_of_a_file_that_is_gone_without_figures_are_forgotten():
    assert row_of(facts(findings=[("penduduk", 2025, "R7", FILE[0])])).status == "belum"


def test_a_file_of_warnings_only_has_nothing_to_mend():
    found = [("penduduk", None, "K1", FILE[0])]
    row = row_of(facts(arrival(), counts=counted(100, 0), findings=found))
    assert (row.status, row.galat, row.peringatan) == ("lolos", 0, 1)


def test_a_file_without_one_usable_number_says_so():
    row = row_of(facts(arrival(), findings=[("penduduk", 2025, "E2", FILE[0])]))
    assert (row.status, list(row.catatan)) == ("diterima", ["tidak ada angka yang dapat dipakai"])


def test_a_broken_file_of_no_known_year_has_its_own_line():
    found = [("penduduk", None, "B7", FILE[0])]
    lines = rows(facts(arrival(year=None), findings=found))
    assert [(row.tahun, row.status) for row in lines] == [(None, "diterima"), (2025, "belum")]
    assert lines[0].jatuh_tempo is None


def test_a_file_of_several_years_is_on_the_line_of_each():
    both = {**counted(10, 0, 2024), **counted(20, 3, 2025)}
    lines = {row.tahun: row for row in rows(facts(arrival(year=None), counts=both))}
    assert {year: row.status for year, row in lines.items()} == {
        2024: "lolos", 2025: "dikembalikan",
    }  # fmt: skip
    assert {row.tiba for row in lines.values()} == {IN_TIME}


@pytest.mark.parametrize(
    ("came", "late"), [(date(2026, 1, 31), 0), (date(2026, 2, 1), 1), (date(2026, 2, 28), 28)]
)
def test_what_is_settled_was_late_by_the_day_it_came(came, late):
    time = datetime(came.year, came.month, came.day, 23, 59, tzinfo=WIB)
    row = row_of(facts(arrival(time=time), counts=counted(100, 0)))
    assert (row.terlambat, row.menunggu) == (late, False)


def test_links_lead_to_what_was_written_back_but_not_for_a_sensitive_file():
    links = {FILE[0]: ["../balikan/a.balikan.xlsx", "../balikan/a.surat.txt"]}
    plain = row_of(facts(arrival(), counts=counted(1, 1), returned=links))
    sensitive = row_of(facts(arrival(rule="B10"), returned=links))
    assert (list(plain.balikan), list(sensitive.balikan)) == (links[FILE[0]], [])


def test_the_name_of_a_sensitive_file_is_not_told():
    strange = [arrival("rekap.pdf", rule="B5"), arrival("korban Siti.xlsx", rule="B10")]
    told = unknown_files(Facts(arrivals={"": strange}, counts={}, findings=()))
    assert told == ["rekap.pdf (B5)", "berkas ditolak (B10); namanya tidak ditampilkan"]


# ---- which lines there are


def test_years_are_owed_from_the_first_to_the_last_that_is_over_and_as_soon_as_due():
    half = Due("semester 1", 31, 7, 0, "", False)
    ahead = Due("tahun", 31, 7, -1, "", False)
    owed = {
        name: [row.tahun for row in rows(facts(), Duty("penduduk", "X", "*", 2023, dues))]
        for name, dues in {"after": (END_OF_JANUARY,), "half": (half,), "ahead": (ahead,)}.items()
    }
    assert owed == {
        "after": [2025, 2024, 2023], "half": [2025, 2024, 2023], "ahead": [2026, 2025, 2024, 2023],
    }  # fmt: skip


def test_a_year_that_is_over_is_shown_before_it_is_due():
    (row,) = rows(facts(), today=date(2026, 1, 10))
    assert (row.tahun, row.status, row.terlambat) == (2025, "belum", 0)


def test_of_several_due_dates_the_first_counts_until_something_comes_then_the_last():
    half = Due("semester 1", 31, 7, 0, "", False)
    duty = Duty("penduduk", "Disdukcapil", "*", 2025, (END_OF_JANUARY, half))
    (nothing,) = rows(facts(), duty)
    (came,) = rows(facts(arrival(), counts=counted(1, 0)), duty)
    assert (nothing.tenggat, nothing.terlambat) == (half, (TODAY - date(2025, 7, 31)).days)
    assert (came.tenggat, came.terlambat) == (END_OF_JANUARY, 0)


def test_a_sumber_that_is_not_in_the_schedule_shows_what_comes_and_misses_nothing():
    nobody = Duty("elemen_sektoral", "X")
    assert rows(facts(), nobody) == []
    (row,) = rows(facts(arrival(), counts=counted(1, 0)), nobody)
    assert (row.opd, row.status, row.jatuh_tempo) == (PENDUDUK.opd, "lolos", None)


def test_agencies_that_share_a_sumber_answer_for_their_own_files():
    mine, other = ("penduduk/a/x.csv", "1"), ("penduduk/b/y.csv", "2")
    shared = [
        Duty("penduduk", opd, pattern, 2025, (END_OF_JANUARY,))
        for opd, pattern in (("Dinas A", "penduduk/a/*"), ("Dinas B", "penduduk/b/*"),
                             ("Dinas C", "penduduk/c/*"))
    ]  # fmt: skip
    lines = rows(
        facts(
            arrival(*mine), arrival(*other),
            counts={("penduduk", 2025): {mine: (10, 0), other: (20, 5)}},
            findings=[("penduduk", 2025, "R1", other[0])],
        ),
        *shared,
    )  # fmt: skip
    assert [(row.opd, row.status, row.diterima, row.dikembalikan) for row in lines] == [
        ("Dinas A", "lolos", 10, 0), ("Dinas B", "dikembalikan", 20, 5), ("Dinas C", "belum", 0, 0),
    ]  # fmt: skip


def test_the_year_in_front_is_the_last_that_is_over():
    assert [year_in_front(date(2026, m, 1)) for m in (1, 12)] == [2025, 2025]


labels = st.sampled_from(["penduduk/2025/a.csv", "penduduk/2024/b.csv", "penduduk/c.xlsx"])
digests = st.sampled_from(["1", "2"])
years = st.sampled_from([2023, 2024, 2025])
files = st.tuples(labels, digests)
tables = st.dictionaries(
    st.tuples(st.just("penduduk"), years),
    st.dictionaries(files, st.tuples(st.integers(1, 99), st.integers(0, 9)), min_size=1),
)
on_records = st.builds(
    Facts,
    arrivals=st.fixed_dictionaries({"penduduk": st.lists(
        st.builds(Arrival, labels, digests, st.just(IN_TIME), st.booleans(),
                  st.none() | years, st.sampled_from(["", "", "B5", "B10"])),
        unique_by=lambda a: a.label,
    )}),
    counts=tables,
    findings=st.lists(st.tuples(
        st.just("penduduk"), st.none() | years, st.sampled_from(["R1", "K1", "B3", "E2"]), labels,
    )),
    used=st.dictionaries(st.tuples(st.just("penduduk"), years), st.sets(files)),
    inputs=st.sets(files).map(lambda found: {("penduduk", *file) for file in found}),
)  # fmt: skip


@given(on_records)
def test_no_number_and_no_file_is_lost_between_the_lines(on_record):
    lines = rows(on_record)
    totals = [sum(sides) for sides in zip(
        (0, 0), *(many for group in on_record.counts.values() for many in group.values()),
        strict=True)] if on_record.counts else [0, 0]  # fmt: skip
    assert [sum(r.diterima for r in lines), sum(r.dikembalikan for r in lines)] == totals
    assert bool(on_record.arrivals["penduduk"]) <= any(row.tiba for row in lines)
    assert len({(row.opd, row.sumber, row.tahun) for row in lines}) == len(lines)


@given(on_records)
def test_a_line_that_is_out_has_only_files_that_the_release_names(on_record):
    for row in rows(on_record):
        if row.status == "terbit":
            behind = on_record.used[("penduduk", row.tahun)]
            assert {("penduduk", *file) for file in behind} <= on_record.inputs
            assert (row.dikembalikan, row.galat, row.menunggu) == (0, 0, False)
        assert row.terlambat == 0 or row.jatuh_tempo
