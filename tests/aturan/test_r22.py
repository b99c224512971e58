"""R22: an imported index that its own components cannot give, whatever was rounded off."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tabel import admission, write_book

from pipelines.admit_setoran import admit
from pipelines.index_human import human_development
from pipelines.read_setoran import Delivery, Setoran
from schemas.indeks import IPM_BPS_2014, Living
from schemas.sources import SOURCES

HEAD = ["Wilayah", "Angka resmi", "Tahun", "Jenis kelamin", "Metode", "Vintage", "Nilai"]
NATION_2022 = {"UHH": "71,85", "HLS": "13,10", "RLS": "8,69",
               "Pengeluaran per kapita disesuaikan": "11479"}  # fmt: skip
NATION_2023 = (
    ("MTF", "P", "0,126"), ("MHPK20", "P", "0,258"),
    ("Keterlibatan perempuan di parlemen", "L+P", "22,14"),
    ("Pendidikan_SMA", "P", "37,60"), ("Pendidikan_SMA", "L", "42,62"),
    ("TPAK", "P", "54,52"), ("TPAK", "L", "84,26"),
)  # fmt: skip


def line(name: str, number: object, sex: str = "L+P", year: int = 2022, **keys: str) -> list:
    method, vintage = keys.get("metode", ""), keys.get("vintage", "")
    return [keys.get("wilayah", "Indonesia"), name, year, sex, method, vintage, number]


def living(**keys) -> list[list]:
    return [line(name, number, **keys) for name, number in NATION_2022.items()]


def unequal() -> list[list]:
    return [line(name, number, sex, 2023) for name, sex, number in NATION_2023]


def found(path: Path, *rows: list):
    return admission(write_book(path / "a.xlsx", [HEAD, *rows]), "indeks_resmi", year="")


def told(path: Path, *rows: list) -> list[tuple[str, str]]:
    return [(finding.aturan, finding.sel) for finding in found(path, *rows).findings]


# --- what is right


def test_the_ipm_that_bps_published_with_its_components_is_no_finding(tmp_path):
    assert told(tmp_path, *living(), line("IPM", "72,91")) == []


def test_nor_is_the_ikg(tmp_path):
    assert told(tmp_path, *unequal(), line("IKG", "0,447", year=2023)) == []


def test_nor_the_ipm_and_ipg_of_both_sexes(tmp_path):
    rows = [line("IPM", "69,19", "P"), line("IPM", "75,98", "L"), line("IPG", "91,06")]
    assert told(tmp_path, *rows) == []


def test_an_index_without_all_its_components_is_held_against_nothing(tmp_path):
    assert told(tmp_path, *living()[:3], line("IPM", "50,00")) == []


def test_expenditure_in_round_ten_thousands_leaves_room(tmp_path):
    """11,30 million of 2019 is 71,925 and was published as 71,92."""
    numbers = ("71,34", "12,95", "8,34", "11300")
    rows = [line(name, n) for name, n in zip(NATION_2022, numbers, strict=True)]
    assert told(tmp_path, *rows, line("IPM", "71,92")) == []
    assert told(tmp_path, *rows, line("IPM", "71,99")) == [("R22", "G6")]


# --- what is not


def test_an_index_of_another_release_than_its_components(tmp_path):
    """72,91 was restated as 73,77 with another life expectancy; beside the old one it is asked.

    The zero of 13,10 is not kept, so 13,05 to 13,15 is what it may stand for.
    """
    admitted = found(tmp_path, *living(), line("IPM", "73,77"))
    (finding,) = admitted.findings
    assert (finding.aturan, finding.tingkat, finding.sel) == ("R22", "peringatan", "G6")
    assert finding.kalimat == (
        "Indeks Pembangunan Manusia, Indonesia, 2022: tertulis 73,77, padahal komponennya "
        "(uhh G2, hls G3, rls G4, pengeluaran_per_kapita G5) memberi 72,91, atau 72,85 sampai "
        "72,97 menurut pembulatannya."
    )
    assert finding.perbaikan == (
        "Pastikan indeks dan komponennya dari terbitan, metode, dan vintage yang sama."
    )
    assert admitted.admitted.height == 5


def test_each_vintage_is_held_against_its_own_components(tmp_path):
    old, new = {"vintage": "2022-11"}, {"vintage": "2023-11"}
    rows = [*living(**old), line("IPM", "72,91", **old), line("IPM", "73,77", **new)]
    assert told(tmp_path, *rows) == []
    exchanged = [*living(**old), line("IPM", "73,77", **old), line("IPM", "72,91", **new)]
    assert told(tmp_path, *exchanged) == [("R22", "G6")]


def test_women_are_held_against_women_and_named_with_what_is_not_established(tmp_path):
    women = [line(name, n, "Perempuan", 2020) for name, n in
             zip(NATION_2022, ("73,46", "13,04", "8,07", "9004"), strict=True)]  # fmt: skip
    assert told(tmp_path, *women, line("IPM", "69,19", "Perempuan", 2020)) == []
    (finding,) = found(tmp_path, *women, line("IPM", "75,98", "Perempuan", 2020)).findings
    assert finding.kalimat.startswith("Indeks Pembangunan Manusia perempuan, Indonesia, 2020:")
    assert finding.perbaikan.endswith("(batas umur harapan hidup menurut jenis kelamin belum "
                                      "dipastikan dari terbitan BPS).")  # fmt: skip


def test_an_ipg_divided_the_other_way_round(tmp_path):
    rows = [line("IPM", "69,19", "P"), line("IPM", "75,98", "L"), line("IPG", "109,81")]
    (finding,) = found(tmp_path, *rows).findings
    assert (finding.aturan, finding.fakta["hitung"]) == ("R22", 91.06)


def test_the_old_ipg_is_not_held_against_the_new_formula(tmp_path):
    old = {"metode": "metode lama"}
    rows = [line("IPM", "69,19", "P", **old), line("IPM", "75,98", "L", **old)]
    assert told(tmp_path, *rows, line("IPG", "66,00", **old)) == []


def test_ikg_computed_as_undp_does_it_is_found(tmp_path):
    """Percent and a constant of 1 give 0,397 for 2023 instead of 0,447."""
    (finding,) = found(tmp_path, *unequal(), line("IKG", "0,397", year=2023)).findings
    assert (finding.aturan, finding.fakta["hitung"]) == ("R22", 0.447)
    assert "dikalibrasi" in finding.perbaikan


def test_components_of_another_file_are_named_with_it(tmp_path):
    source = SOURCES["indeks_resmi"]
    books = {"a.xlsx": living(), "b.xlsx": [line("IPM", "73,77")]}
    sent = [
        Delivery(Setoran(path := write_book(tmp_path / name, [HEAD, *rows]), path.name), source)
        for name, rows in books.items()
    ]
    (finding,) = admit(source, sent).findings
    assert (finding.berkas, finding.sel) == ("b.xlsx", "G2")
    assert finding.fakta["letak"].startswith("uhh a.xlsx!G2, hls a.xlsx!G3")


def test_a_figure_that_goes_back_for_its_unit_is_not_a_component(tmp_path):
    rows = [row if row[1] != "HLS" else line("HLS", "131") for row in living()]
    assert told(tmp_path, *rows, line("IPM", "50,00")) == [("R6S", "G3")]


# --- properties


people = st.tuples(
    st.floats(50, 80), st.floats(8, 16), st.floats(5, 12), st.integers(5_000, 20_000)
)


@given(people, st.sampled_from([-5.3, -5, 5, 5.4]))
def test_rounding_is_never_a_finding_and_five_points_always_are(tmp_path_factory, living, off):
    exact = human_development(IPM_BPS_2014, Living(*living))
    written = [f"{number:.2f}".replace(".", ",") for number in living[:3]]
    rows = [line(n, text) for n, text in zip(NATION_2022, [*written, str(living[3])], strict=True)]
    folder = tmp_path_factory.mktemp("r22")
    right, wrong = (f"{number:.2f}".replace(".", ",") for number in (exact, exact + off))
    assert told(folder, *rows, line("IPM", right)) == []
    assert told(folder, *rows, line("IPM", wrong)) == [("R22", "G6")]
