"""Tanggapan: what an agency answered to a peringatan, who answered and when."""

import pandera.polars as pa
import polars as pl

SHEET = "Hasil pemeriksaan"  # the first sheet of a balikan, where the answers are written
COLUMN = "Tanggapan OPD"
CONFIRMED = "benar"  # an answer that begins with this word lets the value in
# What makes an answer answer one finding: another content of the cell has to be asked anew.
KEY = ("asal", "aturan", "lembar", "sel", "nilai")


class Tanggapan(pa.DataFrameModel):
    """Jawaban perangkat daerah atas temuan, seperti tertulis pada balikan yang dikirim kembali."""

    asal: pl.String = pa.Field(title="Berkas yang diperiksa")
    aturan: pl.String = pa.Field(title="Aturan")
    lembar: pl.String = pa.Field(title="Lembar")
    sel: pl.String = pa.Field(title="Sel")
    nilai: pl.String = pa.Field(title="Isi sel ketika dijawab")
    tanggapan: pl.String = pa.Field(title="Tanggapan")
    oleh: pl.String = pa.Field(title="Siapa yang menyimpan berkasnya")
    pada: pl.String = pa.Field(title="Kapan berkasnya disimpan")
    sidik: pl.String = pa.Field(title="Sidik berkas yang memuat jawabannya (SHA-256)")

    class Config:
        """One answer per finding: the last one that was saved."""

        strict = True
        unique = ["asal", "aturan", "lembar", "sel", "nilai"]
