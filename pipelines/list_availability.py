"""List what is expected of every indicator and year against what is there, and who owes it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.load_catalogue import has_sources, indicators, sources_of
from schemas.indikator import Indicator
from schemas.ketersediaan import Ketersediaan
from schemas.kode import ALL, DIMENSI, TINGKAT
from schemas.resmi import ANGKA_KLA, ANGKA_RESMI

NOT_SENT = {"pembilang tidak dilaporkan", "penyebut tidak dilaporkan"}
LEVELS = [*TINGKAT, "unit"]


@dataclass(frozen=True)
class Found:
    """What there is of an indicator in a year: of its values, and why others are missing."""

    sexes: Collection[str] = ()
    levels: Collection[str] = ()
    dimensions: Collection[str] = ()
    reasons: Collection[str] = ()


def list_availability(
    catalogue: Iterable[Indicator], computed: pl.DataFrame, allowed: Collection[str]
) -> pl.DataFrame:
    """The `Ketersediaan` table of a catalogue for the years of an `Indikator` frame.

    Of indicators that are not `allowed` in the release it says only that they wait. Levels
    above the widest region that has a complete figure are not owed.
    """
    found, owed = _found(computed), _owed_levels(computed)
    years = sorted(computed["tahun"].unique())
    rows = [
        _row(item, year, found.get((item.kode, year)), owed, shown=item.kode in allowed)
        for item in catalogue
        for year in years
    ]
    schema = {n: c.dtype.type for n, c in Ketersediaan.to_schema().columns.items()}
    return pl.DataFrame(rows, schema=schema)


def sources_named(item: Indicator) -> tuple[str, ...]:
    """The sumber that can bring an indicator, in order; none where no contract does."""
    if item.resmi:
        known = item.resmi.angka in ANGKA_RESMI
        return (("kla" if item.resmi.angka in ANGKA_KLA else "indeks_resmi"),) if known else ()
    parts = (
        [name for side in item.sides for name in sources_of(side)]
        if not item.turunan
        else [name for code in item.turunan.dari.values() for name in _of(code)]
    )
    return tuple(dict.fromkeys(parts))


def _of(code: str) -> tuple[str, ...]:
    return sources_named(indicators()[code])


def dimensions_of(item: Indicator) -> tuple[str, ...]:
    """What an indicator is expected to be broken down by, besides sex and region."""
    return tuple(dict.fromkeys((*item.rincian, *item.dimensi)))


def _found(computed: pl.DataFrame) -> dict[tuple[str, int], Found]:
    known = pl.col("nilai").is_not_null()
    facts = computed.group_by("kode_indikator", "tahun").agg(
        sexes=pl.col("jenis_kelamin").filter(known).unique(),
        levels=pl.col("tingkat").filter(known).unique(),
        umur=(known & (pl.col("umur") != ALL)).any(),
        jenjang=(known & (pl.col("jenjang") != ALL)).any(),
        vintage=(known & (pl.col("vintage") != "")).any(),
        reasons=pl.col("alasan").filter(~known).unique().sort(),
    )
    return {
        (row["kode_indikator"], row["tahun"]): Found(
            row["sexes"], row["levels"],
            [name for name in ("umur", "jenjang", "vintage") if row[name]], row["reasons"],
        )
        for row in facts.rows(named=True)
    }  # fmt: skip


def _owed_levels(computed: pl.DataFrame) -> Sequence[str]:
    """The widest level with a complete counted figure, and those below it."""
    counted = computed.filter(pl.col("pembilang").is_not_null())
    whole = counted.filter(status_obs="final")["tingkat"].unique()
    seen = set(whole) or set(counted["tingkat"].unique()) or {"kab_kota"}
    return LEVELS[min(LEVELS.index(level) for level in seen) :]


def _row(
    item: Indicator, year: int, found: Found | None, owed: Sequence[str], *, shown: bool
) -> dict:
    there = found or Found()
    levels = [level for level in LEVELS if level in item.tingkat and level in owed]
    levels = levels or [level for level in LEVELS if level in item.tingkat]
    status = _status(item, found, shown=shown)
    missing = _missing(item, there, levels)
    if status == "tersedia" and missing:
        status = "sebagian"
    visible = there if shown else Found()
    return {
        "kode_indikator": item.kode, "tahun": year, "nama_indikator": item.nama,
        "status": status, "alasan": _reason(item, status, there, missing), "opd": item.opd,
        "sumber": "; ".join(sources_named(item)) or None, "kelas": item.kelas,
        "jenis_kelamin_diharapkan": ", ".join(item.jenis_kelamin),
        "jenis_kelamin_tersedia": _listed(item.jenis_kelamin, visible.sexes),
        "dimensi_diharapkan": ", ".join(dimensions_of(item)),
        "dimensi_tersedia": _listed(dimensions_of(item), visible.dimensions),
        "tingkat_diharapkan": ", ".join(levels),
        "tingkat_tersedia": _listed(LEVELS, visible.levels),
    }  # fmt: skip


def _listed(wanted: Iterable[str], there: Collection[str]) -> str:
    return ", ".join(name for name in wanted if name in there)


def _status(item: Indicator, found: Found | None, *, shown: bool) -> str:
    if not has_sources(item):
        return "belum_ada_sumber"
    if found is None or (not found.sexes and set(found.reasons) <= NOT_SENT):
        return "belum_disetor"
    if not found.sexes:
        return "tidak_dapat_dihitung"
    return "tersedia" if shown else "menunggu_perlindungan"


def _missing(item: Indicator, there: Found, levels: Sequence[str]) -> list[str]:
    """What is expected and not there, each as the end of a sentence."""
    sexes = [sex for sex in item.jenis_kelamin if sex not in there.sexes]
    ways = [_inside(DIMENSI[name].label) for name in dimensions_of(item)
            if name not in there.dimensions]  # fmt: skip
    places = [level for level in levels if level not in there.levels]
    return [
        *([f"jenis kelamin {', '.join(sexes)}"] if sexes else []),
        *([f"rincian menurut {', '.join(ways)}"] if ways else []),
        *([f"tingkat {', '.join(places)}"] if places else []),
    ]


def _inside(label: str) -> str:
    """A label as it stands inside a sentence: "Kategori ARG" as "kategori ARG"."""
    return f"{label[:1].lower()}{label[1:]}"


def _reason(item: Indicator, status: str, there: Found, missing: Sequence[str]) -> str | None:
    """One Indonesian sentence: what is missing and who mends it; null where nothing is."""
    sources = ", ".join(sources_named(item))
    return {
        "tersedia": None,
        "sebagian": f"Belum ada: {'; '.join(missing)}.",
        "belum_ada_sumber": f"Belum ada sumber yang memuatnya; sepakati dengan {item.opd}.",
        "belum_disetor": f"Belum ada angka yang cukup dari {item.opd}; sumbernya {sources}.",
        "tidak_dapat_dihitung": f"Tidak dapat dihitung: {'; '.join(there.reasons)}.",
        "menunggu_perlindungan": f"Terhitung, tetapi kelas datanya {item.kelas}; "
        "terbit setelah perlindungan tersedia.",
    }[status]
