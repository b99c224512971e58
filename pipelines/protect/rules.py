"""Read how counts are protected; what has no class is held to be of the strictest."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from pydantic import ValidationError

from pipelines.load_catalogue import BadCatalogue
from pipelines.load_reference import measures, reference_folder
from schemas.indikator import Indicator
from schemas.perlindungan import LEVELS, Margin, MeasureRule, Policy

FILE = "perlindungan.toml"
OPEN = "terbuka"
STRICTNESS = (OPEN, "terbatas", "sensitif")
SEXES = ("L", "P", "TT")


@lru_cache(maxsize=1)
def policy() -> Policy:
    """The rules of protection; raises BadCatalogue with what is wrong in them."""
    text = (reference_folder() / FILE).read_text(encoding="utf-8")
    try:
        rules = Policy.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise BadCatalogue(f"{FILE}: {error}") from error
    for sentence in _too_low(rules):
        raise BadCatalogue(f"{FILE}: {sentence}")
    return rules


def _too_low(rules: Policy) -> Iterator[str]:
    """Plans that would take a breakdown further down than the class of a measure allows."""
    for plan in rules.rencana:
        for column, level in plan.tingkat_terendah.items():
            for measure in plan.ukuran:
                if LEVELS[level] > rule_of(measure, rules).lowest("rincian"):
                    yield (f"rencana {measure}, tingkat_terendah {column}: {level} lebih rendah "
                           "daripada yang boleh menurut kelasnya. Naikkan tingkatnya.")  # fmt: skip


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


def rule_of(measure: str, rules: Policy) -> MeasureRule:
    """The rule that a measure's class and plan give it."""
    kelas = class_of(measure)
    own = rules.kelas.get(kelas) or rules.kelas[STRICTNESS[-1]]  # type: ignore[call-overload]
    less_far = rules.plan_of(measure).tingkat_terendah
    return MeasureRule.model_validate({**own.model_dump(), "rincian_terendah": less_far})


def protected_measures(rules: Policy) -> Mapping[str, MeasureRule]:
    """Every measure that is protected, with the rule of its class and plan."""
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
