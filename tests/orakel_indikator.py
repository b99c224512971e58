"""Every indicator a second time: the catalogue's TOML and the harmonised rows, in plain loops.

Nothing of the engine is used: definitions are read with tomllib, regions and measures with csv,
and what two sides are missing is compared as sets, not as hashes.
"""

import csv
import math
import re
import tomllib
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path

REFERENCE = Path(__file__).parents[1] / "data" / "referensi"
LEVELS = ["desa", "kecamatan", "kab_kota", "provinsi", "nasional"]
OPEN, Z = 149, 1.959963984540054
WHOLE = (0, OPEN)
FIVE = [*((low, low + 4) for low in range(0, 75, 5)), (75, OPEN)]
PARTS = {"semester": 2, "triwulan": 4, "bulan": 12}
CELL = ("kode_wilayah", "satuan_unit", "umur_min", "umur_max", "jenjang", "pendidikan", "rincian")


def read(folder, name):
    for path in sorted((REFERENCE / folder).glob(name)):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.reader(file)


def catalogue():
    for path in sorted((REFERENCE / "indikator").glob("*.toml")):
        yield from tomllib.loads(path.read_text(encoding="utf-8"))["indikator"]


MEASURES = {row[0]: dict(zip(("satuan", "sifat", "sumber"), (row[2], row[4], row[5]), strict=True))
            for row in read("ukuran", "*.csv")}  # fmt: skip
CODES = [row[0] for row in read("wilayah", "*.csv") if row[0] != "kode"]


def parent(code):
    return code.rpartition(".")[0] or ("00" if code != "00" else None)


CHILDREN = defaultdict(int)
for _code in CODES:
    CHILDREN[parent(_code)] += 1


def level(code):
    return "nasional" if code == "00" else LEVELS[3 - code.count(".")]


def listed(given):
    return [given] if isinstance(given, str) else list(given or [])


def limits(band):
    if band == "semua":
        return WHOLE
    low, _, high = band.rstrip("+").partition("-")
    return int(low), OPEN if band.endswith("+") else int(high or low)


# --- which period stands for the year


def last_month(period):
    """The month a period ends in, counted from year nought."""
    if match := re.fullmatch(r"(\d{4})/(\d{4})", period):
        return int(match[2]) * 12 + 6
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", period):
        return int(match[1]) * 12 + int(match[2]) + date.fromisoformat(period).day / 100
    year, _, part = period.partition("-")
    months = {"S": 6, "T": 3}.get(part[:1], 1)
    return int(year) * 12 + (months * int(part.lstrip("ST")) if part else 12)


def of_the_year(rows):
    series = defaultdict(list)
    for row in rows:
        series[row["sumber"], row["ukuran"], row["tahun"]].append(row)
    for (_, measure, _), own in series.items():
        whole = [row for row in own if row["periode_jenis"] in ("tahun", "tahun_ajaran")]
        if whole or MEASURES[measure]["sifat"] == "stok":
            end = max(last_month(row["periode"]) for row in whole or own)
            yield from (row for row in whole or own if last_month(row["periode"]) == end)
        else:
            yield from summed(own)


def summed(rows):
    """A flow over the parts of its year: all of them or nothing, and no hole among them."""
    cells = defaultdict(list)
    for row in rows:
        kind = (*(row[name] for name in CELL), row["jenis_kelamin"], row["periode_jenis"])
        cells[kind].append(row)
    for parts in cells.values():
        if len({row["periode"] for row in parts}) == PARTS.get(parts[0]["periode_jenis"], 0):
            numbers = [row["jumlah"] for row in parts]
            yield parts[0] | {"jumlah": None if None in numbers else sum(numbers)}


# --- counts by measure, sumber, year and region


def counts(rows):
    """Counts of L, P, L+P and the rest, L+P made from its parts where nobody wrote it."""
    book, cells = defaultdict(list), defaultdict(dict)
    for row in of_the_year(rows):
        key = (row["ukuran"], row["sumber"], row["tahun"], *(row[name] for name in CELL))
        cells[key][row["jenis_kelamin"]] = row["jumlah"]
    for (measure, source, year, place, unit, low, high, *slots), by_sex in cells.items():
        if {"L", "P"} <= by_sex.keys() and not {"L+P", "TB"} & by_sex.keys():
            numbers = list(by_sex.values())
            by_sex["L+P"] = None if None in numbers else sum(numbers)
        for sex, number in by_sex.items():
            book[measure, source, year].append((place, sex, unit, (low, high), slots, number))
    return book


def units(book, measures, source, year):
    """One count per unit: whether it has some of every measure."""
    found = defaultdict(lambda: defaultdict(list))
    for measure in measures:
        for place, _, unit, _, _, number in book.get((measure, source, year), ()):
            if unit:
                found[place, unit][measure].append(number)
    for (place, unit), own in found.items():
        some = [m for m in measures if any(number for number in own.get(m, ()))]
        unknown = any(number is None for numbers in own.values() for number in numbers)
        number = 1 if len(some) == len(measures) else None if unknown else 0
        yield (place, "TB", unit, WHOLE, ["semua"] * 3, number)


# --- one side of an indicator at the regions that reported it


def families(span):
    """The ways to cut an age span that count as one, the best first."""
    low, high = span
    yield [span]
    yield [band for band in ((0, 17), (18, OPEN)) if low <= band[0] and band[1] <= high]
    fives = {*FIVE, *((n, OPEN) for n in range(5, 150, 5))}
    yield [band for band in sorted(fives) if low <= band[0] and band[1] <= high]
    singles = [(n, n) for n in range(150)] + [(n, OPEN) for n in range(1, 150)]
    yield [band for band in singles if low <= band[0] and band[1] <= high]


def tiles(bands, span):
    return sum(high - low + 1 for low, high in bands) == span[1] - span[0] + 1


def readings(cells, side, want_level):
    """Cells grouped by how they were broken down, what was least broken down first."""
    groups = defaultdict(list)
    picks = [set(text.split("|")) for text in listed(side.get("rincian"))] or [set()]
    for band, (jenjang, schooling, broken), unit, number in cells:
        parts = set(broken.split("|")) - {"semua"}
        pick = next((p for p in picks if p <= parts), None)
        wrong = want_level and jenjang != want_level
        if pick is None or wrong or side.get("pendidikan", schooling) != schooling:
            continue
        rest = sorted(parts - pick)
        rank = (not want_level and jenjang != "semua") + 2 * (
            "pendidikan" not in side and schooling != "semua") + 4 * bool(rest)  # fmt: skip
        dims = "|".join(part.partition("=")[0] for part in broken.split("|") if part in rest)
        groups[rank, dims].append((band, unit, number))
    return [group for _, group in sorted(groups.items())]


def answer(cells, side, spans, want_level):
    """(sum, holes) over the spans; None where one of them is not answered."""
    total, holes, known = 0, set(), False
    for span in spans:
        found = best(readings(cells, side, want_level), span)
        if found is None:
            return None
        for band, unit, number in found:
            known |= number is not None
            total += number or 0
            holes |= {(unit, band)} if number is None else set()
    return (total if known else None), frozenset(holes)


def best(groups, span):
    for group in groups:
        for family in families(span):
            own = [cell for cell in group if cell[0] in family]
            if own and tiles({band for band, _, _ in own}, span):
                return own
    return None


def sides(book, side, from_where, spans, want_level):
    """Every region's number of each sex, with whether it is whole and what it misses."""
    source, year = from_where
    names = [side["ukuran"], *listed(side.get("serta"))]
    unit_wise = side.get("tiap_unit")
    raw = units(book, names, source, year) if unit_wise else book.get((names[0], source, year), ())
    cells = defaultdict(list)
    for place, sex, unit, band, slots, number in raw:
        cells[place, sex].append((band, slots, unit, number))
    found = {}
    for (place, sex), own in cells.items():
        if (reply := answer(own, side, spans, want_level)) is not None:
            number, holes = reply
            found[place, sex] = (number, not holes, (place, holes), 0, 0, len(holes))
    return roll_up(found)


def roll_up(found):
    for below, above in pairwise(LEVELS):
        groups = defaultdict(list)
        for (place, sex), entry in found.items():
            if level(place) == below:
                groups[parent(place), sex].append((place, entry))
        for (place, sex), children in groups.items():
            if above == "nasional" and len(children) < 2:
                continue
            own = found.get((place, sex))
            if own is None or own[0] is None:
                found[place, sex] = of_children(place, children)
    return found


def of_children(place, children):
    numbers = [entry[0] for _, entry in children if entry[0] is not None]
    whole = [code for code, entry in children if entry[1]]
    misses = frozenset(code if entry[1] else entry[2] for code, entry in children)
    holes = sum(entry[5] for _, entry in children)
    return (sum(numbers) if numbers else None, len(whole) == CHILDREN[place], misses,
            len(whole), CHILDREN[place], holes)  # fmt: skip


def chosen(by_source):
    """For each region the sumber that speaks: whole before partial, then in the measure's order."""
    result = {}
    for place in {place for found in by_source.values() for place, _ in found}:
        ranked = []
        for order, (source, found) in enumerate(by_source.items()):
            own = {sex: entry for (code, sex), entry in found.items() if code == place}
            if own:
                state = max(2 if e[0] is None else 0 if e[1] else 1 for e in own.values())
                ranked.append((state, order, source, own))
        _, _, source, own = min(ranked, key=lambda each: each[:2])
        result[place] = (source, own)
    return result


# --- the rows of an indicator


def slices(item):
    yield "semua", "semua"
    if "umur" in item.get("rincian", ()):
        bands = [f"{low}-{high}" if high < OPEN else f"{low}+" for low, high in FIVE]
        yield from ((band, "semua") for band in item.get("kelompok_umur", bands))
    if "jenjang" in item.get("rincian", ()):
        yield from (("semua", name) for name in ("PAUD", "SD", "SMP", "SM", "PT"))


def sources(side):
    named = listed(side.get("sumber")) or MEASURES[side["ukuran"]]["sumber"].split(";")
    return [name for name in named if name]


def counted(item, book, year):
    both = [item["pembilang"], *([item["penyebut"]] if "penyebut" in item else [])]
    if not all(sources(side) for side in both):
        return
    for age, jenjang in slices(item):
        found = []
        for side in both:
            bands = [age] if age != "semua" else side.get("umur", ["semua"])
            want = side.get("jenjang") if jenjang == "semua" else jenjang
            spans = [limits(band) for band in bands]
            found.append(chosen({
                name: sides(book, side, (name, year), spans, want) for name in sources(side)
            }))  # fmt: skip
        for place in {place for part in found for place in part}:
            if level(place) in item["tingkat"]:
                yield from values(item, found, place, (year, age, jenjang))


def values(item, found, place, when):
    rows = {}
    for sex in item.get("jenis_kelamin", ["L", "P", "L+P"]):
        pairs = [
            (source, own.get(side.get("jenis_kelamin", sex)))
            for side, (source, own) in zip(
                [item["pembilang"], item.get("penyebut", {})],
                [part.get(place, (None, {})) for part in found], strict=False)
        ]  # fmt: skip
        if any(entry for _, entry in pairs):
            rows[sex] = pairs
    upper = {sex: pairs[0][1][0] for sex, pairs in rows.items() if pairs[0][1]}
    men, women, all_ = (upper.get(sex) for sex in ("L", "P", "L+P"))
    unknown = None not in (men, women, all_) and men + women < all_
    for sex, pairs in rows.items():
        lost = unknown and sex in ("L", "P")
        yield (item["kode"], place, *when, sex, "", ""), value(item, sex, pairs, lost)


def value(item, sex, pairs, unknown):
    (source, above), (other, below) = [*pairs, (None, None)][:2]
    number, share = above and above[0], below and below[0]
    partial = [entry for entry in (above, below) if entry and not entry[1]]
    why = hindrance(item, above, below, partial)
    result = None if why else number * item.get("pengali", 1) / share if share else float(number)
    status = "tidak_tersedia" if why else "sebagian" if partial or unknown else "final"
    cover = above[3] / above[4] if above and above[4] else None
    low = high = None
    if not why and has_interval(item, sex):
        low, high = (item.get("pengali", 1) * edge for edge in wilson(number, share))
    return {
        "tingkat": None, "berlaku": True, "pembilang": number, "penyebut": share, "nilai": result,
        "interval_bawah": low, "interval_atas": high, "status_obs": status, "halangan": why,
        "cakupan": cover, "sumber_pembilang": source if above else None,
        "sumber_penyebut": other if below else None,
    }  # fmt: skip


def hindrance(item, above, below, partial):
    for name, entry in (("pembilang", above), ("penyebut", below)):
        if name == "penyebut" and name not in item:
            return None
        if entry is None or entry[0] is None:
            back = entry is not None and entry[5]
            return f"{name} {'dikembalikan kepada OPD' if back else 'tidak dilaporkan'}"
    if below[0] == 0:
        return "penyebut nol"
    if item.get("proporsi") and above[0] > below[0]:
        return "pembilang lebih besar daripada penyebut"
    if partial and above[2] != below[2]:
        return "bagian yang belum ada pada pembilang dan penyebut berbeda"
    return None


def has_interval(item, sex):
    if not item.get("proporsi") or MEASURES[item["pembilang"]["ukuran"]]["satuan"] == "rupiah":
        return False
    above, below = ({"jenis_kelamin": sex} | item[name] for name in ("pembilang", "penyebut"))
    return above != below


def wilson(part, whole):
    share, square = part / whole, Z * Z / whole
    spread = Z * math.sqrt(share * (1 - share) / whole + square / (4 * whole))
    middle = share + square / 2
    return max(0, (middle - spread) / (1 + square)), min(1, (middle + spread) / (1 + square))


def expected(rows):
    """Every counted row that the catalogue should have, by its key."""
    book = counts(rows)
    years = {year for _, _, year in book}
    return {
        key: row
        for item in catalogue()
        if "pembilang" in item
        for year in sorted(years)
        for key, row in counted(item, book, year)
    }
