"""Read the indicator catalogue; a mistake in it is named by file, line, indicator, field, mend."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from pydantic import ValidationError

from pipelines.load_reference import measures, reference_folder
from schemas.indikator import Indicator, Side, Topic
from schemas.resmi import ANGKA_MENUNGGU, ANGKA_RESMI

Topics = Mapping[str, Topic]
HELP = "Lihat contoh di CONTRIBUTING."
# What pydantic calls a mistake, and how a planner mends it.
MENDS = {
    "missing": "isian ini wajib ada; tambahkan",
    "extra_forbidden": "isian ini tidak dikenal; perbaiki ejaannya atau hapus",
    "literal_error": "harus salah satu dari {expected}",
    "string_pattern_mismatch": "tulis seperti KPD-01: tiga huruf besar, tanda hubung, dua angka",
    "value_error": "{error}",
    "greater_than": "harus lebih besar dari {gt}",
    "bool_type": "tulis true atau false",
    "bool_parsing": "tulis true atau false",
    "string_type": "harus teks dalam tanda kutip",
    "tuple_type": "tulis sebagai daftar, misalnya [“…”, “…”]",
    "int_parsing": "harus bilangan bulat",
}


class BadCatalogue(Exception):
    """The catalogue has a mistake; nothing is computed until it is corrected."""


@dataclass(frozen=True)
class _Entry:
    """Where an indicator is written: file, its text, the entry's number and its code."""

    file: str
    text: str
    number: int
    code: str

    def bad(self, field: str, why: str) -> BadCatalogue:
        """The mistake in one of its fields, as a sentence."""
        where = f"{self.file} baris {self.line(field)}, indikator {self.code}"
        return BadCatalogue(f"{where}{f', isian {field}' if field else ''}: {why}. {HELP}")

    def line(self, field: str) -> int:
        """The line of a field, or of the entry where the field is not written."""
        lines = self.text.splitlines()
        starts = [at for at, line in enumerate(lines) if line.strip() == "[[indikator]]"]
        first, last = starts[self.number], [*starts, len(lines)][self.number + 1]
        name = re.escape(field.split(".", maxsplit=1)[0])
        own = [at for at in range(first, last) if re.match(rf"\s*{name}\s*=", lines[at])]
        return (own[0] if name and own else first) + 1


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Topic]:
    """All topics by file name, in file order; raises BadCatalogue."""
    texts = {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted((reference_folder() / "indikator").glob("*.toml"))
    }
    topics = {name: read_topic(f"{name}.toml", text) for name, text in texts.items()}
    _refuse_repeated_codes(topics, texts)
    _refuse_broken_derivations(topics, texts)
    return topics


def indicators() -> Mapping[str, Indicator]:
    """Every indicator by its code."""
    return {item.kode: item for topic in catalogue().values() for item in topic.indikator}


def sources_of(side: Side) -> tuple[str, ...]:
    """The sumber that may hold a side, the best first; none where no contract brings it yet."""
    known = measures()[side.ukuran]["sumber"].split(";")
    return side.sumber or tuple(name for name in known if name)


def has_sources(item: Indicator) -> bool:
    """Whether some contract can bring all that an indicator is made of."""
    if item.resmi:
        return item.resmi.angka in ANGKA_RESMI
    if item.turunan:
        return any(has_sources(indicators()[code]) for code in item.turunan.dari.values())
    return all(sources_of(side) for side in item.sides)


def read_topic(file: str, text: str) -> Topic:
    """One catalogue file; raises BadCatalogue with the line of what is wrong."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadCatalogue(f"{file}: bukan TOML yang sah ({error}).") from error
    try:
        topic = Topic.model_validate(content)
    except ValidationError as error:
        raise BadCatalogue(_explain(file, text, content, error)) from error
    for number, item in enumerate(topic.indikator):
        for field, why in _unknown_names(item):
            raise _Entry(file, text, number, item.kode).bad(field, why)
    return topic


def _explain(file: str, text: str, content: Mapping, error: ValidationError) -> str:
    first = error.errors()[0]
    field = [str(part) for part in first["loc"]]
    why = MENDS.get(first["type"], "{msg}").format_map(
        {"msg": first["msg"]} | dict(first.get("ctx", {}))
    )
    if field[:1] == ["indikator"] and len(field) > 1 and field[1].isdigit():
        number = int(field[1])
        code = content["indikator"][number].get("kode", f"ke-{number + 1}")
        return str(_Entry(file, text, number, code).bad(".".join(field[2:]), why))
    return f"{file}, isian {'.'.join(field)}: {why}. {HELP}"


def _unknown_names(item: Indicator) -> Iterator[tuple[str, str]]:
    """Fields that name a measure, a sumber or an official figure that there is not."""
    for field, side in (("pembilang", item.pembilang), ("penyebut", item.penyebut)):
        for measure in side.measures if side else ():
            if measure not in measures():
                yield (
                    field,
                    (
                        f"ukuran “{measure}” tidak ada; tambahkan di data/referensi/ukuran/ "
                        "atau perbaiki ejaannya"
                    ),
                )
        known = measures().get(side.ukuran, {}).get("sumber", "") if side else ""
        for name in side.sumber if side else ():
            if name not in known.split(";"):
                yield field, f"sumber “{name}” bukan sumber ukuran {side.ukuran}"
    if item.resmi and item.resmi.angka not in ANGKA_RESMI | ANGKA_MENUNGGU:
        yield "resmi", f"angka resmi “{item.resmi.angka}” tidak ada; perbaiki ejaannya"


def _entries(topics: Topics, texts: Mapping[str, str]) -> Iterator[tuple[_Entry, Indicator]]:
    for name, topic in topics.items():
        for number, item in enumerate(topic.indikator):
            yield _Entry(f"{name}.toml", texts[name], number, item.kode), item


def _refuse_repeated_codes(topics: Topics, texts: Mapping[str, str]) -> None:
    seen: dict[str, str] = {}
    for entry, item in _entries(topics, texts):
        if item.kode in seen:
            raise entry.bad("kode", f"kode ini sudah dipakai {seen[item.kode]}; pakai kode lain")
        seen[item.kode] = entry.file


def _refuse_broken_derivations(topics: Topics, texts: Mapping[str, str]) -> None:
    """What is made from other indicators names some that are counted or imported themselves."""
    known = {item.kode: item for _, item in _entries(topics, texts)}
    for entry, item in _entries(topics, texts):
        for code in item.turunan.dari.values() if item.turunan else ():
            if code not in known or known[code].turunan:
                raise entry.bad("turunan", f"indikator {code} tidak ada atau sendiri turunan")
