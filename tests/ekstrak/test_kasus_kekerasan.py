"""Kasus kekerasan: victims and cases counted, several words in a cell, and nobody named."""

import openpyxl
import pytest
from tabel import admission, counts_of, delivery, harmonised_of, holes_of, write_book

from pipelines.return_setoran import SHEET, return_setoran
from schemas.sources import SOURCES

HEAD = ["No", "No Registrasi", "ID Korban", "Nama Korban", "NIK", "Tgl Kejadian", "Tgl Lapor",
        "Usia", "JK Korban", "Jenis Kekerasan", "TKP", "Hubungan dengan pelaku", "Layanan",
        "Kanal", "Status", "Kecamatan", "Alamat"]  # fmt: skip
MONTHS = [f"{month:02}" for month in range(1, 13)]
NAME, NIK, STREET = "Sri Rekaan", "3673014101900001", "Jl. Rekaan 7"


def line(
    case: str, person: str, age: str, sex: str, form: str, *, services: str = "",
    place: str = "Curug", seen: str = "01/02/2025", told: str = "05/02/2025",
) -> list:  # fmt: skip
    return [1, case, person, NAME, NIK, seen, told, age, sex, form, "rumah", "Suami", services,
            "129", "proses", place, STREET]  # fmt: skip


# A mother and her son are victims of one case; the mother comes back with a second one.
MOTHER = line("K-1", "A", "34 th", "Perempuan", "Fisik, psikis", services="Pengaduan; medis")
SON = line("K-1", "B", "9", "Laki-laki", "kekerasan psikis", services="Pengaduan")
AGAIN = line("K-2", "A", "34 th", "Perempuan", "Penelantaran")
GIRL = line("K-3", "C", "5 tahun", "Perempuan", "Seksual", services="psikologis/hukum",
            place="Kasemen")  # fmt: skip


@pytest.fixture
def taken(tmp_path):
    rows = [HEAD, MOTHER, SON, AGAIN, GIRL]
    return admission(write_book(tmp_path / "a.xlsx", rows), "kasus_kekerasan")


def at(found, ukuran: str, place: str = "36.73.04", **only) -> dict[str, int]:
    """The numbers of one measure at a place, by sex."""
    return {sex: n for (name, code, _, sex), n in counts_of(found, **only).items()
            if (name, code) == (ukuran, place)}  # fmt: skip


def test_a_person_of_two_cases_is_one_victim(taken):
    assert at(taken, "korban_kekerasan") == {"L": 1, "P": 1, "L+P": 2}
    assert at(taken, "korban_kekerasan", "36.73.02") == {"L": 0, "P": 1, "L+P": 1}


def test_without_a_code_of_the_person_every_row_is_a_victim(tmp_path):
    rows = [[*row[:2], "", *row[3:]] for row in (MOTHER, SON, AGAIN)]
    found = admission(write_book(tmp_path / "a.xlsx", [HEAD, *rows]), "kasus_kekerasan")
    assert at(found, "korban_kekerasan") == {"L": 1, "P": 2, "L+P": 3}


def test_a_case_of_two_victims_is_one_case_and_has_no_sex(taken):
    assert at(taken, "kasus_kekerasan") == {"TB": 2}
    assert at(taken, "kasus_kekerasan", "36.73.02") == {"TB": 1}


def test_who_is_served_by_two_services_or_more_is_served_comprehensively(taken):
    assert at(taken, "korban_dilayani") == {"L": 1, "P": 1, "L+P": 2}
    assert at(taken, "korban_layanan_komprehensif") == {"L": 0, "P": 1, "L+P": 1}


def test_a_victim_of_two_forms_counts_in_each(taken):
    forms = {form: at(taken, "korban_kekerasan", rincian=f"bentuk={form}").get("L+P", 0)
             for form in ("fisik", "psikis", "penelantaran", "tppo")}  # fmt: skip
    assert forms == {"fisik": 1, "psikis": 2, "penelantaran": 1, "tppo": 0}


def months_of(found, ukuran: str, sex: str, place: str = "36.73.04") -> dict[str, int]:
    """The numbers of a measure by month of the report, as far as there are any."""
    found = {code: at(found, ukuran, place, rincian=f"bulan={code}")[sex] for code in MONTHS}
    return {code: number for code, number in found.items() if number}


def test_victims_and_cases_stand_in_the_month_of_their_report(tmp_path):
    rows = [
        line("K-1", "A", "34", "Perempuan", "fisik", told="05/02/2025"),
        line("K-2", "B", "9", "Laki-laki", "fisik", told="28/02/2025"),
        line("K-3", "C", "9", "Laki-laki", "fisik", told="01/12/2025", place="Kasemen"),
    ]
    found = admission(write_book(tmp_path / "a.xlsx", [HEAD, *rows]), "kasus_kekerasan")
    assert months_of(found, "korban_kekerasan", "L+P") == {"02": 2}
    assert months_of(found, "korban_kekerasan", "L") == {"02": 1}
    assert months_of(found, "kasus_kekerasan", "TB") == {"02": 2}
    assert months_of(found, "kasus_kekerasan", "TB", "36.73.02") == {"12": 1}


def test_who_reports_again_stands_in_the_month_of_the_first_report_so_that_months_add_up(tmp_path):
    rows = [
        line("K-9", "A", "34", "Perempuan", "fisik", told="03/07/2025"),
        line("K-1", "A", "34", "Perempuan", "fisik", told="05/03/2025"),
        line("K-2", "", "20", "Perempuan", "fisik", told="06/07/2025"),
        line("K-3", "", "20", "Perempuan", "fisik", told="07/07/2025"),
        line("K-3", "B", "9", "Laki-laki", "fisik", told="01/08/2025"),
    ]
    found = admission(write_book(tmp_path / "a.xlsx", [HEAD, *rows]), "kasus_kekerasan")
    assert months_of(found, "korban_kekerasan", "P") == {"03": 1, "07": 2}
    assert months_of(found, "kasus_kekerasan", "TB") == {"03": 1, "07": 3}
    assert at(found, "korban_kekerasan")["P"] == 3
    assert at(found, "kasus_kekerasan") == {"TB": 4}


def test_a_report_whose_day_cannot_be_read_may_lack_in_every_month(tmp_path):
    row = line("K-4", "D", "20", "Perempuan", "fisik", told="entah", place="Kasemen")
    found = admission(write_book(tmp_path / "a.xlsx", [HEAD, MOTHER, row]), "kasus_kekerasan")
    rows = harmonised_of(found).filter(kode_wilayah="36.73.02", ukuran="korban_kekerasan")
    assert rows["jumlah"].null_count() == rows.height > 0
    assert {f"bulan={month}" for month in MONTHS} <= set(rows["rincian"])


def test_children_and_adults_stand_in_bands_of_their_own(taken):
    children = at(taken, "korban_kekerasan", umur_min=0, umur_max=17)
    adults = at(taken, "korban_kekerasan", umur_min=18)
    small = at(taken, "korban_kekerasan", "36.73.02", umur_min=0, umur_max=5)
    assert children == {"L": 1, "P": 0, "L+P": 1}
    assert adults == {"L": 0, "P": 1, "L+P": 1}
    assert small == {"L": 0, "P": 1, "L+P": 1}


def test_words_of_services_places_and_channels_are_read_as_codes(taken):
    rows = taken.admitted.sort("baris")
    assert rows["layanan"].to_list()[:2] == ["kesehatan;pengaduan", "pengaduan"]
    assert rows["layanan"].to_list()[3] == "bantuan_hukum;psikologis"
    assert set(rows["tempat"]) == {"rumah_tangga"}
    assert set(rows["kanal"]) == {"sapa_129"}
    assert set(rows["hubungan"]) == {"suami_istri"}


def test_names_numbers_and_streets_are_read_nowhere(taken):
    assert taken.findings == []
    told = str([taken.admitted.to_dicts(), harmonised_of(taken).to_dicts()])
    assert not any(word in told for word in (NAME, NIK, STREET))


# --- what goes back


def rules(tmp_path, *rows, year="2025"):
    path = write_book(tmp_path / "a.xlsx", [HEAD, MOTHER, *rows])
    found = admission(path, "kasus_kekerasan", year)
    return found, [(finding.aturan, finding.sel) for finding in found.findings]


def test_nothing_is_reported_before_it_happened(tmp_path):
    row = line("K-4", "D", "20", "Perempuan", "fisik", seen="06/02/2025", told="05/02/2025",
               place="Kasemen")  # fmt: skip
    found, blamed = rules(tmp_path, row)
    assert blamed == [("V1", "B3")]
    assert holes_of(found) == {"36.73.02"}


def test_an_incident_of_last_year_or_of_an_unknown_day_may_be_reported_now(tmp_path):
    rows = [line("K-4", "D", "20", "Perempuan", "fisik", seen=day) for day in ("30/12/2024", "")]
    assert rules(tmp_path, *rows)[1] == []


def test_a_report_of_next_year_cannot_stand_in_this_years_file(tmp_path):
    row = line("K-4", "D", "20", "Perempuan", "fisik", told="05/02/2026")
    assert rules(tmp_path, row)[1] == [("R11L", "B3")]


def test_a_report_of_an_earlier_year_is_asked_about_and_counted_in_its_own(tmp_path):
    row = line("K-4", "D", "20", "Perempuan", "fisik", seen="", told="05/02/2024")
    found, blamed = rules(tmp_path, row)
    assert blamed == [("R11M", "B3")]
    assert ("korban_kekerasan", "36.73.04", "2024", "P") in counts_of(found)


def test_a_purpose_of_trafficking_needs_trafficking(tmp_path):
    head = [*HEAD, "Tujuan TPPO"]
    rows = [[*line("K-1", "A", "20", "Perempuan", "trafficking"), "Kerja paksa"],
            [*line("K-2", "B", "20", "Perempuan", "fisik"), "Kerja paksa"],
            [*line("K-3", "C", "20", "Perempuan", "fisik"), ""]]  # fmt: skip
    found = admission(write_book(tmp_path / "a.xlsx", [head, *rows]), "kasus_kekerasan")
    assert [(f.aturan, f.sel) for f in found.findings] == [("V2", "B3")]


def test_a_victim_of_no_known_kecamatan_leaves_a_hole_in_the_city(tmp_path):
    rows = [line("K-4", "D", "20", "Perempuan", "fisik", place=place) for place in ("Entah", "")]
    found, blamed = rules(tmp_path, *rows)
    assert blamed == [("R4", "B4"), ("R4", "P3")]
    assert holes_of(found) == {"36.73"}


# --- nothing of a cell is ever said


def bad(tmp_path):
    rows = [line("K-4", "D", NAME, NIK, "Perundungan", place=STREET)]
    return write_book(tmp_path / "a.xlsx", [[*HEAD, "Catatan"], [*MOTHER, "lihat arsip"], *rows])


def test_findings_say_where_and_what_to_do_but_never_what_stands_there(tmp_path):
    found = admission(bad(tmp_path), "kasus_kekerasan")
    assert {f.aturan for f in found.findings} == {"K1", "T2", "R3", "R17"}
    for finding in found.findings:
        said = f"{finding.nilai} {finding.kalimat} {finding.perbaikan} {finding.fakta}"
        assert not any(word in said for word in (NAME, NIK, STREET, "Perundungan", "Catatan"))
        assert finding.nilai in ("", "(disamarkan)")
    (unread,) = (f for f in found.findings if f.aturan == "K1")
    assert unread.kalimat.startswith("Kolom R tidak dibaca")


def test_the_workbook_that_goes_back_holds_no_row_of_theirs(tmp_path):
    path = bad(tmp_path)
    found = admission(path, "kasus_kekerasan")
    setoran = delivery(path, "kasus_kekerasan").setoran
    book, letter = return_setoran(setoran, found.findings, tmp_path / "balikan", private=True)
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == [SHEET]
    texts = [str(cell.value) for row in sheets[SHEET].iter_rows() for cell in row]
    said = " ".join([*texts, letter.read_text(encoding="utf-8")])
    assert not any(word in said for word in (NAME, NIK, STREET, "Perundungan", "K-4"))
    assert all(f"{f.sel}" in texts and f.aturan in texts for f in found.findings if f.sel)
    assert not any(cell.hyperlink for row in sheets[SHEET].iter_rows() for cell in row)


def test_only_what_is_open_or_restricted_is_returned_as_a_copy():
    assert SOURCES["kasus_kekerasan"].private
    assert not SOURCES["penduduk"].private
