"""Write the broken setoran: each breaks one rule, and its name says which and how."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile
from tulis import write_sheet, write_text

MEN, WOMEN = "LAKI-LAKI", "PEREMPUAN"
PEOPLE = f"""\
kode_wilayah;nama_wilayah;tahun;kelompok_umur;jenis_kelamin;jumlah_penduduk
36.73.04.1001;Curug;2025;0-4;{MEN};412
36.73.04.1001;Curug;2025;0-4;{WOMEN};398
36.73.04.1002;Tinggar;2025;0-4;{MEN};305
36.73.04.1002;Tinggar;2025;0-4;{WOMEN};291
"""
LAST = f"36.73.04.1002;Tinggar;2025;0-4;{WOMEN};291\n"
ELEMENTS = """\
kode_dssd,uraian_dssd,kode_wilayah,nama_wilayah,satuan,tahun,data,produsen_data
2.12.0001,Jumlah Kepala Keluarga Laki-Laki,36.73.04,Curug,Orang,2025,15210,Disdukcapil
2.12.0002,Jumlah Kepala Keluarga Perempuan,36.73.04,Curug,Orang,2025,2874,Disdukcapil
"""
UNMAPPED = "2.12.0021,Jumlah Kepala Keluarga Perempuan Cerai Mati,36.73.04,Curug,Orang,2025,931,\n"
SENSITIVE = """\
2.08.0001,Jumlah Perempuan Korban Kekerasan Yang Dilayani,36.73,Kota Serang,Orang,2025,47,DP3AKB
"""
SCHOOLS = """\
Nama_Sekolah,Kecamatan,NPSN,Bentuk_Pendidikan,Tahun,Peserta_Didik_L,Peserta_Didik_P,Guru_L,Guru_P,Tendik_L,Tendik_P
SD Contoh 01,Kec. Curug,99990001,SD,2025,154,149,4,9,1,2
SD Contoh 02,Kec. Kasemen,99990002,SD,2025,131,140,3,10,2,1
"""
PLAN = """\
dokumen;kode_wilayah;kode_program;nama_program;kode_indikator;indikator;satuan;polaritas;target_2025
RPJMD;36.73;1.01.02;Program Pengelolaan Pendidikan;PDK-02;APM SD;%;positif;95,8
RPJMD;36.73;1.01.02;Program Pengelolaan Pendidikan;PDK-07;Angka putus sekolah;%;negatif;0,22
"""
# Serials from 9901 on: so many children are born in a kecamatan on no day.
PERSONS = """\
NIK;Kode Wilayah;Jenis Kelamin;Tanggal Lahir;KIA
3673040101159901;36.73.04.1001;LAKI-LAKI;01/01/2015;YA
3673044101159902;36.73.04.1001;PEREMPUAN;01/01/2015;TIDAK
3673044203169903;36.73.04.1002;PEREMPUAN;02/03/2016;YA
"""
MOVED = "3673040101159901;36.73.04.1002;LAKI-LAKI;01/01/2015;YA\n"
# File, the sound text, what is replaced in it, and by what; an empty one adds to its end.
CHANGED = (
    ("penduduk/R3_jenis_kelamin.csv", PEOPLE, f"{MEN};305", "LAKI-LAKY;305"),
    ("penduduk/R3P_p_tanpa_pasangan.csv", PEOPLE, f"{WOMEN};291", "P;291"),
    ("penduduk/R4_wilayah_tak_dikenal.csv", PEOPLE, "36.73.04.1002;", "36.73.04.1999;"),
    ("penduduk/R4N_nama_bukan_kodenya.csv", PEOPLE, "Tinggar", "Kalodran"),
    ("penduduk/R7_angka_lokal_id.csv", PEOPLE, "305", "1,234.0"),
    ("penduduk/R7_angka_lokal_en.csv", PEOPLE, "305", "1,234"),
    ("penduduk/R7_satuan_dalam_sel.csv", PEOPLE, "305", "305 jiwa"),
    ("penduduk/R8_hanya_satu_jenis_kelamin.csv", PEOPLE, LAST, ""),
    ("penduduk/R12_baris_ganda.csv", PEOPLE, LAST, LAST + LAST.replace("291", "219")),
    ("penduduk/R12S_baris_disalin.csv", PEOPLE, LAST, LAST + LAST),
    ("penduduk/T1_negatif.csv", PEOPLE, "305", "-305"),
    ("penduduk/T2_kelompok_umur.csv", PEOPLE, "Tinggar;2025;0-4", "Tinggar;2025;anak-anak"),
    ("penduduk/T3_umur_tidak_diisi.csv", PEOPLE, "Tinggar;2025;0-4", "Tinggar;2025;"),
    ("penduduk/B5_bukan_tabel.pdf", PEOPLE, "", ""),
    ("penduduk/B10_sensitif.csv", PEOPLE, "jumlah_penduduk", "jumlah_korban"),
    ("penduduk/B13_judul_ganda.csv", PEOPLE, "jumlah_penduduk",
     "jumlah_penduduk;jumlah_penduduk"),
    ("elemen_sektoral/E1_elemen_belum_dipetakan.csv", ELEMENTS, "", UNMAPPED),
    ("elemen_sektoral/E2_elemen_sensitif.csv", ELEMENTS, "", SENSITIVE),
    ("peserta_didik/R11_tahun_ajaran_tidak_urut.csv", SCHOOLS, "99990002,SD,2025",
     "99990002,SD,2024/2026"),
    ("peserta_didik/B12_tanpa_tahun.csv", SCHOOLS, "Tahun", "Semester"),
    ("target_rencana/R17P_indikator_belum_dipadankan.csv", PLAN, "PDK-07;Angka putus sekolah",
     ";Angka anak berhenti belajar"),
    ("target_rencana/R17_polaritas.csv", PLAN, "negatif", "makin rendah makin baik"),
    ("penduduk_perorangan/2025/B8_tanpa_kelamin.csv", PERSONS, "Jenis Kelamin", "Golongan"),
    ("penduduk_perorangan/2025/R21_nik_jadi_angka.csv", PERSONS, "3673044101159902", "3,67304E+15"),
    ("penduduk_perorangan/2025/R12_nik_ganda.csv", PERSONS, "", MOVED),
    ("penduduk_perorangan/B12_tanpa_tahun.csv", PERSONS, "YA", "ADA"),
)  # fmt: skip
WIDE_HEAD = ("Kode Wilayah", "Kecamatan/Kelurahan", "Kelompok Umur", "Tahun", "L", "P", "L+P")
CURUG = ("36.73.04.1001", "Curug", "0-4", 2025, 412, 398, 810)
TINGGAR = ("36.73.04.1002", "Tinggar", "0-4", 2025, 305, 291, 596)
CIPOCOK = ("36.73.05.1001", "Cipocok Jaya", "0-4", 2025, 590, 561, 1151)
# Kelurahan of Kecamatan Curug with the men and women of age 0-4 in each.
CURUG_VILLAGES = (
    ("1001", "Curug", 412, 398), ("1002", "Tinggar", 305, 291), ("1003", "Kemanisan", 277, 268),
    ("1004", "Cipete", 251, 240), ("1005", "Cilaku", 318, 309), ("1006", "Pancalaksana", 233, 226),
    ("1007", "Sukawana", 198, 190), ("1008", "Sukalaksana", 264, 259),
    ("1009", "Curug Manis", 221, 214), ("1010", "Sukajaya", 207, 203),
)  # fmt: skip


def write_broken(folder: Path) -> None:
    """Write every broken file below a folder, each under the sumber it would be sent to."""
    for name, sound, old, new in CHANGED:
        write_text(folder / name, sound.replace(old, new) if old else sound + new)
    write_text(folder / "penduduk" / "R2W_anak_melebihi_induk.csv", _children_above_parent())
    write_text(folder / "penduduk" / "R10_umur_tidak_sama_total.csv", _ages_beside_total())
    write_text(folder / "penduduk" / "R8K_belum_diisi.csv", _two_blanks())
    write_text(folder / "penduduk" / "B2_bukan_excel.xlsx", PEOPLE)
    write_text(folder / "penduduk" / "B1_kosong.xlsx", "")
    write_text(folder / "B11_tidak_dikenal.csv", "Tanggal;Kegiatan;Tempat\n5 Mei 2025;Rapat;Aula\n")
    _write_broken_workbooks(folder / "penduduk")
    _lock_once(folder / "penduduk" / "B3_bersandi.xlsx")


def _write_broken_workbooks(folder: Path) -> None:
    swapped = (*TINGGAR[:6], 569)
    spoilt = (36.73, "Kota Serang", "0-4", 2025, 2686, 2598, 5284)
    totals = (
        _total("Jumlah Kecamatan Curug", 717, 698, 1406),
        _total("Jumlah Kecamatan Cipocok Jaya", 590, 561, 1151),
    )
    write_wide(folder / "R1_jumlah_tidak_sama.xlsx", [CURUG, swapped])
    write_wide(folder / "R2_baris_jumlah.xlsx", [CURUG, TINGGAR, totals[0], CIPOCOK, totals[1]])
    write_wide(folder / "R21_kode_jadi_angka.xlsx", [CURUG, spoilt])
    write_wide(folder / "B8_kolom_hilang.xlsx", [CURUG, TINGGAR], without=5)
    write_wide(folder / "B9_tanpa_baris.xlsx", [])
    meeting = [["Daftar hadir rapat"], ["Nama", "Paraf"], ["Peserta 1", ""]]
    write_sheet(folder / "B7_lembar_salah.xlsx", meeting, "Rapat")


def _total(label: str, men: int, women: int, both: int) -> tuple:
    return label, "", "", "", men, women, both


def write_wide(path: Path, rows: Sequence[Sequence], without: int | None = None) -> None:
    """A small wide penduduk workbook: title, blank row, header in row 3, data from row 4."""
    table = [WIDE_HEAD, *rows]
    kept = [[cell for column, cell in enumerate(row) if column != without] for row in table]
    write_sheet(path, [["Data rekaan untuk contoh"], [], *kept], "Penduduk")


def _lock_once(path: Path) -> None:
    """Encryption is salted, so a locked workbook that exists already is left as it is."""
    if path.exists():
        return
    plain = path.with_suffix(".polos")
    write_wide(plain, [CURUG, TINGGAR])
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(plain.read_bytes())).encrypt("rahasia", locked)
    plain.unlink()
    path.write_bytes(locked.getvalue())


def _lines(rows: Sequence[Sequence]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    return PEOPLE.splitlines(keepends=True)[0] + text.getvalue()


def _children_above_parent() -> str:
    """A kecamatan whose men are fewer than those of its kelurahan, beside one that is alone."""
    men = sum(village[2] for village in CURUG_VILLAGES) - 100
    women = sum(village[3] for village in CURUG_VILLAGES)
    places = [("36.73.04", "Curug", men, women), ("36.73.05", "Cipocok Jaya", 4310, 4122)]
    places += [(f"36.73.04.{code}", *rest) for code, *rest in CURUG_VILLAGES]
    return _lines([
        (code, name, 2025, "0-4", word, number)
        for code, name, *numbers in places
        for word, number in zip((MEN, WOMEN), numbers, strict=True)
    ])  # fmt: skip


def _ages_beside_total() -> str:
    """Sixteen bands of 100 men and 90 women each; the men's total lacks 10."""
    bands = [*(f"{low}-{low + 4}" for low in range(0, 75, 5)), "75+"]
    rows = [(band, 100, 90) for band in bands] + [("Jumlah", 1590, 1440)]
    lines = [("36.73.04.1001", "Curug", 2025, band, word, number) for band, *numbers in rows
             for word, number in zip((MEN, WOMEN), numbers, strict=True)]  # fmt: skip
    alone = [("36.73.04.1002", "Tinggar", 2025, "0-4", word, n)
             for word, n in ((MEN, 305), (WOMEN, 291))]  # fmt: skip
    return _lines([*lines, *alone])


def _two_blanks() -> str:
    return PEOPLE.replace("305", "").replace("291", "")
