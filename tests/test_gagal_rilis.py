"""Crashes while writing: the last good table and the current release are whole, always."""

import hashlib
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import polars as pl
import pytest

from pipelines import publish_release
from pipelines.publish_release import Release, publish
from pipelines.store_tables import Store, replacing

TESTS = Path(__file__).parent

# --- the store


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "tabel.parquet"
    path.write_bytes(b"lama")

    def write_half():
        with replacing(path) as staging:
            staging.write_bytes(b"separuh")
            raise OSError("cakram penuh")

    with pytest.raises(OSError, match="penuh"):
        write_half()
    assert path.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [path]


def test_a_table_that_cannot_be_written_whole_leaves_the_last_good_one(tmp_path, monkeypatch):
    store, good = Store(tmp_path), pl.DataFrame({"a": [1]})
    store.write(good, "ekstrak", "penduduk", 2025)

    def half(_frame, path, **_more):
        Path(path).write_bytes(b"PAR1")
        raise OSError("cakram penuh")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", half)
    with pytest.raises(OSError, match="penuh"):
        store.write(pl.DataFrame({"a": [2]}), "ekstrak", "penduduk", 2025)
    assert store.read("ekstrak", "penduduk", 2025).equals(good)
    assert [table.height for table in store.read_all("ekstrak", "penduduk")] == [1]


def test_a_half_written_table_of_a_dead_machine_is_not_read(tmp_path):
    store = Store(tmp_path)
    path = store.write(pl.DataFrame({"a": [1]}), "ekstrak", "penduduk", 2025)
    path.with_name(".2026.parquet.4242").write_bytes(b"PAR1")
    assert len(list(store.read_all("ekstrak", "penduduk"))) == 1


# --- publishing


def tables(number: int) -> dict[str, pl.DataFrame]:
    counts = pl.Series("jumlah", range(1, number + 2), pl.Int64)
    findings = pl.DataFrame({
        "sumber": "penduduk", "tahun": 2025, "aturan": "R1", "tingkat_temuan": "galat",
        "kelompok": "jumlah", "jumlah": counts,
    })  # fmt: skip
    return {"temuan": findings}


INPUTS = [{"sumber": "penduduk", "berkas": "a.xlsx", "sidik": "0" * 64}]


def release(folder: Path, number: int) -> Release:
    return publish(folder, tables(number), INPUTS)


def current(folder: Path) -> int:
    """The rows of the current release, after every file was held against its manifest."""
    now = folder / "terkini"
    manifest = json.loads((now / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["rilis"] == now.resolve().name
    for facts in manifest["tabel"].values():
        content = (now / facts["berkas"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == facts["sha256"]
    return manifest["tabel"]["temuan"]["baris"]


def hidden(folder: Path) -> list[str]:
    """What a run has left behind; the lock file stays for the next one."""
    places = (*folder.iterdir(), *(folder / "rilis").iterdir())
    return [p.name for p in places if p.name.startswith(".") and p.name != ".kunci"]


def test_the_same_input_gives_the_same_release_byte_for_byte(tmp_path):
    first, second = release(tmp_path / "a", 3), release(tmp_path / "b", 3)
    assert first.id == second.id
    names = sorted(path.name for path in first.folder.iterdir())
    assert names == ["manifest.json", "temuan.parquet"]
    for name in names:
        assert (first.folder / name).read_bytes() == (second.folder / name).read_bytes()


def test_publishing_again_leaves_the_release_untouched(tmp_path):
    first = release(tmp_path, 3)
    before = {p: p.stat().st_mtime_ns for p in (*first.folder.iterdir(), tmp_path / "terkini")}
    again = release(tmp_path, 3)
    assert (first.new, again.new, again.id) == (True, False, first.id)
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_other_inputs_make_another_release_of_the_same_figures(tmp_path):
    first = release(tmp_path, 3)
    other = publish(tmp_path, tables(3), [{**INPUTS[0], "sidik": "1" * 64}])
    assert other.id != first.id


def test_an_older_release_can_be_made_current_again_and_both_stay(tmp_path):
    old, new = release(tmp_path, 1), release(tmp_path, 2)
    assert release(tmp_path, 1).new
    assert current(tmp_path) == 2
    assert old.folder.is_dir()
    assert new.folder.is_dir()


@pytest.mark.parametrize("step", ["_write_tables", "_describe", "_settle", "sync", "_point"])
def test_a_crash_at_any_step_keeps_the_old_release_and_the_next_run_finishes(
    step, tmp_path, monkeypatch
):
    def crash(*_args):
        raise OSError("mesin mati")

    release(tmp_path, 1)
    with monkeypatch.context() as broken:
        broken.setattr(publish_release, step, crash)
        with pytest.raises(OSError, match="mesin mati"):
            release(tmp_path, 2)
    assert current(tmp_path) == 2
    release(tmp_path, 2)
    assert current(tmp_path) == 3
    assert hidden(tmp_path) == []


def test_what_dead_machines_left_behind_is_cleaned_up(tmp_path):
    release(tmp_path, 1)
    (tmp_path / "rilis" / ".4242").mkdir()
    (tmp_path / ".terkini.4242").symlink_to("rilis/hilang")
    release(tmp_path, 2)
    assert hidden(tmp_path) == []


def test_a_hidden_file_of_the_desktop_does_not_stop_a_release(tmp_path):
    release(tmp_path, 1)
    (tmp_path / "rilis" / ".DS_Store").write_bytes(b"isi")
    release(tmp_path, 2)
    assert current(tmp_path) == 3


def test_a_reader_always_finds_a_whole_release_while_another_is_swapped_in(tmp_path):
    release(tmp_path, 0)
    done, seen = threading.Event(), []

    def read_on():
        while not done.is_set():
            seen.append((tmp_path / "terkini" / "manifest.json").is_file())

    reader = threading.Thread(target=read_on)
    reader.start()
    for number in range(60):
        release(tmp_path, number % 2)
    done.set()
    reader.join()
    assert all(seen)


PUBLISH_FOR_EVER = """
import itertools, sys, test_gagal_rilis as t
t.publish_release.code_version()
print("siap", flush=True)
for number in itertools.count(int(sys.argv[2])):
    t.release(t.Path(sys.argv[1]), number % 7 * 2000)
"""


def test_a_machine_killed_at_any_moment_leaves_a_whole_release(tmp_path):
    release(tmp_path, 0)
    for delay in (0.0, 0.004, 0.011, 0.03, 0.07, 0.15):
        run = subprocess.Popen(
            [sys.executable, "-c", PUBLISH_FOR_EVER, tmp_path, str(int(1000 * delay))],
            cwd=TESTS, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        with run:
            assert run.stdout.readline() == "siap\n"
            time.sleep(delay)
            run.kill()
        assert current(tmp_path) >= 1
    release(tmp_path, 4)
    assert current(tmp_path) == 5
    assert hidden(tmp_path) == []
