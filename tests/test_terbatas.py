"""What is said of victims stays where it must: masked, owner-only, and never published."""

import shutil
import stat
from io import StringIO
from pathlib import Path

import pytest
from kantor import Office
from rich.console import Console
from tabel import admission, write_book

from assets.checks import preview
from pipelines.admit_setoran import admit
from pipelines.read_setoran import Setoran
from pipelines.receive_setoran import Letter, receive, recognise
from pipelines.record_admission import all_findings, record_year
from pipelines.store_tables import Store
from schemas.aturan import RULES
from schemas.sources import SOURCES
from schemas.temuan import MASK, BrokenFile, Finding
from terpilah.check import check

SAMPLE = Path(__file__).parents[1] / "data" / "contoh" / "masuk"
SECRET = "Siti Rekaan"
HEAD = ["Nomor kasus", "Tanggal lapor", "Umur", "Jenis kelamin", "Bentuk kekerasan", "Kecamatan"]
ROWS = [["K-1", "02/03/2025", "20", "P", "fisik", "Curug"],
        ["K-2", "02/03/2025", "30", "L", "psikis", "Curug"],
        ["K-3", "02/03/2025", SECRET, "P", SECRET, "Kasemen"]]  # fmt: skip
PRIVATE = [code for code, source in SOURCES.items() if source.private]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def register(tmp_path):
    """A register with a bad row, in the drop folder of its own sumber."""
    folder = tmp_path / "masuk" / "kasus_kekerasan" / "2025"
    folder.mkdir(parents=True)
    return write_book(folder / "register.xlsx", [HEAD, *ROWS])


def taken(register: Path):
    (sent,) = receive(register.parents[2], "36.73").deliveries["kasus_kekerasan"]
    return sent, admit(sent.source, [sent])


# --- masked


@pytest.mark.parametrize("rule", RULES)
def test_no_rule_quotes_a_cell_once_it_is_masked(rule):
    names = ["nilai", "l", "p", "tertulis", "hitung", "wilayah", "kode", "nama_resmi", "cakupan",
             "saran", "kolom", "pilihan", "map", "satuan", "ribuan", "diminta", "kali", "banyak",
             "ada", "hilang", "bagian", "induk", "ukuran", "batas", "jenis", "akhiran", "judul",
             "lembar_ada", "kolom_hilang", "mirip", "isian", "sumber_cocok", "contoh", "bidang",
             "terdekat", "triwulan", "menjadi", "alasan", "pengganti", "versi", "berlaku", "bacaan",
             "masa", "nomor", "keadaan", "letak"]  # fmt: skip
    ours = {"kolom", "pilihan", "map", "satuan", "ribuan", "diminta", "kali", "banyak", "ada",
            "hilang", "bagian", "induk", "ukuran", "batas", "jenis", "akhiran", "judul",
            "lembar_ada", "kolom_hilang", "isian", "sumber_cocok", "contoh", "alasan", "pengganti",
            "versi", "berlaku", "masa", "nomor", "keadaan", "letak"}  # fmt: skip
    facts = {name: "kita" if name in ours else SECRET for name in names if name != "nilai"}
    why = SECRET if RULES[rule].family == "wilayah" else "kita"
    found = Finding(rule, "a.xlsx", "Data", "B2", SECRET, fakta={**facts, "sebab": why}).masked()
    assert found.nilai == MASK
    assert SECRET not in f"{found.kalimat} {found.perbaikan} {found.fakta}"
    assert f"({MASK})" not in found.kalimat
    assert (found.lembar, found.sel) == ("Data", "B2")


def test_what_an_open_sumber_is_told_stays_as_it_was():
    found = Finding("R7", "a.xlsx", "Data", "B2", "dua", fakta={"sebab": "huruf", "ribuan": "."})
    assert "“dua”" in found.kalimat


def test_neither_findings_nor_the_page_of_a_check_nor_the_terminal_quote_a_cell(register, tmp_path):
    _, found = taken(register)
    assert {f.aturan for f in found.findings} == {"T2", "R17"}
    store = Store(tmp_path / "data")
    record_year(store, found, 2025)
    terminal = Console(record=True, width=200, file=StringIO())
    check(terminal, register, None, 2025, "36.73")
    page = str(preview(found.findings))
    table = str(all_findings(store).to_dicts())
    shown = terminal.export_text()
    assert "R17" in page and "R17" in table and "R17" in shown  # noqa: PT018
    assert not any(SECRET in text for text in (page, table, shown))


@pytest.mark.parametrize("name", PRIVATE)
def test_whatever_stands_in_whatever_column_is_never_said(name, tmp_path):
    (sample, *_) = sorted((SAMPLE / name).rglob("*.xlsx"))
    setoran = Setoran(sample, sample.name)
    grid = [list(row) for row in setoran.sheets()[0].rows]
    for column in range(len(grid[-1])):
        spoilt = [*grid[:-1], [*grid[-1][:column], SECRET, *grid[-1][column + 1 :]]]
        path = write_book(tmp_path / f"{column}.xlsx", spoilt)
        for finding in admission(path, name).findings:
            said = f"{finding.nilai} {finding.kalimat} {finding.perbaikan} {finding.fakta}"
            assert SECRET not in said, (column, finding.aturan)


# --- for the owner alone


def test_an_extract_and_what_was_returned_are_for_their_owner_alone(register, tmp_path):
    store = Store(tmp_path / "data")
    record_year(store, taken(register)[1], 2025)
    for table in ("kasus_kekerasan", "kasus_kekerasan_dikembalikan"):
        path = store.path("ekstrak", table, 2025)
        assert (mode(path), mode(path.parent)) == (0o600, 0o700)


def test_the_original_lies_in_an_archive_of_its_own(register, tmp_path):
    store = Store(tmp_path / "data")
    path = store.archive(Setoran(register, register.name), private=True)
    assert path.read_bytes() == register.read_bytes()
    assert path.is_relative_to(tmp_path / "data" / "arsip_terbatas")
    assert mode(path) == 0o600
    assert {mode(path.parent), mode(path.parents[1])} == {0o700}
    assert not (tmp_path / "data" / "arsip").exists()


def test_an_extract_that_others_could_read_is_closed_when_it_is_written_again(register, tmp_path):
    store, found = Store(tmp_path / "data"), taken(register)[1]
    path = store.write(found.admitted.drop("_id"), "ekstrak", "kasus_kekerasan", 2025)
    assert mode(path) & 0o044
    record_year(store, found, 2025)
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)


# --- in no other sumber


@pytest.mark.parametrize(
    "folder", ["penduduk", "peserta_didik", "ketenagakerjaan", "bansos", "layanan_ppa"]
)
@pytest.mark.parametrize("name", PRIVATE)
def test_a_file_of_a_private_sumber_is_refused_in_the_folder_of_another(folder, name, tmp_path):
    (path, *_) = sorted((SAMPLE / name).rglob("*.xlsx"))
    with pytest.raises(BrokenFile) as refused:
        recognise(Setoran(path, f"{folder}/2025/{path.name}"), Letter(berkas="x"), "36.73")
    assert refused.value.finding.aturan == "B10"


# --- in a whole run


def test_a_whole_run_shows_and_publishes_nothing_of_it(register, tmp_path, monkeypatch, capfd):
    for name in ("DAGSTER_HOME", "TERPILAH_DATA", "DAGSTER_DISABLE_TELEMETRY"):
        monkeypatch.setenv(name, "")
    office = Office(tmp_path)
    shutil.copytree(SAMPLE / "ketenagakerjaan", office.masuk / "ketenagakerjaan")
    outcome = office.run()
    assert outcome.published
    assert any("kasus_kekerasan 2025: 2 angka diterima" in text for text in outcome.refused)
    said = "".join(capfd.readouterr())
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path != register]
    closed = [p for p in kept if p.is_relative_to(tmp_path / "arsip_terbatas") or mode(p) == 0o600]
    letters = [path for path in kept if "balikan" in path.parts]
    assert SECRET not in said
    assert {path.suffix for path in letters} == {".xlsx", ".txt"}
    for path in set(kept) - set(closed):
        assert SECRET.encode() not in path.read_bytes(), path
    for path in office.release.iterdir():
        assert b"register" not in path.read_bytes(), path
