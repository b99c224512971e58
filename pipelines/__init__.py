"""Verbs: how one table becomes the next, with Polars and DuckDB and without Dagster."""
