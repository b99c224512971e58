"""Whatever happens to the bytes of a file, it has a fate that can be told in one sentence."""

from functools import cache

from arena import drop_folder, judge, often
from berkas import csv_text, write_workbook
from formulir import FORMS
from gangguan_berkas import BYTES, repack
from hypothesis import given
from hypothesis import strategies as st


@cache
def workbook_bytes(name: str) -> bytes:
    with drop_folder() as folder:
        write_workbook(folder / "baik.xlsx", [FORMS[name].copy()])
        return (folder / "baik.xlsx").read_bytes()


@st.composite
def spoilt_bytes(draw, suffix: str) -> tuple[str, bytes]:
    name = draw(st.sampled_from(sorted(FORMS)))
    content = csv_text(FORMS[name].table, draw(st.sampled_from(",;"))).encode("utf-8")
    if suffix == ".xlsx":
        content = workbook_bytes(name)
        if draw(st.booleans()):
            return f"{FORMS[name].folder}/kacau.xlsx", repack(draw, content)
    for accident in draw(st.lists(st.sampled_from(BYTES), min_size=1, max_size=3)):
        content = accident(draw, content)
    return f"{FORMS[name].folder}/kacau{suffix}", content


def judge_bytes(label: str, content: bytes) -> None:
    with drop_folder() as drop:
        (drop / label).parent.mkdir(parents=True)
        (drop / label).write_bytes(content)
        judge(drop, label)


@often
@given(spoilt_bytes(".xlsx"))
def test_a_damaged_workbook_is_refused_or_read(file):
    judge_bytes(*file)


@often
@given(spoilt_bytes(".csv"))
def test_a_damaged_csv_is_refused_or_read(file):
    judge_bytes(*file)


MAGICS = (b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<table>")
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")


@often
@given(
    st.binary(max_size=300), st.sampled_from(SUFFIXES),
    st.sampled_from(["penduduk/2025", "", "entah"]), st.sampled_from(MAGICS),
)  # fmt: skip
def test_any_bytes_under_any_name_are_refused_or_read(content, suffix, folder, magic):
    judge_bytes(f"{folder}/kacau{suffix}".lstrip("/"), magic + content)
