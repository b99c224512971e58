"""Kinerja OPD as small tables: what was owed and when it came, what each sumber says of whom."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tabel import rows, table

from pipelines.count_deliveries import Ledgers, half_of, months_of, numbers, owed
from pipelines.load_catalogue import indicators
from pipelines.rate_agencies import (
    Evidence,
    delivery_indicator,
    rate_agencies,
    unknown_agencies,
    with_own_indicators,
)
from pipelines.record_admission import FINDING_SCHEMA
from pipelines.record_arrivals import ARRIVED, ON_RECORD
from schemas.indikator import Indikator
from schemas.kinerja import SHARES, KinerjaOpd
from schemas.papan import Due, Duty
from schemas.publikasi import types_of
from schemas.sources import ALL_SOURCES

# Disnaker owes four quarters, Disdukcapil two half-years, Disdik and Kemenag a year together.
DUTIES = [
    Duty("ketenagakerjaan", "Disnaker", sejak=2025, tenggat=tuple(
        Due(f"triwulan {n}", 30, month, ahead, "x", True)
        for n, month, ahead in ((1, 4, 0), (2, 7, 0), (3, 10, 0), (4, 1, 1)))),
    Duty("penduduk", "Disdukcapil", sejak=2025, tenggat=(
        Due("semester 1", 31, 7, 0, "x", True), Due("semester 2", 31, 1, 1, "x", True))),
    Duty("peserta_didik", "Dinas Pendidikan; Kantor Kementerian Agama", sejak=2025,
         tenggat=(Due("tahun", 28, 2, 1, "x", True),)),
]  # fmt: skip


def ledgers(text: str, faults: tuple[tuple[str, str], ...] = ()) -> Ledgers:
    """Files on record, one line each: sumber, period, day it came, numbers admitted, returned."""
    lines = table(text)
    keys = [
        {"sumber": one["sumber"], "tahun": int(one["periode"][:4]), "periode": one["periode"],
         "berkas": f"{one['sumber']}/{one.get('berkas', one['periode'])}", "sidik": "0"}
        for one in lines
    ]  # fmt: skip
    counts = [{"diterima": int(one["terima"]), "dikembalikan": int(one["kembali"])}
              for one in lines]  # fmt: skip
    days = [date.fromisoformat(one["tiba"]) if one["tiba"] != "-" else None for one in lines]
    held = [key | count for key, count in zip(keys, counts, strict=True) if any(count.values())]
    came = [key | {"tanggal": day} for key, day in zip(keys, days, strict=True)]
    told = [{"sumber": source, "tahun": 2025, "aturan": rule, "berkas": f"{source}/2025",
             "lembar": "", "sel": ""} for source, rule in faults]  # fmt: skip
    return Ledgers(
        pl.DataFrame(held, schema=ON_RECORD),
        pl.DataFrame(came, schema=ARRIVED),
        pl.DataFrame(told, schema=FINDING_SCHEMA),
    )


def evidence(found: Ledgers, counts: str = "", computed: list[dict] | None = None) -> Evidence:
    harmonised = {}
    if counts:
        both = rows(counts)
        harmonised = {name: both.filter(sumber=name) for name in both["sumber"].unique()}
    return Evidence(found, harmonised, pl.DataFrame(computed or [], schema=types_of(Indikator)),
                    "36.73")  # fmt: skip


def rated(found: Ledgers, counts: str = "", **more) -> pl.DataFrame:
    items = indicators().values()
    made = rate_agencies(evidence(found, counts, more.pop("computed", None)), ALL_SOURCES,
                         more.pop("duties", DUTIES), items, **more)  # fmt: skip
    return KinerjaOpd.validate(made, lazy=True)


def of(made: pl.DataFrame, agency: str, half: str = "setahun", year: int = 2025) -> dict:
    (row,) = made.filter(perangkat_daerah=agency, semester=half, tahun=year).rows(named=True)
    return row


ALL_OF_THEM = "Semua perangkat daerah"
ON_TIME = """
    sumber           periode    tiba        terima kembali
    ketenagakerjaan  2025-T1    2025-04-30  10     0
    ketenagakerjaan  2025-T2    2025-07-31  10     0
    ketenagakerjaan  2025-T3    2025-10-01  8      2
    penduduk         2025-S2    2026-01-31  99     1
    peserta_didik    2025/2026  2026-02-28  50     0
"""


# --- what is owed, and when it came


def test_a_day_late_is_late_and_the_due_day_itself_is_in_time():
    # T1 on its day; T2 a day late; T3 early but two numbers went back; T4 never came.
    one = of(rated(ledgers(ON_TIME)), "Dinas Tenaga Kerja")
    assert [one[name] for name in ("data_wajib", "data_tiba", "data_tepat_waktu", "data_lolos",
                                   "data_tepat_lolos")] == [4, 3, 2, 2, 1]  # fmt: skip
    assert (one["persen_tepat_waktu"], one["persen_tepat_lolos"]) == (50.0, 25.0)
    assert (one["angka_dibaca"], one["angka_diterima"]) == (30, 28)
    assert one["persen_diterima"] == pytest.approx(100 * 28 / 30)


def test_half_years_have_rows_where_something_fell_due_in_them():
    made = rated(ledgers(ON_TIME))
    first, second = (of(made, "Disdukcapil", half) for half in ("S1", "S2"))
    assert (first["data_wajib"], first["data_tiba"]) == (1, 0)
    assert (second["data_wajib"], second["data_tiba"], second["data_tepat_waktu"]) == (1, 1, 1)
    assert second["data_lolos"] == 0
    assert first["alasan"] == "selain penyampaian data hanya dihitung setahun"
    schools = made.filter(perangkat_daerah="Dinas Pendidikan")
    assert schools["semester"].to_list() == ["setahun"]


def test_a_file_of_two_agencies_counts_for_each_and_once_in_all():
    made = rated(ledgers(ON_TIME))
    for agency in ("Dinas Pendidikan", "Kantor Kementerian Agama"):
        one = of(made, agency)
        assert (one["data_wajib"], one["data_tepat_lolos"], one["angka_dibaca"]) == (1, 1, 50)
    every = of(made, ALL_OF_THEM)
    assert (every["data_wajib"], every["data_tiba"], every["angka_dibaca"]) == (7, 5, 180)


def test_lbg_02_is_of_agencies_that_owe_and_of_the_regions_own():
    # Disdik alone has all in time and right; Disnaker and Disdukcapil do not; Kemenag is vertical.
    made = rated(ledgers(ON_TIME))
    every = of(made, ALL_OF_THEM)
    assert (every["opd_tepat_lolos"], every["opd_wajib"]) == (1, 3)
    assert every["persen_opd_tepat_lolos"] == pytest.approx(100 / 3)
    assert of(made, "Kantor Kementerian Agama")["opd_wajib"] == 0
    found = Indikator.validate(delivery_indicator(made), lazy=True)
    assert found.select("kode_indikator", "tingkat", "pembilang", "penyebut").rows() == [
        ("LBG-02", "kab_kota", 1, 3)
    ]


def test_lbg_02_joins_the_indicators_where_the_catalogue_has_it():
    made = rated(ledgers(ON_TIME))
    there = delivery_indicator(made).with_columns(kode_indikator=pl.lit("KPD-01"))
    stale = delivery_indicator(made).with_columns(pembilang=pl.lit(0, pl.Int64))
    before = pl.concat([there, stale])
    plain = indicators()["KPD-05"]
    lbg = plain.model_copy(update={"kode": "LBG-02"})
    found = with_own_indicators(before, made, [plain, lbg])
    assert found.select("kode_indikator", "pembilang").rows() == [("KPD-01", 1), ("LBG-02", 1)]
    assert with_own_indicators(before, made, [plain]).equals(before)


def test_what_is_not_due_by_the_last_arrival_is_not_owed():
    found = ledgers("""
        sumber           periode  tiba        terima kembali
        ketenagakerjaan  2025-T1  2025-08-01  10     0
    """)
    made = rated(found)
    assert of(made, "Dinas Tenaga Kerja")["data_wajib"] == 2  # quarters 1 and 2
    assert of(made, "Disdukcapil")["data_wajib"] == 1
    assert of(made, ALL_OF_THEM)["per_tanggal"] == "2025-08-01"
    assert made.filter(perangkat_daerah="Dinas Pendidikan").is_empty()


def test_first_in_time_and_mended_later_is_in_time_and_right():
    found = ledgers("""
        sumber         periode    berkas   tiba        terima kembali
        peserta_didik  2025/2026  lama     2026-02-01  0      0
        peserta_didik  2025/2026  baru     2026-05-01  50     0
    """)
    one = of(rated(found), "Dinas Pendidikan")
    assert (one["data_tepat_waktu"], one["data_tepat_lolos"]) == (1, 1)


def test_a_day_nobody_knows_is_not_in_time():
    found = ledgers("""
        sumber         periode    tiba        terima kembali
        peserta_didik  2025/2026  -           50     0
        penduduk       2025-S2    2026-03-01  9      0
    """)
    one = of(rated(found), "Dinas Pendidikan")
    assert (one["data_tiba"], one["data_tepat_waktu"], one["data_lolos"]) == (1, 0, 1)


def test_a_fault_of_the_file_is_not_right_though_no_number_went_back():
    line = "sumber  periode  tiba  terima kembali\n{}  2025  2026-02-28  5  0"
    text = line.format("peserta_didik")
    assert of(rated(ledgers(text)), "Dinas Pendidikan")["data_lolos"] == 1
    for rule, right in (("B8", 0), ("K1", 1)):  # a galat, and a peringatan
        faulty = ledgers(text, faults=(("peserta_didik", rule),))
        assert of(rated(faulty), "Dinas Pendidikan")["data_lolos"] == right


def test_a_year_before_the_duty_began_owes_nothing():
    found = ledgers("""
        sumber         periode  tiba        terima kembali
        peserta_didik  2024     2026-02-01  5      0
    """)
    one = of(rated(found), "Dinas Pendidikan", year=2024)
    assert (one["data_wajib"], one["angka_dibaca"], one["persen_tepat_waktu"]) == (0, 5, None)


def test_sensitive_sumber_are_owed_but_their_numbers_are_not_told():
    duty = Duty("kasus_kekerasan", "DP3AKB (UPTD PPA)", sejak=2025,
                tenggat=(Due("tahun", 31, 1, 1, "x", True),))  # fmt: skip
    found = ledgers("""
        sumber           periode  tiba        terima kembali
        kasus_kekerasan  2025     2026-01-31  48     1
    """)
    one = of(rated(found, duties=[duty]), "DP3AKB")
    assert (one["data_wajib"], one["data_tepat_waktu"], one["data_lolos"]) == (1, 1, 0)
    assert (one["angka_dibaca"], one["angka_diterima"]) == (0, 0)


@pytest.mark.parametrize(
    ("periode", "months", "half"),
    [("semester 1", range(1, 7), "S1"), ("Semester 2", range(7, 13), "S2"),
     ("triwulan 3", range(7, 10), "S2"), ("triwulan 2", range(4, 7), "S1"),
     ("tahun", range(1, 13), "setahun"), ("bulan", range(1, 13), "setahun")],
)  # fmt: skip
def test_a_due_date_is_about_a_part_of_the_year(periode, months, half):
    assert months_of(periode) == months
    assert half_of(months) == half


# --- what the sumber of the Pokja say


COUNTS = """
    ukuran                     unit                 L  P  L+P  TB
    focal_point                Satpol-PP            1  1  2    .
    focal_point_ber_sk         Satpol-PP            1  0  1    .
    focal_point_aktif          Satpol-PP            1  1  2    .
    dokumen_gap                DinasX              .  .  .    3
    anggaran_responsif_gender  BPKAD                .  .  .    30
    belanja_operasi_modal      BPKAD                .  .  .    120
    belanja_operasi_modal      Bappeda              .  .  .    60
    temuan_pprg                BPKAD                .  .  .    4
    temuan_pprg_selesai        BPKAD                .  .  .    ?
"""
NOTHING = ledgers("sumber periode tiba terima kembali\npenduduk 2025-S2 2026-01-31 9 0")


def test_each_share_stands_beside_its_parts():
    made = rated(NOTHING, COUNTS)
    one = of(made, "Satuan Polisi Pamong Praja")  # written Satpol-PP
    assert (one["focal_point"], one["focal_point_ber_sk"], one["persen_ber_sk"]) == (2, 1, 50.0)
    money = of(made, "BPKAD")
    assert (money["anggaran_arg"], money["belanja"], money["persen_arg"]) == (30, 120, 25.0)


def test_the_total_is_a_share_of_sums():
    every = of(rated(NOTHING, COUNTS), ALL_OF_THEM)
    assert (every["anggaran_arg"], every["belanja"]) == (30, 180)
    assert every["persen_arg"] == pytest.approx(100 * 30 / 180)
    assert every["dokumen_gap"] == 3


def test_what_went_back_is_not_known_and_neither_is_its_share():
    made = rated(NOTHING, COUNTS)
    for agency in ("BPKAD", ALL_OF_THEM):
        one = of(made, agency)
        assert (one["temuan_reviu"], one["temuan_reviu_selesai"], one["persen_selesai"]) == (
            4, None, None)  # fmt: skip
        assert "reviu: sebagian datanya dikembalikan kepada OPD" in one["alasan"]


def test_an_agency_that_a_sumber_does_not_name_has_no_zero():
    one = of(rated(NOTHING, COUNTS), "Bappeda")
    assert (one["dokumen_gap"], one["anggaran_arg"], one["belanja"]) == (None, None, 60)
    assert "GAP: tidak disebut dalam setoran gap_gbs" in one["alasan"]
    assert "sub kegiatan ARG: belum ada setoran anggaran" in one["alasan"]


def test_an_unknown_name_stays_as_written_and_is_listed():
    made = rated(NOTHING, COUNTS)
    one = of(made, "DinasX")
    assert (one["kode_opd"], one["jenis_opd"], one["dokumen_gap"]) == (None, "tidak_dikenal", 3)
    assert unknown_agencies(made) == ["DinasX"]


def test_a_number_of_a_person_in_place_of_a_name_is_in_no_row():
    number = f"{123:018}"
    made = rated(NOTHING, f"ukuran unit TB\ndokumen_gap {number} 1")
    assert number not in str(made.to_dicts())
    assert unknown_agencies(made) == ["(nama memuat nomor; tidak ditampilkan)"]


ENFORCED = """
    ukuran                    wilayah   umur   rincian            L  P  L+P TB
    orang_penegakan_perda     36.73     0-17   tindakan=mediasi   1  2  3   .
    orang_penegakan_perda     36.73     18+    tindakan=mediasi   4  0  4   .
    orang_penegakan_perda     36.73.04  semua  tindakan=mediasi   9  9  18  .
    kegiatan_penegakan_perda  36.73     semua  tindakan=mediasi   .  .  .   5
"""


def test_counts_of_satpol_pp_wait_for_protection():
    one = of(rated(NOTHING, ENFORCED), "Satuan Polisi Pamong Praja")
    assert (one["orang_penegakan"], one["kegiatan_penegakan"]) == (None, None)
    assert "penegakan: kelas datanya terbatas" in one["alasan"]


def test_once_allowed_nobody_is_counted_at_two_levels_or_in_an_age_twice():
    made = rated(NOTHING, ENFORCED, allowed=("terbuka", "terbatas"))
    one = of(made, "Satuan Polisi Pamong Praja")
    assert (one["orang_penegakan"], one["kegiatan_penegakan"]) == (7, 5)
    assert "penegakan: bukan tugas OPD ini" in of(made, "Disdukcapil")["alasan"]


def test_indicators_of_an_agency_are_parted_when_both_sexes_have_a_value():
    def value(code: str, sex: str, number: float | None) -> dict:
        return {"kode_indikator": code, "kode_wilayah": "36.73", "tahun": 2025, "umur": "semua",
                "jenjang": "semua", "jenis_kelamin": sex, "nilai": number}  # fmt: skip

    computed = [value("KPD-05", "L", 9.0), value("KPD-05", "P", 8.0),
                value("KPD-06", "L", 9.0), value("KPD-06", "P", None)]  # fmt: skip
    one = of(rated(NOTHING, computed=computed), "Disdukcapil")
    owed_ones = [i for i in indicators().values()
                 if i.opd == "Disdukcapil" and {"L", "P"} <= {*i.jenis_kelamin}
                 and "kab_kota" in i.tingkat]  # fmt: skip
    assert (one["indikator_terpilah"], one["indikator_wajib_terpilah"]) == (1, len(owed_ones))


def test_nothing_on_record_is_an_empty_table():
    assert rated(Ledgers(pl.DataFrame(schema=ON_RECORD), pl.DataFrame(schema=ARRIVED),
                         pl.DataFrame(schema=FINDING_SCHEMA))).is_empty()  # fmt: skip


# --- properties


files = st.lists(
    st.tuples(
        st.sampled_from(["2025-T1", "2025-T2", "2025-T3", "2025-T4", "2025"]),
        st.dates(date(2025, 1, 1), date(2026, 6, 1)), st.integers(0, 3), st.integers(0, 2),
    ),
    min_size=1, max_size=6, unique_by=lambda file: file[0],
)  # fmt: skip


@given(files)
def test_it_counts_as_a_plain_reckoning_of_quarters_does(drawn):
    text = "sumber periode tiba terima kembali\n" + "\n".join(
        f"ketenagakerjaan {p} {day} {good} {bad}" for p, day, good, bad in drawn
    )
    found = owed(ledgers(text), ALL_SOURCES, DUTIES[:1]).filter(opd="Disnaker")
    as_of = max(day for _, day, _, _ in drawn)
    due = {1: date(2025, 4, 30), 2: date(2025, 7, 30), 3: date(2025, 10, 30), 4: date(2026, 1, 30)}
    tally = [0] * 5
    some = any(good + bad for _, _, good, bad in drawn)
    for quarter, day in due.items():
        if not some or day > as_of:
            continue
        mine = [f for f in drawn if f[0] == f"2025-T{quarter}" or (quarter == 4 and f[0] == "2025")]
        here = [f for f in mine if f[2] + f[3]]
        in_time = bool(here) and min(f[1] for f in mine) <= day
        right = sum(f[2] for f in here) > 0 and not sum(f[3] for f in here)
        for at, fact in enumerate((True, bool(here), in_time, right, in_time and right)):
            tally[at] += fact
    sums = found.select(pl.col("^data_.*$").sum()).row(0)
    assert list(sums) == tally


@given(files, st.randoms(use_true_random=False))
def test_the_order_of_files_says_nothing(drawn, random):
    def tables(order):
        text = "sumber periode tiba terima kembali\n" + "\n".join(
            f"ketenagakerjaan {p} {day} {good} {bad}" for p, day, good, bad in order
        )
        found = ledgers(text)
        return numbers(found, ALL_SOURCES, DUTIES), rated(found)

    shuffled = random.sample(drawn, len(drawn))
    (first, one), (second, two) = tables(drawn), tables(shuffled)
    assert first.sort(first.columns).equals(second.sort(second.columns))
    assert one.equals(two)
    assert all(one[share].is_between(0, 100).all() for share in SHARES)
