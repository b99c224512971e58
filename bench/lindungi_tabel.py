"""Time protection on invented victims of a kota, a province and more; see bench/README.md.

python bench/lindungi_tabel.py [kota | provinsi | nasional_kab_kota | nasional][_bulan[_kecamatan]]

With _bulan the month of the report is a further margin, down to kab/kota or to kecamatan.
"""

import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence

from pipelines.protect_history import History
from pipelines.protect_links import Cell
from pipelines.protect_plan import hidden_of, plan_readings
from pipelines.protect_readings import protect_readings
from pipelines.protect_rules import margin_of, policy, protected_measures
from schemas.kode import BULAN
from schemas.perlindungan import Policy

MEASURE = "korban_kekerasan"
SIZES = {
    "kota": (1, 1, 6, 48),
    "provinsi": (1, 27, 155, 1_200),
    "nasional_kab_kota": (38, 514, 0, 30_000),  # published down to kab/kota
    "nasional": (38, 514, 7_285, 30_000),
}
ALL = "semua"
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
    for code in codes:
        for sex in ("L", "P"):
            parts = (*((age, ALL) for age in BANDS), *((ALL, code) for code in (*FORMS, *months)))
            for part in (*parts, WHOLE):
                add(numbers, (code, sex), part, 0)
    for code in drawn.choices(codes, share, k=cases):
        sex = "P" if drawn.random() < 0.85 else "L"
        age, form = drawn.choices(BANDS, WEIGHTS)[0], drawn.choices(FORMS, [9, 6, 7, 2, 1])[0]
        month = [(ALL, reported.choice(months))] if months else []
        for part in (WHOLE, (age, ALL), (ALL, form), *month):
            add(numbers, (code, sex), part, 1)
    return dict(numbers)


def add(numbers: Counter, who: tuple[str, str], part: tuple[str, str], many: int) -> None:
    """Count victims of a kecamatan and sex in one margin, there and in all regions above."""
    code, sex = who
    for region in dict.fromkeys((code[:2], code[:5], code)):
        for one in (sex, "L+P"):
            numbers[Cell(MEASURE, region, 2025, *part, one)] += many


def rules_of(asked: str) -> Policy:
    """The rules in force; months go down to kecamatan where that is asked."""
    rules = policy()
    if not asked.endswith(LOWEST):
        return rules
    free = [plan.model_copy(update={"tingkat_terendah": {}}) for plan in rules.rencana]
    return rules.model_copy(update={"rencana": tuple(free)})


def main(asked: str) -> None:
    size, monthly, _ = asked.partition(BY_MONTH)
    numbers = victims(size, BULAN if monthly else ())
    rules = rules_of(asked)
    protected = protected_measures(rules)
    start = time.process_time()
    facts, short = plan_readings(numbers, rules, protected, History())
    print(
        f"{asked}: {facts.size} sel, {len(facts.lower)} hubungan, "
        f"{facts.wanted.sum()} dalam rencana"
    )
    found = protect_readings(facts, short)
    used = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{used:.1f} s CPU, puncak {peak:.0f} MiB, {found.programmes} program linear")
    hidden = hidden_of(numbers, found.hidden)
    planned = {c for c, wanted in zip(sorted(numbers), facts.wanted, strict=False) if wanted}
    table = Counter[tuple]()
    for cell in planned:
        margin = margin_of(cell.umur, cell.rincian, cell.jenis_kelamin)
        month = " bulan" if cell.rincian in BULAN else ""
        key = (cell.kode_wilayah.count("."), margin + month)
        table[(*key, "semua")] += 1
        table[(*key, "cukup")] += numbers[cell] >= 5
        table[(*key, "terbit")] += cell not in hidden
        table[(*key, "orang")] += numbers[cell]
        table[(*key, "orang terbit")] += numbers[cell] * (cell not in hidden)
    for key in sorted({key[:2] for key in table}):
        said = ", ".join(f"{n} {table[(*key, n)]}" for n in ("semua", "cukup", "terbit"))
        share = 100 * table[(*key, "orang terbit")] / max(table[(*key, "orang")], 1)
        print(f"  tingkat {key[0]} {key[1]}: {said}; {share:.0f}% orang dalam sel yang terbit")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "provinsi")
