"""Words of social affairs: kinds of disability, services to persons with one, aid and deciles."""

from collections.abc import Mapping

from schemas.bentuk import codes

RAGAM = {
    **codes("Fisik", "Intelektual", "Mental"),
    "sensorik_netra": "Sensorik netra",
    "sensorik_rungu": "Sensorik rungu",
    "sensorik_wicara": "Sensorik wicara",
    "ganda": "Ganda",
}
BANTUAN = codes(
    "Alat bantu", "Rehabilitasi sosial", "Bantuan tunai", "Pelatihan", "Terapi", "Lainnya"
)
PROGRAM = {
    "pkh": "Program Keluarga Harapan (PKH)", "sembako": "Sembako (BPNT)",
    "pbi_jk": "PBI Jaminan Kesehatan", "blt": "Bantuan langsung tunai",
    **codes("Atensi lansia", "Atensi disabilitas", "Bantuan daerah", "Lainnya"),
}  # fmt: skip
DESIL = {str(number): f"Desil {number}" for number in range(1, 11)}

# Words seen in the wild, by column.
SEEN: Mapping[str, Mapping[str, str]] = {
    "ragam": {
        "tuna daksa": "fisik", "daksa": "fisik", "netra": "sensorik_netra",
        "tuna netra": "sensorik_netra", "rungu": "sensorik_rungu", "tuna rungu": "sensorik_rungu",
        "wicara": "sensorik_wicara", "tuna wicara": "sensorik_wicara", "grahita": "intelektual",
        "tuna grahita": "intelektual", "psikososial": "mental", "odgj": "mental",
        "multi": "ganda", "disabilitas ganda": "ganda",
    },
    "bantuan": {"kursi roda": "alat_bantu", "alat bantu dengar": "alat_bantu",
                "blt": "bantuan_tunai"},
    "program": {"pkh": "pkh", "bpnt": "sembako", "program sembako": "sembako", "pbi": "pbi_jk",
                "pbi-jk": "pbi_jk", "lansia": "atensi_lansia"},
}  # fmt: skip
