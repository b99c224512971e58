"""Time the audit on invented counts of a kota and of a province in one year.

python bench/audit_rilis.py KABUPATEN KECAMATAN
"""

import sys
import time
from collections.abc import Iterator
from random import Random

from pipelines.audit.counts import audit_counts
from pipelines.audit.rules import Rules
from schemas.audit import Cell, Facts, Known

FORMS, SEXES = ("fisik", "psikis", "seksual", "penelantaran", "lainnya"), ("L", "P")
AGES = ("0-5", "6-12", "13-17", "18-24", "25-59", "60-149")
MEAN = 8  # victims of a kecamatan


def persons(kabupaten: int, kecamatan: int) -> list[tuple[str, str, str, str]]:
    chance = Random(2025)
    places = [f"99.{k:02}.{c:02}" for k in range(kabupaten) for c in range(kecamatan)]
    return [
        (place, chance.choice("LPPPP"), chance.choice(AGES), chance.choice(FORMS))
        for place in places for _ in range(round(chance.expovariate(1 / MEAN)))
    ]  # fmt: skip


def shapes(place: str) -> Iterator[tuple[str, str, str]]:
    """The margins that are published of a place: fewer of a kecamatan than of those above."""
    yield from ((sex, "semua", "semua") for sex in ("L+P", *SEXES))
    yield from (("L+P", "semua", f"tempat={form}") for form in FORMS)
    if place.count(".") < 2:
        yield from ((sex, age, "semua") for sex in ("L+P", *SEXES) for age in AGES)
        yield from ((sex, "semua", f"tempat={form}") for sex in SEXES for form in FORMS)


def published(people: list[tuple[str, str, str, str]]) -> Facts:
    """Small cells hidden, and with one of a table all of that table's kind around it."""
    facts = Facts()
    leaves = sorted({person[0] for person in people})
    for place in sorted({place[:n] for place in leaves for n in (2, 5, 8)}):
        for sex, age, form in shapes(place):
            count = sum(
                one[0].startswith(place) and sex in ("L+P", one[1]) and age in ("semua", one[2])
                and form in ("semua", f"tempat={one[3]}") for one in people
            )  # fmt: skip
            cell = Cell("korban", place, 2025, sex, age, form)
            detail = (sex, age, form) != ("L+P", "semua", "semua")
            if count < 5 or (detail and place.count(".") == 2):
                facts.hidden[cell] = "cacah"
            else:
                facts.known[cell] = Known(count, "cacah")
    return facts


def main() -> None:
    kabupaten, kecamatan = (int(word) for word in sys.argv[1:])
    people = persons(kabupaten, kecamatan)
    facts = published(people)
    wall, cpu = time.perf_counter(), time.process_time()
    report = audit_counts(facts, [], Rules({"korban": 5}))
    took = f"{time.process_time() - cpu:.1f} s CPU, {time.perf_counter() - wall:.1f} s wall"
    kinds = {finding.jenis for finding in report.temuan}
    print(f"{len(people)} persons, {report.diperiksa}, {len(report.temuan)} findings {kinds}")
    print(took)


if __name__ == "__main__":
    main()
