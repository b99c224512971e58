"""Two releases of victims, from drop folder to Parquet: the second tells nothing of the first."""

import json
from pathlib import Path

import polars as pl
import pytest
from kantor import Office

HEAD = ["Kode Wilayah", "Nama Wilayah", "Tahun", "Korban L", "Korban P"]
DISTRICTS = {"36.73.01": "Serang", "36.73.02": "Kasemen", "36.73.03": "Walantaka",
             "36.73.04": "Curug", "36.73.05": "Cipocok Jaya", "36.73.06": "Taktakan"}  # fmt: skip
WOMEN = [41, 3, 27, 12, 9, 33]
MEN = [9, 1, 0, 2, 6, 8]


def deliver(office: Office, women: list[int], men: list[int] = MEN) -> None:
    """A recap of victims by kecamatan; invented."""
    rows = [HEAD, *([code, name, 2025, few, many] for (code, name), few, many
                    in zip(DISTRICTS.items(), men, women, strict=True))]  # fmt: skip
    text = "\n".join(";".join(map(str, row)) for row in rows) + "\n"
    office.deliver("rekap_kekerasan/2025/rekap.csv", text)


def counts(office: Office) -> dict[tuple[str, str], tuple[int | None, str]]:
    """Victims by region and sex as outsiders read them, with their status."""
    table = pl.read_parquet(office.release / "cacah.parquet").filter(
        ukuran="korban_kekerasan", umur="semua", rincian="semua"
    )
    rows = table.select("kode_wilayah", "jenis_kelamin", "jumlah", "status_obs").iter_rows()
    return {(code, sex): (number, status) for code, sex, number, status in rows}


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Office:
    office = Office(tmp_path_factory.mktemp("kantor"))
    deliver(office, WOMEN)
    office.outcome = office.run()
    return office


def test_small_counts_are_hidden_large_totals_stay_exact_and_the_audit_agrees(office):
    assert office.outcome.published, office.outcome.refused
    shown = counts(office)
    assert shown["36.73", "L+P"] == (sum(WOMEN) + sum(MEN), "final")
    true = dict(zip(DISTRICTS, WOMEN, strict=True))
    for code in DISTRICTS:
        number, status = shown[code, "P"]
        assert number in (None, true[code])
        if true[code] < 5:
            assert (number, status) == (None, "disamarkan")
    (report,) = [json.loads(p.read_text()) for p in (office.root / "audit").glob("*.json")]
    assert report["lulus"]


def test_hidden_counts_are_told_of_by_rule_and_never_by_number(office):
    found = pl.read_parquet(office.release / "temuan.parquet").filter(aturan="R15")
    assert found.select("sumber", "tahun", "kelompok", "jumlah").rows() == [
        ("kasus_kekerasan", 2025, "publikasi", 1)
    ]


def test_a_change_of_one_victim_is_not_told_by_a_second_release(office):
    before = counts(office)
    deliver(office, [42, *WOMEN[1:]])
    outcome = office.run()
    assert outcome.published, outcome.refused
    assert counts(office)["36.73", "L+P"] == before["36.73", "L+P"]
    assert counts(office) == before


def test_a_correction_that_the_audit_refuses_is_held_back_and_all_the_rest_is_published(office):
    """Ten men more in one kecamatan would tell that its hidden number of men is ten at least."""
    before, reports = counts(office), set((office.root / "audit").glob("*.json"))
    deliver(office, WOMEN, [*MEN[:2], MEN[2] + 10, *MEN[3:]])
    outcome = office.run()
    assert outcome.published, outcome.refused
    assert counts(office) == before
    (path,) = {*office.root.glob("audit/*.json")} - reports  # what passed is the rilis before
    refused = json.loads(path.read_text())
    assert not refused["lulus"]
    assert {tuple(one) for finding in refused["temuan"] for one in finding["deret"]} == {
        ("korban_kekerasan", 2025)
    }


def test_many_more_victims_are_told_and_what_was_hidden_stays_hidden(office):
    before = counts(office)
    deliver(office, [WOMEN[0] + 60, *WOMEN[1:]])
    outcome = office.run()
    assert outcome.published, outcome.refused
    shown = counts(office)
    assert shown["36.73", "L+P"][0] == sum(WOMEN) + sum(MEN) + 60
    hidden = {cell for cell, (number, _) in before.items() if number is None}
    assert not {cell for cell in hidden if shown[cell][0] is not None}


def test_no_file_of_any_release_names_the_sensitive_file(office):
    for path in (office.root / "publikasi" / "rilis").rglob("*"):
        if path.is_file():
            assert b"rekap.csv" not in Path(path).read_bytes()
