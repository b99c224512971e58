"""All sumber by name: every module of `schemas/ekstrak` is one, and nothing else names agencies."""

from importlib import import_module
from pkgutil import iter_modules

from schemas import ekstrak
from schemas.sumber import Source

ALL_SOURCES: dict[str, Source] = {
    module.name: import_module(f"{ekstrak.__name__}.{module.name}").SOURCE
    for module in iter_modules(ekstrak.__path__)
}

# Files with one row per person of a whole population are checked without loading them.
REGISTERS = {code: source for code, source in ALL_SOURCES.items() if source.register}
SOURCES = {code: source for code, source in ALL_SOURCES.items() if not source.register}
# No release may name a file of these; that there is a register of the population is no secret.
CLOSED = {code for code, source in SOURCES.items() if source.private}
