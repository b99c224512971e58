"""The whole way, as a walidata takes it: from drop folder to rilis, and what stays on failure."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import duckdb
import polars as pl
import pytest
from kantor import Office
from orakel_target import (
    PLAN_YEARS,
    achievements,
    figures,
    line_of,
    plan_lines,
    states,
    trend,
)

from pipelines.load_catalogue import indicators
from pipelines.load_reference import measures
from pipelines.protect.rules import OPEN, class_of_indicator
from pipelines.store_tables import Store
from schemas.publikasi import TABLES, key_of
from schemas.sources import SOURCES
from terpilah import cli
from terpilah.trace import cells_behind

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "contoh"
FENCED = re.MULTILINE | re.DOTALL


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Iterator[Office]:
    """The sample, delivered and run once."""
    patch = pytest.MonkeyPatch()
    for name in ("DAGSTER_HOME", "TERPILAH_DATA", "DAGSTER_DISABLE_TELEMETRY"):
        patch.setenv(name, "")
    office = Office(tmp_path_factory.mktemp("kantor"))
    shutil.copytree(SAMPLE / "masuk", office.masuk, dirs_exist_ok=True)
    office.outcome = office.run()
    yield office
    patch.undo()


def test_the_sample_is_published_and_its_half_admitted_year_is_named(office):
    assert office.outcome.published
    assert office.outcome.broken == []
    (sentence,) = office.outcome.refused
    assert sentence.startswith("penduduk 2025: 3210 angka diterima, 6 dikembalikan.")


def test_a_half_admitted_partition_is_red_and_a_whole_one_green(office):
    assert office.colours("ekstrak/penduduk") == ({"2023", "2024"}, {"2025"})
    assert office.colours("ekstrak/peserta_didik") == ({"2024", "2025"}, set())


def test_checks_are_kept_per_year_with_their_findings_as_a_table(office):
    key = dg.AssetCheckKey(dg.AssetKey(["ekstrak", "penduduk"]), "jumlah")
    with dg.DagsterInstance.get() as instance:
        records = instance.event_log_storage.get_asset_check_execution_history(key, limit=20)
    seen = [record.event.dagster_event.event_specific_data for record in records]
    red = [evaluation for evaluation in seen if not evaluation.passed]
    assert {e.partition for e in red} == {"2025"}
    (table,) = [e.metadata["temuan"].records for e in red]
    assert [record.data["tempat"] for record in table] == [
        "penduduk/penduduk_2025.xlsx [Penduduk!G157]",
        "penduduk/penduduk_2025.xlsx [Penduduk!G296]",
    ]


def test_at_least_fifteen_indicators_carry_numerator_and_denominator_for_l_p_and_both(office):
    rates = duckdb.sql(f"""
        SELECT kode_indikator FROM '{office.release}/indikator.parquet'
        WHERE status_obs = 'final' AND pembilang IS NOT NULL AND penyebut IS NOT NULL
        GROUP BY kode_indikator HAVING count(DISTINCT jenis_kelamin) = 3""").fetchall()
    assert len(rates) >= 15


def test_no_published_rate_lacks_a_side_and_no_total_comes_from_half_a_pair(office):
    counted = {code: item for code, item in indicators().items() if item.pembilang}
    of_three = [code for code, item in counted.items()
                if len(item.jenis_kelamin) == 3 and class_of_indicator(item) == OPEN]  # fmt: skip
    bad = duckdb.sql(f"""
        SELECT * FROM '{office.release}/indikator.parquet'
        WHERE nilai IS NOT NULL AND (pembilang IS NULL OR pengali > 1 AND penyebut IS NULL)
          AND kode_indikator IN {(*counted,)}
    """).fetchall()
    half = duckdb.sql(f"""
        SELECT kode_indikator, kode_wilayah, tahun FROM '{office.release}/indikator.parquet'
        WHERE umur = 'semua' AND jenjang = 'semua' AND nilai IS NOT NULL
          AND kode_indikator IN {(*of_three,)}
        GROUP BY ALL HAVING count(*) <> 3""").fetchall()
    assert (bad, half) == ([], [])


@pytest.mark.parametrize("name", TABLES)
def test_each_table_is_sorted_plain_and_described(office, name):
    path = office.release / f"{name}.parquet"
    table = pl.read_parquet(path)
    assert table.equals(table.sort(key_of(TABLES[name])))
    assert set(table.dtypes) <= {pl.String, pl.Int64, pl.Float64, pl.Boolean}
    stored = {
        key.decode(): value.decode()
        for key, value in duckdb.sql(
            f"SELECT key, value FROM parquet_kv_metadata('{path}')"
        ).fetchall()
    }
    assert stored["tabel"] == name
    assert stored["judul"]


def test_the_manifest_lists_every_file_with_hash_rows_columns_inputs_and_code(office):
    manifest = json.loads((office.release / "manifest.json").read_text(encoding="utf-8"))
    hashes = office.bytes_of_release()
    assert manifest["rilis"] == office.release.name
    for name, entry in manifest["tabel"].items():
        assert entry["sha256"] == hashes[f"{name}.parquet"]
        assert entry["baris"] == pl.read_parquet(office.release / entry["berkas"]).height
    archived = {path.stem for path in (office.root / "arsip").rglob("*") if path.is_file()}
    assert {entry["sidik"] for entry in manifest["masukan"]} <= archived
    assert manifest["kode"].startswith("0.1.0+")


def test_nothing_sensitive_is_kept_anywhere(office):
    for path in office.root.rglob("*.parquet"):
        columns = pl.read_parquet_schema(path)
        if "nama_elemen" in columns:
            names = pl.read_parquet(path)["nama_elemen"].str.to_lowercase()
            assert not names.str.contains("korban").any(), path


def test_nothing_of_a_private_file_is_published_but_protected_counts(office):
    private = {code for code, source in SOURCES.items() if source.private}
    counted = {path.parent.name for path in (office.root / "harmonis").rglob("*.parquet")}
    files = {f.name for code in private for f in (SAMPLE / "masuk" / code).rglob("*.*")}
    assert private <= counted
    assert files
    for name in TABLES:
        table = pl.read_parquet(office.release / f"{name}.parquet")
        texts = table.drop("sumber", strict=False).select(pl.col(pl.String)).unpivot()["value"]
        assert not any(file in str(text) for text in set(texts) for file in files), name
    manifest = (office.release / "manifest.json").read_text(encoding="utf-8")
    assert not any(code in manifest for code in private)


def test_counts_of_people_are_published_by_the_plan_and_none_of_them_is_small(office):
    counts = pl.read_parquet(office.release / "cacah.parquet")
    closed = {name for name, facts in measures().items() if facts["kelas"] != "terbuka"}
    assert set(counts["ukuran"]) <= closed
    assert {"korban_kekerasan", "penyandang_disabilitas", "balita_stunting"} <= set(
        counts["ukuran"]
    )
    assert set(counts["tingkat"]) == {"provinsi", "kab_kota", "kecamatan"}
    victims = counts.filter(ukuran="korban_kekerasan", kode_wilayah="36.73", rincian="semua")
    whole = victims.filter(umur="semua", jenis_kelamin="L+P")
    assert whole["jumlah"].to_list() == [48]  # as many rows as the sample register has
    shown = counts.filter(pl.col("jumlah").is_not_null(), pl.col("ukuran").str.contains("korban"))
    assert shown["jumlah"].min() >= 5
    below = counts.filter(pl.col("tingkat") == "kecamatan", pl.col("rincian") != "semua")
    assert not set(below["jenis_kelamin"]) & {"L", "P"}
    hidden = counts.filter(status_obs="disamarkan")
    assert hidden["jumlah"].null_count() == hidden.height > 0


def test_what_is_private_is_for_its_owner_alone(office):
    private = {code for code, source in SOURCES.items() if source.private}
    files = [path for path in office.root.rglob("*") if path.is_file() and office.masuk not in
             path.parents and "balikan" not in path.parts and "temuan" not in path.parts and
             (private & set(path.parts) or "arsip_terbatas" in path.parts)]  # fmt: skip
    assert {path.relative_to(office.root).parts[0] for path in files} >= {
        "arsip_terbatas", "ekstrak", "harmonis",
    }  # fmt: skip
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert {path.parent.stat().st_mode & 0o777 for path in files} == {0o700}


def test_the_same_inputs_give_the_same_bytes(office, tmp_path_factory):
    before = office.bytes_of_release()
    office.run()
    assert office.bytes_of_release() == before
    assert len(list(office.release.parent.iterdir())) == 1


def test_a_broken_delivery_leaves_the_last_good_table_and_the_release_alone(office):
    before, name = office.bytes_of_release(), "penduduk_2024.csv"
    extract = office.root / "ekstrak" / "penduduk" / "2024.parquet"
    rows, good = pl.read_parquet(extract).height, office.masuk / "penduduk" / name
    kept = good.read_bytes()
    good.write_bytes(b"")
    try:
        office.run()
        letter = office.root / "balikan" / "penduduk" / f"{name}.surat.txt"
        assert "Berkas kosong" in letter.read_text(encoding="utf-8")
        assert pl.read_parquet(extract).height == rows
        assert "2024" in office.colours("ekstrak/penduduk")[1]
        assert office.bytes_of_release()["indikator.parquet"] == before["indikator.parquet"]
    finally:
        good.write_bytes(kept)


def _command(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "terpilah.cli", *words]
    return subprocess.run(call, cwd=cwd, capture_output=True, text=True, check=False, timeout=120)


def test_only_broken_files_publish_nothing_and_say_so(tmp_path):
    (tmp_path / "masuk" / "penduduk").mkdir(parents=True)
    (tmp_path / "masuk" / "penduduk" / "kosong.xlsx").touch()
    done = _command("jalankan", "--data", str(tmp_path), cwd=tmp_path)
    assert done.returncode == 1
    assert "Tidak ada yang terbit" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "publikasi" / "terkini").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["jalankan", "--masuk", "tidak_ada"], "tidak ada"),
        (["periksa", "tidak_ada.xlsx"], "tidak ada"),
        (["jalankn"], "tidak dimengerti"),
        (["telusur", "XXX-99", "36", "2025"], "tidak ada dalam katalog"),
    ],
)
def test_wrong_use_gets_one_indonesian_sentence(tmp_path, words, sentence):
    done = _command(*words, cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert sentence in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_an_accident_is_one_sentence_unless_its_details_are_asked_for(monkeypatch, capsys):
    def accident(**_more: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(cli.cli, "main", accident)
    with pytest.raises(SystemExit, match="3"):
        cli.main()
    assert "galat mesin yang tidak terduga (RuntimeError)" in capsys.readouterr().err
    monkeypatch.setenv(cli.DETAILS, "1")
    with pytest.raises(RuntimeError, match="boom"):
        cli.main()


def test_checking_one_file_says_what_would_happen_and_stores_nothing(tmp_path):
    file = SAMPLE / "masuk" / "penduduk" / "penduduk_2025.xlsx"
    done = _command("periksa", str(file), cwd=tmp_path)
    assert done.returncode == 1
    assert "Penduduk!G157" in done.stdout
    assert "dikembalikan 6" in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("code", "year"),
    [("KPD-01", 2024), ("KPD-03", 2024), ("KPD-05", 2024), ("PDK-13", 2024), ("POL-01", 2024),
     ("POL-01", 2025), ("POL-03", 2025), ("POL-05", 2025)],
)  # fmt: skip
def test_the_cells_behind_a_figure_add_up_to_it(office, code, year):
    cells = cells_behind(code, "36.73", year, Store(office.root))
    sums = dict(cells.filter(sisi="pembilang").group_by("jenis_kelamin").agg(
        pl.col("jumlah").sum()).iter_rows())  # fmt: skip
    table = pl.read_parquet(office.release / "indikator.parquet").filter(
        pl.col("jenis_kelamin").is_in(["L", "P"]),
        kode_indikator=code, kode_wilayah="36.73", tahun=year, umur="semua", jenjang="semua",
    )  # fmt: skip
    published = dict(table.select("jenis_kelamin", "pembilang").iter_rows())
    assert {sex: sums[sex] for sex in ("L", "P")} == published


def test_a_published_figure_can_be_walked_back_to_its_cells(office):
    done = _command(
        "telusur", "POL-01", "36.73", "2025", "--data", str(office.root), cwd=office.root
    )
    assert done.returncode == 0
    assert "legislatif/" in done.stdout


# --- targets, proposals and budget of the rilis


@pytest.fixture(scope="module")
def plan() -> list[dict]:
    return [*plan_lines(SAMPLE / "masuk" / "target_rencana" / "target_2025-2029.csv")]


def test_achievements_are_those_of_plain_arithmetic(office, plan):
    expected = achievements(plan, figures(office.release))
    table = pl.read_parquet(office.release / "target.parquet")
    assert table.height == len(plan) * len(PLAN_YEARS)
    rows = table.filter(pl.col("capaian_persen").is_not_null()).rows(named=True)
    found = {(line_of(row), row["tahun"]): row for row in rows}
    assert found.keys() == expected.keys()
    for key, (raw, kept, grade) in expected.items():
        row = found[key]
        assert (row["capaian_persen"], row["capaian_terbatas"]) == pytest.approx((raw, kept))
        assert row["peringkat"] == grade


def test_lines_stand_where_plain_arithmetic_puts_them(office, plan):
    table = pl.read_parquet(office.release / "kemajuan_target.parquet")
    found = {line_of(row): row["arah_jalur"] for row in table.rows(named=True)}
    assert found == states(plan, figures(office.release))


def test_a_plan_that_sets_no_targets_by_sex_is_seen_to_set_none(office, plan):
    table = pl.read_parquet(office.release / "target_terpilah.parquet")
    lines = {(row["dokumen"], row["kode_indikator"]): set() for row in plan}
    for row in plan:
        lines[row["dokumen"], row["kode_indikator"]].add(row["jenis_kelamin"])
    names = "dokumen", "kode_indikator", "ada_target_terpilah"
    found = {row[:2]: row[2] for row in table.select(names).rows()}
    alone = {key for key, sexes in lines.items() if sexes == {"L+P"}}
    assert {key for key, said in found.items() if said in ("tidak_ada", "tidak_berlaku")} == alone
    assert {key[1] for key, said in found.items() if said == "tidak_berlaku"} == {"ARG-01"}


def test_proposed_trends_are_those_of_plain_arithmetic(office):
    table = pl.read_parquet(office.release / "usulan_target.parquet").filter(
        pl.col("usulan").is_not_null(), kode_indikator="KPD-05", cara="tren_linear"
    )
    known = figures(office.release)
    assert table.height > 0
    for row in table.rows(named=True):
        years = map(int, row["tahun_dipakai"].split(", "))
        where = row["kode_indikator"], row["kode_wilayah"]
        series = {year: known[(*where, year, row["jenis_kelamin"])] for year in years}
        assert row["usulan"] == pytest.approx(trend(series, row["tahun"]))


def test_the_budget_tables_agree_with_the_indicator_of_the_same_year(office):
    (row,) = pl.read_parquet(office.release / "anggaran_gender.parquet").filter(
        versi="murni", perangkat_daerah="semua", dasar_penyebut="operasi_modal"
    ).rows(named=True)  # fmt: skip
    (value,) = pl.read_parquet(office.release / "indikator.parquet").filter(
        kode_indikator="ARG-01", kode_wilayah="36.73", tahun=2025
    ).rows(named=True)  # fmt: skip
    sides = row["anggaran_arg"], row["belanja"], row["persen_anggaran"]
    assert sides == (value["pembilang"], value["penyebut"], pytest.approx(value["nilai"]))


def _queries() -> list[str]:
    pages = [ROOT / "README.md", ROOT / "docs" / "panduan" / "analis.md"]
    texts = [page.read_text(encoding="utf-8") for page in pages]
    return [sql for text in texts for sql in re.findall(r"^```sql\n(.*?)^```$", text, FENCED)]


@pytest.mark.parametrize("sql", _queries())
def test_every_query_of_the_guides_finds_something(office, sql):
    asked = sql.replace("data/hasil_contoh/publikasi/terkini", str(office.release))
    assert str(office.release) in asked
    assert duckdb.sql(asked).fetchall()
