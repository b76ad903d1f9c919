"""DuckDB with bounded memory, and the steps in `sql/` that run in it."""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from rumourx.errors import UsageError

MAX_THREADS = 4  # each needs memory of its own
FETCHED_ROWS = 1000  # that stand in memory as Python values
INTERRUPTED = "interrupted"  # DuckDB says so of a query that a signal ended
MAX_REASON = 200  # characters of what DuckDB says


class Database:
    """Tables in memory, and on the disk what does not fit; both are gone when it is closed."""

    def __init__(self, memory: str) -> None:
        """Open an empty database that holds at most `memory`, such as 256MB; UsageError when that is no amount."""
        self._memory = memory
        self._folder = TemporaryDirectory(prefix="rumourx-mill-")
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": memory,
            "temp_directory": self._folder.name,
            "threads": min(MAX_THREADS, os.cpu_count() or 1),
            "autoinstall_known_extensions": False,  # nothing is fetched from a network
        }
        try:
            self._connection = duckdb.connect(config=settings)
        except duckdb.Error as error:
            self._folder.cleanup()
            raise UsageError(f"“{memory}” is no amount of memory; write 512MB or 2GB, for example.") from error

    @property
    def folder(self) -> Path:
        """A folder for files that are needed as long as the database is."""
        return Path(self._folder.name)

    def run(self, step: str, **variables: Any) -> None:
        """Run the statements of `sql/<step>.sql`, which find the variables by `getvariable`."""
        self.set(**variables)
        self.execute(_statements(step))

    def set(self, **variables: Any) -> None:
        """Set variables for the steps that follow."""
        for name, value in variables.items():
            self.execute(f"SET VARIABLE {name} = $value", {"value": value})

    def execute(self, statement: str, values: object = None) -> duckdb.DuckDBPyConnection:
        """Run a statement, or several that take no values.

        Raises:
            UsageError: the memory is not enough.
            OSError: the system refuses to read or write.
            KeyboardInterrupt: it was interrupted.
        """
        with self._explained():
            return self._connection.execute(statement, values)

    def value(self, query: str) -> Any:
        """The only value of a query's only row; None when it has no row."""
        row = self.execute(query).fetchone()
        return row[0] if row else None

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, as they were when it was asked, whatever is run before they are fetched."""
        cursor = self._connection.cursor()  # it has no variables
        with self._explained():
            cursor.execute(query)
        return self._fetched(cursor)

    def insert(self, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert rows of texts, or lists of texts, into a table."""
        for start in range(0, len(rows), FETCHED_ROWS):
            columns = list(zip(*rows[start : start + FETCHED_ROWS], strict=True))
            places = ", ".join(f"unnest(${number})" for number in range(1, len(columns) + 1))
            self.execute(f"INSERT INTO {table} SELECT {places}", [list(column) for column in columns])

    def _fetched(self, cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
        with self._explained():
            while rows := cursor.fetchmany(FETCHED_ROWS):
                yield from rows

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Let what DuckDB raises for want of memory, for the disk and for Ctrl-C be what it is elsewhere."""
        try:
            yield
        except duckdb.OutOfMemoryException as error:
            raise UsageError(f"{self._memory} of memory is too little for this dataset; give --memory more.") from error
        except duckdb.IOException as error:
            raise OSError(errno.EIO, first_line(error)) from error
        except (duckdb.InterruptException, RuntimeError) as error:
            if INTERRUPTED in str(error).lower():
                raise KeyboardInterrupt from error
            raise

    def close(self) -> None:
        """Let go of the memory and of the files."""
        self._connection.close()
        self._folder.cleanup()


@cache
def _statements(step: str) -> str:
    return (files(__package__) / "sql" / f"{step}.sql").read_text(encoding="utf-8")


def first_line(error: duckdb.Error) -> str:
    """What DuckDB says of an error, on one line."""
    lines = str(error).splitlines() or [type(error).__name__]
    return lines[0][:MAX_REASON].rstrip(".: ")
