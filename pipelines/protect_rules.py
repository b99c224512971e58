"""Read how counts are protected; what has no class is held to be of the strictest."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pydantic import ValidationError

from pipelines.load_catalogue import BadCatalogue
from pipelines.load_reference import measures, reference_folder
from schemas.indikator import Indicator
from schemas.perlindungan import ClassRule, Margin, Policy

FILE = "perlindungan.toml"
OPEN = "terbuka"
STRICTNESS = (OPEN, "terbatas", "sensitif")
SEXES = ("L", "P", "TT")


@lru_cache(maxsize=1)
def policy() -> Policy:
    """The rules of protection; raises BadCatalogue with what is wrong in them."""
    text = (reference_folder() / FILE).read_text(encoding="utf-8")
    try:
        return Policy.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise BadCatalogue(f"{FILE}: {error}") from error


def class_of(measure: str) -> str:
    """The class of a measure; one that is unknown or without a class is of the strictest."""
    return measures().get(measure, {}).get("kelas") or STRICTNESS[-1]


def strictest(classes: Iterable[str]) -> str:
    """The strictest of some classes; one that is not known counts as stricter than all."""
    return max(classes, key=lambda each: STRICTNESS.index(each) if each in STRICTNESS else 9)


def class_of_indicator(item: Indicator) -> str:
    """An indicator is as sensitive as itself and as each measure it is made of."""
    return strictest(
        {item.kelas, *(class_of(name) for side in item.sides for name in side.measures)}
    )


def rule_of(measure: str, rules: Policy) -> ClassRule:
    """The rule that a measure's class gives it."""
    kelas = class_of(measure)
    return rules.kelas.get(kelas) or rules.kelas[STRICTNESS[-1]]  # type: ignore[call-overload]


def protected_measures(rules: Policy) -> Mapping[str, ClassRule]:
    """Every measure that is protected, with the rule of its class."""
    found = {name: rule_of(name, rules) for name in sorted(measures())}
    return {name: rule for name, rule in found.items() if rule.minimum}


def margin_of(umur: str, rincian: str, jenis_kelamin: str) -> Margin:
    """The kind of table that a count stands in."""
    sexed = jenis_kelamin in SEXES
    if rincian != "semua":
        return "jenis_kelamin_rincian" if sexed else "rincian"
    if umur != "semua":
        return "jenis_kelamin_umur" if sexed else "umur"
    return "jenis_kelamin" if sexed else "jumlah"
