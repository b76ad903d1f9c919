"""DuckDB: the tables `facts` and `articles`, with the columns and types of Parquet."""

import errno
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from rumourx.batch.rows import Row
from rumourx.batch.writers.arrow import Pages, fill, schema_of
from rumourx.batch.writers.tables import ARTICLE_COLUMNS, FACT_COLUMNS

REFUSALS = (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException, duckdb.OutOfMemoryException)
MEMORY = "256MB"  # that its cache may fill, instead of four fifths of the machine


def write(rows: Iterator[Row], draft: Path) -> None:
    """Write the facts and the articles of all rows into the database."""
    log = draft.with_name(f"{draft.name}.wal")
    log.unlink(missing_ok=True)  # of a process that was killed
    try:
        with duckdb.connect(str(draft), config={"memory_limit": MEMORY, "threads": 1}) as database:
            article_pages = _table(database, "articles", ARTICLE_COLUMNS)
            fact_pages = _table(database, "facts", FACT_COLUMNS)
            fill(article_pages, fact_pages, rows)
            # Closing would do this, too, but does not tell when it fails: on a full disk all could be in the log.
            database.execute("CHECKPOINT")
    except REFUSALS as error:
        raise OSError(errno.EIO, _first_line(error), str(draft)) from error
    finally:
        log.unlink(missing_ok=True)


def _first_line(error: duckdb.Error) -> str:
    return str(error).partition("\n")[0]


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
