"""Ketersediaan: expected against actual, worked out by hand for each kind of gap."""

import polars as pl
import pytest
from tabel import computed, figures, rows

from pipelines.compute_indicators import compute
from pipelines.list_availability import list_availability, sources_named
from pipelines.load_catalogue import indicators
from schemas.ketersediaan import Ketersediaan
from schemas.sources import ALL_SOURCES


def available(code: str, table: pl.DataFrame, *, shown: bool = True) -> dict:
    listed = list_availability([indicators()[code]], table, {code} if shown else set())
    return Ketersediaan.validate(listed, lazy=True).row(0, named=True)


def test_what_is_wholly_there_has_no_reason():
    found = available("ARG-03", computed("ARG-03", """
        ukuran        | unit    | TB
        dokumen_gap   | Dinas A | 5
        dokumen_gbs   | Dinas A | 2
        sub_kegiatan  | Dinas A | 9
    """))  # fmt: skip
    assert (found["status"], found["alasan"]) == ("tersedia", None)
    assert (found["jenis_kelamin_tersedia"], found["tingkat_tersedia"]) == (
        "TB", "provinsi, kab_kota")  # fmt: skip


def test_breakdowns_and_levels_that_are_missing_are_named_with_their_agency():
    found = available("KPD-05", computed("KPD-05", """
        ukuran        wilayah   L    P
        anak_berakta  36.73     9   90
        anak_0_17     36.73    10  300
    """))  # fmt: skip
    assert found["status"] == "sebagian"
    assert found["alasan"] == "Belum ada: rincian menurut umur; tingkat kecamatan, desa."
    assert (found["opd"], found["sumber"]) == (
        "Disdukcapil", "akta_dan_kia; penduduk_perorangan; elemen_sektoral")  # fmt: skip
    assert found["jenis_kelamin_tersedia"] == "L, P, L+P"
    assert found["tingkat_diharapkan"] == "kab_kota, kecamatan, desa"


def test_a_sex_that_is_missing_is_named():
    found = available("TKJ-01", computed("TKJ-01", """
        angka     P
        tpak   49.2
    """))  # fmt: skip
    assert found["jenis_kelamin_diharapkan"] == "L, P, L+P"
    assert found["jenis_kelamin_tersedia"] == "P"
    assert "jenis kelamin L, L+P" in found["alasan"]


def whole_year(code: str) -> pl.DataFrame:
    """A year in which only the population came."""
    return compute(rows("ukuran L P\npenduduk 10 20"), [indicators()["KPD-01"], indicators()[code]])


@pytest.mark.parametrize(
    ("code", "status", "sentence"),
    [
        ("KES-15", "belum_ada_sumber", "sepakati dengan BPJS Kesehatan dan Dinas Kesehatan"),
        ("IDX-04", "belum_ada_sumber", "sepakati dengan KemenPPPA"),
        ("POL-01", "belum_disetor", "Sekretariat DPRD; sumbernya legislatif, elemen_sektoral"),
        ("PPA-02", "belum_disetor", "sumbernya kasus_kekerasan, rekap_kekerasan"),
        ("IDX-01", "belum_disetor", "Belum ada angka yang cukup dari BPS; sumbernya indeks_resmi"),
        ("KLA-01", "belum_disetor", "sumbernya kla"),
    ],
)
def test_what_is_not_there_says_why_and_from_whom(code, status, sentence):
    table = whole_year(code)
    listed = list_availability([indicators()[code]], table, {code}).row(0, named=True)
    assert listed["status"] == status
    assert sentence in listed["alasan"]


def test_what_came_and_cannot_be_divided_is_not_owed_again():
    found = available("KPD-05", computed("KPD-05", """
        ukuran         L    P
        anak_berakta  11  101
        anak_0_17     10  100
    """))  # fmt: skip
    assert found["status"] == "tidak_dapat_dihitung"
    assert found["alasan"] == "Tidak dapat dihitung: pembilang lebih besar daripada penyebut."


def test_what_is_withheld_says_nothing_but_that():
    found = available("PPA-04", computed("PPA-04", """
        ukuran                       L   P
        korban_layanan_komprehensif  9  30
        korban_dilayani              9  40
    """), shown=False)  # fmt: skip
    assert found["status"] == "menunggu_perlindungan"
    assert "kelas datanya sensitif" in found["alasan"]
    assert (found["jenis_kelamin_tersedia"], found["tingkat_tersedia"]) == ("", "")


def test_every_indicator_stands_once_for_every_year():
    table = computed("KPD-01", """
        ukuran    tahun   L   P
        penduduk  2024   10  20
        penduduk  2025   10  20
    """)  # fmt: skip
    listed = Ketersediaan.validate(list_availability(indicators().values(), table, set()))
    assert listed.height == 2 * len(indicators())
    assert set(listed["tahun"]) == {2024, 2025}


def test_every_sumber_it_names_exists():
    named = {name for item in indicators().values() for name in sources_named(item)}
    assert named <= set(ALL_SOURCES)
    assert figures("angka L\ntpak 50")["sumber"].to_list() == ["indeks_resmi"]
