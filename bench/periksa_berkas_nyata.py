"""Show what becomes of every file that agencies really published: which sumber, or which refusal.

Run: python bench/periksa_berkas_nyata.py [--csv] [FOLDER [COVER_LETTER]]

One line per file. Ends with 1 when a file is neither read nor refused, or when the numbers read of
it are not those admitted, returned, repeated, summed and not kept together.
"""

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.admit_setoran import FATES, admit
from pipelines.receive_setoran import COVER_LETTER, receive
from schemas.sources import SOURCES
from schemas.temuan import Finding

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "real"
LETTER = ROOT / "tests" / "nyata" / COVER_LETTER
HOME = "36.73"
ANSWERS = "tanggapan"  # a balikan that holds an agency's answers and no number
TITLES = ("berkas", "sumber atau aturan", "alasan", *FATES, "temuan menurut aturan")


@dataclass(frozen=True)
class Line:
    """One file: the sumber that read it, or the rule that refused it, and its numbers by fate."""

    file: str
    source: str = ""
    refusal: Finding | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    rules: Mapping[str, int] = field(default_factory=dict)

    @property
    def outcome(self) -> str:
        return self.refusal.aturan if self.refusal else self.source

    @property
    def wrong(self) -> bool:
        """Whether the file vanished, or a number of it did."""
        read, *fates = (self.numbers.get(fate, 0) for fate in FATES)
        owes = self.refusal is None and self.source != ANSWERS
        return not self.outcome or owes != (read > 0) or read != sum(fates)

    @property
    def cells(self) -> list[str]:
        reason = f"{self.refusal.kalimat} {self.refusal.perbaikan}" if self.refusal else ""
        told = "; ".join(f"{rule} {times}" for rule, times in sorted(self.rules.items()))
        numbers = [str(self.numbers.get(fate, 0)) for fate in FATES]
        return [self.file, self.outcome, reason, *numbers, told]


def lines_of(folder: Path, letter: Path) -> list[Line]:
    """Every file below a folder through the intake, sumber by sumber."""
    reception = receive(folder, HOME, letter)
    lines = {finding.berkas: Line(finding.berkas, refusal=finding) for finding in reception.refused}
    lines |= {setoran.label: Line(setoran.label, ANSWERS) for setoran in reception.answers}
    for code, deliveries in reception.deliveries.items():
        files = [delivery.setoran.label for delivery in deliveries]
        lines |= {line.file: line for line in _read(code, files, reception.deliveries)}
    every = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [lines.get(file, Line(file)) for file in sorted(every)]


def _read(code: str, files: Sequence[str], deliveries: Mapping) -> Iterator[Line]:
    """The files of one sumber, which are held against each other too."""
    if not files:
        return
    admission = admit(SOURCES[code], deliveries[code])
    rules, broken = dict[str, Counter[str]](), dict[str, Finding]()
    for finding in admission.findings:
        rules.setdefault(finding.berkas, Counter())[finding.aturan] += 1
        if finding.rule.family == "berkas" and finding.tingkat == "galat":
            broken[finding.berkas] = finding
    for file in files:
        numbers = admission.by_file.get(file, {})
        yield Line(file, code, broken.get(file), numbers, rules.get(file, {}))


def print_markdown(rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows):
        print("|", " | ".join(cell.replace("|", "\\|") for cell in row), "|")
        if number == 0:
            print("|---" * len(row) + "|")


def main() -> None:
    words = [word for word in sys.argv[1:] if word != "--csv"]
    folder = Path(words[0]) if words else REAL
    letter = Path(words[1]) if len(words) > 1 else LETTER
    lines = lines_of(folder, letter)
    rows = [list(TITLES), *(line.cells for line in lines)]
    if "--csv" in sys.argv[1:]:
        csv.writer(sys.stdout, lineterminator="\n").writerows(rows)
    else:
        print_markdown(rows)
    wrong = [line.file for line in lines if line.wrong]
    read = sum(line.refusal is None for line in lines)
    print(f"\n{len(lines)} berkas: {read} dibaca, {len(lines) - read} ditolak.", file=sys.stderr)
    if wrong:
        raise SystemExit(f"Tidak dapat dipertanggungjawabkan: {', '.join(wrong)}")


if __name__ == "__main__":
    main()
