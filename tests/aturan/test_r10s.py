"""R10S: two sumber that count the same people in one region and year name the same number."""

import dagster as dg
from hypothesis import given
from hypothesis import strategies as st
from kantor import Office
from tabel import rows

from pipelines.check_between import check_between
from pipelines.record_admission import all_findings
from schemas.temuan import Finding


def told(text: str) -> list[tuple[str, str, object, object]]:
    """Region, sex, the number asked about and the other sumber's."""
    return [seen(finding) for finding in check_between(rows(text))]


def seen(finding: Finding) -> tuple[str, str, object, object]:
    facts = finding.fakta
    assert (finding.aturan, finding.sumber) == ("R10S", "elemen_sektoral")
    return facts["tempat"], str(facts["apa"]), facts["tertulis"], facts["hitung"]


def test_both_numbers_and_both_places_are_told():
    (finding,) = check_between(
        rows("""
        sumber          | ukuran   | L   | P
        penduduk        | penduduk | 100 | 110
        elemen_sektoral | penduduk | 100 | 112
    """)
    )
    assert finding.tingkat == "peringatan"
    assert finding.kalimat == (
        "Penduduk (perempuan), Kota Serang, 2025: 112 menurut elemen_sektoral, tetapi 110 menurut "
        "penduduk (contoh.xlsx [Data!A1])."
    )


def test_the_same_number_is_no_finding():
    assert (
        told("""
        sumber          | ukuran   | L   | P
        penduduk        | penduduk | 100 | 110
        elemen_sektoral | penduduk | 100 | 110
    """)
        == []
    )


def test_bands_that_tile_all_ages_are_added_up_and_others_are_not():
    bands = [*(f"{low}-{low + 4}" for low in range(0, 75, 5)), "75+"]
    lines = [f"penduduk | penduduk | {band} | 10" for band in bands]
    head, whole = "sumber | ukuran | umur | L", "elemen_sektoral | penduduk | semua | 161"
    assert told("\n".join([head, *lines, whole])) == [
        ("Kota Serang", "Penduduk (laki-laki)", 161, 160)
    ]
    assert told("\n".join([head, *lines[1:], whole])) == []


KECAMATAN = """
    sumber          | ukuran   | wilayah  | L
    penduduk        | penduduk | 36.73.01 | 10
    penduduk        | penduduk | 36.73.02 | 20
    penduduk        | penduduk | 36.73.03 | 30
    penduduk        | penduduk | 36.73.04 | 40
    penduduk        | penduduk | 36.73.05 | 50
    penduduk        | penduduk | 36.73.06 | {}
    elemen_sektoral | penduduk | 36.73    | 211
"""


def test_regions_below_are_added_up_when_all_of_them_are_there():
    assert told(KECAMATAN.format(60)) == [("Kota Serang", "Penduduk (laki-laki)", 211, 210)]
    assert told(KECAMATAN.format(61)) == []
    assert told(KECAMATAN.format("?")) == []


def test_where_a_region_differs_those_below_are_not_told_too():
    below = "\n    elemen_sektoral | penduduk | 36.73.01 | 11\n"
    assert [place for place, *_ in told(KECAMATAN.format(60) + below)] == ["Kota Serang"]
    assert [place for place, *_ in told(KECAMATAN.format(61) + below)] == ["Serang"]


def test_schools_are_added_up_by_level_and_a_silent_one_leaves_it_open():
    table = """
        sumber          | ukuran | unit | jenjang | P
        peserta_didik   | murid  | 1    | SD      | 100
        peserta_didik   | murid  | 2    | SD      | {}
        elemen_sektoral | murid  |      | SD      | 205
        elemen_sektoral | murid  |      | SMP     | 99
    """
    assert told(table.format(104)) == [("Kota Serang", "Peserta didik (perempuan, SD)", 205, 204)]
    assert told(table.format(105)) == []
    assert told(table.format("?")) == []


def test_a_measure_of_one_sumber_alone_has_nothing_beside_it():
    assert (
        told("""
        sumber          | ukuran       | L
        elemen_sektoral | anak_berakta | 10
        penduduk        | anak_berakta | 12
    """)
        == []
    )


number = st.integers(0, 900)


@given(st.lists(number, min_size=2, max_size=2), st.lists(number, min_size=2, max_size=2))
def test_it_is_told_of_exactly_the_sexes_that_differ(one, other):
    lines = ["sumber | ukuran | L | P",
             f"penduduk | penduduk | {one[0]} | {one[1]}",
             f"elemen_sektoral | penduduk | {other[0]} | {other[1]}"]  # fmt: skip
    found = [(nilai, lain) for _, _, nilai, lain in told("\n".join(lines))]
    pairs = zip(other, one, strict=True)
    assert found == [pair for pair in pairs if pair[0] != pair[1]]


def test_a_run_keeps_what_it_found_and_shows_it_at_the_topic(tmp_path):
    office = Office(tmp_path)
    office.deliver("ketenagakerjaan/2025/d.csv", "Nama Wilayah;Terdaftar L;Terdaftar P\n"
                   "Kasemen;500;510\n")  # fmt: skip
    elements = ["kode dssd;uraian dssd;nama wilayah;tahun;data",
                "2.07.0001;Jumlah Pencari Kerja Terdaftar Laki-Laki;Kasemen;2025;500",
                "2.07.0002;Jumlah Pencari Kerja Terdaftar Perempuan;Kasemen;2025;501"]  # fmt: skip
    office.deliver("elemen_sektoral/2025/e.csv", "\n".join(elements) + "\n")
    assert office.run().broken == []
    kept = all_findings(office.deployment.store).filter(aturan="R10S")
    assert kept.select("sumber", "tahun", "berkas", "sel").rows() == [
        ("elemen_sektoral", 2025, "elemen_sektoral/2025/e.csv", "E3")
    ]
    assert verdicts("ketenagakerjaan") == [(False, dg.AssetCheckSeverity.WARN)]
    assert verdicts("kependudukan") == [(True, dg.AssetCheckSeverity.WARN)]


def verdicts(topic: str) -> list[tuple[bool, dg.AssetCheckSeverity]]:
    key = dg.AssetCheckKey(dg.AssetKey(["indikator", topic]), "antarsumber")
    with dg.DagsterInstance.get() as instance:
        records = instance.event_log_storage.get_asset_check_execution_history(key, limit=5)
    seen = [record.event.dagster_event.event_specific_data for record in records]
    return [(evaluation.passed, evaluation.severity) for evaluation in seen]
