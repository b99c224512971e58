"""Counts that cannot be: all know that they are 0, so they hide nothing and are not hidden."""

from collections import Counter
from itertools import product

import polars as pl
import pytest
from hypothesis import given, settings
from penyerang import Attacker, broken
from pydantic import ValidationError
from tabel import rows
from tabel_acak import MEASURE, YEAR, counted, towns

from pipelines.audit.facts import same_age
from pipelines.audit.rules import standard_rules
from pipelines.check_impossible import check_impossible, why_impossible
from pipelines.check_publication import check_publication
from pipelines.compute_indicators import compute
from pipelines.load_catalogue import indicators
from pipelines.load_reference import measures
from pipelines.protect.history import Earlier
from pipelines.protect.links import Cell
from pipelines.protect.plan import hidden_of, is_impossible, is_planned, plan_system
from pipelines.protect.readings import protect_readings
from pipelines.protect.release import protect
from pipelines.protect.rules import policy, protected_measures
from schemas import audit
from schemas.perlindungan import Impossible

PLAIN = policy()
PROTECTED = protected_measures(PLAIN)
LEAST = PROTECTED[MEASURE].minimum
NO_MEN = Impossible(
    ukuran=(MEASURE,), jenis_kelamin=("L",), rincian=("bentuk=seksual",), alasan="uji"
)
NO_BOYS = Impossible(ukuran=(MEASURE,), jenis_kelamin=("L",), umur=("0-17",), alasan="uji")
RULES = PLAIN.model_copy(update={"mustahil": (NO_MEN, NO_BOYS)})
seen = Counter()


def hidden_under(rules, numbers) -> set[Cell]:
    found = protect_readings(*plan_system(numbers, rules, PROTECTED))
    assert not found.exposed
    return hidden_of(numbers, found.hidden)


def told(numbers, members, atoms, hidden) -> list[Cell]:
    """The hidden counts that a reader who knows what cannot be knows too much of."""
    planned = {cell for cell in numbers if is_planned(cell, PROTECTED[MEASURE])}
    shown = {cell: numbers[cell] for cell in planned - hidden if members[cell]}
    attacker = Attacker(atoms, members, shown)
    secret = [cell for cell in hidden if members[cell]]
    return [cell for cell in secret if broken(*attacker.interval(cell), LEAST)]


@settings(max_examples=12)
@given(towns())
def test_one_who_knows_what_cannot_be_is_told_no_more(atoms):
    gone = {a for a in atoms if a[1] == "L" and (a[2] == "0-17" or a[3] == "seksual")}
    numbers, members = counted({atom: n * (atom not in gone) for atom, n in atoms.items()})
    possible = [atom for atom in atoms if atom not in gone]
    members = {cell: [a for a in held if a not in gone] for cell, held in members.items()}
    hidden = hidden_under(RULES, numbers)
    assert not [cell for cell in hidden if is_impossible(cell, RULES.mustahil)]
    assert not told(numbers, members, possible, hidden)
    women = {cell for cell in hidden if "seksual" in cell.rincian and cell.jenis_kelamin == "P"}
    both = {cell for cell in hidden if "seksual" in cell.rincian and cell.jenis_kelamin == "L+P"}
    kab_kota = {cell for cell in both if len(cell.kode_wilayah) < 8}  # where sexes are published
    assert {cell._replace(jenis_kelamin="L+P") for cell in women} == kab_kota
    seen["tabel"] += 1
    seen["terbuka"] += bool(told(numbers, members, possible, hidden_under(PLAIN, numbers)))


def test_one_who_knows_it_would_have_been_told_had_it_not_been_declared():
    if not seen["tabel"]:
        pytest.skip("berjalan sesudah uji sifat di atas")
    assert seen["terbuka"] > 0


MOTHERS = """
    wilayah   ukuran     L  P   L+P
    36.73.01  ibu_hamil  0  40  40
    36.73.02  ibu_hamil  0  31  31
    36.73.03  ibu_hamil  0  3   3
    36.73.04  ibu_hamil  0  52  52
    36.73.05  ibu_hamil  0  18  18
    36.73.06  ibu_hamil  0  22  22
"""


def published(text: str, earlier=()):
    harmonised, items = rows(text), [*indicators().values()]
    return protect(compute(harmonised, items), harmonised, items, earlier)


def test_the_count_that_cannot_be_has_no_row_and_its_other_sex_stands_for_both():
    table = published(MOTHERS).cacah
    assert set(table["jenis_kelamin"]) == {"P", "L+P"}
    found = table.pivot("jenis_kelamin", index="kode_wilayah", values="jumlah")
    assert found["P"].to_list() == found["L+P"].to_list()
    assert found.filter(kode_wilayah="36.73.03")["P"].to_list() == [None]
    assert found["P"].drop_nulls().len() > 3  # L 0 and P 40 do not mean that all are alike


def test_a_zero_that_can_be_is_hidden_as_ever():
    table = published(MOTHERS.replace("ibu_hamil", "lahir_mati")).cacah
    zero = table.filter(jenis_kelamin="L", kode_wilayah="36.73.01")
    assert zero.select("jumlah", "status_obs").rows() == [(None, "disamarkan")]


# --- a number where nothing can be


def test_a_number_where_nothing_can_be_goes_back_with_its_reason():
    frame = rows("""
        ukuran           umur  L  P
        ibu_hamil        .     3  40
        balita_stunting  0-4   9  8
        balita_stunting  5-9   0  2
        balita_stunting  3-7   1  1
        penduduk         5-9   7  7
    """.replace(".  ", "semua"))  # fmt: skip
    found = check_impossible(frame)
    assert [(f.aturan, sorted(held)) for f, held in found] == [("R23", [0]), ("R23", [5])]
    assert found[0][0].kalimat == (
        "Ibu hamil (Laki-laki) tertulis 3, padahal itu mustahil: hanya perempuan yang hamil, "
        "bersalin, dan nifas (Permenkes 21/2021)."
    )
    assert "(Perempuan, umur 5–9 tahun) tertulis 2" in found[1][0].kalimat


def test_a_code_that_cannot_be_is_looked_for_in_every_breakdown():
    frame = rows("""
        ukuran            rincian                       L  P
        korban_kekerasan  bentuk=seksual                1  2
        korban_kekerasan  bentuk=seksual|tempat=rumah   1  2
        korban_kekerasan  bentuk=fisik                  1  2
    """)
    assert [sorted(held) for _, held in check_impossible(frame, [NO_MEN])] == [[0], [2]]


def test_no_release_is_made_of_a_number_where_nothing_can_be():
    wrong = published(MOTHERS.replace("0  40  40", "6  34  40"))
    assert "L" not in set(wrong.cacah["jenis_kelamin"])
    found = check_publication(wrong.indikator, wrong.cacah, wrong.allowed, wrong.counted)
    (finding,) = [one for one in found if one.aturan == "R23T"]
    assert finding.tingkat == "galat"
    assert "Ibu hamil, 2025: 3 angka lebih dari 0, padahal itu mustahil" in finding.kalimat
    right = published(MOTHERS)
    found = check_publication(right.indikator, right.cacah, right.allowed, right.counted)
    assert "R23T" not in {one.aturan for one in found}


# --- what is declared


def test_what_is_declared_names_known_measures_and_something_of_them():
    assert {name for each in PLAIN.mustahil for name in each.ukuran} <= set(measures())
    with pytest.raises(ValidationError, match="belum disebut"):
        Impossible(ukuran=("ibu_hamil",), alasan="uji")


def test_protection_and_audit_read_the_same_out_of_what_is_declared():
    names = [*{name for each in PLAIN.mustahil for name in each.ukuran}, "penduduk", MEASURE]
    ages = ["semua", "0", "0-4", "3-7", "5-9", "0-4;60+", "5-9;60+", "18+", "21+", "0-59", "60+"]
    found = Counter()
    for name, age, sex in product(names, ages, ("L", "P", "TT", "L+P")):
        reason = why_impossible(PLAIN.mustahil, name, age, "semua", sex)
        cell = audit.Cell(name, "36", YEAR, sex, same_age(age))
        assert bool(reason) == standard_rules().is_empty(cell), cell
        found[bool(reason)] += 1
    assert found[True] > 20 < found[False]


def test_a_row_of_an_older_release_where_nothing_can_be_is_not_told_again():
    first = published(MOTHERS)
    men = first.cacah.filter(jenis_kelamin="P").with_columns(
        jenis_kelamin=pl.lit("L"), jumlah=pl.lit(0, pl.Int64), status_obs=pl.lit("final"),
        alasan=pl.lit(None, pl.String),
    )  # fmt: skip
    old = Earlier(pl.concat([first.cacah, men]), first.indikator)
    second = published(MOTHERS.replace("0  52  52", "0  53  53"), [old])
    assert second.report.tertahan == (("ibu_hamil", YEAR),)
    columns = [*Cell._fields, "jumlah"]
    assert second.cacah.select(columns).equals(first.cacah.select(columns))
