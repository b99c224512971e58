"""All sumber by name: the list every other room walks instead of naming agencies."""

from schemas.ekstrak import (
    elemen_sektoral,
    penduduk,
    penduduk_perorangan,
    peserta_didik,
    target_rencana,
)
from schemas.sumber import Source

SOURCES: dict[str, Source] = {
    module.SOURCE.kode: module.SOURCE
    for module in (penduduk, elemen_sektoral, peserta_didik, target_rencana)
}

# Kinds of file with one row per person; they are admitted by pipelines/admit_register.py.
REGISTERS: dict[str, Source] = {penduduk_perorangan.SOURCE.kode: penduduk_perorangan.SOURCE}
