"""The catalogue: complete, specified, and mistakes in it named where they stand."""

import re
from pathlib import Path

import pytest

from pipelines.load_catalogue import BadCatalogue, has_sources, indicators, read_topic
from pipelines.load_reference import measures, reference_folder
from schemas.resmi import ANGKA_RESMI
from schemas.sources import ALL_SOURCES

HERE = Path(__file__).parent
# How many rows each urusan has in the agreed list of indicators.
ROWS = {"KPD": 9, "PDK": 14, "KES": 16, "TKJ": 9, "EKO": 7, "POL": 5, "ASN": 4, "PPA": 8,
        "DIS": 2, "ARG": 3, "LBG": 3, "KLA": 1, "IDX": 4}  # fmt: skip
WAITING = {
    "ASN-04", "EKO-02", "EKO-04", "IDX-04", "KES-11", "KES-12", "KES-13", "KES-14", "KES-15",
    "KES-16", "KPD-09", "LBG-02", "PDK-06", "PDK-08", "PDK-14", "PPA-08", "TKJ-05", "TKJ-08",
    "TKJ-09",
}  # fmt: skip
CODES = {
    "referensi": r"\d{2}\.\d{2}\.\d{3}(\.\d{3})?", "sipd": r"\d{6}",
    "rpjmn": r"\d{2}(\.\d{2}){2,4}", "sdg": r"\d{1,2}\.[0-9a-c]+(\.\d)?(\([abc]\))?",
    "sds": r"\d{8}",
}  # fmt: skip
ENTRY = """urusan = "1.01"
nama_urusan = "Pendidikan"

[[indikator]]
kode = "PDK-99"
nama = "n"
konsep = "k"
definisi = "d"
interpretasi = "i"
rumus = "r"
satuan = "%"
arah = "naik"
tingkat = ["kab_kota"]
frekuensi = "tahunan"
opd = "o"
kelas = "terbuka"
pembilang = { ukuran = "murid" }
"""


def test_every_row_of_the_agreed_list_is_there():
    wanted = {f"{prefix}-{number:02}" for prefix, many in ROWS.items()
              for number in range(1, many + 1)}  # fmt: skip
    assert wanted == set(indicators())
    assert len(wanted) == 85


def test_what_waits_for_a_sumber_is_known():
    assert {code for code, item in indicators().items() if not has_sources(item)} == WAITING


def test_every_indicator_that_can_be_computed_is_specified():
    texts = (path.read_text(encoding="utf-8") for path in HERE.glob("test_spec_*.py"))
    named = {code for text in texts for code in re.findall(r'"([A-Z]{3}-\d{2})"', text)}
    assert set(indicators()) - WAITING <= named


@pytest.mark.parametrize("item", indicators().values(), ids=indicators())
def test_an_indicator_explains_itself_and_its_national_codes_have_their_shape(item):
    for text in (item.definisi, item.interpretasi):
        assert text.endswith(".")
        assert len(text) > 40
    for name, code in item.kode_nasional.model_dump().items():
        assert not code or re.fullmatch(CODES[name], code), (name, code)
    assert item.kelas != "terbuka" or all(
        measures()[m]["kelas"] == "terbuka" for side in item.sides for m in side.measures
    )


def test_every_measure_comes_from_sumber_that_exist():
    named = {name for facts in measures().values() for name in facts["sumber"].split(";") if name}
    assert named <= set(ALL_SOURCES)


def test_every_official_figure_but_components_is_an_indicator_or_a_check():
    used = {item.resmi.angka for item in indicators().values() if item.resmi}
    components = {"ipm", "keterlibatan_parlemen", "tenaga_profesional", "mtf", "mhpk20",
                  "pendidikan_sma", "apk", "apm"}  # fmt: skip
    scores = {name for name in ANGKA_RESMI if name.startswith("kla_")}
    assert set(ANGKA_RESMI) <= used | components | scores


@pytest.mark.parametrize(
    ("wrong", "line", "field", "mend"),
    [
        (('arah = "naik"', 'arah = "datar"'), 12, "arah", "harus salah satu dari 'naik'"),
        (('satuan = "%"\n', ""), 4, "satuan", "isian ini wajib ada"),
        (('opd = "o"', 'opd = "o"\npemilik = "o"'), 16, "pemilik", "isian ini tidak dikenal"),
        (('kode = "PDK-99"', 'kode = "PDK99"'), 5, "kode", "tulis seperti KPD-01"),
        (('"murid"', '"muridd"'), 17, "pembilang", "ukuran “muridd” tidak ada"),
        (('"murid"', '"murid", sumber = "umkm"'), 17, "pembilang", "sumber “umkm” bukan sumber"),
        (('"murid"', '"murid", rincian = "III"'), 17, "pembilang.rincian", "kolom=kode"),
        (('pembilang = { ukuran = "murid" }', 'resmi = "tpakk"'), 17, "resmi", "“tpakk” tidak ada"),
        (('pembilang = { ukuran = "murid" }\n', ""), 4, "", "tepat satu dari pembilang, resmi"),
        (('opd = "o"', 'opd = "o"\ndimensi = ["warna"]'), 16, "dimensi", "warna tidak ada"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_file_line_indicator_field_and_mend(wrong, line, field, mend):
    with pytest.raises(BadCatalogue) as raised:
        read_topic("pendidikan.toml", ENTRY.replace(*wrong))
    sentence = str(raised.value)
    assert sentence.startswith(f"pendidikan.toml baris {line}, indikator PDK")
    assert f", isian {field}: " in sentence or not field
    assert mend in sentence
    assert sentence.endswith("Lihat contoh di CONTRIBUTING.")


def test_every_file_holds_one_urusan_and_only_there():
    texts = [path.read_text(encoding="utf-8")
             for path in (reference_folder() / "indikator").glob("*.toml")]  # fmt: skip
    codes = [re.search(r'^urusan = "(.*)"', text, re.MULTILINE)[1] for text in texts]
    assert len(codes) == len(set(codes))
