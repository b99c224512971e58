"""Official and derived indicators a second time, from their rows and values in plain loops."""

from collections import defaultdict

from orakel_indikator import catalogue, last_month, listed


def official(figures):
    """Imported figures by key, each with whether it is the one in force."""
    for item in catalogue():
        if "resmi" in item:
            yield from taken_over(item, figures)


def taken_over(item, figures):
    asked = item["resmi"] if isinstance(item["resmi"], dict) else {"angka": item["resmi"]}
    sexes = item.get("jenis_kelamin", ["L", "P", "L+P"])
    found = defaultdict(dict)
    for row in ending_last([r for r in figures if r["indikator"] == asked["angka"]]):
        age = "semua" if row["umur"] == asked.get("umur", "semua") else row["umur"]
        sex = row["jenis_kelamin"]
        if len(sexes) == 1 and sex in (*sexes, "L+P"):
            sex = sexes[0]
        broken = {"umur": age, "jenjang": row["jenjang"]}
        extra = {name for name, code in broken.items() if code != "semua"}
        if (
            sex in sexes
            and row["tingkat"] in item["tingkat"]
            and extra <= {*item.get("rincian", ())}
        ):
            place = (item["kode"], row["kode_wilayah"], row["tahun"], age, row["jenjang"], sex)
            edition = (row["metode"], row["vintage"])
            exact = row["jenis_kelamin"] == sex
            if edition not in found[place] or exact:
                found[place][edition] = row["nilai"]
    order = listed(asked.get("metode"))
    for place, editions in found.items():
        best = min(sorted(editions, key=lambda e: (e[1], e[0]), reverse=True),
                   key=lambda e: order.index(e[0]) if e[0] in order else len(order))  # fmt: skip
        for edition, number in editions.items():
            yield (*place, *edition), (number, edition == best, None)


def ending_last(rows):
    series = defaultdict(list)
    for row in rows:
        series[row["kode_wilayah"], row["tahun"], row["metode"], row["vintage"]].append(row)
    for own in series.values():
        whole = [row for row in own if row["periode_jenis"] in ("tahun", "tahun_ajaran")] or own
        end = max(last_month(row["periode"]) for row in whole)
        yield from (row for row in whole if last_month(row["periode"]) == end)


def derived(computed):
    """Quotients of values already found, by key."""
    for item in catalogue():
        rule = item.get("turunan", {})
        for level, base in rule.get("dari", {}).items():
            pairs = defaultdict(dict)
            for key, row in computed.items():
                sides = (rule["pembilang"], rule["penyebut"])
                if key[0] == base and key[3:5] == ("semua", "semua") and key[5] in sides:
                    pairs[key[1], key[2]][key[5]] = row
            for (place, year), own in pairs.items():
                above, below = (own.get(rule[side]) for side in ("pembilang", "penyebut"))
                key = (item["kode"], place, year, "semua", level, item["jenis_kelamin"][0], "", "")
                yield key, (quotient(above, below), True, None)


def quotient(above, below):
    numbers = [row and row["nilai"] for row in (above, below)]
    if None in numbers or not numbers[1]:
        return None
    return numbers[0] / numbers[1]
