"""Any small register: rules, persons and counts are what a plain loop over its rows finds."""

import csv
import io
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from orakel_register import KEY, admitted, count, is_refused, persons, tally

from pipelines.admit_register import admit_register
from pipelines.count_register import count_register
from pipelines.read_setoran import Delivery, Setoran
from schemas.ekstrak.penduduk_perorangan import SOURCE, PendudukPerorangan
from schemas.harmonis import Harmonis

HEAD = [
    "NIK", "Nama", "Kode_Wilayah", "Jenis_Kelamin", "Tanggal_Lahir", "Status_Kawin",
    "Status_Rekam_KTP", "Akta_Kelahiran", "KIA",
]  # fmt: skip
REFERENCE = date(2025, 12, 31)
PLACES = ["36.73.01.1001", "3673011002", "36.73.02.1001", "36.73.01.9999", "3673", "99.99", ""]


@st.composite
def niks(draw, sex, born):
    """Mostly a NIK that fits its person, from few serials so that some stand twice."""
    region = draw(st.sampled_from(["367301", "367302", "367301", "999999"]))
    day = born.day + (40 if sex.startswith(("p", "P")) else 0)
    serial = draw(st.sampled_from(["0001", "0002", "0010", "0000"]))
    fits = f"{region}{day:02}{born:%m%y}{serial}"
    odd = ["", "1.57E+15", "1,5712E15", "36730101", "abc", fits + "7", "'" + fits, f"{fits}.0"]
    return draw(st.sampled_from([fits] * 12 + odd))


@st.composite
def rows(draw, words):
    sex = draw(st.sampled_from(words))
    born = REFERENCE - timedelta(days=draw(st.integers(0, 47_000)))
    form = draw(st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"]))
    dates = [born.strftime(form)] * 12 + ["31/02/2001", "01/01/2026", "", "1/13/2000", "kapan"]
    cells = [
        draw(niks(sex, born)),
        draw(st.sampled_from(["Rekaan", 'Baris\nganda; "rekaan"', "Ré kaan"])),
        draw(st.sampled_from(PLACES[:3] * 5 + PLACES)),
        sex,
        draw(st.sampled_from(dates)),
        draw(st.sampled_from(["KAWIN", "Belum Kawin", "cerai mati", "", "entah"])),
        *(draw(st.sampled_from(["YA", "tidak", "Sudah", "", "?"])) for _ in range(3)),
    ]
    cut = draw(st.sampled_from([None] * 30 + [3, 8]))
    return cells[:cut] if cut else cells


@st.composite
def registers(draw):
    """Rows of one file; which letters stand for the sexes is the file's own habit."""
    words = draw(
        st.sampled_from([
            ["LAKI-LAKI", "PEREMPUAN"], ["L", "P"], ["P", "W"], ["P"], ["L", "P", "W", "x", ""],
            ["Laki-laki", "Perempuan", "Tidak diketahui", ""],
        ])
    )  # fmt: skip
    table = draw(st.lists(rows(words), min_size=1, max_size=40))
    copies = draw(st.lists(st.sampled_from(table), max_size=4))
    return table + copies


def written(table, separator=";"):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows([HEAD, *table])
    return text.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TERPILAH_KUNCI", KEY)
        yield tmp_path_factory.mktemp("register")


def admit(folder, text, name="register.csv"):
    path, out = folder / name, folder / "ekstrak" / "2025.parquet"
    path.write_text(text, encoding="utf-8", newline="")
    out.unlink(missing_ok=True)
    delivery = Delivery(Setoran(path, name), SOURCE)
    return admit_register(delivery, REFERENCE, "36.73", out), out


LETTER_P_ALONE = [["3673014101010001", "x", "3673011001", "P", "01/01/2001", "", "", "", ""]]
TWENTY_ZEROS = [
    [f"36730101010100{n:02}"[:15] + "0", "x", "3673011001", "L", "01/01/2001", "", "", "", ""]
    for n in range(20)
]


@given(table=registers())
@example(table=LETTER_P_ALONE)
@example(table=TWENTY_ZEROS)
def test_every_rule_finds_the_rows_that_a_plain_loop_finds(folder, table):
    text = written(table)
    judged = persons(text, ";", REFERENCE)
    if not judged:
        return
    result, _ = admit(folder, text)
    expected = {
        (rule, column, len(numbers), min(numbers))
        for (rule, column), numbers in tally(judged).items()
    }
    assert {
        (f.aturan, f.fakta["kolom"].replace(" ", "_"), f.fakta["banyak"], row_of(f.sel))
        for f in result.findings
        if f.aturan != "K1"
    } == expected
    assert result.read == len(judged)
    assert result.repeats == sum(repeat for *_, repeat, _ in judged)
    assert result.returned == sum(
        is_refused(faults) and not repeat for _, _, faults, repeat, _ in judged
    )
    assert result.read == result.admitted + result.returned + result.repeats


def row_of(cell):
    return int("".join(c for c in cell.split(":")[0] if c.isdigit()))


@given(table=registers())
@example(table=TWENTY_ZEROS)
def test_the_extract_holds_the_admitted_persons_and_their_counts(folder, table):
    text = written(table)
    judged = persons(text, ";", REFERENCE)
    people = list(admitted(judged, REFERENCE))
    if not people:
        return
    _, out = admit(folder, text)
    extract = PendudukPerorangan.validate(pl.read_parquet(out), lazy=True)
    got = extract.select(
        "kunci_orang", "kode_wilayah", "jenis_kelamin", "tanggal_lahir", "umur", "status_kawin",
        "status_rekam_ktp", "akta_kelahiran", "kia", "baris",
    )  # fmt: skip
    assert got.rows() == people
    agree_on_counts(count_register(out), people, judged)


def agree_on_counts(table, people, judged):
    Harmonis.validate(table, lazy=True)
    counts, unsure = count(people)
    there = table.filter(satuan_unit="")
    villages = {person[1] for person in people}
    key = ["ukuran", "kode_wilayah", "jenis_kelamin", "umur_min", "umur_max", "jumlah"]
    got = {(m, v, s, (low, high)): n for m, v, s, low, high, n in there.select(key).rows()}
    assert {cell: n for cell, n in got.items() if n} == dict(counts)
    bands = {(measure, band) for measure, _, _, band in got}
    every = {(m, v, s, band) for m, band in bands for v in villages for s in "LP"}
    assert every <= set(got)
    lost = lost_places(judged, villages)
    holes = table.filter(pl.col("satuan_unit") != "")
    assert holes["jumlah"].null_count() == holes.height
    owed = {(m, v) for m, _ in bands for v in lost} | unsure
    assert set(holes.select("ukuran", "kode_wilayah").rows()) == owed


def lost_places(judged, villages):
    """Villages that lack a row which went back; where its place is unclear, all it may be in."""
    lost = set()
    for _, row, faults, repeat, _ in judged:
        if repeat or not is_refused(faults):
            continue
        near = nearest(row)
        inside = {village for village in villages if village.startswith(near)}
        lost |= inside or {near}
    return lost


def nearest(row):
    code = row["kode_wilayah"].strip() if row else ""
    digits = code.replace(".", "")
    if digits in ("3673011001", "3673011002", "3673021001"):
        return f"36.73.{digits[4:6]}.{digits[6:]}"
    return "36.73.01" if digits == "3673019999" else "36.73"
