"""R19: what a GAP or GBS quotes is what the quoted table, the budget and its own GAP say."""

import polars as pl
import pytest
from kantor import Office
from tabel import admission, delivery, rows, write_book

from pipelines.admit_setoran import Admission, admit
from pipelines.check_gender_budget import Beside
from pipelines.record_admission import all_findings
from schemas.sources import SOURCES

SUB = "2.08.02.2.03.0001"
GAP = ["OPD", "Kode", "Kebijakan/Program/Kegiatan", "Data pembuka wawasan", "Data L", "Data P",
       "Kode data", "Tahun data pembuka wawasan", "Faktor kesenjangan", "Sebab internal",
       "Sebab eksternal", "Reformulasi tujuan", "Rencana aksi", "Data dasar", "Baseline L",
       "Baseline P", "Kode baseline", "Tahun baseline", "Indikator gender", "Kode indikator",
       "Target", "Satuan"]  # fmt: skip
GBS = ["SKPD", "Kode", "Program", "Analisa situasi", "Komponen input", "Keluaran", "Anggaran",
       "Versi anggaran", "Data L", "Data P", "Kode data", "Tahun data pembuka wawasan",
       "Tolok ukur", "Indikator",
       "Kode indikator", "Target", "Satuan"]  # fmt: skip


def gap(**other: object) -> list:
    row = dict(zip(GAP, ["DP3A", SUB, "Pelatihan", "Peserta", 89, 31, "peserta_pelatihan", 2024,
        "Partisipasi", "Jadwal", "Beban", "Seimbang", "Sore", "Peserta", "", "", "", "",
        "Peserta perempuan", "IND-1", 60, "Orang"], strict=True))  # fmt: skip
    return [other.get(name.replace(" ", "_"), cell) for name, cell in row.items()]


def gbs(**other: object) -> list:
    row = dict(zip(GBS, ["DP3A", SUB, "Pelatihan", "Timpang", "Pelatih", "120", 225_000_000,
        "murni", 89, 31, "peserta_pelatihan", 2024, "Seimbang", "Peserta perempuan", "IND-1", 60,
        "Orang"], strict=True))  # fmt: skip
    return [other.get(name.replace(" ", "_"), cell) for name, cell in row.items()]


def told(found: Admission) -> list[tuple[str, str, str, str]]:
    return [(f.aturan, f.lembar, f.sel, f.nilai) for f in found.findings]


# --- the table that step 2 or step 8 names

FIGURES = """
    sumber          | ukuran            | tahun | L   | P
    ketenagakerjaan | peserta_pelatihan | 2024  | 89  | 31
    ketenagakerjaan | peserta_pelatihan | 2023  | 70  | 20
    elemen_sektoral | peserta_pelatihan | 2024  | 99  | 99
"""
BUDGET = [
    ["Kode", "Uraian", "Nama SKPD", "Jenis Belanja", "ARG", "Pagu Murni", "Pagu Perubahan"],
    [SUB, "Penguatan ekonomi", "DP3A", "Operasi", "v", 225_000_000, 240_000_000],
    ["2.08.02.2.01.0001", "Koordinasi", "DP3A", "Operasi", "", 60_000_000, 50_000_000],
    ["7.01.01.2.01.0001", "Rencana", "Kecamatan Curug", "Operasi", "v", 5_000_000, 5_000_000],
    ["7.01.01.2.01.0001", "Rencana", "Kecamatan Kasemen", "Operasi", "v", 7_000_000, 7_000_000],
]


@pytest.fixture
def beside(tmp_path) -> Beside:
    """Figures of two sumber, and the budget of 2025 as an export of SIPD has it."""
    return standing(tmp_path, FIGURES, BUDGET)


def standing(tmp_path, figures: str, budget: list) -> Beside:
    counts = rows(figures)
    spent = admission(write_book(tmp_path / "sipd.xlsx", budget), "anggaran")
    assert spent.findings == []
    tables = {"anggaran": spent.admitted}
    return Beside(
        lambda code: counts.filter(sumber=code), lambda code: tables.get(code, pl.DataFrame())
    )


def held_against(beside: Beside, tmp_path, *grids: list) -> Admission:
    sent = delivery(write_book(tmp_path / "gap.xlsx", *grids), "gap_gbs")
    return admit(SOURCES["gap_gbs"], [sent], beside=beside)


def test_the_same_numbers_are_no_finding_and_the_best_sumber_counts(beside, tmp_path):
    found = held_against(beside, tmp_path, [GAP, gap()], [GBS, gbs()])
    assert (told(found), found.admitted.height) == ([], 2)


def test_another_number_names_both_figures_both_places_and_returns_the_document(beside, tmp_path):
    found = held_against(beside, tmp_path, [GAP, gap(Data_P=13)])
    assert told(found) == [("R19", "Data", "F2", "13")]
    (finding,) = found.findings
    assert finding.tingkat == "galat"
    assert finding.kalimat == (
        "Data pembuka wawasan P tertulis 13, padahal Peserta pelatihan kerja (perempuan), "
        "Kota Serang, 2024 ialah 31 menurut ketenagakerjaan (contoh.xlsx [Data!A1])."
    )
    assert (found.admitted.height, found.returned.height) == (0, 1)


def test_step_8_is_held_against_the_year_that_it_names(beside, tmp_path):
    eight = {"Kode_baseline": "peserta_pelatihan", "Baseline_L": 70}
    right = gap(**eight, Tahun_baseline=2023)
    wrong = gap(**eight, Tahun_baseline=2024, Kode="2.08.02.2.01.0001")
    found = held_against(beside, tmp_path, [GAP, right, wrong])
    assert told(found) == [("R19", "Data", "O3", "70")]
    assert found.findings[0].fakta["hitung"] == 89


def test_numbers_without_a_code_are_never_compared(beside, tmp_path):
    found = held_against(beside, tmp_path, [GAP, gap(Kode_data="", Data_P=13)])
    assert (told(found), found.admitted.height) == ([], 1)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"Kode_data": "peserta_latihan"}, "bukan kode ukuran; mungkin peserta_pelatihan"),
        ({"Kode_data": "korban_kekerasan"}, "tidak terbuka"),
        ({"Tahun_data_pembuka_wawasan": ""}, "tahun datanya kosong"),
        ({"Tahun_data_pembuka_wawasan": 2022}, "belum ada atau belum lengkap"),
    ],
)
def test_what_cannot_be_compared_is_told_and_stays(beside, tmp_path, other, why):
    found = held_against(beside, tmp_path, [GAP, gap(**other)])
    assert told(found) == [("R19U", "Data", "E2", "89"), ("R19U", "Data", "F2", "31")]
    assert all(why in finding.kalimat for finding in found.findings)
    assert found.admitted.height == 1


@pytest.mark.parametrize(("last", "rules"), [("6", []), ("7", ["R19"]), ("?", ["R19U"])])
def test_a_city_is_the_sum_of_its_kecamatan_or_of_nothing(tmp_path, last, rules):
    lines = [
        f"ketenagakerjaan | peserta_pelatihan | 2024 | 36.73.0{n} | 5 | 5" for n in range(1, 6)
    ]
    head = "sumber | ukuran | tahun | wilayah | L | P"
    figures = [head, *lines, f"ketenagakerjaan | peserta_pelatihan | 2024 | 36.73.06 | 9 | {last}"]
    found = held_against(
        standing(tmp_path, "\n".join(figures), BUDGET), tmp_path,
        [GAP, gap(Data_L=34 if last != "?" else "", Data_P=31)],
    )  # fmt: skip
    assert [finding.aturan for finding in found.findings] == rules
    if rules == ["R19"]:
        facts = found.findings[0].fakta
        assert (facts["hitung"], facts["tempat_lain"]) == (
            32, "contoh.xlsx [Data!A1] dan 5 sel lain",
        )  # fmt: skip


# --- the ceiling of the sub kegiatan


def test_an_amount_that_is_not_the_ceiling_returns_the_statement(beside, tmp_path):
    found = held_against(beside, tmp_path, [GBS, gbs(Anggaran=252_000_000)])
    assert told(found) == [("R19A", "Data", "G2", "252000000")]
    assert found.findings[0].kalimat == (
        f"Anggaran GBS sub kegiatan {SUB} tertulis 252.000.000, padahal pagunya di SIPD "
        "225.000.000 (murni) (sipd.xlsx [Data!F2])."
    )
    assert (found.admitted.height, found.returned.height) == (0, 1)


@pytest.mark.parametrize(
    ("version", "amount", "rules"),
    [("perubahan", 240_000_000, []), ("perubahan", 225_000_000, ["R19A"]),
     ("murni", 240_000_000, ["R19A"]), ("", 240_000_000, []), ("", 225_000_000, []),
     ("", 230_000_000, ["R19A"])],
)  # fmt: skip
def test_the_version_stated_is_meant_and_without_one_any(beside, tmp_path, version, amount, rules):
    found = held_against(beside, tmp_path, [GBS, gbs(Versi_anggaran=version, Anggaran=amount)])
    assert [finding.aturan for finding in found.findings] == rules


def test_a_sub_kegiatan_on_several_lines_has_their_sum(tmp_path):
    more = [SUB, "Penguatan ekonomi", "DP3A", "Modal", "v", 25_000_000, 10_000_000]
    both = standing(tmp_path, FIGURES, [*BUDGET, more])
    assert told(held_against(both, tmp_path, [GBS, gbs(Anggaran=250_000_000)])) == []
    found = held_against(both, tmp_path, [GBS, gbs()])
    assert found.findings[0].fakta["hitung"] == "250.000.000 (murni)"


def test_one_code_of_several_agencies_is_that_of_the_agency_named(beside, tmp_path):
    code = "7.01.01.2.01.0001"
    own = gbs(SKPD="KECAMATAN KASEMEN", Kode=code, Anggaran=7_000_000)
    other = gbs(SKPD="Kecamatan Walantaka", Kode=code, Anggaran=7_000_000)
    found = held_against(beside, tmp_path, [GBS, own, other])
    assert told(found) == [("R19U", "Data", "G3", "7000000")]


def test_a_statement_without_a_tag_is_told_and_one_outside_the_budget_too(beside, tmp_path):
    untagged = gbs(Kode="2.08.02.2.01.0001", Anggaran=60_000_000)
    unknown = gbs(Kode="2.08.02.2.09.0009")
    found = held_against(beside, tmp_path, [GBS, untagged, unknown])
    assert [(f.aturan, f.sel) for f in found.findings] == [("R19T", "B2"), ("R19U", "G3")]
    assert found.admitted.height == 2


def test_a_year_without_a_budget_asks_nothing(beside, tmp_path):
    path = write_book(tmp_path / "gap.xlsx", [GBS, gbs(Anggaran=1)])
    found = admit(SOURCES["gap_gbs"], [delivery(path, "gap_gbs", "2024")], beside=beside)
    assert told(found) == []


# --- from GAP to GBS


@pytest.mark.parametrize(
    ("other", "cell", "step"),
    [({"Data_P": 13}, "J2", 2), ({"Kode_data": "pekerja"}, "K2", 2),
     ({"Tahun_data_pembuka_wawasan": 2023}, "L2", 2), ({"Kode_indikator": "IND-2"}, "O2", 9),
     ({"Target": 50}, "P2", 9)],
)  # fmt: skip
def test_a_statement_that_says_otherwise_than_its_gap_returns_both(tmp_path, other, cell, step):
    path = write_book(tmp_path / "a.xlsx", [GAP, gap()], [GBS, gbs(**other)])
    found = admission(path, "gap_gbs")
    assert [(f.aturan, f.lembar, f.sel, f.fakta["langkah"]) for f in found.findings] == [
        ("R19S", "Data 2", cell, step)
    ]
    assert "a.xlsx [Data!" in found.findings[0].kalimat
    assert (found.admitted.height, found.returned.height) == (0, 2)


def test_targets_in_other_units_are_not_compared(tmp_path):
    path = write_book(tmp_path / "a.xlsx", [GAP, gap()], [GBS, gbs(Target=50, Satuan="Persen")])
    assert told(admission(path, "gap_gbs")) == []


@pytest.mark.parametrize(
    ("column", "cell"),
    [("Data_L", "I2"), ("Tolok_ukur", "M2"), ("Kode_indikator", "O2"), ("Target", "P2")],
)
def test_what_the_gap_has_and_the_statement_leaves_open_is_told(tmp_path, column, cell):
    path = write_book(tmp_path / "a.xlsx", [GAP, gap()], [GBS, gbs(**{column: ""})])
    found = admission(path, "gap_gbs")
    assert told(found) == [("R19L", "Data 2", cell, "")]
    assert found.admitted.height == 2


def test_a_form_without_the_column_is_not_asked_for_it(tmp_path):
    short = [name for name in GBS if name not in ("Data L", "Data P", "Tolok ukur", "Target")]
    row = [cell for name, cell in zip(GBS, gbs(), strict=True) if name in short]
    path = write_book(tmp_path / "a.xlsx", [GAP, gap()], [short, row])
    assert told(admission(path, "gap_gbs")) == []


def test_a_statement_without_its_gap_is_told_where_the_agency_has_others(tmp_path):
    other = gbs(Kode="2.08.02.2.01.0001")
    path = write_book(tmp_path / "a.xlsx", [GAP, gap()], [GBS, gbs(), other])
    assert told(admission(path, "gap_gbs")) == [("R19G", "Data 2", "B3", "2.08.02.2.01.0001")]
    nameless = gap(Kode="")
    path = write_book(tmp_path / "b.xlsx", [GAP, gap(), nameless], [GBS, gbs(), other])
    assert told(admission(path, "gap_gbs")) == []
    path = write_book(tmp_path / "c.xlsx", [GBS, gbs(), other])
    assert told(admission(path, "gap_gbs")) == []


# --- in a run of everything


def test_a_run_compares_with_what_lies_in_the_drop_folder_and_on_record(tmp_path):
    office = Office(tmp_path)
    name = "Jumlah Peserta Pelatihan Kerja"
    elements = ["kode dssd;uraian dssd;nama wilayah;tahun;data",
                f"2.07.0005;{name} Laki-Laki;Kota Serang;2024;89",
                f"2.07.0006;{name} Perempuan;Kota Serang;2024;31"]  # fmt: skip
    sent = office.deliver("elemen_sektoral/2024/e.csv", "\n".join(elements) + "\n")
    budget = [";".join(map(str, row)) for row in BUDGET]
    office.deliver("anggaran/2025/sipd.csv", "\n".join(budget) + "\n")
    path = tmp_path / "masuk" / "gap_gbs" / "2025" / "gap.xlsx"
    path.parent.mkdir(parents=True)
    write_book(path, [GAP, gap(Data_P=13)], [GBS, gbs(Data_P=13, Anggaran=1)])
    assert office.run().broken == []
    wanted = [("R19", "F2"), ("R19", "J2"), ("R19A", "G2")]
    assert found_by(office) == wanted
    sent.unlink()  # the figures of 2024 stay on record
    assert office.run().broken == []
    assert found_by(office) == wanted


def found_by(office: Office) -> list[tuple[str, str]]:
    kept = all_findings(office.deployment.store).filter(sumber="gap_gbs", tahun=2025)
    return sorted(kept.select("aturan", "sel").rows())
