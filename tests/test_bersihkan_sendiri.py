"""A run puts admitted originals of closed sumber away by itself, and nothing else changes by it."""

import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import dagster as dg
import pytest
from kantor import Office, Watch

from assets import resources
from assets.resources import Deployment
from pipelines.build_status_board import build_rows
from pipelines.gather_status import gather
from pipelines.load_schedule import schedule
from pipelines.move_sensitive import kept_originals
from pipelines.record_admission import all_findings
from pipelines.store_tables import PRIVATE
from schemas.sources import ALL_SOURCES
from terpilah import cli
from terpilah.trace import cells_behind

ROOT = Path(__file__).parents[1]
HEAD = ["Kode Wilayah", "Nama Wilayah", "Tahun", "Korban L", "Korban P"]
ROWS = [["36.73.01", "Serang", 2025, 29, 41], ["36.73.02", "Kasemen", 2025, 31, 63],
        ["36.73.04", "Curug", 2025, "dua", 12]]  # fmt: skip
CLOSED, OPEN = "rekap_kekerasan/2025/rekap.csv", "penduduk/2025/a.csv"
PEOPLE = "Kode;Kecamatan;Kelompok umur;L;P;Jumlah\n36.73.04;Curug;0-4;11;12;23\n"


def recap(*rows: list) -> str:
    """Victims by kecamatan; invented."""
    return "\n".join(";".join(map(str, row)) for row in (HEAD, *rows)) + "\n"


@pytest.fixture
def office(tmp_path, monkeypatch) -> Office:
    """A recap of which one line is faulty, and an open file beside it."""
    for name in ("DAGSTER_HOME", "TERPILAH_DATA", "DAGSTER_DISABLE_TELEMETRY"):
        monkeypatch.setenv(name, "")
    office = Office(tmp_path)
    office.deliver(CLOSED, recap(*ROWS))
    office.deliver(OPEN, PEOPLE)
    return office


def victims(office: Office) -> dict[str, int]:
    table = office.deployment.store.read("harmonis", "rekap_kekerasan", 2025)
    return dict(table.filter(jenis_kelamin="P").select("kode_wilayah", "jumlah").rows())


def state(office: Office) -> tuple:
    """All that people see of a run."""
    store, reception = office.deployment.store, office.deployment.reception()
    letters = {p.name: p.read_bytes() for p in (office.root / "balikan").rglob("*.txt")}
    sent = {code: len(sent) for code, sent in reception.deliveries.items()}
    behind = cells_behind("PPA-01", "36.73.01", 2025, store).rows()
    facts = gather(store, reception, office.masuk, ZoneInfo("Asia/Jakarta"))
    board = build_rows(facts, ALL_SOURCES, schedule(), date(2026, 3, 1))
    return (office.release.name, office.bytes_of_release(), all_findings(store).rows(), letters,
            sent, reception.files, office.colours("ekstrak/rekap_kekerasan"), board,
            behind)  # fmt: skip


def switch(office: Office, *, on: bool) -> None:
    """Set up the same office with or without it."""
    settings = {**office.deployment.model_dump(), "bersihkan": on}
    office.deployment = Deployment(**settings)


def test_a_run_moves_the_original_and_all_stays_as_it_was_with_it(office):
    switch(office, on=False)
    without = office.run()
    before, original = state(office), (office.masuk / CLOSED).read_bytes()
    assert CLOSED in {cell[5] for cell in before[-1]}
    assert (office.root / "balikan" / f"{CLOSED}.surat.txt").is_file()  # one line went back
    switch(office, on=True)
    first = office.run()
    assert first.published
    assert first.moved == [CLOSED]
    assert not (office.masuk / CLOSED).exists()
    assert (office.masuk / OPEN).is_file()
    (kept,) = kept_originals(office.deployment.store)
    assert kept.path.read_bytes() == original
    assert state(office) == before
    second = office.run()
    assert (second.moved, second.notes, second.refused) == ([], [], without.refused)
    assert state(office) == before


def test_the_archive_is_for_its_owner_alone(office):
    (office.root / PRIVATE).mkdir(mode=0o755)  # as somebody may have made it
    office.run()
    inside = list((office.root / PRIVATE).rglob("*"))
    folders = [office.root / PRIVATE, *(path for path in inside if path.is_dir())]
    files = [path for path in inside if path.is_file()]
    assert {path.name for path in files} >= {"daftar.json"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


def test_a_corrected_file_under_the_old_name_wins_and_leaves_as_well(office):
    office.run()
    office.deliver(CLOSED, recap(*ROWS[:2], ["36.73.04", "Curug", 2025, 22, 58]))
    assert office.run().moved == [CLOSED]
    assert victims(office)["36.73.04"] == 58
    assert office.colours("ekstrak/rekap_kekerasan") == ({"2025"}, set())
    assert not list((office.root / "balikan").rglob("rekap.csv*"))
    assert len(list((office.root / PRIVATE).rglob("*.csv"))) == 2  # the earlier one is kept too
    before = state(office)
    office.run()
    assert state(office) == before


class PowerCut(BaseException):
    """The machine dies: nothing that handles errors sees it."""


def at_the_original(office: Office, error: BaseException, patch: pytest.MonkeyPatch) -> None:
    """From now on, deleting the closed file in the drop folder ends like this."""
    unlink = Path.unlink

    def refuse(path, **more):
        if path == office.masuk / CLOSED:
            raise error
        unlink(path, **more)

    patch.setattr(Path, "unlink", refuse)


def test_a_machine_that_dies_between_ledger_and_original_loses_nothing(office, monkeypatch):
    with monkeypatch.context() as patch:
        at_the_original(office, PowerCut(), patch)
        with pytest.raises(PowerCut):
            office.run()
    assert [kept.label for kept in kept_originals(office.deployment.store)] == [CLOSED]
    before = state(office)
    assert office.run().moved == [CLOSED]
    assert state(office) == before


def test_a_drop_folder_that_may_only_be_read_is_one_sentence_and_no_trouble(office):
    folder = (office.masuk / CLOSED).parent
    folder.chmod(0o555)
    try:
        outcome = office.run()
    finally:
        folder.chmod(0o755)
    assert outcome.published
    assert outcome.broken == []
    assert outcome.notes == [f"Tetap di map setoran: {CLOSED}: mapnya hanya boleh dibaca."]
    assert (office.masuk / CLOSED).is_file()


def test_whatever_goes_wrong_with_moving_the_release_stands(office, monkeypatch):
    def accident(*_words):
        raise ValueError("rusak")

    monkeypatch.setattr(resources, "move_sensitive", accident)
    outcome = office.run()
    assert outcome.published
    assert outcome.notes == ["Berkas sensitif tetap di map setoran (rusak)."]
    assert (office.masuk / CLOSED).is_file()


def test_a_file_of_which_nothing_is_admitted_stays_for_its_agency_to_mend(office):
    office.deliver(CLOSED, recap(ROWS[2]))
    outcome = office.run()
    assert outcome.moved == []
    (note,) = outcome.notes
    assert note.startswith(f"Tetap di map setoran: {CLOSED}: belum ada barisnya yang tersimpan")
    assert (office.masuk / CLOSED).is_file()
    assert (office.root / "balikan" / f"{CLOSED}.surat.txt").is_file()


# --- by whom it is done


def test_the_one_button_of_dagster_does_it_too(office):
    """As the page and its daemon start it: in a process of its own, settings in variables."""
    variables = {"TERPILAH_DATA": office.root, "TERPILAH_MASUK": office.masuk,
                 "DAGSTER_HOME": office.root / "dagster"}  # fmt: skip
    words = ["-m", "dagster", "job", "execute", "-m", "assets.definitions", "-j", "jalankan"]
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=os.environ | {k: str(v) for k, v in
        variables.items()}, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert f"Dipindahkan ke arsip_terbatas: {CLOSED}" in done.stderr
    assert not (office.masuk / CLOSED).exists()
    assert (office.masuk / OPEN).is_file()


def test_a_deployment_may_have_it_switched_off(office, monkeypatch):
    switch(office, on=False)
    outcome = office.run()
    assert (outcome.moved, outcome.notes) == ([], [])
    assert (office.masuk / CLOSED).is_file()
    monkeypatch.delenv("TERPILAH_BERSIHKAN", raising=False)
    assert Deployment.from_environment().bersihkan
    monkeypatch.setenv("TERPILAH_BERSIHKAN", "tidak")
    assert not Deployment.from_environment().bersihkan


def test_the_terminal_says_quietly_what_was_moved_and_obeys_the_setting(office, capsys):
    places = ["jalankan", "--masuk", str(office.masuk), "--data", str(office.root)]
    for words, moved in ((["--bersihkan", "tidak"], False), ([], True), ([], False)):
        with pytest.raises(SystemExit, match="0"):
            cli.cli.main([*places, *words], standalone_mode=False)
        said = capsys.readouterr().out
        assert (f"{PRIVATE}: {CLOSED}" in said) == moved
        assert any("rekap_kekerasan" in line and " 6 " in line for line in said.splitlines())


# --- the sensor


@pytest.fixture
def watch(office) -> Watch:
    return Watch(office.masuk)


def looks(watch: Watch) -> list[type]:
    """Two looks, for a folder that changed is looked at twice."""
    return [type(watch.look()) for _ in range(2)]


STILL, NEWS = [dg.SkipReason] * 2, [dg.SkipReason, dg.RunRequest]


@pytest.mark.parametrize("alone", [False, True])
def test_the_sensor_takes_what_a_run_moved_for_no_news(office, watch, alone):
    if alone:
        (office.masuk / OPEN).unlink()
    assert looks(watch) == NEWS
    office.run()
    assert not (office.masuk / CLOSED).exists()
    assert looks(watch) + looks(watch) == STILL * 2
    office.deliver(CLOSED, recap(*ROWS))  # the same once more must not lie there for long
    assert looks(watch) == NEWS
    office.run()
    assert looks(watch) == STILL
    office.deliver("penduduk/2025/b.csv", PEOPLE)
    assert looks(watch) == NEWS


def test_the_sensor_does_not_ask_again_for_a_file_that_cannot_be_moved(office, watch, monkeypatch):
    at_the_original(office, PermissionError(13, "sedang dibuka"), monkeypatch)
    assert looks(watch) == NEWS
    (note,) = office.run().notes
    assert "sedang dibuka program lain" in note
    assert looks(watch) + looks(watch) == STILL * 2


def test_the_sensor_looks_again_when_a_file_leaves_under_its_eyes(office, watch, monkeypatch):
    looks(watch)
    before, gone = watch.cursor, Path.open

    def leave(path, *words, **more):
        if path == office.masuk / CLOSED:
            raise FileNotFoundError(path)
        return gone(path, *words, **more)

    monkeypatch.setattr(Path, "open", leave)
    assert isinstance(watch.look(), dg.SkipReason)
    assert watch.cursor == before
