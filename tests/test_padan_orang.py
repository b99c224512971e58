"""Persons met through several channels are one person: by hand, by properties, by another way."""

import hmac
import re
import stat
from datetime import date
from hashlib import sha256
from itertools import combinations

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.link_contacts import Contact, link
from pipelines.mask_persons import hashed_book, keyed, pads
from pipelines.match_persons import referrals, victims_by_channel
from schemas.ekstrak.kasus_kekerasan import SOURCE as CASES
from schemas.ekstrak.kontak_layanan import SOURCE as CONTACTS

KEY, OTHER_KEY = "rekaan-untuk-pengujian", "kunci-lain-yang-panjang"


def frame(source, rows: list[dict]) -> pl.DataFrame:
    """Rows of an extract; what a test does not name is as it is in a plain row."""
    types = {name: column.dtype.type for name, column in source.columns.items()}
    plain = {"tahun": 2025, "kode_wilayah": "36.73", "jenis_kelamin": "P", "umur": "30",
             "kunci_orang": "", "jumlah": 1, "periode_jenis": "tahun", "periode": "2025",
             "sidik": "0", "berkas": "a.xlsx", "lembar": "Data", "baris": 1, "sel": "A1",
             "sistem_kode": "kemendagri", "wilayah_induk": "36.73"}  # fmt: skip
    filled = [{name: (plain | row).get(name) for name in types} for row in rows]
    return pl.DataFrame(filled, schema=types)


def nik(text: str) -> str:
    return hashed_book([text * 16], "kunci_orang")[text * 16] or text


def contact(kanal: str, person: str = "", case: str = "", **more) -> dict:
    hashed = hashed_book([case], "kunci_kasus")[case] if case else ""
    return {"kanal": kanal, "kunci_orang": person, "kunci_kasus": hashed,
            "tanggal": date(2025, 3, 1), **more}  # fmt: skip


def case(number: str, victim: str = "", person: str = "", **more) -> dict:
    return {"nomor_kasus": number, "kode_korban": victim, "kunci_orang": person,
            "tanggal_lapor": date(2025, 3, 1), "bentuk": "fisik", **more}  # fmt: skip


def counted(cases: list[dict], contacts: list[dict]) -> set[tuple]:
    table = victims_by_channel(frame(CASES, cases), frame(CONTACTS, contacts))
    assert table.columns == ["kode_wilayah", "tahun", "jenis_kelamin", "umur_kelompok", "kanal",
                             "kontak", "orang"]  # fmt: skip
    return set(table.drop("kode_wilayah", "tahun").rows())


# --- by hand


def test_a_person_of_four_channels_is_one_person_in_all():
    # Satpol PP brings Ani to the police, who tell UPTD PPA; she sleeps in Rumah Aman.
    # Budi, a child, came to UPTD PPA alone and was met twice in hospital.
    cases = [
        case("K-001", "A", nik("a"), kanal="polisi"),
        case("K-002", "B", "", jenis_kelamin="L", umur="9", kanal="datang_langsung"),
    ]
    contacts = [
        contact("satpol_pp", nik("a")),
        contact("rumah_aman", "", "K-001"),
        contact("rumah_sakit", "", "K-002", jenis_kelamin="L", umur="9"),
        contact("rumah_sakit", "", "k 002", jenis_kelamin="L", umur="9"),
    ]  # fmt: skip
    assert counted(cases, contacts) == {
        ("P", "18+", "polisi", 1, 1), ("P", "18+", "satpol_pp", 1, 1),
        ("P", "18+", "rumah_aman", 1, 1), ("P", "18+", "semua", 3, 1),
        ("L", "0-17", "datang_langsung", 1, 1), ("L", "0-17", "rumah_sakit", 2, 1),
        ("L", "0-17", "semua", 3, 1),
    }  # fmt: skip


def test_who_has_no_number_is_a_person_of_her_own():
    assert counted([], [contact("polisi"), contact("polisi"), contact("satpol_pp")]) == {
        ("P", "18+", "polisi", 2, 2), ("P", "18+", "satpol_pp", 1, 1),
        ("P", "18+", "semua", 3, 3),
    }  # fmt: skip


def test_a_case_of_a_mother_and_her_son_tells_nobody_apart():
    cases = [case("K-001", "A"), case("K-001", "B", umur="9", jenis_kelamin="L")]
    found = counted(cases, [contact("polisi", "", "K-001")])
    assert ("P", "18+", "semua", 2, 2) in found
    assert ("L", "0-17", "semua", 1, 1) in found


def test_a_victim_of_two_cases_is_one_person():
    found = counted([case("K-001", "A"), case("K-002", "A")], [contact("polisi", "", "K-002")])
    assert ("P", "18+", "semua", 3, 1) in found


def test_sex_and_age_are_what_the_contacts_agree_on():
    person = nik("a")
    rows = [
        contact("polisi", person, jenis_kelamin="TT", umur=None),
        contact("satpol_pp", person, umur="0-17"),
        contact("uptd_ppa", person, umur="18"),
    ]
    assert ("P", "0-17", "semua", 3, 1) in counted([], rows)
    rows[0]["jenis_kelamin"] = "L"
    assert ("TT", "0-17", "semua", 3, 1) in counted([], rows)


def test_an_age_band_over_both_groups_is_not_known():
    assert counted([], [contact("polisi", umur="15-19"), contact("polisi", umur="semua")]) == {
        ("P", "tidak_diketahui", "polisi", 2, 2), ("P", "tidak_diketahui", "semua", 2, 2),
    }  # fmt: skip


def test_a_number_of_one_year_says_nothing_of_another():
    rows = [contact("polisi", nik("a")), contact("polisi", nik("a"), tahun=2024)]
    table = victims_by_channel(None, frame(CONTACTS, rows)).filter(kanal="semua")
    assert table.select("tahun", "orang").rows() == [(2024, 1), (2025, 1)]


def test_nothing_on_record_is_an_empty_table():
    assert victims_by_channel(None, None).is_empty()
    assert referrals(None, None).is_empty()


def test_a_referral_is_met_when_the_person_is_known_where_she_was_sent():
    cases = [case("K-001", "A"), case("K-002", "B")]
    contacts = [
        contact("satpol_pp", "", "K-001", rujuk_ke="uptd_ppa"),
        contact("satpol_pp", "", "K-001", rujuk_ke="uptd_ppa"),  # sent twice, one person
        contact("satpol_pp", nik("a"), rujuk_ke="uptd_ppa"),  # never came
        contact("satpol_pp", rujuk_ke="uptd_ppa"),  # nobody can tell
        contact("uptd_ppa", "", "K-002", rujuk_ke="rumah_aman"),
        contact("rumah_aman", "", "K-002"),
    ]
    table = referrals(frame(CASES, cases), frame(CONTACTS, contacts))
    assert table.drop("kode_wilayah", "tahun").rows() == [
        ("satpol_pp", "uptd_ppa", 3, 1, 1),
        ("uptd_ppa", "rumah_aman", 1, 1, 0),
    ]


# --- linking


def people(*contacts: Contact) -> list[set[int]]:
    numbers = link(contacts)
    return sorted(({i for i, n in enumerate(numbers) if n == one} for one in set(numbers)), key=min)


def test_a_chain_that_would_make_one_of_two_nik_is_not_followed():
    chain = (Contact("x", "k"), Contact("", "k", "v"), Contact("y", "", "v"))
    assert people(*chain) == [{0}, {1}, {2}]


def test_a_case_of_women_and_men_does_not_link():
    rows = [Contact("", "k", jenis_kelamin=sex) for sex in ("L", "P")]
    assert people(*rows) == [{0}, {1}]


def test_a_case_of_two_unnamed_victims_of_the_register_does_not_link():
    assert people(Contact("", "k", daftar=True), Contact("", "k", daftar=True)) == [{0}, {1}]
    assert people(Contact("", "k", daftar=True), Contact("", "k")) == [{0, 1}]


words = st.sampled_from(["", "x", "y", "z"])
contacts_drawn = st.lists(
    st.builds(Contact, words, words, words, st.sampled_from(["L", "P", "TT"]), st.booleans()),
    max_size=8,
)


def plainly(contacts: list[Contact]) -> int:
    """How many persons there are, found by another way: joining pairs until nothing changes."""

    def of_one(group):
        listed = [c.korban or c.orang for c in group if c.daftar]
        return (len({c.orang for c in group if c.orang}) < 2
                and not {"L", "P"} <= {c.jenis_kelamin for c in group}
                and len({v for v in listed if v}) + sum(not v for v in listed) < 2)  # fmt: skip

    def same(a, b):
        if a.orang and a.orang == b.orang:
            return True
        return any(
            getattr(a, name) and getattr(a, name) == getattr(b, name)
            and of_one([c for c in contacts if getattr(c, name) == getattr(a, name)])
            for name in ("korban", "kasus")
        )  # fmt: skip

    sets = [{i} for i in range(len(contacts))]
    merged = True
    while merged:
        merged = False
        for one, two in combinations(sets, 2):
            if any(same(contacts[i], contacts[j]) for i in one for j in two):
                one.update(two)
                sets.remove(two)
                merged = True
                break
    persons = 0
    for group in sets:
        numbers = {contacts[i].orang for i in group if contacts[i].orang}
        without = sum(not contacts[i].orang for i in group)
        persons += 1 if len(numbers) < 2 else len(numbers) + without
    return persons


@given(contacts_drawn)
def test_it_finds_as_many_persons_as_a_plain_search_does(contacts):
    assert len(set(link(contacts))) == plainly(contacts)


@given(contacts_drawn, st.randoms(use_true_random=False))
def test_the_order_of_contacts_says_nothing(contacts, random):
    order = list(range(len(contacts)))
    random.shuffle(order)
    straight, shuffled = link(contacts), link([contacts[i] for i in order])
    for a, b in combinations(range(len(order)), 2):
        together = straight[order[a]] == straight[order[b]]
        assert (shuffled[a] == shuffled[b]) == together


@given(st.lists(st.sampled_from(["satpol_pp", "polisi", "rumah_sakit", "uptd_ppa"]), min_size=1))
def test_a_person_of_any_number_of_channels_is_one_person(channels):
    found = counted([], [contact(channel, nik("a")) for channel in channels])
    assert ("P", "18+", "semua", len(channels), 1) in found
    for channel in set(channels):
        assert ("P", "18+", channel, channels.count(channel), 1) in found


# --- the key


numbers = st.lists(st.sampled_from([f"{n:016}" for n in range(1, 5)]), min_size=1, max_size=8)


@given(numbers, numbers)
def test_another_key_gives_the_same_counts(first, second):
    def tables(key: str):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TERPILAH_KUNCI", key)
            book = hashed_book({*first, *second}, "kunci_orang")
            rows = [contact("polisi", book[n]) for n in first]
            rows += [contact("satpol_pp", book[n]) for n in second]
            return book, victims_by_channel(None, frame(CONTACTS, rows))

    (book, table), (other_book, other_table) = tables(KEY), tables(OTHER_KEY)
    assert not {*book.values()} & {*other_book.values()}
    assert table.equals(other_table)
    assert set(book.values()).isdisjoint(str(table.to_dicts()))
    whole = table.filter(kanal="semua")
    assert whole["orang"].sum() == len({*first, *second})


def test_the_hash_is_hmac_sha256_and_its_own_in_each_use(monkeypatch):
    monkeypatch.setenv("TERPILAH_KUNCI", KEY)
    number = f"{123:016}"
    made = {use: hashed_book([number], use)[number] for use in ("kunci_orang", "kunci_kasus")}
    for use, value in made.items():
        plain = hmac.new(KEY.encode(), f"{use}|{number}".encode(), sha256).hexdigest()[:32]
        assert value == plain
    db = duckdb.connect()
    for name, pad in pads(KEY.encode()).items():
        db.execute(f"SET VARIABLE {name} = ?::BLOB", [pad])
    (register,) = db.execute(f"SELECT {keyed('nik')} FROM (SELECT ? AS nik)", [number]).fetchone()
    assert len({register, *made.values()}) == 3  # no table of victims joins the register


def test_no_key_is_made_where_there_is_nothing_to_hash(tmp_path, monkeypatch):
    monkeypatch.delenv("TERPILAH_KUNCI")
    monkeypatch.setenv("TERPILAH_BERKAS_KUNCI", str(tmp_path / "kunci"))
    assert hashed_book(["", "-", "3673"], "kunci_orang") == {"": "", "-": "", "3673": ""}
    assert not (tmp_path / "kunci").exists()
    assert re.fullmatch("[0-9a-f]{32}", hashed_book(["K-0017"], "kunci_kasus")["K-0017"])
    assert stat.S_IMODE((tmp_path / "kunci").stat().st_mode) == 0o600
