"""Where the fuzzing happens: how often, in which folder, on which tables, and who judges."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from formulir import FORMS, Form, Table
from gangguan_bentuk import SHAPE
from gangguan_isi import BODY
from hypothesis import settings
from hypothesis import strategies as st
from saksi import Seen, all_is_well
from saksi_balikan import every_address_is_in_the_file, the_balikan_marks_what_was_found
from saksi_hilang import nothing_is_lost
from terima import Outcome, take_in

MANY = os.environ.get("TERPILAH_KACAU")
often = settings(max_examples=int(MANY or 50), derandomize=not MANY)


@contextmanager
def drop_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "masuk"


def spoil(draw, form: Form, most: int) -> Table:
    table = form.copy()
    for accident in draw(st.lists(st.sampled_from([*BODY, *SHAPE]), max_size=most)):
        if table.body and any(table.head):
            accident(draw, table)
            table.story.append(accident.__name__)
    return table


@st.composite
def spoilt(draw, most: int = 4) -> tuple[Form, Table]:
    """A good file after up to `most` accidents."""
    form = FORMS[draw(st.sampled_from(sorted(FORMS)))]
    return form, spoil(draw, form, most)


@st.composite
def spoilt_books(draw) -> tuple[Form, list[Table]]:
    """A good file whose workbook has more sheets: copies of it that are spoilt, or no tables."""
    form = FORMS[draw(st.sampled_from(sorted(FORMS)))]
    tables = [spoil(draw, form, 2) for _ in range(draw(st.integers(1, 3)))]
    notes = Table([], [["Petunjuk pengisian"], ["Isi kolom L dan P"], [2025, 17]])
    tables += draw(st.lists(st.sampled_from([notes, Table([], []), Table([[""]], [[""]])]),
                            max_size=1))  # fmt: skip
    names = draw(st.permutations(["Data", "Data 2", "It's (2025)", "Hasil pemeriksaan"]))
    for table, name in zip(tables, names, strict=False):
        table.name = name
    return form, tables


def judge(drop: Path, label: str, seen: Seen | None = None) -> Outcome:
    """Hold everything against a file's fate that must be true of it; what was in it, if known."""
    outcome = take_in(drop, label)
    every_address_is_in_the_file(outcome)
    the_balikan_marks_what_was_found(outcome)
    all_is_well(outcome, seen)
    if seen:
        nothing_is_lost(outcome, seen)
    return outcome
