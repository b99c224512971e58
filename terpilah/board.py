"""Build the status board from what is on record, without checking anything anew."""

from pathlib import Path

import dagster as dg

from assets.papan import refresh
from assets.resources import Deployment
from terpilah.home import prepare_home


def build_board(masuk: Path, data: Path, pengantar: Path | None, wilayah: str) -> Path:
    """Write <data>/papan/index.html; returns where it lies."""
    prepare_home(data)
    deployment = Deployment(
        data=str(data), masuk=str(masuk), wilayah=wilayah, pengantar=str(pengantar or "")
    )
    with dg.DagsterInstance.get() as instance:
        return refresh(deployment, instance)
