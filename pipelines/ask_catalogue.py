"""Write the catalogue as tables: what each indicator asks of the cells, and the rows it has."""

from collections.abc import Iterable, Iterator

import polars as pl

from pipelines.load_catalogue import has_sources, sources_of
from pipelines.load_reference import measures
from pipelines.read_words import age_limits
from schemas.indikator import Indicator, Side
from schemas.kode import ALL, JENJANG

FIVE_YEAR_BANDS = [*(f"{low}-{low + 4}" for low in range(0, 75, 5)), "75+"]
LAST_PERIOD = "@akhir"  # after a flow's name: its last period stands for the year
MONEY = "rupiah"
_TEXTS = pl.List(pl.String)


def counted(catalogue: Iterable[Indicator]) -> list[Indicator]:
    """The indicators made of counts that some contract brings."""
    return [item for item in catalogue if item.pembilang and has_sources(item)]


def requests(catalogue: Iterable[Indicator]) -> pl.DataFrame:
    """What the catalogue asks of the cells: one row per side, slice, age range and sumber."""
    schema = {
        "kode_indikator": pl.String, "sisi": pl.String, "umur": pl.String, "jenjang": pl.String,
        "rentang": pl.Int64, "banyak_rentang": pl.Int64, "ukuran": pl.String, "terdiri": _TEXTS,
        "umur_dari": pl.Int64, "umur_sampai": pl.Int64, "saring_jenjang": pl.String,
        "saring_pendidikan": pl.String, "saring_rincian": pl.String, "sumber": pl.String,
        "urutan_sumber": pl.Int64,
    }  # fmt: skip
    rows = (row for item in counted(catalogue) for row in _requests_of(item))
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def _requests_of(item: Indicator) -> Iterator[tuple]:
    sides = {"pembilang": item.pembilang, "penyebut": item.penyebut}
    for name, side in sides.items():
        if side is None:
            continue
        for age, level in _slices(item):
            ranges = side.umur if age == ALL else (age,)
            for number, span in enumerate(ranges):
                low, high = age_limits(span)
                for order, source in enumerate(sources_of(side)):
                    yield (
                        item.kode, name, age, level, number, len(ranges), cells_of(side, item),
                        list(side.measures), low, high, side.jenjang if level == ALL else level,
                        side.pendidikan, ";".join(side.rincian), source, order,
                    )  # fmt: skip


def cells_of(side: Side, item: Indicator) -> str:
    """The name of the counts a side is made of: a cumulative flow by its last period."""
    flow = measures()[side.ukuran]["sifat"] == "arus" and not side.tiap_unit
    cumulative = item.sifat_periode not in (None, "akumulatif")
    return f"{side.key}{LAST_PERIOD}" if flow and cumulative else side.key


def _slices(item: Indicator) -> Iterator[tuple[str, str]]:
    """The whole, then each age band or school level that the indicator is broken down by."""
    yield ALL, ALL
    if "umur" in item.rincian:
        yield from ((band, ALL) for band in item.kelompok_umur or FIVE_YEAR_BANDS)
    if "jenjang" in item.rincian:
        yield from ((ALL, level) for level in JENJANG if level != ALL)


def outputs(catalogue: Iterable[Indicator]) -> pl.DataFrame:
    """The rows each indicator has: which sex stands in its numerator and denominator."""
    schema = {
        "kode_indikator": pl.String, "jenis_kelamin": pl.String, "jk_pembilang": pl.String,
        "jk_penyebut": pl.String, "pengali": pl.Int64, "proporsi": pl.Boolean,
        "berpenyebut": pl.Boolean, "berselang": pl.Boolean, "tingkat": _TEXTS,
    }  # fmt: skip
    rows = [row for item in counted(catalogue) for row in _outputs_of(item)]
    return pl.DataFrame(rows, schema=schema, orient="row")


def _outputs_of(item: Indicator) -> Iterator[tuple]:
    above, below = item.pembilang, item.penyebut
    for sex in item.jenis_kelamin:
        upper = above.jenis_kelamin or sex if above else sex
        lower = (below.jenis_kelamin or sex) if below else None
        yield (
            item.kode, sex, upper, lower, item.pengali, item.proporsi, below is not None,
            _has_interval(item, upper, lower), list(item.tingkat),
        )  # fmt: skip


def _has_interval(item: Indicator, upper: str, lower: str | None) -> bool:
    """Chance moves a proportion of persons or papers; not one of rupiah, nor a whole of itself."""
    above, below = item.pembilang, item.penyebut
    if not (item.proporsi and above and below):
        return False
    same = above.model_copy(update={"jenis_kelamin": upper}) == below.model_copy(
        update={"jenis_kelamin": lower}
    )
    return not same and measures()[above.ukuran]["satuan"] != MONEY


def official_requests(catalogue: Iterable[Indicator]) -> pl.DataFrame:
    """The imported figures that indicators take over, and which of their rows."""
    schema = {
        "kode_indikator": pl.String, "angka": pl.String, "metode": _TEXTS, "tingkat": _TEXTS,
        "umur_keseluruhan": pl.String, "per_umur": pl.Boolean, "per_jenjang": pl.Boolean,
        "jenis_kelamin": _TEXTS, "satu_jk": pl.String,
    }  # fmt: skip
    rows = [
        (item.kode, item.resmi.angka, list(item.resmi.metode), list(item.tingkat),
         item.resmi.umur, "umur" in item.rincian, "jenjang" in item.rincian,
         list(item.jenis_kelamin), item.jenis_kelamin[0] if len(item.jenis_kelamin) == 1 else None)
        for item in catalogue
        if item.resmi
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")


def derivations(catalogue: Iterable[Indicator]) -> pl.DataFrame:
    """The indicators that are a quotient of other indicators' values, one row per level."""
    schema = {
        "kode_indikator": pl.String, "jenjang": pl.String, "dari": pl.String,
        "jenis_kelamin": pl.String, "jk_pembilang": pl.String, "jk_penyebut": pl.String,
        "pengali": pl.Int64, "tingkat": _TEXTS,
    }  # fmt: skip
    rows = [
        (item.kode, level, base, item.jenis_kelamin[0], item.turunan.pembilang,
         item.turunan.penyebut, item.pengali, list(item.tingkat))
        for item in catalogue
        if item.turunan
        for level, base in item.turunan.dari.items()
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")
