"""Edukasi: outreach down to the RT with its participants, and podcasts with those who watched."""

from tabel import admission, counts_of, harmonised_of, holes_of, write_book

HEAD = [["Kecamatan", "RT/RW", "Triwulan", "Bentuk kegiatan", "Topik", "Jumlah kegiatan",
         "Peserta", "", ""], ["", "", "", "", "", "", "L", "P", "L+P"]]  # fmt: skip
RINCIAN = "bentuk=sosialisasi|topik=perkawinan_anak"


def taken(path, grid):
    return admission(write_book(path, grid), "edukasi")


def row(place="Curug", unit="RT 02/RW 05", men=10, women=20, total=30):
    return [place, unit, "II", "Sosialisasi", "Perkawinan anak", 1, men, women, total]


def test_participants_and_activities_are_counted_by_neighbourhood(tmp_path):
    found = taken(tmp_path / "a.xlsx", [*HEAD, row(), row(unit="RT 03/RW 05", men=1, total=21)])
    counts = counts_of(found, by="satuan_unit", rincian=RINCIAN)
    assert counts == {
        ("peserta_edukasi", "RT 02/RW 05", "2025-T2", "L"): 10,
        ("peserta_edukasi", "RT 02/RW 05", "2025-T2", "P"): 20,
        ("peserta_edukasi", "RT 02/RW 05", "2025-T2", "L+P"): 30,
        ("peserta_edukasi", "RT 03/RW 05", "2025-T2", "L"): 1,
        ("peserta_edukasi", "RT 03/RW 05", "2025-T2", "P"): 20,
        ("peserta_edukasi", "RT 03/RW 05", "2025-T2", "L+P"): 21,
        ("kegiatan_edukasi", "RT 02/RW 05", "2025-T2", "TB"): 1,
        ("kegiatan_edukasi", "RT 03/RW 05", "2025-T2", "TB"): 1,
    }
    assert found.findings == []


def test_a_podcast_has_episodes_and_views_but_no_sex(tmp_path):
    head = ["Wilayah", "Media", "Tema", "Jumlah kegiatan", "Ditonton"]
    rows = [["Kota Serang", "Studio Siniar", "Pengasuhan", 6, 812],
            ["Kota Serang", "radio", "PUG", 4, "-"]]  # fmt: skip
    found = taken(tmp_path / "a.csv.xlsx", [head, *rows])
    assert counts_of(found, rincian="bentuk=siniar|topik=pengasuhan") == {
        ("kegiatan_edukasi", "36.73", "2025", "TB"): 6,
        ("tayangan_edukasi", "36.73", "2025", "TB"): 812,
    }
    radio = counts_of(found, rincian="bentuk=siaran_radio|topik=pengarusutamaan_gender")
    assert radio["tayangan_edukasi", "36.73", "2025", "TB"] == 0


def test_a_wrong_total_holds_back_its_own_neighbourhood_alone(tmp_path):
    found = taken(tmp_path / "a.xlsx", [*HEAD, row(), row(unit="RT 03/RW 05", total=35)])
    assert [(f.aturan, f.sel) for f in found.findings] == [("R1", "I4")]
    assert holes_of(found, by="satuan_unit") == {"RT 03/RW 05"}


def test_the_same_neighbourhood_twice_with_other_numbers_goes_back(tmp_path):
    found = taken(tmp_path / "a.xlsx", [*HEAD, row(), row(men=11, women=21, total=32)])
    assert {"R12"} <= {f.aturan for f in found.findings}
    kept = harmonised_of(found).drop_nulls("jumlah")
    assert set(kept["ukuran"]) == {"kegiatan_edukasi"}


def test_an_unknown_medium_goes_back(tmp_path):
    head = ["Kecamatan", "Media", "Peserta L", "Peserta P"]
    rows = [["Curug", "Podcast", 2, 3], ["Kasemen", "Layar tancap", 20, 30]]
    found = taken(tmp_path / "a.xlsx", [head, *rows])
    assert {(f.aturan, f.sel) for f in found.findings} == {("R17", "B3")}
