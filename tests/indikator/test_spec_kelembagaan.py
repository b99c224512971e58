"""Kelembagaan: shares of sub kegiatan, of agencies counted one by one, of processes."""

from tabel import says


def test_tagged_sub_kegiatan_are_a_part_of_all():
    says("ARG-02", """
        ukuran           | unit    | TB
        sub_kegiatan     | Dinas A | 6
        sub_kegiatan     | Dinas B | 4
        sub_kegiatan_arg | Dinas A | 3
        sub_kegiatan_arg | Dinas B | 1
    """, """
        jk  pembilang  penyebut  nilai
        TB          4        10     40
    """)  # fmt: skip


def test_an_agency_counts_once_and_only_with_both_papers():
    says("ARG-03", """
        ukuran        | unit    | TB
        dokumen_gap   | Dinas A | 5
        dokumen_gbs   | Dinas A | 2
        dokumen_gap   | Dinas B | 1
        dokumen_gbs   | Dinas B | 0
        dokumen_gap   | Dinas C | 3
        sub_kegiatan  | Dinas A | 9
        sub_kegiatan  | Dinas B | 8
        sub_kegiatan  | Dinas C | 7
        sub_kegiatan  | Dinas D | 6
        sub_kegiatan  | Dinas E | 0
    """, """
        jk  pembilang  penyebut  nilai
        TB          1         4     25
    """)  # fmt: skip


def test_an_agency_whose_paper_went_back_is_not_an_agency_without_one():
    says("ARG-03", """
        ukuran        | unit    | TB
        dokumen_gap   | Dinas A | 5
        dokumen_gbs   | Dinas A | 2
        dokumen_gap   | Dinas B | 1
        dokumen_gbs   | Dinas B | ?
        sub_kegiatan  | Dinas A | 9
        sub_kegiatan  | Dinas B | 8
    """, """
        jk  | pembilang | penyebut | nilai | alasan
        TB  | 1         | 2        | -     | bagian yang belum ada pada pembilang dan penyebut berbeda
    """)  # fmt: skip  # noqa: E501


def test_an_agency_with_an_active_focal_point_counts_whoever_holds_the_post():
    says("LBG-01", """
        ukuran             | unit    | L | P | TB
        focal_point_aktif  | Dinas A | 1 | 2 | .
        focal_point_aktif  | Dinas B | 0 | 1 | .
        focal_point_aktif  | Dinas C | 0 | 0 | .
        sub_kegiatan       | Dinas A | . | . | 9
        sub_kegiatan       | Dinas B | . | . | 9
        sub_kegiatan       | Dinas C | . | . | 9
        sub_kegiatan       | Dinas D | . | . | 9
    """, """
        jk  pembilang  penyebut  nilai
        TB          2         4     50
    """)  # fmt: skip


def test_processes_are_scored_out_of_seven():
    says("LBG-03", """
        ukuran                TB
        proses_pug_terpenuhi   3
        proses_pug_dinilai     6
    """, """
        jk  pembilang  penyebut  nilai
        TB          3         6    3.5
    """)  # fmt: skip
