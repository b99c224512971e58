"""A register judged a second way: one person after the other, in plain Python."""

import csv
import hashlib
import hmac
import io
import re
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path

VILLAGES = {
    line.split(",")[0]
    for path in (Path(__file__).parents[1] / "data/referensi/wilayah").glob("*.csv")
    for line in path.read_text(encoding="utf-8").splitlines()
}
KEY = "rekaan-untuk-pengujian"
SEX = {
    "laki-laki": "L", "perempuan": "P", "wanita": "P", "pria": "L", "l": "L", "w": "P",
    "tidak diketahui": "TT",
}  # fmt: skip
MARRIED = {"belum kawin": False, "kawin": True, "cerai hidup": True, "cerai mati": True}
YES = {"ya": True, "sudah": True, "tidak": False, "belum": False}
LISTS = {"status_kawin": MARRIED, "status_rekam_ktp": YES, "akta_kelahiran": YES, "kia": YES}
REFUSING = {"T3", "T2", "R21", "R4", "R3", "R3P", "R11", "T1", "R12", "K6"}
BANDS = [(low, low + 4) for low in range(0, 75, 5)] + [(75, 149)]


def read_date(text):
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def age_on(born, day):
    years = day.year - born.year
    return years if (day.month, day.day) >= (born.month, born.day) else years - 1


def place(code):
    dotted = code if "." in code else ".".join((code[:2], code[2:4], code[4:6], code[6:]))
    return dotted if dotted in VILLAGES and len(dotted) == 13 else None


def faults_of(row, seen_sexes, reference):
    """The (rule, column) pairs of one row, without those that other rows decide."""
    found = {(nik_fault(bare_nik(row)), "nik"), (birth_fault(row, reference), "tanggal_lahir")}
    found.discard((None, "nik"))
    found.discard((None, "tanggal_lahir"))
    code = row["kode_wilayah"].strip()
    if not place(code):
        found.add(("R4" if code else "T3", "kode_wilayah"))
    found |= sex_faults(row["jenis_kelamin"].strip().lower(), seen_sexes)
    for name, words in LISTS.items():
        if row[name] and row[name].strip().lower() not in words:
            found.add(("T2", name))
    return found | clues_of(bare_nik(row), row, seen_sexes)


def bare_nik(row):
    return row["nik"].strip().lstrip("'")


def is_whole(nik):
    return len(nik) == 16 and nik.isdigit()


def nik_fault(nik):
    if not nik:
        return "T3"
    if re.fullmatch(r"\d{1,15}|\d+([.,]\d+)?[eE]\+?\d+|\d+[.,]\d*", nik):
        return "R21"
    if not is_whole(nik):
        return "T2"
    return "R21" if nik.endswith("0000") else None


def birth_fault(row, reference):
    text = row["tanggal_lahir"].strip()
    born = read_date(text)
    if not text:
        return "T3"
    if born is None or born > reference:
        return "R11"
    return "T1" if age_on(born, reference) > 125 else None


def sex_faults(word, seen):
    if not word:
        return {("T3", "jenis_kelamin")}
    if word == "p":
        return set() if seen & {"l", "w"} else {("R3P", "jenis_kelamin")}
    # a W is the partner of P, and beside an L it is no code
    return set() if word in SEX and not (word == "w" and "l" in seen) else {("R3", "jenis_kelamin")}


def sex_of(word, seen):
    if word == "p":
        return "P" if "l" in seen else "L" if "w" in seen else None
    return None if word == "w" and "l" in seen else SEX.get(word)


def clues_of(nik, row, seen_sexes):
    """What a NIK says beside the columns: sex, birth date, place of first registration."""
    if not is_whole(nik):
        return set()
    found, day, born = set(), int(nik[6:8]), read_date(row["tanggal_lahir"].strip())
    sex = sex_of(row["jenis_kelamin"].strip().lower(), seen_sexes)
    if sex in ("L", "P") and sex != ("P" if day > 40 else "L"):
        found.add(("R14", "jenis_kelamin"))
    stated = f"{day - 40 if day > 40 else day:02}{nik[8:12]}"
    if born and stated != born.strftime("%d%m%y"):
        found.add(("R14", "tanggal_lahir"))
    if f"{nik[:2]}.{nik[2:4]}.{nik[4:6]}" not in VILLAGES:
        found.add(("R14W", "nik"))
    return found


def persons(text, separator, reference):
    """Every record below the header: its row, its cells, its faults, and what became of it."""
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    head = [name.strip().lower().replace(" ", "_") for name in records[0]]
    rows = []
    for number, record in enumerate(records[1:], start=2):
        if not any(cell.strip() for cell in record):
            continue
        broken = len(record) != len(head)
        rows.append((number, None if broken else dict(zip(head, record, strict=True))))
    seen = {row["jenis_kelamin"].strip().lower() for _, row in rows if row}
    judged = [(n, row, faults_of(row, seen, reference) if row else {("K6", "")}) for n, row in rows]
    return with_twins(judged, seen)


def content(row, faults, seen):
    words = [row[name].strip().lower() for name in ("status_kawin",)]
    flags = [YES.get(row[n].strip().lower()) for n in ("status_rekam_ktp", "akta_kelahiran", "kia")]
    return (
        place(row["kode_wilayah"].strip()), sex_of(row["jenis_kelamin"].strip().lower(), seen),
        read_date(row["tanggal_lahir"].strip()), MARRIED.get(words[0]) is None or words[0],
        *flags, frozenset(faults),
    )  # fmt: skip


def with_twins(judged, seen):
    """Add R12 to rows of one NIK that differ; later copies of the same row become repeats."""
    whole = {n: bare_nik(row) for n, row, _ in judged if row and is_whole(bare_nik(row))}
    groups = defaultdict(list)
    for number, row, faults in judged:
        if number in whole:
            groups[whole[number]].append((number, content(row, faults, seen)))
    differing, repeats = set(), set()
    for group in groups.values():
        if len({facts for _, facts in group}) > 1:
            differing |= {number for number, _ in group}
        else:
            repeats |= {number for number, _ in group[1:]}
    ruined = len(whole) >= 20 and all(nik.endswith("0") for nik in whole.values())
    zeros = set(whole) if ruined else set()
    return [
        (
            number, row,
            faults | ({("R12", "nik")} if number in differing else set())
            | ({("R21", "nik")} if number in zeros else set()),
            number in repeats, seen,
        )
        for number, row, faults in judged
    ]  # fmt: skip


def tally(judged):
    """(rule, column) -> row numbers, repeats under R12S."""
    found = defaultdict(list)
    for number, _, faults, repeat, _ in judged:
        for fault in faults:
            found[fault].append(number)
        if repeat:
            found["R12S", "nik"].append(number)
    return dict(found)


def is_refused(faults):
    return any(rule in REFUSING for rule, _ in faults)


def admitted(judged, reference):
    """The persons an extract must hold: key, place, sex, birth, age, statuses, row."""
    for number, row, faults, repeat, seen in judged:
        if repeat or is_refused(faults):
            continue
        nik = bare_nik(row)
        born = read_date(row["tanggal_lahir"].strip())
        key = hmac.new(KEY.encode(), nik.encode(), hashlib.sha256).hexdigest()[:32]
        yield (
            key, place(row["kode_wilayah"].strip()),
            sex_of(row["jenis_kelamin"].strip().lower(), seen), born, age_on(born, reference),
            row["status_kawin"].strip().lower().replace(" ", "_") or None,
            *(
                {True: "ya", False: "tidak"}.get(YES.get(row[n].strip().lower()))
                for n in ("status_rekam_ktp", "akta_kelahiran", "kia")
            ),
            number,
        )  # fmt: skip


def count(people):
    """(measure, village, sex, band) -> persons; (measure, village) of those it is not known of."""
    counts, unsure = Counter(), set()
    people = list(people)
    has = [any(person[at] for person in people) for at in (5, 6, 7, 8)]
    for _, village, sex, _, age, married, recorded, certificate, card, _ in people:
        band = next(b for b in BANDS if b[0] <= age <= b[1])
        counts["penduduk", village, sex, band] += 1
        owes = True if age >= 17 else None if married is None else married != "belum_kawin"
        facts = {
            "wajib_ktp": owes if has[0] else "absen",
            "rekam_ktp": both(owes, recorded) if has[0] and has[1] else "absen",
            "anak_0_17": age <= 17,
            "anak_berakta": both(age <= 17, certificate) if has[2] else "absen",
            "anak_0_16": age <= 16,
            "pemilik_kia": both(age <= 16, card) if has[3] else "absen",
        }
        for measure, fact in facts.items():
            if fact is True:
                counts[measure, village, sex, (0, 149)] += 1
            if fact is None:
                unsure.add((measure, village))
        if sex == "TT":
            unsure |= {(m, village) for m, fact in facts.items() if fact is True}
            unsure.add(("penduduk", village))
    return counts, unsure


def both(owes, status):
    if owes is False or status == "tidak":
        return False
    return None if owes is None or status is None else True
