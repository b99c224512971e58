"""The loop with an agency: its balikan comes back with answers, and what it confirmed goes in."""

import shutil
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from kantor import Office
from tabel import admission, delivery, write_book

from pipelines import correct_cells
from pipelines.admit_setoran import admit
from pipelines.read_answers import Answers, confirmed, origin_of, read_answers, record_answers
from pipelines.read_setoran import Setoran
from pipelines.receive_setoran import receive
from pipelines.return_setoran import return_setoran
from pipelines.store_tables import Store
from schemas.aturan import RULES
from schemas.sources import SOURCES

HEAD = ["Kode Wilayah", "Nama Wilayah", "Umur", "Jenis Kelamin", "Jumlah"]
PLACE = ["36.73.01.1001", "Serang", "0-4"]
ZERO = [[*PLACE, "L", 0], [*PLACE, "P", 0]]  # R8N: people that are nowhere are asked about
NAME = "penduduk.xlsx"


@pytest.fixture
def returned(tmp_path) -> Path:
    """A balikan with one peringatan, as the agency finds it."""
    path = write_book(tmp_path / NAME, [HEAD, *ZERO])
    found = admission(path)
    assert {f.aturan for f in found.findings} == {"R8N"}
    book, _ = return_setoran(Setoran(path, NAME), found.findings, tmp_path / "balikan")
    return book


def answer(book: Path, text: str, to: Path) -> Path:
    """The balikan saved again under another name, every finding answered alike."""
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Hasil pemeriksaan"]
    for row in range(8, sheet.max_row + 1):
        sheet[f"I{row}"] = text
    workbook.properties.lastModifiedBy = "Staf Rekaan"
    workbook.save(to)
    return to


def answers_of(path: Path) -> Answers:
    return confirmed(read_answers(Setoran(path, path.name)))


def test_a_balikan_says_which_file_it_returned(returned):
    assert origin_of(Setoran(returned, "x.xlsx")) == NAME
    assert origin_of(Setoran(returned.parents[1] / NAME, NAME)) is None


def test_an_answer_is_kept_with_its_place_who_and_when(returned, tmp_path):
    sent = answer(returned, "Benar, kelurahan baru dibentuk", tmp_path / "kembali.xlsx")
    kept = record_answers(Store(tmp_path), [Setoran(sent, "kembali.xlsx")])
    row = kept.row(0, named=True)
    assert (row["asal"], row["aturan"], row["oleh"]) == (NAME, "R8N", "Staf Rekaan")
    assert row["tanggapan"] == "Benar, kelurahan baru dibentuk"
    assert row["pada"][:4].isdigit()
    again = record_answers(Store(tmp_path), [])
    assert again.equals(kept)


def test_without_an_answer_nothing_is_kept(returned, tmp_path):
    assert record_answers(Store(tmp_path), [Setoran(returned, "x.xlsx")]).is_empty()


@pytest.mark.parametrize("text", ["Benar", "benar, sudah dicek", "BENAR: data SIAK"])
def test_what_is_confirmed_is_no_finding_any_more(text, returned, tmp_path):
    sent = answer(returned, text, tmp_path / "kembali.xlsx")
    back = [delivery(sent, origin=NAME)]
    assert admit(SOURCES["penduduk"], back, answers_of(sent)).findings == []


@pytest.mark.parametrize("text", ["Salah, akan diperbaiki", "tidak benar", "?", "apakah benar"])
def test_anything_else_leaves_the_finding_where_it_is(text, returned, tmp_path):
    sent = answer(returned, text, tmp_path / "kembali.xlsx")
    found = admit(SOURCES["penduduk"], [delivery(sent, origin=NAME)], answers_of(sent))
    assert {f.aturan for f in found.findings} == {"R8N"}


def test_an_answer_belongs_to_the_content_it_was_given_for(returned, tmp_path):
    sent = answer(returned, "Benar", tmp_path / "kembali.xlsx")
    known = answers_of(sent)
    write_book(tmp_path / NAME, [HEAD, [*PLACE, "L", 3], [*PLACE, "P", "-"]])
    assert admission(tmp_path / NAME).findings == []
    other = write_book(tmp_path / "lain.xlsx", [HEAD, *ZERO])
    found = admit(SOURCES["penduduk"], [delivery(other)], known)
    assert {f.aturan for f in found.findings} == {"R8N"}


def test_no_answer_lets_a_galat_in(tmp_path):
    path = write_book(tmp_path / NAME, [HEAD, [*PLACE, "L", "12x"], [*PLACE, "P", 3]])
    found = admission(path)
    (book, _) = return_setoran(Setoran(path, NAME), found.findings, tmp_path / "balikan")
    sent = answer(book, "Benar", tmp_path / "kembali.xlsx")
    again = admit(SOURCES["penduduk"], [delivery(sent, origin=NAME)], answers_of(sent))
    assert {f.aturan for f in again.findings} == {f.aturan for f in found.findings} == {"R7"}
    assert again.admitted.is_empty()


# --- in the drop folder


def test_a_balikan_that_comes_back_takes_the_place_of_its_original(returned, tmp_path):
    drop = tmp_path / "masuk"
    folder = drop / "penduduk" / "2025"
    folder.mkdir(parents=True)
    label = "penduduk/2025/penduduk.xlsx"
    shutil.copy(tmp_path / NAME, folder / NAME)
    found = admission(tmp_path / NAME)
    book, _ = return_setoran(Setoran(folder / NAME, label), found.findings, tmp_path / "b")
    answer(book, "Benar", folder / "penduduk jawaban.xlsx")
    reception = receive(drop, "36.73")
    assert [d.setoran.path.name for d in reception.deliveries["penduduk"]] == [
        "penduduk jawaban.xlsx"
    ]
    assert [(f.aturan, f.berkas, f.tingkat) for f in reception.refused] == [
        ("K4", label, "peringatan")
    ]


def test_the_whole_loop_turns_a_year_green(tmp_path, monkeypatch):
    monkeypatch.setitem(RULES, "R8N", RULES["R8N"].__class__(**{
        **RULES["R8N"].__dict__, "asked": True}))  # fmt: skip
    office = Office(tmp_path)
    rows = [";".join(map(str, row)) for row in (HEAD, *ZERO)]
    office.deliver("penduduk/2025/p.csv", "\n".join(rows) + "\n")
    other = [[*PLACE[:1], "Serang", "5-9", sex, 7] for sex in "LP"]
    office.deliver("penduduk/2025/q.csv", "\n".join(";".join(map(str, r)) for r in (HEAD, *other)))
    office.run()
    balikan = tmp_path / "balikan" / "penduduk" / "2025" / "p.csv.balikan.xlsx"
    answer(balikan, "Benar", office.masuk / "penduduk" / "2025" / "p jawaban.xlsx")
    office.run()
    green, red = office.colours("ekstrak/penduduk")
    assert ("2025" in green, "2025" in red) == (True, False)
    kept = pl.read_parquet(tmp_path / "tanggapan" / "opd" / "semua.parquet")
    assert set(kept["asal"]) == {"penduduk/2025/p.csv"}


# --- answers without the file: its rows are nobody's business, or too many


VICTIMS = ["Kode Wilayah", "Nama Wilayah", "Tahun", "Korban L", "Korban P"]
SHELTERED = "rekap_kekerasan/2025/rekap.csv"


def violence(last: int) -> str:
    """Victims of two years: women many times as many as the year before have to be confirmed."""
    rows = [["36.73", "Kota Serang", 2024, 51, 60], ["36.73", "Kota Serang", 2025, 52, last]]
    return "\n".join(";".join(map(str, row)) for row in (VICTIMS, *rows)) + "\n"


@pytest.fixture
def sheltered(tmp_path) -> Office:
    """An office with a sensitive file whose last year waits for an answer."""
    office = Office(tmp_path)
    office.deliver(SHELTERED, violence(600))
    office.run()
    return office


def admitted_years(office: Office) -> set[int]:
    return set(office.deployment.admission("rekap_kekerasan").admitted["tahun"])


def sheet_of_findings(office: Office) -> Path:
    return office.root / "balikan" / f"{SHELTERED}.balikan.xlsx"


def test_an_answer_without_the_file_lets_a_held_number_of_a_sensitive_sumber_in(sheltered):
    assert admitted_years(sheltered) == {2024}
    book = openpyxl.load_workbook(sheet_of_findings(sheltered))
    assert book.sheetnames == ["Hasil pemeriksaan"]
    said = [str(cell.value) for row in book.active.iter_rows() for cell in row]
    assert not [text for text in said if "600" in text or "Serang" in text]
    answer(sheet_of_findings(sheltered), "Benar, ada korban massal dari Kampung X",
           sheltered.masuk / "rekap_kekerasan" / "2025" / "jawaban.xlsx")  # fmt: skip
    sheltered.run()
    assert admitted_years(sheltered) == {2024, 2025}
    kept = pl.read_parquet(sheltered.root / "tanggapan" / "opd" / "semua.parquet")
    assert set(kept["tanggapan"]) == {"Benar"}  # the reason may tell of a person
    assert set(kept["oleh"]) == {"Staf Rekaan"}
    assert not sheltered.deployment.reception().refused


def test_such_an_answer_holds_for_the_very_file_it_was_given_for(sheltered):
    folder = sheltered.masuk / "rekap_kekerasan" / "2025"
    answer(sheet_of_findings(sheltered), "Benar", folder / "jawaban.xlsx")
    sheltered.deliver(SHELTERED, violence(900))
    sheltered.run()
    assert admitted_years(sheltered) == {2024}


def test_a_sheet_of_answers_with_a_table_beside_it_is_read_as_a_setoran(sheltered):
    path = sheltered.masuk / "rekap_kekerasan" / "2025" / "jawaban.xlsx"
    answer(sheet_of_findings(sheltered), "Benar", path)
    book = openpyxl.load_workbook(path)
    book.create_sheet("Data").append(VICTIMS)
    book.save(path)
    assert sheltered.deployment.reception().answers == []
    assert len(sheltered.deployment.reception().deliveries["rekap_kekerasan"]) == 1


# --- known errors of a source


@pytest.fixture
def known_error(tmp_path, monkeypatch):
    """koreksi.csv with one entry: E2 of the file holds 1o and means 10."""
    entry = {"sumber": "penduduk", "berkas": "*.xlsx", "lembar": "Data", "sel": "E2",
             "tertulis": "1o", "menjadi": "10", "alasan": "huruf o", "opd": "Disdukcapil",
             "tanggal": "2026-01-05"}  # fmt: skip
    monkeypatch.setattr(correct_cells, "corrections", lambda: [entry])


def test_a_known_error_is_put_right_and_said(known_error, tmp_path):
    path = write_book(tmp_path / NAME, [HEAD, [*PLACE, "L", "1o"], [*PLACE, "P", 3]])
    found = admission(path)
    assert found.admitted.sort("jenis_kelamin")["jumlah"].to_list() == [10, 3]
    assert [(f.aturan, f.sel, f.nilai) for f in found.findings] == [("K2", "E2", "1o")]


def test_a_correction_fails_loudly_once_the_agency_has_mended_its_file(known_error, tmp_path):
    path = write_book(tmp_path / NAME, [HEAD, [*PLACE, "L", 11], [*PLACE, "P", 3]])
    found = admission(path)
    assert found.admitted.is_empty()
    assert [(f.aturan, f.sel, f.nilai) for f in found.findings] == [("K3", "E2", "11")]


def test_the_original_on_disk_is_not_touched(known_error, tmp_path):
    path = write_book(tmp_path / NAME, [HEAD, [*PLACE, "L", "1o"], [*PLACE, "P", 3]])
    before = path.read_bytes()
    admission(path)
    assert path.read_bytes() == before


def test_every_entry_of_koreksi_is_complete():
    for entry in correct_cells.corrections():
        assert all(entry[name] for name in ("sumber", "berkas", "sel", "alasan", "opd", "tanggal"))
        assert entry["sumber"] in SOURCES
