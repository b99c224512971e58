"""Kelembagaan PUG: the seven processes and the seven prasyarat side by side."""

import pandera.polars as pa
import polars as pl

from schemas.ekstrak.pokja import PRASYARAT, PROSES
from schemas.kode import ALL, STATUS_OBS

# Each scheme: what it is called, the legal source of its seven, and the seven in their order.
SKEMA = {
    "proses": ("Proses pembangunan", "PermenPPPA 5/2025", tuple(PROSES)),
    "prasyarat": ("Prasyarat PUG", "Permendagri 15/2008 jo. 67/2011", tuple(PRASYARAT)),
}
UNSUR = {ALL: "Ketujuhnya", **PROSES, **PRASYARAT}
WHOLE_REGION = "Seluruh daerah"


class KelembagaanPug(pa.DataFrameModel):
    """Tujuh proses dan tujuh prasyarat PUG tiap daerah dan OPD: dinilai, terpenuhi, berbukti."""

    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    tahun: pl.Int64 = pa.Field(title="Tahun penilaian")
    perangkat_daerah: pl.String = pa.Field(title="OPD yang dinilai, atau Seluruh daerah")
    skema: pl.String = pa.Field(title="proses atau prasyarat", isin=list(SKEMA))
    urutan: pl.Int64 = pa.Field(title="Urutan unsur; 0 ketujuhnya", in_range=(0, 7))
    unsur: pl.String = pa.Field(title="Unsur", isin=list(UNSUR))
    nama_unsur: pl.String = pa.Field(title="Nama unsur")
    nama_wilayah: pl.String = pa.Field(title="Nama wilayah")
    kode_opd: pl.String = pa.Field(title="Kode OPD", nullable=True)
    dinilai: pl.Int64 = pa.Field(title="Unsur yang dinilai", nullable=True, ge=0, le=7)
    terpenuhi: pl.Int64 = pa.Field(title="… yang terpenuhi", nullable=True, ge=0, le=7)
    sebagian: pl.Int64 = pa.Field(title="… yang baru sebagian", nullable=True, ge=0, le=7)
    berbukti: pl.Int64 = pa.Field(title="… yang disertai bukti", nullable=True, ge=0, le=7)
    dari: pl.Int64 = pa.Field(title="Banyaknya unsur", isin=[1, 7])
    persen_terpenuhi: pl.Float64 = pa.Field(
        title="Terpenuhi (% dari seluruh unsur)", nullable=True, in_range=(0, 100)
    )
    dasar: pl.String = pa.Field(title="Dasar ketujuh unsur")
    status_obs: pl.String = pa.Field(title="Status amatan", isin=list(STATUS_OBS))
    alasan: pl.String = pa.Field(title="Alasan bila kosong atau sebagian", nullable=True)

    class Config:
        """Sorted and unique by the leading key columns."""

        strict = True
        unique = ["kode_wilayah", "tahun", "perangkat_daerah", "skema", "urutan"]

    @pa.dataframe_check(error="terpenuhi, sebagian, dan berbukti melebihi yang dinilai")
    def nothing_is_fulfilled_that_was_not_judged(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """What is fulfilled wholly or in part, and what has evidence, was judged."""
        met = pl.col("terpenuhi") + pl.col("sebagian")
        inside = (met <= pl.col("dinilai")) & (pl.col("berbukti") <= pl.col("dinilai"))
        return data.lazyframe.select(inside.fill_null(value=True))
