"""Reading cells: every text is the number, sex, age or year it says, or goes back; none guessed."""

from datetime import date, time

import polars as pl
import pytest
from tabel import Admission, admission, write_book

from pipelines.read_periods import read_period
from pipelines.read_words import age_limits, read_age, sex_book

HEADINGS = ["Kode Wilayah", "Nama Wilayah", "Umur", "Jenis Kelamin", "Jumlah"]
PLACE = ["36.73.01.1001", "Serang"]


def numbers(folder, *cells, **delivered) -> Admission:
    """A table of penduduk whose numbers are these cells, each the men beside one woman."""
    men = [[*PLACE, str(age), "L", cell] for age, cell in enumerate(cells)]
    women = [[*PLACE, str(age), "P", 1] for age in range(len(cells))]
    path = write_book(folder / "penduduk.xlsx", [HEADINGS, *men, *women])
    return admission(path, **delivered)


def sexes(folder, *words) -> Admission:
    grid = [[*PLACE, "0-4", word, 1] for word in words]
    return admission(write_book(folder / "penduduk.xlsx", [HEADINGS, *grid]))


def told(found: Admission) -> list[tuple[str, str]]:
    return [(finding.aturan, finding.sel) for finding in found.findings]


def men(found: Admission) -> list[int]:
    return found.admitted.filter(jenis_kelamin="L")["jumlah"].to_list()


# --- numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("7", 7), ("007", 7), ("1234", 1234), ("1.234", 1234), ("1.234.567", 1234567),
     ("1 234", 1234), ("1 234 567", 1234567), ("1\u00a0234", 1234), (" 12 ", 12),
     ("1.234,00", 1234), ("12,0", 12), ("-", 0), ("–", 0), ("—", 0)],
)  # fmt: skip
def test_an_indonesian_number_is_read_as_written(text, number, tmp_path):
    found = numbers(tmp_path, text)
    assert men(found) == [number]
    assert not found.findings


@pytest.mark.parametrize(
    ("text", "number"), [("1,234", 1234), ("1,234,567", 1234567), ("12.0", 12), ("12", 12)]
)
def test_an_english_number_is_read_where_the_cover_letter_says_english(text, number, tmp_path):
    found = numbers(tmp_path, text, locale="en")
    assert men(found) == [number]


@pytest.mark.parametrize(
    "text",
    ["12,5", "2,288", "94.43", "1.23", "1.2.3", "12 34", "1 23", "1,234,567", "12 orang",
     "Rp 5.000", "±5", "1e3", "12-", "५", "½", "5)"],
)  # fmt: skip
def test_what_is_no_whole_indonesian_number_goes_back(text, tmp_path):
    found = numbers(tmp_path, text)
    assert men(found) == []
    assert told(found) == [("R7", "E2")]


@pytest.mark.parametrize("text", ["1.234", "94,43", "1.2", "1,23", "12 34"])
def test_what_is_no_whole_english_number_goes_back(text, tmp_path):
    assert told(numbers(tmp_path, text, locale="en")) == [("R7", "E2")]


def test_a_count_with_exactly_three_decimals_is_asked_about(tmp_path):
    found = numbers(tmp_path, 2.288)
    assert men(found) == []
    assert told(found) == [("R7D", "E2")]


def test_one_sex_that_does_not_apply_leaves_the_other_without_its_pair(tmp_path):
    found = numbers(tmp_path, "n/a")
    assert men(found) == []
    assert told(found) == [("R8", "E3")]


def test_a_suppressed_number_is_held_back_with_its_pair(tmp_path):
    found = numbers(tmp_path, "*")
    assert men(found) == []
    assert told(found) == [("R8M", "E2")]


@pytest.mark.parametrize("number", [0.5, 12.5, 1e-9])
def test_a_native_fraction_in_a_count_column_goes_back(number, tmp_path):
    found = numbers(tmp_path, number)
    assert told(found) == [("R7", "E2")]
    assert "pecahan pada kolom cacah" in found.findings[0].kalimat


@pytest.mark.parametrize("number", [12, 12.0, 0, 2288])
def test_a_native_whole_number_is_itself_in_either_locale(number, tmp_path):
    assert men(numbers(tmp_path, number)) == [number]
    assert men(numbers(tmp_path, number, locale="en")) == [number]


@pytest.mark.parametrize("cell", [date(2025, 1, 1), time(7, 30), True, False])
def test_a_date_a_time_or_a_boolean_is_no_number(cell, tmp_path):
    assert told(numbers(tmp_path, cell)) == [("R7", "E2")]


@pytest.mark.parametrize("number", [-5, "-5", "-1.234"])
def test_a_negative_count_goes_back(number, tmp_path):
    assert told(numbers(tmp_path, number)) == [("T1", "E2")]


@pytest.mark.parametrize("number", [1e19, "99999999999999999999", "9007199254740993"])
def test_a_number_too_large_to_be_held_exactly_goes_back(number, tmp_path):
    found = numbers(tmp_path, number)
    assert men(found) == []
    assert [finding.sel for finding in found.findings] == ["E2"]


@pytest.mark.parametrize("text", ["", "…", "..."])
def test_a_number_that_is_not_reported_is_asked_for_and_is_not_a_zero(text, tmp_path):
    found = numbers(tmp_path, text)
    assert men(found) == []
    assert told(found) == [("R8", "E3"), ("R8K", "E2")]


def test_numbers_that_contradict_each_other_all_go_back(tmp_path):
    found = numbers(tmp_path, "2,288", "94.43", "1.234", "12")
    assert told(found) == [("R7", "E2"), ("R7", "E3"), ("R7", "E4")]
    assert "tidak seragam" in found.findings[0].kalimat


def test_numbers_of_the_other_locale_throughout_are_not_read_as_a_thousandth(tmp_path):
    found = numbers(tmp_path, "1,234,567", "2,288")
    assert men(found) == []


def test_an_element_count_with_a_fraction_is_not_cut_down_to_a_whole_one(tmp_path):
    heading = ["kode_dssd", "uraian_dssd", "kode_pemda", "tahun", "data"]
    line = ["1.01.0001", "Jumlah Murid PAUD Laki-Laki", "36.73", 2025, 2.288]
    other = ["1.01.0002", "Jumlah Murid PAUD Perempuan", "36.73", 2025, 3]
    path = write_book(tmp_path / "elemen.xlsx", [heading, line, other])
    found = admission(path, "elemen_sektoral")
    assert ("R7", "E2") in told(found)
    assert 2.288 not in found.admitted["jumlah"].to_list()


# --- sexes


@pytest.mark.parametrize(
    ("man", "woman"),
    [("L", "P"), ("l", "p"), ("LK", "P"), ("Lk", "Pr"), ("P", "W"), ("p", "w"), ("Pria", "Wanita"),
     ("Laki-laki", "Perempuan"), ("LAKI LAKI", "PEREMPUAN"), ("Laki - Laki", "Wanita")],
)  # fmt: skip
def test_the_sexes_are_read_by_the_book_of_their_column(man, woman, tmp_path):
    grid = [[*PLACE, "0-4", man, 10], [*PLACE, "0-4", woman, 20]]
    found = admission(write_book(tmp_path / "penduduk.xlsx", [HEADINGS, *grid]))
    assert found.admitted.select("jenis_kelamin", "jumlah").rows() == [("L", 10), ("P", 20)]


def test_p_alone_may_be_perempuan_or_pria_and_goes_back(tmp_path):
    assert told(sexes(tmp_path, "P")) == [("R3P", "D2")]


def test_p_beside_words_that_do_not_explain_it_goes_back(tmp_path):
    assert ("R3P", "D3") in told(sexes(tmp_path, "Laki-laki", "P"))


@pytest.mark.parametrize("word", ["1", "2", "M", "F", "Banyak", "LP", "Wnita"])
def test_an_unknown_word_is_no_sex(word, tmp_path):
    found = sexes(tmp_path, word)
    assert told(found) == [("R3", "D2")]
    assert word in found.findings[0].kalimat


def test_an_unknown_word_beside_a_lone_p_is_told_of_itself(tmp_path):
    assert told(sexes(tmp_path, "P", "Wnita")) == [("R3", "D3"), ("R3P", "D2")]


def test_a_blank_sex_is_missing_and_not_guessed(tmp_path):
    assert told(sexes(tmp_path, "")) == [("T3", "D2")]


def test_w_beside_l_and_p_has_no_meaning_left():
    assert "w" not in sex_book(["L", "P", "W"])


def test_an_unknown_sex_is_its_own_code_and_never_added_to_one(tmp_path):
    found = sexes(tmp_path, "L", "P", "Tidak diketahui")
    assert "TT" not in found.admitted["jenis_kelamin"].to_list()
    assert "E4" in [finding.sel for finding in found.findings]


# --- ages and years


@pytest.mark.parametrize(
    ("text", "limits"),
    [("0-4", (0, 4)), ("00 - 04", (0, 4)), ("5–9", (5, 9)), ("10-14 tahun", (10, 14)),
     ("0 s/d 4", (0, 4)), ("15 sampai 19 th", (15, 19)), ("75+", (75, 149)), ("75 +", (75, 149)),
     ("75 tahun ke atas", (75, 149)), ("75 keatas", (75, 149)), ("65 Th Ke Atas", (65, 149)),
     (">=75", (75, 149)), ("≥ 75", (75, 149)), ("7", (7, 7)), ("Jumlah", (0, 149)),
     ("TOTAL", (0, 149)), ("semua", (0, 149))],
)  # fmt: skip
def test_an_age_band_is_read_however_it_is_written(text, limits):
    assert age_limits(read_age(text)) == limits


@pytest.mark.parametrize(
    "text",
    ["4-0", "< 1", "bayi", "2025-09-05", "umur 5", "0-4-9", "", "200-300", "150+", "1000", "-5"],
)
def test_what_is_no_age_band_is_refused(text):
    assert read_age(text) is None


def test_an_age_that_excel_made_a_date_goes_back(tmp_path):
    grid = [[*PLACE, date(2025, 9, 5), sex, 1] for sex in "LP"]
    found = admission(write_book(tmp_path / "penduduk.xlsx", [HEADINGS, *grid]))
    assert told(found) == [("T2", "C2"), ("T2", "C3")]


@pytest.mark.parametrize(("text", "year"), [("2025", 2025), ("1999", 1999)])
def test_a_year_has_four_digits(text, year):
    period = read_period(text)
    assert (period.code, period.year) == (text, year)


@pytest.mark.parametrize("text", ["2024/2026", "25", "TA 2025", "20255", "3025", "2025.5", ""])
def test_what_is_no_period_is_never_shortened_to_a_year(text):
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "code"), [("2020.0", "2020"), ("bulan January 2020.0", "2020-01"), ("2020.5", None)]
)
def test_a_year_that_a_program_wrote_as_a_fraction_is_still_that_year(text, code):
    period = read_period(text)
    assert (period.code if period else None) == code


def test_a_school_year_in_a_year_column_goes_back(tmp_path):
    grid = [[*PLACE, "0-4", sex, 1, "2024/2025"] for sex in "LP"]
    found = admission(write_book(tmp_path / "penduduk.xlsx", [[*HEADINGS, "Tahun"], *grid]))
    assert told(found) == [("R11", "F2"), ("R11", "F3")]


def test_a_code_that_excel_made_a_fraction_goes_back(tmp_path):
    grid = [[36.73, "Kota Serang", "0-4", sex, 1] for sex in "LP"]
    found = admission(write_book(tmp_path / "penduduk.xlsx", [HEADINGS, *grid]))
    assert told(found) == [("R21", "A2"), ("R21", "A3")]


def test_a_code_that_excel_made_a_whole_number_is_read(tmp_path):
    grid = [[3673011001, "Serang", "0-4", sex, 1] for sex in "LP"]
    found = admission(
        write_book(tmp_path / "penduduk.xlsx", [HEADINGS, *grid]), system="kemendagri"
    )
    assert found.admitted["kode_wilayah"].unique().to_list() == ["3673011001"]
    assert not found.findings
    assert found.admitted.schema["jumlah"] == pl.Int64
