"""Kelembagaan PUG and klaster KLA as small tables: seven and seven, 24 scores, their evidence."""

import polars as pl
import pytest
from tabel import rows

from pipelines import build_kla as kla
from pipelines.build_institutions import build_institutions
from pipelines.build_kla import build_kla, categories, category_of, clusters
from pipelines.load_catalogue import BadCatalogue, indicators
from schemas.ekstrak.pokja import PRASYARAT, PROSES
from schemas.indikator import Indikator
from schemas.kelembagaan import KelembagaanPug
from schemas.klaster_kla import KlasterKla
from schemas.publikasi import types_of
from schemas.resmi import INDIKATOR_KLA, ResmiHarmonis

# --- the seven and the seven


def judged(text: str) -> pl.DataFrame:
    """One line per element: scheme, element, and numbers dinilai to berbukti ("?" went back)."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    facts = ("dinilai", "terpenuhi", "sebagian", "berbukti")
    counts = [
        f"{skema}_pug_{fact} {'unsur=' if unsur != 'semua' else ''}{unsur} {agency} {number}"
        for skema, unsur, agency, *numbers in lines
        for fact, number in zip(facts, numbers, strict=True)
    ]
    table = rows("\n".join(["ukuran rincian unit TB", *counts]))
    table = table.with_columns(satuan_unit=pl.col("satuan_unit").replace("-", ""))
    return KelembagaanPug.validate(build_institutions(table), lazy=True)


SOME = """
    proses     perencanaan   - 1 1 0 1
    proses     penganggaran  - 1 0 1 1
    proses     pengawasan    - 1 0 0 0
"""


def row(table: pl.DataFrame, **key) -> dict:
    (found,) = table.filter(**key).rows(named=True)
    return found


def test_the_seven_stand_in_their_order_with_the_whole_before_them():
    table = judged(SOME)
    assert table["unsur"].to_list() == ["semua", *PROSES]
    assert table["urutan"].to_list() == list(range(8))
    assert set(table["perangkat_daerah"]) == {"Seluruh daerah"}
    assert set(table["dasar"]) == {"PermenPPPA 5/2025"}


def test_what_was_not_judged_is_not_unfulfilled():
    one = row(judged(SOME), unsur="pelaporan")
    assert (one["dinilai"], one["terpenuhi"], one["persen_terpenuhi"]) == (None, None, None)
    assert (one["status_obs"], one["alasan"]) == ("tidak_tersedia", "belum dinilai")


def test_the_whole_is_a_share_of_all_seven():
    one = row(judged(SOME), unsur="semua")
    assert [one[n] for n in ("dinilai", "terpenuhi", "sebagian", "berbukti", "dari")] == [
        3, 1, 1, 2, 7]  # fmt: skip
    assert one["persen_terpenuhi"] == pytest.approx(100 / 7)
    assert (one["status_obs"], one["alasan"]) == ("sebagian", "baru 3 dari 7 unsur dinilai")


def test_all_seven_judged_is_final():
    table = judged("\n".join(f"prasyarat {name} - 1 1 0 1" for name in PRASYARAT))
    one = row(table, unsur="semua")
    assert (one["terpenuhi"], one["persen_terpenuhi"], one["status_obs"]) == (7, 100.0, "final")
    assert table["skema"].unique().to_list() == ["prasyarat"]


def test_an_agency_that_is_judged_has_rows_of_its_own_under_its_one_name():
    table = judged("proses perencanaan - 1 1 0 1\nproses perencanaan Disdik 1 0 1 0")
    assert row(table, unsur="semua", perangkat_daerah="Dinas Pendidikan")["sebagian"] == 1
    assert row(table, unsur="semua", perangkat_daerah="Seluruh daerah")["terpenuhi"] == 1
    assert row(table, unsur="evaluasi", kode_opd="disdik")["dinilai"] is None


def test_an_agency_judged_twice_under_two_spellings_is_not_added_up():
    table = judged("proses perencanaan Disdik 1 1 0 1\nproses perencanaan DISDIK 1 0 0 0")
    one = row(table, unsur="perencanaan")
    assert (one["dinilai"], one["status_obs"]) == (None, "tidak_tersedia")


def test_what_went_back_is_said_to_have_gone_back():
    table = judged(
        "proses perencanaan - 1 1 0 1\nproses semua - ? ? ? ?\nproses evaluasi - ? ? ? ?"
    )
    assert row(table, unsur="evaluasi")["alasan"].startswith("penilaiannya dikembalikan")
    whole = row(table, unsur="semua")
    assert (whole["dinilai"], whole["alasan"]) == (1, "sebagian penilaian dikembalikan kepada OPD")


def test_no_assessment_is_an_empty_table():
    assert judged("").is_empty()


# --- the 24


def scores(*given: tuple[str, str, float], vintage: str = "") -> pl.DataFrame:
    plain = {"kode_wilayah": "36.73", "tahun": 2025, "vintage": vintage}
    lines = [plain | {"indikator": n, "metode": m, "nilai": v} for n, m, v in given]
    return pl.DataFrame(lines, schema=types_of(ResmiHarmonis))


def figure(code: str, sex: str, value: float | None, **more) -> dict:
    return {"kode_indikator": code, "kode_wilayah": "36.73", "tahun": 2025, "umur": "semua",
            "jenjang": "semua", "jenis_kelamin": sex, "nilai": value} | more  # fmt: skip


def built(official: pl.DataFrame, *figures: dict, allowed=("KPD-05", "PDK-01")) -> pl.DataFrame:
    computed = pl.DataFrame([*figures], schema=types_of(Indikator))
    items = [indicators()[code] for code in allowed]
    return KlasterKla.validate(build_kla(official, computed, items), lazy=True)


FINAL = scores(("kla", "akhir", 705.2), ("kla", "mandiri", 783.4), ("kla_04", "akhir", 28.7))


def test_every_place_has_the_total_and_all_24():
    table = built(FINAL)
    assert table["nomor"].to_list() == list(range(25))
    assert table["nama_indikator"].to_list() == ["Nilai KLA", *INDIKATOR_KLA]
    assert row(table, nomor=5)["alasan"] == "nilai akhir belum ada"


def test_the_six_groups_are_of_3_3_5_6_3_and_4():
    names = [row["klaster"] for row in clusters().values()]
    assert [(name, names.count(name)) for name in dict.fromkeys(names)] == [
        ("kelembagaan", 3), ("hak_sipil", 3), ("keluarga", 5), ("kesehatan", 6),
        ("pendidikan", 3), ("perlindungan_khusus", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "code"), [(4, "KPD-05"), (12, "KES-06"), (13, "KES-07"), (14, "KES-09")]
)
def test_evidence_is_what_the_reference_says(number, code):
    assert row(built(FINAL), nomor=number)["kode_bukti"] == code


@pytest.mark.parametrize(
    ("score", "category"),
    [(0, None), (499.9, None), (500, "Pratama"), (600, "Pratama"), (600.9, "Pratama"),
     (601, "Madya"), (700, "Madya"), (701, "Nindya"), (800, "Nindya"), (801, "Utama"),
     (900, "Utama"), (901, "Kabupaten/Kota Layak Anak"), (1000, "Kabupaten/Kota Layak Anak")],
)  # fmt: skip
def test_the_category_is_that_of_the_total(score, category):
    found = category_of(score)
    assert (found and found["kategori"]) == category
    assert all("Perpres 25/2021" in one["dasar"] for one in categories())


def test_scores_by_stage_and_the_category_of_the_final_one():
    one = row(built(FINAL), nomor=0)
    assert (one["nilai_mandiri"], one["nilai_akhir"], one["kategori"]) == (783.4, 705.2, "Nindya")
    assert one["nilai_lapangan"] is None


def test_a_total_that_nobody_gave_is_not_added_up():
    parts = scores(*((f"kla_{n:02}", "akhir", 25.0) for n in range(1, 25)))
    one = row(built(parts), nomor=0)
    assert (one["nilai_akhir"], one["kategori"]) == (None, None)
    assert one["alasan"] == "nilai akhir belum ada"


def test_a_total_below_all_categories_says_so():
    one = row(built(scores(("kla", "akhir", 321.0))), nomor=0)
    assert (one["kategori"], one["alasan"]) == (None, "nilai akhir di bawah kategori terendah")


def test_two_vintages_are_two_sets():
    both = pl.concat([scores(("kla", "akhir", 600.0), vintage="2025-07"),
                      scores(("kla", "akhir", 710.0), vintage="2025-12")])  # fmt: skip
    found = built(both).filter(nomor=0).select("vintage", "kategori").rows()
    assert found == [("2025-07", "Pratama"), ("2025-12", "Nindya")]


def test_figures_of_both_sexes_speak_for_a_score():
    own = [figure("KPD-05", sex, value) for sex, value in (("L", 97.5), ("P", 96.5), ("L+P", 97.0))]
    aside = [figure("KPD-05", "L", 1.0, umur="0-5"), figure("KPD-05", "L", 2.0, tahun=2024),
             figure("KPD-05", "L", 3.0, kode_wilayah="36.73.04")]  # fmt: skip
    one = row(built(FINAL, *own, *aside), nomor=4)
    assert (one["bukti_l"], one["bukti_p"], one["bukti_lp"]) == (97.5, 96.5, 97.0)
    assert (one["satuan_bukti"], one["alasan"]) == ("%", None)


def test_evidence_that_is_not_there_says_why():
    table = built(FINAL, figure("PDK-01", "L", 50.0), allowed=("KPD-05",))
    assert row(table, nomor=4)["alasan"] == (
        "bukti KPD-05 tidak punya nilai untuk wilayah dan tahun ini"
    )
    hidden = row(table, nomor=9)
    assert (hidden["kode_bukti"], hidden["bukti_l"]) == ("PDK-01", None)
    assert "bukti PDK-01 tidak diterbitkan menurut kelas datanya" in hidden["alasan"]


def test_no_score_is_an_empty_table():
    assert built(scores()).is_empty()


@pytest.mark.parametrize(
    ("lines", "said"),
    [(["1,kelembagaan,,"], "nomor harus 1 sampai 24"),
     ([f"{n},{'angkasa' if n == 7 else 'keluarga'},," for n in range(1, 25)], "nomor 7: klaster")],
)  # fmt: skip
def test_a_mistake_in_the_reference_is_named(tmp_path, monkeypatch, lines, said):
    (tmp_path / "kla").mkdir()
    text = "\n".join(["nomor,klaster,kode_indikator,alasan", *lines])
    (tmp_path / "kla" / "indikator.csv").write_text(text, encoding="utf-8")
    monkeypatch.setenv("TERPILAH_REFERENSI", str(tmp_path))
    kla.clusters.cache_clear()
    try:
        with pytest.raises(BadCatalogue, match=said):
            clusters()
    finally:
        kla.clusters.cache_clear()
