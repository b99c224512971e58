"""Legislatif: seats and candidates, as a recapitulation by party or as a list of persons."""

from tabel import admission, counts_of, holes_of, write_book

HEAD = [["No", "Partai Politik", "Dapil", "Jumlah Kursi", "", "", "DCT", "", ""],
        ["", "", "", "L", "P", "L+P", "L", "P", "L+P"]]  # fmt: skip
ROSTER = ["No", "Parpol", "Dapil", "Nama", "JK", "Jabatan"]


def sent(tmp_path, rows, **more):
    return admission(write_book(tmp_path / "a.xlsx", rows), "legislatif", **more)


def city(found, **only) -> dict[tuple, int]:
    return {(key[0], key[3]): number for key, number in counts_of(found, **only).items()}


def test_seats_and_candidates_are_added_up_over_parties_and_dapil(tmp_path):
    rows = [[1, "PDIP", "Serang 1", 3, 1, 4, 5, 3, 8], [2, "PDI Perjuangan", "Serang 2", 2, 0, 2,
            4, 2, 6], [3, "PKS", "Serang 1", 1, 1, 2, 3, 3, 6]]  # fmt: skip
    found = sent(tmp_path, [*HEAD, *rows])
    assert found.findings == []
    assert city(found) == {
        ("anggota_dprd", "L"): 6, ("anggota_dprd", "P"): 2, ("anggota_dprd", "L+P"): 8,
        ("calon_dprd", "L"): 12, ("calon_dprd", "P"): 8, ("calon_dprd", "L+P"): 20,
    }  # fmt: skip
    party = city(found, rincian="partai=pdi_perjuangan")
    assert (party["anggota_dprd", "L"], party["anggota_dprd", "P"]) == (5, 1)
    dapil = city(found, rincian="dapil=Serang 1")
    assert (dapil["calon_dprd", "L"], dapil["calon_dprd", "P"]) == (8, 6)


def test_a_written_total_that_is_none_takes_its_line_along(tmp_path):
    rows = [[1, "PKS", "Serang 1", 1, 1, 3, 3, 3, 6], [2, "PKB", "Serang 1", 2, 1, 3, 1, 1, 2]]
    found = sent(tmp_path, [*HEAD, *rows])
    assert [(f.aturan, f.sel, f.fakta["hitung"]) for f in found.findings] == [("R1", "F3", 2)]
    assert set(found.admitted["partai"]) == {"pkb"}
    assert holes_of(found) == {"36.73"}


def test_a_blank_sex_of_a_party_is_no_zero(tmp_path):
    rows = [[1, "PKS", "Serang 1", 1, "", "", 3, 3, 6], [2, "PKB", "Serang 1", 2, 1, 3, 1, 1, 2]]
    found = sent(tmp_path, [*HEAD, *rows])
    assert [(f.aturan, f.sel) for f in found.findings] == [("R8K", "E3")]
    assert set(found.admitted["partai"]) == {"pkb"}


def test_a_list_of_members_is_counted_and_their_names_are_not_read(tmp_path):
    rows = [["ANGGOTA DPRD KOTA SERANG"], ROSTER,
            [1, "Golkar", "Serang 1", "Sri Rekaan", "Perempuan", "Ketua DPRD"],
            [2, "Golkar", "Serang 2", "Budi Rekaan", "Laki-laki", "Anggota DPRD"],
            [3, "PAN", "Serang 2", "Tono Rekaan", "Laki-laki", "anggota"]]  # fmt: skip
    found = sent(tmp_path, rows)
    assert found.findings == []
    assert city(found) == {
        ("anggota_dprd", "L"): 2, ("anggota_dprd", "P"): 1, ("anggota_dprd", "L+P"): 3,
    }  # fmt: skip
    assert "Rekaan" not in str(found.admitted.to_dicts())


def test_the_title_says_that_a_list_is_one_of_candidates(tmp_path):
    rows = [["DAFTAR CALON TETAP (DCT) PEMILU 2024"], ROSTER[:5], [1, "PSI", "Serang 3", "A", "P"],
            [2, "PSI", "Serang 3", "B", "L"]]  # fmt: skip
    found = sent(tmp_path, rows)
    assert city(found)["calon_dprd", "P"] == 1
    assert ("anggota_dprd", "P") not in city(found)


def test_a_list_that_says_neither_is_not_counted_as_one(tmp_path):
    rows = [ROSTER[:5], [1, "PSI", "Serang 3", "A", "P"], [2, "PSI", "Serang 3", "B", "L"]]
    assert [f.aturan for f in sent(tmp_path, rows).findings] == ["B12"]


def test_a_party_that_is_not_on_the_list_goes_back(tmp_path):
    rows = [[1, "Partai Contoh", "Serang 1", 1, 1, 2, 3, 3, 6], [2, "PPP", "Serang 1", 0, 1, 1, 1,
            1, 2]]  # fmt: skip
    found = sent(tmp_path, [*HEAD, *rows])
    assert {(f.aturan, f.sel) for f in found.findings} == {("R17", "B3")}
    assert set(found.admitted["partai"]) == {"ppp"}
