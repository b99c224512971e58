"""Sample of indeks_resmi: invented figures for Kota Serang, and a table as BPS's pages give it."""

from pathlib import Path

from tulis import INVENTED, write_csv, write_sheet

HEAD = ["Wilayah", "Angka resmi", "Tahun", "Jenis kelamin", "Metode", "Vintage", "Satuan", "Nilai"]
FIGURES = (
    ("IPM", "L+P", "UHH hasil SP2020", "2025-11", "indeks", "74,81"),
    ("IPM", "L", "UHH hasil SP2020", "2025-11", "indeks", "77,02"),
    ("IPM", "P", "UHH hasil SP2020", "2025-11", "indeks", "71,36"),
    ("IPG", "L+P", "UHH hasil SP2020", "2025-11", "indeks", "92,65"),
    ("IDG", "L+P", "", "2025-11", "indeks", "68,40"),
    ("IKG", "L+P", "", "2025-05", "", "0,372"),
    ("TPAK", "L", "", "2025-11", "persen", "83,17"),
    ("TPAK", "P", "", "2025-11", "persen", "49,02"),
)
TABLE = (
    ("Kabupaten Kota", "", ""),
    ("", "Rata-rata Lama Sekolah (RLS) menurut Jenis Kelamin (Tahun)", ""),
    ("", "Laki-laki", "Perempuan"),
    ("", 2025, 2025),
    ("Banten", "9.61", "9.02"),
    ("Kota Serang", "9.48", "8.77"),
    ("Kota Cilegon", "10.55", "10.01"),
)


def write(good: Path, broken: Path) -> None:
    """Two forms below `good`; below `broken` one file per broken rule."""
    rows = [["Kota Serang", code, 2025, *rest] for code, *rest in FIGURES]
    write_sheet(good / "indeks_2025.xlsx", [[INVENTED], [], HEAD, *rows])
    write_csv(good / "rls_2025.csv", [*TABLE, ("", "", ""), (f"Sumber: {INVENTED}", "", "")])
    head = ["Wilayah", "Angka resmi", "Tahun", "Satuan", "Nilai"]
    sound = ["Kota Serang", "IPM", 2025, "indeks", "74,81"]
    percent = ["Kota Serang", "IKG", 2025, "persen", "0,372"]
    write_csv(broken / "R6_satuan_lain.csv", [head, sound, percent])
    hundredfold = ["Kota Serang", "IKG", 2025, "", "37,2"]
    write_csv(broken / "R6S_bukan_proporsi.csv", [head, sound, hundredfold])
    other = ["Kota Serang", "IPM", 2025, "indeks", "73,90"]
    ipg = ["Kota Serang", "IPG", 2025, "indeks", "92,65"]
    write_csv(broken / "R12_tanpa_vintage.csv", [head, ipg, sound, other])
    living = (("UHH", "72,35"), ("HLS", "12,98"), ("RLS", "9,12"),
              ("Pengeluaran per kapita disesuaikan", "14250"), ("IPM", "75,77"))  # fmt: skip
    rows = [["Kota Serang", name, 2025, "", number] for name, number in living]
    write_csv(broken / "R22_indeks_bukan_dari_komponennya.csv", [head, *rows])
