"""R13: what is unlikely beside the year before, and what must never be called so."""

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from kantor import Office
from tabel import admission, delivery, rows, write_book

from pipelines.admit_setoran import admit
from pipelines.check_change import check_change
from pipelines.read_answers import Answers
from pipelines.record_admission import all_findings
from schemas.sources import SOURCES

DISTRICTS = [f"36.73.0{number}" for number in range(1, 7)]
BANDS = [*(f"{low}-{low + 4}" for low in range(0, 75, 5)), "75+"]


def series(years: dict[int, list[int]], ukuran: str = "penduduk", sex: str = "P") -> pl.DataFrame:
    """One number per kecamatan and year."""
    lines = [
        f"{ukuran} | {place} | {year} | {number}"
        for year, numbers in years.items()
        for place, number in zip(DISTRICTS, numbers, strict=False)
    ]
    return rows("\n".join([f"ukuran | wilayah | tahun | {sex}", *lines]))


def told(frame: pl.DataFrame, history: pl.DataFrame | None = None) -> list[tuple]:
    """Rule, value and rows held back of each finding, by place in the frame."""
    return [(f.aturan, f.nilai, sorted(held)) for f, held in check_change(frame, history)]


def rules(frame: pl.DataFrame, history: pl.DataFrame | None = None) -> list[str]:
    return [rule for rule, _, _ in told(frame, history)]


CALM = [10_000, 20_000, 30_000, 40_000, 50_000, 60_000]
GROWN = [10_100, 20_300, 30_300, 40_200, 50_900, 60_500]


def test_growth_of_one_percent_is_nothing():
    assert told(series({2023: CALM, 2024: GROWN})) == []


def test_a_region_that_leaves_its_fellows_is_asked_about_but_let_in():
    (finding, held) = check_change(series({2023: CALM, 2024: [*GROWN[:5], 45_000]}))[0]
    assert (finding.aturan, finding.rule.asked, finding.tahun) == ("R13", False, 2024)
    assert finding.kalimat == (
        "Penduduk (perempuan), Taktakan: 60.000 pada 2023 menjadi 45.000 pada 2024 "
        "(-25,0 persen), padahal umumnya +1,0 persen."
    )
    assert held == {11}


def test_half_or_double_is_gross_and_waits_for_an_answer():
    fallen = series({2023: CALM, 2024: [*GROWN[:5], 29_000]})
    doubled = series({2023: CALM, 2024: [*GROWN[:5], 124_000]})
    assert (rules(fallen), rules(doubled)) == (["R13G"], ["R13G"])


def test_a_number_that_became_zero_fell_by_more_than_any_other():
    assert told(series({2023: CALM, 2024: [*GROWN[:5], 0]})) == [("R13G", "0", [11])]


def test_a_number_that_was_zero_says_nothing():
    assert told(series({2023: [*CALM[:5], 0], 2024: GROWN})) == []


@pytest.mark.parametrize("factor", [1000, 0.001])
def test_a_year_in_another_unit_is_one_finding_that_holds_the_whole_series(factor):
    scaled = [int(number * factor) for number in GROWN]
    found = told(series({2022: CALM, 2023: GROWN, 2024: scaled}))
    assert [(rule, held) for rule, _, held in found] == [("R13G", [*range(12, 18)])]
    assert told(series({2023: CALM, 2024: scaled}))[0][0] == "R13G"


def test_a_band_that_dips_everywhere_is_one_finding_and_its_return_is_none():
    """As the children of Jawa Barat did in 2022: 19 percent fewer, and all back a year later."""
    dip = [int(0.81 * number) for number in CALM]
    years = {2020: CALM, 2021: GROWN, 2022: dip, 2023: GROWN}
    calm = [series({year: numbers}).with_columns(umur_min=5, umur_max=9)
            for year, numbers in zip(years, (CALM, GROWN, CALM, GROWN), strict=True)]  # fmt: skip
    dipped = series(years).with_columns(umur_min=0, umur_max=4)
    frame = pl.concat([dipped, *calm]).with_columns(nomor=pl.int_range(pl.len()))
    assert [(rule, held) for rule, _, held in told(frame)] == [("R13", [*range(12, 18)])]


def test_small_numbers_leap_by_chance():
    assert told(series({2023: [40] * 6, 2024: [1, 9, 44, 45, 2, 49]})) == []
    assert told(series({2023: [600] * 6, 2024: [600, 610, 590, 600, 400, 605]})) == []


def test_a_flow_follows_budgets_and_may_move_further():
    halved = [*GROWN[:5], 27_000]
    stock = series({2023: CALM, 2024: halved}, "kepala_keluarga")
    flow = series({2023: CALM, 2024: halved}, "peserta_pelatihan")
    assert (rules(stock), rules(flow)) == (["R13G"], ["R13"])
    slower = series({2023: CALM, 2024: [*GROWN[:5], 36_000]}, "peserta_pelatihan")
    assert rules(slower) == []


def test_years_that_are_not_neighbours_are_not_compared():
    assert told(series({2020: CALM, 2024: [*GROWN[:5], 29_000]})) == []


def test_of_two_numbers_for_one_cell_nobody_knows_which_to_compare():
    twice = pl.concat([series({2023: CALM, 2024: GROWN}), series({2024: [1_000] * 6})])
    assert told(twice.with_columns(nomor=pl.int_range(pl.len()))) == []


# --- the tables on record


def test_the_year_before_may_be_on_record():
    now, before = series({2024: [*GROWN[:5], 29_000]}), series({2023: CALM})
    assert told(now) == []
    assert told(now, before) == [("R13G", "29000", [5])]


def test_what_is_sent_now_goes_before_what_is_on_record():
    wrong = series({2023: [10 * number for number in CALM]})
    assert told(series({2023: CALM, 2024: GROWN}), wrong) == []


def test_a_hole_on_record_is_no_number():
    lost = series({2023: CALM}).with_columns(jumlah=pl.lit(None, pl.Int64))
    assert told(series({2024: GROWN}), lost) == []


# --- numbers carried over


def ages(year: int, numbers: list[int]) -> pl.DataFrame:
    """One region by sixteen age bands."""
    lines = [f"penduduk | {year} | {band} | {number}"
             for band, number in zip(BANDS, numbers, strict=True)]  # fmt: skip
    return rows("\n".join(["ukuran | tahun | umur | L", *lines]))


def both(*frames: pl.DataFrame) -> pl.DataFrame:
    return pl.concat(frames).with_columns(nomor=pl.int_range(pl.len()))


OLD = [5_000 - 200 * place for place in range(16)]


def test_last_year_sent_again_is_held_until_confirmed():
    found = check_change(both(ages(2024, OLD), ages(2025, OLD)))
    assert [(f.aturan, f.rule.asked, sorted(held)) for f, held in found] == [
        ("R13C", True, [*range(16, 32)])
    ]
    assert found[0][0].kalimat.startswith(
        "16 dari 16 angka Penduduk, semua wilayah, pada 2025 sama persis dengan 2024"
    )


def test_nearly_all_is_all_and_most_is_not():
    nearly = both(ages(2024, OLD), ages(2025, [4_950, *OLD[1:]]))
    most = both(ages(2024, OLD), ages(2025, [number + 30 for number in OLD[:4]] + OLD[4:]))
    assert rules(nearly) == ["R13C"]
    assert rules(most) == []


def test_few_or_small_or_zero_numbers_may_well_be_the_same():
    assert told(series({2023: CALM[:5], 2024: CALM[:5]})) == []
    assert told(both(ages(2024, [7] * 16), ages(2025, [7] * 16))) == []
    assert told(both(ages(2024, [0] * 16), ages(2025, [0] * 16))) == []


def test_one_region_of_several_that_sent_last_year_again():
    fresh = [number + 17 for number in OLD]
    other = [frame.with_columns(kode_wilayah=pl.lit("36.72"))
             for frame in (ages(2024, OLD), ages(2025, fresh))]  # fmt: skip
    found = check_change(both(ages(2024, OLD), ages(2025, OLD), *other))
    assert [(f.aturan, f.fakta["tempat"]) for f, _ in found] == [("R13C", "Kota Serang")]


def test_a_large_number_is_never_the_same_by_chance():
    """As the men of Kota Banjar in 2020 and 2021: 103.374 both times."""
    assert rules(series({2020: [103_374, 90_000], 2021: [103_374, 90_000]})) == ["R13E"]


# --- properties

counts = st.lists(st.integers(1_000, 90_000), min_size=6, max_size=6)


@given(counts, counts, st.integers(2, 9))
def test_both_years_times_as_many_leave_the_findings_as_they_are(before, now, times):
    plain = told(series({2023: before, 2024: now}))
    scaled = told(series({2023: [n * times for n in before], 2024: [n * times for n in now]}))
    changes = [(rule, held) for rule, _, held in plain if rule != "R13E"]
    assert changes == [(rule, held) for rule, _, held in scaled if rule != "R13E"]


@given(counts, counts, st.permutations(range(6)))
def test_the_order_of_the_regions_changes_nothing(before, now, order):
    frame = series({2023: before, 2024: now})
    shuffled = frame[[*order, *(6 + place for place in order)]]
    by_row = {(rule, tuple(held)) for rule, _, held in told(frame)}
    assert by_row == {(rule, tuple(held)) for rule, _, held in told(shuffled)}


@given(counts, counts)
def test_a_finding_of_one_region_is_far_from_its_fellows_by_plain_arithmetic(before, now):
    ratios = [math.log(new / old) for old, new in zip(before, now, strict=True)]
    middle = sum(sorted(ratios)[2:4]) / 2
    for rule, _, held in told(series({2023: before, 2024: now})):
        if rule in ("R13", "R13G") and len(held) == 1:
            assert abs(ratios[held[0] - 6] - middle) > math.log(1.2)


# --- in a setoran

HEAD = ["Kode Wilayah", "Nama Wilayah", "Tahun", "Jenis Kelamin", "Jumlah"]
NAMES = ["Serang", "Kasemen", "Walantaka", "Curug", "Cipocok Jaya", "Taktakan"]


def sheet(women: dict[int, list[int]]) -> list[list]:
    return [HEAD] + [
        [code, name, year, sex, number]
        for year, numbers in women.items()
        for code, name, number in zip(DISTRICTS, NAMES, numbers, strict=True)
        for sex, number in (("L", number + 7), ("P", number))
    ]


def test_the_whole_sel_data_waits_and_a_confirmed_one_goes_in(tmp_path):
    grid = sheet({2023: CALM, 2024: GROWN})
    grid[-1][-1] = 12_000  # the women of Taktakan, once 60.000
    path = write_book(tmp_path / "penduduk.xlsx", grid)
    found = admission(path, year="")
    assert [(f.aturan, f.sel, f.tingkat) for f in found.findings] == [("R13G", "E25", "peringatan")]
    assert found.returned.select("kode_wilayah", "tahun", "jenis_kelamin").rows() == [
        ("36.73.06", 2024, "L"), ("36.73.06", 2024, "P"),
    ]  # fmt: skip
    answer = Answers(frozenset({("penduduk.xlsx", "R13G", "Data", "E25", "12000")}))
    again = admit(SOURCES["penduduk"], [delivery(path, year="")], answer)
    assert (again.findings, again.returned.height) == ([], 0)


def test_of_counted_persons_the_whole_place_waits_and_not_its_first_row(tmp_path):
    def people(agency: str, year: int, many: int) -> list[list]:
        return [[agency, "Perempuan", f"SK/{n}", year, "Ya"] for n in range(many)]

    head = ["Perangkat daerah", "Jenis kelamin", "Nomor SK", "Tahun", "Masih aktif"]
    grid = [head, *people("Dinkes", 2024, 60), *people("Bappeda", 2024, 60),
            *people("Dinkes", 2025, 61), *people("Bappeda", 2025, 9)]  # fmt: skip
    found = admission(write_book(tmp_path / "a.xlsx", grid), "focal_point", year="")
    assert {f.aturan for f in found.findings} == {"R13G"}
    assert found.returned.select("perangkat_daerah", "tahun").unique().rows() == [("Bappeda", 2025)]
    assert (found.returned.height, found.admitted.height) == (9, 181)


def test_a_year_on_record_is_looked_back_to_when_its_file_is_gone(tmp_path):
    """The first year is delivered and taken away; the second is held against its table."""
    office = Office(tmp_path)

    def lines(grid: list[list]) -> str:
        return "\n".join(";".join(map(str, row)) for row in grid) + "\n"

    first = office.deliver("penduduk/2023.csv", lines(sheet({2023: CALM})))
    office.run()
    first.unlink()
    fallen = sheet({2024: [*GROWN[:5], 12_000]})
    office.deliver("penduduk/2024.csv", lines(fallen))
    assert office.run().broken == []
    green, red = office.colours("ekstrak/penduduk")
    assert ("2023" in green, "2024" in red) == (True, True)
    kept = all_findings(office.deployment.store)
    assert set(kept.filter(tahun=2024)["aturan"]) == {"R13G"}
