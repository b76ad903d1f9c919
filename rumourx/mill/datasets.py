"""Which files hold a dataset, and how their facts come into the database.

| dataset | what is read |
| --- | --- |
| `facts.jsonl`, `.ndjson`, also `.gz` | a record a line |
| `facts.json` | a record, or an array of records |
| `facts/` | a record in each `.json` file |
| `facts.parquet` | the facts; the articles in `facts.articles.parquet` |
| `facts.parquet/` | the facts in `facts/kind=KIND/`, the articles in `articles/` |
| `facts.duckdb` | the tables `facts` and `articles` |
"""

import glob
import json
from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import Any

import duckdb

from rumourx.batch.writers.tables import encodable
from rumourx.errors import UsageError
from rumourx.mill.database import Database, first_line
from rumourx.reading.files import chunks
from rumourx.reading.jsonl import numbered_lines

LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
ARTICLES = ".articles.parquet"
COMPANIONS = (ARTICLES, ".errors.jsonl")  # of a dataset: what a shell's `facts*` names beside it
PARTS = ("source", "article_date", "pipeline", "people", "clubs", "contract_dates", "rumours", "fields", "cluster")
"""What the mill reads of a record."""

ADVICE = "give what `rumourx batch` wrote"


def named_datasets(paths: Iterable[str | PathLike[str]]) -> list[Path]:
    """The datasets among the paths, without the files that only belong to one.

    Raises UsageError when there are only such files.

    >>> [path.name for path in named_datasets(["may.parquet", "may.articles.parquet", "june.jsonl.errors.jsonl"])]
    ['may.parquet']
    """
    given = [Path(path) for path in paths]
    datasets = [path for path in given if not path.name.endswith(COMPANIONS)]
    if given and not datasets:
        raise UsageError(f"{given[0]} only belongs to a dataset; {ADVICE} beside it.")
    return datasets


def read_dataset(path: Path, database: Database) -> None:
    """Read the facts of one dataset into the database.

    Raises UsageError when it is missing, or is no dataset.
    """
    name = path.name.lower()
    if not path.exists():
        raise UsageError(f"{path} does not exist; {ADVICE}.")
    try:
        if path.is_dir():
            _read_folder(path, database)
        elif name.endswith(LINES):
            _read_lines(path, database)
        elif name.endswith(".json"):
            _read_json(path, database)
        elif name.endswith(".parquet"):
            _read_parquet(path, glob.escape(str(path)), path.with_name(path.stem + ARTICLES), database)
        elif name.endswith(".duckdb"):
            _read_duckdb(path, database)
        else:
            raise UsageError(f"{path} is no dataset (.jsonl, .json, .parquet, .duckdb or a folder); {ADVICE}.")
    except duckdb.Error as error:
        raise UsageError(f"{path} cannot be read ({first_line(error)}); {ADVICE}.") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror or error}); {ADVICE}.") from error


def add_records(records: Iterable[Any], database: Database) -> None:
    """Read records, as plain values, into the database. Raises UsageError when one is none."""
    _lay_out(_written_out(records, database), database)
    _take_records("what was added", database)


def _read_folder(path: Path, database: Database) -> None:
    if (path / "facts").is_dir() and (path / "articles").is_dir():
        folder = glob.escape(str(path))
        _read_parquet(path, f"{folder}/facts/*/*.parquet", path / "articles" / "part-0.parquet", database)
    elif next(path.glob("*.json"), None):
        _read_json(path, database)
    else:
        raise UsageError(f"{path} holds no records (.json) and is no Parquet dataset; {ADVICE}.")


def _read_lines(path: Path, database: Database) -> None:
    try:
        _lay_out(path, database)
    except (duckdb.Error, OSError):
        # DuckDB refuses lone surrogates, which records may hold; what else is wrong shows on this slower way, too.
        _read_json(path, database)
    else:
        _take_records(str(path), database)


def _read_json(path: Path, database: Database) -> None:
    _lay_out(_written_out(_json_values(path), database), database)
    _take_records(str(path), database)


def _lay_out(lines: Path, database: Database) -> None:
    database.run("read_records", base=_articles_so_far(database), file=glob.escape(str(lines)))


def _take_records(name: str, database: Database) -> None:
    _refuse_strangers("records WHERE pipeline IS NULL", name, database)
    database.run("take_records")


def _read_parquet(path: Path, facts: str, articles: Path, database: Database) -> None:
    if not articles.exists():
        raise UsageError(f"{articles} is missing, which belongs to {path}; {ADVICE}, both files.")
    database.run("read_parquet", facts=facts, articles=glob.escape(str(articles)))
    _take_tables(path, database)


def _read_duckdb(path: Path, database: Database) -> None:
    quoted = str(path).replace("'", "''")
    database.execute(f"ATTACH '{quoted}' AS given (READ_ONLY)")
    try:
        database.run("read_duckdb")
        _take_tables(path, database)
    finally:
        database.execute("DETACH given")


def _take_tables(path: Path, database: Database) -> None:
    _refuse_strangers("given_facts WHERE kind IS NULL OR article IS NULL", str(path), database)
    _refuse_strangers("given_articles WHERE article IS NULL", str(path), database)
    database.run("take_tables", base=_articles_so_far(database))


def _refuse_strangers(rows: str, name: str, database: Database) -> None:
    """Raise UsageError when there is such a row: it stands for something that is not RumourX's."""
    if database.value(f"SELECT true FROM {rows} LIMIT 1"):
        raise UsageError(f"{name} holds something that is no record of RumourX; {ADVICE}.")


def _articles_so_far(database: Database) -> int:
    return int(database.value("SELECT coalesce(max(article), 0) FROM articles"))


def _json_values(path: Path) -> Iterator[Any]:
    """Yield the records in a file or a folder, as they stand there."""
    if path.is_dir():
        for file in sorted(path.glob("*.json")):
            yield from _json_values(file)
    elif path.name.lower().endswith(LINES):
        for number, line in numbered_lines(chunks(str(path))):
            yield _parsed(line or b"", f"{path}:{number}")
    else:
        value = _parsed(path.read_bytes(), str(path))
        yield from value if isinstance(value, list) else [value]


def _parsed(text: bytes, name: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{name} is no valid JSON; {ADVICE}.") from error


def _written_out(records: Iterable[Any], database: Database) -> Path:
    """Write records in lines for DuckDB to read, and return the file; lone surrogates become U+FFFD."""
    path = database.folder / "records.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for record in records:
            parts = {part: record[part] for part in PARTS if part in record} if isinstance(record, dict) else {}
            stream.write(json.dumps(encodable(parts), ensure_ascii=False) + "\n")
    return path
