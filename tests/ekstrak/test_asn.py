"""ASN: exports of the personnel system, one row per person, and the tables drawn from them."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tabel import admission, counts_of, delivery, harmonised_of, holes_of, write_book

from pipelines.admit_setoran import admit
from schemas.nik import Nip
from schemas.sources import SOURCES

HEAD = ["NIP BARU", "NAMA", "JENIS KELAMIN", "TANGGAL LAHIR", "GOL AKHIR NAMA", "ESELON",
        "JENIS JABATAN NAMA", "STATUS CPNS PNS", "UNOR NAMA"]  # fmt: skip
ANI = ["198001312005012901", "Ani Rekaan", "F", "31-01-1980", "III/d", "", "Fungsional", "PNS",
       "Dinkes"]  # fmt: skip
BUDI = ["197502012000011902", "Budi Rekaan", "M", "1975-02-01", "IV/b", "II.b", "", "PNS", "Dinkes"]
CICI = ["199003032022212903", "Cici Rekaan", "F", "03/03/1990", "IX", "-", "Fungsional", "PPPK",
        "Bappeda"]  # fmt: skip


def taken(tmp_path, *rows, head=HEAD):
    return admission(write_book(tmp_path / "a.xlsx", [head, *rows]), "asn")


def changed(row, **cells):
    place = {"nip": 0, "jk": 2, "lahir": 3, "golongan": 4, "eselon": 5, "jabatan": 6, "opd": 8}
    return [
        next((cells[n] for n, at in place.items() if at == number and n in cells), cell)
        for number, cell in enumerate(row)
    ]


# --- the roster


def test_persons_are_counted_by_agency_and_sex(tmp_path):
    found = taken(tmp_path, ANI, BUDI, CICI)
    counts = counts_of(found, by="satuan_unit")
    assert found.findings == []
    assert {key[1:]: n for key, n in counts.items() if key[0] == "asn"} == {
        ("Dinkes", "2025", "L"): 1, ("Dinkes", "2025", "P"): 1, ("Dinkes", "2025", "L+P"): 2,
        ("Bappeda", "2025", "L"): 0, ("Bappeda", "2025", "P"): 1, ("Bappeda", "2025", "L+P"): 1,
    }  # fmt: skip
    assert counts["asn_jpt_pratama", "Dinkes", "2025", "L"] == 1
    assert counts["asn_jpt_pratama", "Dinkes", "2025", "P"] == 0
    assert set(harmonised_of(found)["kode_wilayah"]) == {"36.73"}


@pytest.mark.parametrize(
    ("part", "unit", "sex"),
    [("golongan=III", "Dinkes", "P"), ("golongan=IV", "Dinkes", "L"),
     ("golongan=IX", "Bappeda", "P"), ("status=pppk", "Bappeda", "P"),
     ("jabatan=fungsional", "Dinkes", "P"), ("jabatan=jpt_pratama", "Dinkes", "L")],
)  # fmt: skip
def test_they_are_broken_down_by_rank_status_and_post(tmp_path, part, unit, sex):
    counts = counts_of(taken(tmp_path, ANI, BUDI, CICI), by="satuan_unit", rincian=part)
    assert counts["asn", unit, "2025", sex] == 1


@pytest.mark.parametrize("word", ["III.a", "IIIa", "III/b", "Eselon III.a", "iii.b", "IV.a", "IV"])
def test_an_echelon_says_the_post_however_it_is_written(tmp_path, word):
    counts = counts_of(taken(tmp_path, changed(ANI, eselon=word)), by="satuan_unit")
    assert counts["asn_administrator_pengawas", "Dinkes", "2025", "P"] == 1


def test_an_unknown_rank_returns_one_person_and_leaves_a_hole(tmp_path):
    found = taken(tmp_path, ANI, changed(BUDI, golongan="IV/z", opd="BPKAD"))
    assert [(f.aturan, f.sel, f.nilai) for f in found.findings if f.tingkat == "galat"] == [
        ("R17", "E3", "IV/z")
    ]
    assert holes_of(found, by="satuan_unit") == {"BPKAD"}


# --- R14P: the number against the columns


def doubts(found):
    return [(f.aturan, f.sel, f.fakta["banyak"], f.fakta["keadaan"], f.fakta["letak"])
            for f in found.findings if f.aturan == "R14P"]  # fmt: skip


def test_a_number_of_the_other_sex_is_a_warning_and_the_column_counts(tmp_path):
    found = taken(tmp_path, changed(ANI, jk="M"), changed(BUDI, jk="F"), CICI)
    says = "menyebut jenis kelamin lain daripada kolomnya"
    assert doubts(found) == [("R14P", "A2", 2, says, "A2, A3")]
    assert {f.tingkat for f in found.findings if f.aturan == "R14P"} == {"peringatan"}
    assert counts_of(found, by="satuan_unit")["asn", "Dinkes", "2025", "L"] == 1
    assert found.returned.is_empty()


def test_a_number_of_another_birth_date(tmp_path):
    found = taken(tmp_path, changed(ANI, lahir="30/01/1980"), BUDI)
    says = "menyebut tanggal lahir lain daripada kolomnya"
    assert doubts(found) == [("R14P", "A2", 1, says, "A2")]


def test_a_birth_date_that_cannot_be_read_is_told_once(tmp_path):
    found = taken(tmp_path, changed(ANI, lahir="31/02/1980"), BUDI)
    says = "tidak dapat dicocokkan karena tanggal lahirnya tidak terbaca"
    assert doubts(found) == [("R14P", "A2", 1, says, "A2")]


@pytest.mark.parametrize(
    ("nip", "says"),
    [("19800131200501290", "bukan 18 angka"), ("470012345", "bukan 18 angka"),
     ("198002312005012901", "memuat tanggal lahir atau angka jenis kelamin yang tidak mungkin"),
     ("198001312005013901", "memuat tanggal lahir atau angka jenis kelamin yang tidak mungkin")],
)  # fmt: skip
def test_a_number_that_is_no_nip(tmp_path, nip, says):
    assert doubts(taken(tmp_path, changed(ANI, nip=nip), BUDI)) == [("R14P", "A2", 1, says, "A2")]


@pytest.mark.parametrize("nip", ["", "19800131 200501 2 901", "'198001312005012901"])
def test_a_blank_number_or_one_with_spaces_is_no_fault(tmp_path, nip):
    assert doubts(taken(tmp_path, changed(ANI, nip=nip), BUDI)) == []


def test_many_doubts_of_one_kind_are_one_finding_with_the_first_addresses(tmp_path):
    rows = [changed(ANI, nip=f"19800131200501290{n}", jk="M") for n in range(1, 8)]
    (doubt,) = doubts(taken(tmp_path, *rows))
    assert doubt[2:] == (7, "menyebut jenis kelamin lain daripada kolomnya", "A2, A3, A4, …")


def test_a_number_that_excel_has_spoilt_goes_back_as_r21(tmp_path):
    found = taken(tmp_path, changed(ANI, nip=198001312005012901), BUDI)
    assert [(f.aturan, f.sel, f.nilai) for f in found.findings] == [
        ("R21", "A2", "NIP pada 1 baris: A2")
    ]
    assert (found.admitted.height, found.returned.height) == (1, 1)


# --- the same person twice


def test_the_same_row_twice_is_counted_once(tmp_path):
    found = taken(tmp_path, ANI, ANI, BUDI)
    assert [(f.aturan, f.tingkat) for f in found.findings] == [("R12S", "peringatan")]
    assert counts_of(found, by="satuan_unit")["asn", "Dinkes", "2025", "P"] == 1


def test_a_person_in_two_agencies_goes_back_from_both(tmp_path):
    found = taken(tmp_path, ANI, changed(ANI, opd="Bappeda"), BUDI)
    assert [(f.aturan, f.nilai, f.fakta["kali"]) for f in found.findings] == [("R12", "", 2)] * 2
    assert found.admitted.height == 1
    assert holes_of(found, by="satuan_unit") == {"Bappeda", "Dinkes"}


def test_two_files_of_one_period_are_compared_and_two_periods_are_not(tmp_path):
    first = write_book(tmp_path / "a.xlsx", [HEAD, ANI])
    second = write_book(tmp_path / "b.xlsx", [HEAD, changed(ANI, opd="Bappeda")])

    def rules(one, other):
        sent = [delivery(first, "asn", one), delivery(second, "asn", other)]
        return {f.aturan for f in admit(SOURCES["asn"], sent).findings}

    assert "R12" in rules("2025", "2025")
    assert "R12" not in rules("2024", "2025")


def test_alike_persons_without_a_number_are_two_persons(tmp_path):
    head, row = HEAD[2:], ANI[2:]
    found = taken(tmp_path, row, row, head=head)
    assert counts_of(found, by="satuan_unit")["asn", "Dinkes", "2025", "P"] == 2


# --- nothing of a person is kept or said

DAMAGED = [
    ANI, changed(BUDI, jk="F"), changed(CICI, nip="12345678901234567"),
    changed(ANI, golongan="X/z", nip="198001312005012904"), changed(ANI, opd="Bappeda"),
    changed(BUDI, nip=197502012000011905), changed(CICI, lahir="99/99/1990"),
]  # fmt: skip


def test_no_number_name_or_birth_date_is_stored_or_repeated(tmp_path):
    found = taken(tmp_path, *DAMAGED)
    said = "".join(f"{f}{f.kalimat}{f.perbaikan}" for f in found.findings)
    kept = str(found.admitted.to_dicts()) + str(found.returned.to_dicts())
    assert {f.aturan for f in found.findings} >= {"R14P", "R17", "R12", "R21"}
    for row in DAMAGED:
        for secret in (str(row[0]), row[1], row[3]):
            assert secret not in said + kept + str(harmonised_of(found).to_dicts())
    assert not {"nip", "nama", "tanggal_lahir", "_kunci"} & {*found.admitted.columns}


# --- what a NIP says of itself

born = st.dates(date(1900, 1, 1), date(2010, 12, 31))


@given(born, st.sampled_from("12"), st.sampled_from([*range(1, 13), 21]), st.integers(0, 999))
def test_a_nip_states_birth_and_sex(day, sex, month, serial):
    nip = Nip.parse(f"{day:%Y%m%d}2015{month:02}{sex}{serial:03}")
    assert nip is not None
    assert (nip.lahir, nip.jenis_kelamin) == (day, {"1": "L", "2": "P"}[sex])


@given(st.text("0123456789 .-", max_size=20))
def test_anything_else_is_no_nip(text):
    nip = Nip.parse(text)
    assert nip is None or (len(text) == 18 and text.isdigit() and f"{nip.lahir:%Y%m%d}" == text[:8])


# --- tables


def table_of(tmp_path, *rows):
    return admission(write_book(tmp_path / "a.xlsx", [*rows]), "asn")


def test_a_table_per_agency_and_post(tmp_path):
    rows = [["Dinkes", "Fungsional", 10, 30, 40], ["Dinkes", "Pelaksana", 5, 6, 11]]
    found = table_of(tmp_path, ["OPD", "Jenis Jabatan", "L", "P", "L+P"], *rows)
    counts = counts_of(found, by="satuan_unit", rincian="jabatan=fungsional")
    assert counts == {
        ("asn", "Dinkes", "2025", "L"): 10, ("asn", "Dinkes", "2025", "P"): 30,
        ("asn", "Dinkes", "2025", "L+P"): 40,
    }  # fmt: skip


def test_a_wrong_total_returns_one_row_of_a_table_and_no_other(tmp_path):
    rows = [["Dinkes", "III", 10, 30, 41], ["Dinkes", "IV", 5, 6, 11], ["Bappeda", "III", 2, 2, 4]]
    found = table_of(tmp_path, ["OPD", "Golongan", "L", "P", "L+P"], *rows)
    assert [(f.aturan, f.sel) for f in found.findings] == [("R1", "E2")]
    assert found.admitted.select("perangkat_daerah", "golongan").unique().height == 2


def test_a_table_by_rank_for_the_whole_region(tmp_path):
    rows = [["Golongan", "PNS", "", "PPPK", ""], ["", *"LPLP"], ["III", 90, 80, 7, 9]]
    found = counts_of(table_of(tmp_path, *rows), rincian="golongan=III|status=pppk")
    assert found == {("asn", "36.73", "2025", "L"): 7, ("asn", "36.73", "2025", "P"): 9}


def test_a_table_by_echelon_counts_posts(tmp_path):
    rows = [["II.a", 1, 0, 1], ["II.b", 18, 6, 24], ["III.a", 51, 32, 83], ["IV.a", 9, 8, 17]]
    found = harmonised_of(table_of(tmp_path, ["Eselon", "L", "P", "Jumlah"], *rows))
    sums = Counter()
    for measure, sex, number in found.select("ukuran", "jenis_kelamin", "jumlah").iter_rows():
        sums[measure, sex] += number
    assert sums == {
        ("asn_jpt_pratama", "L"): 19, ("asn_jpt_pratama", "P"): 6, ("asn_jpt_pratama", "L+P"): 25,
        ("asn_administrator_pengawas", "L"): 60, ("asn_administrator_pengawas", "P"): 40,
        ("asn_administrator_pengawas", "L+P"): 100,
    }  # fmt: skip


def test_a_table_per_kecamatan(tmp_path):
    rows = [["Kecamatan", "Jumlah ASN", ""], ["", "L", "P"], ["Curug", 12, 14]]
    assert counts_of(table_of(tmp_path, *rows)) == {
        ("asn", "36.73.04", "2025", "L"): 12, ("asn", "36.73.04", "2025", "P"): 14,
    }  # fmt: skip


def test_rows_per_sex(tmp_path):
    rows = [["Kecamatan", "Jenis Kelamin", "Jumlah ASN"], ["Curug", "L", 12], ["Curug", "P", 14]]
    assert counts_of(table_of(tmp_path, *rows))["asn", "36.73.04", "2025", "P"] == 14


def test_pns_alone_are_a_part_of_the_asn_and_say_so(tmp_path):
    rows = [["namakec", "jenis_kelamin", "jumlah_pns", "tahun"], ["CURUG", "LAKI-LAKI", "12", 2020],
            ["CURUG", "PEREMPUAN", "14", 2020]]  # fmt: skip
    found = admission(write_book(tmp_path / "a.xlsx", rows), "asn", year="")
    assert counts_of(found) == {}
    assert counts_of(found, rincian="status=pns")["asn", "36.73.04", "2020", "P"] == 14
