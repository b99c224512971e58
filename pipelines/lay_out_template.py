"""Say what stands in a template workbook: the columns of a sumber's first layout, ready to fill."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipelines.load_reference import regions
from pipelines.read_headings import normalise_heading
from pipelines.read_words import own_words
from schemas.kode import BOTH
from schemas.sumber import Layout, Source, Value

LEVEL_BELOW = {"": "provinsi", "provinsi": "kab_kota", "kab_kota": "kecamatan", "kecamatan": "desa"}
BANDS = (*(f"{low}-{low + 4}" for low in range(0, 75, 5)), "75+")
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
          "Oktober", "November", "Desember")  # fmt: skip
PLAN_YEARS = 6  # a plan of five years and the year it starts from
UPPER = {"l": "L", "p": "P", "l+p": "L+P"}
SEX = ("Laki-laki", "Perempuan")


@dataclass(frozen=True)
class Column:
    """One column of a template: its headings, what may be put in, and what it adds up."""

    name: str
    headings: tuple[str, ...]  # upper to lower
    kind: str
    owed: bool = True
    options: Sequence[str] = ()
    parts: tuple[int, ...] = ()  # columns that this one is the sum of
    filled: Sequence[str] = ()  # one text per row, when the rows are known beforehand


@dataclass(frozen=True)
class Template:
    """A workbook before it is written: its titles, columns, marks, and rows known beforehand."""

    source: Source
    region: str
    period: str
    columns: Sequence[Column]
    marks: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return max((len(column.filled) for column in self.columns), default=0)


def lay_out(source: Source, region: str, period: str, *, by_age: bool = False) -> Template:
    """The template of a sumber for one region and period; one row per region below where it counts.

    With `by_age`, one row per region and five-year band.
    """
    layout = source.layouts[0]
    named = [*_named(source, layout, region, period, by_age=by_age)]
    blocks = [*_blocks(source, layout, period, start=len(named))]
    marks = {
        "templat_sumber": source.kode, "templat_bentuk": layout.name,
        "templat_versi": version(source), "templat_wilayah": region, "templat_periode": period,
    }  # fmt: skip
    if source.harmonis == "target":  # a plan starts from the year before its first target
        marks["templat_tahun_dasar"] = str(int(period[:4]) - 1)
    return Template(source, region, period, [*named, *blocks], marks)


def version(source: Source) -> str:
    """A short mark that changes whenever the contract's columns or headings do."""
    said = [source.kode, *source.columns, *(repr(layout) for layout in source.layouts)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:8]


def _named(
    source: Source, layout: Layout, region: str, period: str, *, by_age: bool
) -> Iterator[Column]:
    """The columns that name something; regions and the period filled in where rows are known."""
    known = _known_rows(layout, region, period, by_age=by_age)
    for name in _asked(source, layout, by_age=by_age):
        if name == "tahun" and name not in known and name in layout.optional:
            continue  # the template's own mark states it
        kind = source.kind(name) if name in source.columns else "teks"
        heading = source.title(name) if name in source.columns else layout.headings[name][0]
        nullable = name in source.columns and source.columns[name].nullable
        owed = name in layout.headings or not (nullable or name in layout.fixed)
        yield Column(
            name, (heading,), kind, owed, _options(source, layout, name), filled=known.get(name, ())
        )


def _asked(source: Source, layout: Layout, *, by_age: bool) -> Iterator[str]:
    """Required columns in order, the region's code before its name, then those worth asking."""
    here = "kode_wilayah" in layout.fixed
    left_out = {"satuan", *(() if by_age else ("umur",)), *(("nama_wilayah",) if here else ())}
    optional = [n for n in layout.optional if n in source.columns and n not in left_out]
    if "kode_wilayah" in optional:
        optional.remove("kode_wilayah")
        if not here:
            yield "kode_wilayah"
    yield from layout.headings
    yield from (name for name in optional if name not in layout.headings)


def _known_rows(
    layout: Layout, region: str, period: str, *, by_age: bool
) -> Mapping[str, Sequence[str]]:
    """Rows for every region below, where a row is a region and not a person, a school or a sex."""
    others = layout.headings.keys() - {"kode_wilayah", "nama_wilayah", "tahun", "umur"}
    counted = any(value.headings for value in layout.values)
    if others or not counted or "nama_wilayah" not in layout.headings:
        return {}
    below = regions().filter(induk=region).select("kode", "nama").rows()
    rows = [(*place, band) for place in below for band in (BANDS if by_age else ("",))]
    columns = ("kode_wilayah", "nama_wilayah", "umur")
    known = dict(zip(columns, zip(*rows, strict=True), strict=True))
    return {**known, "tahun": [period] * len(rows)}


def _options(source: Source, layout: Layout, name: str) -> Sequence[str]:
    """The words to choose from, as people say them; none where a cell may hold several."""
    if name in layout.mixed:
        return [word.capitalize() for word in layout.mixed[name]]
    if name not in source.columns or source.kind(name) != "pilihan":
        return ()
    if name == "jenis_kelamin":
        return SEX
    labels = (source.columns[name].metadata or {}).get("codes")
    return [*labels.values()] if labels else sorted(set(own_words(source, name).values()))


def _blocks(source: Source, layout: Layout, period: str, start: int) -> Iterator[Column]:
    """The number columns; L+P is the sum of its two parts."""
    blocks = [stated for value in layout.values for stated in _stated(value, period)]
    place = {_key(fixed): start + number for number, (_, fixed) in enumerate(blocks)}
    kind = source.kind(source.number)
    for headings, fixed in blocks:
        parts = ()
        if fixed.get("jenis_kelamin") == BOTH:
            sexes = [place.get(_key({**fixed, "jenis_kelamin": sex})) for sex in ("L", "P")]
            parts = tuple(part for part in sexes if part is not None)
        yield Column(source.number, headings, kind, parts=parts if len(parts) == 2 else ())


def _key(fixed: Mapping[str, str]) -> tuple:
    return tuple(sorted(fixed.items()))


def _stated(value: Value, period: str) -> Iterator[tuple[tuple[str, ...], Mapping[str, str]]]:
    """The headings of one block as they are written, one for each year, month or band it asks."""
    if not value.headings:
        return
    heading = next((text for text in value.headings if " > " in text), value.headings[0])
    year = int(period[:4]) if period[:4].isdigit() else 0
    several = {"{tahun}": [str(year + n) for n in range(PLAN_YEARS)], "{bulan}": MONTHS,
               "{umur}": BANDS}  # fmt: skip
    mark = next((mark for mark in several if mark in heading), None)
    for word in several[mark] if mark else [""]:
        text = heading.replace(mark, word) if mark else heading
        stated = {mark.strip("{}"): word} if mark else {}
        yield tuple(_shown(part) for part in text.split(" > ")), {**value.fixed, **stated}


def _shown(heading: str) -> str:
    text = heading.strip()
    return UPPER.get(normalise_heading(text), text[:1].upper() + text[1:])
