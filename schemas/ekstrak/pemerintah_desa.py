"""Pemerintah desa: what DPMD keeps, heads of desa and kelurahan, their staff, and BPD members."""

from schemas.bentuk import Counts, by_sex, long, measures, wide
from schemas.sumber import Source


class PemerintahDesa(Counts):
    """Kepala desa atau lurah, perangkat desa atau kelurahan, dan anggota BPD."""

    ukuran = measures("lurah", "perangkat_desa", "anggota_bpd")


TITLES = {
    "lurah": ("kepala desa/lurah", "kepala desa", "lurah", "kades/lurah", "kepala desa / lurah"),
    "perangkat_desa": ("perangkat desa/kelurahan", "perangkat desa", "aparat kelurahan",
                       "perangkat"),
    "anggota_bpd": ("anggota bpd", "bpd", "badan permusyawaratan desa"),
}  # fmt: skip

SOURCE = Source(
    kode="pemerintah_desa",
    judul="Kepala desa, perangkat desa, dan BPD",
    opd="DPMD (Bagian Pemerintahan di kota)",
    model=PemerintahDesa,
    layouts=(
        wide(*(v for ukuran, titles in TITLES.items() for v in by_sex(ukuran, *titles)),
             passed_over=("no", "nama kepala desa", "nama lurah")),
        long(TITLES, passed_over=("no", "nama", "nama kepala desa", "nama lurah")),
    ),
)  # fmt: skip
