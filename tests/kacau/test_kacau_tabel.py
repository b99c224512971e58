"""Whatever happens to a table on its way, it is read, returned or refused, and nothing is lost."""

import pytest
from arena import drop_folder, judge, often, spoilt, spoilt_books
from berkas import csv_text, write_workbook
from formulir import FORMS
from hypothesis import given
from hypothesis import strategies as st
from saksi import Seen


@often
@given(spoilt())
def test_a_spoilt_workbook_has_a_known_fate(given_table):
    form, table = given_table
    with drop_folder() as drop:
        label = f"{form.folder}/kacau.xlsx"
        write_workbook(drop / label, [table])
        judge(drop, label, Seen([table], as_text=False))


@often
@given(spoilt(), st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_spoilt_csv_has_a_known_fate(given_table, delimiter, end):
    form, table = given_table
    with drop_folder() as drop:
        label = f"{form.folder}/kacau.csv"
        (drop / form.folder).mkdir(parents=True)
        (drop / label).write_bytes(csv_text(table, delimiter, end).encode("utf-8"))
        judge(drop, label, Seen([table], as_text=True))


@often
@given(spoilt_books(), st.booleans())
def test_a_workbook_of_several_sheets_has_a_known_fate(given_book, hidden):
    form, tables = given_book
    with drop_folder() as drop:
        label = f"{form.folder}/kacau.xlsx"
        write_workbook(drop / label, tables, hidden=range(1, len(tables)) if hidden else ())
        judge(drop, label, Seen(tables, as_text=False))


@pytest.mark.parametrize("name", FORMS)
def test_the_good_files_are_admitted_whole(name):
    form = FORMS[name]
    with drop_folder() as drop:
        label = f"{form.folder}/baik.xlsx"
        write_workbook(drop / label, [form.copy()])
        outcome = judge(drop, label, Seen([form.copy()], as_text=False))
        assert {finding.aturan for finding in outcome.findings} <= {"R17P"}
        assert outcome.admission.returned.is_empty()
