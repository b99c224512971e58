"""Admit a sumber's setoran by whole sel data; what fails goes back with address, rule and fix."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from pipelines.check_identity import same_person_twice
from pipelines.check_relations import Blame, check_contract, check_relations, check_total_rows
from pipelines.count_rows import are_counted, sel_data
from pipelines.harmonise_counts import harmonise
from pipelines.harmonise_official import check_official
from pipelines.harmonise_targets import check_targets
from pipelines.map_elements import SOURCE as ELEMENTS
from pipelines.map_elements import refuse_sensitive
from pipelines.match_layout import Match, match_sheets
from pipelines.read_periods import read_period
from pipelines.read_setoran import Delivery
from pipelines.resolve_regions import resolve_rows
from pipelines.type_columns import type_columns
from pipelines.unfold_rows import unfold
from schemas.harmonis import CELL
from schemas.sumber import PERIOD, PROVENANCE, Source
from schemas.temuan import BrokenFile, Finding


@dataclass(frozen=True)
class Admission:
    """What became of one sumber's setoran, all years together.

    `admitted` and `returned` hold the contract's columns plus `_id`. Numbers whose class is
    refused stand in neither: they are not kept at all.
    """

    source: Source
    admitted: pl.DataFrame
    returned: pl.DataFrame
    findings: Sequence[Finding]
    tally: Mapping[str, int]  # what became of every number that was read
    out_of_scope: int = 0  # of those admitted, how many no measure takes in

    @property
    def cells_read(self) -> int:
        return self.tally["dibaca"]

    @property
    def years(self) -> list[int]:
        both = pl.concat([self.admitted["tahun"], self.returned["tahun"]])
        return sorted(both.drop_nulls().unique().to_list())


@dataclass
class _Ledger:
    """The findings so far and the rows they hold back."""

    findings: list[Finding] = field(default_factory=list)
    blamed: set[int] = field(default_factory=set)
    out_of_scope: int = 0

    def enter(self, blames: Sequence[Blame]) -> None:
        for finding, rows in blames:
            self.findings.append(finding)
            if finding.tingkat == "galat":
                self.blamed |= rows

    def clear_rows(self, rows: pl.DataFrame) -> pl.DataFrame:
        return rows.filter(~pl.col("_id").is_in(list(self.blamed)))


def admit(source: Source, deliveries: Sequence[Delivery]) -> Admission:
    """Read, type, check and split all setoran of one sumber.

    A broken file adds its one finding and nothing else; the others go on.
    """
    ledger = _Ledger()
    read = _read_all(source, deliveries, ledger)
    ledger.enter(check_total_rows(read, source))
    own = read.filter(~pl.col("_total")).drop("_total")
    once = _drop_repeats(own, source, ledger).drop("_kunci")
    kept = _drop_sensitive(once, source, ledger)
    ledger.enter(check_contract(ledger.clear_rows(kept), source))
    _check_meaning(_spread(kept, source, ledger), source, ledger)
    good = _spread(kept, source, ledger)
    rest = kept.join(good, on="_id", how="anti", maintain_order="left")
    bad = _placed_as_far_as_known(rest, source)
    tally = {
        "dibaca": read.height,
        "diterima": good.height,
        "dikembalikan": bad.height,
        "baris jumlah": read.height - own.height,
        "baris kembar": own.height - once.height,
        "elemen sensitif": once.height - kept.height,
    }
    findings = _told_once(ledger.findings)
    return Admission(source, good, bad, findings, tally, ledger.out_of_scope)


def _read_all(source: Source, deliveries: Sequence[Delivery], ledger: _Ledger) -> pl.DataFrame:
    """The typed rows of all files, numbered throughout."""
    frames = [_no_rows(source)]
    for delivery in deliveries:
        try:
            frames.append(_read(delivery, ledger, _next_id(frames, 0)))
        except BrokenFile as broken:
            ledger.findings.append(broken.finding)
    return pl.concat(frames)


def _next_id(frames: Sequence[pl.DataFrame], start: int) -> int:
    """A row number that none of the frames has; blanks leave gaps, so heights do not tell."""
    highest = [frame["_id"].max() for frame in frames if not frame.is_empty()]
    return max((int(number) + 1 for number in highest), default=start)  # type: ignore[arg-type]


def _read(delivery: Delivery, ledger: _Ledger, offset: int) -> pl.DataFrame:
    """Typed rows of one file, numbered from `offset`."""
    frames = []
    for match in match_sheets(delivery.setoran, delivery.source):
        frames.append(_read_sheet(delivery, match, ledger, _next_id(frames, offset)))
    rows = pl.concat(frames)
    ledger.findings += _years_beside_their_folder(rows, delivery)
    # a row whose own year is unreadable is missing from the only year the file speaks of
    known = rows.filter(pl.col("tahun").is_not_null()).unique(["tahun", "periode"])
    if known.height == 1:
        (only,) = known.select("tahun", *PERIOD).rows(named=True)
        rows = rows.with_columns(
            pl.col(name).fill_null(pl.lit(value, dtype=rows.schema[name]))
            for name, value in only.items()
        )
    return rows


def _read_sheet(delivery: Delivery, match: Match, ledger: _Ledger, offset: int) -> pl.DataFrame:
    raw = unfold(delivery, match)
    typed = type_columns(raw, match, delivery.locale or match.layout.locale)
    ledger.findings += [*typed.findings, *_unread_columns(delivery, match)]
    ledger.blamed |= {offset + number for number in typed.blamed}
    return typed.rows.with_columns(pl.col("_id") + offset)


def _unread_columns(delivery: Delivery, match: Match) -> list[Finding]:
    """Nothing is passed over in silence: the columns of the sheet that no contract column reads."""
    if not match.unused:
        return []
    label, sheet = delivery.setoran.label, match.sheet.name
    names = ", ".join(f"“{name}”" for name in match.unused)
    facts = {"kolom": names}
    return [Finding("K1", label, sheet, "", "", delivery.source.kode, fakta=facts)]


def _years_beside_their_folder(rows: pl.DataFrame, delivery: Delivery) -> list[Finding]:
    """One word per year column value that the folder or the cover letter contradicts."""
    stated = delivery.facts.get("tahun")
    period = read_period(stated) if stated else None
    if period is None or delivery.source.harmonis == "target":
        return []
    other = rows.filter(pl.col("tahun") != period.year).unique("tahun", keep="first")
    return [
        Finding.at("R11M", row, delivery.source.kode, row["tahun"], map=stated)
        for row in other.sort("tahun").rows(named=True)
    ]


def _no_rows(source: Source) -> pl.DataFrame:
    types = {name: column.dtype.type for name, column in source.columns.items()}
    return pl.DataFrame(
        schema={**types, "_id": pl.Int64, "_total": pl.Boolean, "_kunci": pl.String}
    )


def _drop_repeats(rows: pl.DataFrame, source: Source, ledger: _Ledger) -> pl.DataFrame:
    """Count a row that is the same in every column once, and say so at the others.

    Persons and cases that have no key of their own may well be alike: none is left out. A
    person whose number stands twice with other contents is not admitted at all.
    """
    keyless = are_counted(source) & pl.col("_kunci").is_null()
    if source.model.to_schema().unique:
        keyless = pl.lit(value=False)
    alike = rows.filter(keyless)
    rows = rows.filter(~keyless)
    # the same name below another parent is another place
    own = (*PERIOD, "sistem_kode", "wilayah_induk")
    content = [name for name in source.columns if name not in PROVENANCE or name in own]
    content.append("_kunci")
    kept = rows.unique(content, keep="first", maintain_order=True)
    repeats = ledger.clear_rows(rows.join(kept, on="_id", how="anti", maintain_order="left"))
    ledger.findings += [
        Finding.at("R12S", row, source.kode, row[source.number]) for row in repeats.rows(named=True)
    ]
    ledger.enter(same_person_twice(kept, source))
    return pl.concat([alike, kept]).sort("_id")


def _drop_sensitive(rows: pl.DataFrame, source: Source, ledger: _Ledger) -> pl.DataFrame:
    if source.kode != ELEMENTS:
        return rows
    findings, refused = refuse_sensitive(rows)
    ledger.findings += findings
    return rows.filter(~pl.col("_id").is_in(list(refused)))


def _placed_as_far_as_known(returned: pl.DataFrame, source: Source) -> pl.DataFrame:
    """Returned rows keep no text of a region that is unclear: a name or a NIK may stand there.

    What is known of the place and the year stays, so that sums know what they lack: the
    region above, and the only other year of the same file.
    """
    if "kode_wilayah" in returned.columns:
        regions = resolve_rows(returned, source.region_names)
        unclear = pl.Series([region.kode is None for region in regions], dtype=pl.Boolean)
        nearest = pl.Series([region.nearest for region in regions], dtype=pl.String)
        returned = returned.with_columns(
            *(pl.when(~unclear).then(name).alias(name) for name in source.region_names),
            kode_wilayah=pl.when(unclear).then(nearest).otherwise("kode_wilayah"),
            sistem_kode=pl.when(unclear).then(pl.lit("kemendagri")).otherwise("sistem_kode"),
        )
    return returned


def _check_meaning(rows: pl.DataFrame, source: Source, ledger: _Ledger) -> None:
    """Check what rows mean under their canonical codes: regions, measures, and their relations."""
    if source.harmonis != "cacah":
        target = source.harmonis == "target"
        findings, lost = check_targets(rows) if target else check_official(rows, source)
        ledger.findings += findings
        ledger.blamed |= lost
        return
    counts = harmonise(rows, source)
    ledger.findings += counts.findings
    ledger.blamed |= counts.blamed
    ledger.out_of_scope += counts.out_of_scope
    counted = rows.filter(are_counted(source))["_id"].to_list()
    ledger.enter(check_relations(counts.rows, counted))
    held = counts.rows.filter(pl.col("nomor").is_in(list(ledger.blamed)))
    ledger.blamed |= set(counts.rows.join(held, on=list(CELL), how="semi")["nomor"])


def _spread(rows: pl.DataFrame, source: Source, ledger: _Ledger) -> pl.DataFrame:
    """Rows whose sel data carries no galat: one bad sex takes the other and the total with it."""
    held = rows.filter(pl.col("_id").is_in(list(ledger.blamed)))
    rest = rows.join(held, on="_id", how="anti", maintain_order="left")
    cells = held.select(_sel_data=sel_data(source))
    named = rest.with_columns(_sel_data=sel_data(source))
    return named.join(cells, on="_sel_data", how="anti", maintain_order="left").drop("_sel_data")


def _told_once(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(findings), key=lambda f: (f.berkas, f.lembar, f.aturan, f.sel))
