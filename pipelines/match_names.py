"""Which regions below a parent a written name can mean: official, confirmed and former names."""

from collections.abc import Mapping, Sequence
from functools import cache

from pipelines.load_reference import region_aliases, region_changes, regions
from pipelines.normalise_names import read_name, split_name
from pipelines.suggest_names import clearly_nearest

_VILLAGE_TYPE = {"1": "kel", "2": "desa", "3": "desa"}  # by the first digit of its own number

Forms = Mapping[str, Sequence[tuple[str, str]]]  # bare name -> code, type


def codes_named(place: str, name: str) -> list[str]:
    """Codes below the place that a name can mean; also the place's own, if it states its type."""
    found = _children_named(place, name)
    if place and split_name(name, place.count("."))[0]:
        found |= _children_named(parent_of(place), name) & {place}
    return sorted(found)


def fits(name: str, code: str) -> bool:
    """Whether a name beside a code is that region's, or a misspelling that can be no other's."""
    exact = _children_named(parent_of(code), name)
    return code in exact if exact else code in suggested(parent_of(code), name)


def suggested(parent: str, name: str) -> list[str]:
    """Codes below the parent whose official name is the one that the name can be misspelt from."""
    own, bare = split_name(name, _depth_below(parent))
    official = _index(parent, _official(parent))
    near = clearly_nearest(bare, official)
    return [code for code, other in official[near] if _agree(own, other)] if near else []


def official_name(code: str) -> str | None:
    """The name of a code of the decree; None of any other code."""
    return _names().get(code)


def label(code: str) -> str:
    """A code of the decree with its name, as people read it."""
    return f"{code} {_names()[code]}"


def today(code: str) -> str:
    """The code that a code of the decree, or of its history, has today; a divided one keeps its."""
    return code if code in _names() else region_changes()[code].now[0]


def parent_of(code: str) -> str:
    """The code above; "" above a province."""
    return code.rpartition(".")[0]


def codes_below(place: str) -> Sequence[str]:
    """The codes of today right below a place."""
    return _children().get(place, ())


def _children_named(parent: str, name: str) -> set[str]:
    readings, forms = read_name(name, _depth_below(parent)), _forms(parent)
    found = {
        code for own, bare in readings for code, other in forms.get(bare, ()) if _agree(own, other)
    }
    if len(found) > 1 and _depth_below(parent) == 3:
        stated = {code for code in found if _VILLAGE_TYPE.get(code[-4]) == readings[0][0]}
        return stated if len(stated) == 1 else found
    return found


def _agree(own: str, other: str) -> bool:
    """Types differ only where both are stated: Kota Bogor is not Kabupaten Bogor, Bogor may be."""
    return not (own and other) or own == other


@cache
def _forms(parent: str) -> Forms:
    """All names in use below a parent, also of regions that a law has moved elsewhere since."""
    moved = [
        (change.name, code)
        for code, change in region_changes().items()
        if parent_of(code) == parent and code not in _names()
    ]
    return _index(parent, [*_official(parent), *region_aliases().get(parent, ()), *moved])


def _official(parent: str) -> list[tuple[str, str]]:
    return [(_names()[code], code) for code in codes_below(parent)]


def _index(parent: str, named: Sequence[tuple[str, str]]) -> Forms:
    """Codes by bare name; a name that states no type has that of its region."""
    depth, forms = _depth_below(parent), dict[str, list[tuple[str, str]]]()
    for name, code in named:
        official = split_name(_names()[today(code)], depth)[0]
        for own, bare in read_name(name, depth):
            forms.setdefault(bare, []).append((code, own or official))
    return forms


def _depth_below(parent: str) -> int:
    return parent.count(".") + 1 if parent else 0


@cache
def _names() -> Mapping[str, str]:
    table = regions()
    return dict(zip(table["kode"], table["nama"], strict=True))


@cache
def _children() -> Mapping[str, Sequence[str]]:
    below: dict[str, list[str]] = {}
    for code, parent in regions().select("kode", "induk").iter_rows():
        below.setdefault(parent or "", []).append(code)
    return below
