"""Shared by all tests: examples are the same on every machine and every run."""

import os

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("TERPILAH_KUNCI", "rekaan-untuk-pengujian")  # no test makes a key of its own
pytest.register_assert_rewrite("tabel")
settings.register_profile(
    "ci",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ci")
