"""One axis for everything: the year the data speak of."""

import dagster as dg

FIRST_YEAR, LAST_YEAR = 2010, 2035
YEARS = dg.StaticPartitionsDefinition([str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)])
