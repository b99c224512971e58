"""Kinerja OPD: what each agency delivered and did for PUG in a year, shares beside their parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandera.polars as pa
import polars as pl

from schemas.opd import JENIS_OPD

SEMESTER = ("setahun", "S1", "S2")


def whole(title: str) -> Any:
    """A count that is null where nothing is known of it."""
    return pa.Field(title=title, nullable=True, ge=0)


def share(title: str) -> Any:
    """A percentage of two counts of the same row."""
    return pa.Field(title=title, nullable=True, in_range={"min_value": 0, "max_value": 100})


@dataclass(frozen=True)
class Part:
    """A group of columns that one sumber fills: what it is called, and the ukuran of each."""

    nama: str
    sumber: str
    columns: Mapping[str, str]
    of_owner: bool = False  # the counts are of the agency that owes the sumber, of no other


PARTS = (
    Part("focal point", "focal_point", {
        "focal_point": "focal_point", "focal_point_ber_sk": "focal_point_ber_sk",
        "focal_point_aktif": "focal_point_aktif",
    }),
    Part("GAP", "gap_gbs", {"dokumen_gap": "dokumen_gap"}),
    Part("GBS", "gap_gbs", {"dokumen_gbs": "dokumen_gbs"}),
    Part("ARG", "anggaran", {
        "anggaran_arg": "anggaran_responsif_gender", "belanja": "belanja_operasi_modal",
    }),
    Part("sub kegiatan ARG", "anggaran", {
        "sub_kegiatan_arg": "sub_kegiatan_arg", "sub_kegiatan": "sub_kegiatan",
    }),
    Part("reviu", "pengawasan", {
        "reviu": "reviu_pprg", "temuan_reviu": "temuan_pprg",
        "temuan_reviu_selesai": "temuan_pprg_selesai",
    }),
    Part("penegakan", "penegakan", {
        "orang_penegakan": "orang_penegakan_perda",
        "kegiatan_penegakan": "kegiatan_penegakan_perda",
    }, of_owner=True),
)  # fmt: skip
# Each share by its numerator and denominator.
SHARES = {
    "persen_tepat_waktu": ("data_tepat_waktu", "data_wajib"),
    "persen_tepat_lolos": ("data_tepat_lolos", "data_wajib"),
    "persen_diterima": ("angka_diterima", "angka_dibaca"),
    "persen_terpilah": ("indikator_terpilah", "indikator_wajib_terpilah"),
    "persen_ber_sk": ("focal_point_ber_sk", "focal_point"),
    "persen_aktif": ("focal_point_aktif", "focal_point"),
    "persen_arg": ("anggaran_arg", "belanja"),
    "persen_sub_kegiatan_arg": ("sub_kegiatan_arg", "sub_kegiatan"),
    "persen_selesai": ("temuan_reviu_selesai", "temuan_reviu"),
    "persen_opd_tepat_lolos": ("opd_tepat_lolos", "opd_wajib"),
}
DELIVERED = ("data_wajib", "data_tiba", "data_tepat_waktu", "data_lolos", "data_tepat_lolos",
             "angka_dibaca", "angka_diterima", "opd_wajib", "opd_tepat_lolos")  # fmt: skip
AVAILABLE = ("indikator_wajib_terpilah", "indikator_terpilah")


class KinerjaOpd(pa.DataFrameModel):
    """Kinerja PUG dan data terpilah tiap OPD menurut tahun; setiap persen di samping bagiannya."""

    kode_wilayah: pl.String = pa.Field(title="Kode wilayah (Kemendagri)")
    tahun: pl.Int64 = pa.Field(title="Tahun data")
    perangkat_daerah: pl.String = pa.Field(title="OPD: nama baku, atau seperti yang tertulis")
    semester: pl.String = pa.Field(title="setahun, S1, atau S2", isin=list(SEMESTER))
    kode_opd: pl.String = pa.Field(title="Kode OPD; kosong bila namanya belum dikenal",
                                   nullable=True)  # fmt: skip
    jenis_opd: pl.String = pa.Field(title="Jenis OPD", isin=list(JENIS_OPD))
    nama_wilayah: pl.String = pa.Field(title="Nama wilayah")
    per_tanggal: pl.String = pa.Field(
        title="Keadaan setoran per tanggal (setoran terakhir tiba)", nullable=True
    )
    data_wajib: pl.Int64 = whole("Data terpilah yang sudah jatuh tempo")
    data_tiba: pl.Int64 = whole("… yang sudah disampaikan")
    data_tepat_waktu: pl.Int64 = whole("… yang disampaikan sampai jatuh temponya")
    data_lolos: pl.Int64 = whole("… yang seluruh angkanya diterima")
    data_tepat_lolos: pl.Int64 = whole("… yang tepat waktu dan seluruh angkanya diterima")
    persen_tepat_waktu: pl.Float64 = share("Tepat waktu (% data wajib)")
    persen_tepat_lolos: pl.Float64 = share("Tepat waktu dan lolos (% data wajib)")
    angka_dibaca: pl.Int64 = whole(
        "Angka terpilah dalam setoran yang sekarang, selain sumber sensitif"
    )
    angka_diterima: pl.Int64 = whole("… yang diterima")
    persen_diterima: pl.Float64 = share("Angka diterima (% angka dibaca)")
    indikator_wajib_terpilah: pl.Int64 = whole("Indikator OPD yang semestinya terpilah L dan P")
    indikator_terpilah: pl.Int64 = whole("… yang nilai L dan P-nya ada pada tahun itu")
    persen_terpilah: pl.Float64 = share("Indikator terpilah (% yang semestinya)")
    focal_point: pl.Int64 = whole("Focal point PUG")
    focal_point_ber_sk: pl.Int64 = whole("… yang ber-SK")
    focal_point_aktif: pl.Int64 = whole("… yang aktif")
    persen_ber_sk: pl.Float64 = share("Focal point ber-SK (%)")
    persen_aktif: pl.Float64 = share("Focal point aktif (%)")
    dokumen_gap: pl.Int64 = whole("Dokumen GAP yang lengkap")
    dokumen_gbs: pl.Int64 = whole("Dokumen GBS yang lengkap")
    anggaran_arg: pl.Int64 = whole("Pagu murni bertanda ARG (rupiah)")
    belanja: pl.Int64 = whole("Belanja operasi dan modal, pagu murni (rupiah)")
    persen_arg: pl.Float64 = share("ARG (% belanja operasi dan modal)")
    sub_kegiatan_arg: pl.Int64 = whole("Sub kegiatan bertanda ARG")
    sub_kegiatan: pl.Int64 = whole("Sub kegiatan")
    persen_sub_kegiatan_arg: pl.Float64 = share("Sub kegiatan bertanda ARG (%)")
    reviu: pl.Int64 = whole("Laporan reviu PPRG oleh Inspektorat")
    temuan_reviu: pl.Int64 = whole("Temuan reviu")
    temuan_reviu_selesai: pl.Int64 = whole("… yang selesai ditindaklanjuti")
    persen_selesai: pl.Float64 = share("Temuan selesai (%)")
    orang_penegakan: pl.Int64 = whole("Orang yang ditangani Satpol PP")
    kegiatan_penegakan: pl.Int64 = whole("Kegiatan penegakan dan mediasi Satpol PP")
    opd_wajib: pl.Int64 = whole("Perangkat daerah yang punya data wajib")
    opd_tepat_lolos: pl.Int64 = whole("… yang seluruh data wajibnya tepat waktu dan lolos")
    persen_opd_tepat_lolos: pl.Float64 = share("LBG-02: perangkat daerah tepat waktu dan lolos (%)")
    alasan: pl.String = pa.Field(title="Alasan setiap kelompok kolom yang kosong", nullable=True)

    class Config:
        """Sorted and unique by the leading key columns."""

        strict = True
        unique = ["kode_wilayah", "tahun", "perangkat_daerah", "semester"]

    @pa.dataframe_check(error="persen tidak sama dengan pembilang dibagi penyebutnya")
    def shares_are_of_their_parts(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """Each share is that of its two counts, and is null exactly when they give none."""
        fits = []
        for name, (part, base) in SHARES.items():
            defined = pl.col(part).is_not_null() & (pl.col(base) > 0).fill_null(value=False)
            right = (pl.col(name) * pl.col(base) - 100 * pl.col(part)).abs() < 1e-6 * pl.col(base)
            fits.append(pl.when(defined).then(right).otherwise(pl.col(name).is_null()))
        return data.lazyframe.select(pl.all_horizontal(fits).fill_null(value=False))

    @pa.dataframe_check(error="kolom kosong tanpa alasan")
    def what_is_unknown_has_its_reason(cls, data: pa.PolarsData) -> pl.LazyFrame:
        """A row with a count that is not known says why."""
        counts = [pl.col(name) for part in PARTS for name in part.columns]
        unknown = pl.any_horizontal(pl.col(n).is_null() for n in (*DELIVERED, *AVAILABLE))
        unknown |= pl.any_horizontal(column.is_null() for column in counts)
        return data.lazyframe.select(~unknown | pl.col("alasan").is_not_null())
