"""Lembaga layanan: providers are counted by kind and field; what they are called is not read."""

from tabel import admission, counts_of, harmonised_of, holes_of, write_book

HEAD = ["No", "Nama Lembaga", "Jenis Penyedia", "Bidang", "Sesuai standar", "Kecamatan", "Ketua"]


def taken(tmp_path, *rows):
    return admission(write_book(tmp_path / "a.xlsx", [HEAD, *rows]), "lembaga_layanan")


ROWS = [
    [1, "Praktik Psikolog A", "Psikolog", "Konseling", "Ya", "Curug", "Sri Rekaan"],
    [2, "LBH B", "LBH", "bantuan hukum; anak", "Tidak", "Curug", "Sri Rekaan"],
    [3, "Forum C", "LSM", "Pencegahan", "", "Kasemen", "Sri Rekaan"],
]


def test_providers_are_counted_where_they_work_and_have_no_sex(tmp_path):
    assert counts_of(taken(tmp_path, *ROWS)) == {
        ("lembaga_layanan", "36.73.04", "2025", "TB"): 2,
        ("lembaga_layanan", "36.73.02", "2025", "TB"): 1,
        ("lembaga_layanan_terstandar", "36.73.04", "2025", "TB"): 1,
        ("lembaga_layanan_terstandar", "36.73.02", "2025", "TB"): 0,
    }


def test_they_are_counted_by_kind_and_by_each_of_their_fields(tmp_path):
    found = taken(tmp_path, *ROWS)
    key = ("lembaga_layanan", "36.73.04", "2025", "TB")
    assert counts_of(found, rincian="jenis=bantuan_hukum")[key] == 1
    assert counts_of(found, rincian="jenis=komunitas")[key] == 0
    assert counts_of(found, rincian="bidang=bantuan_hukum")[key] == 1
    assert counts_of(found, rincian="bidang=anak")[key] == 1


def test_two_that_look_alike_are_two(tmp_path):
    assert counts_of(taken(tmp_path, ROWS[0], ROWS[0]))[
        "lembaga_layanan", "36.73.04", "2025", "TB"
    ] == 2  # fmt: skip


def test_no_name_is_kept(tmp_path):
    found = taken(tmp_path, *ROWS)
    assert found.findings == []
    told = str([found.admitted.to_dicts(), harmonised_of(found).to_dicts()])
    assert not any(name in told for name in ("Sri Rekaan", "LBH B", "Praktik"))


def test_another_kind_goes_back_and_leaves_a_hole(tmp_path):
    wrong = [4, "Warung D", "Warung", "Konseling", "Ya", "Taktakan", ""]
    found = taken(tmp_path, *ROWS, wrong)
    assert [(f.aturan, f.sel) for f in found.findings] == [("R17", "C5")]
    assert holes_of(found) == {"36.73.06"}


def test_without_a_field_a_provider_still_counts(tmp_path):
    found = taken(tmp_path, [1, "Forum E", "Komunitas", "", "Ya", "Curug", ""])
    key = ("lembaga_layanan", "36.73.04", "2025", "TB")
    assert counts_of(found)[key] == 1
    assert counts_of(found, rincian="bidang=tidak_diketahui")[key] == 1


def test_a_provider_of_no_known_place_leaves_a_hole_in_the_city(tmp_path):
    found = taken(tmp_path, *ROWS, [4, "Forum F", "Komunitas", "Anak", "Ya", "Entah", ""])
    assert [(f.aturan, f.nilai) for f in found.findings] == [("R4", "Entah")]
    assert holes_of(found) == {"36.73"}
