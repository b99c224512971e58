"""Tables of violence as Jakarta and Jawa Barat have them, recomputed with csv and loops alone."""

import csv
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from pipelines.admit_setoran import Admission, admit
from pipelines.choose_periods import of_the_year
from pipelines.harmonise_counts import harmonise_with_holes
from pipelines.receive_setoran import receive
from schemas.sources import SOURCES

REAL = Path(__file__).parents[3] / "shared" / "real"
LETTER = Path(__file__).with_name("pengantar.toml")
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real files are not here: no folder shared/real beside the repo"
)
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December"]  # fmt: skip
ALL, CHILD, ADULT = (0, 149), (0, 17), (18, 149)
PLACES = {"Jakarta Selatan": "31.74", "Jakarta Timur": "31.75", "Jakarta Pusat": "31.71",
          "Jakarta Barat": "31.73", "Jakarta Utara": "31.72"}  # fmt: skip


@pytest.fixture(scope="module")
def taken() -> Admission:
    reception = receive(REAL, "36.73", LETTER)
    return admit(SOURCES["rekap_kekerasan"], reception.deliveries["rekap_kekerasan"])


@pytest.fixture(scope="module")
def counts(taken) -> pl.DataFrame:
    """The counts and holes of all years."""
    frames = []
    for year in taken.years:
        parts = (taken.admitted, taken.returned)
        admitted, returned = (part.filter(pl.col("tahun") == year).drop("_id") for part in parts)
        frames.append(harmonise_with_holes(admitted, returned, taken.source))
    return pl.concat(frames)


@pytest.fixture(scope="module")
def figures(counts) -> dict[tuple, int | None]:
    """The numbers by measure, region, period, age, breakdown and sex; None for a hole."""
    names = ("ukuran", "kode_wilayah", "periode", "umur_min", "umur_max", "rincian",
             "jenis_kelamin")  # fmt: skip
    return {(*row[:3], (row[3], row[4]), *row[5:7]): row[7]
            for row in counts.select(*names, "jumlah").iter_rows()}  # fmt: skip


@cache
def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file that are neither blank nor the header printed again."""
    with (REAL / name).open(encoding="utf-8-sig", newline="") as file:
        stripped = [{key: cell.strip() for key, cell in row.items()}
                    for row in csv.DictReader(file)]  # fmt: skip
    return [row for row in stripped if row["tahun"]]


def jakarta(name: str, category: str, number: str) -> dict[tuple[str, str], int]:
    """One table of Jakarta: its numbers by period and category."""
    keys = rows(f"dki_jakarta/{name}.csv")[0]
    (column,) = (key for key in keys if key.startswith("jumlah") and key.endswith(number))
    found = {}
    for row in rows(f"dki_jakarta/{name}.csv"):
        period = f"{row['tahun'][:4]}-{MONTHS.index(row['bulan']) + 1:02}"
        found[period, row[category]] = int(float(row[column]))
    return found


# --- what became of each file

READ = {
    "bentuk_kekerasan": 48, "hub_pelaku": 72, "jenis_kekerasan": 48, "jenis_korban": 36,
    "korban_2019": 36, "letak_geografis": 216, "pekerjaan": 168, "pelapor": 24, "pelayanan": 186,
    "pendidikan": 144, "tempat_perkara": 36, "usia": 96,
}  # fmt: skip


def test_every_number_of_every_file_is_admitted_or_returned(taken):
    both = pl.concat([taken.admitted.drop("_id"), taken.returned.drop("_id")])
    found = dict(both.group_by("berkas").agg(pl.len()).iter_rows())
    expected = {f"dki_jakarta/{name}.csv": number for name, number in READ.items()}
    expected |= {"jawa_barat/BERDASARKAN_PENDIDIKAN.csv": 27 * 4 * 2 * 8,
                 "jawa_barat/KASUS_TERLAYANI.csv": 27 * 4 * 2}  # fmt: skip
    assert found == expected
    assert taken.cells_read == sum(expected.values())


def test_what_went_back_contradicts_another_file_or_has_no_region(taken):
    galat = [f for f in taken.findings if f.tingkat == "galat"]
    assert Counter((f.berkas.removeprefix("dki_jakarta/"), f.aturan) for f in galat) == {
        ("letak_geografis.csv", "R4"): 12,  # "Klien Luar Prov. DKI": no place of its own
        ("pekerjaan.csv", "R10D"): len(disagreeing("jenis_kekerasan", "pekerjaan")),
        ("pelapor.csv", "R10D"): len(disagreeing("jenis_kekerasan", "pelapor")),
        ("usia.csv", "R1"): 5,  # children by age are not girls and boys of the other file
        ("usia.csv", "R2W"): 2,
        ("jenis_korban.csv", "R2W"): 1,
    }
    assert dict(taken.returned.group_by("berkas").agg(pl.len()).iter_rows()) == {
        "dki_jakarta/letak_geografis.csv": 36 + 15,
        "dki_jakarta/usia.csv": 5 + 1,
        "dki_jakarta/jenis_korban.csv": 11 + 2,  # girls and boys of October, who fell from 62 to 7
        "dki_jakarta/jenis_kekerasan.csv": 4 * len(contradicting("jenis_kekerasan")),
        "dki_jakarta/pekerjaan.csv": 7 * len(contradicting("pekerjaan")),
        "dki_jakarta/pelapor.csv": 2 * len(contradicting("pelapor")),
        "jawa_barat/BERDASARKAN_PENDIDIKAN.csv": 2,
        "jawa_barat/KASUS_TERLAYANI.csv": 2,
    }


def test_the_only_warnings_are_women_without_men_and_three_jumps_that_wait_for_an_answer(taken):
    soft = Counter(f.aturan for f in taken.findings if f.tingkat == "peringatan")
    assert set(soft) == {"R8S", "R13G"}
    jumps = {(f.berkas, f.sel) for f in taken.findings if f.aturan == "R13G"}
    assert jumps == {
        ("dki_jakarta/jenis_korban.csv", "D31"),  # boys: 62 in October 2019, 7 in October 2020
        ("jawa_barat/BERDASARKAN_PENDIDIKAN.csv", "H756"),  # Kota Bandung, SD: 5, then 52 boys
        ("jawa_barat/KASUS_TERLAYANI.csv", "G96"),  # Kota Bandung, served: 4, then 105
    }


def test_no_finding_quotes_a_cell(taken):
    assert {finding.nilai for finding in taken.findings} == {"(disamarkan)"}
    assert not any("Klien" in f.kalimat or "Jakarta" in f.kalimat for f in taken.findings)


# --- Jakarta, month by month

TABLES = {
    "bentuk_kekerasan": ("bentuk_kekerasan", "bentuk_kekerasan", "bentuk", "korban_kekerasan", {
        "Kekerasan Fisik": "fisik", "Kekerasan Psikis": "psikis", "Kekerasan Seksual": "seksual",
        "Penelantaran Rumah Tangga": "penelantaran"}),
    "jenis_kekerasan": ("jenis_kekerasan", "jenis_kekerasan", "jenis", "korban_kekerasan", {
        "KDRT": "kdrt", "Kekerasan Seksual": "kekerasan_seksual", "Trafficking": "tppo",
        "Kasus Lain": "lainnya"}),
    "hub_pelaku": ("pelaku_kekerasan", "pelaku_kekerasan", "hubungan", "korban_kekerasan", {
        "Orang Tua": "orang_tua", "Keluarga": "keluarga", "Suami": "suami_istri",
        "Pacar": "pacar_teman", "Tetangga": "tetangga", "Lainnya": "lainnya"}),
    "tempat_perkara": ("tempat_kejadian", "tempat_kejadian_kasus", "tempat", "korban_kekerasan", {
        "Rumah Tangga": "rumah_tangga", "Tempat Kerja": "tempat_kerja", "Lainnya": "lainnya"}),
    "pelapor": ("jenis_lapor", "kepolisian", "lapor_polisi", "korban_kekerasan", {
        "Lapor": "ya", "Tidak Lapor": "tidak"}),
    "pekerjaan": ("pekerjaan_klien_dan_pelaku", "klien", "pekerjaan", "korban_kekerasan", {
        "Tidak bekerja": "tidak_bekerja", "Pelajar": "pelajar",
        "Ibu Rumah Tangga": "ibu_rumah_tangga", "PNS/TNI/Polri": "pns_tni_polri",
        "Pegawai Swasta/Buruh": "pegawai_swasta_buruh", "Lainnya": "lainnya",
        "Pedagang/Tani/Nelayan": "pedagang_tani_nelayan"}),
    "pendidikan": ("pendidikan_klien_dan_pelaku", "pelaku", "sekolah", "pelaku_kekerasan", {
        "Tidak Sekolah": "tidak_sekolah", "TK/PAUD": "tk_paud", "SD": "sd", "SLTP": "sltp",
        "SLTA": "slta", "Perguruan Tinggi": "perguruan_tinggi"}),
}  # fmt: skip


# Tables that have every category of their breakdown: each of them counts all victims of a month.
WHOLE = ("jenis_kekerasan", "pelapor", "pekerjaan")


@cache
def month_sums(name: str) -> Counter:
    """All victims of a month as one table of Jakarta has them."""
    category, number, *_ = TABLES[name]
    sums = Counter()
    for (period, _), value in jakarta(name, category, number).items():
        sums[period] += value
    return sums


def disagreeing(one: str, other: str) -> set[str]:
    """Months of which two tables count another number of the same victims."""
    return {month for month, sum_ in month_sums(one).items() if sum_ != month_sums(other)[month]}


def contradicting(name: str) -> set[str]:
    """Months in which a table stands against the table of kinds, with which all are compared."""
    first, *others = WHOLE
    if name == first:
        return set().union(*(disagreeing(first, other) for other in others))
    return disagreeing(first, name) if name in others else set()


def test_kinds_police_and_work_disagree_in_five_months():
    assert month_sums("jenis_kekerasan")["2020-02"] == 90
    assert month_sums("pelapor")["2020-02"] == 85
    assert contradicting("jenis_kekerasan") == {
        "2020-02",
        "2020-03",
        "2020-05",
        "2020-07",
        "2020-09",
    }


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_jakarta_is_the_same_number_by_number(name, figures):
    category, number, column, measure, words = TABLES[name]
    held = contradicting(name)
    expected = {
        (measure, "31", period, ALL, f"{column}={words[word]}", "L+P"):
            None if period in held else value
        for (period, word), value in jakarta(name, category, number).items()
    }  # fmt: skip
    assert len(expected) == 12 * len(words)
    assert {key: figures.get(key) for key in expected} == expected


def test_every_service_of_every_month_has_a_number_of_its_own(counts):
    services = jakarta("pelayanan", "jenis_pelayanan", "diberikan")
    found = counts.filter(pl.col("ukuran") == "layanan_kekerasan")
    sums = dict(found.group_by("periode").agg(pl.col("jumlah").sum()).iter_rows())
    expected = Counter()
    for (period, _), number in services.items():
        expected[period] += number
    assert found.height == len(services) == 186
    assert sums == dict(expected)
    assert set(found["jenis_kelamin"]) == {"TB"}


def test_some_figures_of_jakarta_as_they_stand_in_the_files(figures):
    def of(period, rincian, measure="korban_kekerasan", ages=ALL, sex="L+P"):
        return figures[measure, "31", period, ages, rincian, sex]

    assert of("2020-01", "jenis=kdrt") == 38
    assert of("2020-01", "jenis=tppo") == 13
    assert of("2020-12", "bentuk=seksual") == 10
    assert of("2020-01", "tindakan=konsultasi_hukum", "layanan_kekerasan", sex="TB") == 108
    assert of("2020-02", "pekerjaan=pelajar", "pelaku_kekerasan") == 2
    assert of("2020-01", "semua", ages=(25, 59)) == 18
    assert of("2020-01", "semua", "pelaku_kekerasan", ages=(25, 59)) == 92
    assert of("2019-01", "semua", ages=ADULT, sex="P") == 36
    assert of("2019-01", "semua", ages=CHILD, sex="P") == 26
    assert of("2019-01", "semua", ages=CHILD, sex="L") == 15


KINDS = {"Perempuan": (ADULT, "P"), "Anak Perempuan": (CHILD, "P"), "Anak Laki-laki": (CHILD, "L")}


JUMP = ("2020-10", CHILD)  # boys fell from 62 in October 2019 to 7: held until it is confirmed


def contradicted() -> set[tuple]:
    """Months whose children or women are another number elsewhere in the folder, or fell grossly.

    Children by age differ from girls and boys together; or the places together hold more
    children or women than the whole province.
    """
    kinds = jakarta("jenis_korban", "jenis_kelamin", "klien")
    ages = jakarta("usia", "usia_klien_dan_pelaku", "klien")
    places = [jakarta("letak_geografis", "kabupaten_kota", end)
              for end in ("klien_anak_per_wilayah", "klien_perempuan_per_wilayah")]  # fmt: skip
    bad = set()
    for number in range(1, 13):
        period = f"2020-{number:02}"
        children = kinds[period, "Anak Perempuan"] + kinds[period, "Anak Laki-laki"]
        in_places = [sum(table[period, place] for place in PLACES) for table in places]
        if ages[period, "0 - 17 thn"] != children:
            bad.add((period, CHILD))
        if in_places[0] > min(children, ages[period, "0 - 17 thn"]):
            bad.add((period, CHILD))
        if in_places[1] > kinds[period, "Perempuan"]:
            bad.add((period, ADULT))
    return bad | {JUMP}


def test_women_girls_and_boys_stand_unless_another_file_says_otherwise(figures):
    bad = contradicted()
    for name in ("korban_2019", "jenis_korban"):
        for (period, word), number in jakarta(name, "jenis_kelamin", "klien").items():
            ages, sex = KINDS[word]
            found = figures["korban_kekerasan", "31", period, ages, "semua", sex]
            assert found == (None if (period, ages) in bad else number), (period, word)
    assert len(bad) == 6 + 1
    boys = [jakarta(name, "jenis_kelamin", "klien")[f"{year}-10", "Anak Laki-laki"]
            for name, year in (("korban_2019", 2019), ("jenis_korban", 2020))]  # fmt: skip
    assert boys == [62, 7]


def test_of_a_place_all_victims_stand_where_its_children_and_women_do_not_contradict(figures):
    whole = jakarta("letak_geografis", "kabupaten_kota", "kabupaten.kota")
    for (period, place), number in whole.items():
        if place in PLACES:
            key = ("korban_kekerasan", PLACES[place], period, ALL, "semua", "L+P")
            assert figures[key] == number


def test_a_flow_of_twelve_months_is_that_of_the_year(counts):
    forms = counts.filter(pl.col("rincian") == "bentuk=fisik")
    expected = sum(number for (_, word), number in
                   jakarta("bentuk_kekerasan", "bentuk_kekerasan", "bentuk_kekerasan").items()
                   if word == "Kekerasan Fisik")  # fmt: skip
    assert of_the_year(forms)["jumlah"].to_list() == [expected]


# --- Jawa Barat

SCHOOLING = {"TIDAK DIKETAHUI": "tidak_diketahui", "TIDAK SEKOLAH": "tidak_sekolah", "SD": "sd",
             "SLTP": "sltp", "SLTA": "slta", "PERGURUAN TINGGI": "perguruan_tinggi", "TK": "tk",
             "PAUD": "paud"}  # fmt: skip


def dotted(code: str) -> str:
    return f"{code[:2]}.{code[2:]}"


def test_victims_by_schooling_are_the_same_number_by_number(figures):
    expected = {
        ("korban_kekerasan", dotted(row["kode_kabupaten_kota"]), row["tahun"], ALL,
         f"sekolah={SCHOOLING[row['kategori_pendidikan']]}", row["jenis_kelamin"][0]):
            int(row["jumlah"])
        for row in rows("jawa_barat/BERDASARKAN_PENDIDIKAN.csv")
    }  # fmt: skip
    assert len(expected) == 1728
    boys, girls = (("korban_kekerasan", "32.73", "2019", ALL, "sekolah=sd", sex) for sex in "LP")
    assert (expected[(*boys[:2], "2018", *boys[3:])], expected[boys]) == (5, 52)
    expected |= {boys: None, girls: None}  # ten times as many: held until it is confirmed
    assert {key: figures.get(key) for key in expected} == expected
    assert figures["korban_kekerasan", "32.01", "2018", ALL, "sekolah=sltp", "P"] == 1


def test_victims_served_are_the_same_number_by_number(figures):
    expected = {
        ("korban_dilayani", dotted(row["kode_kabupaten_kota"]), row["tahun"], ALL, "semua",
         row["jenis_kelamin"][0]): int(row["jumlah_korban"])
        for row in rows("jawa_barat/KASUS_TERLAYANI.csv")
    }  # fmt: skip
    assert len(expected) == 216
    men, women = (("korban_dilayani", "32.73", "2019", ALL, "semua", sex) for sex in "LP")
    assert (expected[(*men[:2], "2018", *men[3:])], expected[men]) == (4, 105)
    expected |= {men: None, women: None}  # twenty-six times as many: held until it is confirmed
    assert {key: figures.get(key) for key in expected} == expected
    assert figures["korban_dilayani", "32.73", "2018", ALL, "semua", "P"] == 13


def test_kab_and_kota_of_one_name_are_kept_apart(counts):
    sums = defaultdict(int)
    for row in rows("jawa_barat/KASUS_TERLAYANI.csv"):
        if (row["kode_kabupaten_kota"], row["tahun"]) != ("3273", "2019"):  # waits for an answer
            sums[row["nama_kabupaten_kota"]] += int(row["jumlah_korban"])
    served = counts.filter(pl.col("ukuran") == "korban_dilayani")
    found = dict(served.group_by("kode_wilayah").agg(pl.col("jumlah").sum()).iter_rows())
    for name, code in {"BOGOR": "32.01", "KOTA BOGOR": "32.71", "BANDUNG": "32.04",
                       "KOTA BANDUNG": "32.73", "BANDUNG BARAT": "32.17"}.items():  # fmt: skip
        assert found[code] == sums[name]
