"""GAP and GBS as agencies fill them in: a document counts when every step of its form is filled."""

import pytest
from tabel import admission, counts_of, holes_of, write_book

from schemas.ekstrak.gap_gbs import FOUR, STATEMENT, STEPS

NINE = ["OPD", "Kode", "Kebijakan/Program/Kegiatan", "Data pembuka wawasan", "",  "",
        "Faktor kesenjangan", "Sebab internal", "Sebab eksternal", "Reformulasi tujuan",
        "Rencana aksi", "Data dasar (baseline)", "", "", "Indikator gender"]  # fmt: skip
BELOW = ["", "", "", "Uraian", "L", "P", "", "", "", "", "", "Uraian", "L", "P", ""]
STEP = ["DP3A", "2.08.02.2.03.0001", "Pelatihan", "Peserta", 1_433, 1_459, "Partisipasi", "Jadwal",
        "Beban", "Seimbang", "Sore", "2024", 89, 31, "50 persen"]  # fmt: skip
SHORT = ["Perangkat Daerah", "Sub kegiatan", "Isu gender", "Penyebab", "Rencana aksi",
         "PD terkait"]  # fmt: skip
GBS = ["SKPD", "Kode", "Program", "Analisa situasi", "Komponen input", "Keluaran", "Anggaran"]
STATED = ["DP3A", "2.08.02.2.03.0001", "Pelatihan", "L 89 P 31", "Pelatih", "120", "225.000.000"]


def sent(tmp_path, *grids):
    return admission(write_book(tmp_path / "a.xlsx", *grids), "gap_gbs")


def documents(found) -> dict[tuple, int]:
    return {key[:2]: number for key, number in counts_of(found, by="satuan_unit").items()}


def test_nine_steps_with_their_numbers_apart_from_the_words(tmp_path):
    found = sent(tmp_path, [NINE, BELOW, STEP])
    assert found.findings == []
    row = found.admitted.row(0, named=True)
    assert [row[name] for name in ("bentuk", "data_l", "data_p", "dasar_l", "dasar_p")] == [
        "gap9", 1433, 1459, 89, 31,
    ]  # fmt: skip
    assert (row["data_terpilah"], row["data_dasar"]) == ("Peserta", "2024")
    assert documents(found) == {("dokumen_gap", "DP3A"): 1}


def test_the_forms_of_one_workbook_are_told_apart_by_their_headings(tmp_path):
    short = ["Dinas PU", "Trotoar", "Tidak aman", "Akses", "Lampu", "Dishub"]
    found = sent(tmp_path, [NINE, BELOW, STEP], [SHORT, short], [GBS, STATED])
    assert found.findings == []
    assert dict(found.admitted.select("lembar", "bentuk").rows()) == {
        "Data": "gap9", "Data 2": "gap4", "Data 3": "gbs",
    }  # fmt: skip
    assert documents(found) == {
        ("dokumen_gap", "DP3A"): 1,
        ("dokumen_gap", "Dinas PU"): 1,
        ("dokumen_gbs", "DP3A"): 1,
        ("anggaran_gbs", "DP3A"): 225_000_000,
    }


def test_the_version_of_the_form_is_kept(tmp_path):
    short = ["DP3A", "Trotoar", "Tidak aman", "Akses", "Lampu", "Dishub"]
    found = sent(tmp_path, [NINE, BELOW, STEP], [SHORT, short])
    by_form = {form: counts_of(found, rincian=f"bentuk={form}") for form in ("gap9", "gap4")}
    assert [sum(counts.values()) for counts in by_form.values()] == [1, 1]


@pytest.mark.parametrize("step", range(2, 6))
def test_a_step_left_open_is_no_document(tmp_path, step):
    row = ["Dinas PU", "Trotoar", "Tidak aman", "Akses", "Lampu", "Dishub"]
    row[step] = ""
    found = sent(tmp_path, [SHORT, row])
    assert [(f.aturan, f.sel) for f in found.findings] == [("T3", f"{'ABCDEF'[step]}2")]
    assert found.admitted.is_empty()


def test_numbers_inside_prose_go_back(tmp_path):
    row = [*STEP[:4], "L: 89", "P: 31", *STEP[6:]]
    found = sent(tmp_path, [NINE, BELOW, row])
    assert [(f.aturan, f.sel) for f in found.findings] == [("R7", "E3"), ("R7", "F3")]


@pytest.mark.parametrize(
    ("written", "read"),
    [(1433, 1433), ("1.433", 1433), ("1433,00", 1433), ("", None), ("1,433", "R7"), (14.5, "R7"),
     ("1433.0", "R7"), ("1.43", "R7")],
)  # fmt: skip
def test_how_numbers_beside_the_words_are_written(tmp_path, written, read):
    found = sent(tmp_path, [NINE, BELOW, [*STEP[:4], written, *STEP[5:]]])
    if read == "R7":
        assert [(f.aturan, f.sel) for f in found.findings] == [("R7", "E3")]
    else:
        assert (found.findings, found.admitted["data_l"].to_list()) == ([], [read])


def test_a_code_of_another_shape_goes_back(tmp_path):
    found = sent(tmp_path, [GBS, ["DP3A", "2.08.2", *STATED[2:]], STATED])
    assert [f.aturan for f in found.findings] == ["R18"]
    assert documents(found)["dokumen_gbs", "DP3A"] == 1


def test_the_amount_of_a_statement_is_owed(tmp_path):
    found = sent(tmp_path, [GBS, [*STATED[:6], ""], STATED])
    assert [(f.aturan, f.sel) for f in found.findings] == [("T3", "G2")]
    assert holes_of(found, by="ukuran") == {"dokumen_gbs", "anggaran_gbs"}


def test_the_steps_are_those_of_the_forms():
    assert len(STEPS) == 9 - 1  # the first step is the sub kegiatan itself
    assert len(FOUR) == 4
    assert "anggaran" in STATEMENT
