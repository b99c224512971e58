"""Invented figures for Kota Serang: each is drawn from what it counts, never from a run's order."""

import csv
import hashlib
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).parents[1] / "referensi"
CITY = "36.73"
YEARS = (2023, 2024, 2025)
BANDS = [*(f"{low}-{low + 4}" for low in range(0, 75, 5)), "75+"]
OLDEST = 149

# Invented, and only about as large as the real city: 720 thousand people in 2023.
_KECAMATAN = {"01": 222_000, "02": 113_000, "03": 111_000, "04": 61_000, "05": 107_000,
              "06": 106_000}  # fmt: skip
_AGES = (8.6, 8.9, 8.8, 8.6, 8.7, 8.6, 8.2, 7.9, 7.3, 6.4, 5.4, 4.4, 3.3, 2.3, 1.5, 1.1)
_MEN = (51.2, 51.2, 51.1, 51.0, 50.9, 50.8, 50.8, 50.9, 51.0, 50.9, 50.7, 50.4, 49.8, 48.6, 46.9,
        43.8)  # fmt: skip
_GROWTH = 1.012

# Measure and jenjang -> ages it is a share of, share of men and of women in 2023, yearly change.
_SHARES = {
    ("anak_0_16", "semua"): (0, 16, 1, 1, 0),
    ("anak_0_17", "semua"): (0, 17, 1, 1, 0),
    ("anak_berakta", "semua"): (0, 17, 0.958, 0.949, 0.008),
    ("kepala_keluarga", "semua"): (25, OLDEST, 0.82, 0.16, 0.002),
    ("murid", "PAUD"): (3, 6, 0.47, 0.50, 0.015),
    ("murid", "SD"): (7, 12, 0.952, 0.946, 0.003),
    ("murid", "SMP"): (13, 15, 0.79, 0.825, 0.006),
    ("murid_awal_tahun", "SD"): (7, 12, 1.02, 1.01, 0),
    ("murid_awal_tahun", "SMP"): (13, 15, 0.93, 0.96, 0),
    ("pemilik_kia", "semua"): (0, 16, 0.44, 0.47, 0.06),
    ("pemilik_umkm", "semua"): (20, 64, 0.052, 0.061, 0.004),
    ("peserta_musrenbang", "semua"): (20, 64, 0.0009, 0.0005, 0.00005),
    ("putus_sekolah", "SD"): (7, 12, 0.0021, 0.0012, -0.0002),
    ("putus_sekolah", "SMP"): (13, 15, 0.0085, 0.0049, -0.0008),
    ("rekam_ktp", "semua"): (17, OLDEST, 0.981, 0.967, 0.005),
    ("wajib_ktp", "semua"): (17, OLDEST, 1, 1, 0),
}
# Measure and sex -> the city's figure in 2023, 2024 and 2025.
_CITY = {
    ("anggaran_responsif_gender", "TB"): (92_415_000_000, 118_260_500_000, 141_873_250_000),
    ("belanja_operasi_modal", "TB"): (1_386_240_000_000, 1_421_905_000_000, 1_438_770_000_000),
    ("anggota_dprd", "L"): (38, 36, 36), ("anggota_dprd", "P"): (7, 9, 9),
    ("asn", "L"): (2210, 2188, 2301), ("asn", "P"): (2904, 2967, 3215),
    ("asn_administrator_pengawas", "L"): (288, 283, 276),
    ("asn_administrator_pengawas", "P"): (173, 180, 189),
    ("asn_jpt_pratama", "L"): (27, 26, 25), ("asn_jpt_pratama", "P"): (4, 5, 6),
    ("pencari_kerja_ditempatkan", "L"): (2210, 2240, 2315),
    ("pencari_kerja_ditempatkan", "P"): (1630, 1795, 1980),
    ("pencari_kerja_terdaftar", "L"): (6120, 5875, 5640),
    ("pencari_kerja_terdaftar", "P"): (5480, 5610, 5730),
    ("pengurus_koperasi", "L"): (812, 806, 799), ("pengurus_koperasi", "P"): (404, 431, 462),
    ("peserta_pelatihan", "L"): (248, 262, 270), ("peserta_pelatihan", "P"): (184, 210, 246),
}  # fmt: skip
_WOMEN_LURAH = {"01": (1, 2, 2), "02": (0, 1, 1), "03": (2, 2, 3), "04": (1, 1, 1),
                "05": (2, 2, 2), "06": (1, 1, 2)}  # fmt: skip


def between(low: float, high: float, *key: object) -> float:
    """A number that is always the same for the same key."""
    digest = hashlib.sha256("|".join(map(str, key)).encode()).digest()
    return low + (high - low) * int.from_bytes(digest[:8], "big") / 2**64


@cache
def names() -> dict[str, str]:
    """Names of the city, its kecamatan and kelurahan by code, as the reference writes them."""
    with (REFERENCE / "wilayah" / "36.csv").open(encoding="utf-8", newline="") as file:
        return {row["kode"]: row["nama"] for row in csv.DictReader(file)
                if row["kode"].startswith(CITY)}  # fmt: skip


def districts() -> list[str]:
    """Codes of the kecamatan."""
    return [code for code in names() if code.count(".") == 2]


def villages(district: str = CITY) -> list[str]:
    """Codes of the kelurahan of one kecamatan, or of the whole city."""
    return [code for code in names() if code.count(".") == 3 and code.startswith(district)]


def people(year: int, village: str, band: str, sex: str) -> int:
    """People of one kelurahan, age band and sex."""
    district = village[:8]
    weights = [between(0.6, 1.4, "kelurahan", code) for code in villages(district)]
    share = between(0.6, 1.4, "kelurahan", village) / sum(weights)
    men = _MEN[BANDS.index(band)] + between(-1.2, 1.2, "laki-laki", village, band)
    part = (men if sex == "L" else 100 - men) / 100 * _AGES[BANDS.index(band)] / 100
    size = _KECAMATAN[district[-2:]] * share * _GROWTH ** (year - YEARS[0])
    return round(size * part * between(0.94, 1.06, "umur", village, band))


@cache
def _of_age(year: int, district: str, sex: str, low: int, high: int) -> int:
    """People of an age range, each five-year band taken as five equal years."""
    total = 0.0
    for band in BANDS:
        first, _, last = band.rstrip("+").partition("-")
        years = range(int(first), int(last or OLDEST) + 1)
        part = sum(low <= age <= high for age in years) / len(years)
        if part:
            total += part * sum(people(year, code, band, sex) for code in villages(district))
    return round(total)


def count(element: dict[str, str], year: int, region: str) -> int:
    """What one mapped element of the DSSD table counts in a region."""
    measure, sex, level = element["ukuran"], element["jenis_kelamin"], element["jenjang"]
    since = YEARS.index(year)
    if region == CITY:
        return _CITY[measure, sex][since]
    if measure == "lurah":
        women = _WOMEN_LURAH[region[-2:]][since]
        return women if sex == "P" else len(villages(region)) - women
    if measure == "penduduk":
        low, high = map(int, element["umur"].split("-"))
        return _of_age(year, region, sex, low, high)
    low, high, men, women, change = _SHARES[measure, level]
    share = (men if sex == "L" else women) + change * since
    return round(_of_age(year, region, sex, low, high) * _vary(share, region, measure, level, sex))


def _vary(share: float, *key: object) -> float:
    """A share a little different in each region, without crossing 0 or 1."""
    if share > 0.5:
        return 1 - (1 - share) * between(0.7, 1.3, *key)
    return share * between(0.85, 1.15, *key)


def is_city_wide(element: dict[str, str]) -> bool:
    """Whether an element is reported for the city only: seats, staff, budget, unmapped ones."""
    return element["keputusan"] != "dipetakan" or any(m == element["ukuran"] for m, _ in _CITY)
