"""The budget by its ARG tag, and GAP, GBS and budget held together; by hand and a second way."""

from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from openpyxl import load_workbook
from tabel import admission, harmonised_of, rows, write_book

from pipelines.match_statements import match_statements
from pipelines.share_budget import share_budget
from schemas.anggaran_gender import AnggaranGender, KonsistensiPprg

SAMPLE = Path(__file__).parents[1] / "data" / "contoh" / "masuk"
HEAD = ["Kode", "Uraian", "Nama SKPD", "Jenis Belanja", "ARG", "Kategori", "Pagu Murni",
        "Pagu Perubahan", "Realisasi"]  # fmt: skip
BUDGET = [
    ["2.08.02.2.01.0001", "Koordinasi", "DP3A", "Operasi", "Ya", "C", 60, 80, 50],
    ["2.08.02.2.01.0002", "Peralatan", "DP3A", "Modal", "", "", 40, 40, 40],
    ["2.08.06.2.01.0001", "Forum anak", "DP3A", "Operasi", "Ya", "B", 20, 20, 10],
    ["1.01.02.2.01.0005", "Kelas", "Disdik", "Modal", "", "", 700, 710, 690],
    ["1.01.02.2.01.0012", "Beasiswa putri", "Disdik", "Operasi", "Ya", "A", 80, 90, 85],
    ["5.02.02.2.01.0001", "Hibah", "Disdik", "Transfer", "", "", 100, 100, 100],
]


def budget(tmp_path, sheet=BUDGET, head=HEAD) -> pl.DataFrame:
    found = admission(write_book(tmp_path / "anggaran.xlsx", [head, *sheet]), "anggaran")
    return harmonised_of(found)


def valid(table: pl.DataFrame, model) -> pl.DataFrame:
    """The rows as the release will hold them, but for the name of the region."""
    named = table.with_columns(nama_wilayah=pl.lit("Kota Serang"))
    return model.validate(named.select(list(model.to_schema().columns)), lazy=True)


def shares(counts: pl.DataFrame | None) -> pl.DataFrame:
    return valid(share_budget(counts), AnggaranGender)


def one(table: pl.DataFrame, versi="murni", dasar="semua_belanja", **only) -> dict:
    wanted = {"perangkat_daerah": "semua", "urusan": "semua", "kategori": "semua"} | only
    return table.filter(versi=versi, dasar_penyebut=dasar, **wanted).row(0, named=True)


def money(row: dict) -> tuple:
    return row["anggaran_arg"], row["belanja"]


def items(row: dict) -> tuple:
    return row["sub_kegiatan_arg"], row["sub_kegiatan"]


# --- shares


def test_each_version_has_its_own_share(tmp_path):
    found = shares(budget(tmp_path))
    assert money(one(found)) == (160, 1000)
    assert money(one(found, "perubahan")) == (190, 1040)
    assert money(one(found, "realisasi")) == (145, 975)
    assert one(found)["persen_anggaran"] == pytest.approx(16)
    assert items(one(found)) == (3, 6)
    assert one(found)["persen_sub_kegiatan"] == pytest.approx(50)
    assert set(found["status_obs"]) == {"final"}


def test_agencies_and_fields_of_government_add_up_to_the_whole(tmp_path):
    found = shares(budget(tmp_path))
    assert money(one(found, perangkat_daerah="DP3A")) == (80, 120)
    assert money(one(found, perangkat_daerah="Disdik")) == (80, 880)
    assert money(one(found, urusan="2.08")) == (80, 120)
    assert money(one(found, urusan="1.01")) == (80, 780)
    assert money(one(found, perangkat_daerah="Disdik", urusan="5.02")) == (0, 100)
    assert one(found, urusan="5.02")["nama_urusan"] == "Keuangan"
    for versi in ("murni", "perubahan", "realisasi"):
        parts = found.filter(
            pl.col("perangkat_daerah") != "semua",
            pl.col("urusan") != "semua",
            versi=versi,
            kategori="semua",
            dasar_penyebut="semua_belanja",
        )
        for name in ("anggaran_arg", "belanja", "sub_kegiatan_arg", "sub_kegiatan"):
            assert parts[name].sum() == one(found, versi)[name]


@pytest.mark.parametrize(
    ("category", "tagged", "how_many"),
    [("kelembagaan", 60, 1), ("kesetaraan", 20, 1), ("khusus", 80, 1)],
)
def test_categories_are_parts_of_the_whole_budget(tmp_path, category, tagged, how_many):
    row = one(shares(budget(tmp_path)), kategori=category)
    assert money(row) == (tagged, 1000)
    assert items(row) == (how_many, 6)


def test_what_is_tagged_without_a_category_is_shown_as_such(tmp_path):
    sheet = [[*row] for row in BUDGET]
    sheet[0][5] = ""
    found = shares(budget(tmp_path, sheet))
    assert money(one(found, kategori="tidak_diketahui")) == (60, 1000)
    assert found.filter(kategori="tidak_diketahui", perangkat_daerah="Disdik").is_empty()


def test_the_denominator_of_operasi_and_modal_leaves_transfers_out(tmp_path):
    found = shares(budget(tmp_path))
    row = one(found, dasar="operasi_modal")
    assert money(row) == (160, 900)
    assert row["persen_anggaran"] == pytest.approx(100 * 160 / 900)
    assert items(row) == (None, None)


def test_an_unknown_kind_of_spending_leaves_that_denominator_open(tmp_path):
    sheet = [[*row] for row in BUDGET]
    sheet[3][3] = ""
    row = one(shares(budget(tmp_path, sheet)), dasar="operasi_modal")
    assert (row["persen_anggaran"], row["status_obs"]) == (None, "tidak_tersedia")
    assert row["alasan"] == "jenis belanja sebagian sub kegiatan tidak dinyatakan"


def test_a_sub_kegiatan_in_several_rows_is_counted_once_and_its_rupiah_all(tmp_path):
    again = [*BUDGET[0][:3], "Modal", "Ya", "C", 5, 5, 5]
    found = shares(budget(tmp_path, [*BUDGET, again]))
    assert money(one(found)) == (165, 1005)
    assert items(one(found)) == (3, 6)


def test_the_same_sub_kegiatan_of_two_agencies_is_two(tmp_path):
    other = [*BUDGET[0][:2], "Kecamatan Curug", *BUDGET[0][3:]]
    assert items(one(shares(budget(tmp_path, [*BUDGET, other])))) == (4, 7)


# --- what is missing


def test_a_file_without_tags_has_no_share(tmp_path):
    head = [name for name in HEAD if name not in ("ARG", "Kategori")]
    sheet = [[*row[:4], *row[6:]] for row in BUDGET]
    row = one(shares(budget(tmp_path, sheet, head)))
    assert (row["belanja"], row["anggaran_arg"], row["persen_anggaran"]) == (1000, None, None)
    assert (row["status_obs"], row["alasan"]) == (
        "tidak_tersedia", "berkas anggaran tidak memuat tanda ARG",
    )  # fmt: skip


def test_a_tag_that_one_agency_lacks_leaves_the_whole_open_and_the_others_not(tmp_path):
    tagged = budget(tmp_path, BUDGET[:3])
    head = [name for name in HEAD if name not in ("ARG", "Kategori")]
    untagged = budget(tmp_path, [[*row[:4], *row[6:]] for row in BUDGET[3:]], head)
    found = shares(pl.concat([tagged, untagged]))
    assert one(found, perangkat_daerah="DP3A")["persen_anggaran"] == pytest.approx(100 * 80 / 120)
    whole = one(found)
    assert (money(whole), whole["persen_anggaran"]) == ((80, 1000), None)
    assert whole["alasan"] == "sebagian perangkat daerah mengirim anggaran tanpa tanda ARG"


def test_a_realisation_that_some_have_not_reported_is_partial(tmp_path):
    sheet = [[*row] for row in BUDGET]
    sheet[3][8] = ""
    found = shares(budget(tmp_path, sheet))
    whole = one(found, "realisasi")
    assert money(whole) == (145, 285)
    assert (whole["status_obs"], whole["alasan"]) == (
        "sebagian", "realisasi sebagian sub kegiatan belum dilaporkan",
    )  # fmt: skip
    assert one(found, "realisasi", perangkat_daerah="DP3A")["status_obs"] == "final"
    assert one(found)["status_obs"] == "final"


def test_what_went_back_to_its_agency_makes_the_sum_partial(tmp_path):
    sheet = [[*row] for row in BUDGET]
    sheet[3][6] = "tujuh ratus"
    found = shares(budget(tmp_path, sheet))
    whole = one(found)
    assert (whole["status_obs"], whole["alasan"]) == (
        "sebagian", "ada data yang dikembalikan kepada OPD",
    )  # fmt: skip
    assert money(whole) == (160, 300)
    assert one(found, perangkat_daerah="DP3A")["status_obs"] == "final"


def test_a_budget_of_nothing_has_no_share(tmp_path):
    row = one(shares(budget(tmp_path, [[*BUDGET[0][:6], 0, 0, 0]])))
    assert (row["persen_anggaran"], row["alasan"]) == (None, "penyebut nol")


@pytest.mark.parametrize("nothing", [None, rows("ukuran TB\npagu_indikatif 5").head(0)])
def test_without_a_budget_the_table_is_empty_with_its_columns(nothing):
    assert shares(nothing).is_empty()
    assert valid(match_statements(nothing, nothing), KonsistensiPprg).is_empty()


# --- GAP, GBS and budget

GAP = ["Perangkat daerah", "Kode sub kegiatan", "Sub kegiatan", "Isu gender", "Penyebab",
       "Rencana aksi", "PD terkait"]  # fmt: skip
GBS = ["SKPD", "Kode", "Program", "Analisa situasi", "Komponen input", "Keluaran", "Anggaran"]


def statements(tmp_path, gap: list[tuple], gbs: list[tuple]) -> pl.DataFrame:
    """Documents of agency and code; a GBS also has its rupiah."""
    four = [[opd, code, "Kegiatan", "Isu", "Akses", "Aksi", "PD"] for opd, code in gap]
    stated = [[opd, code, "Kegiatan", "L 1 P 2", "Aksi", "Keluaran", n] for opd, code, n in gbs]
    grids = [grid for grid in ([GAP, *four], [GBS, *stated]) if len(grid) > 1]
    found = admission(write_book(tmp_path / "gap.xlsx", *grids), "gap_gbs")
    assert [f.aturan for f in found.findings if f.tingkat == "galat"] == []
    return harmonised_of(found)


def matched(tmp_path, gap, gbs) -> dict[str, dict]:
    table = match_statements(budget(tmp_path), statements(tmp_path, gap, gbs))
    rows = valid(table, KonsistensiPprg).rows(named=True)
    return {row["perangkat_daerah"]: row for row in rows}


COORDINATION, FORUM = "2.08.02.2.01.0001", "2.08.06.2.01.0001"
CLASSES, GRANTS = "1.01.02.2.01.0005", "1.01.02.2.01.0012"


def test_what_is_tagged_is_held_against_its_gap_and_gbs(tmp_path):
    gap = [("DP3A", COORDINATION), ("DP3A", FORUM), ("Disdik", GRANTS)]
    gbs = [("DP3A", COORDINATION, 45), ("Disdik", GRANTS, 90), ("Disdik", CLASSES, 70)]
    found = matched(tmp_path, gap, gbs)
    names = ["sub_kegiatan_arg", "arg_ber_gap", "arg_ber_gbs", "arg_ber_gap_gbs", "gbs_tanpa_tanda",
             "pagu_arg", "anggaran_gbs", "pagu_gbs", "gbs_melebihi_pagu"]  # fmt: skip
    said = {opd: [row[name] for name in names] for opd, row in found.items()}
    assert said == {
        "DP3A": [2, 2, 1, 1, 0, 80, 45, 60, 0],
        "Disdik": [1, 1, 1, 1, 1, 80, 160, 780, 1],
        "semua": [3, 3, 2, 2, 1, 160, 205, 840, 1],
    }
    assert found["semua"]["persen_ber_gap_gbs"] == pytest.approx(100 * 2 / 3)
    assert found["semua"]["persen_gbs"] == pytest.approx(100 * 205 / 840)
    assert {row["status_obs"] for row in found.values()} == {"final"}


def test_documents_that_belong_to_no_budgeted_sub_kegiatan_are_named(tmp_path):
    gap = [("DP3A", ""), ("Disdik", COORDINATION), ("Dinas Baru", FORUM)]
    gbs = [("dp3a  ", COORDINATION, 45), ("DP3A", "2.08.02", 30)]
    found = matched(tmp_path, gap, gbs)
    papers = {opd: (row["dokumen_tanpa_kode"], row["dokumen_tanpa_anggaran"])
              for opd, row in found.items()}  # fmt: skip
    assert papers == {"DP3A": (1, 1), "Disdik": (0, 1), "Dinas Baru": (0, 1), "semua": (1, 3)}
    assert found["DP3A"]["arg_ber_gbs"] == 1
    assert found["semua"]["anggaran_gbs"] == 45


def test_a_side_that_was_not_delivered_is_a_reason_and_no_zero(tmp_path):
    alone = valid(match_statements(budget(tmp_path), None), KonsistensiPprg).filter(
        perangkat_daerah="semua"
    )
    row = alone.row(0, named=True)
    assert (row["sub_kegiatan_arg"], row["arg_ber_gap"], row["persen_ber_gap_gbs"]) == (
        3, None, None,
    )  # fmt: skip
    assert row["alasan"] == "GAP dan GBS tahun ini belum diterima"
    papers = statements(tmp_path, [("DP3A", COORDINATION)], [])
    row = valid(match_statements(None, papers), KonsistensiPprg).row(0, named=True)
    assert (row["sub_kegiatan_arg"], row["pagu_arg"]) == (None, None)
    assert row["alasan"] == "anggaran tahun ini belum diterima"


# --- the sample, a second way


def _sheet() -> list[dict]:
    """The sub kegiatan of the sample's export, read by another program and nothing of ours."""
    sheet = load_workbook(SAMPLE / "anggaran" / "2025" / "sipd_2025.xlsx").active
    grid = [list(row) for row in sheet.iter_rows(values_only=True)]
    (start,) = [n for n, row in enumerate(grid) if row[0] == "Kode"]
    head, body = grid[start], grid[start + 1 :]
    return [dict(zip(head, row, strict=True)) for row in body if row[0].count(".") == 5]


def test_the_sample_gives_what_plain_arithmetic_gives():
    path = SAMPLE / "anggaran" / "2025" / "sipd_2025.xlsx"
    found = shares(harmonised_of(admission(path, "anggaran")))
    titles = {"murni": "Pagu Murni", "perubahan": "Pagu Perubahan", "realisasi": "Realisasi"}
    sums = defaultdict(lambda: [0, 0, 0, 0])
    for line in _sheet():
        tagged, urusan = line["ARG"] == "Ya", line["Kode"][:4]
        for versi, title in titles.items():
            for agency in (line["Nama SKPD"], "semua"):
                for field in (urusan, "semua"):
                    cell = sums[versi, agency, field]
                    cell[0] += line[title] if tagged else 0
                    cell[1] += line[title]
                    cell[2] += tagged
                    cell[3] += 1
    plain = found.filter(kategori="semua", dasar_penyebut="semua_belanja")
    assert plain.height == len(sums)
    for row in plain.rows(named=True):
        expected = sums[row["versi"], row["perangkat_daerah"], row["urusan"]]
        assert [*money(row), *items(row)] == expected
        assert row["persen_anggaran"] == pytest.approx(float(Fraction(*expected[:2]) * 100))
