"""Good files of several sumber as small grids whose cells say what they are, to be spoilt."""

import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field

DESA = {
    "36.73.04.1001": "Curug",
    "36.73.04.1002": "Tinggar",
    "36.73.04.1003": "Kemanisan",
    "36.73.04.1004": "Cipete",
}
KECAMATAN = ("Serang", "Kasemen", "Walantaka", "Curug")


@dataclass
class Mark:
    """A cell that says what it was before anything happened to it: its kind and its content."""

    kind: str  # angka, jk, kode, nama, umur, tahun, judul
    value: object


Row = list  # of Mark and of plain cells


@dataclass(repr=False)
class Table:
    """One sheet in parts: lines above, the header, the body, and how the sheet is shown."""

    head: list[Row]
    body: list[Row]
    top: list[Row] = field(default_factory=list)
    name: str = "Data"
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[tuple[str, int]] = field(default_factory=list)  # "baris" or "kolom", number
    story: list[str] = field(default_factory=list)  # what happened to it, in order

    def _repr_pretty_(self, printer, _cycle) -> None:  # as Hypothesis shows it
        printer.text(repr(self))

    def __repr__(self) -> str:
        lines = ["; ".join(repr(getattr(c, "value", c)) for c in row) for row in self.rows]
        return "\n".join([f"{self.name}: {', '.join(self.story)}", *lines])

    @property
    def rows(self) -> list[Row]:
        return [*self.top, *self.head, *self.body]

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    def marks(self, kind: str) -> Iterator[tuple[int, int, Mark]]:
        """The cells of one kind with their place, 0-based."""
        for line, row in enumerate(self.rows):
            for column, cell in enumerate(row):
                if isinstance(cell, Mark) and cell.kind == kind:
                    yield line, column, cell


@dataclass(frozen=True)
class Form:
    """A good file: the sumber, the folder it is put into, and its table."""

    source: str
    folder: str
    table: Table

    def copy(self) -> Table:
        return deepcopy(self.table)


def _numbers(dice: random.Random, *, total: bool = True) -> Row:
    men, women = dice.randint(20, 9_999), dice.randint(20, 9_999)
    both = [men, women, men + women] if total else [men, women]
    return [Mark("angka", number) for number in both]


def _heads(*rows: list[str]) -> list[Row]:
    return [[Mark("judul", text) for text in row] for row in rows]


def _place(code: str) -> Row:
    return [Mark("kode", code), Mark("nama", DESA[code])]


def _wide_people(dice: random.Random) -> Form:
    head = _heads(
        ["Kode Wilayah", "Nama Wilayah", "Kelompok Umur", "Jumlah Penduduk", "", ""],
        ["", "", "", "L", "P", "L+P"],
    )
    body = [
        [*_place(code), Mark("umur", band), *_numbers(dice)]
        for code in DESA
        for band in ("0-4", "5-9")
    ]
    return Form("penduduk", "penduduk/2025", Table(head, body, [["PENDUDUK KOTA SERANG"], []]))


def _long_people(dice: random.Random) -> Form:
    head = _heads(
        ["kode_wilayah", "nama_wilayah", "tahun", "umur", "jenis_kelamin", "jumlah_penduduk"]
    )
    body = [
        [*_place(code), Mark("tahun", 2025), Mark("umur", band), Mark("jk", word), number]
        for code in DESA
        for band in ("0-4", "5-9")
        for word, number in zip(("LAKI-LAKI", "PEREMPUAN"), _numbers(dice), strict=False)
    ]
    return Form("penduduk", "penduduk", Table(head, body))


def _jobs(dice: random.Random) -> Form:
    titles = ("Pencari kerja terdaftar", "Peserta pelatihan kerja")
    head = _heads(
        ["Kecamatan", "Tahun", "Triwulan", *(t for title in titles for t in (title, "", ""))],
        ["", "", "", *(["L", "P", "L+P"] * 2)],
    )
    body = [
        [Mark("nama", name), Mark("tahun", 2025), part, *_numbers(dice), *_numbers(dice)]
        for name in KECAMATAN
        for part in ("I", "II")
    ]
    return Form("ketenagakerjaan", "ketenagakerjaan", Table(head, body, [["PENCARI KERJA"], []]))


def _focal_points(dice: random.Random) -> Form:
    head = _heads(
        ["No", "Perangkat daerah", "Jabatan", "Jenis kelamin", "Nomor SK", "Tanggal SK", "Aktif"]
    )
    head[0][-1].value = "Masih aktif"
    body = [
        [number, Mark("nama", f"Dinas {number}"), "Perencana", Mark("jk", word),
         f"050/{dice.randint(1, 99)}", "03/02/2025", dice.choice(["Ya", "Tidak"])]
        for number in range(1, 5)
        for word in ("Laki-laki", "Perempuan")
    ]  # fmt: skip
    return Form("focal_point", "focal_point/2025", Table(head, body, [["FOCAL POINT"], []]))


def _pupils(dice: random.Random) -> Form:
    kinds = ("Guru", "Peserta_Didik")
    head = _heads(
        ["Nama_Sekolah", "Kecamatan", "NPSN", "Bentuk_Pendidikan",
         *(f"{kind}_{sex}" for kind in kinds for sex in ("L", "P", "Total"))]
    )  # fmt: skip
    for word in ("Tendik_L", "Tendik_P"):
        head[0].append(Mark("judul", word))
    body = [
        [f"SD Contoh {number}", Mark("nama", f"Kec. {name}"), Mark("kode", f"9999000{number}"),
         "SD", *_numbers(dice), *_numbers(dice), *_numbers(dice, total=False)]
        for number, name in enumerate(KECAMATAN, start=1)
    ]  # fmt: skip
    return Form("peserta_didik", "peserta_didik/2025", Table(head, body))


def _targets(dice: random.Random) -> Form:
    head = _heads(
        ["dokumen", "perangkat_daerah", "kode_wilayah", "kode_program", "nama_program",
         "indikator", "satuan", "jenis_kelamin", "kondisi_awal_2024", "target_2025", "target_2026"]
    )  # fmt: skip
    body = [
        ["RPJMD", "Dinas Pendidikan", Mark("kode", "36.73"), f"1.01.0{number}", "Pengelolaan",
         f"Angka partisipasi {number}", "%", Mark("jk", word),
         *(Mark("angka", dice.randint(100, 9_999) / 100) for _ in range(3))]
        for number in range(1, 4)
        for word in ("L", "P", "L+P")
    ]  # fmt: skip
    return Form("target_rencana", "target_rencana", Table(head, body))


MAKERS = (_wide_people, _long_people, _jobs, _focal_points, _pupils, _targets)
FORMS = {
    make.__name__.strip("_"): make(random.Random(number)) for number, make in enumerate(MAKERS)
}
