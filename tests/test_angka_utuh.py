"""No wrong total is published and no number is lost, however the files of an office change."""

from pathlib import Path

import pytest
import xlsxwriter
from kantor import Office

from pipelines.admit_setoran import Admission, admit
from pipelines.compute_indicators import compute
from pipelines.harmonise_counts import harmonise_with_holes
from pipelines.load_catalogue import indicators
from pipelines.read_setoran import Delivery, Setoran
from pipelines.receive_setoran import receive
from schemas.sources import SOURCES

CITY, KECAMATAN = "36.73", [f"36.73.0{number}" for number in range(1, 7)]
PEOPLE = "kode_wilayah;nama_wilayah;tahun;jenis_kelamin;jumlah_penduduk\n"
SCHOOLS = (
    "Nama_Sekolah,Provinsi,Kota_Kabupaten,Kecamatan,NPSN,Bentuk_Pendidikan,Guru_L,Guru_P,"
    "Peserta_Didik_L,Peserta_Didik_P,Tendik_L,Tendik_P\n"
)


@pytest.fixture
def office(tmp_path, monkeypatch) -> Office:
    for name in ("DAGSTER_HOME", "TERPILAH_DATA", "DAGSTER_DISABLE_TELEMETRY"):
        monkeypatch.setenv(name, "")
    return Office(tmp_path)


def people(year: int, men: int, women: int, *places: str) -> str:
    lines = [f"{place};;{year};{sex};{n}\n" for place in places
             for sex, n in (("Laki-laki", men), ("Perempuan", women))]  # fmt: skip
    return PEOPLE + "".join(lines)


def school(number: int, kecamatan: str, men: object, women: object, level: str = "SD") -> str:
    place = f"Prov. Banten,Kota Serang,Kec. {kecamatan}"
    return f"SD Contoh {number},{place},9999000{number},{level},{men},{women},1,1,1,1\n"


def admitted(tmp_path: Path, source: str, **files: str) -> Admission:
    for name, content in files.items():
        path = tmp_path / "masuk" / source / "2024" / f"{name}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return admit(SOURCES[source], receive(tmp_path / "masuk", CITY).deliveries[source])


def rules(admission: Admission) -> set[str]:
    return {finding.aturan for finding in admission.findings}


def teachers(admission: Admission, region: str) -> list[tuple[float, str]]:
    counts = harmonise_with_holes(
        admission.admitted.drop("_id"), admission.returned.drop("_id"), admission.source
    )
    table = compute(counts, [indicators()["PDK-13"]])
    whole = table.filter(kode_wilayah=region, umur="semua", jenjang="semua", jenis_kelamin="L+P")
    return whole.select("penyebut", "status_obs").rows()


# --- over time


def test_a_file_that_breaks_takes_nothing_from_the_last_good_table(office):
    office.deliver("peserta_didik/2024/a.csv", SCHOOLS + school(1, "Serang", 5, 10))
    broken = office.deliver("peserta_didik/2024/b.csv", SCHOOLS + school(2, "Serang", 50, 60))
    office.run()
    before = office.figures("PDK-13", "36.73.01", 2024)
    broken.write_text("")
    outcome = office.run()
    assert office.figures("PDK-13", "36.73.01", 2024) == before
    assert "tabel terakhir yang baik tetap dipakai" in " ".join(outcome.refused)
    assert office.colours("ekstrak/peserta_didik")[1] == {"2024"}


def test_a_sumber_that_is_wholly_returned_takes_no_other_with_it(office):
    office.deliver("penduduk/2024/a.csv", people(2024, 10, 20, *KECAMATAN))
    office.deliver("peserta_didik/2024/a.csv", SCHOOLS + school(1, "Tidak Ada", 5, 10))
    outcome = office.run()
    assert (outcome.published, outcome.broken) == (True, [])
    assert office.figures("KPD-01", CITY, 2024)["L+P"] == (180.0, "final")


def test_a_year_that_its_file_no_longer_speaks_of_is_withdrawn(office):
    file = office.deliver("penduduk/a.csv", people(2024, 10, 20, *KECAMATAN))
    office.run()
    file.write_text(people(2025, 10, 20, *KECAMATAN))
    office.run()
    assert office.figures("KPD-01", CITY, 2024) == {}
    assert office.figures("KPD-01", CITY, 2025)["L+P"] == (180.0, "final")
    assert "2024" in office.colours("ekstrak/penduduk")[1]


def test_a_folder_of_nothing_but_broken_files_leaves_the_release_alone(office):
    file = office.deliver("penduduk/2024/a.csv", people(2024, 10, 20, *KECAMATAN))
    office.run()
    before = office.release
    file.write_text("")
    outcome = office.run()
    assert (outcome.published, office.release) == (False, before)
    assert "tidak ada satu angka pun" in " ".join(outcome.refused).casefold()


# --- between files


def test_a_total_without_parts_is_held_against_parts_without_a_total(tmp_path):
    total = PEOPLE + f"{CITY};Kota Serang;2024;L+P;999\n"
    result = admitted(tmp_path, "penduduk", a=people(2024, 10, 20, *KECAMATAN), b=total)
    assert rules(result) == {"R2W"}
    assert result.admitted.is_empty()


def test_one_school_in_two_kecamatan_is_not_two_schools(tmp_path):
    first, second = SCHOOLS + school(1, "Serang", 5, 10), SCHOOLS + school(1, "Kasemen", 5, 10)
    result = admitted(tmp_path, "peserta_didik", a=first, b=second)
    assert "R12" in rules(result)
    assert result.admitted.is_empty()


def test_numbers_that_agree_in_two_regions_of_one_name_are_both_kept(tmp_path):
    text = "id_jenis_data,jenis_data,tahun,wilayah,jumlah,satuan\n614,Jumlah Penduduk Usia 7-12 Tahun,2017,Curug,100,orang\n"  # noqa: E501
    deliveries = []
    for number, home in enumerate(("36.73", "36.03")):  # both have a kecamatan Curug
        path = tmp_path / f"{number}.csv"
        path.write_text(text)
        source = SOURCES["elemen_sektoral"]
        deliveries.append(Delivery(Setoran(path, path.name), source, home=home))
    assert admit(SOURCES["elemen_sektoral"], deliveries).admitted.height == 2


# --- inside a file


@pytest.mark.parametrize(
    "spoilt",
    [school(2, "Serang", "", ""), school(2, "Serangg", 50, 60), school(2, "Serang", 5, 6, "SDN"),
     school(2, "Serang", "x", 60)],
    ids=["not filled in", "kecamatan misspelt", "level unknown", "no number"],
)  # fmt: skip
def test_a_school_that_went_back_leaves_its_kecamatan_partial(tmp_path, spoilt):
    result = admitted(tmp_path, "peserta_didik", a=SCHOOLS + school(1, "Serang", 5, 10) + spoilt)
    assert teachers(result, "36.73.01") == [(15, "sebagian")]


def test_every_sheet_that_has_the_table_is_read(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for number, name in enumerate(("SD", "SMP"), start=1):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, SCHOOLS.strip().split(","))
            sheet.write_row(1, 0, school(number, "Serang", 5, 10).strip().split(","))
    source = SOURCES["peserta_didik"]
    result = admit(source, [Delivery(Setoran(path, "a.xlsx"), source, {"tahun": "2024"})])
    assert set(result.admitted["lembar"]) == {"SD", "SMP"}


def test_bare_l_and_p_under_another_group_are_not_population(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        sheet.merge_range("D1:E1", "Kepala Keluarga")
        sheet.write_row(1, 0, ["Kode Wilayah", "Nama Wilayah", "Tahun", "L", "P"])
        sheet.write_row(2, 0, [CITY, "Kota Serang", 2024, 10, 20])
    source = SOURCES["penduduk"]
    result = admit(source, [Delivery(Setoran(path, "a.xlsx"), source)])
    assert rules(result) & {"B7", "B8"}


def test_a_column_that_nobody_reads_is_named(tmp_path):
    text = "kode_wilayah;nama_wilayah;tahun;jenis_kelamin;status_kawin;jumlah_penduduk\n"
    text += f"{CITY};;2024;L;Belum Kawin;5\n{CITY};;2024;P;Belum Kawin;6\n"
    (finding,) = admitted(tmp_path, "penduduk", a=text).findings
    assert (finding.aturan, "status kawin" in finding.kalimat) == ("K1", True)


def test_a_year_outside_the_tables_is_told_and_not_dropped(tmp_path):
    result = admitted(tmp_path, "penduduk", a=people(2009, 1, 2, CITY))
    assert "T1" in rules(result)
    assert result.returned.height == 2


def test_single_years_of_age_add_up_to_a_region(tmp_path):
    lines = [f"{CITY};;2024;{age};{sex};1\n" for age in [*map(str, range(75)), "75+"]
             for sex in "LP"]  # fmt: skip
    text = PEOPLE.replace("tahun;", "tahun;umur;") + "".join(lines)
    result = admitted(tmp_path, "penduduk", a=text)
    counts = harmonise_with_holes(
        result.admitted.drop("_id"), result.returned.drop("_id"), result.source
    )
    table = compute(counts, [indicators()["KPD-01"]]).filter(
        kode_wilayah=CITY, umur="semua", jenis_kelamin="L+P"
    )
    assert table["nilai"].to_list() == [152.0]


def test_a_jumlah_row_above_kecamatan_and_desa_counts_each_person_once(tmp_path):
    text = PEOPLE + "".join(
        f"{code};;2024;L;{n}\n{code};;2024;P;{n}\n"
        for code, n in (("36.73.02", 9), ("36.73.02.1001", 4), ("36.73.02.1002", 5))
    )
    result = admitted(tmp_path, "penduduk", a=text + "Jumlah;;2024;L;18\n")
    assert "R2" not in rules(result)


# --- what must not be kept


def test_no_number_of_a_refused_element_is_kept_even_in_what_goes_back(tmp_path):
    text = "kode_dssd;uraian_dssd;kode_wilayah;tahun;data\n"
    text += "2.08.0001;Jumlah Perempuan Korban Kekerasan Yang Dilayani;36.73.99;2024;7\n"
    text += "9.99;Anak Penderita HIV/AIDS Perempuan;36.73;2024;3\n"
    result = admitted(tmp_path, "elemen_sektoral", a=text)
    assert result.admitted.is_empty()
    assert result.returned.is_empty()
    assert rules(result) == {"E2"}


def test_a_name_typed_where_a_region_belongs_is_not_kept(tmp_path):
    text = PEOPLE + "3673011234560001;Siti Contoh;2024;L;1\n"
    kept = admitted(tmp_path, "penduduk", a=text).returned
    assert kept.height == 1
    assert set(kept["kode_wilayah"]) | set(kept["nama_wilayah"]) == {None}


# --- plans


PLAN = "dokumen;kode_wilayah;kode_program;nama_program;indikator;satuan;target_2025\n"


def test_one_plan_line_in_two_spellings_goes_back_and_stops_no_release(tmp_path):
    text = PLAN + "RPJMD;36.73;2.08.02;A;ARG;%;5\nRPJMD;36.73;2.08.02;B;ARG;persen;6\n"
    result = admitted(tmp_path, "target_rencana", a=text)
    assert "R12" in rules(result)
    assert result.admitted.is_empty()


def test_a_target_that_the_workbook_shows_as_percent_is_read_as_people_read_it(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Target")
        sheet.write_row(0, 0, PLAN.strip().split(";"))
        sheet.write_row(1, 0, ["RPJMD", "36.73", "2.08.02", "A", "ARG", "%"])
        sheet.write_number(1, 6, 0.0982, book.add_format({"num_format": "0.00%"}))
    source = SOURCES["target_rencana"]
    result = admit(source, [Delivery(Setoran(path, "a.xlsx"), source)])
    assert result.admitted["nilai"].to_list() == [9.82]
