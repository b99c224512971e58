"""What is said of a release as a whole: what it hides, what does not match, what lacks metadata."""

import polars as pl
import pytest

from pipelines.check_publication import MANDATORY, check_publication
from pipelines.load_catalogue import indicators

COUNTS = {"ukuran": pl.String, "tahun": pl.Int64, "status_obs": pl.String}
VALUES = {"kode_indikator": pl.String, "tahun": pl.Int64, "alasan": pl.String,
          "sumber_pembilang": pl.String}  # fmt: skip


def found(values=(), counts=(), items=()):
    computed = pl.DataFrame([*values], schema=VALUES, orient="row")
    hidden = pl.DataFrame([*counts], schema=COUNTS, orient="row")
    return check_publication(computed, hidden, items or indicators().values())


def test_hidden_counts_are_counted_per_measure_and_year():
    rows = [("korban_kekerasan", 2025, "disamarkan"), ("korban_kekerasan", 2025, "final"),
            ("korban_kekerasan", 2025, "disamarkan"),
            ("korban_kekerasan", 2024, "final")]  # fmt: skip
    (finding,) = found(counts=rows)
    assert (finding.aturan, finding.tingkat, finding.tahun) == ("R15", "peringatan", 2025)
    assert "2 dari 3 angka disamarkan" in finding.kalimat


def test_sides_that_do_not_match_are_named_by_indicator_year_and_reason():
    why = "pembilang lebih besar daripada penyebut"
    rows = [("KPD-05", 2025, why, "akta_dan_kia"), ("KPD-05", 2025, why, "akta_dan_kia"),
            ("KPD-05", 2025, "penyebut nol", "akta_dan_kia")]  # fmt: skip
    (finding,) = found(values=rows)
    assert (finding.aturan, finding.sumber, finding.tahun) == ("R16", "akta_dan_kia", 2025)
    assert "KPD-05" in finding.kalimat
    assert f"2 nilai tidak terbit karena {why}" in finding.kalimat


@pytest.mark.parametrize("field", MANDATORY)
def test_an_indicator_without_a_field_of_its_metadata_form_stops_the_release(field):
    bare = indicators()["KPD-05"].model_copy(update={field: "  "})
    (finding,) = found(items=[bare])
    assert (finding.aturan, finding.tingkat) == ("R20", "galat")
    assert field in finding.kalimat


def test_the_catalogue_describes_every_indicator():
    assert found() == []
