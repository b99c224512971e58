"""The reference tables of regions against the code lists and names that others published."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pipelines.load_reference import reference_folder, regions
from pipelines.resolve_regions import Region, resolve

REAL = Path(__file__).parents[3] / "shared" / "real"
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real files are not here: no folder shared/real beside the repo"
)
LEFT_OUT = {
    "1221051", "1221093", "1807043", "5314021", "9108070", "9108071", "9404070", "9409101",
    "9410080", "9410081", "9410082",
}  # fmt: skip
NAMES = dict(regions().select("kode", "nama").iter_rows())


@cache
def bridge(level: str) -> list[dict[str, str]]:
    path = REAL / "codes" / "bridging_bps_kemendagri_2020" / f"{level}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def dotted(code: str) -> str:
    return ".".join(re.findall("..", code))


def own_table(name: str) -> list[dict[str, str]]:
    with (reference_folder() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- the decree


def test_codes_and_names_are_those_of_the_published_decree():
    text = (REAL / "codes" / "kepmendagri_2025" / "wilayah.sql").read_text("utf-8")
    rows = re.findall(r"\('([\d.]+)','((?:[^']|'')*)'\)", text)
    assert {code: name.replace("''", "'").strip() for code, name in rows} == NAMES


def test_a_second_list_of_the_same_decree_has_the_same_codes_down_to_kecamatan():
    folder, found = REAL / "codes" / "idn-area-data_4.0.1", set()
    for name in ("provinces", "regencies", "districts"):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found |= {row["code"] for row in csv.DictReader(file)}
    assert found == {code for code in NAMES if code.count(".") < 3}


# --- the bridge


def test_the_bridge_has_the_pairs_of_2020_but_for_those_named_in_its_readme():
    rows = [row for level in ("provinsi", "kabkota", "kecamatan") for row in bridge(level)]
    pairs = {
        (dotted(r["kode_dagri"]), r["kode_bps"], " ".join(r["nama_bps"].split())) for r in rows
    }
    kept = {
        (row["kode_kemendagri"], row["kode_bps"], row["nama_bps"])
        for row in own_table("padanan_bps.csv") if row["per"] == "2020"
    }  # fmt: skip
    assert kept <= pairs
    assert {code for _, code, _ in pairs - kept} == LEFT_OUT
    readme = (reference_folder() / "README.md").read_text("utf-8")
    assert all(code in readme for code in LEFT_OUT)


@pytest.mark.parametrize("level", ["kabkota", "kecamatan"])
def test_every_name_of_kemendagri_in_2020_leads_to_its_code_of_today_or_is_refused(level):
    wrong = []
    for row in bridge(level):
        code, name = dotted(row["kode_dagri"]), row["nama_dagri"]
        found = resolve(code, [name], "kemendagri", "", 2020)
        by_name = (
            resolve(None, [name], "nama", found.kode.rpartition(".")[0]) if found.kode else None
        )
        if by_name and by_name.kode not in (None, found.kode):
            wrong.append((code, name, found.kode, by_name.kode))
    assert wrong == []


def test_nearly_every_code_and_name_of_2020_still_names_one_region():
    def clear(level: str, code: str, name: str, system: str) -> int:
        rows = (resolve(row[code], [row[name]], system, "", 2020) for row in bridge(level))
        return sum(found.kode is not None for found in rows)

    assert clear("kabkota", "kode_bps", "nama_bps", "bps") == 514
    assert clear("kabkota", "kode_dagri", "nama_dagri", "kemendagri") == 509  # five are cut short
    assert clear("kecamatan", "kode_bps", "nama_bps", "bps") == 6846 - 9
    assert clear("kecamatan", "kode_dagri", "nama_dagri", "kemendagri") == 6857 - 14


# --- names as BPS prints them


def printed_names() -> Iterator[tuple[str, Region]]:
    """Names of all kab/kota in a table of BPS, each resolved below the province above it."""
    path = REAL / "bps" / "Rata-rata Lama Sekolah (RLS) menurut Jenis Kelamin, 2025.csv"
    province = ""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for name, *numbers in csv.reader(file):
            if not re.fullmatch(r"[\d.]+", numbers[0]) or name in ("", "INDONESIA"):
                continue
            if name.isupper():
                province = resolve(None, [name], "nama", "").kode or ""
            else:
                yield name, resolve(None, [name], "nama", province)


def test_all_kab_kota_that_bps_prints_are_found_but_for_namesakes_without_a_type():
    found = list(printed_names())
    assert len(found) == 514
    codes = [region.kode for _, region in found if region.kode]
    assert len(codes) == len(set(codes)) == 514 - 25
    asked = {name: region.facts["sebab"] for name, region in found if region.kode is None}
    assert len(asked) == 25
    assert all(f"Kabupaten {name}" in why and f"Kota {name}" in why for name, why in asked.items())
