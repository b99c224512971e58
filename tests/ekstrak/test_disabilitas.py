"""Disabilitas: persons by kind, sex and age, and those of them who are served or have an aid."""

from tabel import admission, counts_of, holes_of, write_book

HEAD = [["Kecamatan", "Jenis disabilitas", "Penyandang disabilitas", "", "", "Mendapat layanan", "",
         "", "Mendapat alat bantu", "", ""],
        ["", "", *("L", "P", "L+P") * 3]]  # fmt: skip


def taken(path, grid):
    return admission(write_book(path, grid), "disabilitas")


def test_persons_served_and_aided_are_told_apart(tmp_path):
    rows = [["Curug", "tuna netra", 12, 8, 20, 5, 4, 9, 1, 2, 3]]
    found = taken(tmp_path / "a.xlsx", [*HEAD, *rows])
    assert counts_of(found, rincian="ragam=sensorik_netra") == {
        ("penyandang_disabilitas", "36.73.04", "2025", "L"): 12,
        ("penyandang_disabilitas", "36.73.04", "2025", "P"): 8,
        ("penyandang_disabilitas", "36.73.04", "2025", "L+P"): 20,
        ("disabilitas_dilayani", "36.73.04", "2025", "L"): 5,
        ("disabilitas_dilayani", "36.73.04", "2025", "P"): 4,
        ("disabilitas_dilayani", "36.73.04", "2025", "L+P"): 9,
        ("disabilitas_alat_bantu", "36.73.04", "2025", "L"): 1,
        ("disabilitas_alat_bantu", "36.73.04", "2025", "P"): 2,
        ("disabilitas_alat_bantu", "36.73.04", "2025", "L+P"): 3,
    }
    assert found.findings == []


def test_words_of_every_kind_are_read(tmp_path):
    words = [
        "Fisik",
        "daksa",
        "Grahita",
        "Mental",
        "Netra",
        "Sensorik rungu",
        "tuna wicara",
        "Ganda",
    ]
    places = [
        "Curug",
        "Kasemen",
        "Taktakan",
        "Serang",
        "Walantaka",
        "Cipocok Jaya",
        "Curug",
        "Curug",
    ]
    head = [row[:5] for row in HEAD]
    rows = [[place, word, 1, 2, 3] for place, word in zip(places, words, strict=True)]
    found = taken(tmp_path / "a.xlsx", [*head, *rows])
    assert found.findings == []
    assert found.admitted.filter(jenis_kelamin="L").sort("baris")["ragam"].to_list() == [
        "fisik", "fisik", "intelektual", "mental", "sensorik_netra", "sensorik_rungu",
        "sensorik_wicara", "ganda",
    ]  # fmt: skip


def test_more_served_than_there_are_persons_goes_back(tmp_path):
    rows = [["Curug", "Fisik", 12, 8, 20, 5, 4, 9, 0, 0, 0],
            ["Kasemen", "Fisik", 12, 8, 20, 13, 4, 17, 0, 0, 0]]  # fmt: skip
    found = taken(tmp_path / "a.xlsx", [*HEAD, *rows])
    assert [(f.aturan, f.sel, f.nilai) for f in found.findings] == [("R9", "F4", "13")]
    assert "(Laki-laki) tertulis 13, lebih besar" in found.findings[0].kalimat
    assert holes_of(found) == {"36.73.02"}


def test_ages_and_sexes_below_one_another(tmp_path):
    head = ["Kecamatan", "Ragam", "Umur", "JK", "Penyandang disabilitas"]
    rows = [["Curug", "Mental", "0-17", "L", 3], ["Curug", "Mental", "0-17", "P", 4]]
    found = taken(tmp_path / "a.xlsx", [head, *rows])
    assert counts_of(found, rincian="ragam=mental", umur_max=17) == {
        ("penyandang_disabilitas", "36.73.04", "2025", "L"): 3,
        ("penyandang_disabilitas", "36.73.04", "2025", "P"): 4,
    }
