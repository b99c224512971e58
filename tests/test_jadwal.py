"""The schedule: who owes which sumber by when, and what a mistake in it says."""

from datetime import date

import pytest

from pipelines.load_catalogue import BadCatalogue
from pipelines.load_schedule import duties_of, owner, schedule
from schemas.papan import Duty
from schemas.sources import ALL_SOURCES, SOURCES

PENDUDUK = SOURCES["penduduk"]


def test_the_schedule_shipped_covers_every_sumber_and_says_that_it_is_an_example():
    duties = schedule()
    assert {duty.sumber for duty in duties} == set(ALL_SOURCES)
    assert all(due.contoh and due.dasar for duty in duties for due in duty.tenggat)


@pytest.fixture
def edit(tmp_path, monkeypatch):
    """Put lines into a schedule of one's own."""
    head = "sumber,opd,berkas,sejak,periode,tanggal,tahun_ke,dasar,contoh"

    def put(*lines: str):
        (tmp_path / "jadwal.csv").write_text("\n".join([head, *lines]), encoding="utf-8")
        monkeypatch.setenv("TERPILAH_REFERENSI", str(tmp_path))

    return put


def test_due_dates_of_one_duty_stand_together_and_the_agency_is_the_sumbers_own(edit):
    edit("penduduk,,,2024,semester 1,31-07,0,x,", "penduduk,,*,2023,semester 2,31-01,1,x,ya")
    (duty,) = schedule()
    assert (duty.opd, duty.berkas, duty.sejak) == (PENDUDUK.opd, "*", 2023)
    assert [due.of(2025) for due in duty.tenggat] == [date(2025, 7, 31), date(2026, 1, 31)]
    assert [due.contoh for due in duty.tenggat] == [False, True]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("pendduk,,*,2023,tahun,31-01,1,x,", "sumber “pendduk” tidak ada"),
        ("penduduk,,*,2023,tahun,31-02,1,x,", "tanggal “31-02” bukan hari-bulan"),
        ("penduduk,,*,2023,tahun,akhir Januari,1,x,", "tanggal “akhir Januari” bukan"),
        ("penduduk,,*,,tahun,31-01,1,x,", "sejak “” bukan angka 2010 sampai 2035"),
        ("penduduk,,*,23,tahun,31-01,1,x,", "sejak “23” bukan angka 2010 sampai 2035"),
        ("penduduk,,*,2023,tahun,31-01,2026,x,", "tahun_ke “2026” bukan angka -5 sampai 5"),
        ("penduduk,,*,2023,tahun,31-01,1,x,mungkin", "contoh “mungkin” harus ya atau kosong"),
        ("penduduk", "tanggal “” bukan hari-bulan"),
    ],
)
def test_a_mistake_in_the_schedule_is_named_by_its_line(edit, line, said):
    edit("penduduk,,*,2023,tahun,31-01,1,x,ya", line)
    with pytest.raises(BadCatalogue, match=f"^jadwal.csv baris 3 tidak dapat dipakai: {said}"):
        schedule()


def test_a_schedule_without_a_column_says_which(tmp_path, monkeypatch):
    (tmp_path / "jadwal.csv").write_text("sumber;opd\n", encoding="utf-8")
    monkeypatch.setenv("TERPILAH_REFERENSI", str(tmp_path))
    with pytest.raises(BadCatalogue, match=r"baris 1 .* kolom sumber, opd, berkas"):
        schedule()


def test_a_region_without_a_schedule_owes_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("TERPILAH_REFERENSI", str(tmp_path))
    assert schedule() == []


def test_a_named_folder_goes_before_the_rest():
    rest, named = Duty("penduduk", "Umum", "*"), Duty("penduduk", "Dinas A", "penduduk/a/*")
    duties = duties_of(PENDUDUK, [rest, named])
    assert owner("penduduk/a/x.csv", duties) is named
    assert owner("penduduk/x.csv", duties) is rest
    (only, left) = duties_of(PENDUDUK, [named])
    assert (only, left.opd, left.sejak) == (named, PENDUDUK.opd, None)
