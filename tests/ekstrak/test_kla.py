"""KLA: scores of the 24 indicators by stage of the review; imported, never added up by us."""

import pytest
from tabel import admission, write_book

from pipelines.harmonise_official import harmonise_official
from schemas.resmi import INDIKATOR_KLA

HEAD = ["No", "Klaster", "Indikator KLA", "Nilai mandiri", "Verifikasi administrasi", "Nilai akhir"]


def sent(tmp_path, rows, head=HEAD):
    return admission(write_book(tmp_path / "a.xlsx", [head, *rows]), "kla")


def scores(found) -> dict[tuple, float]:
    table = harmonise_official(found.admitted.drop("_id"), found.source)
    assert set(table["satuan"]) <= {"skor"}
    key = table.select("indikator", "kode_wilayah", "metode").rows()
    return dict(zip(key, table["nilai"], strict=True))


def test_stages_of_the_review_are_methods_of_one_figure(tmp_path):
    rows = [[1, "Kelembagaan", "Perda KLA", "38,5", "36,0", "34,0"]]
    found = sent(tmp_path, rows)
    assert found.findings == []
    assert scores(found) == {
        ("kla_01", "36.73", "mandiri"): 38.5,
        ("kla_01", "36.73", "administrasi"): 36.0,
        ("kla_01", "36.73", "akhir"): 34.0,
    }


@pytest.mark.parametrize("number", range(1, 25))
def test_an_indicator_is_known_by_name_number_and_both(tmp_path, number):
    name = INDIKATOR_KLA[number - 1]
    for word in (name, str(number), f"Indikator {number}", f"{number}. {name}"):
        found = sent(tmp_path, [["", "", word, 10, 10, 10]])
        assert {key[0] for key in scores(found)} == {f"kla_{number:02}"}, word


def test_the_whole_score_stands_beside_its_parts(tmp_path):
    rows = [[1, "", "Perda KLA", 40, 40, 40], ["", "", "Nilai KLA", 721, 700, "689,5"]]
    assert scores(sent(tmp_path, rows))["kla", "36.73", "akhir"] == 689.5


def test_a_total_row_is_held_against_the_parts(tmp_path):
    rows = [[1, "", "Perda KLA", 40, 40, 40], [2, "", "2", 10, 10, 10],
            ["Jumlah", "", "", 50, 50, 60]]  # fmt: skip
    found = sent(tmp_path, rows)
    assert [(f.aturan, f.sel) for f in found.findings] == [("R2", "F4")]
    assert {key[2] for key in scores(found)} == {"mandiri", "administrasi"}


@pytest.mark.parametrize(
    ("word", "number", "rule"),
    [("Taman kota", 10, "R17"), ("25", 10, "R17"), ("Nilai KLA", 1001, "R6S"), ("1", -1, "T1")],
)
def test_what_cannot_be_a_score_goes_back(tmp_path, word, number, rule):
    found = sent(tmp_path, [["", "", word, number]], HEAD[:4])
    assert [finding.aturan for finding in found.findings] == [rule]
    assert found.admitted.is_empty()


def test_there_are_24_indicators_each_of_its_own_name():
    assert len(set(INDIKATOR_KLA)) == 24
