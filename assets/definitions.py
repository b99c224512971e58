"""Everything Dagster loads: assets, jobs, clocks, the sensor and the deployment."""

import warnings

import dagster as dg

from assets.automation import JOBS, SCHEDULES, map_setoran
from assets.ekstrak import EXTRACTS
from assets.harmonis import HARMONISED
from assets.indikator import hitung
from assets.pokja import VICTIMS
from assets.publikasi import rilis
from assets.resources import Deployment
from assets.setoran import setoran

# Dagster warns of its own beta parameters each time a definition is resolved; the lock pins it.
warnings.filterwarnings("ignore", category=dg.BetaWarning)
warnings.filterwarnings("ignore", category=dg.PreviewWarning)


def build_defs(deployment: Deployment) -> dg.Definitions:
    """Everything, bound to one deployment: the environment's here, another one in tests."""
    return dg.Definitions(
        assets=[setoran, *EXTRACTS, *HARMONISED, hitung, *VICTIMS, rilis],
        jobs=JOBS,
        schedules=SCHEDULES,
        sensors=[map_setoran],
        resources={"deployment": deployment},
        executor=dg.in_process_executor,
    )


defs = build_defs(Deployment.from_environment())
