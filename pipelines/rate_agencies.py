"""Lay side by side what each agency delivered and did for PUG in a year; shares come last."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.count_agency_measures import count_measures, labels_of
from pipelines.count_deliveries import Ledgers, numbers, owed
from pipelines.load_reference import measures, regions
from pipelines.name_agencies import agencies_of, agency_of, every_agency
from schemas.indikator import Indicator, Indikator
from schemas.kinerja import AVAILABLE, DELIVERED, PARTS, SHARES, KinerjaOpd, Part
from schemas.kode import ALL
from schemas.papan import Duty
from schemas.publikasi import key_of, types_of
from schemas.sumber import Source
from schemas.wilayah import LEVELS

OPEN = "terbuka"
YEAR = "setahun"
Key = tuple[str, int, str]  # region, year, agency
NO_DUTY = "penyampaian: kewajiban hanya dicatat untuk wilayah yang dilayani"
NOT_COMPUTED = "indikator: belum ada yang dihitung"
DELIVERED_RIGHT = "LBG-02"  # computed from the records of the pipeline itself
RECORDS = "catatan_penerimaan"
HALF = "selain penyampaian data hanya dihitung setahun"


@dataclass(frozen=True)
class Evidence:
    """All that the performance of agencies is worked out from, all years together.

    `harmonised` holds the `Harmonis` tables of the sumber of `PARTS` by name, `computed` the
    `Indikator` rows, `home` the code of the region that the deployment serves.
    """

    ledgers: Ledgers
    harmonised: Mapping[str, pl.DataFrame]
    computed: pl.DataFrame
    home: str


def rate_agencies(
    evidence: Evidence, sources: Mapping[str, Source], schedule: Sequence[Duty],
    catalogue: Collection[Indicator], allowed: Collection[str] = (OPEN,),
) -> pl.DataFrame:  # fmt: skip
    """The `KinerjaOpd` table; counts whose class is not `allowed` are left out.

    An agency has a row in every year in which it owed, delivered, or is named by a sumber of
    `PARTS`, and one for each half-year in which something fell due. One more row is of all
    agencies together, each file counted once though two agencies share it.
    """
    delivered = _delivered(evidence, sources, schedule)
    counted = {
        (*key, column): number
        for *key, column, number in count_measures(evidence.harmonised).iter_rows()
    }
    available = _Availability(evidence.computed, catalogue)
    told = _Told(evidence, counted, allowed)
    keys = {key[:3] for key in (*delivered, *counted)}

    def yearly(key: Key) -> dict:
        return _delivery(delivered, key, YEAR, evidence) | available.of(key) | told.of(key)

    rows = [_row(key, YEAR, yearly(key)) for key in keys]
    rows += [
        _row(key[:3], half, _delivery(delivered, key[:3], half, evidence), HALF)
        for key in delivered
        for half in [key[3]]
        if half != YEAR and delivered[key].get("data_wajib")
    ]
    return _finished(_with_agencies_counted(rows), evidence)


def delivery_indicator(rated: pl.DataFrame) -> pl.DataFrame:
    """LBG-02 as `Indikator` rows: of agencies that owed, those with all in time and right.

    One row per region and year in which something was owed.
    """
    whole = rated.filter(kode_opd=every_agency().kode, semester=YEAR)
    depth = pl.col("kode_wilayah").str.count_matches(".", literal=True)
    known = {
        "kode_indikator": pl.lit(DELIVERED_RIGHT), "kode_wilayah": pl.col("kode_wilayah"),
        "tingkat": depth.replace_strict(dict(enumerate(LEVELS)), return_dtype=pl.String),
        "tahun": pl.col("tahun"), "umur": pl.lit(ALL), "jenjang": pl.lit(ALL),
        "jenis_kelamin": pl.lit("TB"), "metode": pl.lit(""), "vintage": pl.lit(""),
        "berlaku": pl.lit(value=True), "pembilang": pl.col("opd_tepat_lolos"),
        "penyebut": pl.col("opd_wajib"), "nilai": pl.col("persen_opd_tepat_lolos"),
        "status_obs": pl.lit("final"), "sumber_pembilang": pl.lit(RECORDS),
        "sumber_penyebut": pl.lit(RECORDS),
    }  # fmt: skip
    types = types_of(Indikator)
    columns = {name: known.get(name, pl.lit(None)).cast(types[name]) for name in types}
    return whole.filter(pl.col("opd_wajib") > 0).select(**columns)


def with_own_indicators(
    computed: pl.DataFrame, rated: pl.DataFrame, catalogue: Collection[Indicator]
) -> pl.DataFrame:
    """The `Indikator` rows with LBG-02 among them, where the catalogue has it."""
    if DELIVERED_RIGHT not in {item.kode for item in catalogue}:
        return computed
    others = computed.filter(pl.col("kode_indikator") != DELIVERED_RIGHT)
    return pl.concat([others, delivery_indicator(rated)])


def unknown_agencies(rated: pl.DataFrame) -> list[str]:
    """Names that opd.csv does not know, for the walidata to settle."""
    return rated.filter(jenis_opd="tidak_dikenal")["perangkat_daerah"].unique().sort().to_list()


def _delivered(
    evidence: Evidence, sources: Mapping[str, Source], schedule: Sequence[Duty]
) -> Mapping[tuple[str, int, str, str], dict[str, int]]:
    """Counts of delivery by region, year, agency and half-year, the whole year among them."""
    found: dict[tuple, dict[str, int]] = {}
    for table in (owed, numbers):
        for row in table(evidence.ledgers, sources, schedule).rows(named=True):
            counts = {name: row[name] for name in row if name in DELIVERED}
            for label in labels_of(agencies_of(row["opd"])):
                for half in {YEAR, row["semester"]}:
                    total = found.setdefault((evidence.home, row["tahun"], label, half), {})
                    for name, count in counts.items():
                        total[name] = total.get(name, 0) + count
    return found


def _delivery(delivered: Mapping, key: Key, half: str, evidence: Evidence) -> dict:
    """What an agency delivered; nothing is known of regions that owe this deployment nothing."""
    if key[0] != evidence.home:
        return {"alasan": [NO_DUTY]}
    counts = dict.fromkeys(DELIVERED, 0) | delivered.get((*key, half), {})
    owing = agency_of(key[2]).own and counts["data_wajib"] > 0
    whole = counts["data_tepat_lolos"] == counts["data_wajib"]
    return counts | {"opd_wajib": int(owing), "opd_tepat_lolos": int(owing and whole)}


class _Availability:
    """Which indicators of an agency have a value of both sexes."""

    def __init__(self, computed: pl.DataFrame, catalogue: Collection[Indicator]):
        self.parted = [item for item in catalogue if {"L", "P"} <= {*item.jenis_kelamin}]
        self.places = set(computed.select("kode_wilayah", "tahun").iter_rows())
        slices = ["kode_indikator", "kode_wilayah", "tahun", "umur", "jenjang"]
        known = computed.filter(
            pl.col("nilai").is_not_null(), pl.col("jenis_kelamin").is_in(["L", "P"])
        )
        both = known.group_by(slices).agg(pl.col("jenis_kelamin").n_unique()).filter(
            jenis_kelamin=2
        )  # fmt: skip
        self.both = set(both.select("kode_indikator", "kode_wilayah", "tahun").iter_rows())

    def of(self, key: Key) -> dict:
        region, year, label = key
        if (region, year) not in self.places:
            return {"alasan_indikator": [NOT_COMPUTED]}
        level = LEVELS[region.count(".")]
        own = [
            i.kode
            for i in self.parted
            if level in i.tingkat and label in labels_of(agencies_of(i.opd))
        ]
        there = sum((code, region, year) in self.both for code in own)
        return dict(zip(AVAILABLE, (len(own), there), strict=True))


@dataclass(frozen=True)
class _Told:
    """What the sumber of `PARTS` say of an agency, and why they say nothing."""

    evidence: Evidence
    counted: Mapping[tuple, int | None]
    allowed: Collection[str]

    def of(self, key: Key) -> dict:
        counts, reasons = {}, []
        for part in PARTS:
            why = [self._why(key, part, column) for column in part.columns]
            for column, reason in zip(part.columns, why, strict=True):
                counts[column] = None if reason else self.counted[*key, column]
            reasons += [f"{part.nama}: {reason}" for reason in dict.fromkeys(filter(None, why))]
        return counts | {"alasan_sumber": reasons}

    def _why(self, key: Key, part: Part, column: str) -> str:
        """Why a count is not there; empty when it is."""
        region, year, _ = key
        kelas = measures()[part.columns[column]]["kelas"]
        if (*key, column) not in self.counted:
            if part.of_owner and any((*key[:2], column) == (*k[:2], k[3]) for k in self.counted):
                return "bukan tugas OPD ini"
            spoken = any(k[:2] == (region, year) and k[3] in part.columns for k in self.counted)
            no = "tidak disebut dalam" if spoken else "belum ada"
            return f"{no} setoran {part.sumber}"
        if kelas not in self.allowed:
            return f"kelas datanya {kelas}, terbit setelah dilindungi"
        returned = self.counted[*key, column] is None
        return "sebagian datanya dikembalikan kepada OPD" if returned else ""


def _row(key: Key, half: str, facts: Mapping, *more: str) -> dict:
    reasons = [*facts.get("alasan", ()), *facts.get("alasan_indikator", ()),
               *facts.get("alasan_sumber", ()), *more]  # fmt: skip
    agency = agency_of(key[2])
    counts = {name: facts.get(name) for name in (*DELIVERED, *AVAILABLE)}
    counts |= {name: facts.get(name) for part in PARTS for name in part.columns}
    return counts | {
        "kode_wilayah": key[0], "tahun": key[1], "perangkat_daerah": key[2], "semester": half,
        "kode_opd": agency.kode or None, "jenis_opd": agency.jenis,
        "alasan": "; ".join(reasons) or None,
    }  # fmt: skip


def _with_agencies_counted(rows: list[dict]) -> Iterator[dict]:
    """The row of all agencies counts them, where theirs say each of itself."""
    every = every_agency().kode
    counts = ("opd_wajib", "opd_tepat_lolos")
    sums: dict[tuple, dict[str, int]] = {}
    for row in rows:
        if row["kode_opd"] != every:
            total = sums.setdefault(_place(row), dict.fromkeys(counts, 0))
            for name in counts:
                total[name] += row[name] or 0
    for row in rows:
        known = row["kode_opd"] == every and row["opd_wajib"] is not None
        yield row | sums.get(_place(row), {}) if known else row


def _place(row: Mapping) -> tuple:
    return row["kode_wilayah"], row["tahun"], row["semester"]


def _finished(rows: Iterable[dict], evidence: Evidence) -> pl.DataFrame:
    schema = types_of(KinerjaOpd)
    table = pl.DataFrame([*rows], schema=schema, orient="row")
    names = regions().select(kode_wilayah="kode", nama_wilayah="nama")
    table = table.drop("nama_wilayah").join(names, on="kode_wilayah", how="left")
    shares = [
        pl.when(pl.col(base) > 0).then(100 * pl.col(part) / pl.col(base)).alias(name)
        for name, (part, base) in SHARES.items()
    ]
    day = evidence.ledgers.as_of
    table = table.with_columns(*shares, per_tanggal=pl.lit(day and day.isoformat(), pl.String))
    return table.select(list(schema)).sort(key_of(KinerjaOpd))
