"""Templates: made from the contract alone, and known again when they come back filled."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from tabel import counts_of

from pipelines.admit_setoran import admit
from pipelines.lay_out_template import Column, Template, lay_out, version
from pipelines.load_reference import regions
from pipelines.read_marks import marks_of
from pipelines.read_setoran import Setoran
from pipelines.receive_setoran import receive
from pipelines.write_template import FIRST, write_template
from schemas.sources import SOURCES
from terpilah.cli import cli

CITY = "36.73"
each_sumber = pytest.mark.parametrize("name", SOURCES)
UNNEEDED = {"tujuan_tppo"}  # owed only where the form of violence is TPPO
PERIODS = {"tahun": "2025", "tahun_ajaran": "2024/2025", "semester": "2025-S1"}


def template(name: str, **more) -> Template:
    source = SOURCES[name]
    period = next(PERIODS[kind] for kind in PERIODS if kind in source.periods)
    return lay_out(source, CITY, period, **more)


def body_of(made: Template) -> int:
    """The first row below the headings, as Excel counts."""
    return FIRST + max(len(column.headings) for column in made.columns) + 1


def answer_for(source: str, column: Column, row: int) -> object:
    """A sound thing to write into a cell, from what the column says of itself."""
    if column.options:
        return column.options[0 if column.name == "indikator" else row % len(column.options)]
    if column.kind == "banyak_pilihan":
        return next(iter(SOURCES[source].columns[column.name].metadata["codes"].values()))
    words = {
        "kode_wilayah": f"{CITY}.0{row + 1}", "nama_wilayah": ("Serang", "Kasemen")[row],
        "nama_kecamatan": ("Serang", "Kasemen")[row], "nama_provinsi": "Banten",
        "nama_kab_kota": "Kota Serang", "daftar": "sikondang", "satuan": "Orang",
        "keputusan": "Kepmendagri 900.1.15.5-3406/2024", "data_tahun": 2024, "dasar_tahun": 2024,
    }  # fmt: skip
    kinds = {
        "cacah": 0, "angka": 12.5, "tanggal": date(2025, 3, 15), "tahun": "2025",
        "umur": f"{row * 5}-{row * 5 + 4}", "kode": f"2.08.02.2.01.000{row + 1}",
        "teks": f"Isian {row}",
    }  # fmt: skip
    return words.get(column.name) or kinds.get(column.kind)


def filled(name: str, folder: Path) -> Path:
    """The template with all that must be filled in, sums as Excel works them out."""
    made = template(name)
    path = write_template(made, folder / f"{name}.xlsx")
    book = openpyxl.load_workbook(path)
    sheet, first = book["Data"], body_of(made)
    for row in range(made.rows or 2):
        for place, column in enumerate(made.columns, start=1):
            if not column.filled and column.name not in UNNEEDED:
                number = 0 if column.parts else answer_for(name, column, row % 2)
                sheet.cell(first + row, place, number)
    if made.rows:
        last = first + made.rows
        for place, column in enumerate(made.columns, start=1):
            if column.kind == "cacah":
                sheet.cell(last, place, 0)
    book.save(path)
    return path


@each_sumber
def test_a_filled_template_is_known_wherever_it_lies_and_has_no_galat(name, tmp_path):
    filled(name, tmp_path / "masuk")
    reception = receive(tmp_path / "masuk", "11.01")
    (sent,) = reception.deliveries[name]
    assert not reception.refused
    found = admit(SOURCES[name], [sent])
    assert [f for f in found.findings if f.tingkat == "galat"] == []
    assert found.admitted.height > 0
    assert found.returned.is_empty()


@each_sumber
def test_an_empty_template_is_known_and_gives_no_galat_of_form(name, tmp_path):
    write_template(template(name), tmp_path / "masuk" / "kosong.xlsx")
    reception = receive(tmp_path / "masuk", CITY)
    (sent,) = reception.deliveries[name]
    found = admit(SOURCES[name], [sent])
    assert {f.aturan for f in found.findings} <= {"B9", "R8K", "T3"}
    assert found.admitted.is_empty()


@each_sumber
def test_headings_and_sums_are_locked_and_the_rest_is_open(name, tmp_path):
    made = template(name)
    sheet = openpyxl.load_workbook(write_template(made, tmp_path / "a.xlsx"))["Data"]
    assert sheet.protection.sheet
    first = body_of(made)
    for place, column in enumerate(made.columns, start=1):
        assert sheet.cell(first - 1, place).protection.locked
        assert sheet.cell(first, place).protection.locked == bool(column.parts or column.filled)


@each_sumber
def test_help_names_every_column(name, tmp_path):
    made = template(name)
    book = openpyxl.load_workbook(write_template(made, tmp_path / "a.xlsx"))
    said = {row[0] for row in book["Petunjuk"].iter_rows(values_only=True)}
    assert {" – ".join(column.headings) for column in made.columns} <= said


def test_its_marks_say_sumber_version_region_and_period(tmp_path):
    path = write_template(lay_out(SOURCES["ketenagakerjaan"], CITY, "2025-T3"), tmp_path / "a.xlsx")
    assert marks_of(Setoran(path, "a.xlsx")) == {
        "templat_sumber": "ketenagakerjaan", "templat_bentuk": "lebar",
        "templat_versi": version(SOURCES["ketenagakerjaan"]), "templat_wilayah": CITY,
        "templat_periode": "2025-T3",
    }  # fmt: skip


def test_what_was_not_made_from_a_template_has_no_marks(tmp_path):
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)
    assert marks_of(Setoran(path, "a.xlsx")) == {}
    (tmp_path / "b.csv").write_text("a;b\n")
    assert marks_of(Setoran(tmp_path / "b.csv", "b.csv")) == {}


def test_the_regions_below_stand_ready_with_code_and_name():
    made = lay_out(SOURCES["ketenagakerjaan"], CITY, "2025")
    columns = {column.name: column.filled for column in made.columns if column.filled}
    below = regions().filter(induk=CITY)
    assert list(columns["kode_wilayah"]) == below["kode"].to_list()
    assert list(columns["nama_wilayah"]) == below["nama"].to_list()
    assert set(columns["tahun"]) == {"2025"}


def test_a_quarter_that_stands_in_the_template_is_the_quarter_of_its_numbers(tmp_path):
    made = lay_out(SOURCES["ketenagakerjaan"], CITY, "2025-T3")
    path = write_template(made, tmp_path / "masuk" / "a.xlsx")
    book = openpyxl.load_workbook(path)
    for place, number in ((4, 5), (5, 6), (6, 11)):
        book["Data"].cell(body_of(made), place, number)
    book.save(path)
    (sent,) = receive(tmp_path / "masuk", CITY).deliveries["ketenagakerjaan"]
    assert counts_of(admit(SOURCES["ketenagakerjaan"], [sent])) == {
        ("pencari_kerja_terdaftar", f"{CITY}.01", "2025-T3", "L"): 5,
        ("pencari_kerja_terdaftar", f"{CITY}.01", "2025-T3", "P"): 6,
        ("pencari_kerja_terdaftar", f"{CITY}.01", "2025-T3", "L+P"): 11,
    }


def test_a_template_of_another_version_is_read_and_said(tmp_path):
    path = filled("ketenagakerjaan", tmp_path / "masuk")
    book = openpyxl.load_workbook(path)
    book.custom_doc_props["templat_versi"].value = "lama"
    book.save(path)
    (sent,) = receive(tmp_path / "masuk", CITY).deliveries["ketenagakerjaan"]
    found = admit(SOURCES["ketenagakerjaan"], [sent])
    assert "K5" in {f.aturan for f in found.findings}
    assert found.admitted.height > 0


# --- the command


def run(*words: str):
    return CliRunner().invoke(cli, ["templat", *words])


def test_the_command_writes_a_template_and_says_where(tmp_path):
    done = run("ketenagakerjaan", "--tahun", "2025-T3", "--ke", str(tmp_path))
    assert done.exit_code == 0
    assert (tmp_path / "ketenagakerjaan_36.73_2025-T3.xlsx").is_file()


def test_without_a_sumber_it_lists_them():
    done = run()
    assert done.exit_code == 0
    assert all(name in done.output for name in SOURCES)


@pytest.mark.parametrize(
    "words",
    [("asalan",), ("ketenagakerjaan", "--tahun", "2024/2025"),
     ("ketenagakerjaan", "--tahun", "2025", "--wilayah", "99.99")],
)  # fmt: skip
def test_a_wrong_word_gets_a_sentence_and_no_file(words, tmp_path):
    done = run(*words, "--ke", str(tmp_path))
    assert done.exit_code == 2
    assert done.output.strip()
    assert not list(tmp_path.iterdir())
