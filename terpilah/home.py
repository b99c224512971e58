"""Give Dagster a home inside the data folder, with the project's own settings."""

import os
from pathlib import Path

from pipelines.load_reference import shipped_data

SETTINGS = "dagster.yaml"
DEFAULT_HOME = "data/dagster"  # where the settings keep events when `dg` reads them by itself


def prepare_home(data: Path) -> Path:
    """Make <data>/dagster the DAGSTER_HOME of this process and of those it starts."""
    home = data / "dagster"
    home.mkdir(parents=True, exist_ok=True)
    (data / "masuk").mkdir(exist_ok=True)
    settings = _settings().read_text(encoding="utf-8")
    (home / SETTINGS).write_text(settings.replace(DEFAULT_HOME, str(home)), encoding="utf-8")
    os.environ["DAGSTER_HOME"] = str(home)
    os.environ["TERPILAH_DATA"] = str(data)
    os.environ["DAGSTER_DISABLE_TELEMETRY"] = "1"
    return home


def _settings() -> Path:
    """dagster.yaml at the root of the repository, or beside the installed data."""
    inside = shipped_data() / SETTINGS
    return inside if inside.is_file() else shipped_data().parent / SETTINGS
