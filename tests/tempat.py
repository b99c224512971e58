"""Regions by code or by names, as tests of them ask, and what an agency would read of one."""

from pipelines.resolve_regions import Region, resolve
from schemas.wilayah import LayoutSystem

CITY = "36.73"


def by_code(
    code: str, name: str = "", system: LayoutSystem = "kemendagri", year: int | None = None
) -> Region:
    return resolve(code, [name], system, CITY, year)


def by_names(*names: str, home: str = "", year: int | None = None) -> Region:
    return resolve(None, names, "nama", home, year)


def sentence(region: Region) -> str:
    """What an agency would read of an unclear region."""
    row = {"berkas": "a.xlsx", "lembar": "Data", "sel": "A1"}
    finding = region.finding(row, "penduduk")
    return f"{finding.kalimat} {finding.perbaikan}"
