"""Program kegiatan: a work plan whose targets carry their unit, under codes of a known decree."""

import pytest
from tabel import admission, counts_of, write_book

HEAD = ["Kode", "Program/Kegiatan/Sub Kegiatan", "Indikator Kinerja", "Target", "Pagu Indikatif",
        "SKPD", "Keputusan Nomenklatur"]  # fmt: skip
DECREE = "Kepmendagri 900.1.15.5-3406/2024"
ROWS = [
    ["2.08.02", "Program PUG", "Persentase ARG", "11,32 %", 410, "DP3AKB", DECREE],
    ["2.08.02.2.01", "Pelembagaan PUG", "PD ber-PPRG", "24 PD", 410, "DP3AKB", DECREE],
    ["2.08.02.2.01.0001", "Koordinasi", "Dokumen", "12 Dokumen", 230, "DP3AKB", DECREE],
    ["2.08.02.2.01.0002", "Pendampingan", "Cakupan", "87,5%", 180, "DP3AKB", DECREE],
]


def sent(tmp_path, rows, head=HEAD):
    return admission(write_book(tmp_path / "a.xlsx", [head, *rows]), "program_kegiatan")


def test_a_target_is_parted_from_its_unit(tmp_path):
    found = sent(tmp_path, ROWS)
    assert found.findings == []
    targets = found.admitted.filter(isian="target").select("kode_nomenklatur", "jumlah", "satuan")
    assert targets.rows() == [
        ("2.08.02.2.01.0001", 12, "Dokumen"),
        ("2.08.02.2.01.0002", 87.5, "%"),
    ]


def test_sub_kegiatan_and_their_ceilings_are_counted_by_agency(tmp_path):
    found = sent(tmp_path, ROWS)
    assert counts_of(found, by="satuan_unit") == {
        ("sub_kegiatan_direncanakan", "DP3AKB", "2025", "TB"): 2,
        ("pagu_indikatif", "DP3AKB", "2025", "TB"): 410,
    }


def test_only_ceilings_are_sums_of_the_rows_below(tmp_path):
    rows = [[*ROWS[0][:4], 500, *ROWS[0][5:]], *ROWS[1:]]
    found = sent(tmp_path, rows)
    assert [(f.aturan, f.sel) for f in found.findings] == [("R2", "E2")]
    assert found.admitted.is_empty()


@pytest.mark.parametrize(
    "decree",
    [
        "Kepmendagri 900.1.15.5-3406/2024",
        "Kepmendagri Nomor 900.1.15.5-3406 Tahun 2024",
        "Keputusan Menteri Dalam Negeri No. 900.1-2850 Tahun 2025",
        "",
    ],
)
def test_decrees_of_the_chain_in_their_wordings(tmp_path, decree):
    found = sent(tmp_path, [[*ROWS[2][:6], decree]])
    assert (found.findings, found.admitted.height) == ([], 2)


@pytest.mark.parametrize(
    ("code", "decree", "why"),
    [
        ("2.08.02.2.01.0001", "Kepmendagri 5-1/2020", "tidak ada dalam daftar"),
        ("2.08.02.2.01.0001", "keputusan bupati", "tidak ada dalam daftar"),
        ("2.08.02.2.01.0001", "Permendagri 90/2019", "2 angka"),
        ("2.08.02.1", DECREE, "bentuknya"),
    ],
)
def test_a_code_outside_its_decree_goes_back(tmp_path, code, decree, why):
    found = sent(tmp_path, [[code, *ROWS[2][1:6], decree], ROWS[3]])
    assert {finding.aturan for finding in found.findings} == {"R18"}
    assert all(why in finding.kalimat for finding in found.findings)
    assert set(found.admitted["kode_nomenklatur"]) == {"2.08.02.2.01.0002"}


def test_a_decree_of_a_later_year_is_none_for_this_budget(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [HEAD, [*ROWS[2][:6], "Kepmendagri 900.1-2850/2025"]])
    assert admission(path, "program_kegiatan", year="2025").admitted.height == 2
    found = admission(path, "program_kegiatan", year="2024")
    assert {finding.aturan for finding in found.findings} == {"R18"}


def test_the_old_codes_of_two_digits(tmp_path):
    row = ["2.08.02.2.01.01", *ROWS[2][1:6], "Permendagri 90/2019"]
    assert sent(tmp_path, [row]).findings == []


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("PROGRAM PENGARUSUTAMAAN GENDER DAN PEMBERDAYAAN PEREMPUAN", []),
        ("Pengarusutamaan gender & pemberdayaan perempuan", []),
        ("Program Penyelenggaraan Jalan", ["R18N"]),
        ("", []),
    ],
)
def test_the_name_beside_a_programme_of_2_08(tmp_path, name, rules):
    head = [*HEAD[:4], "Nama program"]
    found = sent(tmp_path, [[*ROWS[2][:4], name]], head)
    assert [finding.aturan for finding in found.findings] == rules
    assert found.admitted.height == 1


def test_a_programme_that_no_table_establishes_may_be_called_anything(tmp_path):
    head = [*HEAD[:4], "Nama program"]
    row = ["2.09.03.2.01.0001", "Pangan", "Dokumen", "1 Dokumen", "Program apa pun"]
    assert sent(tmp_path, [row], head).findings == []
