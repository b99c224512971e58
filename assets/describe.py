"""Say in Dagster what a contract says: column types, Indonesian titles and constraints."""

import re

import dagster as dg
import pandera.polars as pa


def column_schema(model: type[pa.DataFrameModel]) -> dg.TableSchema:
    """The contract's columns as the catalogue shows them."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name,
                type=str(column.dtype),
                description=column.title,
                constraints=dg.TableColumnConstraints(
                    nullable=column.nullable,
                    unique=column.unique,
                    other=[constraint(check) for check in column.checks],
                ),
            )
            for name, column in model.to_schema().columns.items()
        ]
    )


def constraint(check: pa.Check) -> str:
    """A check's limits as a walidata reads them beside the column."""
    limits = check.statistics or {}
    if allowed := limits.get("allowed_values"):
        return "salah satu dari: " + ", ".join(map(str, allowed))
    low, high = limits.get("min_value"), limits.get("max_value")
    if low is not None and high is not None:
        return f"{low} sampai {high}"
    return f"paling kecil {low}" if low is not None else f"paling besar {high}"


def summary(model: type[pa.DataFrameModel]) -> str:
    """A contract's own sentence on one line."""
    return " ".join((model.__doc__ or "").split())


def team(name: str) -> str:
    """An agency as a Dagster owner, which allows no spaces or brackets."""
    return "team:" + re.sub(r"\W+", "_", name.casefold()).strip("_")
