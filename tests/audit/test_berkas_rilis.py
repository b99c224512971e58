"""Nothing in a rilis names a person or a closed file: no cell, footer, metadata or file name."""

import json
import stat
import zipfile
from pathlib import Path

import polars as pl
import pytest

from pipelines.audit.files import audit_files
from pipelines.audit.gate import Refused, gate
from pipelines.audit.release import audit
from pipelines.publish_release import CURRENT, publish
from pipelines.store_tables import Store

NIK = "9999995201250007"  # shaped like one; no such province
PLAUSIBLE = "3673015201250007".replace("0007", "9007")  # invented
NIP = "199001012015012999"


@pytest.fixture
def folder(tmp_path):
    table = pl.DataFrame({"sumber": ["penduduk"], "jumlah": [3]})
    table.write_parquet(tmp_path / "temuan.parquet", metadata={"judul": "Temuan"})
    manifest = {"rilis": "a" * 16, "masukan": [{"sumber": "penduduk", "berkas": "a.xlsx",
                "sidik": "0123456789012345" + "ab" * 24}]}  # fmt: skip
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return tmp_path


def faults(folder: Path, secrets=()) -> list[str]:
    _, found = audit_files(folder, secrets)
    assert not any(digits in one.kalimat for one in found for digits in (PLAUSIBLE, NIP))
    return [one.kalimat for one in found]


def test_an_ordinary_rilis_has_nothing(folder):
    assert not faults(folder)


def in_name(folder):
    (folder / f"laporan_{PLAUSIBLE}.txt").write_text("a", encoding="utf-8")


def in_metadata(folder):
    pl.DataFrame({"a": [1]}).write_parquet(folder / "x.parquet", metadata={"oleh": PLAUSIBLE})


def in_text_of_a_cell(folder):
    table = pl.DataFrame({"alasan": [f"lihat NIK {PLAUSIBLE}, tidak lengkap"]})
    table.write_parquet(folder / "x.parquet")


def in_groups(folder):
    text = f"{PLAUSIBLE[:6]} {PLAUSIBLE[6:12]} {PLAUSIBLE[12:]}"
    (folder / "halaman.html").write_text(f"<footer>{text}</footer>", encoding="utf-8")


def as_a_number(folder):
    pl.DataFrame({"nilai": [int(PLAUSIBLE)]}).write_parquet(folder / "x.parquet")


def in_a_workbook(folder):
    with zipfile.ZipFile(folder / "buku.xlsx", "w") as packed:
        packed.writestr("xl/footer.xml", f"<f>{NIP}</f>")


def as_a_column(folder):
    pl.DataFrame({"nama_korban": ["x"]}).write_parquet(folder / "x.parquet")


def as_a_column_name(folder):
    pl.DataFrame({f"k{PLAUSIBLE}": [1]}).write_parquet(folder / "x.parquet")


def in_the_manifest(folder):
    (folder / "manifest.json").write_text(json.dumps({"rilis": "a", "nip": NIP}), encoding="utf-8")


def as_a_closed_file(folder):
    text = "dari kasus_kekerasan/2025/register.xlsx"
    (folder / "catatan.txt").write_text(text, encoding="utf-8")


PLANTS = [in_name, in_metadata, in_text_of_a_cell, in_groups, as_a_number, in_a_workbook,
          as_a_column, as_a_column_name, in_the_manifest, as_a_closed_file]  # fmt: skip


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_whatever_names_a_person_is_found_wherever_it_stands(plant, folder):
    plant(folder)
    assert faults(folder)


@pytest.mark.parametrize(
    "text",
    [
        "nilai 0.3673015201259007",  # decimals of a number
        NIK,  # no province has this code
        PLAUSIBLE.replace("5201", "9901"),  # no day is 99
        "36.73.04.1001 2025",
        "2" * 16,
        f"sidik {'3673015201259007' * 3}abcdef0123456789",  # a digest, as hexadecimal digits are
    ],
)
def test_what_only_looks_like_a_number_of_a_person_is_none(text, folder):
    (folder / "a.txt").write_text(text, encoding="utf-8")
    assert not faults(folder)


def test_names_and_digests_of_closed_files_are_secrets(folder):
    (folder / "a.txt").write_text("sumber: UPTD/2025/Buku.xlsx", encoding="utf-8")
    assert not faults(folder)
    assert faults(folder, {"uptd/2025/buku.xlsx"})


def test_an_input_of_a_closed_sumber_is_refused(folder):
    manifest = {"rilis": "a", "masukan": [{"sumber": "bansos"}, {"sumber": "kasus_kekerasan"}]}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    sentences = [finding.kalimat for finding in audit(folder).temuan]
    assert any("kasus_kekerasan" in sentence for sentence in sentences)


def test_a_hidden_row_says_nothing_else(folder):
    table = {"status_obs": ["disamarkan", "final"], "pembilang": [None, 7]}
    width = {"interval_bawah": [0.1, 0.2]}
    pl.DataFrame(table).write_parquet(folder / "x.parquet")
    assert audit(folder).passed
    pl.DataFrame(table | width).write_parquet(folder / "x.parquet")
    assert "interval_bawah" in audit(folder).kalimat


# --- the gate


def findings(word: str) -> dict[str, pl.DataFrame]:
    return {"temuan": pl.DataFrame({
        "sumber": word, "tahun": 2025, "aturan": "R1", "tingkat_temuan": "galat",
        "kelompok": "jumlah", "jumlah": 1,
    })}  # fmt: skip


def test_a_refused_rilis_leaves_the_last_one_and_nothing_half_made(tmp_path):
    store, publication = Store(tmp_path), tmp_path / "publikasi"
    check = gate(store, {})
    first = publish(publication, findings("penduduk"), [], check)
    with pytest.raises(Refused, match="NIK"):
        publish(publication, findings(f"orang {PLAUSIBLE}"), [], check)
    assert (publication / CURRENT).resolve() == first.folder
    assert [path.name for path in (publication / "rilis").iterdir()] == [first.id]
    reports = sorted((tmp_path / "audit").glob("*.json"))
    assert len(reports) == 2
    said = [json.loads(path.read_text(encoding="utf-8")) for path in reports]
    assert sorted(one["lulus"] for one in said) == [False, True]
    assert {stat.S_IMODE(path.stat().st_mode) for path in reports} == {0o600}
    assert all(PLAUSIBLE not in path.read_text(encoding="utf-8") for path in reports)
