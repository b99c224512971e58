"""The reference tables of regions agree with each other: codes, history, bridge and aliases."""

import csv
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from tempat import by_code, by_names, sentence

from pipelines.load_reference import bps_bridge, reference_folder, regions
from pipelines.normalise_names import split_name
from schemas.wilayah import KodeBps, KodeKemendagri

NAMES = dict(regions().select("kode", "nama").iter_rows())


def table(name: str) -> list[dict[str, str]]:
    with (reference_folder() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


HISTORY, BRIDGE = table("riwayat_wilayah.csv"), table("padanan_bps.csv")
ALIASES = table("alias_wilayah.csv")
NEW = [row for row in HISTORY if row["perubahan"] == "baru"]
FORMER = {row["kode_lama"]: row for row in HISTORY if row["perubahan"] != "baru"}


def is_sorted(keys: list) -> bool:
    return all(one <= other for one, other in pairwise(keys))


def parent(code: str) -> str:
    return code.rpartition(".")[0]


# --- codes and names


def test_the_reference_holds_every_region_of_the_decree():
    counts = dict(regions().group_by("tingkat").len().iter_rows())
    assert counts == {"provinsi": 38, "kab_kota": 514, "kecamatan": 7285, "desa": 83762}


def test_every_region_but_a_province_stands_below_one_that_exists():
    frame = regions()
    assert frame.filter(~frame["induk"].is_in(frame["kode"].implode())).is_empty()
    assert frame["kode"].is_unique().all()
    assert frame.filter(tingkat="provinsi")["induk"].null_count() == 38


def test_every_region_knows_how_many_children_it_has():
    children = dict(regions().select("kode", "anak").iter_rows())
    below = Counter(parent(code) for code in NAMES)
    assert children == {code: below[code] for code in NAMES}
    assert (children["36.73"], children["36.73.04"], children["36.73.04.1001"]) == (6, 10, 0)


def namesakes() -> dict[str, list[str]]:
    """Bare names that a kabupaten and a kota share."""
    bare = defaultdict(list)
    for code, name in NAMES.items():
        if code.count(".") == 1:
            bare[name.split(maxsplit=1)[1]].append(code)
    return {name: codes for name, codes in bare.items() if len(codes) > 1}


def test_26_names_are_shared_by_a_kabupaten_and_a_kota():
    assert len(namesakes()) == 26
    assert {len(codes) for codes in namesakes().values()} == {2}
    elsewhere = [name for name, codes in namesakes().items() if len(set(map(parent, codes))) > 1]
    assert elsewhere == ["Banjar"]


@pytest.mark.parametrize("name", sorted(namesakes()))
def test_a_namesake_is_told_apart_by_its_type_or_refused_with_both_listed(name):
    codes = namesakes()[name]
    for code in codes:
        assert by_names(NAMES[parent(code)], NAMES[code]).kode == code
        bare = by_names(NAMES[parent(code)], name)
        if name == "Banjar":
            assert bare.kode == code
        else:
            assert all(f"{each} {NAMES[each]}" in sentence(bare) for each in codes)


def test_names_repeat_within_a_province_and_are_found_by_their_parent():
    seen = defaultdict(list)
    for code, name in NAMES.items():
        if code.count(".") == 2:
            seen[code[:2], name].append(code)
    repeated = [codes for codes in seen.values() if len(codes) > 1]
    assert len(repeated) == 117
    for codes in repeated:
        assert [by_names(NAMES[code], home=parent(code)).kode for code in codes] == codes


# --- history


def test_the_history_is_sorted_and_says_every_former_code_once():
    assert is_sorted([(row["kode_lama"], row["kode_baru"]) for row in FORMER.values()])
    assert is_sorted([row["kode_baru"] for row in NEW])
    assert [*FORMER.values(), *NEW] == HISTORY
    assert Counter(row["perubahan"] for row in HISTORY) == {
        "dipecah": 2, "ganti_kode": 293, "baru": 47,
    }  # fmt: skip


def test_every_change_leads_to_regions_of_the_decree():
    assert all(code in NAMES for row in HISTORY for code in row["kode_baru"].split(";"))


def test_a_code_is_either_former_or_in_force_and_a_divided_one_is_a_part_of_itself():
    for code, row in FORMER.items():
        assert (code in NAMES) == (row["perubahan"] == "dipecah")
        assert (code in row["kode_baru"].split(";")) == (row["perubahan"] == "dipecah")


def test_a_changed_code_keeps_its_level_and_its_name():
    for code, row in FORMER.items():
        if row["perubahan"] == "ganti_kode":
            assert code.count(".") == row["kode_baru"].count(".")
            assert row["nama_lama"] == NAMES[row["kode_baru"]]


def test_26_kab_kota_moved_to_the_four_new_provinces_by_their_laws():
    law = {"93": "UU 14/2022", "94": "UU 15/2022", "95": "UU 16/2022", "96": "UU 29/2022"}
    moved = [row for code, row in FORMER.items() if code.count(".") == 1]
    assert len(moved) == 26
    assert {row["kode_baru"] for row in moved} == {
        code for code in NAMES if parent(code) in law
    }  # fmt: skip
    assert all(law[row["kode_baru"][:2]] in row["dasar"] for row in moved)


def test_a_former_kecamatan_lies_where_its_kabupaten_went():
    for code, row in FORMER.items():
        if code.count(".") == 2:
            assert FORMER[parent(code)]["kode_baru"] == parent(row["kode_baru"])


def test_a_new_kecamatan_has_no_place_in_the_bridge():
    bridged = {row["kode_kemendagri"] for row in BRIDGE}
    assert not bridged & {row["kode_baru"] for row in NEW}
    assert all(row["kode_lama"] in ("", *NAMES) for row in NEW)


# --- the bridge


def test_the_bridge_is_sorted_dated_and_typed():
    assert is_sorted([tuple(row.values()) for row in BRIDGE])
    assert {row["per"] for row in BRIDGE} == {"2020", "2023"}
    for row in BRIDGE:
        assert KodeKemendagri.parse(row["kode_kemendagri"]).text == row["kode_kemendagri"]
        assert KodeBps.parse(row["kode_bps"]).text == row["kode_bps"]


def test_every_pair_of_the_bridge_leads_to_a_region_in_force_or_of_the_history():
    assert {row["kode_kemendagri"] for row in BRIDGE} <= {*NAMES, *FORMER}
    assert len(bps_bridge()) == len(set(bps_bridge().values())) == len(BRIDGE)


def test_the_bridge_has_each_province_and_kab_kota_of_2020_and_the_new_ones_of_papua():
    levels = Counter((row["per"], row["kode_kemendagri"].count(".")) for row in BRIDGE)
    assert levels == {
        ("2020", 0): 34, ("2020", 1): 514, ("2020", 2): 6846, ("2023", 0): 4, ("2023", 1): 26,
    }  # fmt: skip
    today = {code for code in NAMES if code.count(".") < 2}
    assert today <= {row["kode_kemendagri"] for row in BRIDGE}


def test_the_two_systems_number_199_of_514_kab_kota_differently():
    of_2020 = [row for row in BRIDGE if row["per"] == "2020"]
    differing = [
        row for row in of_2020 if row["kode_kemendagri"].replace(".", "") != row["kode_bps"]
    ]
    assert len([row for row in differing if len(row["kode_bps"]) == 4]) == 199
    assert sorted(row["kode_bps"] for row in differing if len(row["kode_bps"]) == 2) == ["91", "94"]


@pytest.mark.parametrize("length", [2, 4, 7])
def test_a_bps_code_below_another_is_bridged_below_it(length):
    places = {row["kode_bps"]: row["kode_kemendagri"] for row in BRIDGE}
    for code in (code for code in places if len(code) == length and length > 2):
        above = KodeBps(code).parent.text
        assert parent(places[code]) == places[above]


def test_a_bps_name_goes_with_its_region_unless_its_territory_or_name_is_in_doubt():
    refused = [
        (row["kode_kemendagri"], row["nama_bps"])
        for row in BRIDGE
        if by_code(row["kode_bps"], row["nama_bps"], "bps", int(row["per"])).kode is None
    ]
    assert refused == [
        ("14.71.06", "RUMBAI"), ("14.71.08", "TAMPAN"), ("14.71.12", "RUMBAI PESISIR"),
        ("19.03.02", "LEPAR PONGOK"), ("35.71.02", "KOTA KEDIRI"), ("53.19.02", "POCO RANAKA"),
        ("53.19.08", "POCO RANAKA TIMUR"), ("81.08.01", "MOA LAKOR"), ("91", "PAPUA"),
        ("92", "PAPUA BARAT"), ("92.08.03", "TELUK ARGUNI"),
    ]  # fmt: skip


# --- aliases


def test_the_aliases_are_sorted_and_each_has_a_reason():
    assert is_sorted([tuple(row.values()) for row in ALIASES])
    assert all(row["alasan"] for row in ALIASES)


def test_every_alias_stands_below_a_region_and_resolves_to_its_child():
    for row in ALIASES:
        assert row["induk"] == parent(row["kode"])
        assert row["kode"] in NAMES
        assert by_names(row["alias"], home=row["induk"]).kode == row["kode"]
        assert by_code(row["kode"], row["alias"]).kode == row["kode"]


def test_no_alias_is_the_official_name_of_any_child_of_its_parent():
    official = defaultdict(set)
    for code, name in NAMES.items():
        official[parent(code)].add(split_name(name, code.count("."))[1])
    for row in ALIASES:
        assert split_name(row["alias"], row["kode"].count("."))[1] not in official[row["induk"]]


def test_the_readme_counts_the_rows_as_they_are():
    readme = (Path(__file__).parents[1] / "data" / "referensi" / "README.md").read_text("utf-8")
    for name, rows in (("padanan_bps", BRIDGE), ("riwayat_wilayah", HISTORY),
                       ("alias_wilayah", ALIASES)):  # fmt: skip
        assert f"| `{name}.csv` | {len(rows):,} |" in readme
