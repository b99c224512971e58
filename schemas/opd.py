"""OPD: one canonical form for the agencies whose files and duties the tables of the Pokja count."""

from dataclasses import dataclass

from schemas.kode import Code

JENIS_OPD = {
    "perangkat_daerah": Code("Perangkat daerah"),
    "instansi_vertikal": Code("Instansi vertikal atau penyelenggara di luar pemerintah daerah"),
    "kelompok": Code("Kelompok kerja atau semua perangkat daerah bersama"),
    "tidak_dikenal": Code("Nama yang belum ada di daftar OPD; ditulis apa adanya"),
}
EVERY_CODE, EVERY_NAME = "semua", "Semua perangkat daerah"


@dataclass(frozen=True)
class Agency:
    """One agency; without a code it is a name that the list of agencies does not know."""

    kode: str
    nama: str
    jenis: str

    @property
    def own(self) -> bool:
        """Whether it belongs to the regional government itself, as far as anybody knows."""
        return self.jenis in ("perangkat_daerah", "tidak_dikenal")
