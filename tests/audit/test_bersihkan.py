"""Files about victims leave the drop folder, and nothing changes by it."""

import os
import shutil
import stat
from datetime import UTC
from pathlib import Path

import polars as pl
import pytest
from tabel import write_book

from assets.resources import Deployment
from pipelines import move_sensitive as move
from pipelines.gather_status import gather
from pipelines.move_sensitive import (
    is_shipped,
    kept_originals,
    move_sensitive,
    release_original,
)
from pipelines.record_admission import record_year
from pipelines.store_tables import PRIVATE

HEAD = ["Nomor kasus", "Tanggal lapor", "Umur", "Jenis kelamin", "Bentuk kekerasan", "Kecamatan"]
ROWS = [["K-1", "02/03/2025", "20", "P", "fisik", "Curug"],
        ["K-2", "02/03/2025", "30", "L", "psikis", "Curug"]]  # fmt: skip
PLACE = "kasus_kekerasan/2025/register.xlsx"


@pytest.fixture
def office(tmp_path) -> Deployment:
    masuk = tmp_path / "masuk"
    (masuk / PLACE).parent.mkdir(parents=True)
    write_book(masuk / PLACE, [HEAD, *ROWS])
    return Deployment(data=str(tmp_path), masuk=str(masuk))


def run(office: Deployment) -> pl.DataFrame:
    """What receiving and checking do to one closed sumber; returns its extract."""
    for sent in office.reception().deliveries.values():
        for delivery in sent:
            office.store.archive(delivery.setoran, private=delivery.source.private)
    admission = office.admission("kasus_kekerasan")
    record_year(office.store, admission, 2025)
    return office.store.read("ekstrak", "kasus_kekerasan", 2025)


def clean(office: Deployment):
    return move_sensitive(office.store, office.reception(), Path(office.masuk))


def drop(office: Deployment, place: str = PLACE) -> Path:
    return Path(office.masuk) / place


def test_an_admitted_original_leaves_and_every_figure_stays(office):
    before = run(office)
    original = drop(office).read_bytes()
    assert clean(office).moved == [PLACE]
    assert not drop(office).exists()
    (kept,) = kept_originals(office.store)
    assert kept.path.read_bytes() == original
    assert kept.path.is_relative_to(office.store.root / PRIVATE)
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    assert run(office).equals(before)
    assert office.admission("kasus_kekerasan").years == [2025]
    assert not clean(office).moved


def test_a_second_file_of_the_year_does_not_wipe_what_was_taken_out(office):
    before = run(office)
    clean(office)
    late = [["K-8", "05/06/2025", "11", "P", "seksual", "Kasemen"],
            ["K-9", "05/06/2025", "12", "L", "fisik", "Kasemen"]]  # fmt: skip
    write_book(drop(office, "kasus_kekerasan/2025/susulan.xlsx"), [HEAD, *late])
    after = run(office)
    assert after.height == before.height + 2
    assert set(after["berkas"]) == {PLACE, "kasus_kekerasan/2025/susulan.xlsx"}


def test_a_corrected_file_of_the_same_name_takes_the_place_of_the_archived_one(office):
    before = run(office)
    clean(office)
    third = ["K-3", "04/03/2025", "40", "L", "fisik", "Curug"]
    write_book(drop(office), [HEAD, *ROWS, third])
    after = run(office)
    assert after.height == before.height + 1
    assert set(after["sidik"]).isdisjoint(before["sidik"])
    assert clean(office).moved == [PLACE]
    assert run(office).equals(after)


def test_an_original_that_is_not_archived_or_not_stored_stays(office):
    assert not clean(office).moved
    assert drop(office).is_file()
    run(office)
    shutil.rmtree(office.store.root / PRIVATE)
    (sentence,) = clean(office).stayed
    assert "arsip_terbatas" in sentence
    assert drop(office).is_file()


def test_an_archived_copy_that_is_not_the_same_keeps_the_original(office):
    run(office)
    (archived,) = (office.store.root / PRIVATE).rglob("*.xlsx")
    archived.write_bytes(b"rusak")
    assert clean(office).stayed
    assert drop(office).is_file()


class PowerCut(BaseException):
    """The machine dies: nothing that handles errors sees it."""


def at_the_original(office: Deployment, error: BaseException, patch: pytest.MonkeyPatch) -> None:
    """From now on, deleting anything in the drop folder ends like this."""
    unlink = Path.unlink

    def refuse(path, **more):
        if path.is_relative_to(office.masuk):
            raise error
        unlink(path, **more)

    patch.setattr(Path, "unlink", refuse)


def test_a_machine_that_dies_before_the_original_goes_loses_nothing(office, monkeypatch):
    before = run(office)
    with monkeypatch.context() as patch:
        at_the_original(office, PowerCut(), patch)
        with pytest.raises(PowerCut):
            clean(office)
    assert drop(office).is_file()
    assert [kept.label for kept in kept_originals(office.store)] == [PLACE]
    assert run(office).equals(before)
    assert clean(office).moved == [PLACE]


@pytest.mark.parametrize(
    ("error", "why"),
    [(PermissionError(13, "x"), "program lain"), (OSError(30, "x"), "kode 30")],
)
def test_an_original_that_the_machine_keeps_hold_of_stays(office, monkeypatch, error, why):
    before = run(office)
    with monkeypatch.context() as patch:
        at_the_original(office, error, patch)
        found = clean(office)
    assert not found.moved
    (sentence,) = found.stayed
    assert sentence.startswith(f"{PLACE}: ")
    assert why in sentence
    assert drop(office).is_file()
    assert run(office).equals(before)
    assert clean(office).moved == [PLACE]


def test_a_folder_that_its_owner_may_only_read_is_left_alone_by_an_administrator_too(office):
    run(office)
    folder = drop(office).parent
    folder.chmod(0o555)
    try:
        (sentence,) = clean(office).stayed
    finally:
        folder.chmod(0o755)
    assert sentence == f"{PLACE}: mapnya hanya boleh dibaca"
    assert drop(office).is_file()


def test_a_newer_file_that_comes_at_the_last_moment_is_not_taken_for_the_archived_one(
    office, monkeypatch
):
    run(office)
    write = move._write

    def overtaken(*words):
        write(*words)
        write_book(drop(office), [HEAD, *ROWS, ["K-3", "04/03/2025", "40", "L", "fisik", "Curug"]])

    monkeypatch.setattr(move, "_write", overtaken)
    assert not clean(office).moved
    assert run(office).height == 3


def test_an_archive_inside_the_drop_folder_is_never_the_original(tmp_path):
    office = Deployment(data=str(tmp_path), masuk=str(tmp_path))
    drop(office).parent.mkdir(parents=True)
    write_book(drop(office), [HEAD, *ROWS])
    for _ in range(3):  # from the second time on, the archived copy is read as a file of its own
        run(office)
        clean(office)
    (kept,) = kept_originals(office.store)
    assert kept.path.is_file()


def test_when_a_file_came_is_still_told_after_it_left(office):
    came = drop(office).stat().st_ctime
    run(office)
    (archived,) = (office.store.root / PRIVATE).rglob("*.xlsx")
    os.utime(archived, (came + 99, came + 99))  # archived by a run of some later day
    clean(office)
    (arrival,) = gather(office.store, office.reception(), Path(office.masuk), UTC).arrivals[
        "kasus_kekerasan"
    ]
    assert arrival.time.timestamp() == pytest.approx(came, abs=0.001)


@pytest.fixture
def sample(office, monkeypatch) -> Deployment:
    """The office's drop folder, taken for the sample of an installed package."""
    data = Path(office.masuk).parent / "terpasang"
    (data / "contoh").mkdir(parents=True)
    monkeypatch.setattr(move, "shipped_data", lambda: data)
    return Deployment(
        data=office.data, masuk=str(Path(office.masuk).rename(data / "contoh" / "masuk"))
    )


def test_the_sample_is_never_touched_also_not_by_another_name(sample, tmp_path):
    link = tmp_path / "pintasan"
    link.symlink_to(sample.masuk)
    for masuk in (Path(sample.masuk), Path(sample.masuk).parent, link):
        office = Deployment(data=sample.data, masuk=str(masuk))
        run(office)
        assert not clean(office).moved
        assert not clean(office).stayed
    assert drop(sample).is_file()


def test_sample_and_reference_tables_are_shipped_and_a_drop_folder_beside_them_is_not():
    data = Path(__file__).parents[2] / "data"
    assert is_shipped(data / "contoh" / "masuk")
    assert is_shipped(data / "referensi")
    assert not is_shipped(data / "masuk")


def test_what_was_let_go_is_read_no_more(office):
    run(office)
    clean(office)
    assert release_original(office.store, PLACE)
    assert not release_original(office.store, PLACE)
    assert not office.reception().deliveries["kasus_kekerasan"]


def test_an_open_file_is_never_touched(office):
    place = drop(office, "penduduk/2025/a.csv")
    place.parent.mkdir(parents=True)
    place.write_text("Kecamatan,L,P,Jumlah\nCurug,1,2,3\n", encoding="utf-8")
    run(office)
    clean(office)
    assert place.is_file()
