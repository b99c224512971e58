"""R9 and R10: parts beside their whole, in the cells of one sumber."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tabel import rows

from pipelines.check_parts import check_parts
from pipelines.load_reference import contained_measures, measures
from schemas.bentuk import Counts, wide
from schemas.sources import SOURCES
from schemas.sumber import Source, choice

GOLONGAN = {"I": "Golongan I", "II": "Golongan II", "III": "Golongan III"}
STATUS = {"pns": "PNS", "pppk": "PPPK"}
LAYANAN = {"medis": "Medis", "hukum": "Hukum"}


class Pegawai(Counts):
    """Pegawai rekaan dengan tiga rincian."""

    golongan: pl.String = choice("Golongan", GOLONGAN)
    status: pl.String = choice("Status pegawai", STATUS)
    layanan: pl.String = choice("Layanan", LAYANAN, several=True)


ASN = Source("asn", "Pegawai", "BKPSDM", Pegawai, (wide(),),
             breakdown=("golongan", "status", "layanan"))  # fmt: skip
PLAIN = SOURCES["penduduk"]


def told(text: str, source: Source = ASN) -> list[tuple[str, str, list[int]]]:
    """Rule, sentence and rows held back, in the order of the table's numbers."""
    return [
        (f.aturan, f.kalimat, sorted(held))
        for f, held in dict.fromkeys(check_parts(rows(text), source))
    ]


def rules(text: str, source: Source = ASN) -> list[str]:
    return [rule for rule, _, _ in told(text, source)]


# --- R9: a measure inside another one


def test_more_children_with_a_certificate_than_children_is_a_galat_on_both():
    found = told("""
        ukuran       | L  | P
        anak_0_17    | 90 | 80
        anak_berakta | 70 | 81
    """, PLAIN)  # fmt: skip
    sentence = (
        "Anak 0–17 tahun yang memiliki akta kelahiran (Perempuan) tertulis 81, lebih besar "
        "daripada Anak 0–17 tahun (80), padahal bagian darinya."
    )
    assert found == [("R9", sentence, [1, 3])]


def test_as_many_as_there_are_is_no_finding():
    assert rules("""
        ukuran       | L  | P
        anak_0_17    | 90 | 80
        anak_berakta | 90 | 80
    """, PLAIN) == []  # fmt: skip


def test_a_total_that_only_one_of_the_two_writes_is_compared_with_the_sum():
    assert told("""
        ukuran       | L  | P  | L+P
        anak_0_17    | 90 | 80 | .
        anak_berakta | .  | .  | 171
    """, PLAIN)[0][0] == "R9"  # fmt: skip


@pytest.mark.parametrize(
    "other", ["36.74 | 2025 | semua", "36.73 | 2024 | semua", "36.73 | 2025 | 0-4"]
)
def test_another_region_year_or_age_is_not_compared(other):
    assert rules(f"""
        ukuran       | wilayah | tahun | umur  | L
        anak_0_17    | 36.73   | 2025  | semua | 90
        anak_berakta | {other} | 99
    """, PLAIN) == []  # fmt: skip


def test_two_sumber_are_not_compared_here():
    assert rules("""
        sumber          | ukuran       | L
        elemen_sektoral | anak_0_17    | 90
        penduduk        | anak_berakta | 99
    """, PLAIN) == []  # fmt: skip


def test_more_placed_than_registered_is_asked_about_with_its_reason():
    frame = rows("""
        ukuran                    | P
        pencari_kerja_terdaftar   | 40
        pencari_kerja_ditempatkan | 45
    """)
    ((finding, _),) = check_parts(frame, PLAIN)
    assert (finding.aturan, finding.tingkat) == ("R9P", "peringatan")
    assert "terdaftar tahun sebelumnya" in finding.perbaikan


def test_every_pair_names_measures_a_level_and_a_reason():
    for pair in contained_measures():
        assert {pair["bagian"], pair["keseluruhan"]} <= set(measures())
        assert pair["tingkat"] in ("galat", "peringatan")
        assert pair["alasan"]
    pairs = [(pair["bagian"], pair["keseluruhan"]) for pair in contained_measures()]
    assert len(set(pairs)) == len(pairs)
    assert not {(whole, part) for part, whole in pairs} & set(pairs)


# --- R10: breakdowns of one universe


def test_categories_that_are_all_there_equal_the_whole():
    found = told("""
        ukuran | rincian      | L
        asn    | semua        | 100
        asn    | golongan=I   | 10
        asn    | golongan=II  | 30
        asn    | golongan=III | 61
    """)
    assert found == [(
        "R10R", "3 rincian menurut Golongan berjumlah 101, tetapi totalnya tertulis 100.",
        [0, 1, 2, 3],
    )]  # fmt: skip


def test_fewer_categories_may_stay_below_the_whole_but_not_exceed_it():
    table = """
        ukuran | rincian      | L
        asn    | semua        | 100
        asn    | golongan=I   | 10
        asn    | golongan=III | {}
    """
    assert rules(table.format(80)) == []
    assert rules(table.format(91)) == ["R10R"]


def test_categories_within_another_breakdown_belong_to_its_category():
    frame = rows("""
        ukuran | rincian                 | P
        asn    | status=pns              | 50
        asn    | golongan=I&status=pns   | 5
        asn    | golongan=II&status=pns  | 20
        asn    | golongan=III&status=pns | 26
    """).with_columns(pl.col("rincian").str.replace("&", "|", literal=True))
    ((finding, held),) = check_parts(frame, ASN)
    assert (finding.aturan, finding.nilai, sorted(held)) == ("R10R", "50", [0, 1, 2, 3])
    assert finding.fakta["hitung"] == 51


def test_several_answers_of_one_person_are_no_parts():
    assert (
        rules("""
        ukuran | rincian       | P
        asn    | semua         | 10
        asn    | layanan=medis | 9
        asn    | layanan=hukum | 8
    """)
        == []
    )


def test_two_breakdowns_of_one_universe_agree_without_a_written_whole():
    """As the teachers of Kayong Utara, 1.015 of one kind and 1.110 of another on one page."""
    found = told("""
        ukuran | rincian      | L   | P
        asn    | golongan=I   | 100 | 100
        asn    | golongan=II  | 137 | 200
        asn    | golongan=III | 200 | 278
        asn    | status=pns   | 57  | 300
        asn    | status=pppk  | 380 | 373
    """)
    assert [rule for rule, _, _ in found] == ["R10D", "R10D"]
    (sentence,) = {sentence for _, sentence, held in found if 9 in held}
    assert "Status pegawai berjumlah 673, padahal menurut Golongan 578." in sentence


def test_the_whole_by_sex_and_a_breakdown_of_both_sexes_are_held_against_each_other():
    """The same page, where only the diploma is broken down: 437 + 578 and 57 + 1.053."""
    found = told("""
        ukuran | rincian     | L   | P   | L+P
        asn    | semua       | 437 | 578 | .
        asn    | status=pns  | .   | .   | 57
        asn    | status=pppk | .   | .   | 1053
    """)
    assert [(rule, held) for rule, _, held in found] == [("R10R", [0, 2, 3])]
    assert "berjumlah 1.110, tetapi totalnya tertulis 1.015" in found[0][1]


def test_a_sumber_without_breakdowns_has_none_to_check():
    assert rules("""
        ukuran | rincian    | L
        asn    | semua      | 1
        asn    | golongan=I | 5
    """, PLAIN) == []  # fmt: skip


# --- properties

number = st.integers(0, 5_000)


@given(number, number)
def test_r9_is_told_exactly_when_the_part_is_larger(part, whole):
    lines = f"ukuran | L\nanak_0_17 | {whole}\nanak_berakta | {part}"
    assert bool(rules(lines, PLAIN)) == (part > whole)


@given(st.lists(number, min_size=3, max_size=3), st.lists(number, min_size=2, max_size=2), number)
def test_r10_is_told_exactly_when_a_complete_breakdown_is_not_the_whole(groups, kinds, whole):
    names = [f"golongan={code}" for code in GOLONGAN] + [f"status={code}" for code in STATUS]
    parts = [
        f"asn | {name} | {count}" for name, count in zip(names, [*groups, *kinds], strict=True)
    ]
    written = rules("\n".join(["ukuran | rincian | L", f"asn | semua | {whole}", *parts]))
    assert written.count("R10R") == (sum(groups) != whole) + (sum(kinds) != whole)
    assert "R10D" not in written
    alone = rules("\n".join(["ukuran | rincian | L", *parts]))
    assert alone == (["R10D"] if sum(groups) != sum(kinds) else [])
