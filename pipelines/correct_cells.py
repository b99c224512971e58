"""Apply the reviewed corrections of known source errors; one that no longer fits fails loudly."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from functools import lru_cache

from openpyxl.utils.cell import coordinate_to_tuple

from pipelines.load_reference import reference_folder
from pipelines.read_cells import cell_text
from pipelines.read_setoran import Sheet
from schemas.temuan import Finding

Correction = Mapping[str, str]


@lru_cache(maxsize=1)
def corrections() -> Sequence[Correction]:
    """koreksi.csv: which cell of which file holds what, and what it has to be, and why."""
    with (reference_folder() / "koreksi.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def correct(sheet: Sheet, label: str, source: str) -> tuple[Sheet, list[Finding]]:
    """The sheet with its known errors put right, and a finding at each of them.

    A cell that no longer holds what the correction expects keeps its content and is a galat:
    the agency has mended the file, and the correction has to go.
    """
    own = [
        c for c in corrections()
        if (c["sumber"], c["lembar"]) == (source, sheet.name) and fnmatch(label, c["berkas"])
    ]  # fmt: skip
    if not own:
        return sheet, []
    rows, findings = [list(row) for row in sheet.rows], []
    for correction in own:
        line, column = (number - 1 for number in coordinate_to_tuple(correction["sel"]))
        inside = line < len(rows) and column < len(rows[line])
        found = cell_text(rows[line][column]) if inside else ""
        fits = found == correction["tertulis"]
        if fits:
            rows[line][column] = correction["menjadi"]
        facts = {name: correction[name] for name in ("tertulis", "menjadi", "alasan")}
        findings.append(
            Finding("K2" if fits else "K3", label, sheet.name, correction["sel"], found, source,
                    fakta=facts)
        )  # fmt: skip
    return replace(sheet, rows=rows), findings
