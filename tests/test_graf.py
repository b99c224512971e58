"""The graph is what the house plan says: keys, groups, clocks, and a sensor that waits."""

from pathlib import Path

import dagster as dg
import pytest
import yaml
from kantor import Watch

from assets.definitions import build_defs
from assets.pokja import INTERNAL
from assets.resources import Deployment
from pipelines.load_catalogue import catalogue
from schemas.publikasi import TABLES
from schemas.sources import ALL_SOURCES

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def defs() -> dg.Definitions:
    return build_defs(Deployment(data="data", masuk="data/masuk"))


@pytest.fixture(scope="module")
def specs(defs) -> dict[str, dg.AssetSpec]:
    return {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}


def test_groups_are_numbered_in_flow_order_and_hold_what_their_stage_says(specs):
    groups: dict[str, set[str]] = {}
    for key, spec in specs.items():
        groups.setdefault(spec.group_name or "", set()).add(key)
    assert groups == {
        "1_setoran": {"masuk/setoran"},
        "2_ekstrak": {f"ekstrak/{name}" for name in ALL_SOURCES},
        "3_harmonis": {f"harmonis/{name}" for name in ALL_SOURCES},
        "4_indikator": {f"indikator/{name}" for name in (*catalogue(), *INTERNAL)},
        "5_publikasi": {f"publikasi/{name}" for name in TABLES},
    }


def test_every_asset_says_what_it_is_whose_it_is_and_what_columns_it_has(specs):
    for key, spec in specs.items():
        assert spec.description, key
        assert spec.owners, key
        assert spec.kinds, key
        if key != "masuk/setoran":
            assert spec.metadata["dagster/column_schema"].columns, key


def test_one_partition_axis_the_year_up_to_the_indicators(specs):
    for key, spec in specs.items():
        yearly = key.split("/")[0] in ("ekstrak", "harmonis", "indikator")
        assert (spec.partitions_def is not None) == yearly, key


def test_indicators_hang_on_counts_and_publication_on_indicators_targets_and_budget(specs):
    def above(key: str) -> set[str]:
        return {dep.asset_key.to_user_string() for dep in specs[key].deps}

    counted = {f"harmonis/{name}" for name, s in ALL_SOURCES.items() if s.harmonis == "cacah"}
    official = {"harmonis/indeks_resmi", "harmonis/kla"}
    assert not counted & {"harmonis/target_rencana", *official}
    assert above("indikator/pendidikan") == counted | official
    topics = {f"indikator/{name}" for name in catalogue()}
    beside = {"harmonis/target_rencana", "harmonis/anggaran", "harmonis/gap_gbs"}
    assert above("publikasi/target") == topics | beside
    assert above("ekstrak/penduduk") == {"masuk/setoran"}


def test_each_extract_has_one_check_per_family_of_rules(defs):
    graph = defs.resolve_asset_graph()
    checks = {str(key.name) for key in graph.asset_check_keys if key.asset_key.path[0] == "ekstrak"}
    assert checks == {"isi_sel", "wilayah", "jumlah", "riwayat", "kelengkapan", "elemen"}


def test_jobs_and_clocks(defs):
    jobs = {"jalankan", "terima_setoran", "periksa_setoran", "hitung_indikator", "terbitkan"}
    assert {job.name for job in defs.jobs or []} == jobs
    clocks = {clock.name: clock for clock in defs.schedules or []}
    assert set(clocks) == {"bulanan", "tahunan"}
    assert {clock.execution_timezone for clock in clocks.values()} == {"Asia/Jakarta"}
    assert defs.executor is dg.in_process_executor


def test_the_instance_is_quiet_single_file_and_cleans_up():
    settings = yaml.safe_load((ROOT / "dagster.yaml").read_text(encoding="utf-8"))
    assert settings["telemetry"] == {"enabled": False}
    assert settings["concurrency"]["runs"]["max_concurrent_runs"] == 1
    assert settings["run_monitoring"]["enabled"]
    assert settings["retention"]["sensor"]["purge_after_days"]


@pytest.fixture
def watch(tmp_path) -> Watch:
    (tmp_path / "masuk").mkdir()
    return Watch(tmp_path / "masuk")


def test_the_sensor_waits_until_a_file_is_still(watch):
    file = watch.folder / "a.csv"
    file.write_text("1")
    assert isinstance(watch.look(), dg.SkipReason)
    file.write_text("1;2")
    assert isinstance(watch.look(), dg.SkipReason)
    assert isinstance(watch.look(), dg.RunRequest)


def test_the_sensor_asks_once_per_content_whatever_the_dates_say(watch):
    file = watch.folder / "a.csv"
    file.write_text("1")
    watch.look()
    first = watch.look()
    file.touch()
    watch.look()
    assert isinstance(watch.look(), dg.SkipReason)
    keys = {first.run_key}
    for content in ("2", "1"):  # a return to the first content is news too
        file.write_text(content)
        watch.look()
        keys.add(watch.look().run_key)
    assert len(keys) == 3


def test_the_sensor_passes_by_what_excel_leaves_behind(watch):
    (watch.folder / "~$a.xlsx").write_text("kunci")
    (watch.folder / ".tersembunyi").write_text("x")
    assert watch.look().skip_message == "Map setoran kosong."


def test_the_sensor_survives_a_drop_folder_that_is_not_there(watch):
    watch.folder.rmdir()
    assert watch.look().skip_message == "Map setoran kosong."
