"""Let only what its class allows reach a release; no class is ever taken for open."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.load_reference import measures
from schemas.indikator import Indicator

OPEN = "terbuka"


@dataclass(frozen=True)
class Refusal:
    """An indicator kept out of the release, and the sentence that says why."""

    kode: str
    kalimat: str


def protect(catalogue: Iterable[Indicator]) -> tuple[list[Indicator], list[Refusal]]:
    """Split a catalogue into what may be published and what is refused by its class."""
    allowed, refused = [], []
    for item in catalogue:
        kelas = _strictest(item)
        if kelas == OPEN:
            allowed.append(item)
        else:
            refused.append(Refusal(item.kode, _sentence(item, kelas)))
    return allowed, refused


def _strictest(item: Indicator) -> str:
    """An indicator is as sensitive as itself and as each measure it is made of."""
    sides = [side for side in (item.pembilang, item.penyebut) if side]
    kinds = {item.kelas, *(measures()[side.ukuran]["kelas"] for side in sides)}
    return OPEN if kinds == {OPEN} else max(kinds - {OPEN})


def _sentence(item: Indicator, kelas: str) -> str:
    return (
        f"{item.kode} {item.nama} tidak diterbitkan: kelas datanya {kelas}, "
        "dan perlindungan untuk kelas itu belum tersedia."
    )
