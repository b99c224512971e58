"""Kemajuan: what is published of plan targets beside the target itself."""

import pandera.polars as pa
import polars as pl


class DasarCapaian(pa.DataFrameModel):
    """Dasar aturan capaian: rumus, batas, skala, dan titik setara yang dirujuk tabel target."""

    kode: pl.String = pa.Field(title="Kode dasar", unique=True)
    judul: pl.String = pa.Field(title="Judul")
    kedudukan: pl.String = pa.Field(title="peraturan, pedoman, atau praktik")
    catatan: pl.String = pa.Field(title="Sejauh mana dasarnya sudah dipastikan")

    class Config:
        """No column more, no column less."""

        strict = True
