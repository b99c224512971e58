"""Pengawasan: reviews by report, findings by document, and what was done about them."""

import pytest
from tabel import admission, counts_of, write_book

HEAD = ["No", "OPD", "Nomor LHR", "Tgl Laporan", "Dokumen", "Hasil", "Temuan", "Rekomendasi",
        "Tindak Lanjut"]  # fmt: skip
ROWS = [
    [1, "DP3AKB", "700/11", "14/03/2025", "GBS", "Temuan", "Beda", "Samakan", "Tuntas"],
    [2, "DP3AKB", "700/11", "14/03/2025", "GAP", "Tanpa temuan", "", "", ""],
    [3, "DP3AKB", "700/11", "14/03/2025", "KAK", "Ada temuan", "Kurang", "Lengkapi", "Proses"],
    [4, "Disdik", "700/12", "21/03/2025", "PPRG", "Sesuai", "", "", ""],
]  # fmt: skip


def sent(tmp_path, rows):
    return admission(write_book(tmp_path / "a.xlsx", [HEAD, *rows]), "pengawasan")


def numbers(found, **only) -> dict[tuple, int]:
    return {key[:2]: n for key, n in counts_of(found, by="satuan_unit", **only).items()}


def test_a_report_counts_once_and_each_finding_once(tmp_path):
    found = sent(tmp_path, ROWS)
    assert found.findings == []
    assert numbers(found) == {
        ("reviu_pprg", "DP3AKB"): 1, ("reviu_pprg", "Disdik"): 1,
        ("temuan_pprg", "DP3AKB"): 2, ("temuan_pprg", "Disdik"): 0,
        ("temuan_pprg_selesai", "DP3AKB"): 1, ("temuan_pprg_selesai", "Disdik"): 0,
    }  # fmt: skip


def test_findings_by_document_and_by_what_became_of_them(tmp_path):
    found = sent(tmp_path, ROWS)
    expected = {"dokumen=gbs": 1, "dokumen=kak": 1, "dokumen=gap": 0, "tindak_lanjut=proses": 1}
    for part, number in expected.items():
        assert numbers(found, rincian=part)["temuan_pprg", "DP3AKB"] == number, part


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Selesai", "selesai"), ("TUNTAS", "selesai"), ("Dalam proses", "proses"),
        ("Belum selesai", "proses"), ("Belum ditindaklanjuti", "belum"), ("belum", "belum"),
        ("Tidak dapat ditindaklanjuti", "tidak_dapat"), ("", None),
    ],
)  # fmt: skip
def test_words_for_what_became_of_a_finding(tmp_path, word, code):
    found = sent(tmp_path, [[*ROWS[0][:8], word]])
    assert found.admitted["tindak_lanjut"].to_list() == [code]


@pytest.mark.parametrize(
    ("place", "word", "rule"),
    [(2, "", "T3"), (3, "30/02/2025", "R11D"), (4, "Surat", "R17"), (5, "bagus", "R17"),
     (8, "nanti", "R17")],
)  # fmt: skip
def test_a_row_that_cannot_be_read_goes_back(tmp_path, place, word, rule):
    row = [*ROWS[0]]
    row[place] = word
    found = sent(tmp_path, [row, ROWS[3]])
    assert [(f.aturan, f.sel) for f in found.findings] == [(rule, f"{'ABCDEFGHI'[place]}2")]
    assert set(found.admitted["perangkat_daerah"]) == {"Disdik"}
