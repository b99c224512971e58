"""One axis for everything: the year the data speak of."""

import dagster as dg

from schemas.kode import FIRST_YEAR, LAST_YEAR

YEARS = dg.StaticPartitionsDefinition([str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)])
