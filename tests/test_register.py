"""A register of persons: how it may come, what each rule says, and that no NIK gets anywhere."""

import hashlib
import hmac
import json
import os
import re
import signal
import subprocess
import sys
import time
import traceback
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.admit_register import admit_register
from pipelines.compute_indicators import compute
from pipelines.count_register import UNCOUNTED, count_register
from pipelines.load_catalogue import indicators
from pipelines.load_reference import measures
from pipelines.mask_persons import BadKey, secret
from pipelines.read_setoran import Delivery, Setoran
from pipelines.return_setoran import compose_letter
from schemas.ekstrak.penduduk_perorangan import SOURCE, PendudukPerorangan
from schemas.temuan import RULES, BrokenFile
from schemas.temuan_register import WORDING, CountedFinding

ROOT = Path(__file__).parents[1]
KEY = "rekaan-untuk-pengujian"
REFERENCE = date(2025, 12, 31)
HEAD = "NIK;Nama Lengkap;Kode Wilayah;Jenis Kelamin;Tanggal Lahir"
MAN = "3673010101900001;Rekaan;36.73.01.1001;LAKI-LAKI;01/01/1990"
WOMAN = "3673014101900002;Rekaan;36.73.01.1001;PEREMPUAN;01/01/1990"


@pytest.fixture(autouse=True)
def _key(monkeypatch):
    monkeypatch.setenv("TERPILAH_KUNCI", KEY)


class Desk:
    """A place to lay a register on and have it admitted."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.out = folder / "ekstrak" / "penduduk_perorangan" / "2025.parquet"

    def admit(self, content, name="register.csv", source=SOURCE):
        path = self.folder / name
        if isinstance(content, str):
            content = content.encode()
        if content is not None:
            path.write_bytes(content)
        self.result = admit_register(
            Delivery(Setoran(path, name), source), REFERENCE, "36.73", self.out
        )
        return self.result

    def found(self, *lines, **more):
        """Rule, first cell and number of rows of what is found below the usual heading."""
        return [
            (f.aturan, f.sel, f.fakta["banyak"])
            for f in self.admit("\n".join([HEAD, *lines, ""]), **more).findings
            if f.aturan != "K1"
        ]

    def extract(self):
        return PendudukPerorangan.validate(pl.read_parquet(self.out), lazy=True)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def other(line, **cells):
    """The line with some cells replaced: nik, wilayah, kelamin, lahir."""
    places = {"nik": 0, "wilayah": 2, "kelamin": 3, "lahir": 4}
    parts = line.split(";")
    for name, text in cells.items():
        parts[places[name]] = text
    return ";".join(parts)


def test_a_sound_register_is_admitted_whole(desk):
    assert desk.found(MAN, WOMAN) == []
    result = desk.result
    assert (result.read, result.admitted, result.returned, result.repeats) == (2, 2, 0, 0)
    assert result.years == (2025,)
    first = desk.extract().row(0, named=True)
    digest = hashlib.sha256((desk.folder / "register.csv").read_bytes()).hexdigest()
    assert first == {
        "kunci_orang": hmac.new(KEY.encode(), b"3673010101900001", "sha256").hexdigest()[:32],
        "kode_wilayah": "36.73.01.1001", "tahun": 2025, "jenis_kelamin": "L",
        "tanggal_lahir": date(1990, 1, 1), "umur": 35, "status_kawin": None, "pendidikan": None,
        "pekerjaan": None, "status_rekam_ktp": None, "akta_kelahiran": None, "kia": None,
        "tanggal_pembaruan": None, "sidik": digest, "berkas": "register.csv", "baris": 2,
    }  # fmt: skip


# How it may come


@pytest.mark.parametrize("separator", [",", ";", "|", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_separators_encodings_and_line_ends(desk, separator, encoding, newline):
    text = newline.join([HEAD, MAN.replace("Rekaan", "Ré’kaan"), WOMAN, ""])
    desk.admit(text.replace(";", separator).encode(encoding))
    assert desk.extract()["jenis_kelamin"].to_list() == ["L", "P"]


def test_a_header_below_a_title_and_blank_lines(desk):
    desk.admit(f'"Data\nPenduduk";rekaan\n\n{HEAD}\n\n{MAN}\n\n{WOMAN}\n;;;;\n\n')
    assert desk.extract()["baris"].to_list() == [5, 7]
    assert desk.result.read == 2


def test_rows_are_counted_as_a_spreadsheet_does_across_line_breaks_in_cells(desk):
    second = WOMAN.replace("Rekaan", '"Re;""k""\n\naan"')
    bad = other(MAN, nik="3673010101900003", wilayah="99.99.99.9999")
    assert desk.found(MAN, second, bad) == [("R4", "C4", 1)]
    assert desk.extract()["baris"].to_list() == [2, 3]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_broken_lines_are_counted_with_their_rows_and_never_dropped(desk, newline):
    lines = [
        MAN,
        "3673010101900004;Rekaan;36.73.01.1001",
        WOMAN,
        '3673010101900005;"Re"kaan";36.73.01.1001;LAKI-LAKI;01/01/1990',
        other(MAN, nik="3673010101900006") + ";lebih;lagi",
        other(MAN, nik="3673010101900007"),
        "",
        '3673010101900005;"Re"kaan";36.73.01.1001;LAKI-LAKI;01/01/1990',
        '3673010101900005;"Re"kaan";36.73.01.1001;LAKI-LAKI;01/01/1990',
    ]
    desk.admit(newline.join([HEAD, *lines, ""]))
    (finding,) = [f for f in desk.result.findings if f.aturan == "K6"]
    assert (finding.fakta["banyak"], finding.fakta["alamat"]) == (5, "3:3, 5:5, 6:6, 9:9, 10:10")
    assert desk.extract()["baris"].to_list() == [2, 4, 7]
    assert (desk.result.read, desk.result.returned) == (8, 5)


def test_a_letter_that_cannot_be_read_breaks_its_line_only_in_a_column_that_is_read(desk):
    unread = other(WOMAN, nik="3673014101900009").replace("Rekaan", "R\xe9kaan")
    read = other(MAN, nik="3673010101900004", kelamin="LAKI\xa0")
    desk.admit("\r\n".join([HEAD, MAN, unread, read, WOMAN, ""]).encode("cp1252"))
    assert [(f.aturan, f.sel) for f in desk.result.findings if f.aturan != "K1"] == [("K6", "4:4")]
    assert desk.extract()["baris"].to_list() == [2, 3, 5]


def test_a_file_of_broken_lines_only_says_so(desk):
    result = desk.admit(f'{HEAD}\n1;"a"b";c;d;e\n')
    assert [f.aturan for f in result.findings] == ["K1", "K6"]
    assert (result.read, result.admitted, result.returned) == (1, 0, 1)


def test_a_file_that_is_gone_is_said_in_a_sentence(desk):
    with pytest.raises(BrokenFile) as broken:
        desk.admit(None, "hilang.csv")
    assert broken.value.finding.aturan == "B4"


def test_broken_lines_far_into_a_large_file_have_their_own_row(desk):
    people = [other(MAN, nik=f"36730101019{n:05}") for n in range(1, 100_000)]
    people = [line for line in people if not line.split(";")[0].endswith("0000")]
    bad = {40_000: '1;"a"b";c;d;e', 90_000: '1;"a"b";c;d;e'}
    for at, line in bad.items():
        people[at] = line
    people[70_000] = people[70_000].replace("Rekaan", '"Re\nkaan"')
    desk.admit("\n".join([HEAD, *people]))
    (finding,) = [f for f in desk.result.findings if f.aturan == "K6"]
    assert finding.fakta["alamat"] == "40002:40002, 90002:90002"
    expected = [row for row in range(2, len(people) + 2) if row - 2 not in bad]
    assert desk.extract()["baris"].to_list() == expected


def test_a_quote_inside_plain_text_breaks_nothing(desk):
    assert desk.found(MAN.replace("Rekaan", 'Re"kaan'), WOMAN) == []
    assert desk.extract()["baris"].to_list() == [2, 3]


def test_parquet_is_read_like_a_csv(desk):
    table = pl.DataFrame({
        "nik": ["3673010101900001", "3673014101900002"], "nama": ["Rekaan", "Rekaan"],
        "kode_wilayah": ["3673011001", "36.73.01.1001"], "jk": ["L", "P"],
        "tanggal_lahir": [date(1990, 1, 1), None],
    })  # fmt: skip
    table.write_parquet(desk.folder / "register.parquet")
    result = desk.admit(None, "register.parquet")
    assert [(f.aturan, f.sel) for f in result.findings] == [("K1", ""), ("T3", "E3")]
    assert desk.extract().select("kode_wilayah", "baris").rows() == [("36.73.01.1001", 2)]


def test_names_of_kecamatan_and_kelurahan_serve_where_there_is_no_code(desk):
    text = """\
        NIK;Kecamatan;Kelurahan;JK;Umur
        3673010101900001;KEC. SERANG;Kel. Cipare;L;35
        3673014101900002;serang;CIPARE;P;0
        3673010101900003;Serang;Kasemen;L;35
        3673010101900004;Bandung;Cipare;L;35
        3673010101900005;;;L;tua"""
    desk.admit(re.sub(r"^ +", "", text, flags=re.MULTILINE))
    found = {(f.aturan, f.sel, f.fakta["banyak"]) for f in desk.result.findings}
    expected = {("R4", "C4", 2), ("T3", "B6", 1), ("T3", "C6", 1), ("T2", "E6", 1)}
    assert found == expected
    rows = desk.extract().select("kode_wilayah", "umur", "tanggal_lahir").rows()
    assert rows == [("36.73.01.1002", 35, None), ("36.73.01.1002", 0, None)]
    # the kecamatan of the third is clear, the place of the others only as far as home
    assert holes_of(desk) == {"36.73.01": 1, "36.73": 2}


def holes_of(desk):
    with duckdb.connect() as db:
        query = "SELECT decode(value) FROM parquet_kv_metadata($path) WHERE decode(key) = 'lubang'"
        ((text,),) = db.execute(query, {"path": str(desk.out)}).fetchall()
    return json.loads(text)


def test_only_what_the_contract_names_is_read(desk):
    desk.admit(f"{HEAD};No KK;No HP\n{MAN};9999999999999999;0812\n")
    (finding,) = desk.result.findings
    assert finding.aturan == "K1"
    assert finding.fakta["kolom"] == "“nama lengkap”, “no kk”, “no hp”"
    assert set(desk.extract().columns) == set(PendudukPerorangan.to_schema().columns)


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.csv", "", "B1"),
        ("a.csv", "a\0b", "B2"),
        ("a.parquet", "bukan parquet", "B2"),
        ("a.xlsx", "x", "B5"),
        ("a.csv", "kolom;lain\n1;2\n", "B7"),
        ("a.csv", "NIK;JK;Tanggal Lahir\n1;L;2000-01-01\n", "B8"),
        ("a.csv", f"{HEAD}\n", "B9"),
        ("a.csv", f"{HEAD};NIK\n{MAN};1\n", "B13"),
    ],
)
def test_a_file_that_is_no_register_is_refused_with_one_sentence(desk, name, content, rule):
    with pytest.raises(BrokenFile) as broken:
        desk.admit(content, name)
    assert broken.value.finding.aturan == rule
    assert broken.value.finding.kalimat
    assert not desk.out.exists()


# What each rule says


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"nik": ""}, ("T3", "A3", 1)),
        ({"nik": "1,57E+15"}, ("R21", "A3", 1)),
        ({"nik": "1.573010101900001e+15"}, ("R21", "A3", 1)),
        ({"nik": "3673010101900010.0"}, ("R21", "A3", 1)),
        ({"nik": "367301010190001"}, ("R21", "A3", 1)),
        ({"nik": "3673010101900000"}, ("R21", "A3", 1)),
        ({"nik": "36730101019000011"}, ("T2", "A3", 1)),
        ({"nik": "sedang diurus"}, ("T2", "A3", 1)),
        ({"nik": "9999990101900003"}, ("R14W", "A3", 1)),
        ({"wilayah": ""}, ("T3", "C3", 1)),
        ({"wilayah": "36.73.01.9999"}, ("R4", "C3", 1)),
        ({"wilayah": "36.73.01"}, ("R4", "C3", 1)),
        ({"kelamin": ""}, ("T3", "D3", 1)),
        ({"kelamin": "1"}, ("R3", "D3", 1)),
        ({"kelamin": "L+P"}, ("R3", "D3", 1)),
        ({"kelamin": "P"}, ("R3P", "D3", 1)),
        ({"lahir": ""}, ("T3", "E3", 1)),
        ({"lahir": "30/02/1990"}, ("R11", "E3", 1)),
        ({"lahir": "12/31/1990"}, ("R11", "E3", 1)),
        ({"lahir": "01/01/90"}, ("R11", "E3", 1)),
        ({"nik": "3673010101260003", "lahir": "01/01/2026"}, ("R11", "E3", 1)),
        ({"nik": "3673013112990003", "lahir": "31/12/1899"}, ("T1", "E3", 1)),
        ({"nik": "3673014101900003"}, ("R14", "D3", 1)),
        ({"nik": "3673010201900003"}, ("R14", "E3", 1)),
    ],
)
def test_each_fault_is_found_at_its_cell(desk, cells, found):
    cells = {"nik": "3673010101900003", **cells}
    assert desk.found(WOMAN, other(MAN, **cells)) == [found]
    refused = RULES[found[0]].severity == "galat"
    assert desk.result.returned == refused
    assert desk.extract().height == 2 - refused


def test_an_age_of_125_is_possible(desk):
    old = other(MAN, nik="3673013112000001", lahir="31/12/1900")
    assert desk.found(old) == []
    assert desk.extract()["umur"].to_list() == [125]


def test_somebody_born_on_the_reference_date_is_0_years_old(desk):
    assert desk.found(other(MAN, nik="3673013112250001", lahir="31-12-2025")) == []
    assert desk.extract()["umur"].to_list() == [0]


def test_p_is_read_beside_its_partner_only(desk):
    pair = [other(MAN, kelamin="l"), other(WOMAN, kelamin="P")]
    assert desk.found(*pair) == []
    assert desk.extract()["jenis_kelamin"].to_list() == ["L", "P"]
    pair = [other(MAN, kelamin="P"), other(WOMAN, kelamin="W")]
    assert desk.found(*pair) == []
    assert desk.extract()["jenis_kelamin"].to_list() == ["L", "P"]
    assert desk.found(other(WOMAN, kelamin="P")) == [("R3P", "D2", 1)]


def test_1_and_2_are_sexes_only_where_the_contract_says_so(desk):
    lines = [other(MAN, kelamin="1"), other(WOMAN, kelamin="2")]
    assert desk.found(*lines) == [("R3", "D2", 2)]
    layouts = tuple(
        replace(layout, codes={**layout.codes, "jenis_kelamin": {"1": "L", "2": "P"}})
        for layout in SOURCE.layouts
    )
    assert desk.found(*lines, source=replace(SOURCE, layouts=layouts)) == []
    assert desk.extract()["jenis_kelamin"].to_list() == ["L", "P"]


def test_a_nik_that_stands_twice_goes_back_when_the_rows_differ(desk):
    assert desk.found(MAN, WOMAN, other(MAN, wilayah="36.73.01.1002")) == [("R12", "A2", 2)]
    assert (desk.result.admitted, desk.result.returned, desk.result.repeats) == (1, 2, 0)


def test_a_row_that_stands_twice_is_counted_once_whatever_its_spelling(desk):
    again = other(MAN, wilayah="3673011001", kelamin="laki-laki", lahir="1990-01-01")
    assert desk.found(MAN, WOMAN, again) == [("R12S", "A4", 1)]
    assert (desk.result.admitted, desk.result.returned, desk.result.repeats) == (2, 0, 1)
    assert desk.extract()["baris"].to_list() == [2, 3]


def test_nik_that_all_end_in_zero_were_rounded_by_a_spreadsheet(desk):
    rounded = [other(MAN, nik=f"367301010190{n:03}0") for n in range(1, 21)]
    assert desk.found(*rounded) == [("R21", "A2", 20)]
    assert not desk.out.exists()
    assert desk.found(*rounded[:-1]) == []
    assert desk.found(*rounded, WOMAN) == []


def test_words_outside_the_lists_are_found_and_blanks_are_no_answer(desk):
    head = (
        f"{HEAD};Status Kawin;Pendidikan;Pekerjaan;Status Rekam KTP;Akta Kelahiran;KIA;Tgl Update"
    )
    good = f"{MAN};KAWIN;SLTA/SEDERAJAT;PETANI/PEKEBUN;Sudah;ada;TIDAK;2025-06-30"
    blank = f"{WOMAN};;;;;;;"
    bad = other(MAN, nik="3673010101900003") + ";x;x;x;x;x;x;x"
    desk.admit("\n".join([head, good, blank, bad]))
    found = {(f.aturan, f.sel) for f in desk.result.findings if f.aturan != "K1"}
    assert found == {*(("T2", f"{letter}4") for letter in "FGHIJK"), ("R11", "L4")}
    answers = ["status_kawin", "pendidikan", "pekerjaan", "status_rekam_ktp", "akta_kelahiran",
               "kia", "tanggal_pembaruan"]  # fmt: skip
    assert desk.extract().select(answers).rows() == [
        ("kawin", "sma", "pertanian", "ya", "ya", "tidak", date(2025, 6, 30)),
        (None,) * 7,
    ]


def test_a_finding_counts_and_names_the_first_five_cells(desk):
    desk.found(*(other(MAN, nik=f"36730101019{n:05}", wilayah="") for n in range(1, 1235)))
    (finding,) = [f for f in desk.result.findings if f.aturan == "T3"]
    assert finding.kalimat == (
        "Kolom “kode wilayah” kosong pada 1.234 baris, padahal wajib diisi."
        " Mulai di C2, C3, C4, C5, C6."
    )
    assert (finding.sel, finding.nilai, finding.tahun) == ("C2", "", 2025)


@pytest.mark.parametrize("rule", [*WORDING, "K6", "R14", "R14W"])
def test_every_rule_of_a_register_speaks_in_whole_sentences(rule):
    facts = {"banyak": 12, "kolom": "nik", "alamat": ""}
    finding = CountedFinding(rule, "register.csv", fakta=facts)
    for text in (finding.kalimat, finding.perbaikan):
        assert text.endswith(".")
        assert "{" not in text
        assert "nilai" not in text


# No NIK gets anywhere

SECRET_CELLS = ("9999", "Rahasia", "RAHASIA", "tanggal-rahasia")


def careless_register():
    """Every cell of a person in the wrong column, in broken lines and in good ones."""
    return "\n".join([
        f"{HEAD};Status Kawin",
        MAN.replace("Rekaan", "Rahasia") + ";kawin",
        "99990101019000011;Rahasia;9999010101900001;9999010101900001;tanggal-rahasia;RAHASIA",
        "9999010101900001;Rahasia;36.73.01.1001",
        '9999010101900001;"Raha"sia";36.73.01.1001;L;01/01/1990;kawin',
        "9999010101900002;Rahasia;36.73.01.1001;PEREMPUAN;01/01/2090;kawin",
    ])  # fmt: skip


def test_no_cell_of_a_person_stands_in_a_finding_or_a_letter(desk):
    findings = desk.admit(careless_register()).findings
    said = compose_letter("register.csv", findings) + repr(findings)
    assert len(findings) > 6
    assert not [secret for secret in SECRET_CELLS if secret in said]
    assert not re.search(r"\d{13,}", said.replace(desk.extract()["sidik"][0], ""))


def test_no_nik_stands_in_any_file_that_is_written(desk, monkeypatch):
    kept = desk.folder / "dicuri"
    monkeypatch.setattr("shutil.rmtree", lambda path, **_: _keep(Path(path), kept))
    desk.admit(careless_register())
    monkeypatch.undo()
    written = [*kept.rglob("*.parquet"), desk.out]
    assert len(written) == 2
    for path in written:
        table = pl.read_parquet(path)
        text = json.dumps(table.drop("sidik", strict=False).rows(), default=str)
        assert not re.search(r"\d{16}", re.sub(r"[0-9a-f]{32}", "", text)), path
        assert not [cell for cell in SECRET_CELLS if cell in text]


def _keep(path: Path, kept: Path) -> None:
    if path.exists():
        path.rename(kept)


def test_a_file_whose_quotes_do_not_add_up_is_refused_without_quoting_it(desk):
    unclosed = '9999010101900001;Ra"ha;"sia;Rahasia'  # one quote is text, the other never closes
    with pytest.raises(BrokenFile) as broken:
        desk.admit(f"{HEAD}\n{MAN}\n{unclosed}\n{WOMAN}\n")
    assert broken.value.finding.aturan == "B2"
    said = "".join(traceback.format_exception(broken.value))
    assert not [cell for cell in SECRET_CELLS if cell in said]


def test_what_the_engine_says_of_a_line_is_kept_back(desk, monkeypatch):
    def quotes_the_line(*_):
        raise duckdb.InvalidInputException("Original Line: 9999010101900001;Rahasia")

    monkeypatch.setattr("pipelines.admit_register.lay_books", quotes_the_line)
    with pytest.raises(BrokenFile) as broken:
        desk.admit(careless_register())
    assert broken.value.finding.aturan == "B2"
    assert broken.value.__suppress_context__
    said = "".join(traceback.format_exception(broken.value))
    assert not [cell for cell in SECRET_CELLS if cell in said]


# The key


def test_the_same_person_has_the_same_key_under_one_key_and_another_under_another(
    desk, monkeypatch
):
    desk.admit(f"{HEAD}\n{MAN}\n")
    first = desk.extract()["kunci_orang"][0]
    desk.admit(f"{HEAD}\n{WOMAN}\n{other(MAN, wilayah='36.73.01.1002')}\n")
    assert desk.extract()["kunci_orang"][1] == first
    monkeypatch.setenv("TERPILAH_KUNCI", "kunci-lain-yang-panjang")
    desk.admit(f"{HEAD}\n{MAN}\n")
    assert desk.extract()["kunci_orang"][0] != first


@pytest.mark.parametrize("length", [16, 64, 65, 200])
def test_the_key_is_hmac_sha256_whatever_the_length_of_the_secret(desk, monkeypatch, length):
    given = "k" * length
    monkeypatch.setenv("TERPILAH_KUNCI", given)
    desk.admit(f"{HEAD}\n{MAN}\n")
    owed = hmac.new(given.encode(), b"3673010101900001", "sha256").hexdigest()[:32]
    assert desk.extract()["kunci_orang"][0] == owed


def test_a_key_is_made_once_and_for_its_owner_only(tmp_path, monkeypatch):
    path = tmp_path / "pengaturan" / "kunci"
    monkeypatch.delenv("TERPILAH_KUNCI")
    monkeypatch.setenv("TERPILAH_BERKAS_KUNCI", str(path))
    first = secret()
    assert len(first) == 64
    assert path.stat().st_mode & 0o777 == 0o600
    assert [path] == list(path.parent.iterdir())
    assert secret() == first


def test_without_a_named_file_the_key_lies_among_the_users_own_settings(tmp_path, monkeypatch):
    monkeypatch.delenv("TERPILAH_KUNCI")
    monkeypatch.delenv("TERPILAH_BERKAS_KUNCI", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    secret()
    assert (tmp_path / "terpilah" / "kunci").is_file()


def test_a_short_or_unreadable_key_is_refused_without_being_shown(tmp_path, monkeypatch):
    monkeypatch.setenv("TERPILAH_KUNCI", "pendek")
    with pytest.raises(BadKey, match="TERPILAH_KUNCI terlalu pendek") as bad:
        secret()
    assert "“pendek”" not in str(bad.value)
    monkeypatch.delenv("TERPILAH_KUNCI")
    blocked = tmp_path / "berkas"
    blocked.write_text("bukan map")
    monkeypatch.setenv("TERPILAH_BERKAS_KUNCI", str(blocked / "kunci"))
    with pytest.raises(BadKey, match="tidak dapat dibaca atau dibuat"):
        secret()


# Counts


PEOPLE = """\
NIK;Kode Wilayah;JK;Umur;Status Kawin;Rekam KTP;Akta Kelahiran;KIA
3673010101090001;36.73.01.1001;L;16;BELUM KAWIN;;YA;YA
3673010101090002;36.73.01.1001;L;17;BELUM KAWIN;TIDAK;TIDAK;
3673014101090003;36.73.01.1001;P;16;KAWIN;YA;YA;TIDAK
3673014101500004;36.73.01.1001;P;75;CERAI MATI;YA;;
3673010101200005;36.73.01.1002;L;5;BELUM KAWIN;;YA;TIDAK
3673010101200006;36.73.01.1002;L;4;BELUM KAWIN;;TIDAK;YA
"""


def counted(desk, measure, village):
    """Counts by sex of a measure without ages."""
    table = count_register(desk.out).filter(ukuran=measure, kode_wilayah=village, satuan_unit="")
    return dict(table.group_by("jenis_kelamin").agg(pl.col("jumlah").sum()).rows())


def test_measures_are_counted_as_their_definitions_say(desk):
    desk.admit(PEOPLE)
    first, second = "36.73.01.1001", "36.73.01.1002"
    assert counted(desk, "penduduk", first) == {"L": 2, "P": 2}
    assert counted(desk, "wajib_ktp", first) == {"L": 1, "P": 2}  # 17, married at 16, widow
    assert counted(desk, "rekam_ktp", first) == {"L": 0, "P": 2}
    assert counted(desk, "anak_0_17", first) == {"L": 2, "P": 1}
    assert counted(desk, "anak_berakta", first) == {"L": 1, "P": 1}
    assert counted(desk, "anak_0_16", first) == {"L": 1, "P": 1}
    assert counted(desk, "pemilik_kia", first) == {"L": 1, "P": 0}
    assert counted(desk, "penduduk", second) == {"L": 2, "P": 0}
    assert counted(desk, "wajib_ktp", second) == {"L": 0, "P": 0}
    assert count_register(desk.out).filter(pl.col("jumlah").is_null()).is_empty()


def test_ages_fall_into_bands_of_five_years_with_75_and_over_open(desk):
    desk.admit(PEOPLE)
    table = count_register(desk.out).filter(
        (pl.col("jumlah") > 0) & (pl.col("ukuran") == "penduduk")
    )
    cells = table.select("kode_wilayah", "jenis_kelamin", "umur_min", "umur_max", "jumlah")
    assert cells.rows() == [
        ("36.73.01.1001", "L", 15, 19, 2), ("36.73.01.1001", "P", 15, 19, 1),
        ("36.73.01.1001", "P", 75, 149, 1),
        ("36.73.01.1002", "L", 0, 4, 1), ("36.73.01.1002", "L", 5, 9, 1),
    ]  # fmt: skip
    assert set(table["sel"]) == {"A2:A7"}
    assert set(table["berkas"]) == {"register.csv"}


def test_a_status_nobody_filled_gives_no_measure_and_one_that_somebody_lacks_a_hole(desk):
    without = "\n".join(line.rsplit(";", 4)[0] for line in PEOPLE.splitlines())
    desk.admit(without)
    assert set(count_register(desk.out)["ukuran"]) == {"penduduk", "anak_0_17", "anak_0_16"}
    desk.admit(PEOPLE.replace("17;BELUM KAWIN;TIDAK", "17;BELUM KAWIN;"))
    holes = count_register(desk.out).filter(pl.col("jumlah").is_null())
    assert holes.select("ukuran", "kode_wilayah", "jenis_kelamin", "satuan_unit").rows() == [
        ("rekam_ktp", "36.73.01.1001", sex, UNCOUNTED) for sex in ("L", "L+P", "P")
    ]


def test_an_unknown_sex_is_counted_as_tt_and_keeps_the_sum_from_looking_whole(desk):
    unknown = "3673010101900009;36.73.01.1002;TIDAK DIKETAHUI;35;KAWIN;YA;;\n"
    desk.admit(PEOPLE + unknown)
    assert counted(desk, "penduduk", "36.73.01.1002") == {"L": 2, "P": 0, "TT": 1}
    holes = count_register(desk.out).filter(
        pl.col("jumlah").is_null() & (pl.col("ukuran") == "penduduk")
    )
    assert set(holes.select("kode_wilayah", "umur_min").rows()) == {("36.73.01.1002", 35)}


def statuses(desk, code, **where):
    """Value and status of an indicator's L+P, as if the register were Disdukcapil's table."""
    rows = count_register(desk.out)
    owner = {name: facts["sumber"].split(";")[0] for name, facts in measures().items()}
    rows = rows.with_columns(sumber=pl.col("ukuran").replace_strict(owner))
    catalogue = [indicators()[code]]
    table = compute(rows, catalogue).filter(umur="semua", jenis_kelamin="L+P", **where)
    return dict(table.select("kode_wilayah", pl.struct("nilai", "status_obs")).rows())


def test_rows_that_went_back_make_their_places_partial_and_no_others(desk):
    lost = "3673010101900007;36.73.01.1001;L;200;KAWIN;YA;;\n"
    desk.admit(PEOPLE + lost)
    table = statuses(desk, "KPD-01")
    assert table["36.73.01.1001"] == {"nilai": 4.0, "status_obs": "sebagian"}
    assert table["36.73.01.1002"] == {"nilai": 2.0, "status_obs": "final"}
    assert table["36.73.01"]["status_obs"] == "sebagian"


def test_a_row_whose_place_is_unclear_may_be_missing_anywhere(desk):
    desk.admit(PEOPLE + "3673010101900007;36.73.01.9999;L;20;KAWIN;YA;;\n")
    assert {row["status_obs"] for row in statuses(desk, "KPD-01").values()} == {"sebagian"}


def test_a_sound_register_gives_final_figures(desk):
    desk.admit(PEOPLE)
    villages = {code: row for code, row in statuses(desk, "KPD-06").items() if len(code) == 13}
    assert villages["36.73.01.1001"]["status_obs"] == "final"
    assert villages["36.73.01.1001"]["nilai"] == pytest.approx(200 / 3)


# Whole or not at all


def test_the_same_register_gives_the_same_bytes(desk):
    lines = [other(MAN, nik=f"36730101019{n:05}") for n in range(1, 100_000) if n % 10_000]
    desk.admit("\n".join([HEAD, *lines, lines[5], lines[7], ""]))
    first = desk.out.read_bytes()
    desk.admit(None)
    assert desk.out.read_bytes() == first
    assert desk.extract()["baris"].is_sorted()


def test_nothing_admissible_leaves_the_last_extract_where_it_is(desk):
    desk.admit(f"{HEAD}\n{MAN}\n")
    before = desk.out.read_bytes()
    assert desk.admit(f"{HEAD}\n{other(MAN, lahir='')}\n").admitted == 0
    assert desk.out.read_bytes() == before


def test_a_run_killed_at_any_moment_leaves_a_whole_extract_or_the_last_one(desk):
    desk.admit(f"{HEAD}\n{MAN}\n")
    last = desk.out.read_bytes()
    lines = [other(MAN, nik=f"36730101019{n:05}") for n in range(1, 100_000) if n % 10_000]
    path = desk.folder / "register.csv"
    path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    program = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from pipelines.admit_register import admit_register\n"
        "from pipelines.read_setoran import Delivery, Setoran\n"
        "from schemas.ekstrak.penduduk_perorangan import SOURCE\n"
        "path, out = map(Path, sys.argv[1:])\n"
        "delivery = Delivery(Setoran(path, path.name), SOURCE)\n"
        "print('mulai', flush=True)\n"
        "admit_register(delivery, date(2025, 12, 31), '36.73', out)"
    )
    for wait in (0.1, 0.4, 0.8, 1.2):
        command = [sys.executable, "-c", program, path, desk.out]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as run:
            assert run.stdout.readline() == b"mulai\n"
            time.sleep(wait)
            os.kill(run.pid, signal.SIGKILL)
        assert desk.out.read_bytes() == last or pl.read_parquet(desk.out).height == len(lines)
    desk.admit(None)
    assert desk.extract().height == len(lines)
    assert [desk.out] == list(desk.out.parent.iterdir())
