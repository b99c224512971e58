"""A register takes the whole way: received unopened, checked, counted, published, no NIK on it."""

import csv
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from kantor import Office
from orakel_register import age_on, read_date

from pipelines import admit_register as admitting
from pipelines.read_setoran import Setoran
from pipelines.receive_setoran import receive
from pipelines.store_tables import PRIVATE, Store
from pipelines.take_in_registers import take_in_registers
from schemas.sources import REGISTERS
from terpilah.check import check
from terpilah.trace import cells_behind

SAMPLE = Path(__file__).parents[1] / "data" / "contoh" / "register" / "penduduk_perorangan"
NAME = "penduduk_perorangan/2025/register_2025.csv"
SOURCE = REGISTERS["penduduk_perorangan"]
HEAD = "NIK;Kode Wilayah;Jenis Kelamin;Tanggal Lahir"
BOY = "3673040101159901;36.73.04.1001;LAKI-LAKI;01/01/2015"
GIRL = "3673044101159902;36.73.04.1001;PEREMPUAN;01/01/2015"


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Iterator[Office]:
    """The sample register with nothing wrong in it, delivered and run once."""
    patch = pytest.MonkeyPatch()
    for name in ("DAGSTER_HOME", "TERPILAH_DATA", "DAGSTER_DISABLE_TELEMETRY"):
        patch.setenv(name, "")
    patch.setenv("TERPILAH_KUNCI", "rekaan-untuk-pengujian")
    patch.setattr(Setoran, "sheets", _never)
    passes = []
    admit = admitting.admit_register
    patch.setattr(
        admitting, "admit_register", lambda *given: passes.append(given[1]) or admit(*given)
    )
    office = Office(tmp_path_factory.mktemp("kantor"))
    office.deliver(NAME, "\n".join(sound_lines()))
    office.outcome = office.run()
    office.passes = passes
    yield office
    patch.undo()


def _never(setoran: Setoran) -> None:
    raise AssertionError(f"{setoran.label} was loaded into memory")


def sound_lines() -> list[str]:
    """The sample without its mistakes; a blank card, of which nobody could say, is none."""
    _, _, head, *lines = (SAMPLE / "2025/register_2025.csv").read_text("utf-8").splitlines()
    at = {name: place for place, name in enumerate(head.split(";"))}
    rows = [line.split(";") for line in lines]
    times = Counter(row[at["NIK"]] for row in rows)
    kept = [
        row for row in rows
        if times[row[at["NIK"]]] == 1 and len(row[at["NIK"]]) == 16 and row[at["Jenis Kelamin"]]
        and row[at["NIK"]].isdigit() and not row[at["Kode Wilayah"]].endswith("9999")
        and row[at["Status Kawin"]] != "entah" and (born := read_date(row[at["Tanggal Lahir"]]))
        and born.year > 1900
    ]  # fmt: skip
    for row in kept:
        row[at["Status Rekam KTP"]] = row[at["Status Rekam KTP"]] or "TIDAK"
    return [head, *(";".join(row) for row in kept), ""]


def persons() -> list[dict[str, str]]:
    return list(csv.DictReader(sound_lines(), delimiter=";"))


def count(region: str, sex: str, *, may_record: bool = False, recorded: bool = False) -> int:
    """People of a region and sex ("" for both), by loops over the file."""
    total = 0
    for row in persons():
        age = age_on(read_date(row["Tanggal Lahir"]), date(2025, 12, 31))
        owes_card = age >= 17 or row["Status Kawin"] != "BELUM KAWIN"
        total += (
            row["Kode Wilayah"].startswith(region)
            and row["Jenis Kelamin"].startswith(sex)
            and (not may_record or owes_card)
            and (not recorded or (owes_card and row["Status Rekam KTP"] == "YA"))
        )
    return total


SEXES = {"L": "L", "P": "P", "L+P": ""}


@pytest.mark.parametrize("region", ["36.73", "36.73.04", "36.73.01.1005"])
def test_published_persons_are_those_a_plain_count_finds(office, region):
    found = office.figures("KPD-01", region, 2025)
    assert found == {name: (count(region, sex), "final") for name, sex in SEXES.items()}


@pytest.mark.parametrize("region", ["36.73", "36.73.02"])
def test_published_shares_are_those_a_plain_count_finds(office, region):
    for name, sex in SEXES.items():
        value, status = office.figures("KPD-06", region, 2025)[name]
        recorded = count(region, sex, recorded=True)
        assert value == pytest.approx(recorded / count(region, sex, may_record=True) * 100)
        assert status == "final"


def test_it_was_read_once_and_its_year_is_green(office):
    assert office.passes == [date(2025, 12, 31)]
    assert office.outcome.refused == office.outcome.broken == []
    assert office.colours("ekstrak/penduduk_perorangan") == ({"2025"}, set())
    assert office.colours("harmonis/penduduk_perorangan")[0] == {"2025"}


def test_a_second_run_reads_it_again_only_when_its_table_is_gone(office):
    table = office.root / "ekstrak/penduduk_perorangan/2025.parquet"
    before, passes = table.read_bytes(), len(office.passes)
    office.run()
    assert len(office.passes) == passes
    table.unlink()
    office.run()
    assert len(office.passes) == passes + 1
    assert table.read_bytes() == before


def test_no_nik_and_no_name_stands_below_the_data_folder_but_in_the_original(office):
    numbers = {row["NIK"].encode() for row in persons()}
    names = {row["Nama Lengkap"].encode() for row in persons()}
    originals = {office.masuk / NAME, *(office.root / PRIVATE).rglob("*.csv")}
    assert len(originals) == 2
    for path in office.root.rglob("*"):
        if path.is_file() and path not in originals:
            content = path.read_bytes()
            assert b"ORANG REKAAN" not in content, path
            assert not [word for word in numbers | names if word in content], path


def test_original_and_table_are_for_their_owner_alone(office):
    places = [*(office.root / PRIVATE).rglob("*.csv"),
              *(office.root / "ekstrak/penduduk_perorangan").iterdir()]  # fmt: skip
    assert len(places) == 2
    for path in places:
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0 or path.parent.parent.name == PRIVATE


def test_the_release_names_the_register_and_a_figure_leads_back_to_it(office):
    assert NAME in (office.release / "manifest.json").read_text(encoding="utf-8")
    cells = cells_behind("KPD-01", "36.73.01.1005", 2025, Store(office.root))
    assert set(cells["berkas"]) == {NAME}
    assert cells["jumlah"].sum() == count("36.73.01.1005", "")


def test_the_board_says_that_it_is_published(office):
    page = (office.root / "papan/index.html").read_text(encoding="utf-8")
    assert "Penduduk per orang (register)" in page


@pytest.mark.parametrize("broken", ["", "NIK;Kode Wilayah\n1;2\n"], ids=["empty", "no column"])
def test_a_broken_register_keeps_the_last_good_table(office, broken):
    table = office.root / "ekstrak/penduduk_perorangan/2025.parquet"
    letter = office.root / "balikan" / f"{NAME}.surat.txt"
    good, before = (office.masuk / NAME).read_text(encoding="utf-8"), table.read_bytes()
    figures = office.bytes_of_release()["indikator.parquet"]
    try:
        office.deliver(NAME, broken)
        outcome = office.run()
        assert table.read_bytes() == before
        assert office.bytes_of_release()["indikator.parquet"] == figures
        assert "2025" in office.colours("ekstrak/penduduk_perorangan")[1]
        assert outcome.refused[0].startswith(f"penduduk_perorangan 2025: {NAME} tidak dapat dibaca")
        assert letter.is_file()
    finally:
        office.deliver(NAME, good)
        office.run()
    assert "Harus diperbaiki: 0" in letter.read_text(encoding="utf-8")  # K1 alone: names unread


# --- which register speaks for a year


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Deliver files, take them in, and see rule by file and persons by year."""
    monkeypatch.setenv("TERPILAH_KUNCI", "rekaan-untuk-pengujian")

    def take_in(files: dict[str, str], letter: str = ""):
        (tmp_path / "masuk").mkdir(exist_ok=True)
        (tmp_path / "masuk" / "pengantar.toml").write_text(letter, encoding="utf-8")
        for name, content in files.items():
            path = tmp_path / "masuk" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        sent = receive(tmp_path / "masuk", "36.73").deliveries[SOURCE.kode]
        intake = take_in_registers(SOURCE, sent, tmp_path / "ekstrak")
        rules = sorted((f.berkas, f.aturan) for f in intake.findings)
        tables = sorted((tmp_path / "ekstrak").glob("*.parquet"))
        return rules, {path.stem: pl.read_parquet(path) for path in tables}

    return take_in


def text(*lines: str) -> str:
    return "\n".join([HEAD, *lines, ""])


def test_the_cover_letter_can_say_what_it_is_and_of_which_day(desk):
    letter = '[[setoran]]\nberkas = "dukcapil/*"\nsumber = "penduduk_perorangan"\ntahun = 2024\n'
    rules, tables = desk({"dukcapil/a.csv": text(BOY, GIRL)}, letter)
    assert (rules, [*tables]) == ([], ["2024"])
    assert tables["2024"]["umur"].to_list() == [9, 9]


def test_ages_are_those_of_the_last_day_of_the_stated_period(desk):
    rules, tables = desk({"penduduk_perorangan/2025-S1/a.csv": text("3673040107159903"
                          ";36.73.04.1001;LAKI-LAKI;01/07/2015")})  # fmt: skip
    assert (rules, tables["2025"]["umur"].to_list()) == ([], [9])


def test_the_latest_of_a_year_counts_and_the_earlier_one_is_told(desk):
    first, second = (f"penduduk_perorangan/2025-S{n}/a.csv" for n in (1, 2))
    rules, tables = desk({first: text(BOY), second: text(BOY, GIRL)})
    assert rules == [(first, "K7")]
    assert tables["2025"].height == 2


def test_two_of_the_same_day_both_go_back_and_the_table_stays(desk):
    one, other = (f"penduduk_perorangan/2025/{name}.csv" for name in "ab")
    desk({one: text(BOY)})
    rules, tables = desk({other: text(GIRL)})
    assert rules == [(one, "B15"), (other, "B15")]
    assert tables["2025"]["jenis_kelamin"].to_list() == ["L"]


def test_without_a_year_it_goes_back(desk):
    rules, tables = desk({"penduduk_perorangan/a.csv": text(BOY)})
    assert (rules, tables) == ([("penduduk_perorangan/a.csv", "B12")], {})


def test_a_workbook_in_its_folder_is_refused_unopened(desk, monkeypatch):
    monkeypatch.setattr(Setoran, "sheets", _never)
    rules, _ = desk({"penduduk_perorangan/2025/a.xlsx": "PK"})
    assert rules == [("penduduk_perorangan/2025/a.xlsx", "B5")]


def test_parquet_is_taken_too(tmp_path, monkeypatch):
    monkeypatch.setenv("TERPILAH_KUNCI", "rekaan-untuk-pengujian")
    monkeypatch.setattr(Setoran, "sheets", _never)
    path = tmp_path / "masuk/penduduk_perorangan/2025/a.parquet"
    path.parent.mkdir(parents=True)
    rows = [line.split(";") for line in (BOY, GIRL)]
    pl.DataFrame(rows, schema=HEAD.split(";"), orient="row").write_parquet(path)
    sent = receive(tmp_path / "masuk", "36.73").deliveries[SOURCE.kode]
    intake = take_in_registers(SOURCE, sent, tmp_path / "ekstrak")
    assert (intake.findings, intake.tally["diterima"]) == ([], 2)


def test_checking_a_register_alone_says_what_would_happen_and_stores_nothing(
    tmp_path, monkeypatch, capsys
):
    from rich.console import Console  # noqa: PLC0415 - takes hold of stdout as it is now

    monkeypatch.setenv("TERPILAH_KUNCI", "rekaan-untuk-pengujian")
    shutil.copytree(SAMPLE, tmp_path / "penduduk_perorangan")
    file = tmp_path / "penduduk_perorangan/2025/register_2025.csv"
    assert not check(Console(width=200), file, None, None, "36.73")
    said = capsys.readouterr().out
    assert "dibaca 2.002, diterima 1.992, dikembalikan 9" in said
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file]


def test_a_key_that_cannot_be_used_is_told_in_one_sentence(tmp_path):
    path = tmp_path / "masuk" / NAME
    path.parent.mkdir(parents=True)
    path.write_text(text(BOY), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "terpilah.cli", "periksa", path],
        cwd=Path(__file__).parents[1], env={**os.environ, "TERPILAH_KUNCI": "pendek"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "Kunci di TERPILAH_KUNCI terlalu pendek; paling sedikit 16 huruf.\n"
