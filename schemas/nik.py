"""NIK and NIP: where region, birth date, sex and serial stand in the digits of a person number."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

# A woman's day of birth is written 40 higher in a NIK: 05 becomes 45.
WOMAN_DAY = 40
PPPK = 21
NIK_SHAPE = "[0-9]{16}"
# SQL of the parts, so that whole registers are checked by the same positions; `nik` is the text.
NIK_SQL = {
    "district": "substr(nik, 1, 6)",
    "day": "substr(nik, 7, 2)",
    "month_year": "substr(nik, 9, 4)",
    "serial": "substr(nik, 13, 4)",
}
_NIK = re.compile(r"(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{4})")
_NIP = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{4})(\d{2})([12])(\d{3})")


@dataclass(frozen=True)
class Nik:
    """16 digits: kecamatan of first registration, DDMMYY with women's day + 40, serial."""

    kecamatan: str  # PP.KK.CC of that time; it need not exist today, and people move
    jenis_kelamin: str
    hari: int
    bulan: int
    tahun_dua_angka: int
    urut: str

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The parts of a NIK; None when it is not 16 digits. The date need not be possible."""
        match = _NIK.fullmatch(text)
        if match is None:
            return None
        province, regency, district, day, month, year, serial = match.groups()
        woman = int(day) > WOMAN_DAY
        return cls(
            f"{province}.{regency}.{district}", "P" if woman else "L",
            int(day) - WOMAN_DAY * woman, int(month), int(year), serial,
        )  # fmt: skip

    def born(self, reference: date) -> date | None:
        """The birth date it states, None for an impossible one.

        The century is not written. The rule: the latest one that does not lie after `reference`,
        so nobody is 100 or older. A check against a known birth date compares two digits only.
        """
        century = reference.year // 100 * 100
        for year in (century + self.tahun_dua_angka, century - 100 + self.tahun_dua_angka):
            try:
                stated = date(year, self.bulan, self.hari)
            except ValueError:
                continue
            if stated <= reference:
                return stated
        return None


@dataclass(frozen=True)
class Nip:
    """18 digits of a civil servant: birth YYYYMMDD, appointment YYYYMM, sex 1/2, serial.

    A PPPK has 21 in place of the month of appointment.
    """

    lahir: date
    tahun_pengangkatan: int
    bulan_pengangkatan: int
    jenis_kelamin: str
    urut: str

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The parts of a NIP; None when it is not 18 digits, or has an impossible date or sex."""
        match = _NIP.fullmatch(text)
        if match is None:
            return None
        *numbers, sex, serial = match.groups()
        year, month, day, appointed, appointed_month = map(int, numbers)
        try:
            born = date(year, month, day)
            date(appointed, 1 if appointed_month == PPPK else appointed_month, 1)
        except ValueError:
            return None
        return cls(born, appointed, appointed_month, {"1": "L", "2": "P"}[sex], serial)
