"""Say in words and in SQL what an indicator is: the words for planners, the SQL as it is run."""

from collections.abc import Iterator, Sequence

import polars as pl

from pipelines.ask_catalogue import derivations, official_requests, outputs, requests
from pipelines.compute_indicators import steps
from pipelines.list_availability import dimensions_of, sources_named
from pipelines.load_catalogue import has_sources, indicators, sources_of
from pipelines.load_reference import measures
from schemas.indikator import Indicator, Side
from schemas.kode import ALL, ARAH, DIMENSI, JENIS_KELAMIN, JENJANG, KELAS
from schemas.resmi import ANGKA_MENUNGGU, ANGKA_RESMI

TYPES = {pl.String: "VARCHAR", pl.Int64: "BIGINT", pl.Boolean: "BOOLEAN",
         pl.List(pl.String): "VARCHAR[]"}  # fmt: skip
OVER_TIME = {
    None: "stok memakai keadaan terakhir, arus menjumlahkan bagian tahun yang lengkap",
    "akumulatif": "akumulatif: bagian tahun dijumlahkan bila lengkap",
    "repetitif": "repetitif: periode terakhir mewakili tahunnya",
    "progres_positif": "progres positif: periode terakhir sudah memuat periode sebelumnya",
    "progres_negatif": "progres negatif: periode terakhir mewakili tahunnya",
}


def status_of(item: Indicator) -> str:
    """How its values come about: dihitung, turunan, resmi, or menunggu sumber."""
    if not has_sources(item):
        return "menunggu sumber"
    return "resmi" if item.resmi else "turunan" if item.turunan else "dihitung"


def in_words(item: Indicator) -> Iterator[tuple[str, str]]:
    """What an indicator is, as pairs of a heading and a text, for the people who use it."""
    yield "Definisi", item.definisi
    yield "Interpretasi", item.interpretasi
    yield "Rumus", item.rumus
    yield "Satuan", f"{item.satuan} (pengali {item.pengali})"
    yield "Arah", ARAH[item.arah].label
    yield from _made_from(item)
    yield "Jenis kelamin", ", ".join(f"{sex} ({JENIS_KELAMIN[sex].label})"
                                     for sex in item.jenis_kelamin)  # fmt: skip
    kinds = (DIMENSI[name] for name in ("wilayah", *dimensions_of(item)))
    yield (
        "Rincian yang diharapkan",
        "; ".join(f"{kind.label} [SDS {kind.sds}]" if kind.sds else kind.label for kind in kinds),
    )
    yield "Tingkat", ", ".join(item.tingkat)
    yield "Frekuensi", item.frekuensi.replace("_", " ")
    yield "Periode", OVER_TIME[item.sifat_periode]
    yield "Produsen data", item.opd
    yield "Sumber", ", ".join(sources_named(item)) or "belum ada"
    yield "Kelas data", f"{item.kelas}: {KELAS[item.kelas].label}"
    codes = {name: code for name, code in item.kode_nasional.model_dump().items() if code}
    yield "Kode nasional", "; ".join(f"{n} {code}" for n, code in codes.items()) or "belum ada"
    yield "Dasar", "; ".join(item.dasar) or "–"


def _made_from(item: Indicator) -> Iterator[tuple[str, str]]:
    if item.resmi:
        figure = (ANGKA_RESMI | ANGKA_MENUNGGU)[item.resmi.angka]
        yield "Angka resmi", f"{figure.nama} ({item.resmi.angka})"
    if item.turunan:
        bases = ", ".join(f"{level} dari {code} {indicators()[code].nama}"
                          for level, code in item.turunan.dari.items())  # fmt: skip
        pair = f"nilai {item.turunan.pembilang} ÷ nilai {item.turunan.penyebut}"
        yield "Diturunkan dari", f"{pair}; {bases}"
    for name, side in (("Pembilang", item.pembilang), ("Penyebut", item.penyebut)):
        if side:
            yield name, describe(side)


def describe(side: Side) -> str:
    """A numerator or denominator as one phrase: what is counted, of whom, from which sumber."""
    names = " dan ".join(measures()[name]["nama"] for name in side.measures)
    told = [f"satuan yang memiliki: {names}" if side.tiap_unit else names]
    told += [f"jenis kelamin {side.jenis_kelamin}"] if side.jenis_kelamin else []
    told += [f"umur {' dan '.join(side.umur)}"] if side.umur != (ALL,) else []
    told += [f"jenjang {JENJANG[side.jenjang].label}"] if side.jenjang else []
    told += [f"pendidikan {side.pendidikan}"] if side.pendidikan else []
    told += [f"hanya {' atau '.join(side.rincian)}"] if side.rincian else []
    return f"{', '.join(told)} (sumber: {', '.join(sources_of(side)) or 'belum ada'})"


def script(item: Indicator) -> str:
    """The SQL that computes one indicator from `masukan`, `resmi` and `wilayah`, as it is run.

    First what the indicator asks for, as small tables; then the statements every indicator
    goes through, with their parameters filled in. The result is the table `indikator`.
    """
    bases = [indicators()[code] for code in (item.turunan.dari.values() if item.turunan else ())]
    wanted = [item, *bases]
    tables = {
        "permintaan": requests(wanted), "keluaran": outputs(wanted),
        "permintaan_resmi": official_requests(wanted), "turunan": derivations(wanted),
    }  # fmt: skip
    parts = [_heading(item)]
    parts += [_table(name, table) for name, table in tables.items()]
    parts += [f"{_filled(text.rstrip(), values)};" for text, values in steps()]
    return "\n\n".join(parts) + "\n"


def _heading(item: Indicator) -> str:
    sides = [f"{name}: {text}" for name, text in _made_from(item)]
    lines = [f"{item.kode} {item.nama} ({item.satuan})", f"= {item.rumus}", *sides,
             f"masukan: cacah harmonis setahun; {OVER_TIME[item.sifat_periode]}"]  # fmt: skip
    return "\n".join(f"-- {line}" for line in lines)


def _table(name: str, table: pl.DataFrame) -> str:
    columns = ", ".join(f"{column} {TYPES[kind]}" for column, kind in table.schema.items())
    made = f"CREATE TABLE {name} ({columns});"
    if table.is_empty():
        return made
    rows = ",\n".join(f"    ({', '.join(map(_literal, row))})" for row in table.rows())
    return f"{made}\nINSERT INTO {name} VALUES\n{rows};"


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_literal, value))}]"
    if isinstance(value, float):
        return f"{value!r}e0"  # without an exponent it would be a decimal
    return f"'{value}'" if isinstance(value, str) else str(value).lower()


def _filled(statement: str, values: dict[str, object]) -> str:
    """A statement with its parameters written out, the longest names first."""
    for name in sorted(values, key=len, reverse=True):
        statement = statement.replace(f"${name}", _literal(values[name]))
    return statement
