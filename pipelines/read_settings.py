"""Read one TOML file of settings through its model; a mistake is named by file, field and mend."""

import tomllib
from functools import lru_cache
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from pipelines.load_catalogue import BadCatalogue
from pipelines.load_reference import reference_folder
from schemas.capaian import AchievementRules
from schemas.usulan_target import ProposalRules

Model = TypeVar("Model", bound=BaseModel)
MEND = "Perbaiki di data/referensi/{file}; artinya tertulis di data/referensi/README.md."
# What Pydantic says in English, by its kind of error.
PLAIN = {
    "missing": "isian wajib ini belum ada",
    "extra_forbidden": "isian ini tidak dikenal; periksa ejaannya",
    "literal_error": "harus salah satu dari {expected}",
    "string_type": "harus teks di antara tanda kutip",
    "string_pattern_mismatch": "hanya boleh berisi huruf kecil, angka, dan garis bawah",
    "float_type": "harus angka",
    "float_parsing": "harus angka",
    "int_type": "harus bilangan bulat",
    "int_parsing": "harus bilangan bulat",
    "int_from_float": "harus bilangan bulat",
    "bool_type": "harus true atau false",
    "bool_parsing": "harus true atau false",
    "tuple_type": "harus daftar di antara kurung siku",
    "too_short": "paling sedikit {min_length} isian",
    "greater_than": "harus lebih dari {gt}",
    "greater_than_equal": "paling kecil {ge}",
    "less_than": "harus kurang dari {lt}",
    "less_than_equal": "paling besar {le}",
}


def read_settings(file: str, model: type[Model]) -> Model:
    """The settings of a file in data/referensi; raises BadCatalogue with what is wrong where."""
    try:
        content = tomllib.loads((reference_folder() / file).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadCatalogue(f"{file} tidak ada di map acuan {reference_folder()}.") from error
    except tomllib.TOMLDecodeError as error:
        raise BadCatalogue(f"{file}: bukan TOML yang sah ({error}). {_mend(file)}") from error
    try:
        return model.model_validate(content)
    except ValidationError as error:
        raise BadCatalogue(f"{file}{_what(error, content)}. {_mend(file)}") from error


def _mend(file: str) -> str:
    return MEND.format(file=file)


def _what(error: ValidationError, content: dict) -> str:
    """The first mistake: which entry, which field, what about it."""
    first = error.errors()[0]
    facts = first.get("ctx", {})
    text = PLAIN.get(first["type"], "{error}").format(**{"error": first["msg"], **facts})
    text = text.replace(" or ", " atau ")
    parts, which = [str(part) for part in first["loc"]], ""
    if len(parts) > 1 and parts[1].isdigit():
        entry = content[parts[0]][int(parts[1])]
        named = entry.get("kode") if isinstance(entry, dict) else None
        which = f", {parts[0]} {named or 'ke-' + str(int(parts[1]) + 1)}"
        parts = parts[2:]
    field = f", isian {'.'.join(parts)}" if parts else ""
    return f"{which}{field}: {text}"


@lru_cache(maxsize=1)
def achievement_rules() -> AchievementRules:
    """How achievements are computed, from capaian.toml; raises BadCatalogue."""
    return read_settings("capaian.toml", AchievementRules)


@lru_cache(maxsize=1)
def proposal_rules() -> ProposalRules:
    """How targets are proposed, from usulan_target.toml; raises BadCatalogue."""
    return read_settings("usulan_target.toml", ProposalRules)
