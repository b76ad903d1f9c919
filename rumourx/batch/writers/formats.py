"""The registry of output formats, and which of them a name asks for.

A format's module offers `write(rows, *drafts)`: it writes all rows to the drafts, one for each path that the
format writes. It is imported when it is used.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from rumourx.batch.rows import Row
from rumourx.batch.writers.drafts import check_replaceable, whole
from rumourx.errors import UsageError

ARTICLES = "articles"  # what the second table's file is called


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """One way to write a batch: as a folder or not, as one file or as a file of facts and one of articles."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    is_folder: bool = False
    has_articles_file: bool = False
    packages: tuple[str, ...] = ()
    extra: str = ""

    def check_installed(self) -> None:
        """Raise UsageError when a package that the format needs is missing."""
        missing = [package for package in self.packages if find_spec(package) is None]
        if missing:
            raise UsageError(
                f"{self.name} needs a package that is not installed ({', '.join(missing)}); "
                f"get it with `pip install 'rumourx[{self.extra}]'`."
            )


FORMATS = (
    OutputFormat("JSON Lines", (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), "json_lines"),
    OutputFormat("CSV", (".csv",), "csv_tables", has_articles_file=True),
    OutputFormat("Parquet", (".parquet",), "parquet", has_articles_file=True, packages=("pyarrow",), extra="parquet"),
    OutputFormat("a Parquet dataset", (".parquet",), "dataset", is_folder=True, packages=("pyarrow",), extra="parquet"),
    OutputFormat("SQLite", (".sqlite", ".sqlite3", ".db"), "sqlite"),
    OutputFormat("DuckDB", (".duckdb",), "duckdb_tables", packages=("duckdb", "pyarrow"), extra="duckdb"),
    OutputFormat("a folder of JSON", ("",), "json_folder", is_folder=True),
)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes one format."""

    format: OutputFormat

    def paths(self, out: str) -> tuple[Path, ...]:
        """What an output consists of: the path that it names, and its companion if there is one."""
        path = Path(out)
        if not self.format.has_articles_file:
            return (path,)
        return path, path.with_name(f"{path.stem}.{ARTICLES}{path.suffix}")

    def write(self, rows: Iterator[Row], out: str) -> None:
        """Write all rows; the output is there, or replaced, only when this returns.

        Raises OSError when the system refuses to write.
        """
        module = import_module(f"{__package__}.{self.format.module}")
        with whole(self.paths(out), is_folder=self.format.is_folder) as drafts:
            cast(Callable[..., None], module.write)(rows, *drafts)


def writer_for(out: str) -> Writer:
    """The writer of the format that an output's name asks for, by its suffix; a folder ends in `/` or is there.

    Raises UsageError when the name asks for none, when a package is missing, and when a folder stands there that
    holds other things than an output.

    >>> writer_for("facts.JSONL.gz").format.name, writer_for("facts/").format.name
    ('JSON Lines', 'a folder of JSON')
    """
    if "://" in out:
        raise UsageError(f"{out} is an address; write to this machine and copy the result there.")
    path = Path(out)
    is_folder = out.endswith(("/", os.sep)) or (path.is_dir() and _by_suffix(path, is_folder=False) is None)
    found = _by_suffix(path, is_folder=is_folder)
    if found is None or not path.name:
        suffixes = ", ".join(suffix for known in FORMATS if not known.is_folder for suffix in known.suffixes)
        raise UsageError(
            f"{out} has no suffix that names a format ({suffixes}); add one, or a / at its end for a folder of JSON."
        )
    found.check_installed()
    check_replaceable(path, is_folder=is_folder)
    return Writer(found)


def _by_suffix(path: Path, *, is_folder: bool) -> OutputFormat | None:
    name = path.name.lower()
    for known in FORMATS:
        if known.is_folder == is_folder and name.endswith(known.suffixes):
            return known
    return None
