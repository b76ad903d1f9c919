"""SQLite: the tables `facts` and `articles`, with the columns of Parquet; lists are JSON.

`facts.article` refers to `articles.article`.
"""

import errno
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from rumourx.batch.rows import Row
from rumourx.batch.writers.json_values import to_json
from rumourx.batch.writers.tables import ARTICLE_COLUMNS, FACT_COLUMNS, tables, value_type

TYPES = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}
KEYS = {
    "articles": {"article": "INTEGER PRIMARY KEY"},
    "facts": {"article": "INTEGER NOT NULL REFERENCES articles (article)"},
}


def write(rows: Iterator[Row], draft: Path) -> None:
    """Write the facts and the articles of all rows into the database."""
    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as database:
            # A draft that is not finished is thrown away: nothing has to be kept safe before.
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN")
            _fill(database, rows)
            database.execute("CREATE INDEX facts_by_article ON facts (article)")
            database.execute("CREATE INDEX facts_by_kind ON facts (kind, name)")
            database.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise OSError(errno.EIO, str(error), str(draft)) from error


def _fill(database: sqlite3.Connection, rows: Iterator[Row]) -> None:
    insert_article = _create(database, "articles", ARTICLE_COLUMNS)
    insert_fact = _create(database, "facts", FACT_COLUMNS)
    for article, facts in tables(rows):
        database.execute(insert_article, _values(article))
        database.executemany(insert_fact, [_values(fact) for fact in facts])


def _create(database: sqlite3.Connection, table: str, columns: Mapping[str, Any]) -> str:
    """Create a table; return the statement that inserts a row."""
    types = {name: TYPES.get(value_type(annotation), "TEXT") for name, annotation in columns.items()} | KEYS[table]
    definitions = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
    database.execute(f"CREATE TABLE {table} ({definitions})")
    return f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"


def _values(row: Mapping[str, Any]) -> list[Any]:
    return [to_json(value) if isinstance(value, list) else value for value in row.values()]
