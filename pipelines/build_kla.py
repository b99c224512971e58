"""Set the 24 KLA scores beside the computed figures that speak for them, and name the category."""

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

import polars as pl

from pipelines.load_catalogue import BadCatalogue, indicators
from pipelines.load_reference import reference_folder, regions
from schemas.indikator import Indicator
from schemas.klaster_kla import KLASTER, TOTAL_NAME, KlasterKla
from schemas.kode import ALL, BOTH
from schemas.publikasi import key_of, types_of
from schemas.resmi import INDIKATOR_KLA

FOLDER = "kla"
STAGES = {f"nilai_{name}": name for name in ("mandiri", "administrasi", "lapangan", "akhir")}
SEXES = {"L": "bukti_l", "P": "bukti_p", BOTH: "bukti_lp", "TB": "bukti_lp"}
NO_FINAL = "nilai akhir belum ada"
BELOW = "nilai akhir di bawah kategori terendah"
NOT_IN_CATALOGUE = "bukti {} belum ada di katalog indikator"
NOT_PUBLISHED = "bukti {} tidak diterbitkan menurut kelas datanya"
NO_VALUE = "bukti {} tidak punya nilai untuk wilayah dan tahun ini"


def build_kla(
    official: pl.DataFrame, computed: pl.DataFrame, allowed: Collection[Indicator]
) -> pl.DataFrame:
    """The `KlasterKla` table of `ResmiHarmonis` rows of the sumber kla and `Indikator` rows.

    Each region, year and vintage with any score has 25 rows. Evidence is taken of `allowed`
    indicators alone, of all ages and levels together. The total is the one that was
    given: it is not added up from the parts.
    """
    figures = _figures(computed, {item.kode for item in allowed})
    shown = {item.kode: item for item in allowed}
    rows = [
        row for place, scores in _places(official) for row in _rows(place, scores, figures, shown)
    ]
    schema = types_of(KlasterKla)
    names = regions().select(kode_wilayah="kode", nama_wilayah="nama")
    table = pl.DataFrame(rows, schema=schema).drop("nama_wilayah")
    table = table.join(names, on="kode_wilayah", how="left")
    return table.select(list(schema)).sort(key_of(KlasterKla))


def category_of(score: float) -> Mapping[str, str] | None:
    """The category of a total score and its legal source; None below the lowest one.

    Scores between the printed bounds (600,5) belong to the category below.
    """
    reached = [row for row in categories() if score >= float(row["mulai"])]
    return reached[-1] if reached else None


@lru_cache(maxsize=1)
def categories() -> Sequence[Mapping[str, str]]:
    """Categories of the total from the lowest up."""
    return sorted(_read("kategori.csv"), key=lambda row: float(row["mulai"]))


@lru_cache(maxsize=1)
def clusters() -> Mapping[int, Mapping[str, str]]:
    """Cluster and evidence of each KLA indicator; raises BadCatalogue unless all are there once."""
    rows = _read("indikator.csv")
    numbers = [row["nomor"] for row in rows]
    if numbers != [str(n) for n in range(1, len(INDIKATOR_KLA) + 1)]:
        raise BadCatalogue("kla/indikator.csv: nomor harus 1 sampai 24, berurutan, masing-masing "
                           "sekali. Lihat data/referensi/README.md.")  # fmt: skip
    for row in rows:
        if row["klaster"] not in KLASTER:
            raise BadCatalogue(f"kla/indikator.csv nomor {row['nomor']}: klaster "
                               f"“{row['klaster']}” tidak ada.")  # fmt: skip
    return {int(row["nomor"]): row for row in rows}


def _read(name: str) -> list[dict[str, str]]:
    path = reference_folder() / FOLDER / name
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


Place = tuple[str, int, str]  # region, year, vintage
Figures = Mapping[tuple[str, str, int, str], float | None]  # code, region, year, column


def _places(official: pl.DataFrame) -> Iterator[tuple[Place, Mapping[tuple[int, str], float]]]:
    """The scores of each place by number (0 the total) and stage."""
    found: dict[Place, dict[tuple[int, str], float]] = {}
    wanted = ("kode_wilayah", "tahun", "vintage", "indikator", "metode", "nilai")
    for code, year, vintage, name, stage, score in official.select(wanted).iter_rows():
        number = int(name.removeprefix("kla").removeprefix("_") or 0)
        found.setdefault((code, year, vintage), {})[number, stage] = score
    yield from found.items()


def _figures(computed: pl.DataFrame, allowed: Collection[str]) -> Figures:
    rows = computed.filter(
        pl.col("kode_indikator").is_in(list(allowed)), pl.col("jenis_kelamin").is_in(list(SEXES)),
        umur=ALL, jenjang=ALL,
    )  # fmt: skip
    return {
        (code, region, year, SEXES[sex]): value
        for code, region, year, sex, value in rows.select(
            "kode_indikator", "kode_wilayah", "tahun", "jenis_kelamin", "nilai"
        ).iter_rows()
    }


def _rows(
    place: Place, scores: Mapping[tuple[int, str], float], figures: Figures,
    shown: Mapping[str, Indicator],
) -> Iterator[dict]:  # fmt: skip
    for number in range(len(INDIKATOR_KLA) + 1):
        row = {name: scores.get((number, stage)) for name, stage in STAGES.items()}
        why = [] if row["nilai_akhir"] is not None else [NO_FINAL]
        if number:
            cluster = clusters()[number]["klaster"]
            more, lacks = _evidence(place, clusters()[number]["kode_indikator"], figures, shown)
            row |= more | {"nama_indikator": INDIKATOR_KLA[number - 1]}
        else:
            cluster = "nilai"
            more, lacks = _category(row["nilai_akhir"])
            row |= more | {"nama_indikator": TOTAL_NAME}
        code, year, vintage = place
        yield row | {
            "kode_wilayah": code, "tahun": year, "vintage": vintage, "nomor": number,
            "klaster": cluster, "nama_klaster": KLASTER[cluster].label,
            "alasan": "; ".join([*why, *lacks]) or None,
        }  # fmt: skip


def _category(score: float | None) -> tuple[dict, list[str]]:
    if score is None:
        return {}, []
    found = category_of(score)
    if found is None:
        return {}, [BELOW]
    return {"kategori": found["kategori"], "dasar_kategori": found["dasar"]}, []


def _evidence(
    place: Place, code: str, figures: Figures, shown: Mapping[str, Indicator]
) -> tuple[dict, list[str]]:
    """The figures that speak for an indicator, or why there is none."""
    if not code:
        return {}, []
    if code not in shown:
        known = code in indicators()
        return {"kode_bukti": code}, [(NOT_PUBLISHED if known else NOT_IN_CATALOGUE).format(code)]
    found = {name: figures.get((code, *place[:2], name)) for name in SEXES.values()}
    item = shown[code]
    named = {"kode_bukti": code, "nama_bukti": item.nama, "satuan_bukti": item.satuan}
    empty = all(value is None for value in found.values())
    return named | found, [NO_VALUE.format(code)] if empty else []
