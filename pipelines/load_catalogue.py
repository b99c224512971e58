"""Read the indicator catalogue; a mistake in it is named by file, indicator, field and mend."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from pipelines.load_reference import measures, reference_folder
from schemas.indikator import Indicator, Side, Topic


class BadCatalogue(Exception):
    """The catalogue has a mistake; nothing is computed until it is corrected."""


@lru_cache(maxsize=1)
def catalogue() -> Mapping[str, Topic]:
    """All topics by file name, in file order; raises BadCatalogue."""
    topics = {
        path.stem: _read(path) for path in sorted((reference_folder() / "indikator").glob("*.toml"))
    }
    _refuse_repeated_codes(topics)
    return topics


def indicators() -> Mapping[str, Indicator]:
    """Every indicator by its code."""
    return {item.kode: item for topic in catalogue().values() for item in topic.indikator}


def _read(path: Path) -> Topic:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadCatalogue(f"{path.name}: bukan TOML yang sah ({error}).") from error
    try:
        topic = Topic.model_validate(content)
    except ValidationError as error:
        raise BadCatalogue(_explain(path.name, content, error)) from error
    for item in topic.indikator:
        for side in (item.pembilang, item.penyebut):
            _refuse_unknown_measure(path.name, item, side)
    return topic


def _explain(file: str, content: Mapping, error: ValidationError) -> str:
    first = error.errors()[0]
    parts = [str(part) for part in first["loc"]]
    which = ""
    if parts[:1] == ["indikator"] and len(parts) > 1 and parts[1].isdigit():
        entry = content["indikator"][int(parts[1])]
        which = f", indikator {entry.get('kode', 'ke-' + str(int(parts[1]) + 1))}"
        parts = parts[2:]
    return f"{file}{which}, isian {'.'.join(parts)}: {first['msg']}. Lihat contoh di CONTRIBUTING."


def _refuse_unknown_measure(file: str, item: Indicator, side: Side | None) -> None:
    if side and side.ukuran not in measures():
        raise BadCatalogue(
            f"{file}, indikator {item.kode}: ukuran “{side.ukuran}” tidak ada. "
            "Tambahkan di data/referensi/ukuran/ atau perbaiki ejaannya."
        )


def _refuse_repeated_codes(topics: Mapping[str, Topic]) -> None:
    seen: dict[str, str] = {}
    for name, topic in topics.items():
        for item in topic.indikator:
            if item.kode in seen:
                raise BadCatalogue(
                    f"{name}.toml: kode {item.kode} sudah dipakai {seen[item.kode]}.toml."
                )
            seen[item.kode] = name
