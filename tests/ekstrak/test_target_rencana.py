"""Target rencana: plan lines with a baseline and a target for each year that the header names."""

import pytest
from tabel import write_book

from pipelines.admit_setoran import Admission, admit
from pipelines.harmonise_targets import harmonise_targets
from pipelines.read_setoran import Delivery, Setoran
from schemas.kode import JENIS_PERHITUNGAN, POLARITAS
from schemas.sources import SOURCES

HEAD = ["Dokumen", "Perangkat Daerah", "Kode Wilayah", "Kode Program", "Program", "Indikator",
        "Satuan", "Polaritas", "Jenis Perhitungan", "Jenis Kelamin"]  # fmt: skip
LINE = ["RPJMD", "DP3AKB", "36.73", "2.08.02", "Program PUG",
        "Persentase Anggaran Responsif Gender", "%", "positif",
        "progres_positif", "L+P"]  # fmt: skip


def sent(path, **facts: str) -> Admission:
    source = SOURCES["target_rencana"]
    return admit(source, [Delivery(Setoran(path, path.name), source, facts, "36.73")])


def plan(tmp_path, years, *lines, head=HEAD, **facts) -> Admission:
    """The admission of a plan whose last columns are headed by `years`."""
    rows = [[*line, *numbers] for line, numbers in lines]
    return sent(write_book(tmp_path / "a.xlsx", [[*head, *years], *rows]), **facts)


def numbers(found) -> list[tuple]:
    return harmonise_targets(found.admitted).select("isian", "tahun", "nilai").rows()


def rules(found) -> list[tuple[str, str]]:
    return [(finding.aturan, finding.sel) for finding in found.findings]


def without(name: str) -> tuple[list, list]:
    place = HEAD.index(name)
    return [*HEAD[:place], *HEAD[place + 1 :]], [*LINE[:place], *LINE[place + 1 :]]


# --- years


def test_each_year_of_the_header_is_a_target_of_that_year(tmp_path):
    years = ["Kondisi Awal 2024", "Target 2025", "Target 2026", "Target 2030"]
    found = plan(tmp_path, years, (LINE, ["8,32", "9,82", "11,32", "17,32"]))
    assert found.findings == []
    assert numbers(found) == [
        ("kondisi_awal", 2024, 8.32), ("target", 2025, 9.82), ("target", 2026, 11.32),
        ("target", 2030, 17.32),
    ]  # fmt: skip


def test_years_under_one_merged_heading(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [
        [*HEAD, "Target", ""], [*[""] * len(HEAD), 2025, 2026], [*LINE, "9,82", "11,32"],
    ])  # fmt: skip
    assert numbers(sent(path)) == [("target", 2025, 9.82), ("target", 2026, 11.32)]


def test_the_cover_letter_dates_a_baseline_that_the_header_does_not(tmp_path):
    years = ["Kondisi awal", "Target 2026"]
    found = plan(tmp_path, years, (LINE, [8, 9]), tahun_dasar="2024")
    assert numbers(found) == [("kondisi_awal", 2024, 8.0), ("target", 2026, 9.0)]
    assert rules(plan(tmp_path, years, (LINE, [8, 9]))) == [("B12", "")]


def test_a_year_outside_the_tables_is_a_finding_and_not_lost(tmp_path):
    found = plan(tmp_path, ["Target 2026", "Target 2045"], (LINE, [9, 10]))
    assert rules(found) == [("T1", "L2")]
    assert numbers(found) == [("target", 2026, 9.0)]
    assert found.returned["nilai"].to_list() == [10.0]


def test_ceilings_beside_the_targets_are_named_as_not_read(tmp_path):
    found = plan(tmp_path, ["Target 2026", "Pagu 2026"], (LINE, [9, 4_087_000_000]))
    assert [f.aturan for f in found.findings] == ["K1"]
    assert numbers(found) == [("target", 2026, 9.0)]


def test_a_target_may_be_a_range_and_its_neighbour_a_number(tmp_path):
    years = ["Target 2026", "Target Bawah 2026", "Target Atas 2026"]
    other = [*LINE[:3], "2.08.06", *LINE[4:]]
    found = plan(tmp_path, years, (LINE, ["", "8", "9,5"]), (other, [12, "", "-"]))
    assert found.findings == []
    assert numbers(found) == [
        ("target_atas", 2026, 9.5), ("target_bawah", 2026, 8.0), ("target", 2026, 12.0),
    ]  # fmt: skip


# --- words


@pytest.mark.parametrize("word", POLARITAS)
def test_the_polarities(tmp_path, word):
    line = [*LINE[:7], word, *LINE[8:]]
    found = plan(tmp_path, ["Target 2026"], (line, [9]))
    assert (found.findings, found.admitted["polaritas"].to_list()) == ([], [word])


@pytest.mark.parametrize("word", JENIS_PERHITUNGAN)
def test_the_kinds_of_calculation_with_or_without_underscore(tmp_path, word):
    for written in (word, word.replace("_", " ").title()):
        line = [*LINE[:8], written, LINE[9]]
        found = plan(tmp_path, ["Target 2026"], (line, [9]))
        assert found.admitted["jenis_perhitungan"].to_list() == [word]


@pytest.mark.parametrize(("name", "column", "default"), [
    ("Polaritas", "polaritas", "tidak_dinyatakan"),
    ("Jenis Perhitungan", "jenis_perhitungan", "tidak_dinyatakan"),
    ("Jenis Kelamin", "jenis_kelamin", "L+P"),
])  # fmt: skip
def test_what_a_plan_does_not_state_is_not_made_up(tmp_path, name, column, default):
    head, line = without(name)
    found = plan(tmp_path, ["Target 2026"], (line, [9]), head=head)
    assert found.admitted[column].to_list() == [default]


@pytest.mark.parametrize(
    ("place", "word", "rule", "cell"),
    [
        (0, "RTRW", "R17", "A2"), (7, "makin rendah makin baik", "R17", "H2"),
        (8, "rata-rata", "R17", "I2"), (9, "semua", "R3", "J2"), (6, "", "T3", "G2"),
        (5, "", "T3", "F2"),
    ],
)  # fmt: skip
def test_a_word_that_is_none_returns_its_line(tmp_path, place, word, rule, cell):
    line = [*LINE]
    line[place] = word
    other = [*LINE[:3], "2.08.06", *LINE[4:]]
    found = plan(tmp_path, ["Target 2026"], (line, [9]), (other, [10]))
    assert (rule, cell) in rules(found)
    assert found.admitted["kode_program"].to_list() == ["2.08.06"]


# --- numbers, codes and repeats


def test_a_number_with_its_unit_in_the_cell_goes_back(tmp_path):
    found = plan(tmp_path, ["Target 2026", "Target 2027"], (LINE, ["12 Dokumen", 13]))
    assert rules(found) == [("R7", "K2")]
    assert numbers(found) == [("target", 2027, 13.0)]


def test_a_target_that_is_not_set_yet_is_no_zero(tmp_path):
    found = plan(tmp_path, ["Target 2026", "Target 2027"], ([*LINE[:9], "Perempuan"], ["", 13]))
    assert rules(found) == [("R8K", "K2")]
    assert numbers(found) == [("target", 2027, 13.0)]


def test_one_line_with_two_targets_for_a_year_contradicts_itself(tmp_path):
    found = plan(tmp_path, ["Target 2026"], (LINE, [9]), (LINE, [10]))
    assert {finding.aturan for finding in found.findings} == {"R12"}
    assert found.admitted.is_empty()


def test_the_three_sexes_of_one_line_are_three_targets(tmp_path):
    lines = [([*LINE[:9], sex], [n]) for sex, n in (("L", 80), ("P", 82), ("L+P", 81))]
    found = plan(tmp_path, ["Target 2026"], *lines)
    assert found.findings == []
    assert dict(found.admitted.select("jenis_kelamin", "nilai").rows()) == {
        "L": 80, "P": 82, "L+P": 81,
    }  # fmt: skip


def test_a_wording_that_nobody_matched_is_kept_and_reported(tmp_path):
    line = [*LINE[:5], "Indeks bahagia", *LINE[6:]]
    found = plan(tmp_path, ["Target 2026", "Target 2027"], (line, [9, 10]))
    assert rules(found) == [("R17P", "2:2")]
    assert numbers(found) == [("target", 2026, 9.0), ("target", 2027, 10.0)]


def test_a_spoilt_code_and_an_unknown_region_go_back(tmp_path):
    spoilt, nowhere = [*LINE[:3], 2.1, *LINE[4:]], [*LINE[:2], "99.99", *LINE[3:]]
    found = plan(tmp_path, ["Target 2026"], (spoilt, [9]), (nowhere, [10]))
    assert sorted(finding.aturan for finding in found.findings) == ["R21", "R4"]
    assert found.admitted.is_empty()


# --- beside the catalogue


def test_a_target_in_another_unit_than_its_indicator_is_told_once_a_line(tmp_path):
    other = [*LINE[:6], "Rupiah", *LINE[7:]]
    found = plan(tmp_path, ["Target 2025", "Target 2026"], (other, [40, 45]))
    assert rules(found) == [("R17S", "2:2")]
    assert "dihitung dalam %" in found.findings[0].kalimat
    assert found.admitted.height == 2


@pytest.mark.parametrize(("written", "blamed"), [("100", []), ("100,5", ["L2"]), ("605", ["L2"])])
def test_a_share_above_all_of_its_whole_goes_back(tmp_path, written, blamed):
    found = plan(tmp_path, ["Target 2025", "Target 2026"], (LINE, ["60,5", written]))
    assert rules(found) == [("R6S", cell) for cell in blamed]
    assert 60.5 in found.admitted["nilai"].to_list()
    assert found.admitted.height == 2 - len(blamed)
