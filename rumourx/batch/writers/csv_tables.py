"""CSV: a file of facts under the columns of `rumourx extract --format csv`, and `cluster`; and a file of articles.

Texts that a spreadsheet would run as formulas begin with an apostrophe: see `rumourx.output.csv_format`.
"""

import csv
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from rumourx.batch.rows import Row
from rumourx.batch.writers.tables import ARTICLE_COLUMNS, article_row
from rumourx.output import csv_format

COLUMNS = (*csv_format.COLUMNS, "cluster")


def write(rows: Iterator[Row], facts: Path, articles: Path) -> None:
    """Write the facts and the articles of all rows."""
    with ExitStack() as stack:
        fact_lines = _opened(stack, facts, COLUMNS)
        article_lines = _opened(stack, articles, tuple(ARTICLE_COLUMNS))
        for number, row in enumerate(rows):
            article_lines.writerow(_cells(article_row(number, row)))
            for fact in csv_format.rows(row["record"]):
                fact_lines.writerow(_cells(fact | {"cluster": row["cluster"]}))


def _opened(stack: ExitStack, path: Path, columns: tuple[str, ...]) -> "csv.DictWriter[str]":
    stream = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
    writer = csv_format.table_writer(stream, columns)
    writer.writeheader()
    return writer


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    return {column: csv_format.cell(value) for column, value in row.items()}
