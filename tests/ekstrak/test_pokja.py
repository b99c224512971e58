"""Pokja: seven processes and seven prasyarat judged once a year, and the plan of its activities."""

import pytest
from tabel import admission, counts_of, write_book

from schemas.ekstrak.pokja import PRASYARAT, PROSES

HEAD = ["No", "Unsur", "Terpenuhi", "Bukti", "No SK"]
PLAN = ["No", "Program dan Kegiatan", "Baseline", "Target Tahunan", "IKU", "Anggaran", "Pelaksana"]


def sent(tmp_path, *grids):
    return admission(write_book(tmp_path / "a.xlsx", *grids), "pokja")


def numbers(found, **only) -> dict[str, int]:
    return {key[0]: number for key, number in counts_of(found, **only).items()}


def test_fulfilled_is_counted_beside_judged_for_each_scheme(tmp_path):
    rows = [[1, "Perencanaan", "Ya", "RPJMD", "3/2025"], [2, "Monitoring", "Sebagian", "", ""],
            [3, "Pelaporan", "tidak", "", ""],
            [4, "Data Terpilah", "YA", "Profil", ""]]  # fmt: skip
    found = sent(tmp_path, [HEAD, *rows])
    assert found.findings == []
    assert numbers(found) == {
        "proses_pug_dinilai": 3, "proses_pug_terpenuhi": 1,
        "proses_pug_sebagian": 1, "proses_pug_berbukti": 1,
        "prasyarat_pug_dinilai": 1, "prasyarat_pug_terpenuhi": 1,
        "prasyarat_pug_sebagian": 0, "prasyarat_pug_berbukti": 1,
    }  # fmt: skip
    assert numbers(found, rincian="unsur=pemantauan")["proses_pug_terpenuhi"] == 0
    assert numbers(found, rincian="unsur=perencanaan")["proses_pug_terpenuhi"] == 1


def test_there_are_seven_of_each():
    assert len(PROSES) == len(PRASYARAT) == 7
    assert not PROSES.keys() & PRASYARAT.keys()


@pytest.mark.parametrize("word", [*PROSES.values(), *PRASYARAT.values()])
def test_each_is_known_by_its_name_in_any_case(tmp_path, word):
    found = sent(tmp_path, [HEAD, [1, word.upper(), "Ya", "", ""]])
    assert (found.findings, found.admitted.height) == ([], 1)


def test_nothing_is_said_of_a_scheme_that_was_not_judged(tmp_path):
    found = sent(tmp_path, [HEAD, [1, "Komitmen", "Ya", "", ""]])
    facts = ("dinilai", "terpenuhi", "sebagian", "berbukti")
    assert set(numbers(found)) == {f"prasyarat_pug_{fact}" for fact in facts}


def test_one_process_judged_twice_goes_back(tmp_path):
    rows = [[1, "Evaluasi", "Ya", "", ""], [2, "Evaluasi", "Tidak", "", ""],
            [3, "Pelaporan", "Ya", "", ""]]  # fmt: skip
    found = sent(tmp_path, [HEAD, *rows])
    assert {finding.aturan for finding in found.findings} == {"R12"}
    assert found.admitted["unsur"].to_list() == ["pelaporan"]


@pytest.mark.parametrize(
    ("row", "rule", "cell"),
    [
        ([1, "Kesehatan", "Ya", "", ""], "R17", "B2"),
        ([1, "Evaluasi", "hampir", "", ""], "R17", "C2"),
        ([1, "Evaluasi", "", "", ""], "T3", "C2"),
    ],
)
def test_what_is_no_judgement_goes_back(tmp_path, row, rule, cell):
    found = sent(tmp_path, [HEAD, row])
    assert [(f.aturan, f.sel) for f in found.findings] == [(rule, cell)]


def test_the_plan_counts_activities(tmp_path):
    rows = [[1, "Pelatihan PPRG", "11", "24", "PD", "180.000.000", "DP3AKB"],
            [2, "Reviu GBS", "0", "12", "PD", "", "Inspektorat"]]  # fmt: skip
    found = sent(tmp_path, [PLAN, *rows])
    assert numbers(found) == {"kegiatan_rencana_pokja": 2}
    assert found.admitted["anggaran"].to_list() == [180_000_000, None]
    assert found.admitted["target"].to_list() == ["24", "12"]
