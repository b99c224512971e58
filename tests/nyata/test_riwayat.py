"""What is unlikely beside the year before in files really published, against csv and loops."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from pipelines.admit_setoran import Admission, admit
from pipelines.receive_setoran import receive
from schemas.sources import SOURCES

REAL = Path(__file__).parents[3] / "shared" / "real"
LETTER = Path(__file__).with_name("pengantar.toml")
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real files are not here: no folder shared/real beside the repo"
)


@cache
def admitted(source: str) -> Admission:
    return admit(SOURCES[source], receive(REAL, "36.73", LETTER).deliveries[source])


def told(source: str, *rules: str) -> list[str]:
    return [f.kalimat for f in admitted(source).findings if f.aturan in rules]


@cache
def people(name: str) -> dict[tuple[str, str, str, int], int]:
    """Persons by region name, band ("" for all), first letter of the sex and year."""
    with (REAL / "jawa_barat" / name).open(encoding="utf-8-sig", newline="") as file:
        return {
            (row["nama_kabupaten_kota"], row.get("kelompok_umur", ""), row["jenis_kelamin"][0],
             int(row["tahun"])): int(row["jumlah_penduduk"])
            for row in csv.DictReader(file)
        }  # fmt: skip


def written(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def test_children_under_five_dip_in_2022_in_all_of_jawa_barat_and_their_return_is_not_told():
    for sex in "LP":
        sums = defaultdict(int)
        for (_, band, letter, year), number in people("piramida_penduduk.csv").items():
            if (band.replace(" ", ""), letter) == ("00-04", sex):
                sums[year] += number
        assert -0.19 < sums[2022] / sums[2021] - 1 < -0.18
        assert sums[2023] / sums[2022] > 1.2
        numbers = f"27 wilayah: {written(sums[2021])} pada 2021 menjadi {written(sums[2022])} "
        sentences = [s for s in told("penduduk", "R13") if "umur 0–4), 27 wilayah" in s]
        assert [numbers in sentence for sentence in sentences].count(True) == 1
        assert not [s for s in sentences if "pada 2023 (" in s]


def test_ciamis_lost_a_quarter_when_pangandaran_was_parted_from_it():
    table = people("2024-09_penduduk_jk.csv")
    for sex in "LP":
        before, now = (table["KABUPATEN CIAMIS", "", sex, year] for year in (2013, 2014))
        assert table["KABUPATEN PANGANDARAN", "", sex, 2013] == 0
        numbers = f"Kabupaten Ciamis: {written(before)} pada 2013 menjadi {written(now)} pada 2014"
        assert len([s for s in told("penduduk", "R13") if numbers in s]) == 1
    assert not [s for s in told("penduduk", "R13", "R13G") if "Pangandaran" in s]


def test_one_number_above_a_hundred_thousand_stands_twice_the_men_of_banjar():
    table = people("2024-09_penduduk_jk.csv")
    twice = [
        (name, number) for (name, band, sex, year), number in table.items()
        if number >= 100_000 and table.get((name, band, sex, year - 1)) == number
    ]  # fmt: skip
    assert twice == [("KOTA BANJAR", 103_374)]
    (sentence,) = told("penduduk", "R13E")
    assert "Kota Banjar: 103374 pada 2021, sama persis dengan 2020" in sentence


def test_findings_stay_few_and_hold_no_population_back():
    people = [s for s in told("penduduk", "R13", "R13G", "R13C") if s.startswith("Penduduk")]
    assert len(people) == len([s for s in told("penduduk", "R13") if s in people]) == 19
    returned = admitted("penduduk").returned["berkas"].unique().to_list()
    assert not [file for file in returned if file.startswith("jawa_barat/")]


def test_households_of_bandung_that_were_49_or_became_none_wait_for_an_answer():
    name = REAL / "kota_bandung" / "jumlah_kk.csv"
    with name.open(encoding="utf-8-sig", newline="") as file:
        table = {(row["KODE_KD"], row["tahun"], row["semester"]): int(row["jumlah_kk"])
                 for row in csv.DictReader(file, delimiter=";")}  # fmt: skip
    gross = {
        f"{written(before)} pada {year} menjadi {written(now)} pada {int(year) + 1}"
        for (code, year, part), before in table.items()
        for now in [table.get((code, str(int(year) + 1), part))]
        if before and now is not None and not 0.5 <= now / before <= 2
    }  # fmt: skip
    sentences = told("penduduk", "R13G")
    assert len(sentences) == 5
    assert all(any(numbers in sentence for numbers in gross) for sentence in sentences)
    assert any("Cisaranten Kidul: 49 pada 2017 menjadi 6.402 pada 2018" in s for s in sentences)
    assert any("Cisaranten Kidul: 7.015 pada 2022 menjadi 0 pada 2023" in s for s in sentences)


def test_the_unemployed_of_kota_serang_that_all_became_zero_wait_for_an_answer():
    with (REAL / "kota_serang" / "sikondang_joined.csv").open(encoding="utf-8-sig") as file:
        rows = [r for r in csv.DictReader(file) if r["id_jenis_data"] == "127"]
    zeros = {(r["wilayah"], r["tahun"]) for r in rows if r["jumlah"] == "0"}
    assert rows
    assert len({place for place, year in zeros if year == "2017"}) == 6
    (sentence,) = told("elemen_sektoral", "R13G")
    assert "menjadi 0 pada 2017" in sentence
    assert told("elemen_sektoral", "R13C", "R13E") == []
