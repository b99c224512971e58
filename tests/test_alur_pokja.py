"""The tables of the Pokja from files to rilis, reckoned once more by plain Python."""

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import openpyxl
import polars as pl
import pytest
from kantor import Office

from assets.pokja import evidence_of
from assets.resources import TIME_ZONE
from pipelines.mask_persons import hashed_book
from pipelines.record_arrivals import NAME, STAGE, WHOLE
from schemas.publikasi import TABLES

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "contoh" / "masuk"
SENT = ("focal_point", "gap_gbs", "anggaran", "pengawasan", "pokja", "kla", "penegakan",
        "kasus_kekerasan", "kontak_layanan", "penduduk", "akta_dan_kia",
        "elemen_sektoral")  # fmt: skip
OURS = ("kinerja_opd", "kelembagaan_pug", "klaster_kla")
NAMES = {"Satpol PP": "Satuan Polisi Pamong Praja", "Diskop UKM": "Dinas Koperasi dan UKM"}


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Iterator[Office]:
    """The sample of the sumber that the tables of the Pokja rest on, delivered and run once."""
    patch = pytest.MonkeyPatch()
    for name in ("DAGSTER_HOME", "TERPILAH_DATA", "DAGSTER_DISABLE_TELEMETRY"):
        patch.setenv(name, "")
    office = Office(tmp_path_factory.mktemp("kantor"))
    for name in SENT:
        shutil.copytree(SAMPLE / name, office.masuk / name)
    office.outcome = office.run()
    assert office.outcome.published
    yield office
    patch.undo()


def published(office: Office, name: str) -> pl.DataFrame:
    return pl.read_parquet(office.release / f"{name}.parquet")


def of_2025(office: Office) -> dict[str, dict]:
    rows = published(office, "kinerja_opd").filter(tahun=2025, semester="setahun")
    return {row["perangkat_daerah"]: row for row in rows.rows(named=True)}


def sheets(source: str) -> Iterator[list[dict]]:
    """The rows of a sample's sheets below the row that has most cells, by heading."""
    for path in sorted((SAMPLE / source).rglob("*.xlsx")):
        for sheet in openpyxl.load_workbook(path):
            lines = [list(line) for line in sheet.iter_rows(values_only=True)]
            at = next(n for n, line in enumerate(lines)
                      if sum(c is not None for c in line) == max(
                          sum(c is not None for c in other) for other in lines[:6]))  # fmt: skip
            yield [dict(zip(lines[at], line, strict=True)) for line in lines[at + 1 :]]


def named(row: dict, *headings: str) -> object:
    return next(row[h] for h in headings if row.get(h) is not None)


# --- another way to the same numbers


def test_focal_points_are_those_in_the_sheet(office):
    (rows,) = sheets("focal_point")
    heads = list(rows[0])
    agency = next(h for h in heads if str(h).casefold() in ("opd", "perangkat daerah", "nama opd"))
    decree = next(h for h in heads if "sk" in str(h).casefold() and str(h)[0].casefold() != "t")
    state = next(h for h in heads if str(h).casefold() in ("status", "aktif", "masih aktif"))
    rows = [row for row in rows if row[agency] and row[decree]]
    ours = Counter(NAMES.get(row[agency], row[agency]) for row in rows)
    active = Counter(NAMES.get(row[agency], row[agency]) for row in rows
                     if str(row[state]).casefold() in ("aktif", "ya"))  # fmt: skip
    table = of_2025(office)
    found = {name: (row["focal_point"], row["focal_point_ber_sk"], row["focal_point_aktif"])
             for name, row in table.items() if row["focal_point"] is not None}  # fmt: skip
    every = found.pop("Semua perangkat daerah")
    assert found == {name: (ours[name], ours[name], active[name]) for name in ours}
    assert every == (ours.total(), ours.total(), active.total())


def test_findings_of_reviews_are_those_in_the_sheet(office):
    (rows,) = sheets("pengawasan")
    found, settled = Counter[str](), Counter[str]()
    for row in rows:
        words = [str(cell).casefold() for cell in row.values() if cell is not None]
        agency = next((str(c) for c in row.values() if c in of_2025(office)), None)
        if agency and any("temuan" in word and "tanpa" not in word for word in words):
            found[agency] += 1
            settled[agency] += any(word.startswith(("selesai", "tuntas")) for word in words)
    table = of_2025(office)
    ours = {name: (row["temuan_reviu"], row["temuan_reviu_selesai"])
            for name, row in table.items() if row["temuan_reviu"] is not None}  # fmt: skip
    assert ours.pop("Semua perangkat daerah") == (found.total(), settled.total())
    assert ours == {name: (found[name], settled[name]) for name in found}


def test_shares_are_of_the_sums_and_the_total_is_no_mean(office):
    table = of_2025(office)
    every = table.pop("Semua perangkat daerah")
    known = [row for row in table.values() if row["belanja"] is not None]
    part, whole = (sum(row[n] for row in known) for n in ("anggaran_arg", "belanja"))
    assert (every["anggaran_arg"], every["belanja"]) == (part, whole)
    assert every["persen_arg"] == pytest.approx(100 * part / whole)
    assert every["persen_arg"] != pytest.approx(sum(r["persen_arg"] for r in known) / len(known))


def cases_of_the_sample() -> tuple[list[str], list[dict]]:
    """Case numbers of the register (each of one victim there), and the contacts that name them."""
    (register,) = sheets("kasus_kekerasan")
    contacts = [row for rows in sheets("kontak_layanan") for row in rows]
    path = SAMPLE / "kontak_layanan" / "2025" / "satpol_pp_2025.csv"
    head, *lines = [line.split(";") for line in path.read_text(encoding="utf-8").splitlines()]
    contacts += [dict(zip(head, line, strict=True)) for line in lines]
    return [row["Nomor registrasi"] for row in register], contacts


def test_persons_are_those_of_the_case_numbers(office):
    cases, contacts = cases_of_the_sample()
    assert len(set(cases)) == len(cases)
    numbers = [row["Nomor registrasi kasus"] for row in contacts]
    unnumbered = sum(not number for number in numbers)
    persons = len({*cases, *filter(None, numbers)}) + unnumbered
    table = pl.read_parquet(office.root / "indikator" / "layanan_kekerasan" / "2025.parquet")
    whole = table.filter(kanal="semua")
    assert whole["kontak"].sum() == len(cases) + len(contacts)
    assert whole["orang"].sum() == persons
    satpol = table.filter(kanal="satpol_pp")
    assert satpol["kontak"].sum() == sum(row["Kanal"] == "Satpol PP" for row in contacts)


def test_referrals_are_met_where_the_register_knows_the_case(office):
    cases, contacts = cases_of_the_sample()
    sent = [row["Nomor registrasi kasus"] for row in contacts if row["Dirujuk ke"]]
    met = sum(number in cases for number in sent)
    table = pl.read_parquet(office.root / "indikator" / "rujukan_kekerasan" / "2025.parquet")
    assert table.drop("kode_wilayah", "tahun").rows() == [
        ("satpol_pp", "uptd_ppa", len(sent), met, sum(not number for number in sent))
    ]


# --- nobody reads what is not theirs


def test_numbers_and_hashes_of_victims_are_in_no_file_that_others_may_read(office):
    cases, _ = cases_of_the_sample()
    secrets = [*cases, *hashed_book(cases, "kunci_kasus").values()]
    inside = office.root / "masuk"
    for path in office.root.rglob("*"):
        if not path.is_file() or path.is_relative_to(inside):
            continue
        closed = path.stat().st_mode & 0o077 == 0
        if closed or path.is_relative_to(office.root / "arsip_terbatas"):
            continue
        content = path.read_bytes()
        assert not [s for s in secrets if s.encode() in content], path


def test_tables_of_victims_are_for_their_owner_and_not_in_the_rilis(office):
    for name in ("layanan_kekerasan", "rujukan_kekerasan"):
        path = office.root / "indikator" / name / "2025.parquet"
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0
        assert name not in TABLES
        assert not (office.release / f"{name}.parquet").exists()


def test_a_published_table_holds_no_long_number_but_regions_and_money(office):
    for name in OURS:
        texts = published(office, name).select(pl.selectors.string())
        said = "\n".join(str(cell) for row in texts.rows() for cell in row)
        assert not re.search(r"\d{8,}", said)


# --- who was in time


def test_the_day_of_arrival_is_noted_once_and_decides_who_was_in_time(office):
    store, zone = office.deployment.store, ZoneInfo(TIME_ZONE)
    early = datetime(2026, 1, 30, 12, tzinfo=zone).timestamp()
    for folder in ("arsip", "arsip_terbatas"):
        for path in (office.root / folder).rglob("*.*"):
            os.utime(path, (early, early))
    computed = pl.DataFrame(schema={"kode_wilayah": pl.String})
    noted = evidence_of(office.deployment, computed).ledgers
    assert {*noted.arrivals["tanggal"]} == {datetime.now(zone).date()}  # not noted anew
    kept = store.path(STAGE, NAME, WHOLE)
    before = kept.read_bytes()
    kept.unlink()
    again = evidence_of(office.deployment, computed).ledgers
    assert {*again.arrivals["tanggal"]} == {date(2026, 1, 30)}
    assert again.as_of == date(2026, 1, 30)
    kept.write_bytes(before)


def test_the_day_that_the_cover_letter_states_is_the_day(office):
    letter = office.masuk / "pengantar.toml"
    label = "focal_point/2025/focal_point_2025.xlsx"
    letter.write_text(
        f'[[setoran]]\nberkas = "{label}"\ntanggal_terima = 2025-02-27\n', encoding="utf-8"
    )
    kept = office.deployment.store.path(STAGE, NAME, WHOLE)
    before = kept.read_bytes()
    try:
        found = evidence_of(office.deployment, pl.DataFrame(schema={"kode_wilayah": pl.String}))
        days = found.ledgers.arrivals.select("berkas", "tanggal").unique().rows()
        assert [day for name, day in days if name == label] == [date(2025, 2, 27)]
        assert date(2025, 2, 27) not in [day for name, day in days if name != label]
    finally:
        letter.unlink()
        kept.write_bytes(before)


def test_the_same_files_again_are_the_same_rilis(office):
    before = office.bytes_of_release()
    office.run()
    assert office.bytes_of_release() == before


# --- the guide


def test_queries_of_the_guide_give_what_the_guide_prints(office):
    guide = (ROOT / "docs" / "panduan" / "analis.md").read_text(encoding="utf-8")
    pairs = re.findall(r"```sql\n(.*?)```\n+```text\n(.*?)```", guide, re.DOTALL)
    ours = [(query, said) for query, said in pairs if any(f"/{n}.parquet" in query for n in OURS)]
    assert len(ours) == 4
    for query, said in ours:
        found = duckdb.sql(query.replace("data/hasil_contoh/publikasi/terkini",
                                         office.release.as_posix()))  # fmt: skip
        assert str(found).strip() == said.strip()
