"""DuckDB: the tables `facts` and `articles`, with the columns and types of Parquet."""

import errno
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from rumourx.batch.rows import Row
from rumourx.batch.writers.arrow import Pages, fill, schema_of
from rumourx.batch.writers.tables import ARTICLE_COLUMNS, FACT_COLUMNS

MEMORY = "256MB"  # that its cache may fill, instead of four fifths of the machine


def write(rows: Iterator[Row], draft: Path) -> None:
    """Write the facts and the articles of all rows into the database."""
    try:
        with duckdb.connect(str(draft), config={"memory_limit": MEMORY, "threads": 1}) as database:
            article_pages = _table(database, "articles", ARTICLE_COLUMNS)
            fact_pages = _table(database, "facts", FACT_COLUMNS)
            fill(article_pages, fact_pages, rows)
    except duckdb.IOException as error:
        raise OSError(errno.EIO, str(error), str(draft)) from error


def _table(database: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, Any]) -> Pages:
    """Create a table; return pages that are inserted into it."""
    _with_page(database, schema_of(columns).empty_table(), f"CREATE TABLE {name} AS SELECT * FROM page")

    def insert(page: Any) -> None:
        _with_page(database, page, f"INSERT INTO {name} SELECT * FROM page")

    return Pages(columns, insert)


def _with_page(database: duckdb.DuckDBPyConnection, page: Any, statement: str) -> None:
    database.register("page", page)
    database.execute(statement)
    database.unregister("page")
