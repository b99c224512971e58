"""The month of the report as a margin: whose it is, how far down it goes, and whom it protects."""

import json
import random
from itertools import product

import polars as pl
import pytest
from penyerang import Attacker, broken
from tabel import rows

from pipelines.audit.release import audit
from pipelines.load_catalogue import BadCatalogue
from pipelines.load_reference import reference_folder
from pipelines.protect.counts import count_margins
from pipelines.protect.release import protect
from pipelines.protect.rules import policy, protected_measures
from pipelines.publish_release import MANIFEST
from schemas.indikator import Indikator
from schemas.kode import BULAN

MEASURE, LEAST = "korban_kekerasan", 5
NOTHING = pl.DataFrame(
    schema={name: column.dtype.type for name, column in Indikator.to_schema().columns.items()}
)
PLACES = ("36.73.01", "36.73.02", "36.74.01", "36.74.02")
HEAD = "wilayah ukuran periode rincian sumber L P\n"
Atom = tuple[str, str, str]  # kecamatan, sex, month


def recap(months: int, kind: str = "{:02}", place: str = "36.73") -> str:
    return "".join(
        f"{place} {MEASURE} 2025-{kind.format(n)} semua rekap_kekerasan {n} {20 + n}\n"
        for n in range(1, months + 1)
    )


def months_of(text: str) -> dict[str, int]:
    """Victims of both sexes by month in 36.73, before anything is hidden."""
    table = count_margins(rows(HEAD + text), [MEASURE], policy())
    own = table.filter(kode_wilayah="36.73", jenis_kelamin="L+P").filter(
        pl.col("rincian").str.starts_with("bulan=")
    )
    return dict(own.select("rincian", "jumlah").iter_rows())


# --- whose months


def test_a_recap_of_twelve_months_has_months_that_add_up_to_its_year():
    found = months_of(recap(12))
    assert found == {code: 20 + 2 * n for n, code in enumerate(BULAN, start=1)}


@pytest.mark.parametrize("text", [recap(11), recap(4, "T{}"), recap(2, "S{}")])
def test_a_recap_that_lacks_a_month_or_is_of_longer_parts_has_none(text):
    assert months_of(text) == {}


def test_beside_a_number_of_the_whole_year_months_are_not_its_parts():
    whole = f"36.73.01 {MEASURE} 2025 semua rekap_kekerasan 90 400\n"
    assert months_of(recap(12) + whole) == {}


def test_months_come_from_the_source_that_the_whole_comes_from():
    cases = "".join(f"36.73 {MEASURE} 2025 {code} kasus_kekerasan 0 1\n" for code in BULAN)
    cases += f"36.73 {MEASURE} 2025 semua kasus_kekerasan 0 12\n"
    assert months_of(recap(12) + cases) == dict.fromkeys(BULAN, 1)


# --- how far down


def test_months_are_published_down_to_kab_kota_and_other_breakdowns_further():
    rule = protected_measures(policy())[MEASURE]
    table = count_margins(rows(HEAD + written(victims(1))), [MEASURE], policy())
    assert set(table.filter(rincian="bulan=01")["tingkat"]) == {"provinsi", "kab_kota", "kecamatan"}
    shown = protected_table(victims(1))
    assert set(shown.filter(rincian="bulan=01")["tingkat"]) == {"provinsi", "kab_kota"}
    assert rule.lowest("rincian") > rule.lowest_of("rincian", "bulan")
    assert rule.lowest_of("rincian", "bentuk") == rule.lowest("rincian")


def changed_rules(tmp_path, monkeypatch, old: str, new: str):
    """The rules as they would be with a word of the file changed."""
    text = (reference_folder() / "perlindungan.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "perlindungan.toml").write_text(text.replace(old, new), encoding="utf-8")
    monkeypatch.setattr("pipelines.protect.rules.reference_folder", lambda: tmp_path)
    return policy.__wrapped__()


def test_a_plan_cannot_take_a_breakdown_further_down_than_its_class(tmp_path, monkeypatch):
    with pytest.raises(BadCatalogue, match="korban_kekerasan, tingkat_terendah bulan: desa"):
        changed_rules(tmp_path, monkeypatch, 'bulan = "kab_kota"', 'bulan = "desa"')


def test_a_plan_cannot_limit_a_breakdown_that_it_does_not_have(tmp_path, monkeypatch):
    with pytest.raises(BadCatalogue, match="minggu bukan rincian rencana ini"):
        changed_rules(tmp_path, monkeypatch, 'bulan = "kab_kota"', 'minggu = "kab_kota"')


def test_a_limit_equal_to_the_class_is_allowed_and_opens_the_kecamatan(tmp_path, monkeypatch):
    rules = changed_rules(tmp_path, monkeypatch, 'bulan = "kab_kota"', 'bulan = "kecamatan"')
    rule = protected_measures(rules)[MEASURE]
    assert rule.lowest_of("rincian", "bulan") == rule.lowest("rincian")
    assert rule.lowest_of("jenis_kelamin_rincian", "bulan") < rule.lowest("rincian")


# --- whom it protects


def victims(seed: int) -> dict[Atom, int]:
    drawn = random.Random(seed)
    atoms = product(PLACES, ("L", "P"), BULAN)
    return {atom: drawn.choice((0, 0, 0, 1, 2, 5, 9)) for atom in atoms}


def written(atoms: dict[Atom, int]) -> str:
    """The counts of a case file: the whole and its months, by kecamatan."""
    lines = []
    for place in PLACES:
        for code in ("semua", *BULAN):
            men, women = (
                sum(n for (at, who, month), n in atoms.items()
                    if (at, who) == (place, sex) and code in (month, "semua"))
                for sex in "LP"
            )  # fmt: skip
            lines.append(f"{place} {MEASURE} 2025 {code} kasus_kekerasan {men} {women}\n")
    return "".join(lines)


def protected_table(atoms: dict[Atom, int]) -> pl.DataFrame:
    found = protect(NOTHING, rows(HEAD + written(atoms)), [])
    assert not found.report.terbuka
    return found.cacah


@pytest.mark.parametrize("seed", [1, 2])
def test_no_hidden_month_can_be_worked_out_and_the_auditor_agrees(seed, tmp_path):
    atoms = victims(seed)
    table = protected_table(atoms)
    cells = {
        (code, sex, part): number
        for code, part, sex, number in table.select(
            "kode_wilayah", "rincian", "jenis_kelamin", "jumlah"
        ).iter_rows()
    }
    members = {
        (code, sex, part): [
            atom for atom in atoms
            if atom[0].startswith(code) and sex in (atom[1], "L+P") and part in (atom[2], "semua")
        ]
        for code, sex, part in cells
    }  # fmt: skip
    shown = {cell: number for cell, number in cells.items() if number is not None}
    assert all(sum(atoms[a] for a in members[cell]) == number for cell, number in shown.items())
    assert [cell for cell in shown if cell[2] != "semua"]
    attacker = Attacker(atoms, members, shown)
    hidden = [cell for cell, number in cells.items() if number is None and cell[2] != "semua"]
    assert hidden
    assert not [cell for cell in hidden if broken(*attacker.interval(cell), LEAST)]
    table.write_parquet(tmp_path / "cacah.parquet")
    (tmp_path / MANIFEST).write_text(json.dumps({}), encoding="utf-8")
    report = audit(tmp_path)
    assert report.passed, report.kalimat


def test_the_auditor_finds_a_month_that_the_others_give_away(tmp_path):
    numbers = {"semua": 2 + 11 * 9, BULAN[0]: None, **dict.fromkeys(BULAN[1:], 9)}
    same = {"ukuran": MEASURE, "kode_wilayah": "36.73", "tahun": 2025, "umur": "semua"}
    pl.DataFrame([
        {**same, "rincian": part, "jenis_kelamin": "L+P", "jumlah": number,
         "status_obs": "disamarkan" if number is None else "final"}
        for part, number in numbers.items()
    ]).write_parquet(tmp_path / "cacah.parquet")  # fmt: skip
    (found,) = audit(tmp_path).temuan
    assert found.sel.endswith("bulan=01")
    assert found.interval == (2, 2)
