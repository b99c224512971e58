"""Admit a sumber's setoran by whole sel data; what fails goes back with address, rule and fix."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.check_change import check_change
from pipelines.check_gap_to_gbs import check_gap_to_gbs
from pipelines.check_gender_budget import SOURCE as GENDER_BUDGET
from pipelines.check_gender_budget import Beside, check_gender_budget
from pipelines.check_identity import same_person_twice
from pipelines.check_nomenclature import check_nomenclature, check_sums_of_details, details_of
from pipelines.check_relations import (
    check_contract,
    check_relations,
    check_total_rows,
    check_written_totals,
)
from pipelines.count_rows import are_counted, sel_data
from pipelines.harmonise_counts import harmonise
from pipelines.harmonise_official import check_official
from pipelines.harmonise_targets import check_targets
from pipelines.map_elements import SOURCE as ELEMENTS
from pipelines.map_elements import refuse_sensitive
from pipelines.read_answers import Answers
from pipelines.read_deliveries import Ledger, read_all
from pipelines.read_setoran import Delivery
from pipelines.resolve_regions import resolve_rows
from schemas.harmonis import CELL
from schemas.sumber import PERIOD, PROVENANCE, Source
from schemas.temuan import Finding

FATES = ("dibaca", "diterima", "dikembalikan", "baris jumlah", "baris kembar", "elemen sensitif")


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
    by_file: Mapping[str, Mapping[str, int]]  # what became of every number that was read
    out_of_scope: int = 0  # of those admitted, how many no measure takes in

    @property
    def tally(self) -> Mapping[str, int]:
        """What became of the numbers of all files together."""
        return {fate: sum(file[fate] for file in self.by_file.values()) for fate in FATES}

    @property
    def cells_read(self) -> int:
        return self.tally["dibaca"]

    @property
    def years(self) -> list[int]:
        both = pl.concat([self.admitted["tahun"], self.returned["tahun"]])
        return sorted(both.drop_nulls().unique().to_list())


def admit(
    source: Source,
    deliveries: Sequence[Delivery],
    answers: Answers | None = None,
    history: pl.DataFrame | None = None,
    beside: Beside | None = None,
) -> Admission:
    """Read, type, check and split all setoran of one sumber.

    A broken file adds its one finding and nothing else; the others go on. What an agency has
    confirmed is no finding any more. `history` holds the `Harmonis` tables on record of years
    that these setoran do not speak of, `beside` what other sumber say, for those whose numbers
    are held against them.
    """
    ledger = Ledger(answers or Answers(), {d.setoran.label: d for d in deliveries})
    read = read_all(source, deliveries, ledger)
    data = read.filter(~pl.col("_total"))
    ledger.enter(check_sums_of_details(data, source))
    ledger.enter(check_total_rows(details_of(read, source), source))
    own = details_of(data, source).drop("_total")
    once = _drop_repeats(own, source, ledger).drop("_kunci")
    kept = _drop_sensitive(once, source, ledger)
    ledger.enter(check_contract(ledger.clear_rows(kept), source))
    ledger.enter([*check_written_totals(ledger.clear_rows(kept), source)])
    ledger.enter(check_nomenclature(ledger.clear_rows(kept), source))
    if source.kode == GENDER_BUDGET:
        ledger.enter(check_gap_to_gbs(ledger.clear_rows(kept), ledger.cell_of))
        ledger.enter(check_gender_budget(ledger.clear_rows(kept), ledger.cell_of, beside))
    _check_meaning(_spread(kept, source, ledger), source, ledger, history)
    good = _spread(kept, source, ledger)
    lost = kept.join(good, on="_id", how="anti", maintain_order="left")
    bad = _placed_as_far_as_known(lost, source.region_names)
    by_file = _account(read, good, bad, own, once, kept)
    told = _told_once([f for f in ledger.findings if not ledger.confirmed(f)])
    findings = _told_once([f.masked() for f in told]) if source.private else told
    return Admission(source, good, bad, findings, by_file, ledger.out_of_scope)


def _account(*frames: pl.DataFrame) -> Mapping[str, Mapping[str, int]]:
    """By file the numbers under `FATES`, from what was read, is admitted, is returned, and is
    left without the rows of sums, then without the repeats, then without what is sensitive."""
    read, good, bad, own, once, kept = (Counter(frame["berkas"]) for frame in frames)
    return {
        file: dict(zip(FATES, (count, good[file], bad[file], count - own[file],
                               own[file] - once[file], once[file] - kept[file]), strict=True))
        for file, count in read.items()
    }  # fmt: skip


def _drop_repeats(rows: pl.DataFrame, source: Source, ledger: Ledger) -> pl.DataFrame:
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
    kept = rows
    if rows.select(content).hash_rows().n_unique() < rows.height:  # else all differ
        kept = rows.unique(content, keep="first", maintain_order=True)
    repeats = ledger.clear_rows(rows.join(kept, on="_id", how="anti", maintain_order="left"))
    ledger.findings += [
        Finding.at("R12S", row, source.kode, row[source.number])
        for row in repeats.iter_rows(named=True)
    ]
    ledger.enter(same_person_twice(kept, source))
    return pl.concat([alike, kept]).sort("_id")


def _drop_sensitive(rows: pl.DataFrame, source: Source, ledger: Ledger) -> pl.DataFrame:
    if source.kode != ELEMENTS:
        return rows
    findings, refused = refuse_sensitive(rows)
    ledger.findings += findings
    return rows.filter(~pl.col("_id").is_in(list(refused)))


def _placed_as_far_as_known(returned: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Returned rows keep no text of a region that is unclear: a name or a NIK may stand there.

    What is known of the place and the year stays, so that sums know what they lack: the
    region above, and the only other year of the same file.
    """
    if "kode_wilayah" in returned.columns:
        regions = resolve_rows(returned, names)
        unclear = pl.Series([region.kode is None for region in regions], dtype=pl.Boolean)
        nearest = pl.Series([region.nearest for region in regions], dtype=pl.String)
        returned = returned.with_columns(
            *(pl.when(~unclear).then(name).alias(name) for name in names),
            kode_wilayah=pl.when(unclear).then(nearest).otherwise("kode_wilayah"),
            sistem_kode=pl.when(unclear).then(pl.lit("kemendagri")).otherwise("sistem_kode"),
        )
    return returned


def _check_meaning(
    rows: pl.DataFrame, source: Source, ledger: Ledger, history: pl.DataFrame | None
) -> None:
    """Check what rows mean under their canonical codes: regions, measures, and their relations."""
    if source.harmonis != "cacah":
        target = source.harmonis == "target"
        findings, lost = check_targets(rows) if target else check_official(rows, source)
        ledger.enter_places(findings)
        ledger.blamed |= lost
        return
    counts = harmonise(rows, source)
    ledger.enter_places(counts.findings)
    ledger.blamed |= counts.blamed
    ledger.out_of_scope += counts.out_of_scope
    before = frozenset(ledger.blamed)
    counted = rows.filter(are_counted(source))
    ledger.enter(check_relations(counts.rows, source, counted["_id"].to_list()))
    ledger.enter(check_change(counts.rows, history))
    if not counted.is_empty():
        ledger.blamed |= _all_of_the_place(counted, source, ledger.blamed - before)
    held = counts.rows.filter(pl.col("nomor").is_in(list(ledger.blamed)))
    if not held.is_empty():
        ledger.blamed |= set(counts.rows.join(held, on=list(CELL), how="semi")["nomor"])


def _all_of_the_place(rows: pl.DataFrame, source: Source, blamed: Collection[int]) -> set[int]:
    """The rows behind the counts of places whose first row is blamed: one person less is no count.

    A count carries the number of the first row that it counts.
    """
    places = [region.kode for region in resolve_rows(rows, source.region_names)]
    placed = rows.with_columns(_kode=pl.Series(places, dtype=pl.String))
    key = ["_kode", "tahun", "periode", *([source.unit] if source.unit else [])]
    held = placed.filter(pl.col("_id").is_in(list(blamed)))
    return set(placed.join(held, on=key, how="semi", nulls_equal=True)["_id"])


def _spread(rows: pl.DataFrame, source: Source, ledger: Ledger) -> pl.DataFrame:
    """Rows whose sel data carries no galat: one bad sex takes the other and the total with it."""
    held = rows.filter(pl.col("_id").is_in(list(ledger.blamed)))
    if held.is_empty():
        return rows
    rest = rows.join(held, on="_id", how="anti", maintain_order="left")
    cells = held.select(_sel_data=sel_data(source))
    named = rest.with_columns(_sel_data=sel_data(source))
    return named.join(cells, on="_sel_data", how="anti", maintain_order="left").drop("_sel_data")


def _told_once(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(dict.fromkeys(findings), key=lambda f: (f.berkas, f.lembar, f.aturan, f.sel))
