"""The tables as Apache Arrow, page by page, for Parquet and DuckDB."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args, get_origin

import pyarrow as pa  # type: ignore[import-untyped]
from pydantic import BaseModel

from rumourx.batch.rows import Row
from rumourx.batch.writers.tables import tables, value_type

SCALARS = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
BATCH_ROWS = 500  # that stand in memory as Python values
PAGE_BYTES = 8_000_000  # of Arrow data: a page of Parquet's row groups, enough for these to compress well


def schema_of(columns: Mapping[str, Any]) -> Any:
    """The Arrow schema of columns with the types of their values."""
    return pa.schema([pa.field(name, arrow_type(annotation)) for name, annotation in columns.items()])


def arrow_type(annotation: Any) -> Any:
    """The Arrow type for the values of a field of the record.

    >>> str(arrow_type(tuple[str, ...])), str(arrow_type(float | None))
    ('list<item: string>', 'double')
    """
    kind = value_type(annotation)
    if get_origin(kind) is tuple:
        return pa.list_(arrow_type(get_args(kind)[0]))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return pa.struct([pa.field(name, arrow_type(part.annotation)) for name, part in kind.model_fields.items()])
    return SCALARS[kind]


class Pages:
    """Takes rows and hands them on as Arrow tables of some megabytes."""

    def __init__(
        self, columns: Mapping[str, Any], hand_on: Callable[[Any], None], page_bytes: int = PAGE_BYTES
    ) -> None:
        """Hand tables of about `page_bytes` to `hand_on`; with no row at all it gets none."""
        self.schema = schema_of(columns)
        self._hand_on = hand_on
        self._page_bytes = page_bytes
        self._rows: list[dict[str, Any]] = []
        self._batches: list[Any] = []
        self._bytes = 0

    def add(self, row: dict[str, Any]) -> None:
        """Take a row, a value for every column."""
        self._rows.append(row)
        if len(self._rows) == BATCH_ROWS:
            self._pack()
            if self._bytes >= self._page_bytes:
                self.turn()

    def turn(self) -> None:
        """Hand on what was taken."""
        self._pack()
        if self._batches:
            self._hand_on(pa.Table.from_batches(self._batches, self.schema))
        self._batches, self._bytes = [], 0

    def _pack(self) -> None:
        if self._rows:
            batch = pa.RecordBatch.from_pylist(self._rows, self.schema)
            self._batches.append(batch)
            self._bytes += batch.nbytes
            self._rows = []


def fill(articles: Pages, facts: Pages, rows: Iterator[Row]) -> None:
    """Put all rows into the pages of the articles and of their facts, to the last."""
    for article, its_facts in tables(rows):
        articles.add(article)
        for fact in its_facts:
            facts.add(fact)
    articles.turn()
    facts.turn()
