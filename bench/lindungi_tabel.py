"""Time protection on invented victims of a kota, a province and more; see bench/README.md.

python bench/lindungi_tabel.py SIZE[_bulan[_kecamatan]] [audit]

SIZE is kota, provinsi, nasional_kab_kota or nasional. With _bulan the month of the report is a
further margin, down to kab/kota or to kecamatan. With audit the auditor then looks for what a
reader can work out of it.
"""

import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence

from pipelines.audit.counts import audit_counts
from pipelines.audit.facts import same_age
from pipelines.audit.rules import standard_rules
from pipelines.protect.cells import Protection
from pipelines.protect.links import Cell
from pipelines.protect.plan import hidden_of, level_of, plan_system
from pipelines.protect.readings import protect_readings
from pipelines.protect.rules import margin_of, policy, protected_measures
from schemas.audit import Cell as Told
from schemas.audit import Facts, Known
from schemas.kode import ALL, BULAN
from schemas.perlindungan import LEVELS, Policy
from schemas.wilayah import NATION_CODE

MEASURE = "korban_kekerasan"
SIZES = {
    "kota": (1, 1, 6, 48),
    "provinsi": (1, 27, 155, 1_200),
    "nasional_kab_kota": (38, 514, 0, 30_000),  # published down to kab/kota
    "nasional": (38, 514, 7_285, 30_000),
}
WHOLE = (ALL, ALL)
FORMS = tuple(f"bentuk={form}" for form in ("fisik", "psikis", "seksual", "tppo", "lainnya"))
BANDS = [*(f"{low}-{low + 4}" for low in range(0, 85, 5)), "85+"]  # eighteen
WEIGHTS = [3, 4, 8, 12, 10, 8, 7, 6, 5, 4, 3, 2, 2, 1, 1, 1, 1, 1]
BY_MONTH, LOWEST = "_bulan", "_kecamatan"


def places(provinces: int, towns: int, districts: int) -> list[str]:
    """Codes of kecamatan, or of kab/kota where there are none, spread over the level above."""
    home = [f"{11 + t % provinces}.{1 + t // provinces:02}" for t in range(towns)]
    return (
        home
        if not districts
        else [f"{home[d % towns]}.{1 + d // towns:02}" for d in range(districts)]
    )


def victims(size: str, months: Sequence[str] = ()) -> dict[Cell, int]:
    """The number of every margin of the plan, zeros too; places are as uneven as in real life.

    The months are drawn apart, so that the victims are the same with them and without.
    """
    drawn, reported = random.Random(20261128), random.Random(12)
    provinces, towns, districts, cases = SIZES[size]
    codes = places(provinces, towns, districts)
    share = [drawn.expovariate(1) for _ in codes]
    numbers = Counter[Cell]()
    above = (NATION_CODE,) * (provinces > 1)
    for code in codes:
        for sex in ("L", "P"):
            parts = (*((age, ALL) for age in BANDS), *((ALL, code) for code in (*FORMS, *months)))
            for part in (*parts, WHOLE):
                add(numbers, (*above, code, sex), part, 0)
    for code in drawn.choices(codes, share, k=cases):
        sex = "P" if drawn.random() < 0.85 else "L"
        age, form = drawn.choices(BANDS, WEIGHTS)[0], drawn.choices(FORMS, [9, 6, 7, 2, 1])[0]
        month = [(ALL, reported.choice(months))] if months else []
        for part in (WHOLE, (age, ALL), (ALL, form), *month):
            add(numbers, (*above, code, sex), part, 1)
    return dict(numbers)


def add(numbers: Counter, who: Sequence[str], part: tuple[str, str], many: int) -> None:
    """Count victims of a kecamatan and sex in one margin, there and in all regions above."""
    *above, code, sex = who
    for region in dict.fromkeys((*above, code[:2], code[:5], code)):
        for one in (sex, "L+P"):
            numbers[Cell(MEASURE, region, 2025, *part, one)] += many


def rules_of(asked: str) -> Policy:
    """The rules in force; months go down to kecamatan where that is asked."""
    rules = policy()
    if not asked.endswith(LOWEST):
        return rules
    free = [plan.model_copy(update={"tingkat_terendah": {}}) for plan in rules.rencana]
    return rules.model_copy(update={"rencana": tuple(free)})


def main(asked: str, *, audit: bool) -> None:
    size, monthly, _ = asked.partition(BY_MONTH)
    numbers = victims(size, BULAN if monthly else ())
    rules = rules_of(asked)
    protected = protected_measures(rules)
    start = time.process_time()
    facts, short = plan_system(numbers, rules, protected)
    print(
        f"{asked}: {facts.size} sel, {len(facts.lower)} hubungan, "
        f"{facts.wanted.sum()} dalam rencana"
    )
    found = protect_readings(facts, short)
    say_time(start, f"{found.programmes} program linear, {len(found.exposed)} terbuka")
    planned = [c for c, wanted in zip(sorted(numbers), facts.wanted, strict=False) if wanted]
    say_loss(numbers, planned, hidden_of(numbers, found.hidden))
    if audit:
        start = time.process_time()
        report = audit_counts(told(numbers, planned, found), [], standard_rules())
        say_time(start, f"audit {report.diperiksa}, {len(report.temuan)} temuan")


def say_time(start: float, what: str) -> None:
    used = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{used:.1f} s CPU, puncak {peak:.0f} MiB, {what}", flush=True)


def say_loss(numbers: dict[Cell, int], planned: Sequence[Cell], hidden: set[Cell]) -> None:
    """By level and kind of table how much is shown, of all that is, and of that of 5 and more."""
    table = Counter[tuple]()
    for cell in planned:
        margin = margin_of(cell.umur, cell.rincian, cell.jenis_kelamin)
        key = (level_of(cell.kode_wilayah), margin + " bulan" * (cell.rincian in BULAN))
        enough, shown, many = numbers[cell] >= 5, cell not in hidden, numbers[cell]
        for total in (key, ("semua", "")):
            table[(*total, "semua")] += 1
            table[(*total, "cukup")] += enough
            table[(*total, "terbit")] += shown
            table[(*total, "orang")] += many
            table[(*total, "orang terbit")] += many * shown
    order = [*LEVELS, "semua"]
    for key in sorted({key[:2] for key in table}, key=lambda key: (order.index(key[0]), key[1])):
        said = ", ".join(f"{n} {table[(*key, n)]}" for n in ("semua", "cukup", "terbit"))
        share = 100 * table[(*key, "orang terbit")] / max(table[(*key, "orang")], 1)
        print(f"  {key[0]} {key[1]}: {said}; {share:.0f}% orang dalam sel yang terbit")


def told(numbers: dict[Cell, int], planned: Sequence[Cell], found: Protection) -> Facts:
    """What a reader of the protected table is told."""
    facts = Facts()
    hidden, ample = (hidden_of(numbers, marks) for marks in (found.hidden, found.ample))
    for one in planned:
        cell = Told(*one[:3], one.jenis_kelamin, same_age(one.umur), one.rincian)
        if one in ample:
            facts.absent.add(cell)
            facts.enough[cell] = 5
        elif one in hidden:
            facts.hidden[cell] = "cacah"
        else:
            facts.known[cell] = Known(numbers[one], "cacah")
    return facts


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "provinsi", audit="audit" in sys.argv[2:])
