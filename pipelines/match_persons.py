"""Count persons and contacts of victims by channel; what goes out is counts and nothing else."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from pipelines.link_contacts import Contact, link
from pipelines.mask_persons import hashed_book
from pipelines.read_words import age_limits
from pipelines.resolve_regions import resolve_rows
from schemas.kode import ALL
from schemas.layanan import UNKNOWN, LayananKekerasan, RujukanKekerasan
from schemas.publikasi import key_of, types_of
from schemas.sources import ALL_SOURCES

CASES, CONTACTS = "kasus_kekerasan", "kontak_layanan"
HOME = "uptd_ppa"  # whose register of cases it is
CITY = 5
ADULT = 18
# One row per contact: hashed numbers, where, when, who as far as known, and the person it is of.
COLUMNS = {
    "kode_wilayah": pl.String, "tahun": pl.Int64, "jenis_kelamin": pl.String, "umur": pl.String,
    "kanal": pl.String, "rujuk_ke": pl.String, "dilihat": pl.List(pl.String), "orang": pl.String,
    "kasus": pl.String, "korban": pl.String, "daftar": pl.Boolean,
}  # fmt: skip


def victims_by_channel(
    cases: pl.DataFrame | None = None, contacts: pl.DataFrame | None = None
) -> pl.DataFrame:
    """The `LayananKekerasan` table of the extracts kasus_kekerasan and kontak_layanan.

    A person has the sex that all her contacts of the year agree on (else TT) and is a child
    when any of them says so. In a channel a person counts once however often it met her, and
    under "semua" once in all. No number, hashed or not, is in what comes out.
    """
    persons = _persons(cases, contacts)
    whole = persons.with_columns(kanal=pl.lit(ALL))
    cell = key_of(LayananKekerasan)
    counted = (
        pl.concat([persons, whole])
        .group_by(cell)
        .agg(kontak=pl.len().cast(pl.Int64), orang=pl.col("_orang").n_unique().cast(pl.Int64))
    )
    table = counted.select(list(types_of(LayananKekerasan))).sort(cell)
    return LayananKekerasan.validate(table, lazy=True)


def referrals(
    cases: pl.DataFrame | None = None, contacts: pl.DataFrame | None = None
) -> pl.DataFrame:
    """The `RujukanKekerasan` table: persons each channel referred, and those met where they went.

    A referral is met when the person has a contact with the channel she was sent to; the
    register of cases is the UPTD PPA's own.
    """
    persons = _persons(cases, contacts)
    place = ["kode_wilayah", "tahun"]
    seen = persons.explode("dilihat").select(*place, "_orang", ke="dilihat").unique()
    sent = (
        persons.filter(pl.col("rujuk_ke").is_not_null())
        .rename({"kanal": "dari", "rujuk_ke": "ke"})
        .group_by(*place, "dari", "ke", "_orang")
        .agg(_tanpa=~pl.col("_berkunci").any())
        .join(seen.with_columns(_temu=True), on=[*place, "ke", "_orang"], how="left")
    )
    met = pl.col("_temu").fill_null(value=False)
    table = sent.group_by(*place, "dari", "ke").agg(
        dirujuk=pl.len().cast(pl.Int64),
        bertemu=met.sum().cast(pl.Int64),
        tanpa_kunci=(pl.col("_tanpa") & ~met).sum().cast(pl.Int64),
    )
    table = table.select(list(types_of(RujukanKekerasan))).sort(key_of(RujukanKekerasan))
    return RujukanKekerasan.validate(table, lazy=True)


def _persons(cases: pl.DataFrame | None, contacts: pl.DataFrame | None) -> pl.DataFrame:
    """Every contact with the number of its person, and that person's sex and age group."""
    rows = pl.concat([pl.DataFrame(schema=COLUMNS), *_of_cases(cases), *_of_contacts(contacts)])
    parts = [_linked(part) for part in rows.partition_by("kode_wilayah", "tahun")]
    linked = pl.concat(parts) if parts else _linked(rows)
    person = ["kode_wilayah", "tahun", "_orang"]
    sexes = pl.col("jenis_kelamin").filter(pl.col("jenis_kelamin").is_in(["L", "P"]))
    one = sexes.n_unique().over(person) == 1
    ages = [UNKNOWN, "18+", "0-17"]  # the last one that a contact states
    ranks = {age: ages.index(_age_group(age)) for age in linked["umur"].drop_nulls().unique()}
    rank = pl.col("umur").replace_strict(ranks, default=0, return_dtype=pl.Int64)
    youngest = rank.max().over(person)
    return linked.with_columns(
        jenis_kelamin=pl.when(one).then(sexes.first().over(person)).otherwise(pl.lit("TT")),
        umur_kelompok=youngest.replace_strict(dict(enumerate(ages)), return_dtype=pl.String),
    )


def _linked(rows: pl.DataFrame) -> pl.DataFrame:
    facts = ("orang", "kasus", "korban", "jenis_kelamin", "daftar")
    people = link([Contact(**row) for row in rows.select(facts).rows(named=True)])
    keyed = pl.any_horizontal(pl.col(name) != "" for name in ("orang", "kasus", "korban"))
    numbered = rows.with_columns(_orang=pl.Series(people, dtype=pl.Int64), _berkunci=keyed)
    return numbered.drop("orang", "kasus", "korban")


def _age_group(written: str) -> str:
    """Child or adult, where the age or age band lies wholly in one of them."""
    low, high = age_limits(written)
    return "0-17" if high < ADULT else "18+" if low >= ADULT else UNKNOWN


def _of_cases(rows: pl.DataFrame | None) -> Iterator[pl.DataFrame]:
    """The register of UPTD PPA: a victim of a case, whatever channel she came in by."""
    if rows is not None and not rows.is_empty():
        kasus = _book(rows["nomor_kasus"], "kunci_kasus")
        channel = pl.col("kanal").fill_null(UNKNOWN)
        yield _as_contacts(
            rows, CASES, kanal=channel, kasus=kasus, rujuk_ke=pl.lit(None, pl.String),
            korban=pl.col("kode_korban").fill_null(""), daftar=pl.lit(value=True),
            dilihat=pl.concat_list(channel, pl.lit(HOME)),
        )  # fmt: skip


def _of_contacts(rows: pl.DataFrame | None) -> Iterator[pl.DataFrame]:
    if rows is not None and not rows.is_empty():
        yield _as_contacts(
            rows, CONTACTS, kanal=pl.col("kanal"), kasus=pl.col("kunci_kasus").fill_null(""),
            rujuk_ke=pl.col("rujuk_ke"), korban=pl.lit(""), daftar=pl.lit(value=False),
            dilihat=pl.concat_list("kanal"),
        )  # fmt: skip


def _as_contacts(rows: pl.DataFrame, name: str, **own: pl.Expr | pl.Series) -> pl.DataFrame:
    named = "kunci_orang" in rows.columns  # extracts of before have no such column
    places = [region.kode for region in resolve_rows(rows, ALL_SOURCES[name].region_names)]
    return (
        rows.with_columns(
            kode_wilayah=pl.Series(places, dtype=pl.String).str.head(CITY),
            orang=pl.col("kunci_orang").fill_null("") if named else pl.lit(""),
            **own,
        )
        .filter(pl.col("kode_wilayah").is_not_null())
        .select(list(COLUMNS))
    )


def _book(numbers: pl.Series, use: str) -> pl.Series:
    words: Sequence[str] = numbers.drop_nulls().unique().to_list()
    book: Mapping[str, str] = hashed_book(words, use)
    return numbers.replace_strict(book, default="", return_dtype=pl.String)
