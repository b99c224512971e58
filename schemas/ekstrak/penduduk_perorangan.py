"""Penduduk perorangan: the register of Disdukcapil, one row per person; no name, no number kept."""

import pandera.polars as pa
import polars as pl

from schemas.kode import OPEN_AGE, PENDIDIKAN
from schemas.sumber import Layout, Source, column

YA_TIDAK = ("ya", "tidak")
STATUS_KAWIN = ("belum_kawin", "kawin", "cerai_hidup", "cerai_mati")
PEKERJAAN = (
    "belum_bekerja", "mengurus_rumah_tangga", "pelajar", "pensiunan", "asn", "tni_polri",
    "perdagangan", "pertanian", "buruh", "karyawan", "jasa", "profesi", "pejabat", "pemuka_agama",
    "wiraswasta", "lainnya",
)  # fmt: skip
OLDEST = 125  # an age above it is a mistyped year
# Day first or year first; a month that comes first is not read, for 03/04 would be two dates.
DATE_FORMATS = ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%Y-%m-%d %H:%M:%S")


class PendudukPerorangan(pa.DataFrameModel):
    """Penduduk terdaftar, satu baris per orang, pada satu tanggal acuan."""

    kunci_orang: pl.String = column("Kunci orang (HMAC-SHA256 dari NIK)", "kode", unique=True)
    kode_wilayah: pl.String = column("Kode desa/kelurahan", "kode", str_length={"min_value": 13})
    tahun: pl.Int64 = column("Tahun tanggal acuan", "tahun")
    jenis_kelamin: pl.String = column("Jenis kelamin", "pilihan", isin=["L", "P", "TT"])
    tanggal_lahir: pl.Date = column("Tanggal lahir", "teks", nullable=True)
    umur: pl.Int64 = column("Umur pada tanggal acuan", "angka", in_range=(0, OPEN_AGE))
    status_kawin: pl.String = column(
        "Status kawin", "pilihan", isin=list(STATUS_KAWIN), nullable=True
    )
    pendidikan: pl.String = column("Pendidikan", "pilihan", isin=list(PENDIDIKAN), nullable=True)
    pekerjaan: pl.String = column("Pekerjaan", "pilihan", isin=list(PEKERJAAN), nullable=True)
    status_rekam_ktp: pl.String = column(
        "Sudah merekam KTP-el", "pilihan", isin=list(YA_TIDAK), nullable=True
    )
    akta_kelahiran: pl.String = column(
        "Memiliki akta kelahiran", "pilihan", isin=list(YA_TIDAK), nullable=True
    )
    kia: pl.String = column("Memiliki KIA", "pilihan", isin=list(YA_TIDAK), nullable=True)
    tanggal_pembaruan: pl.Date = column("Tanggal pembaruan", "teks", nullable=True)
    sidik: pl.String = column("Sidik berkas (SHA-256)", "teks")
    berkas: pl.String = column("Berkas", "teks")
    baris: pl.Int64 = column("Baris", "angka", ge=1, unique=True)

    class Config:
        """No column more, no column less."""

        strict = True


_NIK = {"nik": ("nik", "no nik", "no. nik", "nomor nik", "nomor induk kependudukan")}
_BY_CODE = {
    "kode_wilayah": (
        "kode wilayah", "kode kelurahan", "kode desa", "kode desa/kelurahan",
        "kode kelurahan/desa", "kode desa kelurahan", "kode kemendagri",
    ),
}  # fmt: skip
_BY_NAME = {
    "nama_kecamatan": ("nama kecamatan", "kecamatan", "nama kec", "kec"),
    "nama_kelurahan": (
        "nama kelurahan", "kelurahan", "nama desa", "desa", "desa/kelurahan", "kelurahan/desa",
        "nama desa/kelurahan", "nama kelurahan/desa", "nama kel", "kel",
    ),
}  # fmt: skip
_SEX = {"jenis_kelamin": ("jenis kelamin", "jenis klmin", "jk", "kelamin", "l/p", "sex")}
_BORN = {"tanggal_lahir": ("tanggal lahir", "tgl lahir", "tgl. lahir", "tgl lhr", "lahir")}
_AGE = {"umur": ("umur", "usia", "umur (tahun)", "usia (tahun)")}
_OPTIONAL = {
    "status_kawin": ("status kawin", "status perkawinan", "stat kwn", "status nikah"),
    "pendidikan": ("pendidikan", "pendidikan terakhir", "pddk akh", "pendidikan akhir"),
    "pekerjaan": ("pekerjaan", "jenis pekerjaan", "jenis pkrjn"),
    "status_rekam_ktp": (
        "status rekam ktp", "status rekam", "rekam ktp", "rekam ktp-el", "perekaman ktp",
        "perekaman ktp-el", "sudah rekam", "ktp-el",
    ),
    "akta_kelahiran": (
        "akta kelahiran", "akta lahir", "akta", "akte kelahiran", "akte lahir", "kepemilikan akta",
        "kepemilikan akta kelahiran", "akta lhr",
    ),
    "kia": ("kia", "kartu identitas anak", "kepemilikan kia"),
    "tanggal_pembaruan": (
        "tanggal pembaruan", "tgl pembaruan", "tanggal update", "tgl update",
        "tanggal pemutakhiran", "tgl ubah",
    ),
}  # fmt: skip

_YES_NO = {
    "ya": "ya", "y": "ya", "ada": "ya", "sudah": "ya", "punya": "ya", "memiliki": "ya",
    "sudah rekam": "ya", "sudah merekam": "ya",
    "tidak": "tidak", "t": "tidak", "tidak ada": "tidak", "belum": "tidak",
    "tidak punya": "tidak", "tidak memiliki": "tidak", "belum memiliki": "tidak",
    "belum ada": "tidak", "belum rekam": "tidak", "belum merekam": "tidak",
}  # fmt: skip
_MARITAL = {
    "belum kawin": "belum_kawin", "belum menikah": "belum_kawin",
    "kawin": "kawin", "menikah": "kawin", "kawin tercatat": "kawin",
    "kawin belum tercatat": "kawin", "kawin tidak tercatat": "kawin",
    "cerai hidup": "cerai_hidup", "cerai hidup tercatat": "cerai_hidup",
    "cerai hidup belum tercatat": "cerai_hidup",
    "cerai mati": "cerai_mati",
}  # fmt: skip
_SCHOOLING = {
    "tidak/belum sekolah": "tidak_sekolah", "tidak / belum sekolah": "tidak_sekolah",
    "tidak sekolah": "tidak_sekolah", "belum sekolah": "tidak_sekolah",
    "belum tamat sd/sederajat": "tidak_tamat_sd", "tidak tamat sd/sederajat": "tidak_tamat_sd",
    "belum tamat sd": "tidak_tamat_sd", "tidak tamat sd": "tidak_tamat_sd",
    "tamat sd/sederajat": "sd", "tamat sd": "sd", "sd/sederajat": "sd", "sd": "sd",
    "sltp/sederajat": "smp", "smp/sederajat": "smp", "smp": "smp", "sltp": "smp",
    "slta/sederajat": "sma", "sma/sederajat": "sma", "sma": "sma", "slta": "sma", "smk": "sma",
    "diploma i/ii": "diploma", "diploma i / ii": "diploma",
    "akademi/diploma iii/s. muda": "diploma", "akademi/diploma iii/sarjana muda": "diploma",
    "akademi/ diploma iii/s. muda": "diploma", "diploma iii": "diploma",
    "diploma iv/strata i": "perguruan_tinggi", "diploma iv/ strata i": "perguruan_tinggi",
    "strata i": "perguruan_tinggi", "strata ii": "perguruan_tinggi",
    "strata iii": "perguruan_tinggi", "s1": "perguruan_tinggi", "s2": "perguruan_tinggi",
    "s3": "perguruan_tinggi",
}  # fmt: skip
_WORK_WORDS = {
    "belum_bekerja": "belum/tidak bekerja;belum bekerja;tidak bekerja",
    "mengurus_rumah_tangga": "mengurus rumah tangga",
    "pelajar": "pelajar/mahasiswa;pelajar;mahasiswa",
    "pensiunan": "pensiunan",
    "asn": "pegawai negeri sipil;pegawai negeri sipil (pns);pns;asn;pppk",
    "tni_polri": "tentara nasional indonesia;tentara nasional indonesia (tni);tni;"
    "kepolisian ri;kepolisian ri (polri);polri",
    "perdagangan": "perdagangan;pedagang",
    "pertanian": "petani/pekebun;petani;peternak;nelayan/perikanan;nelayan",
    "buruh": "buruh harian lepas;buruh tani/perkebunan;buruh nelayan/perikanan;buruh peternakan;"
    "pembantu rumah tangga;industri;konstruksi;transportasi;sopir;tukang batu;tukang kayu;"
    "tukang las/pandai besi;tukang listrik;tukang jahit;tukang cukur;tukang sol sepatu",
    "karyawan": "karyawan swasta;karyawan bumn;karyawan bumd;karyawan honorer",
    "jasa": "penata rias;penata busana;penata rambut;mekanik;seniman;tabib;paraji;"
    "perancang busana;penterjemah;juru masak;promotor acara;paranormal",
    "profesi": "dosen;guru;pilot;pengacara;notaris;arsitek;akuntan;konsultan;dokter;bidan;perawat;"
    "apoteker;psikiater/psikolog;penyiar televisi;penyiar radio;pelaut;peneliti;wartawan",
    "pejabat": "anggota dpr-ri;anggota dpd;anggota bpk;presiden;wakil presiden;"
    "anggota mahkamah konstitusi;anggota kabinet/kementerian;duta besar;gubernur;wakil gubernur;"
    "bupati;wakil bupati;walikota;wakil walikota;anggota dprd provinsi;"
    "anggota dprd kabupaten/kota;perangkat desa;kepala desa",
    "pemuka_agama": "imam masjid;pendeta;pastor;ustadz/mubaligh;biarawan/biarawati;biarawati",
    "wiraswasta": "wiraswasta",
    "lainnya": "lainnya;pialang",
}
CODES = {
    "status_kawin": _MARITAL,
    "pendidikan": _SCHOOLING,
    "pekerjaan": {word: code for code, words in _WORK_WORDS.items() for word in words.split(";")},
    "status_rekam_ktp": _YES_NO,
    "akta_kelahiran": _YES_NO,
    "kia": _YES_NO,
}

SOURCE = Source(
    kode="penduduk_perorangan",
    judul="Penduduk per orang (register)",
    opd="Disdukcapil",
    model=PendudukPerorangan,
    sel_data=("kode_wilayah", "tahun"),
    # The birth date goes before a written age, a code before names: the first that fits is taken.
    layouts=tuple(
        Layout(
            name=f"{place_name}_{age_name}",
            headings={**_NIK, **place, **_SEX, **age},
            optional=_OPTIONAL,
            values=(),
            codes=CODES,
        )
        for age_name, age in (("lahir", _BORN), ("umur", _AGE))
        for place_name, place in (("kode", _BY_CODE), ("nama", _BY_NAME))
    ),
    number="kunci_orang",
    kelas="sensitif",
    register=True,
)
